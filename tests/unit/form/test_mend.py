"""The one box that would mend a form's arithmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.form import rules
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.mend import mend_finding, only_mend
from sirekap_trainer.form.symbols import REFUSED, value_of
from sirekap_trainer.practice.make import make_packet

FORMS = [builtin_catalog().get(name) for name in ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")]
PACKETS = [(form, make_packet(form, seed=7, index=index, photos=None)) for form in FORMS for index in (1, 2, 3)]


def boxes_of(packet: object) -> dict[str, str]:
    return {name: written.boxes for name, written in packet.numbers.items()}  # type: ignore[attr-defined]


def test_a_form_that_agrees_needs_no_mending() -> None:
    for form, packet in PACKETS:
        assert only_mend(form, boxes_of(packet)) is None


@given(st.data())
def test_a_suggestion_after_one_misread_box_is_the_truth(data: st.DataObject) -> None:
    """Where one box of a right form is misread, the only mend, if there is one, gives the number on paper back."""
    form, packet = data.draw(st.sampled_from(PACKETS))
    boxes = boxes_of(packet)
    name = data.draw(st.sampled_from(sorted(boxes)))
    box = data.draw(st.integers(0, len(boxes[name]) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    wrong = boxes[name][:box] + digit + boxes[name][box + 1 :]
    mend = only_mend(form, {**boxes, name: wrong})
    if mend is not None:
        assert (mend.number, mend.value) == (name, value_of(boxes[name]))
        assert not rules.check(form, {n: value_of(mend.boxes if n == name else b) for n, b in boxes.items()})


def test_a_refused_box_is_told_by_the_sums() -> None:
    form, packet = PACKETS[0]
    boxes = boxes_of(packet)
    right = boxes["suara_sah"]
    refused = {**boxes, "suara_sah": right[:2] + REFUSED}
    mend = only_mend(form, refused)
    assert mend is not None
    assert mend.boxes == right
    assert "tidak terbaca" in mend_finding(form, mend, refused).message


def test_two_refused_numbers_are_left_to_the_person() -> None:
    form, packet = PACKETS[0]
    boxes = boxes_of(packet)
    refused = {**boxes, "suara_sah": boxes["suara_sah"][:2] + "?", "suara_total": boxes["suara_total"][:2] + "?"}
    assert only_mend(form, refused) is None
