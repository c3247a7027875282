from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from itertools import permutations
from math import fsum
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.review import BUBBLE_CONFLICT
from sirekap_trainer.exercise.scoring import (
    OUTCOME_LABELS,
    PART_LABELS,
    PATTERN_ADVICE,
    RIGHT,
    SLIP_ADVICE,
    WRONG,
    OutcomeKind,
    advice,
    headline,
    load_rubric,
    parse_rubric,
    score,
)
from sirekap_trainer.practice.packet import Misread, Packet, Pattern, Slip, SlipKind, Written

if TYPE_CHECKING:
    from sirekap_trainer.exercise.review import CheckMode, Review
    from sirekap_trainer.exercise.scoring import Score

RUBRIC = load_rubric()


def text() -> str:
    return (files("sirekap_trainer.exercise") / "rubric.toml").read_text(encoding="utf-8")


def judged(desk: Any, change: Any, *, mode: CheckMode = "koreksi", packet: Packet | None = None) -> Score:
    """The score after `change` answered an exercise that was otherwise done without a mistake."""
    packet = packet or desk.packet()
    exercise = desk.checking(mode, packet)
    return score(desk.sent(exercise, change(desk.perfect(exercise.review, packet))), packet, RUBRIC)


def kinds(result: Score) -> dict[str, str]:
    return {outcome.number.id: outcome.kind for outcome in result.outcomes}


def same(review: Review) -> Review:
    return review


def test_without_a_mistake_all_points_are_given(desk: Any) -> None:
    result = judged(desk, same)
    assert [(part.name, part.points) for part in result.parts] == [
        ("numbers", 60.0),
        ("photographs", 15.0),
        ("arithmetic", 10.0),
        ("procedure", 10.0),
        ("time", 5.0),
    ]
    assert (result.total, result.passed, result.votes_at_stake, result.mistakes) == (100.0, True, 0, ())
    assert headline(result) == "Lulus - 100 dari 100"
    assert advice(result) == ("Semua benar. Coba paket lain yang lebih sulit.",)


@pytest.mark.parametrize(
    ("number", "typed", "kind"),
    [
        ("suara_2", "X73", "caught"),
        ("suara_2", "173", "miscorrected"),
        ("suara_1", "125", "spoiled"),
        ("suara_1", "124", "accepted_right"),
    ],
)
def test_outcomes_of_corrections(desk: Any, number: str, typed: str, kind: str) -> None:
    assert kinds(judged(desk, lambda review: review.correct(number, typed)))[number] == kind


def test_a_wrong_reading_accepted_is_missed(desk: Any) -> None:
    result = judged(desk, lambda review: review.accept("suara_2"))
    (missed,) = result.mistakes
    assert (missed.number.id, missed.kind, missed.shown, missed.sent, missed.written, missed.pattern) == (
        "suara_2",
        "missed",
        "873",
        "873",
        "X73",
        "leading_eight",
    )


def test_what_is_open_is_unanswered_and_nothing_of_it_is_sent(desk: Any) -> None:
    packet = desk.packet()
    exercise = desk.checking(packet=packet)
    result = score(exercise.with_review(desk.perfect(exercise.review, packet).clear("suara_1")), packet, RUBRIC)
    assert kinds(result)["suara_1"] == "unanswered"
    assert (result.mistakes[0].sent, result.votes_at_stake, result.seconds) == (None, 124, None)
    assert (result.part("time").points, result.part("procedure").points) == (0.0, 0.0)


def test_outcomes_of_flagging(desk: Any) -> None:
    result = judged(desk, lambda review: review.flag("suara_1").accept("surat_sisa"), mode="tandai")
    found = kinds(result)
    assert [found[name] for name in ("suara_1", "suara_2", "surat_sisa", "suara_3")] == [
        "false_flag",
        "flagged",
        "missed",
        "accepted_right",
    ]
    assert result.votes_at_stake == 0


def test_every_candidate_must_be_right_to_pass(desk: Any) -> None:
    result = judged(desk, lambda review: review.accept("suara_2"))
    assert result.total > RUBRIC.pass_mark
    assert not result.passed
    assert result.votes_at_stake == 800
    assert headline(result) == "Belum lulus: 1 angka salah lolos, 800 suara"
    other = judged(desk, lambda review: review.accept("surat_sisa"))
    assert other.passed
    assert headline(other) == "Lulus - 98,1 dari 100"


def test_a_flagged_candidate_counts_as_right(desk: Any) -> None:
    assert judged(desk, same, mode="tandai").passed


