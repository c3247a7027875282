"""The item statistic: its tests against known values, and what it warns of."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from sqlalchemy import insert

from sirekap_trainer.records.fairness import (
    FEWEST,
    fisher_lower,
    holm,
    mann_whitney_lower,
    packet_difficulties,
)
from sirekap_trainer.records.tables import Attempt, Outcome


def test_fishers_test_gives_what_the_literature_says():
    # The example of Wikipedia's "Fisher's exact test": 1 of 10 against 11 of 14.
    assert fisher_lower(1, 10, 11, 14) == pytest.approx(0.001379728, rel=1e-6)
    # The lady tasting tea turned round: 1 of 4 against 3 of 4 is 17 of 70.
    assert fisher_lower(1, 4, 3, 4) == pytest.approx(17 / 70)
    assert fisher_lower(4, 4, 4, 4) == 1


@pytest.mark.parametrize("seed", range(6))
def test_the_rank_test_is_close_to_counting_all_ways(seed):
    dice = random.Random(seed)
    values = [dice.randrange(20, 30) / 30 for _ in range(13)]
    some = values[:FEWEST]
    others = values[FEWEST:]
    ranks = {value: (values_below(values, value) + values_below(values, value, same=True) + 1) / 2 for value in values}
    wanted = sum(ranks[one] for one in some)
    ways = [sum(ranks[values[at]] for at in chosen) <= wanted + 1e-9 for chosen in combinations(range(13), FEWEST)]
    assert mann_whitney_lower(some, others) == pytest.approx(sum(ways) / len(ways), abs=0.03)


def values_below(values, value, *, same=False):
    return sum(one < value or (same and one == value) for one in values)


def test_the_rank_test_tells_nothing_where_all_are_equal():
    assert mann_whitney_lower([1.0] * 6, [1.0] * 9) == 1.0


def test_holm_corrects_for_how_many_are_asked():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({}) == {}


def fill(store, now, dice, packets, *, attempts=30, harder=None, size=29):
    """Attempts at some packets: five planted misreads each on its own numbers, the rest right."""
    rows, outcomes = [], []
    for packet in packets:
        planted = {f"n{(nth * 5 + packet) % size}": f"pola{nth}" for nth in range(5)}
        for nth in range(attempts):
            key = f"{packet}-{nth}"
            skill = dice.uniform(0.6, 1.0)
            kinds = {}
            for number in (f"n{at}" for at in range(size)):
                pattern = planted.get(number, "")
                chance = skill - (0.5 if harder in ((packet, "all"), (packet, number)) else 0.0)
                right = dice.random() < (chance if pattern else (0.99 if harder != (packet, number) else 0.4))
                kinds[number] = right, pattern
                kind = ("caught" if pattern else "accepted_right") if right else ("missed" if pattern else "spoiled")
                outcomes.append({"attempt_id": key, "number": number, "kind": kind, "pattern": pattern})
            rows.append(
                {"id": key, "packet": f"G-1-{packet:03d}", "packet_set": "G-1", "form": "g", "mode": "latihan",
                 "rule": "koreksi", "sent_at": now, "seconds": 1.0, "total": 80.0, "passed": True, "votes_at_stake": 0,
                 "numbers_right": sum(right for right, _ in kinds.values()), "numbers_asked": size, "document": {},
                 "name": "", "village": "", "station": "", "role": ""}
            )  # fmt: skip
    with store.write() as session:
        session.execute(insert(Attempt), rows)
        session.execute(insert(Outcome), outcomes)
    with store.read() as session:
        return packet_difficulties(session)


@pytest.mark.parametrize("seed", range(5))
def test_packets_that_are_alike_raise_no_warning(lite, now, seed):
    """Though each has its misreads on other numbers, and half of the people are poor at them."""
    found = fill(lite, now, random.Random(seed), range(8))
    assert [one.packet for one in found] == [f"G-1-{nth:03d}" for nth in range(8)]
    assert [one.packet for one in found if one.harder] == []
    assert [(one.packet, item.number) for one in found for item in one.numbers if item.harder] == []


def test_a_harder_packet_is_named(store, now):
    found = fill(store, now, random.Random(1), range(8), harder=(3, "all"))
    assert [one.packet for one in found if one.harder] == ["G-1-003"]
    (hard,) = (one for one in found if one.harder)
    assert hard.share < hard.others
    assert hard.probability < 0.01


def test_packets_are_compared_without_their_numbers_too(lite, now):
    whole = fill(lite, now, random.Random(1), range(8), harder=(3, "all"))
    with lite.read() as session:
        quick = packet_difficulties(session, numbers=False)
    assert quick == tuple(replace(one, numbers=()) for one in whole)


def test_a_harder_number_is_named(lite, now):
    found = fill(lite, now, random.Random(2), range(8), harder=(2, "n9"))
    named = [(one.packet, item.number) for one in found for item in one.numbers if item.harder]
    assert named == [("G-1-002", "n9")]


def test_few_attempts_say_nothing(lite, now):
    found = fill(lite, now, random.Random(1), range(3), attempts=FEWEST - 1, harder=(1, "all"))
    assert [one.harder for one in found] == [False] * 3
    assert {one.probability for one in found} == {1.0}


def test_a_packet_alone_has_nothing_to_be_compared_with(lite, now):
    (one,) = fill(lite, now, random.Random(1), [1])
    assert (one.others, one.harder) == (None, False)
    assert {item.others for item in one.numbers} == {None}
