"""Corners by hand: by mouse, by keyboard, and what cannot be a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.practice.packet import load_packet, save_packet
from ui.theme import Theme
from ui.widgets.corner_editor import CornerEditor, default_corners, is_page


@pytest.fixture
def editor(qtbot):
    """A photograph of 400 x 500 pixels with a page on it, seen in its own size."""
    made = CornerEditor(Theme(), ["Kiri atas", "Kanan atas", "Kanan bawah", "Kiri bawah"], "ATAS")
    qtbot.addWidget(made)
    made.resize(400, 500)
    image = QImage(400, 500, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    made.show_photo(image, [(50, 60), (350, 60), (350, 450), (50, 450)])
    made.show()
    return made


def drag(editor, start, end, *, steps=4):
    """Drags with the mouse, in pixels of the editor."""
    a, b = QPointF(*start), QPointF(*end)
    QTest.mousePress(editor, Qt.MouseButton.LeftButton, pos=a.toPoint())
    for step in range(1, steps + 1):
        QTest.mouseMove(editor, (a + (b - a) * step / steps).toPoint())
    QTest.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=b.toPoint())


def test_a_corner_is_dragged_by_mouse(editor):
    drag(editor, (350, 60), (330, 90))
    assert editor.current == 1
    assert editor.corners == [(50, 60), pytest.approx((330, 90)), (350, 450), (50, 450)]


def test_it_stays_as_far_from_the_pointer_as_it_was_taken(editor):
    drag(editor, (362, 451), (372, 461))
    assert editor.corners[2] == pytest.approx((360, 460))


def test_a_finger_need_not_hit_it_exactly_and_elsewhere_moves_nothing(editor):
    drag(editor, (60, 430), (70, 430))
    assert editor.corners[3] == pytest.approx((60, 450))
    before = list(editor.corners)
    drag(editor, (200, 250), (250, 250))
    assert editor.corners == before


def test_no_corner_leaves_the_photograph(editor):
    drag(editor, (50, 60), (-80, -90))
    assert editor.corners[0] == (0, 0)


def test_keys_choose_and_move(editor):
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.current == 1
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.corners[1] == pytest.approx((350.5, 60))
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert editor.corners[1] == pytest.approx((350.5, 65))
    QTest.keyClick(editor, "4")
    assert editor.current == 3
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.current == 2
    assert editor.accessibleDescription().startswith("Kanan bawah")


def test_turning_makes_another_corner_the_first(editor):
    editor.turn()
    assert editor.corners == [(350, 60), (350, 450), (50, 450), (50, 60)]


def test_a_zoomed_picture_is_dragged_in_its_own_pixels(editor):
    editor.look_at(editor.to_widget().mapRect(editor.rect().toRectF()), 2.0)
    handle = editor.to_widget().map(QPointF(50, 60))
    editor.look_at(editor.to_widget().inverted()[0].mapRect(editor.rect().toRectF()).translated(-100, -100), 2.0)
    handle = editor.to_widget().map(QPointF(50, 60))
    drag(editor, handle.toTuple(), (handle.x() + 20, handle.y() + 20))
    assert editor.corners[0] == pytest.approx((60, 70), abs=0.6)


@pytest.mark.parametrize(
    ("corners", "right"),
    [
        (default_corners(400, 500), True),
        ([(100, 50), (300, 80), (350, 450), (20, 400)], True),
        ([(350, 60), (50, 60), (50, 450), (350, 450)], False),  # mirrored
        ([(50, 60), (350, 450), (350, 60), (50, 450)], False),  # crossing
        ([(50, 60), (350, 60), (100, 100), (50, 450)], False),  # bent inwards
        ([(50, 60), (80, 60), (80, 100), (50, 100)], False),  # too small
        ([(50, 60), (50, 60), (350, 450), (50, 450)], False),  # two in one place
    ],
)
def test_what_can_be_a_page(corners, right):
    assert is_page(corners, 400, 500) is right
    assert is_page([*corners[1:], corners[0]], 400, 500) is right, "wherever it begins"


@pytest.fixture
def failed(at_photo, draw_photo, sample_folder, tmp_path, qtbot):
    """A window with a photograph on which no page was found."""
    window = at_photo()
    save_packet(load_packet(sample_folder / "UJI-01"), tmp_path / "stik")
    window.step.take(draw_photo(tmp_path / "stik" / "kucing.jpg", 1))
    qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)
    return window


def test_a_photograph_without_a_page_is_read_by_keyboard_alone(failed, qtbot):
    asking = failed.step.asking
    assert asking.shot_view.isVisible()
    asking.corners_button.setFocus()
    QTest.keyClick(asking.corners_button, Qt.Key.Key_Return)
    editor = failed.step.corners.editor
    assert QApplication.focusWidget() is editor
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not editor, "Tab is no trap"
    editor.setFocus()
    shown = failed.step.corners.corners
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: failed.step._task is None and failed.session.page(1) is not None, timeout=5000)
    taken = failed.session.page(1)
    assert taken.by_hand
    assert [tuple(corner) for corner in taken.reading.outline] == shown
    assert failed.session.exercise.photo(1).first_findings == ("tanpa",), "that it was not found at once stays"


def test_impossible_corners_are_told_and_not_read(failed):
    failed.step.asking.corners_button.click()
    assert failed.primary.isEnabled()
    editor = failed.step.corners.editor
    editor.choose(0)
    editor.move_to((440, 590))
    assert not failed.primary.isEnabled()
    assert "belum berbentuk halaman" in failed.step.corners.notice.words.text()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert failed.step._task is None
    editor.move_to((40, 50))
    assert failed.primary.isEnabled()


def test_a_wrong_outline_is_mended(at_photo, qtbot):
    window = at_photo()
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    window.step.result.corners_button.click()
    corners = window.step.corners
    assert corners.editor.corners == list(window.session.page(1).outline), "from the outline that was found"
    corners.editor.choose(2)
    corners.editor.move_to((400, 500))
    window.primary.click()
    qtbot.waitUntil(lambda: window.step._task is None, timeout=5000)
    assert tuple(window.session.page(1).reading.outline[2]) == (400, 500)


@pytest.mark.parametrize("way", ["escape", "back"])
def test_mending_can_be_given_up(at_photo, qtbot, way):
    window = at_photo()
    window.step.sample_button.click()
    qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
    window.step.result.corners_button.click()
    if way == "escape":
        QTest.keyClick(window.step.corners.editor, Qt.Key.Key_Escape)
    else:
        window.back.click()
    assert window.step._stack.currentWidget() is window.step.result
    assert window.session.exercise.photo(1).takes == 1


def test_buttons_by_name_choose_a_corner(failed):
    failed.step.asking.corners_button.click()
    corners = failed.step.corners
    assert [button.text().split()[0] for button in corners.buttons] == ["1", "2", "3", "4"]
    corners.buttons[2].click()
    assert corners.editor.current == 2
    assert QApplication.focusWidget() is corners.editor


def test_corners_by_hand_outlive_a_restart(failed, make_window, qtbot):
    failed.step.asking.corners_button.click()
    failed.primary.click()
    qtbot.waitUntil(lambda: failed.session.page(1) is not None, timeout=5000)
    outline = failed.session.page(1).outline
    qtbot.waitUntil(lambda: not failed.session._saving.busy, timeout=3000)
    failed.close()
    second = make_window()
    qtbot.waitUntil(second.step.anew.isVisible, timeout=3000)
    second.primary.click()
    qtbot.waitUntil(lambda: second.session.page(1) is not None, timeout=5000)
    assert second.session.page(1).outline == outline


def test_a_handle_is_large_enough_for_a_finger(editor):
    picture = editor.grab().toImage()
    ring = [picture.pixelColor(QPoint(350 + x, 450)).name() != "#ffffff" for x in range(-22, -16)]
    assert any(ring)


@pytest.mark.parametrize(("percent", "dark"), [(100, False), (200, True)])
def test_no_words_are_cut(failed, cut_texts, percent, dark):
    failed.change_look(dark=dark, percent=percent)
    QApplication.processEvents()
    assert cut_texts(failed) == []
    failed.step.asking.corners_button.click()
    QApplication.processEvents()
    assert cut_texts(failed) == []
