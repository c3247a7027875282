"""What is kept of one person, given to them or taken away; and until when anything of people is kept at all.

Erasing takes the person's row - name, phone, seat, classes - and from what they did everything that says who: name,
kelurahan, TPS, role, file names, notes. What is left is counted on without a person: which numbers and patterns were
missed, in which class and packet. With `keep_results=False` nothing is left. What was erased does not come back with
the next bundle (`erased.py`). A backup made before still holds it; restored into the same records it is erased again.
Results that are kept are without a name, not beyond guessing: who knows who did which packet when can tell whose they
were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from sirekap_trainer.records.erased import KINDS, Kind, hold_off, remember, turn_digest
from sirekap_trainer.records.people import PersonRow, person_at
from sirekap_trainer.records.tables import (
    Attempt,
    ErasedPart,
    Member,
    Person,
    Question,
    Quiz,
    Setting,
    TrainingClass,
)

_RETENTION = "retention"
#: Stands where a name stood: an exercise is always somebody's.
_NOBODY = {"name": "Dihapus", "tps": "999", "role": "utama", "kelurahan": ""}
#: Documents of attempts that are read at once; each has some 20,000 bytes.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class PersonExport:
    """All that is kept of a person.

    Attributes:
        data: Plain JSON values.
        text: The same in Indonesian sentences, without the single answers.
    """

    data: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, or would be: how many of each."""

    people: int
    attempts: int
    quizzes: int
    questions: int


# --- giving -----------------------------------------------------------------------------------------------------------


def export_person(session: Session, person_id: int, *, zone: tzinfo | None = None) -> PersonExport:
    """All that is kept of a person, of one who left too.

    Args:
        session: For reading.
        person_id: Whom.
        zone: Of the days in the text; this laptop's where nobody says. The data has its times in UTC.

    Raises:
        RecordsError: Nobody has this id.
    """
    person = person_at(session, person_id)
    classes = session.execute(
        select(TrainingClass.code, TrainingClass.title, TrainingClass.held_on, Member.present, Member.dealt)
        .join(Member, Member.class_id == TrainingClass.id)
        .where(Member.person_id == person_id)
        .order_by(TrainingClass.held_on, TrainingClass.id)
    ).all()
    attempts = session.execute(
        select(Attempt.id, Attempt.packet, Attempt.form, Attempt.mode, Attempt.rule, Attempt.sent_at, Attempt.seconds,
               Attempt.total, Attempt.passed, Attempt.votes_at_stake, Attempt.document)
        .where(Attempt.person_id == person_id)
        .order_by(Attempt.sent_at, Attempt.id)
    ).all()  # fmt: skip
    quizzes = session.execute(
        select(Quiz.id, Quiz.stage, Quiz.right, Quiz.asked, Quiz.done_at, Quiz.document)
        .where(Quiz.person_id == person_id)
        .order_by(Quiz.done_at, Quiz.id)
    ).all()
    questions = session.execute(
        select(Question.id, Question.about, Question.note, Question.asked_at, Question.answer, Question.answered_by)
        .where(Question.person_id == person_id)
        .order_by(Question.asked_at, Question.id)
    ).all()
    data = {
        "person": {
            "name": person.name,
            "phone": person.phone,
            "kecamatan": person.district,
            "kelurahan": person.village,
            "tps": person.station,
            "role": person.role,
        },
        "classes": _plain(classes),
        "attempts": _plain(attempts),
        "quizzes": _plain(quizzes),
        "questions": _plain(questions),
    }
    return PersonExport(data, _told(person, data, zone))


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [{name: _value(value) for name, value in row._mapping.items()} for row in rows]  # noqa: SLF001 - SQLAlchemy's own way


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _told(person: PersonRow, data: dict[str, Any], zone: tzinfo | None) -> str:
    lines = [
        f"Data tentang {person.name}",
        "",
        f"Operator {person.role}, TPS {person.station}, Kelurahan {person.village}, Kecamatan {person.district}",
        f"Nomor HP: {person.phone or '-'}",
        "",
        f"Kelas: {len(data['classes'])}",
    ]
    present = {True: "hadir", False: "tidak hadir", None: "kehadiran belum dicatat"}
    lines += [f"- {one['held_on']} {one['title']}: {present[one['present']]}" for one in data["classes"]]
    lines += ["", f"Latihan dan ujian: {len(data['attempts'])}"]
    lines += [f"- {_day(one['sent_at'], zone)} paket {one['packet']}: {_points(one)}" for one in data["attempts"]]
    lines += ["", f"Tes: {len(data['quizzes'])}"]
    stages = {"pre": "tes awal", "post": "tes akhir"}
    lines += [
        f"- {_day(one['done_at'], zone)} {stages[one['stage']]}: {one['right']} dari {one['asked']}"
        for one in data["quizzes"]
    ]
    lines += ["", f"Pertanyaan: {len(data['questions'])}"]
    lines += [
        f"- {_day(one['asked_at'], zone)} {one['about']}: {one['note'] or '-'} Jawaban: {one['answer'] or 'belum ada'}"
        for one in data["questions"]
    ]
    return "\n".join(lines) + "\n"


