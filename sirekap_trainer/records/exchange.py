"""Taking a bundle into the records: each part once, nothing that is there changed, all of it or nothing.

with store.write() as session:
taken = take_bundle(session, open_bundle(data), at=now, class_id=...)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.outbox import Outbox
from sirekap_trainer.records.attempts import TakenIn, insert_new, take_in
from sirekap_trainer.records.bundle import OpenBundle, open_bundle, pack
from sirekap_trainer.records.erased import erased_among, stand_in_line
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.parts import PlainQuestion, PlainQuiz
from sirekap_trainer.records.people import Finder, came_to_class, rematch
from sirekap_trainer.records.plain_attempt import PlainAttempt
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Attempt, Bundle, Question, Quiz, TrainingClass

#: Before the end of its class a trainee's work is not older than this, by the clock of the laptop that did it.
CLASS_HOURS = timedelta(hours=16)

_AnyPart = PlainAttempt | PlainQuiz | PlainQuestion
_Asked = TypeVar("_Asked", PlainQuiz, PlainQuestion)


@dataclass(frozen=True, slots=True)
class TakenBundle:
    """What became of a bundle.

    Attributes:
        id: Of the bundle.
        code: The laptop's code.
        laptop_known: Whether a bundle of this laptop was taken in before.
        again: Whether this very bundle was.
        attempts: What became of the attempts.
        quizzes: Ids of new tests.
        questions: Ids of new questions.
        known: How many tests and questions were there already.
        erased: How many tests and questions were erased before; they are not taken in again.
        unknown: How many parts only a newer version knows; they are not taken in.
        no_class: How many parts name a class that is not in these records; they belong to none.
        parts: Kind and id of all that is in the records now or was erased from them: it need not be brought again.
    """

    id: str
    code: str
    laptop_known: bool
    again: bool
    attempts: TakenIn
    quizzes: tuple[str, ...]
    questions: tuple[str, ...]
    known: int
    erased: int
    unknown: int
    no_class: int
    parts: tuple[tuple[str, str], ...]

    @property
    def new(self) -> int:
        """How many parts are new."""
        return len(self.attempts.new) + len(self.attempts.scored) + len(self.quizzes) + len(self.questions)

    @property
    def message(self) -> str:
        """In one or two sentences, for a person."""
        new, scored = len(self.attempts.new), len(self.attempts.scored)
        quizzes, questions = len(self.quizzes), len(self.questions)
        counts = (
            (new, f"{new} hasil baru"),
            (scored, f"{scored} hasil mendapat nilai"),
            (quizzes, f"{quizzes} tes baru"),
            (questions, f"{questions} pertanyaan baru"),
        )
        there = len(self.attempts.known) + self.known
        words = ", ".join(said for count, said in counts if count) or "Tidak ada yang baru"
        words = "; ".join([words, *[f"{there} sudah ada"][: there > 0]]) + "."
        if gone := len(self.attempts.erased) + self.erased:
            words += f" {gone} dihapus sebelumnya: tidak diterima lagi."
        if self.no_class:
            words += f" {self.no_class} dari kelas yang tidak ada di catatan ini: dihitung tanpa kelas."
        if self.unknown:
            words += f" {self.unknown} bagian belum dikenal: perbarui aplikasi di laptop pelatih, lalu ambil lagi."
        return words

    @property
    def laptop_message(self) -> str:
        """Which laptop it is from, for a person."""
        return f"Laptop {self.code}." if self.laptop_known else f"Laptop baru: {self.code}."


def take_bundle(
    session: Session,
    bundle: OpenBundle,
    *,
    at: datetime,
    class_id: int | None = None,
    within: timedelta | None = CLASS_HOURS,
) -> TakenBundle:
    """Takes in what a bundle brings, each part once; what is there already stays as it is, what was erased stays away.

    What is there without a class gets the one that it names: it came in another way, or before its class was here.

    Args:
        session: For writing; everything is taken in together or nothing.
        bundle: From `open_bundle`.
        at: Now.
        class_id: The class that is being held. What names a class belongs to that one, or to none where it is not in
            the records. A test or question that names none belongs where the work of its laptop at that time does.
            Older work in the bundle belongs to none.
        within: How old work may be to belong to the class, by its own laptop's clock (which may be wrong, but is so
            for both); None where all of it does.

    A class that was taken away meanwhile, as on another laptop, is none.

    Raises:
        RecordsError: Something in it contradicts what was taken in before; the session must not be committed then.
    """
    stand_in_line(session)
    known_laptop = session.scalar(select(Bundle.id).where(Bundle.laptop == bundle.laptop).limit(1)) is not None
    row = {
        "id": bundle.id,
        "laptop": bundle.laptop,
        "version": bundle.version[0],
        "made_at": bundle.made_at,
        "taken_at": at,
    }
    again = bundle.id not in insert_new(session, Bundle, [row])
    _refuse_contradictions(session, bundle)
    origin = _Origin(bundle, _still_there(session, class_id), within, _named_classes(session, bundle))
    attempts = _take_attempts(session, bundle.attempts, origin)
    quizzes_left = _not_erased(session, Quiz, bundle.quizzes)
    questions_left = _not_erased(session, Question, bundle.questions)
    quizzes = _take_quizzes(session, quizzes_left, origin)
    questions = _take_questions(session, questions_left, origin)
    _join_classes(session, bundle, origin)
    attempts_left = [one for one in bundle.attempts if one.id not in attempts.erased]
    left: tuple[_AnyPart, ...] = (*attempts_left, *quizzes_left, *questions_left)
    return TakenBundle(
        id=bundle.id,
        code=bundle.code,
        laptop_known=known_laptop,
        again=again,
        attempts=attempts,
        quizzes=quizzes,
        questions=questions,
        known=len(quizzes_left) + len(questions_left) - len(quizzes) - len(questions),
        erased=len(bundle.quizzes) + len(bundle.questions) - len(quizzes_left) - len(questions_left),
        unknown=bundle.unknown,
        no_class=sum(code not in ("", *origin.classes) for code in map(_class_code, left)),
        parts=tuple(
            (kind, one.id)
            for kind, ones in (
                ("attempt", bundle.attempts),
                ("quiz", bundle.quizzes),
                ("question", bundle.questions),
            )
            for one in ones
        ),
    )


def take_from_here(
    store: Store, outbox: Outbox, key: LaptopKey, *, at: datetime, class_id: int | None = None
) -> tuple[TakenBundle, ...]:
    """Takes in what was done on the trainer's own laptop and waits in its outbox; nothing where nothing does.

    Args:
        store: The records.
        outbox: Of this laptop.
        key: Of this laptop.
        at: Now.
        class_id: As of `take_bundle`.

    Raises:
        RecordsError: As `take_bundle`.
        ExerciseError: The outbox cannot be written to; nothing counts twice for it.
    """
    waiting = outbox.waiting()
    taken = []
    for packed in pack(waiting, key, at=at) if waiting else ():
        with store.write() as session:
            taken.append(take_bundle(session, open_bundle(packed.data), at=at, class_id=class_id))
        outbox.hand_over(packed.parts, at=at.timestamp())
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What all parts of a bundle have in common. `classes` are ids by the codes that parts name."""

    bundle: OpenBundle
    class_id: int | None
    within: timedelta | None
    classes: Mapping[str, int]

    def class_of(self, one: _AnyPart) -> int | None:
        """The class that a part belongs to."""
        moment = _moment(one)
        code = _class_code(one) or self._code_at(moment)
        if code:
            return self.classes.get(code)
        recent = self.within is None or self.bundle.made_at - moment <= self.within
        return self.class_id if recent else None

    def _code_at(self, moment: datetime) -> str:
        """The class at work on this laptop at a moment, by the nearest attempt that names one; "" where none does."""
        named = [one for one in self.bundle.attempts if one.class_code and abs(one.sent_at - moment) <= CLASS_HOURS]
        return min(named, key=lambda one: (abs(one.sent_at - moment), one.id)).class_code if named else ""


