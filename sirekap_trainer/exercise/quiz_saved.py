"""Keeps tests on disk: one under way from answer to answer, a finished one in the outbox, for the trainer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Outbox, Part
from sirekap_trainer.exercise.quiz import CHOICES, Asked, Bank, Quiz, Stage, begin, result
from sirekap_trainer.files import write_whole

#: Kind of its part in the outbox.
KIND = "quiz"
#: Folder of the tests under way, in the user's data folder.
QUIZ_FOLDER = "tes"
#: Where no class is known, a finished test of this age or less, in seconds, is the one of today's class.
SAME_CLASS = 16 * 3600.0
#: A test that nobody went on with for so long, in seconds, is begun anew, and its file goes: a name stands in it.
STALE = 30 * 86_400.0


@dataclass(frozen=True, slots=True)
class QuizFolder:
    """The tests of one laptop. Each person does each test once.

    Attributes:
        folder: Of tests under way; made where it is missing.
        outbox: Where finished ones go.
        bank: Of questions.
    """

    folder: Path
    outbox: Outbox
    bank: Bank

    def open(self, trainee: Trainee, stage: Stage, *, at: float, class_code: str = "") -> Quiz:
        """The test of this person: the finished one, the one under way, or a new one, which is not kept yet.

        Args:
            trainee: Who.
            stage: Before or after the class.
            at: Now, in seconds since 1970.
            class_code: Of the class, where it is known.
        """
        self._tidy(at)
        found = self.finished(trainee, stage, at=at, class_code=class_code)
        found = found or self._under_way(trainee, stage, at=at, class_code=class_code)
        return found or begin(self.bank, stage, trainee, at=at, class_code=class_code)

    def finished(self, trainee: Trainee, stage: Stage, *, at: float, class_code: str = "") -> Quiz | None:
        """The test that this person finished in this class; None where there is none. As in `open`.

        Where no class is given, any finished in the last hours is the one, also if it names a class: see `keep`.
        """
        for part in (*self.outbox.waiting(), *self.outbox.handed_over()):
            quiz = self._read_part(part)
            if quiz is None or quiz.done_at is None or (quiz.trainee, quiz.stage) != (trainee, stage):
                continue
            same = quiz.class_code == class_code if class_code else abs(at - quiz.done_at) < SAME_CLASS
            if same:
                return quiz
        return None

    def keep(self, quiz: Quiz) -> None:
        """Writes a test: to its file while it is under way; into the outbox, once, when it is finished.

        A finished one that names no class gets that of the person's attempts of the day, where they name one. Its
        questions were drawn without it, as those of the same TPS's other tests were: so none of them is asked twice.

        Raises:
            ExerciseError: It cannot be written.
        """
        path = self._path(quiz.trainee, quiz.stage, quiz.class_code)
        if quiz.done_at is not None:
            code = quiz.class_code or self._class_of(quiz.trainee, quiz.done_at)
            self.outbox.put(part_of(replace(quiz, class_code=code), self.bank))
            with suppress(OSError):  # the test is kept; what is left of it under way goes by `_tidy`
                path.unlink(missing_ok=True)
        else:
            _write(to_dict(quiz), path)

    def _class_of(self, trainee: Trainee, at: float) -> str:
        """The class that the person's attempt nearest in time names, within `SAME_CLASS`; "" where none does."""
        who, found = asdict(trainee), [(SAME_CLASS, "")]
        for part in (*self.outbox.waiting(), *self.outbox.handed_over()):
            code, done = part.data.get("class_code"), part.data.get("exercise")
            theirs = part.kind == "attempt" and isinstance(done, dict) and done.get("trainee") == who
            if theirs and isinstance(code, str) and code:
                found.append((abs(at - _seconds(part.data.get("sent_at"))), code))
        return min(found)[1]

    def _under_way(self, trainee: Trainee, stage: Stage, *, at: float, class_code: str) -> Quiz | None:
        path = self._path(trainee, stage, class_code)
        try:
            quiz = from_dict(json.loads(path.read_text(encoding="utf-8")), self.bank)
        except (OSError, ValueError, RecursionError, ExerciseError):
            return None
        same = (quiz.trainee, quiz.stage, quiz.class_code) == (trainee, stage, class_code)
        return quiz if same and abs(at - quiz.begun_at) < STALE else None

    def _tidy(self, at: float) -> None:
        for path in self.folder.glob("*.json"):
            try:
                if at - path.stat().st_mtime > STALE:
                    path.unlink()
            except OSError:  # another program did it, or next time
                continue

    def _read_part(self, part: Part) -> Quiz | None:
        try:
            return quiz_of(part, self.bank) if part.kind == KIND else None
        except ExerciseError:  # by another version, with other questions
            return None

    def _path(self, trainee: Trainee, stage: Stage, class_code: str) -> Path:
        """A file of its own for each person and stage; no name stands in that of the file."""
        key = json.dumps([asdict(trainee), stage, class_code], sort_keys=True)
        return self.folder / f"{stage}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"


