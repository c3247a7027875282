"""What a coach says after an answer: right, or which box to look at again - and the digits only after a second try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sirekap_trainer.exercise.flow import Exercise
from sirekap_trainer.exercise.pair import is_right
from sirekap_trainer.form.symbols import boxes_for, value_of
from sirekap_trainer.practice.packet import Packet

#: `right`; `look`: wrong, look again; `told`: wrong again, what stands on the paper is said.
FeedbackKind = Literal["right", "look", "told"]
#: Wrong answers to a number from which what stands on the paper is told. A choice.
TOLD_AFTER = 2
_ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam")


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said of an answer.

    Attributes:
        kind: See `FeedbackKind`.
        sentence: Indonesian.
        box: Place of the box to look at, from 0; None where it is none in particular.
    """

    kind: FeedbackKind
    sentence: str
    box: int | None = None


def feedback(exercise: Exercise, number_id: str) -> Feedback | None:
    """What to say of the present answer to a number.

    Returns:
        None where there is no answer, or nobody here knows better: the packet is sealed.

    Raises:
        ExerciseError: The form has no such number.
    """
    if exercise.review is None or not isinstance(exercise.packet, Packet):
        return None
    item = exercise.review.item(number_id)
    if item.answer is None:
        return None
    written = exercise.packet.numbers[number_id].boxes
    if is_right(item.answer, item.shown, written):
        return Feedback("right", "Benar.")
    given = [answer for name, answer in exercise.review.tries if name == number_id]
    wrong = sum(not is_right(answer, item.shown, written) for answer in given)
    if item.answer.kind == "flagged":
        return _of_a_false_flag(wrong)
    box = first_difference(item.sent, written)
    if wrong >= TOLD_AFTER:
        return Feedback("told", f"Belum sama. Di kertas tertulis {' '.join(written).replace('_', '–')}.", box)
    return Feedback("look", f"Belum sama dengan kertas. Lihat kotak {_ordinal(box)} sekali lagi.", box)


def first_difference(sent: str, written: str) -> int:
    """Place of the first box, from 0, in which two different numbers differ; unused boxes are all the same."""
    pairs = list(zip(_comparable(sent), _comparable(written), strict=True))
    return next(place for place, (one, other) in enumerate(pairs) if one != other)


def _of_a_false_flag(wrong: int) -> Feedback:
    if wrong >= TOLD_AFTER:
        return Feedback("told", "Bacaan mesin sama dengan kertas. Pilih Sesuai.")
    return Feedback("look", "Bandingkan sekali lagi setiap kotak dengan kertas.")


def _comparable(boxes: str) -> str:
    """Boxes as everyone would write them; what has no value, as it is with one kind of unused box."""
    value = value_of(boxes)
    if value is not None:
        return boxes_for(value, len(boxes))
    return boxes.replace("_", "X").replace("-", "X")


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"ke-{place + 1}"
