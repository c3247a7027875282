"""Charts, drawn once: ReportLab drawings that go into the PDF as they are and onto the screen as SVG.

Bars and heat maps with the figures on them. What a shade says the figure says too, so that a grey print loses nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, black, linearlyInterpolatedColor, toColor, white
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from sirekap_trainer.reports.document import NOTHING, Bars, Chart, HeatMap, Stacks, shown
from sirekap_trainer.reports.fonts import BOLD, FILL, HEAT, LINE, MIDDLE, REGULAR, SOFT, register_fonts, text_width

#: What a browser or Qt may take for the font of the PDF, which it need not know: all of nearly the same width.
_SCREEN_FONTS = "'Bitstream Vera Sans', 'DejaVu Sans', Verdana, 'Noto Sans', sans-serif"
_ROW, _BAR = 6.4 * mm, 4.4 * mm
_CELL = 5.3 * mm
_LEGEND = 6 * mm
_SIZE, _SMALL, _TINY = 9.0, 8.0, 6.5
#: Contrast that the window asks of every text, too.
_ENOUGH = 4.5
#: What keeps a drawing within its edges; Qt does not know it and would fill the whole with black.
_CLIP = re.compile(r"<clipPath.*?</clipPath>|style=\"clip-path: [^\"]*\"", re.DOTALL)
#: No more of a chart's width than this is given to labels.
_LABELS = 0.42


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a chart.

    Attributes:
        ink: Of words and frames.
        soft: Of what stands back.
        line: Of thin lines.
        fill: Of bars.
        heat: Of the strongest cell of a heat map.
        middle: Of the second part of a stack.
        ground: Of empty cells.
        on_fill: Of words on `fill`.
        on_middle: Of words on `middle`.
    """

    ink: Color = black
    soft: Color = SOFT
    line: Color = LINE
    fill: Color = FILL
    heat: Color = HEAT
    middle: Color = MIDDLE
    ground: Color = white
    on_fill: Color = white
    on_middle: Color = black


PRINT = Palette()


def palette(**colors: str) -> Palette:
    """A palette for the screen, from colours such as `ink="#e8e8e8"`; the others are those of print."""
    return Palette(**{name: toColor(value) for name, value in colors.items()})


def draw(chart: Chart, width: float, colors: Palette = PRINT) -> Drawing:
    """A chart as wide as asked for, in points; as high as it needs to be."""
    register_fonts()
    if isinstance(chart, HeatMap):
        return _heat_map(chart, width, colors)
    if isinstance(chart, Stacks):
        return _stacks(chart, width, colors)
    return (_standing if chart.standing else _lying)(chart, width, colors)


def svg(chart: Chart, width: float, colors: Palette = PRINT) -> str:
    """The same as SVG for the screen; `width` in points."""
    text: str = _CLIP.sub("", renderSVG.drawToString(draw(chart, width, colors)))
    for name in (REGULAR, BOLD):
        weight = "bold" if name == BOLD else "normal"
        text = text.replace(f"font-family: {name};", f"font-family: {_SCREEN_FONTS}; font-weight: {weight};")
    return text


def _sheet(width: float, height: float) -> Drawing:
    """Whole points: the view box of an SVG knows no fractions."""
    return Drawing(math.floor(width), math.ceil(height))


# --- bars -------------------------------------------------------------------------------------------------------------


def _lying(chart: Bars, width: float, colors: Palette) -> Drawing:
    drawing = _sheet(width, max(1, len(chart.bars)) * _ROW)
    left = _label_room([bar.label for bar in chart.bars], width)
    right = max((text_width(bar.figure, _SIZE, bold=True) for bar in chart.bars), default=0) + 2 * mm
    most = chart.most or max((bar.value for bar in chart.bars), default=0) or 1
    for place, bar in enumerate(chart.bars):
        down = drawing.height - (place + 1) * _ROW + (_ROW - _BAR) / 2
        long = (width - left - right) * min(1.0, max(0.0, bar.value / most))
        _label(drawing, (left, down + _BAR / 2), bar.label, colors.ink)
        _box(drawing, (left, down, long, _BAR), colors.fill, None)
        drawing.add(Line(left, down - 0.6 * mm, left, down + _BAR + 0.6 * mm, strokeColor=colors.ink, strokeWidth=0.8))
        _words(drawing, left + long + 1.2 * mm, down + 1.2 * mm, bar.figure, colors.ink, bold=True)
    return drawing


