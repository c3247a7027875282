"""What was erased stays erased: it is known again by ids that say nothing of anybody, whatever brings it back.

A bundle, a file or an older backup may hold what was erased since. Kept of it are its kind and its id, the day, and
whether the rest of it stays without a name. Of a person the id is a random one; of a turn, which edited may come under
another id, a digest of its packet and the moment its checking began, in which nobody's name, TPS or role has a part.

Guaranteed is that no part that was erased is taken in again under its id or, an attempt, with its packet and beginning:
whoever erases waits until all who are taking in are done, and they for whoever erases (`hold_off`, `stand_in_line`).
This takes the isolation of PostgreSQL's default, READ COMMITTED. Not guaranteed is what nobody can tell: work that was
not in the records yet when its person was erased, and a database that was lost together with its list of the erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy import and_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.records.plain_attempt import PlainAttempt
from sirekap_trainer.records.tables import Attempt, ErasedPart, Question, Quiz

Kind = Literal["person", "attempt", "turn", "quiz", "question"]
#: Tables of what somebody did, and how their rows are called in here.
KINDS: Mapping[type[Attempt | Quiz | Question], Kind] = {Attempt: "attempt", Quiz: "quiz", Question: "question"}
#: What PostgreSQL locks while something is erased or taken in; any number, the same for all.
_LOCK = 7_472_617
#: Rows or ids in one statement.
_BATCH = 500


# --- one after the other ----------------------------------------------------------------------------------------------


def hold_off(session: Session) -> None:
    """Waits until nobody takes anything in, and keeps them from it until the transaction ends: before erasing."""
    _lock(session, "pg_advisory_xact_lock")


def stand_in_line(session: Session) -> None:
    """Waits until nobody erases, and keeps them from it until the transaction ends: before taking in; many may."""
    _lock(session, "pg_advisory_xact_lock_shared")


def _lock(session: Session, function: str) -> None:
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time
        session.execute(text(f"SELECT {function}(:key)"), {"key": _LOCK})


# --- writing ----------------------------------------------------------------------------------------------------------


def remember(session: Session, parts: Iterable[tuple[Kind, str]], *, kept: bool, on: date) -> None:
    """Notes what is about to be erased.

    Args:
        session: For writing.
        parts: Kind and id.
        kept: Whether the rest stays, without a word of whose it was.
        on: The day.
    """
    remember_rows(session, [{"kind": kind, "id": key, "erased_on": on, "kept": kept} for kind, key in parts])


def remember_rows(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """The same as rows of the table. What was erased whole once does not become something that is kept."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(ErasedPart)
    statement = statement.on_conflict_do_update(
        index_elements=[ErasedPart.kind, ErasedPart.id],
        set_={"kept": and_(ErasedPart.kept, statement.excluded.kept)},
    )
    for start in range(0, len(rows), _BATCH):
        session.execute(statement, [dict(row) for row in rows[start : start + _BATCH]])


def turn_digest(packet: str | None, started_at: float | None) -> str | None:
    """What tells a turn without telling whose: SHA-256 of packet and beginning; None where it has no beginning."""
    if started_at is None:
        return None
    return hashlib.sha256(json.dumps([packet, float(started_at)]).encode()).hexdigest()


# --- asking -----------------------------------------------------------------------------------------------------------


def erased_attempts(session: Session, attempts: Iterable[PlainAttempt]) -> frozenset[str]:
    """Ids of the attempts that were erased, by their own ids or as turns; not of those that stay without a name."""
    turns = {one.id: turn_digest(one.exercise.packet, one.exercise.started_at) for one in attempts}
    known = _noted(session, "turn", {one for one in turns.values() if one is not None})
    gone = _noted(session, "attempt", turns) | {key for key, turn in turns.items() if turn in known}
    return gone - _there(session, Attempt, gone)


def erased_among(session: Session, table: type[Quiz | Question], ids: Iterable[str]) -> frozenset[str]:
    """Which of these ids were erased; not those of what stays without a name."""
    gone = _noted(session, KINDS[table], ids)
    return gone - _there(session, table, gone)


def _noted(session: Session, kind: Kind, ids: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for some in _batches(ids):
        found.update(session.scalars(select(ErasedPart.id).where(ErasedPart.kind == kind, ErasedPart.id.in_(some))))
    return frozenset(found)


def _there(session: Session, table: type[Attempt | Quiz | Question], ids: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for some in _batches(ids):
        found.update(session.scalars(select(table.id).where(table.id.in_(some))))
    return frozenset(found)


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))
