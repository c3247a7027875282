"""Cuts an upright page into its digit boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Number
from sirekap_trainer.photo.page import crop
from sirekap_trainer.photo.upright import UprightPage

#: Paper around a frame's centre line, pixels of the upright page: half the line and a little more, as on the boxes the
#: network learned from (`weights/MODEL_CARD.md`).
PAD = 4.0


def cut_boxes(upright: UprightPage) -> list[NDArray[np.uint8]]:
    """Every digit box of the page, frame included, in the form's order: (h, w, 3) uint8 BGR, views."""
    return [box for number in upright.page.numbers for box in number_boxes(upright, number)]


def number_boxes(upright: UprightPage, number: Number) -> list[NDArray[np.uint8]]:
    """The boxes of one number, left to right."""
    return [crop(upright.image, rect, upright.form, pad=PAD) for rect in number.boxes]
