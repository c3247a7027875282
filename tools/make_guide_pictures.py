"""Makes the pictures of the guide (`ui/trainee/guide.py`). Run by hand: python tools/make_guide_pictures.py [FOLDER].

Everything is made from practice sheets and simulated photographs of them, from fixed seeds; LATIHAN stands on each
picture, the candidates are fruits. Words are left to the window, which can translate and enlarge them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Number, Rect
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.camera import Shot, photograph
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.manners import Level
from sirekap_trainer.practice.packet import Packet, Written
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes

FOLDER = Path(__file__).resolve().parents[1] / "ui" / "resources" / "guide"
FORM = "latihan_kwk_wali_kota"
SEED = 5
#: A form on which every sum holds: 236 voters, 236 ballots used, 236 votes.
VALUES = {
    "pemilih_dpt_l": 140, "pemilih_dpt_p": 150, "pemilih_dpt_lp": 290,
    "pengguna_dpt_l": 109, "pengguna_dpt_p": 117, "pengguna_dpt_lp": 226,
    "pengguna_dpph_l": 3, "pengguna_dpph_p": 2, "pengguna_dpph_lp": 5,
    "pengguna_dptb_l": 2, "pengguna_dptb_p": 3, "pengguna_dptb_lp": 5,
    "pengguna_jumlah_l": 114, "pengguna_jumlah_p": 122, "pengguna_jumlah_lp": 236,
    "surat_diterima": 298, "surat_digunakan": 236, "surat_dikembalikan": 1, "surat_sisa": 61,
    "disabilitas_l": 1, "disabilitas_p": 2, "disabilitas_lp": 3,
    "suara_1": 24, "suara_2": 73, "suara_3": 70, "suara_4": 51,
    "suara_sah": 218, "suara_tidak_sah": 18, "suara_total": 236,
}  # fmt: skip
#: Numbers of which the misread became public (domain.md, "How Sirekap misread"), and who writes them here.
MISREAD = {
    23: "kantor", 20: "papan-kota", 3: "pak-rt", 117: "guru", 157: "tegak", 105: "bidan", 202: "kantor",
    17: "bengkel", 1: "guru", 2: "bu-kos", 11: "tegak", 84: "pak-rt",
}  # fmt: skip
#: Who fills in the sheets that are photographed and added up.
HAND = "kantor"

#: The seeds of the photographs were chosen by eye, so that one fault alone is seen, and seen at once.
GOOD_SEED, TILTED_SEED, FOLDED_SEED = 10, 3, 3
#: Megapixels of a photograph shown whole (816 px high), and of one of which a part is shown.
WHOLE, PART = 0.5, 3.0
#: Part of page 2 that shows whether a photograph is sharp: name, marks and boxes of a candidate. Page-frame fractions.
SHARP_PART = Rect(0.56, 0.292, 0.41, 0.125)
PART_WIDTH = 560
#: Pixels an inch of what is cut out of sheets.
CROP_DPI, BOXES_DPI = 170, 330
#: Air around a number's boxes, page-frame fractions.
AIR = 0.004
JPEG_QUALITY = 80

# BGR of the window's accent, warning-free ink and paper (`ui/theme.py`, light): a picture has one look in both modes.
ACCENT, BAD, GREEN, GREY = (105, 103, 28), (32, 38, 156), (65, 138, 23), (150, 150, 150)
WHITE = (255, 255, 255)

Image = NDArray[np.uint8]


def pictures(names: Collection[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """The files by name; those of `names`, all where not given. The same bytes each time on one machine."""
    for name, make in _PICTURES.items():
        if names is None or name in names:
            yield name, _encoded(name, make())


@cache
def _form() -> Form:
    return builtin_catalog().get(FORM)


@cache
def _packet(hand: str = HAND) -> Packet:
    """The filled form of `VALUES`."""
    return _filled(VALUES, hand)


def _filled(values: Mapping[str, int], hand: str, *, signed: bool = True) -> Packet:
    packet = make_packet(_form(), seed=SEED, index=1, hand=hand, filler="X")
    numbers = {number.id: _written(number, values[number.id]) for number in _form().numbers}
    return packet.model_copy(
        update={"numbers": numbers, "corrections": {}, "misreads": (), "slips": (), "signed": signed}
    )


def _written(number: Number, value: int) -> Written:
    boxes = boxes_for(value, len(number.boxes), filler="X")
    return Written(boxes=boxes, bubbles=boxes.replace("X", "0") if number.bubbles is not None else None)


@cache
def _sheet(page: int, dpi: int) -> Image:
    return render_page(sheet_bytes(_form(), page, _packet()), dpi=dpi)


# Photographs.


def _shot(level: Level, seed: int, faults: Collection[str], megapixels: float) -> Shot:
    dpi = 110 if megapixels < 1 else 170
    page, frame = _sheet(2, dpi), frame_in_pixels(_form(), dpi=dpi)
    height, width = page.shape[:2]
    marks = frame.x / width, frame.y / height, frame.right / width, frame.bottom / height
    return photograph(page, level=level, seed=seed, megapixels=megapixels, faults=faults, marks=marks)


def _photo(seed: int, *faults: str, level: Level = "good", half_turn: bool = False) -> Image:
    """A photograph shown whole, held upright."""
    shot = _shot(level, seed, faults, WHOLE)
    image = _held(shot.image, shot)
    return np.asarray(cv2.rotate(image, cv2.ROTATE_180) if half_turn else image, np.uint8)


def _held(image: Image, shot: Shot) -> Image:
    """A photograph or a part of it, turned as its EXIF asks for."""
    turns = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
    turn = turns.get(shot.exif_orientation)
    return image if turn is None else np.asarray(cv2.rotate(image, turn), np.uint8)


def _aligned() -> Image:
    """The good photograph with the page's outline in green, as when it can be taken."""
    shot = _shot("good", GOOD_SEED, (), WHOLE)
    image = np.ascontiguousarray(shot.image)
    cv2.polylines(image, [np.rint(shot.corners * 16).astype(np.int32)], True, GREEN, 6, cv2.LINE_AA, 4)
    return _held(image, shot)


