"""The pre-test and the post-test: multiple choice, drawn from a bank by seed so that everyone's are equally hard.

    quiz = begin(load_bank(), "pre", trainee, at=now)
    quiz = quiz.answer(quiz.items[0].id, 2) ...
    quiz = quiz.finish(at=now)
    told = result(quiz, load_bank())

A test has as many questions of one topic and level as every other test. Within a class (or, where none is known, a TPS)
operator utama and cadangan, before and after, get four tests that have no question in common: who has seen the answers
of one knows nothing of another. Neither names nor answers have a part in what is drawn.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.practice.dice import Dice

Stage = Literal["pre", "post"]
Topic = Literal["prosedur", "foto", "hitungan", "netral"]
Level = Literal["mudah", "sedang", "sulit"]

#: The topics as a trainee reads them.
TOPIC_LABELS: dict[Topic, str] = {
    "prosedur": "Prosedur",
    "foto": "Foto",
    "hitungan": "Hitungan",
    "netral": "Tidak memihak",
}
#: Questions of a test: one of every topic and level.
SIZE = len(get_args(Topic)) * len(get_args(Level))
#: Answers of a question.
CHOICES = 4
#: Which tests of one seed have nothing in common.
_TESTS: tuple[tuple[str, Stage], ...] = (
    ("utama", "pre"),
    ("utama", "post"),
    ("cadangan", "pre"),
    ("cadangan", "post"),
)

# --- the bank ---------------------------------------------------------------------------------------------------------

_Words = Annotated[str, Field(min_length=1, max_length=200)]


class QuizItem(BaseModel):
    """A question of the bank.

    Attributes:
        id: Its own; answers are kept under it.
        topic: What it is about.
        level: How hard it is meant to be; a judgement of who wrote it.
        source: Whether a public source says so, the form itself, or arithmetic.
        ask: The question.
        right: The right answer.
        wrong: The others.
        why: One sentence that says why the right answer is right.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]+-[0-9]{2,3}$")]
    topic: Topic
    level: Level
    source: Literal["public", "form", "sum"]
    ask: _Words
    right: _Words
    wrong: tuple[_Words, _Words, _Words]
    why: _Words

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers, the right one first; places in here are how answers are kept."""
        return self.right, *self.wrong

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if len({answer.casefold() for answer in self.answers}) < CHOICES:
            raise ValueError("two answers are the same")
        return self


class Bank(BaseModel):
    """All questions; every topic and level has enough for the tests of one seed to have none in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: tuple[QuizItem, ...]

    def get(self, item_id: str) -> QuizItem:
        """The question of this id. Raises `KeyError`."""
        return {one.id: one for one in self.question}[item_id]

    def of(self, topic: Topic, level: Level) -> tuple[QuizItem, ...]:
        """The questions of one topic and level, by id."""
        found = (one for one in self.question if (one.topic, one.level) == (topic, level))
        return tuple(sorted(found, key=lambda one: one.id))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [one.id for one in self.question]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"the id {twice[0]} stands twice")
        for topic, level in _cells():
            if len(self.of(topic, level)) < len(_TESTS):
                raise ValueError(f"topic {topic}, level {level}: fewer than {len(_TESTS)} questions")
        return self


def _cells() -> list[tuple[Topic, Level]]:
    return [(topic, level) for topic in get_args(Topic) for level in get_args(Level)]


@cache
def load_bank() -> Bank:
    """The bank that ships with the trainer.

    Raises:
        ExerciseError: As `parse_bank`.
    """
    path = files("sirekap_trainer.exercise") / "quiz.toml"
    return parse_bank(path.read_text(encoding="utf-8"), source="quiz.toml")


def parse_bank(text: str, *, source: str) -> Bank:
    """The bank in a TOML text; `source` is the file's name, for messages.

    Raises:
        ExerciseError: It is wrong; the message names the file and the question.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    try:
        return Bank.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        problem = first["msg"].removeprefix("Value error, ")
        raise _wrong(source, f"{_entry(said, first['loc'])}{problem}") from error


def _entry(said: Mapping[str, Any], place: tuple[int | str, ...]) -> str:
    """Names the entry of an error: by the question's id where it has one, else by its place from 1."""
    if len(place) < 2 or not isinstance(place[1], int):
        return "".join(f"{part}: " for part in place)
    one = said["question"][place[1]]
    name = one.get("id") if isinstance(one, dict) else None
    inside = "".join(f".{part}" for part in place[2:])
    return f"question {name or place[1] + 1}{inside}: "


def _wrong(source: str, problem: str) -> ExerciseError:
    return ExerciseError(
        f"Kumpulan soal {source} salah. {problem}", hint="Perbaiki entri itu, atau pasang ulang aplikasi.", code="soal"
    )


