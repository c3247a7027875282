from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.errors import FormError
from sirekap_trainer.form.catalog import FIRST_PRACTICE_TAG, Catalog, builtin_catalog, load_form, parse_form
from sirekap_trainer.form.model import Rect

if TYPE_CHECKING:
    from pathlib import Path

    from sirekap_trainer.form.model import Form

FORMS = [form.id for form in builtin_catalog()]

#: The smallest form: one page, two numbers with one of them a candidate's, a tag and a rule.
SMALL = """
id = "kecil"
title = "Formulir kecil"
model = "MODEL KECIL"
practice = true
aspect = 1.5
mark_side = 0.014
voter_limit = 600
reserve = 0.025

[[pages]]
number = 1
title = "Satu"
tag = { id = 250, x = 0.88, y = 0.05, side = 0.06, turn = 180 }

[[pages.numbers]]
id = "suara_1"
label = "Suara 1"
short = "1"
section = "IV"
candidate = 1
boxes = { x = [0.80, 0.85, 0.90], y = 0.20, w = 0.04, h = 0.02 }
bubbles = { x = [0.82, 0.87, 0.92], y = 0.25, pitch = 0.01, radius = 0.005 }

[[pages.numbers]]
id = "suara_sah"
label = "Suara sah"
short = "V.A"
section = "V"
boxes = { x = [0.80, 0.85, 0.90], y = 0.50, w = 0.04, h = 0.02 }

[[rules]]
id = "R3"
kind = "sum"
severity = "error"
total = "suara_sah"
parts = ["suara_1"]
"""

PAGE_2 = """
[[pages]]
number = 2
title = "Dua"
tag = { id = 251, x = 0.88, y = 0.05, side = 0.06, turn = 180 }

[[pages.numbers]]
id = "suara_2"
label = "Suara 2"
short = "2"
section = "IV"
boxes = { x = [0.80], y = 0.20, w = 0.04, h = 0.02 }

"""


def parsed(text: str) -> Form:
    return parse_form(text, source="kecil.toml")


def refusal(text: str) -> str:
    """The message with which a definition is refused."""
    with pytest.raises(FormError) as caught:
        parsed(text)
    assert caught.value.exit_code == 2
    assert "kecil.toml" in caught.value.message
    assert "kecil.toml" in caught.value.hint
    return caught.value.message


def test_the_small_form_is_right() -> None:
    form = parsed(SMALL)
    assert [number.id for number in form.numbers] == ["suara_1", "suara_sah"]
    assert form.number("suara_1").boxes[1] == Rect(0.85, 0.20, 0.04, 0.02)
    assert form.rules[0].numbers == ("suara_sah", "suara_1")


