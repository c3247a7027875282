"""Registration: what keeps printed things from being taken for their neighbours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.photo.page import FRAME_WIDTH, frame_corners, frame_points, transform
from sirekap_trainer.photo.register import MOST_REACH, Pose, register

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sirekap_trainer.form.model import Form
    from sirekap_trainer.photo.upright import UprightPage

    Image = NDArray[np.uint8]
    Points = NDArray[np.float64]

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"


def pose_of(form: Form, corners: Points) -> Points:
    source, target = (points.astype(np.float32) for points in (frame_corners(form), corners))
    return np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)


def test_bubbles_are_looked_for_nearer_than_half_way_to_the_next_ones(studio: Any) -> None:
    forms: list[Form] = list(studio.catalog)
    columns = [(form, c) for form in forms for page in form for n in page.numbers for c in n.bubbles or ()]
    apart = [(lower.y - upper.y) * FRAME_WIDTH * form.aspect for form, c in columns for upper, lower in pairwise(c)]
    assert 2 * MOST_REACH["bubbles"] < min(apart)


@pytest.mark.parametrize("off", [(40, -50), (-35, 45)])
def test_a_page_whose_lower_edge_is_cut_off_is_registered_where_it_lies_or_not_at_all(
    studio: Any, off: tuple[int, int]
) -> None:
    """The pose is wrong where the picture ends, so that the lower rows have a long way to go."""
    image, homography = studio.tilted(studio.sheet(), roll=4, width=1300, height=1700)
    corners = transform(homography, studio.frame())
    part = np.ascontiguousarray(image[: round(corners[3, 1]) - 25])
    form, page = studio.page(WALI_KOTA, 2)
    wrong = corners + np.array([[0, 0], [0, 0], [0, 0], off])
    found = register(part, Pose(form, page, pose_of(form, wrong), "tag"))
    assert found is None or np.abs(found.outline - corners).max() < 12


def ridged(sheet: Image, at: float, height: float, width: float) -> tuple[Image, Callable[[Points], Points]]:
    """A sheet with a ridge from top to bottom, which lifts what is printed there, and where a place is seen then."""

    def lift(x: Points) -> Points:
        return height * np.clip(1 - np.abs(x - at) / width, 0, None)

    rows, columns = (part.astype(np.float32) for part in np.indices(sheet.shape[:2]))
    picture = cv2.remap(sheet, columns, rows + lift(columns).astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(
        picture, np.uint8
    ), lambda places: places - np.column_stack([0 * places[:, 0], lift(places[:, 0])])


def on_a_ridge(studio: Any, height: float, width: float) -> tuple[UprightPage, Points]:
    """The page of a sheet with a ridge through boxes, and how far each box is from where it is seen, sheet pixels."""
    form, page = studio.page(GUBERNUR, 1)
    flat = pose_of(form, studio.frame(GUBERNUR))
    boxes = frame_points(form, np.array([box.centre for number in page.numbers for box in number.boxes]))
    places = transform(flat, boxes)
    picture, seen = ridged(studio.sheet(GUBERNUR, 1), at=places[1, 0], height=height, width=width)
    found = register(picture, Pose(form, page, flat, "tag"))
    assert found is not None
    return found, np.hypot(*(found.warp.to_photo(boxes) - seen(places)).T)


@pytest.mark.parametrize(("height", "width"), [(10, 110), (16, 200)])
def test_each_frame_on_a_ridge_is_found(studio: Any, height: float, width: float) -> None:
    found, off = on_a_ridge(studio, height, width)
    assert found.anchors_found == 1
    assert off.max() < 2


def test_no_frame_is_believed_beside_its_place_on_a_ridge_too_sharp_to_follow(studio: Any) -> None:
    found, off = on_a_ridge(studio, height=16, width=60)
    believed = np.array([found.answers[number.id] > 0 for number in found.page.numbers for _ in number.boxes])
    assert off.max() > 10, "or this ridge shows nothing"
    assert off[believed].max() < 5
    assert believed.sum() > 40
