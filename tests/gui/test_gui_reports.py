"""Reports in the window: chosen, seen as on paper, saved and printed; certificates and their codes."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sirekap_trainer.records import fairness
from sirekap_trainer.records.store import Store
from sirekap_trainer.reports.document import Bars, Facts, Grid, HeatMap, Stacks, shown
from ui.theme import LIGHT, Theme
from ui.trainer import reports
from ui.trainer.chart_view import ChartView, chart_colors, drawn, figures_of
from ui.trainer.printing import printer_for

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="session")
def small_city(tmp_path_factory) -> Path:
    """Folder of the records of a city with two classes and forty attempts."""
    sys.path.insert(0, str(TOOLS))
    try:
        from simulated_city import simulate_city
    finally:
        sys.path.remove(str(TOOLS))
    folder = tmp_path_factory.mktemp("kota")
    store = Store.open(folder)
    simulate_city(store, seed=5, attempts=60, classes=2)
    store.close()
    return folder


@pytest.fixture
def with_city(small_city, places) -> None:
    """The window's records are those of the small city."""
    target = places.data / "catatan"
    target.mkdir(parents=True)
    for path in small_city.iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def opened(make_window, qtbot, **look):
    window = make_window(**look)
    window.go("reports")
    screen = window.step
    qtbot.waitUntil(lambda: screen._loading is None, timeout=20000)
    return window, screen


def choose(screen, qtbot, kind, row=0):
    screen.kinds.choose([kind])
    qtbot.waitUntil(lambda: screen._listed == kind and screen._loading is None, timeout=20000)
    screen.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: screen._loading is None, timeout=20000)
    qtbot.waitUntil(lambda: screen.document.whole, timeout=10000)


def words_of(widget) -> str:
    QApplication.processEvents()  # what was added to a layout is shown by then
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


@pytest.mark.usefixtures("with_city")
@pytest.mark.parametrize("kind", ["class", "village", "district", "city", "person"])
def test_every_figure_and_chart_of_the_paper_is_seen(make_window, qtbot, kind):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, kind)
    document = screen.report.document
    words = words_of(screen.document)
    assert document.verdict in words
    assert document.figure in words
    for block in document.blocks:
        if isinstance(block, Facts):
            for fact in block.facts:
                assert fact.figure in words
    charts = [block.title for block in document.blocks if isinstance(block, Bars | HeatMap | Stacks)]
    assert len(screen.document.charts) == len(charts)
    for view, title in zip(screen.document.charts, charts, strict=True):
        assert view.renderer.isValid()
        assert view.accessibleName().startswith(title)
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.printed and block.rows]
    assert len(screen.document.tables) == len(grids)
    for table, grid in zip(screen.document.tables, grids, strict=True):
        columns = [at for at, one in enumerate(grid.columns) if one.printed and one.kind != "tick"]
        assert table.shown == [[shown(row[at], grid.columns[at].kind) for at in columns] for row in grid.rows]


@pytest.mark.usefixtures("with_city")
def test_what_is_shown_is_saved_as_pdf_and_xlsx(make_window, qtbot, tmp_path):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "village", 2)
    subject = screen.report.document.subject
    for kind in ("pdf", "xlsx"):
        screen.save(tmp_path / f"laporan.1.{kind}", kind)
        qtbot.waitUntil(lambda: screen._working is None, timeout=20000)
        assert f"laporan.1.{kind}" in screen.notice.words.text()
    text = pypdfium2.PdfDocument(tmp_path / "laporan.1.pdf")[0].get_textpage().get_text_bounded()
    assert subject.split(",")[0] in text
    values = [cell.value for row in load_workbook(tmp_path / "laporan.1.xlsx").worksheets[0] for cell in row]
    assert screen.report.document.verdict in values


@pytest.mark.usefixtures("with_city")
def test_a_folder_that_cannot_be_written_is_told_and_the_report_stays(make_window, qtbot, tmp_path):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "city")
    (tmp_path / "berkas").write_text("")
    screen.save(tmp_path / "berkas" / "laporan.pdf", "pdf")
    qtbot.waitUntil(lambda: screen._working is None, timeout=20000)
    assert screen.notice.isVisibleTo(screen)
    assert "tidak dapat" in screen.notice.words.text()
    assert screen._stack.currentWidget() is screen.document