def test_flagging_everything_does_not_pass(desk: Any) -> None:
    def flag_all(review: Review) -> Review:
        for item in review.items:
            review = review.flag(item.id)
        return review

    result = judged(desk, flag_all, mode="tandai")
    assert result.total < RUBRIC.pass_mark
    assert headline(result).startswith("Belum lulus: ")
    assert headline(result).endswith(" dari 100, batasnya 85")


def test_candidate_votes_weigh_double(desk: Any) -> None:
    one = judged(desk, lambda review: review.accept("surat_sisa"))
    vote = judged(desk, lambda review: review.accept("suara_2"))
    # 25 numbers and 3 candidates' votes: 31 weights.
    assert one.part("numbers").points == round(60 * 30 / 31, 1)
    assert vote.part("numbers").points == round(60 * 29 / 31, 1)


@pytest.mark.parametrize(
    ("written", "shown", "kind"),
    [("---", "XXX", "accepted_right"), ("---", "XX0", "missed"), ("1X2", "1X2", "accepted_right")],
)
def test_numbers_without_a_value_are_compared_box_by_box(desk: Any, written: str, shown: str, kind: str) -> None:
    packet = desk.packet(
        boxes={"disabilitas_l": written}, misreads=(Misread(number="disabilitas_l", boxes=shown, pattern="shifted"),)
    )
    exercise = desk.checking(packet=packet)
    result = score(desk.sent(exercise, desk.blind(exercise.review)), packet, RUBRIC)
    assert kinds(result)["disabilitas_l"] == kind


def test_an_unread_number_accepted_is_missed_with_all_its_votes(desk: Any) -> None:
    packet = desk.packet()
    exercise = desk.checking(packet=packet)
    unread = tuple(
        replace(item, shown="X?3", bubbles=None) if item.id == "suara_2" else item for item in exercise.review.items
    )
    exercise = replace(exercise, review=replace(exercise.review, items=unread))
    result = score(desk.sent(exercise, desk.blind(exercise.review)), packet, RUBRIC)
    assert kinds(result)["suara_2"] == "missed"
    assert result.votes_at_stake == 73
    assert next(one.pattern for one in result.outcomes if one.number.id == "suara_2") is None
    assert "Bandingkan setiap angka dengan kertas sebelum memilih Sesuai." in advice(result)


def test_photographs_count_by_their_first_take(desk: Any) -> None:
    packet = desk.packet()
    exercise = Exercise().identify(Trainee("Peserta Satu", "012")).choose(packet, desk.form())
    exercise = exercise.add_photo(1, desk.page_reading(1)).add_photo(1, desk.page_reading(1, codes=("buram",)))
    exercise = exercise.add_photo(2, desk.page_reading(2, codes=("buram",))).add_photo(2, desk.page_reading(2))
    exercise = exercise.add_failed_photo(3, "x.jpg", "foto").add_photo(3, desk.page_reading(3))
    exercise = exercise.start_check("koreksi", at=0.0)
    result = score(desk.sent(exercise, desk.perfect(exercise.review, packet), at=1.0), packet, RUBRIC)
    assert result.part("photographs").points == 5.0
    assert advice(result) == ("Latih memotret: seluruh halaman, terang, tidak miring.",)


SLIP = Slip(kind="arithmetic", numbers=("suara_sah",), detail="Jumlah salah.")


def noting(code: str) -> Any:
    return lambda review: review.note(next(one for one in review.findings() if one.code == code))


def test_an_inconsistency_on_paper_must_be_noted(desk: Any) -> None:
    packet = desk.packet(boxes={"suara_sah": "280"}, slips=(SLIP,))
    missed = judged(desk, same, packet=packet)
    assert missed.part("arithmetic").points == 0.0
    assert advice(missed) == ("Catat hitungan di kertas yang tidak cocok.",)
    assert judged(desk, noting("R3"), packet=packet).part("arithmetic").points == 10.0
    assert judged(desk, noting("R4"), packet=packet).part("arithmetic").points == 10.0


def test_half_of_the_inconsistencies_gives_half_of_the_points(desk: Any) -> None:
    dpt = Slip(kind="arithmetic", numbers=("pemilih_dpt_lp", "pemilih_dpt_l", "pemilih_dpt_p"))
    packet = desk.packet(boxes={"suara_sah": "280", "pemilih_dpt_l": "191"}, slips=(SLIP, dpt))
    assert judged(desk, noting("R3"), packet=packet).part("arithmetic").points == 5.0


