"""The trainer's words for what the core names in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime

from ..language import locale

if TYPE_CHECKING:
    from .shelf import MadeSet, Wishes
    from .workshop import SetEntry


def tr(text: str) -> str:
    """The text in the language of the window."""
    return QCoreApplication.translate("", text)


def levels() -> dict[str, str]:
    """Photographs: "" for none."""
    return {"": tr("Cetak saja"), "good": tr("Baik"), "typical": tr("Wajar"), "hard": tr("Sulit")}


def uses() -> dict[str, str]:
    """What packets are for."""
    return {"practice": tr("Latihan"), "exam": tr("Ujian (disegel)")}


def kind_of(wishes: Wishes) -> str:
    """The kind of a set, as the list says it."""
    if wishes.pair:
        return tr("Simulasi")
    return {"practice": tr("Latihan"), "exam": tr("Ujian"), "blank": tr("Lembar kosong")}[wishes.kind]


def slips() -> dict[str, str]:
    """What may be wrong on the paper."""
    return {
        "arithmetic": tr("Hitungan"),
        "bubble": tr("Bulatan"),
        "signature": tr("Tanda tangan"),
        "header": tr("TPS lain"),
    }


def styles() -> dict[str, str]:
    """Which misreads are planted."""
    return {"dokumen": tr("Seperti yang diberitakan"), "februari_2024": tr("Gaya Sirekap Februari 2024")}


def patterns() -> dict[str, str]:
    """How the machine misread, in a few words; the advice of the core says what to look at."""
    return {
        "leading_eight": tr("Kotak kosong terbaca 8"),
        "one_as_other": tr("1 terbaca angka lain"),
        "eight_zero": tr("8 dan 0 tertukar"),
        "two_five": tr("2 dan 5 tertukar"),
        "three_nine": tr("3 dan 9 tertukar"),
        "lost_leading": tr("Angka depan hilang"),
        "shifted": tr("Angka bergeser satu kotak"),
        "six_as_five": tr("6 terbaca 5"),
        "three_as_nine": tr("3 terbaca 9"),
        "three_as_seven": tr("3 terbaca 7"),
        "seven_as_one": tr("7 terbaca 1"),
        "look_alike": tr("Angka mirip tertukar"),
    }


def count_of(entry: SetEntry) -> str:
    """How much of a set is there: "7", "3 dari 7"; of both forms of each TPS "7 pasang", "3 dari 7 pasang"."""
    each = entry.made.wishes.each
    total = entry.made.total // each
    words = tr("{n} pasang") if entry.made.wishes.pair else "{n}"
    if entry.whole is not None and not entry.complete:
        part = tr("{n} dari {all}").format(n=entry.whole // each, all=total)
        return words.format(n=part)
    return words.format(n=total)


def date_of(made: MadeSet) -> str:
    """When a set was made: "25 Nov 2026 18.04"."""
    when = QDateTime.fromSecsSinceEpoch(int(made.made.timestamp()))
    return locale().toString(when, "d MMM yyyy HH.mm")
