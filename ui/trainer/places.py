"""Which TPS there are: kecamatan, kelurahan and TPS, each with how many operators, to be added and put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

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

    from sirekap_trainer.records.places import DistrictRow, Places, StationRow, VillageRow

#: What a row of the table is.
Level = Literal["station", "village", "district"]
LEVELS: tuple[Level, ...] = ("station", "village", "district")


def all_places(records: Records) -> Places:
    """All places, also empty ones."""
    from sirekap_trainer.records.places import list_places  # noqa: PLC0415

    return list_places(records)


class PlacesScreen(OfficeScreen):
    """A table a level; the marked row can be changed."""

    entry = "people"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon = self.tr("Tambah TPS"), "plus"
        self.back = self.tr("Kembali")
        self.places: Places | None = None
        self._rows: dict[Level, Sequence[StationRow | VillageRow | DistrictRow]] = dict.fromkeys(LEVELS, ())
        head = self._head()
        self._stack = QStackedWidget()
        for place in (self._list(), self._nothing(), QWidget()):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(2)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _head(self) -> QHBoxLayout:
        self.village = Dropdown()
        self.village.setAccessibleName(self.tr("Kelurahan"))
        self.village.setMinimumWidth(self.theme.text(220))
        self.village.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.village.activated.connect(lambda _: self._fill_stations())
        self.search = search_line(self.theme, self.tr("Cari tempat"), width=220)
        self.search.textChanged.connect(self._filter)
        row = tight(QHBoxLayout(), self.theme.space(2))
        row.addWidget(label(self.tr("Daftar TPS"), "title"), 1)
        row.addWidget(self.village)
        row.addWidget(self.search)
        return row

    def _list(self) -> QWidget:
        self.tables = self._tables()
        self._tables_place = QStackedWidget()
        for table in self.tables.values():
            self._tables_place.addWidget(table)
            table.marked.connect(self._update)
            table.doubleClicked.connect(lambda _: self.change())
        self.none_found = label(self.tr("Tidak ada yang cocok. Hapus kata di kotak cari."), "quiet", wrap=True)
        self.none_found.hide()
        self.change_button = Button(self.tr("Ubah atau hapus"), self.theme, icon="pencil")
        self.change_button.clicked.connect(self.change)
        self.save_button = Button(self.tr("Simpan daftar"), self.theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        column.addWidget(self._levels())
        column.addWidget(self._tables_place, 1)
        column.addWidget(self.none_found)
        column.addWidget(flowing(self.theme.space(1), self.change_button, self.save_button))
        return place

    def _levels(self) -> QWidget:
        self.level_buttons: dict[Level, Button] = {}
        group = QButtonGroup(self)
        for level in LEVELS:
            button = Button("", self.theme)
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _, to=level: self._show_level(to))
            self.level_buttons[level] = button
        return flowing(self.theme.space(1), *self.level_buttons.values())

    def _tables(self) -> dict[Level, Table]:
        district, village, stations = self.tr("Kecamatan"), self.tr("Kelurahan"), self.tr("TPS")
        operators = self.tr("Operator")
        heads = {
            "station": [district, village, stations, operators, self.tr("Belum ada")],
            "village": [district, village, stations, operators],
            "district": [district, village, stations, operators],
        }
        tables = {
            "station": Table(self.theme, heads["station"], right=(2, 3), wide=1),
            "village": Table(self.theme, heads["village"], right=(2, 3), wide=1),
            "district": Table(self.theme, heads["district"], right=(1, 2, 3), wide=0),
        }
        for level in ("station", "village"):
            tables[level].horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for level, name in self._names().items():
            tables[level].setAccessibleName(self.tr("Daftar TPS: {level}").format(level=name))
        return {level: tables[level] for level in LEVELS}

    def _names(self) -> dict[Level, str]:
        return {"station": self.tr("TPS"), "village": self.tr("Kelurahan"), "district": self.tr("Kecamatan")}

    def _nothing(self) -> QWidget:
        import_button = Button(self.tr("Impor daftar"), self.theme, icon="file")
        import_button.clicked.connect(lambda: self.going.emit("roster_import"))
        words = self.tr("TPS masuk bersama daftar peserta, atau tekan Tambah TPS di kanan bawah.")
        return nothing_yet(self.theme, "board", self.tr("Belum ada TPS."), words, import_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The kelurahan has the room that large text leaves."""
        super().resizeEvent(event)
        for level in ("station", "village"):
            self.tables[level].setColumnHidden(0, self.width() < self.theme.text(1000))

    # --- showing

    def enter(self) -> None:
        """Looks the places up, and says what was done to one."""
        super().enter()
        if self.office.place_news:
            self.say(self.office.place_news, "ok")
            self.office.place_news = ""

    def reload(self) -> None:
        """Looks the places up."""
        self.office.look(all_places, self._show, self.fail)

    def _show(self, places: Places) -> None:
        self.places = places
        found = bool(places.districts)
        self._stack.setCurrentIndex(0 if found else 1)
        for widget in (self.search, self.village):
            widget.setVisible(found)
        self._fill_choice(places.villages)
        self._rows |= {"village": places.villages, "district": places.districts}
        self.tables["village"].fill([_village_cells(one) for one in places.villages])
        self.tables["district"].fill([_district_cells(one) for one in places.districts])
        self._fill_stations()
        counts = {"station": places.stations, "village": places.villages, "district": places.districts}
        for level, name in self._names().items():
            self.level_buttons[level].setText(f"{name} · {len(counts[level])}")
            self._mark(level)
        self._show_level(self.level)
        self.hints = self.tr("Panah memilih · Enter tambah TPS") if found else self.tr("Enter tambah TPS")
        self.buttons_changed.emit()
        if found and not self.search.hasFocus():
            self.table.setFocus()

    def _fill_choice(self, villages: Sequence[VillageRow]) -> None:
        chosen = self.village.currentData()
        double = len({one.name for one in villages}) < len(villages)
        self.village.clear()
        self.village.addItem(self.tr("Semua kelurahan"), None)
        for one in sorted(villages, key=lambda one: (one.name.casefold(), one.district.casefold())):
            self.village.addItem(f"{one.name} ({one.district})" if double else one.name, one.id)
        self.village.setCurrentIndex(max(0, self.village.findData(chosen)))

    def _fill_stations(self) -> None:
        if self.places is None:
            return
        wanted = self.village.currentData()
        stations = [one for one in self.places.stations if wanted in (None, one.village_id)]
        self._rows["station"] = stations
        self.tables["station"].fill([_station_cells(one) for one in stations])
        self._mark("station")
        self._update()

    def _mark(self, level: Level) -> None:
        ids = [one.id for one in self._rows[level]]
        mine = self.office.place_id if self.office.place_level == level else None
        if ids:
            self.tables[level].mark(ids.index(mine) if mine in ids else 0)

    @property
    def level(self) -> Level:
        """What the rows are."""
        return self.office.place_level

    @property
    def table(self) -> Table:
        """The table that is shown."""
        return self.tables[self.level]

    def _show_level(self, level: Level) -> None:
        if level != self.level:
            self.office.place_level, self.office.place_id = level, None
        self.level_buttons[level].setChecked(True)
        self._tables_place.setCurrentWidget(self.tables[level])
        self.village.setEnabled(level == "station")
        self._update()

    def _filter(self, words: str) -> None:
        for table in self.tables.values():
            table.filter(words)
        self._update()

    def _update(self) -> None:
        empty = not self.table.count
        if empty:
            searched = bool(self.search.text().strip())
            none = self.tr("Belum ada TPS di sini. Tekan Tambah TPS.")
            self.none_found.setText(self.tr("Tidak ada yang cocok. Hapus kata di kotak cari.") if searched else none)
        self.none_found.setVisible(empty)
        self.change_button.setEnabled(self.marked is not None)
        self.save_button.setEnabled(not empty)

    @property
    def marked(self) -> StationRow | VillageRow | DistrictRow | None:
        """The place that is marked."""
        row, rows = self.table.row, self._rows[self.level]
        return rows[row] if row is not None and row < len(rows) else None

    # --- what can be done

    def press_primary(self) -> None:
        """To the form of a new TPS."""
        self.office.place_level, self.office.place_id = "station", None
        self.going.emit("place")

    def press_back(self) -> None:
        """To the operators."""
        self.going.emit("people")

    def change(self) -> None:
        """To the form of the marked place."""
        if self.marked is not None:
            self.office.place_id = self.marked.id
            self.going.emit("place")

    def _ask_save(self) -> None:
        names = {
            "station": self.tr("Daftar TPS.xlsx"),
            "village": self.tr("Daftar kelurahan.xlsx"),
            "district": self.tr("Daftar kecamatan.xlsx"),
        }
        self.ask_file(self.tr("Simpan daftar"), names[self.level], self.save)

    def save(self, path: Path) -> None:
        """Writes the places that are shown, as they are shown."""
        rows = [self._rows[self.level][row] for row in self.table.rows_shown]
        self.office.aside(lambda _: write(path, rows), self._saved, self.fail)

    def _saved(self, path: Path) -> None:
        self.say(self.tr("Tersimpan: {path}").format(path=path), "ok")


def write(path: Path, rows: Sequence[StationRow | VillageRow | DistrictRow]) -> Path:
    """Writes places of one level as XLSX or CSV.

    Raises:
        RecordsError: It cannot be written, or is there already.
    """
    from sirekap_trainer.records.places import write_places  # noqa: PLC0415

    return write_places(path, rows)


def _name(text: str) -> Cell:
    return Cell(text, text.casefold(), text)


def _count(value: int) -> Cell:
    return Cell(str(value), value)


def _station_cells(one: StationRow) -> tuple[Cell, ...]:
    missing = ", ".join(said(role) for role in one.missing)
    return _name(one.district), _name(one.village), Cell(one.number, one.number), _count(one.operators), _name(missing)


def _village_cells(one: VillageRow) -> tuple[Cell, ...]:
    return _name(one.district), _name(one.name), _count(one.stations), _count(one.operators)


def _district_cells(one: DistrictRow) -> tuple[Cell, ...]:
    return _name(one.name), _count(one.villages), _count(one.stations), _count(one.operators)
