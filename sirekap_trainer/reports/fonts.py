"""The fonts and colours that every printed thing of the reports shares."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Vera ships with ReportLab and may be embedded freely (Bitstream Vera licence).
REGULAR, BOLD = "Vera", "VeraBd"
SOFT, LINE, SHADE, FILL = HexColor("#555555"), HexColor("#999999"), HexColor("#e6e6e6"), HexColor("#1c6769")
#: Between white and `FILL`, told from both in grey print.
MIDDLE = HexColor("#b3cdcd")
#: The darkest cell of a heat map: black figures on it are readable on a photocopy, too.
HEAT = HexColor("#7fb0b1")


@cache
def register_fonts() -> None:
    """Makes the fonts known to ReportLab; before anything is measured or drawn with them."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in points."""
    register_fonts()
    return pdfmetrics.stringWidth(words, BOLD if bold else REGULAR, size)
