"""Planted misreads: wrong, documented, and the same for everyone."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for, value_of
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.misreads import kinds_of, misreadings
from sirekap_trainer.practice.packet import Pattern, Style

PATTERNS = get_args(Pattern)
FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")


@given(value=st.integers(0, 999), filler=st.sampled_from("X0-_"), pattern=st.sampled_from(PATTERNS))
def test_a_misread_gives_another_number(value: int, filler: str, pattern: Pattern) -> None:
    boxes = boxes_for(value, 3, filler=filler)
    for reading in misreadings(pattern, boxes):
        assert len(reading) == 3
        assert value_of(reading) not in (None, value)


@pytest.mark.parametrize(
    ("pattern", "boxes", "reading"),
    [  # paper -> Sirekap, as published in February 2024
        ("leading_eight", "X84", "884"),
        ("leading_eight", "XX3", "883"),
        ("leading_eight", "X17", "817"),
        ("leading_eight", "023", "823"),
        ("lost_leading", "202", "X02"),
        ("eight_zero", "X18", "X10"),
        ("one_as_other", "XX1", "XX6"),
        ("two_five", "X25", "X55"),
        ("three_nine", "X39", "X99"),
        ("six_as_five", "X64", "X54"),  # how the models of that month read single digits, from here
        ("three_as_nine", "X13", "X19"),
        ("three_as_seven", "301", "701"),
        ("seven_as_one", "X57", "X51"),
        ("look_alike", "X90", "X40"),
        ("shifted", "124", "X12"),
        ("shifted", "_24", "__2"),
    ],
)
def test_the_documented_patterns(pattern: Pattern, boxes: str, reading: str) -> None:
    assert reading in misreadings(pattern, boxes)


def test_a_pattern_without_a_place_gives_nothing() -> None:
    assert misreadings("one_as_other", "X45") == ()
    assert misreadings("shifted", "XX7") == ()
    assert misreadings("lost_leading", "000") == ()
    assert misreadings("eight_zero", "004") == ()  # leading zeros are fillers
    assert misreadings("leading_eight", "845") == ()


@pytest.mark.parametrize("name", FORMS)
def test_every_packet_of_a_set_has_the_same_kinds(name: str) -> None:
    form = builtin_catalog().get(name)
    kinds = kinds_of(form, seed=21)
    candidates = {number.id for number in form.candidates}
    moved: dict[str, Counter[str]] = {"up": Counter(), "down": Counter()}
    for index in range(1, 61):
        packet = make_packet(form, seed=21, index=index)
        assert Counter(misread.pattern for misread in packet.misreads) == Counter(kinds.patterns)
        assert len({misread.number for misread in packet.misreads}) == 5
        touched = [misread for misread in packet.misreads if misread.number in candidates]
        assert {misread.pattern for misread in touched} == {kinds.raising, kinds.lowering}
        for misread in packet.misreads:
            written, read = packet.numbers[misread.number], value_of(misread.boxes)
            assert misread.boxes in misreadings(misread.pattern, written.boxes)
            if misread in touched:
                moved["up" if read > written.value else "down"][misread.number] += 1
    share = 60 // len(form.candidates)
    assert moved == {"up": dict.fromkeys(candidates, share), "down": dict.fromkeys(candidates, share)}


@pytest.mark.parametrize("style", get_args(Style))
def test_sets_differ_in_kind_but_not_in_number(style: Style) -> None:
    form = builtin_catalog().get(FORMS[0])
    sets = {kinds_of(form, seed=seed, style=style).patterns for seed in range(40)}
    assert {len(set(patterns)) for patterns in sets} == {5}
    assert len(sets) >= 4


def test_every_pattern_is_planted_in_some_set() -> None:
    form = builtin_catalog().get(FORMS[0])
    kinds = [kinds_of(form, seed=seed, style=style) for seed in range(40) for style in get_args(Style)]
    assert {pattern for one in kinds for pattern in one.patterns} == set(PATTERNS)


def test_the_style_of_february_reads_single_digits_as_its_models_did() -> None:
    form = builtin_catalog().get(FORMS[0])
    for seed in range(30):
        kinds = kinds_of(form, seed=seed, style="februari_2024")
        assert kinds.raising in {"one_as_other", "three_as_nine", "three_as_seven"}
        assert {"six_as_five", "seven_as_one"} <= set(kinds.patterns)
        assert kinds.lowering in {"six_as_five", "seven_as_one"}
