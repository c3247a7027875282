"""A piece of the paper at a fixed height."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme


class CropView(QWidget):
    """Shows a crop as high as told and as wide as that makes it, enlarged smoothly."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_crop(self, image: QImage) -> None:
        """Shows another crop."""
        self._pixmap = QPixmap.fromImage(image)
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """Height in pixels."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the crop is at this height."""
        return QSize(crop_width(self._pixmap, self._height), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the crop."""
        paint_crop(QPainter(self), self._theme, QRectF(self.rect()), self._pixmap)


def crop_width(pixmap: QPixmap, height: int) -> int:
    """Width of a crop at this height."""
    return round(height * pixmap.width() / pixmap.height()) if not pixmap.isNull() else height * 3


def paint_crop(painter: QPainter, theme: Theme, rect: QRectF, pixmap: QPixmap) -> None:
    """Paints a crop into a rectangle, with a fine line around it."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if not pixmap.isNull():
        painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
