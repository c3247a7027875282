"""Whose form this is: the printed kelurahan and TPS number in a sheet's header, read by Tesseract.

Tesseract is a program of its own and may be missing; then the header is not read and everything else works.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.findings import Finding
from sirekap_trainer.form.model import HeaderArea
from sirekap_trainer.form.symbols import DIGITS
from sirekap_trainer.photo.page import frame_size
from sirekap_trainer.photo.upright import UprightPage
from sirekap_trainer.reading.result import HeaderReading, TpsName

#: Reads one line of print: a grey uint8 picture, dark on white, and which characters may stand there ("" for any).
Ocr = Callable[[NDArray[np.uint8], str], str]
#: From a line's upper side to its baseline, and from there to where the crop ends, frame pixels. The dotted line begins
#: 3 px below the baseline, and Tesseract takes its dots for letters.
ABOVE_BASELINE, BELOW_BASELINE = 0.009, 1.5
#: Pixels of the crop per frame pixel: capitals of 9 frame px become 27 to 36 px high, as Tesseract likes them. The
#: second preparation differs so that the two do not share their mistakes.
ZOOMS = (3.0, 4.0)
#: Nodes across and down a crop in which its place on the photograph is worked out; between them it is interpolated.
NODES = (33, 5)
#: Photograph pixels per frame pixel below which print is too small to be read. Of 35 simulated photographs the 24
#: good and typical ones (0.90 and more) had their TPS number read right; at 0.59 a hard one gave a wrong number twice.
FINE_ENOUGH = 0.85
#: A gap between words is narrower, frame pixels; what stands beyond one is dirt.
WORD_GAP = 14.0
#: Names at least so alike are taken for the same, and at most so alike for different; between them nothing is said.
SAME_NAME, OTHER_NAME = 0.7, 0.4


def tesseract() -> Ocr | None:
    """Reads by Tesseract; None where it is not installed."""
    return _read_line if shutil.which("tesseract") else None


def _read_line(image: NDArray[np.uint8], allowed: str) -> str:
    import pytesseract  # noqa: PLC0415 - takes time, and only who reads headers needs it

    # One line gives nothing to share out: several threads only wait for each other.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    config = "--psm 7" + (f" -c tessedit_char_whitelist={allowed}" if allowed else "")
    try:
        return str(pytesseract.image_to_string(image, lang="eng", config=config, timeout=10)).strip()
    except (RuntimeError, OSError):  # a Tesseract that cannot read (no language, too slow) says nothing about the form
        return ""


def read_header(
    picture: NDArray[np.uint8], upright: UprightPage, expected: TpsName, ocr: Ocr
) -> tuple[HeaderReading, ...]:
    """The kelurahan and TPS number printed on a page; empty where they are not printed, or too small.

    A field is read once, and a second time in another preparation only where the first does not say what is expected.

    Args:
        picture: (H, W, 3) uint8 BGR, the whole photograph.
        upright: The page on it.
        expected: Whose form it should be; a field left empty there is not read.
        ocr: Reads a line.
    """
    wanted = {"kelurahan": expected.kelurahan, "tps": expected.number}
    readings: list[HeaderReading] = []
    if upright.scale < FINE_ENOUGH:
        return ()
    for area in upright.page.header:
        if wanted.get(area.name):
            lines = (_line(picture, upright, area, zoom) for zoom in ZOOMS)
            readings.append(_read_field(area.name, lines, wanted[area.name], ocr))
    return tuple(readings)


def _read_field(name: str, lines: Iterator[NDArray[np.uint8]], wanted: str, ocr: Ocr) -> HeaderReading:
    texts: list[str] = []
    for line in lines:
        texts.append(ocr(line, DIGITS if name == "tps" else ""))
        alike = likeness(name, texts[-1], wanted)
        if alike >= SAME_NAME:
            return HeaderReading(name, texts[-1], alike)
    first, second = texts
    return HeaderReading(name, first, likeness(name, first, second) if first else 0.0)


def likeness(name: str, one: str, other: str) -> float:
    """How alike two readings of a field are, 0 to 1. Of a TPS number every digit counts; of names letters alone."""
    if name == "tps":
        return float(one == other)
    one, other = ("".join(filter(str.isalpha, text.lower())) for text in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def header_findings(readings: tuple[HeaderReading, ...], expected: TpsName) -> tuple[Finding, ...]:
    """What is wrong with whose form it is: one finding at most, and none in doubt.

    Args:
        readings: Of `read_header`, for the same `expected`.
        expected: Whose form it should be.
    """
    if not _legible(readings):
        return ()
    wanted = {"kelurahan": expected.kelurahan, "tps": expected.number}
    others = {reading.field: reading.text for reading in readings if _is_other(reading, wanted[reading.field])}
    if not others:
        return ()
    found = TpsName(others.get("tps", ""), others.get("kelurahan", ""))
    # Not *Ini formulir*: Tesseract reads `irebena Wetan` of Jrebeng Wetan, and a person is to see that it was read.
    message = f"Kepala formulir terbaca {_read(found)}, bukan {_named(expected)}. Foto ulang formulir TPS Anda."
    return (Finding("tps_lain", message, "error"),)


def _legible(readings: tuple[HeaderReading, ...]) -> bool:
    """Whether the TPS number was surely read: on blurred photographs names may come out as the same nonsense twice."""
    return any(one.field == "tps" and len(one.text) == 3 and one.confidence >= SAME_NAME for one in readings)


def _is_other(reading: HeaderReading, wanted: str) -> bool:
    """Whether both preparations say the same, and that it is not what is wanted."""
    return reading.confidence >= SAME_NAME and likeness(reading.field, reading.text, wanted) <= OTHER_NAME


def _named(tps: TpsName) -> str:
    parts = [f"TPS {tps.number}"] if tps.number else []
    return " ".join([*parts, *([f"Kelurahan {tps.kelurahan}"] if tps.kelurahan else [])])


def _read(tps: TpsName) -> str:
    """A TPS as it was read; a name in quotes, for its letters are not sure."""
    return _named(TpsName(tps.number, f"“{tps.kelurahan}”" if tps.kelurahan else ""))


# --- the picture of a line --------------------------------------------------------------------------------------------


def _line(picture: NDArray[np.uint8], upright: UprightPage, area: HeaderArea, zoom: float) -> NDArray[np.uint8]:
    """The words of a header area, dark on white, trimmed to their ink: grey uint8."""
    wide, high = frame_size(upright.form)
    left, top = area.rect.x * wide, area.rect.y * high
    size = round(area.rect.w * wide * zoom), round((ABOVE_BASELINE * high + BELOW_BASELINE) * zoom)
    grid = np.stack(np.meshgrid(*(np.linspace(0, s, n) for s, n in zip(size, NODES, strict=True))), axis=-1)
    places = upright.warp.to_photo(grid.reshape(-1, 2) / zoom + (left - 0.5, top - 0.5))
    nodes = places.reshape(NODES[1], NODES[0], 2).astype(np.float32)
    step = np.array([[(NODES[0] - 1) / size[0], 0, 0], [0, (NODES[1] - 1) / size[1], 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    dense = np.asarray(cv2.warpAffine(nodes, step, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)
    cut = cv2.remap(picture, dense[..., 0], dense[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return _trimmed(_cleaned(np.asarray(cv2.cvtColor(cut, cv2.COLOR_BGR2GRAY), np.uint8), zoom), zoom)


def _cleaned(grey: NDArray[np.uint8], zoom: float) -> NDArray[np.uint8]:
    """Paper white however the light falls, the darkest ink black."""
    side = int(8 * zoom) | 1  # wider than any stroke of the print
    paper = cv2.morphologyEx(np.asarray(grey, np.float32), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    share = np.asarray(grey, np.float32) / np.maximum(cv2.GaussianBlur(paper, (0, 0), 4 * zoom), 1)
    ink = float(np.percentile(share, 1))
    return np.asarray(255 * np.clip((share - ink) / max(0.97 - ink, 0.05), 0, 1), np.uint8)


def _trimmed(line: NDArray[np.uint8], zoom: float) -> NDArray[np.uint8]:
    columns = np.flatnonzero((line < 128).any(axis=0))
    border = (int(6 * zoom),) * 4
    if len(columns):
        gaps = np.flatnonzero(np.diff(columns) > WORD_GAP * zoom)
        end = columns[gaps[0]] if len(gaps) else columns[-1]
        line = line[:, max(0, columns[0] - int(2 * zoom)) : end + int(2 * zoom)]
    return np.asarray(cv2.copyMakeBorder(line, *border, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)
