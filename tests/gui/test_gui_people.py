"""The operators of the records in the window: list, form, import, and the door before them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sirekap_trainer.records.city import City, set_city
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.roster_file import check_rows, open_sheet
from sirekap_trainer.records.store import Store

HEAD = "Kecamatan,Kelurahan,TPS,Nama,Peran,Nomor HP"
ROWS = (
    "Kademangan,Triwung Lor,001,Sari Melati,utama,081200000001",
    "Kademangan,Triwung Lor,001,Budi Cempaka,cadangan,",
    "Kademangan,Triwung Kidul,002,Wati Kenanga,utama,",
    "Mayangan,Jati,901,Joko Dahlia,utama,",
)
LONG = "Raden Ayu Kusumaningtyas Widyawardhani Sastronegoro Hadikusumo"


@pytest.fixture
def roster(tmp_path: Path):
    """Writes a list."""

    def write(*rows: str, name: str = "daftar.csv", head: str = HEAD) -> Path:
        path = tmp_path / name
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return path

    return write


def _keep(places, path: Path) -> None:
    """Takes a list into the records of a window that is not open yet."""
    store = Store.open(places.data / "catatan")
    sheet = open_sheet(path)
    with store.write() as session:
        import_roster(session, check_rows(sheet, sheet.matching), name=path.name, at=datetime.now(UTC))
    store.close()


def _kept(places) -> list[tuple[str, str, str]]:
    store = Store.open(places.data / "catatan")
    with store.read() as session:
        found = [(one.station, one.name, one.role) for one in list_people(session)]
    store.close()
    return found


@pytest.fixture
def at(make_window, qtbot):
    """A window at one of the screens, its records looked up."""

    def go(step, **options):
        window = make_window(**options)
        window.go(step)
        idle(window, qtbot)
        return window

    return go


def idle(window, qtbot) -> None:
    """Until the records are looked up."""
    qtbot.waitUntil(lambda: not window.office._lane.busy and not window.workshop._lane.busy, timeout=20000)
    QApplication.processEvents()  # what was shown has its place


@pytest.fixture
def settle(qtbot):
    return lambda window: idle(window, qtbot)


# --- the list


def test_an_empty_list_says_how_to_fill_it(at, cut_texts):
    window = at("people")
    assert window.step._stack.currentIndex() == 1
    assert window.primary.text() == "Impor daftar"
    assert cut_texts(window) == []


def test_the_list_is_filtered_by_kelurahan_and_words(at, places, roster):
    _keep(places, roster(*ROWS))
    window = at("people")
    screen = window.step
    assert [(row[1], row[2]) for row in screen.table.shown] == [
        ("Triwung Kidul", "002"), ("Triwung Lor", "001"), ("Triwung Lor", "001"), ("Jati", "901"),
    ]  # fmt: skip
    screen.village.setCurrentIndex(screen.village.findText("Triwung Lor"))
    screen._fill()
    assert {row[3] for row in screen.table.shown} == {"Sari Melati", "Budi Cempaka"}
    screen.search.setText("budi")
    assert [row[3] for row in screen.table.shown] == ["Budi Cempaka"]
    screen.search.setText("nobody")
    assert screen.none_found.isVisible()
    assert screen.marked is None
    assert not screen.change_button.isEnabled()


def test_the_list_sorts_by_a_column_and_keeps_the_mark(at, places, roster):
    _keep(places, roster(*ROWS))
    screen = at("people").step
    screen.table.mark([one.name for one in screen.people].index("Wati Kenanga"))
    screen.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert [row[3] for row in screen.table.shown] == ["Wati Kenanga", "Sari Melati", "Joko Dahlia", "Budi Cempaka"]
    assert screen.marked.name == "Wati Kenanga"


def test_what_is_shown_is_saved_and_can_be_imported_again(at, places, roster, settle, tmp_path):
    _keep(places, roster(*ROWS))
    window = at("people")
    window.step.search.setText("triwung lor")
    window.step.save(tmp_path / "simpan.xlsx")
    settle(window)
    sheet = open_sheet(tmp_path / "simpan.xlsx")
    assert {one.name for one in check_rows(sheet, sheet.matching).operators} == {"Sari Melati", "Budi Cempaka"}
    window.step.save(tmp_path / "simpan.xlsx")
    settle(window)
    assert "sudah ada" in window.step.notice.words.text()


@pytest.mark.parametrize("look", [{}, {"percent": 200, "dark": True}])
def test_the_longest_names_cut_nothing(at, places, roster, cut_texts, look):
    _keep(places, roster(f"Kecamatan Panjang Sekali Namanya,Kelurahan Nan Jauh di Mata,007,{LONG},utama,"))
    window = at("people", **look)
    assert cut_texts(window) == []
    window.step.change()
    assert cut_texts(window) == []


# --- by hand


def test_somebody_is_typed_in(at, settle, places):
    window = at("people")
    window.step.add()
    settle(window)
    form = window.step
    form.name.line.setText("Sari Melati")
    form.village.line.setText("Triwung Lor")
    form.district.line.setText("Kademangan")
    form.station.line.setText("12")
    window.primary.click()
    settle(window)
    assert window.step is window._steps["people"]
    assert [row[2:5] for row in window.step.table.shown] == [["012", "Sari Melati", "utama"]]


def test_what_is_wrong_is_said_beside_the_field(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("person")
    form = window.step
    form.name.line.setText("Orang Lain")
    form.village.line.setText("Triwung Lor")
    window.primary.click()
    settle(window)
    assert form.station.problem.text()
    assert form.district.text == "Kademangan"  # known by its kelurahan
    form.station.line.setText("001")
    window.primary.click()
    settle(window)
    assert "Sari Melati" in form.station.problem.text()
    assert len(_kept(places)) == len(ROWS)


def _with(window, settle, name: str):
    screen = window.step
    screen.table.mark([one.name for one in screen.people].index(name))
    screen.change()
    settle(window)
    return window.step


def test_a_name_is_put_right(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("people")
    form = _with(window, settle, "Sari Melati")
    assert (form.station.text, form.phone.text, form.role.one) == ("001", "081200000001", "utama")
    form.name.line.setText("Sari Melati Putri")
    window.primary.click()
    settle(window)
    assert ("001", "Sari Melati Putri", "utama") in _kept(places)
    assert window.step.marked.name == "Sari Melati Putri"


def test_erasing_warns_and_takes_the_name_away(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("people")
    form = _with(window, settle, "Budi Cempaka")
    assert "Tidak dapat dibatalkan" in form.erase_words.text()
    form.erase(keep_results=True)
    settle(window)
    assert "Budi Cempaka" not in {name for _, name, _ in _kept(places)}
    assert window.step is window._steps["people"]


def test_somebody_ends_their_time(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("people")
    _with(window, settle, "Joko Dahlia").end()
    settle(window)
    assert len(_kept(places)) == len(ROWS) - 1


# --- a list


def test_a_list_is_shown_before_it_is_taken_in(at, settle, places, roster):
    window = at("roster_import")
    screen = window.step
    screen.take(roster(*ROWS))
    settle(window)
    assert screen.summary.words.text().startswith("4 baru")
    assert len(screen.table.shown) == 4
    assert _kept(places) == []
    window.primary.click()
    settle(window)
    assert len(_kept(places)) == 4
    window.primary.click()
    settle(window)
    assert window.step is window._steps["people"]
    assert len(window.step.people) == 4


def test_a_list_of_another_city_is_told_before_it_is_taken_in(at, settle, places, roster):
    screen = at("roster_import").step
    screen.take(roster("Sukun,Bandulan,001,Sari Melati,utama,"))
    settle(screen.window())
    assert "Kecamatannya bukan dari Kota Probolinggo. Ganti kotanya di Pengaturan." in screen.summary.words.text()
    screen.take(roster(*ROWS))
    settle(screen.window())
    assert "bukan dari" not in screen.summary.words.text()


def test_who_loses_a_tps_is_shown_first_and_with_a_warning(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    screen = at("roster_import").step
    screen.take(
        roster("Kademangan,Baru,009,Aminah Baru,utama,", ROWS[0].replace("Sari Melati", "Orang Baru"), *ROWS[1:])
    )
    settle(screen.window())
    assert [row[1] for row in screen.table.shown] == ["Diganti", "Baru"]
    assert screen.summary.property("role") == "warn"


def test_one_wrong_row_keeps_everything_out(at, settle, places, roster):
    window = at("roster_import")
    screen = window.step
    screen.take(roster(*ROWS, "Kademangan,Triwung Lor,12345,Siapa,utama,", "Kademangan,Triwung Lor,003,Dia,raja,"))
    settle(window)
    assert [row[0] for row in screen.table.shown] == ["6", "7"]
    assert all(row[4] for row in screen.table.shown)
    assert window.primary.text() == "Baca lagi"
    window.primary.click()
    settle(window)
    assert window.primary.text() == "Baca lagi", "nothing was mended"
    assert _kept(places) == []
    roster(*ROWS)  # the same file, mended in Excel
    window.primary.click()
    settle(window)
    assert window.primary.text() == "Impor 4 peserta"
    assert _kept(places) == []
    head = screen.table.horizontalHeader()
    assert all(head.sectionSize(at) >= head.sectionSizeHint(at) for at in range(head.count()))


def test_columns_can_be_put_right(at, settle, places, roster):
    window = at("roster_import")
    screen = window.step
    screen.take(roster("Kademangan,Triwung Lor,001,Sari Melati,utama", head="Kecamatan,Kelurahan,TPS,Petugas 1,Peran"))
    settle(window)
    assert not window.primary.isEnabled()
    assert "Nama" in screen.summary.words.text()
    box = screen.columns["name"]
    box.setCurrentIndex(box.findText("Petugas 1"))
    box.activated.emit(box.currentIndex())
    settle(window)
    assert window.primary.text() == "Impor 1 peserta"
    window.primary.click()
    settle(window)
    assert _kept(places) == [("001", "Sari Melati", "utama")]


def test_who_is_not_on_the_list_stays_unless_it_is_ticked(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("roster_import")
    screen = window.step
    shorter = roster(ROWS[0], "Kademangan,Triwung Lor,002,Orang Baru,utama,", name="kedua.csv")
    for ticked, count in ((False, 5), (True, 4)):
        screen.take(shorter)
        settle(window)
        assert screen.gone.isVisible()
        assert any(row[1] == "Tidak ada di daftar" for row in screen.table.shown)
        screen.gone.setChecked(ticked)
        if window.primary.isEnabled():
            window.primary.click()
        settle(window)
        assert len(_kept(places)) == count


def test_a_file_that_is_no_list_is_refused_in_words(at, settle, tmp_path):
    window = at("roster_import")
    path = tmp_path / "gambar.xlsx"
    path.write_bytes(b"PK\x03\x04 no spreadsheet")
    window.step.take(path)
    settle(window)
    assert window.step.notice.words.text()
    assert window.step.preview is None
    assert window.primary.text() == "Pilih berkas"


def test_the_example_is_saved_out_of_the_city_of_the_records(at, settle, places, tmp_path):
    store = Store.open(places.data / "catatan")
    with store.write() as session:
        set_city(session, City(province="Papua", city="Kota Karang", kecamatan={"Tanjung": ("Muara Dua",)}))
    store.close()
    for step in ("roster_import", "people"):
        window = at(step)
        window.step.save_template(tmp_path / f"{step}.xlsx")
        settle(window)
        sheet = open_sheet(tmp_path / f"{step}.xlsx")
        assert sheet.missing == ()
        assert {one.place[:2] for one in check_rows(sheet, sheet.matching).operators} == {("tanjung", "muara dua")}


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_of_the_preview_is_cut(at, settle, roster, cut_texts, percent):
    window = at("roster_import", percent=percent)
    assert cut_texts(window) == []
    window.step.take(roster(*ROWS))
    settle(window)
    assert cut_texts(window) == []


# --- the door


def test_practising_needs_no_passphrase_and_the_trainer_does(at, settle, places):
    window = at("people")
    window.office.set_passphrase("kuda laut makan", lambda _: None, window.show_error)
    settle(window)
    window.go("people")
    assert window.step is window._steps["people"]  # open until the trainer's side is left
    window.back.click()
    window.go("identity")
    assert window.step is window._steps["identity"]
    window.go("people")
    door = window.step
    assert door is window._steps["door"]
    door.passphrase.line.setText("salah sekali")
    window.primary.click()
    settle(window)
    assert "salah" in door.passphrase.problem.text()
    door.passphrase.line.setText("kuda laut makan")
    window.primary.click()
    settle(window)
    assert window.step is window._steps["people"]
    assert door.passphrase.line.text() == ""


def test_a_forgotten_passphrase_is_taken_away_and_the_records_stay(at, settle, places, roster, monkeypatch):
    _keep(places, roster(*ROWS))
    window = at("people")
    window.office.set_passphrase("kuda laut makan", lambda _: None, window.show_error)
    settle(window)
    window.go("home")
    window.go("people")
    door = window.step
    opened: list[str] = []
    monkeypatch.setattr("ui.trainer.door.QDesktopServices.openUrl", lambda url: bool(opened.append(url.toLocalFile())))
    door.folder_button.click()
    assert opened == [window.office.lock_file.parent.as_posix()]
    assert str(window.office.lock_file.parent) in door.folder.text()  # no file manager came
    window.primary.click()
    assert window.step is door
    window.office.lock_file.unlink()
    window.primary.click()
    settle(window)
    assert window.step is window._steps["people"]
    assert len(window.step.people) == len(ROWS)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_of_the_door_is_cut(at, settle, cut_texts, percent):
    window = at("people", percent=percent)
    window.office.set_passphrase("kuda laut makan", lambda _: None, window.show_error)
    settle(window)
    window.go("home")
    window.go("people")
    assert window.step is window._steps["door"]
    assert cut_texts(window) == []


def test_other_records_are_used_where_they_can_be_opened(at, settle, places, roster, tmp_path):
    _keep(places, roster(*ROWS))
    window = at("people")
    told: list[object] = []
    window.office.move("nonsense://nowhere", told.append, told.append)
    settle(window)
    assert told
    assert window.office.url == ""
    other = f"sqlite:///{tmp_path / 'lain.sqlite'}"
    window.office.move(other, told.append, window.show_error)
    settle(window)
    assert window.step.people == []
    assert window.office.url == other


def test_words_offered_while_typing_have_the_look_in_force(at, settle, places, roster):
    _keep(places, roster(*ROWS))
    window = at("people")
    form = _with(window, settle, "Sari Melati")
    offers = form.village.line.completer().popup()
    light = offers.styleSheet()
    assert light == window._theme.style_sheet(), "a window of its own"
    window.change_look(dark=True)
    assert offers.styleSheet() == window._theme.style_sheet() != light
