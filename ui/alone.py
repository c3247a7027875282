"""One window at a time on the same data: two would write over each other's exercise."""

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
    theme.apply()
    box = QMessageBox()
    box.setWindowTitle("Latihan Sirekap")
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(QCoreApplication.translate("Alone", "Latihan Sirekap sudah terbuka. Pakai jendela itu."))
    box.setInformativeText(
        QCoreApplication.translate("Alone", "Jendelanya tidak ada? Mulai ulang laptop, lalu buka lagi.")
    )
    box.addButton(QCoreApplication.translate("Alone", "Tutup"), QMessageBox.ButtonRole.AcceptRole)
    return box