# --- drawing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in one test.

    Attributes:
        id: Of the question.
        order: Places in `QuizItem.answers` (0 is the right one) as they are shown, top to bottom.
    """

    id: str
    order: tuple[int, ...]


def draw(bank: Bank, seed: str, *, stage: Stage, role: str) -> tuple[Asked, ...]:
    """The questions of a test: one of every topic and level, in an order of its own.

    The right answer stands equally often at each place.

    Args:
        bank: Where they come from.
        seed: What those have in common whose tests belong together: a class, or a TPS.
        stage: Before or after the class.
        role: Of the operator; tests of one seed that differ in stage or role have no question in common.
    """
    which = _TESTS.index((role, stage))
    dice = Dice("quiz", seed, role, stage)
    drawn = [Dice("quiz", seed, topic, level).shuffled(bank.of(topic, level))[which] for topic, level in _cells()]
    places = dice.shuffled([place for place in range(CHOICES) for _ in range(SIZE // CHOICES)])
    asked = []
    for item, place in zip(dice.shuffled(drawn), places, strict=True):
        order = dice.shuffled(range(1, CHOICES))
        order.insert(place, 0)
        asked.append(Asked(item.id, tuple(order)))
    return tuple(asked)


def seed_of(trainee: Trainee, class_code: str = "") -> str:
    """Whose tests belong together: the class's; the TPS's where no class is known."""
    return class_code or f"{trainee.kelurahan.casefold()}/{trainee.tps}"


# --- a test under way -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quiz:
    """One person's test.

    Attributes:
        id: Drawn when it began.
        stage: Before or after the class.
        trainee: Who.
        items: The questions, in their order.
        answers: Question id to the place in `QuizItem.answers` that was chosen.
        class_code: Of the class; "" where none is known.
        begun_at: When, in seconds since 1970 by this laptop's clock.
        done_at: When it was finished; None before.
    """

    id: str
    stage: Stage
    trainee: Trainee
    items: tuple[Asked, ...]
    answers: Mapping[str, int]
    class_code: str = ""
    begun_at: float = 0.0
    done_at: float | None = None

    @property
    def done(self) -> bool:
        """Whether it was finished."""
        return self.done_at is not None

    @property
    def first_open(self) -> int:
        """Place of the first question without an answer; of the last one where all have one."""
        return next((at for at, one in enumerate(self.items) if one.id not in self.answers), len(self.items) - 1)

    def answer(self, item_id: str, place: int) -> Quiz:
        """With another answer to a question.

        Args:
            item_id: Of the question.
            place: Of the answer as it is shown, from 0 at the top.

        Raises:
            ExerciseError: The test is finished.
        """
        if self.done:
            raise ExerciseError("Tes ini sudah selesai.", hint="Lihat hasilnya.", code="langkah")
        asked = next(one for one in self.items if one.id == item_id)
        return replace(self, answers={**self.answers, item_id: asked.order[place]})

    def chosen(self, at: int) -> int | None:
        """Place, as it is shown, of what was answered to the question at this place; None where nothing was."""
        asked = self.items[at]
        given = self.answers.get(asked.id)
        return None if given is None else asked.order.index(given)

    def finish(self, *, at: float) -> Quiz:
        """The finished test.

        Args:
            at: Now, in seconds since 1970.

        Raises:
            ExerciseError: A question has no answer.
        """
        missing = len(self.items) - len(self.answers)
        if missing:
            raise ExerciseError(
                f"Masih ada {missing} pertanyaan belum dijawab.", hint="Jawab semua pertanyaan dulu.", code="langkah"
            )
        return self if self.done else replace(self, done_at=at)


def begin(bank: Bank, stage: Stage, trainee: Trainee, *, at: float, class_code: str = "") -> Quiz:
    """A new test.

    Args:
        bank: Where the questions come from.
        stage: Before or after the class.
        trainee: Who.
        at: Now, in seconds since 1970.
        class_code: Of the class, where it is known.
    """
    items = draw(bank, seed_of(trainee, class_code), stage=stage, role=trainee.role)
    return Quiz(uuid.uuid4().hex, stage, trainee, items, {}, class_code, at)


# --- scoring ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One question of a finished test, as it is told.

    Attributes:
        ask: The question.
        given: The answer given.
        right: The right answer.
        why: Why it is right.
    """

    ask: str
    given: str
    right: str
    why: str

    @property
    def correct(self) -> bool:
        """Whether the answer was right."""
        return self.given == self.right


@dataclass(frozen=True, slots=True)
class QuizResult:
    """How a test went.

    Attributes:
        right: How many answers were right.
        asked: Of how many.
        topics: Right answers and questions of each topic.
        lines: The questions, in the order they were asked.
    """

    right: int
    asked: int
    topics: Mapping[Topic, tuple[int, int]]
    lines: tuple[Told, ...]


def result(quiz: Quiz, bank: Bank) -> QuizResult:
    """How a test went: each right answer counts one, and nothing else does; an open question is a wrong one."""
    items = [bank.get(asked.id) for asked in quiz.items]
    right = {item.id for item in items if quiz.answers.get(item.id) == 0}
    topics = {
        topic: (sum(one.id in right for one in items if one.topic == topic), sum(one.topic == topic for one in items))
        for topic in get_args(Topic)
    }
    lines = tuple(
        Told(
            item.ask,
            item.answers[quiz.answers[item.id]] if item.id in quiz.answers else "",
            item.right,
            item.why,
        )
        for item in items
    )
    return QuizResult(len(right), len(items), topics, lines)
