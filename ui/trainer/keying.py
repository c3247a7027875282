"""The key of a sheet that was filled in by hand, typed beside its photographs. Runs in the workshop's lane.

What is typed is kept after every number in a draft beside the sheet, and is a packet's key only once all of it was
checked (`practice/key.py`).
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError
from PySide6.QtGui import QImage

from sirekap_trainer.errors import PacketError, TrainerError
from sirekap_trainer.files import unfinished, write_whole

from ..pages import Reader
from ..tasks import Progress
from ..widgets.pictures import to_image
from .words import tr

if TYPE_CHECKING:
    from sirekap_trainer.form.model import Form
    from sirekap_trainer.practice.blank import BlankSheet
    from sirekap_trainer.practice.key import TypedKey

DRAFT_FILE = "kunci-belum-selesai.json"


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A blank sheet of a set.

    Attributes:
        folder: Where it lies.
        blank: What was printed on it.
        form: Its form.
        photos: Photographs of its pages, by page.
        has_key: Whether its key was saved.
        has_draft: Whether a part of its key was typed.
    """

    folder: Path
    blank: BlankSheet
    form: Form
    photos: dict[int, Path]
    has_key: bool
    has_draft: bool


@dataclass(frozen=True, slots=True)
class KeyPage:
    """What came of one photograph.

    Attributes:
        photo: The file.
        page: Which page of the form it shows; 0 where none was found.
        upright: The page, straightened.
        problem: Why there is none, and what to do.
    """

    photo: Path
    page: int = 0
    upright: QImage | None = None
    problem: str = ""


class Typed(BaseModel):
    """What was typed so far.

    Attributes:
        boxes: By number, a symbol a box.
        bubbles: By number, a digit a column where they say something else than the boxes.
        signed: Whether every signature is there; None while nobody said.
        on_paper: Whether somebody said that what does not add up stands so on the paper.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    boxes: dict[str, str] = {}
    bubbles: dict[str, str] = {}
    signed: bool | None = None
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the core says about what was typed.

    Attributes:
        problems: Keep it from being saved: what is wrong, by number; `SIGNATURES` for those.
        doubts: What does not add up, each with the numbers it speaks of.
    """

    problems: dict[str, str]
    doubts: tuple[tuple[str, tuple[str, ...]], ...]


def sheets_in(folder: Path) -> tuple[FilledSheet, ...]:
    """The blank sheets of a folder, in the order they were made.

    Raises:
        PacketError: There are none, or one is damaged.
        FormError: A form is unknown.
    """
    from sirekap_trainer.practice.blank import blanks_in  # noqa: PLC0415

    return tuple(_sheet(place, blank) for place, blank in blanks_in(folder).items())


def _sheet(folder: Path, blank: BlankSheet) -> FilledSheet:
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.key import photos_in  # noqa: PLC0415
    from sirekap_trainer.practice.packet import PACKET_FILE  # noqa: PLC0415

    form = builtin_catalog().get(blank.form)
    photos = {photo.page: folder / photo.file for photo in photos_in(folder, form)}
    return FilledSheet(folder, blank, form, photos, (folder / PACKET_FILE).is_file(), (folder / DRAFT_FILE).is_file())


def typed_before(sheet: FilledSheet) -> Typed:
    """The draft of a sheet's key, else its key, else nothing. A draft that cannot be read is put aside."""
    from sirekap_trainer.practice.packet import load_packet  # noqa: PLC0415

    draft = sheet.folder / DRAFT_FILE
    try:
        return Typed.model_validate_json(draft.read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError, ValidationError):
        draft.replace(draft.with_suffix(".rusak"))
    if not sheet.has_key:
        return Typed()
    packet = load_packet(sheet.folder)
    boxes = {name: written.boxes for name, written in packet.numbers.items()}
    bubbles = {name: written.bubbles for name, written in packet.numbers.items() if written.bubbles}
    return Typed(boxes=boxes, bubbles=bubbles, signed=packet.signed)