def _standing(chart: Bars, width: float, colors: Palette) -> Drawing:
    high, foot, head = 34 * mm, 5.5 * mm, 5 * mm
    drawing = _sheet(width, high + foot + head)
    most = chart.most or max((bar.value for bar in chart.bars), default=0) or 1
    step = width / max(1, len(chart.bars))
    for place, bar in enumerate(chart.bars):
        middle, up = (place + 0.5) * step, high * min(1.0, bar.value / most)
        if up:
            _box(drawing, (middle - 0.36 * step, foot, 0.72 * step, up), colors.fill, None)
        _words(drawing, middle, foot + up + 1.3 * mm, bar.figure, colors.ink, bold=True, anchor="middle")
        _words(drawing, middle, 1 * mm, bar.label, colors.ink, size=_SMALL, anchor="middle")
    drawing.add(Line(0, foot, width, foot, strokeColor=colors.ink, strokeWidth=0.8))
    return drawing


def _stacks(chart: Stacks, width: float, colors: Palette) -> Drawing:
    drawing = _sheet(width, _LEGEND + max(1, len(chart.stacks)) * _ROW)
    fills = (colors.fill, colors.middle, colors.ground)
    inks = (colors.on_fill, colors.on_middle, colors.ink)
    _legend(drawing, chart.parts, fills, colors)
    left = _label_room([label for label, _ in chart.stacks], width)
    most = chart.most or max((sum(parts) for _, parts in chart.stacks), default=0) or 1
    room = width - left - 12 * mm
    for place, (label, parts) in enumerate(chart.stacks):
        down = drawing.height - _LEGEND - (place + 1) * _ROW + (_ROW - _BAR) / 2
        _label(drawing, (left, down + _BAR / 2), label, colors.ink)
        at = left
        for count, fill, ink in zip(parts, fills, inks, strict=True):
            long = room * count / most
            if count:
                _box(drawing, (at, down, long, _BAR), fill, colors.ink, 0.6)
                if text_width(str(count), _SMALL, bold=True) < long:
                    _words(
                        drawing, at + long / 2, down + 1.25 * mm, str(count), ink,
                        size=_SMALL, bold=True, anchor="middle",
                    )  # fmt: skip
            at += long
        _words(drawing, at + 1.2 * mm, down + 1.2 * mm, str(sum(parts)), colors.soft)
    return drawing


def _legend(drawing: Drawing, words: Sequence[str], fills: Sequence[Color], colors: Palette) -> None:
    at, down = 0.0, drawing.height - 4 * mm
    for word, fill in zip(words, fills, strict=True):
        _box(drawing, (at, down, 4 * mm, 3 * mm), fill, colors.ink, 0.6)
        _words(drawing, at + 5.2 * mm, down + 0.4 * mm, word, colors.ink)
        at += 5.2 * mm + text_width(word, _SIZE) + 6 * mm


# --- heat maps --------------------------------------------------------------------------------------------------------


def _heat_map(chart: HeatMap, width: float, colors: Palette) -> Drawing:
    heads = 2 if chart.groups else 1
    drawing = _sheet(width, (len(chart.rows) + heads) * _CELL)
    left = _label_room([label for label, _ in chart.rows], width)
    wide = (width - left) / max(1, len(chart.columns))
    top = drawing.height
    _heads(drawing, chart, colors, (left, wide))
    for place, (label, cells) in enumerate(chart.rows):
        down = top - (place + heads + 1) * _CELL
        _label(drawing, (left, down + _CELL / 2), label, colors.ink)
        for across, value in enumerate(cells):
            _cell(drawing, (left + across * wide, down, wide), value, chart.most, colors)
    return drawing


