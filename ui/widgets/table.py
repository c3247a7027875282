"""A table that sorts by a click on its head and is filtered by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..theme import Theme

_Index = QModelIndex | QPersistentModelIndex
#: What a cell is sorted by.
SORT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: What stands there.
        order: What it is sorted by; of one type in a column.
        tip: The whole of it, where the text is shortened.
    """

    text: str
    order: str | float
    tip: str = ""


class _Model(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], right: frozenset[int]) -> None:
        super().__init__()
        self._heads, self._right = list(heads), right
        self._rows: list[tuple[Cell, ...]] = []

    def fill(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def put(self, row: int, cells: tuple[Cell, ...]) -> None:
        self._rows[row] = cells
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(cells) - 1))

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
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        known = {Qt.ItemDataRole.DisplayRole: cell.text, SORT: cell.order, Qt.ItemDataRole.ToolTipRole: cell.tip}
        return known.get(Qt.ItemDataRole(role))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Proxy(QSortFilterProxyModel):
    def __init__(self) -> None:
        super().__init__()
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterKeyColumn(-1)
        self.setSortRole(SORT)


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
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(len(heads) - 1 if wide < 0 else wide, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.text(80))
        self.selectionModel().selectionChanged.connect(self.marked)
        theme.changed.connect(self._dress)
        self._dress()

    def fill(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Shows other rows; none is marked."""
        self._model.fill(rows)
        self.marked.emit()

    def put(self, row: int, cells: tuple[Cell, ...]) -> None:
        """Shows another row in the place of one, by its place in `fill`."""
        self._model.put(row, cells)

    def filter(self, words: str) -> None:
        """Shows only rows in which these words stand."""
        self._proxy.setFilterFixedString(words.strip())

    @property
    def row(self) -> int | None:
        """The marked row, by its place in `fill`; None where none is."""
        rows = self.selectionModel().selectedRows()
        return self._proxy.mapToSource(rows[0]).row() if rows else None

    def mark(self, row: int) -> None:
        """Marks a row, by its place in `fill`."""
        index = self._proxy.mapFromSource(self._model.index(row, 0))
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
        return [model.mapToSource(model.index(row, 0)).row() for row in range(model.rowCount())]

    @property
    def shown(self) -> list[list[str]]:
        """The texts as they are shown, top to bottom."""
        model = self._proxy
        columns = range(model.columnCount())
        return [[model.index(row, at).data() for at in columns] for row in range(model.rowCount())]

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.text(24) + self._theme.space(2))
