from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.form.symbols import DIGITS, FILLERS, REFUSED, SYMBOLS, boxes_for, value_of


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ("123", 123),
        ("X12", 12),
        ("__3", 3),
        ("--7", 7),
        ("X_7", 7),
        ("007", 7),
        ("000", 0),
        ("XX0", 0),
        ("X00", 0),
        ("XXX", None),
        ("___", None),
        ("---", None),
        ("", None),
        ("1X2", None),
        ("1_2", None),
        ("12-", None),
        ("X1X", None),
        ("?12", None),
        ("X?2", None),
        ("12?", None),
        ("???", None),
        ("5", 5),
        ("0123456", 123456),
    ],
)
def test_the_value_of_boxes(boxes: str, value: int | None) -> None:
    assert value_of(boxes) == value


def test_the_twelve_symbols_and_the_refused_one() -> None:
    assert SYMBOLS == "0123456789X_-?"
    assert len(set(DIGITS + FILLERS)) == 13


@given(value=st.integers(0, 999_999), spare=st.integers(0, 3), filler=st.sampled_from([*FILLERS, "0"]))
def test_what_is_written_for_a_value_means_that_value(value: int, spare: int, filler: str) -> None:
    width = len(str(value)) + spare
    boxes = boxes_for(value, width, filler=filler)
    assert len(boxes) == width
    assert value_of(boxes) == value


@given(boxes=st.text(SYMBOLS, max_size=6))
def test_a_refused_box_leaves_no_value_and_a_value_is_never_negative(boxes: str) -> None:
    value = value_of(boxes)
    assert value is None or (value >= 0 and REFUSED not in boxes)


@given(
    fillers=st.text(FILLERS, max_size=3),
    digits=st.text(DIGITS, min_size=1, max_size=3),
    rest=st.text(SYMBOLS, min_size=1, max_size=3),
)
def test_only_leading_fillers_count_as_nothing(fillers: str, digits: str, rest: str) -> None:
    assert value_of(fillers + digits) == int(digits)
    if not all(symbol in DIGITS for symbol in rest):
        assert value_of(fillers + digits + rest) is None


@pytest.mark.parametrize(("value", "width"), [(1000, 3), (-1, 3), (10, 1)])
def test_a_value_that_does_not_fit_is_refused(value: int, width: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        boxes_for(value, width)
