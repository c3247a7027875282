"""The class on the projector: a tile for each TPS, two dots for its operators, large enough for three metres.

Where there are too many TPS for that, as in a simulation of a whole city, a tile stands for a kelurahan, or a
kecamatan, and tells how many of its operators are how far.

It shows TPS and role, the state and nothing else: no name, no points, no order by success. Who looks at the wall shall
see whether everybody is through, not who is better than whom; what somebody reached is told to them and the trainer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, Elided, tight
from .office import Office
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.queries import MemberResult

#: How far an operator is. `none`: the class has nobody of that role from this TPS.
State = Literal["none", "waiting", "working", "sent", "passed", "failed"]
#: All that is shown, in the order of the legend.
_STATES: tuple[State, ...] = ("waiting", "working", "sent", "passed", "failed")
#: Milliseconds between two looks for results that others wrote into the same database.
LOOK_EVERY = 5000
#: The same after one that failed, as where a server was out of reach for a while.
LOOK_AGAIN = 20_000
#: A tile is this much wider than high at least.
_WIDER = 1.25
#: What can be read from three metres, seen on a picture 1.5 m wide: a tile's least share of the board's height; more
#: where a kelurahan has to be read in it beside a TPS.
LEAST_WITH_VILLAGE, LEAST_AREA = 0.115, 0.1


@dataclass(frozen=True, slots=True)
class Tile:
    """A TPS on the board.

    Attributes:
        village: Kelurahan.
        station: Three-digit text.
        utama: How far its operator utama is.
        cadangan: The same of the other one.
        district: Kecamatan.
    """

    village: str
    station: str
    utama: State = "none"
    cadangan: State = "none"
    district: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A kelurahan or kecamatan on the board.

    Attributes:
        name: Of it.
        counts: How many of its operators are in each state, of those that occur, in the legend's order.
    """

    name: str
    counts: tuple[tuple[State, int], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the board shows.

    Attributes:
        title: Of the class.
        tiles: By kelurahan and TPS.
    """

    title: str
    tiles: tuple[Tile, ...]

    def count(self, *states: State) -> int:
        """How many operators are in one of these states."""
        return sum((tile.utama in states) + (tile.cadangan in states) for tile in self.tiles)


def state_of(one: MemberResult) -> State:
    """How far a member is."""
    if one.passed:
        return "passed"
    if one.best is not None:
        return "failed"
    if one.attempts:
        return "sent"
    return "working" if one.present else "waiting"


def tiles_of(members: Sequence[MemberResult]) -> tuple[Tile, ...]:
    """The TPS of a class, by kelurahan and number."""
    states: dict[tuple[str, str, str], dict[str, State]] = {}
    for one in members:
        states.setdefault((one.district, one.village, one.station), {})[one.role] = state_of(one)
    return tuple(
        Tile(village, station, found.get("utama", "none"), found.get("cadangan", "none"), district)
        for (district, village, station), found in sorted(states.items())
    )


def areas_of(tiles: Sequence[Tile], name: Callable[[Tile], tuple[str, ...]]) -> tuple[Area, ...]:
    """TPS taken together by the last part of a name, in their order."""
    counts: dict[tuple[str, ...], Counter[State]] = {}
    for tile in tiles:
        counts.setdefault(name(tile), Counter()).update((tile.utama, tile.cadangan))
    return tuple(
        Area(key[-1], tuple((state, found[state]) for state in _STATES if found[state]))
        for key, found in counts.items()
    )


def what_fits(tiles: tuple[Tile, ...], width: float, height: float) -> tuple[Tile, ...] | tuple[Area, ...]:
    """The TPS, or where they could not be read from three metres their kelurahan, or the kecamatan of those."""
    several = len({(tile.district, tile.village) for tile in tiles}) > 1
    if not several or _share(len(tiles), width, height) >= LEAST_WITH_VILLAGE:
        return tiles
    villages = areas_of(tiles, lambda tile: (tile.district, tile.village))
    if _share(len(villages), width, height) >= LEAST_AREA:
        return villages
    return areas_of(tiles, lambda tile: (tile.district,))


def _share(count: int, width: float, height: float) -> float:
    """What share of the height a tile has, of so many."""
    columns, rows = grid_of(count, width, height)
    return min(1 / rows, width / columns / _WIDER / height)


def board_of(records: Records, class_id: int) -> Board:
    """Looks the board of a class up."""
    from sirekap_trainer.records.classes import class_of  # noqa: PLC0415
    from sirekap_trainer.records.queries import class_members  # noqa: PLC0415

    return Board(class_of(records, class_id).title, tiles_of(class_members(records, class_id)))


def grid_of(count: int, width: float, height: float) -> tuple[int, int]:
    """Columns and rows with which so many tiles are largest in a room."""
    best, size = (1, max(1, count)), 0.0
    for columns in range(1, max(1, count) + 1):
        rows = math.ceil(count / columns)
        high = min(height / rows, width / columns / _WIDER)
        if high > size:
            best, size = (columns, rows), high
    return best


class BoardView(QWidget):
    """Paints the board into whatever room there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.board = Board("", ())
        self.setMinimumSize(theme.text(200), theme.text(120))
        theme.changed.connect(self.update)

    def show_board(self, board: Board) -> None:
        """Shows another state."""
        self.board = board
        self.setAccessibleName(self.words)
        self.update()

    @property
    def names(self) -> dict[State, str]:
        """The states in words."""
        return {  # in the order of _STATES
            "waiting": self.tr("belum"),
            "working": self.tr("sedang"),
            "sent": self.tr("terkirim"),
            "passed": self.tr("lulus"),
            "failed": self.tr("belum lulus"),
        }

    @property
    def words(self) -> str:
        """The counts in words."""
        return ", ".join(f"{self.board.count(state)} {name}" for state, name in self.names.items())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tiles above, below them what the signs mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("paper"))
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        foot = self._legend_height(room)
        self._paint_legend(painter, QRectF(room.left(), room.bottom() - foot, room.width(), foot))
        room.setBottom(room.bottom() - foot - 8)
        tiles = self.board.tiles
        if not tiles:
            return
        shown: Sequence[Tile | Area] = what_fits(tiles, room.width(), room.height())
        columns, rows = grid_of(len(shown), room.width(), room.height())
        wide, high = room.width() / columns, room.height() / rows
        several = len({tile.village for tile in tiles}) > 1
        size = self._name_size([one.name for one in shown if isinstance(one, Area)], wide - 28, high)
        for at, one in enumerate(shown):
            place = QRectF(room.left() + at % columns * wide, room.top() + at // columns * high, wide, high)
            inner = self._paint_card(painter, place.adjusted(4, 4, -4, -4))
            if isinstance(one, Area):
                self._paint_area(painter, inner.adjusted(4, 0, -4, 0), one, size)
            else:
                self._paint_tile(painter, inner, one, several=several)
        painter.end()

    def _paint_card(self, painter: QPainter, place: QRectF) -> QRectF:
        """A tile with nothing on it; gives the room within."""
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(place, 8, 8)
        return place.adjusted(6, 4, -6, -4)

    def _name_size(self, names: Sequence[str], width: float, height: float) -> float:
        """Pixels at which each of these fits, for all the same."""
        font, size = QFont(QApplication.font()), max(11.0, height * 0.22)
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(int(size))
        longest = max((QFontMetricsF(font).horizontalAdvance(name) for name in names), default=0.0)
        return max(11.0, font.pixelSize() * min(1.0, width / longest)) if longest else size

    def _paint_area(self, painter: QPainter, inner: QRectF, area: Area, size: float) -> None:
        """Its name, and below how many operators are how far."""
        font = QFont(QApplication.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(int(size))
        head = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.34)
        name = QFontMetricsF(font).elidedText(area.name, Qt.TextElideMode.ElideRight, head.width())
        painter.setFont(font)
        painter.setPen(self._theme.color("ink"))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        high = (inner.bottom() - head.bottom()) / 2
        size = min(high * 0.86, inner.width() * 0.18)
        font.setPixelSize(max(9, round(size * 0.9)))
        painter.setFont(font)
        for row, states in enumerate(_rows_of(area)):
            wide = inner.width() / max(2, len(states))
            for at, (state, count) in enumerate(states):
                place = QRectF(inner.left() + at * wide, head.bottom() + row * high, wide, high).adjusted(4, 0, 0, 0)
                sign(painter, self._theme, QRectF(place.left(), place.center().y() - size / 2, size, size), state)
                painter.setPen(self._theme.color("ink"))
                beside = place.adjusted(size * 1.2, 0, 0, 0)
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(count))

    def _paint_tile(self, painter: QPainter, inner: QRectF, tile: Tile, *, several: bool) -> None:
        head = inner.height() * (0.34 if several else 0.42)
        number = QRectF(inner.left(), inner.top(), inner.width(), head)
        self._text(painter, number, tile.station, "ink", bold=True)
        top = number.bottom()
        if several:
            under = QRectF(inner.left(), top, inner.width(), inner.height() * 0.18)
            self._text(painter, under, tile.village, "ink_soft", elide=True)
            top = under.bottom()
        dots = QRectF(inner.left(), top, inner.width(), inner.bottom() - top)
        half = dots.width() / 2
        for at, (letter, state) in enumerate((("U", tile.utama), ("C", tile.cadangan))):
            self._paint_dot(painter, QRectF(dots.left() + at * half, dots.top(), half, dots.height()), letter, state)

    def _paint_dot(self, painter: QPainter, place: QRectF, letter: str, state: State) -> None:
        if state == "none":
            return
        size = min(place.height() * 0.92, place.width() * 0.58)
        wide = size * 1.64
        left = place.center().x() - wide / 2
        self._text(painter, QRectF(left, place.top(), size * 0.5, place.height()), letter, "ink_soft", share=0.55)
        sign(painter, self._theme, QRectF(left + size * 0.64, place.center().y() - size / 2, size, size), state)

    def _text(
        self,
        painter: QPainter,
        place: QRectF,
        words: str,
        tint: str,
        *,
        bold: bool = False,
        elide: bool = False,
        share: float = 0.86,
    ) -> None:
        """One line, as large as it fits."""
        font = QFont(QApplication.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        size = max(9.0, place.height() * share)
        font.setPixelSize(round(size))
        need = QFontMetricsF(font).horizontalAdvance(words)
        if need > place.width():
            font.setPixelSize(round(max(0.75 * size if elide else 9.0, size * place.width() / need)))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width()) if elide else words
        painter.setFont(font)
        painter.setPen(self._theme.color(tint))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)

    def _legend_font(self, room: QRectF) -> QFont:
        font = QFont(QApplication.font())
        font.setPixelSize(round(max(float(self._theme.text(18)), min(32.0, room.height() / 24))))
        return font

    def _legend(self) -> list[tuple[State, str]]:
        return [(state, f"{self.board.count(state)} {name}") for state, name in self.names.items()]

    def _legend_height(self, room: QRectF) -> float:
        return self._legend_font(room).pixelSize() * 1.9

    def _paint_legend(self, painter: QPainter, room: QRectF) -> None:
        font = self._legend_font(QRectF(self.rect()))
        entries = self._legend()
        metrics = QFontMetricsF(font)
        gap, size = metrics.height() * 0.8, metrics.height()
        total = sum(size * 1.3 + metrics.horizontalAdvance(words) + gap for _, words in entries) - gap
        if total > room.width():
            font.setPixelSize(max(9, int(font.pixelSize() * room.width() / total)))
            metrics = QFontMetricsF(font)
            gap, size = metrics.height() * 0.8, metrics.height()
            total = sum(size * 1.3 + metrics.horizontalAdvance(words) + gap for _, words in entries) - gap
        left, middle = room.left() + (room.width() - total) / 2, room.center().y()
        for state, words in entries:
            sign(painter, self._theme, QRectF(left, middle - size / 2, size, size), state)
            wide = metrics.horizontalAdvance(words)
            painter.setFont(font)
            painter.setPen(self._theme.color("ink"))
            place = QRectF(left + size * 1.3, room.top(), wide + 4, room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += size * 1.3 + wide + gap


def _rows_of(area: Area) -> tuple[list[tuple[State, int]], list[tuple[State, int]]]:
    """Who is through in the first row, always; the others in the second, where there are any."""
    counts = dict(area.counts)
    through = [(state, counts.get(state, 0)) for state in _STATES[-2:]]
    return through, [(state, counts[state]) for state in _STATES[:-2] if state in counts]


def sign(painter: QPainter, theme: Theme, place: QRectF, state: State) -> None:
    """A state as a sign of its own shape, told apart without its colour too."""
    painter.save()
    stroke = max(2.0, place.width() * 0.09)
    box = place.adjusted(stroke, stroke, -stroke, -stroke)
    if state == "passed":
        _disc(painter, box, theme.color("accent"))
        _line(painter, box, theme.color("on_accent"), stroke * 1.4, ((0.26, 0.53), (0.43, 0.70), (0.75, 0.33)))
    elif state == "failed":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warn"))
        painter.drawPolygon([box.bottomLeft(), QPointF(box.center().x(), box.top()), box.bottomRight()])
        _line(painter, box, theme.color("warn_soft"), stroke * 1.3, ((0.5, 0.38), (0.5, 0.64)))
        _line(painter, box, theme.color("warn_soft"), stroke * 1.3, ((0.5, 0.82), (0.5, 0.83)))
    elif state == "sent":
        painter.setPen(QPen(theme.color("accent"), stroke))
        painter.drawEllipse(box)
        _line(painter, box, theme.color("accent"), stroke * 1.2, ((0.28, 0.5), (0.72, 0.5), (0.54, 0.32)))
        _line(painter, box, theme.color("accent"), stroke * 1.2, ((0.72, 0.5), (0.54, 0.68)))
    elif state == "working":
        painter.setPen(QPen(theme.color("ink_soft"), stroke))
        painter.drawEllipse(box)
        dot = box.width() * 0.29
        _disc(painter, box.adjusted(dot, dot, -dot, -dot), theme.color("ink_soft"))
    else:
        painter.setPen(QPen(theme.color("edge"), stroke))
        painter.drawEllipse(box)
    painter.restore()


def _disc(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(box)


def _line(painter: QPainter, box: QRectF, color: QColor, width: float, points: Sequence[tuple[float, float]]) -> None:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points])


