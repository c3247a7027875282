"""The trainer's side: sets are made, listed, gone on with, looked at and printed."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.practice.packet import load_packet
from ui.main_window import OFFICE_SCREENS, SCREENS


def test_an_empty_list_says_how_to_fill_it(trainer):
    window = trainer()
    assert window.place.text() == "Untuk pelatih"
    assert not window.step.table.isVisibleTo(window)
    assert window.primary.text() == "Buat paket baru"
    window.back.click()
    assert window.step is window._steps["home"]
    assert window.place.text() == ""


def test_the_trainees_way_begins_as_before(make_window):
    window = make_window()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    assert window.step is window._steps["identity"]


def test_the_rail_holds_only_what_works(trainer):
    window = trainer()
    for step, button in window.step.rail.buttons.items():
        assert step in SCREENS | OFFICE_SCREENS, button.text()
        window.go(step)
        assert window.step.rail.buttons[step].isChecked()


def test_a_set_is_made_and_listed(trainer, make_set, places, qtbot):
    window = trainer()
    make_set(window)
    assert window.step.title.text() == "Paket selesai"
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    entry = window.step.entries[0]
    folder = entry.made.wishes.folder
    assert folder.parent == places.packets
    assert entry.complete
    assert len([load_packet(place) for place in folder.iterdir()]) == 2
    assert len(list(folder.rglob("page-*.pdf"))) == 6
    assert not list(folder.rglob("*.jpg")), "paper alone was wished"
    row = window.step.table.shown[0]
    assert row[1:4] == ["Latihan", "2", "Cetak saja"]
    assert not window.step.resume_button.isVisibleTo(window)


@pytest.mark.parametrize("count", ["0", "", "9999"])
def test_a_wrong_count_is_told_beside_the_field(trainer, qtbot, count):
    window = trainer()
    window.primary.click()
    window.step.count.setText(count)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    assert window.step is window._steps["new_set"]
    assert window.step._fields["count"].problem.isVisibleTo(window)
    assert "Isi jumlah dari 1 sampai" in window.step._fields["count"].problem.text()
    window.step.count.clear()
    QTest.keyClicks(window.step.count, "1")
    assert not window.step._fields["count"].problem.isVisibleTo(window)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("file", "tidak dapat ditulisi"), ("full", "sudah berisi berkas"), ("relative", "alamat folder lengkap")],
)
def test_a_wrong_folder_is_told_beside_the_field(trainer, qtbot, tmp_path, kind, words):
    taken = tmp_path / "berkas"
    taken.write_text("isi", encoding="utf-8")
    folders = {"file": str(taken / "paket"), "full": str(tmp_path), "relative": "paket"}
    window = trainer()
    window.primary.click()
    window.step.folder.setText(folders[kind])
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    assert words in window.step._fields["folder"].problem.text()
    assert window.step._fields["folder"].problem.isVisibleTo(window)
    assert taken.read_text(encoding="utf-8") == "isi"


def test_a_set_stopped_in_the_middle_keeps_what_is_whole_and_goes_on(trainer, places, qtbot):
    window = trainer()
    window.primary.click()
    window.step.count.setText("6")
    window.primary.click()
    qtbot.waitUntil(lambda: bool("making" in window._steps), timeout=20000)
    making = window._steps["making"]
    qtbot.waitUntil(lambda: bool(making.busy.bar.value() > 0), timeout=20000)
    making.busy.stop.click()
    qtbot.waitUntil(lambda: bool(making.primary == "Lanjutkan membuat"), timeout=20000)
    whole = {path: path.read_bytes() for path in places.packets.rglob("packet.json")}
    assert 0 < len(whole) < 6
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    assert window.step.table.shown[0][2] == f"{len(whole)} dari 6"
    window.step.resume_button.click()
    qtbot.waitUntil(lambda: bool(making.title.text() == "Paket selesai"), timeout=30000)
    assert len(list(places.packets.rglob("packet.json"))) == 6
    assert all(path.read_bytes() == before for path, before in whole.items())


def test_closing_in_the_middle_leaves_no_half_packet(trainer, places, qtbot):
    window = trainer()
    window.primary.click()
    window.step.count.setText("50")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(list(places.packets.rglob("packet.json"))), timeout=20000)
    window.close()
    for path in places.packets.rglob("packet.json"):
        assert load_packet(path.parent).numbers
        assert len(list(path.parent.glob("page-*.pdf"))) == 3


def test_a_page_is_shown_before_anything_is_made(trainer, places, qtbot):
    window = trainer()
    window.primary.click()
    qtbot.waitUntil(lambda: bool(not window.step.preview.page_view.image_size.isEmpty()), timeout=10000)
    assert window.step.preview.page_view.image_size.height() > window.step.preview.page_view.image_size.width()
    assert not places.packets.exists()


def test_a_list_that_cannot_be_read_is_put_aside(trainer, places):
    places.data.mkdir(parents=True)
    (places.data / "paket.json").write_text("{rusak", encoding="utf-8")
    window = trainer()
    assert window.step.entries == []
    assert (places.data / "paket-rusak.json").read_text(encoding="utf-8") == "{rusak"


def test_a_set_whose_folder_is_gone_is_told_and_can_be_dropped(trainer, make_set, places, qtbot):
    import shutil

    window = trainer()
    make_set(window, count=1)
    shutil.rmtree(places.packets)
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    assert window.step.table.shown[0][-1].endswith("(tidak ditemukan)")
    assert not window.step.sheets_button.isEnabled()
    window.step.drop_button.click()
    qtbot.waitUntil(lambda: bool(not window.step.entries), timeout=20000)


def test_the_list_is_filtered_and_sorted(trainer, make_set, qtbot):
    window = trainer()
    for listed, count in ((1, 2), (2, 1)):
        make_set(window, count=count)
        window.back.click()
        qtbot.waitUntil(lambda listed=listed: window.step.ready and len(window.step.entries) == listed, timeout=20000)
    table = window.step.table
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [row[2] for row in table.shown] == ["1", "2"]
    window.step.search.setText("tidak ada yang bernama begini")
    assert table.shown == []
    assert window.step.entry_marked is None


@pytest.fixture
def fill_list(tmp_path):
    """Shows so many sets, which are not there, in a window's list."""
    from datetime import UTC, datetime

    from ui.trainer.shelf import MadeSet, Wishes
    from ui.trainer.workshop import SetEntry

    def fill(window, count: int, whole: int = 3) -> None:
        entries = []
        for number in range(count):
            wishes = Wishes(form="latihan_kwk_wali_kota", kind="exam", count=7, folder=tmp_path / f"Ujian {number}")
            made = MadeSet(wishes=wishes, made=datetime.now(tz=UTC), total=7)
            entries.append(SetEntry(made, "Wali Kota", whole))
        window.step._show(entries)
        QApplication.processEvents()

    return fill