def _day(moment: str, zone: tzinfo | None) -> str:
    """The day on the wall: shortly after midnight it is another one than in UTC."""
    return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()


def _points(attempt: dict[str, Any]) -> str:
    if attempt["total"] is None:
        return "belum dinilai"
    points = f"{attempt['total']:.1f}".removesuffix(".0").replace(".", ",")
    return f"{points} dari 100, {'lulus' if attempt['passed'] else 'belum lulus'}"


# --- taking away ------------------------------------------------------------------------------------------------------


_Done = type[Attempt | Quiz | Question]
_Mine = Callable[[_Done], ColumnElement[bool]]
_DONE: tuple[_Done, ...] = (Attempt, Quiz, Question)
_NO_WHO = {"person_id": None, "name": "", "village": "", "station": "", "role": ""}


def erase_person(session: Session, person_id: int, *, today: date, keep_results: bool = True) -> Erased:
    """Erases a person. There is no way back, not with the same bundle either.

    Args:
        session: For writing.
        person_id: Whom.
        today: The date.
        keep_results: Whether what they did stays, without a word of whose it was; else it goes too.

    Raises:
        RecordsError: Nobody has this id.
    """
    hold_off(session)
    person_at(session, person_id)
    return _erase(
        session, [person_id], lambda done: done.person_id == person_id, keep_results=keep_results, today=today
    )


def erase_again(session: Session, *, today: date) -> Erased:
    """Erases what was erased before and is there again, as an older backup brings it; in the way it was then.

    Args:
        session: For writing; its table of what was erased is complete.
        today: The date.
    """
    hold_off(session)
    found = [_erase_noted(session, keep_results=kept, today=today) for kept in (False, True)]
    return Erased(
        *(sum(getattr(one, name) for one in found) for name in ("people", "attempts", "quizzes", "questions"))
    )


def _erase_noted(session: Session, *, keep_results: bool, today: date) -> Erased:
    def noted(kind: Kind) -> Any:  # noqa: ANN401 - an SQL query
        return select(ErasedPart.id).where(ErasedPart.kind == kind, ErasedPart.kept.is_(keep_results))

    def mine(done: _Done) -> ColumnElement[bool]:
        again = done.id.in_(noted(KINDS[done]))
        return or_(done.person_id.in_(people), and_(again, _of_somebody(done)) if keep_results else again)

    people = list(session.scalars(select(Person.id).where(Person.uid.in_(noted("person")))))
    return _erase(session, people, mine, keep_results=keep_results, today=today)


