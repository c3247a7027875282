"""The ways of taking a photograph: each is chosen, begun, ended and told what came of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ui.trainee import ways
from ui.trainee.by_file import ByFile
from ui.trainee.way import Way


class FakeWay(Way):
    """Takes down what the step asks of it."""

    def __init__(self, theme, session, name="Kamera", *, stays=False, unavailable=""):
        super().__init__(theme, session)
        self.name, self.stays, self.unavailable = name, stays, unavailable
        self.calls = []

    def begin(self, page):
        self.calls.append(f"begin {page}")

    def end(self):
        self.calls.append("end")

    def tell(self, taken, error):
        self.calls.append("let go" if error is taken else "good" if taken else "bad")


@pytest.fixture
def fakes(monkeypatch):
    """A camera, a phone that stays, one that is not to be had, and the real way by file."""
    made = []

    def make(theme, session):
        made[:] = [
            FakeWay(theme, session),
            FakeWay(theme, session, "HP", stays=True),
            FakeWay(theme, session, "Lain", unavailable="Tidak ada kamera. Pilih cara lain."),
            ByFile(theme, session),
        ]
        return made

    monkeypatch.setattr(ways, "make_ways", make)
    return made


@pytest.fixture
def photos(sample_folder):
    """Photographs of the packet's pages."""
    return {page: sample_folder / "UJI-01" / f"page-{page}.jpg" for page in (1, 2, 3)}


@pytest.fixture
def shoot(qtbot):
    """Has a way take a photograph, and waits until it is read."""

    def wait(window, way, photo):
        way.taken.emit(photo)
        assert window.step._task is not None
        qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)

    return wait


def choose(window, name):
    """Presses the way's button."""
    next(button for button in window.step.asking.ways.buttons if button.text() == name).click()


def face(window):
    return window.step._stack.currentWidget()


def test_a_way_is_begun_and_ended_with_each_photograph(at_photo, fakes, photos, shoot):
    window = at_photo()
    choose(window, "Kamera")
    camera = fakes[0]
    assert face(window) is camera
    shoot(window, camera, photos[1])
    assert camera.calls == ["begin 1", "end", "good"]
    assert face(window) is window.step.result
    window.primary.click()
    assert face(window) is camera, "the next page in the same way"
    assert camera.calls[3:] == ["begin 2"]


def test_a_photograph_is_taken_again_in_the_same_way(at_photo, fakes, photos, shoot):
    window = at_photo()
    choose(window, "Kamera")
    shoot(window, fakes[0], photos[1])
    window.step.retake_button.click()
    assert fakes[0].calls == ["begin 1", "end", "good", "begin 1"]
    shoot(window, fakes[0], photos[1])
    assert window.session.exercise.photo(1).takes == 2


def test_a_way_that_stays_goes_on_until_the_step_is_left(at_photo, fakes, photos, shoot, draw_photo, tmp_path):  # noqa: PLR0917 - fixtures
    window = at_photo()
    choose(window, "HP")
    phone = fakes[1]
    shoot(window, phone, draw_photo(tmp_path / "kucing.jpg", 1))
    shoot(window, phone, photos[1])
    assert phone.calls == ["begin 1", "bad", "good"]
    window.primary.click()
    assert phone.calls[3:] == ["begin 2"]
    for page in (2, 3):
        shoot(window, phone, photos[page])
        window.primary.click()
    assert window.stepper.accessibleName().endswith("PERIKSA")
    assert phone.calls[-1] == "end"
    assert phone.calls.count("end") == 1


def test_another_way_ends_the_one_that_stays(at_photo, fakes):
    window = at_photo()
    choose(window, "HP")
    QTest.keyClick(fakes[1], Qt.Key.Key_Escape)
    assert face(window) is window.step.asking
    assert fakes[1].calls == ["begin 1", "end"]
    choose(window, "Kamera")
    window.back.click()
    assert face(window) is window.step.asking
    assert fakes[0].calls == ["begin 1", "end"]


def test_a_way_that_stays_hears_of_a_photograph_let_go(at_photo, fakes, photos, qtbot, readers):
    window = at_photo(readers.slow)
    choose(window, "HP")
    fakes[1].taken.emit(photos[1])
    qtbot.waitUntil(lambda: window.step.busy.bar.value() > 0, timeout=5000)
    window.step.busy.stop.click()
    assert fakes[1].calls == ["begin 1", "begin 1", "let go"]
    assert face(window) is fakes[1]


def test_a_way_that_is_not_to_be_had_says_why(at_photo, fakes):
    window = at_photo()
    buttons = window.step.asking.ways.buttons
    assert [button.isEnabled() for button in buttons] == [True, True, False, True]
    told = [one.text() for one in window.step.findChildren(QLabel) if one.isVisibleTo(window)]
    assert "Tidak ada kamera. Pilih cara lain." in told
    fakes[0].unavailable = "Kamera dipakai aplikasi lain."
    window.step.show_page(2)
    assert not buttons[0].isEnabled()


def test_the_packets_own_photographs_come_first_and_by_enter_alone(at_photo, fakes, qtbot):
    window = at_photo()
    for _ in range(3):
        assert QApplication.focusWidget() is window.step.sample_button
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
        assert QApplication.focusWidget() is not None
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.stepper.accessibleName().endswith("PERIKSA")


def test_without_photographs_of_its_own_the_ways_alone_are_offered(at_photo, fakes, monkeypatch):
    from ui.session import Session

    monkeypatch.setattr(Session, "sample_photo", lambda _self, _page: None)
    window = at_photo()
    assert not window.step.sample_button.isVisible()
    assert QApplication.focusWidget() is window.step.asking.ways.buttons[0]


#: Said of any second window that is shown without a screen.
second_window = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@second_window
def test_a_file_is_chosen(at_photo, fakes, photos, qtbot):
    window = at_photo()
    choose(window, "Ambil berkas")
    by_file = fakes[3]
    by_file.dialog.fileSelected.emit(str(photos[1]))
    qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)
    assert window.session.page(1) is not None
    assert by_file.dialog is None
    window.primary.click()
    assert by_file.dialog.directory().absolutePath() == str(photos[1].parent), "where the last one lay"


@second_window
def test_choosing_no_file_leads_back_to_the_ways(at_photo, fakes):
    window = at_photo()
    choose(window, "Ambil berkas")
    fakes[3].dialog.reject()
    assert face(window) is window.step.asking
    assert fakes[3].dialog is None


def test_all_real_ways_are_offered(at_photo):
    window = at_photo()
    assert [button.text() for button in window.step.asking.ways.buttons] == [
        "Kamera laptop",
        "HP sebagai kamera",
        "Ambil berkas",
    ]
