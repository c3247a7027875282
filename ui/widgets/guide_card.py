"""A card of the guide: pictures side by side, or what stands on the paper beside what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..theme import Theme
from .basics import IconLabel, label, tight
from .crop_view import CropView
from .digits import Digits
from .picture import Picture

#: Heights of boxes to compare, in pixels: never smaller, and no larger than a look takes in at once.
LEAST_ROW, LARGEST_ROW = 56, 104
#: Smallest height of a picture, in pixels.
LEAST_PICTURE = 120
#: Width to height from which two pictures stand below each other.
WIDE = 1.5
#: Sizes of text above this, in percent, get more of the width.
LARGE = 125
#: Width of paper and machine together, relative to the height of the boxes.
PAIR_ASPECT = 5.8
#: State -> icon and colour.
LOOKS = {"ok": ("check", "accent"), "bad": ("bad", "bad")}

#: Gives a picture by the name of its file.
Pictures = Callable[[str], QImage]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture.

    Attributes:
        file: Its name.
        alt: What is to be seen on it.
        caption: A word above it; "" for none.
        state: `ok`, `bad` or "": the sign before the word.
    """

    file: str
    alt: str
    caption: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A number: on the paper, as the machine read it, and a word about it.

    Attributes:
        name: Where the number stands on the form; "" where that does not matter.
        detail: What it is; left out where there is no room for it.
        file: Picture of its boxes; "" for none.
        written: What stands in them, for screen readers.
        read: What the machine read, one symbol a box; "" for nothing.
        state: `ok`, `bad` or "".
        word: Beside the sign.
    """

    name: str = ""
    detail: str = ""
    file: str = ""
    written: str = ""
    read: str = ""
    state: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to know: a title, pictures or rows, and one or two short lines."""

    title: str
    lines: tuple[str, ...]
    shown: tuple[Shown, ...] = ()
    rows: tuple[Row, ...] = ()


class CardView(QWidget):
    """Shows a card.

    Args:
        theme: Colours and sizes.
        card: What to show.
        pictures: Gives its pictures.
        heads: Words above the columns of rows: paper and machine.
    """

    def __init__(self, theme: Theme, card: Card, pictures: Pictures, heads: tuple[str, str]) -> None:
        super().__init__()
        body = tight(QHBoxLayout(self), theme.space(4))
        words = tight(QVBoxLayout(), theme.space(1.5))
        words.addWidget(label(card.title, "heading", wrap=True))
        for line in card.lines:
            words.addWidget(label(line, "label", wrap=True))
        words.addStretch(1)
        seen = _pictures(theme, card.shown, pictures) if card.shown else Rows(theme, card.rows, pictures, heads)
        body.addWidget(seen, 3 if theme.percent > LARGE else 2)
        body.addLayout(words, 2 if theme.percent > LARGE else 1)


def _pictures(theme: Theme, shown: Sequence[Shown], pictures: Pictures) -> QWidget:
    """Pictures side by side; wide ones below each other."""
    place = QWidget()
    images = [pictures(one.file) for one in shown]
    wide = all(image.width() > WIDE * image.height() for image in images)
    line = tight(QVBoxLayout(place) if wide else QHBoxLayout(place), theme.space(2))
    for one, image in zip(shown, images, strict=True):
        column = tight(QVBoxLayout(), theme.space(0.5))
        if one.caption:
            column.addWidget(_signed(theme, one.caption, one.state), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Picture(theme, image, one.alt, least=LEAST_PICTURE), 1)
        line.addLayout(column, 1)
    return place


def _signed(theme: Theme, words: str, state: str) -> QWidget:
    """A word with the sign of its state before it."""
    place = QWidget()
    row = tight(QHBoxLayout(place), theme.space(0.75))
    if state:
        row.addWidget(IconLabel(theme, *LOOKS[state], 22))
    row.addWidget(label(words, "strong", state=state))
    return place


class Rows(QWidget):
    """Numbers below each other; paper and machine of one number stand side by side at one height."""

    def __init__(self, theme: Theme, rows: Sequence[Row], pictures: Pictures, heads: tuple[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._count = len(rows)
        self._boxes: list[CropView | Digits] = []
        self._details: list[QLabel] = []
        self._grid = tight(QGridLayout(self), theme.space(1.5))
        self._grid.setHorizontalSpacing(theme.space(1.5 if theme.percent > LARGE else 3))
        self._head_row(heads, paper=any(row.file for row in rows), read=any(row.read for row in rows))
        for at, row in enumerate(rows, 1):
            self._add(at, row, pictures)
        for outside in (0, 6):
            self._grid.setColumnStretch(outside, 1)
        self._grid.setRowStretch(self._count + 1, 1)
        self.setMinimumHeight(self._height_of(LEAST_ROW))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def _head_row(self, heads: tuple[str, str], *, paper: bool, read: bool) -> None:
        self._headed = read
        for column, head, there in ((3, heads[0], paper), (4, heads[1], read)):
            if self._headed and there:
                self._grid.addWidget(label(head, "quiet"), 0, column)

    def _add(self, at: int, row: Row, pictures: Pictures) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        if row.name:
            self._grid.addWidget(label(row.name, "label"), at, 1, middle)
            self._details.append(label(row.detail, "quiet"))
            self._grid.addWidget(self._details[-1], at, 2, middle)
        if row.file:
            crop = CropView(self._theme, LEAST_ROW)
            crop.show_crop(pictures(row.file))
            crop.setAccessibleName(row.written)
            self._grid.addWidget(crop, at, 3, middle)
            self._boxes.append(crop)
        if row.read:
            digits = Digits(self._theme, LEAST_ROW)
            digits.show_symbols(row.read, LOOKS[row.state][1] if row.state == "bad" else "ink")
            self._grid.addWidget(digits, at, 4, middle)
            self._boxes.append(digits)
        if row.word:
            self._grid.addWidget(_signed(self._theme, row.word, row.state), at, 5, middle | Qt.AlignmentFlag.AlignLeft)

    def _height_of(self, boxes: int) -> int:
        head = self._theme.text(22) + self._grid.verticalSpacing() if self._headed else 0
        return head + self._count * (boxes + self._grid.verticalSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Boxes as large as there is room."""
        super().resizeEvent(event)
        self._make_room(LEAST_ROW)
        high, spare = (
            (self.height() - self._height_of(0)) // self._count,
            self.width() - self._grid.minimumSize().width(),
        )
        wide = LEAST_ROW + round(spare / PAIR_ASPECT)
        self._size(max(LEAST_ROW, min(high, wide, LARGEST_ROW)))

    def _make_room(self, boxes: int) -> None:
        """Leaves the details out where there is no room for them beside boxes of this height."""
        self._size(boxes)
        for detail in self._details:
            detail.show()
        self._grid.invalidate()
        roomy = self._grid.minimumSize().width() <= self.width()
        for detail in self._details:
            detail.setVisible(roomy)
        self._grid.invalidate()

    def _size(self, boxes: int) -> None:
        for one in self._boxes:
            one.set_height(boxes)
