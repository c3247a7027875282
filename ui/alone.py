"""What keeps the window from opening: another one on the same data, or no place to write; told in a box of its own.

Two windows would write over each other's exercise.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile
from PySide6.QtWidgets import QMessageBox

from .theme import Theme

LOCK = "terbuka.lock"


def claim(folder: Path) -> QLockFile | None:
    """Holds a folder for this process; what is returned must be kept.

    A process that was killed holds nothing any more. A folder in which nothing can be written is held by nobody: who
    writes there says so.

    Returns:
        The lock; None where another process that runs has it.
    """
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # a window may stay open all day
    if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock
    return None


def turn_away(theme: Theme) -> QMessageBox:
    """The box that says where to go on instead, not shown yet. Needs a `QApplication`."""
    words = QCoreApplication.translate("Alone", "Latihan Sirekap sudah terbuka. Pakai jendela itu.")
    advice = QCoreApplication.translate("Alone", "Jendelanya tidak ada? Mulai ulang laptop, lalu buka lagi.")
    return _box(theme, words, advice, QMessageBox.Icon.Information)


def nowhere_to_write(theme: Theme, error: OSError) -> QMessageBox:
    """The box that says which folder cannot be made, not shown yet. Needs a `QApplication`."""
    folder = str(error.filename or Path.home())
    words = QCoreApplication.translate("Alone", "Folder untuk menyimpan latihan tidak dapat dibuat: {folder}")
    advice = QCoreApplication.translate("Alone", "Periksa ruang disk dan izin menulis di sana, lalu buka lagi.")
    return _box(theme, words.format(folder=folder), advice, QMessageBox.Icon.Warning)


def _box(theme: Theme, words: str, advice: str, icon: QMessageBox.Icon) -> QMessageBox:
    theme.apply()
    box = QMessageBox()
    theme.dress(box)
    box.setWindowTitle("Latihan Sirekap")
    box.setIcon(icon)
    box.setText(words)
    box.setInformativeText(advice)
    box.addButton(QCoreApplication.translate("Alone", "Tutup"), QMessageBox.ButtonRole.AcceptRole)
    return box
