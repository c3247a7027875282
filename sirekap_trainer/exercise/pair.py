"""Two operators beside each other: where what they sent is alike, and who was right at the first answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.review import Answer, Item, Review, same_number
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.practice.packet import Packet


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that two people sent differently: the item of each, with what was shown and answered."""

    first: Item
    second: Item

    @property
    def number(self) -> Number:
        """The number in its form."""
        return self.first.number


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree on one form.

    Attributes:
        form: The form.
        total: How many numbers it has.
        differences: Those that were sent differently, in the form's order.
    """

    form: Form
    total: int
    differences: tuple[Difference, ...]

    @property
    def alike(self) -> int:
        """How many numbers were sent alike."""
        return self.total - len(self.differences)

    @property
    def share(self) -> float:
        """The same as a share, 0 to 1."""
        return self.alike / self.total

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "form": self.form.id,
            "alike": self.alike,
            "total": self.total,
            "differences": [
                {"number": one.number.id, "first": _plain(one.first), "second": _plain(one.second)}
                for one in self.differences
            ],
        }


def agreement(first: Review, second: Review) -> Agreement:
    """Compares what two people sent of the same form with the same readings; needs no answer key.

    Numbers are compared as everywhere (`review.same_number`); where readings are only flagged, the flags are.

    Raises:
        ExerciseError: They did not check the same.
    """
    if first.form.id != second.form.id or first.mode != second.mode:
        raise ExerciseError(
            "Kedua hasil ini bukan dari formulir yang sama.", hint="Pilih dua hasil dari satu paket.", code="paket_lain"
        )
    pairs = zip(first.items, second.items, strict=True)
    differences = tuple(Difference(one, other) for one, other in pairs if not _alike(one, other))
    return Agreement(first.form, len(first.items), differences)


def first_right(review: Review, packet: Packet) -> tuple[str, ...]:
    """Ids of the numbers the first answer to which was right, in the form's order; `tries` tells which was first."""
    first: dict[str, Answer] = {}
    for name, answer in review.tries:
        first.setdefault(name, answer)
    return tuple(
        item.id
        for item in review.items
        if item.id in first and is_right(first[item.id], item.shown, packet.numbers[item.id].boxes)
    )


def is_right(answer: Answer, shown: str, written: str) -> bool:
    """Whether an answer is what the paper says.

    Args:
        answer: What somebody answered.
        shown: The machine's reading, one symbol a box.
        written: What stands on the paper.
    """
    if answer.kind == "flagged":
        return not same_number(shown, written)
    return same_number(answer.boxes if answer.boxes is not None else shown, written)


def _alike(one: Item, other: Item) -> bool:
    return _flagged(one) == _flagged(other) and same_number(one.sent, other.sent)


def _flagged(item: Item) -> bool:
    return item.answer is not None and item.answer.kind == "flagged"


def _plain(item: Item) -> dict[str, str | None]:
    return {"answer": item.answer.kind if item.answer is not None else None, "sent": item.sent}
