"""Bubbles: which one is blackened, with what pen and how badly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.photo.locate import locate
from sirekap_trainer.photo.page import MARGIN, frame_size
from sirekap_trainer.reading.bubbles import column_symbol, fill_ratios, read_bubbles

if TYPE_CHECKING:
    from collections.abc import Callable

    from sirekap_trainer.photo.upright import UprightPage

BLACK, BLUE, PENCIL = (40, 40, 40), (150, 75, 45), (125, 125, 125)
PAPER = 214


@pytest.fixture(scope="module")
def real(studio: Any) -> UprightPage:
    return locate(studio.shot("latihan_kwk_wali_kota", 2, seed=12).image, studio.catalog)


@pytest.fixture(scope="module")
def printed(real: UprightPage) -> UprightPage:
    """The page with nothing on it but printed bubbles: rings with their digits."""
    image = np.full_like(real.image, PAPER)
    width, height = frame_size(real.form)
    for number in real.page.numbers:
        for column in number.bubbles or ():
            for digit, rect in enumerate(column):
                x, y = rect.centre[0] * width + MARGIN, rect.centre[1] * height + MARGIN
                radius = rect.w * width / 2
                cv2.circle(image, (round(x), round(y)), round(radius), (70, 70, 70), 1, cv2.LINE_AA)
                place = round(x - 0.35 * radius), round(y + 0.4 * radius)
                cv2.putText(image, str(digit), place, cv2.FONT_HERSHEY_SIMPLEX, 0.28, (110, 110, 110), 1, cv2.LINE_AA)
    return replace(real, image=image)


class Pen:
    """Blackens bubbles of the page's first number."""

    def __init__(self, printed: UprightPage) -> None:
        self._page = printed
        self._image = printed.image.copy()
        self.number = printed.page.numbers[0]

    def place(self, column: int, digit: int) -> tuple[float, float, float]:
        width, height = frame_size(self._page.form)
        rect = self.number.bubbles[column][digit]
        return rect.centre[0] * width + MARGIN, rect.centre[1] * height + MARGIN, rect.w * width / 2

    def fill(
        self, column: int, digit: int, *, ink: tuple[int, int, int] = BLACK, size: float = 0.95, off: float = 0.0
    ) -> Pen:
        """A disc, `size` of the bubble's radius, its middle `off` radii to the right."""
        x, y, radius = self.place(column, digit)
        middle = round(x + off * radius), round(y)
        cv2.circle(self._image, middle, max(1, round(size * radius)), ink, -1, cv2.LINE_AA)
        return self

    def scribble(self, column: int, digit: int, *, ink: tuple[int, int, int] = BLUE, strokes: int = 4) -> Pen:
        """Zigzag lines with paper between them."""
        x, y, radius = self.place(column, digit)
        across = np.linspace(-0.8, 0.8, 2 * strokes) * radius
        down = 0.7 * radius * np.where(np.arange(2 * strokes) % 2, 1, -1)
        points = np.column_stack([x + across, y + down]).round().astype(np.int32)
        cv2.polylines(self._image, [points], isClosed=False, color=ink, thickness=2, lineType=cv2.LINE_AA)
        return self

    def changed(self, change: Callable[[np.ndarray], np.ndarray]) -> Pen:
        self._image = change(self._image)
        return self

    def read(self) -> str | None:
        return read_bubbles(replace(self._page, image=self._image), self.number)


@pytest.fixture
def pen(printed: UprightPage) -> Pen:
    return Pen(printed)


def test_nothing_blackened_is_nothing(pen: Pen) -> None:
    assert pen.read() == "___"


@pytest.mark.parametrize("ink", [BLACK, BLUE, PENCIL], ids=["black", "blue", "pencil"])
def test_each_digit_of_each_column_is_read(printed: UprightPage, ink: tuple[int, int, int]) -> None:
    for digit in range(10):
        wanted = digit, (digit + 3) % 10, 9 - digit
        pen = Pen(printed)
        for column, blackened in enumerate(wanted):
            pen.fill(column, blackened, ink=ink)
        assert pen.read() == "".join(map(str, wanted))


def test_columns_are_told_apart(pen: Pen) -> None:
    assert pen.fill(1, 7).read() == "_7_"


def test_two_in_a_column_are_several(pen: Pen) -> None:
    assert pen.fill(0, 2).fill(0, 8).fill(1, 4).fill(2, 0).read() == "?40"


