"""Who there is: the operators of the records, to be looked up, imported, typed in and put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ..language import said
from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, Dropdown, label, tight
from ..widgets.flow import flowing
from ..widgets.table import Cell, Table
from .fields import nothing_yet, search_line
from .office import Office
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.people import PersonRow

#: Columns that large text leaves no room for: kecamatan and phone.
LEFT_OUT = (0, 5)


def all_people(records: Records) -> list[PersonRow]:
    """The operators of today."""
    from sirekap_trainer.records.people import list_people  # noqa: PLC0415

    return list_people(records)


class PeopleScreen(OfficeScreen):
    """A table of operators; the marked one can be changed."""

    entry = "people"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon = self.tr("Impor daftar"), "file"
        self.back = self.tr("Kembali")
        self.people: list[PersonRow] = []
        self._shown: list[PersonRow] = []
        self._kept: tuple[str, str] = ("", "")
        self._stack = QStackedWidget()
        for place in (self._list(), self._nothing(), QWidget()):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(2)
        self.body.addLayout(self._head())
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _head(self) -> QHBoxLayout:
        self.heading = label(self.tr("Peserta"), "title")
        self.village = Dropdown()
        self.village.setAccessibleName(self.tr("Kelurahan"))
        self.village.setMinimumWidth(self.theme.text(220))
        self.village.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.village.activated.connect(lambda _: self._fill())
        self.search = search_line(self.theme, self.tr("Cari nama atau TPS"), width=220)
        self.search.textChanged.connect(self._filter)
        row = tight(QHBoxLayout(), self.theme.space(2))
        row.addWidget(self.heading, 1)
        row.addWidget(self.village)
        row.addWidget(self.search)
        return row

    def _list(self) -> QWidget:
        heads = [self.tr("Kecamatan"), self.tr("Kelurahan"), self.tr("TPS"), self.tr("Nama"), self.tr("Peran")]
        self.table = Table(self.theme, [*heads, self.tr("Nomor HP")], right=(2, 5), wide=3)
        self.table.setAccessibleName(self.tr("Daftar peserta"))
        self.table.marked.connect(self._update)
        self.table.doubleClicked.connect(lambda _: self.change())
        self.none_found = label(self.tr("Tidak ada yang cocok. Hapus kata di kotak cari."), "quiet", wrap=True)
        self.none_found.hide()
        self.change_button = Button(self.tr("Ubah atau hapus"), self.theme, icon="pencil")
        self.change_button.clicked.connect(self.change)
        self.save_button = Button(self.tr("Simpan daftar"), self.theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        column.addWidget(self.table, 1)
        column.addWidget(self.none_found)
        self._icons = {self.change_button: "pencil", self._add_button(): "plus", self._places_button(): "board"}
        self._icons[self.save_button] = "file"
        column.addWidget(flowing(self.theme.space(0.75), *self._icons))
        return place

    def _nothing(self) -> QWidget:
        template = Button(self.tr("Simpan contoh daftar"), self.theme, icon="file")
        template.clicked.connect(self._ask_template)
        buttons = QWidget()
        row = tight(QHBoxLayout(buttons), self.theme.space(1))
        for button in (template, self._add_button(), self._places_button()):
            row.addWidget(button)
        words = self.tr("Simpan contoh daftar, isi, lalu tekan Impor daftar di kanan bawah.")
        return nothing_yet(self.theme, "people", self.tr("Belum ada peserta."), words, buttons)

    def _add_button(self) -> Button:
        button = Button(self.tr("Ketik peserta"), self.theme, icon="plus")
        button.clicked.connect(self.add)
        return button

    def _places_button(self) -> Button:
        button = Button(self.tr("Daftar TPS"), self.theme, icon="board")
        button.clicked.connect(lambda: self.going.emit("places"))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names have the room that large text leaves, and the buttons one line."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.text(1000)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, narrow)
        for button, icon in self._icons.items():
            button.set_icon("" if narrow else icon)

    # --- showing

    def reload(self) -> None:
        """Looks the operators up."""
        self.office.look(all_people, self._show, self.fail)

    def _show(self, people: list[PersonRow]) -> None:
        self.people = people
        self._stack.setCurrentIndex(0 if people else 1)
        for widget in (self.search, self.village):
            widget.setVisible(bool(people))
        self._fill_villages()
        self._fill()
        self.hints = self.tr("Panah memilih · Enter impor daftar") if people else self.tr("Enter impor daftar")
        self.buttons_changed.emit()
        if people and not self.search.hasFocus():
            self.table.setFocus()

    def _fill_villages(self) -> None:
        chosen = self.village.currentData()
        places = sorted({(one.district, one.village) for one in self.people})
        double = len({village for _, village in places}) < len(places)
        self.village.clear()
        self.village.addItem(self.tr("Semua kelurahan"), None)
        for district, village in sorted(places, key=lambda place: place[::-1]):
            self.village.addItem(f"{village} ({district})" if double else village, f"{district}\n{village}")
        self.village.setCurrentIndex(max(0, self.village.findData(chosen)))

    def _fill(self) -> None:
        wanted = self.village.currentData()
        self._shown = [one for one in self.people if wanted in (None, f"{one.district}\n{one.village}")]
        self.table.fill([_row(one) for one in self._shown])
        ids = [one.id for one in self._shown]
        if ids:
            self.table.mark(ids.index(self.office.person_id) if self.office.person_id in ids else 0)
        self._say_count()

    def _filter(self, words: str) -> None:
        self.table.filter(words)
        self._say_count()

    def _say_count(self) -> None:
        shown = self.table.count
        self.heading.setText(self.tr("Peserta · {n}").format(n=shown) if self.people else self.tr("Peserta"))
        self.none_found.setVisible(bool(self.people) and not shown)
        self._update()

    def _update(self) -> None:
        self.change_button.setEnabled(self.marked is not None)

    @property
    def marked(self) -> PersonRow | None:
        """The operator that is marked."""
        row = self.table.row
        return self._shown[row] if row is not None and row < len(self._shown) else None

    # --- what can be done

    def press_primary(self) -> None:
        """To the import of a list."""
        self.going.emit("roster_import")

    def press_back(self) -> None:
        """To the start screen."""
        self.going.emit("home")

    def add(self) -> None:
        """To the form, empty."""
        self.office.person_id = None
        self.going.emit("person")

    def change(self) -> None:
        """To the form of the marked one."""
        if self.marked is not None:
            self.office.person_id = self.marked.id
            self.going.emit("person")

    def _ask_template(self) -> None:
        self.ask_file(self.tr("Simpan contoh daftar"), self.tr("Daftar operator.xlsx"), self.save_template)

    def _ask_save(self) -> None:
        self.ask_file(self.tr("Simpan daftar"), self.tr("Daftar operator.xlsx"), self.save)

    def save_template(self, path: Path) -> None:
        """Writes a list to fill in."""
        self.office.look(lambda records: write_template(records, path), self._saved, self.fail)

    def save(self, path: Path) -> None:
        """Writes the operators that are shown as a list that can be imported again."""
        people = [self._shown[row] for row in self.table.rows_shown]
        self.office.aside(lambda _: write_people(path, people), self._saved, self.fail)

    def _saved(self, path: Path) -> None:
        self.say(self.tr("Tersimpan: {path}").format(path=path), "ok")


def write_template(records: Records, path: Path) -> Path:
    """Writes a list to fill in, with an example out of the city of the records."""
    from sirekap_trainer.records.city import home_of  # noqa: PLC0415
    from sirekap_trainer.records.roster_file import write_template as write  # noqa: PLC0415

    return write(path, home_of(records))


def write_people(path: Path, people: Sequence[PersonRow]) -> Path:
    """Writes a list of operators."""
    from sirekap_trainer.records.roster_file import Operator, write_roster  # noqa: PLC0415

    rows = (Operator(one.district, one.village, one.station, one.name, one.role, one.phone) for one in people)
    return write_roster(path, rows)


def _row(one: PersonRow) -> tuple[Cell, ...]:
    return (
        Cell(one.district, one.district.casefold()),
        Cell(one.village, one.village.casefold()),
        Cell(one.station, one.station),
        Cell(one.name, one.name.casefold(), one.name),
        Cell(said(one.role), one.role),
        Cell(one.phone, one.phone),
    )
