"""Is the photograph good enough? What is wrong with it, which numbers that touches, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.findings import Finding
from sirekap_trainer.form.model import Number
from sirekap_trainer.photo.page import FRAME_WIDTH, bounding, crop, frame_corners, frame_points
from sirekap_trainer.photo.upright import UprightPage

# The limits below were set on simulated photographs with one fault each (`practice/camera.py`, seeds 5001 to 5174): no
# number of 190 good and typical photographs comes near them, and most numbers that were read wrong lie beyond one.

#: Photograph pixels per frame pixel below which boxes are smaller than about 22 px, and digits lose their strokes. On
#: 14 typical forms of digits that the network never saw (seed 5), as many boxes were read right at some 0.50 as at 1.2
#: (1,191 of 1,197), fewer at 0.44 (1,184) and 0.39 (1,174). A laptop's camera of 720 lines reaches 0.49.
SMALLEST_SCALE = 0.46
#: Paper darker than this (0-255) drowns in the sensor's noise.
DARKEST_PAPER = 72.0
#: Where the printed frames are paler than this beside the paper (0 to 1), light has washed them out, and thin ink too.
PALEST_FRAME = 0.34
#: Steepest edges of the printed frames, across and down, beside their contrast, per pixel: 1 is a step within a pixel.
#: Below this lines are smeared over some 6 px.
SHARPEST_NEEDED = 0.17
#: How much the paper's displacement may change over a frame pixel; a fold or a strong curl changes more.
STEEPEST_BEND = 0.07
#: So many numbers are named in a sentence.
NAMED = 3
CORNER_NAMES = ("kiri atas", "kanan atas", "kanan bawah", "kiri bawah")


@dataclass(frozen=True, slots=True)
class Look:
    """How one number's row of frames looks on the upright page.

    Attributes:
        paper: Brightness of its paper, 0 to 255.
        contrast: How much darker its printed frames are, 0 to 1.
        sharpness: Steepness of their edges, the worse of across and down, see `SHARPEST_NEEDED`.
        bend: How much the paper's displacement changes there, frame pixels per frame pixel.
        there: Whether its frames were found where they should be.
    """

    paper: float
    contrast: float
    sharpness: float
    bend: float
    there: bool


def judge(size: tuple[int, int], upright: UprightPage) -> tuple[Finding, ...]:
    """What is wrong with a photograph, the gravest first; empty when it is good.

    Args:
        size: (width, height) of the photograph in pixels.
        upright: The page found on it.
    """
    looks = {number.id: look_at(upright, number) for number in upright.page.numbers}
    return (*_cut_off(size, upright), *_too_small(upright), *_spoiled(upright, looks))


def look_at(upright: UprightPage, number: Number) -> Look:
    """Measures how a number's row of frames looks."""
    paper, contrast, sharpness = measure(crop(upright.image, bounding(number.boxes), upright.form, pad=6))
    return Look(
        paper=paper,
        contrast=contrast,
        sharpness=sharpness,
        bend=_bend(upright, number),
        there=upright.answers[number.id] > 0,
    )


def measure(row: NDArray[np.uint8]) -> tuple[float, float, float]:
    """Paper, contrast and sharpness of a number's row of frames, see `Look`.

    Args:
        row: (h, w, 3) uint8 BGR, part of an upright image; it shows the frames and little more.
    """
    part = row.max(axis=2).astype(np.float32)
    # The frames' outer lines, where no pen has been: a thick pen is no sign of sharpness.
    paper, ink = float(np.percentile(part, 85)), float(np.percentile(part, 3))
    contrast = max(paper - ink, 1.0)
    steps = [float(np.percentile(np.abs(np.diff(part, axis=axis)), 97)) for axis in (0, 1)]
    return paper, contrast / max(paper, 1.0), min(steps) / contrast


def _bend(upright: UprightPage, number: Number) -> float:
    """Largest change of the displacement over the number's row, per pixel."""
    centre = frame_points(upright.form, np.array([bounding(number.boxes).centre]))
    step = 30.0
    ends = centre + np.array([[-step, 0], [step, 0], [0, -step], [0, step]])
    shifts = upright.warp.displaced(ends) - ends
    return float(max(np.hypot(*(shifts[1] - shifts[0])), np.hypot(*(shifts[3] - shifts[2]))) / (2 * step))


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


#: What to say of numbers whose frames are not there for none of the reasons below.
_HIDDEN = "Foto ulang: kotak {names} tidak terlihat utuh. Singkirkan yang menutupi."
#: Code, what to say of the numbers, and when.
_FAULTS: tuple[tuple[str, str, Callable[[Look], bool]], ...] = (
    (
        "silau",
        "Foto ulang: pantulan cahaya menutupi {names}. Ubah letak lampu atau HP.",
        lambda look: look.contrast < PALEST_FRAME and look.paper > 2 * DARKEST_PAPER,
    ),
    (
        "gelap",
        "Foto ulang dengan lampu lebih terang: {names} terlalu gelap.",
        lambda look: look.paper < DARKEST_PAPER,
    ),
    (
        "buram",
        "Foto ulang: {names} buram. Pegang HP dengan dua tangan, ketuk layar untuk fokus.",
        lambda look: look.sharpness < SHARPEST_NEEDED,
    ),
    (
        "tidak_rata",
        "Foto ulang: kertas terlipat atau melengkung di {names}. Ratakan kertas.",
        lambda look: look.bend > STEEPEST_BEND,
    ),
)


def _spoiled(upright: UprightPage, looks: dict[str, Look]) -> Iterator[Finding]:
    explained: set[str] = set()
    for code, message, fits in _FAULTS:
        touched = [number for number in upright.page.numbers if fits(looks[number.id])]
        yield from _finding(code, message, touched, len(looks))
        explained |= {number.id for number in touched}
    hidden = [n for n in upright.page.numbers if not looks[n.id].there and n.id not in explained]
    yield from _finding("tertutup", _HIDDEN, hidden, len(looks))


def _finding(code: str, message: str, touched: list[Number], of: int) -> Iterator[Finding]:
    if touched:
        names = _names(touched, everything=len(touched) > 0.7 * of)
        yield Finding(code, message.format(names=names), "warning", tuple(number.id for number in touched))


def _names(numbers: list[Number], *, everything: bool) -> str:
    if everything:
        return "halaman ini"
    listed = ", ".join(number.short for number in numbers[:NAMED])
    more = len(numbers) - NAMED
    return f"{listed}, dan {more} angka lain" if more > 0 else listed
