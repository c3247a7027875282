"""Handwriting as strokes of a marker: digits, fillers, blackened bubbles, tally marks, words and signatures.

Everything comes out as vector strokes in page-frame fractions, so that a sheet stays sharp at any size. Lengths in here
that are called *units* are fractions of the page frame's width in both directions, so that shapes keep their form.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from sirekap_trainer.form.model import Rect
from sirekap_trainer.form.symbols import DIGITS
from sirekap_trainer.practice.dice import Dice

#: Size of the dot guide relative to its box, measured on page 2 of the 2024 form (19 x 28.5 px in a 45 x 42 px frame).
GUIDE_WIDTH, GUIDE_HEIGHT = 0.42, 0.68
#: Fives in a row and rows of a tally grid, as on the 2024 form.
TALLY_COLUMNS, TALLY_ROWS = 12, 5
#: How much ink keeps off the centre line of its box's frame, in units: half the frame's line and a hair of paper.
_CLEARANCE = 0.0022
#: Distance of the points a stroke is drawn through, of the glyph's height.
_STEP = 0.07
#: Correction fluid: not quite the paper's white, the rim of the dried blot, its brush, of a box's width, and how much
#: of the ink shines through. Choices by eye: a person sees at a glance that a box was corrected. Of 580 corrected
#: numbers (20 hands, printed, 300 dpi) the reader misread 2 and refused 6 where 0.10 shone through, none at 0.06.
_FLUID: Ink = (0.965, 0.965, 0.955)
_FLUID_RIM: Ink = (0.84, 0.85, 0.86)
_FLUID_BRUSH = 0.26
_FLUID_THIN = 0.05
#: Points drawn with one width of line before the pressure changes.
_PIECE = 5

Point = tuple[float, float]
Ink = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the pen, with round ends.

    Attributes:
        points: (x, y) in page-frame fractions, joined by straight lines.
        width: Width of the line as a fraction of the frame's width.
        ink: Red, green, blue, 0 to 1; None for the hand's own.
    """

    points: tuple[Point, ...]
    width: float
    ink: Ink | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """How one person writes; the fields are explained in `data/hands.toml`."""

    name: str
    digits: tuple[str, ...]
    slant: float
    wide: float
    high: float
    pen: float
    tremor: float
    stray: float
    ink: Ink
    bubbles: str

    def traces(self, digit: str) -> bool:
        """Whether this hand follows the dot guide for a digit."""
        return self.digits[int(digit)].endswith("_traced")


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A stroke of a glyph: points in the unit square, and whether they are joined by a curve."""

    points: tuple[Point, ...]
    smooth: bool


@cache
def hands() -> tuple[Hand, ...]:
    """All hands, in the order of `data/hands.toml`."""
    entries = _data("hands.toml")["hands"]
    return tuple(Hand(**{**e, "digits": tuple(e["digits"]), "ink": tuple(e["ink"])}) for e in entries)


def hand_named(name: str) -> Hand:
    """The hand with this name.

    Raises:
        KeyError: There is none.
    """
    for hand in hands():
        if hand.name == name:
            return hand
    raise KeyError(name)


def guide_of(box: Rect) -> Rect:
    """Where the dot guide stands in a digit box, page-frame fractions."""
    width, height = GUIDE_WIDTH * box.w, GUIDE_HEIGHT * box.h
    x, y = box.centre
    return Rect(x - width / 2, y - height / 2, width, height)


class Pen:
    """A hand at work on one page.

    Args:
        hand: Who writes.
        aspect: Height of the page frame divided by its width.
        dice: Chance; the same stream writes the same page.
    """

    def __init__(self, hand: Hand, *, aspect: float, dice: Dice) -> None:
        self._hand = hand
        self._aspect = aspect
        self._dice = dice

    def boxes(self, symbols: str, boxes: Sequence[Rect]) -> list[Stroke]:
        """Symbols (`form/symbols.py`) written into their boxes, one each."""
        return [stroke for symbol, box in zip(symbols, boxes, strict=True) for stroke in self.symbol(symbol, box)]

    def symbol(self, symbol: str, box: Rect) -> list[Stroke]:
        """A digit, `X` or `-` in its box; nothing for `_`. The ink stays inside the box.

        Raises:
            ValueError: The symbol cannot be written.
        """
        area = self._units(box)
        if symbol == "_":
            return []
        if symbol == "X":
            lines = self._cross(area)
        elif symbol == "-":
            lines = self._dash(area)
        elif symbol in DIGITS:
            lines = self._digit(symbol, box)
        else:
            raise ValueError(f"no pen writes {symbol!r}")
        return self._strokes(_kept_inside(lines, area, _CLEARANCE + self._hand.pen / 2), self._hand.pen)

    def covered(self, symbol: str, box: Rect) -> list[Stroke]:
        """A symbol written by mistake, and an uneven blot of correction fluid through which it shines faintly."""
        wrong = self.symbol(symbol, box)
        rows = self._blot(wrong, box)
        brush = _FLUID_BRUSH * self._units(box).w
        rim = [replace(self._stroke(row, brush + 0.0007), ink=_FLUID_RIM) for row in rows]
        fluid = [replace(self._stroke(row, brush), ink=_FLUID) for row in rows]
        red, green, blue = (
            white + _FLUID_THIN * (ink - white) for white, ink in zip(_FLUID, self._hand.ink, strict=True)
        )
        return [*wrong, *rim, *fluid, *(replace(stroke, ink=(red, green, blue)) for stroke in wrong)]

    def bubble(self, bubble: Rect) -> list[Stroke]:
        """A blackened bubble, as well or badly as this hand does it."""
        area = self._units(bubble)
        radius = area.w / 2
        pen = min(self._hand.pen, radius * 0.5)
        x, y = area.centre
        off = self._dice.normal(0.04 * radius), self._dice.normal(0.04 * radius)
        points = _BUBBLES[self._hand.bubbles](radius, pen, self._dice.real(0, 2 * math.pi))
        line = [(x + off[0] + px, y + off[1] + py) for px, py in points]
        return [self._stroke(line, pen)]

    def text(self, text: str, area: Rect, *, size: float) -> list[Stroke]:
        """Capitals and digits on one line, left-aligned in the middle of `area`; smaller where they would not fit.

        Args:
            text: What to write; small letters become capitals, what has no glyph becomes a gap.
            area: Page-frame fractions.
            size: Height of the letters as a fraction of the frame's width.
        """
        space = self._units(area)
        advance = 0.78
        scale = min(size, space.w / (advance * max(1, len(text))), space.h)
        x, y = space.x, space.y + (space.h - scale) / 2
        result: list[Stroke] = []
        for character in text.upper():
            glyph = self._glyph(character)
            spot = Rect(x, y + self._dice.normal(0.03 * scale), 0.55 * scale, scale)
            lines = self._placed(glyph, spot, slant=self._hand.slant) if glyph else []
            result += self._strokes(lines, min(self._hand.pen * 0.62, scale * 0.16))
            x += advance * scale
        return result

    def tally(self, count: int, grid: Rect) -> list[Stroke]:
        """`count` as fives in a grid of 12 x 5 cells, row by row: four strokes and one across.

        Raises:
            ValueError: There are more than the grid holds (300).
        """
        if not 0 <= count <= 5 * TALLY_COLUMNS * TALLY_ROWS:
            raise ValueError(f"{count} does not fit a tally grid")
        area = self._units(grid)
        width, height = area.w / TALLY_COLUMNS, area.h / TALLY_ROWS
        result: list[Stroke] = []
        for cell in range(-(-count // 5)):
            row, column = divmod(cell, TALLY_COLUMNS)
            corner = Rect(area.x + column * width, area.y + row * height, width, height)
            result += self._five(min(5, count - 5 * cell), corner)
        return result

    def signature(self, area: Rect) -> list[Stroke]:
        """A scribble like a signature over most of `area`: a swing up, a run of loops, a tail, sometimes a line."""
        space, dice = self._units(area), self._dice
        count, turns = dice.whole(16, 34), dice.real(2.2, 5.5)
        loop, start, fall = dice.real(0.02, 0.13), dice.real(0, 2 * math.pi), dice.real(0.35, 0.85)
        shape = [(0.02, dice.real(0.6, 0.95)), (dice.real(0.06, 0.16), dice.real(0.0, 0.12))]
        for step in range(count):
            along = step / (count - 1)
            angle = start + 2 * math.pi * turns * along
            reach = 0.36 * (1 - fall * along) + dice.normal(0.06)
            shape.append((0.14 + 0.66 * along + loop * math.cos(angle), 0.5 + reach * math.sin(angle)))
        shape += [(0.9, dice.real(0.3, 0.8)), (1.0, dice.real(0.1, 0.7))]
        lines = [_curve([(space.x + x * space.w, space.y + y * space.h) for x, y in shape], space.h * 0.08)]
        if dice.chance(0.4):
            height = space.y + dice.real(0.75, 0.95) * space.h
            ends = [(space.x + 0.1 * space.w, height), (space.x + 0.9 * space.w, height - 0.15 * space.h)]
            lines.append(_straight(ends, space.h * 0.1))
        return self._strokes(_kept_inside(lines, space, 0), self._hand.pen * 0.55)

    def _units(self, rect: Rect) -> Rect:
        return Rect(rect.x, rect.y * self._aspect, rect.w, rect.h * self._aspect)

    def _glyph(self, character: str) -> tuple[_Skeleton, ...] | None:
        digits, letters = _glyphs()
        if character in DIGITS:
            return digits[self._hand.digits[int(character)]]
        return letters.get(character)

    def _digit(self, digit: str, box: Rect) -> list[list[Point]]:
        hand, dice = self._hand, self._dice
        guide = self._units(guide_of(box))
        size = 1 + dice.normal(0.04)
        width, height = guide.w * hand.wide * size, guide.h * hand.high * size
        x, y = guide.centre
        x += dice.normal(hand.stray * guide.w)
        y += dice.normal(hand.stray * guide.w)
        glyph = self._glyph(digit)
        assert glyph is not None
        return self._placed(glyph, Rect(x - width / 2, y - height / 2, width, height), slant=hand.slant)

    def _placed(self, glyph: Iterable[_Skeleton], spot: Rect, *, slant: float) -> list[list[Point]]:
        """A glyph's strokes on the paper, in units: shaken, slanted and put into `spot`."""
        lean = math.tan(math.radians(slant + self._dice.normal(1.2)))
        lines = []
        for skeleton in glyph:
            points = [self._shaken(point, spot) for point in skeleton.points]
            line = _curve(points, _STEP * spot.h) if skeleton.smooth else _straight(points, _STEP * spot.h)
            middle = spot.centre[1]
            lines.append([(x + (middle - y) * lean, y) for x, y in self._wavering(line, spot.w)])
        return lines

    def _shaken(self, point: Point, spot: Rect) -> Point:
        x, y = (value + self._dice.normal(0.022) for value in point)
        return spot.x + x * spot.w, spot.y + y * spot.h

    def _wavering(self, line: list[Point], width: float) -> list[Point]:
        """Adds the hand's tremor: two slow waves along the line, a different one each way."""
        reach = self._hand.tremor * width
        phases = [self._dice.real(0, 2 * math.pi) for _ in range(4)]
        return [
            (
                x + reach * (math.sin(0.9 * i + phases[0]) + 0.6 * math.sin(2.1 * i + phases[1])),
                y + reach * (math.sin(0.8 * i + phases[2]) + 0.6 * math.sin(1.9 * i + phases[3])),
            )
            for i, (x, y) in enumerate(line)
        ]

    def _cross(self, area: Rect) -> list[list[Point]]:
        """An X over most of the box, not quite in its middle."""
        dice, (x, y) = self._dice, area.centre
        across, down = area.w * dice.real(0.27, 0.38), area.h * dice.real(0.30, 0.40)
        x, y = x + dice.normal(0.03 * area.w), y + dice.normal(0.03 * area.h)
        ends = [(-1, -1), (1, 1), (1, -1), (-1, 1)]
        spots = [(x + across * (sx + dice.normal(0.07)), y + down * (sy + dice.normal(0.07))) for sx, sy in ends]
        pairs = (spots[:2], spots[2:])
        return [self._wavering(_straight(list(pair), 0.1 * area.h), 0.4 * area.w) for pair in pairs]

    def _dash(self, area: Rect) -> list[list[Point]]:
        dice, (x, y) = self._dice, area.centre
        half, tilt = area.w * dice.real(0.18, 0.27), dice.normal(0.03 * area.h)
        y += dice.normal(0.04 * area.h)
        return [self._wavering(_straight([(x - half, y + tilt), (x + half, y - tilt)], 0.1 * area.h), 0.4 * area.w)]

    def _blot(self, wrong: list[Stroke], box: Rect) -> list[list[Point]]:
        """Rows of a brush over all of the strokes, in units, with ragged ends; inside the box."""
        area, dice = self._units(box), self._dice
        points = [point for stroke in wrong for point in stroke.points]
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = (edge(y * self._aspect for _, y in points) for edge in (min, max))
        brush, ragged = _FLUID_BRUSH * area.w, 0.05 * area.w
        count = max(2, math.ceil((bottom - top) / (0.55 * brush)) + 1)
        rows = []
        for row in range(count):
            y = top + (bottom - top) * row / (count - 1)
            ends = left - abs(dice.normal(ragged)), right + abs(dice.normal(ragged))
            rows.append([(ends[0], y + dice.normal(0.02 * area.h)), (ends[1], y + dice.normal(0.02 * area.h))])
        return _kept_inside(rows, area, brush / 2 + 0.0008)

    def _five(self, count: int, cell: Rect) -> list[Stroke]:
        """One to five tally strokes in a cell (units)."""
        dice, pen = self._dice, self._hand.pen * 0.42
        lines: list[list[Point]] = []
        for place in range(min(4, count)):
            x = cell.x + cell.w * (0.2 + 0.2 * place)
            top, bottom = cell.y + cell.h * 0.18, cell.y + cell.h * 0.82
            wobble = [dice.normal(0.03 * cell.w) for _ in range(2)]
            lines.append([(x + wobble[0], top + wobble[1]), (x + wobble[1], bottom + wobble[0])])
        if count == 5:
            rise = dice.normal(0.05 * cell.h)
            lines.append(
                [
                    (cell.x + cell.w * 0.1, cell.y + cell.h * 0.7 + rise),
                    (cell.x + cell.w * 0.9, cell.y + cell.h * 0.3 - rise),
                ]
            )
        return [self._stroke(line, pen) for line in lines]

    def _strokes(self, lines: Iterable[list[Point]], pen: float) -> list[Stroke]:
        """Lines in units as strokes, in pieces of slightly differing width as the pressure changes."""
        result = []
        for line in lines:
            phase = self._dice.real(0, 2 * math.pi)
            for start in range(0, len(line) - 1, _PIECE):
                width = pen * (1 + 0.10 * math.sin(phase + 0.25 * start))
                result.append(self._stroke(line[start : start + _PIECE + 1], width))
        return result

    def _stroke(self, line: Iterable[Point], width: float) -> Stroke:
        return Stroke(tuple((x, y / self._aspect) for x, y in line), width)


