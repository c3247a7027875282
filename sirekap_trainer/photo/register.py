"""Registration: a rough pose is made exact on the printed frames and corner marks, and the page is straightened.

The page is straightened by the pose so far, every anchor is looked for near its place, and the pose is solved anew from
where they were found; a few rounds suffice. What one homography cannot explain, for paper is not flat, is taken up by a
smooth field of small displacements between the anchors.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.anchors import (
    FRAMES_FLOOR,
    MARK_FLOOR,
    Anchor,
    Match,
    darkness,
    find,
    mark_anchors,
    number_anchors,
)
from sirekap_trainer.photo.page import (
    MARGIN,
    MESH_STEP,
    Method,
    Points,
    UprightPage,
    Warp,
    fit_homography,
    frame_corners,
    scaled,
    transform,
    upright_size,
)

#: Frame pixels around their expected place in which anchors are looked for, round by round. The first stays below half
#: the distance of two rows of boxes (52 px), so that no row is taken for its neighbour.
REACHES = (22, 22, 12, 6)
#: Once every anchor was found this near its place, frame pixels, another round would change nothing.
SETTLED = 0.75
#: Share of the page's rows of frames that must be found: to go on after the first round, and to be believed at the end.
NEEDED_FIRST, NEEDED = 0.3, 0.6
#: Distance in frame pixels beyond which an anchor's place is held for a mistake and not for uneven paper.
OUTLIER = 14.0
ORIGIN = (float(MARGIN), float(MARGIN))


@dataclass(frozen=True, slots=True)
class Pose:
    """A first idea of how a page lies: `homography` takes frame pixels to photograph pixels."""

    form: Form
    page: Page
    homography: Points = field(repr=False)
    method: Method


def register(image: NDArray[np.uint8], pose: Pose) -> UprightPage | None:
    """The upright page, exact on its printed frames; None when too few of them are where the pose says.

    Args:
        image: (H, W, 3) uint8 BGR, the photograph.
        pose: Right to within some 20 frame pixels where frames are.
    """
    form, page = pose.form, pose.page
    scale = photo_scale(pose.homography, form)
    small, to_small = reduced(image, scale)
    anchors = (*mark_anchors(form), *number_anchors(form, page))
    brightest = np.asarray(cv2.max(cv2.max(small[..., 0], small[..., 1]), small[..., 2]), np.uint8)
    warp = Warp(pose.homography, np.zeros((0, 2)), np.zeros((0, 2)))
    for reach in REACHES:
        found = _search(darkness(straighten(brightest, to_small, form, warp)), anchors, reach)
        if not _enough(page, found, NEEDED_FIRST):
            return None
        warp = _solve(warp, found)
        if max(np.hypot(match.dx, match.dy) for match in found) < SETTLED:
            break
    upright = straighten(small, to_small, form, warp)
    found = _search(darkness(upright), anchors, REACHES[-1])
    if not _enough(page, found, NEEDED):
        return None
    rows = [match for match in found if not match.anchor.is_mark]
    return UprightPage(
        form=form,
        page=page,
        image=upright,
        outline=warp.to_photo(frame_corners(form)),
        method=pose.method,
        residual=float(np.median([np.hypot(match.dx, match.dy) for match in rows])),
        scale=scale,
        anchors_found=len(rows) / len(page.numbers),
        warp=warp,
    )


def enlarged(page: UprightPage, factor: int) -> UprightPage:
    """A page found on a photograph reduced by `factor`, its place given on the whole photograph."""
    shift = (factor - 1) / 2
    enlarge = np.array([[factor, 0, shift], [0, factor, shift], [0, 0, 1]], np.float64)
    warp = replace(page.warp, homography=enlarge @ page.warp.homography)
    return replace(page, outline=scaled(page.outline, factor), scale=page.scale * factor, warp=warp)


def finer(page: UprightPage, image: NDArray[np.uint8]) -> UprightPage:
    """A page that was found on a reduced photograph, straightened anew from the whole one.

    Args:
        page: Its place given on the whole photograph.
        image: (H, W, 3) uint8 BGR, the whole photograph.
    """
    small, to_small = reduced(image, page.scale)
    return replace(page, image=straighten(small, to_small, page.form, page.warp))


def straight_darkness(grey: NDArray[np.uint8], homography: Points, form: Form) -> NDArray[np.float32]:
    """The darkness of the page as a pose alone straightens it, for `frames_share`."""
    small, to_small = reduced(grey, photo_scale(homography, form))
    return darkness(straighten(small, to_small, form, Warp(homography, np.zeros((0, 2)), np.zeros((0, 2)))))


def frames_share(dark: NDArray[np.float32], form: Form, page: Page) -> float:
    """How well a page's printed frames fit: the sum of their answers by the number of frames, 0 where too few fit.

    Args:
        dark: From `straight_darkness`.
        form: The page's form.
        page: Whose frames are looked for.
    """
    found = _search(dark, number_anchors(form, page), REACHES[0])
    if not _enough(page, found, NEEDED_FIRST):
        return 0.0
    return sum(match.score for match in found) / len(page.numbers)


def photo_scale(homography: Points, form: Form) -> float:
    """Photograph pixels per frame pixel, by the area of the page frame on the photograph."""
    corners = frame_corners(form)
    seen = cv2.contourArea(transform(homography, corners).astype(np.float32))
    return float(np.sqrt(seen / cv2.contourArea(corners.astype(np.float32))))


def reduced(image: NDArray[np.uint8], shrink: float) -> tuple[NDArray[np.uint8], Points]:
    """The picture reduced by a whole number, so that a warp that shrinks by `shrink` does not alias, and the map to it.

    Returns:
        The picture and a 3 x 3 map from pixels of `image` to its pixels.
    """
    step = max(1, int(shrink + 0.25))
    if step == 1:
        return image, np.eye(3)
    small = cv2.resize(image, (image.shape[1] // step, image.shape[0] // step), interpolation=cv2.INTER_AREA)
    sx, sy = small.shape[1] / image.shape[1], small.shape[0] / image.shape[0]
    return np.asarray(small, np.uint8), np.array([[sx, 0, 0.5 * sx - 0.5], [0, sy, 0.5 * sy - 0.5], [0, 0, 1]])


def straighten(picture: NDArray[np.uint8], to_picture: Points, form: Form, warp: Warp) -> NDArray[np.uint8]:
    """The upright image, `upright_size(form)`.

    Args:
        picture: The photograph, perhaps reduced; colour or one channel.
        to_picture: 3 x 3 map from photograph pixels to its pixels.
        form: Whose frame it is.
        warp: Where the frame lies on the photograph.
    """
    width, height = upright_size(form)
    if not len(warp.places):  # plain perspective: no mesh needed
        shift = np.array([[1, 0, -MARGIN], [0, 1, -MARGIN], [0, 0, 1]], np.float64)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        matrix = to_picture @ warp.homography @ shift
        flat = cv2.warpPerspective(picture, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(flat, np.uint8)
    columns, rows = (int(np.ceil(side / MESH_STEP)) + 1 for side in (width, height))
    grid = (
        np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), axis=-1).reshape(-1, 2).astype(np.float64)
        * MESH_STEP
    )
    nodes = transform(to_picture, warp.to_photo(grid - MARGIN)).reshape(rows, columns, 2).astype(np.float32)
    maps = _densify(nodes, width, height)
    flat = cv2.remap(picture, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def _densify(nodes: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """(height, width, 2) map from its nodes every `MESH_STEP` pixels, the first at pixel (0, 0)."""
    place = np.array([[1 / MESH_STEP, 0, 0], [0, 1 / MESH_STEP, 0]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    dense = cv2.warpAffine(nodes, place, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(dense, np.float32)


def _search(dark: NDArray[np.float32], anchors: tuple[Anchor, ...], reach: int) -> list[Match]:
    """The anchors that are really there."""
    matches = (find(dark, anchor, origin=ORIGIN, reach=reach) for anchor in anchors)
    return [m for m in matches if m is not None and m.score >= (MARK_FLOOR if m.anchor.is_mark else FRAMES_FLOOR)]


def _enough(page: Page, found: list[Match], share: float) -> bool:
    rows = sum(not match.anchor.is_mark for match in found)
    return rows >= max(2, share * len(page.numbers))


def _solve(warp: Warp, found: list[Match]) -> Warp:
    """The warp that puts every found anchor in its place."""
    places = np.vstack([match.anchor.corners for match in found])
    owners = np.repeat(np.arange(len(found)), 4)
    offsets = np.array([[match.dx, match.dy] for match in found])[owners]
    seen = warp.to_photo(places + offsets)
    unit = float(np.sqrt(abs(np.linalg.det(warp.homography[:2, :2]))))
    fit = fit_homography(places, seen, method=cv2.RANSAC, threshold=OUTLIER * unit)
    exact = fit and fit_homography(places[fit[1]], seen[fit[1]])
    if not exact:
        return warp
    homography, _ = exact
    back = transform(np.linalg.inv(homography).astype(np.float64), seen)
    shifts = back - places
    strays = np.hypot(*shifts.T) > 1.5 * OUTLIER
    anchors = [i for i in range(len(found)) if not strays[owners == i].any()]
    centres = np.array([found[i].anchor.centre for i in anchors])
    means = np.array([shifts[owners == i].mean(axis=0) for i in anchors])
    return Warp(homography, centres.reshape(-1, 2), means.reshape(-1, 2))
