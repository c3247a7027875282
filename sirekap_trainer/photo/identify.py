"""Which page is it, and which way up? For a pose found without reading the tag.

Several pages share a layout, so the frames alone do not name a page. But with the page straightened the tag's place is
known to the pixel, and even half a tag, or a blurred one, resembles its own pattern more than any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.photo.page import FRAME_WIDTH, Method, Points
from sirekap_trainer.photo.register import Pose, frames_share, photo_scale, reduced, straight_darkness

#: Cells along a tag's side: 6 x 6 bits and a black border (AprilTag 36h10).
CELLS = 8
#: A page is named by its tag's pattern from this likeness on, when every other page is less like by `CLEARLY`. Patterns
#: that are not the page's agree by chance up to 0.35; a tag of which half is covered still agrees in some 0.5.
LIKE, CLEARLY = 0.45, 0.20


def name_poses(
    grey: NDArray[np.uint8],
    homographies: Iterable[Points],
    catalog: Catalog,
    *,
    method: Method,
    prefer: tuple[str, int] | None = None,
) -> Iterator[Pose]:
    """Poses with the page named: those whose frames are there and whose tag's pattern is the likeliest.

    Args:
        grey: (H, W) uint8, the photograph.
        homographies: Frame pixels to photograph pixels, without knowing which page.
        catalog: The forms it may be, all of the same frame.
        method: How the homographies were found.
        prefer: Form id and page number to take where the pattern does not decide.
    """
    for homography in homographies:
        fitting = []
        dark = straight_darkness(grey, homography, next(iter(catalog)))
        for form in catalog:
            for page in form.pages:
                share = frames_share(dark, form, page)
                if share > 0:
                    pose = Pose(form, page, homography, method)
                    fitting.append((likeness(grey, pose), pose))
        yield from _decided(sorted(fitting, key=lambda fit: -fit[0]), prefer)


def _decided(fitting: list[tuple[float, Pose]], prefer: tuple[str, int] | None) -> list[Pose]:
    """The page whose pattern is clearly the likest; where none is, the preferred page, or none."""
    if not fitting:
        return []
    best = fitting[0][0]
    equals = [pose for fit, pose in fitting if fit > best - CLEARLY]
    if len(equals) == 1 and best >= LIKE:
        return equals
    return [pose for pose in equals if (pose.form.id, pose.page.number) == prefer]


def likeness(grey: NDArray[np.uint8], pose: Pose) -> float:
    """How much the tag's place looks like the tag of the pose's page: the correlation of its cells, -1 to 1."""
    small, to_small = reduced(grey, photo_scale(pose.homography, pose.form))
    tag = pose.page.tag
    cell = tag.side * FRAME_WIDTH / CELLS
    size = round(cell * CELLS)
    left, top = tag.x * FRAME_WIDTH, tag.y * FRAME_WIDTH * pose.form.aspect
    place = np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    patch = cv2.warpPerspective(small, to_small @ pose.homography @ place, (size, size), flags=flags)
    cells = cv2.resize(patch, (CELLS, CELLS), interpolation=cv2.INTER_AREA).astype(np.float64)
    bits = _bits(tag.id, tag.turn)
    cells, bits = cells[1:-1, 1:-1] - cells[1:-1, 1:-1].mean(), bits - bits.mean()
    norm = float(np.sqrt((cells**2).sum() * (bits**2).sum()))
    return float((cells * bits).sum()) / norm if norm > 1e-6 else 0.0


@cache
def _bits(tag_id: int, turn: int) -> Points:
    """(6, 6) inner cells of a tag as printed: 1 white, 0 black."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    drawn = cv2.aruco.generateImageMarker(family, tag_id, CELLS, borderBits=1)
    return np.rot90(np.asarray(drawn, np.float64)[1:-1, 1:-1] / 255, -turn // 90)
