"""What the trainer's screens ask of the core. Runs in the workshop's lane; imports the core when it is needed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ..widgets.pictures import to_image
from .words import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sirekap_trainer.form.model import Form

    from .shelf import MadeSet, Wishes

#: Pixels an inch of a page on the screen: an A4 page is 1,241 x 1,754, sharp at the height of a large screen.
SCREEN_DPI = 150.0


@dataclass(frozen=True, slots=True)
class FormName:
    """A form that can be printed for practice.

    Attributes:
        id: Of the form.
        name: Short, for a button.
        pages: How many pages it has.
    """

    id: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class PacketSheets:
    """The sheets of one packet.

    Attributes:
        name: Of the packet.
        pages: The PDF of each page, in order.
    """

    name: str
    pages: tuple[Path, ...]


def practice_forms() -> tuple[FormName, ...]:
    """The forms that may be printed."""
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415

    return tuple(FormName(form.id, short_name(form), len(form.pages)) for form in builtin_catalog() if form.practice)


def short_name(form: Form) -> str:
    """A form in a word or two: "Wali Kota"."""
    return form.title.removeprefix("Lembar latihan ").removeprefix("C.Hasil ").split(" dan ")[0]


def draw_page(wishes: Wishes, page: int) -> QImage:
    """A page of the first packet of a set, as its PDF will show it; nothing is written.

    Raises:
        TrainerError: The wishes cannot be met.
    """
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.make import make_packet  # noqa: PLC0415
    from sirekap_trainer.practice.sheet import render_page, sheet_bytes  # noqa: PLC0415

    form = builtin_catalog().get(wishes.form)
    packet = make_packet(form, seed=wishes.seed, index=1)
    return to_image(render_page(sheet_bytes(form, page, packet), dpi=SCREEN_DPI))


def draw_sheet(pdf: Path) -> QImage:
    """A sheet as it was written.

    Raises:
        PacketError: The file is gone or damaged.
    """
    return to_image(sheet_pixels(pdf, dpi=SCREEN_DPI))


def sheet_pixels(pdf: Path, *, dpi: float) -> NDArray[np.uint8]:
    """A sheet as pixels.

    Args:
        pdf: The file.
        dpi: Pixels an inch.

    Returns:
        uint8 (height, width, 3), BGR.

    Raises:
        PacketError: The file is gone or damaged.
    """
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    from sirekap_trainer.errors import PacketError  # noqa: PLC0415
    from sirekap_trainer.practice.sheet import render_page  # noqa: PLC0415

    try:
        return render_page(pdf, dpi=dpi)
    except (OSError, pypdfium2.PdfiumError) as error:
        raise PacketError(
            f"Lembar {pdf.parent.name}, {pdf.name} tidak dapat dibuka.",
            hint="Buat lagi paketnya, atau pilih folder yang benar.",
        ) from error


def sheets_in(folder: Path) -> tuple[PacketSheets, ...]:
    """The packets in a set's folder that are whole and have sheets, by name."""
    found = (PacketSheets(place.name, tuple(sorted(place.glob("page-*.pdf")))) for place in whole_packets(folder))
    return tuple(one for one in found if one.pages)


def whole_packets(folder: Path) -> tuple[Path, ...]:
    """Folders of the packets of a set that are whole: the key is written last."""
    from sirekap_trainer.practice.packet import PACKET_FILE  # noqa: PLC0415

    return tuple(sorted(path.parent for path in folder.rglob(PACKET_FILE)))


def problems(wishes: Wishes) -> dict[str, str]:
    """What is wrong with wishes for a new set, by field (`count`, `folder`): what happened and what to do."""
    from sirekap_trainer.practice.make import MOST_PACKETS  # noqa: PLC0415

    found: dict[str, str] = {}
    if not 1 <= wishes.count <= MOST_PACKETS:
        found["count"] = tr("Isi jumlah paket dari 1 sampai {most}.").format(most=MOST_PACKETS)
    folder = _folder_problem(wishes.folder)
    if folder:
        found["folder"] = folder
    return found


def _folder_problem(folder: Path) -> str:
    if not folder.is_absolute():
        return tr("Tulis alamat folder lengkap, atau tekan Pilih folder.")
    try:
        if folder.is_dir() and any(folder.iterdir()):
            return tr("Folder ini sudah berisi berkas. Pilih folder kosong.")
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError:
        return tr("Folder ini tidak dapat ditulisi. Pilih folder lain.")


def begin(wishes: Wishes) -> MadeSet:
    """What is kept of a set that is about to be made.

    Raises:
        TrainerError: The wishes cannot be met.
    """
    from .shelf import MadeSet  # noqa: PLC0415

    return MadeSet(wishes=wishes, made=datetime.now(tz=UTC).astimezone(), total=wishes.count)


def make(wishes: Wishes, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int:
    """Makes a set, or what is missing of it.

    Args:
        wishes: What it shall be.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; what is whole stays.

    Returns:
        How many packets are there now.

    Raises:
        TrainerError: The wishes cannot be met, or the folder cannot be written.
    """
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.make import make_packets  # noqa: PLC0415

    folders = make_packets(
        builtin_catalog().get(wishes.form),
        count=wishes.count,
        seed=wishes.seed,
        out=wishes.folder,
        photos=wishes.photos is not None,
        level=wishes.photos or "good",
        progress=progress,
        cancelled=cancelled,
    )
    return len(folders)
