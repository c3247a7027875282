"""Finished turns as they are kept: taken in once, whoever brings them; whose they are; scored later where sealed.

    one = plain_attempt(exercise, result, mode="latihan", sent_at=now, packet=packet)
    with store.write() as session:
        taken = take_in(session, [one], class_id=...)

A `PlainAttempt` is JSON as it also travels between laptops. Its id is made from what was done, so that the same turn is
one, whatever way it comes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import Table, update
from sqlalchemy import select as sql_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.errors import ExerciseError, RecordsError
from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Step
from sirekap_trainer.exercise.plain import PlainExercise, Symbols
from sirekap_trainer.exercise.saved import load_attempt
from sirekap_trainer.exercise.scoring import RIGHT, OutcomeKind, PartName, Rubric, Score, score_sealed
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.dice import FIRST_SECRET_SEED
from sirekap_trainer.practice.packet import Packet, Pattern, SlipKind
from sirekap_trainer.records.people import Finder, Match, came_to_class
from sirekap_trainer.records.tables import Attempt, Outcome, PhotoFault, PhotoTake

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
        format: Version of this layout.
        id: `attempt_id` of the exercise.
        mode: Of the sitting it was part of.
        sent_at: When its numbers were sent, by the laptop's clock.
        packet_set: See `set_of`.
        village: Kelurahan: the trainee's own word for it, or the packet's.
        exercise: Who, packet, photographs, answers; no folder of any machine.
        score: None for a sealed packet that nobody has opened yet.
    """

    format: Literal[1] = 1
    id: str
    mode: Mode
    sent_at: AwareDatetime
    packet_set: Annotated[str, Field(min_length=1, max_length=_LONGEST_SET)]
    village: Annotated[str, Field(max_length=80)] = ""
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
        if self.score is not None and [one.number for one in self.score.outcomes] != names:
            raise ValueError("not this exercise's score")
        return self


