"""The photographs of an exercise and the pixels made of them: read in a lane, shown in the window.

A page belongs to a form, not to a person: it stays when another operator checks what the first one photographed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from sirekap_trainer.errors import PhotoError

from .tasks import Progress
from .widgets.pictures import load_preview, to_image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sirekap_trainer.form.model import Form, Number
    from sirekap_trainer.reading.result import PageReading, TpsName

#: Four points, upper left, upper right, lower right and lower left of a page as one reads it.
Corners = Sequence[tuple[float, float]]
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
        corners: NDArray[np.float64] | None = None,
    ) -> PageReading:
        """The page on the photograph, where a person says that its corners are; raises `PhotoError`, `ReadingError`."""
        ...


def real_reader() -> Reader:
    """The reader of the core. Slow to import: call it in a lane."""
    from sirekap_trainer.reading.page import PageReader  # noqa: PLC0415

    return PageReader()


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph to look at.

    Attributes:
        path: The photograph.
        preview: It, upright and scaled down; a null image where it cannot be shown.
        scale: Pixels of `preview` per pixel of the upright photograph.
        guess: Where the page's corners may be, in pixels of `preview`; empty where no sheet of paper is seen.
    """

    path: Path
    preview: QImage
    scale: float
    guess: Corners = ()

    def full(self, corners: Corners) -> list[tuple[float, float]]:
        """Points in pixels of the upright photograph, from pixels of `preview`."""
        return [(x / self.scale, y / self.scale) for x, y in corners]

    def small(self, corners: Corners) -> tuple[tuple[float, float], ...]:
        """Points in pixels of `preview`, from pixels of the upright photograph."""
        return tuple((float(x) * self.scale, float(y) * self.scale) for x, y in corners)


@dataclass(frozen=True, slots=True)
class TakenPage:
    """A photograph that was read, with the pictures to show.

    Attributes:
        shot: The photograph.
        reading: What the core read.
        upright: The straightened page.
        by_hand: Whether a person gave the corners.
    """

    shot: Shot
    reading: PageReading
    upright: QImage
    by_hand: bool = False

    @property
    def path(self) -> Path:
        """The photograph."""
        return self.shot.path

    @property
    def preview(self) -> QImage:
        """The photograph, upright and scaled down."""
        return self.shot.preview

    @property
    def outline(self) -> tuple[tuple[float, float], ...]:
        """Corners of the page in pixels of `preview`."""
        return self.shot.small([(float(x), float(y)) for x, y in self.reading.outline])


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A photograph on which no page could be read.

    Attributes:
        shot: The photograph.
        error: Why not.
    """

    shot: Shot
    error: PhotoError


def look(path: Path) -> Shot:
    """A photograph to look at; for work in a lane."""
    preview, full = load_preview(path)
    scale = preview.width() / full.width() if not preview.isNull() and full.width() > 0 else 1.0
    return Shot(path, preview, scale)


def _guess(preview: QImage) -> Corners:
    """Corners of the page frame on the sheet of paper that is seen, in pixels; empty where none is."""
    import numpy as np  # noqa: PLC0415

    from sirekap_trainer.photo.fallback import PAPER_MARGIN, paper_outline  # noqa: PLC0415

    if preview.isNull():
        return ()
    grey = preview.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    sheet = paper_outline(np.ascontiguousarray(rows[:, : grey.width()]))
    if sheet is None:
        return ()
    before, after = np.roll(sheet, 1, axis=0), np.roll(sheet, -1, axis=0)
    inside = sheet + PAPER_MARGIN * ((before - sheet) + (after - sheet)) / 1.2  # long sides, short sides and margins
    return [(float(x), float(y)) for x, y in inside]


class Pages:
    """What was photographed, by form and page, with its pixels.

    Args:
        reader: Gives the reader; called in the lane of `read` alone, where the reader lives and works.
    """

    def __init__(self, reader: Callable[[], Reader]) -> None:
        self._reader = reader
        self._taken: dict[tuple[str, int], TakenPage] = {}
        self._failed: dict[tuple[str, int], Shot] = {}
        self._crops: dict[tuple[str, str], QImage] = {}

    @property
    def paths(self) -> frozenset[Path]:
        """The photographs that are still of use."""
        return frozenset([taken.path for taken in self._taken.values()] + [shot.path for shot in self._failed.values()])

    def get(self, form: Form, page: int) -> TakenPage | None:
        """What was photographed of a page; None when nothing was."""
        return self._taken.get((form.id, page))

    def failed(self, form: Form, page: int) -> Shot | None:
        """The last photograph of a page on which it was not found; None once it was, on a later one."""
        return self._failed.get((form.id, page))

    def put(self, taken: TakenPage) -> frozenset[Path]:
        """Takes a page in, in place of an earlier one; gives the photographs that are of no use any more."""
        key = taken.reading.form, taken.reading.page
        before = self.paths
        self._failed.pop(key, None)
        self._taken[key] = taken
        self._crops = {}
        return before - self.paths

    def put_failed(self, form: Form, page: int, shot: Shot) -> frozenset[Path]:
        """Remembers a photograph on which `page` was not found; gives those that are of no use any more."""
        before = self.paths
        self._failed[form.id, page] = shot
        return before - self.paths

    def forget(self) -> None:
        """Drops all pages."""
        self._taken, self._failed, self._crops = {}, {}, {}

    def read(
        self,
        path: Path,
        expected: tuple[str, int],
        tps: TpsName,
        report: Progress,
        *,
        corners: Corners | None = None,
    ) -> TakenPage | FailedPage:
        """Reads a photograph; for work in the reading lane.

        Args:
            path: Of the photograph.
            expected: Form id and page number that should be on it.
            tps: Whose form it should be.
            report: Told how far it is; may raise to stop it.
            corners: Where a person says that the corner marks are, in pixels of the upright photograph.

        Raises:
            ReadingError: The reader itself does not work.
        """
        try:
            reading = self._reader().read(path, expected=expected, progress=report, tps=tps, **_by_hand(corners))
        except PhotoError as error:
            shot = look(path)
            return FailedPage(replace(shot, guess=_guess(shot.preview)), error)
        return TakenPage(look(path), reading, to_image(reading.upright), by_hand=corners is not None)

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


def _by_hand(corners: Corners | None) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415

    return {} if corners is None else {"corners": np.array(corners, np.float64)}


def place_of(form: Form, number: Number) -> QRectF:
    """Where a number stands on the upright picture of its page, in pixels."""
    from sirekap_trainer.photo.page import MARGIN, bounding, frame_size  # noqa: PLC0415

    width, height = frame_size(form)
    rect = bounding(number.boxes)
    return QRectF(rect.x * width + MARGIN, rect.y * height + MARGIN, rect.w * width, rect.h * height)