def test_large_text_leaves_the_table_room(trainer, fill_list, cut_texts):
    """Every button that an exam can have is there, and three rows are whole."""
    window = trainer(percent=200)
    fill_list(window, 9)
    step, table = window.step, window.step.table
    assert step.results_button.isVisibleTo(window)
    assert step.resume_button.isVisibleTo(window)
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    assert not table.horizontalScrollBar().isVisibleTo(window)
    assert cut_texts(window) == []
    window.change_look(percent=100)
    QApplication.processEvents()
    assert not step.more_button.isVisibleTo(window)
    assert step.drop_button.isVisibleTo(window)
    assert not table.isColumnHidden(4)


def test_what_stepped_aside_is_in_a_menu(trainer, fill_list):
    window = trainer(percent=200)
    fill_list(window, 2)
    step = window.step
    actions = {action.text(): action for action in step.more_button.menu().actions()}
    hidden = (step.blank_button, step.folder_button, step.drop_button)
    assert {button.text() for button in hidden} < set(actions)
    assert not any(button.isVisibleTo(window) for button in hidden)
    assert step.more_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    fill_list(window, 1, whole=None)
    step.more_button.menu().aboutToShow.emit()
    assert not actions[step.folder_button.text()].isEnabled()
    assert actions[step.drop_button.text()].isEnabled()
    actions[step.blank_button.text()].trigger()
    assert window.step is window._steps["new_blank"]


def _to_pdf(printer: QPrinter, path: Path) -> None:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(150)
    printer.setOutputFileName(str(path))


def _print(window, qtbot, out: Path) -> None:
    step = window.step
    step.ask = lambda printer: _to_pdf(printer, out) is None
    window.primary.click()
    qtbot.waitUntil(lambda: bool("dikirim ke printer" in step.notice.words.text()), timeout=30000)


