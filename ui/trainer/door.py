"""Asks for the trainer's passphrase before a screen of the trainer is shown, where one was set."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..trainee.step import LINE, Step, centred
from ..widgets.basics import Box, Button, label, tight
from ..widgets.flow import flowing
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
        area, column = centred(theme, LINE)
        column.addStretch(1)
        column.addWidget(label(self.tr("Untuk pelatih"), "title", wrap=True))
        words = self.tr("Latihan tidak memerlukan kata sandi. Peserta: tekan Kembali.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.passphrase)
        column.addWidget(self._forgetting())
        column.addStretch(2)
        row = tight(QVBoxLayout(self))
        row.addWidget(area)

    def _forgetting(self) -> QWidget:
        """What to do where nobody knows it any more: it keeps trainees out, and is no safe."""
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1))
        box.body.addWidget(label(self.tr("Lupa kata sandinya?"), "strong"))
        file = self._office.lock_file
        for words in (
            self.tr("1. Tekan Buka folder dan hapus berkas {name}.").format(name=file.stem),
            self.tr("2. Kembali ke sini dan tekan Buka, tanpa mengetik apa-apa."),
            self.tr("3. Buat kata sandi baru di Pengaturan."),
        ):
            box.body.addWidget(label(words, wrap=True))
        words = self.tr("Catatan, hasil dan paket tetap ada. Kata sandi ujian lain lagi dan tidak berubah.")
        box.body.addWidget(label(words, "quiet", wrap=True))
        self.folder_button = Button(self.tr("Buka folder"), self.theme, icon="folder")
        self.folder_button.clicked.connect(self._open_folder)
        box.body.addWidget(flowing(self.theme.space(1), self.folder_button))
        self.folder = label("", "small", wrap=True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder.hide()
        box.body.addWidget(self.folder)
        return box

    def _open_folder(self) -> None:
        """Shows the folder in the system's own window; where there is none, its name."""
        folder = self._office.lock_file.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.folder.setText(self.tr("Folder itu: {path}").format(path=folder))
            self.folder.show()

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
        if not self._office.has_passphrase:  # its file was taken away
            self.going.emit(self.wanted)
            return
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
