"""Whether a packet was harder than the others of its set, and which of its numbers.

Everybody's numbers right in the end are ranked within a set, and the ranks of a packet's attempts compared with the
others' (Mann and Whitney's test, normal approximation, corrected for ties and continuity). A single number is compared
by Fisher's exact test: where a misread was planted, with misreads of the same pattern in the other packets, wherever
they stand; else with the same number in the others. A set asks many questions at once, so the probabilities are
corrected after Holm. The rule for a warning:

- at least `FEWEST` attempts at the packet, and as many at others of its set;
- a probability below `LIMIT` that the packet is no harder and this is chance, after the correction;
- a share of numbers right at least `LEAST` below the others': what is real may still be too little to matter.

Attempts at a packet that only some TPS had may be worse because these people are: the warning says to look at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb, erfc, fsum, sqrt
from typing import Any, TypeVar

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sirekap_trainer.exercise.scoring import RIGHT
from sirekap_trainer.records.tables import Attempt, Outcome

_Key = TypeVar("_Key", bound=Hashable)

#: Attempts below which nothing is said of a packet. A choice: the normal approximation is fair from about there.
FEWEST = 5
#: Probability of a false alarm in a whole set.
LIMIT = 0.05
#: Share of numbers right by which a packet must lie below the others: 0.03 is about one number of 29 an attempt.
LEAST = 0.03
#: The same for a single number.
LEAST_NUMBER = 0.1


@dataclass(frozen=True, slots=True)
class NumberDifficulty:
    """One number of a packet, compared with the others of its set.

    Attributes:
        number: Its id.
        pattern: Of the misread planted there; empty where none was.
        asked: Attempts.
        share: Share right, 0 to 1.
        others: The others' share right; None where there are none.
        probability: That it is no harder, corrected; 1 where nothing can be said.
        harder: Whether it is to be looked at.
    """

    number: str
    pattern: str
    asked: int
    share: float
    others: float | None
    probability: float
    harder: bool


@dataclass(frozen=True, slots=True)
class PacketDifficulty:
    """A packet, compared with the others of its set.

    Attributes:
        packet: Its id.
        packet_set: Of which set.
        form: Of which form.
        attempts: Scored ones.
        share: Mean share of numbers right, 0 to 1.
        others: The same of the others' attempts; None where there are none.
        probability: That it is no harder, corrected; 1 where nothing can be said.
        harder: Whether to warn.
        numbers: Its numbers, in the order of their ids.
    """

    packet: str
    packet_set: str
    form: str
    attempts: int
    share: float
    others: float | None
    probability: float
    harder: bool
    numbers: tuple[NumberDifficulty, ...]


def packet_difficulties(
    session: Session, *, class_id: int | None = None, numbers: bool = True
) -> tuple[PacketDifficulty, ...]:
    """All packets with scored attempts, by set and id; two queries.

    Args:
        session: For reading.
        class_id: Only what was done in this class.
        numbers: Whether their numbers are looked at too; that takes most of the time.
    """
    query = select(
        Attempt.packet_set, Attempt.form, Attempt.packet, Attempt.numbers_right * 1.0 / Attempt.numbers_asked
    ).where(Attempt.numbers_asked > 0)
    if class_id is not None:
        query = query.where(Attempt.class_id == class_id)
    sets: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, form, packet, share in session.execute(query):
        sets[name, form][packet].append(float(share or 0.0))
    counts = _number_counts(session, class_id) if numbers else defaultdict(dict)
    found = []
    for (name, form), packets in sorted(sets.items()):
        told = _numbers({packet: counts[name, form, packet] for packet in packets})
        found += [replace(one, numbers=told[one.packet], packet_set=name, form=form) for one in _compared(packets)]
    return tuple(found)


#: A number and the pattern of its misread: how often it was right, and asked.
_Counts = dict[tuple[str, str], tuple[int, int]]


def _number_counts(session: Session, class_id: int | None) -> dict[tuple[str, str, str], _Counts]:
    """By set, form and packet."""
    right = func.sum(case((Outcome.kind.in_(sorted(RIGHT)), 1), else_=0))
    query: Any = (
        select(Attempt.packet_set, Attempt.form, Attempt.packet, Outcome.number, Outcome.pattern, right, func.count())
        .select_from(Attempt)
        .join(Outcome, Outcome.attempt_id == Attempt.id)
        .group_by(Attempt.packet_set, Attempt.form, Attempt.packet, Outcome.number, Outcome.pattern)
    )
    if class_id is not None:
        query = query.where(Attempt.class_id == class_id)
    counts: dict[tuple[str, str, str], _Counts] = defaultdict(dict)
    for name, form, packet, number, pattern, good, asked in session.execute(query):
        counts[name, form, packet][number, pattern] = int(good), asked
    return counts


def _compared(packets: dict[str, list[float]]) -> list[PacketDifficulty]:
    everything = [share for shares in packets.values() for share in shares]
    total = fsum(everything)
    ranks = _Ranks(everything)
    raw = {}
    rest = {}
    for packet, shares in sorted(packets.items()):
        others = len(everything) - len(shares)
        rest[packet] = (total - fsum(shares)) / others if others else None
        if min(len(shares), others) >= FEWEST:
            raw[packet] = ranks.lower(shares)
    adjusted = holm(raw)
    return [
        PacketDifficulty(
            packet=packet,
            packet_set="",
            form="",
            attempts=len(shares),
            share=(mean := fsum(shares) / len(shares)),
            others=rest[packet],
            probability=adjusted.get(packet, 1.0),
            harder=adjusted.get(packet, 1.0) < LIMIT and (rest[packet] or 0.0) - mean >= LEAST,
            numbers=(),
        )
        for packet, shares in sorted(packets.items())
    ]


def _numbers(counts: Mapping[str, _Counts]) -> dict[str, tuple[NumberDifficulty, ...]]:
    together: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    ours: dict[tuple[str, tuple[str, str]], list[int]] = defaultdict(lambda: [0, 0])
    for packet, of_packet in counts.items():
        for item, (right, asked) in of_packet.items():
            for tally in (together[_like(item)], ours[packet, _like(item)]):
                tally[0] += right
                tally[1] += asked
    rest: dict[tuple[str, tuple[str, str]], tuple[int, int]] = {}
    raw = {}
    for packet, of_packet in counts.items():
        for item, (right, asked) in of_packet.items():
            like = _like(item)
            rest[packet, item] = (
                together[like][0] - ours[packet, like][0],
                together[like][1] - ours[packet, like][1],
            )
            if min(asked, rest[packet, item][1]) >= FEWEST:
                raw[packet, item] = fisher_lower(right, asked, *rest[packet, item])
    adjusted = holm(raw)
    return {
        packet: tuple(
            _number(item, of_packet[item], rest[packet, item], adjusted.get((packet, item), 1.0))
            for item in sorted(of_packet)
        )
        for packet, of_packet in counts.items()
    }


def _like(item: tuple[str, str]) -> tuple[str, str]:
    """What a number is compared with."""
    number, pattern = item
    return ("pattern", pattern) if pattern else ("number", number)


def _number(
    item: tuple[str, str], ours: tuple[int, int], others: tuple[int, int], probability: float
) -> NumberDifficulty:
    share, rest = ours[0] / ours[1], others[0] / others[1] if others[1] else None
    harder = probability < LIMIT and rest is not None and rest - share >= LEAST_NUMBER
    return NumberDifficulty(*item, ours[1], share, rest, probability, harder)


# --- tests ------------------------------------------------------------------------------------------------------------


class _Ranks:
    """Values ranked together, ties sharing their mean rank.

    Args:
        values: Of all attempts.
    """

    def __init__(self, values: Iterable[float]) -> None:
        ordered = sorted(values)
        self._size = len(ordered)
        self._rank: dict[float, float] = {}
        self._ties = 0
        start = 0
        while start < self._size:
            end = start
            while end < self._size and ordered[end] == ordered[start]:
                end += 1
            self._rank[ordered[start]] = (start + 1 + end) / 2
            self._ties += (end - start) ** 3 - (end - start)
            start = end

    def lower(self, some: Sequence[float]) -> float:
        """The probability that so many drawn by chance lie as low as these, or lower."""
        n, m = len(some), self._size - len(some)
        u = fsum(self._rank[value] for value in some) - n * (n + 1) / 2
        spread = n * m / 12 * (self._size + 1 - self._ties / (self._size * (self._size - 1)))
        if spread <= 0:
            return 1.0
        z = (u - n * m / 2 + 0.5) / sqrt(spread)
        return 0.5 * erfc(-z / sqrt(2))


def mann_whitney_lower(some: Sequence[float], others: Sequence[float]) -> float:
    """One-sided: the probability of values as low as `some`, beside `others`, where both are drawn alike."""
    return _Ranks([*some, *others]).lower(some)


def fisher_lower(right: int, asked: int, others_right: int, others_asked: int) -> float:
    """One-sided: the probability of so few right, or fewer, given how many were right in all (hypergeometric)."""
    total, good = asked + others_asked, right + others_right
    ways = sum(
        comb(good, few) * comb(total - good, asked - few) for few in range(max(0, asked - total + good), right + 1)
    )
    return ways / comb(total, asked)


def holm(raw: Mapping[_Key, float]) -> dict[_Key, float]:
    """Probabilities corrected for their number, after Holm: at most `LIMIT` of false alarms over all of them."""
    adjusted: dict[_Key, float] = {}
    highest = 0.0
    for place, (key, probability) in enumerate(sorted(raw.items(), key=lambda one: one[1])):
        highest = max(highest, min(1.0, probability * (len(raw) - place)))
        adjusted[key] = highest
    return adjusted
