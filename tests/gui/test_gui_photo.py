"""Photographing: good, doubtful, wrong and slow photographs, and readers that fail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sirekap_trainer.findings import Finding
from sirekap_trainer.photo.load import open_photo
from sirekap_trainer.practice.packet import load_packet, save_packet


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


def test_a_dropped_file_is_read(at_photo, qtbot, sample_folder):
    window = at_photo()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample_folder / "UJI-01" / "page-1.jpg"))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.step.dropEvent(event)
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)


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
