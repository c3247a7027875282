"""A drawing in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import RESOURCES, Theme, Tokens


class Drawing(QWidget):
    """An SVG of `resources` whose colours are written as `{name of a token}`. It tells nothing that words do not."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._source = (RESOURCES / f"{name}.svg").read_text(encoding="utf-8")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._dress()
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """The drawing's own size."""
        return self._renderer.defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the drawing as large as it fits."""
        painter = QPainter(self)
        size = QSize(self._renderer.defaultSize())
        scale = min(self.width() / size.width(), self.height() / size.height())
        wide, high = size.width() * scale, size.height() * scale
        place = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        self._renderer.render(painter, place)

    def _dress(self) -> None:
        svg = self._source
        for name in Tokens.__slots__:
            svg = svg.replace("{" + name + "}", getattr(self._theme.tokens, name))
        self._renderer = QSvgRenderer(QByteArray(svg.encode()))
        self.update()
