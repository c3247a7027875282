"""Draws digit boxes and disturbs photographed ones, as material for `train_digit_reader.py`.

Everything is drawn from a `numpy.random.Generator` that is passed in: the same generator gives the same boxes. A box is
drawn about 58 px high with a margin around it, warped to what a phone or a scanner would have given, and disturbed.
Points are (x, y), y down, in the unit square of the symbol.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.reading.digits import SYMBOLS

Array = NDArray[np.generic]
Rng = np.random.Generator

BOX_HEIGHT = 58.0
"""Height in pixels of a box while it is drawn."""

_MARGIN = 22
_SHIFT = 4  # cv2 draws with 1/16 pixel


@dataclass(frozen=True, slots=True)
class InkBank:
    """Handwriting to draw with.

    Attributes:
        lines: For each symbol, pieces of pen line: arrays of shape (pieces, 2, 2) in the unit square (MNIST).
        stamps: For each symbol, how strong the ink is at each pixel: uint8 arrays (real boxes).
        shares: How many boxes are drawn with lines, how many with stamps and how many with pictures, where there are
            some; the rest by rule.
        pictures: For each symbol, scans of 28 x 28 pixels as they are: uint8 arrays, ink bright (MNIST).
    """

    lines: dict[str, list[NDArray[np.float32]]]
    stamps: dict[str, list[NDArray[np.uint8]]]
    shares: tuple[float, float, float] = (0.35, 0.3, 0.0)
    pictures: dict[str, list[NDArray[np.uint8]]] = field(default_factory=dict)


# --------------------------------------------------------------------------- pen lines

_SEGMENTS = {
    "a": ((0, 0), (1, 0)),
    "b": ((1, 0), (1, 0.5)),
    "c": ((1, 0.5), (1, 1)),
    "d": ((0, 1), (1, 1)),
    "e": ((0, 0.5), (0, 1)),
    "f": ((0, 0), (0, 0.5)),
    "g": ((0, 0.5), (1, 0.5)),
}
_TRACED = {
    "0": ("abcdef",),
    "1": ("bc", "ef"),
    "2": ("abged",),
    "3": ("abgcd",),
    "4": ("fgbc",),
    "5": ("afgcd",),
    "6": ("afgcde", "fgcde"),
    "7": ("abc", "fabc"),
    "8": ("abcdefg",),
    "9": ("abcdfg", "abcfg"),
}

# Ways to write a symbol: pen lines parted by |, their points in percent; ~ passes smoothly through its points.
_WRITTEN = {
    "0": (
        "~ 50,0 10,20 0,55 20,92 55,100 90,80 100,45 85,10 45,0",
        "~ 40,2 2,35 10,85 50,100 95,70 95,25 60,0 30,10",
        "0,0 0,100 100,100 100,0 0,0",
        "~ 70,8 40,0 5,30 5,75 45,100 90,80 98,35 70,5 45,12",
        "~ 60,5 15,12 0,50 20,90 60,100 95,70 95,30 70,0",
        "~ 50,0 5,30 5,70 50,100 95,70 95,30 50,0",
    ),
    "1": (
        "50,0 50,100",
        "~ 55,0 48,50 50,100",
        "10,28 50,0 50,100",
        "25,12 50,0 50,100",
        "10,25 50,0 50,100 | 10,100 90,100",
        "20,22 55,0 55,100 | 0,98 100,96",
        "~ 5,30 30,20 52,0 | 52,0 50,100 | 5,100 95,98",
        "25,5 50,0 50,100 | 15,100 85,100",
        "0,38 55,0 55,100",
        "5,35 55,0 55,100 | 10,100 100,100",
        "50,0 50,100 | 20,100 80,100",
    ),
    "2": (
        "~ 0,28 20,3 65,0 95,22 80,50 35,80 0,100 | 0,100 100,100",
        "~ 2,20 50,0 95,20 70,60 10,98 20,85 55,93 100,100",
        "0,2 95,0 0,100 100,98",
        "~ 0,5 60,0 95,25 60,60 3,98 | 3,98 100,95",
        "~ 5,25 45,0 90,22 60,60 5,95 20,78 50,92 100,90",
        "0,0 100,0 100,50 0,50 0,100 100,100",
    ),
    "3": (
        "~ 2,12 45,0 90,20 70,42 35,48 | ~ 35,48 80,53 100,75 65,98 0,92",
        "0,0 95,0 45,40 | ~ 45,40 90,50 95,80 50,100 0,93",
        "~ 0,5 70,2 90,25 30,47 90,60 85,92 40,100 0,90",
        "0,0 100,0 100,100 0,100 | 15,50 100,50",
    ),
    "4": (
        "15,0 0,55 100,55 | 72,5 72,100",
        "65,0 0,65 100,65 | 65,0 65,100",
        "35,0 0,60 100,58 | 75,30 70,100",
        "0,0 2,50 90,50 | 90,0 90,100",
        "~ 10,0 0,45 40,55 95,40 | 90,0 80,100",
        "90,0 0,62 98,60 | 88,0 80,100",
        "72,100 72,0 0,62 100,62",
        "~ 70,2 20,40 5,60 40,66 95,58 | 72,0 70,100",
        "70,0 5,55 80,52 | 78,5 72,100",
    ),
    "5": (
        "95,0 10,0 5,45 | ~ 5,45 50,36 95,60 80,93 35,100 0,90",
        "12,0 5,48 | ~ 5,48 55,42 95,68 60,98 0,95 | 10,2 95,2",
        "~ 90,2 30,5 10,35 70,50 90,80 45,100 0,93",
        "100,0 0,0 0,50 100,50 100,100 0,100",
    ),
    "6": (
        "~ 80,0 30,25 2,65 25,97 65,100 97,78 75,52 35,55 6,75",
        "~ 45,0 10,35 0,75 40,100 90,90 90,60 50,50 8,68",
        "~ 90,8 50,0 8,30 2,75 45,100 95,80 60,50 5,65",
        "~ 70,0 15,35 0,70 30,100 80,98 100,70 70,42 25,48 3,72",
        "~ 40,0 5,50 5,85 45,100 92,88 85,62 45,55 10,75",
        "~ 60,0 10,45 8,80 40,98 60,80 40,62 12,75",
        "10,0 2,98 90,97 90,50 5,55",
        "100,0 0,0 0,100 100,100 100,50 0,50",
    ),
    "7": (
        "0,2 100,0 35,100",
        "0,2 100,0 40,100 | 20,50 95,48",
        "0,20 3,2 100,0 40,100",
        "~ 0,8 50,2 95,8 65,50 50,100",
        "0,40 0,0 100,0 100,100",
        "0,15 5,3 95,5 40,100 | 30,55 90,50",
        "~ 0,18 15,4 50,12 100,2 60,50 45,100 | 25,55 85,48",
    ),
    "8": (
        "~ 85,12 50,0 10,15 40,45 90,72 60,100 10,82 50,50 90,20 70,3",
        "~ 50,0 12,22 50,46 88,22 50,0 | ~ 50,46 0,75 50,100 100,75 50,46",
        "0,0 100,0 100,100 0,100 0,0 | 0,50 100,50",
        "~ 90,5 30,0 10,20 90,75 50,100 5,80 90,10",
    ),
    "9": (
        "~ 95,15 50,0 2,25 35,50 92,30 | ~ 95,10 85,60 70,100",
        "~ 90,25 55,0 5,20 30,50 85,35 90,20 90,70 50,100 5,92",
        "~ 85,30 30,52 2,25 45,0 90,15 88,60 85,100",
        "100,50 0,50 0,0 100,0 100,100 0,100",
        "~ 95,18 60,0 10,5 0,35 30,58 75,52 97,20 | ~ 97,10 95,60 75,100",
        "~ 92,20 45,0 2,25 40,52 92,22 | 92,5 92,100",
        "~ 80,20 50,2 20,22 45,45 80,20 85,70 40,100",
        "95,45 0,48 2,0 95,2 90,100",
    ),
    "X": (
        "0,0 100,100 | 100,0 0,100",
        "~ 0,0 50,45 100,100 | ~ 100,0 45,50 0,100",
        "~ 0,5 40,40 100,90 | ~ 95,0 50,60 5,100",
    ),
    "-": (
        "0,50 100,50",
        "~ 0,50 30,42 70,58 100,50",
        "~ 0,50 50,47 100,50",
    ),
}


@cache
def _smoothing(points: int) -> NDArray[np.float32]:
    """Catmull-Rom curve through `points` points, as the matrix that turns them into 8 points a stretch."""
    rows = []
    for stretch in range(points - 1):
        for t in np.linspace(0, 1, 8, endpoint=stretch == points - 2):
            weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            row = np.zeros(points)
            for offset, weight in zip((-1, 0, 1, 2), weights, strict=True):
                row[np.clip(stretch + offset, 0, points - 1)] += weight / 2
            rows.append(row)
    return np.array(rows, dtype=np.float32)


def _traced(rng: Rng, symbol: str) -> list[NDArray[np.float32]]:
    names = _TRACED[symbol][rng.integers(len(_TRACED[symbol]))]
    corners = {point: point + rng.normal(0, 0.03, 2) for name in names for point in _SEGMENTS[name]}
    lines = []
    for name in names:
        ends = [corners[point] for point in _SEGMENTS[name]]
        overshoot = rng.normal(0.0, 0.03) * (ends[1] - ends[0])
        lines.append(
            np.array([ends[0] - overshoot, (ends[0] + ends[1]) / 2 + rng.normal(0, 0.012, 2), ends[1] + overshoot])
        )
    return lines


def _written(rng: Rng, symbol: str) -> list[NDArray[np.float32]]:
    ways = _WRITTEN[symbol]
    wobble = rng.uniform(0.01, 0.05)
    lines = []
    if symbol == "0" and rng.random() < 0.06:  # some cross their zeros
        lines.append(np.array([[0.95, 0.05], [0.05, 0.95]]) + rng.normal(0, 0.06, (2, 2)))
    for points, is_round in _pen_lines_of(ways[rng.integers(len(ways))]):
        moved = points + rng.normal(0, wobble, points.shape).astype(np.float32)
        lines.append(_smoothing(len(points)) @ moved if is_round else moved)
    return lines


@cache
def _pen_lines_of(way: str) -> list[tuple[NDArray[np.float32], bool]]:
    lines = []
    for line in way.split("|"):
        points = [point.split(",") for point in line.replace("~", "").split()]
        lines.append((np.array(points, dtype=np.float32) / 100, "~" in line))
    return lines


# --------------------------------------------------------------------------- placing a symbol in its box


def _placement(rng: Rng, symbol: str, width: float, height: float) -> NDArray[np.float64]:
    """Affine 2 x 3 from the symbol's unit square to the box, whose upper left corner is (0, 0)."""
    if symbol == "-":
        size, turn = np.array([rng.uniform(0.2, 1.05) * width, 0.12 * height]), rng.normal(0, 0.16)
        centre = np.array([rng.normal(0.5, 0.05), rng.normal(0.5, 0.09)])
        lean = 0.0
    elif symbol == "X":
        big = rng.random() < 0.45
        size = np.array([width, height]) * (
            rng.uniform(0.8, 1.08, 2) if big else rng.uniform(0.28, 0.8) * rng.uniform(0.75, 1.3, 2)
        )
        turn, lean = rng.normal(0, 0.06), rng.normal(0, 0.08)
        centre = np.array([0.5, 0.5]) + rng.normal(0, 0.02 if big else 0.06, 2)
    else:
        is_large = rng.random() < 0.22  # touches the frame or crosses it
        tall = (rng.uniform(0.85, 1.15) if is_large else rng.uniform(0.35, 0.9)) * height
        wide = tall * (rng.triangular(0.12, 0.25, 0.8) if symbol == "1" else rng.uniform(0.35, 0.95))
        size = np.array([min(wide, (1.08 if is_large else 0.95) * width), tall])
        turn, lean = rng.normal(0, 0.07), rng.normal(0.1, 0.16)
        centre = np.array([0.5, 0.5]) + rng.normal(0, 0.07, 2)
        if symbol == "1" and rng.random() < 0.3:
            centre[0] = rng.uniform(0.17, 0.83)
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[1, -lean], [0, 1]]) @ np.diag(size)
    offset = centre * (width, height) - matrix @ (0.5, 0.5)
    return np.column_stack((matrix, offset))


