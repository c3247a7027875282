"""One start of the application, for `bench_window.py start`: imports no more than the application itself does."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import ui.app
from ui.main_window import MainWindow
from ui.trainee.home import HomeStep


class Watch(QObject):
    """Waits until the window is painted, presses Enter and prints when both were done.

    Args:
        began: When the process was started, in seconds since the epoch.
    """

    def __init__(self, began: float) -> None:
        super().__init__()
        self._began = began
        self._times: dict[str, float] = {}
        self._window: MainWindow | None = None
        self._show: Callable[[QApplication, MainWindow], None] = ui.app._show  # noqa: SLF001 - when it is shown
        ui.app._show = self._shown  # noqa: SLF001

    def _shown(self, app: QApplication, window: MainWindow) -> None:
        self._window = window
        window.step.installEventFilter(self)
        self._show(app, window)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Sees the first painting."""
        if event.type() == QEvent.Type.Paint and not self._times:
            self._note("painted")
            QTimer.singleShot(0, self._painted)  # once all of it is painted
        return False

    def _painted(self) -> None:
        self._note("painted")
        QTest.keyClick(QApplication.focusWidget() or self._window, Qt.Key.Key_Return)
        QTimer.singleShot(0, self._taken)

    def _taken(self) -> None:
        assert not isinstance(self._window.step, HomeStep), "the key was not taken"
        self._note("key")
        print(json.dumps({**self._times, "cpu": time.process_time()}), flush=True)
        self._window.close()

    def _note(self, name: str) -> None:
        self._times[name] = time.time() - self._began


if __name__ == "__main__":
    watch = Watch(float(sys.argv[1]))
    sys.exit(ui.app.main([]))
