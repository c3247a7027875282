"""Reports out of the records, ready to be shown or saved: one function each, and all of them at once.

    edition = edition_of(session, printed_on=today)
    document = village_document(session, village_id, edition)
    save(document, folder / "kelurahan-jati")

`Document.charts` go onto the screen by `charts.svg`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from functools import partial
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError, ReportError
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.records.city import city_of, counted_modes
from sirekap_trainer.records.classes import list_classes
from sirekap_trainer.records.queries import (
    Scope,
    city_overview,
    class_overview,
    district_overview,
    district_rows,
    village_overview,
    village_rows,
)
from sirekap_trainer.reports.area_report import area_report
from sirekap_trainer.reports.class_report import class_report
from sirekap_trainer.reports.common import Edition, FormWords
from sirekap_trainer.reports.document import Document
from sirekap_trainer.reports.document_pdf import document_pdf
from sirekap_trainer.reports.page import save_bytes
from sirekap_trainer.reports.xlsx import document_xlsx

#: What a report is saved as.
FileKind = Literal["pdf", "xlsx"]
BOTH: tuple[FileKind, ...] = ("pdf", "xlsx")
#: Letters of a file's name, without its ending.
_LONGEST_NAME = 100
#: Told how many reports are done, of how many; may raise to stop.
Progress = Callable[[int, int], None]


def edition_of(session: Session, *, printed_on: date, zone: tzinfo | None = None, trainer: str = "") -> Edition:
    """An edition for the city of these records.

    Args:
        session: For reading.
        printed_on: The day it is.
        zone: See `Edition`.
        trainer: Who signs as trainer; may be empty.
    """
    city = city_of(session)
    return Edition(printed_on, zone, city.city, city.polling_day, trainer, counted_modes(session))


def form_words() -> FormWords:
    """What the forms that ship, and their numbers, are called."""
    return FormWords(builtin_catalog())


# --- documents --------------------------------------------------------------------------------------------------------


def class_document(session: Session, class_id: int, edition: Edition) -> Document:
    """The report of a class.

    Raises:
        RecordsError: It is not there.
    """
    overview = class_overview(session, class_id)
    if overview is None:
        raise RecordsError("Kelas ini tidak ada lagi.", hint="Muat ulang daftar kelas.", code="kelas")
    return class_report(overview, form_words(), edition)


def village_document(
    session: Session, village_id: int, edition: Edition, *, modes: Sequence[Mode] | None = None
) -> Document:
    """The report of a kelurahan; `modes` says which attempts count, else the edition does.

    Raises:
        RecordsError: It is not there.
    """
    edition = _counting(edition, modes)
    overview = village_overview(session, village_id, modes=edition.modes)
    if overview is None:
        raise _no_place("Kelurahan")
    return area_report(overview, form_words(), edition, level="kelurahan")


def district_document(
    session: Session, district_id: int, edition: Edition, *, modes: Sequence[Mode] | None = None
) -> Document:
    """The report of a kecamatan; `modes` says which attempts count, else the edition does.

    Raises:
        RecordsError: It is not there.
    """
    edition = _counting(edition, modes)
    overview = district_overview(session, district_id, modes=edition.modes)
    if overview is None:
        raise _no_place("Kecamatan")
    return area_report(overview, form_words(), edition, level="kecamatan")


def city_document(session: Session, edition: Edition, *, modes: Sequence[Mode] | None = None) -> Document:
    """The report of the whole city; `modes` says which attempts count, else the edition does."""
    edition = _counting(edition, modes)
    overview = city_overview(session, modes=edition.modes)
    villages = village_rows(session, Scope(modes=edition.modes))
    return area_report(overview, form_words(), edition, level="kota", villages=villages)


def _counting(edition: Edition, modes: Sequence[Mode] | None) -> Edition:
    return replace(edition, modes=tuple(modes)) if modes else edition


def _no_place(what: str) -> RecordsError:
    return RecordsError(f"{what} ini tidak ada lagi.", hint="Muat ulang daftar peserta.", code="tempat")


# --- files ------------------------------------------------------------------------------------------------------------


def save(document: Document, path: Path, kinds: Sequence[FileKind] = BOTH) -> tuple[Path, ...]:
    """Saves a report and gives the files; its folder is made where it is missing, and what stood there is replaced.

    Args:
        document: To save.
        path: Of the files, without their endings.
        kinds: Which files.

    Raises:
        ReportError: A file cannot be written.
    """
    make_folder(path.parent)
    contents = {"pdf": document_pdf, "xlsx": document_xlsx}
    return tuple(
        save_bytes(contents[kind](document), path.with_name(f"{path.name}.{kind}"), kind=kind.upper()) for kind in kinds
    )


def make_folder(folder: Path) -> None:
    """Makes a folder for reports.

    Raises:
        ReportError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(
            f"Folder {folder} tidak dapat dibuat.", hint="Pilih folder lain.", code="folder_laporan"
        ) from error


def save_all(
    session: Session,
    folder: Path,
    edition: Edition,
    *,
    kinds: Sequence[FileKind] = BOTH,
    modes: Sequence[Mode] | None = None,
    progress: Progress | None = None,
) -> int:
    """Saves the reports of every class, kelurahan, kecamatan and the city, one after the other, and counts them.

    Args:
        session: For reading.
        folder: For the files; each kind of report in a folder of its own.
        edition: For when and whom.
        kinds: Which files.
        modes: Which attempts count in the reports of areas, else the edition says.
        progress: Told after each report.

    Raises:
        ReportError: A file cannot be written.
    """
    wanted = list(_everything(session, edition, modes))
    for done, (name, make) in enumerate(wanted, start=1):
        save(make(), folder / name, kinds)
        if progress is not None:
            progress(done, len(wanted))
    return len(wanted)


def _everything(
    session: Session, edition: Edition, modes: Sequence[Mode] | None
) -> Iterator[tuple[str, Callable[[], Document]]]:
    """Name of each report, and what makes it: nothing is kept longer than until it is saved."""
    for one in list_classes(session):
        yield f"kelas/{class_name(one.draft.title, one.code)}", partial(class_document, session, one.id, edition)
    for area in village_rows(session, Scope()):
        name = f"kelurahan/{file_name('kelurahan', area.district, area.village)}"
        yield name, partial(village_document, session, area.id, edition, modes=modes)
    for area in district_rows(session, Scope()):
        name = f"kecamatan/{file_name('kecamatan', area.district)}"
        yield name, partial(district_document, session, area.id, edition, modes=modes)
    yield file_name("kota", edition.city), partial(city_document, session, edition, modes=modes)


def class_name(title: str, code: str) -> str:
    """A name for the file of a class: its code keeps two of the same title apart."""
    return file_name("kelas", title, code)


def file_name(*words: str) -> str:
    """A name for a file that every system takes: `file_name("kelurahan", "Triwung Lor")` is `kelurahan-triwung-lor`.

    One that is too long ends in a few letters of its own, so that another one that begins alike does not replace it.
    """
    whole = " ".join(words)
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 9].rstrip('-')}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
    return name or "laporan"