def _on_guide(rng: Rng, width: float, height: float) -> NDArray[np.float64]:
    """Affine that lays a traced symbol upon the printed dot guide."""
    left, top, right, bottom = _guide_corners(width, height) + rng.normal(0, 0.012 * height, 4)
    return np.array([[right - left, 0, left], [0, bottom - top, top]])


def _guide_corners(width: float, height: float) -> NDArray[np.float64]:
    return np.array([0.31 * width, 0.19 * height, 0.68 * width, 0.81 * height])


def _draw_lines(canvas: NDArray[np.uint8], lines: list[NDArray[np.float32]], matrix: Array, thickness: int) -> None:
    moved = [((line @ matrix[:, :2].T + matrix[:, 2] + _MARGIN) * (1 << _SHIFT)).astype(np.int32) for line in lines]
    cv2.polylines(canvas, moved, isClosed=False, color=255, thickness=thickness, lineType=cv2.LINE_AA, shift=_SHIFT)


def _ink(
    rng: Rng, symbol: str, bank: InkBank, *, width: float, height: float, shape: tuple[int, int]
) -> NDArray[np.uint8]:
    """How strong the ink of a symbol is at each pixel of the canvas."""
    canvas = np.zeros(shape, dtype=np.uint8)
    thickness = int(rng.choice([1, 2, 3, 4, 5, 7], p=[0.18, 0.32, 0.25, 0.14, 0.08, 0.03]))
    matrix = _placement(rng, symbol, width, height)
    if symbol not in "-X":
        thickness = max(1, min(thickness, int(0.15 * np.hypot(*matrix[:, 1]))))
    source, (lined, stamped, pictured) = rng.random(), np.cumsum(bank.shares)
    if source < lined and bank.lines.get(symbol):
        lines = bank.lines[symbol]
        _draw_lines(canvas, list(lines[rng.integers(len(lines))]), matrix, thickness)
    elif lined <= source < stamped and bank.stamps.get(symbol):
        stamps = bank.stamps[symbol]
        _stamp(rng, canvas, stamps[rng.integers(len(stamps))], matrix)
    elif stamped <= source < pictured and bank.pictures.get(symbol):
        pictures = bank.pictures[symbol]
        _stamp(rng, canvas, _inked(rng, pictures[rng.integers(len(pictures))]), matrix)
    elif symbol in _TRACED and rng.random() < 0.3:
        matrix = _on_guide(rng, width, height) if rng.random() < 0.7 else matrix
        _draw_lines(canvas, _traced(rng, symbol), matrix, thickness)
    else:
        _draw_lines(canvas, _written(rng, symbol), matrix, thickness)
    if rng.random() < 0.3:
        canvas = _bent(rng, canvas)
    if rng.random() < 0.04:
        canvas = _dashed(rng, canvas)
    return _broken(rng, canvas) if rng.random() < 0.15 else canvas


