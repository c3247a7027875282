"""The commands for handing results over: `sirekap-trainer bundle make`, `send`, `take` and `take-here`."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sirekap_trainer.cli_common import SIGNS, Where, clear_errors, open_records, print_json, records_at
from sirekap_trainer.errors import RecordsError

if TYPE_CHECKING:
    from sirekap_trainer.exercise.outbox import Outbox
    from sirekap_trainer.records.bundle import Packed
    from sirekap_trainer.records.exchange import TakenBundle
    from sirekap_trainer.records.laptop_key import LaptopKey
    from sirekap_trainer.records.store import Store

bundle_app = typer.Typer(
    no_args_is_help=True,
    help="Serahkan hasil latihan ke pelatih, dan terima hasil dari laptop lain.",
    rich_markup_mode=None,
)
_Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder data aplikasi di laptop itu.", show_default="folder data pengguna", file_okay=False
    ),
]
_Class = Annotated[
    str, typer.Option("--class", metavar="KODE", help="Kode kelas tempat hasil ini dibuat.", show_default=False)
]
_Json = Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")]
_All = Annotated[bool, typer.Option("--all", help="Sertakan juga yang sudah pernah diserahkan.")]


def _outbox(data: Path | None) -> tuple[Outbox, LaptopKey]:
    from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox
    from sirekap_trainer.records.laptop_key import LaptopKey
    from sirekap_trainer.records.whereabouts import usual_place

    folder = data or usual_place().parent
    return Outbox(folder / OUTBOX_FOLDER), LaptopKey.of(folder)


def _packed(outbox: Outbox, key: LaptopKey, *, everything: bool, limit: int | None = None) -> tuple[Packed, ...]:
    from sirekap_trainer.records.bundle import MAX_BUNDLE, pack

    parts = (*outbox.waiting(), *(outbox.handed_over() if everything else ()))
    return pack(parts, key, at=datetime.now(UTC), limit=limit or MAX_BUNDLE)


@bundle_app.command("make", epilog="Contoh: sirekap-trainer bundle make --out E:\\")
def bundle_make(
    *,
    out: Annotated[Path, typer.Option(help="Folder tujuan, misalnya stik USB.", file_okay=False)] = Path(),
    everything: _All = False,
    data: _Data = None,
) -> None:
    """Simpan hasil yang belum diserahkan sebagai berkas bertanda tangan."""
    from sirekap_trainer.records.bundle import bundle_name, save_bundle

    with clear_errors():
        outbox, key = _outbox(data)
        for one in _packed(outbox, key, everything=everything):
            path = save_bundle(one.data, out / bundle_name(key, at=datetime.now().astimezone()))
            outbox.hand_over(one.parts, at=time.time())
            typer.echo(str(path))
            typer.echo(f"{len(one.parts)} bagian disimpan. Serahkan berkas ini kepada pelatih.", err=True)


@bundle_app.command("send", epilog="Contoh: sirekap-trainer bundle send 192.168.43.10 abcd2345")
def bundle_send(
    address: Annotated[str, typer.Argument(metavar="ALAMAT", help="Alamat di layar pelatih.")],
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode di layar pelatih.")] = "",
    *,
    everything: _All = False,
    data: _Data = None,
) -> None:
    """Kirim hasil yang belum diserahkan ke laptop pelatih lewat Wi-Fi yang sama."""
    from sirekap_trainer.records.bundle import SENT_BUNDLE
    from sirekap_trainer.records.sender import parse_address, send

    with clear_errors():
        where = parse_address(address, code)
        outbox, key = _outbox(data)
        for one in _packed(outbox, key, everything=everything, limit=SENT_BUNDLE):
            receipt = send(one.data, where)
            outbox.hand_over([part for part in one.parts if part.key in receipt.parts], at=time.time())
            typer.echo(receipt.message)


@bundle_app.command("take", epilog="Contoh: sirekap-trainer bundle take E:\\hasil-*.sirekap --class K7M2QX")
def bundle_take(
    paths: Annotated[list[Path], typer.Argument(metavar="BERKAS...", help="Berkas .sirekap dari laptop peserta.")],
    *,
    training_class: _Class = "",
    where: Where = "",
    as_json: _Json = False,
) -> None:
    """Ambil berkas hasil ke catatan pelatih; yang sudah ada tidak dihitung dua kali."""
    from sirekap_trainer.records.store import Store

    with clear_errors():
        store = Store.open(records_at(where))
    taken: list[TakenBundle] = []
    failed: list[RecordsError] = []
    try:
        for path in paths:
            try:
                one = _take(store, path, training_class)
            except RecordsError as error:
                failed.append(error)
                typer.echo(f"{SIGNS['error']} {path.name}: {error.message} {error.hint}", err=True)
                continue
            taken.append(one)
            if not as_json:
                typer.echo(f"{path.name}: {one.laptop_message} {one.message}")
    finally:
        store.close()
    if as_json:
        print_json([_json(one) for one in taken])
    if failed:
        raise typer.Exit(failed[0].exit_code)


@bundle_app.command("take-here", epilog="Contoh: sirekap-trainer bundle take-here --class K7M2QX")
def bundle_take_here(
    *,
    training_class: _Class = "",
    data: _Data = None,
    where: Where = "",
    as_json: _Json = False,
) -> None:
    """Ambil hasil yang dikerjakan di laptop pelatih ini sendiri ke catatan."""
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.records.exchange import take_from_here

    with clear_errors():
        outbox, key = _outbox(data)
        with open_records(where) as store:
            with store.read() as session:
                class_id = class_id_of(session, training_class) if training_class else None
            taken = take_from_here(store, outbox, key, at=datetime.now(UTC), class_id=class_id)
    if as_json:
        print_json([_json(one) for one in taken])
        return
    for one in taken:
        typer.echo(one.message)
    if not taken:
        typer.echo("Tidak ada hasil yang menunggu di laptop ini.", err=True)


def _take(store: Store, path: Path, code: str) -> TakenBundle:
    from sirekap_trainer.records.bundle import open_bundle, read_bundle
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.records.exchange import take_bundle

    bundle = open_bundle(read_bundle(path))
    with store.write() as session:
        return take_bundle(session, bundle, at=datetime.now(UTC), class_id=class_id_of(session, code) if code else None)


def _json(one: TakenBundle) -> dict[str, object]:
    return {
        "bundle": one.id,
        "laptop": one.code,
        "laptop_known": one.laptop_known,
        "new": one.new,
        "unmatched": list(one.attempts.unmatched),
        "parts": [list(part) for part in one.parts],
        "unknown": one.unknown,
        "no_class": one.no_class,
        "erased": len(one.attempts.erased) + one.erased,
        "message": one.message,
    }
