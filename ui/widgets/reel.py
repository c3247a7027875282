"""A list that moves under a fixed place: the current number large, its neighbours small above and below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme
from .basics import label
from .number_card import NumberCard
from .number_row import NumberRow, RowContent, row_height

#: Heights in pixels of the crop on the card: the least where there is little room, the most where there is much.
LEAST, MOST = 56, 150
#: Height of the crop as a share of the reel: 96 px on a laptop of 1366 x 768.
SHARE = 0.178
#: Height of a reel in pixels of text at 100%, below which it is a low one.
LOW = 240


class Reel(QWidget):
    """Places the card and as many rows as fit; it does not know what they mean.

    Args:
        theme: Colours and sizes.
        card: The large card.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, card: NumberCard) -> None:
        super().__init__()
        self._theme = theme
        self._card = card
        card.setParent(self)
        self._rows: list[NumberRow] = []
        self._coach = label("", "label", wrap=True)
        self._coach.setParent(self)
        self._count = 0
        self._index = 0
        self._content: Callable[[int], RowContent] | None = None
        self._above = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def rows(self) -> list[NumberRow]:
        """The rows that are shown now, top to bottom."""
        return [row for row in self._rows if row.isVisibleTo(self)]

    def set_coach(self, words: str) -> None:
        """What stands above the first number, where there is no neighbour."""
        self._coach.setText(words)

    def show_items(self, count: int, index: int, content: Callable[[int], RowContent]) -> None:
        """Shows the neighbours of `index`; `content` gives a row's."""
        self._count, self._index, self._content = count, index, content
        self._fill()

    def arrange(self) -> None:
        """Places everything anew, after a change of size or text."""
        row, gap = row_height(self._theme), self._theme.space(1)
        crop = self._crop_height()
        card = self._fit_card(crop)
        if self.height() - card - gap < row:
            # No neighbour fits, so the number takes what is left.
            card = self._fit_card(self._within(crop + self.height() - card))
        room = max(0, self.height() - card - gap)
        fitting = room // row
        self._above = fitting // 2
        self._make_rows(fitting)
        top = self._above * row + (gap if self._above else 0)
        self._card.setGeometry(0, top, self.width(), card)
        for slot, widget in enumerate(self._rows):
            below = slot >= self._above
            y = slot * row + (card + 2 * gap if below and self._above else card + gap if below else 0)
            widget.setGeometry(0, y, self.width(), row)
        self._coach.setGeometry(self._theme.space(2), 0, self.width() - self._theme.space(4), max(0, top - gap))
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """The card alone."""
        return QSize(self._card.minimumSizeHint().width(), self._card.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places everything anew."""
        super().resizeEvent(event)
        self.arrange()

    def _crop_height(self) -> int:
        """A share of the height, as long as paper, reading and correction stand side by side."""
        return self._within(round(self.height() * SHARE))

    def _within(self, height: int) -> int:
        widest = self._card.height_for_width(self.width(), beside=self._low)
        return min(MOST, max(LEAST, min(height, widest)))

    @property
    def _low(self) -> bool:
        """Whether there is so little height, for the size of text, that the buttons must stand beside the number."""
        return self.height() < self._theme.text(LOW)

    def _fit_card(self, crop: int) -> int:
        """Gives the card a height of crop, and tells how high that makes the card."""
        self._card.fit(crop, beside=self._low)
        layout = self._card.body
        layout.invalidate()
        layout.activate()
        return layout.totalSizeHint().height()

    def _make_rows(self, wanted: int) -> None:
        while len(self._rows) < wanted:
            row = NumberRow(self._theme)
            row.setParent(self)
            row.picked.connect(self.picked)
            self._rows.append(row)
        while len(self._rows) > wanted:
            self._rows.pop().deleteLater()

    def _fill(self) -> None:
        if self._content is None:
            return
        for slot, row in enumerate(self._rows):
            offset = slot - self._above if slot < self._above else slot - self._above + 1
            index = self._index + offset
            inside = 0 <= index < self._count
            row.setVisible(inside)
            if inside:
                row.show_content(self._content(index))
        self._coach.setVisible(self._index == 0 and self._above > 0)
