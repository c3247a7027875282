"""Doubts about numbers: what is said, and in which order."""

from __future__ import annotations

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.reading.digits import DOUBT_THRESHOLD
from sirekap_trainer.reading.doubts import number_findings
from sirekap_trainer.reading.result import NumberReading

FORM = builtin_catalog().get("latihan_kwk_gubernur")


def reading(number: str, boxes: str, bubbles: str | None = None, confidence: float = 1.0) -> NumberReading:
    return NumberReading(number, FORM.number(number).label, boxes, bubbles, confidence)


VOTES = ("X24", "073", "105")
PAGES = [
    *(reading(f"suara_{i}", boxes, boxes.replace("X", "0")) for i, boxes in enumerate(VOTES, start=1)),
    reading("suara_sah", "202"),
    reading("suara_tidak_sah", "XX5"),
    reading("suara_total", "207"),
]


def changed(**boxes: str) -> list[NumberReading]:
    """The form's last two pages with other boxes read, and bubbles as they were."""
    return [reading(one.id, boxes.get(one.id, one.boxes), one.bubbles, one.confidence) for one in PAGES]


def test_nothing_is_said_of_numbers_that_agree() -> None:
    assert number_findings(FORM, PAGES) == ()


def test_the_gravest_comes_first() -> None:
    numbers = [
        *changed(suara_1="824"),
        reading("disabilitas_l", "X1?"),
        reading("disabilitas_p", "001", confidence=0.9),
    ]
    assert [finding.code for finding in number_findings(FORM, numbers)] == [
        "tidak_terbaca",
        "bulatan",
        "R3",
        "usul",
        "kurang_yakin",
    ]


def test_the_one_box_that_mends_the_form_is_named() -> None:
    (suggestion,) = (f for f in number_findings(FORM, changed(suara_3="905")) if f.code == "usul")
    assert suggestion.numbers == ("suara_3",)
    assert "kotak 1 terbaca 9; dengan 1" in suggestion.message


def test_a_choice_of_boxes_is_no_suggestion() -> None:
    """V.A and V.C both 100 too high: no single box mends both; 100 in one candidate could be any of three."""
    assert not [f for f in number_findings(FORM, changed(suara_sah="302", suara_total="307")) if f.code == "usul"]


def test_doubt_begins_below_the_threshold() -> None:
    sure = reading("disabilitas_p", "001", confidence=DOUBT_THRESHOLD)
    unsure = reading("disabilitas_p", "001", confidence=DOUBT_THRESHOLD - 0.001)
    assert number_findings(FORM, [sure]) == ()
    (finding,) = number_findings(FORM, [unsure])
    assert (finding.code, finding.severity) == ("kurang_yakin", "info")
