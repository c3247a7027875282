"""What the trainer's screens ask of the core. Runs in the workshop's lane; imports the core when it is needed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
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
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.form.model import Form
    from sirekap_trainer.practice.packet import Tps
    from sirekap_trainer.practice.places import Home
    from sirekap_trainer.practice.roster import Roster
    from sirekap_trainer.practice.sets import SetPlan

    from .shelf import MadeSet, Wishes

#: Pixels an inch of a page on the screen: an A4 page is 1,241 x 1,754, sharp at the height of a large screen.
SCREEN_DPI = 150.0
#: Packets without photographs from which several processes are worth their start, some seconds of it.
MANY = 60
#: Most processes at once: each takes some 300 MB.
MOST_JOBS = 4

Tell = Callable[[int, int], None]
Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FormName:
    """A form that can be printed for practice, or both forms of a TPS.

    Attributes:
        id: Of the form; `pairs.BOTH` for both.
        name: Short, for a button.
        tabs: What its pages are called, in order.
        pair: Whether it is both forms.
    """

    id: str
    name: str
    tabs: tuple[str, ...]
    pair: bool = False


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page to look at or to print.

    Attributes:
        pdf: The file.
        number: Which page of the file, from 1.
    """

    pdf: Path
    number: int = 1


@dataclass(frozen=True, slots=True)
class PacketSheets:
    """The sheets of one packet, or of both of a pair.

    Attributes:
        name: Of the packet, or of both.
        pages: Its pages, in order.
        tabs: What they are called.
    """

    name: str
    pages: tuple[SheetPage, ...]
    tabs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked for."""

    packets: int
    blanks: int
    passphrase: int


@dataclass(frozen=True, slots=True)
class Town:
    """The city that stands on sheets.

    Attributes:
        home: Of the records; the one that ships where they say none, or cannot be opened.
        made_up: Where made-up TPS are: there, or in the city that ships where none of its kelurahan is known.
        found: Whether the records could be asked.
    """

    home: Home
    made_up: Home
    found: bool = True


def town_of(records: Records) -> Town:
    """The city of the records."""
    from sirekap_trainer.practice.places import home  # noqa: PLC0415
    from sirekap_trainer.records.city import home_of  # noqa: PLC0415

    kept = home_of(records)
    return Town(kept, kept if kept.known else home())


def shipped_town() -> Town:
    """The city that ships, where the records cannot be opened."""
    from sirekap_trainer.practice.places import home  # noqa: PLC0415

    return Town(home(), home(), found=False)


def practice_forms() -> tuple[FormName, ...]:
    """The forms that may be printed."""
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415

    return tuple(
        FormName(form.id, short_name(form), page_tabs(len(form.pages))) for form in builtin_catalog() if form.practice
    )


def both_forms() -> FormName:
    """Both forms of a TPS, as a simulation needs them."""
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.pairs import BOTH, FORMS  # noqa: PLC0415

    forms = [builtin_catalog().get(name) for name in FORMS]
    initials = ["".join(word[0] for word in short_name(form).split()) for form in forms]
    tabs = tuple(tab for form, short in zip(forms, initials, strict=True) for tab in page_tabs(len(form.pages), short))
    return FormName(BOTH, tr("Gubernur dan Wali Kota"), tabs, pair=True)


def page_tabs(pages: int, initials: str = "") -> tuple[str, ...]:
    """What the pages of a form are called: "Hal. 1"; beside another form's, with initials, "WK 1"."""
    words = f"{initials} {{n}}" if initials else tr("Hal. {n}")
    return tuple(words.format(n=number) for number in range(1, pages + 1))


def short_name(form: Form) -> str:
    """A form in a word or two: "Wali Kota"."""
    return form.title.removeprefix("Lembar latihan ").removeprefix("C.Hasil ").split(" dan ")[0]


# --- looking at sheets


def draw_page(wishes: Wishes, page: int) -> QImage:
    """A page of the first packet of a set, as its PDF will show it; nothing is written.

    Raises:
        TrainerError: The wishes cannot be met.
    """
    from sirekap_trainer.practice.sheet import Imprint, blank_sheets, render_page, sheet_bytes  # noqa: PLC0415
    from sirekap_trainer.practice.votes import draw_candidates  # noqa: PLC0415

    wished = settled(wishes.model_copy(update={"count": 1}))
    if wishes.pair:
        for plan in pair_plans_of(wished):
            if page <= len(plan.form.pages):
                break
            page -= len(plan.form.pages)
    else:
        plan = plan_of(wished)
    if wishes.kind == "blank":
        imprint = Imprint("CONTOH", wishes.places[0], draw_candidates(plan.form, seed=wishes.seed))
        return to_image(render_page(blank_sheets(plan.form, [imprint]), dpi=SCREEN_DPI, number=page))
    return to_image(render_page(sheet_bytes(plan.form, page, plan.packet(1)), dpi=SCREEN_DPI))


