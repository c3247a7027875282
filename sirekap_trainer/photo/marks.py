"""Candidates for the four corner marks on a photograph, given a rough idea of how the page lies."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form
from sirekap_trainer.photo.anchors import MARK_FLOOR, FloatImage, darkness, mark_kernel, peaks
from sirekap_trainer.photo.page import FRAME_WIDTH, Points, frame_corners, transform
from sirekap_trainer.photo.register import photo_scale, reduced

#: Width of the page frame at which corner marks are looked for.
COARSE_WIDTH = 500
#: Sizes at which a mark is tried, for perspective makes near ones larger than far ones.
STRETCHES = (0.8, 1.0, 1.25)


def mark_candidates(
    grey: NDArray[np.uint8], form: Form, rough: Points, reaches: Sequence[float], *, count: int = 5
) -> list[list[Points]]:
    """For each corner the places that look like its mark, on the photograph, likeliest first.

    Args:
        grey: (H, W) uint8, the photograph.
        form: Whose marks.
        rough: 3 x 3, frame pixels to photograph pixels, roughly.
        reaches: For upper left, upper right, lower right, lower left: how far the mark may lie from where `rough` puts
            it, as a fraction of the frame's width.
        count: At most so many a corner.

    Returns:
        Four lists of (2,) points.
    """
    scale = COARSE_WIDTH / FRAME_WIDTH
    border = round(max(reaches) * COARSE_WIDTH) + 30
    size = (COARSE_WIDTH + 2 * border, round(COARSE_WIDTH * form.aspect) + 2 * border)
    to_photo = rough @ np.array([[1 / scale, 0, -border / scale], [0, 1 / scale, -border / scale], [0, 0, 1]])
    small, to_small = reduced(grey, photo_scale(rough, form) / scale)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(small, to_small @ to_photo, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    dark = darkness(np.asarray(flat, np.uint8))
    side = form.mark_side * COARSE_WIDTH
    answer = np.max([_answer(dark, side * stretch) for stretch in STRETCHES], axis=0)
    candidates = []
    for corner, reach in zip(frame_corners(form) * scale + border, reaches, strict=True):
        found = _near(answer, corner, radius=round(reach * COARSE_WIDTH), count=count, echo=round(2.2 * side))
        candidates.append(list(transform(to_photo, found)) if len(found) else [])
    return candidates


def _answer(dark: FloatImage, side: float) -> FloatImage:
    return np.asarray(cv2.filter2D(dark, cv2.CV_32F, mark_kernel(round(side, 1))), np.float32)


def _near(answer: FloatImage, corner: Points, *, radius: int, count: int, echo: int) -> Points:
    """(N, 2) places of the best answers around a corner.

    A mark answers half as well one square further along its diagonal; such echoes are no candidates of their own.
    """
    x, y = np.round(corner).astype(int)
    left, top = max(0, x - radius), max(0, y - radius)
    window = np.ascontiguousarray(answer[top : y + radius + 1, left : x + radius + 1])
    found = peaks(window, count=count, apart=echo, floor=MARK_FLOOR)
    return np.asarray(found[:, :2] + [left, top], np.float64)
