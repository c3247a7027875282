"""Photographing: good, doubtful, wrong and slow photographs, and readers that fail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sirekap_trainer.findings import Finding
from sirekap_trainer.photo.load import open_photo
from sirekap_trainer.practice.packet import load_packet, save_packet
from sirekap_trainer.reading.imprint import imprint_findings


def words(widget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def settled(window):
    """Whether the step is back from reading."""
    return window.step._task is None


def test_a_good_photograph_is_outlined_and_straightened(at_photo, qtbot):
    window = at_photo()
    assert not window.primary.isEnabled()
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    assert "Foto baik" in words(window.step)
    assert window.step.photo_view.image_size.toTuple() == (450, 600)
    assert window.step.page_view.image_size.width() > 1200


def test_findings_are_told_and_the_photograph_can_be_used_or_taken_again(at_photo, qtbot, readers):
    window = at_photo(readers.unsure)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    assert "Tahan HP" in words(window.step)
    window.step.retake_button.click()
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    taken = window.session.exercise.photo(1)
    assert (taken.takes, taken.first_findings) == (2, ("buram", "gelap"))


@pytest.mark.parametrize("percent", [100, 200])
def test_findings_are_not_cut(at_photo, qtbot, readers, cut_texts, percent):
    window = at_photo(readers.unsure, percent=percent)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    QApplication.processEvents()
    assert cut_texts(window) == []


def test_the_numbers_that_a_finding_names_are_framed_on_the_page(at_photo, qtbot, readers):
    class Glare(readers.honest):
        def photo_findings(self):
            return (Finding("silau", "Foto ulang: pantulan cahaya menutupi suara 1.", "warning", ("pemilih_dpt_l",)),)

    window = at_photo(Glare)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    assert "suara 1" in words(window.step)
    assert window.step.page_view.marked == ("pemilih_dpt_l",)


def test_numbers_that_were_not_read_are_counted(at_photo, qtbot, readers):
    class Doubtful(readers.unsure):
        def photo_findings(self):
            return ()

    window = at_photo(Doubtful)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    assert "Foto baik. 8 angka tidak terbaca" in words(window.step)


def test_the_wrong_page_is_noticed(at_photo, qtbot, sample_folder):
    window = at_photo()
    window.step.take(sample_folder / "UJI-01" / "page-2.jpg")
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "halaman 2" in words(window.step)
    assert not window.primary.isEnabled()
    assert window.session.exercise.photo(1).takes == 1


def test_another_tps_form_is_noticed(at_photo, qtbot, sample_folder, tmp_path, draw_photo):
    window = at_photo()
    own = load_packet(sample_folder / "UJI-01")
    save_packet(own.model_copy(update={"tps": own.tps.model_copy(update={"number": "007"})}), tmp_path)
    window.step.take(draw_photo(tmp_path / "page-1.jpg", 1))
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "TPS 007, bukan TPS 012" in words(window.step)
    assert window.session.exercise.photo(1).first_findings == ("tps_lain",)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.step.sample_button.isVisible(), "Enter takes it again, not on"
    assert window.session.exercise.missing_pages == (2, 3)
    window.back.click()
    assert window.primary.text() == "Tetap pakai foto ini"
    window.primary.click()
    assert window.step.page == 2, "paper that carries another header can be used, for the trainee said so"


def test_a_photograph_of_something_else_says_what_to_do(at_photo, qtbot, draw_photo, tmp_path):
    window = at_photo()
    window.step.take(draw_photo(tmp_path / "kucing.jpg", 1))
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Tidak ada halaman C.Hasil" in words(window.step)
    assert "Foto seluruh halaman" in words(window.step)
    assert window.step.sample_button.isVisible()


@pytest.fixture
def drop():
    """Drags something over the middle of the step, and lets it go there, as the system tells a window."""

    def dropped(window, *urls, text=""):
        data = QMimeData()
        if urls:
            data.setUrls([one if isinstance(one, QUrl) else QUrl.fromLocalFile(str(one)) for one in urls])
        data.setText(text)
        step = window.step
        at = step.rect().center()
        over = step.childAt(at)
        place = over.mapFrom(step, at)
        # A file manager offers to move files, too: then they would be gone where they came from.
        possible = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place, possible, data, buttons, keys)
        enter.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(over, enter)
        if not enter.isAccepted():
            return False
        fallen = QDropEvent(QPointF(place), possible, data, buttons, keys)
        fallen.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(over, fallen)
        assert fallen.isAccepted()
        assert (enter.dropAction(), fallen.dropAction()) == (Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
        return True

    return dropped


def test_a_dropped_file_is_read(at_photo, drop, qtbot, sample_folder):
    window = at_photo()
    photo = sample_folder / "UJI-01" / "page-1.jpg"
    assert drop(window, photo)
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    assert "Foto baik" in words(window.step)
    assert photo.is_file()


@pytest.fixture
def opening(readers):
    """A reader that looks at what kind of file it is."""

    class Opening(readers.honest):
        def read(self, source, **options):
            if not source.read_bytes().startswith(b"\xff\xd8"):
                open_photo(source)
            return super().read(source, **options)

    return Opening


def test_a_dropped_text_is_told_and_is_no_take(at_photo, drop, opening, qtbot, tmp_path):
    window = at_photo(opening)
    (tmp_path / "catatan.jpg").write_text("bukan foto")
    assert drop(window, tmp_path / "catatan.jpg")
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Berkas catatan.jpg bukan foto JPEG atau PNG. Pilih foto berjenis JPEG atau PNG." in words(window.step)
    assert window.session.exercise.photo(1) is None, "nobody took a photograph"


def test_a_dropped_text_leaves_a_page_that_is_there(at_photo, drop, opening, qtbot, tmp_path):
    window = at_photo(opening)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    (tmp_path / "catatan.txt").write_text("bukan foto")
    assert drop(window, tmp_path / "catatan.txt")
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "bukan foto JPEG" in words(window.step)
    window.back.click()
    assert window.step.ready, "the photograph before is still there"
    assert window.session.exercise.photo(1).takes == 1
    assert window.session.exercise.photo(1).readings


@pytest.mark.parametrize(
    "case",
    [
        ("two", False, "Ada 2 berkas sekaligus. Seret satu foto saja, dari halaman 1."),
        ("two", True, "Ada 2 berkas sekaligus. Seret satu foto saja, dari halaman 1."),
        ("folder", False, "UJI-01 adalah folder. Buka folder itu, lalu seret satu foto dari dalamnya."),
        ("web", True, "Foto ini belum ada di laptop. Simpan dulu, lalu seret berkasnya."),
    ],
)
def test_what_is_dropped_and_is_not_one_photograph_is_told(at_photo, drop, qtbot, sample_folder, case):
    what, read, said = case
    window = at_photo()
    if read:
        window.step.sample_button.click()
        qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    folder = sample_folder / "UJI-01"
    dropped = {
        "two": [folder / "page-1.jpg", folder / "page-2.jpg"],
        "folder": [folder],
        "web": [QUrl("https://example.org/c-hasil.jpg")],
    }[what]
    assert drop(window, *dropped)
    assert window.banner.isVisible()
    assert said in words(window.banner)
    assert settled(window), "nothing is read"
    assert window.step.ready is read, "what was on the screen stays there"
    assert drop(window, folder / "page-1.jpg")
    assert not window.banner.isVisible(), "it is past"
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)


def test_words_are_not_taken(at_photo, drop):
    window = at_photo()
    assert not drop(window, text="C.Hasil")
    assert not window.banner.isVisible()


def test_a_broken_reader_is_told_in_words_and_the_window_stays_usable(at_photo, qtbot, readers):
    window = at_photo(readers.broken)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Berkas pembaca angka rusak. Pasang ulang" in words(window.step)
    window.back.click()
    assert window.step.entries


def test_a_reader_that_cannot_be_made_is_told_too(at_photo, qtbot):
    def broken():
        raise OSError("no such library")

    window = at_photo(broken)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Ada yang tidak berjalan" in words(window)


def test_an_error_nobody_foresaw_is_told_and_written_down(at_photo, qtbot, readers, places):
    window = at_photo(readers.crashing)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Ada yang tidak berjalan" in words(window)
    assert "ZeroDivisionError" not in words(window)
    assert "ZeroDivisionError: something inside" in (places.log / "galat.txt").read_text()


@pytest.mark.parametrize("way", ["button", "escape", "tab", "back"])
def test_a_slow_reading_can_be_stopped(at_photo, qtbot, readers, way):
    window = at_photo(readers.slow)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.busy.bar.value() > 0, timeout=5000)
    assert "Mencari halaman" in words(window.step)
    if way == "button":
        window.step.busy.stop.click()
    elif way == "escape":
        QTest.keyClick(window.step.busy.stop, Qt.Key.Key_Escape)
    elif way == "tab":
        window.step.show_page(2)
    else:
        window.back.click()
    qtbot.waitUntil(lambda: readers.slow.stopped, timeout=3000)
    assert way == "back" or window.step.sample_button.isVisible()
    assert window.session.exercise.photo(1) is None, "a photograph that was let go is no take"


def test_closing_while_reading_leaves_nothing_behind(at_photo, qtbot, readers):
    window = at_photo(readers.slow)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.busy.bar.value() > 0, timeout=5000)
    window.close()
    assert readers.slow.stopped


def test_the_reader_lives_on_one_thread_and_not_on_the_windows(make_window, walk, readers):
    import threading

    made = []

    def reader():
        made.append(readers.honest())
        return made[-1]

    window = make_window(reader)
    walk.to_check(window)
    assert len(made) == 1
    assert len(made[0].threads) == 1
    assert threading.get_ident() not in made[0].threads


def test_a_file_that_is_at_fault_is_told_by_its_own_name_beside_the_ways(at_photo, qtbot, readers, sample_folder):
    class Opening(readers.honest):
        def read(self, source, **wanted):
            open_photo(source)
            return super().read(source, **wanted)

    window = at_photo(Opening)
    small = sample_folder / "dari kamera.png"
    image = QImage(300, 400, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    image.save(str(small))
    window.step._way = window.step.ways[-1]
    window.step.take(small)
    qtbot.waitUntil(lambda: settled(window), timeout=5000)
    assert "Berkas dari kamera.png terlalu kecil" in words(window.step)
    asking = window.step.asking
    assert not asking.corners_button.isVisible(), "no corners help a file that cannot be read"
    assert asking.shot_view.isVisible()
    for button in asking.ways.buttons:
        assert not button.visibleRegion().isEmpty(), button.text()
    assert window.focusWidget().text() == "Ambil berkas", "Enter takes another one in the same way"


def test_the_sheet_of_another_packet_is_not_taken_by_enter(at_photo, readers, qtbot):
    """Told by the code on the sheet, also where no Tesseract reads its header."""

    class OtherSheet(readers.honest):
        def read(self, source, *, tps=None, **rest):
            found = super().read(source, **rest)
            return replace(found, photo_findings=imprint_findings("UJI-99", tps.packet))

    window = at_photo(OtherSheet)
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    told = words(window.step)
    assert f"Ini lembar paket UJI-99, bukan {window.session.packet.id}." in told
    assert window.primary.text() == "Tetap pakai foto ini"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.step.page == 1, "Enter photographs again"
    assert window.session.exercise.photo(1).first_findings == ("lembar_lain",)
