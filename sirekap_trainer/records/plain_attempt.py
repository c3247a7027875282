"""A finished turn as plain values: what a laptop keeps and hands over, and what the records take in.

No database in here: a trainee's laptop needs none.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Step
from sirekap_trainer.exercise.plain import PlainExercise, Symbols
from sirekap_trainer.exercise.saved import attempted_class, load_attempt
from sirekap_trainer.exercise.scoring import OutcomeKind, PartName, Score
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.dice import FIRST_SECRET_SEED
from sirekap_trainer.practice.packet import Packet, Pattern, SlipKind

#: Longest set name that the table holds.
_LONGEST_SET = 100
#: Seconds since 1970 from which a time is one of the wall's clock: 9 September 2001.
_SINCE = 1e9


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class PlainPart(_Plain):
    """See `scoring.Part`."""

    name: PartName
    points: _Points
    max: _Points


class PlainOutcome(_Plain):
    """See `scoring.Outcome`."""

    number: Annotated[str, Field(max_length=80)]
    outcome: OutcomeKind
    shown: Symbols
    sent: Symbols | None
    written: Symbols
    pattern: Pattern | None


class PlainSlip(_Plain):
    """See `scoring.SlipOutcome`."""

    kind: SlipKind
    detail: Annotated[str, Field(max_length=1000)]
    noticed: bool


class PlainScore(_Plain):
    """See `scoring.Score`, the `to_dict` of which this is."""

    total: _Points
    passed: bool
    pass_mark: _Points
    votes_at_stake: Annotated[int, Field(ge=0, le=1_000_000)]
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None
    parts: tuple[PlainPart, ...]
    outcomes: tuple[PlainOutcome, ...]
    slips: tuple[PlainSlip, ...]
    false_alarms: Annotated[int, Field(ge=0, le=1000)]


class PlainAttempt(_Plain):
    """A finished turn as plain values.

    Attributes:
        format: Version of this layout; 2 where there is a `class_code`, so that what is older knows it does not know.
        id: `attempt_id` of the exercise.
        mode: Of the sitting it was part of.
        sent_at: When its numbers were sent, by the laptop's clock.
        packet_set: See `set_of`.
        village: Kelurahan: the trainee's own word for it, or that of a packet made for their TPS.
        class_code: Of the class whose packets these were; "" where none is known.
        exercise: Who, packet, photographs, answers; no folder of any machine.
        score: None for a sealed packet that nobody has opened yet.
    """

    format: Literal[1, 2] = 1
    id: str
    mode: Mode
    sent_at: AwareDatetime
    packet_set: Annotated[str, Field(min_length=1, max_length=_LONGEST_SET)]
    village: Annotated[str, Field(max_length=80)] = ""
    class_code: Annotated[str, Field(pattern=r"^[A-Z0-9-]{0,32}$")] = ""
    exercise: PlainExercise
    score: PlainScore | None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        done = self.exercise
        if done.step != Step.RESULT.name or done.trainee is None or done.packet is None or done.form is None:
            raise ValueError("not a finished exercise")
        if done.review is None or done.sent_at is None or self.id != attempt_id(done):
            raise ValueError("not this exercise's id")
        if len(done.packet) > _LONGEST_SET or len(done.form) > 80:
            raise ValueError("names too long")
        names = [item.id for item in done.review.items]
        if (self.format > 1) != bool(self.class_code):
            raise ValueError("not this format")
        if self.score is not None and [one.number for one in self.score.outcomes] != names:
            raise ValueError("not this exercise's score")
        return self


def plain_attempt(
    exercise: Exercise,
    score: Score | None,
    *,
    mode: Mode,
    sent_at: datetime,
    packet: AnyPacket | None = None,
    class_code: str = "",
) -> PlainAttempt:
    """A finished turn as it is kept and sent on.

    Args:
        exercise: Sent.
        score: None for a sealed packet.
        mode: Of its sitting.
        sent_at: When, an aware time: an exercise's own seconds may count from anywhere.
        packet: The opened packet, where it was sealed; else the exercise's own.
        class_code: Of the class whose packets these were, where one is known.

    Raises:
        RecordsError: The exercise is not finished.
    """
    packet = packet or exercise.packet
    if exercise.step is not Step.RESULT or packet is None or exercise.trainee is None:
        raise RecordsError("Latihan ini belum selesai.", hint="Kirim angka-angkanya dulu.", code="langkah")
    plain = _bare(PlainExercise.model_validate(exercise.to_dict()))
    return PlainAttempt(
        format=2 if class_code else 1,
        id=attempt_id(plain),
        mode=mode,
        sent_at=sent_at,
        packet_set=set_of(packet),
        village=exercise.trainee.kelurahan or _village_of(packet, exercise.trainee.tps),
        class_code=class_code,
        exercise=plain,
        score=PlainScore.model_validate(score.to_dict()) if score is not None else None,
    )


def read_attempt(path: Path, packet: AnyPacket, *, catalog: Catalog) -> PlainAttempt:
    """The attempt in a file that a trainee's laptop left after an exam (`saved.save_attempt`), without a score.

    Args:
        path: Of the file.
        packet: What it is an attempt at (`saved.attempted_packet`), from the trainer's own copy.
        catalog: Where the form is looked up.

    Raises:
        ExerciseError: The file is no attempt, damaged, or about another packet.
    """
    exercise = load_attempt(path, packet, catalog=catalog)
    seconds = exercise.sent_at or 0.0
    # A terminal's clock counts from anywhere: then the file's own time says when.
    moment = seconds if seconds > _SINCE else path.stat().st_mtime
    return plain_attempt(
        exercise,
        None,
        mode="ujian",
        sent_at=datetime.fromtimestamp(moment, UTC),
        packet=packet,
        class_code=attempted_class(path),
    )


def attempt_id(exercise: PlainExercise) -> str:
    """A UUID made from all that was done: who, packet, answers and their times."""
    text = json.dumps(_bare(exercise).model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return str(UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=5))


def _bare(exercise: PlainExercise) -> PlainExercise:
    """Without what differs between laptops: folders, and when it was saved."""
    photos = tuple(one.model_copy(update={"photo": PurePath(one.photo).name}) for one in exercise.photos)
    return exercise.model_copy(update={"packet_folder": "", "saved_at": None, "photos": photos, "format": 3})


def _village_of(packet: AnyPacket, tps: str) -> str:
    """The kelurahan of a packet that was made for this TPS; of another's it says nothing about who did it."""
    return packet.tps.kelurahan if packet.tps.number == tps else ""


def set_of(packet: AnyPacket) -> str:
    """What packets that were made together have in common: `WK-11` of `WK-11-003`.

    A secret seed does not stand in the packet's id. Once such a packet is open, a fingerprint of its seed tells its
    set; before, all exams of a form look like one.
    """
    if not isinstance(packet, Packet):
        begin = packet.id.split("-")[0]
        return f"{begin}-U" if "-U-" in packet.id else packet.id.rpartition("-")[0] or packet.id
    begin = packet.id.split("-")[0]
    if packet.seed >= FIRST_SECRET_SEED:
        return f"{begin}-U-{hashlib.sha256(str(packet.seed).encode()).hexdigest()[:12]}"
    return f"{begin}-{packet.seed}"[:_LONGEST_SET]