def _heads(drawing: Drawing, chart: HeatMap, colors: Palette, columns: tuple[float, float]) -> None:
    left, wide = columns
    base = drawing.height - (2 if chart.groups else 1) * _CELL + 1.5 * mm
    for across, words in enumerate(chart.columns):
        _words(drawing, left + (across + 0.5) * wide, base, words, colors.ink, size=_SMALL, anchor="middle")
    at = 0
    for words, count in chart.groups:
        middle = left + (at + count / 2) * wide
        _words(drawing, middle, base + _CELL, words, colors.ink, size=_SMALL, bold=True, anchor="middle")
        at += count


def _cell(
    drawing: Drawing, place: tuple[float, float, float], value: float | None, most: float, colors: Palette
) -> None:
    left, down, wide = place
    dark = 0.0 if value is None else min(1.0, max(0.0, value / most if most else 0.0))
    fill = linearlyInterpolatedColor(colors.ground, colors.heat, 0, 1, dark)
    _box(drawing, (left, down, wide, _CELL), fill, colors.line, 0.4)
    if value is not None:
        ink = _readable(fill, colors)
        _words(drawing, left + wide / 2, down + 1.5 * mm, shown(value, "share"), ink, size=_SMALL, anchor="middle")


def _readable(ground: Color, colors: Palette) -> Color:
    """Ink with enough contrast to a ground: of the palette where it has one, else black or white, one of which has."""
    for ink in (colors.ink, colors.on_fill):
        if _contrast(ink, ground) >= _ENOUGH:
            return ink
    return max(black, white, key=lambda ink: _contrast(ink, ground))


def _contrast(one: Color, other: Color) -> float:
    """Of two colours, 1 to 21, as WCAG 2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (color.red, color.green, color.blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- parts ------------------------------------------------------------------------------------------------------------


def _box(
    drawing: Drawing, place: tuple[float, float, float, float], fill: Color, edge: Color | None, heavy: float = 0.0
) -> None:
    style: dict[str, Any] = {"fillColor": fill, "strokeColor": edge, "strokeWidth": heavy}
    drawing.add(Rect(*place, **style))


def _words(
    drawing: Drawing, x: float, y: float, words: str, color: Color, *, size: float = _SIZE, bold: bool = False,
    anchor: str = "start",
) -> None:  # fmt: skip
    style: dict[str, Any] = {"fontName": BOLD if bold else REGULAR, "fontSize": size, "textAnchor": anchor}
    drawing.add(String(x, y, words or NOTHING, fillColor=color, **style))


def _label_room(labels: Sequence[str], width: float) -> float:
    """What the labels on the left need, but not most of the chart."""
    longest = max((text_width(label, _SIZE) for label in labels), default=0)
    return min(longest + 3.5 * mm, _LABELS * width)


def _label(drawing: Drawing, at: tuple[float, float], words: str, color: Color) -> None:
    """A label on the left of a bar or cell, at the height of its middle; one that is too long in two small lines."""
    left, middle = at
    right, room = left - 2 * mm, left - 2.5 * mm
    for size in (_SIZE, _SMALL):
        if text_width(words, size) <= room:
            _words(drawing, right, middle - 0.36 * size, words, color, size=size, anchor="end")
            return
    lines = simpleSplit(words, REGULAR, _TINY, room)
    if len(lines) > 2 or text_width(lines[0], _TINY) > room:
        half = (len(words) + 1) // 2
        lines = [words[:half], words[half:]]
    for line, up in zip(lines, (0.12, -0.96) if len(lines) == 2 else (-0.36,), strict=True):
        _words(drawing, right, middle + up * _TINY, line, color, size=_TINY, anchor="end")
