"""Four corners on a photograph, to be put in their places by mouse, finger or keyboard, under a magnifier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from ..theme import Theme
from .canvas import Canvas

#: Radius of a handle in pixels: a finger needs 40 px across.
RADIUS = 20.0
#: A press so far from a handle still takes hold of it, in pixels.
REACH = 34.0
#: Side of the magnifier in pixels, and how much larger it shows the photograph than the screen does, at least.
GLASS, LARGER = 220.0, 3.0
#: Beside the picture it stands only where there is so much room.
LEAST_GLASS = 110.0
#: One press of an arrow key, as a share of the longer side; with Shift ten times that.
NUDGE = 0.001
FASTER = 10
#: Without any outline the corners begin so far inside, as a share of the sides.
INSET = 0.12
#: Corners so much closer together than the shorter side, or an area so small of the picture, are no page.
LEAST_AREA = 0.04

Point = tuple[float, float]
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def default_corners(width: float, height: float) -> list[Point]:
    """Corners to begin with where nothing was found: a rectangle well inside a picture of this size."""
    left, top = width * INSET, height * INSET
    return [(left, top), (width - left, top), (width - left, height - top), (left, height - top)]


def is_page(corners: Sequence[Point], width: float, height: float) -> bool:
    """Whether four corners can be those of a page: in order clockwise, nowhere bent inwards, and not too small."""
    turns = [_turn(corners[at - 2], corners[at - 1], corners[at]) for at in range(4)]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)) / 2
    return all(turn > 0 for turn in turns) and area >= LEAST_AREA * width * height


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above 0 where the way from `a` over `b` to `c` turns clockwise on a screen."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


class CornerEditor(Canvas):
    """A photograph and four numbered handles: upper left, upper right, lower right, lower left as one reads the page.

    Tab goes from corner to corner and then on to the next widget, arrows move the corner, with Shift faster.

    Args:
        theme: Colours and sizes.
        names: Of the four corners, for the magnifier and for screen readers.
        top: Written along the page's upper edge.
    """

    #: A corner was moved, or another one chosen.
    changed = Signal()

    def __init__(self, theme: Theme, names: Sequence[str], top: str) -> None:
        super().__init__(theme)
        self.names = tuple(names)
        self._top = top
        self.corners: list[Point] = default_corners(100, 100)
        self.current = 0
        self._pull: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_photo(self, image: QImage, corners: Sequence[Point]) -> None:
        """Shows a photograph, with corners in its pixels; none for those to begin with."""
        self.show_image(image)
        size = self.image_size
        self.corners = list(corners) or default_corners(size.width(), size.height())
        self.choose(0)

    def choose(self, corner: int) -> None:
        """Makes a corner, 0 to 3, the one that arrows move."""
        self.current = corner
        self._tell()

    def turn(self) -> None:
        """Another corner becomes the first: for a page that lies sideways."""
        self.corners = [*self.corners[1:], self.corners[0]]
        self._tell()

    def move_to(self, point: Point) -> None:
        """Puts the current corner at a point of the picture; beyond its edge there is nothing to read."""
        size = self.image_size
        x = min(size.width() - 1.0, max(0.0, point[0]))
        y = min(size.height() - 1.0, max(0.0, point[1]))
        self.corners[self.current] = (x, y)
        self._tell()

    @property
    def possible(self) -> bool:
        """Whether the corners can be those of a page."""
        size = self.image_size
        return is_page(self.corners, size.width(), size.height())

    def _tell(self) -> None:
        x, y = self.corners[self.current]
        self.setAccessibleDescription(f"{self.names[self.current]}: {x:.0f}, {y:.0f}")
        self.changed.emit()
        self.update()

    # --- mouse and finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the handle that is nearest, or of the picture."""
        at = self._handle_at(event.position())
        if at is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.choose(at)
        self._pull = self._handles()[at] - event.position()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the handle, as far from the pointer as it was taken."""
        if self._pull is None:
            super().mouseMoveEvent(event)
            return
        place = self.to_widget().inverted()[0].map(event.position() + self._pull)
        self.move_to((place.x(), place.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        if self._pull is None:
            super().mouseReleaseEvent(event)
        self._pull = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _handles(self) -> list[QPointF]:
        transform = self.to_widget()
        return [transform.map(QPointF(*corner)) for corner in self.corners]

    def _handle_at(self, point: QPointF) -> int | None:
        gaps = [(handle - point) for handle in self._handles()]
        far = [(gap.x() ** 2 + gap.y() ** 2) ** 0.5 for gap in gaps]
        nearest = far.index(min(far))
        return nearest if far[nearest] <= REACH else None

    # --- keyboard

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the corners until it leaves the last one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if step and 0 <= self.current + step < len(self.corners):
                self.choose(self.current + step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the corner, 1 to 4 choose one."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            fast = FASTER if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            reach = max(self.image_size.width(), self.image_size.height()) * NUDGE * fast
            x, y = self.corners[self.current]
            self.move_to((x + _ARROWS[key][0] * reach, y + _ARROWS[key][1] * reach))
        elif event.text() and event.text() in "1234":
            self.choose(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From before one comes to the first corner, from behind to the last."""
        ends = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: len(self.corners) - 1}
        if event.reason() in ends:
            self.choose(ends[event.reason()])
        super().focusInEvent(event)

    # --- painting

    def paint_over(self, painter: QPainter) -> None:
        """The outline, its upper edge in words, the handles, and the magnifier over the current one."""
        if self._pixmap.isNull():
            return
        handles = self._handles()
        line = self.theme.color("accent") if self.possible else self.theme.color("bad")
        for color, width in ((QColor(0, 0, 0, 140), 6), (QColor("#ffffff"), 4), (line, 2)):
            painter.setPen(QPen(color, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF(handles))
        self._paint_top(painter, handles[0], handles[1])
        for at, handle in enumerate(handles):
            self._paint_handle(painter, handle, here=at == self.current)
        for at, handle in enumerate(handles):
            self._paint_number(painter, at, handle, here=at == self.current)
        self._paint_glass(painter, handles[self.current])

    def _paint_top(self, painter: QPainter, left: QPointF, right: QPointF) -> None:
        painter.setFont(self.theme.font(14, bold=True))
        room = QRectF(painter.fontMetrics().boundingRect(self._top)).adjusted(-8, -3, 8, 3)
        room.moveCenter((left + right) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        painter.drawRoundedRect(room, 5, 5)
        painter.setPen(self.theme.color("on_accent"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._top)

    def _paint_handle(self, painter: QPainter, handle: QPointF, *, here: bool) -> None:
        """A ring: what it stands on is seen in its middle."""
        for color, width in ((QColor(0, 0, 0, 160), 7), (QColor("#ffffff"), 5), (self._tint(here=here), 3)):
            painter.setPen(QPen(color, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(handle, RADIUS, RADIUS)
        _cross(painter, handle, 7, self._tint(here=here))

    def _paint_number(self, painter: QPainter, at: int, handle: QPointF, *, here: bool) -> None:
        """The number stands outwards of its ring."""
        middle = sum(self._handles(), QPointF()) / 4
        away = handle - middle
        length = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
        painter.setFont(self.theme.font(16, bold=True))
        side = painter.fontMetrics().height() + 4.0
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(handle + away / length * (RADIUS + side / 2 + 3))
        spot.moveLeft(min(self.width() - side - 1, max(1, spot.left())))
        spot.moveTop(min(self.height() - side - 1, max(1, spot.top())))
        painter.setPen(QPen(self.theme.color("accent"), 2))
        painter.setBrush(self.theme.color("accent" if here else "surface"))
        painter.drawEllipse(spot)
        painter.setPen(self.theme.color("on_accent" if here else "ink"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(at + 1))

    def _tint(self, *, here: bool) -> QColor:
        return self.theme.color("accent") if here else self.theme.color("edge")

    def _paint_glass(self, painter: QPainter, handle: QPointF) -> None:
        """A round piece of the photograph, enlarged, beside the picture or else across from the handle."""
        glass = self._glass(handle)
        shape = QPainterPath()
        shape.addEllipse(glass)
        painter.fillPath(shape, self.theme.color("sunken"))
        painter.save()
        painter.setClipPath(shape)
        scale = max(1.0, self._base_scale() * self._zoom * LARGER)
        painter.translate(glass.center())
        painter.scale(scale, scale)
        x, y = self.corners[self.current]
        painter.drawPixmap(QPointF(-x, -y), self._pixmap)
        painter.restore()
        for color, width in ((QColor(0, 0, 0, 160), 6), (QColor("#ffffff"), 4), (self.theme.color("accent"), 2)):
            painter.setPen(QPen(color, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(glass)
        _cross(painter, glass.center(), glass.width() / 2, self.theme.color("accent"))

    def _glass(self, handle: QPointF) -> QRectF:
        free = self.to_widget().mapRect(QRectF(QPointF(), self.image_size.toSizeF())).left() - 8
        beside = free >= LEAST_GLASS
        side = min(GLASS, free if beside else self.width() * 0.45, self.height() * 0.45)
        gap = RADIUS + 28
        right = handle.x() > self.width() / 2
        if beside:
            left = self.width() - side - 4 if right else 4.0
            top = handle.y() - side / 2
        else:
            left = handle.x() - gap - side if right else handle.x() + gap
            top = handle.y() - gap - side if handle.y() > self.height() / 2 else handle.y() + gap
        held_left = min(self.width() - side - 4, max(4, left))
        return QRectF(held_left, min(self.height() - side - 4, max(4, top)), side, side)


def _cross(painter: QPainter, middle: QPointF, reach: float, color: QColor) -> None:
    for shade, width in ((QColor(255, 255, 255, 200), 3.0), (color, 1.5)):
        painter.setPen(QPen(shade, width))
        painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
        painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))
