"""The pictures of blank pages that photographs are matched with."""

from __future__ import annotations

from importlib.resources import files

import cv2
import numpy as np
import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.page import FRAME_WIDTH, MARGIN, frame_size
from sirekap_trainer.photo.templates import TEMPLATE_SCALE, blank_page
from sirekap_trainer.practice.sheet import blank_picture, frame_in_pixels, sheet_bytes

FORMS = builtin_catalog()
PAGES = [pytest.param(form, page, id=f"{form.id}-{page.number}") for form in FORMS for page in form.pages]
REAL = FORMS.get("c_hasil_ppwp_2024")


@pytest.mark.parametrize(("form", "page"), PAGES)
def test_every_page_has_a_small_picture(form: Form, page: Page) -> None:
    picture = blank_page(form.id, page.number)
    assert picture is not None
    width, height = frame_size(form)
    assert picture.shape == ((height + 2 * MARGIN) // 2, (width + 2 * MARGIN) // 2)
    path = files("sirekap_trainer.form") / "templates" / f"{form.id}-{page.number}.png"
    assert len(path.read_bytes()) < 60_000


@pytest.mark.parametrize(("form", "page"), PAGES)
def test_frames_lie_where_the_form_says(form: Form, page: Page) -> None:
    """Along the upper side of every box the picture is darker than inside and outside."""
    picture = blank_page(form.id, page.number)
    assert picture is not None
    width, height = frame_size(form)
    for number in page.numbers:
        for box in number.boxes:
            x = slice(
                round((MARGIN + (box.x + 0.3 * box.w) * width) * TEMPLATE_SCALE),
                round((MARGIN + (box.x + 0.7 * box.w) * width) * TEMPLATE_SCALE),
            )
            y = round((MARGIN + box.y * height) * TEMPLATE_SCALE)
            rows = picture[y - 3 : y + 4, x].mean(axis=1)
            assert abs(int(rows.argmin()) - 3) <= 1
            assert rows.min() < np.median(rows) - 100


def _tag_area(form: Form, page: Page) -> np.ndarray:
    picture, frame = blank_picture(form, page.number, dpi=150), frame_in_pixels(form, dpi=150)
    left, top = round(frame.x + page.tag.x * frame.w), round(frame.y + page.tag.y * frame.h)
    side = round(page.tag.side * frame.w)
    return cv2.cvtColor(picture[top : top + side, left : left + side], cv2.COLOR_BGR2GRAY)


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_real_form_is_drawn_without_its_tag_and_with_latihan(page: int) -> None:
    area = _tag_area(REAL, REAL.page(page))
    assert area.min() > 200
    picture = cv2.cvtColor(blank_picture(REAL, page, dpi=100), cv2.COLOR_BGR2GRAY)
    assert np.count_nonzero((picture > 225) & (picture < 245)) > 0.04 * picture.size  # the watermark's grey


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_real_form_is_never_a_sheet(page: int) -> None:
    with pytest.raises(PacketError) as caught:
        sheet_bytes(REAL, page)
    assert caught.value.code == "formulir_resmi"


def test_a_practice_form_keeps_its_tag() -> None:
    form = FORMS.get("latihan_kwk_gubernur")
    assert _tag_area(form, form.page(1)).min() < 50


def test_text_with_a_measured_width_is_as_wide() -> None:
    """The title of page 1 spans the width that its artwork states."""
    title = next(art for art in REAL.page(1).artwork if art.text.startswith("BERITA ACARA"))
    picture, frame = blank_picture(REAL, 1, dpi=150), frame_in_pixels(REAL, dpi=150)
    base = round(frame.y + title.y * frame.h)
    rows = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[base - round(0.7 * title.size * frame.w) : base]
    inside = slice(round(frame.x + 0.15 * frame.w), round(frame.x + 0.83 * frame.w))
    dark = np.flatnonzero((rows[:, inside] < 128).any(axis=0)) + inside.start
    tolerance = 4 / FRAME_WIDTH
    assert (dark[0] - frame.x) / frame.w == pytest.approx(title.x, abs=tolerance)
    assert (dark[-1] - frame.x) / frame.w == pytest.approx(title.x2, abs=tolerance)