def test_noting_what_only_a_misread_made_look_wrong_earns_nothing(desk: Any) -> None:
    slip = Slip(kind="arithmetic", numbers=("suara_total", "suara_sah", "suara_tidak_sah"))
    packet = desk.packet(boxes={"suara_total": "301"}, slips=(slip,))
    exercise = desk.checking(packet=packet)
    wrongly = noting("R3")(exercise.review)  # 873 shown for 73; on paper R3 holds
    result = score(desk.sent(exercise, desk.blind(wrongly)), packet, RUBRIC)
    assert result.part("arithmetic").points == 0.0


BUBBLE = Slip(kind="bubble", numbers=("suara_1",), detail="suara paslon 1: kotak 124, bulatan 125.")
HEADER = Slip(kind="header", detail="Formulir ini milik TPS 013, bukan TPS 012.")


def marred(desk: Any, *slips: Slip) -> Packet:
    """A packet with these slips, and with the marks on its paper."""
    packet: Packet = desk.packet(slips=slips, signed=all(slip.kind != "signature" for slip in slips))
    numbers = dict(packet.numbers)
    if BUBBLE in slips:
        numbers["suara_1"] = Written(boxes="124", bubbles="125")
    header = packet.tps.model_copy(update={"number": "013"}) if HEADER in slips else None
    return packet.model_copy(update={"numbers": numbers, "header": header})


def looked(desk: Any, packet: Packet, change: Any = same, *, own: bool | None = None, complete: bool = True) -> Score:
    """The score of who answers every number rightly, changes the review like this and says this of the paper."""
    exercise = desk.checking(packet=packet)
    exercise = exercise.with_review(change(desk.perfect(exercise.review, packet)))
    if own is not None:
        exercise = exercise.header_checked(own=own)
    exercise = exercise.signatures_checked(complete=complete).confirm().send(at=1060.0)
    return score(exercise, packet, RUBRIC)


def test_contradicting_bubbles_must_be_noted(desk: Any) -> None:
    packet = marred(desk, BUBBLE)
    missed = looked(desk, packet)
    assert (missed.total, missed.part("arithmetic").points) == (90.0, 0.0)
    assert advice(missed) == ("Bandingkan bulatan dengan kotaknya. Catat yang berbeda di kertas.",)
    assert [one.to_dict() for one in missed.slips] == [{"kind": "bubble", "detail": BUBBLE.detail, "noticed": False}]
    assert looked(desk, packet, noting(BUBBLE_CONFLICT)).total == 100.0
    assert looked(desk, packet, lambda review: review.note_bubbles("suara_1")).total == 100.0


def test_bubbles_that_the_machine_did_not_see_can_be_noted(desk: Any) -> None:
    packet = marred(desk, BUBBLE)
    exercise = desk.checking(packet=packet)
    unseen = tuple(replace(one, bubbles="___") if one.bubbles else one for one in exercise.review.items)
    exercise = replace(exercise, review=replace(exercise.review, items=unseen))
    review = desk.perfect(exercise.review, packet)
    assert BUBBLE_CONFLICT not in {finding.code for finding in review.findings()}
    done = desk.sent(exercise, review.note_bubbles("suara_1"))
    assert score(done, packet, RUBRIC).part("arithmetic").points == 10.0


def test_another_header_must_be_said(desk: Any) -> None:
    packet = marred(desk, HEADER)
    assert looked(desk, packet, own=False).total == 100.0
    for said in (None, True):
        missed = looked(desk, packet, own=said)
        assert (missed.total, missed.part("arithmetic").points) == (90.0, 0.0)
        assert advice(missed) == ("Baca nomor TPS di kepala lembar. Cocokkan dengan TPS Anda.",)
    whole = desk.packet()
    assert [looked(desk, whole, own=said).total for said in (None, True, False)] == [100.0, 100.0, 95.0]


def test_a_sheet_of_another_tps_is_no_fault_of_its_photograph(desk: Any) -> None:
    for packet, points in ((marred(desk, HEADER), 15.0), (desk.packet(), 10.0)):
        exercise = desk.photographed(packet)
        taken = replace(exercise.photos[0], first_findings=("tps_lain",))
        exercise = replace(exercise, photos=(taken, *exercise.photos[1:])).start_check("koreksi", at=1000.0)
        done = desk.sent(exercise, desk.perfect(exercise.review, packet))
        assert score(done, packet, RUBRIC).part("photographs").points == points