def test_bubbles_are_round_on_the_page() -> None:
    form = parsed(SMALL)
    columns = form.number("suara_1").bubbles
    assert columns is not None
    assert [len(column) for column in columns] == [10, 10, 10]
    seven = columns[2][7]
    assert seven.centre == pytest.approx((0.92, 0.25 + 7 * 0.01))
    assert seven.w == pytest.approx(seven.h * form.aspect)


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        # overlapping boxes: within a number, between numbers, with the tag, with bubbles
        (
            "x = [0.80, 0.85, 0.90], y = 0.20",
            "x = [0.80, 0.83, 0.90], y = 0.20",
            "suara_1 and suara_1 on page 1: boxes overlap",
        ),
        ("y = 0.50", "y = 0.21", "suara_1 and suara_sah on page 1: boxes overlap"),
        ("y = 0.50", "y = 0.08", "suara_sah and tag on page 1: boxes overlap"),
        ("y = 0.50", "y = 0.30", "suara_1 and suara_sah on page 1: boxes overlap"),
        # off the page, at each side
        (
            "x = [0.80, 0.85, 0.90], y = 0.50",
            "x = [0.80, 0.85, 0.97], y = 0.50",
            "suara_sah on page 1: a box lies off the page",
        ),
        (
            "x = [0.80, 0.85, 0.90], y = 0.50",
            "x = [-0.01, 0.85, 0.90], y = 0.50",
            "suara_sah on page 1: a box lies off the page",
        ),
        ("y = 0.50", "y = 0.99", "suara_sah on page 1: a box lies off the page"),
        ("y = 0.50", "y = -0.01", "suara_sah on page 1: a box lies off the page"),
        ("pitch = 0.01", "pitch = 0.09", "suara_1 on page 1: a box lies off the page"),
        ("x = 0.88, y = 0.05", "x = 0.95, y = 0.05", "tag on page 1: a box lies off the page"),
        # rules
        ('parts = ["suara_1"]', 'parts = ["suara_9"]', "rule R3: number 'suara_9' is unknown"),
        ('total = "suara_sah"', 'total = "suara_jumlah"', "rule R3: number 'suara_jumlah' is unknown"),
        ('total = "suara_sah"', "", "rule R3: kind 'sum' needs a total"),
        ('kind = "sum"', 'kind = "at_most"', "rule R3: kind 'at_most' compares two numbers"),
        ('kind = "sum"', 'kind = "product"', "rules[0].kind"),
        ('severity = "error"', 'severity = "fatal"', "rules[0].severity"),
        # twice the same
        ('id = "suara_sah"\nlabel', 'id = "suara_1"\nlabel', "number suara_1 stands twice"),
        # single entries
        ('short = "V.A"', "", "pages[0].numbers[1].short"),
        ('short = "V.A"', 'short = "V.A"\ncolour = "red"', "pages[0].numbers[1].colour"),
        ("w = 0.04, h = 0.02 }\nbubbles", "w = 0.0, h = 0.02 }\nbubbles", "pages[0].numbers[0].boxes.w"),
        (
            "bubbles = { x = [0.82, 0.87, 0.92]",
            "bubbles = { x = [0.82, 0.87]",
            "suara_1: 3 boxes but 2 columns of bubbles",
        ),
        ("turn = 180", "turn = 45", "pages[0].tag.turn"),
        ("id = 250", "id = 2320", "pages[0].tag.id"),
        ("id = 250", "id = 101", "pages[1].tag: id 101 is below 200"),
        ("aspect = 1.5", 'aspect = "tall"', "aspect"),
        ('id = "kecil"', 'id = "Kecil!"', "id: "),
        ("[[rules]]", "[[rules]", "line"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_entry(old: str, new: str, entry: str) -> None:
    assert SMALL.count(old) == 1
    assert entry in refusal(SMALL.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("number = 2", "number = 1", "page 1 stands twice"),
        ("id = 251", "id = 250", "tag 250 stands twice"),
        ('section = "IV"', 'section = "IV"\ncandidate = 1', "candidate 1 stands twice"),
    ],
)
def test_what_must_be_unique_in_a_form(old: str, new: str, entry: str) -> None:
    two = SMALL.replace("[[rules]]", PAGE_2 + "[[rules]]")
    assert len(parsed(two).pages) == 2
    assert PAGE_2.count(old) == 1
    assert entry in refusal(SMALL.replace("[[rules]]", PAGE_2.replace(old, new) + "[[rules]]"))


def test_boxes_of_different_pages_may_lie_at_the_same_place() -> None:
    form = parsed(SMALL.replace("[[rules]]", PAGE_2 + "[[rules]]"))
    assert form.number("suara_2").boxes[0] == form.number("suara_1").boxes[0]


