"""A `Document` as a spreadsheet: every figure of the PDF, as a number, to sort and to filter.

Texts are written as texts: neither a TPS nor what somebody typed is taken for a number or a formula.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from sirekap_trainer.reports.document import Bars, Document, Fact, Facts, Grid, HeatMap, Kind, Lines, Stacks, Value
from sirekap_trainer.reports.page import NOT_OFFICIAL
from sirekap_trainer.reports.words import day_words

#: What a spreadsheet shows of each kind.
FORMATS: dict[Kind, str] = {
    "text": "@",
    "whole": "#,##0",
    "points": "0.0",
    "share": '[=1]0%;[>=0.995]"99%";0%',  # 100% only of all, as `figures.percent` says it
    "gain": "+0.0;-0.0;0.0",
    "seconds": "0.0",
    "day": "d mmmm yyyy",
    "tick": "@",
}
#: First sheet: all facts and what the report is about.
SUMMARY = "Ringkasan"
_SUMMARY_HEADS = ("Keterangan", "Nilai", "Dari", "Bagian", "Satuan")
_A4 = 9
#: Millimetres on paper that a letter of a column takes.
_MM_A_LETTER = 1.75
_NARROWEST = 9


def document_xlsx(document: Document) -> bytes:
    """A report as the bytes of an XLSX; the same for the same report."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": f"{document.title} - {document.subject}",
                "subject": NOT_OFFICIAL,
                "author": "Latihan Sirekap",
                # Otherwise the moment of writing would stand in it.
                "created": datetime.combine(document.printed_on, datetime.min.time()),
            }
        )
        writer = _Writer(book, document)
        writer.summary()
        for grid in grids_of(document):
            writer.grid(grid)
    return buffer.getvalue()


def grids_of(document: Document) -> tuple[Grid, ...]:
    """All tables of a report and those its charts are drawn from, each once, in order."""
    found: dict[str, Grid] = {}
    for block in document.blocks:
        if isinstance(block, Grid):
            found.setdefault(block.name, block)
        elif isinstance(block, Bars | Stacks | HeatMap):
            found.setdefault(block.data.name, block.data)
    return tuple(found.values())


class _Writer:
    """Writes the sheets of one report."""

    def __init__(self, book: Any, document: Document) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._book, self._document = book, document
        self._formats = {
            kind: book.add_format({"num_format": words, "valign": "top"}) for kind, words in FORMATS.items()
        }
        self._wrapped = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self._bold = book.add_format({"bold": True, "num_format": "@"})
        self._title = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#E6E6E6", "bottom": 1, "text_wrap": True, "valign": "bottom", "num_format": "@"}
        )

    def summary(self) -> None:
        """Title, what it is about, and the facts below each other."""
        sheet, document = self._sheet(SUMMARY), self._document
        for column, width in enumerate((44, 24, 10, 10, 16)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, document.title, self._title)
        about = (*document.about, ("Hasil", document.verdict))
        about += (("Dicetak", day_words(document.printed_on)), ("Sifat", NOT_OFFICIAL))
        down = 1
        for label, words in about:
            sheet.write_string(down, 0, label, self._formats["text"])
            sheet.write_string(down, 1, words, self._formats["text"])
            down += 1
        for block in document.blocks:
            if isinstance(block, Facts):
                down = self._facts(sheet, down + 1, block)
        for block in document.blocks:
            if isinstance(block, Lines):
                down += 1
                for place, words in enumerate((block.title, *block.lines)):
                    sheet.write_string(down + place, 0, words, self._formats["text"] if place else self._bold)
                down += 1 + len(block.lines)

    def grid(self, grid: Grid) -> None:
        """One table: names of columns that stay in sight and are printed again on each page, filters."""
        sheet = self._sheet(grid.name)
        for across, column in enumerate(grid.columns):
            sheet.write_string(0, across, column.title, self._head)
            sheet.set_column(across, across, max(_NARROWEST, column.width / _MM_A_LETTER))
        for down, row in enumerate(grid.rows, start=1):
            for across, (value, column) in enumerate(zip(row, grid.columns, strict=True)):
                self._write(sheet, (down, across), value, column.kind)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(1, len(grid.rows)), len(grid.columns) - 1)

    def _sheet(self, name: str) -> Any:  # noqa: ANN401
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L{NOT_OFFICIAL}&CDicetak {day_words(self._document.printed_on)}&RHalaman &P dari &N")
        return sheet

    def _facts(self, sheet: Any, down: int, block: Facts) -> int:  # noqa: ANN401
        sheet.write_string(down, 0, block.title, self._bold)
        for across, words in enumerate(_SUMMARY_HEADS):
            sheet.write_string(down + 1, across, words, self._head)
        for place, fact in enumerate(block.facts, start=down + 2):
            self._fact(sheet, place, fact)
        return down + 2 + len(block.facts)

    def _fact(self, sheet: Any, down: int, fact: Fact) -> None:  # noqa: ANN401
        self._write(sheet, (down, 0), fact.label, "text")
        self._write(sheet, (down, 1), fact.value, fact.kind)
        self._write(sheet, (down, 2), fact.of, "whole")
        self._write(sheet, (down, 3), fact.share, "share")
        self._write(sheet, (down, 4), fact.unit, "text")

    def _write(self, sheet: Any, at: tuple[int, int], value: Value, kind: Kind) -> None:  # noqa: ANN401
        style = self._formats[kind]
        if value is None or value == "":
            sheet.write_blank(*at, None, style)
        elif isinstance(value, str):
            sheet.write_string(*at, value, self._wrapped if len(value) > 40 else self._formats["text"])
        elif isinstance(value, date):
            sheet.write_datetime(*at, datetime.combine(value, datetime.min.time()), style)
        else:
            # In which order a database adds up is its own affair: beyond nine digits no figure is meant.
            sheet.write_number(*at, round(value, 9), style)
