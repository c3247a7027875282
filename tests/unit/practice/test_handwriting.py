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
    assert len(hands()) >= 20
    assert len({hand.name for hand in hands()}) == len(hands())
    shapes = {glyph for hand in hands() for glyph in hand.digits}
    assert shapes >= {"1_stick", "1_cap", "1_foot", "4_open", "4_closed", "7_plain", "7_crossed", "2_traced"}
    assert shapes >= {"2_round", "2_loop", "6_traced", "6_round", "9_small"}
    assert len({hand.digits for hand in hands()}) >= len(hands()) - 1
    assert sum(hand.traces("6") for hand in hands()) >= 6
    assert {hand.bubbles for hand in hands()} == {"penuh", "arsir", "lewat", "setengah", "centang"}
    for hand in hands():
        assert [glyph[0] for glyph in hand.digits] == list("0123456789"), hand.name
        red, green, blue = hand.ink
        assert blue > 2 * max(red, green)


def test_the_guide_lies_in_the_middle_of_the_box() -> None:
    assert guide_of(BOX).centre == pytest.approx(BOX.centre)


@pytest.mark.parametrize("hand", NAMES)
def test_a_bubble_is_blackened_well_or_badly(hand: str) -> None:
    """Badly blackened is still nearer to black than to white, and still in its own bubble."""
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    bubble = form.candidates[0].bubbles[0][3]
    (stroke,) = pen_of(hand, 3).bubble(bubble)
    x, y = bubble.centre
    radius = bubble.w / 2
    # Equal areas: rings of as many spots as they are far from the middle.
    spots = [
        (radius * ring / 8 * math.cos(turn / ring), radius * ring / 8 * math.sin(turn / ring))
        for ring in range(1, 8)
        for turn in range(math.ceil(2 * math.pi * ring))
    ]
    points = [(px - x, (py - y) * ASPECT) for px, py in stroke.points]
    lines = list(pairwise(points))
    covered = sum(min(distance(spot, line) for line in lines) <= stroke.width / 2 for spot in spots) / len(spots)
    reach = max(math.hypot(*point) for point in points) + stroke.width / 2
    manner = hand_named(hand).bubbles
    least = {"setengah": 0.55, "centang": 0.4}.get(manner, 0.95)
    assert covered > least
    assert (covered < 0.95) == (manner in {"setengah", "centang"})
    assert reach < (1.75 if manner in {"lewat", "centang"} else 1.25) * radius
    assert (reach > 1.25 * radius) == (manner in {"lewat", "centang"})


@settings(max_examples=100)
@given(hand=st.sampled_from(NAMES), symbol=st.sampled_from("0123456789"), seed=st.integers())
def test_correction_fluid_covers_all_that_was_wrong_and_stays_in_the_box(hand: str, symbol: str, seed: int) -> None:
    strokes = pen_of(hand, seed).covered(symbol, BOX)
    wrong = [stroke for stroke in strokes if stroke.ink is None]
    fluid = [stroke for stroke in strokes if stroke.ink is not None and stroke.width > 0.007]
    assert strokes.index(fluid[0]) == len(wrong)  # drawn over it
    left, top, right, bottom = extent(strokes)
    assert left > BOX.x
    assert top > BOX.y
    assert right < BOX.right
    assert bottom < BOX.bottom
    lines = [((a[0], a[1] * ASPECT), (b[0], b[1] * ASPECT)) for s in fluid for a, b in pairwise(s.points)]
    reach = fluid[-1].width / 2
    for stroke in wrong:
        for x, y in stroke.points:
            assert min(distance((x, y * ASPECT), line) for line in lines) < reach
    assert all(min(stroke.ink) > 0.8 for stroke in strokes if stroke.ink is not None)


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