@cache
def _glyphs() -> tuple[dict[str, tuple[_Skeleton, ...]], dict[str, tuple[_Skeleton, ...]]]:
    """Skeletons of digits by glyph name, and of letters."""
    data = _data("glyphs.toml")
    digits, letters = (
        {name: tuple(_skeleton(stroke) for stroke in strokes) for name, strokes in data[part].items()}
        for part in ("digits", "letters")
    )
    return digits, letters


def _skeleton(text: str) -> _Skeleton:
    kind, *numbers = text.split()
    values = [float(number) for number in numbers]
    return _Skeleton(tuple(zip(values[::2], values[1::2], strict=True)), smooth=kind == "~")


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sirekap_trainer.practice") / "data" / name).read_text(encoding="utf-8"))


def _straight(points: Sequence[Point], step: float) -> list[Point]:
    """Points along a polyline, at most `step` apart, its corners included."""
    line = [points[0]]
    for (x1, y1), (x2, y2) in pairwise(points):
        count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / step))
        line += [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(1, count + 1)]
    return line


def _curve(points: Sequence[Point], step: float) -> list[Point]:
    """Points along a Catmull-Rom curve through `points`, about `step` apart."""
    ends = [points[0], *points, points[-1]]
    line = [points[0]]
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        count = max(1, math.ceil(math.dist(start, end) / step))
        line += [_between(before, start, end, after, i / count) for i in range(1, count + 1)]
    return line


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    """The Catmull-Rom point at `t` of the way from `start` to `end`."""
    x, y = (
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(before, start, end, after, strict=True)
    )
    return x, y