def draw_sheet(page: SheetPage) -> QImage:
    """A sheet as it was written.

    Raises:
        PacketError: The file is gone or damaged.
    """
    return to_image(sheet_pixels(page, dpi=SCREEN_DPI))


def sheet_pixels(page: SheetPage, *, dpi: float) -> NDArray[np.uint8]:
    """A sheet as pixels.

    Args:
        page: Which.
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
        return render_page(page.pdf, dpi=dpi, number=page.number)
    except (OSError, IndexError, pypdfium2.PdfiumError) as error:
        raise PacketError(
            f"Lembar {page.pdf.parent.name}, {page.pdf.name} tidak dapat dibuka.",
            hint="Buat lagi paketnya, atau pilih folder yang benar.",
        ) from error


def sheets_in(folder: Path) -> tuple[PacketSheets, ...]:
    """What can be printed of a set: packets that are whole and have sheets, and blank sheets, by name; pairs as one."""
    from sirekap_trainer.practice.pairs import grouped  # noqa: PLC0415

    found = []
    for places in grouped(whole_packets(folder)):
        sheets = [(place.name, pages) for place in places if (pages := _pages_in(place))]
        if not sheets:
            continue
        initials = [name.partition("-")[0] if sheets[1:] else "" for name, _ in sheets]
        tabs = [page_tabs(len(of_one), short) for (_, of_one), short in zip(sheets, initials, strict=True)]
        pages = tuple(page for _, of_one in sheets for page in of_one)
        name = packet_names([name for name, _ in sheets])
        found.append(PacketSheets(name, pages, tuple(tab for of_one in tabs for tab in of_one)))
    return tuple(found)


def packet_names(names: Sequence[str]) -> str:
    """What goes together, such as the pair of a TPS: "G-27-001 + WK-27-001"."""
    return " + ".join(names)


def _pages_in(place: Path) -> tuple[SheetPage, ...]:
    """The sheets of one packet or blank sheet."""
    from sirekap_trainer.practice.blank import SHEETS_FILE  # noqa: PLC0415

    blank = place / SHEETS_FILE
    return pages_of(blank) if blank.is_file() else tuple(map(SheetPage, sorted(place.glob("page-*.pdf"))))


def pages_of(pdf: Path) -> tuple[SheetPage, ...]:
    """The pages of a file with several, such as blank sheets; one that cannot be opened is told when it is shown."""
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(pdf)
    except (OSError, pypdfium2.PdfiumError):
        return (SheetPage(pdf),)
    try:
        return tuple(SheetPage(pdf, number) for number in range(1, len(document) + 1))
    finally:
        document.close()


def whole_packets(folder: Path) -> tuple[Path, ...]:
    """Folders of the packets and blank sheets of a set that are whole: their `packet.json` is written last."""
    from sirekap_trainer.practice.blank import BLANK_FILE  # noqa: PLC0415
    from sirekap_trainer.practice.packet import PACKET_FILE  # noqa: PLC0415

    return tuple(sorted({path.parent for name in (PACKET_FILE, BLANK_FILE) for path in folder.rglob(name)}))


def adopt(folder: Path) -> MadeSet:
    """What is kept of a set that was made elsewhere: by the command line, or on another laptop.

    Raises:
        PacketError: Nothing whole is there, or its first packet is damaged.
    """
    from sirekap_trainer.errors import PacketError  # noqa: PLC0415

    from .shelf import MadeSet, Wishes  # noqa: PLC0415

    places = whole_packets(folder)
    if not places:
        raise PacketError(
            tr("Tidak ada paket atau lembar kosong di {name}.").format(name=folder.name),
            hint=tr("Pilih folder yang berisi paket."),
        )
    wishes = Wishes.model_validate({"count": len(places), **_wished(places), "folder": folder})
    return MadeSet(wishes=wishes, made=datetime.now(tz=UTC).astimezone(), total=len(places), adopted=True)


def _wished(places: Sequence[Path]) -> dict[str, object]:
    """What can be told of a set from the first of its packets or blank sheets, and from whether all are pairs."""
    from sirekap_trainer.practice.blank import BLANK_FILE, load_blank  # noqa: PLC0415
    from sirekap_trainer.practice.packet import Packet  # noqa: PLC0415
    from sirekap_trainer.practice.pairs import BOTH, grouped  # noqa: PLC0415
    from sirekap_trainer.practice.sealed import load_any  # noqa: PLC0415

    if (places[0] / BLANK_FILE).exists():
        blank = load_blank(places[0])
        return {"form": blank.form, "kind": "blank"}
    packet = load_any(places[0])
    if not isinstance(packet, Packet):
        return {"form": packet.form, "kind": "exam", "photos": "good" if packet.photos else None}
    level = packet.photos[0].level if packet.photos else None
    groups = grouped(places)
    if all(len(group) > 1 for group in groups):
        return {"form": BOTH, "photos": level, "count": len(groups)}
    return {"form": packet.form, "photos": level}


# --- what is asked for


def limits() -> Limits:
    """What may be asked for."""
    from sirekap_trainer.practice.blank import MOST_BLANKS  # noqa: PLC0415
    from sirekap_trainer.practice.make import MOST_PACKETS  # noqa: PLC0415
    from sirekap_trainer.practice.seal import SHORTEST_PASSPHRASE  # noqa: PLC0415

    return Limits(MOST_PACKETS, MOST_BLANKS, SHORTEST_PASSPHRASE)


def read_roster(path: Path, at: Home | None) -> Roster:
    """The TPS of a list, of a city where it names none.

    Raises:
        PacketError: The list cannot be read, or rows are wrong.
    """
    from sirekap_trainer.practice.roster import load_roster  # noqa: PLC0415

    return load_roster(path, at)


def write_roster(path: Path, at: Home | None) -> Path:
    """Writes an example of a list, with names of a city.

    Raises:
        PacketError: It is there already, or cannot be written.
    """
    from sirekap_trainer.practice.roster import write_template  # noqa: PLC0415

    return write_template(path, at)


def kept_stations(records: Records) -> Roster:
    """The TPS of the records as a list.

    Raises:
        PacketError: There is none.
    """
    from sirekap_trainer.errors import PacketError  # noqa: PLC0415
    from sirekap_trainer.practice.roster import Roster  # noqa: PLC0415
    from sirekap_trainer.records.city import city_stations  # noqa: PLC0415

    places = city_stations(records)
    if not places:
        raise PacketError(tr("Belum ada TPS di catatan."), hint=tr("Impor dulu daftar operator di layar Peserta."))
    return Roster(places)


def write_list(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Path:
    """Writes a table as XLSX or CSV.

    Raises:
        PacketError: It has no row, the file is there already, or it cannot be written.
    """
    from sirekap_trainer.practice import spreadsheet  # noqa: PLC0415

    return spreadsheet.write_list(path, heads, rows)


def tps_of(kelurahan: str, number: str, kecamatan: str, at: Home | None) -> Tps:
    """The TPS as typed, in a city.

    Raises:
        PacketError: A name or the number makes no sense.
    """
    from sirekap_trainer.practice.places import tps_at  # noqa: PLC0415

    return tps_at(kelurahan, number, kecamatan=kecamatan, at=at)


def problems(wishes: Wishes, passphrase: str) -> dict[str, str]:
    """What is wrong with wishes for a new set, by field: what happened and what to do.

    Fields are `count`, `passphrase` and `folder`.
    """
    found: dict[str, str] = {}
    most = limits().blanks if wishes.kind == "blank" else limits().packets // wishes.each
    if not 1 <= wishes.count <= most:
        found["count"] = tr("Isi jumlah dari 1 sampai {most}.").format(most=most)
    if wishes.kind == "exam" and (weak := _weakness(passphrase)):
        found["passphrase"] = weak
    folder = _folder_problem(wishes.folder)
    if folder:
        found["folder"] = folder
    return found


def _weakness(passphrase: str) -> str:
    """Why a passphrase cannot seal; "" where it can."""
    from sirekap_trainer.errors import TrainerError  # noqa: PLC0415
    from sirekap_trainer.practice.seal import Cost, Keyring  # noqa: PLC0415

    try:
        Keyring(passphrase).new_key(cost=Cost(2, 1, 1))
    except TrainerError as error:
        return f"{error.message} {error.hint}"
    return ""


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


# --- making


def pair_plans_of(wishes: Wishes) -> tuple[SetPlan, ...]:
    """The core's plans for wishes of both forms.

    Raises:
        PacketError: A number is out of range.
    """
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.pair_sets import pair_plans  # noqa: PLC0415
    from sirekap_trainer.practice.pairs import FORMS  # noqa: PLC0415

    return pair_plans(plan_of(wishes.model_copy(update={"form": FORMS[0]})), builtin_catalog())


def plan_of(wishes: Wishes) -> SetPlan:
    """The core's plan for wishes of one form.

    Raises:
        FormError: The form is unknown.
    """
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.make import PhotoPlan  # noqa: PLC0415
    from sirekap_trainer.practice.sets import SetPlan  # noqa: PLC0415

    return SetPlan(
        builtin_catalog().get(wishes.form),
        count=wishes.count,
        seed=wishes.seed,
        photos=PhotoPlan(wishes.photos, wishes.megapixels) if wishes.photos else None,
        slips=wishes.slips,
        style=wishes.style,
        paper=wishes.paper,
        places=wishes.places or None,
    )


def settled(wishes: Wishes) -> Wishes:
    """Wishes whose made-up TPS are drawn, where they are in another city than the one that ships.

    Raises:
        PacketError: A name of that city does not fit on a sheet.
    """
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.pairs import FORMS  # noqa: PLC0415
    from sirekap_trainer.practice.places import home  # noqa: PLC0415
    from sirekap_trainer.practice.votes import places_in  # noqa: PLC0415

    if wishes.places or wishes.at is None or wishes.at == home():
        return wishes.model_copy(update={"at": None})
    form = builtin_catalog().get(FORMS[0] if wishes.pair else wishes.form)
    drawn = places_in(wishes.at, form, count=wishes.count, seed=wishes.seed)
    return wishes.model_copy(update={"places": drawn, "at": None})


def begin(wishes: Wishes) -> MadeSet:
    """What is kept of a set that is about to be made."""
    from .shelf import MadeSet  # noqa: PLC0415

    return MadeSet(wishes=wishes.kept, made=datetime.now(tz=UTC).astimezone(), total=wishes.count * wishes.each)


def make(wishes: Wishes, passphrase: str, progress: Tell, cancelled: Asked) -> None:
    """Makes a set, or what is missing of it.

    Args:
        wishes: What it shall be.
        passphrase: Of an exam.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; what is whole stays.

    Raises:
        TrainerError: The wishes cannot be met, the folder cannot be written, or an exam's passphrase is another one.
    """
    from sirekap_trainer.practice.exam import make_exam  # noqa: PLC0415
    from sirekap_trainer.practice.pair_sets import make_pairs  # noqa: PLC0415
    from sirekap_trainer.practice.seal import Keyring  # noqa: PLC0415
    from sirekap_trainer.practice.sets import make_set  # noqa: PLC0415

    jobs = jobs_for(wishes)
    if wishes.pair:
        make_pairs(pair_plans_of(wishes), wishes.folder, progress=progress, cancelled=cancelled, jobs=jobs)
        return
    plan = plan_of(wishes)
    if wishes.kind == "blank":
        _make_blanks(wishes, plan, progress, cancelled)
    elif wishes.kind == "exam":
        keyring = Keyring(passphrase)
        make_exam(plan, wishes.folder, keyring, progress=progress, cancelled=cancelled, jobs=jobs)
    else:
        make_set(plan, wishes.folder, progress=progress, cancelled=cancelled, jobs=jobs)


def jobs_for(wishes: Wishes) -> int:
    """Processes that make a set: photographs never in this one, where drawing them would hold up the window."""
    cores = min(MOST_JOBS, os.cpu_count() or 1)
    if wishes.photos is not None:
        return max(2, cores)
    return cores if wishes.count * wishes.each >= MANY else 1


def _make_blanks(wishes: Wishes, plan: SetPlan, progress: Tell, cancelled: Asked) -> None:
    """Blank sheets, one after the other, after those that are there."""
    from sirekap_trainer.practice.blank import make_blanks  # noqa: PLC0415

    for index in range(len(whole_packets(wishes.folder)) + 1, wishes.count + 1):
        if cancelled():
            return
        out, tps = wishes.folder, wishes.places[0]
        make_blanks(plan.form, tps, out=out, seed=wishes.seed, paper=wishes.paper, first=index)
        progress(index, wishes.count)
