"""How bent paper displaces what is printed: patches of the blank page are looked for on the photograph.

Box frames repeat every few millimetres, so on strongly curled paper one row or one box would be taken for its
neighbour. Words do not repeat. So where frames show that the paper is not flat, the whole print is matched first,
coarsely, and the frames only afterwards.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.anchors import FloatImage, darkness, peaks
from sirekap_trainer.photo.page import MARGIN, Points, scaled
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page

#: Side of a patch and distance of patches, in pixels of the picture that is matched.
PATCH, STEP = 48, 24
#: Patches with less ink than this share hold nothing to recognise.
LEAST_INK = 0.03
#: A patch is found from this correlation on, and when no other place is nearly as good.
LIKE, DISTINCT = 0.33, 0.03


def displacements(
    upright: NDArray[np.uint8], form: Form, page: Page, *, shrink: int, reach: int
) -> tuple[Points, Points]:
    """Where the print of a roughly straightened page lies beside where it should.

    Args:
        upright: (H, W) or (H, W, 3) uint8 of `upright_size(form)`.
        form: The page's form.
        page: Whose print is looked for.
        shrink: Pixels of the upright image per pixel matched.
        reach: How far to look, pixels of the upright image.

    Returns:
        (N, 2) places in frame pixels and (N, 2) displacements there; N is 0 where no picture of the blank page ships.
    """
    blank = blank_page(form.id, page.number)
    if blank is None:
        return np.zeros((0, 2)), np.zeros((0, 2))
    seen = _shrunk(darkness(upright), 1 / shrink)
    print_ = _shrunk(darkness(blank), 1 / (shrink * TEMPLATE_SCALE))
    places, shifts = _match(print_, seen, round(reach / shrink))
    return scaled(places, shrink) - MARGIN, shifts * shrink


def _shrunk(dark: FloatImage, factor: float) -> FloatImage:
    if factor >= 1:
        return dark
    return np.asarray(cv2.resize(dark, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.float32)


def _match(print_: FloatImage, seen: FloatImage, reach: int) -> tuple[Points, Points]:
    height, width = min(print_.shape[0], seen.shape[0]), min(print_.shape[1], seen.shape[1])
    around = cv2.copyMakeBorder(seen, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    places, shifts = [], []
    for top in range(0, height - PATCH, STEP):
        for left in range(0, width - PATCH, STEP):
            patch = print_[top : top + PATCH, left : left + PATCH]
            if patch.mean() < LEAST_INK:
                continue
            window = around[top : top + PATCH + 2 * reach, left : left + PATCH + 2 * reach]
            shift = _found(np.asarray(cv2.matchTemplate(window, patch, cv2.TM_CCOEFF_NORMED), np.float32))
            if shift is not None:
                places.append([left + (PATCH - 1) / 2, top + (PATCH - 1) / 2])
                shifts.append(shift - reach)
    return np.array(places, np.float64).reshape(-1, 2), np.array(shifts, np.float64).reshape(-1, 2)


def _found(answer: FloatImage) -> Points | None:
    best = peaks(answer, count=2, apart=4, floor=LIKE)
    if not len(best) or (len(best) == 2 and best[0, 2] - best[1, 2] < DISTINCT):
        return None
    return np.asarray(best[0, :2])
