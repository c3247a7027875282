"""The live picture of a camera with the page outlined on it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme

#: How the outline is drawn: tint, width in pixels and kind of line, for colour is never the only sign.
_LINES = {
    "mencari": ("edge", 3, Qt.PenStyle.SolidLine),
    "atur": ("searching", 4, Qt.PenStyle.DashLine),
    "siap": ("aligned", 6, Qt.PenStyle.SolidLine),
}
State = Literal["mencari", "atur", "siap"]
#: Light amber and green that are seen on white paper and on a dark desk, whatever the mode; grey the same.
_ON_PICTURE = {"edge": QColor("#c9c7c1"), "searching": QColor("#e0a100"), "aligned": QColor("#1fae55")}
#: While nothing is found, brackets show where the page goes: this far from the picture's edges, and so long.
_INSET, _ARM = 0.05, 0.12


class LiveView(QWidget):
    """Paints the newest picture, ready in its size, and the outline of what was seen on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._image = QImage()
        self._full = QSize()
        self._outline = QPolygonF()
        self.state: State = "mencari"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)

    @property
    def room(self) -> QSize:
        """Its size in the screen's own pixels: what pictures are to be made for."""
        return self.size() * self.devicePixelRatioF()

    def show_picture(self, image: QImage, full: QSize) -> None:
        """Shows a picture made for `room`, of a frame of size `full`."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._full = image, full
        self.update()

    def show_sight(self, state: State, outline: list[tuple[float, float]]) -> None:
        """Shows what was seen; `outline` in pixels of the frame, empty for none."""
        self.state = state
        self._outline = QPolygonF([QPointF(x, y) for x, y in outline])
        self.update()

    def clear(self) -> None:
        """Shows nothing."""
        self._image, self._full = QImage(), QSize()
        self.show_sight("mencari", [])

    def sizeHint(self) -> QSize:
        """A lying picture."""
        return QSize(960, 540)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the picture in the middle, and the outline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("sunken"))
        if self._image.isNull():
            return
        place = self._place()
        if self._image.deviceIndependentSize().toSize() == place.size().toSize():
            painter.drawImage(place.topLeft(), self._image)
        else:  # the window was just made larger or smaller
            painter.drawImage(place, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lines(painter, place)

    def _place(self) -> QRectF:
        size = self._full.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRectF(left, top, size.width(), size.height())

    def _draw_lines(self, painter: QPainter, place: QRectF) -> None:
        tint, width, kind = _LINES[self.state]
        painter.setClipRect(place)
        for pen in (QPen(QColor(0, 0, 0, 150), width + 3), QPen(_ON_PICTURE[tint], width, kind)):
            painter.setPen(pen)
            if self._outline.isEmpty():
                for corner in _brackets(place):
                    painter.drawPolyline(corner)
            else:
                scale = place.width() / self._full.width()
                points = [QPointF(p.x() * scale, p.y() * scale) + place.topLeft() for p in self._outline.toList()]
                painter.drawPolygon(QPolygonF(points))


def _brackets(place: QRectF) -> list[QPolygonF]:
    """Four corners of a frame within the picture."""
    inset = _INSET * place.height()
    inner = place.adjusted(inset, inset, -inset, -inset)
    arm = _ARM * place.height()
    corners = []
    for x, across in ((inner.left(), arm), (inner.right(), -arm)):
        for y, down in ((inner.top(), arm), (inner.bottom(), -arm)):
            corners.append(QPolygonF([QPointF(x + across, y), QPointF(x, y), QPointF(x, y + down)]))
    return corners
