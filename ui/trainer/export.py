"""Writes the opened results of an exam as a spreadsheet. Runs in the workshop's lane.

Every text is written as text: a trainee who calls themselves `=1+1` stays a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.files import write_whole

from ..language import said
from .grading import Graded
from .words import patterns, tr

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from sirekap_trainer.exercise.scoring import Outcome, Score

#: A cell: text, a figure, or nothing.
Value = str | int | float | None
#: Widths of columns by their place, in characters of Excel's own type; those behind get the last.
_RESULT_WIDTHS = (30, 8, 12, 24, 10, 14, 18, 10, 16)
_NUMBER_WIDTHS = (30, 8, 12, 24, 52, 12, 12, 12, 36, 40, 10)


class ExportError(TrainerError):
    """A spreadsheet could not be written."""


def export(results: Sequence[Graded], path: Path) -> Path:
    """Writes results to an XLSX file, whole or not at all, in the place of one that is there; gives its path.

    One sheet has a row a file, the other a row for every number that ended wrong.

    Raises:
        ExportError: The file cannot be written.
    """
    path = path if path.suffix.casefold() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    try:
        write_whole(path, _workbook(results))
    except OSError as error:
        raise ExportError(
            tr("{name} tidak dapat disimpan.").format(name=path.name),
            hint=tr("Tutup berkas itu di Excel, atau pilih folder lain."),
        ) from error
    return path


def _workbook(results: Sequence[Graded]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 - not before it is asked for

    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        heads = _result_heads(results)
        _sheet(book, tr("Hasil"), [heads, *(_result_row(one, len(heads)) for one in results)], _RESULT_WIDTHS)
        rows = [row for one in results for row in _number_rows(one)]
        _sheet(book, tr("Angka salah"), [_number_heads(), *rows], _NUMBER_WIDTHS)
    return data.getvalue()


def _sheet(book: Workbook, name: str, rows: Sequence[Sequence[Value]], widths: Sequence[int]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for place in range(len(rows[0])):
        sheet.set_column(place, place, widths[min(place, len(widths) - 1)])
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(at, place, value, None if at else bold)
            elif isinstance(value, int | float):
                sheet.write_number(at, place, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    # TPS and boxes are text with digits in it: Excel would put a green triangle on each.
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows)}"})


def _result_heads(results: Sequence[Graded]) -> list[Value]:
    parts = next((one.score.parts for one in results if one.score is not None), ())
    return [
        *_who_heads(),
        tr("Nilai"),
        tr("Hasil"),
        tr("Suara dipertaruhkan"),
        tr("Detik"),
        *(tr("{part} (dari {most})").format(part=said(part.label), most=f"{part.max:g}") for part in parts),
        tr("Berkas"),
        tr("Catatan"),
    ]


def _result_row(one: Graded, columns: int) -> list[Value]:
    score = one.score
    if score is None:
        return [*[None] * (columns - 2), one.file.name, one.problem]
    return [
        *_who(one),
        score.total,
        _verdict(score),
        score.votes_at_stake,
        _seconds(score),
        *(part.points for part in score.parts),
        one.file.name,
    ]


def _verdict(score: Score) -> str:
    return tr("Lulus") if score.passed else tr("Belum lulus")


def _seconds(score: Score) -> Value:
    return None if score.seconds is None else round(score.seconds)


def _number_heads() -> list[Value]:
    return [
        *_who_heads(),
        tr("Angka"),
        tr("Ditampilkan"),
        tr("Terkirim"),
        tr("Di kertas"),
        tr("Yang terjadi"),
        tr("Pola salah baca"),
        tr("Selisih"),
    ]


def _number_rows(one: Graded) -> list[list[Value]]:
    return [] if one.score is None else [[*_who(one), *_number(outcome)] for outcome in one.score.mistakes]


def _number(outcome: Outcome) -> list[Value]:
    pattern = patterns()[outcome.pattern] if outcome.pattern else ""
    name = said(outcome.number.short)
    return [
        name[:1].upper() + name[1:],
        outcome.shown,
        outcome.sent or "",
        outcome.written,
        said(outcome.label),
        pattern,
        outcome.votes_at_stake,
    ]


def _who_heads() -> list[Value]:
    return [tr("Nama"), tr("TPS"), tr("Operator"), tr("Paket")]


def _who(one: Graded) -> list[Value]:
    who = one.trainee
    return ["", "", "", one.packet] if who is None else [who.name, who.tps, who.role, one.packet]
