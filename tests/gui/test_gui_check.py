"""The checking screen: its keys, and what it shows of a number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.theme import Theme
from ui.widgets.digits import Digits


@pytest.fixture
def coached(make_window, walk):
    """A window at the first of 29 numbers, with a coach: mode Latihan."""
    window = make_window()
    walk.to_check(window)
    return window


@pytest.fixture
def check(coached, monkeypatch):
    """The same without a coach, as in Simulasi and Ujian."""
    monkeypatch.setattr(type(coached.session), "coached", property(lambda _: False))
    coached.step.go_to(coached.step.current)
    return coached


def press(window, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def hold_enter(window, times: int) -> None:
    """Enter as the system repeats it while the key is down: the first press and then repetitions."""
    for count in range(times):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=count > 0
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)


def test_29_held_enters_confirm_29_numbers_in_order_and_stop_there(check):
    seen = []
    for count in range(29):
        seen.append(check.step.current)
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=count > 0
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)
        assert check.session.review.answered == count + 1
    assert seen == [item.id for item in check.session.review.items]
    still = check.step
    hold_enter(check, 30)
    assert check.step is not still, "the first of them is a new press"
    window_step = check.step
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(QApplication.focusWidget(), event)
    assert check.step is window_step


def test_a_held_enter_does_not_run_on_into_sending(check):
    hold_enter(check, 60)
    assert check.session.review.complete
    assert check.session.exercise.step.name == "CHECK"


def test_typing_begins_a_correction_in_the_first_box(check):
    press(check, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_1)
    editor = check.step.card.editor
    assert editor.active
    assert editor.text == "141"
    assert check.session.review.item("pemilih_dpt_l").answer is None, "only Enter saves it"
    press(check, Qt.Key.Key_Return)
    assert check.session.review.item("pemilih_dpt_l").sent == "141"
    assert check.step.current == "pemilih_dpt_p"


@pytest.mark.parametrize(
    ("keys", "sent"),
    [
        ((Qt.Key.Key_7, Qt.Key.Key_3), "X73"),
        ((Qt.Key.Key_X, Qt.Key.Key_7, Qt.Key.Key_3), "X73"),
        ((Qt.Key.Key_Space, Qt.Key.Key_7, Qt.Key.Key_3), "_73"),
        ((Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_3), "--3"),
        ((Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_Backspace, Qt.Key.Key_8), "998"),
        ((Qt.Key.Key_Right, Qt.Key.Key_9), "940"),
        ((Qt.Key.Key_Left, Qt.Key.Key_9), "149"),
    ],
)
def test_what_is_typed_is_what_is_sent(check, keys, sent):
    press(check, *keys, Qt.Key.Key_Return)
    assert check.session.review.item("pemilih_dpt_l").sent == sent


def test_esc_drops_the_correction_then_the_answer(check):
    press(check, Qt.Key.Key_5, Qt.Key.Key_Escape)
    assert not check.step.card.editor.active
    press(check, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape)
    assert check.session.review.item("pemilih_dpt_l").answer is None


def test_tab_and_shift_tab_move_without_answering(check):
    press(check, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    assert check.step.current == "pemilih_dpt_p"
    assert check.session.review.answered == 0
    press(check, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    assert check.step.current == "suara_total", "round the end"


def test_ctrl_z_takes_back_and_shows_what_it_took_back(check):
    press(check, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    press(check, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert check.step.current == "pemilih_dpt_lp"
    assert check.session.review.answered == 2


def test_a_number_left_out_is_come_back_to(check):
    press(check, Qt.Key.Key_Tab)
    hold_enter(check, 28)
    assert check.step.current == "pemilih_dpt_l"
    assert not check.primary.isEnabled()
    press(check, Qt.Key.Key_Return)
    assert check.primary.isEnabled()


def test_f2_shows_the_whole_page_with_the_number_lit(check):
    press(check, Qt.Key.Key_F2)
    assert check.step.full_view.isVisible()
    press(check, Qt.Key.Key_Escape)
    assert check.step.card.isVisible()


def test_a_click_on_the_page_jumps_to_the_number(check):
    view = check.step.page_view
    place = check.session.places(1)["surat_sisa"].center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.to_widget().map(QPointF(place)).toPoint())
    assert check.step.current == "surat_sisa"


def test_a_click_on_a_neighbour_jumps_to_it(check):
    row = check.step.reel.rows[-1]
    wanted = row.content.id
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert check.step.current == wanted != "pemilih_dpt_l"


def test_a_click_into_a_box_changes_that_digit_alone(check):
    QApplication.processEvents()
    editor = check.step.card.editor
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=editor.rect().center())
    press(check, Qt.Key.Key_9, Qt.Key.Key_Return)
    assert check.session.review.item("pemilih_dpt_l").sent == "190"


def test_arithmetic_is_told_at_its_numbers_and_can_be_noted(check):
    assert "cocok" in check.step.arithmetic.words.text(), "nothing is told of numbers nobody has looked at"
    hold_enter(check, 23)
    assert "1022" in check.step.arithmetic.words.text()
    press(check, Qt.Key.Key_F4)
    assert check.step.arithmetic.words.text().startswith("Dicatat.")
    assert len(check.session.review.noted) == 1
    press(check, Qt.Key.Key_F4)
    assert not check.session.review.noted
    press(check, Qt.Key.Key_F3)
    assert check.step.current in {"suara_sah", "suara_1", "suara_3", "suara_4"}


def test_bubbles_that_say_something_else_are_told(check):
    hold_enter(check, 23)
    assert "0\u00a07\u00a03: berbeda" in check.step.card.note.text()
    assert check.step.card.reading.accessibleName() == "8 7 3"


def test_the_current_number_stays_in_its_place(check):
    places = set()
    for _ in range(29):
        check.step.step_by(1)
        QApplication.processEvents()
        places.add((check.step.card.geometry().topLeft().toTuple(), check.step.card.height()))
    assert len(places) == 1


def test_unread_boxes_are_shown_as_such(make_window, walk, readers):
    window = make_window(readers.unsure)
    walk.to_check(window)
    assert "tidak terbaca" in window.step.card.note.text()
    assert window.step.card.reading.accessibleName().startswith("tidak terbaca")


def test_bubbles_that_the_machine_did_not_see_wrong_can_be_noted_all_the_same(check):
    session = check.session
    assert check.step.card.bubble_button.isHidden(), "the first number has no bubbles"
    press(check, Qt.Key.Key_B)
    assert not session.review.noted
    check.step.go_to("suara_1")
    assert not session.review.item("suara_1").bubbles_conflict
    press(check, Qt.Key.Key_B)
    assert session.review.bubbles_noted("suara_1")
    assert "dicatat" in check.step.card.bubble_button.accessibleName()
    check.step.card.bubble_button.click()
    assert not session.review.bubbles_noted("suara_1")


def test_the_coach_holds_a_person_at_a_wrong_number_and_tells_the_digits_at_the_second_try(coached):
    card, step = coached.step.card, coached.step
    hold_enter(coached, 29)
    assert step.current == "suara_2", "a held key passes what is right and stops at the misread"
    ids = [item.id for item in coached.session.review.items]
    assert coached.session.review.answered == ids.index("suara_2") + 1
    assert "kotak pertama" in card.note.text()
    assert card.word.text() == "belum sama"
    press(coached, Qt.Key.Key_Return)
    assert step.current == "suara_2"
    assert "Di kertas tertulis X\u00a07\u00a03" in card.note.text(), "on one line"
    press(coached, Qt.Key.Key_7, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert step.current == "suara_3"
    assert not [row for row in step.reel.rows if "belum sama" in row.accessibleName()]


def test_the_coach_lets_go_on_and_says_at_the_end_what_is_still_wrong(coached):
    hold_enter(coached, 29)
    press(coached, Qt.Key.Key_Tab)
    hold_enter(coached, 29)
    assert coached.session.review.complete
    assert "1 angka belum sama" in coached.hints.text()
    assert coached.primary.isEnabled()


def test_without_a_coach_nothing_is_told(check):
    check.step.go_to("suara_2")
    press(check, Qt.Key.Key_Return)
    assert check.step.current == "suara_3"
    check.step.go_to("suara_2")
    assert check.step.card.word.text() == "sesuai"
    assert "Di kertas" not in check.step.card.note.text()


def _light(color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("symbol", ["X", "-", "8", "?"])
def test_what_stands_in_a_box_can_be_read(qtbot, symbol, dark):
    digits = Digits(Theme(dark=dark), 96)
    qtbot.addWidget(digits)
    digits.show_symbols(symbol)
    digits.resize(digits.sizeHint())
    image = digits.grab().toImage()
    inside = [image.pixelColor(x, y) for x in range(8, image.width() - 8) for y in range(8, image.height() - 8)]
    seen = sorted(map(_light, inside))
    assert (seen[-1] + 0.05) / (seen[0] + 0.05) >= 4.5
