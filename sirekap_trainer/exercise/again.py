"""Another round out of one's own mistakes: a fresh packet of the same form, with misreads of the same patterns.

Which patterns they are depends on what was written and what was taken for it, never on whose votes they were: where
they are planted, the packet's lot decides, as in every packet (`practice/votes.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from sirekap_trainer.errors import PacketError
from sirekap_trainer.exercise.review import same_number
from sirekap_trainer.exercise.scoring import WRONG, Outcome, Score
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.make import PhotoPlan, Told, make_packet, write_packet
from sirekap_trainer.practice.misreads import Kinds, kinds_of, misreadings
from sirekap_trainer.practice.packet import Packet, Pattern, SlipKind, Style, Tps

#: All documented patterns, in their order.
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
#: Patterns whose readings always say more, or always less, than what is written (`practice/misreads.py`).
ADDING: frozenset[Pattern] = frozenset({"leading_eight", "one_as_other", "three_as_nine", "three_as_seven"})
TAKING: frozenset[Pattern] = frozenset({"lost_leading", "shifted", "six_as_five", "seven_as_one"})
#: The photographs of such a round: nothing but the numbers is practised.
PHOTOS = PhotoPlan(level="good")
#: Seeds of such rounds have six digits, so that their ids are unlike those of a class, whose seeds are small.
SEEDS = range(100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Again:
    """What is practised once more.

    Attributes:
        patterns: Of the numbers that ended wrong, the most frequent first.
        slips: Kinds of what was overlooked on the paper.
    """

    patterns: tuple[Pattern, ...]
    slips: tuple[SlipKind, ...] = ()


def again(score: Score) -> Again | None:
    """What to practise once more after a result; None where nothing went wrong.

    The same mistakes give the same, in whatever order they come. A number whose mistake follows no documented pattern
    adds none: then the round has the kinds that its seed deals.
    """
    wrong = [outcome for outcome in score.outcomes if outcome.kind in WRONG]
    overlooked = {one.slip.kind for one in score.slips if not one.noticed}
    if not wrong and not overlooked:
        return None
    return Again(patterns_of(wrong), tuple(kind for kind in get_args(SlipKind) if kind in overlooked))


def patterns_of(wrong: Iterable[Outcome]) -> tuple[Pattern, ...]:
    """The patterns that these numbers ended wrong by, each once: the most frequent first, then in their own order."""
    found = Counter(pattern for outcome in wrong if (pattern := pattern_of(outcome)) is not None)
    return tuple(sorted(found, key=lambda one: (-found[one], PATTERNS.index(one))))


def pattern_of(outcome: Outcome) -> Pattern | None:
    """The pattern that a number ended wrong by: the planted one, else the first that explains what was sent."""
    if outcome.pattern is not None:
        return outcome.pattern
    if outcome.sent is None or value_of(outcome.written) is None:
        return None
    return next((pattern for pattern in PATTERNS if _explains(pattern, outcome.written, outcome.sent)), None)


def _explains(pattern: Pattern, written: str, sent: str) -> bool:
    return any(same_number(reading, sent) for reading in misreadings(pattern, written))


def kinds_again(patterns: tuple[Pattern, ...], usual: Kinds) -> Kinds:
    """The kinds of misreads of such a round: as many as usual, of these patterns wherever one of them will do.

    Args:
        patterns: The most important first.
        usual: What the plan has by its own rules: it stands in where none of the patterns surely adds or takes votes.
    """
    raising = next((one for one in patterns if one in ADDING), usual.raising)
    lowering = next((one for one in patterns if one in TAKING), usual.lowering)
    left = [one for one in patterns if one not in (raising, lowering)]
    places = len(usual.others)
    return Kinds(raising, lowering, (*left, *patterns * places)[:places] or usual.others)


def packet_again(form: Form, wanted: Again, *, seed: int, style: Style = "dokumen", tps: Tps | None = None) -> Packet:
    """A packet for such a round; the same for the same seed.

    Where no numbers are found that have a place for all the misreads, the last ones are those of the plan's own rules.

    Args:
        form: The form that was done.
        wanted: What is practised.
        seed: Drawn for this round, one of `SEEDS`.
        style: Of the packet that was done.
        tps: Whose form it is, where it is not left to chance.

    Raises:
        PacketError: The form may not be printed, or not even the usual misreads have a place.
    """
    usual = kinds_of(form, seed=seed, style=style)
    kinds = kinds_again(wanted.patterns, usual)
    for kept in range(len(kinds.others), -1, -1):
        others = kinds.others[:kept] + usual.others[kept:]
        try:
            return _packet(form, wanted, replace(kinds, others=others), seed=seed, style=style, tps=tps)
        except PacketError as error:
            if error.code == "formulir_resmi":
                raise
    return _packet(form, wanted, usual, seed=seed, style=style, tps=tps)


def _packet(form: Form, wanted: Again, kinds: Kinds, *, seed: int, style: Style, tps: Tps | None) -> Packet:
    return make_packet(form, seed=seed, index=1, photos=PHOTOS, slips=wanted.slips, style=style, kinds=kinds, tps=tps)


def write_again(form: Form, packet: Packet, folder: Path, *, told: Told | None = None) -> Path:
    """Writes a round's photographs and key into a folder of its own below `folder`, and gives it.

    Args:
        form: The packet's.
        packet: Made by `packet_again`.
        folder: Made where it is missing.
        told: As of `practice.make.write_packet`.

    Raises:
        PacketError: The folder cannot be written.
    """
    place = folder / packet.id
    write_packet(form, packet, place, photos=PHOTOS, pdf=False, told=told)
    return place
