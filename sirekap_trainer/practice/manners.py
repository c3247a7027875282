"""How photographs are taken, at three levels: ranges that a simulated photograph is drawn from.

*good* is tilted up to 8 degrees in even light, *typical* to 25 degrees under a yellow lamp on a cluttered desk,
*hard* to 40 degrees in poor light. The other numbers were set by eye, beside real phone photographs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sirekap_trainer.practice.desk import Surface

Level = Literal["good", "typical", "hard"]

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Manner:
    """How photographs of one level are taken; ranges are drawn from evenly.

    Attributes:
        tilt: Degrees between the line of sight and the vertical.
        roll: Largest number of degrees by which the phone is held askew.
        any_turn: Whether the page lies in any quarter turn.
        fill: Share of the frame's tighter side that the page takes up.
        lamp_height: Height of the lamp above the table, in longer page sides.
        lamp_aside: Distance of the lamp from the page's centre along the table, in longer page sides.
        ambient: Share of light without a direction.
        warmth: Yellow cast that is left: 0 none, 1 a candle's; below 0 bluish.
        paper_level: Stored value (0 to 255) of well-lit white paper.
        vignette: Loss of light in the corners.
        blur: Spread of the lens's blur, in pixels of a 5-megapixel picture.
        electrons: Electrons of a white pixel.
        sharpen: Strength of the phone's sharpening.
        cluttered: Share of tables with things on them.
        surfaces: What tables are made of.
        quality: JPEG quality.
    """

    tilt: Range
    roll: float
    any_turn: bool
    fill: Range
    lamp_height: Range
    lamp_aside: Range
    ambient: Range
    warmth: Range
    paper_level: Range
    vignette: Range
    blur: Range
    electrons: Range
    sharpen: Range
    cluttered: float
    surfaces: tuple[Surface, ...]
    quality: int


PLAIN: Final[tuple[Surface, ...]] = ("dark_wood", "teak", "wall", "tiles")
ANY: Final[tuple[Surface, ...]] = (*PLAIN, "light_desk", "light_desk", "cloth")

MANNERS: Final[dict[Level, Manner]] = {
    "good": Manner(
        tilt=(0, 8),
        roll=3,
        any_turn=False,
        fill=(0.90, 0.955),
        lamp_height=(1.8, 3.0),
        lamp_aside=(0.2, 0.9),
        ambient=(0.45, 0.65),
        warmth=(-0.10, 0.15),
        paper_level=(220, 250),
        vignette=(0.05, 0.15),
        blur=(0.5, 0.7),
        electrons=(4000, 8000),
        sharpen=(0.4, 0.7),
        cluttered=0.0,
        surfaces=PLAIN,
        quality=90,
    ),
    "typical": Manner(
        tilt=(6, 25),
        roll=7,
        any_turn=True,
        fill=(0.80, 0.94),
        lamp_height=(0.8, 1.5),
        lamp_aside=(0.5, 1.0),
        ambient=(0.2, 0.4),
        warmth=(0.2, 0.75),
        paper_level=(205, 250),
        vignette=(0.05, 0.18),
        blur=(0.8, 1.3),
        electrons=(2000, 5000),
        sharpen=(0.5, 0.9),
        cluttered=0.65,
        surfaces=ANY,
        quality=75,
    ),
    "hard": Manner(
        tilt=(15, 40),
        roll=11,
        any_turn=True,
        fill=(0.82, 0.95),
        lamp_height=(0.6, 1.2),
        lamp_aside=(0.5, 1.0),
        ambient=(0.15, 0.3),
        warmth=(0.2, 1.0),
        paper_level=(175, 245),
        vignette=(0.10, 0.25),
        blur=(0.9, 1.5),
        electrons=(1000, 3000),
        sharpen=(0.5, 1.1),
        cluttered=0.75,
        surfaces=ANY,
        quality=65,
    ),
}
