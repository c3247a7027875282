"""A photograph with the page found on it outlined."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from ..theme import Theme
from .canvas import Canvas


class PhotoView(Canvas):
    """Shows a photograph and the outline of its page: green where the page was found well, amber where not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._outline = QPolygonF()
        self._good = False

    def show_photo(self, image: QImage, outline: list[tuple[float, float]], *, good: bool) -> None:
        """Shows a photograph; `outline` are four corners in the pixels of `image`, or nothing."""
        self._outline = QPolygonF([QPointF(x, y) for x, y in outline])
        self._good = good
        self.show_image(image)

    def paint_over(self, painter: QPainter) -> None:
        """Draws the outline with a dark edge, so that it is seen on every desk."""
        if self._outline.isEmpty():
            return
        shape = self.to_widget().map(self._outline)
        line = self.theme.color("aligned") if self._good else QColor("#e0a100")
        for color, width in ((QColor(0, 0, 0, 120), 7), (line, 4)):
            painter.setPen(QPen(color, width))
            painter.drawPolygon(shape)