def _pictures(pdf: Path) -> list[np.ndarray]:
    """Every page of a PDF, 1,240 px wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=1240 / page.get_width()).to_numpy()[..., :3] for page in document]
    finally:
        document.close()


def _watermark_of(picture: np.ndarray) -> np.ndarray:
    """Where a page has the grey of LATIHAN."""
    return np.all(np.abs(picture.astype(int) - round(0.92 * 255)) <= 2, axis=2)


@pytest.mark.parametrize("printed_on", [("A4", (210, 297)), ("A3", (297, 420))])
def test_sheets_are_printed_as_they_are(trainer, make_set, qtbot, tmp_path, printed_on):
    paper, size = printed_on
    window = trainer()
    make_set(window)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    step, out = window.step, tmp_path / "cetakan.pdf"
    step.which.choose(["one"])
    step.paper.choose([paper])
    _print(window, qtbot, out)
    document = pypdfium2.PdfDocument(out)
    sides = [document[place].get_size() for place in range(len(document))]
    document.close()
    assert len(sides) == 3
    for pair in sides:
        assert [round(side / 72 * 25.4) for side in pair] == pytest.approx(size, abs=1)
    for there, wanted in zip(_pictures(out), step.wanted, strict=True):
        (here,) = _pictures(wanted.pdf)
        high, wide = (min(sides) for sides in zip(there.shape[:2], here.shape[:2], strict=True))
        assert np.corrcoef(*(picture[:high, :wide].ravel() for picture in (there, here)))[0, 1] > 0.9


def test_every_printed_page_says_latihan_and_has_a_practice_tag(trainer, make_set, qtbot, tmp_path):
    """All packets of a set, in order: as many pages as sheets, and nothing that could be taken for a form."""
    window = trainer()
    make_set(window)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    out = tmp_path / "cetakan.pdf"
    _print(window, qtbot, out)
    pages = _pictures(out)
    assert len(pages) == len(window.step.wanted) == 6
    assert window.step.notice.words.text().startswith("6 lembar")
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10))
    ids = [detector.detectMarkers(np.ascontiguousarray(page))[1].ravel().tolist() for page in pages]
    assert ids == [[tag] for tag in (201, 202, 203)] * 2
    for page, wanted in zip(pages, window.step.wanted, strict=True):
        printed, sheet = _watermark_of(page), _watermark_of(*_pictures(wanted.pdf))
        high, wide = (min(sides) for sides in zip(printed.shape, sheet.shape, strict=True))
        both = printed[:high, :wide] & sheet[:high, :wide]
        assert both.sum() > 0.9 * sheet.sum() > 0.03 * sheet.size
        assert all(np.ptp(side) > 0.7 * length for side, length in zip(np.nonzero(both), both.shape, strict=True))


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the platform without a screen has none
def test_the_systems_print_dialog_opens_and_can_be_left(trainer, make_set, qtbot):
    window = trainer()
    make_set(window, count=1)
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    seen = []

    def leave() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QPrintDialog):
                seen.append(widget.windowTitle())
                widget.reject()

    QTimer.singleShot(300, leave)
    window.primary.click()
    assert seen == ["Cetak 3 lembar"]
    assert window.step.ready


def test_a_damaged_sheet_is_told(trainer, make_set, places, qtbot):
    window = trainer()
    make_set(window, count=1)
    next(places.packets.rglob("page-1.pdf")).write_bytes(b"rusak")
    window.primary.click()
    qtbot.waitUntil(lambda: bool("tidak dapat dibuka" in window.step.notice.words.text()), timeout=20000)
    assert window.step.notice.isVisibleTo(window)


def test_the_window_answers_while_packets_are_made(trainer, qtbot):
    """The longest silence of the event loop stays far below what making a packet takes."""
    window = trainer()
    window.primary.click()
    window.step.count.setText("3")
    window.step.photos.choose(["good"])
    window.step.pixels.choose(["2"])
    beats: list[float] = []
    pulse = QTimer()
    pulse.setInterval(5)
    pulse.timeout.connect(lambda: beats.append(time.perf_counter()))
    pulse.start()
    window.primary.click()
    qtbot.waitUntil(lambda: bool(window.step is window._steps.get("making") and window.step.primary), timeout=120000)
    pulse.stop()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert window.step.title.text() == "Paket selesai"
    assert len(beats) > 50


def test_time_left():
    from ui.trainer.making import TimeLeft, time_words

    now = iter(range(0, 1000, 10))
    left = TimeLeft(clock=lambda: next(now))
    told = [left.add(share / 20) for share in range(1, 6)]
    assert told[:2] == [None, None]
    assert told[4] == pytest.approx(150)
    assert time_words(150) == "Sisa kira-kira 2 menit"
    assert time_words(20) == "Sisa kurang dari 1 menit"
