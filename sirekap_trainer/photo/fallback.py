"""Poses for photographs whose tag cannot be read: by the printed words, by the corner marks, by the paper's outline.

These poses say how a page lies and which frames it has; which of the pages with these frames it is, is asked once it
is straightened (`photo/identify.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.constellation import constellation_poses
from sirekap_trainer.photo.identify import layout, layout_poses
from sirekap_trainer.photo.marks import mark_candidates
from sirekap_trainer.photo.page import (
    FRAME_WIDTH,
    MARGIN,
    Points,
    clockwise,
    fit_homography,
    frame_corners,
    frame_size,
    scaled,
    scaling,
)
from sirekap_trainer.photo.register import Pose
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page

#: Long side of the photograph in which features are matched.
FEATURE_SIDE = 1400
#: Features taken from a picture: enough for every word of a page.
FEATURES = 3000
#: A match counts when it is this much better than the second best (Lowe's ratio test).
RATIO = 0.8
#: Matches that must agree on one perspective. On photographs of other things at most 12 agree (measured on the desks
#: of `practice/camera.py`).
AGREEING = 25
#: A fit is clearly the better one when this many times as many features agree.
CLEARLY = 1.3
#: Fits whose perspective is tried.
MOST_FITS = 3
#: Share of the picture that a sheet of paper must cover to be taken for a page.
PAPER_SHARE = 0.15
#: Paper around the page frame as a fraction of the frame's width; printed sheets have 0.03 to 0.06.
PAPER_MARGIN = 0.04
#: How far marks may lie from where the paper's outline puts them, as a fraction of the frame's width.
OUTLINE_REACH = 0.08


def fallback_poses(grey: NDArray[np.uint8], catalog: Catalog, prefer: tuple[str, int] | None = None) -> Iterator[Pose]:
    """Poses for a photograph whose tag cannot be read, the likelier ways first."""
    yield from feature_poses(grey, catalog, prefer)
    for group in _same_frame(catalog):
        marks = constellation_poses(grey, group.first)
        yield from layout_poses(grey, marks, group.forms, method="marks", prefer=prefer)
    for group in _same_frame(catalog):
        sheets = outline_homographies(grey, group.first)
        yield from layout_poses(grey, sheets, group.forms, method="outline", prefer=prefer)


@dataclass(frozen=True, slots=True)
class _Group:
    """Forms whose frame and marks are alike, and the first of them."""

    first: Form
    forms: Catalog


def _same_frame(catalog: Catalog) -> list[_Group]:
    kinds: dict[tuple[float, float], list[Form]] = {}
    for form in catalog:
        kinds.setdefault((form.aspect, form.mark_side), []).append(form)
    return [_Group(forms[0], Catalog(forms)) for forms in kinds.values()]


# --- words and lines --------------------------------------------------------------------------------------------------


def feature_poses(grey: NDArray[np.uint8], catalog: Catalog, prefer: tuple[str, int] | None) -> Iterator[Pose]:
    """Poses by features that photograph and blank pages share.

    Pages of one layout fit each other's pictures. Where no layout's frames are near their places, for the paper is
    bent, the best fits are offered all the same.
    """
    scale = min(1.0, FEATURE_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    seen = _features(np.asarray(small, np.uint8))
    back = scaling(1 / scale)
    fits: list[tuple[int, Pose]] = []
    for form in catalog:
        for page in form.pages:
            fit = _fit(form, page, seen)
            if fit is not None:
                fits.append((fit[0], Pose(form, page, back @ fit[1], "features")))
    fits.sort(key=lambda fit: -fit[0])
    offered = False
    for group in _same_frame(catalog):
        likely = [pose.homography for _, pose in fits[:MOST_FITS] if pose.form in tuple(group.forms)]
        for pose in layout_poses(grey, likely, group.forms, method="features", prefer=prefer):
            offered = True
            yield pose
    if not offered:
        yield from _likely(fits, prefer)


def _likely(fits: list[tuple[int, Pose]], prefer: tuple[str, int] | None) -> list[Pose]:
    """The fits that are nearly as good as the best, one of each layout: the preferred page's where it is among them."""
    equals = [pose for count, pose in fits if count * CLEARLY > fits[0][0]]
    equals.sort(key=lambda pose: (pose.form.id, pose.page.number) != prefer)
    return list({layout(pose.page): pose for pose in reversed(equals)}.values())[::-1]


