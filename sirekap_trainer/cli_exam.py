"""The commands for exams: `sirekap-trainer practice seal`, `open` and `score`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sirekap_trainer.cli_common import (
    SIGNS,
    ProgressLine,
    SecretFile,
    clear_errors,
    interruptible,
    keyring_of,
    print_json,
    print_score,
)
from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.practice.packet import Packet
    from sirekap_trainer.practice.seal import Keyring

exam_app = typer.Typer()


@exam_app.command("seal", epilog="Contoh: sirekap-trainer practice seal lembar --out tersegel")
def practice_seal(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folder paket, atau folder berisi paket.")],
    *,
    out: Annotated[Path, typer.Option(help="Folder untuk salinan yang disegel.")],
    passphrase_file: SecretFile = None,
) -> None:
    """Segel paket ujian: kuncinya hanya dapat dibuka dengan kata sandi Anda."""
    from sirekap_trainer.practice.seal import packets_in, seal_set

    line = ProgressLine("Paket")
    with clear_errors(), interruptible(line, f"paket sudah disegel di {out}"):
        packets = [packet for folder in folders for packet in packets_in(folder)]
        sealed = seal_set(packets, out, keyring_of(passphrase_file, twice=True), progress=line)
    typer.echo(f"{len(sealed)} paket disegel di {out}. Bagikan folder ini saja.", err=True)


@exam_app.command("open", epilog="Contoh: sirekap-trainer practice open ujian --out ujian-terbuka")
def practice_open(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folder paket yang disegel, atau folder berisi paket itu.")
    ],
    *,
    out: Annotated[Path | None, typer.Option(help="Folder untuk salinan yang terbuka.")] = None,
    passphrase_file: SecretFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak paket sebagai JSON.")] = False,
) -> None:
    """Buka segel: periksa bahwa tidak ada yang berubah, lalu cetak kuncinya, atau simpan dengan --out."""
    from sirekap_trainer.practice.seal import open_folder, open_sealed, packets_in

    with clear_errors():
        found = [packet for folder in folders for packet in packets_in(folder)]
        keyring = keyring_of(passphrase_file)
        opened = [
            open_folder(folder, out / name, keyring) if out else open_sealed(folder, keyring) for folder, name in found
        ]
    if as_json:
        print_json([packet.model_dump(mode="json") for packet in opened])
    elif len(opened) == 1 and out is None:
        _print_key(opened[0])
    else:
        for packet in opened:
            typer.echo(f"{packet.id}: utuh")


def _print_key(packet: Packet) -> None:
    """What stands on the paper, and where the exercise shows something else."""
    from sirekap_trainer.practice.sealed import shown_boxes

    shown, planted = shown_boxes(packet), {misread.number for misread in packet.misreads}
    typer.echo(f"{packet.id}: utuh. TPS {packet.tps.number}, {packet.tps.kelurahan}")
    for number in builtin_catalog().get(packet.form).numbers:
        wrong = f"  ditampilkan {shown[number.id]}" if number.id in planted else ""
        typer.echo(f"  {packet.numbers[number.id].boxes:>5}  {number.label}{wrong}")
    for slip in packet.slips:
        typer.echo(f"  {SIGNS['warning']} {slip.detail or slip.kind}")


@exam_app.command("score", epilog="Contoh: sirekap-trainer practice score hasil/ujian-*.json --packets ujian --json")
def practice_score(
    attempts: Annotated[list[Path], typer.Argument(metavar="HASIL...", help="Berkas hasil ujian dari peserta.")],
    *,
    packets: Annotated[Path, typer.Option(help="Folder paket yang disegel.")],
    passphrase_file: SecretFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak nilai sebagai JSON.")] = False,
) -> None:
    """Nilai hasil ujian peserta."""
    from sirekap_trainer.practice.seal import packets_in

    with clear_errors():
        folders = {_id_in(folder): folder for folder, _ in packets_in(packets)}
        keyring = keyring_of(passphrase_file)
        scored = [_score_attempt(path, folders, keyring) for path in attempts]
    if as_json:
        print_json([{"attempt": str(one.path), "trainee": one.who, **one.score.to_dict()} for one in scored])
        return
    for one in scored:
        typer.echo(f"\n{one.path.name}: {one.who['name']}, TPS {one.who['tps']}, operator {one.who['role']}")
        print_score(one.score, ())


def _id_in(folder: Path) -> str:
    from sirekap_trainer.practice.sealed import load_any

    return load_any(folder).id


@dataclass(frozen=True, slots=True)
class _Scored:
    """An attempt, whose it is and what it earned."""

    path: Path
    who: dict[str, str]
    score: Score


def _score_attempt(path: Path, folders: dict[str, Path], keyring: Keyring) -> _Scored:
    from sirekap_trainer.exercise.saved import attempted_packet, load_attempt
    from sirekap_trainer.exercise.scoring import load_rubric, score_sealed
    from sirekap_trainer.practice.seal import open_sealed

    name = attempted_packet(path)
    if name not in folders:
        raise ExerciseError(
            f"Paket {name} untuk {path.name} tidak ditemukan.", hint="Sebutkan folder paketnya dengan --packets."
        )
    packet = open_sealed(folders[name], keyring)
    attempt = load_attempt(path, packet, catalog=builtin_catalog())
    assert attempt.trainee is not None
    who = {"name": attempt.trainee.name, "tps": attempt.trainee.tps, "role": attempt.trainee.role}
    return _Scored(path, who, score_sealed(attempt, packet, load_rubric()))
