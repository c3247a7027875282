"""Anchors: printed things whose place on the form is known exactly, and how they are found on a picture.

A corner mark or a number's row of frames is searched with a kernel that is positive where ink must be, negative where
paper must be and zero where a pen may have been. On a map of darkness between 0 (paper) and 1 (ink) the answer is
"mean darkness of the printed lines minus mean darkness beside them", -1 to 1, whatever was written into the boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Number, Page
from sirekap_trainer.photo.page import FRAME_WIDTH, Points, frame_corners, frame_size

FloatImage = NDArray[np.float32]
Kind = Literal["mark", "frames", "frame", "bubbles"]

#: Line width of the box frames as a fraction of the frame's width (0.0022 measured on page 2 of the 2024 artwork,
#: photographed lines are wider by blur).
FRAME_LINE = 0.0028
#: Ink counts as black from this share of darkening of the paper on; photographs of black print in poor light darken
#: the paper by half (seen on the 2024 photographs).
FULL_INK = 0.5
#: A corner mark's answer counts from here (1 = black on white). Sharp marks answer 0.6 and more, blurred ones 0.4;
#: print and handwriting stay mostly below 0.35 (seen on the photograph in `../shared/reference`).
MARK_FLOOR = 0.35
#: A single frame is where the form says when it answers so well, on the darkest and most blurred photographs too.
BOX_FLOOR = 0.13
#: From which answer an anchor is taken as found. Sharp frames answer 0.5 to 0.9, a place without frames stays below
#: 0.15 (seen on the same); bubbles are thinner lines and answer half of that.
FLOORS: dict[Kind, float] = {"mark": MARK_FLOOR, "frames": 0.22, "frame": BOX_FLOOR, "bubbles": 0.16}
#: A frame may lie this far from its place and still be in it, pixels, ...
IN_PLACE = 2
#: ... and is not in it where another place, further away than this (a crop off by less is still read), but no further
#: than half a box, ...
BESIDE, AROUND = 6, 14
#: ... answers so many times as well. Beside a frame its own lines and its neighbours' answer 0.85 times as well at most
#: (99% of 416 frames of bent paper that were in their places, `tools/bench.py photos`, hard, seed 301), at a wrong
#: place the right one 1.1 to 3 times.
ELSEWHERE = 1.1
#: Line width of a bubble's ring as a fraction of the frame's width (measured on page 2 of the 2024 artwork).
RING_LINE = 0.0012


@dataclass(frozen=True, slots=True)
class Anchor:
    """One printed thing.

    Attributes:
        name: `mark-0`..`mark-3`, the number's id, that with `/0`, `/1`, ... for each of its frames, or with `:0` or
            `:1` for the halves of its bubbles.
        kind: What it is.
        centre: (x, y) in frame pixels.
        kernel: (h, w) float32 with odd sides; its middle lies on `centre`.
    """

    name: str
    kind: Kind
    centre: tuple[float, float]
    kernel: FloatImage = field(repr=False)

    @property
    def corners(self) -> Points:
        """(4, 2) corners of its kernel in frame pixels: upper left, upper right, lower right, lower left."""
        half = np.array([self.kernel.shape[1] // 2, self.kernel.shape[0] // 2])
        return np.asarray(self.centre + np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half)


@dataclass(frozen=True, slots=True)
class Match:
    """Where an anchor was found: its offset (x, y) in pixels from where it was expected, and the kernel's answer."""

    anchor: Anchor
    dx: float
    dy: float
    score: float


def darkness(image: NDArray[np.uint8]) -> FloatImage:
    """How dark each pixel is beside the paper around it: 0 paper, 1 ink.

    Blue pens are lighter than black print in their brightest channel, so that one is looked at.

    Args:
        image: (H, W, 3) uint8 BGR or (H, W) uint8.

    Returns:
        (H, W) float32.
    """
    grey = image if image.ndim == 2 else brightest_channel(image)
    paper = paper_brightness(grey)
    ratio = cv2.divide(grey, paper, scale=255, dtype=cv2.CV_32F)
    dark = (255.0 - ratio) * np.float32(1 / (255 * FULL_INK))
    return np.asarray(np.clip(dark, 0, 1, out=dark), np.float32)


