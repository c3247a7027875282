"""What a set promises, over three hundred packets: fair to every candidate, equally hard for everyone, true to life."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import get_args

import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.rules import check
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.handwriting import hand_named, hands
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet, SlipKind, Style
from sirekap_trainer.practice.slips import SLIP_KINDS
from sirekap_trainer.practice.votes import lot

COUNT = 300
FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
SETS = [(name, "dokumen") for name in FORMS]
#: Both forms, every style, and without slips as with all of them.
EVERY_SET = [(name, style, slips) for name in FORMS for style in get_args(Style) for slips in ((), SLIP_KINDS)]

every_set = pytest.mark.parametrize(("name", "style", "slips"), EVERY_SET)
documented = pytest.mark.parametrize(("name", "style"), SETS)
every_form = pytest.mark.parametrize("name", FORMS)


@cache
def made(name: str, style: Style, slips: tuple[SlipKind, ...] = ()) -> tuple[Form, tuple[Packet, ...]]:
    """Three hundred packets; fewer where slips and the other style together make numbers hard to find."""
    form = builtin_catalog().get(name)
    count = COUNT if style == "dokumen" or not slips else 120
    return form, tuple(
        make_packet(form, seed=17, index=index, style=style, slips=slips) for index in range(1, count + 1)
    )


@every_form
def test_the_forms_have_every_rule(name: str) -> None:
    """So that `check` below really tries R1 to R9."""
    assert {rule.id for rule in builtin_catalog().get(name).rules} == {f"R{number}" for number in range(1, 10)}


@every_form
@pytest.mark.parametrize("style", get_args(Style))
@pytest.mark.parametrize("slips", [(), ("bubble", "signature", "header")])
def test_no_rule_is_broken_without_an_arithmetic_slip(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    form, packets = made(name, style, slips)
    assert [packet.id for packet in packets if check(form, packet.values)] == []
    assert all(value is not None for packet in packets for value in packet.values.values())


@every_set
def test_an_arithmetic_slip_breaks_one_rule(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    form, packets = made(name, style, slips)
    broken = {tuple(finding.code for finding in check(form, packet.values)) for packet in packets}
    assert len(broken) == 1
    assert len(broken.pop()) == (1 if slips else 0)


@every_set
def test_nobody_wins_more_than_their_share_by_more_than_one(
    name: str, style: Style, slips: tuple[SlipKind, ...]
) -> None:
    """In no smaller set either: the first packets of a set are a set."""
    form, packets = made(name, style, slips)
    wins: Counter[str] = Counter()
    for count, packet in enumerate(packets, 1):
        votes = {number.id: packet.values[number.id] or 0 for number in form.candidates}
        most = [one for one, got in votes.items() if got == max(votes.values())]
        assert len(most) == 1, "nobody shares a victory"
        wins.update(most)
        assert max(wins.values()) <= count / len(form.candidates) + 1
    assert set(wins.values()) == {len(packets) // len(form.candidates)}


@every_set
def test_each_has_as_many_results_of_one_digit(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    form, packets = made(name, style, slips)
    small = Counter(
        number.id for packet in packets for number in form.candidates if (packet.values[number.id] or 0) < 10
    )
    assert len(set(small.values())) == 1
    assert set(small) == {number.id for number in form.candidates}


@every_set
def test_every_packet_has_as_many_misreads_of_each_kind(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    _, packets = made(name, style, slips)
    kinds = {tuple(sorted(misread.pattern for misread in packet.misreads)) for packet in packets}
    assert len(kinds) == 1
    assert len(kinds.pop()) == 5
    assert len({len(packet.corrections) for packet in packets}) == 1
    assert {packet.style for packet in packets} == {style}
    assert {tuple(slip.kind for slip in packet.slips) for packet in packets} == {slips}


@every_set
def test_misreads_raise_and_lower_each_equally_often(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    """Of each packet's misreads one adds votes to a candidate and one takes some away; at no time is anyone ahead."""
    form, packets = made(name, style, slips)
    votes = [number.id for number in form.candidates]
    moved = {"up": Counter(dict.fromkeys(votes, 0)), "down": Counter(dict.fromkeys(votes, 0))}
    for packet in packets:
        ways = []
        for misread in packet.misreads:
            if misread.number in votes:
                up = (value_of(misread.boxes) or 0) > (packet.values[misread.number] or 0)
                ways.append("up" if up else "down")
                moved[ways[-1]][misread.number] += 1
        assert sorted(ways) == ["down", "up"]
        assert all(max(one.values()) - min(one.values()) <= 1 for one in moved.values())
    assert moved == {way: dict.fromkeys(votes, len(packets) // len(votes)) for way in ("up", "down")}


@every_form
def test_lots_are_fair_whatever_the_seed(name: str) -> None:
    """What the packets above show for one seed, for a hundred: each part goes once to each in every block."""
    form = builtin_catalog().get(name)
    people = [number.candidate for number in form.candidates]
    for seed in range(100):
        lots = [lot(form, seed=seed, index=index) for index in range(1, 4 * len(people) + 1)]
        for start in range(0, len(lots), len(people)):
            block = lots[start : start + len(people)]
            for part in ("winner", "raised", "lowered", "contradicted"):
                assert sorted(getattr(one, part) for one in block) == people
        small = Counter(one.small for one in lots if one.small is not None)
        assert small == dict.fromkeys(people, 2)
        assert all(one.small != one.winner and one.raised != one.lowered for one in lots)


@documented
def test_the_shapes_seen_in_life_occur(name: str, style: Style) -> None:
    form, packets = made(name, style)
    written = [packet.numbers[number.id].boxes for packet in packets for number in form.candidates]
    votes = [str(value_of(boxes)) for boxes in written]
    assert "0" in votes
    assert {"XX3", "003"} <= set(written)
    assert any("1" in one and "7" in one for one in votes)
    assert any(len(one) == 3 and len(set(one)) == 1 for one in votes)
    assert {boxes[0] for boxes in written if not boxes[0].isdigit()} == set("X-_")


@documented
def test_a_set_shows_every_hand(name: str, style: Style) -> None:
    _, packets = made(name, style)
    turns = Counter(packet.hand for packet in packets)
    assert set(turns) == {hand.name for hand in hands()}
    assert max(turns.values()) - min(turns.values()) <= 1


@every_form
def test_a_six_read_as_five_was_traced(name: str) -> None:
    _, packets = made(name, "februari_2024")
    assert all(hand_named(packet.hand).traces("6") for packet in packets)
    assert len({packet.hand for packet in packets}) >= 6


@every_set
def test_corrected_numbers_were_other_numbers_first(name: str, style: Style, slips: tuple[SlipKind, ...]) -> None:
    _, packets = made(name, style, slips)
    for packet in packets:
        for number, first in packet.corrections.items():
            assert value_of(first) not in (None, packet.values[number])
            assert len(first) == len(packet.numbers[number].boxes)
            assert number not in {misread.number for misread in packet.misreads}


def test_sets_differ_in_how_many_numbers_were_corrected() -> None:
    form = builtin_catalog().get("latihan_kwk_gubernur")
    assert {len(make_packet(form, seed=seed, index=1).corrections) for seed in range(30)} == {0, 1, 2}
