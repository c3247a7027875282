"""What stands in a number's boxes, one symbol a box, and the value it means.

`0`-`9` a digit, `X` an unused box, `_` an empty box, `-` a dash, `?` refused by the reader.
"""

from __future__ import annotations

DIGITS = "0123456789"
#: Ways in which writers leave a box unused (domain.md, "How the numbers are written").
FILLERS = "X_-"
REFUSED = "?"
SYMBOLS = DIGITS + FILLERS + REFUSED


def value_of(boxes: str) -> int | None:
    """The number that the symbols of its boxes mean.

    Leading fillers count as nothing. A filler between or behind digits, a refused box, or no digit at all make the
    number unreadable: None.
    """
    digits = boxes.lstrip(FILLERS)
    return int(digits) if digits and all(symbol in DIGITS for symbol in digits) else None


def boxes_for(value: int, width: int, *, filler: str = "X") -> str:
    """How a value is written into `width` boxes: right-aligned, unused leading boxes filled with `filler`.

    Raises:
        ValueError: The value is negative or has more digits than there are boxes.
    """
    text = str(value)
    if value < 0 or len(text) > width:
        raise ValueError(f"{value} does not fit into {width} boxes")
    return text.rjust(width, filler)


def bubbles_contradict(boxes: str, bubbles: str) -> bool:
    """Whether any column of bubbles says something else than its box.

    Only a column with exactly one blackened bubble speaks, and only against a box that was read. Under an unused box
    the 0 is blackened or nothing (domain.md, "How the numbers are written").
    """
    return any(_contradicts(symbol, bubble) for symbol, bubble in zip(boxes, bubbles, strict=True))


def _contradicts(symbol: str, bubble: str) -> bool:
    if symbol == REFUSED or bubble not in DIGITS:
        return False
    return bubble != ("0" if symbol in FILLERS else symbol)
