"""Asks for the trainer's passphrase before a screen of the trainer is shown, where one was set."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..trainee.step import LINE, Step, scrolling
from ..widgets.basics import label, tight
from ..widgets.notices import Notice
from .fields import Field
from .office import Office


class DoorScreen(Step):
    """One field, and on to the screen that was asked for. No rail: nothing of it can be had yet.

    Attributes:
        wanted: The screen that was asked for.
    """

    def __init__(self, theme: Theme, session: Session, office: Office) -> None:
        super().__init__(theme, session)
        self._office = office
        self.wanted = "classes"
        self.place = self.tr("Untuk pelatih")
        self.primary, self.primary_icon, self.back = self.tr("Buka"), "unlock", self.tr("Kembali")
        self.hints = self.tr("Ketik kata sandi · Enter buka")
        self.passphrase = Field(theme, self.tr("Kata sandi pelatih"), width=320, secret=True)
        place = QWidget()
        place.setMaximumWidth(theme.text(LINE))
        column = tight(QVBoxLayout(place), theme.space(2))
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.addStretch(1)
        column.addWidget(label(self.tr("Untuk pelatih"), "title", wrap=True))
        words = self.tr("Latihan tidak memerlukan kata sandi. Peserta: tekan Kembali.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.passphrase)
        self.forgotten = Notice(theme)
        words = self.tr("Lupa? Hapus berkas {path}. Catatan tidak hilang.")
        self.forgotten.say(words.format(path=office.lock_file), "info")
        column.addWidget(self.forgotten)
        column.addStretch(2)
        row = tight(QVBoxLayout(self))
        row.addWidget(scrolling(place))

    def enter(self) -> None:
        """Empty."""
        self.passphrase.line.clear()
        self.passphrase.complain("")
        self.set_ready(True)
        self.passphrase.line.setFocus()

    def leave(self) -> None:
        """No passphrase stays in the field."""
        self.passphrase.line.clear()

    def press_primary(self) -> None:
        """Tries the passphrase."""
        typed = self.passphrase.line.text()
        if not typed.strip():
            self.passphrase.complain(self.tr("Ketik kata sandi dulu."))
            return
        self.set_ready(False)
        self._office.open_door(typed, self._tried, self._failed)

    def _tried(self, right: bool) -> None:  # noqa: FBT001 - a callback
        self.set_ready(True)
        if not self.isVisible():
            return
        if right:
            self.going.emit(self.wanted)
        else:
            self.passphrase.complain(self.tr("Kata sandi salah. Ketik sekali lagi."))
            self.passphrase.line.selectAll()

    def _failed(self, error: BaseException) -> None:
        self.set_ready(True)
        self.trouble.emit(error)

    def press_back(self) -> None:
        """To the start screen."""
        self.going.emit("home")
