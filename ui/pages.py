"""The photographs of an exercise and the pixels made of them: read in a lane, shown in the window.

A page belongs to a form, not to a person: it stays when another operator checks what the first one photographed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from .tasks import Progress
from .widgets.pictures import load_preview, to_image

if TYPE_CHECKING:
    from sirekap_trainer.form.model import Form, Number
    from sirekap_trainer.reading.result import PageReading, TpsName

#: Around a number's boxes on a crop, in pixels of the upright page.
CROP_PAD = 9.0


class Reader(Protocol):
    """Reads the photograph of a page (`sirekap_trainer.reading.page.PageReader`)."""

    def read(
        self,
        source: Path,
        *,
        expected: tuple[str, int] | None = None,
        progress: Progress | None = None,
        tps: TpsName | None = None,
    ) -> PageReading:
        """The page on the photograph; raises `PhotoError` or `ReadingError`."""
        ...


def real_reader() -> Reader:
    """The reader of the core. Slow to import: call it in a lane."""
    from sirekap_trainer.reading.page import PageReader  # noqa: PLC0415

    return PageReader()


@dataclass(frozen=True, slots=True)
class TakenPage:
    """A photograph that was read, with the pictures to show.

    Attributes:
        path: The photograph.
        reading: What the core read.
        preview: The photograph, upright and scaled down.
        outline: Corners of the page in pixels of `preview`.
        upright: The straightened page.
    """

    path: Path
    reading: PageReading
    preview: QImage
    outline: tuple[tuple[float, float], ...]
    upright: QImage


class Pages:
    """What was photographed, by form and page, with its pixels.

    Args:
        reader: Gives the reader; called in the lane of `read` alone, where the reader lives and works.
    """

    def __init__(self, reader: Callable[[], Reader]) -> None:
        self._reader = reader
        self._taken: dict[tuple[str, int], TakenPage] = {}
        self._crops: dict[tuple[str, str], QImage] = {}

    def get(self, form: Form, page: int) -> TakenPage | None:
        """What was photographed of a page; None when nothing was."""
        return self._taken.get((form.id, page))

    def put(self, taken: TakenPage) -> None:
        """Takes a page in, in place of an earlier one."""
        self._taken[taken.reading.form, taken.reading.page] = taken
        self._crops = {}

    def forget(self) -> None:
        """Drops all pages."""
        self._taken, self._crops = {}, {}

    def read(self, path: Path, expected: tuple[str, int], tps: TpsName, report: Progress) -> TakenPage:
        """Reads a photograph; for work in the reading lane.

        Args:
            path: Of the photograph.
            expected: Form id and page number that should be on it.
            tps: Whose form it should be.
            report: Told how far it is; may raise to stop it.

        Raises:
            PhotoError, ReadingError: It cannot be read.
        """
        reading = self._reader().read(path, expected=expected, progress=report, tps=tps)
        preview, full = load_preview(path)
        scale = preview.width() / full.width() if full.width() > 0 else 1.0
        outline = tuple((float(x) * scale, float(y) * scale) for x, y in reading.outline)
        return TakenPage(path, reading, preview, outline, to_image(reading.upright))

    def crop(self, form: Form, number: Number) -> QImage:
        """The number's boxes on the paper; a null image where the page is not there."""
        key = form.id, number.id
        if key not in self._crops:
            self._crops[key] = self._cut(form, number)
        return self._crops[key]

    def _cut(self, form: Form, number: Number) -> QImage:
        from sirekap_trainer.photo.page import bounding, crop  # noqa: PLC0415

        taken = self.get(form, number.page)
        if taken is None:
            return QImage()
        return to_image(crop(taken.reading.upright, bounding(number.boxes), form, pad=CROP_PAD))


def place_of(form: Form, number: Number) -> QRectF:
    """Where a number stands on the upright picture of its page, in pixels."""
    from sirekap_trainer.photo.page import MARGIN, bounding, frame_size  # noqa: PLC0415

    width, height = frame_size(form)
    rect = bounding(number.boxes)
    return QRectF(rect.x * width + MARGIN, rect.y * height + MARGIN, rect.w * width, rect.h * height)