def _still_there(session: Session, class_id: int | None) -> int | None:
    """The class's id; None where it was taken away."""
    return session.scalar(select(TrainingClass.id).where(TrainingClass.id == class_id))


def _named_classes(session: Session, bundle: OpenBundle) -> dict[str, int]:
    """Ids of the classes that parts name, by code."""
    parts: tuple[_AnyPart, ...] = (*bundle.attempts, *bundle.quizzes, *bundle.questions)
    return _classes(session, {_class_code(one) for one in parts})


def _classes(session: Session, named: set[str]) -> dict[str, int]:
    """Ids of classes by their codes; those that are not there are left out."""
    codes = named - {""}
    if not codes:
        return {}
    query = select(TrainingClass.code, TrainingClass.id).where(TrainingClass.code.in_(sorted(codes)))
    return {code: found for code, found in session.execute(query)}  # noqa: C416 - rows


def _take_attempts(session: Session, attempts: Sequence[PlainAttempt], origin: _Origin) -> TakenIn:
    """In heaps by class, and told as one."""
    heaps: dict[int | None, list[PlainAttempt]] = {}
    for one in attempts:
        heaps.setdefault(origin.class_of(one), []).append(one)
    return _take_heaps(session, heaps, origin.bundle.id)


def _take_heaps(session: Session, heaps: Mapping[int | None, Sequence[PlainAttempt]], bundle_id: str | None) -> TakenIn:
    """Attempts by class, taken in and told as one."""
    taken = []
    for class_id, heap in sorted(heaps.items(), key=lambda item: item[0] or 0):
        taken.append(take_in(session, heap, class_id=class_id, bundle_id=bundle_id))

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(sorted(one for each in taken for one in getattr(each, name)))

    return TakenIn(*(all_of(one.name) for one in fields(TakenIn)))