@pytest.mark.usefixtures("with_city")
def test_a_report_is_printed_each_page_once(make_window, qtbot, tmp_path):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "class")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setResolution(72)
    screen.print_on(printer)
    qtbot.waitUntil(lambda: screen._working is None, timeout=30000)
    reports.save_report(screen.report, tmp_path / "asli.pdf", "pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "cetak.pdf")) == len(pypdfium2.PdfDocument(tmp_path / "asli.pdf"))
    assert "lembar dikirim ke printer" in screen.notice.words.text()


@pytest.mark.usefixtures("with_city")
def test_a_certificate_is_seen_saved_and_its_code_checked(make_window, qtbot, tmp_path):
    window, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "certificate")
    assert screen._stack.currentWidget() is screen.page
    assert not screen.xlsx_button.isVisibleTo(screen)
    one = screen.subject.certificate
    screen.code.setText(one.code.lower().replace("-", " "))
    screen.code.setFocus()
    QTest.keyClick(screen.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "asli" in screen.notice.words.text(), timeout=5000)
    assert one.name in screen.notice.words.text()
    screen.code.setText("0000-0000-0000-0000")
    window.primary.click()
    qtbot.waitUntil(lambda: "tidak ada di catatan ini" in screen.notice.words.text(), timeout=5000)
    screen.search.setText(one.name)
    wanted = [at for at in range(screen.list.count()) if not screen.list.isRowHidden(at)]
    screen.save_every(tmp_path / "semua")
    qtbot.waitUntil(lambda: screen._working is None, timeout=20000)
    assert len(pypdfium2.PdfDocument(tmp_path / "semua.pdf")) == len(wanted) < screen.list.count()


@pytest.mark.usefixtures("with_city")
def test_saving_everything_is_stopped_between_two_reports(make_window, qtbot, tmp_path):
    _, screen = opened(make_window, qtbot)
    screen.save_all(tmp_path / "semua")
    qtbot.waitUntil(lambda: screen.busy.bar.value() > 0, timeout=20000)
    assert not screen.picker.isEnabled()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.picker.isEnabled()
    assert screen.notice.words.text().startswith("Dihentikan")
    made = {}
    screen.office.aside(lambda _: made.update(all=len(list((tmp_path / "semua").rglob("*.pdf")))), lambda _: None, None)
    qtbot.waitUntil(lambda: "all" in made, timeout=20000)
    assert 0 < made["all"] < 30


def test_without_records_it_says_how_to_fill_them(make_window, qtbot):
    window, screen = opened(make_window, qtbot)
    assert "Belum ada kelas" in screen.empty.text()
    assert not window.primary.isEnabled()
    for kind, words in (("village", "Belum ada peserta"), ("certificate", "Belum ada yang lulus")):
        screen.kinds.choose([kind])
        qtbot.waitUntil(lambda kind=kind: screen._listed == kind and screen._loading is None, timeout=5000)
        assert words in screen.empty.text()


@pytest.mark.usefixtures("with_city")
def test_large_text_shows_one_side_at_a_time(make_window, qtbot):
    window, screen = opened(make_window, qtbot, percent=200)
    assert screen.picker.isVisibleTo(screen)
    assert not screen.shower.isVisibleTo(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.report is not None, timeout=20000)
    assert screen.shower.isVisibleTo(screen)
    window.back.click()
    assert screen.picker.isVisibleTo(screen)
    assert window.step is screen


@pytest.mark.usefixtures("with_city")
@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_said_moves_no_button(make_window, qtbot, percent):
    _, screen = opened(make_window, qtbot, percent=percent)
    choose(screen, qtbot, "certificate")
    buttons = [one for one in (screen.all_button, screen.check_button, screen.code) if one.isVisible()]
    assert buttons or percent > 100
    before = [one.mapTo(screen, QPoint()) for one in buttons]
    screen._say("Kode ini asli.", "ok")
    QApplication.processEvents()
    assert screen.notice.isVisible()
    if percent == 100:
        assert [one.mapTo(screen, QPoint()) for one in buttons] == before


@pytest.mark.usefixtures("with_city")
def test_charts_are_drawn_again_in_the_dark(make_window, qtbot):
    window, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "class")
    before = screen.report.drawn.charts
    window.change_look(dark=True)
    qtbot.waitUntil(lambda: screen.report is not None and screen.report.drawn.charts != before, timeout=20000)


