"""From a photograph to a page of numbers: the order of the steps, each a function of its own module."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import Catalog, builtin_catalog
from sirekap_trainer.form.model import Number
from sirekap_trainer.form.symbols import REFUSED
from sirekap_trainer.photo import quality
from sirekap_trainer.photo.load import Photo, PhotoFile, open_photo
from sirekap_trainer.photo.locate import locate, pose_from_corners, poses_by_tag
from sirekap_trainer.photo.page import scaled
from sirekap_trainer.photo.register import enlarged, finer
from sirekap_trainer.photo.upright import UprightPage
from sirekap_trainer.reading.boxes import cut_boxes
from sirekap_trainer.reading.bubbles import read_bubbles
from sirekap_trainer.reading.digits import REFUSAL_THRESHOLD, DigitReader
from sirekap_trainer.reading.doubts import number_findings
from sirekap_trainer.reading.header import Ocr, header_findings, read_header, tesseract
from sirekap_trainer.reading.imprint import imprint_findings, printed_id
from sirekap_trainer.reading.result import HeaderReading, NumberReading, PageReading, TpsName

#: Told how far a reading is: what is being done (Indonesian), and a share from 0 to 1. May raise to stop it.
Progress = Callable[[str, float], None]
Symbol = tuple[str, float]
#: Photographs of so many pixels are looked at in half size first.
LARGE = 7_500_000
#: Pixels of the picture per frame pixel that are fine enough to read; the boxes the network learned from have 0.9.
FINE_ENOUGH = 0.85


class ReadsDigits(Protocol):
    """Whatever reads digit boxes: the network, or a stand-in in a test."""

    def read(self, images: Sequence[NDArray[np.uint8]]) -> list[Symbol]:
        """A symbol and its confidence for each box."""


class PageReader:
    """Reads photographs of forms. For one thread at a time: the network inside is not shareable.

    Args:
        catalog: The forms to look for; the built-in ones where not given.
        digits: Reads the boxes; the trainer's network where not given.
        ocr: Gives what reads the printed header, None where nothing can; Tesseract where not given.
    """

    def __init__(
        self,
        catalog: Catalog | None = None,
        digits: ReadsDigits | None = None,
        ocr: Callable[[], Ocr | None] = tesseract,
    ) -> None:
        self.catalog = catalog or builtin_catalog()
        self._digits = digits or DigitReader()
        self._ocr = ocr

    def read(
        self,
        source: Path | bytes,
        *,
        name: str | None = None,
        expected: tuple[str, int] | None = None,
        corners: NDArray[np.float64] | None = None,
        tps: TpsName | None = None,
        progress: Progress | None = None,
    ) -> PageReading:
        """The numbers on a photographed page.

        Args:
            source: A JPEG or PNG file, or its bytes.
            name: What to call the photograph in the result; the path where not given.
            expected: Form id and page number that should be on it. Another page is still read, with a finding.
            corners: (4, 2) px of the corner marks given by a person, upper left first, clockwise as one reads the
                page; then `expected` must say which page it is.
            tps: Whose form it should be: code and header of a sheet are read, and another one's gets a finding. None to
                leave them unread.
            progress: Called before each step.

        Raises:
            PhotoError: The file cannot be used or no page is found on it.
            ValueError: `corners` without `expected`.
        """
        tell = progress or (lambda _what, _share: None)
        tell("Membuka foto", 0.0)
        file = open_photo(source, name=name)
        photo = file.decode(reduction=_reduction(file))
        tell("Mencari halaman", 0.2)
        whole = cache(lambda: photo.image if photo.reduction == 1 else file.decode().image)
        upright = self._found(photo, whole, expected, corners)
        tell("Memeriksa mutu foto", 0.5)
        other = imprint_findings(printed_id(upright), tps.packet) if tps and tps.packet else ()
        header = () if other else self._read_header(whole, upright, tps)
        photo_findings = (
            *_wrong_page(upright, expected),
            *other,
            *(header_findings(header, tps) if tps else ()),
            *quality.judge(photo.size, upright),
        )
        tell("Membaca angka", 0.6)
        numbers = self._read_numbers(upright)
        tell("Memeriksa hitungan", 0.95)
        return PageReading(
            photo=file.name,
            form=upright.form.id,
            page=upright.page.number,
            numbers=numbers,
            photo_findings=photo_findings,
            findings=number_findings(upright.form, numbers),
            outline=upright.outline,
            upright=upright.image,
            header=header,
        )

    def _found(
        self,
        photo: Photo,
        whole: Callable[[], NDArray[np.uint8]],
        expected: tuple[str, int] | None,
        corners: NDArray[np.float64] | None,
    ) -> UprightPage:
        try:
            upright = self._locate(photo, expected, corners)
        except PhotoError:
            again = self._by_tag(whole()) if photo.reduction > 1 and corners is None else None
            if again is None:
                raise
            return again
        if upright.scale < FINE_ENOUGH * photo.reduction and photo.reduction > 1:
            return finer(upright, whole())
        return upright

    def _by_tag(self, image: NDArray[np.uint8]) -> UprightPage | None:
        """A page whose small or blurred tag was lost in the reduced picture; None where it is in neither."""
        poses = tuple(poses_by_tag(image, self.catalog))
        try:
            return locate(image, self.catalog, poses=poses) if poses else None
        except PhotoError:
            return None  # what was wrong with the reduced picture is the better thing to tell

    def _locate(
        self, photo: Photo, expected: tuple[str, int] | None, corners: NDArray[np.float64] | None
    ) -> UprightPage:
        poses = None
        if corners is not None:
            if expected is None:
                raise ValueError("corners say where a page is, not which: give expected")
            form = self.catalog.get(expected[0])
            poses = [pose_from_corners(form, form.page(expected[1]), scaled(corners, 1 / photo.reduction))]
        upright = locate(photo.image, self.catalog, poses=poses, prefer=expected)
        return enlarged(upright, photo.reduction)

    def _read_header(
        self, whole: Callable[[], NDArray[np.uint8]], upright: UprightPage, tps: TpsName | None
    ) -> tuple[HeaderReading, ...]:
        ocr = self._ocr() if tps and upright.page.header else None
        if tps is None or ocr is None:
            return ()
        # From the picture in full size: print is smaller than handwriting.
        return read_header(whole(), upright, tps, ocr)

    def _read_numbers(self, upright: UprightPage) -> tuple[NumberReading, ...]:
        symbols = iter(self._digits.read(cut_boxes(upright)))
        return tuple(
            _number_reading(upright, number, [next(symbols) for _ in number.boxes]) for number in upright.page.numbers
        )


def _reduction(file: PhotoFile) -> int:
    """Large JPEGs are decoded at half size first: four times less to do, and mostly fine enough."""
    return 2 if file.is_jpeg and file.width * file.height >= LARGE else 1


def _number_reading(upright: UprightPage, number: Number, symbols: list[Symbol]) -> NumberReading:
    # Where the frames were not found the crops may show something else, however sure the network is of it.
    there = upright.answers[number.id] > 0
    boxes = "".join(symbol if there and sure >= REFUSAL_THRESHOLD else REFUSED for symbol, sure in symbols)
    confidence = min(confidence for _, confidence in symbols)
    return NumberReading(number.id, number.label, boxes, read_bubbles(upright, number), confidence)


def _wrong_page(upright: UprightPage, expected: tuple[str, int] | None) -> tuple[Finding, ...]:
    if expected is None or expected == (upright.form.id, upright.page.number):
        return ()
    if expected[0] != upright.form.id:
        message = f"Ini {upright.form.title}, bukan formulir yang diminta. Foto formulir yang benar."
        return (Finding("formulir_lain", message, "error"),)
    message = f"Ini halaman {upright.page.number}, bukan halaman {expected[1]}. Foto halaman {expected[1]}."
    return (Finding("halaman_lain", message, "error"),)
