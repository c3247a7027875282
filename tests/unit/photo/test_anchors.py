"""Anchors: printed frames and marks are found to a fraction of a pixel, whatever was written into them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Rect
from sirekap_trainer.photo.anchors import (
    FLOORS,
    MARK_FLOOR,
    Anchor,
    box_answers,
    bubble_anchors,
    darkness,
    find,
    mark_anchors,
    mark_kernel,
    number_anchors,
    paper_brightness,
    peaks,
)
from sirekap_trainer.photo.page import FRAME_WIDTH, frame_corners, frame_size

FORM = builtin_catalog().get("latihan_kwk_gubernur")
PAGE = FORM.page(2)
NUMBER, ANCHOR = PAGE.numbers[0], number_anchors(FORM, PAGE)[0]
REACH = 20
FRAMES_FLOOR = FLOORS["frames"]
FINE = 8
offsets = st.floats(-15, 15)


def drawn(dx: float = 0.0, dy: float = 0.0, *, paper: int = 210, ink: int = 40, line: float = 3.1) -> np.ndarray:
    """A picture around the first number's boxes, its frames off by (dx, dy); with `SHIFT` its origin."""
    width, height = frame_size(FORM)
    canvas = np.full((260 * FINE, 320 * FINE), paper, np.uint8)
    for box in NUMBER.boxes:
        left, top, right, bottom = box.x * width, box.y * height, box.right * width, box.bottom * height
        # OpenCV's pixel (0, 0) has its middle there: half a pixel from its corner.
        near, far = (
            tuple(round((value + shift + 0.5) * FINE - 0.5) for value, shift in zip(point, offset, strict=True))
            for point, offset in (
                ((left, top), (dx + ORIGIN[0], dy + ORIGIN[1])),
                ((right, bottom), (dx + ORIGIN[0], dy + ORIGIN[1])),
            )
        )
        cv2.rectangle(canvas, near, far, ink, round(line * FINE))
    return cv2.resize(canvas, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)


#: Where the frame's upper left corner lies on those pictures: the boxes are then in their middle.
ORIGIN = (160.0 - round(ANCHOR.centre[0]), 130.0 - round(ANCHOR.centre[1]))


def look(picture: np.ndarray, anchor: Anchor = ANCHOR, reach: int = REACH) -> tuple[float, float, float]:
    match = find(darkness(picture), anchor, origin=ORIGIN, reach=reach)
    assert match is not None
    assert match.anchor is anchor
    return match.dx, match.dy, match.score


@given(offsets, offsets)
@settings(max_examples=25)
def test_frames_are_found_to_a_fraction_of_a_pixel(dx: float, dy: float) -> None:
    x, y, score = look(drawn(dx, dy))
    assert (x, y) == pytest.approx((dx, dy), abs=0.35)
    assert score > 2 * FRAMES_FLOOR


@given(st.integers(100, 250), st.floats(0.2, 0.6), st.floats(2.0, 4.5), st.floats(0, 1.5))
@settings(max_examples=25)
def test_neither_light_nor_print_nor_blur_move_them(paper: int, ink: float, line: float, blur: float) -> None:
    picture = drawn(3.3, -2.6, paper=paper, ink=round(paper * ink), line=line)
    if blur > 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    x, y, score = look(picture)
    assert (x, y) == pytest.approx((3.3, -2.6), abs=0.3)
    assert score > FRAMES_FLOOR


def test_a_pen_inside_the_boxes_does_not_disturb() -> None:
    rng = np.random.default_rng(5)
    width, height = frame_size(FORM)
    for _ in range(10):
        picture = drawn(-4.4, 5.2)
        for box in NUMBER.boxes:
            across = np.array([box.x * width + 6, box.right * width - 6]) + ORIGIN[0] - 4.4
            down = np.array([box.y * height + 6, box.bottom * height - 6]) + ORIGIN[1] + 5.2
            stroke = np.column_stack([rng.uniform(*across, 6), rng.uniform(*down, 6)])
            cv2.polylines(picture, [np.round(stroke).astype(np.int32)], False, 60, 4, cv2.LINE_AA)
        x, y, score = look(picture)
        assert (x, y) == pytest.approx((-4.4, 5.2), abs=0.4)
        assert score > FRAMES_FLOOR


