"""The page frame and the pixels that stand for it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Rect
from sirekap_trainer.photo.page import (
    FRAME_WIDTH,
    MARGIN,
    bounding,
    crop,
    fit_homography,
    frame_corners,
    frame_points,
    frame_size,
    transform,
    upright_size,
)

FORM = builtin_catalog().get("c_hasil_ppwp_2024")

shares = st.floats(0, 0.9)
sides = st.floats(0.01, 0.1)
rects = st.builds(Rect, shares, shares, sides, sides)
small = st.floats(-1, 1)


@st.composite
def homographies(draw: Any) -> np.ndarray:
    """What a camera may do to a page: turn, stretch, shear, move and tilt it."""
    angle, stretch = draw(st.floats(0, 2 * np.pi)), draw(st.floats(0.3, 3))
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    affine = np.array([[stretch, draw(small) * 0.3, draw(small) * 900], [0, stretch, draw(small) * 900], [0, 0, 1]])
    tilt = np.array([[1, 0, 0], [0, 1, 0], [draw(small) * 2e-4, draw(small) * 2e-4, 1]])
    return turn @ affine @ tilt


points = st.lists(st.tuples(st.floats(0, 1200), st.floats(0, 1840)), min_size=1, max_size=8)


@given(homographies(), points)
def test_a_way_and_its_inverse_lead_back(homography: np.ndarray, places: list[tuple[float, float]]) -> None:
    there = transform(homography, np.array(places))
    assert there.shape == (len(places), 2)
    assert np.allclose(transform(np.linalg.inv(homography), there), places, atol=1e-3)


@given(homographies(), homographies(), points)
def test_two_ways_are_one(first: np.ndarray, second: np.ndarray, places: list[tuple[float, float]]) -> None:
    halfway = np.hstack([places, np.ones((len(places), 1))]) @ first.T
    last = halfway @ second.T
    assume(abs(halfway[:, 2]).min() > 0.05)
    assume(abs(last[:, 2]).min() > 0.05)
    both = transform(second, transform(first, np.array(places)))
    assert np.allclose(both, transform(second @ first, np.array(places)), rtol=1e-6, atol=1e-3)


@given(homographies())
def test_four_corners_give_the_way_back(homography: np.ndarray) -> None:
    corners = frame_corners(FORM)
    fit = fit_homography(corners, transform(homography, corners))
    assert fit is not None
    found, agreeing = fit
    assert agreeing.all()
    middle = corners.mean(axis=0, keepdims=True)
    assert np.allclose(transform(found, middle), transform(homography, middle), atol=0.01)


def test_strays_are_left_out() -> None:
    rng = np.random.default_rng(1)
    homography = np.array([[0.9, 0.1, 30], [-0.1, 0.9, 200], [1e-5, 2e-5, 1]])
    source = rng.uniform(0, 1200, (40, 2))
    target = transform(homography, source)
    target[:8] += rng.uniform(60, 200, (8, 2))
    fit = fit_homography(source, target, method=cv2.RANSAC)
    assert fit is not None
    assert fit[1].tolist() == [False] * 8 + [True] * 32
    assert np.abs(transform(fit[0], source)[8:] - target[8:]).max() < 0.01


def test_points_on_a_line_give_no_way() -> None:
    line = np.array([[0.0, 0], [1, 1], [2, 2], [3, 3]])
    for method in (0, cv2.RANSAC, cv2.USAC_MAGSAC):
        fit = fit_homography(line, line, method=method)
        assert fit is None or abs(np.linalg.det(fit[0])) > 1e-6


def test_the_frame_has_the_proportions_of_the_form() -> None:
    width, height = frame_size(FORM)
    assert width == FRAME_WIDTH
    assert height / width == pytest.approx(FORM.aspect, abs=0.001)
    assert upright_size(FORM) == (width + 2 * MARGIN, height + 2 * MARGIN)
    assert frame_corners(FORM).tolist() == [[0, 0], [width, 0], [width, height], [0, height]]
    assert frame_points(FORM, np.array([[0.5, 0.25]])).tolist() == [[width / 2, height / 4]]


def blank() -> np.ndarray:
    width, height = upright_size(FORM)
    return np.zeros((height, width), np.uint8)


@given(rects, st.floats(0, 30))
def test_a_crop_shows_its_rectangle_and_what_was_asked_for_around_it(rect: Rect, pad: float) -> None:
    image = blank()
    part = crop(image, rect, FORM, pad=pad)
    assert np.shares_memory(part, image)
    part[:] = 1
    rows, columns = np.nonzero(image)
    width, height = frame_size(FORM)
    edges = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) - MARGIN
    wanted = [rect.x * width - pad, rect.y * height - pad, rect.right * width + pad, rect.bottom * height + pad]
    inside = np.clip(wanted, -MARGIN, [width + MARGIN, height + MARGIN] * 2)
    assert np.abs(edges - inside).max() <= 0.5001


def test_a_crop_at_the_border_is_cut_there() -> None:
    corner = crop(blank(), Rect(0.0, 0.0, 0.01, 0.01), FORM, pad=200)
    width, height = frame_size(FORM)
    assert corner.shape == (round(MARGIN + 0.01 * height + 200), round(MARGIN + 0.01 * width + 200))


@given(st.lists(rects, min_size=1, max_size=6))
def test_the_bounding_rectangle_is_the_smallest_around_all(several: list[Rect]) -> None:
    around = bounding(tuple(several))
    assert all(around.x <= r.x and around.y <= r.y for r in several)
    assert all(around.right >= r.right - 1e-9 and around.bottom >= r.bottom - 1e-9 for r in several)
    assert any(around.x == r.x for r in several)
    assert any(around.right == pytest.approx(r.right) for r in several)
    assert any(around.bottom == pytest.approx(r.bottom) for r in several)
