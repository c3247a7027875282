"""The tag's place on a straightened page: its own pattern, half of it, another page's tag, none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.photo.page import FRAME_WIDTH, MARGIN
from sirekap_trainer.photo.tag import LIKE, likeness, other_tag
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page

FORM = builtin_catalog().get("latihan_kwk_wali_kota")
PAGE = FORM.page(2)
SIDE = round(PAGE.tag.side * FRAME_WIDTH)
LEFT, TOP = (round(place) + MARGIN for place in (PAGE.tag.x * FRAME_WIDTH, PAGE.tag.y * FRAME_WIDTH * FORM.aspect))


def upright() -> np.ndarray:
    blank = blank_page(FORM.id, PAGE.number)
    assert blank is not None
    return cv2.resize(blank, None, fx=1 / TEMPLATE_SCALE, fy=1 / TEMPLATE_SCALE, interpolation=cv2.INTER_CUBIC)


def with_tag(tag_id: int | None, *, stretch: float = 1.0) -> np.ndarray:
    """The page with another tag, or white paper, in its tag's place."""
    page, side, rim = upright(), round(SIDE * stretch), SIDE // 4
    page[TOP - rim : TOP + SIDE + rim, LEFT - rim : LEFT + SIDE + rim] = 235
    if tag_id is not None:
        family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
        drawn = cv2.resize(cv2.aruco.generateImageMarker(family, tag_id, 80), (side, side))
        start = (SIDE - side) // 2
        page[TOP + start : TOP + start + side, LEFT + start : LEFT + start + side] = drawn
    return cv2.GaussianBlur(page, (0, 0), 1.0)


def test_a_pages_own_tag_is_like_it_and_no_other() -> None:
    assert likeness(upright(), FORM, PAGE) > 0.8
    assert not other_tag(upright(), FORM, PAGE)


def test_half_a_tag_is_still_like_it() -> None:
    page = upright()
    page[TOP : TOP + SIDE, LEFT : LEFT + SIDE // 2] = 235
    assert likeness(page, FORM, PAGE) >= LIKE


@pytest.mark.parametrize("stretch", [0.7, 1.0, 1.2])
@pytest.mark.parametrize("tag_id", [202, 300, 2000])
def test_another_tag_is_noticed_also_larger_or_smaller(tag_id: int, stretch: float) -> None:
    page = with_tag(tag_id, stretch=stretch)
    assert other_tag(page, FORM, PAGE)
    assert likeness(page, FORM, PAGE) < LIKE


def test_where_no_tag_is_there_is_no_other() -> None:
    assert not other_tag(with_tag(None), FORM, PAGE)
    page = with_tag(None)
    for row in range(5):
        cv2.putText(page, "PEMILIH", (LEFT - 20, TOP + 18 * row), cv2.FONT_HERSHEY_DUPLEX, 0.6, 50, 1)
    assert not other_tag(page, FORM, PAGE)