def _features(grey: NDArray[np.uint8]) -> tuple[Points, NDArray[np.uint8]]:
    """(N, 2) px and (N, 32) descriptors of a picture's features; N is 0 where there is nothing to see."""
    create: Any = cv2.ORB.create  # absent from OpenCV 5's type stubs
    keypoints, descriptors = create(nfeatures=FEATURES).detectAndCompute(grey, None)
    if descriptors is None:
        return np.zeros((0, 2)), np.zeros((0, 32), np.uint8)
    return np.array([point.pt for point in keypoints], np.float64), descriptors


def _fit(form: Form, page: Page, seen: tuple[Points, NDArray[np.uint8]]) -> tuple[int, Points] | None:
    """How many features agree on one perspective, and that perspective: frame pixels to the small picture's."""
    template = _template(form.id, page.number)
    if template is None:
        return None
    places, descriptors = template
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(descriptors, seen[1], k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance]
    if len(good) < AGREEING:
        return None
    source = places[[match.queryIdx for match in good]]
    target = seen[0][[match.trainIdx for match in good]]
    fit = fit_homography(source, target, method=cv2.USAC_MAGSAC, threshold=4.0)
    if fit is None or int(fit[1].sum()) < AGREEING:
        return None
    return int(fit[1].sum()), fit[0]


@cache
def _template(form_id: str, page: int) -> tuple[Points, NDArray[np.uint8]] | None:
    """(N, 2) frame pixels and (N, 32) descriptors of the blank page's features; None where no picture of it ships."""
    picture = blank_page(form_id, page)
    if picture is None:
        return None
    places, descriptors = _features(picture)
    return scaled(places, 1 / TEMPLATE_SCALE) - MARGIN, descriptors


# --- the paper's outline ----------------------------------------------------------------------------------------------


def outline_homographies(grey: NDArray[np.uint8], form: Form) -> Iterator[Points]:
    """Frame to photograph by the largest sheet of paper and the corner marks on it, in each of its four turns."""
    quad = paper_outline(grey)
    if quad is None:
        return
    for turn in range(4):
        homography = _by_marks(grey, form, np.roll(quad, turn, axis=0))
        if homography is not None:
            yield homography


def paper_outline(grey: NDArray[np.uint8], *, share: float = PAPER_SHARE) -> Points | None:
    """(4, 2) px corners of the largest bright quadrilateral, clockwise from the upper left; None without one.

    Args:
        grey: (H, W) uint8, the photograph.
        share: How much of the picture it covers at least.
    """
    scale = 600 / max(grey.shape)
    small = cv2.GaussianBlur(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (7, 7), 0)
    _, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < share * small.size:
        return None
    hull = cv2.convexHull(largest)
    for tolerance in (0.02, 0.03, 0.05, 0.08):
        quad = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True).reshape(-1, 2)
        if len(quad) == 4:
            corners = clockwise(quad.astype(np.float64) / scale)
            return np.roll(corners, -int(np.argmin(corners.sum(axis=1))), axis=0)  # the upper left one first
    return None


def _by_marks(grey: NDArray[np.uint8], form: Form, paper: Points) -> Points | None:
    """Frame pixels to photograph pixels by the four corner marks found near where the paper's corners put them."""
    margin = PAPER_MARGIN * FRAME_WIDTH
    width, height = frame_size(form)
    sheet = np.array(
        [[-margin, -margin], [width + margin, -margin], [width + margin, height + margin], [-margin, height + margin]]
    )
    rough = cv2.getPerspectiveTransform(sheet.astype(np.float32), paper.astype(np.float32))
    marks = mark_candidates(grey, form, np.asarray(rough, np.float64), (OUTLINE_REACH,) * 4, count=1)
    if not all(marks):
        return None
    target = np.array([found[0] for found in marks], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(frame_corners(form).astype(np.float32), target), np.float64)
