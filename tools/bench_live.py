"""Simulated frames of a laptop's camera, and how the viewfinder judges them.

- `python tools/bench_live.py judge`: what is said of fresh frames, and what the reader makes of the same frames.
- `python tools/bench_live.py speed`: looks a second, on frames of a camera that does not stand still.

The frames are photographs of `practice/camera.py`, 16 : 9, with the softness of a cheap lens and the losses of a
camera's MJPEG on top. The thresholds of `photo/live.py` were set on seeds 7000 to 7199; `judge` takes others.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from unittest.mock import patch

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import REFUSED
from sirekap_trainer.photo.live import Viewfinder
from sirekap_trainer.practice import camera as simulated
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.manners import MANNERS
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes
from sirekap_trainer.reading.page import PageReader

Image = NDArray[np.uint8]
FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
DPI = 150.0
#: Spread of a cheap webcam's lens, pixels of its picture, and the quality of its MJPEG.
SOFTNESS, MJPEG = (0.4, 0.9), (70, 92)
#: A frame is taken twice: the camera moved in between by so many pixels where it is called moving.
SHAKE = (12.0, 40.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """How the camera is held.

    Attributes:
        level: Of `practice/camera.py`.
        faults: What goes wrong.
        tilt: Degrees; the level's own where None.
        fill: Share of the picture's tighter side that the sheet takes up; the level's own where None.
        upright: Whether the page stands upright on the lying picture.
        light: Factor on all brightness.
        blur: Spread of the blur by wrong focus, pixels of a picture 1,280 px wide.
        smear: Pixels of motion within a frame.
        moving: Whether the camera moves between the two frames.
        wrong: Whether another page is wanted.
        says: Codes that are right for such a frame.
    """

    level: str = "good"
    faults: tuple[str, ...] = ()
    tilt: tuple[float, float] | None = None
    fill: tuple[float, float] | None = None
    upright: bool = False
    light: float = 1.0
    blur: float = 0.0
    smear: float = 0.0
    moving: bool = False
    wrong: bool = False
    says: tuple[str, ...] = ("",)


#: The sheet reaches the picture's edges, the marks lie within.
WHOLE = (0.98, 1.06)
KINDS: dict[str, Kind] = {
    "good": Kind(fill=WHOLE),
    "typical": Kind("typical", fill=WHOLE, tilt=(4, 14)),
    "hard": Kind("hard", fill=WHOLE, tilt=(8, 16), faults=()),
    "blurred": Kind(fill=WHOLE, blur=2.2, says=("buram",)),
    "soft": Kind(fill=WHOLE, blur=1.2, says=("", "buram")),
    "smeared": Kind(fill=WHOLE, smear=7, says=("buram",)),
    "moving": Kind(fill=WHOLE, moving=True, says=("diam", "buram")),
    "dark": Kind(fill=WHOLE, light=0.22, says=("gelap",)),
    "glare": Kind("typical", fill=WHOLE, tilt=(4, 14), faults=("glare",), says=("silau",)),
    "cut off": Kind(fill=WHOLE, faults=("cut_off",), says=("terpotong",)),
    "aslant": Kind(fill=WHOLE, tilt=(30, 40), says=("miring",)),
    "far": Kind(fill=(0.5, 0.65), says=("jauh",)),
    "upright": Kind(fill=(0.85, 1.0), upright=True, says=("putar",)),
    "wrong page": Kind(fill=WHOLE, wrong=True, says=("halaman_lain",)),
}


@cache
def sheet(form_id: str, page: int, seed: int) -> Image:
    """A filled page."""
    form = builtin_catalog().get(form_id)
    return render_page(sheet_bytes(form, page, make_packet(form, seed=seed, index=1)), dpi=DPI)


def frame(kind: Kind, *, seed: int, size: str, form_id: str, page: int) -> Image:
    """A frame of a camera: (720 or 1080, ..., 3) uint8 BGR."""
    width, height = SIZES[size]
    rng = np.random.default_rng(seed + 99)
    paper = sheet(form_id, page, seed % 5)
    area = frame_in_pixels(builtin_catalog().get(form_id), dpi=DPI)
    high, wide = paper.shape[:2]
    manner = MANNERS[kind.level]
    manner = replace(manner, tilt=kind.tilt or manner.tilt, fill=kind.fill or manner.fill)
    shape = height / width if kind.upright else width / height
    with patch.dict(simulated.MANNERS, {kind.level: manner}), patch.object(simulated, "SENSOR_SHAPE", shape):
        shot = simulated.photograph(
            paper,
            level=kind.level,
            seed=seed,
            megapixels=width * height / 1e6,
            faults=kind.faults,
            marks=(area.x / wide, area.y / high, area.right / wide, area.bottom / high),
        )
    image = shot.image if shot.image.shape[1] > shot.image.shape[0] else np.rot90(shot.image)
    image = cv2.GaussianBlur(np.ascontiguousarray(image), (0, 0), rng.uniform(*SOFTNESS) * width / 1280)
    if kind.light != 1:
        image = (image * kind.light + rng.normal(0, 2.0, image.shape)).clip(0, 255).astype(np.uint8)
    if kind.blur:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), kind.blur * width / 1280), np.uint8)
    if kind.smear:
        image = simulated.motion(image, kind.smear * width / 1280, rng.uniform(0, np.pi), 0.1)
    data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(*MJPEG))])[1]
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


@dataclass(slots=True)
class Told:
    """What came of the frames of one kind."""

    said: Counter[str]
    green: int = 0
    green_and_good: int = 0
    good: int = 0


def judge(wishes: argparse.Namespace) -> None:
    """What is said of each kind of frame, and what the reader finds on the same frames."""
    reader = PageReader(ocr=lambda: None)
    total = Told(Counter())
    wrong = refused = numbers = 0
    for size in wishes.sizes:
        for name in wishes.kinds:
            kind = KINDS[name]
            told = Told(Counter())
            for seed in range(wishes.seed, wishes.seed + wishes.count):
                form, page = FORMS[seed % 2], 1 + seed % 3
                first = frame(kind, seed=seed, size=size, form_id=form, page=page)
                code = _look(first, kind, seed, (form, page % 3 + 1 if kind.wrong else page))
                reads, values = _read(reader, first, (form, page), seed)
                told.said[code or "GREEN"] += 1
                told.good += reads
                told.green += not code
                told.green_and_good += reads and not code
                if not code:
                    numbers, wrong, refused = (
                        numbers + len(values),
                        wrong + values.count("w"),
                        refused + values.count("?"),
                    )
            right = sum(count for code, count in told.said.items() if code.replace("GREEN", "") in kind.says)
            said = dict(told.said.most_common())
            print(f"{size:>5} {name:<11} read well {told.good:3}, as wanted {right:3}: {said}", flush=True)
            total.good += told.good * (not kind.wrong and not kind.moving)
            total.green += told.green
            total.green_and_good += told.green_and_good
    print(f"green {total.green}, read without findings {total.green_and_good}")
    print(f"read without findings {total.good} (moving and wrong pages left out)")
    print(f"numbers on green frames {numbers}: wrong {wrong}, refused {refused}")


def _look(first: Image, kind: Kind, seed: int, wanted: tuple[str, int]) -> str:
    """The code said of a frame that follows two taken 0.14 and 0.07 s before."""
    rng = np.random.default_rng(seed)
    finder = Viewfinder(builtin_catalog(), wanted)
    shift = rng.uniform(*SHAKE) if kind.moving else rng.uniform(0, 1.5)
    turn = rng.uniform(0, 2 * np.pi)
    move = np.array([[1, 0, shift * np.cos(turn)], [0, 1, shift * np.sin(turn)]])
    before = cv2.warpAffine(first, move, first.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    finder.look(np.asarray(before, np.uint8), -0.07)
    finder.look(np.asarray(before, np.uint8), 0.0)
    return finder.look(first, 0.07).code


def _read(reader: PageReader, image: Image, expected: tuple[str, int], seed: int) -> tuple[bool, str]:
    """Whether the photograph is read without findings, and for each number r, w (wrong) or ? (refused)."""
    data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()
    try:
        reading = reader.read(data, expected=expected)
    except PhotoError:
        return False, ""
    key = make_packet(builtin_catalog().get(expected[0]), seed=seed % 5, index=1).numbers
    values = "".join(
        "?" if REFUSED in number.boxes else "r" if number.boxes == key[number.id].boxes else "w"
        for number in reading.numbers
    )
    return not reading.photo_findings, values


def speed(wishes: argparse.Namespace) -> None:
    """Looks a second at a page that moves a little from look to look, and that is not there at first."""
    cv2.setNumThreads(wishes.threads)
    for size in SIZES:
        for name in ("good", "typical", "cut off", "upright", "dark", "blurred"):
            elapsed, worked, first = _timed(name, size, wishes.seed)
            print(
                f"{size:>5} {name:<8} median {1000 * statistics.median(elapsed):5.1f} ms, "
                f"most {1000 * max(elapsed):5.1f}, first {1000 * first:5.1f}: "
                f"{len(elapsed) / sum(elapsed):.0f} a second; of a core {1000 * statistics.median(worked):5.1f} ms"
            )


def _timed(name: str, size: str, seed: int) -> tuple[list[float], list[float], float]:
    """Seconds and seconds of a core of each look after the first, which comes last."""
    finder, rng = Viewfinder(builtin_catalog()), np.random.default_rng(seed)
    still = frame(KINDS[name], seed=seed, size=size, form_id=FORMS[0], page=1)  # page 1 has the most numbers
    elapsed, worked = [], []
    for turn in range(40):
        across, down = rng.uniform(-4, 4, 2)
        move = np.array([[1, 0, across], [0, 1, down]])
        picture = np.asarray(cv2.warpAffine(still, move, still.shape[1::-1], borderMode=cv2.BORDER_REPLICATE), np.uint8)
        started, busy = time.perf_counter(), time.process_time()
        finder.look(picture, turn / 15)
        elapsed.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    return elapsed[1:], worked[1:], elapsed[0]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    judging = commands.add_parser("judge", help="what is said of frames, and whether they are read")
    judging.add_argument("--seed", type=int, default=8000)
    judging.add_argument("--count", type=int, default=20, help="frames of each kind and size (20)")
    judging.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    judging.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    judging.set_defaults(run=judge)
    speeding = commands.add_parser("speed", help="looks a second")
    speeding.add_argument("--seed", type=int, default=8000)
    speeding.add_argument("--threads", type=int, default=2, help="threads OpenCV may use (2)")
    speeding.set_defaults(run=speed)
    wishes = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, OpenCV {cv2.__version__}")
    wishes.run(wishes)


if __name__ == "__main__":
    main()