def _join_classes(session: Session, bundle: OpenBundle, origin: _Origin) -> None:
    """Puts parts that name their class into it, where they are in none."""
    joined = False
    tables: tuple[tuple[type[Attempt | Quiz | Question], Sequence[_AnyPart]], ...] = (
        (Attempt, bundle.attempts),
        (Quiz, bundle.quizzes),
        (Question, bundle.questions),
    )
    for table, parts in tables:
        joined = _join(session, table, parts, origin.classes) or joined
    if joined:
        session.expire_all()
        rematch(session)  # members of the class are asked, too


def _join(
    session: Session,
    table: type[Attempt | Quiz | Question],
    parts: Sequence[_AnyPart],
    classes: Mapping[str, int],
) -> bool:
    """Puts parts of one kind into the classes they name, where they are in none; tells whether any was."""
    joined = False
    for code, class_id in sorted(classes.items()):
        ids = [one.id for one in parts if _class_code(one) == code]
        lone = select(table.id).where(table.id.in_(ids), table.class_id.is_(None))
        # In the order of ids: two who bring the same then wait for each other in turn.
        found = session.scalars(lone.order_by(table.id).with_for_update()).all()
        if not found:
            continue
        joined = True
        these = update(table).where(table.id.in_(found)).values(class_id=class_id)
        people = session.scalars(these.returning(table.person_id)).all()
        if table is Attempt:
            came_to_class(session, class_id, {one for one in people if one is not None})
    return joined


# --- files of an exam -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakenFiles:
    """What taking in results of an exam, file by file, did.

    Attributes:
        attempts: As of `take_in`.
        no_class: How many name a class that is not in the records.
    """

    attempts: TakenIn
    no_class: int


def take_files(session: Session, attempts: Sequence[PlainAttempt], *, class_id: int | None = None) -> TakenFiles:
    """Takes in attempts that came as files of their own (`plain_attempt.read_attempt`), each into the class it names.

    What is there already without a class joins the one that it names now.

    Args:
        session: For writing.
        attempts: To take in.
        class_id: The class of those that name none, as files of earlier versions do.
    """
    classes = _classes(session, {one.class_code for one in attempts})
    class_id = _still_there(session, class_id)
    heaps: dict[int | None, list[PlainAttempt]] = {}
    for one in attempts:
        heaps.setdefault(classes.get(one.class_code) if one.class_code else class_id, []).append(one)
    taken = _take_heaps(session, heaps, None)
    if _join(session, Attempt, attempts, classes):
        session.expire_all()
        rematch(session)
    left = [one for one in attempts if one.id not in taken.erased]
    return TakenFiles(taken, sum(one.class_code not in ("", *classes) for one in left))


def _not_erased(session: Session, table: type[Quiz | Question], parts: Sequence[_Asked]) -> list[_Asked]:
    gone = erased_among(session, table, [one.id for one in parts])
    return [one for one in parts if one.id not in gone]