def keep(sheet: FilledSheet, typed: Typed) -> None:
    """Writes the draft; the one before stays until it is whole.

    Raises:
        PacketError: It cannot be written.
    """
    try:
        write_whole(sheet.folder / DRAFT_FILE, typed.model_dump_json(indent=1).encode())
    except OSError as error:
        raise PacketError(
            tr("Isian kunci tidak dapat disimpan."),
            hint=tr("Periksa ruang penyimpanan dan izin folder lembar ini."),
        ) from error


def read_pages(sheet: FilledSheet, photos: list[Path], reader: Reader, report: Progress) -> list[KeyPage]:
    """Finds a page on each photograph. A new photograph is copied to the sheet as `page-N.jpg`.

    Args:
        sheet: Whose.
        photos: Files, in any order; those of the sheet's own folder stay where they are.
        reader: Of photographs.
        report: Told before each.
    """
    pages = []
    for done, photo in enumerate(photos):
        report(tr("Membaca foto {n} dari {all}").format(n=done + 1, all=len(photos)), done / len(photos))
        try:
            pages.append(_read_page(sheet, photo, reader))
        except TrainerError as error:
            pages.append(KeyPage(photo, problem=f"{photo.name}: {error.message} {error.hint}"))
    return pages


def _read_page(sheet: FilledSheet, photo: Path, reader: Reader) -> KeyPage:
    reading = reader.read(photo)
    if reading.form != sheet.form.id:
        raise PacketError(tr("Foto ini dari formulir lain."), hint=tr("Pilih foto lembar ini."))
    if photo.parent != sheet.folder:
        _copy(photo, sheet, reading.page)
    return KeyPage(photo, reading.page, to_image(reading.upright))


def _copy(photo: Path, sheet: FilledSheet, page: int) -> None:
    """Puts a photograph beside the sheet; the one before goes once it is there."""
    ending = ".png" if photo.suffix.lower() == ".png" else ".jpg"
    target = sheet.folder / f"page-{page}{ending}"
    try:
        with unfinished(target) as temporary:
            shutil.copyfile(photo, temporary)
        for before in sheet.folder.glob(f"page-{page}.*"):
            if before.suffix.lower() in (".jpg", ".jpeg", ".png") and not before.samefile(target):
                before.unlink()
    except OSError as error:
        raise PacketError(
            tr("Foto tidak dapat disalin ke folder lembar."), hint=tr("Periksa ruang penyimpanan dan izin folder.")
        ) from error


def judge(sheet: FilledSheet, typed: Typed) -> Verdict:
    """What is wrong or odd with what was typed."""
    from sirekap_trainer.practice.key import check, doubts  # noqa: PLC0415

    key = _key(typed)
    problems: dict[str, str] = {}
    for problem in check(sheet.form, key):
        problems.setdefault(problem.number, problem.message)
    found = () if problems else doubts(sheet.form, key)
    return Verdict(problems, tuple((doubt.message, doubt.numbers) for doubt in found))


def save(sheet: FilledSheet, typed: Typed) -> str:
    """Saves the key, in the place of one typed here before, and lets the draft go. Gives the packet's name.

    Raises:
        PacketError: It cannot be saved; the draft stays.
    """
    from sirekap_trainer.practice.key import save as save_key  # noqa: PLC0415

    packet = save_key(sheet.form, _key(typed), sheet.folder, on_paper=typed.on_paper, replace=True)
    with suppress(OSError):  # another program reads it; the key is saved
        (sheet.folder / DRAFT_FILE).unlink(missing_ok=True)
    return packet.id


def _key(typed: Typed) -> TypedKey:
    from sirekap_trainer.practice.key import TypedKey, TypedNumber  # noqa: PLC0415

    names = typed.boxes.keys() | typed.bubbles.keys()
    numbers = {
        name: TypedNumber(boxes=typed.boxes.get(name, ""), bubbles=typed.bubbles.get(name, "")) for name in names
    }
    return TypedKey(numbers, typed.signed)
