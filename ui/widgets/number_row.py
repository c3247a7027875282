"""A number beside the current one: small, but with its crop and reading at one height."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme
from .crop_view import crop_width, paint_crop
from .digits import box_rects, boxes_width, paint_boxes, spoken

#: A crop is never smaller than this (`docs`, measures of the window), in pixels.
CROP = 56


@dataclass(frozen=True, slots=True)
class RowContent:
    """What a row shows. `icon`, `tint` and `word` are the state: sign, colour and word."""

    id: str
    title: str
    detail: str
    crop: QImage
    symbols: str
    bubbles: str
    icon: str
    tint: str
    word: str


class NumberRow(QWidget):
    """Paints one number in a line; a click asks for it."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._content: RowContent | None = None
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def content(self) -> RowContent | None:
        """What it shows."""
        return self._content

    def show_content(self, content: RowContent) -> None:
        """Shows a number."""
        self._content = content
        self._pixmap = QPixmap.fromImage(content.crop)
        self.setAccessibleName(f"{content.title}: {spoken(content.symbols)}, {content.word}")
        self.update()

    def sizeHint(self) -> QSize:
        """A crop with a little air, or two lines of text."""
        return QSize(480, row_height(self._theme))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Asks for the number."""
        if self._content is not None and self.rect().contains(event.position().toPoint()):
            self.picked.emit(self._content.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints from right to left: state, digits, crop; what is left is for the words."""
        if self._content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, middle = self._theme.space(2), self.height() / 2
        right = self._paint_state(painter, self.width() - gap) - gap
        right = self._paint_bubbles(painter, right) - gap
        digits = boxes_width(CROP, len(self._content.symbols))
        rects = box_rects(CROP, len(self._content.symbols), right - digits, middle - CROP / 2)
        paint_boxes(painter, self._theme, rects, self._content.symbols, tint=self._digit_tint())
        right -= digits + gap
        width = crop_width(self._pixmap, CROP)
        paint_crop(painter, self._theme, QRectF(right - width, middle - CROP / 2, width, CROP), self._pixmap)
        self._paint_words(painter, QRectF(gap, 0, right - width - 2 * gap, self.height()))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _digit_tint(self) -> str:
        assert self._content is not None
        return "accent" if self._content.icon == "pencil" else "ink"

    def _paint_state(self, painter: QPainter, right: float) -> float:
        """Sign and word in a column of their own; on a narrow row the sign alone."""
        assert self._content is not None
        font, size = self._theme.font(14), self._theme.text(20)
        width = QFontMetrics(font).horizontalAdvance("mmmmmmmm") if self._roomy() else 0
        left = right - width - size - 6
        pixmap = self._theme.pixmap(self._content.icon, self._content.tint, size)
        painter.drawPixmap(round(left), round((self.height() - size) / 2), pixmap)
        if width:
            painter.setFont(font)
            painter.setPen(self._theme.color(self._content.tint))
            place = QRectF(left + size + 6, 0, width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._content.word)
        return left

    def _paint_bubbles(self, painter: QPainter, right: float) -> float:
        """In a column of their own also where there are none, so that the digits of all rows stand in one line."""
        assert self._content is not None
        if not self._roomy():
            return right + self._theme.space(2)
        font = self._theme.font(14, tabular=True)
        width = QFontMetrics(font).horizontalAdvance(self.tr("bulatan 0 0 0")) + 4
        painter.setFont(font)
        painter.setPen(self._theme.color("ink_soft"))
        place = QRectF(right - width, 0, width, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._content.bubbles)
        return right - width

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        assert self._content is not None
        line = self._theme.text(22)
        top = place.top() + (place.height() - 2 * line) / 2
        lines = (
            (self._content.title, self._theme.font(16, bold=True), "ink"),
            (self._content.detail, self._theme.font(14), "ink_soft"),
        )
        for index, (words, font, tint) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(self._theme.color(tint))
            elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, round(place.width())))
            row = QRectF(place.left(), top + index * line, place.width(), line)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _roomy(self) -> bool:
        """Whether state and bubbles in words leave the number's name its room."""
        return self.width() >= self._theme.text(740)


def row_height(theme: Theme) -> int:
    """Height of a row in pixels."""
    return max(CROP + 16, 2 * theme.text(22) + 12)
