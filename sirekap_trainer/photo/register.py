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
    BOX_FLOOR,
    FLOORS,
    Anchor,
    Kind,
    Match,
    box_answers,
    brightest_channel,
    bubble_anchors,
    darkness,
    find,
    frame_anchors,
    mark_anchors,
    number_anchors,
)
from sirekap_trainer.photo.bend import displacements
from sirekap_trainer.photo.page import (
    MARGIN,
    MESH_STEP,
    Method,
    Points,
    fit_homography,
    frame_corners,
    scaled,
    scaling,
    transform,
    upright_size,
)
from sirekap_trainer.photo.tag import LIKE, likeness, other_tag
from sirekap_trainer.photo.upright import UprightPage
from sirekap_trainer.photo.warp import Warp

#: Frame pixels around their expected place in which anchors are looked for, round by round. The first stays below half
#: the distance of two rows of boxes (52 px), so that no row is taken for its neighbour.
REACHES = (22, 22, 12, 6)
#: ... but no further than this, by what is looked for: bubbles stand 23 px below each other.
MOST_REACH: dict[Kind, int] = {"mark": 22, "frames": 22, "frame": 14, "bubbles": 10}
#: Once every anchor was found this near its place, frame pixels, another round would change nothing.
SETTLED = 0.75
#: Rounds that follow where anchors are still on their way: a start far off takes longer.
MORE_REACHES = (22, 12, 6)
#: Share of the page's rows of frames that must be found: to go on after the first round, and to be believed at the end.
NEEDED_FIRST, NEEDED = 0.3, 0.6
#: A row of frames is in its place when each of them answers at least this share of the best of them. Where a row was
#: taken for its neighbour its last frame answered 0.25 of the best (seen on simulated curled paper).
BOX_SHARE = 0.4
#: ... and not at all where the rows found lie usually further from their places, frame pixels. Pages straightened
#: to within a tenth of a box reached 1.6 (hard photographs, `tools/bench.py photos`, seeds 301 and 401); where the pose
#: was still on its way to another place it was 3.8.
MOST_RESIDUAL = 2.0
#: Without its tag a page is believed only when its frames usually answer so well.
CLEAR_FRAMES = 0.30
#: Paper is flat when no anchor is displaced from one perspective by more, frame pixels.
FLAT = 5.0
#: Paper bent by more is followed by its print alone: half the distance of two rows of boxes is 26 frame pixels.
SLIP = 20.0
#: As `REACHES`, once the print was matched.
BENT_REACHES = (14, 9, 6)
#: As `REACHES`, for single frames of bent paper.
FRAME_REACHES = (14, 6)
#: A single frame is followed only where so many others around it, no further than this, are displaced alike to within
#: this, all in frame pixels: its row has two, the rows above and below some more.
COMPANIONS, COMPANY, ALIKE = 2, 130.0, 4.0
#: ... or where it answers so well beside the page's usual answer: at a wrong place it answers 0.6 as well at most.
WELL = 0.8
#: Fewer of them say nothing of the page.
LEAST_FRAMES = 4
#: Rounds of matching the print of bent paper: upright pixels per pixel matched, and how far to look in upright pixels.
BEND_ROUNDS = ((4, 104), (2, 40), (2, 20))
#: Fewer patches of print than this say nothing of the page.
LEAST_PATCHES = 12
#: Distance in frame pixels from one perspective, or from its neighbours' displacement, beyond which an anchor's place
#: is held for a mistake and not for uneven paper.
OUTLIER = 14.0
#: Neighbours are anchors so near, frame pixels.
NEIGHBOURHOOD = 220.0
#: Poses whose corners lie this near each other, frame pixels, lead to the same page or to none.
SAME = 4.0
ORIGIN = (float(MARGIN), float(MARGIN))


@dataclass(frozen=True, slots=True)
class Pose:
    """A first idea of how a page lies: `homography` takes frame pixels to photograph pixels."""

    form: Form
    page: Page
    homography: Points = field(repr=False)
    method: Method