def _kept_inside(lines: list[list[Point]], area: Rect, margin: float) -> list[list[Point]]:
    """The lines moved, and where need be shrunk, until they keep `margin` from the sides of `area`."""
    if not lines:
        return lines
    moved = []
    for axis, low, high in ((0, area.x + margin, area.right - margin), (1, area.y + margin, area.bottom - margin)):
        values = [point[axis] for line in lines for point in line]
        least, most = min(values), max(values)
        scale = min(1.0, (high - low) / max(most - least, 1e-9))
        offset = min(max(least, low), high - scale * (most - least)) - scale * least
        moved.append((scale, offset))
    (sx, dx), (sy, dy) = moved
    return [[(sx * x + dx, sy * y + dy) for x, y in line] for line in lines]


def _full(radius: float, pen: float, turn: float) -> list[Point]:
    """Nearly all of the bubble, round and round."""
    return _spiral(radius - pen * 0.45, pen * 0.72, turn)


def _hatched(radius: float, pen: float, turn: float) -> list[Point]:
    """Nearly all of the bubble, to and fro."""
    return _zigzag(radius - pen * 0.45, pen * 0.72, turn)


def _over_the_edge(radius: float, pen: float, turn: float) -> list[Point]:
    """More than the bubble, not from its middle."""
    return [(x + 0.12 * radius, y - 0.10 * radius) for x, y in _spiral(1.12 * radius, pen * 0.8, turn)]


