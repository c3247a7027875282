"""Digits of handwriting fonts as pen lines: some two hundred more hands for `train_digit_reader.py`.

The fonts are free ones (SIL Open Font License) from the fontsource packages that `digit_fonts.txt` names with their
versions; they are only learned from, no glyph is kept. Among them are the school hands of many countries, Indonesia's
too (Playwrite ID). Looked through one by one: outlines, patterns, ornaments and most of the alike school hands were
left out.

    mkdir fonts && cd fonts && xargs -n 1 npm pack < ../tools/digit_fonts.txt
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
from digit_boxes import pen_lines, thin
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from sirekap_trainer.form.symbols import DIGITS

LIST = Path(__file__).with_suffix(".txt")
HEIGHT = 44
"""Height in pixels a digit is thinned at: strokes of the boldest font still leave their loops open."""

_ENDINGS = ("-latin-400-normal.woff", "-400-normal.woff", "-normal.woff")


def font_lines(folder: Path) -> dict[str, list[NDArray[np.float32]]]:
    """Gives pen lines (pieces, 2, 2) in the unit square for each digit, one a font.

    Args:
        folder: Where `npm pack` left the packages.

    Raises:
        FileNotFoundError: A package of the list is not there.
    """
    fonts = [_font(folder / _file(name)) for name in LIST.read_text(encoding="utf-8").split()]
    lines: dict[str, list[NDArray[np.float32]]] = {digit: [] for digit in DIGITS}
    for digit in DIGITS:
        for font in fonts:
            skeleton = thin(_mask(font, digit)[np.newaxis])[0]
            if skeleton.sum() > 1:
                lines[digit].append(pen_lines(skeleton))
    return lines


def _file(name: str) -> str:
    package, _, version = name.removeprefix("@").rpartition("@")
    return f"{package.replace('/', '-')}-{version}.tgz"


def _font(path: Path) -> bytes:
    with tarfile.open(path) as package:
        names = package.getnames()
        chosen = next(found[0] for end in _ENDINGS if (found := [name for name in names if name.endswith(end)]))
        member = package.extractfile(chosen)
        assert member is not None
        return member.read()


def _mask(font: bytes, digit: str) -> NDArray[np.bool_]:
    """The digit's ink, `HEIGHT` pixels high, with paper around it."""
    large = ImageFont.truetype(io.BytesIO(font), 200)
    left, top, right, bottom = large.getbbox(digit)
    picture = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4), 0)
    ImageDraw.Draw(picture).text((2 - left, 2 - top), digit, font=large, fill=255)
    width = max(3, round(picture.width * HEIGHT / picture.height))
    return np.pad(np.asarray(picture.resize((width, HEIGHT), Image.Resampling.BOX)) > 110, 2)
