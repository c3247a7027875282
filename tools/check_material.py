"""Reads freshly made practice material back: sheets as printed, or good photographs of them, number by number.

    python tools/check_material.py --packets 60 --seed 90001                  the PDFs at 300 dpi
    python tools/check_material.py --packets 40 --seed 90001 --photos 5       photographs of 5 megapixels

Both forms, both styles of misreads, every slip in every other packet: what a class may get. Every number that was not
read as it is written is listed, and its crop saved with `--crops`, so that a person can tell whether the paper or the
reader is to blame. Material that a person cannot read is a defect of `practice/`; what a person reads at a glance is
the reader's. Hands are never tuned to the reader.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.exercise.review import same_number
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Number, Page
from sirekap_trainer.photo.page import bounding, crop
from sirekap_trainer.practice.camera import photograph
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import Packet, Style
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes
from sirekap_trainer.practice.slips import SLIP_KINDS
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.reading.result import NumberReading

FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
STYLES: tuple[Style, ...] = ("dokumen", "februari_2024")
PRINTED_DPI = 300
#: As `practice.make` draws a page before it is photographed.
DPI_PER_ROOT_MEGAPIXEL = 90.0


@dataclass
class Tally:
    """What came of a run."""

    numbers: int = 0
    wrong: int = 0
    refused: int = 0
    bubbles: int = 0
    wrong_bubbles: int = 0
    pages: int = 0
    unread: int = 0
    lines: list[str] = field(default_factory=list)


def packets(count: int, seed: int) -> Iterator[tuple[Form, Packet]]:
    """Packets of both forms and both styles in turn, with every slip in every other pair."""
    for index in range(count):
        form = builtin_catalog().get(FORMS[index % 2])
        plan = PhotoPlan("good", 5.0)
        slips = SLIP_KINDS if index // 2 % 2 else ()
        style = STYLES[index // 4 % 2]
        yield form, make_packet(form, seed=seed + index // 4, index=index + 1, photos=plan, slips=slips, style=style)


def picture(form: Form, page: Page, packet: Packet, megapixels: float | None) -> bytes:
    """A page as a picture file: printed, or photographed and turned upright as its EXIF would ask for."""
    sheet = sheet_bytes(form, page.number, packet)
    if megapixels is None:
        return _encoded(".png", render_page(sheet, dpi=PRINTED_DPI), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    dpi = DPI_PER_ROOT_MEGAPIXEL * megapixels**0.5
    image = render_page(sheet, dpi=dpi)
    frame, (height, width) = frame_in_pixels(form, dpi=dpi), image.shape[:2]
    marks = frame.x / width, frame.y / height, frame.right / width, frame.bottom / height
    (file,) = (one for one in packet.photos if one.page == page.number)
    shot = photograph(image, level=file.level, seed=file.seed, megapixels=megapixels, marks=marks)
    turns = {1: 0, 3: 2, 6: 3, 8: 1}[shot.exif_orientation]
    return _encoded(".jpg", np.ascontiguousarray(np.rot90(shot.image, turns)), [cv2.IMWRITE_JPEG_QUALITY, 90])


def _encoded(kind: str, image: NDArray[np.uint8], options: list[int]) -> bytes:
    return bytes(cv2.imencode(kind, image, options)[1].tobytes())


def check_page(
    reader: PageReader, form: Form, page: Page, packet: Packet, *, tally: Tally, wishes: argparse.Namespace
) -> None:
    """Reads one page and adds what came of it to the tally."""
    tally.pages += 1
    try:
        reading = reader.read(picture(form, page, packet, wishes.photos), name=f"{packet.id}-{page.number}")
    except PhotoError as error:
        tally.unread += 1
        tally.lines.append(f"{packet.id} page {page.number} not read: {error.code}")
        return
    for number, read in zip(page.numbers, reading.numbers, strict=True):
        remark = compare(number, read, packet, tally)
        if remark:
            tally.lines.append(f"{packet.id} {packet.hand} page {page.number} {number.id}: {remark}")
            print(tally.lines[-1], flush=True)
            if wishes.crops is not None:
                area = bounding(tuple(number.boxes) + tuple(one for row in number.bubbles or () for one in row))
                name = f"{packet.id}-{number.id}.png"
                cv2.imwrite(str(wishes.crops / name), crop(reading.upright, area, form, pad=0.01))


def compare(number: Number, read: NumberReading, packet: Packet, tally: Tally) -> str:
    """What differs, in words; empty where nothing does."""
    written, remarks = packet.numbers[number.id], []
    tally.numbers += 1
    if "?" in read.boxes:
        tally.refused += 1
    if not same_number(read.boxes, written.boxes):
        tally.wrong += "?" not in read.boxes
        corrected = f" after {packet.corrections[number.id]}" if number.id in packet.corrections else ""
        remarks.append(f"{written.boxes}{corrected} read as {read.boxes} ({read.confidence:.2f})")
    if written.bubbles is not None:
        tally.bubbles += 1
        tally.wrong_bubbles += read.bubbles != written.bubbles
        if read.bubbles != written.bubbles:
            remarks.append(f"bubbles {written.bubbles} read as {read.bubbles}")
    return ", ".join(remarks)


def main() -> None:
    """Makes, reads and tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packets", type=int, default=60)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--photos", type=float, help="megapixels; without it the PDF at 300 dpi")
    parser.add_argument("--crops", type=Path, help="folder for crops of what was misread")
    wishes = parser.parse_args()
    cv2.setNumThreads(1)
    if wishes.crops is not None:
        wishes.crops.mkdir(parents=True, exist_ok=True)
    reader, tally, start = PageReader(), Tally(), time.monotonic()
    for form, packet in packets(wishes.packets, wishes.seed):
        for page in form.pages:
            check_page(reader, form, page, packet, tally=tally, wishes=wishes)
    right = tally.numbers - tally.wrong - tally.refused
    print(
        f"{wishes.packets} packets, {tally.pages} pages ({tally.unread} not read), {tally.numbers} numbers: "
        f"{right} right ({100 * right / max(1, tally.numbers):.2f}%), {tally.refused} refused, {tally.wrong} wrong; "
        f"bubbles {tally.bubbles - tally.wrong_bubbles} of {tally.bubbles}; {time.monotonic() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