def _write(data: Mapping[str, Any], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(data, ensure_ascii=False).encode())
    except OSError as error:
        raise ExerciseError(
            "Jawaban tes tidak dapat disimpan.",
            hint=f"Periksa apakah folder {path.parent} dapat ditulis dan disk tidak penuh.",
            code="simpan_gagal",
        ) from error


# --- as plain values --------------------------------------------------------------------------------------------------


class _PlainAsked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    order: tuple[int, ...]


class _PlainTrainee(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    tps: str
    role: Literal["utama", "cadangan"]
    kelurahan: str


class _PlainQuiz(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    stage: Stage
    trainee: _PlainTrainee
    items: Annotated[tuple[_PlainAsked, ...], Field(min_length=1)]
    answers: dict[str, Annotated[int, Field(ge=0, lt=CHOICES)]]
    class_code: str
    begun_at: float
    done_at: float | None


def to_dict(quiz: Quiz) -> dict[str, Any]:
    """A test as plain values."""
    return {**asdict(quiz), "answers": dict(quiz.answers)}


def from_dict(data: object, bank: Bank) -> Quiz:
    """The test that `to_dict` gave.

    Raises:
        ExerciseError: It is damaged, or of a bank with other questions.
    """
    try:
        said = _PlainQuiz.model_validate(data)
        items = tuple(Asked(one.id, one.order) for one in said.items)
        _refuse_unsound(items, said.answers, bank)
        trainee = Trainee(**said.trainee.model_dump())
    except (ValidationError, ValueError, KeyError) as error:
        raise ExerciseError(
            "Tes yang tersimpan tidak dapat dibuka.", hint="Mulai tes itu dari awal.", code="simpan_rusak"
        ) from error
    return Quiz(said.id, said.stage, trainee, items, said.answers, said.class_code, said.begun_at, said.done_at)


def _refuse_unsound(items: Sequence[Asked], answers: Mapping[str, int], bank: Bank) -> None:
    if any(sorted(one.order) != list(range(CHOICES)) for one in items):
        raise ValueError("no such order")
    for one in items:
        bank.get(one.id)
    if not answers.keys() <= {one.id for one in items}:
        raise ValueError("an answer to no question")


def part_of(quiz: Quiz, bank: Bank) -> Part:
    """A finished test as it is handed to the trainer.

    Raises:
        ExerciseError: It is not finished.
    """
    if quiz.done_at is None:
        raise ExerciseError("Tes ini belum selesai.", hint="Jawab semua pertanyaan dulu.", code="langkah")
    told = result(quiz, bank)
    who = quiz.trainee
    return Part(
        KIND,
        quiz.id,
        {
            "format": 1,
            "id": quiz.id,
            "name": who.name,
            "village": who.kelurahan,
            "station": who.tps,
            "role": who.role,
            "stage": quiz.stage,
            "right": told.right,
            "asked": told.asked,
            "done_at": moment(quiz.done_at),
            "document": {
                "answers": dict(quiz.answers),
                "items": [[one.id, list(one.order)] for one in quiz.items],
                "class_code": quiz.class_code,
                "begun_at": quiz.begun_at,
                "done_at": quiz.done_at,
            },
        },
    )


def quiz_of(part: Part, bank: Bank) -> Quiz:
    """The finished test that `part_of` was given.

    Raises:
        ExerciseError: It is damaged, or of a bank with other questions.
    """
    said, document = part.data, part.data.get("document")
    document = document if isinstance(document, dict) else {}
    items = document.get("items")
    return from_dict(
        {
            "id": part.id,
            "stage": said.get("stage"),
            "trainee": {
                "name": said.get("name"),
                "tps": said.get("station"),
                "role": said.get("role"),
                "kelurahan": said.get("village"),
            },
            "items": [
                {"id": one[0], "order": one[1]} if isinstance(one, list) and len(one) == 2 else one
                for one in (items if isinstance(items, list) else [])
            ],
            **{name: document.get(name) for name in ("answers", "class_code", "begun_at", "done_at")},
        },
        bank,
    )


def _seconds(moment_at: object) -> float:
    """A time as JSON has it in seconds since 1970; infinite where it is none."""
    try:
        return datetime.fromisoformat(str(moment_at)).timestamp()
    except (ValueError, OverflowError):
        return inf


def moment(seconds: float) -> str:
    """Seconds since 1970 as a time in UTC, as JSON has it; 1970 where the laptop's clock says nonsense."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC).isoformat()