def brightest_channel(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W) uint8, the largest of a BGR picture's three channels."""
    return np.asarray(cv2.max(cv2.max(image[..., 0], image[..., 1]), image[..., 2]), np.uint8)


def paper_brightness(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Brightness of the paper under each pixel: the local maximum of a reduced image, smoothed.

    Args:
        grey: (H, W) uint8.

    Returns:
        (H, W) uint8, at least 32, so that a black desk does not turn noise into ink.
    """
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    small = cv2.dilate(small, np.ones((9, 9), np.uint8))
    small = cv2.blur(small, (9, 9))
    paper = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.maximum(np.asarray(paper, np.uint8), 32)


def mark_anchors(form: Form, width: int = FRAME_WIDTH) -> tuple[Anchor, ...]:
    """The four corner marks: upper left, upper right, lower right, lower left, at a frame `width` px wide."""
    scale = width / FRAME_WIDTH
    kernel = mark_kernel(form.mark_side * width)
    corners = frame_corners(form) * scale
    return tuple(Anchor(f"mark-{i}", "mark", (float(x), float(y)), kernel) for i, (x, y) in enumerate(corners))


def number_anchors(form: Form, page: Page) -> tuple[Anchor, ...]:
    """The row of frames of each number of the page, at full frame width."""
    return tuple(_frames_anchor(form, number, slice(None)) for number in page.numbers)


@lru_cache(maxsize=32)
def mark_kernel(side: float) -> FloatImage:
    """Two black squares of `side` px that touch diagonally, stepping down-right, on paper.

    Drawn at four times the size and reduced, so that any `side` is met to a quarter pixel. Around them only a thin rim
    counts as paper, for the desk may begin close by.
    """
    fine = 4
    half = int(np.ceil(side * 1.35))
    size = 2 * half + 1
    middle = size * fine // 2
    reach = round(side * fine)
    rim = round(side * 1.3 * fine)
    ink = np.zeros((size * fine, size * fine), np.float32)
    paper = np.zeros_like(ink)
    paper[middle - rim : middle + rim, middle - rim : middle + rim] = 1
    for rows, columns in ((slice(middle - reach, middle),) * 2, (slice(middle, middle + reach),) * 2):
        ink[rows, columns] = 1
    paper -= ink
    return _kernel(ink, paper, size)


def _frames_anchor(form: Form, number: Number, which: slice) -> Anchor:
    width, height = frame_size(form)
    boxes = np.array([[r.x * width, r.y * height, r.right * width, r.bottom * height] for r in number.boxes[which]])
    centre = (boxes[:, :2].min(axis=0) + boxes[:, 2:].max(axis=0)) / 2
    shape = tuple(tuple(float(v) for v in np.round(box - np.tile(centre, 2), 2)) for box in boxes)
    return Anchor(number.id, "frames", (float(centre[0]), float(centre[1])), _frames_kernel(shape))


@lru_cache(maxsize=128)
def _frames_kernel(boxes: tuple[tuple[float, ...], ...]) -> FloatImage:
    """Frames around boxes given as (left, top, right, bottom) in px from the kernel's middle."""
    fine = 4
    band = 4.0  # paper looked at on either side of a line, px
    half_w = int(np.ceil(max(max(abs(b[0]), abs(b[2])) for b in boxes) + band + 2))
    half_h = int(np.ceil(max(max(abs(b[1]), abs(b[3])) for b in boxes) + band + 2))
    size = (2 * half_h + 1, 2 * half_w + 1)
    ink = np.zeros((size[0] * fine, size[1] * fine), np.uint8)
    near = np.zeros_like(ink)
    line = max(1, round(FRAME_LINE * FRAME_WIDTH * fine))
    for box in boxes:
        corners = [round((v + m + 0.5) * fine - 0.5) for v, m in zip(box, (half_w, half_h) * 2, strict=True)]
        cv2.rectangle(near, corners[:2], corners[2:], 1, line + round(2 * band * fine))
        cv2.rectangle(ink, corners[:2], corners[2:], 1, line)
    near[ink > 0] = 0
    return _kernel(ink.astype(np.float32), near.astype(np.float32), size)


def _kernel(ink: FloatImage, paper: FloatImage, size: int | tuple[int, int]) -> FloatImage:
    height, width = (size, size) if isinstance(size, int) else size
    small = [cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA) for part in (ink, paper)]
    return np.asarray(small[0] / small[0].sum() - small[1] / small[1].sum(), np.float32)


