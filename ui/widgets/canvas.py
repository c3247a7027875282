"""A picture to look at closely: fits its place, zooms with the wheel, moves with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import Theme

MAX_ZOOM = 8.0


class Canvas(QWidget):
    """Shows one picture, whole at first. Subclasses paint over it in `paint_over` and hear clicks in `clicked_at`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._pixmap = QPixmap()
        self._zoom = 1.0
        self._centre = QPointF()
        self._grabbed: QPointF | None = None
        self._moved = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Shows another picture, whole."""
        self._pixmap = QPixmap.fromImage(image)
        self.fit()

    @property
    def image_size(self) -> QSize:
        """Size of the picture in its pixels."""
        return self._pixmap.size()

    def fit(self) -> None:
        """Shows the whole picture."""
        self._zoom = 1.0
        self._centre = QRectF(self._pixmap.rect()).center()
        self.update()

    def look_at(self, rect: QRectF, zoom: float) -> None:
        """Brings a part of the picture (in its pixels) to the middle; zoom 1 fits the whole picture."""
        self._zoom = min(MAX_ZOOM, max(1.0, zoom))
        self._centre = rect.center()
        self._hold_inside()
        self.update()

    def fit_width(self) -> float:
        """The zoom at which the picture is as wide as the widget."""
        width = self._pixmap.width() * self._base_scale()
        return max(1.0, self.width() / width) if width else 1.0

    def to_widget(self) -> QTransform:
        """From picture pixels to widget pixels."""
        scale = self._base_scale() * self._zoom
        middle = QRectF(self.rect()).center()
        move = QTransform.fromTranslate(middle.x() - self._centre.x() * scale, middle.y() - self._centre.y() * scale)
        return QTransform.fromScale(scale, scale) * move

    def paint_over(self, painter: QPainter) -> None:
        """Paints above the picture, in widget pixels."""

    def clicked_at(self, point: QPointF) -> None:
        """A click that was no drag, in picture pixels."""

    def sizeHint(self) -> QSize:
        """A portrait page."""
        return QSize(360, 540)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the picture and what stands over it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._pixmap.isNull():
            painter.setWorldTransform(self.to_widget())
            painter.drawPixmap(0, 0, self._pixmap)
            painter.resetTransform()
        self.paint_over(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the picture inside."""
        super().resizeEvent(event)
        self._hold_inside()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms where the pointer is."""
        if self._pixmap.isNull():
            return
        place = event.position()
        before = self._to_image(place)
        self._zoom = min(MAX_ZOOM, max(1.0, self._zoom * 1.0015 ** event.angleDelta().y()))
        self._centre += before - self._to_image(place)
        self._hold_inside()
        self.update()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the picture."""
        self._grabbed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the picture."""
        if self._grabbed is None:
            return
        step = event.position() - self._grabbed
        if not self._moved and step.manhattanLength() < 6:
            return
        self._moved, self._grabbed = True, event.position()
        self._centre -= step / (self._base_scale() * self._zoom)
        self._hold_inside()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go; without a move it was a click."""
        if self._grabbed is not None and not self._moved and event.button() == Qt.MouseButton.LeftButton:
            self.clicked_at(self._to_image(event.position()))
        self._grabbed = None

    def _base_scale(self) -> float:
        if self._pixmap.isNull():
            return 1.0
        return min(self.width() / self._pixmap.width(), self.height() / self._pixmap.height())

    def _to_image(self, point: QPointF) -> QPointF:
        return self.to_widget().inverted()[0].map(point)

    def _hold_inside(self) -> None:
        scale = self._base_scale() * self._zoom
        self._centre = QPointF(
            _held(self._centre.x(), self._pixmap.width(), self.width() / scale),
            _held(self._centre.y(), self._pixmap.height(), self.height() / scale),
        )


def _held(centre: float, length: float, seen: float) -> float:
    if seen >= length:
        return length / 2
    return min(length - seen / 2, max(seen / 2, centre))
