"""Coordinates of a page: the pixels of an upright image that stand for each part of a form.

Frame pixels: the page frame (see `form/model.py`) scaled to `FRAME_WIDTH` px of width, origin at its upper left corner.
The upright image shows the frame with `MARGIN` px around it, so that the corner marks are seen
whole.
"""

from __future__ import annotations

from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Rect

#: Width of the page frame in the upright image. A digit box is then about 48 px wide, as in the boxes the network
#: learned from.
FRAME_WIDTH = 1200
#: Around the frame: a corner mark (17 px to each side) and the way it may be off while it is looked for.
MARGIN = 48
#: Distance of the nodes in which a mesh gives the place on the photograph; between them it is interpolated. At 16 px
#: the error against the exact perspective is below 0.01 px at 40 degrees of tilt.
MESH_STEP = 16

#: A homography of a smaller determinant squeezes the plane into a line: its points lay on one.
FLATTEST = 1e-9

Points = NDArray[np.float64]
Method = Literal["tag", "marks", "features", "outline", "corners"]


def frame_size(form: Form) -> tuple[int, int]:
    """(width, height) of the page frame in frame pixels."""
    return FRAME_WIDTH, round(FRAME_WIDTH * form.aspect)


def upright_size(form: Form) -> tuple[int, int]:
    """(width, height) of the upright image in pixels."""
    width, height = frame_size(form)
    return width + 2 * MARGIN, height + 2 * MARGIN


def frame_points(form: Form, points: Points) -> Points:
    """(N, 2) fractions of the page frame as frame pixels."""
    return points * np.array(frame_size(form), np.float64)


def frame_corners(form: Form) -> Points:
    """(4, 2) corners of the page frame in frame pixels: upper left, upper right, lower right, lower left."""
    return frame_points(form, np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64))


def transform(homography: Points, points: Points) -> Points:
    """(N, 2) points moved by a 3 x 3 homography."""
    moved = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), homography)
    return np.asarray(moved.reshape(-1, 2), np.float64)


def scaled(points: Points, factor: float) -> Points:
    """(N, 2) pixel positions of a picture after it is scaled by a factor; integers are pixel centres."""
    return np.asarray((points + 0.5) * factor - 0.5, np.float64)


def scaling(across: float, down: float | None = None) -> Points:
    """The 3 x 3 map that does what `scaled` does; `down` is as `across` where not given."""
    down = across if down is None else down
    return np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]], np.float64)


def clockwise(points: Points) -> Points:
    """(N, 2) points ordered clockwise on a picture, around their middle."""
    middle = points.mean(axis=0)
    return np.asarray(points[np.argsort(np.arctan2(*(points - middle).T[::-1]))], np.float64)


def fit_homography(
    source: Points, target: Points, *, method: int = 0, threshold: float = 3.0
) -> tuple[Points, NDArray[np.bool_]] | None:
    """The homography that takes `source` to `target`, both (N, 2), and which pairs agree; None where there is none.

    Args:
        source: At least four points.
        target: The same number.
        method: OpenCV's: 0 least squares over all, `cv2.RANSAC`, `cv2.USAC_MAGSAC`.
        threshold: Distance in target pixels within which a pair agrees, for the robust methods.
    """
    # OpenCV's type stubs do not know that it answers None where it finds nothing.
    found: tuple[Any, Any] = cv2.findHomography(source, target, method, threshold)
    homography, agreeing = found
    if homography is None or abs(np.linalg.det(homography)) < FLATTEST:
        return None
    return np.asarray(homography, np.float64), np.asarray(agreeing).ravel().astype(bool)


def crop(image: NDArray[np.uint8], rect: Rect, form: Form, *, pad: float = 0.0) -> NDArray[np.uint8]:
    """The part of an upright image within a rectangle, as a view.

    Args:
        image: (H, W, 3) or (H, W) of `upright_size(form)`.
        rect: Page-frame fractions.
        form: Whose frame it is.
        pad: Pixels to add on each side; cut at the image's border.
    """
    width, height = frame_size(form)
    left, top = rect.x * width + MARGIN - pad, rect.y * height + MARGIN - pad
    right, bottom = rect.right * width + MARGIN + pad, rect.bottom * height + MARGIN + pad
    rows = slice(max(0, round(top)), min(image.shape[0], round(bottom)))
    columns = slice(max(0, round(left)), min(image.shape[1], round(right)))
    return image[rows, columns]


def bounding(rects: tuple[Rect, ...]) -> Rect:
    """The smallest rectangle around several."""
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)
