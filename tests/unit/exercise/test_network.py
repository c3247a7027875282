from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.exercise.network import Network

keys = st.text(min_size=1, max_size=12)


@given(key=keys)
def test_a_form_takes_20_to_60_seconds(key: str) -> None:
    network = Network(key)
    for count in range(1, 5):
        free = network.done_at([100.0] * (count - 1)) if count > 1 else 100.0
        assert 20 <= network.done_at([100.0] * count) - free <= 60


@given(key=keys, times=st.lists(st.floats(0, 400), min_size=2, max_size=6))
def test_what_is_out_stays_out(key: str, times: list[float]) -> None:
    queued = [0.0, 5.0, 90.0]
    shares = [[upload.share for upload in Network(key).uploads(queued, at)] for at in sorted(times)]
    for before, after in pairwise(shares):
        assert all(0 <= one <= other <= 1 for one, other in zip(before, after, strict=True))


@given(key=keys)
def test_the_first_form_breaks_off_once_and_is_tried_again(key: str) -> None:
    network = Network(key)
    seen = [network.uploads([0.0], second / 4)[0] for second in range(260)]
    states = [upload.state for upload in seen]
    order = [state for place, state in enumerate(states) if place == 0 or states[place - 1] != state]
    assert order == ["waiting", "sending", "broken", "sending", "sent"]
    assert seen[0].tries == 0
    assert seen[-1].tries == 2
    assert seen[-1].share == 1


def test_one_form_after_the_other() -> None:
    network = Network("G-1")
    queued = [0.0, 1.0]
    first_out = network.done_at(queued[:1])
    assert [one.state for one in network.uploads(queued, first_out - 0.01)] == ["sending", "waiting"]
    assert network.uploads(queued, first_out)[0].state == "sent"
    assert [one.state for one in network.uploads(queued, network.done_at(queued))] == ["sent", "sent"]


def test_a_free_line_takes_what_comes_later_at_once() -> None:
    network = Network("G-1")
    lasts = network.done_at([0.0, 0.0]) - network.done_at([0.0])
    assert network.done_at([0.0, 1000.0]) == pytest.approx(1000.0 + lasts)


def test_the_same_key_the_same_whims() -> None:
    assert Network("a").uploads([0.0], 20.0) == Network("a").uploads([0.0], 20.0)
    assert Network("a").done_at([0.0]) != Network("b").done_at([0.0])


def test_nothing_queued_is_all_out() -> None:
    assert Network("a").uploads([], 0.0) == ()
    assert Network("a").done_at([]) < 0