def plain_attempt(
    exercise: Exercise, score: Score | None, *, mode: Mode, sent_at: datetime, packet: AnyPacket | None = None
) -> PlainAttempt:
    """A finished turn as it is kept and sent on.

    Args:
        exercise: Sent.
        score: None for a sealed packet.
        mode: Of its sitting.
        sent_at: When, an aware time: an exercise's own seconds may count from anywhere.
        packet: The opened packet, where it was sealed; else the exercise's own.

    Raises:
        RecordsError: The exercise is not finished.
    """
    packet = packet or exercise.packet
    if exercise.step is not Step.RESULT or packet is None or exercise.trainee is None:
        raise RecordsError("Latihan ini belum selesai.", hint="Kirim angka-angkanya dulu.", code="langkah")
    plain = _bare(PlainExercise.model_validate(exercise.to_dict()))
    return PlainAttempt(
        id=attempt_id(plain),
        mode=mode,
        sent_at=sent_at,
        packet_set=set_of(packet),
        village=exercise.trainee.kelurahan or packet.tps.kelurahan,
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
    return plain_attempt(exercise, None, mode="ujian", sent_at=datetime.fromtimestamp(moment, UTC), packet=packet)


def attempt_id(exercise: PlainExercise) -> str:
    """A UUID made from all that was done: who, packet, answers and their times."""
    text = json.dumps(_bare(exercise).model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return str(UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=5))


def _bare(exercise: PlainExercise) -> PlainExercise:
    """Without what differs between laptops: folders, and when it was saved."""
    photos = tuple(one.model_copy(update={"photo": PurePath(one.photo).name}) for one in exercise.photos)
    return exercise.model_copy(update={"packet_folder": "", "saved_at": None, "photos": photos, "format": 3})


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


# --- taking in --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of attempts that were brought; ids.

    Attributes:
        new: Taken in now.
        known: Were there already; nothing changed.
        scored: Were there without a score, and have one now.
        unmatched: Of the new ones, those that fit nobody of the roster (`list_unmatched`).
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    scored: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


def take_in(
    session: Session,
    attempts: Iterable[PlainAttempt],
    *,
    class_id: int | None = None,
    bundle_id: str | None = None,
) -> TakenIn:
    """Takes attempts in, each once: what is there already stays as it is, but for a score that was missing.

    Whose an attempt is is found by kelurahan, TPS and role, with the name as a witness (`people.Finder`). Somebody
    whose attempt comes from a class was there, and becomes a member where they were none.

    Args:
        session: For writing.
        attempts: To take in.
        class_id: The class they were made in.
        bundle_id: The bundle that brought them.
    """
    # In the order of ids: two writers that bring the same attempts then wait for each other in turn, and never both.
    given = dict(sorted({one.id: one for one in attempts}.items()))
    if not given:
        return TakenIn()
    finder = Finder(session)
    rows = {one.id: _row(one, finder, class_id, bundle_id) for one in given.values()}
    new = insert_new(session, Attempt, list(rows.values()))
    _insert_details(session, [given[one] for one in new])
    scored = [one.id for one in given.values() if one.id not in new and one.score and _add_score(session, one)]
    if class_id is not None:
        came_to_class(
            session, class_id, {int(row["person_id"]) for one in new if (row := rows[one])["person_id"] is not None}
        )
    fresh = tuple(one for one in given if one in new)
    return TakenIn(
        new=fresh,
        known=tuple(one for one in given if one not in new and one not in scored),
        scored=tuple(scored),
        unmatched=tuple(one for one in fresh if rows[one]["person_id"] is None),
    )


def insert_new(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> frozenset[Any]:
    """Inserts rows of a table, leaving out those whose key is there already, and gives the keys of the new ones.

    Whoever else inserts the same at the same time: each row comes in once. Rows are in the order of their keys.

    Args:
        session: For writing.
        table: With a key of one column named `id`.
        rows: Each with all that the table needs.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    if not rows:
        return frozenset()
    statement = insert(table).on_conflict_do_nothing().returning(table.id)
    return frozenset(session.scalars(statement, list(rows)))


def _row(one: PlainAttempt, finder: Finder, class_id: int | None, bundle_id: str | None) -> dict[str, Any]:
    done = one.exercise
    assert done.trainee is not None
    assert done.review is not None
    who = {"name": done.trainee.name, "village": one.village, "station": done.trainee.tps, "role": done.trainee.role}
    return {
        "id": one.id,
        **who,
        "person_id": finder.find(**who).person_id,
        "class_id": class_id,
        "bundle_id": bundle_id,
        "packet": done.packet,
        "packet_set": one.packet_set,
        "form": done.form,
        "mode": one.mode,
        "rule": done.review.mode,
        "sent_at": one.sent_at,
        "seconds": max(0.0, (done.sent_at or 0.0) - (done.started_at or 0.0)),
        **_score_columns(one.score),
        "document": {
            "village": one.village,
            "exercise": done.model_dump(mode="json"),
            "score": one.score.model_dump(mode="json") if one.score else None,
        },
    }


def _score_columns(score: PlainScore | None) -> dict[str, Any]:
    names = ("total", "passed", "votes_at_stake", "numbers_right", "numbers_asked")
    if score is None:
        return dict.fromkeys(names)
    right = sum(one.outcome in RIGHT for one in score.outcomes)
    return dict(zip(names, (score.total, score.passed, score.votes_at_stake, right, len(score.outcomes)), strict=True))


def _insert_details(session: Session, attempts: Sequence[PlainAttempt]) -> None:
    """What belongs to attempts that were inserted just now."""
    _insert(session, Outcome, [row for one in attempts for row in _outcomes(one)])
    photos = [(one.id, photo) for one in attempts for photo in one.exercise.photos]
    takes = [{"attempt_id": key, "page": photo.page, "takes": photo.takes} for key, photo in photos]
    _insert(session, PhotoTake, takes)
    faults = [
        {"attempt_id": key, "page": photo.page, "code": code[:40]}
        for key, photo in photos
        for code in dict.fromkeys(photo.first_findings)
    ]
    _insert(session, PhotoFault, faults)


def _insert(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        made: Table = table.__table__
        session.execute(made.insert(), rows)


def _outcomes(one: PlainAttempt) -> list[dict[str, Any]]:
    return [
        {"attempt_id": one.id, "number": item.number, "kind": item.outcome, "pattern": item.pattern or ""}
        for item in (one.score.outcomes if one.score else ())
    ]


def _add_score(session: Session, one: PlainAttempt) -> bool:
    """Whether the attempt had no score, and has this one now."""
    assert one.score is not None
    found = session.scalar(
        sql_select(Attempt.document).where(Attempt.id == one.id, Attempt.total.is_(None)).with_for_update()
    )
    if found is None:
        return False
    values = _score_columns(one.score) | {
        "packet_set": one.packet_set,
        "document": found | {"score": one.score.model_dump(mode="json")},
    }
    session.execute(update(Attempt).where(Attempt.id == one.id).values(**values))
    _insert(session, Outcome, _outcomes(one))
    return True


# --- whose ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An attempt that fits nobody of the roster.

    Attributes:
        id: Of the attempt.
        name: Who, as they wrote it; so are `village`, `station` and `role`.
        village: Kelurahan.
        station: TPS.
        role: `utama` or `cadangan`.
        packet: At which packet.
        sent_at: When.
        suggestions: Ids of operators it may be, the likeliest first.
    """

    id: str
    name: str
    village: str
    station: str
    role: str
    packet: str
    sent_at: datetime
    suggestions: tuple[int, ...]


def list_unmatched(session: Session) -> list[Unmatched]:
    """The attempts that a person must say whose they are, the latest first."""
    rows = session.execute(
        sql_select(
            Attempt.id, Attempt.name, Attempt.village, Attempt.station, Attempt.role, Attempt.packet, Attempt.sent_at
        )
        .where(Attempt.person_id.is_(None), Attempt.station != "")
        .order_by(Attempt.sent_at.desc(), Attempt.id)
    ).all()
    finder = Finder(session) if rows else None
    found = []
    for key, name, village, station, role, packet, sent_at in rows:
        assert finder is not None
        match: Match = finder.find(name=name, village=village, station=station, role=role)
        likely = match.suggestions if match.person_id is None else (match.person_id,)
        found.append(Unmatched(key, name, village, station, role, packet, sent_at, likely))
    return found


def settle(session: Session, attempt_id: str, person_id: int | None) -> None:
    """Says whose an attempt is, by hand; None takes that back.

    Raises:
        RecordsError: There is no such attempt.
    """
    attempt = session.get(Attempt, attempt_id)
    if attempt is None:
        raise RecordsError("Hasil ini tidak ada lagi.", hint="Muat ulang daftar hasil.", code="hasil")
    attempt.person_id = person_id
    session.flush()
    if person_id is not None and attempt.class_id is not None:
        came_to_class(session, attempt.class_id, {person_id})


# --- scoring later ----------------------------------------------------------------------------------------------------


def unscored_packets(session: Session, *, class_id: int | None = None) -> dict[str, int]:
    """Ids of the sealed packets that attempts wait for, and how many of each."""
    query = sql_select(Attempt.packet).where(Attempt.total.is_(None)).order_by(Attempt.packet)
    if class_id is not None:
        query = query.where(Attempt.class_id == class_id)
    counts: dict[str, int] = {}
    for packet in session.scalars(query):
        counts[packet] = counts.get(packet, 0) + 1
    return counts


@dataclass(frozen=True, slots=True)
class ScoredLater:
    """What scoring did.

    Attributes:
        scored: Ids of the attempts that have a score now.
        refused: Ids of attempts that are not of the packet of that name, with the reason.
    """

    scored: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def score_waiting(session: Session, packets: Mapping[str, Packet], rubric: Rubric, *, catalog: Catalog) -> ScoredLater:
    """Scores the attempts at sealed packets that the trainer has opened; what has a score keeps it.

    Args:
        session: For writing.
        packets: By id, as `practice.seal.open_sealed` gives them.
        rubric: The rules.
        catalog: Where forms are looked up.
    """
    waiting = session.execute(
        sql_select(Attempt.id, Attempt.packet, Attempt.mode, Attempt.sent_at, Attempt.document)
        .where(Attempt.total.is_(None), Attempt.packet.in_(list(packets)))
        .order_by(Attempt.id)
    ).all()
    scored, refused = [], []
    for key, name, mode, sent_at, document in waiting:
        packet = packets[name]
        try:
            exercise = exercise_in(document, packet, catalog=catalog)
            result = score_sealed(exercise, packet, rubric)
        except ExerciseError as error:
            refused.append((key, error.message))
            continue
        plain = PlainScore.model_validate(result.to_dict())
        one = PlainAttempt.model_construct(id=key, mode=mode, sent_at=sent_at, packet_set=set_of(packet), score=plain)
        if _add_score(session, one):
            scored.append(key)
    return ScoredLater(tuple(scored), tuple(refused))


def exercise_in(document: Mapping[str, Any], packet: AnyPacket, *, catalog: Catalog) -> Exercise:
    """The exercise that an attempt's document keeps, e.g. to score it or to tell every mistake.

    Args:
        document: `Attempt.document`.
        packet: With this attempt's packet id.
        catalog: Where the form is looked up.

    Raises:
        ExerciseError: It is another packet, or the document is damaged.
    """
    return Exercise.from_dict(document["exercise"], catalog=catalog, load_packet=lambda _: packet)
