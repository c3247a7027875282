"""What the result tells: a report for each turn and how far two operators agreed, made once from the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from ..session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sirekap_trainer.exercise.again import Again
    from sirekap_trainer.exercise.flow import Trainee
    from sirekap_trainer.exercise.pair import Agreement
    from sirekap_trainer.exercise.results import TurnResult
    from sirekap_trainer.exercise.sitting import Mode
    from sirekap_trainer.form.model import Form
    from sirekap_trainer.practice.packet import Packet
    from sirekap_trainer.reports.content import AttemptReport, PairReport, Report

#: Pictures of numbers by form and number.
Crops = dict[tuple[str, str], QImage]
#: Quality of the crops in a PDF: pen strokes keep their edges, and a picture takes some 5 KB.
JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True)
class ToldTurn:
    """What is told of one turn.

    Attributes:
        result: Its score.
        packet: With its key.
        report: All that is told, without pictures.
        again: What to practise once more; None where nothing went wrong.
    """

    result: TurnResult
    packet: Packet
    report: AttemptReport
    again: Again | None


@dataclass(frozen=True, slots=True)
class ToldPair:
    """How far two operators agreed on one form, and whose packet it was."""

    agreement: Agreement
    packet: Packet
    report: PairReport


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a sitting; nothing of an exam."""

    mode: Mode
    crew: tuple[Trainee, ...]
    turns: tuple[ToldTurn, ...]
    pairs: tuple[ToldPair, ...]


def tell(session: Session) -> Told:
    """What there is to tell now."""
    mode, crew = session.sitting.mode, session.sitting.crew
    turns = tuple(_turn(result, mode) for result in session.results())
    packets = {one.result.form.id: one.packet for one in turns}
    pairs = tuple(_pair(one, packets[one.form.id], crew) for one in session.agreement() if one.form.id in packets)
    return Told(mode, crew, turns, pairs)


def _turn(result: TurnResult, mode: Mode, crops: Mapping[str, bytes] | None = None) -> ToldTurn:
    from sirekap_trainer.exercise.again import again  # noqa: PLC0415
    from sirekap_trainer.practice.packet import Packet  # noqa: PLC0415
    from sirekap_trainer.reports.content import attempt_report  # noqa: PLC0415

    exercise = result.turn.exercise
    packet, sent_at = exercise.packet, exercise.sent_at
    assert isinstance(packet, Packet), "an exam is scored by the trainer"
    assert sent_at is not None, "only what was sent has a result"
    report = attempt_report(
        exercise,
        packet,
        result.score,
        advice=result.advice,
        mode=mode,
        when=datetime.fromtimestamp(sent_at).astimezone(),
        first_right=len(result.first_right) if result.first_right is not None else None,
        crops=crops,
    )
    return ToldTurn(result, packet, report, again(result.score))


def _pair(
    agreement: Agreement, packet: Packet, crew: tuple[Trainee, ...], crops: Mapping[str, bytes] | None = None
) -> ToldPair:
    from sirekap_trainer.reports.content import pair_report  # noqa: PLC0415

    utama, cadangan = crew
    return ToldPair(agreement, packet, pair_report(agreement, packet, (utama, cadangan), crops))


def crops_of(session: Session, told: Told) -> Crops:
    """Pictures of all numbers that are told as mistakes or differences; of those whose page is there."""
    wanted = {(one.result.form.id, mistake.id) for one in told.turns for mistake in one.report.mistakes}
    wanted |= {(one.agreement.form.id, found.number.id) for one in told.pairs for found in one.agreement.differences}
    forms = {one.result.form.id: one.result.form for one in told.turns}
    pictures = {
        (form, number): session.pages.crop(forms[form], forms[form].number(number)) for form, number in sorted(wanted)
    }
    return {key: picture for key, picture in pictures.items() if not picture.isNull()}


def whole_report(told: Told, crops: Crops) -> Report:
    """All that is told as one report with its pictures; for work in a lane."""
    from sirekap_trainer.reports.content import Report  # noqa: PLC0415

    pictures = {key: as_jpeg(image) for key, image in crops.items()}

    def of(form: Form) -> dict[str, bytes]:
        return {number: picture for (name, number), picture in pictures.items() if name == form.id}

    attempts = tuple(_turn(one.result, told.mode, of(one.result.form)).report for one in told.turns)
    pairs = tuple(_pair(one.agreement, one.packet, told.crew, of(one.agreement.form)).report for one in told.pairs)
    return Report(attempts, pairs)


def as_jpeg(image: QImage) -> bytes:
    """A picture as the bytes of a JPEG. Safe in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(JPEG_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())
