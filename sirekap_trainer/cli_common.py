"""What all commands of the command line share: how they fail and print, and how they ask for a passphrase."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sirekap_trainer.errors import TrainerError, UsageError

if TYPE_CHECKING:
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.practice.seal import Keyring
    from sirekap_trainer.records.store import Store

#: Before findings, by severity.
SIGNS = {"error": "[x]", "warning": "[!]", "info": "[i]"}
#: Option: the file that holds the trainer's passphrase.
SecretFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="Berkas berisi kata sandi, satu baris; ditanyakan bila tidak disebut."),
]
#: Option: where the trainer's records are.
Where = Annotated[
    str,
    typer.Option(
        "--records",
        envvar="SIREKAP_TRAINER_RECORDS",
        help="Folder catatan, atau alamat basis data PostgreSQL.",
        show_default="seperti di Pengaturan pada jendela, atau folder data pengguna",
    ),
]
#: Exit status of a command that Ctrl-C ended, as a shell has it: 128 and the signal's number.
INTERRUPTED = 130


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turns a `TrainerError` into words on standard error and its exit status."""
    try:
        yield
    except TrainerError as error:
        _fail(error)


def _fail(error: TrainerError) -> NoReturn:
    typer.echo(f"{error.message} {error.hint}", err=True)
    raise typer.Exit(error.exit_code) from error


def records_at(named: str) -> Path | str:
    """Where the records are, told on standard error: whoever has several sees which are meant.

    Args:
        named: What `Where` gives.

    Raises:
        RecordsError: Nobody names a place, and the window's settings cannot be read.
    """
    from sirekap_trainer.records.whereabouts import whereabouts

    found = whereabouts(named)
    told = ", dari Pengaturan" if found.by_settings else ""
    typer.echo(f"{SIGNS['info']} Catatan: {found.words}{told}.", err=True)
    return found.where


@contextmanager
def open_records(named: str) -> Iterator[Store]:
    """The records, and which they are on standard error.

    Raises:
        RecordsError: As `records_at`, or they cannot be opened.
    """
    from sirekap_trainer.records.store import Store

    store = Store.open(records_at(named))
    try:
        yield store
    finally:
        store.close()


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_score(score: Score, advice: tuple[str, ...]) -> None:
    """A result as a person reads it."""
    from sirekap_trainer.exercise.scoring import headline

    typer.echo(f"\n{headline(score)}")
    for part in score.parts:
        points = f"{part.points:.1f}".replace(".", ",")
        typer.echo(f"  {part.label:<12} {points:>5} dari {part.max:g}")
    for outcome in score.mistakes:
        sent = outcome.sent or "-"
        typer.echo(f"  {SIGNS['error']} {outcome.number.short}: terkirim {sent}, di kertas {outcome.written}")
    for sentence in advice:
        typer.echo(f"  {SIGNS['info']} {sentence}")


class ProgressLine:
    """One line that tells how far work is and how long it will take; nothing where nobody watches.

    Args:
        what: What is counted, e.g. `Paket`.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._began: tuple[float, int] | None = None
        self._open = False
        self.done = 0

    def __call__(self, done: int, total: int) -> None:
        """Tells that `done` of `total` are there."""
        self.done = done
        if not sys.stderr.isatty():
            return
        words = f"{self._what} {done} dari {total}"
        if done < total:
            words += self._left(done, total)
        typer.echo(f"\r{words:<60}", nl=False, err=True)
        self._open = True
        if done == total:
            self.end()

    def end(self) -> None:
        """Ends the line, if one was begun."""
        if self._open:
            typer.echo(err=True)
        self._open = False

    def _left(self, done: int, total: int) -> str:
        """From the first packet that was told on: what was there already took no time."""
        now = time.monotonic()
        if self._began is None:
            self._began = now, done
        since, before = self._began
        if done - before < 2:
            return ""
        seconds = (now - since) * (total - done) / (done - before)
        return (
            f", kira-kira {seconds / 60:.0f} menit lagi" if seconds >= 90 else f", kira-kira {seconds:.0f} detik lagi"
        )


@contextmanager
def interruptible(line: ProgressLine, said: str) -> Iterator[None]:
    """Ctrl-C ends the command in words: what is there, and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        line.end()
        typer.echo(f"Dihentikan: {line.done} {said}. Jalankan lagi perintah yang sama untuk melanjutkan.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        line.end()


# --- the passphrase ---------------------------------------------------------------------------------------------------


def keyring_of(file: Path | None, *, twice: bool = False) -> Keyring:
    """Of the trainer's passphrase, from a file or typed unseen."""
    from sirekap_trainer.practice.seal import Keyring

    return Keyring(_passphrase(file, twice=twice))


def _passphrase(file: Path | None, *, twice: bool) -> str:
    if file is not None:
        return _passphrase_in(file)
    if not sys.stdin.isatty():
        raise UsageError("Kata sandi tidak dapat ditanyakan di sini.", hint="Sebutkan --passphrase-file.", code="sandi")
    import getpass

    typed = getpass.getpass("Kata sandi: ")
    if twice and getpass.getpass("Sekali lagi: ") != typed:
        raise UsageError("Kedua kata sandi tidak sama.", hint="Jalankan lagi, ketik pelan-pelan.", code="sandi")
    return typed


def _passphrase_in(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"Berkas kata sandi {file.name} tidak dapat dibaca.", hint="Simpan sebagai teks UTF-8.", code="sandi"
        ) from error
    if len(lines) != 1:
        raise UsageError(
            f"Berkas kata sandi {file.name} harus berisi satu baris.", hint="Perbaiki berkas itu.", code="sandi"
        )
    return lines[0]
