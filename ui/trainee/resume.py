"""Going on with an interrupted sitting: its photographs are read again, its answers are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ..session import Session
from ..tasks import Task
from ..theme import Theme
from ..widgets.basics import tight
from ..widgets.busy import Busy
from .step import Step


class ResumeStep(Step):
    """Shown while the pictures are made again."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.back = self.tr("Kembali")
        self.hints = self.tr("Esc batal")
        self._task: Task | None = None
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.press_back)
        tight(QVBoxLayout(self)).addWidget(self.busy)

    def enter(self) -> None:
        """Begins reading."""
        found = self.session.saved()
        if found is None:
            self.going.emit("home")
            return
        self.session.resume(found)
        self.busy.start(self.tr("Menyiapkan latihan Anda"))
        self._task = self.session.reread(success=lambda: self.going.emit(self.session.where), failure=self._failed)
        self._task.progressed.connect(self.busy.show_progress)

    def leave(self) -> None:
        """Lets the reading go."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def press_back(self) -> None:
        """To the beginning; the sitting stays saved."""
        self.going.emit("home")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.going.emit("home")
        self.trouble.emit(error)