@given(x=st.floats(-0.3, 1.2), y=st.floats(-0.3, 1.2))
def test_a_box_anywhere_is_accepted_only_where_it_is_free(x: float, y: float) -> None:
    """One more box, put anywhere: right where it lies on the page and touches nothing, else refused by name."""
    number = f"""
[[pages.numbers]]
id = "lain"
label = "Lain"
short = "L"
section = "V"
boxes = {{ x = [{x!r}], y = {y!r}, w = 0.05, h = 0.03 }}

[[rules]]"""
    small = parsed(SMALL)
    rect = Rect(x, y, 0.05, 0.03)
    taken = [one for n in small.numbers for one in (*n.boxes, *(b for column in n.bubbles or () for b in column))]
    tag = small.pages[0].tag
    taken.append(Rect(tag.x, tag.y, tag.side, tag.side / small.aspect))
    free = rect.inside_page() and not any(rect.overlaps(other) for other in taken)
    text = SMALL.replace("\n[[rules]]", number)
    if free:
        assert parsed(text).number("lain").boxes == (rect,)
    else:
        assert "lain" in refusal(text)


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "punyaku.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_form(path) == parsed(SMALL)
    path.write_text(SMALL.replace("suara_1", "suara 1"), encoding="utf-8")
    with pytest.raises(FormError, match=r"punyaku\.toml salah: pages\[0\]\.numbers\[0\]\.id"):
        load_form(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "punyaku.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FormError, match=r"punyaku\.toml tidak dapat dibaca"):
        load_form(path)


def test_two_forms_must_differ_in_id_and_tags() -> None:
    small = parsed(SMALL)
    other = parsed(SMALL.replace('id = "kecil"', 'id = "besar"').replace("id = 250", "id = 260"))
    assert [form.id for form in Catalog([small, other])] == ["kecil", "besar"]
    for same in (SMALL.replace('id = "kecil"', 'id = "besar"'), SMALL.replace("id = 250", "id = 260")):
        with pytest.raises(FormError, match="share an id or a tag"):
            Catalog([small, parsed(same)])


def test_forms_are_found_by_id_and_tag() -> None:
    catalog = Catalog([parsed(SMALL)])
    found = catalog.by_tag(250)
    assert found is not None
    assert (found[0].id, found[1].number) == ("kecil", 1)
    assert catalog.by_tag(251) is None
    with pytest.raises(FormError, match="'besar' tidak dikenal") as caught:
        catalog.get("besar")
    assert caught.value.hint == "Pilih salah satu: kecil."


def test_the_forms_that_ship() -> None:
    assert sorted(FORMS) == ["c_hasil_ppwp_2024", "latihan_kwk_gubernur", "latihan_kwk_wali_kota"]
    sizes = {form.id: (len(form.pages), len(form.numbers), len(form.candidates)) for form in builtin_catalog()}
    assert sizes == {
        "c_hasil_ppwp_2024": (3, 28, 3),
        "latihan_kwk_gubernur": (3, 28, 3),
        "latihan_kwk_wali_kota": (3, 29, 4),
    }
    tags = {form.id: [page.tag.id for page in form] for form in builtin_catalog()}
    assert tags == {
        "c_hasil_ppwp_2024": [101, 102, 103],
        "latihan_kwk_gubernur": [201, 202, 203],
        "latihan_kwk_wali_kota": [211, 212, 213],
    }


@pytest.mark.parametrize("form_id", FORMS)
def test_every_form_that_ships_is_laid_out_as_it_is_read(form_id: str) -> None:
    """Numbers top to bottom and left to right, boxes left to right, candidates in order and only they with bubbles."""
    form = builtin_catalog().get(form_id)
    for page in form:
        places = [(round(number.boxes[0].y, 3), number.boxes[0].x) for number in page.numbers]
        assert places == sorted(places)
        assert page.tag.id >= FIRST_PRACTICE_TAG or not form.practice
    for number in form.numbers:
        assert all(left.right <= right.x for left, right in zip(number.boxes, number.boxes[1:], strict=False))
        assert (number.bubbles is not None) == (number.candidate is not None)
    assert [number.candidate for number in form.candidates] == list(range(1, len(form.candidates) + 1))


def test_every_definition_file_is_loaded_under_its_own_name() -> None:
    folder = files("sirekap_trainer.form") / "definitions"
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(f"{form_id}.toml" for form_id in FORMS)


def test_unknown_pages_and_numbers_are_key_errors() -> None:
    form = parsed(SMALL)
    with pytest.raises(KeyError):
        form.page(2)
    with pytest.raises(KeyError):
        form.number("suara_9")


@pytest.mark.parametrize(("w", "h"), [(0, 1), (1, 0), (-1, 1)])
def test_a_rectangle_has_an_area(w: float, h: float) -> None:
    with pytest.raises(ValueError, match="without area"):
        Rect(0, 0, w, h)


rects = st.builds(Rect, st.integers(0, 9), st.integers(0, 9), st.integers(1, 5), st.integers(1, 5))


@given(one=rects, other=rects)
def test_rectangles_overlap_where_they_share_a_cell(one: Rect, other: Rect) -> None:
    def cells(rect: Rect) -> set[tuple[int, int]]:
        return {(x, y) for x in range(int(rect.x), int(rect.right)) for y in range(int(rect.y), int(rect.bottom))}

    assert one.overlaps(other) == bool(cells(one) & cells(other))
    assert one.overlaps(other) == other.overlaps(one)