def test_a_pen_across_the_frames_hardly_disturbs() -> None:
    picture = drawn(2.0, 2.0)
    cv2.line(picture, (60, 90), (260, 165), 60, 4, cv2.LINE_AA)
    x, y, score = look(picture)
    assert (x, y) == pytest.approx((2.0, 2.0), abs=0.6)
    assert score > FRAMES_FLOOR


def nothing(kind: str) -> np.ndarray:
    picture = np.full((260, 320), 210, np.uint8)
    if kind == "noise":
        return np.random.default_rng(2).integers(120, 230, picture.shape).astype(np.uint8)
    if kind == "words":
        for row in range(8):
            cv2.putText(picture, "JUMLAH SURAT SUARA", (-9 * row, 30 * row), cv2.FONT_HERSHEY_DUPLEX, 0.7, 50, 1)
    if kind == "lines":
        picture[::26] = picture[1::26] = 50
    if kind == "edge":
        picture[:, 150:] = 70
    if kind == "scribble":
        points = np.random.default_rng(3).uniform(40, 220, (30, 2)).astype(np.int32)
        cv2.polylines(picture, [points], False, 60, 3)
    return picture


@pytest.mark.parametrize("kind", ["paper", "noise", "words", "lines", "edge", "scribble"])
def test_where_no_frames_are_the_answer_stays_low(kind: str) -> None:
    assert look(nothing(kind))[2] < FRAMES_FLOOR


def test_frames_shown_in_part_answer_less() -> None:
    whole, half = drawn(), drawn()
    half[:, 160:] = 210
    assert look(half)[2] < 0.75 * look(whole)[2]


def test_a_search_beyond_the_picture_gives_nothing() -> None:
    assert find(darkness(drawn()), ANCHOR, origin=(-5000.0, 0.0), reach=REACH) is None
    assert find(darkness(drawn()), ANCHOR, origin=ORIGIN, reach=200) is None


