"""Cutting an upright page into its digit boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.photo.locate import locate
from sirekap_trainer.photo.page import MARGIN, frame_size
from sirekap_trainer.reading.boxes import cut_boxes, number_boxes

if TYPE_CHECKING:
    from sirekap_trainer.photo.upright import UprightPage

PAGES = [("latihan_kwk_gubernur", 1, 66), ("latihan_kwk_wali_kota", 2, 12), ("latihan_kwk_wali_kota", 3, 9)]


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: f"{page[0]}-{page[1]}")
def upright(request: pytest.FixtureRequest, studio: Any) -> UprightPage:
    form_id, number, _ = request.param
    return locate(studio.shot(form_id, number, seed=number + 10).image, studio.catalog)


def test_there_is_a_picture_for_each_box_in_the_forms_order(upright: UprightPage) -> None:
    """A page on which every box holds its own place in the order comes back in that order."""
    numbered = np.zeros_like(upright.image)
    width, height = frame_size(upright.form)
    boxes = [box for number in upright.page.numbers for box in number.boxes]
    for place, box in enumerate(boxes):
        x, y = round(box.centre[0] * width) + MARGIN, round(box.centre[1] * height) + MARGIN
        numbered[y - 8 : y + 9, x - 8 : x + 9] = place + 1
    cut = cut_boxes(replace(upright, image=numbered))
    assert [int(picture.max()) for picture in cut] == list(range(1, len(boxes) + 1))
    assert all(picture[picture.shape[0] // 2, picture.shape[1] // 2].min() > 0 for picture in cut)


def test_boxes_are_counted_as_the_form_says(upright: UprightPage) -> None:
    (expected,) = (count for form_id, page, count in PAGES if (form_id, page) == (upright.form.id, upright.page.number))
    assert len(cut_boxes(upright)) == expected
    assert sum(len(number_boxes(upright, number)) for number in upright.page.numbers) == expected


def test_boxes_show_their_frame_and_little_else(upright: UprightPage) -> None:
    width, height = frame_size(upright.form)
    rects = [box for number in upright.page.numbers for box in number.boxes]
    for picture, rect in zip(cut_boxes(upright), rects, strict=True):
        assert picture.dtype == np.uint8
        assert np.shares_memory(picture, upright.image)
        across, down = picture.shape[1] - rect.w * width, picture.shape[0] - rect.h * height
        assert 4 <= across <= 14
        assert 4 <= down <= 14
        assert_framed(picture)


def assert_framed(picture: np.ndarray) -> None:
    """Dark lines run along all four sides, within a few pixels of the border; the paper beside them is light."""
    grey = cv2.GaussianBlur(picture.max(axis=2), (0, 0), 0.7).astype(float)
    paper = np.percentile(grey, 80)
    for side in (grey, grey[::-1], grey.T, grey.T[::-1]):
        middle = side[:, side.shape[1] // 4 : -side.shape[1] // 4]
        profile = np.median(middle, axis=1) / paper
        assert profile[:8].min() < 0.75
        assert 1 <= int(profile[:8].argmin()) <= 6
