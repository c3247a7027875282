"""Plans of planted misreads: wrong readings after the documented patterns, the same for everyone in a class.

A good reader makes too few mistakes to train anyone. So each packet carries a plan: as many misreads of the same kinds
as every other packet of its set, two of them on candidates' votes - one that adds votes and one that takes them away -
dealt out so that over the set no candidate gains or loses by them more often than another (`votes.lot`).

Two styles: `dokumen` follows the numbers that became public, box by box and whole numbers alike; `februari_2024` the
way in which the app of that month read single digits - its rules for an uncertain 1 or 3, and the digits that models
attributed to it took for others on real boxes, first of all a six traced along the dot guide for a 5 (domain.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sirekap_trainer.form.model import Form
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.packet import Misread, Pattern, Style, Written
from sirekap_trainer.practice.votes import Lot


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which misreads every packet of a set has.

    Attributes:
        raising: Pattern of the one that adds votes to a candidate.
        lowering: Pattern of the one that takes votes from a candidate.
        others: Patterns of those on other numbers.
    """

    raising: Pattern
    lowering: Pattern
    others: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns, those on candidates first."""
        return (self.raising, self.lowering, *self.others)

    @property
    def traced_six(self) -> bool:
        """Whether the set needs hands that trace their 6 along the dot guide: only those were read as 5."""
        return "six_as_five" in self.patterns


def kinds_of(form: Form, *, seed: int, style: Style = "dokumen") -> Kinds:
    """The kinds of misreads of a set: five a packet, whatever the style."""
    if style == "februari_2024":
        return _february(Dice(seed, form.id, "kinds", style))
    dice = Dice(seed, form.id, "kinds")
    lowering: Pattern = dice.pick(("lost_leading", "shifted"))
    last: Pattern = dice.pick(("two_five", "three_nine"))
    return Kinds("leading_eight", lowering, ("one_as_other", "eight_zero", last))


def _february(dice: Dice) -> Kinds:
    """What the app of February 2024 did to single digits: two that add, two that take away, and a lone look-alike.

    The rule "0 with 8 second becomes 8" is left out: as written it could never fire.
    """
    adding: list[Pattern] = dice.shuffled(("one_as_other", "three_as_nine", "three_as_seven"))
    taking: list[Pattern] = dice.shuffled(("six_as_five", "seven_as_one"))
    last: Pattern = dice.pick(("look_alike", "leading_eight"))
    return Kinds(adding[0], taking[0], (adding[1], taking[1], last))


@lru_cache(maxsize=30_000)
def misreadings(pattern: Pattern, boxes: str) -> tuple[str, ...]:
    """Every reading of `boxes` that follows a pattern and gives another number.

    Args:
        pattern: Which.
        boxes: What is written, one symbol a box; a readable number.

    Returns:
        Readings of the same length; none where the pattern has nothing to work on.
    """
    value = value_of(boxes)
    found = dict.fromkeys(_PATTERNS[pattern](boxes, _first_digit(boxes)))
    return tuple(one for one in found if value_of(one) not in (None, value))


def plan_misreads(
    form: Form,
    numbers: Mapping[str, Written],
    given: Lot,
    kinds: Kinds,
    dice: Dice,
    *,
    spared: Collection[str] = (),
) -> tuple[Misread, ...] | None:
    """The plan for one packet, in the form's order; None where its numbers have no place for one of the kinds.

    Args:
        form: The form.
        numbers: What is written, by number.
        given: Whose votes are raised and lowered.
        kinds: What the set's packets have.
        dice: Chance.
        spared: Ids of numbers, not of candidates, that are read as they are.
    """
    candidates = {number.candidate: number.id for number in form.candidates}
    rest = [number.id for number in form.numbers if number.candidate is None and number.id not in spared]
    wanted = [(kinds.raising, [candidates[given.raised]])]
    wanted.append((kinds.lowering, rest if given.lowered is None else [candidates[given.lowered]]))
    wanted += [(pattern, rest) for pattern in kinds.others]
    plan: dict[str, Misread] = {}
    for pattern, places in wanted:
        free = [(name, misreadings(pattern, numbers[name].boxes)) for name in places if name not in plan]
        fitting = [(name, readings) for name, readings in free if readings]
        if not fitting:
            return None
        name, readings = dice.pick(fitting)
        plan[name] = Misread(number=name, boxes=dice.pick(readings), pattern=pattern)
    return tuple(plan[number.id] for number in form.numbers if number.id in plan)


def _first_digit(boxes: str) -> int:
    """Place of the first digit that counts: fillers and leading zeros do not, a lone zero does."""
    for place, symbol in enumerate(boxes):
        if symbol in "123456789":
            return place
    return len(boxes) - 1


def _leading_eight(boxes: str, first: int) -> list[str]:
    """Unused boxes read as 8 (3 -> 883), or a filled first one (105 -> 805)."""
    return ["8" * max(1, first) + boxes[max(1, first) :]]


def _lost_leading(boxes: str, first: int) -> list[str]:
    """The first digit taken for an unused box (202 -> 2)."""
    return [boxes[:first] + _filler(boxes, first) + boxes[first + 1 :]] if first < len(boxes) - 1 else []


def _shifted(boxes: str, first: int) -> list[str]:
    """Every digit read one box too far to the right, the last one lost (124 -> 12)."""
    return [boxes[:first] + _filler(boxes, first) + boxes[first:-1]] if first < len(boxes) - 1 else []


def _filler(boxes: str, first: int) -> str:
    return boxes[first - 1] if first > 0 else "X"


def _swaps(*pairs: str) -> Callable[[str, int], list[str]]:
    """Readings in which one digit is taken for another, e.g. `12` for a 1 read as 2."""

    def readings(boxes: str, first: int) -> list[str]:
        spots = [(place, pair[1]) for place in range(first, len(boxes)) for pair in pairs if boxes[place] == pair[0]]
        return [boxes[:place] + new + boxes[place + 1 :] for place, new in spots]

    return readings


# After the misreadings of February 2024 that became public; from six_as_five on, after models attributed to its app.
_PATTERNS: dict[Pattern, Callable[[str, int], list[str]]] = {
    "leading_eight": _leading_eight,
    "one_as_other": _swaps("12", "14", "16", "17", "19"),
    "eight_zero": _swaps("80", "08"),
    "two_five": _swaps("25", "52"),
    "three_nine": _swaps("39", "93"),
    "lost_leading": _lost_leading,
    "shifted": _shifted,
    "six_as_five": _swaps("65"),
    "three_as_nine": _swaps("39"),
    "three_as_seven": _swaps("37"),
    "seven_as_one": _swaps("71"),
    "look_alike": _swaps("05", "15", "25", "87", "94"),
}
