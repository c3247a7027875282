"""The trainer's words for what the core names in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

if TYPE_CHECKING:
    from .shelf import MadeSet
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


def kinds() -> dict[str, str]:
    """Kinds of sets, as the list says them."""
    return {"practice": tr("Latihan"), "exam": tr("Ujian"), "blank": tr("Lembar kosong")}


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


def count_of(entry: SetEntry) -> str:
    """How much of a set is there: "7", "3 dari 7"."""
    total = entry.made.total
    if entry.whole is None or entry.complete:
        return str(total)
    return tr("{n} dari {all}").format(n=entry.whole, all=total)


def date_of(made: MadeSet) -> str:
    """When a set was made: "25 Nov 2026 18.04"."""
    when = QDateTime.fromSecsSinceEpoch(int(made.made.timestamp()))
    return QLocale("id").toString(when, "d MMM yyyy HH.mm")
