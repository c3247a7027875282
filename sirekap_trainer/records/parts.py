"""The parts of a bundle: finished work of each kind as plain values, put into the outbox and taken into the records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sirekap_trainer.exercise.flow import MAX_TEXT
from sirekap_trainer.exercise.outbox import Part
from sirekap_trainer.exercise.results import results
from sirekap_trainer.exercise.scoring import Rubric
from sirekap_trainer.exercise.sitting import Sitting
from sirekap_trainer.records.plain_attempt import PlainAttempt, plain_attempt

#: Years that work may be from; a clock that is wrong says 1970 or 2000, seldom more.
_YEARS = (1970, 2200)


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{0,35}$")]
_Name = Annotated[str, Field(max_length=MAX_TEXT)]


class PlainWho(_Plain):
    """Who did something, within what the records' tables hold."""

    id: _Id
    name: _Name
    village: _Name = ""
    station: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    role: Literal["utama", "cadangan"]

    @property
    def who(self) -> dict[str, str]:
        """By the names of the tables' columns."""
        return {"name": self.name, "village": self.village, "station": self.station, "role": self.role}


class PlainQuiz(PlainWho):
    """A pre-test or post-test that somebody did, as it is kept and travels.

    Attributes:
        format: Version of this layout.
        id: Drawn when it began.
        name: Who; so are `village` (kelurahan), `station` (TPS) and `role`.
        stage: Before or after the class.
        right: How many answers were right.
        asked: Of how many.
        done_at: When, by the laptop's clock.
        document: Question id to the answer given, and what else is known.
    """

    format: Literal[1] = 1
    stage: Literal["pre", "post"]
    right: Annotated[int, Field(ge=0, le=1000)]
    asked: Annotated[int, Field(ge=1, le=1000)]
    done_at: AwareDatetime
    document: dict[str, Any]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.right > self.asked:
            raise ValueError("more right than asked")
        refuse_year(self.done_at)
        return self


class PlainQuestion(PlainWho):
    """What somebody did not understand ("saya belum paham"), as it is kept and travels.

    Attributes:
        format: Version of this layout.
        id: Drawn when it was asked.
        name: Who; so are `village` (kelurahan), `station` (TPS) and `role`.
        about: Step or number, in the form's own words.
        note: In the person's words.
        asked_at: When, by the laptop's clock.
        document: What else is known of it.
    """

    format: Literal[1] = 1
    about: Annotated[str, Field(max_length=200)]
    note: Annotated[str, Field(max_length=1000)] = ""
    asked_at: AwareDatetime
    document: dict[str, Any] = {}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_year(self.asked_at)
        return self


def attempt_part(one: PlainAttempt) -> Part:
    """An attempt, to be put into the outbox; without a class as format 1 has it."""
    return Part("attempt", one.id, one.model_dump(mode="json", exclude=None if one.class_code else {"class_code"}))


def quiz_part(one: PlainQuiz) -> Part:
    """A test, to be put into the outbox."""
    return Part("quiz", one.id, one.model_dump(mode="json"))


def question_part(one: PlainQuestion) -> Part:
    """A question, to be put into the outbox."""
    return Part("question", one.id, one.model_dump(mode="json"))


def parts_of(sitting: Sitting, rubric: Rubric) -> tuple[Part, ...]:
    """A part for each turn of a sitting that was sent, in their order; an exam's without a score.

    The same turn gives the same part each time, also after the sitting was interrupted.

    Args:
        sitting: Perhaps still under way; its seconds count from 1970.
        rubric: Of the score.
    """
    scores = {id(one.turn): one.score for one in results(sitting, rubric)}
    return tuple(
        attempt_part(
            plain_attempt(
                turn.exercise,
                scores.get(id(turn)),
                mode=sitting.mode,
                sent_at=_moment(turn.exercise.sent_at),
                class_code=sitting.class_code,
            )
        )
        for turn in sitting.turns
        if turn.sent
    )


def _moment(seconds: float | None) -> datetime:
    """Seconds since 1970 by the laptop's clock as a time; the earliest there is where they are none."""
    try:
        return datetime.fromtimestamp(seconds or 0.0, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime(_YEARS[0], 1, 1, tzinfo=UTC)


def refuse_year(moment: datetime) -> None:
    """Raises ValueError where a database may not hold a moment."""
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise ValueError("no such year")