def _part(seed: int, *faults: str, area: Rect = SHARP_PART) -> Image:
    """A part of a photograph that is taken upright."""
    shot = _shot("good", seed, faults, PART)
    frame = frame_in_pixels(_form(), dpi=170)
    corners = [(area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom)]
    page = np.array([[[frame.x + x * frame.w, frame.y + y * frame.h] for x, y in corners]], np.float64)
    seen = cv2.perspectiveTransform(page, shot.homography)[0]
    (left, top), (right, bottom) = np.rint(seen.min(axis=0)).astype(int), np.rint(seen.max(axis=0)).astype(int)
    return _stamped(_to_width(_held(shot.image[top:bottom, left:right], shot), PART_WIDTH))


# Parts of sheets.


def _cut(page: int, area: Rect, *, dpi: int = CROP_DPI, sheet: Image | None = None) -> Image:
    """A part of a sheet; `area` in page-frame fractions."""
    frame = frame_in_pixels(_form(), dpi=dpi)
    x, y = round(frame.x + area.x * frame.w), round(frame.y + area.y * frame.h)
    image = _sheet(page, dpi) if sheet is None else sheet
    return np.ascontiguousarray(image[y : y + round(area.h * frame.h), x : x + round(area.w * frame.w)])


def _around(boxes: tuple[Rect, ...], air: float = AIR) -> Rect:
    first, last = boxes[0], boxes[-1]
    down = air / _form().aspect
    return Rect(first.x - air, first.y - down, last.right - first.x + 2 * air, first.h + 2 * down)


def _boxes(name: str) -> Image:
    """The boxes of one number of the form of `VALUES`."""
    number = _form().number(name)
    return _named(_cut(number.page, _around(number.boxes), dpi=BOXES_DPI))


def _written_boxes(value: int) -> Image:
    """The boxes of a number that was misread, in the hand that writes it here."""
    name = "pengguna_jumlah_lp"
    sheet = render_page(sheet_bytes(_form(), 1, _filled(VALUES | {name: value}, MISREAD[value])), dpi=BOXES_DPI)
    return _named(_cut(1, _around(_form().number(name).boxes), dpi=BOXES_DPI, sheet=sheet))


