"""Numbers of a review as they are shown: their state in sign, colour and word, and what may be said beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ..language import said
from ..session import Session
from ..widgets.number_card import CardContent
from ..widgets.number_row import RowContent

if TYPE_CHECKING:
    from sirekap_trainer.exercise.coach import Feedback
    from sirekap_trainer.exercise.review import Item


#: Between single symbols.
_GAPS = re.compile(r"(?<!\S[0-9X–])(?<=[0-9X–]) (?=[0-9X–](?!\w))")


def tr(text: str) -> str:
    """The text in the language of the window."""
    return QCoreApplication.translate("", text)


def state_of(item: Item) -> tuple[str, str, str]:
    """Icon, colour tint and word of an answer."""
    kind = item.answer.kind if item.answer is not None else ""
    return {
        "": ("open", "ink_soft", tr("belum")),
        "accepted": ("check", "accent", tr("sesuai")),
        "corrected": ("pencil", "accent", tr("dikoreksi")),
        "flagged": ("flag", "warn", tr("ditandai")),
    }[kind]


def feedback_of(session: Session, item: Item) -> Feedback | None:
    """What the coach says of an answer; None where there is none, or no coach."""
    from sirekap_trainer.exercise.coach import feedback  # noqa: PLC0415

    return feedback(session.exercise, item.id) if session.coached else None


def told_state_of(session: Session, item: Item) -> tuple[str, str, str]:
    """As `state_of`; with a coach, whether the answer is right instead of what it was."""
    told = feedback_of(session, item)
    if told is None:
        return state_of(item)
    return ("check", "accent", tr("benar")) if told.kind == "right" else ("bad", "bad", tr("belum sama"))


def row_of(session: Session, item: Item) -> RowContent:
    """A number as one of the neighbours."""
    title, detail = names_of(session, item)
    icon, tint, word = told_state_of(session, item)
    bubbles = tr("bulatan {digits}").format(digits=_spaced(item.bubbles)) if item.bubbles else ""
    return RowContent(item.id, title, detail, session.crop(item.number), item.sent, bubbles, icon, tint, word)


def card_of(session: Session, item: Item) -> CardContent:
    """A number as the current one."""
    icon, tint, word = told_state_of(session, item)
    told = feedback_of(session, item)
    note, severity = note_of(item) if told is None or told.kind == "right" else (said(told.sentence), "warning")
    correction = item.answer.boxes if item.answer is not None else None
    return CardContent(
        id=item.id,
        title=session.title(item.number),
        detail="" if item.number.candidate is not None else session.short(item.number),
        crop=session.crop(item.number),
        shown=item.shown,
        correction=correction,
        note=_unbroken(note),
        note_severity=severity,
        icon=icon,
        tint=tint,
        word=word,
        bubbles_noted=None if item.number.bubbles is None else session.review.bubbles_noted(item.id),
    )


def names_of(session: Session, item: Item) -> tuple[str, str]:
    """A short name in bold and the longer one beneath it."""
    short = session.short(item.number)
    if item.number.candidate is not None:
        return session.title(item.number), short
    return short, item.number.label


def note_of(item: Item) -> tuple[str, str]:
    """What may be said of a number beside its reading, and its severity: the bubbles, or a box not read."""
    if "?" in item.sent:
        return tr("Kotak ? tidak terbaca. Ketik dari kertas."), "warning"
    if item.bubbles is None:
        return "", "info"
    if item.bubbles_conflict:
        return tr("Bulatan {digits}: berbeda dengan kotak.").format(digits=_spaced(item.bubbles)), "warning"
    return tr("Bulatan {digits}.").format(digits=_spaced(item.bubbles)), "info"


def _unbroken(text: str) -> str:
    """Digits that stand apart stay on one line."""
    return _GAPS.sub("\u00a0", text)


def _spaced(digits: str | None) -> str:
    return " ".join("–" if digit == "_" else digit for digit in digits or "")
