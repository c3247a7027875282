"""What two operators sent beside each other, who was right at once, and what a coach says."""

from __future__ import annotations

from typing import Any

import pytest

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.coach import feedback, first_difference
from sirekap_trainer.exercise.flow import Exercise
from sirekap_trainer.exercise.pair import agreement, first_right
from sirekap_trainer.practice.packet import Misread


def test_a_pair_that_sends_alike_agrees(desk: Any) -> None:
    packet = desk.packet()
    found = agreement(desk.perfect(desk.review(), packet), desk.perfect(desk.review(), packet))
    assert (found.alike, found.total, found.share, found.differences) == (28, 28, 1.0, ())


def test_what_differs_is_named_with_what_each_sent(desk: Any) -> None:
    careful, hasty = desk.perfect(desk.review(), desk.packet()), desk.blind(desk.review())
    found = agreement(careful, hasty)
    assert [one.number.id for one in found.differences] == ["surat_sisa", "disabilitas_l", "suara_2"]
    assert [(one.first.sent, one.second.sent) for one in found.differences][2] == ("X73", "873")
    assert found.share == pytest.approx(25 / 28)
    assert found.to_dict()["differences"][2] == {
        "number": "suara_2",
        "first": {"answer": "corrected", "sent": "X73"},
        "second": {"answer": "accepted", "sent": "873"},
    }


def test_the_same_number_written_otherwise_is_alike(desk: Any) -> None:
    one, other = desk.blind(desk.review()), desk.blind(desk.review())
    assert not agreement(one.correct("suara_2", "X73"), other.correct("suara_2", "073")).differences


def test_where_readings_are_flagged_the_flags_are_compared(desk: Any) -> None:
    one, other = desk.blind(desk.review("tandai")), desk.blind(desk.review("tandai"))
    assert agreement(one.flag("suara_2"), other.flag("suara_2")).share == 1
    assert [item.number.id for item in agreement(one.flag("suara_2"), other).differences] == ["suara_2"]


def test_two_forms_or_rules_are_not_compared(desk: Any) -> None:
    other = desk.form("latihan_kwk_wali_kota")
    for review in (desk.review(form=other, packet=desk.packet(other)), desk.review("tandai")):
        with pytest.raises(ExerciseError, match="bukan dari formulir yang sama"):
            agreement(desk.review(), review)


def test_right_at_first_is_what_was_answered_first(desk: Any) -> None:
    packet = desk.packet()
    review = desk.review().accept("suara_1").accept("suara_2").undo().correct("suara_2", "X73")
    review = review.correct("surat_sisa", "108").correct("surat_sisa", "107")
    assert first_right(review, packet) == ("surat_sisa", "suara_1")


def test_a_flag_is_right_where_the_reading_is_wrong(desk: Any) -> None:
    review = desk.review("tandai").flag("suara_1").flag("suara_2")
    assert first_right(review, desk.packet()) == ("suara_2",)


# --- the coach


def told(exercise: Exercise, number: str) -> tuple[str, str]:
    found = feedback(exercise, number)
    assert found is not None
    return found.kind, found.sentence


def test_the_coach_names_the_box_first_and_the_digits_only_after_a_second_try(desk: Any) -> None:
    run = desk.checking()
    assert feedback(run, "suara_2") is None
    run = run.with_review(run.review.accept("suara_2"))
    kind, sentence = told(run, "suara_2")
    assert (kind, sentence) == ("look", "Belum sama dengan kertas. Lihat kotak pertama sekali lagi.")
    assert feedback(run, "suara_2").box == 0
    assert not any(digit in sentence for digit in "0123456789")
    second = run.with_review(run.review.correct("suara_2", "X72"))
    assert told(second, "suara_2") == ("told", "Belum sama. Di kertas tertulis X 7 3.")
    assert feedback(second, "suara_2").box == 2
    right = second.with_review(second.review.correct("suara_2", "X73"))
    assert told(right, "suara_2") == ("right", "Benar.")


def test_the_same_wrong_answer_again_is_a_second_try_also_after_undoing(desk: Any) -> None:
    run = desk.checking()
    for review in (
        run.review.accept("suara_2").accept("suara_2"),
        run.review.accept("suara_2").undo().accept("suara_2"),
    ):
        assert told(run.with_review(review), "suara_2")[0] == "told"


def test_the_coach_of_flags(desk: Any) -> None:
    run = desk.checking("tandai")
    run = run.with_review(run.review.flag("suara_1").accept("suara_2").flag("surat_sisa"))
    assert told(run, "surat_sisa")[0] == "right"
    assert told(run, "suara_2")[0] == "look"
    assert told(run, "suara_1") == ("look", "Bandingkan sekali lagi setiap kotak dengan kertas.")
    again = run.with_review(run.review.flag("suara_1"))
    assert told(again, "suara_1") == ("told", "Bacaan mesin sama dengan kertas. Pilih Sesuai.")


def test_what_has_no_value_is_coached_too(desk: Any) -> None:
    planted = (Misread(number="suara_2", boxes="7X3", pattern="look_alike"),)
    run = desk.checking(packet=desk.packet(misreads=planted))
    assert told(run.with_review(run.review.accept("suara_2")), "suara_2")[1].endswith("kotak pertama sekali lagi.")
    assert first_difference("XX9", "__0") == 2
