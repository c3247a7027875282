"""The way through the exercise, with the step one is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme

#: Pixels at 100% between two names, and at least: who is at it, a name and a role, stands beside the row.
GAP, LEAST_GAP = 32, 18


class Stepper(QWidget):
    """Names of the steps in a row, the current one marked. Where the row is too narrow, the current one alone."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._names = list(names)
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_step(self, index: int | None) -> None:
        """Marks a step; None shows nothing."""
        self._current = index
        self.setAccessibleName(self._short() if index is not None else "")
        self.update()

    def sizeHint(self) -> QSize:
        """All names in a row."""
        return QSize(self._names_width() + self._theme.text(GAP) * (len(self._names) - 1), self._theme.text(40))

    def minimumSizeHint(self) -> QSize:
        """The current name alone."""
        metrics = QFontMetrics(self._font(current=True))
        return QSize(
            max(metrics.horizontalAdvance(self._short(i)) for i in range(len(self._names))), self._theme.text(40)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the row."""
        if self._current is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self._gap()
        if gap < self._theme.text(LEAST_GAP):
            painter.setFont(self._font(current=True))
            painter.setPen(self._theme.color("accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._short())
            return
        left = 0
        for index in range(len(self._names)):
            left = self._paint_name(painter, index, left, gap)

    def _paint_name(self, painter: QPainter, index: int, left: int, gap: int) -> int:
        assert self._current is not None
        current = index == self._current
        font = self._font(current=current)
        width = QFontMetrics(font).horizontalAdvance(self._names[index])
        painter.setFont(font)
        painter.setPen(self._theme.color("accent" if current else "ink" if index < self._current else "ink_soft"))
        place = QRect(left, 0, width + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._names[index])
        if current:
            line = QRectF(left, self.height() - 4, width, 3)
            painter.fillRect(line, self._theme.color("accent"))
        if index + 1 < len(self._names):
            self._paint_arrow(painter, left + width + gap // 2)
        return left + width + gap

    def _paint_arrow(self, painter: QPainter, x: int) -> None:
        half, y = self._theme.text(4), self.height() / 2
        painter.setPen(QPen(self._theme.color("edge"), 1.6))
        painter.drawPolyline(
            [QPointF(x - half / 2, y - half), QPointF(x + half / 2, y), QPointF(x - half / 2, y + half)]
        )

    def _names_width(self) -> int:
        metrics = QFontMetrics(self._font(current=True))
        return sum(metrics.horizontalAdvance(name) for name in self._names)

    def _gap(self) -> int:
        """Between two names, as far as there is room."""
        return min(self._theme.text(GAP), (self.width() - self._names_width()) // (len(self._names) - 1))

    def _short(self, index: int | None = None) -> str:
        at = self._current if index is None else index
        if at is None:
            return ""
        return self.tr("{n} dari {all}: {name}").format(n=at + 1, all=len(self._names), name=self._names[at])

    def _font(self, *, current: bool) -> QFont:
        return self._theme.font(16, bold=current)