class _Wall(QWidget):
    """The board alone on a whole screen, until F11 or Esc."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.view = BoardView(theme)
        column = tight(QVBoxLayout(self))
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it takes the screen there is
        column.addWidget(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Away with it."""
        if event.key() in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)


class ClassBoardScreen(OfficeScreen):
    """The board of the class at hand, and on F11 on a whole screen: the second one, where there are two."""

    entry = "classes"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.back = self.tr("Kembali")
        self.primary, self.primary_icon = self.tr("Layar penuh"), "board"
        self._to_desk = False
        self.heading = Elided("title")
        self.members_button = Button(self.tr("Peserta dan hadir"), theme, icon="people")
        self.members_button.clicked.connect(lambda: self.going.emit("class_members"))
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(self.heading, 1)
        head.addWidget(self.members_button)
        self.view = BoardView(theme)
        self.wall: _Wall | None = None
        self.body.addLayout(head)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.notice)
        QShortcut(Qt.Key.Key_F11, self).activated.connect(self.press_primary)
        self._blind = False  # whether the last look failed
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.reload)

    def enter(self) -> None:
        """Looks the class up; without one it goes back to the list."""
        if self.office.class_id is None:
            self.going.emit("classes")
            return
        super().enter()
        self._blind, self._to_desk = False, False
        self._looking.setInterval(LOOK_EVERY)
        self.hints = self.tr("F11 layar penuh · Esc kembali dari layar penuh")
        if self.office.receiving:
            self.hints = self.tr("Tetap menerima hasil · F11 layar penuh · Kembali ke Terima hasil")
        self._looking.start()
        self.setFocus()

    def leave(self) -> None:
        """Nothing stays on the wall."""
        self._looking.stop()
        self._take_down()
        if self.office.receiving and not self._to_desk:
            self.office.board_left.emit()

    def reload(self) -> None:
        """Looks at how far everybody is."""
        class_id = self.office.class_id
        if class_id is not None:
            self.office.look(lambda records: board_of(records, class_id), self._show, self._failed)

    def _show(self, board: Board) -> None:
        if self._blind:
            self._blind = False
            self.notice.hide()
            self._looking.setInterval(LOOK_EVERY)
        self.heading.say(board.title)
        self.view.show_board(board)
        if self.wall is not None:
            self.wall.view.show_board(board)
        if not board.tiles:
            self.say(self.tr("Kelas ini belum punya peserta. Tekan Peserta dan hadir."), "info")

    def _failed(self, error: BaseException) -> None:
        """Said once: it is looked again, less often, until it can be seen."""
        if getattr(error, "code", "") != "catatan":
            self._looking.stop()  # such as a class that is gone
        if not self._blind:
            self._blind = True
            self._looking.setInterval(LOOK_AGAIN)
            self.fail(error)

    def press_primary(self) -> None:
        """On the whole screen, or back."""
        if self.wall is not None and self.wall.isVisible():
            self._take_down()
            return
        self._take_down()
        self.wall = _Wall(self.theme, self.view.board.title)
        self.wall.view.show_board(self.view.board)
        others = [one for one in QApplication.screens() if one is not self.screen()]
        if others:
            self.wall.setGeometry(others[0].geometry())
        self.wall.showFullScreen()

    def _take_down(self) -> None:
        if self.wall is not None:
            self.wall.close()
            self.wall.deleteLater()
            self.wall = None

    def press_back(self) -> None:
        """To the list, or to the desk, which still receives."""
        self._to_desk = self.office.receiving
        self.going.emit("desk" if self._to_desk else "classes")
