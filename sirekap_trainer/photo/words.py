"""Which of two pages is it, by what is printed? For pages of one layout whose tag cannot be read.

Such pages differ in a few words and lines only: the title, the name of the model, how many candidates sign. Where the
pictures of the two blank pages differ most, small parts of both are looked for on the straightened page; whichever is
found better, over all those places, is the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.anchors import FloatImage, darkness
from sirekap_trainer.photo.page import FRAME_WIDTH, MARGIN
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page

# Tuned on 83 hard photographs (`practice/camera.py`; `tools/bench.py photos`, seeds 11 and 12), each page against the
# pages of the other forms with the same number: parts of 48 px, and the print unsmoothed, told pages apart less well.

#: Side of a part and distance of parts, pixels of the pictures of blank pages.
PART, STEP = 32, 16
#: How far a part may lie from its place, the same pixels: bent paper is straightened to some 10 frame pixels.
REACH = 6
#: So many parts, those that differ most, are looked for.
MOST_PARTS = 60
#: Spread of the blur over both pictures: photographed print is softer than drawn print.
SOFT = 1.0
#: Both pictures must show something in a part (spread of darkness): noise is like some pattern, never like empty paper.
LEAST_PRINT = 0.05
#: Parts are looked at from this mean squared difference of darkness on.
LEAST_DIFFERENCE = 0.004
#: ... and from this difference on of what they answer to each other's picture.
LEAST_MARGIN = 0.1
#: A photograph's part with less spread of darkness than this shows nothing: washed out, or covered.
LEAST_SEEN = 0.02


@dataclass(frozen=True, slots=True)
class _Part:
    """A place where two blank pages differ, and by how much their correlations with a perfect photograph would."""

    one: FloatImage = field(repr=False)
    other: FloatImage = field(repr=False)
    left: int
    top: int
    margin: float


@dataclass(frozen=True, slots=True, order=True)
class _Known:
    """What tells a page's blank picture, and where its tag stands on it."""

    form_id: str
    number: int
    tag_area: tuple[int, int, int]


class PrintedWords:
    """The print of a straightened page, to be compared with blank pages.

    Args:
        upright: (H, W) or (H, W, 3) uint8 of `upright_size(form)`.
    """

    def __init__(self, upright: NDArray[np.uint8]) -> None:
        dark = darkness(upright)
        small = cv2.resize(dark, None, fx=TEMPLATE_SCALE, fy=TEMPLATE_SCALE, interpolation=cv2.INTER_AREA)
        self._around = _bordered(_softened(np.asarray(small, np.float32)))
        self._margins: dict[tuple[_Known, _Known], float] = {}

    def margin(self, one: tuple[Form, Page], other: tuple[Form, Page]) -> float:
        """How much more the print is like the one blank page than like the other.

        Returns:
            1 where the photograph is as clear as the pictures, 0 where it does not tell or nothing is known of a page,
            down to -1 for the other page.
        """
        first, second = _known(*one), _known(*other)
        if second < first:
            return -self._margin(second, first)
        return self._margin(first, second)

    def _margin(self, first: _Known, second: _Known) -> float:
        if (first, second) not in self._margins:
            parts = _parts(first, second)
            wanted = sum(part.margin**2 for part in parts)
            leaning = sum(part.margin * self._leaning(part) for part in parts)
            self._margins[first, second] = leaning / wanted if parts else 0.0
        return self._margins[first, second]

    def _leaning(self, part: _Part) -> float:
        window = _window(self._around, part.left, part.top)
        if window.shape != (PART + 2 * REACH, PART + 2 * REACH) or window.std() < LEAST_SEEN:
            return 0.0
        return _likeness(window, part.one) - _likeness(window, part.other)


def _softened(dark: FloatImage) -> FloatImage:
    return np.asarray(cv2.GaussianBlur(dark, (0, 0), SOFT), np.float32)


