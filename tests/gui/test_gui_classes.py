"""Classes in the window: list, form, who came, packets, and the board for the projector."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.classes import ClassDraft, add_members, list_classes, new_class
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.queries import MemberResult, class_members
from sirekap_trainer.records.roster_file import Checked, Operator
from sirekap_trainer.records.store import Store
from ui.trainer.class_board import LOOK_EVERY, Board, BoardView, Tile, grid_of, sign, state_of, tiles_of, what_fits
from ui.trainer.class_form import day_of

STATIONS = 4


@pytest.fixture
def records(places):
    """Opens the records of the window, for a short time."""

    def use(work):
        store = Store.open(places.data / "catatan")
        try:
            with store.write() as session:
                return work(session)
        finally:
            store.close()

    return use


def _fill(session) -> None:
    operators = tuple(
        Operator("Kademangan", village, f"{number:03}", f"Orang {village} {number} {role}", role)
        for village in ("Triwung Lor", "Pilang")
        for number in range(1, STATIONS + 1)
        for role in ("utama", "cadangan")
    )
    import_roster(session, Checked(operators, ()), name="uji", at=datetime.now(UTC))


@pytest.fixture
def held(records):
    """A class with the operators of one kelurahan; gives its id."""

    def fill(session) -> int:
        _fill(session)
        class_id = new_class(session, ClassDraft("Bimtek Pilang 1", "formal", date(2024, 11, 20), "Balai Pilang"))
        add_members(session, class_id, [one.id for one in list_people(session) if one.village == "Pilang"])
        return class_id

    return records(fill)


@pytest.fixture
def settle(qtbot):
    """Until the records are looked up."""

    def wait(window):
        qtbot.waitUntil(lambda: not window.office._lane.busy and not window.workshop._lane.busy, timeout=20000)
        QApplication.processEvents()  # what was shown has its place

    return wait


@pytest.fixture
def at(make_window, settle):
    """A window at a screen of a class."""

    def go(step, class_id=None, **options):
        window = make_window(**options)
        window.office.class_id = class_id
        window.go(step)
        settle(window)
        return window

    return go


# --- list and form


def test_the_trainers_side_opens_with_the_steps_of_the_first_day(make_window, qtbot):
    window = make_window()
    window.back.click()
    classes = window._steps["classes"]
    qtbot.waitUntil(lambda: classes.first_steps["people"].isVisibleTo(window), timeout=20000)
    for step, button in classes.first_steps.items():
        window.go("classes")
        button.click()
        assert window.step is window._steps[step]


def test_tab_leads_from_the_last_field_to_what_keeps_it_and_then_to_the_way_out(make_window, qtbot):
    window = make_window()
    window.go("class_form")
    qtbot.waitUntil(lambda: window.step.isVisible() and window.step.title.line.hasFocus(), timeout=20000)
    for _ in range(40):
        window.focusNextChild()
        if QApplication.focusWidget() in {window.primary, window.back}:
            break
    assert QApplication.focusWidget() is window.primary
    window.focusNextChild()
    assert QApplication.focusWidget() is window.back


def test_the_keyboard_does_not_fall_upon_the_way_out(make_window, qtbot):
    window = make_window()
    window.go("people")
    qtbot.waitUntil(lambda: window.step.isVisible() and not window.office.busy, timeout=20000)
    button = window.step.findChildren(type(window.back))[0]
    button.setFocus()
    button.setEnabled(False)
    assert QApplication.focusWidget() is not window.back
    assert QApplication.focusWidget() not in window.step.rail.buttons.values()


@pytest.mark.parametrize("way", ["button", "rail", "nowhere"])
def test_enter_makes_a_class_wherever_the_keyboard_was_before(make_window, qtbot, way):
    window = make_window()
    window.back.setFocus()
    window.back.click()
    qtbot.waitUntil(lambda: "Enter kelas baru" in window.hints.text(), timeout=20000)
    if way == "rail":
        window.step.rail.buttons["reports"].click()
        window.step.rail.buttons["classes"].click()
    if way == "nowhere":
        QApplication.focusWidget().clearFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    assert window.step is window._steps["class_form"]


def test_an_empty_list_says_how_to_fill_it(at, cut_texts):
    window = at("classes")
    assert window.step._stack.currentIndex() == 1
    assert window.primary.text() == "Kelas baru"
    assert cut_texts(window) == []


def test_a_class_is_made_and_found_again(at, settle, records):
    window = at("classes")
    window.primary.click()
    settle(window)
    form = window.step
    form.title.line.setText("Bimtek Triwung Lor 1")
    form.day.line.setText("20/11/2024")
    assert form.day_words.text() == "Rabu, 20 November 2024"
    form.where.line.setText("Balai kelurahan")
    form.kind.choose(["nonformal"])
    form.mode.choose(["simulasi"])
    form.rule.choose(["tandai"])
    window.primary.click()
    settle(window)
    assert window.step is window._steps["class_members"]
    draft = records(list_classes)[0].draft
    assert (draft.title, draft.kind, draft.held_on) == ("Bimtek Triwung Lor 1", "nonformal", date(2024, 11, 20))
    assert (draft.place, draft.mode, draft.rule) == ("Balai kelurahan", "simulasi", "tandai")
    window.back.click()
    settle(window)
    assert [row[1] for row in window.step.table.shown] == ["Bimtek Triwung Lor 1"]


def test_a_class_that_is_kept_late_is_not_taken_for_the_one_at_hand(at, settle, records, held):
    """As over a slow line to a server: the next change was written over the class before."""
    other = records(lambda session: new_class(session, ClassDraft("Lain", "formal", date(2024, 11, 21))))
    window = at("class_form", class_id=held)
    waits = threading.Event()
    window.office._lane.run(lambda _: waits.wait(20))
    window.primary.click()
    window.office.class_id = other
    window.go("classes")
    window.go("class_form")
    waits.set()
    settle(window)
    assert window.step is window._steps["class_form"]
    assert (window.office.class_id, window.step.title.text) == (other, "Lain")


def test_what_is_wrong_is_said_beside_the_field(at, settle, records):
    window = at("class_form")
    form = window.step
    form.day.line.setText("31-02-2024")
    window.primary.click()
    assert "27-11-2024" in form.day.problem.text()
    form.day.line.setText("28-02-2024")
    window.primary.click()
    settle(window)
    assert form.title.problem.text()
    assert records(list_classes) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27-11-2024", date(2024, 11, 27)),
        ("5/1/25", date(2025, 1, 5)),
        (" 7 2 2024 ", date(2024, 2, 7)),
        ("2024-11-27", None),
        ("30.02.2024", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_written_here(text, day):
    assert day_of(text) == day


def test_a_class_is_changed_and_taken_away(at, settle, held, records):
    window = at("classes")
    window.step.table.mark(0)
    window.step.change_button.click()
    settle(window)
    assert window.step.title.text == "Bimtek Pilang 1"
    window.step.title.line.setText("Bimtek Pilang 2")
    window.primary.click()
    settle(window)
    assert window.step.marked.draft.title == "Bimtek Pilang 2"
    assert window.step.marked.members == 2 * STATIONS
    window.step.drop(held)
    settle(window)
    assert window.step.classes == []
    assert len(records(list_people)) == 4 * STATIONS


# --- who came


def test_the_members_of_a_kelurahan_are_taken_in(at, settle, held, records):
    window = at("class_members", held)
    screen = window.step
    assert len(screen.members) == 2 * STATIONS
    screen.village.setCurrentIndex(screen.village.findText("Triwung Lor"))
    screen.village.activated.emit(screen.village.currentIndex())
    screen.station.setCurrentIndex(screen.station.findData("002"))
    screen.add()
    settle(window)
    assert len(screen.members) == 2 * STATIONS + 2
    assert "2 peserta" in screen.notice.words.text()
    screen.take_out()
    settle(window)
    assert len(records(lambda session: class_members(session, held))) == 2 * STATIONS + 1


def test_space_says_who_came(at, settle, held, records):
    window = at("class_members", held)
    table = window.step.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [row[0] for row in table.shown[:3]] == ["hadir", "tidak", "belum"]
    settle(window)
    assert [one.present for one in records(lambda session: class_members(session, held))[:3]] == [True, False, None]
    window.step.all_button.click()
    settle(window)
    present = [one.present for one in records(lambda session: class_members(session, held))]
    assert present == [True, False, *[True] * (2 * STATIONS - 2)]
    assert "7 hadir" in window.step.counts.text()


def test_the_keyboard_stays_where_it_is_while_results_come_in(at, settle, held):
    window = at("class_members", held)
    table = window.step.table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    name = window.step.marked.name
    window.office.changed.emit()
    settle(window)
    assert window.step.marked.name == name


# --- packets


def test_both_operators_of_a_tps_are_dealt_the_same(at, settle, held, records, sample_folder):
    window = at("class_members", held)
    screen = window.step
    screen.deal()
    assert "Pilih paketnya" in screen.notice.words.text()
    form = ClassDraft("Bimtek Pilang 1", "formal", date(2024, 11, 20), packets=str(sample_folder))
    from sirekap_trainer.records.classes import change_class

    records(lambda session: change_class(session, held, form))
    screen.reload()
    settle(window)
    screen.deal()
    settle(window)
    assert "Tiap TPS mendapat 1 paket" in screen.notice.words.text()
    assert "1 salah baca" in screen.notice.words.text()
    assert "Hanya 2 paket untuk 4 TPS" in screen.notice.words.text()
    dealt = {(one.station, one.dealt) for one in screen.members}
    assert len(dealt) == STATIONS
    assert all(packets for _, packets in dealt)


def test_more_members_are_looked_for_where_the_others_are_of(at, records):
    def fill(session) -> int:
        _fill(session)
        class_id = new_class(session, ClassDraft("Bimtek Lor", "formal", date(2024, 11, 20)))
        add_members(session, class_id, [one.id for one in list_people(session) if one.village == "Triwung Lor"])
        return class_id

    screen = at("class_members", records(fill)).step
    assert screen.village.itemText(0) == "Pilang"
    assert screen.village.currentText() == "Triwung Lor"


def test_a_simulation_with_one_form_is_told_when_it_is_dealt(at, settle, held, records, sample_folder):
    from sirekap_trainer.records.classes import change_class

    draft = ClassDraft("Simulasi 1", "simulasi", date(2024, 11, 20), mode="simulasi", packets=str(sample_folder))
    records(lambda session: change_class(session, held, draft))
    window = at("class_members", held)
    window.step.deal()
    settle(window)
    assert "kedua formulir" in window.step.notice.words.text()
    assert window.step.notice.property("role") == "warn"


def test_a_folder_without_packets_is_said(at, settle, held, records, tmp_path):
    from sirekap_trainer.records.classes import change_class

    draft = ClassDraft("Bimtek Pilang 1", "formal", date(2024, 11, 20), packets=str(tmp_path / "kosong"))
    records(lambda session: change_class(session, held, draft))
    window = at("class_members", held)
    window.step.deal()
    settle(window)
    assert "tidak berisi paket" in window.step.notice.words.text()


# --- the board


def _member(**values) -> MemberResult:
    usual = {
        "person_id": 1, "district": "A", "village": "B", "station": "001", "name": "Siapa Saja", "role": "utama",
        "present": None, "dealt": (), "attempts": 0, "best": None, "latest": None, "passed": False, "seconds": None,
        "votes_at_stake": None, "before": None, "after": None,
    }  # fmt: skip
    return MemberResult(**(usual | values))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "waiting"),
        ({"present": False}, "waiting"),
        ({"present": True}, "working"),
        ({"present": True, "attempts": 1}, "sent"),
        ({"attempts": 2, "best": 61.0}, "failed"),
        ({"attempts": 2, "best": 93.0, "passed": True}, "passed"),
    ],
)
def test_how_far_somebody_is(values, state):
    assert state_of(_member(**values)) == state


def test_tiles_stand_by_place_and_never_by_success():
    members = [
        _member(station="010", passed=True, best=99.0, attempts=1),
        _member(station="002", role="cadangan"),
        _member(village="A", station="011", attempts=1, best=3.0),
    ]
    tiles = tiles_of(members)
    assert [(tile.village, tile.station) for tile in tiles] == [("A", "011"), ("B", "002"), ("B", "010")]
    assert (tiles[1].utama, tiles[1].cadangan) == ("none", "waiting")


def test_no_name_is_on_the_board():
    assert "Siapa" not in repr(tiles_of([_member(passed=True, best=90.0)]))


@pytest.mark.parametrize("count", [1, 2, 7, 11, 24, 40])
def test_all_tiles_fit(count):
    columns, rows = grid_of(count, 1220, 560)
    assert columns * rows >= count > columns * (rows - 1)
    assert min(560 / rows, 1220 / columns) >= 110  # the number of a TPS is then some 40 px high


def _city(villages: int, stations: int) -> tuple[Tile, ...]:
    """As many TPS in each kelurahan of two kecamatan; the first operator of each passed."""
    return tuple(
        Tile(f"Kelurahan {village:02}", f"{number:03}", "passed", "waiting", "AB"[village % 2])
        for village in sorted(range(villages), key=lambda one: one % 2)
        for number in range(stations)
    )


@pytest.mark.parametrize(("width", "height"), [(1350, 690), (1904, 990)])
def test_what_could_not_be_read_from_three_metres_is_taken_together(width, height):
    assert what_fits(_city(4, 10), width, height) == _city(4, 10)
    assert what_fits(_city(1, 120), width, height) == _city(1, 120)  # nothing to take together
    villages = what_fits(_city(29, 11), width, height)
    assert [one.name for one in villages] == [f"Kelurahan {n:02}" for n in (*range(0, 29, 2), *range(1, 29, 2))]
    assert {one.counts for one in villages} == {(("waiting", 11), ("passed", 11))}
    districts = what_fits(_city(300, 2), width, height)
    assert [(one.name, one.counts) for one in districts] == [
        ("A", (("waiting", 300), ("passed", 300))),
        ("B", (("waiting", 300), ("passed", 300))),
    ]


def test_kelurahan_of_one_name_in_two_kecamatan_stay_apart():
    tiles = tuple(Tile("Krajan", f"{n:03}", "passed", "none", district) for district in "AB" for n in range(99))
    assert [one.counts for one in what_fits(tiles, 1350, 690)] == [(("passed", 99),)] * 2


def test_every_state_has_a_shape_of_its_own(qapp):
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from ui.theme import Theme

    pictures = set()
    for state in ("waiting", "working", "sent", "passed", "failed"):
        image = QImage(64, 64, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        sign(painter, Theme(), QRectF(0, 0, 64, 64), state)
        painter.end()
        black = tuple(image.pixelColor(x, y).value() < 200 for y in range(0, 64, 4) for x in range(0, 64, 4))
        pictures.add(black)
    assert len(pictures) == 5


def test_the_board_shows_what_comes_in(at, settle, held, qtbot):
    window = at("class_board", held)
    view = window.step.view
    assert len(view.board.tiles) == STATIONS
    assert view.board.count("waiting") == 2 * STATIONS

    def came(session) -> None:
        from sirekap_trainer.records.classes import set_present

        set_present(session, held, [one.person_id for one in class_members(session, held)][:1], present=True)

    window.office.write(came, lambda _: None, window.show_error)
    settle(window)
    assert view.board.count("working") == 1
    assert "1 sedang" in view.accessibleName()


def test_the_board_goes_on_after_a_server_was_out_of_reach(at, held, settle):
    window = at("class_board", class_id=held)
    step = window.step
    gone = RecordsError("Catatan tidak dapat dibaca atau disimpan.", hint="Periksa sambungan.", code="catatan")
    step._failed(gone)
    step._failed(gone)
    assert step.notice.isVisibleTo(step)
    assert step._looking.isActive()
    assert step._looking.interval() > LOOK_EVERY
    step.reload()
    settle(window)
    assert not step.notice.isVisibleTo(step)
    assert step._looking.interval() == LOOK_EVERY


def test_the_board_takes_a_whole_screen_and_gives_it_back(at, held, settle):
    window = at("class_board", held)
    window.primary.click()
    wall = window.step.wall
    assert wall.isFullScreen()
    assert wall.view.board == window.step.view.board
    QTest.keyClick(wall, Qt.Key.Key_F11)
    assert not wall.isVisible()
    window.primary.click()
    window.back.click()
    settle(window)
    assert window._steps["class_board"].wall is None


def test_a_class_that_is_gone_is_said_once(at, held, settle, records):
    from sirekap_trainer.records.classes import remove_class

    records(lambda session: remove_class(session, held))
    window = at("class_board", held)
    assert "tidak ada lagi" in window.step.notice.words.text()
    assert not window.step._looking.isActive()


@pytest.mark.parametrize("look", [{"dark": True}, {"percent": 200}])
@pytest.mark.parametrize("step", ["classes", "class_form", "class_members", "class_board"])
def test_nothing_is_cut(at, held, cut_texts, step, look):
    window = at(step, held, **look)
    assert cut_texts(window) == []


@pytest.mark.parametrize("step", ["classes", "people"])
def test_nothing_of_the_first_day_is_cut(at, cut_texts, step):
    assert cut_texts(at(step, None, percent=200)) == []


def test_forty_tps_are_painted_in_time(qtbot):
    from ui.theme import Theme

    view = BoardView(Theme())
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show_board(Board("Kelas", tuple(Tile("Kelurahan", f"{n:03}", "passed", "failed") for n in range(40))))
    assert not view.grab().isNull()
    view.show_board(Board("Kota", _city(29, 11)))
    assert not view.grab().isNull()
