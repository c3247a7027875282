"""Pictures of numbers for a report, cut out of an attempt's photographs where these are still there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.exercise.plain import PlainExercise, PlainPhoto
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
        upright = _upright(folder, taken, form, reader)
        if upright is None:
            continue
        for number in form.page(taken.page).numbers:
            if number.id in wanted:
                picture = crop(upright, bounding(number.boxes), form, pad=_PAD)
                found[number.id] = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
    return found


def _upright(folder: Path, taken: PlainPhoto, form: Form, reader: PageReader) -> NDArray[np.uint8] | None:
    path = folder / Path(taken.photo).name
    if not path.is_file():
        return None
    try:
        reading = reader.read(path, expected=(form.id, taken.page), corners=_corners(path))
    except TrainerError:
        return None
    return reading.upright if (reading.form, reading.page) == (form.id, taken.page) else None


def _corners(path: Path) -> NDArray[np.float64] | None:
    """Where a person put the corners; None where nobody did."""
    try:
        corners = np.array(json.loads(path.with_name(path.name + _BY_HAND).read_text("utf-8")), np.float64)
    except (OSError, ValueError):
        return None
    return corners if corners.shape == (4, 2) else None
