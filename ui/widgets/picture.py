"""A picture as large as its place, on paper white with a thin edge in light and dark."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme

#: Pictures are enlarged no further than this: beyond it only blur is added.
LARGEST = 1.6


class Picture(QWidget):
    """Shows a picture whole, in the middle of its place, and takes what room there is.

    Args:
        theme: For the edge.
        image: What to show.
        alt: What is to be seen, for screen readers.
        least: Smallest height in pixels.
    """

    def __init__(self, theme: Theme, image: QImage, alt: str, *, least: int) -> None:
        super().__init__()
        self._theme = theme
        self._image = image
        self._scaled = QPixmap()
        self.setAccessibleName(alt)
        self.setMinimumHeight(least)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def shown_size(self) -> QSize:
        """Size of the picture in its place, in logical pixels."""
        room = self.size().boundedTo(QSize(round(self._image.width() * LARGEST), round(self._image.height() * LARGEST)))
        return self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints picture and edge."""
        size = self.shown_size()
        if size.isEmpty():
            return
        place = QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())
        painter = QPainter(self)
        painter.drawPixmap(place, self._at(size * self.devicePixelRatioF()))
        painter.setPen(QPen(self._theme.color("edge"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _at(self, size: QSize) -> QPixmap:
        """The picture in device pixels, scaled once a size."""
        if self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        return self._scaled