def _half(radius: float, pen: float, turn: float) -> list[Point]:
    """Rather more than half of the bubble: hatched from one side, given up behind the middle."""
    cos, sin = math.cos(0.3 * math.sin(turn)), math.sin(0.3 * math.sin(turn))
    inner, rows = radius - pen * 0.4, max(3, math.ceil(1.35 * radius / (pen * 0.75)))
    points: list[Point] = []
    for row in range(rows + 1):
        y = inner * (1.35 * row / rows - 1)
        half = math.sqrt(max(0.0, inner * inner - y * y)) * (-1 if row % 2 else 1)
        points += [(-half, y), (half, y)]
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in points]


def _tick(radius: float, pen: float, turn: float) -> list[Point]:
    """A tick through the bubble, gone over twice."""
    lean = 0.08 * math.sin(turn)
    tick = [(-0.85, -0.15 + lean), (-0.2, 0.75), (1.05, -0.95 + lean)]
    again = [(-0.2 + 0.5 * pen / radius, 0.55), (-0.7, -0.3), (-0.2, 0.62), (0.85, -0.6)]
    return [(x * radius, y * radius) for x, y in tick + again]


def _spiral(radius: float, pitch: float, turn: float) -> list[Point]:
    """A spiral from the middle out to `radius`, then once around."""
    count = max(1, math.ceil(radius / pitch)) * 12
    spiral = [(radius * i / count, turn + i * math.pi / 6) for i in range(count)]
    rim = [(radius, turn + (count + i) * math.pi / 6) for i in range(13)]
    return [(r * math.cos(a), r * math.sin(a)) for r, a in spiral + rim]


def _zigzag(radius: float, pitch: float, turn: float) -> list[Point]:
    """Once around, then to and fro across the disc."""
    rim = [(radius * math.cos(i * math.pi / 6), radius * math.sin(i * math.pi / 6)) for i in range(13)]
    rows = max(2, math.ceil(2 * radius / pitch))
    points: list[Point] = []
    for row in range(rows + 1):
        y = radius * (2 * row / rows - 1)
        half = math.sqrt(max(0.0, radius * radius - y * y)) * (-1 if row % 2 else 1)
        points += [(-half, y), (half, y)]
    cos, sin = math.cos(turn), math.sin(turn)
    return rim + [(x * cos - y * sin, x * sin + y * cos) for x, y in points]


#: How a bubble is blackened, by the names in `data/hands.toml`: radius, pen and a first direction to points around its
#: middle, in units.
_BUBBLES: dict[str, Callable[[float, float, float], list[Point]]] = {
    "penuh": _full,
    "arsir": _hatched,
    "lewat": _over_the_edge,
    "setengah": _half,
    "centang": _tick,
}
