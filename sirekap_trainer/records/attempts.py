"""Finished turns as they are kept: taken in once, whoever brings them; whose they are; scored later where sealed.

    one = plain_attempt(exercise, result, mode="latihan", sent_at=now, packet=packet)
    with store.write() as session:
        taken = take_in(session, [one], class_id=...)

A `PlainAttempt` is JSON as it also travels between laptops. Its id is made from what was done, so that the same turn is
one, whatever way it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, update
from sqlalchemy import select as sql_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.errors import ExerciseError, RecordsError
from sirekap_trainer.exercise.flow import AnyPacket, Exercise
from sirekap_trainer.exercise.scoring import RIGHT, Rubric, score_sealed
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.records.erased import erased_attempts, stand_in_line
from sirekap_trainer.records.people import Finder, Match, came_to_class, person_at
from sirekap_trainer.records.plain_attempt import (
    PlainAttempt,
    PlainScore,
    set_of,
)
from sirekap_trainer.records.tables import Attempt, Outcome, PhotoFault, PhotoTake

# --- taking in --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of attempts that were brought; ids.

    Attributes:
        new: Taken in now.
        known: Were there already; nothing changed.
        scored: Were there without a score, and have one now.
        unmatched: Of the new ones, those that fit nobody of the roster (`list_unmatched`).
        erased: Were erased before; not taken in again.
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    scored: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()


def take_in(
    session: Session,
    attempts: Iterable[PlainAttempt],
    *,
    class_id: int | None = None,
    bundle_id: str | None = None,
) -> TakenIn:
    """Takes attempts in, each once: what is there already stays as it is, but for a score that was missing.

    What was erased does not come back, also while somebody erases it at this moment (`records/erased.py`).

    Whose an attempt is is found by kelurahan, TPS and role, with the name as a witness, or by TPS, role and name among
    the members of its class (`people.Finder`). Somebody
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
    stand_in_line(session)
    gone = erased_attempts(session, given.values())
    given = {key: one for key, one in given.items() if key not in gone}
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
        erased=tuple(sorted(gone)),
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
        "person_id": finder.find(**who, class_id=class_id).person_id,
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
            Attempt.id,
            Attempt.name,
            Attempt.village,
            Attempt.station,
            Attempt.role,
            Attempt.packet,
            Attempt.sent_at,
            Attempt.class_id,
        )
        .where(Attempt.person_id.is_(None), Attempt.station != "")
        .order_by(Attempt.sent_at.desc(), Attempt.id)
    ).all()
    finder = Finder(session) if rows else None
    found = []
    for key, name, village, station, role, packet, sent_at, class_id in rows:
        assert finder is not None
        match: Match = finder.find(name=name, village=village, station=station, role=role, class_id=class_id)
        likely = match.suggestions if match.person_id is None else (match.person_id,)
        found.append(Unmatched(key, name, village, station, role, packet, sent_at, likely))
    return found


def settle(session: Session, attempt_id: str, person_id: int | None) -> None:
    """Says whose an attempt is, by hand; None takes that back.

    Raises:
        RecordsError: There is no such attempt, or no such person.
    """
    attempt = session.get(Attempt, attempt_id)
    if attempt is None:
        raise RecordsError("Hasil ini tidak ada lagi.", hint="Muat ulang daftar hasil.", code="hasil")
    if person_id is not None:
        person_at(session, person_id)
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
