"""Tables of the trainer: found by words, and saved as they are shown."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.records.classes import ClassDraft, add_members, new_class
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.queries import class_members
from sirekap_trainer.records.roster_file import Checked, Operator
from sirekap_trainer.records.store import Store
from ui.theme import Theme
from ui.widgets.table import Cell, Table


@pytest.fixture
def held(places):
    """A class of six operators of three TPS; gives its id."""
    operators = tuple(
        Operator("Tanjung", "Muara Dua", f"{number:03}", f"Orang {number} {role}", role)
        for number in (1, 2, 3)
        for role in ("utama", "cadangan")
    )
    with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
        import_roster(session, Checked(operators, ()), name="uji", at=datetime.now(UTC))
        new_class(session, ClassDraft("Kelas lain", "simulasi", date(2024, 11, 21), "Aula"))
        class_id = new_class(session, ClassDraft("=Kelas 1", "formal", date(2024, 11, 20), "Balai"))
        add_members(session, class_id, [one.id for one in list_people(session)])
    return class_id


@pytest.fixture
def at(make_window, qtbot):
    """A window at a screen about a class."""

    def go(step, class_id=None, **options):
        window = make_window(**options)
        window.office.class_id = class_id
        window.go(step)
        qtbot.waitUntil(lambda: not window.office._lane.busy and not window.workshop._lane.busy, timeout=20000)
        QApplication.processEvents()
        return window

    return go


def rows_of(path):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.rows]


def test_the_attendance_is_found_and_saved_as_it_is_shown(at, held, qtbot, tmp_path):
    screen = at("class_members", held).step
    screen.table.mark(2)
    screen.tick()
    screen.search.setText("002")
    assert screen.table.count == 2
    screen.save_list(screen.table, tmp_path / "hadir.xlsx", screen.say)
    qtbot.waitUntil(lambda: "Tersimpan" in screen.notice.words.text(), timeout=20000)
    head, *rows = rows_of(tmp_path / "hadir.xlsx")
    assert head == ["Hadir", "TPS", "Kelurahan", "Nama", "Peran", "Paket"]
    assert [row[:5] for row in rows] == [
        ["hadir", "002", "Muara Dua", "Orang 2 utama", "utama"],
        ["belum", "002", "Muara Dua", "Orang 2 cadangan", "cadangan"],
    ]
    screen.save_list(screen.table, tmp_path / "hadir.xlsx", screen.say)
    qtbot.waitUntil(lambda: "sudah ada" in screen.notice.words.text(), timeout=20000)


def test_all_came_means_all_that_are_shown(at, held, places, qtbot):
    window = at("class_members", held)
    screen = window.step
    screen.search.setText("003")
    screen.all_button.click()
    qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
    with closing(Store.open(places.data / "catatan")) as store, store.read() as session:
        came = {one.station for one in class_members(session, held) if one.present}
    assert came == {"003"}
    screen.search.setText("nobody of that name")
    assert "Tidak ada yang cocok" in screen.counts.text()
    assert not screen.save_button.isEnabled()
    assert not screen.all_button.isEnabled()


def test_classes_are_saved_with_columns_that_stepped_aside(at, held, qtbot, tmp_path):
    screen = at("classes", held, percent=200).step
    assert screen.table.isColumnHidden(3)
    screen.table.sortByColumn(1, screen.table.horizontalHeader().sortIndicatorOrder())
    screen.save_list(screen.table, tmp_path / "kelas.xlsx", screen.say)
    qtbot.waitUntil(lambda: "Tersimpan" in screen.notice.words.text(), timeout=20000)
    head, *rows = rows_of(tmp_path / "kelas.xlsx")
    assert head[:4] == ["Tanggal", "Nama kelas", "Jenis", "Tempat"]
    assert {row[1]: row[4:] for row in rows} == {"=Kelas 1": [6, 0, 0], "Kelas lain": [0, 0, 0]}


def test_sets_are_saved(trainer, make_set, qtbot, tmp_path):
    window = trainer()
    make_set(window)
    window.back.click()
    screen = window.step
    qtbot.waitUntil(lambda: bool(screen.ready and screen.entries), timeout=20000)
    screen.save_list(screen.table, tmp_path / "paket.csv", screen._say)
    qtbot.waitUntil(lambda: "Tersimpan" in screen.notice.words.text(), timeout=20000)
    lines = (tmp_path / "paket.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert str(screen.entries[0].made.wishes.folder) in lines[1], "the whole folder, not its name alone"


def test_wrong_rows_of_a_list_are_saved_for_who_made_it(at, qtbot, tmp_path):
    screen = at("roster_import").step
    path = tmp_path / "o.csv"
    path.write_text("Kecamatan;Kelurahan;TPS;Nama;Peran\nTanjung;Muara;x;Budi;utama\n", encoding="utf-8")
    screen.take(path)
    qtbot.waitUntil(lambda: screen.table.count == 1, timeout=20000)
    screen.save_list(screen.table, tmp_path / "salah.xlsx", screen.say)
    qtbot.waitUntil(lambda: "Tersimpan" in screen.notice.words.text(), timeout=20000)
    _, row = rows_of(tmp_path / "salah.xlsx")
    assert row[:2] == [2, "Salah"]
    assert "Nomor TPS 'x' harus tiga angka" in row[-1]


def test_a_table_gives_whole_texts_and_counts_as_numbers(qtbot):
    table = Table(Theme(), ["TPS", "Nama", "Hasil", "Nilai"])
    qtbot.addWidget(table)
    rows = [("012", "Sari", 3), ("007", "Budi", 12)]
    table.fill([(Cell(a, a), Cell(b[:2], b, b), Cell(str(c), c), Cell("9,5", 9.5)) for a, b, c in rows])
    table.sortByColumn(0, table.horizontalHeader().sortIndicatorOrder())
    assert table.as_list() == (
        ["TPS", "Nama", "Hasil", "Nilai"],
        [["007", "Budi", 12, "9,5"], ["012", "Sari", 3, "9,5"]],
    )
    table.filter("sa")
    assert table.as_list()[1] == [["012", "Sari", 3, "9,5"]]
