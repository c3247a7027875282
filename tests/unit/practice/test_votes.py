"""Numbers that obey the form, and sets that favour nobody."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.rules import check
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.places import Home, home
from sirekap_trainer.practice.votes import draw_candidates, draw_tps, draw_values, lot, places_in

FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Form:
    return builtin_catalog().get(request.param)


def values_of(form: Form, seed: int, index: int) -> dict[str, int]:
    return draw_values(form, lot(form, seed=seed, index=index), Dice("test", seed, index))


def test_a_hundred_packets_break_no_rule(form: Form) -> None:
    for index in range(1, 101):
        values = values_of(form, 1, index)
        assert list(values) == [number.id for number in form.numbers]
        assert check(form, values) == ()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), index=st.integers(1, 5000), name=st.sampled_from(FORMS))
def test_every_number_fits_its_boxes_and_the_lot_is_kept(seed: int, index: int, name: str) -> None:
    form = builtin_catalog().get(name)
    values, dealt = values_of(form, seed, index), lot(form, seed=seed, index=index)
    assert all(0 <= value <= 999 for value in values.values())
    votes = {number.candidate: values[number.id] for number in form.candidates}
    assert [one for one, count in votes.items() if count == max(votes.values())] == [dealt.winner]
    small = [one for one, count in votes.items() if count < 10]
    assert small == ([] if dealt.small is None else [dealt.small])
    assert max(votes.values()) <= 300


@pytest.mark.parametrize("count", [1, 7, 60, 299, 300])
def test_no_candidate_is_favoured(form: Form, count: int) -> None:
    lots = [lot(form, seed=4, index=index) for index in range(1, count + 1)]
    share = count / len(form.candidates)
    for part in ("winner", "raised", "lowered"):
        counts = Counter(getattr(one, part) for one in lots)
        assert all(abs(counts[number.candidate] - share) < 1 for number in form.candidates), part
    small = Counter(one.small for one in lots if one.small is not None)
    spread = [small[number.candidate] for number in form.candidates]
    assert max(spread) - min(spread) <= (0 if count % len(form.candidates) == 0 else 1)


def test_a_lot_never_asks_the_impossible(form: Form) -> None:
    for index in range(1, 200):
        one = lot(form, seed=9, index=index)
        assert one.small != one.winner
        assert one.lowered not in (one.small, one.raised)


def test_some_results_are_zero(form: Form) -> None:
    zeros = [
        index for index in range(1, 301) if 0 in [values_of(form, 2, index)[number.id] for number in form.candidates]
    ]
    assert zeros


def test_tps_lie_in_the_29_kelurahan() -> None:
    drawn = [draw_tps(Dice("tps", index)) for index in range(600)]
    assert len({(tps.kecamatan, tps.kelurahan) for tps in drawn}) == 29
    assert len({tps.kecamatan for tps in drawn}) == 5
    assert any(tps.number in {"901", "902"} for tps in drawn)


def test_made_up_tps_of_a_city_are_those_a_set_of_it_has(form: Form) -> None:
    made = [make_packet(form, seed=5, index=index).tps for index in (1, 2, 3)]
    assert list(places_in(home(), form, count=3, seed=5)) == made
    other = Home("Kota Karang", "Papua", {"Tanjung": ("Muara Dua",), "Laut": ()})
    found = places_in(other, form, count=40, seed=5)
    assert {(one.city, one.province, one.kecamatan, one.kelurahan) for one in found} == {
        ("Kota Karang", "Papua", "Tanjung", "Muara Dua")
    }
    with pytest.raises(PacketError, match="tidak muat pada lembar"):
        places_in(Home("Kota Karang", "Papua", {"Tanjung": ("M" * 41,)}), form, count=1, seed=5)


def test_candidates_are_different_fruits(form: Form) -> None:
    pairs = draw_candidates(form, seed=3)
    names = [name for pair in pairs for name in (pair.first, pair.second)]
    assert len(set(names)) == 2 * len(form.candidates)
    assert pairs == draw_candidates(form, seed=3)
    assert any(draw_candidates(form, seed=seed) != pairs for seed in range(4, 8))


def test_another_forms_numbers_are_refused() -> None:
    form = builtin_catalog().get("c_hasil_ppwp_2024")
    with pytest.raises(PacketError, match="tidak dikenal"):
        draw_values(form, lot(form, seed=1, index=1), Dice("x"))


def test_dice_depend_on_their_key_alone() -> None:
    # Written down: a change here would change every packet ever made.
    dice = Dice(1, "a")
    assert [dice.whole(0, 99) for _ in range(5)] == [1, 28, 45, 57, 48]
    assert sorted(dice.shuffled(range(20))) == list(range(20))
    assert all(abs(dice.normal(2.0)) <= 5 for _ in range(500))
    assert {dice.weighted([("a", 0.0), ("b", 1.0)]) for _ in range(50)} == {"b"}
