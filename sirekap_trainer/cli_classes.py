"""The commands for classes: `sirekap-trainer records class ...`, from a new class to its folder for the laptops."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sirekap_trainer.cli_common import (
    SIGNS,
    ProgressLine,
    Where,
    clear_errors,
    interruptible,
    open_records,
    print_json,
)
from sirekap_trainer.errors import RecordsError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sirekap_trainer.exercise.review import CheckMode
    from sirekap_trainer.exercise.sitting import Mode
    from sirekap_trainer.records.classes import ClassKind, ClassRow, PacketCard
    from sirekap_trainer.records.queries import MemberResult

classes_app = typer.Typer(
    no_args_is_help=True,
    help="Kelas: buat, isi peserta dan hadir, bagi paket, simpan folder untuk peserta.",
    rich_markup_mode=None,
)


class Kind(StrEnum):
    """What a class is."""

    FORMAL = "formal"
    NONFORMAL = "nonformal"
    SIMULASI = "simulasi"


class Work(StrEnum):
    """What is done in it."""

    LATIHAN = "latihan"
    SIMULASI = "simulasi"
    UJIAN = "ujian"


class Rule(StrEnum):
    """How numbers are checked in it."""

    KOREKSI = "koreksi"
    TANDAI = "tandai"


_Code = Annotated[str, typer.Argument(metavar="KODE", help="Kode kelas, dari records class list.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")]
_People = Annotated[
    list[int] | None,
    typer.Option("--person", metavar="NOMOR", help="Nomor peserta, dari records people; boleh diulang."),
]
_Village = Annotated[str, typer.Option("--kelurahan", help="Semua operator di kelurahan ini.")]
_District = Annotated[str, typer.Option("--kecamatan", help="Kecamatannya, bila nama kelurahan itu ada dua kali.")]
_Stations = Annotated[
    list[str] | None, typer.Option("--tps", metavar="NOMOR", help="Hanya TPS ini di kelurahan itu; boleh diulang.")
]


@classes_app.command(
    "new", epilog="Contoh: sirekap-trainer records class new 'Bimtek Jati 1' --date 2024-11-20 --packets paket"
)
def class_new(
    title: Annotated[str, typer.Argument(metavar="NAMA", help="Nama kelas.")],
    *,
    held_on: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Tanggalnya.", show_default="hari ini")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="Jenisnya.")] = Kind.FORMAL,
    place: Annotated[str, typer.Option(help="Tempatnya.")] = "",
    trainer: Annotated[str, typer.Option(help="Nama pelatihnya.")] = "",
    mode: Annotated[Work, typer.Option(help="Yang dikerjakan.")] = Work.LATIHAN,
    rule: Annotated[Rule, typer.Option(help="Cara memeriksa.")] = Rule.KOREKSI,
    packets: Annotated[Path | None, typer.Option(help="Folder paketnya; boleh menyusul pada deal.")] = None,
    where: Where = "",
    as_json: _AsJson = False,
) -> None:
    """Buat kelas baru dan tampilkan kodenya."""
    from sirekap_trainer.records.classes import ClassDraft, list_classes, new_class

    wished: tuple[ClassKind, Mode, CheckMode] = (kind.value, mode.value, rule.value)
    day = held_on.date() if held_on is not None else date.today()  # noqa: DTZ011 - the date on the wall
    draft = ClassDraft(title, wished[0], day, place, trainer, wished[1], wished[2], _kept(packets))
    with clear_errors(), open_records(where) as store:
        with store.write() as session:
            made = new_class(session, draft)
        with store.read() as session:
            row = next(one for one in list_classes(session) if one.id == made)
    if as_json:
        print_json(_class_json(row))
    else:
        typer.echo(f"Kelas {row.draft.title} dibuat, kode {row.code}.")


def _kept(packets: Path | None) -> str:
    """The folder as the records keep it: found again from wherever the next command is given."""
    return "" if packets is None else str(packets.expanduser().resolve())


@classes_app.command("list", epilog="Contoh: sirekap-trainer records class list")
def class_list(*, where: Where = "", as_json: _AsJson = False) -> None:
    """Tampilkan semua kelas, yang terbaru dulu."""
    from sirekap_trainer.records.classes import KINDS, list_classes

    with clear_errors(), open_records(where) as store, store.read() as session:
        rows = list_classes(session)
    if as_json:
        print_json([_class_json(one) for one in rows])
        return
    for one in rows:
        said = f"{one.draft.held_on}  {one.draft.title} ({KINDS[one.draft.kind]}, {one.draft.mode})"
        typer.echo(f"{one.code}  {said}: {one.members} peserta, {one.present} hadir, {one.attempts} hasil")
    if not rows:
        typer.echo("Belum ada kelas.", err=True)


def _class_json(one: ClassRow) -> dict[str, Any]:
    draft = asdict(one.draft) | {"held_on": one.draft.held_on.isoformat()}
    return {"code": one.code, **draft, "members": one.members, "present": one.present, "attempts": one.attempts}


# --- who is in it, and who came ---------------------------------------------------------------------------------------


@classes_app.command("members", epilog="Contoh: sirekap-trainer records class members K7Q2MN")
def class_members_command(code: _Code, *, where: Where = "", as_json: _AsJson = False) -> None:
    """Tampilkan peserta kelas, siapa yang hadir, dan paketnya."""
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.records.queries import class_members

    with clear_errors(), open_records(where) as store, store.read() as session:
        members = class_members(session, class_id_of(session, code))
    if as_json:
        print_json([_member_json(one) for one in members])
        return
    came = {None: "belum", True: "hadir", False: "tidak"}
    for one in members:
        who = f"{one.person_id:>5}  TPS {one.station} {one.village}  {one.name}, {one.role}"
        typer.echo(f"{who}  {came[one.present]}  {' + '.join(one.dealt) or '-'}")
    if not members:
        typer.echo("Kelas ini belum ada pesertanya.", err=True)


def _member_json(one: MemberResult) -> dict[str, Any]:
    return {
        "person": one.person_id,
        "kecamatan": one.district,
        "kelurahan": one.village,
        "tps": one.station,
        "name": one.name,
        "role": one.role,
        "present": one.present,
        "dealt": list(one.dealt),
        "attempts": one.attempts,
        "best": one.best,
        "passed": one.passed,
    }


@classes_app.command(
    "add", epilog="Contoh: sirekap-trainer records class add K7Q2MN --kelurahan Jati --tps 001 --tps 002"
)
def class_add(
    code: _Code,
    *,
    people: _People = None,
    village: _Village = "",
    district: _District = "",
    stations: _Stations = None,
    where: Where = "",
) -> None:
    """Tambahkan peserta: satu per satu, atau semua operator di TPS atau kelurahan."""
    from sirekap_trainer.records.classes import add_members, class_id_of

    with clear_errors():
        if not people and not village:
            raise UsageError("Belum jelas siapa.", hint="Sebutkan --person atau --kelurahan.", code="peserta")
        with open_records(where) as store, store.write() as session:
            class_id = class_id_of(session, code)
            wanted = [*_known(session, people or []), *_of_village(session, village, district, stations or [])]
            added = add_members(session, class_id, wanted)
    typer.echo(f"{added} peserta ditambahkan, {len(set(wanted)) - added} sudah ada.")


def _known(session: Session, people: list[int]) -> list[int]:
    """The same people; raises RecordsError where one is no operator today."""
    from sirekap_trainer.records.people import person_at

    for key in people:
        if person_at(session, key).left:
            raise RecordsError(f"Peserta {key} tidak bertugas lagi.", hint="Pilih operator sekarang.", code="peserta")
    return people


def _of_village(session: Session, village: str, district: str, stations: list[str]) -> list[int]:
    """All operators of a kelurahan, or of some of its TPS; none where no kelurahan is named.

    Raises:
        RecordsError: There is no such place, or no operator there.
    """
    from sirekap_trainer.records.names import place_norm
    from sirekap_trainer.records.people import list_people

    if not village:
        return []
    found = [one for one in list_people(session) if place_norm(one.village) == place_norm(village)]
    places = {one.district for one in found if not district or place_norm(one.district) == place_norm(district)}
    if len(places) > 1:
        raise RecordsError(
            f"Kelurahan {village} ada di {' dan '.join(sorted(places))}.", hint="Sebutkan --kecamatan.", code="tempat"
        )
    numbers = {number.strip().zfill(3) for number in stations}
    there = [one for one in found if one.district in places]
    missing = numbers - {one.station for one in there}
    if not there or missing:
        place = f"TPS {', '.join(sorted(missing))} Kelurahan {village}" if missing else f"Kelurahan {village}"
        raise RecordsError(f"{place} belum ada operatornya.", hint="Lihat records people.", code="tempat")
    return [one.id for one in there if not numbers or one.station in numbers]


class Came(StrEnum):
    """Whether somebody came."""

    YES = "hadir"
    NO = "tidak"
    UNKNOWN = "belum"


@classes_app.command("present", epilog="Contoh: sirekap-trainer records class present K7Q2MN --all")
def class_present(
    code: _Code,
    *,
    people: _People = None,
    everybody: Annotated[bool, typer.Option("--all", help="Semua peserta yang belum ditandai.")] = False,
    came: Annotated[Came, typer.Option("--as", help="hadir, tidak, atau belum diketahui.")] = Came.YES,
    where: Where = "",
) -> None:
    """Tandai siapa yang hadir."""
    from sirekap_trainer.records.classes import class_id_of, set_present
    from sirekap_trainer.records.queries import class_members

    with clear_errors():
        if bool(people) == everybody:
            raise UsageError("Belum jelas siapa.", hint="Sebutkan --person, atau --all saja.", code="peserta")
        with open_records(where) as store, store.write() as session:
            class_id = class_id_of(session, code)
            members = {one.person_id: one.present for one in class_members(session, class_id)}
            marked = [key for key, known in members.items() if known is None] if everybody else people or []
            strangers = [str(key) for key in marked if key not in members]
            if strangers:
                raise RecordsError(
                    f"Peserta {', '.join(strangers)} tidak ada di kelas ini.",
                    hint="Tambahkan dulu dengan records class add.",
                    code="peserta",
                )
            set_present(session, class_id, marked, present={"hadir": True, "tidak": False, "belum": None}[came.value])
    typer.echo(f"{len(marked)} peserta ditandai {came.value}.")


# --- packets ----------------------------------------------------------------------------------------------------------


@classes_app.command("deal", epilog="Contoh: sirekap-trainer records class deal K7Q2MN --packets paket")
def class_deal(
    code: _Code,
    *,
    packets: Annotated[
        Path | None, typer.Option(help="Folder paketnya.", show_default="folder yang dipilih untuk kelas itu")
    ] = None,
    where: Where = "",
) -> None:
    """Bagi paket: sama sulit untuk semua, utama dan cadangan yang sama; yang sudah dibagi tetap."""
    from sirekap_trainer.records.classes import change_class, class_id_of, class_of, deal, draft_of, read_cards

    with clear_errors(), open_records(where) as store:
        with store.read() as session:
            class_id = class_id_of(session, code)
            draft = draft_of(class_of(session, class_id))
        folder = _folder(_kept(packets) or draft.packets)
        cards = read_cards(folder)
        with store.write() as session:
            if str(folder) != draft.packets:
                change_class(session, class_id, replace(draft, packets=str(folder)))
            given = deal(session, class_id, cards, keep=True)
    forms = len({card.form for card in cards})
    typer.echo(f"{len(given)} peserta mendapat paket, {forms} tiap TPS. {_equal(cards)}")
    if draft.mode == "simulasi" and forms < 2:
        typer.echo(
            f"{SIGNS['warning']} Simulasi memerlukan kedua formulir: buat paketnya dengan practice make --simulation.",
            err=True,
        )


def _folder(packets: str) -> Path:
    if not packets:
        raise RecordsError("Kelas ini belum ada paketnya.", hint="Sebutkan foldernya dengan --packets.", code="paket")
    return Path(packets)


def _equal(cards: tuple[PacketCard, ...]) -> str:
    """That they are equally hard, which dealing saw to."""
    difficulty = cards[0].difficulty
    if difficulty is None:
        return "Sama sulit: semua dari satu set yang disegel."
    misreads = sum(part.startswith("bacaan ") for part in difficulty)
    slips = sum(part.startswith("kejanggalan ") for part in difficulty)
    return f"Sama sulit: tiap paket {misreads} salah baca, {slips} kejanggalan di kertas."


@classes_app.command("hand-out", epilog="Contoh: sirekap-trainer records class hand-out K7Q2MN --out E:/")
def class_hand_out(
    code: _Code,
    *,
    out: Annotated[Path, typer.Option(help="Tempat folder kelas, misalnya stik.")],
    where: Where = "",
) -> None:
    """Simpan folder kelas untuk laptop peserta: kelas.json, dan satu folder tiap TPS dengan paketnya."""
    from sirekap_trainer.records.classes import class_id_of, class_of
    from sirekap_trainer.records.handing_out import hand_out, plan

    line = ProgressLine("Paket")
    with clear_errors(), open_records(where) as store:
        with store.read() as session:
            class_id = class_id_of(session, code)
            what, packets = plan(session, class_id), class_of(session, class_id).packets
        with interruptible(line, f"paket sudah disalin ke {out}"):
            made = hand_out(what, _folder(packets), out, progress=line)
    typer.echo(f"{len(what.places)} TPS, tersimpan: {made}", err=True)
    if what.without:
        words = f"{', '.join(what.without)} belum mendapat paket: bagi paket, lalu simpan lagi."
        typer.echo(f"{SIGNS['warning']} {words}", err=True)
