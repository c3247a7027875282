"""A `Document` as a PDF to print and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Spacer,
    Table,
)

from sirekap_trainer.reports.charts import draw
from sirekap_trainer.reports.document import (
    Bars,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Grid,
    HeatMap,
    Lines,
    Section,
    Stacks,
    shown,
)
from sirekap_trainer.reports.fonts import BOLD, LINE, SHADE, SOFT, text_width
from sirekap_trainer.reports.page import (
    LONG,
    LYING,
    UPRIGHT,
    WIDTH,
    about,
    heading,
    pdf_of,
    plain_style,
    signatures,
    text,
    verdict,
)
from sirekap_trainer.reports.words import day_words

#: Size of words in tables.
_SIZE = 8.5
_HEAD = 8.0
#: So many rows of a chart fit an upright page.
_ROWS = 30
#: A word that is longer may be cut, and no column wants to be wider than a line of that length.
_LONG_WORD, _LONG_LINE = 26 * mm, 62 * mm
_PAD = 3.2 * mm


def document_pdf(document: Document, details: Iterable[Iterable[Flowable]] = ()) -> bytes:
    """A report as the bytes of a PDF; the same for the same report.

    Args:
        document: What it says.
        details: More pages, already drawn, after the lines to sign on; each begins on a new one.
    """
    return pdf_of(
        _story(document, details),
        title=f"{document.title} - {document.subject}",
        foot=f"Dicetak {day_words(document.printed_on)}",
    )


def _story(document: Document, details: Iterable[Iterable[Flowable]]) -> Iterator[Flowable]:
    yield text(document.title, 20, bold=True)
    yield Spacer(0, 3 * mm)
    yield about(document.about)
    yield Spacer(0, 4 * mm)
    yield verdict(document.verdict, document.figure, document.figure_of)
    lying = False
    last: list[Flowable] = []
    for section in document.sections:
        yield from last
        yield from _turn(section, lying=lying)
        lying, last = section.landscape, []
        for block in section.blocks:
            yield from last
            last = list(_block(block, LONG if lying else WIDTH))
    yield from _signed(document, last, LONG if lying else WIDTH)
    for pages in details:
        yield PageBreak()
        yield from pages


def _turn(section: Section, *, lying: bool) -> Iterator[Flowable]:
    """To another page where the section wants one, or lies otherwise than the one before."""
    if section.landscape != lying:
        yield NextPageTemplate(LYING if section.landscape else UPRIGHT)
    if section.landscape != lying or section.new_page:
        yield PageBreak()


def _signed(document: Document, last: list[Flowable], width: float) -> Iterator[Flowable]:
    """Nobody signs an empty page: what comes last stays with the lines to sign on, where it is no long table."""
    place = f"....................................., {day_words(document.printed_on)}"
    lines = [Spacer(0, 8 * mm), signatures(document.signatures, place, width)]
    if any(isinstance(one, Table) and one.repeatRows for one in last):
        yield from last
        yield KeepTogether(lines)
    else:
        yield KeepTogether([one for one in (*last, *lines) if not isinstance(one, CondPageBreak)])


# --- blocks -----------------------------------------------------------------------------------------------------------


def _block(block: Block, width: float) -> Iterator[Flowable]:
    if isinstance(block, Lines):
        yield from heading(block.title)
        for words in block.lines:
            yield text(f"- {words}")
            yield Spacer(0, 1 * mm)
    elif isinstance(block, Facts):
        facts = _facts(block.facts, width)
        # No KeepTogether: within the one around the lines to sign on it would ask for a page of its own.
        yield CondPageBreak(facts.wrap(width, 0)[1] + 24 * mm)
        yield from list(heading(block.title))[1:]
        yield facts
    elif isinstance(block, Grid):
        if block.printed:
            yield from _grid(block, width)
    else:
        yield from _chart(block, width)


def _facts(facts: tuple[Fact, ...], width: float) -> Table:
    cells = [[text(fact.label), text(fact.figure, bold=True, align=2)] for fact in facts]
    style = plain_style(("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5))
    return Table(cells, colWidths=(0.6 * width, 0.4 * width), style=style)


def _chart(chart: Bars | Stacks | HeatMap, width: float) -> Iterator[Flowable]:
    """A chart that fits a page is never cut in two; a longer one goes on under a heading of its own."""
    for piece in _pieces(chart):
        yield from _piece(piece, width)


def _pieces(chart: Bars | Stacks | HeatMap) -> Iterator[Bars | Stacks | HeatMap]:
    """A chart in pieces that fit a page each, all to the same scale."""
    if isinstance(chart, Stacks):
        most = max((sum(parts) for _, parts in chart.stacks), default=0)
        for title, at in _cuts(chart.title, len(chart.stacks)):
            yield replace(chart, title=title, stacks=chart.stacks[at], most=most)
    elif isinstance(chart, HeatMap):
        for title, at in _cuts(chart.title, len(chart.rows)):
            yield replace(chart, title=title, rows=chart.rows[at])
    else:  # rankings and distributions: a dozen bars at most
        yield chart


def _cuts(title: str, rows: int) -> Iterator[tuple[str, slice]]:
    yield title, slice(0, _ROWS)
    for start in range(_ROWS, rows, _ROWS):
        yield f"{title} (lanjutan)", slice(start, start + _ROWS)


def _piece(chart: Bars | Stacks | HeatMap, width: float) -> Iterator[Flowable]:
    drawn = draw(chart, width)
    yield CondPageBreak(drawn.height + 24 * mm)
    yield from heading(chart.title, room=0)
    note = "" if isinstance(chart, Stacks) else chart.note
    if note:
        yield text(note, 9, color=SOFT)
        yield Spacer(0, 1.5 * mm)
    yield drawn


def _grid(grid: Grid, width: float) -> Iterator[Flowable]:
    yield from heading(grid.title)
    if grid.note:
        yield text(grid.note, 9, color=SOFT)
        yield Spacer(0, 1.5 * mm)
    if not grid.rows:
        yield text(grid.empty)
        return
    yield _table(grid, width)


def _table(grid: Grid, width: float) -> Table:
    kept = [place for place, column in enumerate(grid.columns) if column.printed]
    columns = [grid.columns[place] for place in kept]
    words = [[shown(row[place], grid.columns[place].kind) for place in kept] for row in grid.rows]
    widths = _widths(words, columns, width)
    rights = [column.kind not in ("text", "day", "tick") for column in columns]
    head = [
        text(column.title, _HEAD, bold=True, align=2 * right) for column, right in zip(columns, rights, strict=True)
    ]
    rows: list[list[Any]] = [
        [
            _Tick() if column.kind == "tick" else _cell(cell, room, right=right)
            for cell, column, room, right in zip(row, columns, widths, rights, strict=True)
        ]
        for row in words
    ]
    return Table([head, *rows], colWidths=widths, repeatRows=1, style=_grid_style(grid, rights))


def _widths(words: list[list[str]], columns: Sequence[Column], width: float) -> list[float]:
    """Of the columns: what their longest line wants, less where there is no room, without cutting words."""
    heads, least, wished = [], [], []
    for across, column in enumerate(columns):
        lines = {row[across] for row in words}
        pieces = {piece for line in lines for piece in line.split()} if column.kind == "text" else lines
        word = max((text_width(piece, _SIZE) for piece in pieces), default=0.0)
        line = max((text_width(line, _SIZE) for line in lines), default=0.0)
        heads.append(max(text_width(piece, _HEAD, bold=True) for piece in column.title.split()) + _PAD + 0.5)
        least.append(max(heads[-1], min(word, _LONG_WORD) + _PAD + 0.5))
        wished.append(max(least[-1], min(line, _LONG_LINE) + _PAD + 0.5))
    if sum(wished) <= width:
        return [wish * width / sum(wished) for wish in wished]
    # Where even the words want too much, they are broken rather than the heads.
    return _between(least, wished, width) if sum(least) <= width else _between(heads, least, width)


def _between(lows: list[float], highs: list[float], width: float) -> list[float]:
    """Widths that fill the page, all at the same share of the way from low to high."""
    spare = sum(highs) - sum(lows)
    share = (width - sum(lows)) / spare if spare else 0.0
    return [low + (high - low) * share for low, high in zip(lows, highs, strict=True)]


def _grid_style(grid: Grid, rights: list[bool]) -> Any:  # noqa: ANN401 - a table's style
    room = 4.5 if grid.to_sign else 2.2
    return plain_style(
        ("FONTNAME", (0, 0), (-1, 0), BOLD),
        ("FONTSIZE", (0, 0), (-1, -1), _SIZE),
        ("LEADING", (0, 0), (-1, -1), 1.3 * _SIZE),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD / 2),
        ("TOPPADDING", (0, 1), (-1, -1), room),
        ("BOTTOMPADDING", (0, 1), (-1, -1), room),
        *(("ALIGN", (across, 0), (across, -1), "RIGHT") for across, right in enumerate(rights) if right),
    )


def _cell(words: str, room: float, *, right: bool) -> object:
    """Words of one line as they are, for that is quick; others as a paragraph that breaks them."""
    if text_width(words, _SIZE) <= room - _PAD:
        return words
    return text(words, _SIZE, align=2 * right)


class _Tick(Flowable):
    """An empty box for a pen."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - as ReportLab calls them
        """The same everywhere."""
        return 4 * mm, 4 * mm

    def draw(self) -> None:
        """Draws it."""
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.7)
        self.canv.rect(0, 0, 4 * mm, 4 * mm)