def _inked(rng: Rng, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A small scan as a pen of another width would have written it, three times as large."""
    rows, columns = np.flatnonzero(picture.max(axis=1) > 60), np.flatnonzero(picture.max(axis=0) > 60)
    cut = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    large = cv2.resize(np.pad(cut, 1), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC).astype(np.float32)
    soft = cv2.GaussianBlur(large, (0, 0), 1.2)
    return np.clip((soft - rng.uniform(60, 170)) * 5 + 128, 0, 255).astype(np.uint8)


def _bent(rng: Rng, ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same symbol by a less steady hand."""
    rows, columns = ink.shape
    moves = rng.normal(0, rng.uniform(1.0, 3.5), (2, 4, 4)).astype(np.float32)
    down, across = (cv2.resize(move, (columns, rows), interpolation=cv2.INTER_CUBIC) for move in moves)
    y, x = np.indices(ink.shape, dtype=np.float32)
    return np.asarray(cv2.remap(ink, x + across, y + down, cv2.INTER_LINEAR), dtype=np.uint8)


def _dashed(rng: Rng, ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Strokes that were set down again at every dot of the guide."""
    rows, columns = np.indices(ink.shape)
    period = rng.uniform(4, 8)
    gaps = (np.sin(rows * 2 * np.pi / period) > 0.75) | (np.sin(columns * 2 * np.pi / period) > 0.75)
    return np.where(gaps, ink // 4, ink).astype(np.uint8)


def _stamp(rng: Rng, canvas: NDArray[np.uint8], stamp: NDArray[np.uint8], matrix: NDArray[np.float64]) -> None:
    rows, columns = stamp.shape
    scale = min(np.hypot(*matrix[:, 1]), 0.95 * (canvas.shape[0] - 2 * _MARGIN)) / rows
    stretch = rng.uniform(0.75, 1.3)
    size = np.diag([scale * stretch, scale])
    if columns * scale * stretch > canvas.shape[1] - 2 * _MARGIN:
        size = np.diag([(canvas.shape[1] - 2 * _MARGIN) / columns, scale])
    turn = rng.normal(0, 0.06)
    linear = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ size
    centre = matrix[:, :2] @ (0.5, 0.5) + matrix[:, 2] + _MARGIN
    affine = np.column_stack((linear, centre - linear @ (columns / 2, rows / 2)))
    cv2.warpAffine(stamp, affine, canvas.shape[::-1], dst=canvas, flags=cv2.INTER_LINEAR)


def _broken(rng: Rng, ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    patches = rng.uniform(0, 1, (7, 7)).astype(np.float32)
    strength = cv2.resize(patches, ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return (ink * np.clip((strength - rng.uniform(0.0, 0.25)) * 4, 0.1, 1)).astype(np.uint8)


# --------------------------------------------------------------------------- the printed form


def _frame(rng: Rng, width: float, height: float, *, gap: float, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """The box's own printed frame and what shows of the neighbours' frames, `gap` pixels away."""
    canvas = np.zeros(shape, dtype=np.uint8)
    if rng.random() < 0.06:
        return canvas
    thickness = int(rng.choice([1, 2, 3, 4, 6], p=[0.3, 0.32, 0.22, 0.12, 0.04]))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]]) + rng.normal(0, 0.8, (4, 2))
    frames = [corners]
    for step, chance in (((-1, 0), 0.6), ((1, 0), 0.6), ((0, -1), 0.2), ((0, 1), 0.2)):
        if rng.random() < chance:
            frames.append(corners + np.array(step) * (width + gap, height + gap))
    moved = [((frame + _MARGIN) * (1 << _SHIFT)).astype(np.int32) for frame in frames]
    cv2.polylines(canvas, moved, isClosed=True, color=255, thickness=thickness, lineType=cv2.LINE_AA, shift=_SHIFT)
    return canvas


def _guide(rng: Rng, width: float, height: float, shape: tuple[int, int]) -> NDArray[np.uint8]:
    canvas = np.zeros(shape, dtype=np.uint8)
    left, top, right, bottom = _guide_corners(width, height)
    radius = int(rng.uniform(0.4, 1.0) * (1 << _SHIFT))
    for column, x in enumerate(np.linspace(left, right, 5)):
        for row, y in enumerate(np.linspace(top, bottom, 9)):
            if column % 2 == 0 or row % 4 == 0:
                centre = (int((x + _MARGIN) * (1 << _SHIFT)), int((y + _MARGIN) * (1 << _SHIFT)))
                cv2.circle(canvas, centre, radius, 255, -1, cv2.LINE_AA, _SHIFT)
    return canvas


def _neighbour_ink(rng: Rng, canvas: NDArray[np.uint8], width: float, height: float, gap: float) -> None:
    """The next box's symbol, of which a crop may show a part."""
    symbol = SYMBOLS[rng.integers(11)]
    matrix = _placement(rng, symbol, width, height)
    matrix[0, 2] += (width + gap) * rng.choice([-1, 1])
    _draw_lines(canvas, _written(rng, symbol), matrix, int(rng.integers(1, 5)))


def _paper_colour(rng: Rng) -> NDArray[np.float32]:
    tint = rng.normal(0, 0.03, 3) if rng.random() < 0.85 else rng.uniform(-0.3, 0.3, 3)
    return (rng.uniform(80, 252) * (1 + tint)).astype(np.float32)


def _ink_light(rng: Rng) -> NDArray[np.float32]:
    """What the ink leaves of the paper's light, for blue, green and red."""
    kind = rng.random()
    if kind < 0.45:
        light = np.array([rng.uniform(0.45, 0.95), rng.uniform(0.2, 0.6), rng.uniform(0.05, 0.45)])
    elif kind < 0.92:
        light = rng.uniform(0.05, 0.5) + rng.normal(0, 0.03, 3)
    else:
        light = rng.uniform(0.05, 0.8, 3)
    return np.clip(light, 0, 1).astype(np.float32)


def _blend(image: NDArray[np.float32], mask: NDArray[np.uint8], light: Array, strength: float) -> None:
    alpha = mask.astype(np.float32) * (strength / 255)
    image *= 1 - alpha[:, :, np.newaxis] * (1 - light)


def draw_box(rng: Rng, symbol: str, bank: InkBank, *, clean: bool = False) -> NDArray[np.uint8]:
    """Draws one box as a phone or a scanner would have given it.

    Args:
        rng: Where chance comes from.
        symbol: One of `SYMBOLS`.
        bank: Handwriting beside the drawn one.
        clean: True for boxes as a careful crop of a good photograph gives them: no faint ink, no neighbour, the whole
            frame seen, little blur and noise.

    Returns:
        BGR uint8, 20 to 80 px high.
    """
    height = BOX_HEIGHT
    width = height * (rng.uniform(0.78, 1.08) if rng.random() < 0.5 else rng.uniform(0.45, 1.3))
    gap = 0.0 if rng.random() < 0.4 else rng.uniform(0.08, 0.3) * height
    shape = (int(height) + 2 * _MARGIN, int(width) + 2 * _MARGIN)
    image = np.empty((*shape, 3), dtype=np.float32)
    image[:] = _paper_colour(rng)
    if rng.random() < 0.45:
        light = np.full(3, rng.uniform(0.3, 0.8), np.float32)
        _blend(image, _guide(rng, width, height, shape), light, rng.uniform(0.15, 0.75))
    print_light = np.clip(rng.uniform(0.03, 0.6) + rng.normal(0, 0.04, 3), 0, 1).astype(np.float32)
    _blend(image, _frame(rng, width, height, gap=gap, shape=shape), print_light, 1.0)
    if not clean and rng.random() < 0.08:
        _watermark(rng, image)
    if not clean and rng.random() < 0.05:
        _corrected(rng, image, width, height)
    ink = (
        np.zeros(shape, np.uint8) if symbol == "_" else _ink(rng, symbol, bank, width=width, height=height, shape=shape)
    )
    if not clean and rng.random() < 0.25:
        _neighbour_ink(rng, ink, width, height, gap)
    faint = not clean and rng.random() < 0.15
    _blend(image, ink, _ink_light(rng), rng.uniform(0.25, 0.5) if faint else rng.uniform(0.55, 1.0))
    if symbol == "_" and not clean and rng.random() < 0.15:
        image = _moire(rng, image)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]]) + _MARGIN
    if clean:
        return disturb(
            rng, image, _cut(rng, corners, height, rng.uniform(0.03, 0.12, 4)), rng.uniform(36, 80), gentle=True
        )
    return disturb(rng, image, _crop(rng, corners, height), rng.uniform(18, 80), gentle=faint or rng.random() < 0.3)