def test_every_number_and_every_corner_has_an_anchor_of_its_own() -> None:
    width, height = frame_size(FORM)
    for page in FORM:
        anchors = number_anchors(FORM, page)
        assert [anchor.name for anchor in anchors] == [number.id for number in page.numbers]
        for anchor, number in zip(anchors, page.numbers, strict=True):
            first, last = number.boxes[0], number.boxes[-1]
            middle = (first.x + last.right) / 2 * width, (first.y + first.bottom) / 2 * height
            assert anchor.centre == pytest.approx(middle)
            assert anchor.kind == "frames"
            covered = Rect(*anchor.corners[0], *(anchor.corners[2] - anchor.corners[0]))
            assert covered.x < first.x * width
            assert covered.right > last.right * width
    marks = mark_anchors(FORM)
    assert {anchor.kind for anchor in marks} == {"mark"}
    assert [anchor.centre for anchor in marks] == [tuple(corner) for corner in frame_corners(FORM)]
    half = mark_anchors(FORM, FRAME_WIDTH // 2)
    assert [anchor.centre for anchor in half] == [tuple(corner / 2) for corner in frame_corners(FORM)]


def test_single_frames_answer_in_their_place_and_not_one_box_or_row_beside_it() -> None:
    dark = darkness(drawn())
    here = box_answers(dark, FORM, NUMBER, origin=ORIGIN)
    assert len(here) == len(NUMBER.boxes)
    assert min(here) > 2 * FRAMES_FLOOR
    width, height = frame_size(FORM)
    pitch = (NUMBER.boxes[1].x - NUMBER.boxes[0].x) * width
    for dx, dy in ((pitch, 0), (-pitch, 0), (0, 0.5 * NUMBER.boxes[0].h * height), (pitch / 2, 0)):
        beside = box_answers(dark, FORM, NUMBER, origin=(ORIGIN[0] + dx, ORIGIN[1] + dy))
        assert min(beside) < FRAMES_FLOOR < min(here)


@pytest.mark.parametrize(("dx", "dy"), [(0, 10), (0, -10), (12, 0), (-9, -9)])
def test_frames_that_answer_better_a_little_beside_their_place_are_not_in_it(dx: int, dy: int) -> None:
    dark = darkness(drawn())
    assert box_answers(dark, FORM, NUMBER, origin=(ORIGIN[0] + dx, ORIGIN[1] + dy)) == [0.0] * len(NUMBER.boxes)


def test_bubbles_have_an_anchor_for_each_half() -> None:
    assert bubble_anchors(FORM, FORM.page(1)) == ()
    width, height = frame_size(FORM)
    anchors = bubble_anchors(FORM, PAGE)
    assert len(anchors) == 2 * len(PAGE.numbers)
    assert len({anchor.name for anchor in anchors}) == len(anchors)
    bubbles = NUMBER.bubbles
    assert bubbles is not None
    upper, lower = ([rect for column in bubbles for rect in column[half]] for half in (slice(0, 5), slice(5, 10)))
    for anchor, rects in zip(anchors[:2], (upper, lower), strict=True):
        middle = np.mean([rect.centre for rect in rects], axis=0) * [width, height]
        assert anchor.centre == pytest.approx(tuple(middle), abs=0.1)
        assert anchor.kind == "bubbles"


@given(offsets, offsets)
@settings(max_examples=15)
def test_rings_are_found_to_a_fraction_of_a_pixel(dx: float, dy: float) -> None:
    """Also where some are blackened."""
    anchor = bubble_anchors(FORM, PAGE)[0]
    width, height = frame_size(FORM)
    size = anchor.kernel.shape[1] + 80, anchor.kernel.shape[0] + 80
    origin = size[0] / 2 - 0.5 - anchor.centre[0], size[1] / 2 - 0.5 - anchor.centre[1]
    canvas = np.full((size[1] * 4, size[0] * 4), 210, np.uint8)
    for place, column in enumerate(NUMBER.bubbles or ()):
        for digit, rect in enumerate(column[:5]):
            x, y = (
                c * side + o + d for c, side, o, d in zip(rect.centre, (width, height), origin, (dx, dy), strict=True)
            )
            middle, radius = (round(4 * (x + 0.5) - 0.5), round(4 * (y + 0.5) - 0.5)), round(4 * rect.w * width / 2)
            cv2.circle(canvas, middle, radius, 60, -1 if digit == place else 6)
    picture = cv2.resize(canvas, size, interpolation=cv2.INTER_AREA)
    match = find(darkness(picture), anchor, origin=origin, reach=REACH)
    assert match is not None
    assert (match.dx, match.dy) == pytest.approx((dx, dy), abs=0.35)
    assert match.score > FLOORS["bubbles"]


@pytest.mark.parametrize("side", [6.9, 10.0, 16.8])
def test_kernels_weigh_ink_against_paper(side: float) -> None:
    kernel = mark_kernel(side)
    assert all(length % 2 == 1 for length in kernel.shape)
    for weights in (kernel, ANCHOR.kernel):
        assert weights.sum() == pytest.approx(0, abs=1e-3)
        assert 0.85 < weights[weights > 0].sum() <= 1.001, "black on white answers 1, but for pixels that are both"


def mark_picture(dx: float, dy: float, side: float, *, mirrored: bool = False) -> np.ndarray:
    """A corner mark whose touching point lies (dx, dy) from the middle of 121 x 121 px."""
    canvas = np.full((121 * FINE, 121 * FINE), 210, np.uint8)
    x, y = (round((60.5 + shift) * FINE) for shift in (dx, dy))
    reach = round(side * FINE)
    canvas[y - reach : y, x - reach : x] = canvas[y : y + reach, x : x + reach] = 30
    small = cv2.resize(canvas, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small[:, ::-1]) if mirrored else small


@given(offsets, offsets, st.sampled_from([10.0, 14.0, 16.8]))
@settings(max_examples=25)
def test_a_corner_mark_is_found_where_its_squares_touch(dx: float, dy: float, side: float) -> None:
    anchor = Anchor("mark-0", "mark", (60.0, 60.0), mark_kernel(side))
    match = find(darkness(mark_picture(dx, dy, side)), anchor, origin=(0.0, 0.0), reach=18)
    assert match is not None
    assert (match.dx, match.dy) == pytest.approx((dx, dy), abs=0.3)
    assert match.score > MARK_FLOOR


def test_a_mirrored_mark_is_none() -> None:
    anchor = Anchor("mark-0", "mark", (60.0, 60.0), mark_kernel(16.8))
    match = find(darkness(mark_picture(0, 0, 16.8, mirrored=True)), anchor, origin=(0.0, 0.0), reach=12)
    assert match is not None
    assert match.score < MARK_FLOOR


def test_darkness_is_measured_against_the_paper_around() -> None:
    light = np.linspace(150, 240, 400)[None, :].repeat(300, axis=0)  # a lamp to the right
    picture = light.astype(np.uint8)
    picture[100:104, 20:380] = (0.3 * light[100:104, 20:380]).astype(np.uint8)
    dark = darkness(picture)
    assert dark.dtype == np.float32
    assert dark.shape == picture.shape
    assert 0 <= dark.min() <= dark.max() <= 1
    assert dark[101, 30:370].min() > 0.9
    assert dark[150:, 30:370].max() < 0.2
    assert dark[150:, 30:370].mean() < 0.1


def test_a_blue_pen_is_fainter_than_black_print() -> None:
    picture = np.full((120, 240, 3), 215, np.uint8)
    picture[40:44, 20:220] = (170, 80, 50)
    picture[80:84, 20:220] = 40
    dark = darkness(picture)
    assert dark[41, 40:200].max() < 0.6
    assert dark[81, 40:200].min() > 0.9


def test_a_black_desk_does_not_become_ink() -> None:
    noise = np.random.default_rng(4).integers(0, 14, (200, 200)).astype(np.uint8)
    assert paper_brightness(noise).min() >= 32


def test_peaks_beside_a_higher_one_stay_inside_the_map() -> None:
    rows = np.linspace(0, 1, 40, dtype=np.float32)
    answer = np.repeat((1 - (1 - rows) ** 1.02)[:, np.newaxis], 30, axis=1).astype(np.float32)
    found = peaks(answer, count=200, apart=2, floor=0.01)
    assert len(found) > 30
    assert (np.abs(found[:, :2] - np.round(found[:, :2])) <= 0.5).all()
    assert ((found[:, :2] > -0.5) & (found[:, :2] < (29.5, 39.5))).all()


def test_peaks_come_highest_first_and_apart() -> None:
    answer = np.zeros((60, 80), np.float32)
    for x, y, value in ((20, 10, 0.9), (23, 12, 0.8), (60, 40, 0.7), (40, 50, 0.6), (5, 55, 0.1)):
        answer[y, x] = value
    found = peaks(answer, count=9, apart=6, floor=0.2)
    assert found[:, 2] == pytest.approx([0.9, 0.7, 0.6])
    assert np.abs(found[:, :2] - [[20, 10], [60, 40], [40, 50]]).max() < 0.5
    assert len(peaks(answer, count=2, apart=6, floor=0.2)) == 2
    assert peaks(answer, count=2, apart=6, floor=0.95).shape == (0, 3)
    assert answer[10, 20] == pytest.approx(0.9), "the map itself stays as it was"