def register(image: NDArray[np.uint8], pose: Pose, *, bend: bool = True) -> UprightPage | None:
    """The upright page, exact on its printed frames; None when too few of them are where the pose says.

    Flat paper is tried first; where the frames do not bear that out, the print's displacements are measured and the
    frames looked for again.

    Args:
        image: (H, W, 3) uint8 BGR, the photograph.
        pose: Right to within some 20 frame pixels where frames are, or some 100 where a picture of the page ships.
        bend: Whether to consider bent paper, where flat paper does not do.
    """
    scale = photo_scale(pose.homography, pose.form)
    small, to_small = reduced(image, scale)
    brightest = brightest_channel(small)
    flat = _settle(brightest, to_small, pose, Warp.flat(pose.homography), REACHES)
    page = _confirmed(small, to_small, pose, flat) if flat else None
    if page is not None and bent_by(page) < FLAT and page.anchors_found == 1:
        return page
    if page is not None:
        page = _by_single_frames(small, to_small, pose, page)
    bent = _bent(brightest, to_small, pose) if bend and _worth_bending(brightest, to_small, pose) else None
    settled = _settle(brightest, to_small, pose, bent, BENT_REACHES) if bent else None
    better = _confirmed(small, to_small, pose, settled) if settled else None
    if better is not None:
        better = _by_single_frames(small, to_small, pose, better)
    if page is not None and bent_by(page) > SLIP:
        page = None
    return max((one for one in (page, better) if one is not None), key=_agreement, default=None)


def registered_as(image: NDArray[np.uint8], page: UprightPage, form: Form, other: Page) -> UprightPage | None:
    """A registered page as another page with the same frames; None when its frames or marks do not bear that out.

    Args:
        image: (H, W, 3) uint8 BGR, the photograph.
        page: Registered on it.
        form: The other page's form, of the same frame.
        other: The other page.
    """
    small, to_small = reduced(image, page.scale)
    pose = Pose(form, other, page.warp.homography, page.method)
    return _confirmed(small, to_small, pose, page.warp)


def _worth_bending(picture: NDArray[np.uint8], to_picture: Points, pose: Pose) -> bool:
    """Whether the page may be the pose's at all: its tag was read, or the tag's place does not say otherwise."""
    if pose.method == "tag":
        return True
    upright = straighten(picture, to_picture, pose.form, Warp.flat(pose.homography))
    return not other_tag(upright, pose.form, pose.page)


def _settle(
    picture: NDArray[np.uint8], to_picture: Points, pose: Pose, warp: Warp, reaches: tuple[int, ...]
) -> Warp | None:
    """A warp made exact on the anchors, round by round; None when too few of them are found."""
    form, page = pose.form, pose.page
    anchors = (*mark_anchors(form), *number_anchors(form, page), *bubble_anchors(form, page))
    for reach in (*reaches, *MORE_REACHES):
        found = _search(darkness(straighten(picture, to_picture, form, warp)), anchors, reach)
        found = _on_picture(found, warp, picture, to_picture)
        if not _enough(page, found, NEEDED_FIRST):
            return None
        warp = _solve(warp, found)
        if max(np.hypot(match.dx, match.dy) for match in found) < SETTLED:
            break
    return warp


def _by_single_frames(picture: NDArray[np.uint8], to_picture: Points, pose: Pose, page: UprightPage) -> UprightPage:
    """A confirmed page of bent paper with each single frame in its place, where that makes more of them answer.

    A row of frames is stiff, paper is not: on a fold, or where curled paper turns away, single frames leave the row.
    """
    warp = page.warp
    anchors = (*mark_anchors(pose.form), *frame_anchors(pose.form, pose.page))
    brightest = brightest_channel(picture)
    for reach in FRAME_REACHES:
        found = _search(darkness(straighten(brightest, to_picture, pose.form, warp)), anchors, reach)
        found = _in_company(_on_picture(found, warp, picture, to_picture))
        if len(found) < LEAST_FRAMES:
            return page
        warp = _solve(warp, found)
    finer = _confirmed(picture, to_picture, pose, warp)
    return page if finer is None else max(page, finer, key=_agreement)