def _named(boxes: Image) -> Image:
    """Boxes with LATIHAN beside them, for the word across the sheet seldom falls into so small a part."""
    strip = np.full((24, boxes.shape[0], 3), 255, np.uint8)
    size = cv2.getTextSize("LATIHAN", cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)[0]
    cv2.putText(
        strip, "LATIHAN", ((strip.shape[1] - size[0]) // 2, 17), cv2.FONT_HERSHEY_SIMPLEX, 0.5, GREY, 1, cv2.LINE_AA
    )
    return np.asarray(np.hstack([boxes, cv2.rotate(strip, cv2.ROTATE_90_CLOCKWISE)]), np.uint8)


def _stamped(image: Image) -> Image:
    """A picture with LATIHAN below it."""
    image = cv2.copyMakeBorder(image, 0, 26, 0, 0, cv2.BORDER_CONSTANT, value=WHITE)
    cv2.putText(image, "LATIHAN", (10, image.shape[0] - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.5, GREY, 1, cv2.LINE_AA)
    return np.asarray(image, np.uint8)


# Sums drawn on parts of sheets.


class _Marked:
    """A part of a page on which numbers are framed and joined by signs."""

    def __init__(self, page: int, area: Rect) -> None:
        self._area = area
        self.image = _cut(page, area)
        self._scale = self.image.shape[1] / area.w

    def frame(self, *names: str) -> None:
        """Draws a frame around the boxes of numbers."""
        for name in names:
            area = _around(_form().number(name).boxes, 0.005)
            (left, top), (right, bottom) = self._at(area.x, area.y), self._at(area.right, area.bottom)
            cv2.rectangle(self.image, (left, top), (right, bottom), ACCENT, 4, cv2.LINE_AA)

    def beside(self, first: str, second: str, sign: str) -> None:
        """Puts a sign into the gap between two numbers of one row."""
        one, other = (_around(_form().number(name).boxes) for name in (first, second))
        _sign(self.image, self._at((one.right + other.x) / 2, one.y + one.h / 2), sign, radius=13)

    def under(self, first: str, second: str, sign: str) -> None:
        """Puts a sign left of two numbers of one column, between their rows."""
        one, other = (_around(_form().number(name).boxes) for name in (first, second))
        _sign(self.image, self._at(one.x - 0.006, (one.y + other.bottom) / 2), sign, radius=13)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        down = (y - self._area.y) * _form().aspect
        return round((x - self._area.x) * self._scale), round(down * self._scale)


def _sign(image: Image, where: tuple[int, int], sign: str, radius: int = 17) -> None:
    """A disc with + or = in it."""
    x, y = where
    cv2.circle(image, where, radius, ACCENT, -1, cv2.LINE_AA)
    arm = round(0.55 * radius)
    if sign == "+":
        cv2.line(image, (x - arm, y), (x + arm, y), WHITE, 4)
        cv2.line(image, (x, y - arm), (x, y + arm), WHITE, 4)
        return
    for down in (-round(0.3 * radius), round(0.3 * radius)):
        cv2.line(image, (x - arm, y + down), (x + arm, y + down), WHITE, 4)


#: Columns L, P and L+P of section I on page 1, and its rows.
VOTERS_PART = Rect(0.497, 0.340, 0.465, 0.228)
VOTERS_ROWS = {"pemilih_dpt_l": "A", "pengguna_dpt_l": "B.1", "pengguna_dpph_l": "B.2", "pengguna_dptb_l": "B.3",
               "pengguna_jumlah_l": "B.4"}  # fmt: skip


def _voters() -> _Marked:
    """The numbers of section I."""
    return _Marked(1, VOTERS_PART)


def _with_rows(marked: _Marked) -> Image:
    """Section I with short names of its rows: beside the form's long ones the numbers would be small."""
    strip = np.full((marked.image.shape[0], 74, 3), 255, np.uint8)
    for name, title in VOTERS_ROWS.items():
        box = _form().number(name).boxes[0]
        y = round((box.y + box.h / 2 - VOTERS_PART.y) * _form().aspect * marked.image.shape[1] / VOTERS_PART.w)
        cv2.putText(strip, title, (8, y + 11), cv2.FONT_HERSHEY_SIMPLEX, 0.95, (60, 60, 60), 2, cv2.LINE_AA)
    return _stamped(np.asarray(np.hstack([strip, marked.image]), np.uint8))


def _across() -> Image:
    """L + P = L+P in the first row."""
    marked, names = _voters(), [f"pemilih_dpt_{column}" for column in ("l", "p", "lp")]
    marked.frame(*names)
    marked.beside(names[0], names[1], "+")
    marked.beside(names[1], names[2], "=")
    return _with_rows(marked)


def _down() -> Image:
    """B.1 + B.2 + B.3 = B.4 in the last column."""
    marked, names = _voters(), [f"pengguna_{row}_lp" for row in ("dpt", "dpph", "dptb", "jumlah")]
    marked.frame(*names)
    for first, second, sign in zip(names[:-1], names[1:], "++=", strict=True):
        marked.under(first, second, sign)
    return _with_rows(marked)


def _column(titles: Mapping[str, str]) -> Image:
    """Numbers below each other, the last one their sum, as one adds up on paper.

    Args:
        titles: What stands beside each number, by its id.
    """
    rows = list[Image]()
    for name, title in titles.items():
        number = _form().number(name)
        boxes = _cut(number.page, _around(number.boxes), dpi=220)[:SUM_ROW]
        row = np.full((SUM_ROW + 22, 260 + boxes.shape[1], 3), 255, np.uint8)
        row[11 : 11 + boxes.shape[0], 230 : 230 + boxes.shape[1]] = boxes
        cv2.putText(row, title, (28, 68), cv2.FONT_HERSHEY_SIMPLEX, 1.25, (60, 60, 60), 2, cv2.LINE_AA)
        if rows:
            _sign(row, (178, 55), "=" if len(rows) == len(titles) - 1 else "+", radius=20)
        rows.append(row[:, : 260 + 222])
    image = np.vstack(rows)
    y = image.shape[0] - SUM_ROW - 22
    cv2.line(image, (20, y), (image.shape[1] - 20, y), ACCENT, 4)
    return _stamped(np.asarray(cv2.copyMakeBorder(image, 10, 0, 0, 0, cv2.BORDER_CONSTANT, value=WHITE), np.uint8))


#: Height of a row's boxes in `_column`, in pixels.
SUM_ROW = 86


def _candidates() -> Image:
    """The candidates' votes and their sum."""
    titles = {number.id: f"IV.{number.candidate}" for number in _form().candidates}
    return _column(titles | {"suara_sah": "V.A"})


def _totals() -> Image:
    """V.A + V.B = V.C."""
    return _column({"suara_sah": "V.A", "suara_tidak_sah": "V.B", "suara_total": "V.C"})


#: Signatures of page 2 and the foot of the page.
SIGNED_PART = Rect(0.03, 0.822, 0.94, 0.176)


def _signatures(*, signed: bool) -> Image:
    packet = _filled(VALUES, HAND, signed=signed)
    sheet = render_page(sheet_bytes(_form(), 2, packet), dpi=120)
    return _cut(2, SIGNED_PART, dpi=120, sheet=sheet)


def _one_in_five() -> Image:
    """Five forms, one of them with a wrong number: a frame and a sign, not colour alone."""
    sheet = _to_width(_sheet(2, 110), 230)
    line = [cv2.copyMakeBorder(sheet, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(200, 200, 200)) for _ in range(5)]
    line[3] = cv2.copyMakeBorder(sheet, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=BAD)
    height, width = line[3].shape[:2]
    centre, radius = (width // 2, height // 2), 58
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    octagon = np.rint(np.array(centre) + radius * np.stack([np.cos(turns), np.sin(turns)], 1)).astype(np.int32)
    cv2.fillPoly(line[3], [octagon], BAD, cv2.LINE_AA)
    for way in (-1, 1):
        start, end = (centre[0] - 24, centre[1] - 24 * way), (centre[0] + 24, centre[1] + 24 * way)
        cv2.line(line[3], start, end, WHITE, 11, cv2.LINE_AA)
    gap = np.full((height, 24, 3), 255, np.uint8)
    parts = [part for one in line for part in (gap, one)]
    image = cv2.copyMakeBorder(np.hstack([*parts, gap]), 20, 20, 0, 0, cv2.BORDER_CONSTANT, value=WHITE)
    return np.asarray(image, np.uint8)


def _to_width(image: Image, width: int) -> Image:
    height = round(image.shape[0] * width / image.shape[1])
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _encoded(name: str, image: Image) -> bytes:
    if name.endswith(".jpg"):
        return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()
    # Sixteen levels a channel are enough for ink on paper, and a third of the bytes.
    flat = (image // 16 * 17).astype(np.uint8)
    return cv2.imencode(".png", flat, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()


_PICTURES: dict[str, Callable[[], Image]] = {
    "foto-baik.jpg": partial(_photo, GOOD_SEED),
    "foto-pas.jpg": _aligned,
    "foto-miring.jpg": partial(_photo, TILTED_SEED, level="hard", half_turn=True),
    "foto-terpotong.jpg": partial(_photo, GOOD_SEED, "cut_off"),
    "foto-tertutup.jpg": partial(_photo, GOOD_SEED, "covered_mark"),
    "foto-gelap.jpg": partial(_photo, GOOD_SEED, "night", "hand_shadow"),
    "foto-lipat.jpg": partial(_photo, FOLDED_SEED, "fold", "curl"),
    "bagian-tajam.jpg": partial(_part, GOOD_SEED),
    "bagian-buram.jpg": partial(_part, GOOD_SEED, "defocus", "motion"),
    "tanda-tangan.png": partial(_signatures, signed=True),
    "tanpa-tanda-tangan.png": partial(_signatures, signed=False),
    "jumlah-lp.png": _across,
    "jumlah-b4.png": _down,
    "jumlah-paslon.png": _candidates,
    "jumlah-vc.png": _totals,
    "satu-dari-lima.jpg": _one_in_five,
    "kotak-b4.png": partial(_boxes, "pengguna_jumlah_lp"),
    "kotak-ii2.png": partial(_boxes, "surat_digunakan"),
    "kotak-va.png": partial(_boxes, "suara_sah"),
    "kotak-vb.png": partial(_boxes, "suara_tidak_sah"),
    "kotak-vc.png": partial(_boxes, "suara_total"),
    **{f"tulis-{value}.png": partial(_written_boxes, value) for value in MISREAD},
}


def main() -> None:
    """Writes all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, data in pictures():
        (folder / name).write_bytes(data)
        total += len(data)
        print(f"{name}: {len(data) / 1000:.0f} kB")
    print(f"{folder}: {total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
