"""A photograph whose tag and upper corner marks are covered: only by corners that a person gives is its page read."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Page
from sirekap_trainer.reading.page import PageReader

SAMPLE = Path(__file__).parents[2] / "sample_c_hasil" / "wali-kota-1"
EXPECTED = ("latihan_kwk_wali_kota", 2)
FORM = builtin_catalog().get(EXPECTED[0])


@pytest.fixture(scope="module")
def reader() -> PageReader:
    """The real reader, which leaves the header alone."""
    return PageReader(ocr=lambda: None)


def _on_photo(outline: NDArray[np.float64], left: float, top: float, right: float, lower: float) -> NDArray[np.int32]:
    """A rectangle of the page frame in pixels of the photograph."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    pose = cv2.getPerspectiveTransform(unit, outline.astype(np.float32))
    corners = np.array([[[left, top], [right, top], [right, lower], [left, lower]]], np.float32)
    return np.asarray(cv2.perspectiveTransform(corners, pose)[0], np.int32)


def _spoil(image: NDArray[np.uint8], outline: NDArray[np.float64], page: Page) -> bytes:
    """Print out of focus but for boxes and marks; the tag and the two upper marks lie under something grey."""
    seen = np.zeros(image.shape[:2], np.uint8)
    boxes = [box for number in page.numbers for box in number.boxes]
    areas = [(box.x - 0.012, box.y - 0.008, box.x + box.w + 0.012, box.y + box.h + 0.008) for box in boxes]
    for area in (*areas, (-0.04, 0.97, 0.04, 1.03), (0.96, 0.97, 1.04, 1.03)):
        cv2.fillConvexPoly(seen, _on_photo(outline, *area), 255)
    blurred = cv2.GaussianBlur(image, (0, 0), 12)
    spoiled = np.where(seen[..., None] > 0, image, blurred)
    tag = page.tag
    lower = tag.y + tag.side / FORM.aspect + 0.015
    for area in (
        (-0.04, -0.03, 0.04, 0.03),
        (0.96, -0.03, 1.04, 0.03),
        (tag.x - 0.02, tag.y - 0.015, tag.x + tag.side + 0.02, lower),
    ):
        cv2.fillConvexPoly(spoiled, _on_photo(outline, *area), (190, 195, 200))
    _, jpeg = cv2.imencode(".jpg", spoiled, [cv2.IMWRITE_JPEG_QUALITY, 85])
    return bytes(jpeg.tobytes())


def test_a_page_that_only_a_person_finds_is_read(reader: PageReader) -> None:
    path = SAMPLE / "page-2.jpg"
    good = reader.read(path, expected=EXPECTED)
    image = np.asarray(cv2.imread(str(path)), np.uint8)
    photo = _spoil(image, good.outline, FORM.page(2))
    with pytest.raises(PhotoError):
        reader.read(photo, expected=EXPECTED)
    by_hand = reader.read(photo, expected=EXPECTED, corners=good.outline + np.array([6, -5]))
    assert [number.boxes for number in by_hand.numbers] == [number.boxes for number in good.numbers]
    assert np.abs(by_hand.outline - good.outline).max() < 3
