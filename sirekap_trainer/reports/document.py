"""A report as values, before it is drawn: facts, tables and charts, from which PDF and XLSX are both made.

Whatever figure the PDF shows stands in a `Fact` or in a `Grid`, and all of these are written to the XLSX: so each can
be found again there. Values are raw (a share is 0 to 1); `shown` says how a person reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from sirekap_trainer.figures import percent
from sirekap_trainer.reports.content import thousands
from sirekap_trainer.reports.words import short_day

#: How a value is read: words; a count; points with one decimal; a share as percent; a change in percentage points;
#: seconds with one decimal; a day; a box for a pen.
Kind = Literal["text", "whole", "points", "share", "gain", "seconds", "day", "tick"]
Value: TypeAlias = str | int | float | date | None
Row: TypeAlias = tuple[Value, ...]

#: Where there is nothing to tell.
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: Above it.
        kind: Of its values.
        width: In millimetres; of the spreadsheet's column, for on paper the words say how wide it must be.
        printed: Whether the PDF has it too, and not the XLSX alone.
    """

    title: str
    kind: Kind = "text"
    width: float = 20
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        name: Of its sheet in the XLSX; at most 31 letters.
        title: Above it.
        columns: Of which it is made.
        rows: One value a column.
        empty: Said in place of a table without rows.
        note: A sentence below the title.
        printed: Whether the PDF has it too, and not the XLSX alone.
        to_sign: Whether lines stand far apart, for somebody to write in them.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = "Belum ada data."
    note: str = ""
    printed: bool = True
    to_sign: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: `value`, perhaps `of` so many.

    Attributes:
        label: What it is.
        value: The figure, or words.
        kind: Of the value.
        of: Of how many; None where that makes no sense.
        unit: Behind the figure.
    """

    label: str
    value: Value
    kind: Kind = "whole"
    of: int | None = None
    unit: str = ""

    @property
    def share(self) -> float | None:
        """`value` of `of`, 0 to 1; None where there is nothing to divide by."""
        return self.value / self.of if self.of and isinstance(self.value, int | float) else None

    @property
    def figure(self) -> str:
        """As a person reads it, e.g. `12 dari 48 (25%)`."""
        words = shown(self.value, self.kind)
        if self.of is not None:
            words += f" dari {thousands(self.of)}"
        if self.unit and self.value is not None:
            words += f" {self.unit}"
        return words if self.share is None else f"{words} ({shown(self.share, 'share')})"


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures one below the other, under a title."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences one below the other, under a title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long, and the figure that is written at its end."""

    label: str
    value: float
    figure: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, labels on their left; or standing ones, labels below.

    Attributes:
        title: Above it.
        bars: In order.
        data: What it is drawn from.
        most: Value of a full bar; the longest one's where None.
        standing: Whether they stand.
        note: A sentence below the title.
    """

    title: str
    bars: tuple[Bar, ...]
    data: Grid
    most: float | None = None
    standing: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stacks:
    """Lying bars of several parts, dark to light, with the figure on each part.

    Attributes:
        title: Above it.
        parts: What each part is.
        stacks: Label and one count a part.
        data: What it is drawn from.
        most: Of a full bar; the longest one's where None.
    """

    title: str
    parts: tuple[str, ...]
    stacks: tuple[tuple[str, tuple[int, ...]], ...]
    data: Grid
    most: int | None = None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells that are the darker, the higher their share, with the figure in each.

    Attributes:
        title: Above it.
        columns: Above the cells.
        groups: What several columns have in common: words and how many columns; together all columns.
        rows: Label and one share (0 to 1) a column; None leaves a cell empty.
        data: What it is drawn from.
        most: The share of the darkest cell.
        note: A sentence below the title: what dark means.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    data: Grid
    groups: tuple[tuple[str, int], ...] = ()
    most: float = 1.0
    note: str = ""


Chart: TypeAlias = Bars | Stacks | HeatMap
Block: TypeAlias = Facts | Lines | Grid | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks in order.

    Attributes:
        blocks: What it holds.
        landscape: Whether its pages lie on their side.
        new_page: Whether it begins on a new page.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes:
        title: E.g. `Laporan kelas`.
        subject: What it is about, e.g. the class's name.
        about: Label and words, below the title.
        verdict: The result in one sentence.
        figure: The result in one figure, e.g. `81%`.
        figure_of: What the figure is, in two or three words.
        sections: In order.
        signatures: In what capacity each signs, and their name where it is known.
        printed_on: The day it was made.
    """

    title: str
    subject: str
    about: tuple[tuple[str, str], ...]
    verdict: str
    figure: str
    figure_of: str
    sections: tuple[Section, ...]
    signatures: tuple[tuple[str, str], ...]
    printed_on: date

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts in order, for the screen."""
        return tuple(block for block in self.blocks if isinstance(block, Bars | Stacks | HeatMap))


def shown(value: Value, kind: Kind) -> str:
    """A value as a person reads it in Indonesian."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return short_day(value)
    return _figure(value, kind)


def _figure(value: float, kind: Kind) -> str:
    if kind == "share":
        return percent(value)
    if kind == "gain":
        return f"{rounded(value):+.1f}".replace(".", ",")
    if kind in ("points", "seconds"):
        return f"{rounded(value):.1f}".replace(".", ",")
    return thousands(int(value))


def rounded(value: float) -> float:
    """To one decimal, as a spreadsheet rounds: half away from zero."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def share(part: float, whole: float) -> float | None:
    """A share, 0 to 1; None of nothing."""
    return part / whole if whole else None
