"""Other readers of the same photographs, for `bench.py baselines`: what the trainer's own reader is compared with.

Each reads the very crops of boxes that the trainer cuts (straightened and registered), so only reading is compared:

- `tesseract`: Tesseract, one box an image, `--psm 10`, held to 0-9 and X.
- `rapidocr`: PP-OCRv4's recogniser, which ships in the wheel of rapidocr-onnxruntime, held to 0-9 and X.

One compares finding the page instead:

- `contour crop`: the largest outline with four corners, straightened to the paper's size, boxes cut where they are
  printed, read by the trainer's network. It is told which page it is and which way up.

Needs `pip install --no-deps -r requirements/bench.txt` and Tesseract; neither is part of the application.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from bench import Task, filled, jpeg, page_reader, shoot
from numpy.typing import NDArray

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.form.symbols import FILLERS, value_of
from sirekap_trainer.photo.load import open_photo
from sirekap_trainer.photo.page import MARGIN as UPRIGHT_MARGIN
from sirekap_trainer.photo.page import crop, frame_corners, transform, upright_size
from sirekap_trainer.practice.camera import Shot
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.practice.sheet import frame_in_pixels
from sirekap_trainer.reading.boxes import PAD
from sirekap_trainer.reading.digits import DigitReader

Picture = NDArray[np.uint8]
Reader = Callable[[Sequence[Picture]], list[str]]

ALLOWED = "0123456789X"
#: Cut off each side of a box so that other readers do not take its frame for a letter, of its size.
FRAME_CUT = 0.16
#: Height in pixels of what Tesseract reads: its letters are then about as high as it is said to like best (30 px).
TESSERACT_HEIGHT = 64
#: Height in pixels of what PP-OCR's recogniser reads, and the width it is padded to.
OCR_HEIGHT, OCR_WIDTH = 48, 96
#: Below this no symbol was seen at all, and the box is empty.
OCR_NOTHING = 0.01
#: A page's outline covers at least this much of the photograph.
SMALLEST_OUTLINE = 0.15


@dataclass(frozen=True, slots=True)
class Score:
    """How one way of reading fared: photographs, boxes, numbers and whole forms, each (all, right)."""

    photos: tuple[int, int] = (0, 0)
    boxes: tuple[int, int] = (0, 0)
    numbers: tuple[int, int] = (0, 0)
    forms: tuple[int, int] = (0, 0)

    def __add__(self, other: Score) -> Score:
        mine, theirs = (
            (self.photos, self.boxes, self.numbers, self.forms),
            (
                other.photos,
                other.boxes,
                other.numbers,
                other.forms,
            ),
        )
        return Score(*((a + c, b + d) for (a, b), (c, d) in zip(mine, theirs, strict=True)))


def missing() -> str:
    """What is not installed; empty where nothing is missing."""
    if shutil.which("tesseract") is None:
        return "Tesseract is not installed"
    absent = [name for name in ("onnxruntime", "rapidocr_onnxruntime") if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(absent)} (requirements/bench.txt)" if absent else ""


def try_baselines(task: Task) -> dict[str, Score]:
    """Photographs one filled form and reads it in every way."""
    form, packet = filled(task)
    crops: dict[str, dict[int, list[Picture] | None]] = {"registered": {}, "contour": {}}
    for page in form:
        shot = shoot(task, form, page, packet)
        data = jpeg(shot)
        crops["registered"][page.number] = _registered(form, page, data)
        crops["contour"][page.number] = _by_contour(form, page, shot, data)
    ways: dict[str, tuple[str, Reader]] = {
        "sirekap-trainer": ("registered", _network),
        "rapidocr": ("registered", _rapidocr),
        "tesseract": ("registered", _tesseract),
        "contour crop": ("contour", _network),
    }
    return {name: _score(form, packet, crops[kind], read) for name, (kind, read) in ways.items()}


def print_scores(scores: Mapping[str, Score]) -> None:
    """Prints what is known so far, a row a reader."""
    some = next(iter(scores.values()))
    print(
        f"\n{some.forms[0]} forms{'found':>16}{'boxes right':>24}{'numbers right':>24}{'whole forms':>14}", flush=True
    )
    for name, score in scores.items():
        cells = (f"{right} of {all_} {100 * right / all_:.1f}%" for all_, right in (score.boxes, score.numbers))
        found, whole = (f"{right} of {all_}" for all_, right in (score.photos, score.forms))
        print(f"{name:<16}{found:>12}" + "".join(f"{cell:>24}" for cell in cells) + f"{whole:>14}", flush=True)


def _score(form: Form, packet: Packet, pages: Mapping[int, list[Picture] | None], read: Reader) -> Score:
    """Counts with nothing refused: every way says something for each box."""
    total, right_everywhere = Score(), True
    for page in form:
        wrote = [packet.numbers[number.id].boxes for number in page.numbers]
        pictures = pages[page.number]
        seen = _split(read(pictures), wrote) if pictures else ["?" * len(boxes) for boxes in wrote]
        pairs = list(zip(seen, wrote, strict=True))
        boxes = sum(a == b for said, true in pairs for a, b in zip(said, true, strict=True))
        numbers = sum(value_of(said) == value_of(true) for said, true in pairs)
        right_everywhere &= numbers == len(pairs)
        total += Score((1, int(bool(pictures))), (sum(map(len, wrote)), boxes), (len(pairs), numbers))
    return total + Score(forms=(1, int(right_everywhere)))


def _split(symbols: list[str], like: list[str]) -> list[str]:
    ends = np.cumsum([0, *map(len, like)])
    return ["".join(symbols[start:end]) for start, end in pairwise(ends)]


# --- finding the page -------------------------------------------------------------------------------------------------


def _registered(form: Form, page: Page, data: bytes) -> list[Picture] | None:
    """Every box as the trainer cuts it; None where it finds no page or a wrong one."""
    try:
        reading = page_reader().read(data)
    except TrainerError:
        return None
    return _cut(reading.upright, form, page) if (reading.form, reading.page) == (form.id, page.number) else None


def _cut(upright: Picture, form: Form, page: Page) -> list[Picture]:
    return [crop(upright, rect, form, pad=PAD) for number in page.numbers for rect in number.boxes]


def _by_contour(form: Form, page: Page, shot: Shot, data: bytes) -> list[Picture] | None:
    """Every box where it would be if the largest four-cornered outline were the paper."""
    image = open_photo(data, name="photo").decode().image
    outline = _outline(image)
    if outline is None:
        return None
    # What the page's own pixels are: frame_in_pixels at any dpi, as the paper's corners are all that is known.
    frame = frame_in_pixels(form, dpi=200)
    paper = np.array([[0, 0], [1654, 0], [1654, 2339], [0, 2339]], np.float64)
    corners = np.array(
        [[frame.x, frame.y], [frame.right, frame.y], [frame.right, frame.bottom], [frame.x, frame.bottom]], np.float64
    )
    outline = _turned(outline, _as_decoded(shot))
    on_photo = transform(cv2.getPerspectiveTransform(paper.astype(np.float32), outline.astype(np.float32)), corners)
    target = (frame_corners(form) + UPRIGHT_MARGIN).astype(np.float32)
    warp = cv2.getPerspectiveTransform(on_photo.astype(np.float32), target)
    upright = cv2.warpPerspective(image, warp, upright_size(form), flags=cv2.INTER_LINEAR)
    return _cut(np.asarray(upright, np.uint8), form, page)


def _outline(image: Picture) -> NDArray[np.float64] | None:
    """(4, 2) corners of the largest convex outline with four corners, clockwise; None where there is none."""
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (7, 7), 0)
    level, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    edges = cv2.dilate(cv2.Canny(grey, level / 2, level), np.ones((5, 5), np.uint8))
    best, largest = None, SMALLEST_OUTLINE * grey.size
    for mask in (bright, edges):
        for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
            hull = cv2.convexHull(contour)
            area = cv2.contourArea(hull)
            if area <= largest or area > 0.98 * grey.size:
                continue
            corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, closed=True), closed=True)
            if len(corners) == 4:
                best, largest = np.asarray(corners.reshape(4, 2), np.float64), area
    return best


def _as_decoded(shot: Shot) -> NDArray[np.float64]:
    """The paper's true corners on the photograph as it is decoded, turned as EXIF asks for."""
    height, width = shot.image.shape[:2]
    x, y = shot.corners.T
    turned = {
        1: (x, y),
        3: (width - 1 - x, height - 1 - y),
        6: (height - 1 - y, x),
        8: (y, width - 1 - x),
    }[shot.exif_orientation]
    return np.stack(turned, axis=1)