def _take_quizzes(session: Session, quizzes: Sequence[PlainQuiz], origin: _Origin) -> tuple[str, ...]:
    finder = Finder(session) if quizzes else None
    rows = [
        _whose(one, finder, origin)
        | {
            "stage": one.stage,
            "right": one.right,
            "asked": one.asked,
            "done_at": one.done_at,
            "document": one.document,
        }
        for one in quizzes
    ]
    return tuple(sorted(insert_new(session, Quiz, rows)))


def _take_questions(session: Session, questions: Sequence[PlainQuestion], origin: _Origin) -> tuple[str, ...]:
    finder = Finder(session) if questions else None
    rows = [
        _whose(one, finder, origin)
        | {
            "about": one.about,
            "note": one.note,
            "asked_at": one.asked_at,
            "answer": "",
            "answered_by": "",
            "answered_at": None,
            "document": one.document,
        }
        for one in questions
    ]
    return tuple(sorted(insert_new(session, Question, rows)))


def _moment(one: _AnyPart) -> datetime:
    """When something was done, by its laptop's clock."""
    if isinstance(one, PlainAttempt):
        return one.sent_at
    return one.done_at if isinstance(one, PlainQuiz) else one.asked_at


def _class_code(one: _AnyPart) -> str:
    if isinstance(one, PlainAttempt):
        return one.class_code
    code = one.document.get("class_code", "")
    return code.strip().upper() if isinstance(code, str) else ""


def _whose(one: PlainQuiz | PlainQuestion, finder: Finder | None, origin: _Origin) -> dict[str, Any]:
    assert finder is not None
    class_id = origin.class_of(one)
    return {
        "id": one.id,
        **one.who,
        "person_id": finder.find(**one.who, class_id=class_id).person_id,
        "class_id": class_id,
        "bundle_id": origin.bundle.id,
    }


# --- contradictions ---------------------------------------------------------------------------------------------------


def _refuse_contradictions(session: Session, bundle: OpenBundle) -> None:
    """What is in the records already must be the same in the bundle, but for what was erased since.

    Raises:
        RecordsError: An attempt has another score or mode than before, the same turn came with other answers, or a test
            or question reads differently.
    """
    _refuse_other_attempts(session, {one.id: one for one in bundle.attempts})
    quizzes = {one.id: one for one in bundle.quizzes}
    for quiz in session.scalars(select(Quiz).where(Quiz.id.in_(list(quizzes)), Quiz.station != "")):
        now = quizzes[quiz.id]
        if (quiz.stage, quiz.right, quiz.asked, quiz.document) != (now.stage, now.right, now.asked, now.document):
            raise contradicting()
    questions = {one.id: one for one in bundle.questions}
    for question in session.scalars(select(Question).where(Question.id.in_(list(questions)), Question.station != "")):
        asked = questions[question.id]
        if (question.about, question.note) != (asked.about, asked.note):
            raise contradicting()


def _refuse_other_attempts(session: Session, attempts: Mapping[str, PlainAttempt]) -> None:
    """A turn is known by who, packet and the moment checking began; there is one of each."""
    turns = {_turn(one.exercise.model_dump(mode="json")): one for one in attempts.values()}
    if len(turns) < len(attempts):
        raise contradicting()
    packets = sorted({one.exercise.packet or "" for one in attempts.values()})
    stations = sorted({one.exercise.trainee.tps for one in attempts.values() if one.exercise.trainee is not None})
    rows = session.execute(
        select(Attempt.id, Attempt.mode, Attempt.document).where(
            Attempt.packet.in_(packets), Attempt.station.in_(stations)
        )
    )
    for key, mode, document in rows:
        same = attempts.get(key) or turns.get(_turn(document["exercise"]))
        if same is None:
            continue
        score = same.score.model_dump(mode="json") if same.score is not None else None
        kept = document["score"]
        if same.id != key or same.mode != mode or (score is not None and kept is not None and score != kept):
            raise contradicting()


def _turn(exercise: Mapping[str, Any]) -> str:
    return json.dumps([exercise.get(name) for name in ("trainee", "packet", "started_at")], sort_keys=True)


def contradicting() -> RecordsError:
    """What was taken in before reads differently now."""
    return RecordsError(
        "Isi berkas ini berbeda dari hasil yang sudah diterima.",
        hint="Tidak ada yang diubah. Tanyakan kepada peserta apa yang terjadi pada laptopnya.",
        code="hasil_bertentangan",
    )