def test_a_missing_signature_is_noticed_in_procedure(desk: Any) -> None:
    packet = marred(desk, Slip(kind="signature", person="kpps_2"))
    assert looked(desk, packet, complete=False).total == 100.0
    missed = looked(desk, packet, complete=True)
    assert (missed.part("arithmetic").points, missed.part("procedure").points) == (10.0, 5.0)
    assert [one.noticed for one in missed.slips] == [False]


def test_everything_wrong_on_the_paper_counts_alike(desk: Any) -> None:
    packet = marred(desk, BUBBLE, HEADER)
    assert looked(desk, packet, own=False).part("arithmetic").points == 5.0
    assert looked(desk, packet, noting(BUBBLE_CONFLICT)).part("arithmetic").points == 5.0
    assert looked(desk, packet, noting(BUBBLE_CONFLICT), own=False).part("arithmetic").points == 10.0


def everywhere(review: Review) -> Review:
    """Who notes everything: every finding, and the bubbles of every candidate."""
    for finding in review.findings():
        review = review.note(finding)
    for number in review.form.candidates:
        review = review.note_bubbles(number.id)
    return review


@pytest.mark.parametrize("slips", [(), (BUBBLE,), (BUBBLE, HEADER)])
def test_who_notes_everything_gains_nothing(desk: Any, slips: tuple[Slip, ...]) -> None:
    packet = marred(desk, *slips)
    careful = looked(desk, packet)
    greedy = looked(desk, packet, everywhere, own=False)
    assert greedy.part("arithmetic").points == 0.0 <= careful.part("arithmetic").points
    assert greedy.false_alarms == 3 - (BUBBLE in slips) + (HEADER not in slips)
    assert "Catat hanya yang memang salah di kertas." in advice(greedy)


def test_the_first_false_alarm_costs_and_is_told(desk: Any) -> None:
    result = looked(desk, desk.packet(), lambda review: review.note_bubbles("suara_2"))
    assert (result.part("arithmetic").points, result.false_alarms) == (5.0, 1)
    assert advice(result) == ("Catat hanya yang memang salah di kertas.",)


def test_a_sum_noted_that_only_a_misread_breaks_is_a_false_alarm_while_it_stands(desk: Any) -> None:
    packet = desk.packet()  # 873 shown for 73: R3 seems broken
    exercise = desk.checking(packet=packet)
    noted = noting("R3")(exercise.review)
    left = score(desk.sent(exercise, desk.blind(noted)), packet, RUBRIC)
    assert left.false_alarms == 1
    mended = score(desk.sent(exercise, desk.perfect(noted, packet)), packet, RUBRIC)
    assert (mended.false_alarms, mended.total) == (0, 100.0)


def test_noting_what_stands_on_the_paper_is_no_false_alarm(desk: Any) -> None:
    """Also where no slip tells of it, as on a sheet that somebody filled in by hand."""
    packet = desk.packet(boxes={"suara_sah": "280"})
    numbers = dict(packet.numbers) | {"suara_1": Written(boxes="124", bubbles="125")}
    packet = packet.model_copy(update={"numbers": numbers})
    assert looked(desk, packet, noting("R3")).total == looked(desk, packet, noting(BUBBLE_CONFLICT)).total == 100.0


@pytest.mark.parametrize(
    ("signed", "said", "points"),
    [(True, True, 10.0), (True, False, 5.0), (False, False, 10.0), (False, True, 5.0), (True, None, 5.0)],
)
def test_signatures_must_be_judged_rightly(desk: Any, signed: bool, said: bool | None, points: float) -> None:  # noqa: FBT001
    packet = desk.packet(signed=signed)
    exercise = desk.checking(packet=packet)
    exercise = exercise.with_review(desk.perfect(exercise.review, packet))
    if said is not None:
        exercise = exercise.signatures_checked(complete=said)
    result = score(exercise.confirm().send(at=1060.0), packet, RUBRIC)
    assert result.part("procedure").points == points


@pytest.mark.parametrize(("seconds", "points"), [(0, 5.0), (420, 5.0), (525, 3.8), (630, 2.5), (840, 0.0), (9999, 0.0)])
def test_time_is_full_up_to_its_limit_and_then_falls(desk: Any, seconds: float, points: float) -> None:
    packet = desk.packet()
    exercise = desk.checking(packet=packet)
    done = desk.sent(exercise, desk.perfect(exercise.review, packet), at=exercise.started_at + seconds)
    assert score(done, packet, RUBRIC).part("time").points == points  # 28 numbers x 15 s = 420 s


