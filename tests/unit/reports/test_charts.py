"""Charts: drawn once, with their figures on them, for paper and screen."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from reportlab.graphics.shapes import Drawing, Rect, String

from sirekap_trainer.reports.charts import PRINT, draw, palette, svg
from sirekap_trainer.reports.document import Bar, Bars, Grid, HeatMap, Stacks
from sirekap_trainer.reports.fonts import text_width

DATA = Grid("Data", "Data", (), ())
LYING = Bars("Lolos", (Bar("B.4 & <b>", 3, "3 dari 4"), Bar("V.C", 1.5, "1 dari 4"), Bar("II.1", 0, "0")), DATA)
STANDING = Bars("Sebaran", (Bar("0-9", 0, "0"), Bar("10-19", 8, "8"), Bar("90-100", 4, "4")), DATA, standing=True)
STACKS = Stacks("TPS", ("dua", "satu", "belum"), (("Jati", (5, 3, 0)), ("Mayangan", (1, 1, 14))), DATA)
MAP = HeatMap(
    "Peta", ("L", "P"), (("B.1", (0.0, 0.5)), ("B.2", (None, 1.0))), DATA, groups=(("Gubernur", 2),), most=1.0
)
CHARTS = {"lying": LYING, "standing": STANDING, "stacks": STACKS, "map": MAP}


def parts(drawing: Drawing, kind: type) -> list:
    return [one for one in drawing.contents if isinstance(one, kind)]


def words_of(drawing: Drawing) -> list[str]:
    return [one.text for one in parts(drawing, String)]


@pytest.mark.parametrize("name", CHARTS)
def test_all_of_it_lies_within_the_drawing(name):
    drawing = draw(CHARTS[name], 400)
    assert drawing.width == 400
    for box in parts(drawing, Rect):
        assert 0 <= box.x <= box.x + box.width <= drawing.width + 0.01
        assert 0 <= box.y <= box.y + box.height <= drawing.height + 0.01
    for words in parts(drawing, String):
        wide = text_width(words.text, words.fontSize, bold=words.fontName == "VeraBd")
        left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.textAnchor]
        assert left >= -0.01
        assert left + wide <= drawing.width + 0.01
        assert 0 <= words.y <= drawing.height - 0.6 * words.fontSize


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("lying", ["3 dari 4", "1 dari 4", "0"]),
        ("standing", ["0", "8", "4"]),
        ("stacks", ["5", "3", "8", "1", "14", "16"]),
        ("map", ["0%", "50%", "100%"]),
    ],
)
def test_figures_stand_on_it(name, figures):
    assert set(figures) <= set(words_of(draw(CHARTS[name], 400)))


def test_bars_are_as_long_as_their_values():
    longest, half, nothing = (box.width for box in parts(draw(LYING, 400), Rect))
    assert half == pytest.approx(longest / 2)
    assert nothing == 0


def test_cells_are_the_darker_the_higher():
    def grey(color) -> float:
        return 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue

    low, middle, empty, high = (grey(box.fillColor) for box in parts(draw(MAP, 400), Rect))
    assert empty == low > middle > high


DARK = palette(
    ink="#e6e6e6", line="#555555", fill="#4fb3b3", heat="#4fb3b3", middle="#2d5f60", ground="#1e1e1e", on_fill="#101010"
)


@pytest.mark.parametrize("colors", [PRINT, DARK])
def test_figures_are_readable_on_every_shade(colors):
    def luminance(color) -> float:
        light = [
            one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4
            for one in (color.red, color.green, color.blue)
        ]
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]

    shades = tuple(at / 20 for at in range(21))
    chart = HeatMap("Peta", tuple(map(str, range(21))), (("x", shades),), DATA)
    drawing = draw(chart, 500, colors)
    inks = {words.text: words.fillColor for words in parts(drawing, String) if words.text.endswith("%")}
    for box, share in zip(parts(drawing, Rect), shades, strict=True):
        one, other = sorted((luminance(box.fillColor), luminance(inks[f"{100 * share:.0f}%"])))
        assert (other + 0.05) / (one + 0.05) >= 4.5


@pytest.mark.parametrize("label", ["W" * 60, "Kebonsari Kulon Wetan Lor Kidul Tengah Raya Selatan Utara Ja", "Jati"])
@pytest.mark.parametrize("kind", ["bars", "map"])
def test_long_labels_are_whole(label, kind):
    chart = Bars("x", (Bar(label, 1, "1"),), DATA) if kind == "bars" else HeatMap("x", ("a",), ((label, (0.5,)),), DATA)
    drawing = draw(chart, 490)
    assert label.replace(" ", "") in "".join(words_of(drawing)).replace(" ", "")
    assert all(words.x - text_width(words.text, words.fontSize) >= 0 for words in parts(drawing, String)[:2]
               if words.textAnchor == "end")  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_the_screen_gets_the_same_as_svg(name):
    text = svg(CHARTS[name], 400.5)
    root = ET.fromstring(text)  # noqa: S314 - our own
    shown = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("text")]
    assert shown == words_of(draw(CHARTS[name], 400.5))
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert not re.search(r"font-family: Vera", text)
    assert "clip" not in text, "Qt would paint it black"


def test_the_screen_may_have_other_colours():
    dark = palette(ink="#eeeeee", fill="#66cccc")
    assert "fill: rgb(93%,93%,93%)" in svg(LYING, 300, dark)
    assert dark.line == PRINT.line


@pytest.mark.parametrize("chart", [Bars("x", (), DATA), Stacks("x", ("a", "b", "c"), (("y", (0, 0, 0)),), DATA)])
def test_nothing_to_show_is_no_mistake(chart):
    assert draw(chart, 300).height > 0
