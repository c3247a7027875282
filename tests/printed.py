"""Reads printed reports and their spreadsheets again, to compare their figures."""

from __future__ import annotations

import re
from datetime import datetime

import pypdfium2

from sirekap_trainer.reports.document import shown
from sirekap_trainer.reports.xlsx import FORMATS

#: What is written on a page for its own sake: its foot, and the scales of charts.
CHROME = (r"Halaman \d+ dari \d+", r"yang paling kuat \d+%", r"Dicetak .*")
FIGURE = re.compile(r"(?<![\w,.])[+-]?\d[\d.]*(?:,\d+)?%?")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def figures_in(text: str) -> set[str]:
    """All figures of a text, but those of its foot."""
    for chrome in CHROME:
        text = re.sub(chrome, "", text)
    return {figure.rstrip(".") for figure in FIGURE.findall(text)}


def figures_of(book) -> set[str]:
    """All figures of a spreadsheet, as a person reads them by the format of their cell."""
    kinds = {words: kind for kind, words in FORMATS.items() if kind not in ("text", "tick")}
    found: set[str] = set()
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None):
        if isinstance(cell.value, str):
            found |= figures_in(cell.value)
        elif isinstance(cell.value, datetime):
            found |= figures_in(shown(cell.value.date(), "day"))
        else:
            found.add(shown(cell.value, kinds[cell.number_format]))
    return found
