"""The score of an exercise: outcomes number by number, points by part, votes at stake, advice.

Skeleton: the API is fixed, the bodies follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sirekap_trainer.exercise.flow import Exercise
from sirekap_trainer.form.model import Number
from sirekap_trainer.practice.packet import Packet, Pattern

OutcomeKind = Literal[
    "accepted_right", "caught", "missed", "spoiled", "miscorrected", "unanswered", "flagged", "false_flag"
]
PartName = Literal["numbers", "photographs", "arithmetic", "procedure", "time"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one number ended.

    Attributes:
        number: The number in its form.
        kind: See the module.
        shown: The machine's reading as shown, one symbol a box.
        sent: The boxes sent; None when unanswered.
        written: The boxes on paper, from the answer key.
        pattern: The documented pattern of the planted misread, where one was shown.
    """

    number: Number
    kind: OutcomeKind
    shown: str
    sent: str | None
    written: str
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: `label` is Indonesian; 0 <= `points` <= `max`."""

    name: PartName
    label: str
    points: float
    max: float


@dataclass(frozen=True, slots=True)
class Score:
    """The result.

    Attributes:
        outcomes: In the form's order.
        parts: In the rubric's order.
        total: 0 to 100, one decimal: the sum of the parts as shown.
        passed: Every candidate vote right, and the rubric's pass mark reached.
        pass_mark: Points needed.
        votes_at_stake: Sum of |sent - true| over candidates.
        seconds: From the start of checking to sending; None when not sent.
    """

    outcomes: tuple[Outcome, ...]
    parts: tuple[Part, ...]
    total: float
    passed: bool
    pass_mark: float
    votes_at_stake: int
    seconds: float | None


class Rubric:
    """The rules of scoring, from `rubric.toml` (skeleton)."""


def load_rubric() -> Rubric:
    """The rubric that ships with the trainer."""
    raise NotImplementedError


def score(exercise: Exercise, packet: Packet, rubric: Rubric) -> Score:
    """The score of an exercise; of one that was not sent, the open numbers count as unanswered."""
    raise NotImplementedError


def headline(result: Score) -> str:
    """The result in one Indonesian sentence, e.g. `Lulus - 92 dari 100`."""
    raise NotImplementedError


def advice(result: Score) -> tuple[str, ...]:
    """What to practise next, short Indonesian sentences, the most useful first."""
    raise NotImplementedError
