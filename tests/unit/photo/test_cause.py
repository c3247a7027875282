"""Why no page was found: said where the photograph shows it, and not where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.photo.cause import LEAST_SHARP, probable_cause, sharpness
from sirekap_trainer.photo.locate import locate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

WALI_KOTA = "latihan_kwk_wali_kota"


def noisy(image: NDArray[Any]) -> Image:
    noise = np.random.default_rng(5).normal(0, 2.5, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def dark(image: Image) -> Image:
    return noisy(image * 0.08)


def defocused(image: Image) -> Image:
    return noisy(cv2.GaussianBlur(image, (0, 0), 5))


def moved(image: Image, *, towards: float = 25.0, by: int = 41) -> Image:
    """As by a camera that moved while it looked."""
    path = np.zeros((by, by), np.float32)
    step = by / 2 * np.array([np.cos(np.radians(towards)), np.sin(np.radians(towards))])
    ends = [tuple(int(v) for v in np.round(by // 2 + sign * step)) for sign in (-1, 1)]
    cv2.line(path, ends[0], ends[1], 1, 1)
    return noisy(cv2.filter2D(image, -1, path / path.sum()))


def far(image: Image) -> Image:
    small = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    away = np.full_like(image, 90)
    away[500 : 500 + small.shape[0], 300 : 300 + small.shape[1]] = small
    return noisy(away)


SPOILED = {"gelap": dark, "buram": defocused, "terlalu_jauh": far}


@pytest.fixture(scope="module")
def photo(studio: Any) -> Image:
    return studio.tilted(studio.sheet(WALI_KOTA, 2), roll=4, tilt=12, distance=1.3)[0]


@pytest.mark.parametrize("code", SPOILED)
def test_the_cause_is_named_and_what_to_do(photo: Image, code: str) -> None:
    with pytest.raises(PhotoError) as caught:
        locate(SPOILED[code](photo), builtin_catalog())
    assert caught.value.code == code
    assert caught.value.message.endswith("tidak dapat dikenali.")
    assert "oto ulang" in caught.value.hint


@pytest.mark.parametrize("towards", [0, 25, 90, 140])
def test_a_moved_camera_blurs_whatever_its_direction(photo: Image, towards: float) -> None:
    cause = probable_cause(moved(photo, towards=towards))
    assert cause is not None
    assert cause.code == "buram"


@pytest.mark.parametrize("level", ["good", "typical"])
def test_nothing_is_said_against_photographs_that_can_be_read(studio: Any, level: str) -> None:
    assert probable_cause(studio.shot(WALI_KOTA, 2, level=level, seed=12).image) is None


def test_dim_and_noisy_is_neither_dark_nor_blurred(photo: Image) -> None:
    assert probable_cause(noisy(photo * 0.3)) is None


@pytest.mark.parametrize("grey", [60, 215])
def test_where_nothing_is_seen_nothing_is_blamed(grey: int) -> None:
    assert probable_cause(noisy(np.full((1600, 1200, 3), grey, np.uint8))) is None


def test_sharpness_falls_with_blur(photo: Image) -> None:
    grey = cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY)
    values = [sharpness(cv2.GaussianBlur(grey, (0, 0), blur)) for blur in (0.5, 1.5, 3, 6)]
    known = [value for value in values if value is not None]
    assert known == sorted(values, reverse=True)
    assert known[0] > 1.3 * LEAST_SHARP > 1.3 * known[-2]
