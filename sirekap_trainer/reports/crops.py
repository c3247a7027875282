"""Pictures of numbers for a report, cut out of an attempt's photographs or the packet's where these are still there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.exercise.plain import PlainExercise
from sirekap_trainer.form.model import Form
from sirekap_trainer.photo.page import bounding, crop
from sirekap_trainer.reading.page import PageReader

#: Pixels of paper around the boxes, as in the window.
_PAD = 9.0
#: Pen strokes keep their edges, and a picture takes some 5 KB.
_QUALITY = 92
#: Ending of the file beside a photograph that says where a person put the corners of the page.
_BY_HAND = ".sudut"


def crops_in(
    folder: Path, exercise: PlainExercise, form: Form, numbers: Iterable[str], reader: PageReader
) -> dict[str, bytes]:
    """JPEG pictures of some numbers, by id; without those the photograph of which is gone or cannot be read any more.

    Args:
        folder: Where the photographs lie.
        exercise: Which photographs are its own.
        form: What was filled in.
        numbers: Ids of the numbers.
        reader: Straightens the pages.
    """
    wanted = set(numbers)
    pages = {number.page for number in form.numbers if number.id in wanted}
    found: dict[str, bytes] = {}
    for taken in exercise.photos:
        if taken.page not in pages:
            continue
        upright = _upright(folder / Path(taken.photo).name, taken.page, form, reader)
        if upright is not None:
            found.update(_cut(upright, taken.page, form, wanted))
    return found


def packet_crops(
    folder: Path, photos: Iterable[tuple[int, str]], form: Form, numbers: Iterable[str], reader: PageReader
) -> dict[str, bytes]:
    """JPEG pictures of some numbers, by id, cut out of the photographs that came with a packet: of the same paper.

    Args:
        folder: Of the packet.
        photos: Page and file of each photograph.
        form: What is filled in.
        numbers: Ids of the numbers.
        reader: Straightens the pages.
    """
    wanted = set(numbers)
    pages = {number.page for number in form.numbers if number.id in wanted}
    found: dict[str, bytes] = {}
    for page, file in photos:
        upright = _upright(folder / file, page, form, reader) if page in pages else None
        if upright is not None:
            found.update(_cut(upright, page, form, wanted))
    return found


def _cut(upright: NDArray[np.uint8], page: int, form: Form, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    for number in form.page(page).numbers:
        if number.id in wanted:
            picture = crop(upright, bounding(number.boxes), form, pad=_PAD)
            yield number.id, cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()


def _upright(path: Path, page: int, form: Form, reader: PageReader) -> NDArray[np.uint8] | None:
    if not path.is_file():
        return None
    try:
        reading = reader.read(path, expected=(form.id, page), corners=_corners(path))
    except TrainerError:
        return None
    return reading.upright if (reading.form, reading.page) == (form.id, page) else None


def _corners(path: Path) -> NDArray[np.float64] | None:
    """Where a person put the corners; None where nobody did."""
    try:
        corners = np.array(json.loads(path.with_name(path.name + _BY_HAND).read_text("utf-8")), np.float64)
    except (OSError, ValueError):
        return None
    return corners if corners.shape == (4, 2) else None
