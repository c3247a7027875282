"""A table that sorts by a click on its head and is filtered by words."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..theme import Theme

_Index = QModelIndex | QPersistentModelIndex
#: Texts of a column that are measured for its width: those with the most letters, of which one is the widest.
MEASURED = 8
#: Share of the table that is kept for what takes the room that is left, mostly names: 60 letters want 500 pixels.
LEAST_WIDE = 0.3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: What stands there.
        order: What it is sorted by; of one type in a column.
        tip: The whole of it, where the text is shortened.
        icon: Stands before the text.
    """

    text: str
    order: str | float
    tip: str = ""
    icon: QIcon | None = None


class _Model(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], right: frozenset[int]) -> None:
        super().__init__()
        self._heads, self._right = list(heads), right
        self._rows: list[tuple[Cell, ...]] = []
        #: Which row of `fill` stands where.
        self.places: list[int] = []
        self._sorted: tuple[int, bool] = (-1, False)

    def fill(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.places = self._arranged()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; in one go, for Qt would ask for every pair of cells."""
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self.places[index.row()] for index in before]
        self.places = self._arranged()
        at = {row: place for place, row in enumerate(self.places)}
        after = [self.index(at[row], index.column()) for row, index in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        column, falling = self._sorted
        if column < 0:
            return list(range(len(self._rows)))
        return sorted(range(len(self._rows)), key=lambda row: self._rows[row][column].order, reverse=falling)

    def has_icons(self, column: int) -> bool:
        """Whether something stands before the texts of a column."""
        return any(row[column].icon is not None for row in self._rows)

    def longest(self, column: int, count: int) -> list[str]:
        """The texts of a column that have the most letters."""
        return heapq.nlargest(count, (row[column].text for row in self._rows), key=len)

    def value(self, row: int, column: int) -> str | int:
        """What a cell says, as it is to be saved: a count as a number."""
        cell = self._rows[row][column]
        if isinstance(cell.order, int) and cell.text == str(cell.order):
            return cell.order
        return cell.tip or cell.text

    def put(self, row: int, cells: tuple[Cell, ...]) -> None:
        self._rows[row] = cells
        place = self.places.index(row)
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(cells) - 1))

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        cell = self._rows[self.places[index.row()]][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        known = {
            Qt.ItemDataRole.DisplayRole: cell.text,
            Qt.ItemDataRole.ToolTipRole: cell.tip,
            Qt.ItemDataRole.DecorationRole: cell.icon,
        }
        return known.get(Qt.ItemDataRole(role))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Proxy(QSortFilterProxyModel):
    """Filters; what it shows is sorted below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterKeyColumn(-1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sourceModel().sort(column, order)


def widest(columns: Sequence[tuple[int, int]], room: float) -> int:
    """How wide a column may be, so that all have room; each has a least and a wished width."""
    cap = max((wide for _, wide in columns), default=0)
    while cap > 0 and sum(max(least, min(wide, cap)) for least, wide in columns) > room:
        cap -= 4
    return cap


class Table(QTableView):
    """Rows of cells; one row can be marked.

    Args:
        theme: Sizes.
        heads: Names of the columns.
        right: Columns of numbers, which stand to the right.
        wide: The column that takes what room is left.
    """

    #: Another row is marked, or none.
    marked = Signal()

    def __init__(self, theme: Theme, heads: Sequence[str], *, right: Sequence[int] = (), wide: int = -1) -> None:
        super().__init__()
        self._theme = theme
        self._model, self._proxy = _Model(heads, frozenset(right)), _Proxy()
        self._proxy.setSourceModel(self._model)
        self.setModel(self._proxy)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(len(heads) - 1 if wide < 0 else wide, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self.marked)
        self._wished: dict[int, tuple[int, int]] = {}
        theme.changed.connect(self._dress)
        self._dress()

    def fill(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Shows other rows; none is marked."""
        self._model.fill(rows)
        self._fit()
        self.marked.emit()

    def put(self, row: int, cells: tuple[Cell, ...]) -> None:
        """Shows another row in the place of one, by its place in `fill`."""
        self._model.put(row, cells)

    def setColumnHidden(self, column: int, hide: bool) -> None:  # noqa: FBT001 - Qt's
        """A column that is shown again has room for its head, of which a hidden one has no measure."""
        again = self.isColumnHidden(column) and not hide
        super().setColumnHidden(column, hide)
        if again:
            self._fit()
        elif hide:
            self._share_out()

    def filter(self, words: str) -> None:
        """Shows only rows in which these words stand."""
        self._proxy.setFilterFixedString(words.strip())

    @property
    def row(self) -> int | None:
        """The marked row, by its place in `fill`; None where none is."""
        rows = self.selectionModel().selectedRows()
        return self._model.places[self._proxy.mapToSource(rows[0]).row()] if rows else None

    def mark(self, row: int) -> None:
        """Marks a row, by its place in `fill`."""
        if row in self._model.places:
            index = self._proxy.mapFromSource(self._model.index(self._model.places.index(row), 0))
            if index.isValid():
                self.selectRow(index.row())

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return self._proxy.rowCount()

    @property
    def rows_shown(self) -> list[int]:
        """The rows as they are shown, top to bottom, by their places in `fill`."""
        model = self._proxy
        places = self._model.places
        return [places[model.mapToSource(model.index(row, 0)).row()] for row in range(model.rowCount())]

    @property
    def shown(self) -> list[list[str]]:
        """The texts as they are shown, top to bottom."""
        model = self._proxy
        columns = range(model.columnCount())
        return [[model.index(row, at).data() for at in columns] for row in range(model.rowCount())]

    def as_list(self) -> tuple[list[str], list[list[str | int]]]:
        """Names of the columns, and the rows that are shown, as they are to be saved: whole texts, counts as numbers.

        Columns that large text leaves no room for are there too.
        """
        model = self._model
        columns = range(model.columnCount())
        heads = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns]
        return heads, [[model.value(row, at) for at in columns] for row in self.rows_shown]

    def _fit(self) -> None:
        """Measures the longest texts of each column. Qt would lay out every cell: 0.2 s for 656 operators."""
        self.ensurePolished()
        self._wished = {}
        head, metrics = self.horizontalHeader(), self.fontMetrics()
        around = 2 * self._theme.space(1) + self._theme.text(12)
        for column in range(self._model.columnCount()):
            if head.sectionResizeMode(column) == QHeaderView.ResizeMode.Interactive:
                texts = self._model.longest(column, MEASURED)
                wide = max((metrics.horizontalAdvance(text) for text in texts), default=0) + around
                wide += self._theme.text(30) if self._model.has_icons(column) else 0
                least = max(head.sectionSizeHint(column), head.minimumSectionSize())
                self._wished[column] = least, max(wide, least)
        self._share_out()

    def _share_out(self) -> None:
        """Gives each column what it wants; the widest less, where long names would leave the wide column no room."""
        shown = {column: one for column, one in self._wished.items() if not self.isColumnHidden(column)}
        cap = widest(list(shown.values()), self.viewport().width() * (1 - LEAST_WIDE))
        for column, (least, wide) in shown.items():
            self.horizontalHeader().resizeSection(column, max(least, min(wide, cap)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out."""
        super().resizeEvent(event)
        self._share_out()

    def _dress(self) -> None:
        self.horizontalHeader().setMinimumSectionSize(self._theme.text(80))
        self.setIconSize(QSize(self._theme.text(20), self._theme.text(20)))
        self.verticalHeader().setDefaultSectionSize(self._theme.text(24) + self._theme.space(2))
        self._fit()
