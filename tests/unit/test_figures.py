"""Figures as people read them."""

from __future__ import annotations

import pytest

from sirekap_trainer.figures import percent


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (24, 28, "86%"),
        (28, 29, "97%"),
        (1, 200, "1%"),
        (1, 201, "0%"),
        (0, 29, "0%"),
        (29, 29, "100%"),
        (0, 0, "100%"),
        (0.285, 1, "29%"),
        (0.145, 1, "15%"),
        (0.994, 1, "99%"),
    ],
)
def test_whole_percent_are_rounded_half_up(part, whole, words):
    assert percent(part, whole) == words


@pytest.mark.parametrize("whole", [100, 201, 328, 1000, 100_000])
def test_only_all_is_a_hundred(whole):
    assert percent(whole - 1, whole) == "99%"
    assert percent((whole - 1) / whole) == "99%"
    assert percent(whole, whole) == percent(1.0) == "100%"