def _bordered(dark: FloatImage) -> FloatImage:
    return np.asarray(cv2.copyMakeBorder(dark, REACH, REACH, REACH, REACH, cv2.BORDER_REPLICATE), np.float32)


def _window(bordered: FloatImage, left: int, top: int) -> FloatImage:
    """Where a part may lie."""
    side = PART + 2 * REACH
    return bordered[top : top + side, left : left + side]


def _likeness(window: FloatImage, part: FloatImage) -> float:
    return float(cv2.matchTemplate(window, part, cv2.TM_CCOEFF_NORMED).max())


@cache
def _print(form_id: str, page: int) -> FloatImage | None:
    blank = blank_page(form_id, page)
    return None if blank is None else _softened(darkness(blank))


def _known(form: Form, page: Page) -> _Known:
    return _Known(form.id, page.number, _tag_area(form, page))


def _tag_area(form: Form, page: Page) -> tuple[int, int, int]:
    """Left, top and side of the tag with its rim, in pixels of the pictures of blank pages."""
    rim = 0.25 * page.tag.side
    left, top = page.tag.x - rim, (page.tag.y * form.aspect - rim)
    return (
        round((left * FRAME_WIDTH + MARGIN) * TEMPLATE_SCALE),
        round((top * FRAME_WIDTH + MARGIN) * TEMPLATE_SCALE),
        round((page.tag.side + 2 * rim) * FRAME_WIDTH * TEMPLATE_SCALE),
    )


@cache
def _parts(one: _Known, other: _Known) -> tuple[_Part, ...]:
    """Where the prints of two pages differ most, without their tags; empty where a picture is missing."""
    first, second = (_print(known.form_id, known.number) for known in (one, other))
    if first is None or second is None:
        return ()
    height, width = min(first.shape[0], second.shape[0]), min(first.shape[1], second.shape[1])
    around_first, around_second = _bordered(first), _bordered(second)
    found: list[tuple[float, _Part]] = []
    for difference, top, left in _places(first[:height, :width], second[:height, :width]):
        if any(_overlaps(left, top, known.tag_area) for known in (one, other)):
            continue
        place = slice(top, top + PART), slice(left, left + PART)
        a, b = np.ascontiguousarray(first[place]), np.ascontiguousarray(second[place])
        crossed = (_window(around_first, left, top), b), (_window(around_second, left, top), a)
        margin = 1 - max(_likeness(window, part) for window, part in crossed)
        if margin > LEAST_MARGIN:
            found.append((margin * difference, _Part(a, b, left, top, margin)))
    found.sort(key=lambda entry: -entry[0])
    return tuple(part for _, part in found[:MOST_PARTS])


def _places(first: FloatImage, second: FloatImage) -> list[tuple[float, int, int]]:
    """(difference, top, left) of the parts that differ most at sight, those first: some more than are needed."""
    difference = _means((first - second) ** 2)
    telling = difference > LEAST_DIFFERENCE
    for page in (first, second):
        telling &= _means(page**2) - _means(page) ** 2 > LEAST_PRINT**2
    rows, columns = np.nonzero(telling)
    ranked = sorted(zip(difference[rows, columns], rows * STEP, columns * STEP, strict=True), reverse=True)
    return [(float(value), int(top), int(left)) for value, top, left in ranked[: 3 * MOST_PARTS]]


def _means(values: FloatImage) -> NDArray[np.float64]:
    """(rows, columns) mean over each part, one every `STEP` pixels."""
    sums = cv2.integral(values, sdepth=cv2.CV_64F)
    height, width = values.shape
    top, left = (np.arange(0, side - PART + 1, STEP)[:, None] for side in (height, width))
    top, left = np.broadcast_arrays(top, left.T)
    whole = sums[top + PART, left + PART] - sums[top, left + PART] - sums[top + PART, left] + sums[top, left]
    return np.asarray(whole / PART**2, np.float64)


def _overlaps(left: int, top: int, area: tuple[int, int, int]) -> bool:
    x, y, side = area
    return left < x + side and x < left + PART and top < y + side and y < top + PART
