"""Which page is it, and which way up? For a pose found without reading the tag.

Several pages share a layout, so the frames alone do not name a page. But with the page straightened the tag's place is
known, and even half a tag, or a blurred one, resembles its own pattern more than any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.photo.anchors import darkness
from sirekap_trainer.photo.page import Method, Points
from sirekap_trainer.photo.register import Pose, frames_share, photo_scale, reduced, straighten
from sirekap_trainer.photo.tag import likeness
from sirekap_trainer.photo.warp import Warp

#: A page is named by a pattern this like its own, when every other page's is less like by `CLEARLY`. Over so wide a
#: search other pages' patterns reach 0.65 by chance (27 hard photographs, 9 pages each).
NAMED, CLEARLY = 0.67, 0.08
#: How far the tag may lie from where a first pose puts it, pixels of the upright page.
NAMING_REACH = 36


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
    first = next(iter(catalog))
    for homography in homographies:
        small, to_small = reduced(grey, photo_scale(homography, first))
        upright = straighten(small, to_small, first, Warp.flat(homography))
        dark = darkness(upright)
        fitting = [
            (likeness(upright, form, page, reach=NAMING_REACH), Pose(form, page, homography, method))
            for form in catalog
            for page in form.pages
            if frames_share(dark, form, page) > 0
        ]
        yield from _decided(sorted(fitting, key=lambda fit: -fit[0]), prefer)


def _decided(fitting: list[tuple[float, Pose]], prefer: tuple[str, int] | None) -> list[Pose]:
    """The page whose pattern is clearly the likest; where none is, the preferred page, or none."""
    if not fitting:
        return []
    best = fitting[0][0]
    equals = [pose for fit, pose in fitting if fit > best - CLEARLY]
    if len(equals) == 1 and best >= NAMED:
        return equals
    return [pose for pose in equals if (pose.form.id, pose.page.number) == prefer]
