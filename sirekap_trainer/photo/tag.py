"""The tag's pattern on a straightened page: how like it is to a page's own, where detectors no longer read it."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.page import FRAME_WIDTH, MARGIN

#: Cells along a tag's side: 6 x 6 bits and a black border (AprilTag 36h10).
CELLS = 8
#: How far the tag may lie from its place, pixels of the upright page.
REACH = 10
#: Half a pattern is like others by chance more often than a whole one.
HALF_FINE = 0.10
#: A pattern is the page's own from this likeness on. Other patterns of the family reach 0.4 by chance; a tag of which
#: half is covered still reaches some 0.55.
LIKE = 0.47
#: Smallest circumference of another page's tag beside the searched square's longer side; a tag of its usual size has
#: 2.2. Asking some tens of smaller squares, of letters mostly, whether they are one of the family's 2,320 takes 0.1 s.
LEAST_ROUND = 1.0


def likeness(upright: NDArray[np.uint8], form: Form, page: Page, *, reach: int = REACH) -> float:
    """How much the tag's place looks like the page's tag: the best correlation of the whole tag or of one half of it.

    Args:
        upright: (H, W) or (H, W, 3) uint8 of `upright_size(form)`.
        form: The page's form.
        page: Whose tag is expected.
        reach: How far the tag may lie from its place, pixels of the upright page.

    Returns:
        -1 to 1.
    """
    window = _window(upright, form, page, reach)
    pattern = _pattern(page.tag.id, page.tag.turn, round(page.tag.side * FRAME_WIDTH))
    if window.shape[0] < pattern.shape[0] or window.shape[1] < pattern.shape[1] or window.std() < 1:
        return 0.0
    half = pattern.shape[0] // 2
    parts = [pattern, pattern[:half], pattern[-half:], pattern[:, :half], pattern[:, -half:]]
    answers = [float(cv2.matchTemplate(window, part, cv2.TM_CCOEFF_NORMED).max()) for part in parts]
    return max(answers[0], *(answer - HALF_FINE for answer in answers[1:]))


def other_tag(upright: NDArray[np.uint8], form: Form, page: Page) -> bool:
    """Whether a tag that can be read, and is not the page's own, stands at the tag's place."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.minMarkerPerimeterRate = LEAST_ROUND
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    detector = cv2.aruco.ArucoDetector(family, parameters)
    # OpenCV's type stubs do not know that it answers None where it finds nothing.
    found: Any = detector.detectMarkers(_window(upright, form, page, 3 * REACH))[1]
    return found is not None and any(int(tag) != page.tag.id for tag in np.ravel(found))


def _window(upright: NDArray[np.uint8], form: Form, page: Page, reach: int) -> NDArray[np.uint8]:
    grey = upright if upright.ndim == 2 else np.asarray(cv2.cvtColor(upright, cv2.COLOR_BGR2GRAY), np.uint8)
    left = round(page.tag.x * FRAME_WIDTH) + MARGIN - reach
    top = round(page.tag.y * FRAME_WIDTH * form.aspect) + MARGIN - reach
    side = round(page.tag.side * FRAME_WIDTH) + 2 * reach
    return np.ascontiguousarray(grey[max(0, top) : top + side, max(0, left) : left + side])


@cache
def _pattern(tag_id: int, turn: int, side: int) -> NDArray[np.uint8]:
    """A tag as printed, `side` px wide."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    drawn = cv2.aruco.generateImageMarker(family, tag_id, CELLS, borderBits=1)
    turned = np.ascontiguousarray(np.rot90(drawn, -turn // 90))
    return np.asarray(cv2.resize(turned, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
