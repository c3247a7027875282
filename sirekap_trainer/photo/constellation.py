"""The page by its corner marks alone, however it lies: for photographs whose tag cannot be read.

A mark's touching point is a saddle of darkness, which can be found at any turn. Of all places that look like a mark,
four (or three, where one is covered) must be the corners of the page frame as a camera can see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form
from sirekap_trainer.photo.anchors import MARK_FLOOR, FloatImage, darkness, peaks
from sirekap_trainer.photo.camera import camera_matrix, camera_poses, three_point_poses
from sirekap_trainer.photo.page import Points, clockwise, frame_corners, scaled, scaling, transform

#: Long side of the photograph in which marks are looked for; a square of a mark is then 4 to 12 px.
SIDE = 1200
SQUARES = (4.5, 6.5, 9.0, 12.0)
#: A saddle is measured on a patch in which the squares are `UNIT` px.
UNIT, PATCH = 8.0, 25
#: Saddles looked at, and marks kept.
SADDLES, MARKS = 160, 12
#: Largest difference of the marks' turns in degrees: perspective shears them.
SPREAD = 40.0
#: Smallest share of the picture that the page frame covers.
SMALLEST = 0.12
#: Largest distance between corners and what a camera can see, as a fraction of the frame's width.
MISFIT = 0.03
#: So many poses are offered, from four marks and from three.
MOST_FOURS, MOST_THREES = 6, 24


@dataclass(frozen=True, slots=True)
class Sighted:
    """A place that looks like a mark.

    Attributes:
        place: (2,) px of the small picture.
        turn: Of the dark diagonal, degrees, 0 to 180.
        side: Of its squares, px.
        score: How well it answers, see `_answer`.
    """

    place: Points = field(repr=False)
    turn: float
    side: float
    score: float


def constellation_poses(grey: NDArray[np.uint8], form: Form) -> Iterator[Points]:
    """Homographies, frame pixels to photograph pixels, that put marks where something looks like them; likeliest first.

    Args:
        grey: (H, W) uint8, the photograph.
        form: Gives the frame's shape.
    """
    scale = min(1.0, SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    marks = [_exact(grey, scale, mark) for mark in sighted_marks(darkness(np.asarray(small, np.uint8)))]
    back = scaling(1 / scale)
    for homography in (*_fours(marks, form, small.shape), *_threes(marks, form, small.shape)):
        yield back @ homography


def sighted_marks(dark: FloatImage) -> list[Sighted]:
    """Places that look like corner marks at any turn, the best first."""
    found: list[Sighted] = []
    for blur in (2.0, 3.5):
        smooth = cv2.GaussianBlur(dark, (0, 0), blur)
        xx, yy, xy = (cv2.Sobel(smooth, cv2.CV_32F, *order) for order in ((2, 0), (0, 2), (1, 1)))
        saddle = np.asarray(xy * xy * 4 - xx * yy, np.float32)  # Sobel's mixed kernel weighs half of its pure ones
        for x, y, _ in peaks(saddle, count=SADDLES, apart=5, floor=1e-4):
            column, row = int(x), int(y)
            turn = np.degrees(0.5 * np.arctan2(4 * xy[row, column], xx[row, column] - yy[row, column])) % 180
            sighted = _measure(dark, np.array([x, y]), float(turn))
            if sighted is not None:
                found.append(sighted)
    return _distinct(sorted(found, key=lambda mark: -mark.score))[:MARKS]


def _measure(dark: FloatImage, place: Points, turn: float) -> Sighted | None:
    """The size at which a saddle answers best as a mark, and that answer; None where it is none."""
    best = (0.0, 0.0)
    for side in SQUARES:
        # The dark diagonal of an upright mark runs at 45 degrees.
        matrix = cv2.getRotationMatrix2D((float(place[0]), float(place[1])), turn - 45, UNIT / side)
        matrix[:, 2] = matrix[:, 2] + (PATCH // 2 - place)
        patch = cv2.warpAffine(dark, matrix, (PATCH, PATCH), borderMode=cv2.BORDER_REPLICATE)
        best = max(best, (_answer(np.asarray(patch, np.float32)), side))
    return Sighted(place, turn, best[1], best[0]) if best[0] >= MARK_FLOOR else None


def _answer(patch: FloatImage) -> float:
    """The paler of the two squares beside the darkest of the paper around them: an edge or a cross answers nothing."""
    middle, unit = PATCH // 2, round(UNIT)
    before, after = slice(middle - unit + 1, middle), slice(middle + 1, middle + unit)
    beyond = (slice(0, middle - unit - 1), slice(middle + unit + 2, PATCH))
    ink = min(patch[before, before].mean(), patch[after, after].mean())
    paper = [patch[before, after].mean(), patch[after, before].mean()]
    # Beside each square, on its outer sides: a mark ends where a printed line would go on.
    paper += [patch[side, part].mean() for side, part in zip(beyond, (before, after), strict=True)]
    paper += [patch[part, side].mean() for side, part in zip(beyond, (before, after), strict=True)]
    return float(ink - max(paper))


def _exact(grey: NDArray[np.uint8], scale: float, mark: Sighted) -> Sighted:
    """The mark with its place made exact on the photograph itself, still in pixels of the small picture."""
    place = scaled(mark.place, 1 / scale).astype(np.float32).reshape(1, 1, 2)
    half = max(2, round(0.7 * mark.side / scale))
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.02)
    try:
        found = np.asarray(cv2.cornerSubPix(grey, place.copy(), (half, half), (-1, -1), stop), np.float64)
    except cv2.error:  # too near the picture's border
        return mark
    if np.hypot(*(found - place).ravel()) > half:
        return mark
    return replace(mark, place=scaled(found.ravel(), scale))


def _distinct(marks: list[Sighted]) -> list[Sighted]:
    kept: list[Sighted] = []
    for mark in marks:
        if all(np.hypot(*(mark.place - other.place)) > 1.5 * other.side for other in kept):
            kept.append(mark)
    return kept


def _fours(marks: list[Sighted], form: Form, shape: tuple[int, ...]) -> list[Points]:
    frame, camera = frame_corners(form), camera_matrix(shape)
    ranked = []
    for group in combinations(marks, 4):
        corners = clockwise(np.array([mark.place for mark in group]))
        if not _alike(group) or not _large(corners, shape):
            continue
        for turn in range(4):
            seen = np.roll(corners, turn, axis=0)
            exact = cv2.getPerspectiveTransform(frame.astype(np.float32), seen.astype(np.float32))
            poses = camera_poses(frame, seen, camera)
            misfit = _misfit(poses[0], frame, seen) if poses else 1.0
            if misfit < MISFIT and _turned_right(np.asarray(exact, np.float64), frame, group):
                ranked.append((misfit - 0.05 * sum(mark.score for mark in group), np.asarray(exact, np.float64)))
    return [pose for _, pose in sorted(ranked, key=lambda entry: entry[0])[:MOST_FOURS]]


def _threes(marks: list[Sighted], form: Form, shape: tuple[int, ...]) -> list[Points]:
    """As `_fours` with one corner covered: what a camera can see tells where it is."""
    frame, camera = frame_corners(form), camera_matrix(shape)
    ranked = []
    for group in combinations(marks[:10], 3):
        corners = clockwise(np.array([mark.place for mark in group]))
        if not _alike(group) or not _large(corners, shape, share=SMALLEST / 2):
            continue
        for missing in range(4):
            kept = np.delete(np.arange(4), missing)
            for turn in range(3):
                seen = np.roll(corners, turn, axis=0)
                ranked += [
                    (-sum(mark.score for mark in group), pose)
                    for pose in three_point_poses(frame[kept], seen, camera)
                    if _turned_right(pose, frame[kept], group) and _large(transform(pose, frame), shape)
                ]
    return [pose for _, pose in sorted(ranked, key=lambda entry: entry[0])[:MOST_THREES]]


def _alike(group: tuple[Sighted, ...]) -> bool:
    """Whether marks can belong to one page: alike in turn and size."""
    gaps = [abs((a.turn - b.turn + 90) % 180 - 90) for a, b in combinations(group, 2)]
    sides = [mark.side for mark in group]
    return max(gaps) < SPREAD and max(sides) < 2.1 * min(sides)


def _large(corners: Points, shape: tuple[int, ...], *, share: float = SMALLEST) -> bool:
    outline = corners.astype(np.float32)
    area = cv2.contourArea(outline)
    return bool(cv2.isContourConvex(outline.reshape(-1, 1, 2)) and area > share * shape[0] * shape[1])


def _misfit(pose: Points, frame: Points, seen: Points) -> float:
    """Largest distance between corners seen and posed, as a fraction of the upper side's length."""
    width = max(float(np.linalg.norm(seen[1] - seen[0])), 1.0)
    return float(np.linalg.norm(transform(pose, frame) - seen, axis=1).max()) / width


def _turned_right(pose: Points, corners: Points, group: tuple[Sighted, ...]) -> bool:
    """Whether the marks' dark diagonals run down-right on the page, and not across (a quarter turn)."""
    step = np.array([8.0, 8.0])
    ends = transform(pose, np.vstack([corners - step, corners + step]))
    along = (ends[len(corners) :] - ends[: len(corners)]).mean(axis=0)
    turn = np.degrees(np.arctan2(along[1], along[0])) % 180
    middle = np.array([mark.turn for mark in group])
    return bool(np.abs((middle - turn + 90) % 180 - 90).mean() < SPREAD / 2)