def test_the_longer_form_gets_more_time(desk: Any) -> None:
    form = desk.form("latihan_kwk_wali_kota")
    packet = desk.packet(form)
    exercise = desk.checking(packet=packet, form=form)
    done = desk.sent(exercise, desk.perfect(exercise.review, packet), at=exercise.started_at + 29 * 15)
    result = score(done, packet, RUBRIC)
    assert (len(result.outcomes), result.total) == (29, 100.0)


def test_scoring_needs_a_review_and_its_own_key(desk: Any) -> None:
    with pytest.raises(ExerciseError, match="belum dimulai"):
        score(desk.photographed(), desk.packet(), RUBRIC)
    other = desk.packet(desk.form("latihan_kwk_wali_kota"), packet_id="WK-1-001")
    with pytest.raises(ExerciseError, match="WK-1-001 bukan kunci"):
        score(desk.checking(), other, RUBRIC)


def test_advice_names_the_patterns_that_were_missed_most_first(desk: Any) -> None:
    misreads = (
        Misread(number="suara_1", boxes="724", pattern="one_as_other"),
        Misread(number="suara_2", boxes="X78", pattern="eight_zero"),
        Misread(number="surat_digunakan", boxes="308", pattern="eight_zero"),
        Misread(number="surat_sisa", boxes="X10", pattern="shifted"),
    )
    result = judged(
        desk,
        lambda review: review.accept("suara_1").accept("suara_2").accept("surat_digunakan"),
        packet=desk.packet(misreads=misreads),
    )
    assert advice(result) == (PATTERN_ADVICE["eight_zero"], PATTERN_ADVICE["one_as_other"])


def test_advice_on_habits(desk: Any) -> None:
    assert advice(judged(desk, lambda review: review.correct("suara_1", "125"))) == (
        "Setelah mengetik koreksi, bandingkan sekali lagi dengan kertas.",
    )
    assert advice(judged(desk, lambda review: review.flag("suara_1"), mode="tandai")) == (
        "Tandai hanya angka yang berbeda dari kertas.",
    )


def test_every_outcome_and_pattern_has_words_and_credit() -> None:
    assert set(OUTCOME_LABELS) == set(get_args(OutcomeKind)) == set(type(RUBRIC.credit).model_fields)
    assert RIGHT | WRONG | {"unanswered"} == set(get_args(OutcomeKind))
    assert set(PATTERN_ADVICE) == set(get_args(Pattern))
    assert set(SLIP_ADVICE) == set(get_args(SlipKind))
    assert set(PART_LABELS) == set(type(RUBRIC.points).model_fields)
    told = (*PATTERN_ADVICE.values(), *SLIP_ADVICE.values())
    sentences = [one for advice in told for one in advice.split(". ")]
    assert all(len(sentence.split()) < 12 for sentence in sentences)


def test_a_score_becomes_plain_values(desk: Any) -> None:
    data = judged(desk, lambda review: review.accept("suara_2")).to_dict()
    assert data["votes_at_stake"] == 800
    assert data["parts"][0] == {"name": "numbers", "points": 56.1, "max": 60.0}
    assert {one["number"]: one["outcome"] for one in data["outcomes"]}["suara_2"] == "missed"


typed = st.one_of(st.none(), st.just("sesuai"), st.text("0123456789X-", min_size=3, max_size=3))
answers = st.lists(typed, min_size=28, max_size=28)
votes = st.tuples(*[st.integers(0, 200)] * 3)


def answered(review: Review, given_answers: list[str | None], order: list[int]) -> Review:
    """Answers by place; None leaves open, `sesuai` accepts, else correct or flag."""
    for place in order:
        name, answer = review.items[place].id, given_answers[place]
        if answer == "sesuai":
            review = review.accept(name)
        elif answer is not None:
            review = review.correct(name, answer) if review.mode == "koreksi" else review.flag(name)
    return review