def frame_anchors(form: Form, page: Page) -> tuple[Anchor, ...]:
    """Every single frame of the page, at full frame width."""
    return tuple(_frame_anchor(form, number, index) for number in page.numbers for index in range(len(number.boxes)))


def _frame_anchor(form: Form, number: Number, index: int) -> Anchor:
    row = _frames_anchor(form, number, slice(index, index + 1))
    return Anchor(f"{number.id}/{index}", "frame", row.centre, row.kernel)


def box_answers(dark: FloatImage, form: Form, number: Number, *, origin: tuple[float, float]) -> list[float]:
    """How well each single frame of a number answers where the form says it is, moved by a pixel or two at most.

    A row of frames also answers, less well, one box or one table row beside its place; its single frames do not. A
    frame that answers clearly better beside its place is not in it: 0.
    """
    return [_box_answer(dark, _frame_anchor(form, number, i), origin) for i in range(len(number.boxes))]


def _box_answer(dark: FloatImage, anchor: Anchor, origin: tuple[float, float]) -> float:
    answer = _answer_map(dark, anchor, origin, AROUND)
    if answer is None:  # at the picture's edge nothing more can be asked
        near = find(dark, anchor, origin=origin, reach=IN_PLACE)
        return near.score if near else 0.0
    here = float(_middle(answer, IN_PLACE).max())
    _middle(answer, BESIDE)[:] = -1
    return 0.0 if answer.max() > ELSEWHERE * here else here


def _middle(answer: FloatImage, reach: int) -> FloatImage:
    """The part of a map of answers that lies within `reach` of its middle, as a view."""
    middle = answer.shape[0] // 2
    part = slice(middle - reach, middle + reach + 1)
    return answer[part, part]


def bubble_anchors(form: Form, page: Page) -> tuple[Anchor, ...]:
    """The upper and the lower five rows of each number's bubbles, at full frame width."""
    return tuple(
        _bubble_anchor(form, number, half) for number in page.numbers if number.bubbles is not None for half in (0, 1)
    )


def _bubble_anchor(form: Form, number: Number, half: int) -> Anchor:
    width, height = frame_size(form)
    rects = [rect for column in number.bubbles or () for rect in column[5 * half : 5 * half + 5]]
    centres = np.array([rect.centre for rect in rects]) * [width, height]
    middle = (centres.min(axis=0) + centres.max(axis=0)) / 2
    shape = tuple((round(float(x), 2), round(float(y), 2)) for x, y in centres - middle)
    kernel = _bubbles_kernel(shape, round(rects[0].w * width / 2, 2))
    return Anchor(f"{number.id}:{half}", "bubbles", (float(middle[0]), float(middle[1])), kernel)


