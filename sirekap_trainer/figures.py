"""Figures as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(part: float, whole: float = 1.0) -> str:
    """A share in whole percent: rounded half up, as a spreadsheet does, but 100% only where it is all.

    Args:
        part: Of the whole, not negative.
        whole: What would be 100%; of nothing, all is there.
    """
    if part >= whole:
        return f"{_rounded(100 * part / whole) if whole else 100}%"
    return f"{min(_rounded(100 * part / whole), 99)}%"


def _rounded(value: float) -> int:
    """Half away from zero; what is a half but for the computer's own rounding is one."""
    return int(Decimal(repr(round(value, 9))).quantize(Decimal(1), ROUND_HALF_UP))
