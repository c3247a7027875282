"""A number's boxes: shown, and to be filled by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme

#: Height and width of the digit relative to its box's height. The box is as slender as on the form.
DIGIT_SHARE = 0.62
BOX_ASPECT = 0.68
GAP_SHARE = 0.07
#: Colour of what stands in unused boxes: quiet, and to be read all the same.
FILLER = "ink_soft"


def boxes_width(height: int, count: int) -> int:
    """Width in pixels of a row of boxes of this height."""
    return round(count * height * BOX_ASPECT + (count - 1) * height * GAP_SHARE)


def box_rects(height: float, count: int, left: float = 0.0, top: float = 0.0) -> list[QRectF]:
    """The boxes of a row, left to right."""
    width, gap = height * BOX_ASPECT, height * GAP_SHARE
    return [QRectF(left + index * (width + gap), top, width, height) for index in range(count)]


def paint_boxes(painter: QPainter, theme: Theme, rects: list[QRectF], symbols: str, *, tint: str = "ink") -> None:
    """Paints symbols into boxes; fillers are quiet, a refused box says `?` in the colour of warning."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.font(16, bold=True, tabular=True)
    font.setPixelSize(round(rects[0].height() * DIGIT_SHARE))
    painter.setFont(font)
    for rect, symbol in zip(rects, symbols, strict=False):
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        color = {"?": "warn", "X": FILLER, "-": FILLER}.get(symbol, tint)
        painter.setPen(theme.color(color))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "" if symbol == "_" else symbol)


def spoken(symbols: str) -> str:
    """Boxes for a screen reader: `X73` as "X 7 3", an empty box as "kosong"."""
    words = {
        "_": QCoreApplication.translate("Digits", "kosong"),
        "-": QCoreApplication.translate("Digits", "strip"),
        "?": QCoreApplication.translate("Digits", "tidak terbaca"),
    }
    return " ".join(words.get(one, one) for one in symbols)


class Digits(QWidget):
    """Boxes that only show."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme = theme
        self._height = height
        self._symbols = ""
        self._tint = "ink"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_symbols(self, symbols: str, tint: str = "ink") -> None:
        """Shows one symbol a box."""
        self._symbols, self._tint = symbols, tint
        self.setAccessibleName(spoken(symbols))
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """Height of the boxes in pixels."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its boxes."""
        return QSize(boxes_width(self._height, max(1, len(self._symbols))), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the boxes."""
        if self._symbols:
            rects = box_rects(self._height, len(self._symbols))
            paint_boxes(QPainter(self), self.theme, rects, self._symbols, tint=self._tint)


class DigitEditor(QWidget):
    """Boxes for a correction. It holds no keyboard focus: the checking step passes the keys on.

    Typing begins with empty boxes and moves on by itself. A click into a box begins with what the machine read, so that
    a single wrong digit can be changed alone.
    """

    edited = Signal()

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme = theme
        self._height = height
        self._cells: list[str] = []
        self._shown = ""
        self._cursor = 0
        self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self.update)

    @property
    def active(self) -> bool:
        """Whether a correction is under way."""
        return self._active

    @property
    def text(self) -> str:
        """The correction, one symbol a box: what was typed stands to the right, unused boxes before it are X."""
        return "".join(self._cells).rjust(len(self._cells), "X")

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the boxes."""
        return not any(self._cells)

    def start(self, shown: str, correction: str | None = None) -> None:
        """Another number: `shown` is the machine's reading, `correction` what was answered before."""
        self._shown = correction or shown
        self._cells = list(correction or "") or [""] * len(shown)
        self._active, self._cursor = False, 0
        self._changed()

    def type(self, symbol: str) -> None:
        """Writes `0`-`9`, `X`, `-` or `_` (space) into the box at the cursor and moves on."""
        if not self._active:
            self._begin([""] * len(self._cells), 0)
        self._cells[self._cursor] = symbol
        self._cursor = min(len(self._cells) - 1, self._cursor + 1)
        self._changed()

    def erase(self) -> None:
        """Empties the box at the cursor, or the one before it."""
        if not self._active:
            return
        if not self._cells[self._cursor]:
            self._cursor = max(0, self._cursor - 1)
        self._cells[self._cursor] = ""
        self._changed()

    def move_cursor(self, step: int) -> None:
        """Moves the cursor; it begins a correction of single digits where there is none."""
        if not self._active:
            self._begin(self._prefilled(), 0 if step > 0 else len(self._cells) - 1)
        else:
            self._cursor = min(len(self._cells) - 1, max(0, self._cursor + step))
        self._changed()

    def set_height(self, height: int) -> None:
        """Height of the boxes in pixels."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its boxes."""
        return QSize(boxes_width(self._height, max(1, len(self._cells))), self._height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Puts the cursor into the clicked box."""
        for index, rect in enumerate(box_rects(self._height, len(self._cells))):
            if rect.contains(event.position()):
                if not self._active:
                    self._begin(self._prefilled(), index)
                self._cursor = index
                self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the boxes and the cursor."""
        if not self._cells:
            return
        painter = QPainter(self)
        rects = box_rects(self._height, len(self._cells))
        paint_boxes(painter, self.theme, rects, "".join(cell or "_" for cell in self._cells), tint="accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, rect in enumerate(rects):
            lit = self._active and index == self._cursor
            painter.setPen(QPen(self.theme.color("accent" if lit else "edge"), 3 if lit else 1))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _begin(self, cells: list[str], cursor: int) -> None:
        self._cells, self._cursor, self._active = cells, cursor, True

    def _prefilled(self) -> list[str]:
        return ["" if symbol == "?" else symbol for symbol in self._shown]

    def _changed(self) -> None:
        self.setAccessibleName(spoken("".join(cell or "_" for cell in self._cells)))
        self.updateGeometry()
        self.update()
        self.edited.emit()
