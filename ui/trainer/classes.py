"""The classes that were held or will be: one list, and from it to form, members and board."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from ..language import locale
from ..session import Session
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, label, tight
from ..widgets.flow import flowing
from ..widgets.table import Cell, Table
from .fields import nothing_yet, search_line
from .office import Office
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.classes import ClassRow

#: Columns that large text leaves no room for: kind, place and results.
LEFT_OUT = (2, 3, 6)
_CENTRE = Qt.AlignmentFlag.AlignCenter


def class_kinds() -> dict[str, str]:
    """The kinds of classes by key."""
    translate = QCoreApplication.translate
    return {
        "formal": translate("Classes", "Bimtek formal"),
        "nonformal": translate("Classes", "Bimtek nonformal"),
        "simulasi": translate("Classes", "Simulasi"),
    }


def day_in_words(day: date, *, long: bool = False) -> str:
    """A day as it is read: `27 Nov 2024`, or `Rabu, 27 November 2024`."""
    return locale().toString(day, "dddd, d MMMM yyyy" if long else "d MMM yyyy")  # type: ignore[call-overload]


def all_classes(records: Records) -> list[ClassRow]:
    """The classes, the latest first."""
    from sirekap_trainer.records.classes import list_classes  # noqa: PLC0415

    return list_classes(records)


class ClassesScreen(OfficeScreen):
    """A table of classes; the marked one can be opened, changed or shown on the board."""

    entry = "classes"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon = self.tr("Kelas baru"), "plus"
        self.back = self.tr("Kembali")
        self.classes: list[ClassRow] = []
        self.search = search_line(theme, self.tr("Cari kelas"), width=220)
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(label(self.tr("Kelas"), "title"), 1)
        head.addWidget(self.search)
        self._stack = QStackedWidget()
        for place in (self._list(), self._nothing(), QWidget()):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(2)
        self.search.textChanged.connect(self.table.filter)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _list(self) -> QWidget:
        heads = [self.tr("Tanggal"), self.tr("Nama kelas"), self.tr("Jenis"), self.tr("Tempat")]
        heads += [self.tr("Peserta"), self.tr("Hadir"), self.tr("Hasil")]
        self.table = Table(self.theme, heads, right=(0, 4, 5, 6), wide=1)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(self.tr("Daftar kelas"))
        self.table.marked.connect(self._update)
        self.table.doubleClicked.connect(lambda _: self.open_members())
        self.members_button = Button(self.tr("Peserta dan hadir"), self.theme, icon="people")
        self.board_button = Button(self.tr("Papan kelas"), self.theme, icon="board")
        self.desk_button = Button(self.tr("Terima hasil"), self.theme, icon="laptop")
        self.desk_button.clicked.connect(lambda: self._go_with_marked("desk"))
        self.change_button = Button(self.tr("Ubah"), self.theme, icon="pencil")
        self.drop_button = Button(self.tr("Hapus"), self.theme, icon="remove")
        self.members_button.clicked.connect(self.open_members)
        self.board_button.clicked.connect(lambda: self._go_with_marked("class_board"))
        self.change_button.clicked.connect(lambda: self._go_with_marked("class_form"))
        self.drop_button.clicked.connect(self._ask_drop)
        self.save_button = Button(self.tr("Simpan daftar"), self.theme, icon="file")
        self.save_button.clicked.connect(lambda: self.ask_list(self.table, self.tr("Daftar kelas"), self.say))
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        column.addWidget(self.table, 1)
        column.addWidget(flowing(self.theme.space(1), *self._buttons(), self.save_button))
        return place

    def _buttons(self) -> tuple[Button, ...]:
        return self.members_button, self.board_button, self.desk_button, self.change_button, self.drop_button

    def _nothing(self) -> QWidget:
        """What comes first, in the order of a trainer's first day; each line leads to its screen."""
        self.first_steps = {
            "settings": Button(
                self.tr("1. Pengaturan: kota, hari pemungutan, kata sandi"), self.theme, icon="settings"
            ),
            "people": Button(self.tr("2. Peserta: impor daftar operator"), self.theme, icon="people"),
            "sets": Button(self.tr("3. Paket: buat paket latihan"), self.theme, icon="packets"),
        }
        steps = QWidget()
        column = tight(QVBoxLayout(steps), self.theme.space(1))
        for step, button in self.first_steps.items():
            button.clicked.connect(lambda _, to=step: self.going.emit(to))
            column.addWidget(button)
        last = label(self.tr("4. Kelas baru di kanan bawah, lalu Bagi paket."), wrap=True)
        last.setAlignment(_CENTRE)
        column.addWidget(last)
        words = self.tr("Pertama kali di sini? Kerjakan berurutan.")
        return scrolling(nothing_yet(self.theme, "board", self.tr("Belum ada kelas."), words, steps))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names have the room that large text leaves."""
        super().resizeEvent(event)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < self.theme.text(1000))

    # --- showing

    def reload(self) -> None:
        """Looks the classes up."""
        self.office.look(all_classes, self._show, self.fail)

    def _show(self, classes: list[ClassRow]) -> None:
        self.classes = classes
        self._stack.setCurrentIndex(0 if classes else 1)
        self.search.setVisible(bool(classes))
        self.table.fill([_row(one) for one in classes])
        ids = [one.id for one in classes]
        if ids:
            self.table.mark(ids.index(self.office.class_id) if self.office.class_id in ids else 0)
            if not self.search.hasFocus():
                self.table.setFocus()
        self.hints = self.tr("Panah memilih · Enter kelas baru") if classes else self.tr("Enter kelas baru")
        self.buttons_changed.emit()

    def _update(self) -> None:
        for button in self._buttons():
            button.setEnabled(self.marked is not None)

    @property
    def marked(self) -> ClassRow | None:
        """The class that is marked."""
        row = self.table.row
        return self.classes[row] if row is not None and row < len(self.classes) else None

    # --- what can be done

    def press_primary(self) -> None:
        """To the form of a new class."""
        self.office.class_id = None
        self.going.emit("class_form")

    def press_back(self) -> None:
        """To the start screen."""
        self.going.emit("home")

    def open_members(self) -> None:
        """To the members of the marked class."""
        self._go_with_marked("class_members")

    def _go_with_marked(self, step: str) -> None:
        if self.marked is not None:
            self.office.class_id = self.marked.id
            self.going.emit(step)

    def _ask_drop(self) -> None:
        marked = self.marked
        if marked is None:
            return
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Hapus kelas"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Hapus kelas {title}?").format(title=marked.draft.title))
        words = self.tr("Daftar hadirnya hilang. Hasil peserta tetap tercatat pada peserta.")
        box.setInformativeText(f"{words} " + self.tr("Ini tidak dapat dibatalkan."))
        drop = box.addButton(self.tr("Hapus"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is drop:
            self.drop(marked.id)

    def drop(self, class_id: int) -> None:
        """Takes a class away; what its members did stays theirs."""

        def work(records: Records) -> None:
            from sirekap_trainer.records.classes import remove_class  # noqa: PLC0415

            remove_class(records, class_id)

        self.office.class_id = None
        self.office.write(work, lambda _: None, self.fail)


def _row(one: ClassRow) -> tuple[Cell, ...]:
    draft = one.draft
    kind = class_kinds()[draft.kind]
    return (
        Cell(day_in_words(draft.held_on), draft.held_on.toordinal()),
        Cell(draft.title, draft.title.casefold(), draft.title),
        Cell(kind, kind),
        Cell(draft.place, draft.place.casefold(), draft.place),
        Cell(str(one.members), one.members),
        Cell(str(one.present), one.present),
        Cell(str(one.attempts), one.attempts),
    )