def test_a_scribble_counts(pen: Pen) -> None:
    assert pen.scribble(0, 1).scribble(1, 5).scribble(2, 9).read() == "159"
    assert pen.scribble(2, 3).read() == "15?"


@pytest.mark.parametrize(("size", "off"), [(0.7, 0.0), (0.7, 0.25), (1.2, 0.1), (0.95, 0.4)])
def test_a_badly_blackened_bubble_is_read(pen: Pen, size: float, off: float) -> None:
    assert pen.fill(0, 3, size=size, off=off).fill(1, 3, size=size, off=-off).read() == "33_"


def test_a_dot_is_no_answer(pen: Pen) -> None:
    assert pen.fill(0, 6, size=0.2).read() == "___"


def test_a_smear_beside_the_answer_is_not_a_second_one(pen: Pen) -> None:
    pale = 175, 175, 175
    assert pen.fill(0, 4).fill(0, 5, ink=pale).fill(0, 6, ink=pale).read() == "4__"


@pytest.mark.parametrize("light", [0.35, 0.6, 1.15])
def test_the_light_does_not_matter(pen: Pen, light: float) -> None:
    pen.fill(0, 1, ink=BLUE).fill(1, 2, ink=BLUE).fill(2, 3, ink=BLUE)
    assert pen.changed(lambda image: np.clip(image * light, 0, 255).astype(np.uint8)).read() == "123"


def test_a_shadow_across_a_column_does_not_matter(pen: Pen) -> None:
    pen.fill(0, 0).fill(1, 9)
    _, edge, _ = pen.place(0, 5)

    def shade(image: np.ndarray) -> np.ndarray:
        rows = np.arange(image.shape[0], dtype=np.float64)[:, None, None]
        return (image * (0.65 + 0.35 / (1 + np.exp((rows - edge) / 20)))).astype(np.uint8)

    assert pen.changed(shade).read() == "09_"


def test_blur_and_noise_do_not_matter(pen: Pen) -> None:
    rng = np.random.default_rng(3)

    def spoil(image: np.ndarray) -> np.ndarray:
        blurred = cv2.GaussianBlur(image, (0, 0), 2.0).astype(float)
        return np.clip(blurred + rng.normal(0, 9, image.shape), 0, 255).astype(np.uint8)

    assert pen.fill(0, 8, ink=BLUE).scribble(1, 0).changed(spoil).read() == "80_"


def test_a_form_without_bubbles_has_none(studio: Any, real: UprightPage) -> None:
    _, page = studio.page("latihan_kwk_wali_kota", 1)
    assert all(number.bubbles is None for number in page.numbers)
    assert read_bubbles(real, page.numbers[0]) is None


def test_fill_ratios_say_how_much_is_blackened(printed: UprightPage) -> None:
    pen = Pen(printed).fill(1, 7)
    ratios = fill_ratios(replace(printed, image=pen._image), pen.number)
    assert ratios.shape == (3, 10)
    assert ((ratios >= 0) & (ratios <= 1)).all()
    assert ratios[1, 7] > 0.9
    assert np.delete(ratios.ravel(), 17).max() < 0.4


def test_the_bubbles_of_a_photograph_are_read(studio: Any, real: UprightPage) -> None:
    written = studio.packet("latihan_kwk_wali_kota").numbers
    for number in real.page.numbers:
        assert read_bubbles(real, number) == written[number.id].bubbles


fills = st.lists(st.floats(0, 0.25), min_size=10, max_size=10)


@given(fills, st.integers(0, 9), st.floats(0.7, 1.0))
@settings(max_examples=60)
def test_the_one_that_stands_out_is_the_answer(paper: list[float], digit: int, ink: float) -> None:
    column = np.array(paper)
    column[digit] = ink
    assert column_symbol(column) == str(digit)


@given(st.floats(0, 0.6), st.lists(st.floats(-0.1, 0.1), min_size=10, max_size=10))
@settings(max_examples=60)
def test_an_even_column_has_no_answer(level: float, differences: list[float]) -> None:
    assert column_symbol(level + np.array(differences)) == "_"


@given(fills, st.lists(st.integers(0, 9), min_size=2, max_size=4, unique=True))
@settings(max_examples=60)
def test_more_than_one_is_several(paper: list[float], digits: list[int]) -> None:
    column = np.array(paper)
    column[digits] = 0.9
    assert column_symbol(column) == "?"
