"""Reads the bubbles under the boxes: which of the ten in a column is blackened."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Number
from sirekap_trainer.photo.anchors import FULL_INK, paper_brightness
from sirekap_trainer.photo.page import MARGIN, bounding, crop, frame_size
from sirekap_trainer.photo.upright import UprightPage

NONE_BLACKENED = "_"
SEVERAL_BLACKENED = "?"
#: Part of a bubble's radius that is looked at: its printed ring lies outside.
INNER = 0.72
#: A bubble is blackened when it is darker than its column's median by this (1 = wholly black). The printed digits
#: differ by up to 0.15 among themselves; a scribble that covers half the bubble adds some 0.35.
BLACKENED = 0.30
#: A second bubble counts when it is darkened at least this share of the darkest, so that a smear does not.
SECOND = 0.55


def read_bubbles(upright: UprightPage, number: Number) -> str | None:
    """One symbol a column: the blackened digit, `_` for none, `?` for several; None where the form has no bubbles."""
    if number.bubbles is None:
        return None
    return "".join(column_symbol(fill) for fill in fill_ratios(upright, number))


def fill_ratios(upright: UprightPage, number: Number) -> NDArray[np.float64]:
    """(columns, 10) how dark the inside of each bubble is: 0 paper, 1 ink."""
    assert number.bubbles is not None
    area = bounding(tuple(rect for column in number.bubbles for rect in column))
    pad = 40.0  # enough paper around the bubbles to tell its brightness
    part = crop(upright.image, area, upright.form, pad=pad)
    dark = _inkiness(part)
    width, height = frame_size(upright.form)
    left = max(0, round(area.x * width + MARGIN - pad))
    top = max(0, round(area.y * height + MARGIN - pad))
    ratios = np.zeros((len(number.bubbles), 10))
    for i, column in enumerate(number.bubbles):
        for digit, rect in enumerate(column):
            x, y = rect.centre
            place = x * width + MARGIN - left, y * height + MARGIN - top
            ratios[i, digit] = _disc_mean(dark, place, rect.w * width / 2 * INNER)
    return ratios


def column_symbol(fill: NDArray[np.float64]) -> str:
    """The symbol of one column from its ten fill ratios."""
    above = fill - np.median(fill)
    darkest = float(above.max())
    if darkest < BLACKENED:
        return NONE_BLACKENED
    filled = np.flatnonzero(above >= max(BLACKENED, SECOND * darkest))
    return str(filled[0]) if len(filled) == 1 else SEVERAL_BLACKENED


def _inkiness(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """0 paper, 1 ink of any colour: by the darkest channel, for a blue marker is dark only in red and green."""
    darkest = np.asarray(cv2.min(cv2.min(image[..., 0], image[..., 1]), image[..., 2]), np.uint8)
    ratio = cv2.divide(darkest, paper_brightness(darkest), scale=1, dtype=cv2.CV_32F)
    return np.asarray(np.clip((1 - ratio) / FULL_INK, 0, 1), np.float32)


def _disc_mean(dark: NDArray[np.float32], centre: tuple[float, float], radius: float) -> float:
    x, y = centre
    left, top = int(x - radius), int(y - radius)
    window = dark[top : int(y + radius) + 2, left : int(x + radius) + 2]
    rows, columns = np.mgrid[0 : window.shape[0], 0 : window.shape[1]]
    disc = (columns + left - x) ** 2 + (rows + top - y) ** 2 <= radius**2
    return float(window[disc].mean())
