"""Is the photograph good enough? What is wrong with it, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from sirekap_trainer.findings import Finding
from sirekap_trainer.photo.page import FRAME_WIDTH, bounding, crop, frame_corners
from sirekap_trainer.photo.upright import UprightPage

#: Photograph pixels per frame pixel below which boxes are smaller than about 26 px, and digits lose their strokes.
SMALLEST_SCALE = 0.55
#: Paper darker than this (0-255) drowns in the sensor's noise.
DARKEST_PAPER = 60
#: Pixels this bright hold nothing any more.
SATURATED = 252
#: Share of a number's area that may be saturated while its frames are pale.
GLARE_SHARE = 0.6
#: Steepest edge of the printed frames beside their contrast, per pixel: below it lines are smeared over some 8 px.
SHARPEST_NEEDED = 0.16
CORNER_NAMES = ("kiri atas", "kanan atas", "kanan bawah", "kiri bawah")


def judge(size: tuple[int, int], upright: UprightPage) -> tuple[Finding, ...]:
    """What is wrong with a photograph, the gravest first; empty when it is good.

    Args:
        size: (width, height) of the photograph in pixels.
        upright: The page found on it.
    """
    return (*_cut_off(size, upright), *_too_small(upright), *_too_dark(upright), *_blurred(upright), *_glare(upright))


def _cut_off(size: tuple[int, int], upright: UprightPage) -> Iterator[Finding]:
    """A corner is there when the whole of its mark is: Sirekap, too, wants the four marks in the picture."""
    width, height = size
    side = upright.form.mark_side * FRAME_WIDTH
    for name, corner in zip(CORNER_NAMES, frame_corners(upright.form), strict=True):
        mark = upright.warp.to_photo(corner + np.array([[-side, -side], [side, -side], [side, side], [-side, side]]))
        if mark.min() < 0 or mark[:, 0].max() > width - 1 or mark[:, 1].max() > height - 1:
            yield Finding("terpotong", f"Foto ulang: sudut {name} halaman terpotong.")


def _too_small(upright: UprightPage) -> Iterator[Finding]:
    if upright.scale < SMALLEST_SCALE:
        yield Finding("terlalu_jauh", "Foto ulang lebih dekat: halaman terlalu kecil di foto.")


def _too_dark(upright: UprightPage) -> Iterator[Finding]:
    if paper_level(upright) < DARKEST_PAPER:
        yield Finding("gelap", "Foto ulang dengan lampu lebih terang: halaman terlalu gelap.")


def paper_level(upright: UprightPage) -> float:
    """Brightness of the page's paper, 0-255."""
    small = cv2.resize(upright.image, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA)
    return float(np.percentile(small.max(axis=2), 60))


def _blurred(upright: UprightPage) -> Iterator[Finding]:
    if sharpness(upright) < SHARPEST_NEEDED:
        yield Finding("buram", "Foto ulang: gambar buram. Pegang HP dengan dua tangan, ketuk layar untuk fokus.")


def sharpness(upright: UprightPage) -> float:
    """Steepness of the printed frames' edges: the median over the page's numbers, in shares of their contrast a pixel.

    1 is a step from paper to ink within a pixel.
    """
    values = []
    for number in upright.page.numbers:
        part = crop(upright.image, bounding(number.boxes), upright.form, pad=6).max(axis=2).astype(np.float32)
        contrast = np.percentile(part, 90) - np.percentile(part, 5)
        steps = np.abs(np.diff(part, axis=1))
        values.append(np.percentile(steps, 97) / max(contrast, 1.0))
    return float(np.median(values))


def _glare(upright: UprightPage) -> Iterator[Finding]:
    for number in upright.page.numbers:
        part = crop(upright.image, bounding(number.boxes), upright.form, pad=6)
        if (
            float((part.min(axis=2) >= SATURATED).mean()) > GLARE_SHARE
            and float(np.percentile(part, 5)) > SATURATED / 2
        ):
            message = f"Foto ulang: pantulan cahaya menutupi {number.short}."
            yield Finding("silau", message, "warning", (number.id,))
