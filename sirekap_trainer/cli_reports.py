"""The commands for reports out of the trainer's records: `sirekap-trainer report ...`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from sirekap_trainer.cli_common import ProgressLine, Where, clear_errors, interruptible, open_records, print_json
from sirekap_trainer.errors import RecordsError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sirekap_trainer.exercise.sitting import Mode
    from sirekap_trainer.records.queries import AreaRow
    from sirekap_trainer.reports.certificate import Certificate
    from sirekap_trainer.reports.common import Edition
    from sirekap_trainer.reports.document import Document
    from sirekap_trainer.reports.make import FileKind

report_app = typer.Typer(
    no_args_is_help=True,
    help="Laporan dari catatan pelatih: PDF untuk dicetak dan XLSX.",
    rich_markup_mode=None,
)

_Out = Annotated[Path, typer.Option(help="Folder untuk berkasnya.")]
_Kinds = Annotated[list[str] | None, typer.Option("--as", help="pdf atau xlsx.", show_default="keduanya")]
_Modes = Annotated[
    list[str] | None,
    typer.Option(
        "--mode", help="Percobaan yang dihitung: latihan, simulasi atau ujian.", show_default="menurut Pengaturan"
    ),
]
_Trainer = Annotated[str, typer.Option(help="Nama pelatih yang menandatangani.")]
_On = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Tanggal laporan.", show_default="hari ini")
]


def _edition(session: Session, on: datetime | None, trainer: str) -> Edition:
    from sirekap_trainer.reports.make import edition_of

    today = on.date() if on else date.today()  # noqa: DTZ011 - the date on the wall
    return edition_of(session, printed_on=today, trainer=trainer)


def _kinds(given: list[str] | None) -> tuple[FileKind, ...]:
    from sirekap_trainer.reports.make import BOTH

    wanted = tuple(dict.fromkeys(one.strip().lower() for one in given or BOTH))
    if not set(wanted) <= set(BOTH):
        raise UsageError("Jenis berkas tidak dikenal.", hint="Tulis --as pdf atau --as xlsx.", code="jenis_berkas")
    return tuple(one for one in BOTH if one in wanted)


def _modes(given: list[str] | None) -> tuple[Mode, ...] | None:
    from sirekap_trainer.exercise.sitting import Mode

    known: tuple[Mode, ...] = get_args(Mode)
    if not given:
        return None  # as the records say
    wanted = {one.strip().lower() for one in given}
    if not wanted <= set(known):
        raise UsageError("Cara tidak dikenal.", hint=f"Tulis --mode {', '.join(known)}.", code="cara")
    return tuple(one for one in known if one in wanted)


def _saved(paths: Iterable[Path]) -> None:
    for path in paths:
        typer.echo(f"Ditulis: {path}")


def _save(document: Document, path: Path, kinds: tuple[FileKind, ...]) -> None:
    from sirekap_trainer.reports.make import save

    _saved(save(document, path, kinds))


# --- classes ----------------------------------------------------------------------------------------------------------


@report_app.command("class", epilog="Contoh: sirekap-trainer report class K7Q2MN --out laporan")
def report_class(
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode kelas.")],
    *,
    out: _Out,
    kinds: _Kinds = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Laporan satu kelas."""
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.reports.make import class_document, class_name

    with clear_errors(), open_records(where) as store, store.read() as session:
        document = class_document(session, class_id_of(session, code), _edition(session, on, trainer))
        _save(document, out / class_name(document.subject, code.strip()), _kinds(kinds))


# --- areas ------------------------------------------------------------------------------------------------------------


