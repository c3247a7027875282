"""What comes of a sitting: a score for each turn, and how far the two operators agree on each form."""

from __future__ import annotations

from dataclasses import dataclass

from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.pair import Agreement, agreement, first_right
from sirekap_trainer.exercise.scoring import Rubric, Score, advice, headline, score
from sirekap_trainer.exercise.sitting import Sitting, Turn
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.packet import Packet


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What came of one turn.

    Attributes:
        turn: The turn, with its exercise.
        trainee: Whose it was.
        form: Which form it was about.
        score: Of this turn alone. The points for photographs are those of the photographs it was checked on, whoever
            took them: a pair shares them.
        headline: In one Indonesian sentence.
        advice: What to practise next.
        first_right: Ids of the numbers that were right at the first answer, in the form's order; None where nobody
            was coached, for then every answer is the first.
    """

    turn: Turn
    trainee: Trainee
    form: Form
    score: Score
    headline: str
    advice: tuple[str, ...]
    first_right: tuple[str, ...] | None


def results(sitting: Sitting, rubric: Rubric) -> tuple[TurnResult, ...]:
    """A result for each turn that was sent, in their order; none of sealed packets, which the trainer scores."""
    return tuple(
        _result(turn, turn.exercise.packet, sitting, rubric)
        for turn in sitting.turns
        if turn.sent and isinstance(turn.exercise.packet, Packet)
    )


def agreements(sitting: Sitting) -> tuple[Agreement, ...]:
    """For each form that both operators sent, how far they agree: utama first, cadangan second. Needs no answer key."""
    found = []
    for index in range(sitting.packets):
        turns = sorted((one for one in sitting.turns if one.packet == index and one.sent), key=lambda one: one.operator)
        reviews = [turn.exercise.review for turn in turns if turn.exercise.review is not None]
        if len(reviews) == 2:
            found.append(agreement(*reviews))
    return tuple(found)


def _result(turn: Turn, packet: Packet, sitting: Sitting, rubric: Rubric) -> TurnResult:
    exercise = turn.exercise
    assert exercise.trainee is not None
    assert exercise.form is not None
    assert exercise.review is not None
    made = score(exercise, packet, rubric)
    first = first_right(exercise.review, packet) if sitting.coached else None
    return TurnResult(turn, exercise.trainee, exercise.form, made, headline(made), advice(made), first)