@given(answers=answers, mode=st.sampled_from(["koreksi", "tandai"]), seconds=st.floats(0, 5000), first=st.booleans())
def test_points_stay_within_their_parts(
    desk: Any, answers: list[str | None], mode: CheckMode, seconds: float, *, first: bool
) -> None:
    packet = desk.packet(slips=(SLIP,))
    exercise = desk.checking(mode, packet)
    exercise = exercise.with_review(answered(exercise.review, answers, list(range(28)))).signatures_checked(
        complete=first
    )
    if exercise.review.complete:
        exercise = exercise.confirm().send(at=1000.0 + seconds)
    result = score(exercise, packet, RUBRIC)
    assert all(0 <= part.points <= part.max for part in result.parts)
    assert fsum(part.max for part in result.parts) == 100
    assert 0 <= result.total <= 100
    assert result.total == pytest.approx(sum(part.points for part in result.parts))
    assert result.passed <= (result.total >= RUBRIC.pass_mark)
    assert (result.votes_at_stake == 0) or not result.passed
    assert headline(result).startswith("Lulus" if result.passed else "Belum lulus")
    assert advice(result)


@given(order=st.permutations(range(28)), answers=answers)
def test_the_order_of_answers_does_not_matter(desk: Any, order: list[int], answers: list[str | None]) -> None:
    packet = desk.packet()
    exercise = desk.checking(packet=packet)
    one = exercise.with_review(answered(exercise.review, answers, list(range(28))))
    other = exercise.with_review(answered(exercise.review, answers, order))
    assert score(one, packet, RUBRIC) == score(other, packet, RUBRIC)


@given(
    shown=st.dictionaries(st.integers(0, 27), st.text("0123456789X-", min_size=3, max_size=3), max_size=12),
    mode=st.sampled_from(["koreksi", "tandai"]),
)
def test_catching_whatever_was_read_wrong_gives_all_points_for_numbers(
    desk: Any, shown: dict[int, str], mode: CheckMode
) -> None:
    names = [number.id for number in desk.form().numbers]
    misreads = tuple(Misread(number=names[place], boxes=boxes, pattern="shifted") for place, boxes in shown.items())
    result = judged(desk, same, mode=mode, packet=desk.packet(misreads=misreads))
    assert result.part("numbers").points == 60.0
    assert result.passed
    assert result.votes_at_stake == 0


@given(
    numbers=st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999), typed), min_size=3, max_size=3),
    mode=st.sampled_from(["koreksi", "tandai"]),
)
def test_it_is_blind_to_the_candidate_and_to_the_name(
    desk: Any, numbers: list[tuple[int, int, str | None]], mode: CheckMode
) -> None:
    """Whoever of the candidates has which votes, misreads and answers, and whoever checks: the same points."""
    results = set()
    for place, order in enumerate(permutations(numbers)):
        boxes = {f"suara_{i}": f"{written:03}" for i, (written, _, _) in enumerate(order, 1)}
        misreads = tuple(
            Misread(number=f"suara_{i}", boxes=f"{shown:03}", pattern="shifted")
            for i, (_, shown, _) in enumerate(order, 1)
        )
        packet = desk.packet(boxes=boxes, misreads=misreads)
        exercise = desk.photographed(packet, name=f"Peserta {place}").start_check(mode, at=0.0)
        first = [item.id for item in exercise.review.items].index("suara_1")
        given_answers: list[str | None] = ["sesuai"] * 28
        given_answers[first : first + 3] = [answer for _, _, answer in order]
        result = score(exercise.with_review(answered(exercise.review, given_answers, list(range(28)))), packet, RUBRIC)
        results.add((result.total, result.passed, result.votes_at_stake, result.parts))
    assert len(results) == 1


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("numbers = 60", "numbers = 61", "points: together 101, not 100"),
        ("confirmed = 0.5", "confirmed = 0.4", "procedure: together 0.9, not 1"),
        ("candidate_vote = 2", "candidate_vote = 0", "weights.candidate_vote"),
        ("missed = 0.0", "missed = 1.5", "credit.missed"),
        ("missed = 0.0", "", "credit.missed: Field required"),
        ("pass_mark = 85", "pass_mark = 101", "pass_mark"),
        ("pass_mark = 85", "pass_mark = 85\nbonus = 1", "bonus"),
        ("nothing_at = 2.0", "nothing_at = 1.0", "time.nothing_at"),
        ("seconds_per_number = 15", "seconds_per_number = nan", "time.seconds_per_number"),
        ("[points]", "[points", "line 9"),
    ],
)
def test_a_wrong_rubric_is_refused_by_file_and_entry(old: str, new: str, entry: str) -> None:
    assert old in text()
    with pytest.raises(ExerciseError) as caught:
        parse_rubric(text().replace(old, new), source="milik_saya.toml")
    assert "milik_saya.toml" in caught.value.message
    assert entry in caught.value.message
    assert caught.value.code == "rubrik"
