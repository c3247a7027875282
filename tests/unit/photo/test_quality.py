"""Findings about a photograph: each on one that was spoiled that way, none on a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.photo.page import bounding
from sirekap_trainer.reading.page import PageReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sirekap_trainer.findings import Finding

    Image = NDArray[np.uint8]

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"


class Blind:
    """No reader of digits: only the photograph is looked at."""

    def read(self, images: Sequence[Image]) -> list[tuple[str, float]]:
        return [("_", 1.0)] * len(images)


def findings(image: Image) -> tuple[Finding, ...]:
    data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()
    return PageReader(digits=Blind()).read(data).photo_findings


def codes(image: Image) -> set[str]:
    return {finding.code for finding in findings(image)}


def glare_on(image: Image, centre: tuple[float, float], radius: float) -> Image:
    """A lamp's reflection: white in its middle, fading outwards."""
    rows, columns = np.indices(image.shape[:2])
    distance = np.hypot(columns - centre[0], rows - centre[1]) / radius
    light = np.clip(1.6 - distance, 0, 1)[..., None]
    return (image * (1 - light) + 255 * light).astype(np.uint8)


@pytest.mark.parametrize("level", ["good", "typical"])
@pytest.mark.parametrize(("form_id", "number"), [(GUBERNUR, 1), (WALI_KOTA, 2), (WALI_KOTA, 3)])
def test_a_good_photograph_has_no_finding(studio: Any, form_id: str, number: int, level: str) -> None:
    assert findings(studio.shot(form_id, number, level=level, seed=number + 10).image) == ()


def test_blur_is_noticed(studio: Any) -> None:
    image = studio.shot(WALI_KOTA, 3, level="typical", seed=3).image
    assert codes(image) == set()
    assert codes(cv2.GaussianBlur(image, (0, 0), 1.5)) == {"buram"}


def test_darkness_is_noticed(studio: Any) -> None:
    image = studio.shot(WALI_KOTA, 2, seed=12).image
    assert codes((image * 0.2).astype(np.uint8)) == {"gelap"}
    assert codes((image * 0.6).astype(np.uint8)) == set()


def test_a_page_far_away_is_noticed(studio: Any) -> None:
    far, _ = studio.tilted(studio.sheet(), distance=1.3, width=780, height=1040)
    near, _ = studio.tilted(studio.sheet(), distance=1.3)
    assert "terlalu_jauh" in codes(far)
    assert codes(near) == set()


CORNERS = ("kiri atas", "kanan atas", "kanan bawah", "kiri bawah")


def cut_at(studio: Any, corner: int, beyond: int) -> list[str]:
    """What is said of a picture that ends just beyond a corner, by so many pixels towards the page's middle."""
    image, homography = studio.tilted(studio.sheet(), roll=4, width=1300, height=1700)
    y = round(cv2.perspectiveTransform(studio.frame()[None], homography)[0][corner, 1])
    part = image[y + beyond :] if corner < 2 else image[: y - beyond]
    return [finding.message for finding in findings(np.ascontiguousarray(part)) if finding.code == "terpotong"]


@pytest.mark.parametrize(("corner", "gone"), [(0, {0}), (1, {0, 1}), (2, {2}), (3, {2, 3})])
def test_corners_that_are_cut_off_are_named(studio: Any, corner: int, gone: set[int]) -> None:
    """The page lies turned by 4 degrees: where the lower one of two corners is gone, the other one is too."""
    said = cut_at(studio, corner, 25)
    assert {index for index, name in enumerate(CORNERS) if any(name in message for message in said)} == gone


@pytest.mark.parametrize("corner", [0, 2])
def test_a_corner_of_which_half_the_mark_is_left_is_cut_off(studio: Any, corner: int) -> None:
    assert any(CORNERS[corner] in message for message in cut_at(studio, corner, 6))


def test_a_reflection_over_a_number_is_noticed_and_the_number_named(studio: Any) -> None:
    _, page = studio.page(GUBERNUR, 1)
    number = page.numbers[0]
    image, homography = studio.tilted(studio.sheet(GUBERNUR, 1), distance=1.25)
    corners = studio.frame(GUBERNUR)
    place = corners[0] + np.array(bounding(number.boxes).centre) * (corners[2] - corners[0])
    centre = cv2.perspectiveTransform(place[None, None], homography)[0, 0]
    found = findings(glare_on(image, tuple(centre), 75.0))
    glare = [finding for finding in found if finding.code == "silau"]
    assert number.id in {named for finding in glare for named in finding.numbers}
    assert any(number.short in finding.message for finding in glare)
    touched = {named for finding in glare for named in finding.numbers}
    assert len(touched) <= 5, "far from the reflection nothing is wrong"
    assert "silau" not in codes(image)


def test_every_finding_says_what_to_do(studio: Any) -> None:
    image = studio.shot(WALI_KOTA, 3, level="typical", seed=3).image
    found = findings(cv2.GaussianBlur((image * 0.25).astype(np.uint8), (0, 0), 1.5))
    assert [finding.code for finding in found] == ["gelap", "buram"]
    for finding in found:
        assert finding.message.startswith("Foto ulang")
        assert finding.severity in {"error", "warning"}
