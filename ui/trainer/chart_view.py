"""A report on the screen: the figures and charts that its files have, in the same order.

Its charts are drawn by a lane (`drawn`) as the SVG that stands for the drawing in the PDF, in the colours of the
window; `DocumentView` then shows a block at a time, so that the longest report holds nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Box, clear, label, tight
from ..widgets.notices import LONGEST
from ..widgets.table import Cell, Table

if TYPE_CHECKING:
    from sirekap_trainer.reports.document import Block, Chart, Document, Facts, Grid, HeatMap, Lines, Value

#: Pixels of the screen for a point of a chart at 100%: its words of 9 points are then read like those of the window.
PIXELS_A_POINT = 1.6
#: Charts are as wide as on paper where there is room, in points, and not so narrow that their legend is cut: where even
#: less fits they are drawn a little smaller.
WIDEST, NARROWEST = 504, 380
#: Seconds for which blocks are made before the window may answer again.
_PATIENCE = 0.012
#: Rows of a table that are shown at once; the others are scrolled to.
_ROWS = 10


@dataclass(frozen=True, slots=True)
class ChartColors:
    """Colours of charts on the screen, as `#rrggbb`; see `sirekap_trainer.reports.charts.Palette`."""

    ink: str
    soft: str
    line: str
    fill: str
    heat: str
    middle: str
    ground: str
    on_fill: str
    on_middle: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report ready to be shown.

    Attributes:
        document: The report.
        charts: SVG of its charts, in order.
    """

    document: Document
    charts: tuple[bytes, ...]


def chart_colors(theme: Theme) -> ChartColors:
    """Those of the mode in force; the strongest cell is a mixture, on which words can be read in their own colour."""
    tokens = theme.tokens
    return ChartColors(
        ink=tokens.ink,
        soft=tokens.ink_soft,
        line=tokens.line,
        fill=tokens.accent,
        heat=_mixed(theme.color("accent"), theme.color("surface")).name(),
        middle=tokens.accent_soft,
        ground=tokens.surface,
        on_fill=tokens.on_accent,
        on_middle=tokens.ink,
    )