def _watermark(rng: Rng, image: NDArray[np.float32]) -> None:
    """A stroke or two of large pale letters across the paper, as of the word LATIHAN."""
    rows, columns = image.shape[:2]
    mask = np.zeros((rows, columns), np.uint8)
    turn = np.array([np.cos(angle := rng.uniform(0, np.pi)), np.sin(angle)])
    for _ in range(rng.integers(1, 3)):
        middle = rng.uniform(0.1, 0.9, 2) * (columns, rows)
        ends = [tuple(int(v) for v in middle + side * turn * rng.uniform(30, 120)) for side in (-1, 1)]
        cv2.line(mask, ends[0], ends[1], 255, int(rng.integers(6, 30)), cv2.LINE_AA)
        turn = turn[::-1] if rng.random() < 0.5 else turn
    _blend(image, mask, np.full(3, rng.uniform(0.75, 0.95), np.float32), 1.0)


def _corrected(rng: Rng, image: NDArray[np.float32], width: float, height: float) -> None:
    """Correction fluid over something written before: a white blot, uneven, which may show what is below."""
    shape = (image.shape[0], image.shape[1])
    symbol = SYMBOLS[rng.integers(10)]
    before = np.zeros(shape, np.uint8)
    _draw_lines(before, _written(rng, symbol), _placement(rng, symbol, width, height), int(rng.integers(2, 5)))
    _blend(image, before, _ink_light(rng), rng.uniform(0.6, 1.0))
    centre = np.array([width, height]) * rng.normal(0.5, 0.05, 2) + _MARGIN
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    reach = rng.uniform(0.34, 0.52, 12)[:, np.newaxis] * (width, height)
    edge = (centre + reach * np.stack((np.cos(angles), np.sin(angles)), axis=1)) * (1 << _SHIFT)
    blot = np.zeros(shape, np.uint8)
    cv2.fillPoly(blot, [edge.astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    paper = float(np.median(image))
    white = np.float32(min(paper * rng.uniform(1.03, 1.3), 255))
    cover = blot.astype(np.float32)[:, :, np.newaxis] / 255 * rng.uniform(0.88, 1.0)
    image[:] = image * (1 - cover) + white * cover
    seam = cv2.morphologyEx(blot, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    _blend(image, seam, np.full(3, rng.uniform(0.75, 1.0), np.float32), 1.0)


def draw_nothing(rng: Rng) -> NDArray[np.uint8]:
    """Draws what shows no single symbol: a misplaced crop, two symbols over each other, print, a washed-out box.

    Args:
        rng: Where chance comes from.

    Returns:
        BGR uint8, 20 to 80 px high.
    """
    kind = rng.random()
    height = BOX_HEIGHT
    width = height * rng.uniform(0.7, 1.1)
    gap = 0.0 if rng.random() < 0.4 else rng.uniform(0.05, 0.2) * height
    step = np.array([width + gap, height + gap])
    shape = (3 * int(height) + 2 * _MARGIN, 3 * int(width) + 2 * _MARGIN)
    image = np.empty((*shape, 3), dtype=np.float32)
    image[:] = _paper_colour(rng)
    light, ink_light = np.full(3, rng.uniform(0.03, 0.6), np.float32), _ink_light(rng)
    middle = step if kind < 0.55 else step * rng.normal(1, 0.03, 2)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    frames, ink = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    thickness = int(rng.integers(1, 5))
    for column, row in ((0, 1), (1, 1), (2, 1), (1, 0), (1, 2)):
        offset = step * (column, row)
        moved = ((corners + offset + _MARGIN) * (1 << _SHIFT)).astype(np.int32)
        if row == 1 or rng.random() < 0.5:
            cv2.polylines(frames, [moved], isClosed=True, color=255, thickness=thickness, lineType=cv2.LINE_AA, shift=4)
        for _ in range(2 if 0.55 <= kind < 0.75 and (column, row) == (1, 1) else int(row == 1)):
            symbol = SYMBOLS[rng.integers(11)]
            matrix = _placement(rng, symbol, width, height)
            matrix[:, 2] += offset
            _draw_lines(ink, _written(rng, symbol), matrix, int(rng.integers(2, 5)))
    if kind >= 0.75:
        ink[:] = 0
        if kind < 0.9:
            _print(rng, ink)
            frames = frames if rng.random() < 0.5 else np.zeros_like(frames)
    _blend(image, frames, light, 1.0)
    _blend(image, ink, ink_light, rng.uniform(0.6, 1.0))
    if kind < 0.55:
        share = rng.uniform(0.33, 0.67) * rng.choice([-1, 1])
        along = np.array([1.0, 0.0]) if rng.random() < 0.55 else np.array([0.0, 1.0])
        middle = step + along * share * (width, height)
    if kind >= 0.9:
        _washed(rng, image, step + np.array([width, height]) / 2 + _MARGIN, height)
    return disturb(rng, image, _crop(rng, corners + middle + _MARGIN, height), rng.uniform(20, 80), gentle=kind >= 0.55)


def _print(rng: Rng, ink: NDArray[np.uint8]) -> None:
    """Lines of printed letters, squares and bubbles."""
    rows, columns = ink.shape
    for _ in range(rng.integers(3, 9)):
        place = (int(rng.uniform(0, columns)), int(rng.uniform(0, rows)))
        size = int(rng.integers(5, 30))
        if rng.random() < 0.3:
            cv2.rectangle(ink, place, (place[0] + size, place[1] + size), 255, -1)
        elif rng.random() < 0.4:
            cv2.circle(ink, place, size // 2 + 2, 255, int(rng.choice([-1, 2])), cv2.LINE_AA)
    letters = "".join(chr(65 + k) for k in rng.integers(0, 26, 12))
    scale = rng.uniform(0.4, 1.2)
    for y in range(int(20 * scale), rows, int(34 * scale) + 2):
        cv2.putText(ink, letters, (int(rng.uniform(-20, 5)), y), 0, scale, 255, int(rng.integers(1, 4)), cv2.LINE_AA)


def _washed(rng: Rng, image: NDArray[np.float32], middle: NDArray[np.float64], height: float) -> None:
    """Glare that leaves nothing of what a box holds and takes a part of its frame."""
    rows, columns = image.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    centre = middle + rng.normal(0, 0.25 * height, 2)
    far = np.hypot(x - centre[0], y - centre[1]) / np.float32(height * rng.uniform(0.6, 1.0))
    lit = np.clip(1.6 - far, 0, 1)[:, :, np.newaxis]
    image[:] = image * (1 - lit) + 255 * lit


def disturb_photo(rng: Rng, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Gives a photographed box as another photograph might have shown it: cropped, lit, blurred, scanned otherwise.

    Args:
        rng: Where chance comes from.
        image: BGR uint8 of shape (height, width, 3).

    Returns:
        BGR uint8 of another size.
    """
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    span = np.array([width, height])
    crop = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * rng.uniform(-0.09, 0.06, 2) * span
    corners += crop + rng.normal(0, 0.02, 2) * span + rng.normal(0, 0.015, (4, 2)) * span
    turn = rng.normal(0, 0.05)
    centre = corners.mean(axis=0)
    corners = (corners - centre) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + centre
    source = image.astype(np.float32)
    if rng.random() < 0.2:  # fainter
        keep = rng.uniform(0.4, 0.9)
        source = np.median(source, axis=(0, 1)) * (1 - keep) + source * keep
    squash = rng.uniform(0.78, 1.08) if rng.random() < 0.7 else rng.uniform(0.55, 1.3)
    corners = corners.astype(np.float32)
    return disturb(rng, source, corners, rng.uniform(28, 60), aspect=squash, gentle=True)


def _crop(rng: Rng, corners: Array, height: float) -> NDArray[np.float32]:
    """Where an imprecise crop cuts: usually a little outside the frame, sometimes inside of it on one side or more."""
    margins = rng.uniform(0.0, 0.16, 4) if rng.random() < 0.75 else rng.normal(0.02, 0.07, 4)
    is_cut = rng.random(4) < 0.1
    return _cut(rng, corners, height, np.where(is_cut, -rng.uniform(0, 0.1, 4), margins))


def _cut(rng: Rng, corners: Array, height: float, margins: NDArray[np.float64]) -> NDArray[np.float32]:
    left, top, right, bottom = margins
    grown = corners + height * np.array([[-left, -top], [right, -top], [right, bottom], [-left, bottom]])
    turn = rng.normal(0, 0.035)
    centre = grown.mean(axis=0)
    grown = (grown - centre) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + centre
    return (grown + rng.normal(0, 0.012 * height, (4, 2))).astype(np.float32)


# --------------------------------------------------------------------------- cameras and scanners


def disturb(
    rng: Rng,
    image: NDArray[np.float32],
    corners: NDArray[np.float32],
    rows: float,
    *,
    aspect: float | None = None,
    gentle: bool = False,
) -> NDArray[np.uint8]:
    """Cuts a box out and treats it as cameras, screens and scanners do.

    Args:
        rng: Where chance comes from.
        image: BGR float32 on the scale 0 to 255.
        corners: The four corners to cut out, shape (4, 2), clockwise from the upper left.
        rows: Height of the result in pixels.
        aspect: Width / height of the result; that of the corners if not given.
        gentle: True for photographs, which are blurred and noisy already.

    Returns:
        BGR uint8 of shape (rows, columns, 3).
    """
    wide, tall = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[3] - corners[0])
    columns = int(np.clip(rows * (wide / tall if aspect is None else aspect), 8, 140))
    rows = int(rows)
    if tall / rows > 1.3:
        image = cv2.GaussianBlur(image, (0, 0), 0.4 * tall / rows)
    target = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    out = cv2.warpPerspective(image, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.17:
        out = _black_and_white(rng, _textured(rng, _blurred(rng, out, gentle=True), gentle=True))
    else:
        out = _textured(rng, _blurred(rng, _lit(rng, out, gentle=gentle), gentle=gentle), gentle=gentle)
        if rng.random() < 0.22:
            out = np.repeat(out.mean(axis=2, keepdims=True), 3, axis=2)
    result = np.clip(out, 0, 255).astype(np.uint8)
    return _jpeg(rng, result) if rng.random() < 0.35 else result


def _lit(rng: Rng, image: NDArray[np.float32], *, gentle: bool) -> NDArray[np.float32]:
    rows, columns = image.shape[:2]
    if rng.random() < 0.35:
        across = np.linspace(-0.5, 0.5, columns, dtype=np.float32)[np.newaxis] * rng.normal(0, 0.25)
        down = np.linspace(-0.5, 0.5, rows, dtype=np.float32)[:, np.newaxis] * rng.normal(0, 0.25)
        image = image * (1 + across + down)[:, :, np.newaxis].astype(np.float32)
    if rng.random() < 0.5:
        gain, colour = rng.uniform(0.6, 1.25), 1 + rng.normal(0, 0.06, 3)
        image = image * (gain * colour).astype(np.float32)
    if not gentle and rng.random() < 0.2:  # glare or a weak screen: less contrast
        keep = rng.uniform(0.45, 0.9)
        image = image * np.float32(keep) + np.float32((1 - keep) * rng.uniform(100, 230))
    if rng.random() < 0.07:  # the edge of a shadow
        angle, place = rng.uniform(0, 2 * np.pi), rng.uniform(-0.4, 0.4)
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        far = (x / columns - 0.5) * np.cos(angle) + (y / rows - 0.5) * np.sin(angle) - place
        dark = 1 / (1 + np.exp(np.float32(-rng.uniform(8, 80)) * far))
        image = image * (1 - np.float32(rng.uniform(0.15, 0.6)) * dark[:, :, np.newaxis]).astype(np.float32)
    if not gentle and rng.random() < 0.08:  # a lamp's spot, which takes a part of the ink's strength
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        place, reach = rng.uniform(-0.2, 1.2, 2), rng.uniform(0.2, 0.7)
        far = ((x / columns - place[0]) ** 2 + (y / rows - place[1]) ** 2) / np.float32(2 * reach**2)
        spot = np.float32(rng.uniform(0.3, 0.85)) * np.exp(-far)[:, :, np.newaxis]
        image = image * (1 - spot) + 255 * spot
    if rng.random() < 0.3:
        image = (255 * np.power(np.clip(image / 255, 0, 1), np.float32(rng.uniform(0.6, 1.7)))).astype(np.float32)
    return image


def _blurred(rng: Rng, image: NDArray[np.float32], *, gentle: bool) -> NDArray[np.float32]:
    unit = max(image.shape[:2]) / 48
    if rng.random() < (0.3 if gentle else 0.6):
        image = cv2.GaussianBlur(image, (0, 0), unit * rng.uniform(0.3, 0.9 if gentle else 1.4))
    if rng.random() < (0.07 if gentle else 0.15):
        image = _moved(rng, image, unit * rng.uniform(2, 5 if gentle else 8))
    if rng.random() < 0.08:  # taken from afar, or with few pixels
        small = rng.uniform(15, 28) / max(image.shape[:2])
        if small < 1:
            far = cv2.resize(image, None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
            image = cv2.resize(far, image.shape[1::-1], interpolation=int(rng.choice([1, 2])))
    if rng.random() < 0.15:  # a phone's sharpening draws light seams around strokes
        image = image + np.float32(rng.uniform(0.5, 1.8)) * (
            image - cv2.GaussianBlur(image, (0, 0), unit * rng.uniform(0.8, 2))
        )
    return image


def _moved(rng: Rng, image: NDArray[np.float32], length: float) -> NDArray[np.float32]:
    """Smears a picture along a straight way of so many pixels, as an unsteady hand does."""
    size = 2 * int(np.ceil(length / 2)) + 1
    kernel = np.zeros((size, size), np.float32)
    angle = rng.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2 * (1 << _SHIFT)
    middle = np.full(2, size // 2 * (1 << _SHIFT))
    ends = [tuple(int(v) for v in middle + side * along) for side in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_8, _SHIFT)
    kernel = cv2.GaussianBlur(kernel, (3, 3), 0.6)
    return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE))


def _moire(rng: Rng, image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Coloured stripes, as on a photographed screen: one or two waves whose strength varies over the box."""
    rows, columns = image.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    for _ in range(1 if rng.random() < 0.7 else 2):
        angle, period = rng.uniform(0, np.pi), np.exp(rng.uniform(np.log(3), np.log(24))) * max(rows, columns) / 48
        bend = cv2.resize(rng.normal(0, 0.5, (3, 3)).astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
        phase = (x * np.cos(angle) + y * np.sin(angle)) * np.float32(2 * np.pi / period) + bend
        shifts = rng.uniform(0, 2 * np.pi, 3) if rng.random() < 0.65 else rng.normal(0, 0.4, 3)
        sharp = rng.random() < 0.2
        waves = np.stack([np.sin(phase + np.float32(shift)) for shift in shifts], axis=2)
        waves = np.tanh(3 * waves) if sharp else waves
        some = rng.uniform(0.3, 1, (3, 3)).astype(np.float32)
        strength = cv2.resize(some, (columns, rows), interpolation=cv2.INTER_LINEAR) * rng.uniform(0.02, 0.16)
        image = image * (1 + strength[:, :, np.newaxis] * waves).astype(np.float32)
    return image


def _textured(rng: Rng, image: NDArray[np.float32], *, gentle: bool) -> NDArray[np.float32]:
    rows, columns = image.shape[:2]
    if rng.random() < 0.11:
        image = _moire(rng, image)
    elif rng.random() < 0.1:
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        angle, period = rng.uniform(0, np.pi), rng.uniform(2.1, 14)
        phase = (x * np.cos(angle) + y * np.sin(angle)) * (2 * np.pi / period)
        waves = [np.sin(phase + shift) for shift in rng.uniform(0, 1.5) * np.arange(3)]
        image = image * (1 + np.float32(rng.uniform(0.01, 0.03 if gentle else 0.07)) * np.stack(waves, axis=2)).astype(
            np.float32
        )
    if rng.random() < 0.6:
        sigma = rng.uniform(0, 5 if gentle else 8) * max(float(image.mean()), 20) / 200
        channels = 1 if rng.random() < 0.5 else 3
        image = image + rng.standard_normal((rows, columns, channels), dtype=np.float32) * np.float32(sigma)
    if rng.random() < 0.12:
        blotches = rng.normal(0, rng.uniform(1, 3 if gentle else 8), (6, 6)).astype(np.float32)
        image = image + cv2.resize(blotches, (columns, rows), interpolation=cv2.INTER_CUBIC)[:, :, np.newaxis]
    return image


def _black_and_white(rng: Rng, image: NDArray[np.float32]) -> NDArray[np.float32]:
    grey = image.mean(axis=2)
    zoom = rng.choice([1, 2])
    if zoom > 1:
        grey = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    paper = np.percentile(grey, 70)
    high, wide = grey.shape
    inside = grey[high // 4 : high - high // 4, wide // 4 : wide - wide // 4]
    ink = min(np.percentile(inside, 3), 0.85 * paper)  # of the symbol, not of the frame: a scan that loses it is no use
    threshold = ink + (paper - ink) * rng.uniform(0.4, 0.82)
    if rng.random() < 0.3:  # ragged strokes, and gaps in them
        grey = grey + cv2.GaussianBlur(rng.standard_normal(grey.shape, dtype=np.float32), (0, 0), 0.8) * np.float32(
            rng.uniform(0.1, 0.6) * (paper - ink)
        )
    out = np.where(grey > threshold, np.float32(rng.uniform(235, 255)), np.float32(rng.uniform(0, 40)))
    if rng.random() < 0.25:
        salt = rng.random(out.shape, dtype=np.float32)
        grains = rng.uniform(0.002, 0.03)
        out = np.where(salt < grains, np.float32(20), np.where(salt > 1 - grains, np.float32(250), out))
    if zoom > 1:
        out = cv2.resize(out, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_AREA)
    return np.repeat(out[:, :, np.newaxis], 3, axis=2)


def _jpeg(rng: Rng, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 90))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)


# --------------------------------------------------------------------------- handwriting from pictures


def thin(masks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thins strokes to one pixel (Zhang and Suen, 1984), all pictures at once.

    Args:
        masks: Ink, shape (pictures, rows, columns), with at least one pixel of paper around.

    Returns:
        The thinned ink, same shape.
    """
    ink = masks.astype(np.uint8)
    changed = True
    while changed:
        changed = False
        for first in (True, False):
            p = [
                np.roll(ink, step, axis=(1, 2))
                for step in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))
            ]
            around = sum(p)
            turns = sum(((p[k] == 0) & (p[(k + 1) % 8] == 1)).astype(np.uint8) for k in range(8))
            free = p[2] & p[4] & (p[0] | p[6]) if first else p[0] & p[6] & (p[2] | p[4])
            gone = (ink == 1) & (around >= 2) & (around <= 6) & (turns == 1) & (free == 0)
            if gone.any():
                ink[gone] = 0
                changed = True
    return ink.astype(bool)


def pen_lines(skeleton: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Turns a thinned symbol into short pieces of pen line, shape (pieces, 2, 2), in its unit square."""
    rows, columns = np.nonzero(skeleton)
    points = np.stack((columns, rows), axis=1).astype(np.float32)
    apart = np.abs(points[:, np.newaxis] - points[np.newaxis]).max(axis=2)
    near = apart <= 1
    smooth = near / near.sum(axis=1, keepdims=True)
    points = (smooth @ (smooth @ points)).astype(np.float32)
    points -= points.min(axis=0)
    points /= np.maximum(points.max(axis=0), (0.25 * points[:, 1].max() + 1e-3, 1e-3))
    points[:, 0] += (1 - points[:, 0].max()) / 2
    first, second = np.nonzero(np.triu(near, 1))
    return np.stack((points[first], points[second]), axis=1)


def mnist_lines(images: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
    """Pen lines of MNIST digits of shape (pictures, 28, 28)."""
    large = np.stack([cv2.resize(image, (56, 56), interpolation=cv2.INTER_CUBIC) for image in images])
    return [pen_lines(skeleton) for skeleton in thin(large > 110)]


def stamp(image: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Lifts the ink of a photographed box off its paper, without the frame; None where it is too faint to lift."""
    grey = image.astype(np.float32).mean(axis=2)
    darkness = 1 - grey / np.quantile(grey, 0.75)
    top, bottom = _inside(_frame_profile(darkness, 1))
    left, right = _inside(_frame_profile(darkness, 0))
    inner = cv2.resize(darkness[top:bottom, left:right], None, fx=1.6, fy=1.6, interpolation=cv2.INTER_CUBIC)
    full = np.quantile(inner, 0.985)
    if inner.size == 0 or full < 0.13:
        return None
    ink = np.clip((inner / full - 0.32) / 0.33, 0, 1)
    rows, columns = np.flatnonzero(ink.max(axis=1) > 0.5), np.flatnonzero(ink.max(axis=0) > 0.5)
    if len(rows) < 8:
        return None
    cut = ink[max(rows[0] - 1, 0) : rows[-1] + 2, max(columns[0] - 1, 0) : columns[-1] + 2]
    return np.pad((255 * cut).astype(np.uint8), 1)


def _frame_profile(darkness: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """How dark each row (axis 1) or column (axis 0) is, its lightest quarter left out.

    A frame's line is dark all along; a digit's stroke, however strong, spans little more than half.
    """
    return np.quantile(darkness, 0.27, axis=axis)


def _inside(profile: NDArray[np.float32]) -> tuple[int, int]:
    """First and one past the last row (or column) that lies inside the frame."""
    size = len(profile)
    limit = max(0.4 * float(profile.max()), 0.05)
    reach = size // 4
    before, after = np.flatnonzero(profile[:reach] > limit), np.flatnonzero(profile[-reach:] > limit)
    start = int(before[-1]) + 2 if len(before) else 2
    end = size - reach + int(after[0]) - 1 if len(after) else size - 2
    return start, end


def erased(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Takes the ink out of a photographed box: an empty box of the same light and frame."""
    grey = image.astype(np.float32).mean(axis=2)
    darkness = 1 - grey / np.quantile(grey, 0.75)
    top, bottom = _inside(_frame_profile(darkness, 1))
    left, right = _inside(_frame_profile(darkness, 0))
    mask = np.zeros(grey.shape, np.uint8)
    inner = darkness[top:bottom, left:right]
    mask[top:bottom, left:right] = 255 * (inner > 0.3 * np.quantile(inner, 0.985))
    mask = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    return np.asarray(cv2.inpaint(image, mask, 3, cv2.INPAINT_TELEA), dtype=np.uint8)


assert set(_WRITTEN) | {"_"} == set(SYMBOLS)
