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
from sirekap_trainer.practice.packet import Packet, Style
from sirekap_trainer.practice.slips import SLIP_KINDS

COUNT = 300
SETS = [("latihan_kwk_gubernur", "dokumen"), ("latihan_kwk_wali_kota", "dokumen")]
EVERY_SET = [*SETS, *((name, "februari_2024") for name, _ in SETS)]

every_set = pytest.mark.parametrize(("name", "style"), EVERY_SET)
documented = pytest.mark.parametrize(("name", "style"), SETS)


@cache
def made(name: str, style: Style) -> tuple[Form, tuple[Packet, ...]]:
    """Three hundred packets; in the other style fewer, whose numbers are harder to find."""
    form = builtin_catalog().get(name)
    count = COUNT if style == "dokumen" else 60
    return form, tuple(make_packet(form, seed=17, index=index, style=style) for index in range(1, count + 1))


@every_set
def test_no_rule_is_broken_without_a_slip(name: str, style: Style) -> None:
    form, packets = made(name, style)
    assert [packet.id for packet in packets if check(form, packet.values)] == []


@every_set
def test_nobody_wins_more_than_their_share_by_more_than_one(name: str, style: Style) -> None:
    form, packets = made(name, style)
    wins: Counter[str] = Counter()
    for count, packet in enumerate(packets, 1):
        votes = {number.id: packet.values[number.id] for number in form.candidates}
        wins.update([max(votes, key=lambda one, votes=votes: votes[one])])
        assert max(wins.values()) <= count / len(form.candidates) + 1


@every_set
def test_each_has_as_many_results_of_one_digit(name: str, style: Style) -> None:
    form, packets = made(name, style)
    small = Counter(
        number.id for packet in packets for number in form.candidates if (packet.values[number.id] or 0) < 10
    )
    assert len(set(small.values())) == 1
    assert set(small) == {number.id for number in form.candidates}


@every_set
def test_every_packet_has_as_many_misreads_of_each_kind(name: str, style: Style) -> None:
    _, packets = made(name, style)
    kinds = {tuple(sorted(misread.pattern for misread in packet.misreads)) for packet in packets}
    assert len(kinds) == 1
    assert len({len(packet.corrections) for packet in packets}) == 1
    assert {packet.style for packet in packets} == {style}


@every_set
def test_misreads_raise_and_lower_each_equally_often(name: str, style: Style) -> None:
    form, packets = made(name, style)
    votes = {number.id for number in form.candidates}
    moved: dict[str, Counter[str]] = {"up": Counter(), "down": Counter()}
    for packet in packets:
        for misread in packet.misreads:
            if misread.number in votes:
                up = (value_of(misread.boxes) or 0) > (packet.values[misread.number] or 0)
                moved["up" if up else "down"][misread.number] += 1
    share = len(packets) // len(votes)
    assert moved == {way: dict.fromkeys(votes, share) for way in ("up", "down")}


@pytest.mark.parametrize("style", get_args(Style))
def test_slips_keep_the_balance(style: Style) -> None:
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    packets = [make_packet(form, seed=5, index=index, slips=SLIP_KINDS, style=style) for index in range(1, 41)]
    assert {tuple(slip.kind for slip in packet.slips) for packet in packets} == {SLIP_KINDS}
    touched = Counter(misread.number for packet in packets for misread in packet.misreads)
    assert len({touched[number.id] for number in form.candidates}) == 1


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


@pytest.mark.parametrize("name", [name for name, _ in SETS])
def test_a_six_read_as_five_was_traced(name: str) -> None:
    _, packets = made(name, "februari_2024")
    assert all(hand_named(packet.hand).traces("6") for packet in packets)
    assert len({packet.hand for packet in packets}) >= 6


@every_set
def test_corrected_numbers_were_other_numbers_first(name: str, style: Style) -> None:
    _, packets = made(name, style)
    for packet in packets:
        for number, first in packet.corrections.items():
            assert value_of(first) not in (None, packet.values[number])
            assert len(first) == len(packet.numbers[number].boxes)
            assert number not in {misread.number for misread in packet.misreads}


def test_sets_differ_in_how_many_numbers_were_corrected() -> None:
    form = builtin_catalog().get("latihan_kwk_gubernur")
    assert {len(make_packet(form, seed=seed, index=1).corrections) for seed in range(30)} == {0, 1, 2}