@report_app.command("kelurahan", epilog="Contoh: sirekap-trainer report kelurahan 'Triwung Lor' --out laporan")
def report_village(
    name: Annotated[str, typer.Argument(metavar="NAMA", help="Kelurahan.")],
    *,
    kecamatan: Annotated[str, typer.Option(help="Kecamatannya, bila ada dua kelurahan senama.")] = "",
    out: _Out,
    kinds: _Kinds = None,
    modes: _Modes = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Laporan satu kelurahan: TPS yang siap, dan siapa yang perlu diundang."""
    from sirekap_trainer.records.queries import Scope, village_rows
    from sirekap_trainer.reports.make import file_name, village_document

    with clear_errors(), open_records(where) as store, store.read() as session:
        rows = [one for one in village_rows(session, Scope()) if _same(one.village, name)]
        row = _one([one for one in rows if not kecamatan or _same(one.district, kecamatan)], "Kelurahan", name)
        document = village_document(session, row.id, _edition(session, on, trainer), modes=_modes(modes))
        _save(document, out / file_name("kelurahan", row.district, row.village), _kinds(kinds))


@report_app.command("kecamatan", epilog="Contoh: sirekap-trainer report kecamatan Mayangan --out laporan")
def report_district(
    name: Annotated[str, typer.Argument(metavar="NAMA", help="Kecamatan.")],
    *,
    out: _Out,
    kinds: _Kinds = None,
    modes: _Modes = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Laporan satu kecamatan."""
    from sirekap_trainer.records.queries import Scope, district_rows
    from sirekap_trainer.reports.make import district_document, file_name

    with clear_errors(), open_records(where) as store, store.read() as session:
        row = _one([one for one in district_rows(session, Scope()) if _same(one.district, name)], "Kecamatan", name)
        document = district_document(session, row.id, _edition(session, on, trainer), modes=_modes(modes))
        _save(document, out / file_name("kecamatan", row.district), _kinds(kinds))


@report_app.command("kota", epilog="Contoh: sirekap-trainer report kota --out laporan")
def report_city(
    *,
    out: _Out,
    kinds: _Kinds = None,
    modes: _Modes = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Laporan seluruh kota."""
    from sirekap_trainer.reports.make import city_document, file_name

    with clear_errors(), open_records(where) as store, store.read() as session:
        edition = _edition(session, on, trainer)
        document = city_document(session, edition, modes=_modes(modes))
        _save(document, out / file_name("kota", edition.city), _kinds(kinds))


@report_app.command("all", epilog="Contoh: sirekap-trainer report all --out laporan")
def report_all(
    *,
    out: _Out,
    kinds: _Kinds = None,
    modes: _Modes = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Semua laporan sekaligus: setiap kelas, kelurahan, kecamatan, dan kota."""
    from sirekap_trainer.reports.make import save_all

    line = ProgressLine("Laporan")
    with clear_errors(), open_records(where) as store, store.read() as session, interruptible(line, "laporan ditulis"):
        edition = _edition(session, on, trainer)
        count = save_all(session, out, edition, kinds=_kinds(kinds), modes=_modes(modes), progress=line)
    typer.echo(f"{count} laporan ditulis di {out}.")


def _same(one: str, other: str) -> bool:
    from sirekap_trainer.records.names import place_norm

    return place_norm(one) == place_norm(other)


def _one(rows: list[AreaRow], what: str, name: str) -> AreaRow:
    if not rows:
        raise RecordsError(f"{what} '{name}' tidak ada.", hint="Lihat namanya dengan: records people.", code="tempat")
    if len(rows) > 1:
        districts = ", ".join(one.district for one in rows)
        raise RecordsError(f"{what} '{name}' ada di {districts}.", hint="Tambahkan --kecamatan.", code="tempat_ganda")
    return rows[0]


# --- one operator -----------------------------------------------------------------------------------------------------


@report_app.command("individual", epilog="Contoh: sirekap-trainer report individual 12 --out laporan")
def report_individual(
    person: Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor peserta, dari records people.")],
    *,
    out: _Out,
    photos: Annotated[Path | None, typer.Option(help="Folder foto, untuk gambar angka yang terlewat.")] = None,
    packets: Annotated[Path | None, typer.Option(help="Folder paket, untuk nama pasangan calon.")] = None,
    every: Annotated[
        bool, typer.Option("--every", help="Ceritakan semua percobaan, bukan yang terakhir saja.")
    ] = False,
    kinds: _Kinds = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Laporan satu peserta: nilai, setiap kesalahan, foto, saran."""
    from sirekap_trainer.reports.individual import person_report, pictured, save_person, sources_in
    from sirekap_trainer.reports.make import file_name, form_words

    with clear_errors(), open_records(where) as store, store.read() as session:
        report = person_report(
            session,
            person,
            form_words(),
            _edition(session, on, trainer),
            sources=sources_in(photos=photos, packets=packets),
            every=every,
        )
        told = pictured(report, form_words())
        _saved(save_person(told, out / file_name("peserta", str(person), report.document.subject), _kinds(kinds)))


@report_app.command("certificate", epilog="Contoh: sirekap-trainer report certificate --class K7Q2MN --out sertifikat")
def report_certificate(
    person: Annotated[int | None, typer.Argument(metavar="NOMOR", help="Nomor peserta, dari records people.")] = None,
    *,
    code: Annotated[str, typer.Option("--class", help="Kode kelas: semua yang lulus di kelas itu.")] = "",
    out: _Out,
    modes: _Modes = None,
    trainer: _Trainer = "",
    on: _On = None,
    where: Where = "",
) -> None:
    """Sertifikat untuk yang lulus: satu peserta, atau satu kelas dalam satu PDF."""
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.records.queries import Scope
    from sirekap_trainer.reports.certificate import certificates
    from sirekap_trainer.reports.make import file_name, form_words

    with clear_errors(), open_records(where) as store:
        if (person is None) == (not code):
            raise UsageError(
                "Sertifikat untuk siapa?", hint="Sebutkan nomor peserta, atau --class.", code="untuk_siapa"
            )
        with store.write() as session:
            edition = _edition(session, on, trainer)
            scope = Scope(class_id=class_id_of(session, code) if code else None, modes=_modes(modes) or edition.modes)
            found = certificates(session, scope, form_words(), edition, person_id=person)
        name = file_name("sertifikat", code) if code else file_name("sertifikat", str(person))
        _saved([_save_certificates(found, out / f"{name}.pdf", edition)])


def _save_certificates(found: tuple[Certificate, ...], path: Path, edition: Edition) -> Path:
    from sirekap_trainer.reports.certificate import certificates_pdf
    from sirekap_trainer.reports.make import make_folder
    from sirekap_trainer.reports.page import save_bytes

    if not found:
        raise RecordsError(
            "Belum ada yang lulus.", hint="Sertifikat dibuat setelah ada yang lulus.", code="belum_lulus"
        )
    make_folder(path.parent)
    return save_bytes(certificates_pdf(found, edition), path)


@report_app.command("check-code", epilog="Contoh: sirekap-trainer report check-code 7K3M-Q9TD-2XWA-H4NP")
def report_check_code(
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode di bawah sertifikat.")],
    *,
    where: Where = "",
    as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False,
) -> None:
    """Periksa kode sertifikat: apa yang seharusnya tertulis di atasnya."""
    from sirekap_trainer.reports.certificate import check_code
    from sirekap_trainer.reports.make import form_words

    with clear_errors(), open_records(where) as store, store.read() as session:
        found = check_code(session, code, form_words(), _edition(session, None, ""))
        if found is None:
            raise RecordsError(
                "Kode ini bukan dari catatan ini.",
                hint="Periksa ketikannya. Bila benar, sertifikatnya tidak dibuat di sini.",
                code="kode_sertifikat",
            )
    if as_json:
        names = ("code", "name", "role", "station", "village", "district", "form", "mode", "points", "class_title")
        print_json({name: getattr(found, name) for name in names} | {"passed_on": found.passed_on.isoformat()})
        return
    typer.echo(f"Kode {found.code} asli. Di sertifikatnya harus tertulis:")
    for words in (found.name, found.place, found.result, found.class_title):
        if words:
            typer.echo(f"  {words}")