def test_a_chart_keeps_its_proportions_and_its_ink(qtbot):
    theme = Theme()
    data = Grid("Data", "Data", (), ())
    from sirekap_trainer.reports.document import Bar, Document, Section

    chart = Bars("Uji", (Bar("satu", 1.0, "1"), Bar("dua", 2.0, "2")), data)
    document = Document("Laporan", "Uji", (), "", "", "", (Section((chart,)),), (), date(2024, 11, 20))
    found = drawn(document, chart_colors(theme), 400)
    view = ChartView(theme, found.charts[0], "Uji")
    qtbot.addWidget(view)
    high = view.heightForWidth(320)
    assert abs(high / 320 - view.renderer.viewBox().height() / view.renderer.viewBox().width()) < 0.01
    view.resize(320, high)
    picture = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    bar = QColor(LIGHT.accent).getRgb()
    seen = [picture.pixelColor(x, y).getRgb() for x in range(0, 320, 2) for y in range(high)]
    assert min(max(abs(a - b) for a, b in zip(bar, one, strict=True)) for one in seen) <= 3


def test_the_figures_of_a_chart_are_told_to_who_cannot_see_it():
    from sirekap_trainer.reports.document import Bar, HeatMap, Stacks

    data = Grid("Data", "Data", (), ())
    bars = Bars("Uji", (Bar("satu", 1.0, "1 dari 4 (25%)"), Bar("dua", 2.0, "2")), data)
    assert figures_of(bars) == "satu: 1 dari 4 (25%); dua: 2"
    stacks = Stacks("Uji", ("lulus", "belum"), (("Jati", (3, 4)), ("Pilang", (0, 7))), data)
    assert figures_of(stacks) == "Jati: 3 lulus, 4 belum; Pilang: 0 lulus, 7 belum"
    heat = HeatMap("Uji", ("L", "P", "L"), (("DPT", (0.25, None, 0.5)),), data, (("Gubernur", 2), ("Wali Kota", 1)))
    assert figures_of(heat) == "DPT: Gubernur L 25%, Wali Kota L 50%"


def test_charts_of_a_report_tell_their_figures(make_window, qtbot):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "city")
    charts = screen.document.charts
    assert charts
    assert all(one.accessibleDescription() for one in charts)


def test_records_that_cannot_be_opened_are_told(make_window, qtbot, places):
    folder = places.data / "catatan"
    folder.mkdir(parents=True)
    (folder / "catatan.sqlite").write_bytes(b"not a database" * 500)
    window, screen = opened(make_window, qtbot)
    assert "tidak dapat dibuka" in screen.notice.words.text()
    assert screen.nothing.text() == ""
    assert not window.primary.isEnabled()


@pytest.mark.usefixtures("with_city")
def test_a_page_on_its_side_is_turned_and_not_made_small(make_window, qtbot, tmp_path):
    _, screen = opened(make_window, qtbot)
    choose(screen, qtbot, "certificate")
    printer = printer_for("A4")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setResolution(72)
    screen.print_on(printer)
    qtbot.waitUntil(lambda: screen._working is None, timeout=30000)
    page = pypdfium2.PdfDocument(tmp_path / "cetak.pdf")[0]
    inked = np.argwhere(page.render(scale=1).to_numpy().min(axis=2) < 128)
    high, wide = inked.max(axis=0) - inked.min(axis=0)
    assert page.get_height() > page.get_width()
    assert high > 0.85 * page.get_height()
    assert wide > 0.85 * page.get_width()


@pytest.mark.usefixtures("with_city")
def test_a_packet_that_was_harder_is_warned_of_where_it_was_used(make_window, qtbot, monkeypatch):
    asked = []

    def difficulties(records, *, class_id=None, numbers=True):
        asked.append(class_id)
        assert not numbers, "they take most of the time and are not told here"
        one = fairness.PacketDifficulty("GUB-03", "satu", "f", 40, 0.61, 0.84, 0.001, True, ())
        return (one, replace(one, packet="GUB-04", harder=False))

    monkeypatch.setattr(fairness, "packet_difficulties", difficulties)
    _, screen = opened(make_window, qtbot)
    qtbot.waitUntil(lambda: screen.notice.isVisibleTo(screen), timeout=20000)
    assert asked[-1] == screen.subject.id
    assert "GUB-03 (61% angka benar, paket lain 84%)" in screen.notice.words.text()
    assert "GUB-04" not in screen.notice.words.text()
    choose(screen, qtbot, "village")
    assert not screen.notice.isVisibleTo(screen)
    choose(screen, qtbot, "city")
    qtbot.waitUntil(lambda: screen.notice.isVisibleTo(screen), timeout=20000)
    assert asked[-1] is None