def _turned(outline: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """The outline's corners in the order of the true ones: it is told which way up the page is."""
    turns = [np.roll(way, turn, axis=0) for way in (outline, outline[::-1]) for turn in range(4)]
    return min(turns, key=lambda corners: float(np.abs(corners - truth).sum()))


# --- reading the boxes ------------------------------------------------------------------------------------------------


@cache
def _digit_reader() -> DigitReader:
    return DigitReader()


def _network(boxes: Sequence[Picture]) -> list[str]:
    return [symbol for symbol, _ in _digit_reader().read(boxes)]


def _inside(box: Picture, height: int) -> Picture:
    """A box without its frame, scaled to a height."""
    y, x = (round(FRAME_CUT * side) for side in box.shape[:2])
    inside = box[y : box.shape[0] - y, x : box.shape[1] - x]
    width = max(1, round(inside.shape[1] * height / inside.shape[0]))
    return np.asarray(cv2.resize(inside, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


@cache
def _recogniser() -> tuple[Any, list[int]]:
    """PP-OCRv4's recogniser and the places of the allowed symbols in its output; place 0 is CTC's blank."""
    import onnxruntime  # noqa: PLC0415 - of the benchmark's own packages

    # Not imported: it would want other packages for the finding of words.
    spec = importlib.util.find_spec("rapidocr_onnxruntime")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    model = Path(spec.submodule_search_locations[0]) / "models" / "ch_PP-OCRv4_rec_infer.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    letters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, [letters.index(symbol) + 1 for symbol in ALLOWED]


def _rapidocr(boxes: Sequence[Picture]) -> list[str]:
    """The strongest allowed symbol at any place of a box's output."""
    session, places = _recogniser()
    batch = np.zeros((len(boxes), 3, OCR_HEIGHT, OCR_WIDTH), np.float32)
    for row, box in zip(batch, boxes, strict=True):
        inside = _inside(box, OCR_HEIGHT)[:, :OCR_WIDTH].astype(np.float32)
        row[:, :, : inside.shape[1]] = (inside / 127.5 - 1).transpose(2, 0, 1)
    (answers,) = session.run(None, {session.get_inputs()[0].name: batch})
    strongest = answers[:, :, places].max(axis=1)
    return [ALLOWED[int(row.argmax())] if row.max() >= OCR_NOTHING else "_" for row in strongest]


def _tesseract(boxes: Sequence[Picture]) -> list[str]:
    """All boxes in one call: a list of files is one page each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{place}.png" for place in range(len(boxes))]
        for file, box in zip(files, boxes, strict=True):
            inside = _inside(box, TESSERACT_HEIGHT)
            grey = cv2.normalize(cv2.cvtColor(inside, cv2.COLOR_BGR2GRAY), None, 0, 255, cv2.NORM_MINMAX)  # type: ignore[call-overload]
            cv2.imwrite(str(file), cv2.copyMakeBorder(grey, 16, 16, 16, 16, cv2.BORDER_REPLICATE))
        (folder / "list.txt").write_text("\n".join(map(str, files)), encoding="utf-8")
        command = ["tesseract", str(folder / "list.txt"), "-", "--psm", "10", "--dpi", "200"]
        done = subprocess.run(
            [*command, "-c", f"tessedit_char_whitelist={ALLOWED}"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    texts = done.stdout.split("\f")[: len(boxes)]
    return [(text.strip() or FILLERS[1])[0] for text in texts]
