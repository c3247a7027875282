"""The questions of trainees (*Saya belum paham*), for trainer and PPS: listed by kelurahan, answered, exported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from sirekap_trainer.errors import PacketError, RecordsError
from sirekap_trainer.practice.spreadsheet import Kind, without_formulas, write_table
from sirekap_trainer.records.names import norm, place_norm
from sirekap_trainer.records.queries import Scope
from sirekap_trainer.records.tables import District, Person, Question, Station, TrainingClass, Village

#: Letters that an answer and the name below it may have, as the table holds them.
MAX_ANSWER, MAX_NAME = 2000, 80

#: Of a question that nobody answered.
_NO_ANSWER: dict[str, Any] = {"answer": "", "answered_by": "", "answered_at": None}

_KIND = Kind("Daftar pertanyaan", "", "pertanyaan")
_HEADS = (
    "Kecamatan", "Kelurahan", "TPS", "Nama", "Operator", "Kelas", "Tentang", "Pertanyaan", "Ditanyakan",
    "Jawaban", "Dijawab oleh", "Dijawab pada",
)  # fmt: skip
_WIDTHS = (20, 22, 6, 30, 10, 28, 36, 60, 17, 60, 24, 17)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and its answer.

    Attributes:
        id: Of the question.
        person_id: Who asked; None while nobody of the roster fits.
        name: By the roster, else as they wrote it; empty once erased.
        district: Kecamatan; empty where nobody fits.
        village: Kelurahan, by the roster, else as they wrote it.
        station: TPS.
        role: Of the operator.
        class_title: Of the class it was asked in; "" for none.
        about: Number or step, in the form's own words.
        note: In the person's words; may be empty.
        asked_at: When.
        answer: "" while there is none.
        answered_by: Who answered.
        answered_at: When; None while there is no answer.
    """

    id: str
    person_id: int | None
    name: str
    district: str
    village: str
    station: str
    role: str
    class_title: str
    about: str
    note: str
    asked_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None

    @property
    def answered(self) -> bool:
        """Whether somebody answered."""
        return self.answered_at is not None


def list_questions(
    session: Session, scope: Scope | None = None, *, answered: bool | None = None
) -> tuple[QuestionRow, ...]:
    """The questions of a scope: by kecamatan and kelurahan, then TPS, then time; of no known place last. One query.

    Args:
        session: For reading.
        scope: Whose; all where nobody says. Its modes have no part in it.
        answered: Only those with an answer, or only those without.
    """
    scope = scope or Scope()
    query: Any = (
        select(Question, Person.name, District.name, Village.name, Station.number, TrainingClass.title)
        .outerjoin(Person, Question.person_id == Person.id)
        .outerjoin(Station, Person.station_id == Station.id)
        .outerjoin(Village, Station.village_id == Village.id)
        .outerjoin(District, Village.district_id == District.id)
        .outerjoin(TrainingClass, Question.class_id == TrainingClass.id)
    )
    if scope.class_id is not None:
        query = query.where(Question.class_id == scope.class_id)
    if scope.village_id is not None:
        query = query.where(Village.id == scope.village_id)
    if scope.district_id is not None:
        query = query.where(District.id == scope.district_id)
    if answered is not None:
        query = query.where(Question.answered_at.is_not(None) if answered else Question.answered_at.is_(None))
    return tuple(sorted(map(_row, session.execute(query)), key=_order))


def _row(found: Sequence[Any]) -> QuestionRow:
    one, name, district, village, station, title = found
    return QuestionRow(
        id=one.id,
        person_id=one.person_id,
        name=name or one.name,
        district=district or "",
        village=village or one.village,
        station=station or one.station,
        role=one.role,
        class_title=title or "",
        about=one.about,
        note=one.note,
        asked_at=one.asked_at,
        answer=one.answer,
        answered_by=one.answered_by,
        answered_at=one.answered_at,
    )


def _order(one: QuestionRow) -> tuple[object, ...]:
    return (not one.district, norm(one.district), place_norm(one.village), one.station, one.asked_at, one.id)


def answer_question(
    session: Session,
    question_id: str,
    answer: str,
    *,
    by: str,
    at: datetime,
    seen: tuple[str, str] | None = None,
) -> None:
    """Answers a question; an earlier answer is replaced, and an empty one takes it back.

    Args:
        session: For writing.
        question_id: Of the question.
        answer: In whole sentences.
        by: Who answers: the trainer or the PPS.
        at: Now.
        seen: The answer that stood there when this one was begun, and who gave it. Another one that came meanwhile is
            not replaced unread. None replaces whatever is there.

    Raises:
        RecordsError: The question is gone, nobody says who answers, the answer is too long, or another one came
            meanwhile (code `sudah_dijawab`).
    """
    answer, by = answer.strip(), " ".join(by.split())
    if len(answer) > MAX_ANSWER or len(by) > MAX_NAME:
        raise RecordsError(
            "Jawaban ini terlalu panjang.",
            hint=f"Paling banyak {MAX_ANSWER} huruf, dan {MAX_NAME} untuk nama.",
            code="jawaban",
        )
    if answer and not by:
        raise RecordsError("Nama yang menjawab masih kosong.", hint="Tulis nama Anda.", code="jawaban")
    kept = {"answer": answer, "answered_by": by, "answered_at": at} if answer else _NO_ANSWER
    change = update(Question).where(Question.id == question_id)
    if seen is not None:  # compared by the database itself: two laptops may answer in the same moment
        change = change.where(Question.answer == seen[0], Question.answered_by == seen[1])
    if session.scalar(change.values(kept).returning(Question.id)) is not None:
        return
    session.expire_all()
    question = session.get(Question, question_id)
    if question is None:
        raise RecordsError(
            "Pertanyaan ini tidak ada lagi.", hint="Muat ulang daftar pertanyaan.", code="pertanyaan_hilang"
        )
    raise _answered_meanwhile(question.answered_by)


def _answered_meanwhile(by: str) -> RecordsError:
    return RecordsError(
        f"{by} sudah menjawab pertanyaan ini." if by else "Jawaban pertanyaan ini sudah dihapus orang lain.",
        hint="Jawaban Anda belum disimpan. Baca dulu, lalu simpan sekali lagi jika jawaban Anda tetap perlu.",
        code="sudah_dijawab",
    )


def write_questions(path: Path, rows: Iterable[QuestionRow], *, zone: tzinfo | None = None) -> Path:
    """Writes questions and answers as a spreadsheet; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        rows: In the order in which they are to stand.
        zone: Of the times; this laptop's where nobody says.

    Raises:
        RecordsError: The file is there already, has another ending, or cannot be written.
    """
    lines: list[Sequence[str | int]] = [_HEADS, *(_line(one, zone) for one in rows)]
    if path.suffix.lower() == ".csv":
        lines = without_formulas(lines)
    try:
        return write_table(path, _KIND, lines, widths=_WIDTHS)
    except PacketError as error:
        raise RecordsError(error.message, hint=error.hint, code=error.code) from error


def _line(one: QuestionRow, zone: tzinfo | None) -> tuple[str, ...]:
    return (
        one.district,
        one.village,
        one.station,
        one.name,
        one.role,
        one.class_title,
        one.about,
        one.note,
        _time(one.asked_at, zone),
        one.answer,
        one.answered_by,
        _time(one.answered_at, zone),
    )


def _time(moment: datetime | None, zone: tzinfo | None) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
