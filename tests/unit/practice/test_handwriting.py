"""Strokes of a pen: inside their boxes, the same again, different from hand to hand."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Rect
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.handwriting import Pen, Stroke, guide_of, hand_named, hands
from sirekap_trainer.practice.words import in_words

ASPECT = 1.533
NAMES = [hand.name for hand in hands()]
BOX = Rect(0.5, 0.4, 0.0366, 0.0230)


def pen_of(name: str, *key: object) -> Pen:
    return Pen(hand_named(name), aspect=ASPECT, dice=Dice(*key))


def extent(strokes: list[Stroke]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink, page-frame fractions."""
    return (
        min(x - stroke.width / 2 for stroke in strokes for x, _ in stroke.points),
        min(y - stroke.width / 2 / ASPECT for stroke in strokes for _, y in stroke.points),
        max(x + stroke.width / 2 for stroke in strokes for x, _ in stroke.points),
        max(y + stroke.width / 2 / ASPECT for stroke in strokes for _, y in stroke.points),
    )


@settings(max_examples=300)
@given(
    hand=st.sampled_from([hand.name for hand in hands()]), symbol=st.sampled_from("0123456789X-"), seed=st.integers()
)
def test_ink_stays_inside_the_box_and_fills_some_of_it(hand: str, symbol: str, seed: int) -> None:
    left, top, right, bottom = extent(pen_of(hand, seed).symbol(symbol, BOX))
    assert left > BOX.x
    assert top > BOX.y
    assert right < BOX.right
    assert bottom < BOX.bottom
    if symbol in "0123456789":
        assert bottom - top > 0.5 * BOX.h
    if symbol in "023456789":
        assert right - left > 0.25 * BOX.w


def test_an_empty_box_stays_empty_and_a_refusal_cannot_be_written() -> None:
    assert pen_of("guru").boxes("___", [BOX] * 3) == []
    with pytest.raises(ValueError, match="no pen"):
        pen_of("guru").symbol("?", BOX)


def test_a_hand_repeats_itself_for_the_same_key_only() -> None:
    assert pen_of("guru", 1).symbol("5", BOX) == pen_of("guru", 1).symbol("5", BOX)
    assert pen_of("guru", 1).symbol("5", BOX) != pen_of("guru", 2).symbol("5", BOX)


def test_there_are_many_hands_with_the_shapes_seen_in_life() -> None:
    assert len(hands()) >= 6
    assert len({hand.name for hand in hands()}) == len(hands())
    shapes = {glyph for hand in hands() for glyph in hand.digits}
    assert shapes >= {"1_stick", "1_cap", "4_open", "4_closed", "7_plain", "7_crossed", "2_traced", "2_round"}
    for hand in hands():
        assert [glyph[0] for glyph in hand.digits] == list("0123456789"), hand.name
        red, green, blue = hand.ink
        assert blue > 2 * max(red, green)


def test_the_guide_lies_in_the_middle_of_the_box() -> None:
    assert guide_of(BOX).centre == pytest.approx(BOX.centre)


@pytest.mark.parametrize("hand", NAMES)
def test_a_bubble_is_blackened_nearly_whole(hand: str) -> None:
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    bubble = form.candidates[0].bubbles[0][3]
    (stroke,) = pen_of(hand, 3).bubble(bubble)
    x, y = bubble.centre
    radius = bubble.w / 2
    spots = [(radius * r * math.cos(a), radius * r * math.sin(a)) for r in (0, 0.3, 0.6, 0.85) for a in range(24)]
    points = [(px - x, (py - y) * ASPECT) for px, py in stroke.points]
    lines = list(pairwise(points))
    covered = sum(min(distance(spot, line) for line in lines) <= stroke.width / 2 for spot in spots)
    assert covered / len(spots) > 0.9
    reach = max(math.hypot(*point) for point in points) + stroke.width / 2
    assert reach < 1.25 * radius


def distance(spot: tuple[float, float], line: tuple[tuple[float, float], tuple[float, float]]) -> float:
    (x1, y1), (x2, y2) = line
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else ((spot[0] - x1) * (x2 - x1) + (spot[1] - y1) * (y2 - y1)) / length
    along = min(1.0, max(0.0, along))
    return math.dist(spot, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


@given(count=st.integers(0, 300))
def test_a_tally_has_as_many_strokes_as_votes(count: int) -> None:
    grid = Rect(0.26, 0.14, 0.46, 0.1)
    strokes = pen_of("tegak", count).tally(count, grid)
    assert len(strokes) == count
    if strokes:
        left, top, right, bottom = extent(strokes)
        assert left >= grid.x
        assert top >= grid.y
        assert right <= grid.right
        assert bottom <= grid.bottom


def test_a_tally_beyond_the_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="301"):
        pen_of("tegak").tally(301, Rect(0, 0, 1, 1))


def test_long_words_shrink_into_their_place() -> None:
    area = Rect(0.1, 0.1, 0.3, 0.02)
    for text in (in_words(888), "NOL"):
        left, top, right, bottom = extent(pen_of("spidol-tebal", 1).text(text, area, size=0.02))
        assert left > area.x - 0.01
        assert right < area.right + 0.01
        assert top > area.y - 0.004
        assert bottom < area.bottom + 0.004


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "NOL"),
        (11, "SEBELAS"),
        (17, "TUJUH BELAS"),
        (20, "DUA PULUH"),
        (100, "SERATUS"),
        (115, "SERATUS LIMA BELAS"),
        (406, "EMPAT RATUS ENAM"),
        (1999, "SERIBU SEMBILAN RATUS SEMBILAN PULUH SEMBILAN"),
    ],
)
def test_numbers_in_words(value: int, words: str) -> None:
    assert in_words(value) == words


def test_no_two_numbers_share_their_words() -> None:
    assert len({in_words(value) for value in range(1000)}) == 1000
    with pytest.raises(ValueError, match="-1"):
        in_words(-1)
