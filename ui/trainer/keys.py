"""The blank sheets of a set: which of them have a key, and which one is to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, label, tight
from ..widgets.table import Cell, Table
from .fields import search_line
from .keying import FilledSheet
from .screen import SetScreen
from .words import tr
from .workshop import Workshop

if TYPE_CHECKING:
    from .shelf import MadeSet


class KeysScreen(SetScreen):
    """A table of sheets; the marked one is gone on with."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary, self.back = self.tr("Isi kunci lembar ini"), self.tr("Kembali")
        self.hints = self.tr("Panah memilih lembar · Enter isi kunci")
        self.sheets: tuple[FilledSheet, ...] = ()
        self.search = search_line(theme, self.tr("Cari di daftar"), width=220)
        self.save_button = Button(self.tr("Simpan daftar"), theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(self.heading, 1)
        head.addWidget(self.search)
        head.addWidget(self.save_button)
        self.body.addLayout(head)
        words = self.tr("Nama lembar tercetak kecil di kaki setiap halaman.")
        self.body.addWidget(label(words, "quiet", wrap=True))
        heads = [self.tr("Lembar"), self.tr("TPS"), self.tr("Kelurahan"), self.tr("Foto"), self.tr("Kunci")]
        self.table = Table(theme, heads)
        self.table.setAccessibleName(self.tr("Lembar kosong"))
        self.table.doubleClicked.connect(lambda _: self.press_primary())
        self.table.marked.connect(lambda: self.set_ready(self.table.row is not None))
        self.search.textChanged.connect(self.table.filter)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.notice)

    def look_up(self, made: MadeSet) -> None:
        """Looks the sheets up."""
        self.workshop.filled_sheets(made.wishes.folder, self._show, self.fail)

    def _show(self, sheets: tuple[FilledSheet, ...]) -> None:
        self.sheets = sheets
        self.search.clear()
        self.table.fill([_row(sheet) for sheet in sheets])
        before = self.workshop.sheet
        at = [sheet.folder for sheet in sheets]
        open_ones = [place for place, sheet in enumerate(sheets) if not sheet.has_key]
        first = open_ones[0] if open_ones else 0
        self.table.mark(at.index(before.folder) if before and before.folder in at else first)
        self.table.setFocus()

    def _ask_save(self) -> None:
        self.ask_list(self.table, self.tr("Daftar lembar"), self.say)

    def press_primary(self) -> None:
        """To typing."""
        row = self.table.row
        if row is not None:
            self.workshop.sheet = self.sheets[row]
            self.going.emit("key")


def _row(sheet: FilledSheet) -> tuple[Cell, ...]:
    blank = sheet.blank
    state = tr("ada") if sheet.has_key else tr("belum selesai") if sheet.has_draft else tr("belum")
    photos = tr("{n} dari {all}").format(n=len(sheet.photos), all=len(sheet.form.pages))
    return (
        Cell(blank.id, blank.index),
        Cell(blank.tps.number, blank.tps.number),
        Cell(blank.tps.kelurahan, blank.tps.kelurahan),
        Cell(photos, len(sheet.photos)),
        Cell(state, state),
    )
