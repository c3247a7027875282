from __future__ import annotations

from typing import Any

from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.results import agreements, results
from sirekap_trainer.exercise.scoring import load_rubric
from sirekap_trainer.exercise.sitting import Chosen, Sitting

PAIR = (Trainee("Siti", "012", "utama"), Trainee("Budi", "012", "cadangan"))
FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")


def played(desk: Any, mode: str, crew: tuple[Trainee, ...], blind: set[int], codes: tuple[str, ...] = ()) -> Sitting:
    """A whole sitting; in the turns of `blind` everything is accepted unseen."""
    forms = [desk.form(form_id) for form_id in (FORMS if mode == "simulasi" else FORMS[:1])]
    chosen = [Chosen(desk.packet(form, packet_id=form.id), form) for form in forms]
    sitting = Sitting().identify(crew).choose(mode, "koreksi", chosen, at=0.0)
    for index in range(len(sitting.turns)):
        if index:
            sitting = sitting.take_over(at=10.0)
        if sitting.turn.photographs:
            for page in sitting.exercise.form:
                reading = desk.page_reading(
                    page.number, sitting.exercise.packet, form=sitting.exercise.form, codes=codes
                )
                sitting = sitting.with_exercise(sitting.exercise.add_photo(page.number, reading))
            sitting = sitting.start_check(at=10.0)
        run = sitting.exercise
        review = desk.blind(run.review) if index in blind else desk.perfect(run.review, run.packet)
        sitting = sitting.with_exercise(run.with_review(review).signatures_checked(complete=True).confirm())
        sitting = sitting.send(at=70.0)
    return sitting


def test_each_operator_gets_the_score_of_their_own_turns(desk: Any) -> None:
    sitting = played(desk, "simulasi", PAIR, blind={1, 3})
    found = results(sitting, load_rubric())
    assert [(one.trainee.name, one.form.id == FORMS[0], one.score.passed) for one in found] == [
        ("Siti", True, True),
        ("Budi", True, False),
        ("Budi", False, True),
        ("Siti", False, False),
    ]
    assert found[1].headline.startswith("Belum lulus: 3 angka salah lolos")
    assert found[1].advice
    assert [one.first_right for one in found] == [None] * 4
    assert [[one.number.id for one in agreed.differences] for agreed in agreements(sitting)] == [
        ["surat_sisa", "disabilitas_l", "suara_2"]
    ] * 2
    # utama first, whoever photographed
    assert agreements(sitting)[1].differences[0].first.sent == "XX8"


def test_a_pair_shares_the_points_of_its_photographs(desk: Any) -> None:
    found = results(played(desk, "latihan", PAIR, set(), codes=("buram",)), load_rubric())
    assert [one.score.part("photographs").points for one in found] == [0.0, 0.0]


def test_who_was_coached_is_told_what_was_right_at_first(desk: Any) -> None:
    (found,) = results(played(desk, "latihan", PAIR[:1], {0}), load_rubric())
    assert len(found.first_right) == 25
    assert "suara_2" not in found.first_right


def test_one_person_agrees_with_nobody(desk: Any) -> None:
    assert agreements(played(desk, "simulasi", PAIR[:1], set())) == ()


def test_what_is_not_sent_yet_has_no_result(desk: Any) -> None:
    assert results(Sitting().identify(PAIR), load_rubric()) == ()
