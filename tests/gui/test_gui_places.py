"""Kecamatan, kelurahan and TPS in the window: listed, added, put right and taken away by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from sirekap_trainer.records.people import import_roster, list_people, remove_person
from sirekap_trainer.records.places import add_station, list_places
from sirekap_trainer.records.roster_file import Checked, typed_operator
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt

#: Sixty letters.
LONG = "Nan Jauh di Mata Tetapi Selalu Dekat di Hati Semua Warganya I"
SEATS = (
    ("Kademangan", "Triwung Lor", "001", "Sari Melati", "utama"),
    ("Kademangan", "Triwung Lor", "001", "Budi Cempaka", "cadangan"),
    ("Kademangan", "Triwung Kidul", "002", "Wati Kenanga", "utama"),
    ("Mayangan", "Jati", "901", "Joko Dahlia", "cadangan"),
)
EMPTY = (("Mayangan", "Jati", "003"), ("Kedopok", "Kareng Lor", "001"), ("Kedopok", "Kareng Lor", "002"))


@pytest.fixture
def records(places):
    """Does something with the records beside the window."""

    def do(work):
        store = Store.open(places.data / "catatan")
        with store.write() as session:
            done = work(session)
        store.close()
        return done

    return do


@pytest.fixture
def city(records):
    """Four TPS with operators and three without."""

    def fill(session):
        fields = ("district", "village", "station", "name", "role")
        seats = tuple(typed_operator(**dict(zip(fields, seat, strict=True))) for seat in SEATS)
        import_roster(session, Checked(seats, ()), name="daftar.csv", at=datetime.now(UTC))
        for district, village, number in EMPTY:
            add_station(session, district=district, village=village, number=number)

    records(fill)


def idle(window, qtbot) -> None:
    """Until the records are looked up."""
    qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
    QApplication.processEvents()


@pytest.fixture
def at(make_window, qtbot):
    """A window at one of the screens, its records looked up."""

    def go(step, **options):
        window = make_window(**options)
        window.go(step)
        idle(window, qtbot)
        return window

    return go


@pytest.fixture
def settle(qtbot):
    return lambda window: idle(window, qtbot)


@pytest.fixture
def change(settle):
    """Opens the form of a place by the words of its row."""

    def open_form(window, level, *words):
        window.step.level_buttons[level].click()
        shown = window.step.table.shown
        (row,) = (at for at, cells in enumerate(shown) if set(words) <= set(cells))
        window.step.table.selectRow(row)
        window.step.change_button.click()
        settle(window)
        return window.step

    return open_form


def kept(records) -> list[tuple[str, str, str, int]]:
    found = records(list_places).stations
    return [(one.district, one.village, one.number, one.operators) for one in found]


# --- the list


@pytest.mark.parametrize("percent", [100, 200])
def test_an_empty_list_says_how_to_fill_it(at, cut_texts, settle, percent):
    window = at("people", percent=percent)
    assert cut_texts(window) == []
    (button,) = (one for one in window.step.findChildren(QPushButton) if one.text() == "Daftar TPS" and one.isVisible())
    button.click()
    settle(window)
    assert window.step is window._steps["places"]
    assert window.step._stack.currentIndex() == 1
    assert window.primary.text() == "Tambah TPS"
    assert cut_texts(window) == []
    window.back.click()
    assert window.step is window._steps["people"]


def test_the_buttons_below_the_operators_stay_in_one_line_at_any_size(at, city, cut_texts):
    for percent in (100, 200):
        window = at("people", percent=percent)
        buttons = list(window.step._icons)
        assert len({button.y() for button in buttons}) == 1
        assert cut_texts(window) == []


def test_each_level_shows_how_many_operators_there_are(at, city):
    screen = at("places").step
    assert [button.text() for button in screen.level_buttons.values()] == ["TPS · 6", "Kelurahan · 4", "Kecamatan · 3"]
    assert screen.table.shown == [
        ["Kademangan", "Triwung Kidul", "002", "1", "cadangan"],
        ["Kademangan", "Triwung Lor", "001", "2", ""],
        ["Kedopok", "Kareng Lor", "001", "0", "utama, cadangan"],
        ["Kedopok", "Kareng Lor", "002", "0", "utama, cadangan"],
        ["Mayangan", "Jati", "003", "0", "utama, cadangan"],
        ["Mayangan", "Jati", "901", "1", "utama"],
    ]
    screen.level_buttons["village"].click()
    assert screen.table.shown[2:] == [["Kedopok", "Kareng Lor", "2", "0"], ["Mayangan", "Jati", "2", "1"]]
    screen.level_buttons["district"].click()
    assert screen.table.shown == [
        ["Kademangan", "2", "2", "3"],
        ["Kedopok", "1", "2", "0"],
        ["Mayangan", "1", "2", "1"],
    ]


def test_the_list_is_filtered_sorted_and_saved_as_it_is_shown(at, city, settle, tmp_path):
    window = at("places")
    screen = window.step
    screen.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert [row[3] for row in screen.table.shown] == ["2", "1", "1", "0", "0", "0"]
    screen.village.setCurrentIndex(screen.village.findText("Jati"))
    screen._fill_stations()
    assert {row[1] for row in screen.table.shown} == {"Jati"}
    screen.save(tmp_path / "tps.csv")
    settle(window)
    lines = (tmp_path / "tps.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["Mayangan;Jati;901;1;utama", "Mayangan;Jati;003;0;utama, cadangan"]
    screen.save(tmp_path / "tps.csv")
    settle(window)
    assert "sudah ada" in screen.notice.words.text()
    screen.search.setText("nobody")
    assert screen.none_found.isVisible()
    assert not screen.change_button.isEnabled()
    assert not screen.save_button.isEnabled()


@pytest.mark.parametrize("look", [{}, {"percent": 200, "dark": True}])
def test_the_longest_names_cut_nothing(at, records, cut_texts, look, settle, change):  # noqa: PLR0917 - fixtures
    records(lambda session: add_station(session, district=LONG, village=LONG, number="007"))
    window = at("places", **look)
    for level in ("station", "village", "district"):
        window.step.level_buttons[level].click()
        QApplication.processEvents()
        assert cut_texts(window) == []
        change(window, level, LONG)
        assert cut_texts(window) == []
        window.back.click()
        settle(window)


# --- by hand


def test_a_tps_is_added_by_keys_alone(at, settle, records):
    window = at("places")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle(window)
    form = window.step
    assert form.title.text() == "TPS baru"
    assert form.number.line.hasFocus()
    tab, enter = Qt.Key.Key_Tab, Qt.Key.Key_Return
    for words, key in (("7", tab), ("", tab), ("Jati", tab), ("Mayangan", enter)):
        QTest.keyClicks(QApplication.focusWidget(), words)
        QTest.keyClick(QApplication.focusWidget(), key)
    settle(window)
    assert window.step is window._steps["places"]
    assert window.step.notice.words.text() == "TPS 007 Jati ditambahkan."
    assert window.step.table.shown == [["Mayangan", "Jati", "007", "0", "utama, cadangan"]]
    window.primary.click()  # the next one is mostly of the same kelurahan
    settle(window)
    assert (form.number.text, form.village.text, form.district.text) == ("", "Jati", "Mayangan")
    form.number.line.setText("7")
    window.primary.click()
    settle(window)
    assert "sudah ada" in form.number.problem.text()
    form.number.line.setText("8")
    window.primary.click()
    settle(window)
    assert kept(records) == [("Mayangan", "Jati", "007", 0), ("Mayangan", "Jati", "008", 0)]
    assert window.step.marked.number == "008"


def test_the_kecamatan_of_a_known_kelurahan_need_not_be_typed(at, city, settle, records):
    window = at("places")
    window.primary.click()
    settle(window)
    window.step.number.line.setText("902")
    window.step.village.line.setText("jati")
    window.primary.click()
    settle(window)
    assert ("Mayangan", "Jati", "902", 0) in kept(records)


def test_several_tps_are_added_at_once(at, city, settle, records, cut_texts):
    window = at("places", percent=200)
    window.primary.click()
    settle(window)
    form = window.step
    assert cut_texts(window) == []
    form.number.line.setText("1")
    form.last.line.setText("901")
    form.village.line.setText("Jati")
    window.primary.click()
    settle(window)
    assert "901 TPS" in form.last.problem.text()
    assert form.district.text == "Mayangan", "of a known kelurahan it need not be typed"
    form.last.line.setText("4")
    window.primary.click()
    settle(window)
    assert window.step is window._steps["places"]
    assert window.step.notice.words.text() == ("3 TPS Jati ditambahkan, 001 sampai 004. 1 sudah ada sebelumnya.")
    assert window.step.marked.number == "001"
    assert [number for _, village, number, _ in kept(records) if village == "Jati"] == [
        "001",
        "002",
        "003",
        "004",
        "901",
    ]
    window.primary.click()
    settle(window)
    assert (form.number.text, form.last.text, form.village.text) == ("", "", "Jati")


def test_a_tps_of_the_wrong_kelurahan_is_moved_with_its_people(at, city, settle, records, change):
    window = at("places")
    form = change(window, "station", "Triwung Lor", "001")
    form.number.line.setText("901")
    form.village.line.setText("jati")
    window.primary.click()
    settle(window)
    assert "TPS 901 Kelurahan Jati sudah ada." in form.number.problem.text()
    assert form.district.text == "Mayangan", "another kelurahan brings its kecamatan along"
    form.number.line.setText("1")
    window.primary.click()
    settle(window)
    assert window.step.notice.words.text() == "TPS 001 Triwung Lor sekarang TPS 001 jati."
    assert (window.step.marked.village, window.step.marked.number) == ("Jati", "001")
    assert ("Mayangan", "Jati", "001", 2) in kept(records)
    people = {(one.name, one.village) for one in records(list_people)}
    assert {("Sari Melati", "Jati"), ("Budi Cempaka", "Jati")} <= people


def test_a_kelurahan_that_is_known_twice_keeps_the_kecamatan_that_was_typed(at, city, settle, records, change):
    records(lambda session: add_station(session, district="Kedopok", village="Jati", number="8"))
    window = at("places")
    form = change(window, "station", "Kareng Lor", "001")
    form.village.line.setText("Jati")
    window.primary.click()
    settle(window)
    assert ("Kedopok", "Jati", "001", 0) in kept(records)


def test_a_tps_gets_another_number_with_its_operators(at, city, settle, records, change):
    window = at("places")
    form = change(window, "station", "Triwung Lor", "001")
    assert form.title.text() == "TPS 001 Triwung Lor"
    assert (form.village.text, form.district.text) == ("Triwung Lor", "Kademangan")
    assert not form.last.isVisible()
    form.number.line.setText("12")
    window.primary.click()
    settle(window)
    assert ("Kademangan", "Triwung Lor", "012", 2) in kept(records)
    assert window.step.marked.number == "012"
    form = change(window, "station", "Jati", "003")
    form.number.line.setText("901")
    window.primary.click()
    settle(window)
    assert "TPS 901 Kelurahan Jati sudah ada" in form.number.problem.text()


def test_a_kelurahan_gets_another_name_and_kecamatan(at, city, settle, records, change):
    window = at("places")
    form = change(window, "village", "Jati")
    assert form.outer_choice.currentText() == "Mayangan"
    form.village.line.setText("Jati Baru")
    form.outer_choice.setCurrentIndex(form.outer_choice.findText("Kedopok"))
    window.primary.click()
    settle(window)
    assert {one[:2] for one in kept(records)} >= {("Kedopok", "Jati Baru")}
    form = change(window, "village", "Kareng Lor")
    form.village.line.setText("jati baru")
    window.primary.click()
    settle(window)
    assert "sudah ada" in form.village.problem.text()


def test_a_kecamatan_gets_another_name(at, city, settle, records, change):
    window = at("places")
    form = change(window, "district", "Kedopok")
    form.district.line.setText("Mayangan")
    window.primary.click()
    settle(window)
    assert "sudah ada" in form.district.problem.text()
    form.district.line.setText("Kedopok Utara")
    window.primary.click()
    settle(window)
    assert "Kedopok Utara" in {one[0] for one in kept(records)}
    assert window.step.level == "district"
    assert window.step.marked.name == "Kedopok Utara"


def test_who_is_there_keeps_a_tps_and_is_one_click_away(at, city, settle, change):
    window = at("places")
    form = change(window, "station", "Triwung Lor", "001")
    assert "Masih ada 2 operator. Pindahkan" in form.leaving_words.text()
    assert not form.remove_button.isEnabled()
    form.people_button.click()
    settle(window)
    assert window.step is window._steps["people"]
    assert window.step.marked.name == "Sari Melati"


def test_who_was_there_keeps_a_tps_too(at, city, records, change):
    def leave(session):
        (joko,) = (one for one in list_people(session) if one.name == "Joko Dahlia")
        session.add(
            Attempt(id="x", person_id=joko.id, packet="p", packet_set="p", form="f", mode="latihan", rule="koreksi",
                    sent_at=datetime.now(UTC), seconds=1.0, document={})
        )  # fmt: skip
        session.flush()
        remove_person(session, joko.id, at=datetime.now(UTC))

    records(leave)
    form = change(at("places"), "station", "Jati", "901")
    assert "lamanya masih tercatat. Hapus datanya dulu, di Pengaturan" in form.leaving_words.text()
    assert not form.remove_button.isEnabled()
    assert not form.people_button.isVisible()


def test_an_empty_tps_goes_at_once(at, city, settle, records, change):
    window = at("places")
    form = change(window, "station", "Jati", "003")
    form.remove_button.click()
    settle(window)
    assert window.step is window._steps["places"]
    assert window.step.notice.words.text() == "TPS 003 Jati dihapus."
    assert ("Mayangan", "Jati", "003", 0) not in kept(records)


@pytest.mark.parametrize("sure", [False, True])
def test_an_empty_kelurahan_goes_with_its_tps_after_a_question(at, city, settle, records, change, monkeypatch, sure):  # noqa: PLR0917 - fixtures
    asked = []

    def answer(box):
        asked.append(box.informativeText())
        box.buttons()[[one.text() for one in box.buttons()].index("Hapus" if sure else "Batal")].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window = at("places")
    change(window, "village", "Kareng Lor").remove_button.click()
    settle(window)
    assert asked == ["2 TPS kosong di dalamnya ikut terhapus."]
    assert (window.step is window._steps["places"]) == sure
    assert len(kept(records)) == (4 if sure else 6)
    if sure:  # its kecamatan has nothing in it now, and is asked about no more
        change(window, "district", "Kedopok").remove_button.click()
        settle(window)
        assert len(asked) == 1
        assert [one.name for one in records(list_places).districts] == ["Kademangan", "Mayangan"]


def test_who_came_in_the_meantime_is_told_of(at, city, settle, records, change):
    window = at("places")
    form = change(window, "station", "Jati", "003")
    records(
        lambda session: import_roster(
            session,
            Checked(
                (typed_operator(district="Mayangan", village="Jati", station="003", name="Rina Puspa", role="utama"),),
                (),
            ),
            name="daftar.csv",
            at=datetime.now(UTC),
        )
    )
    form.remove_button.click()
    settle(window)
    assert "masih mempunyai operator: Rina Puspa" in form.notice.words.text()
    assert window.primary.isEnabled()


def test_places_have_names_for_screen_readers(at, city, change):
    window = at("places")
    screen = window.step
    assert [screen.tables[one].accessibleName() for one in screen.tables] == [
        "Daftar TPS: TPS", "Daftar TPS: Kelurahan", "Daftar TPS: Kecamatan",
    ]  # fmt: skip
    form = change(window, "village", "Kareng Lor")
    names = [
        one.accessibleName() for one in (form.number.line, form.village.line, form.outer_choice, form.remove_button)
    ]
    assert names == ["Nomor TPS", "Kelurahan atau desa", "Kecamatan", "Hapus kelurahan ini"]


def test_a_person_is_typed_into_a_place_that_had_nobody(at, city, settle, records):
    window = at("person")
    form = window.step
    form.name.line.setText("Rina Puspa")
    form.village.line.setText("kareng lor")
    form.station.line.setText("1")
    window.primary.click()
    settle(window)
    assert form.district.text == "Kedopok"
    assert ("Kedopok", "Kareng Lor", "001", 1) in kept(records)
