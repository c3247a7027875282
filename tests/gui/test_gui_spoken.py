"""What a screen reader hears: the step that takes the keyboard says what it is, checking says each number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from ui.theme import Theme
from ui.trainer.fields import search_line


def heard() -> str:
    """What is told of the widget that has the keyboard."""
    QApplication.processEvents()
    return QAccessible.queryAccessibleInterface(QApplication.focusWidget()).text(QAccessible.Text.Name)


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_each_number_is_heard_with_its_reading_its_state_and_what_is_typed(make_window, walk):
    window = make_window()
    walk.to_check(window)
    assert heard() == "Angka 1 dari 29: Jumlah pemilih dalam DPT - Laki-laki (L). Mesin membaca 1 4 0. Belum."
    press(Qt.Key.Key_Return)
    assert heard().startswith("Angka 2 dari 29: ")
    press(Qt.Key.Key_Backtab)
    assert heard().endswith("Mesin membaca 1 4 0. Benar.")
    window.step.go_to("suara_2")  # the planted misread
    press(Qt.Key.Key_Return)
    assert heard().endswith(
        "Mesin membaca 8 7 3. Belum sama. Belum sama dengan kertas. Lihat kotak pertama sekali lagi."
    )
    press(Qt.Key.Key_7)
    press(Qt.Key.Key_4)
    assert "Koreksi: X 7 4." in heard()
    press(Qt.Key.Key_Backspace)
    assert "Koreksi: X X 7." in heard()


def test_what_is_flagged_is_heard(make_window, walk):
    window = make_window()
    walk.to_check(window, "tandai")
    window.step.go_to("suara_2")
    press(Qt.Key.Key_T)
    press(Qt.Key.Key_Backtab)
    assert "Mesin membaca 8 7 3. Benar." in heard()


def test_every_step_that_takes_the_keyboard_is_called_by_its_heading(make_window, walk):
    window = make_window()
    assert heard() == "Latihan Sirekap"
    walk.to_photo(window)
    assert heard()
    walk.photograph(window)
    walk.accept_all(window)
    window.step.press_primary()
    window.step.setFocus()
    assert heard() == "Sebelum mengirim"
    window.go("hand_in")
    window.step.setFocus()
    assert heard().startswith("Serahkan hasil kepada pelatih")


def test_a_heading_that_changes_is_heard_when_the_keyboard_comes_back(make_window, walk):
    window = make_window()
    window.step.heading = window.step.findChildren(QLabel)[0]
    window.step.heading.setText("Lain")
    window.step.clearFocus()
    window.step.setFocus()
    assert heard() == "Lain"


def test_the_button_that_clears_a_search_has_a_name(qtbot):
    line = search_line(Theme(), "Cari kelas")
    qtbot.addWidget(line)
    line.setText("Jati")
    names = [button.accessibleName() for button in line.findChildren(QToolButton)]
    assert names == ["Kosongkan"]