def _erase(session: Session, people: list[int], mine: _Mine, *, keep_results: bool, today: date) -> Erased:
    """Erases people and what is `mine`, and notes first what that is."""
    # Whoever makes something theirs at this moment is waited for, or finds them gone.
    who = session.scalars(select(Person.uid).where(Person.id.in_(people)).order_by(Person.id).with_for_update()).all()
    remember(session, [("person", uid) for uid in who if uid], kept=keep_results, on=today)
    counts = [_erase_done(session, table, mine(table), keep_results=keep_results, today=today) for table in _DONE]
    session.execute(delete(Member).where(Member.person_id.in_(people)))
    session.execute(delete(Person).where(Person.id.in_(people)))
    session.expire_all()
    return Erased(len(people), *counts)


def _erase_done(session: Session, table: _Done, mine: ColumnElement[bool], *, keep_results: bool, today: date) -> int:
    ids = list(session.scalars(select(table.id).where(mine).order_by(table.id).with_for_update()))
    remember(session, [(KINDS[table], key) for key in ids], kept=keep_results, on=today)
    if table is Attempt:
        _remember_turns(session, mine, kept=keep_results, on=today)
    if not keep_results:
        session.execute(delete(table).where(mine))
    elif table is Attempt:
        _unname_attempts(session, mine)
    else:
        more = {"note": "", "document": {}} if table is Question else {}
        session.execute(update(table).where(mine).values(**_NO_WHO, **more))
    return len(ids)


def _remember_turns(session: Session, mine: ColumnElement[bool], *, kept: bool, on: date) -> None:
    query = select(Attempt.packet, Attempt.document).where(mine).execution_options(yield_per=_AT_ONCE)
    digests = (
        turn_digest(packet, (document.get("exercise") or {}).get("started_at"))
        for packet, document in session.execute(query)
    )
    remember(session, [("turn", one) for one in sorted({one for one in digests if one})], kept=kept, on=on)


def _unname_attempts(session: Session, mine: ColumnElement[bool]) -> None:
    for key, document in session.execute(select(Attempt.id, Attempt.document).where(mine).with_for_update()).all():
        values = _NO_WHO | {"document": _without_who(document)}
        session.execute(update(Attempt).where(Attempt.id == key).values(**values))


def _without_who(document: dict[str, Any]) -> dict[str, Any]:
    exercise = dict(document.get("exercise") or {})
    exercise["trainee"] = _NOBODY
    exercise["photos"] = [{**photo, "photo": ""} for photo in exercise.get("photos", ())]
    return document | {"village": "", "exercise": exercise}


# --- until when -------------------------------------------------------------------------------------------------------


def retention_date(session: Session) -> date | None:
    """Until when people's data is kept; None where nobody said."""
    found = session.get(Setting, _RETENTION)
    return date.fromisoformat(found.value["until"]) if found is not None and found.value.get("until") else None


def set_retention_date(session: Session, until: date | None) -> None:
    """Says until when people's data is kept. Nothing goes by itself: `erase_due` does it when it is told to."""
    session.merge(Setting(key=_RETENTION, value={"until": until.isoformat() if until else None}))
    session.flush()


def due(session: Session, today: date) -> Erased | None:
    """What would be erased today; None while the date has not come, or was never set."""
    until = retention_date(session)
    if until is None or today <= until:
        return None
    people = session.scalar(select(func.count(Person.id))) or 0
    counts = [session.scalar(select(func.count()).where(_of_somebody(table))) or 0 for table in _DONE]
    return Erased(people, *counts)


def erase_due(session: Session, today: date, *, keep_results: bool = True) -> Erased | None:
    """Erases every person once the date has passed, and who fits nobody of the roster; None, and nothing, before.

    Args:
        session: For writing.
        today: The date.
        keep_results: As in `erase_person`.
    """
    if due(session, today) is None:
        return None
    hold_off(session)
    people = list(session.scalars(select(Person.id)))
    return _erase(session, people, _of_somebody, keep_results=keep_results, today=today)


def _of_somebody(table: _Done) -> ColumnElement[bool]:
    """Also of those who fit nobody of the roster: they have written a name too."""
    return or_(table.person_id.is_not(None), table.station != "")
