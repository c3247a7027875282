"""Words that the reports of classes and areas share."""

from __future__ import annotations

from datetime import date

from sirekap_trainer.practice.packet import Pattern

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905 - one line reads better
)
#: The documented patterns of misreading in a few words (`scoring.PATTERN_ADVICE` has what to do about them).
PATTERN_WORDS: dict[Pattern, str] = {
    "leading_eight": "Kotak depan terbaca 8",
    "one_as_other": "Angka 1 terbaca angka lain",
    "eight_zero": "8 dan 0 tertukar",
    "two_five": "2 dan 5 tertukar",
    "three_nine": "3 dan 9 tertukar",
    "lost_leading": "Angka depan hilang",
    "shifted": "Bergeser satu kotak",
    "six_as_five": "6 terbaca 5",
    "three_as_nine": "3 terbaca 9",
    "three_as_seven": "3 terbaca 7",
    "seven_as_one": "7 terbaca 1",
    "look_alike": "Angka mirip tertukar",
}


def day_words(day: date) -> str:
    """A day, e.g. `27 November 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day for a table, e.g. `27 Nov 2024`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def days_left(polling_day: date | None, today: date) -> str:
    """How long until polling day, e.g. `7 hari lagi`."""
    if polling_day is None:
        return "hari pemungutan suara belum diisi"
    left = (polling_day - today).days
    if left > 0:
        return f"{left} hari lagi"
    return "hari ini" if left == 0 else "sudah lewat"


def pattern_words(pattern: str) -> str:
    """A pattern in a few words; its own name where a newer version knows it."""
    return PATTERN_WORDS.get(pattern, pattern)  # type: ignore[call-overload, no-any-return]
