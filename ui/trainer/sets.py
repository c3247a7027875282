"""The sets of packets that were made, and what can be done with each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, label, tight
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.table import Cell, Table
from .fields import nothing_yet, search_line
from .screen import Screen
from .words import count_of, date_of, kind_of, levels
from .workshop import Job, SetEntry, Workshop

if TYPE_CHECKING:
    from .shelf import MadeSet

#: Columns that large text leaves no room for: the photographs, and the date, which is in the folder's name too.
LEFT_OUT = (3, 4)


class SetsScreen(Screen):
    """A table of sets; the marked one can be looked at, printed or gone on with."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary = self.tr("Buat paket baru")
        self.primary_icon = "plus"
        self.back = self.tr("Kembali")
        self.entries: list[SetEntry] = []
        self.ready = False
        self.search = search_line(theme, self.tr("Cari di daftar"), width=280)
        self.table = Table(theme, self._heads(), right=(2,))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # folders differ at their end
        self.table.setAccessibleName(self.tr("Paket yang sudah dibuat"))
        self.search.textChanged.connect(self.table.filter)
        self.table.marked.connect(self._update)
        self.table.doubleClicked.connect(lambda _: self.open_sheets())
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(label(self.tr("Paket latihan"), "title"), 1)
        head.addWidget(self.search)
        self.blank_button = Button(self.tr("Buat lembar kosong"), theme, icon="page")
        self.blank_button.clicked.connect(lambda: self.going.emit("new_blank"))
        head.addWidget(self.blank_button)
        self.more_button = Button(self.tr("Lainnya…"), theme)
        head.addWidget(self.more_button)
        self.body.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self.more_button.setMenu(self._more_menu())
        theme.changed.connect(self._make_room)
        self._stack.addWidget(self._nothing())
        self.body.addWidget(self._stack, 1)

    def _heads(self) -> list[str]:
        return [
            self.tr("Formulir"),
            self.tr("Jenis"),
            self.tr("Jumlah"),
            self.tr("Foto"),
            self.tr("Dibuat"),
            self.tr("Folder"),
        ]

    def _list(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        column.addWidget(self.table, 1)
        self.sheets_button = Button(self.tr("Lihat dan cetak"), self.theme, icon="print")
        self.resume_button = Button(self.tr("Lanjutkan membuat"), self.theme, icon="next")
        self.key_button = Button(self.tr("Isi kunci"), self.theme, icon="key")
        self.results_button = Button(self.tr("Buka hasil ujian"), self.theme, icon="unlock")
        self.folder_button = Button(self.tr("Buka folder"), self.theme, icon="folder")
        self.drop_button = Button(self.tr("Hapus dari daftar"), self.theme, icon="remove")
        self.sheets_button.clicked.connect(self.open_sheets)
        self.resume_button.clicked.connect(self.resume)
        self.key_button.clicked.connect(lambda: self._go_with_marked("keys"))
        self.results_button.clicked.connect(lambda: self._go_with_marked("results"))
        self.folder_button.clicked.connect(self.open_folder)
        self.drop_button.clicked.connect(self.drop)
        self.save_button = Button(self.tr("Simpan daftar"), self.theme, icon="file")
        self.save_button.clicked.connect(lambda: self.ask_list(self.table, self.tr("Daftar paket"), self._say))
        self._list_adopt_button = self._adopt_button()
        self._actions = flowing(self.theme.space(1.5), *self._buttons(), self._list_adopt_button, self.save_button)
        column.addWidget(self._actions)
        self.notice = Notice(self.theme)
        self.notice.hide()
        column.addWidget(self.notice)
        return place

    def _rare(self) -> tuple[Button, ...]:
        """What is seldom needed: in a menu where large text leaves no room for it."""
        return self.blank_button, self.folder_button, self.drop_button, self._list_adopt_button, self.save_button

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        actions = [(menu.addAction(button.text(), button.click), button) for button in self._rare()]

        def as_the_buttons() -> None:
            for action, button in actions:
                action.setEnabled(button.isEnabled())

        menu.aboutToShow.connect(as_the_buttons)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table has the room that large text leaves: what is seldom needed steps aside."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = bool(self.entries) and self.width() < self.theme.text(1000)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, narrow)
        self.more_button.setVisible(narrow)
        self.resume_button.setText(self.tr("Lanjutkan") if narrow else self.tr("Lanjutkan membuat"))
        for button in self._rare():
            button.setVisible(not narrow)

    def _buttons(self) -> list[Button]:
        return [
            self.sheets_button,
            self.resume_button,
            self.key_button,
            self.results_button,
            self.folder_button,
            self.drop_button,
        ]

    def _nothing(self) -> QWidget:
        words = self.tr("Tekan Buat paket baru di kanan bawah.")
        return nothing_yet(self.theme, "packets", self.tr("Belum ada paket."), words, self._adopt_button())

    def _adopt_button(self) -> Button:
        button = Button(self.tr("Tambahkan folder"), self.theme, icon="plus")
        button.clicked.connect(self._ask_folder)
        return button

    # --- showing

    def enter(self) -> None:
        """Reads the list anew."""
        self.search.clear()
        self.notice.hide()
        self._reload()

    def _reload(self) -> None:
        self.workshop.look(self._show, self.trouble.emit)

    def _show(self, entries: list[SetEntry]) -> None:
        self.entries = entries
        self.table.fill([_row(entry) for entry in entries])
        self._stack.setCurrentIndex(0 if entries else 1)
        self.search.setVisible(bool(entries))
        self._make_room()
        if entries:
            at = [entry.made.wishes.folder for entry in entries]
            chosen = self.workshop.chosen
            self.table.mark(at.index(chosen.wishes.folder) if chosen and chosen.wishes.folder in at else 0)
            self.table.setFocus()
        self.hints = self.tr("Panah memilih · Enter buat paket baru") if entries else self.tr("Enter buat paket baru")
        self.set_ready(True)

    def _update(self) -> None:
        entry = self.entry_marked
        there = entry is not None and entry.whole is not None
        self.sheets_button.setEnabled(there and bool(entry and entry.whole))
        self.folder_button.setEnabled(there)
        self.resume_button.setVisible(entry is not None and entry.can_go_on)
        self.drop_button.setEnabled(entry is not None)
        kind = entry.made.wishes.kind if entry is not None and entry.whole else ""
        self.key_button.setVisible(kind == "blank")
        self.results_button.setVisible(kind == "exam")

    @property
    def entry_marked(self) -> SetEntry | None:
        """The set that is marked."""
        row = self.table.row
        return self.entries[row] if row is not None and row < len(self.entries) else None

    def _say(self, words: str, severity: str) -> None:
        self.notice.say(words, severity)
        self.notice.show()

    # --- what can be done

    def press_primary(self) -> None:
        """To the form for another set."""
        self.going.emit("new_set")

    def press_back(self) -> None:
        """To the start screen."""
        self.going.emit("home")

    def open_sheets(self) -> None:
        """To the sheets of the marked set."""
        entry = self.entry_marked
        if entry is not None and entry.whole:
            self.workshop.chosen = entry.made
            self.going.emit("sheets")

    def resume(self) -> None:
        """Makes what is missing."""
        entry = self.entry_marked
        if entry is not None:
            self.workshop.chosen = entry.made
            exam = entry.made.wishes.kind == "exam"
            self.workshop.job = None if exam else Job(entry.made.wishes)
            self.going.emit("unlock" if exam else "making")

    def _go_with_marked(self, step: str) -> None:
        entry = self.entry_marked
        if entry is not None:
            self.workshop.chosen = entry.made
            self.going.emit(step)

    def open_folder(self) -> None:
        """Shows the files in the system's own window."""
        entry = self.entry_marked
        if entry is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.made.wishes.folder)))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder paket atau lembar kosong"))
        if chosen:
            self.adopt(Path(chosen))

    def adopt(self, folder: Path) -> None:
        """Puts a set that was made elsewhere on the list, and marks it."""
        self.workshop.adopt(folder, self._adopted, self.trouble.emit)

    def _adopted(self, made: MadeSet) -> None:
        self.workshop.chosen = made
        self._reload()

    def drop(self) -> None:
        """Takes the marked set off the list; its files stay."""
        entry = self.entry_marked
        if entry is not None:
            folder = entry.made.wishes.folder
            self.workshop.drop(folder, lambda _: self._reload(), self.trouble.emit)


def _row(entry: SetEntry) -> tuple[Cell, ...]:
    made = entry.made
    folder = made.wishes.folder
    kind = kind_of(made.wishes)
    level = levels()[made.wishes.photos or ""] if made.wishes.kind != "blank" else ""
    return (
        Cell(entry.form, entry.form),
        Cell(kind, kind),
        Cell(count_of(entry), made.total // made.wishes.each),
        Cell(level, list(levels()).index(made.wishes.photos or "")),
        Cell(date_of(made), made.made.timestamp()),
        _folder_cell(folder, there=entry.whole is not None),
    )


def _folder_cell(folder: Path, *, there: bool) -> Cell:
    gone = QCoreApplication.translate("SetsScreen", "{folder} (tidak ditemukan)")
    return Cell(folder.name if there else gone.format(folder=folder.name), str(folder), str(folder))