def _in_company(found: list[Match]) -> list[Match]:
    """The matches that others near them bear out, or that are beyond doubt; corner marks stand alone."""
    if not found:
        return []
    places = np.array([match.anchor.centre for match in found])
    shifts = np.array([[match.dx, match.dy] for match in found])
    near = np.linalg.norm(places[:, None] - places[None], axis=2) < COMPANY
    alike = np.linalg.norm(shifts[:, None] - shifts[None], axis=2) < ALIKE
    company = (near & alike).sum(axis=1) > COMPANIONS  # a match is near and like itself
    usual = float(np.median([match.score for match in found if match.anchor.kind == "frame"] or [1.0]))
    return [
        match
        for match, borne in zip(found, company, strict=True)
        if borne or match.anchor.kind == "mark" or match.score >= WELL * usual
    ]


def _on_picture(found: list[Match], warp: Warp, picture: NDArray[np.uint8], to_picture: Points) -> list[Match]:
    """The anchors found where the photograph shows something: beyond its edge the upright image only repeats it."""
    if not found:
        return []
    seen = np.vstack([match.anchor.corners + np.array([match.dx, match.dy]) for match in found])
    places = transform(to_picture, warp.to_photo(seen)).reshape(len(found), 4, 2)
    height, width = picture.shape[:2]
    inside = (places >= 0) & (places <= [width - 1, height - 1])
    return [match for match, corners in zip(found, inside, strict=True) if corners.all()]


def _bent(picture: NDArray[np.uint8], to_picture: Points, pose: Pose) -> Warp | None:
    """The warp of bent paper, by the whole print of the page; None where no picture of the page ships."""
    warp = Warp.flat(pose.homography)
    for shrink, reach in BEND_ROUNDS:
        upright = straighten(picture, to_picture, pose.form, warp)
        places, shifts = displacements(upright, pose.form, pose.page, shrink=shrink, reach=reach)
        if len(places) < LEAST_PATCHES:
            return None
        seen = warp.displaced(places + shifts)
        kept = _plausible(places, seen - places)
        if kept.sum() < LEAST_PATCHES:
            return None
        warp = Warp.bent(pose.homography, places[kept], (seen - places)[kept])
    return warp


def _confirmed(picture: NDArray[np.uint8], to_picture: Points, pose: Pose, warp: Warp) -> UprightPage | None:
    """The page straightened by a settled warp; None when too few single frames are where they should be."""
    form, page = pose.form, pose.page
    upright = straighten(picture, to_picture, form, warp)
    dark = darkness(upright)
    answers = _answers(dark, form, page)
    if sum(answer > 0 for answer in answers.values()) < max(2, NEEDED * len(answers)):
        return None
    if not _witnessed(upright, dark, pose, float(np.median(list(answers.values())))):
        return None
    residual = _residual(_search(dark, number_anchors(form, page), REACHES[-1]))
    if residual > MOST_RESIDUAL:
        return None
    return UprightPage(
        form=form,
        page=page,
        image=upright,
        outline=warp.to_photo(frame_corners(form)),
        method=pose.method,
        residual=residual,
        scale=photo_scale(warp.homography, form),
        answers=answers,
        warp=warp,
    )


def _residual(rows: list[Match]) -> float:
    """Median distance of rows of frames from their places; infinite where there are none."""
    return float(np.median([np.hypot(match.dx, match.dy) for match in rows] or [np.inf]))


def _witnessed(upright: NDArray[np.uint8], dark: NDArray[np.float32], pose: Pose, usual: float) -> bool:
    """Whether tag and corner marks bear the frames out: other tables, and this page upside down, have frames too."""
    marks = len(_search(dark, mark_anchors(pose.form), REACHES[-1]))
    if likeness(upright, pose.form, pose.page) >= LIKE:
        return marks >= 1
    turned = np.ascontiguousarray(upright[::-1, ::-1])
    if likeness(turned, pose.form, pose.page) >= LIKE or other_tag(upright, pose.form, pose.page):
        return False
    # Who put the corners in their places saw where marks were that are covered now.
    return marks >= (1 if pose.method == "corners" else 3) and usual >= CLEAR_FRAMES


def _answers(dark: NDArray[np.float32], form: Form, page: Page) -> dict[str, float]:
    """For each number the answer of its weakest frame, 0 where that frame is not there."""
    single = {number.id: box_answers(dark, form, number, origin=ORIGIN) for number in page.numbers}
    return {name: min(answers) if _there(answers) else 0.0 for name, answers in single.items()}


