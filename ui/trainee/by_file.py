"""A photograph that is a file on this laptop or a stick: chosen in the system's own window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Box, IconLabel, label, tight
from .way import Way


class ByFile(Way):
    """Opens a window to choose a file in, where the last one lay."""

    icon = "file"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.name = self.tr("Ambil berkas")
        self.hints = self.tr("Esc cara lain")
        self.dialog: QFileDialog | None = None
        self._folder = ""

    def _build(self) -> None:
        words = label(self.tr("Pilih foto di jendela yang terbuka, atau seret berkasnya ke sini."), "label", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        place = Box("card")
        place.body.addStretch()
        place.body.addWidget(IconLabel(self.theme, "file", "edge", 56))
        place.body.addWidget(words)
        place.body.addStretch()
        tight(QVBoxLayout(self)).addWidget(place)

    def begin(self, page: int) -> None:
        """Opens the window."""
        self.build()
        self.end()
        kinds = self.tr("Foto (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)")
        dialog = QFileDialog(self, self.tr("Pilih foto halaman {n}").format(n=page), self._folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.rejected.connect(self.given_up)
        dialog.open()
        self.dialog = dialog

    def end(self) -> None:
        """Closes the window."""
        if self.dialog is not None:
            self.dialog.blockSignals(True)
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _chosen(self, file: str) -> None:
        photo = Path(file)
        self._folder = str(photo.parent)
        self.taken.emit(photo)
