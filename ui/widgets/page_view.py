"""The straightened page with one number lit and the rest dimmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ..theme import Theme
from .canvas import Canvas

#: Around a lit number, in picture pixels.
MARGIN = 14.0


class PageView(Canvas):
    """Shows a page; `picked` tells which number was clicked."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._places: dict[str, QRectF] = {}
        self._lit: str | None = None
        #: The numbers framed.
        self.marked: tuple[str, ...] = ()

    def set_places(self, places: Mapping[str, QRectF]) -> None:
        """Where each number stands, in picture pixels."""
        self._places = dict(places)
        self.marked = ()
        self.update()

    def light(self, number: str | None) -> None:
        """Lights one number; None lights the whole page."""
        self._lit = number if number in self._places else None
        self.update()

    def mark(self, numbers: Iterable[str]) -> None:
        """Frames the numbers to look at closely; those that do not stand here are left out."""
        self.marked = tuple(number for number in numbers if number in self._places)
        self.update()

    def look_at_lit(self) -> None:
        """Brings the lit number to the middle, as large as the width allows."""
        if self._lit is not None:
            self.look_at(self._places[self._lit], self.fit_width())

    def paint_over(self, painter: QPainter) -> None:
        """Frames what is marked, and dims all but the lit number."""
        transform = self.to_widget()
        for number in self.marked:
            spot = transform.mapRect(self._places[number].adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
            for color, width in ((QColor("#ffffff"), 5), (self.theme.color("warn"), 3)):
                painter.setPen(QPen(color, width))
                painter.drawRoundedRect(spot, 4, 4)
        if self._lit is None:
            return
        spot = transform.mapRect(self._places[self._lit].adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        dimmed = QPainterPath()
        dimmed.addRect(transform.mapRect(QRectF(QPointF(), self.image_size.toSizeF())))
        hole = QPainterPath()
        hole.addRoundedRect(spot, 4, 4)
        shade = QColor(20, 24, 25, 75) if not self.theme.dark else QColor(0, 0, 0, 120)
        painter.fillPath(dimmed - hole, shade)
        painter.setPen(QPen(self.theme.color("accent"), 3))
        painter.drawRoundedRect(spot, 4, 4)

    def clicked_at(self, point: QPointF) -> None:
        """Tells which number stands there."""
        for number, rect in self._places.items():
            if rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).contains(point):
                self.picked.emit(number)
                return
