from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.review import (
    BUBBLE_CONFLICT,
    LOW_CONFIDENCE,
    Answer,
    Review,
    normal_boxes,
    same_number,
    start_review,
)
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.packet import Misread

if TYPE_CHECKING:
    from sirekap_trainer.exercise.review import CheckMode

boxes = st.text("0123456789X_-", min_size=3, max_size=3)


def apply(review: Review, action: tuple[str, int, str]) -> Review:
    """One thing a person may do; what the mode refuses is done as accepting."""
    kind, place, typed = action
    name = review.items[place % review.total].id
    if kind == "answer":
        return review.correct(name, typed) if review.mode == "koreksi" else review.flag(name)
    result: Review = getattr(review, kind)(name)
    return result


actions = st.tuples(st.sampled_from(["accept", "answer", "clear"]), st.integers(0, 27), boxes)
modes = st.sampled_from(["koreksi", "tandai"])


def test_shows_the_misread_where_one_is_planted_and_the_reading_elsewhere(desk: Any) -> None:
    review = desk.review()
    assert review.item("suara_2").shown == "873"
    assert review.item("suara_2").bubbles == "073"
    assert review.item("suara_1").shown == "124"
    assert [item.id for item in review.items] == [number.id for number in review.form.numbers]


def test_an_item_does_not_tell_that_it_was_planted(desk: Any) -> None:
    honest = desk.review(packet=desk.packet(boxes={"suara_2": "873"}, misreads=()))
    planted = desk.review()
    assert replace(planted.item("suara_2"), bubbles=None) == replace(honest.item("suara_2"), bubbles=None)


def test_a_reading_with_a_refused_box_is_shown_as_read_although_planted(desk: Any) -> None:
    form, packet = desk.form(), desk.packet()
    readings = [replace(one, boxes="X?3") if one.id == "suara_2" else one for one in desk.readings(form, packet)]
    assert start_review(form, readings, packet.misreads, "koreksi").item("suara_2").shown == "X?3"


def test_missing_numbers_are_refused_with_their_page(desk: Any) -> None:
    form, packet = desk.form(), desk.packet()
    with pytest.raises(ExerciseError, match="3 angka belum terbaca") as caught:
        start_review(form, [*desk.readings(form, packet, page=1), *desk.readings(form, packet, page=3)], (), "koreksi")
    assert caught.value.hint == "Foto ulang halaman 2."


@pytest.mark.parametrize(
    ("misread", "message"),
    [
        (Misread(number="suara_9", boxes="123", pattern="shifted"), "suara_9"),
        (Misread(number="suara_1", boxes="12", pattern="shifted"), "2 simbol untuk 3 kotak"),
    ],
)
def test_a_misread_that_does_not_fit_the_form_is_refused(desk: Any, misread: Misread, message: str) -> None:
    form, packet = desk.form(), desk.packet()
    with pytest.raises(ExerciseError, match=message):
        start_review(form, desk.readings(form, packet), [misread], "koreksi")


def test_a_correction_is_what_would_be_sent(desk: Any) -> None:
    review = desk.review().correct("suara_2", "x73")
    assert review.item("suara_2").answer == Answer("corrected", "X73")
    assert review.values["suara_2"] == 73
    assert desk.review().values["suara_2"] == 873


def test_a_correction_to_the_shown_value_is_an_acceptance(desk: Any) -> None:
    review = desk.review().correct("suara_3", "073")
    assert review.item("suara_3").answer == Answer("accepted")
    assert review.item("suara_3").sent == "X73"


@pytest.mark.parametrize(("typed", "expected"), [("x 7", "X_7"), ("--0", "--0"), ("_x9", "_X9")])
def test_typed_symbols_become_the_forms(typed: str, expected: str) -> None:
    assert normal_boxes(typed, width=3) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [("12", "koreksi_panjang"), ("1234", "koreksi_panjang"), ("1?2", "koreksi_simbol"), ("١٢٣", "koreksi_simbol")],
)
def test_a_correction_that_does_not_fit_the_boxes_is_refused(desk: Any, typed: str, code: str) -> None:
    with pytest.raises(ExerciseError) as caught:
        desk.review().correct("suara_2", typed)
    assert caught.value.code == code


