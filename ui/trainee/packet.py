"""Which packet to practise with, and by which rule of checking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sirekap_trainer.errors import TrainerError

from ..session import PacketEntry, Session
from ..theme import Theme
from ..widgets.basics import Button, clear, label, tight
from ..widgets.notices import Notice
from .step import Step, scrolling


class PacketStep(Step):
    """Lists the packets that ship and takes others from a folder."""

    stage = 1

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Pilih paket ini")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Panah memilih · Enter lanjut")
        self.ready = False
        self.entries: list[PacketEntry] = []
        self._buttons: dict[Path, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._update)
        self._empty = Notice(theme)
        self._empty.say(self.tr("Belum ada paket. Pilih folder paket dari pelatih Anda."), "info")
        self._grid_place = QWidget()
        self._grid = tight(QGridLayout(self._grid_place), theme.space(1.5))
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.folder_button = Button(self.tr("Paket dari folder lain"), theme, icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.space(4), theme.space(2.5), theme.space(4), theme.space(2))
        body.setSpacing(theme.space(1.5))
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(label(self.tr("Pilih paket latihan"), "title"), 1)
        head.addWidget(self.folder_button)
        body.addLayout(head)
        body.addWidget(self._empty)
        self._area = scrolling(self._grid_place)
        body.addWidget(self._area, 1)
        body.addLayout(self._modes())

    def _modes(self) -> QHBoxLayout:
        self.modes = {
            "koreksi": Button(self.tr("Koreksi"), self.theme),
            "tandai": Button(self.tr("Tandai saja"), self.theme),
        }
        row = tight(QHBoxLayout(), self.theme.space(1.5))
        row.addWidget(label(self.tr("Aturan memeriksa"), "strong"))
        self._mode_group = QButtonGroup(self)
        for mode, button in self.modes.items():
            button.setCheckable(True)
            button.setChecked(mode == self.session.mode)
            self._mode_group.addButton(button)
            row.addWidget(button)
        self._mode_words = label("", "quiet", wrap=True)
        row.addWidget(self._mode_words, 1)
        self._mode_group.buttonToggled.connect(self._explain_mode)
        self._explain_mode()
        return row

    def _explain_mode(self) -> None:
        flags = self.modes["tandai"].isChecked()
        self._mode_words.setText(
            self.tr("Angka yang salah ditandai.") if flags else self.tr("Angka yang salah dibetulkan.")
        )

    def enter(self) -> None:
        """Shows the packets there are; the one chosen before stays chosen."""
        if not self._buttons:
            for entry in self.session.packets():
                self._add(entry)
        checked = self._group.checkedButton() or next(iter(self._buttons.values()), None)
        if checked is not None:
            checked.setChecked(True)
            checked.setFocus()
        self._update()

    def press_primary(self) -> None:
        """Takes the packet."""
        folder = self.chosen
        if folder is None:
            return
        self.session.mode = "tandai" if self.modes["tandai"].isChecked() else "koreksi"
        self.attempt("photo", lambda: self.session.choose(folder))

    def press_back(self) -> None:
        """Back to the name."""
        self.attempt("identity", self.session.back)

    @property
    def chosen(self) -> Path | None:
        """Folder of the packet that is marked."""
        return next((folder for folder, button in self._buttons.items() if button.isChecked()), None)

    def add_folder(self, folder: Path) -> None:
        """Puts a packet from elsewhere into the list and marks it; what is no packet is told."""
        try:
            entry = self.session.entry(folder)
        except TrainerError as error:
            self.trouble.emit(error)
            return
        if folder not in self._buttons:
            self._add(entry)
        self.mark(folder)

    def mark(self, folder: Path) -> None:
        """Marks a packet of the list."""
        self._buttons[folder].setChecked(True)
        self._buttons[folder].setFocus()
        self._update()

    def forget(self) -> None:
        """Empties the list; it is read again when the step is shown."""
        clear(self._grid)
        self._buttons.clear()
        self.entries.clear()

    def _add(self, entry: PacketEntry) -> None:
        text = self.tr("{form}\nTPS {tps} · {place}\nPaket {id}")
        words = text.format(form=entry.form, tps=entry.tps, place=entry.place, id=entry.id)
        button = Button(words, self.theme, role="choice", icon="page")
        button.setCheckable(True)
        self._group.addButton(button)
        self._buttons[entry.folder] = button
        self.entries.append(entry)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns where they fit, else one."""
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=1)
        columns = 2 if 2 * widest + self.theme.space(12) <= self.width() else 1
        for index, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, index // columns, index % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges the packets anew."""
        super().resizeEvent(event)
        self._arrange()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder paket"))
        if chosen:
            self.add_folder(Path(chosen))

    def _update(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            self._area.ensureWidgetVisible(checked)
        self._empty.setVisible(not self._buttons)
        self.set_ready(self.chosen is not None)