@lru_cache(maxsize=32)
def _bubbles_kernel(centres: tuple[tuple[float, float], ...], radius: float) -> FloatImage:
    """Rings around centres given in px from the kernel's middle; inside them a pen may have been."""
    fine = 4
    band = 3.0
    half_w, half_h = (int(np.ceil(max(abs(c[i]) for c in centres) + radius + band + 2)) for i in (0, 1))
    size = (2 * half_h + 1, 2 * half_w + 1)
    ink = np.zeros((size[0] * fine, size[1] * fine), np.uint8)
    near, inside = np.zeros_like(ink), np.zeros_like(ink)
    line = max(1, round(RING_LINE * FRAME_WIDTH * fine))
    for x, y in centres:
        middle = round((x + half_w + 0.5) * fine - 0.5), round((y + half_h + 0.5) * fine - 0.5)
        cv2.circle(near, middle, round((radius + band) * fine), 1, -1)
        cv2.circle(inside, middle, round(radius * fine) + line // 2, 1, -1)
        cv2.circle(ink, middle, round(radius * fine), 1, line)
    near[inside > 0] = 0
    return _kernel(ink.astype(np.float32), near.astype(np.float32), size)


def find(dark: FloatImage, anchor: Anchor, *, origin: tuple[float, float], reach: int) -> Match | None:
    """The best place of an anchor within `reach` px of where it is expected, to a fraction of a pixel.

    Args:
        dark: From `darkness`.
        anchor: What to look for.
        origin: Place of the frame's upper left corner in `dark`, (x, y) in pixels.
        reach: Half the side of the searched square, pixels.

    Returns:
        None where the search square leaves the picture.
    """
    answer = _answer_map(dark, anchor, origin, reach)
    if answer is None:
        return None
    x, y = anchor.centre[0] + origin[0], anchor.centre[1] + origin[1]
    _, score, _, (peak_x, peak_y) = cv2.minMaxLoc(answer)
    dx = peak_x - reach + _vertex(answer[peak_y], peak_x) + round(x) - x
    dy = peak_y - reach + _vertex(answer[:, peak_x], peak_y) + round(y) - y
    return Match(anchor, float(dx), float(dy), float(score))


def _answer_map(dark: FloatImage, anchor: Anchor, origin: tuple[float, float], reach: int) -> FloatImage | None:
    """(2 reach + 1, 2 reach + 1) answers of an anchor around its place; None where that leaves the picture."""
    half_h, half_w = anchor.kernel.shape[0] // 2, anchor.kernel.shape[1] // 2
    x, y = anchor.centre[0] + origin[0], anchor.centre[1] + origin[1]
    left, top = round(x) - half_w - reach, round(y) - half_h - reach
    right, bottom = round(x) + half_w + reach + 1, round(y) + half_h + reach + 1
    if left < 0 or top < 0 or right > dark.shape[1] or bottom > dark.shape[0]:
        return None
    answer = cv2.matchTemplate(dark[top:bottom, left:right], anchor.kernel, cv2.TM_CCORR)
    return np.asarray(answer, np.float32)


def _vertex(values: NDArray[np.float32], at: int) -> float:
    """Offset of the top of the parabola through a maximum and its neighbours, at most half a step.

    0 at the border and on a slope: what is left beside a higher maximum has its top elsewhere.
    """
    if not 0 < at < len(values) - 1:
        return 0.0
    before, peak, after = (float(v) for v in values[at - 1 : at + 2])
    bend = before - 2 * peak + after
    return 0.0 if bend >= 0 or peak < max(before, after) else 0.5 * (before - after) / bend


def peaks(answer: FloatImage, *, count: int, apart: int, floor: float) -> Points:
    """The highest local maxima of an answer map: (N, 3) of x, y, value, highest first.

    Args:
        answer: (H, W) map.
        count: At most so many.
        apart: Smallest distance between two, pixels.
        floor: Smallest value that counts.
    """
    work = answer.copy()
    found = []
    for _ in range(count):
        _, value, _, (x, y) = cv2.minMaxLoc(work)
        if value < floor:
            break
        found.append((x + _vertex(answer[y], x), y + _vertex(answer[:, x], y), value))
        work[max(0, y - apart) : y + apart + 1, max(0, x - apart) : x + apart + 1] = -2
    return np.array(found, np.float64).reshape(-1, 3)
