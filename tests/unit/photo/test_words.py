"""Pages of one layout are told apart by the words in which their blank pictures differ."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import cv2
import numpy as np
import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.page import upright_size
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page
from sirekap_trainer.photo.words import PrintedWords

GUBERNUR, WALI_KOTA, PRESIDEN = "latihan_kwk_gubernur", "latihan_kwk_wali_kota", "c_hasil_ppwp_2024"


def known(form_id: str, number: int) -> tuple[Form, Page]:
    form = builtin_catalog().get(form_id)
    return form, form.page(number)


def photographed(form_id: str, number: int) -> np.ndarray:
    """A blank page as a dim, soft and noisy photograph shows it once it is straightened."""
    blank = blank_page(form_id, number)
    assert blank is not None
    large = cv2.resize(blank, None, fx=1 / TEMPLATE_SCALE, fy=1 / TEMPLATE_SCALE)
    noise = np.random.default_rng(4).normal(0, 6, large.shape)
    return np.clip(0.6 * cv2.GaussianBlur(large, (0, 0), 1.5) + noise, 0, 255).astype(np.uint8)


@cache
def words(form_id: str, number: int) -> PrintedWords:
    return PrintedWords(photographed(form_id, number))


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(("here", "other"), list(permutations([GUBERNUR, WALI_KOTA, PRESIDEN], 2)))
def test_words_lean_towards_the_page_that_is_there(here: str, other: str, number: int) -> None:
    one, rival = known(here, number), known(other, number)
    margin = words(here, number).margin(one, rival)
    assert margin > 0.5
    assert words(here, number).margin(rival, one) == -margin


def test_where_the_words_are_gone_nothing_is_said() -> None:
    width, height = upright_size(known(GUBERNUR, 3)[0])
    empty = PrintedWords(np.full((height, width), 210, np.uint8))
    assert empty.margin(known(GUBERNUR, 3), known(WALI_KOTA, 3)) == 0