def test_each_mode_refuses_the_other_ones_answer(desk: Any) -> None:
    with pytest.raises(ExerciseError, match="tidak dapat dikoreksi"):
        desk.review("tandai").correct("suara_2", "X73")
    with pytest.raises(ExerciseError, match="tidak ditandai"):
        desk.review("koreksi").flag("suara_2")


@pytest.mark.parametrize("action", ["accept", "flag", "clear", "next_open", "suspicious"])
def test_an_unknown_number_is_refused(desk: Any, action: str) -> None:
    with pytest.raises(ExerciseError, match="suara_9"):
        getattr(desk.review("tandai"), action)("suara_9")


def test_boxes_belong_to_corrections_only() -> None:
    with pytest.raises(ValueError, match="corrections"):
        Answer("accepted", "123")
    with pytest.raises(ValueError, match="corrections"):
        Answer("corrected")


def test_next_open_goes_on_and_round(desk: Any) -> None:
    review = desk.review()
    first, second, *_, last = (item.id for item in review.items)
    assert review.next_open() == first
    assert review.next_open(first) == second
    assert review.next_open(last) == first
    assert review.accept(first).next_open(last) == second
    assert desk.blind(review).next_open() is None
    assert review.next_open(after=second) not in (first, second)


def test_confirming_all_one_after_another_skips_none(desk: Any) -> None:
    review, seen = desk.review(), []
    name = review.next_open()
    while name is not None:
        seen.append(name)
        review = review.accept(name)
        name = review.next_open(name)
    assert seen == [item.id for item in review.items]
    assert review.complete
    assert (review.answered, review.total) == (28, 28)


def test_findings_follow_the_numbers_as_they_would_be_sent(desk: Any) -> None:
    review = desk.review()
    assert "R3" in [finding.code for finding in review.findings()]
    assert [one.numbers for one in review.findings() if one.code == BUBBLE_CONFLICT] == [("suara_2",)]
    assert desk.perfect(review, desk.packet()).findings() == ()


@pytest.mark.parametrize(
    ("shown", "bubbles", "conflict"),
    [
        ("X73", "073", False),
        ("X73", "_73", False),
        ("X73", "873", True),
        ("073", "073", False),
        ("_73", "173", True),
        ("X73", "07_", False),
        ("X73", "07?", False),
        ("X?3", "083", False),
        ("X73", "078", True),
        ("X73", None, False),
    ],
)
def test_only_a_single_blackened_bubble_contradicts(
    desk: Any, shown: str, bubbles: str | None, *, conflict: bool
) -> None:
    item = replace(desk.review().item("suara_2"), shown=shown, bubbles=bubbles)
    assert item.bubbles_conflict is conflict


def test_suspicious_is_what_a_finding_touches(desk: Any) -> None:
    review = desk.review()
    assert review.suspicious("suara_1")  # R3 speaks of it
    assert not desk.perfect(review, desk.packet()).suspicious("suara_1")
    assert not review.suspicious("pemilih_dpt_l")


def test_suspicious_is_what_was_read_unsurely_until_it_is_typed(desk: Any) -> None:
    packet = desk.packet(misreads=())
    review = desk.with_confidence(desk.review(packet=packet), "suara_1", LOW_CONFIDENCE - 0.01)
    assert review.accept("suara_1").suspicious("suara_1")
    assert not desk.with_confidence(review, "suara_1", LOW_CONFIDENCE).suspicious("suara_1")
    # Typed over, only what the numbers themselves say counts: the form has no other doubt about this one.
    unsure = desk.with_confidence(review, "pemilih_dpt_l", 0.1)
    rid = unsure.correct("pemilih_dpt_l", "191").correct("pemilih_dpt_lp", "401").correct("surat_diterima", "412")
    rid = rid.correct("surat_sisa", "110")
    assert rid.findings() == ()
    assert unsure.accept("pemilih_dpt_l").suspicious("pemilih_dpt_l")
    assert not rid.suspicious("pemilih_dpt_l")


def test_suspicious_is_what_cannot_be_read(desk: Any) -> None:
    review = desk.review(packet=desk.packet(misreads=()))
    unread = replace(
        review, items=tuple(replace(i, shown="1?0", bubbles=None) if i.id == "surat_sisa" else i for i in review.items)
    )
    assert unread.accept("surat_sisa").suspicious("surat_sisa")
    assert not unread.correct("surat_sisa", "108").suspicious("surat_sisa")


