"""The command line: the reader for scripts, and the door to all other commands.

The whole exercise without a window is in `cli_exercise.py`, practice material in `cli_practice.py` and `cli_exam.py`,
the trainer's records in `cli_records.py`, `cli_places.py` and `cli_classes.py`, reports out of them in
`cli_reports.py`, handing results over in `cli_exchange.py`, what all commands share in `cli_common.py`: the only
modules of the core that print or exit.
Heavy modules (OpenCV, ReportLab, SQLAlchemy) are imported by the commands that need them, so that `--help` is instant.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sirekap_trainer import __version__
from sirekap_trainer.cli_classes import classes_app
from sirekap_trainer.cli_common import SIGNS, clear_errors, print_json
from sirekap_trainer.cli_exchange import bundle_app
from sirekap_trainer.cli_exercise import exercise_app
from sirekap_trainer.cli_places import places_app
from sirekap_trainer.cli_practice import practice_app
from sirekap_trainer.cli_records import records_app
from sirekap_trainer.cli_reports import report_app
from sirekap_trainer.errors import UsageError
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from sirekap_trainer.reading.batch import Answer
    from sirekap_trainer.reading.result import TpsName

app = typer.Typer(
    name="sirekap-trainer",
    help="Pelatih Sirekap: baca foto C.Hasil, buat bahan latihan, dan berlatih memeriksa angka.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(practice_app, name="practice")
app.add_typer(exercise_app)
records_app.add_typer(places_app, name="place")
records_app.add_typer(classes_app, name="class")
app.add_typer(records_app, name="records")
app.add_typer(report_app, name="report")
app.add_typer(bundle_app, name="bundle")


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Tampilkan versi, lalu selesai.")] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be set to a code page without the signs used here.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if version:
        typer.echo(f"sirekap-trainer {__version__}")
        raise typer.Exit


# --- forms ------------------------------------------------------------------------------------------------------------


@app.command(epilog="Contoh: sirekap-trainer forms")
def forms(*, as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False) -> None:
    """Tampilkan formulir yang dikenal."""
    with clear_errors():
        rows = [
            {
                "id": form.id,
                "title": form.title,
                "pages": len(form.pages),
                "numbers": len(form.numbers),
                "tags": [page.tag.id for page in form.pages],
                "practice": form.practice,
            }
            for form in builtin_catalog()
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        use = "dapat dicetak untuk latihan" if row["practice"] else "hanya dibaca"
        typer.echo(f"{row['id']:<24} {row['title']}: {row['pages']} halaman, {row['numbers']} angka, {use}")


# --- read -------------------------------------------------------------------------------------------------------------


@app.command(epilog="Contoh: sirekap-trainer read sample_c_hasil/gubernur-1/page-2.jpg --json")
def read(
    photos: Annotated[list[Path], typer.Argument(metavar="FOTO...", help="Foto JPEG atau PNG, satu halaman per foto.")],
    *,
    jobs: Annotated[
        int | None,
        typer.Option(
            help="Berapa foto dibaca sekaligus, masing-masing oleh satu inti prosesor.",
            show_default="secepat komputer ini bisa",
        ),
    ] = None,
    tps: Annotated[str, typer.Option(help="Nomor TPS Anda, tiga angka: formulir TPS lain diberitahukan.")] = "",
    kelurahan: Annotated[str, typer.Option(help="Kelurahan Anda; dipakai bersama --tps.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False,
) -> None:
    """Baca angka pada foto C.Hasil."""
    from sirekap_trainer.reading.batch import ReadOptions, read_many

    with clear_errors():
        options = ReadOptions(tps=_whose(tps, kelurahan))
    failed: list[Answer] = []
    with clear_errors(), closing(read_many(photos, options, jobs=jobs)) as answers:
        show = _print_json_list if as_json else _print_pages
        show(_noting_failures(answers, failed))
    if failed:
        raise typer.Exit(1)


def _whose(tps: str, kelurahan: str) -> TpsName | None:
    """Whose forms are to be read; says so where the header that tells it cannot be read."""
    from sirekap_trainer.reading.result import TpsName

    tps, kelurahan = tps.strip(), " ".join(kelurahan.split())
    if not tps and not kelurahan:
        return None
    number = tps.zfill(3)
    if not (tps.isascii() and tps.isdecimal() and len(number) == 3 and number != "000"):
        raise UsageError("Nomor TPS harus tiga angka.", hint="Isi --tps, misalnya 012.", code="tps")
    if not shutil.which("tesseract"):
        typer.echo("Tesseract belum terpasang: kepala formulir tidak dibaca, TPS tidak diperiksa.", err=True)
        return None
    return TpsName(number, kelurahan)


def _noting_failures(answers: Iterable[Answer], failed: list[Answer]) -> Iterator[Answer]:
    for answer in answers:
        if "error" in answer:
            failed.append(answer)
        yield answer


def _print_pages(answers: Iterable[Answer]) -> None:
    for answer in answers:
        _print_page(answer)


def _print_page(answer: Answer) -> None:
    typer.echo(f"\n{answer['photo']}")
    if "error" in answer:
        typer.echo(f"  {SIGNS['error']} {answer['error']['message']} {answer['error']['hint']}")
        return
    typer.echo(f"  {builtin_catalog().get(answer['form']).title}, halaman {answer['page']}")
    for finding in answer["quality"]["findings"]:
        typer.echo(f"  {SIGNS[finding['severity']]} {finding['message']}")
    for number in answer["numbers"]:
        value = "tidak terbaca" if number["value"] is None else number["value"]
        bubbles = f"  bulatan {number['bubbles']}" if number["bubbles"] else ""
        typer.echo(f"  {number['boxes']:>5}{bubbles}  {value!s:>13}  {number['label']}")
    for finding in answer["findings"]:
        typer.echo(f"  {SIGNS[finding['severity']]} {finding['message']}")


def _print_json_list(values: Iterable[Answer]) -> None:
    """Prints what `print_json` would for the whole list (of one or more), each value as soon as it is there."""
    opening = "["
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
        typer.echo(f"{opening}\n {text}", nl=False)
        opening = ","
    typer.echo("\n]")
