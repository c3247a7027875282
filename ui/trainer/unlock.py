"""Asks for the passphrase of an exam that was interrupted; everything else about it is within its seal."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.basics import label, tight
from .fields import Field
from .screen import Screen
from .workshop import Job, Workshop


class UnlockScreen(Screen):
    """One field, and on to making."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary, self.back = self.tr("Lanjutkan membuat"), self.tr("Kembali")
        self.hints = self.tr("Ketik kata sandi · Enter lanjutkan")
        self.passphrase = Field(theme, self.tr("Kata sandi ujian ini"), width=300, secret=True)
        self.title = label("", "title", wrap=True)
        place = QWidget()
        place.setMaximumWidth(theme.text(LINE))
        column = tight(QVBoxLayout(place), theme.space(2))
        column.addStretch(1)
        column.addWidget(self.title)
        words = self.tr("Paket yang sudah jadi tetap ada. Ketik kata sandi yang sama untuk membuat sisanya.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.passphrase)
        column.addStretch(2)
        self.body.addWidget(scrolling(place), 1)

    def enter(self) -> None:
        """Names the exam."""
        made = self.workshop.chosen
        if made is None:
            self.going.emit("sets")
            return
        self.title.setText(self.tr("Lanjutkan {name}").format(name=made.wishes.folder.name))
        self.passphrase.complain("")
        self.passphrase.line.setFocus()

    def leave(self) -> None:
        """No passphrase stays in the field."""
        self.passphrase.line.clear()

    def press_primary(self) -> None:
        """On to making."""
        made = self.workshop.chosen
        typed = self.passphrase.line.text()
        if not typed.strip():
            self.passphrase.complain(self.tr("Ketik kata sandi dulu."))
        elif made is not None:
            self.workshop.job = Job(made.wishes, typed)
            self.going.emit("making")

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")