def _mixed(one: QColor, other: QColor) -> QColor:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*((a + b) // 2 for a, b in parts))


def drawn(document: Document, colors: ChartColors, width: int) -> Drawn:
    """Draws the charts of a report. Runs in a lane.

    Args:
        document: The report.
        colors: Of the charts.
        width: Of the charts, in points.
    """
    from dataclasses import asdict  # noqa: PLC0415

    from sirekap_trainer.reports.charts import palette, svg  # noqa: PLC0415

    shades = palette(**asdict(colors))
    return Drawn(document, tuple(svg(chart, width, shades).encode() for chart in document.charts))


class ChartView(QWidget):
    """A chart; as high as its drawing is at its width, and no wider than drawn.

    Args:
        theme: Sizes.
        picture: SVG.
        name: What a screen reader calls it.
        figures: What it says of it: a picture is silent.
    """

    def __init__(self, theme: Theme, picture: bytes, name: str, figures: str = "") -> None:
        super().__init__()
        self.renderer = QSvgRenderer(QByteArray(picture), self)
        scale = PIXELS_A_POINT * theme.percent / 100
        self._whole = QSize(round(self._size.width() * scale), round(self._size.height() * scale))
        self.setAccessibleName(name)
        self.setAccessibleDescription(figures)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(self._whole.width())

    @property
    def _size(self) -> QSize:
        size = self.renderer.viewBox().size()
        return size if not size.isEmpty() else QSize(1, 1)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        """It may shrink."""
        return QSize(1, 1)

    def hasHeightForWidth(self) -> bool:
        """Its proportions stay."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its proportions want."""
        return max(1, round(min(width, self._whole.width()) * self._size.height() / self._size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints it from the upper left corner."""
        painter = QPainter(self)
        wide = min(self.width(), self._whole.width())
        self.renderer.render(painter, QRectF(0, 0, wide, self.heightForWidth(wide)))


class DocumentView(QWidget):
    """Shows a report; what is long is scrolled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.shown: Document | None = None
        self.tables: list[Table] = []
        self.charts: list[ChartView] = []
        self._coming: Iterator[QWidget] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        content = QWidget()
        self._column = tight(QVBoxLayout(content), theme.space(1.5))
        self._column.setContentsMargins(0, 0, theme.space(2), theme.space(2))
        self.area = scrolling(content)
        tight(QVBoxLayout(self)).addWidget(self.area)

    @property
    def chart_width(self) -> int:
        """How wide charts must be drawn to fit, in points."""
        pixels = self.area.viewport().width() - self.theme.space(2)
        points = round(pixels / (PIXELS_A_POINT * self.theme.percent / 100))
        return max(NARROWEST, min(WIDEST, points))

    @property
    def whole(self) -> bool:
        """Whether all of it stands there."""
        return not self._timer.isActive()

    def show_drawn(self, found: Drawn) -> None:
        """Shows a report from its beginning."""
        self.clear()
        self.shown = found.document
        self._coming = self._parts(found)
        self._timer.start()
        self._go_on()

    def clear(self) -> None:
        """Shows nothing."""
        self._timer.stop()
        self.shown = None
        self.tables, self.charts = [], []
        clear(self._column)
        self.area.verticalScrollBar().setValue(0)

    def turn(self, pages: float) -> None:
        """Scrolls by so many heights of the view."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * bar.pageStep()))

    def _go_on(self) -> None:
        """Adds blocks for a moment; all that is left at the next call, and so on."""
        begun = perf_counter()
        while perf_counter() - begun < _PATIENCE:
            part = next(self._coming, None)
            if part is None:
                self._timer.stop()
                self._column.addStretch(1)
                return
            self._column.addWidget(part)

    # --- parts

    def _parts(self, found: Drawn) -> Iterator[QWidget]:
        document, charts = found.document, iter(found.charts)
        yield label(document.title, "quiet")
        yield label(document.subject, "title", wrap=True)
        yield self._about(document)
        yield self._verdict(document)
        for block in document.blocks:
            yield from self._block(block, charts)

    def _about(self, document: Document) -> QWidget:
        return self._pairs([(one, words) for one, words in document.about], strong=False)

    def _pairs(self, rows: list[tuple[str, str]], *, strong: bool) -> QWidget:
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.space(3))
        grid.setVerticalSpacing(self.theme.space(0.5))
        for at, (name, words) in enumerate(rows):
            grid.addWidget(label(name, "quiet", wrap=True), at, 0)
            grid.addWidget(label(words, "strong" if strong else "", wrap=True), at, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        place.setMaximumWidth(self.theme.text(760))
        return place

    def _verdict(self, document: Document) -> QWidget:
        box = Box("current", row=True)
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(2))
        box.body.addWidget(label(document.verdict, "label", wrap=True), 1)
        right = tight(QVBoxLayout())
        right.addWidget(label(document.figure, "hero"))
        right.addWidget(label(document.figure_of, "quiet"))
        box.body.addLayout(right)
        box.setMaximumWidth(self.theme.text(820))
        return box

    def _block(self, block: Block, charts: Iterator[bytes]) -> Iterator[QWidget]:
        from sirekap_trainer.reports.document import Bars, Facts, HeatMap, Lines, Stacks  # noqa: PLC0415

        if isinstance(block, Bars | HeatMap | Stacks):
            yield from self._chart(block, next(charts))
        elif isinstance(block, Facts):
            yield from self._facts(block)
        elif isinstance(block, Lines):
            yield from self._lines(block)
        elif block.printed:
            yield from self._grid(block)

    def _chart(self, block: Chart, picture: bytes) -> Iterator[QWidget]:
        yield label(block.title, "heading", wrap=True)
        note = getattr(block, "note", "")
        if note:
            yield self._told(note)
        view = ChartView(self.theme, picture, f"{block.title}. {note}".strip(), figures_of(block))
        self.charts.append(view)
        yield view

    def _told(self, words: str) -> QLabel:
        """A sentence or two; a line of it stays short however wide the window is."""
        told = label(words, "quiet", wrap=True)
        told.setMaximumWidth(self.theme.text(LONGEST))
        return told

    def _facts(self, block: Facts) -> Iterator[QWidget]:
        yield label(block.title, "heading", wrap=True)
        yield self._pairs([(one.label, one.figure) for one in block.facts], strong=True)

    def _lines(self, block: Lines) -> Iterator[QWidget]:
        yield label(block.title, "heading", wrap=True)
        for line in block.lines:
            place = QWidget()
            row = tight(QHBoxLayout(place), self.theme.space(1))
            row.addWidget(label("-", "quiet"))
            row.addWidget(label(line, wrap=True), 1)
            place.setMaximumWidth(self.theme.text(760))
            yield place

    def _grid(self, block: Grid) -> Iterator[QWidget]:
        yield label(block.title, "heading", wrap=True)
        if block.note:
            yield self._told(block.note)
        if not block.rows:
            yield self._told(block.empty)
            return
        yield self._table(block)

    def _table(self, block: Grid) -> Table:
        """The columns that the paper has, but those for a pen."""
        columns = [at for at, one in enumerate(block.columns) if one.printed and one.kind != "tick"]
        right = [place for place, at in enumerate(columns) if block.columns[at].kind not in ("text", "day")]
        table = Table(self.theme, [block.columns[at].title for at in columns], right=right)
        table.setAccessibleName(block.title)
        table.fill([tuple(_cell(row[at], block.columns[at].kind) for at in columns) for row in block.rows])
        rows = min(_ROWS, len(block.rows))
        head = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(head + rows * table.verticalHeader().defaultSectionSize() + self.theme.space(2.5))
        self.tables.append(table)
        return table


def figures_of(chart: Chart) -> str:
    """The figures that are drawn on a chart, with what they are of."""
    from sirekap_trainer.reports.document import Bars, Stacks, shown  # noqa: PLC0415

    if isinstance(chart, Bars):
        return "; ".join(f"{bar.label}: {bar.figure}" for bar in chart.bars)
    if isinstance(chart, Stacks):
        lines = (
            (name, ", ".join(f"{count} {part}" for part, count in zip(chart.parts, counts, strict=True)))
            for name, counts in chart.stacks
        )
    else:
        heads = [f"{group} {name}".strip() for group, name in zip(_spread(chart), chart.columns, strict=True)]
        cells = (
            (name, [(head, one) for head, one in zip(heads, row, strict=True) if one is not None])
            for name, row in chart.rows
        )
        lines = ((name, ", ".join(f"{head} {shown(one, 'share')}" for head, one in row)) for name, row in cells)
    return "; ".join(f"{name}: {words}" for name, words in lines)


def _spread(chart: HeatMap) -> list[str]:
    """What each column of a heat map has in common with its neighbours."""
    groups = chart.groups or (("", len(chart.columns)),)
    return [words for words, count in groups for _ in range(count)]


def _cell(value: Value, kind: str) -> Cell:
    from sirekap_trainer.reports.document import shown  # noqa: PLC0415

    words = shown(value, kind)  # type: ignore[arg-type]
    if isinstance(value, date):
        return Cell(words, value.isoformat())
    if kind in ("text", "day"):
        return Cell(words, str(value or "").casefold(), words)
    return Cell(words, float(value) if isinstance(value, int | float) else -1e9)