def test_a_flagged_number_is_not_suspicious(desk: Any) -> None:
    assert not desk.review("tandai").flag("suara_2").suspicious("suara_2")


def test_an_inconsistency_is_noted_only_while_it_shows(desk: Any) -> None:
    review = desk.review()
    finding = review.findings()[0]
    noted = review.note(finding)
    assert noted.is_noted(finding)
    assert not noted.unnote(finding).is_noted(finding)
    assert noted.unnote(finding) == review
    with pytest.raises(ExerciseError, match="sudah cocok"):
        desk.perfect(review, desk.packet()).note(finding)


def test_bubbles_are_noted_whatever_the_machine_read(desk: Any) -> None:
    review = desk.review()
    noted = review.note_bubbles("suara_1")
    assert noted.bubbles_noted("suara_1")
    assert not noted.bubbles_noted("suara_3")
    assert noted.unnote_bubbles("suara_1") == review
    shown = next(one for one in review.findings() if one.code == BUBBLE_CONFLICT)
    found = review.note(shown)
    assert found.bubbles_noted(shown.numbers[0])
    assert found.unnote_bubbles(shown.numbers[0]) == review


def test_only_numbers_with_bubbles_have_bubbles_to_note(desk: Any) -> None:
    with pytest.raises(ExerciseError, match="tidak punya bulatan"):
        desk.review().note_bubbles("suara_sah")
    with pytest.raises(ExerciseError, match="tidak ada di formulir"):
        desk.review().note_bubbles("suara_9")


def test_undo_without_anything_to_undo_changes_nothing(desk: Any) -> None:
    review = desk.review()
    assert review.undo() is review
    assert review.undo_target is None


def test_answering_the_same_again_leaves_no_trace_in_the_history(desk: Any) -> None:
    once = desk.review().accept("suara_1")
    assert once.accept("suara_1") == once
    assert once.undo_target == "suara_1"


@given(before=st.lists(actions, max_size=6), action=actions, mode=modes)
def test_undo_takes_back_the_last_change(
    desk: Any, before: list[tuple[str, int, str]], action: tuple[str, int, str], mode: CheckMode
) -> None:
    review = desk.review(mode)
    for one in before:
        review = apply(review, one)
    changed = apply(review, action)
    assert changed == review or changed.undo() == review


def test_every_answer_is_remembered_also_what_was_taken_back_or_given_again(desk: Any) -> None:
    review = desk.review().accept("suara_2").undo().accept("suara_2").accept("suara_2").correct("suara_2", "X73")
    assert [(name, answer.kind) for name, answer in review.tries] == [("suara_2", "accepted")] * 3 + [
        ("suara_2", "corrected")
    ]
    assert review.clear("suara_2").tries == review.tries


@given(done=st.lists(actions, max_size=12), mode=modes)
def test_undoing_everything_leads_back_to_the_start(
    desk: Any, done: list[tuple[str, int, str]], mode: CheckMode
) -> None:
    review = start = desk.review(mode)
    for one in done:
        review = apply(review, one)
    for _ in done:
        review = review.undo()
    assert review == start


@given(answers=st.dictionaries(st.integers(0, 27), boxes, max_size=10), data=st.data())
def test_the_order_of_answers_does_not_matter(desk: Any, answers: dict[int, str], data: st.DataObject) -> None:
    review = desk.review()
    one, other = review, review
    for place, typed in answers.items():
        one = one.correct(review.items[place].id, typed)
    for place in data.draw(st.permutations(list(answers))):
        other = other.correct(review.items[place].id, answers[place])
    assert one.items == other.items
    assert one.findings() == other.findings()


@given(one=boxes, other=boxes, third=boxes)
def test_sameness_is_by_value_and_is_an_equivalence(one: str, other: str, third: str) -> None:
    assert same_number(one, one)
    assert same_number(one, other) == same_number(other, one)
    if value_of(one) is not None or value_of(other) is not None:
        assert same_number(one, other) == (value_of(one) == value_of(other))
    if same_number(one, other) and same_number(other, third):
        assert same_number(one, third)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("X12", "012", True), ("---", "XXX", True), ("1X2", "4X5", False), ("XXX", "XX0", False), ("X?3", "X73", False)],
)
def test_sameness_of_what_has_no_value(one: str, other: str, *, same: bool) -> None:
    assert same_number(one, other) is same