def _there(answers: list[float]) -> bool:
    """Whether all frames of a row are in their places. Light and blur weaken all of them, a wrong place some."""
    return max(answers) >= BOX_FLOOR and min(answers) >= BOX_SHARE * max(answers)


def bent_by(page: UprightPage) -> float:
    """Largest displacement from one perspective, frame pixels."""
    return float(np.hypot(*page.warp.layers[0].T).max()) if page.warp.layers else 0.0


def frames_fit(page: UprightPage) -> float:
    """How well a page's frames answer on average, those that are not there with 0: 0 to 1."""
    return sum(page.answers.values()) / len(page.answers)


def _agreement(page: UprightPage) -> float:
    return sum(page.answers.values()) - 0.1 * min(page.residual, 10)


def enlarged(page: UprightPage, factor: int) -> UprightPage:
    """A page found on a photograph reduced by `factor`, its place given on the whole photograph."""
    warp = replace(page.warp, homography=scaling(factor) @ page.warp.homography)
    return replace(page, outline=scaled(page.outline, factor), scale=page.scale * factor, warp=warp)


def finer(page: UprightPage, image: NDArray[np.uint8]) -> UprightPage:
    """A page that was found on a reduced photograph, straightened anew from the whole one.

    Args:
        page: Its place given on the whole photograph.
        image: (H, W, 3) uint8 BGR, the whole photograph.
    """
    small, to_small = reduced(image, page.scale)
    return replace(page, image=straighten(small, to_small, page.form, page.warp))


def frames_share(dark: NDArray[np.float32], form: Form, page: Page) -> float:
    """How well a page's printed frames fit: the sum of their answers by the number of frames, 0 where too few fit.

    Args:
        dark: The darkness of the page as straightened by a pose.
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


def lie_alike(one: Points, other: Points, form: Form) -> bool:
    """Whether a page lies alike by two homographies, both frame pixels to photograph pixels: trying one will do."""
    corners = frame_corners(form)
    apart = transform(one, corners) - transform(other, corners)
    return bool(np.hypot(*apart.T).max() < SAME * photo_scale(other, form))


def reduced(image: NDArray[np.uint8], shrink: float) -> tuple[NDArray[np.uint8], Points]:
    """The picture reduced by a whole number, so that a warp that shrinks by `shrink` does not alias, and the map to it.

    Returns:
        The picture and a 3 x 3 map from pixels of `image` to its pixels.
    """
    step = max(1, int(shrink + 0.25))
    if step == 1:
        return image, np.eye(3)
    small = cv2.resize(image, (image.shape[1] // step, image.shape[0] // step), interpolation=cv2.INTER_AREA)
    to_small = scaling(small.shape[1] / image.shape[1], small.shape[0] / image.shape[0])
    return np.asarray(small, np.uint8), to_small


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
    across, down = (np.arange(0.0, side + MESH_STEP, MESH_STEP) - MARGIN for side in (width, height))
    moved = warp.displaced_grid(across, down)
    nodes = transform(to_picture @ warp.homography, moved.reshape(-1, 2)).reshape(moved.shape)
    maps = _densify(nodes.astype(np.float32), width, height)
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
    matches = (find(dark, anchor, origin=ORIGIN, reach=min(reach, MOST_REACH[anchor.kind])) for anchor in anchors)
    return [match for match in matches if match is not None and match.score >= FLOORS[match.anchor.kind]]


def _enough(page: Page, found: list[Match], share: float) -> bool:
    rows = sum(match.anchor.kind == "frames" for match in found)
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
    # By the centres alone: at its corners an anchor's own displacement, of a fold perhaps, no longer counts.
    centres = np.array([match.anchor.centre for match in found])
    there = warp.to_photo(centres + np.array([[match.dx, match.dy] for match in found]))
    shifts = transform(np.linalg.inv(homography).astype(np.float64), there) - centres
    kept = _plausible(centres, shifts)
    return Warp.bent(homography, centres[kept], shifts[kept])


def _plausible(places: Points, shifts: Points) -> NDArray[np.bool_]:
    """(N,) whether a displacement resembles those around it: paper bends, it does not jump."""
    near = ((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2) < NEIGHBOURHOOD**2
    usual = np.array([np.median(shifts[row], axis=0) for row in near])
    return np.asarray(np.hypot(*(shifts - usual).T) < OUTLIER)
