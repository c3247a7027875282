"""Draws samples of every hand for the documentation. Run by hand: python tools/make_hands_picture.py [FILE].

Everything is cut out of filled sheets as they are printed: the ten digits and two ways of leaving a box unused, a
candidate's votes in words and tally marks, and their boxes (corrected once) and bubbles.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Rect
from sirekap_trainer.practice.handwriting import TALLY_ROWS, Hand, hands
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet, Written
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes

FORM = "latihan_kwk_wali_kota"
#: Pixels an inch of the sheet: of the digits, which are to be compared, and of everything else.
DIGITS_DPI, DPI = 180, 120
#: Written into the first numbers of page 1.
DIGITS = ("012", "345", "678", "9X-")
#: A candidate's votes and what had been written there first.
VOTES, FIRST = "117", "171"
#: Rows of the tally grid that these votes need.
TALLY_SHOWN = 2
COLUMNS, GAP = 2, 14

Image = NDArray[np.uint8]


def sample(form: Form, hand: Hand) -> Image:
    """One hand's sample: uint8 (height, width, 3), BGR."""
    packet = _packet(form, hand)
    boxes = [box for number in form.page(1).numbers[: len(DIGITS)] for box in number.boxes]
    page = render_page(sheet_bytes(form, 1, packet), dpi=DIGITS_DPI)
    digits = np.hstack([_cut(form, page, _around(box, 0.002), dpi=DIGITS_DPI) for box in boxes])
    page = render_page(sheet_bytes(form, 2, packet), dpi=DPI)
    votes = form.candidates[0]
    assert votes.bubbles is not None
    slots = {artwork.text: artwork for artwork in form.page(2).artwork}
    areas = [slots[f"{{{what} {votes.id}}}"] for what in ("huruf", "turus")]
    words, tally = (_cut(form, page, Rect(a.x - 0.006, a.y, a.x2 - a.x + 0.006, a.y2 - a.y)) for a in areas)
    tally = tally[: TALLY_SHOWN * len(tally) // TALLY_ROWS]
    below = votes.bubbles[0][9].bottom
    first, last = votes.boxes[0], votes.boxes[-1]
    marks = _cut(form, page, _around(Rect(first.x, first.y, last.right - first.x, below - first.y), 0.004))
    left = _stacked([_title(hand.name, digits.shape[1]), digits, words, tally])
    return _beside([left, marks])


def picture(form: Form) -> Image:
    """All hands, in rows of `COLUMNS`."""
    samples = [sample(form, hand) for hand in hands()]
    height, width = max(one.shape[0] for one in samples), max(one.shape[1] for one in samples)
    samples = [_padded(one, height + GAP, width + 2 * GAP) for one in samples]
    rows = [np.hstack(samples[start : start + COLUMNS]) for start in range(0, len(samples), COLUMNS)]
    return np.asarray(np.vstack(rows), np.uint8)


def _packet(form: Form, hand: Hand) -> Packet:
    """A packet of this hand that shows every digit; it obeys no arithmetic."""
    packet, votes = make_packet(form, seed=1, index=1, hand=hand.name), form.candidates[0].id
    shown = dict(zip((number.id for number in form.page(1).numbers), DIGITS, strict=False))
    numbers = packet.numbers | {name: Written(boxes=boxes) for name, boxes in shown.items()}
    numbers[votes] = Written(boxes=VOTES, bubbles=VOTES)
    return packet.model_copy(update={"numbers": numbers, "corrections": {votes: FIRST}})


def _cut(form: Form, page: Image, area: Rect, *, dpi: float = DPI) -> Image:
    """A part of a page rendered with `dpi`; `area` in page-frame fractions."""
    frame = frame_in_pixels(form, dpi=dpi)
    x, y = round(frame.x + area.x * frame.w), round(frame.y + area.y * frame.h)
    return page[y : y + round(area.h * frame.h), x : x + round(area.w * frame.w)]


def _around(area: Rect, margin: float) -> Rect:
    return Rect(area.x - margin, area.y - margin, area.w + 2 * margin, area.h + 2 * margin)


def _title(name: str, width: int) -> Image:
    image = np.full((26, width, 3), 255, np.uint8)
    cv2.putText(image, name, (2, 19), cv2.FONT_HERSHEY_SIMPLEX, 0.62, (60, 60, 60), 1, cv2.LINE_AA)
    return image


def _padded(image: Image, height: int, width: int) -> Image:
    down, across = height - image.shape[0], width - image.shape[1]
    return cv2.copyMakeBorder(image, 0, down, 0, across, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _stacked(parts: list[Image]) -> Image:
    width = max(part.shape[1] for part in parts)
    return np.asarray(np.vstack([_padded(part, part.shape[0] + 4, width) for part in parts]), np.uint8)


def _beside(parts: list[Image]) -> Image:
    height = max(part.shape[0] for part in parts)
    return np.asarray(np.hstack([_padded(part, height, part.shape[1] + GAP) for part in parts]), np.uint8)


def main() -> None:
    """Writes the picture."""
    default = Path(__file__).resolve().parent.parent / "docs" / "hands.png"
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    cv2.imwrite(str(out), picture(builtin_catalog().get(FORM)), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
