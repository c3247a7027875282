"""Another round out of one's own mistakes: the same patterns, fairly planted, the same plan for the same mistakes."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.exercise import again as again_module
from sirekap_trainer.exercise.again import (
    ADDING,
    PATTERNS,
    SEEDS,
    TAKING,
    Again,
    again,
    kinds_again,
    packet_again,
    pattern_of,
    patterns_of,
    write_again,
)
from sirekap_trainer.exercise.scoring import Outcome, load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for, value_of
from sirekap_trainer.practice.misreads import kinds_of, misreadings
from sirekap_trainer.practice.packet import Slip, load_packet

FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
SEED = SEEDS[0]


def result(desk, wrong=(), **options):
    """A score in which the planted misreads on these numbers were accepted, and all else is right."""
    packet = desk.packet(**options)
    review = desk.perfect(desk.review(packet=packet), packet)
    for number in wrong:
        review = review.accept(number)
    exercise = desk.sent(desk.checking(packet=packet), review)
    return score(exercise, packet, load_rubric())


def outcome(kind, written, *, sent, shown=None, pattern=None, number="surat_sisa"):
    form = builtin_catalog().get(FORMS[0])
    return Outcome(form.number(number), kind, shown or written, sent, written, pattern)


def test_without_mistakes_there_is_nothing_to_practise(desk):
    assert again(result(desk)) is None


def test_missed_patterns_are_practised_again(desk):
    assert again(result(desk, ["suara_2"])) == Again(("leading_eight",))
    both = again(result(desk, ["suara_2", "surat_sisa"]))
    assert set(both.patterns) == {"leading_eight", "lost_leading"}


def test_what_was_caught_is_not_practised(desk):
    assert "eight_zero" not in again(result(desk, ["suara_2"])).patterns


def test_a_correction_to_another_wrong_number_counts_as_the_planted_pattern():
    assert pattern_of(outcome("miscorrected", "124", sent="126", shown="824", pattern="leading_eight")) == (
        "leading_eight"
    )


@pytest.mark.parametrize(
    ("written", "sent", "pattern"),
    [
        ("X84", "884", "leading_eight"),
        ("084", "X80", None),
        ("X18", "X10", "eight_zero"),
        ("X25", "055", "two_five"),
        ("202", "X02", "lost_leading"),
        ("X64", "X54", "six_as_five"),
        ("X44", "X46", None),
        ("XXX", "XX1", None),
    ],
)
def test_a_spoiled_number_is_explained_by_a_documented_pattern_or_by_none(written, sent, pattern):
    assert pattern_of(outcome("spoiled", written, sent=sent)) == pattern


def test_every_explanation_is_true():
    """Whatever is sent for whatever is written: the pattern that is named has that reading."""
    chance = random.Random(1)
    found = Counter()
    for _ in range(3000):
        written, sent = (boxes_for(chance.randrange(1000), 3) for _ in range(2))
        pattern = pattern_of(outcome("spoiled", written, sent=sent))
        if pattern is not None:
            found[pattern] += 1
            assert value_of(sent) in {value_of(one) for one in misreadings(pattern, written)}
    assert len(found) >= 3


def test_the_most_frequent_come_first_and_the_order_of_mistakes_does_not_matter():
    chance = random.Random(7)
    mistakes = [
        outcome("missed", "124", sent="824", pattern=pattern)
        for pattern in ("shifted", "three_as_nine", "two_five", "two_five", "three_as_nine", "two_five")
    ]
    plans = set()
    for _ in range(20):
        chance.shuffle(mistakes)
        plans.add(patterns_of(mistakes))
    assert plans == {("two_five", "three_as_nine", "shifted")}


@pytest.mark.parametrize("form_id", FORMS)
def test_it_does_not_matter_whose_votes_they_were(form_id):
    form = builtin_catalog().get(form_id)
    plans = {patterns_of([Outcome(one, "missed", "824", "824", "X24", "leading_eight")]) for one in form.numbers}
    assert plans == {("leading_eight",)}
    fresh = packet_again(form, Again(("leading_eight",)), seed=SEED)
    assert packet_again(form, Again(("leading_eight",)), seed=SEED) == fresh


@pytest.mark.parametrize("form_id", FORMS)
def test_over_many_rounds_no_candidate_gains_or_loses_more_than_another(form_id):
    form = builtin_catalog().get(form_id)
    rises, falls = Counter(), Counter()
    for seed in SEEDS[: 60 * len(form.candidates)]:
        packet = packet_again(form, Again(("lost_leading", "leading_eight")), seed=seed)
        for one in packet.misreads:
            candidate = form.number(one.number).candidate
            if candidate is not None:
                more = value_of(one.boxes) > packet.numbers[one.number].value
                (rises if more else falls)[candidate] += 1
    for counted in (rises, falls):
        assert set(counted) == {number.candidate for number in form.candidates}
        assert min(counted.values()) > 0.6 * max(counted.values())


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_makes_a_round(form_id, pattern):
    form = builtin_catalog().get(form_id)
    packet = packet_again(form, Again((pattern,)), seed=SEED + 11)
    usual = kinds_of(form, seed=SEED + 11)
    assert len(packet.misreads) == len(usual.patterns)
    patterns = Counter(one.pattern for one in packet.misreads)
    assert patterns[pattern] >= len(usual.others)
    assert set(patterns) <= {pattern, *usual.patterns}
    for one in packet.misreads:
        assert one.boxes in misreadings(one.pattern, packet.numbers[one.number].boxes)
    votes = [one for one in packet.misreads if form.number(one.number).candidate is not None]
    assert len(votes) == 2
    assert sorted(value_of(one.boxes) > packet.numbers[one.number].value for one in votes) == [False, True]


def test_whatever_is_mixed_the_rules_of_the_plan_hold():
    usual = kinds_of(builtin_catalog().get(FORMS[0]), seed=SEED)
    for size in range(len(PATTERNS)):
        for wanted in combinations(PATTERNS, size):
            kinds = kinds_again(wanted, usual)
            assert len(kinds.patterns) == len(usual.patterns)
            assert kinds.raising in ADDING
            assert kinds.lowering in TAKING
            assert set(kinds.patterns) <= {*wanted, usual.raising, usual.lowering} or not wanted
            assert len(set(wanted) & set(kinds.patterns)) >= min(len(wanted), len(usual.others))
    assert kinds_again((), usual) == usual


def test_adding_and_taking_say_what_readings_do():
    for pattern in PATTERNS:
        signs = set()
        for value in range(1000):
            for filler in "X0-_":
                boxes = boxes_for(value, 3, filler=filler)
                signs |= {value_of(one) > value for one in misreadings(pattern, boxes)}
        # 8 in the first box is less than 9 there: the plan leaves that to chance in every packet.
        always = pattern != "leading_eight" and pattern in ADDING | TAKING
        assert signs == ({pattern in ADDING} if always else {True, False}), pattern


def test_where_no_number_fits_the_plans_own_rules_stand_in(desk, monkeypatch):
    form = desk.form()
    usual = kinds_of(form, seed=SEED)
    real, asked = again_module.make_packet, []

    def narrow(form, **options):
        asked.append(options["kinds"])
        if options["kinds"].others.count("six_as_five") > 1:
            raise PacketError("Tidak ada tempat.", hint="Lagi.")
        return real(form, **options)

    monkeypatch.setattr(again_module, "make_packet", narrow)
    packet = packet_again(form, Again(("six_as_five",)), seed=SEED)
    assert [kinds.others.count("six_as_five") for kinds in asked] == [3, 2, 1]
    assert asked[-1].others[1:] == usual.others[1:]
    assert len(packet.misreads) == len(usual.patterns)


def test_a_real_form_is_refused_at_once():
    real = builtin_catalog().get("c_hasil_ppwp_2024")
    with pytest.raises(PacketError) as told:
        packet_again(real, Again(("two_five",)), seed=SEED)
    assert told.value.code == "formulir_resmi"


def test_overlooked_slips_are_on_the_paper_again(desk):
    slip = Slip(kind="signature", detail="Tanda tangan saksi tidak ada.")
    wanted = again(result(desk, slips=(slip,), signed=False))
    assert wanted == Again((), ("signature",))
    packet = packet_again(desk.form(), wanted, seed=SEED)
    assert [one.kind for one in packet.slips] == ["signature"]
    assert not packet.signed


def test_slips_come_in_one_order_whatever_the_paper_had(desk):
    slips = [
        Slip(kind="header", detail="TPS lain."),
        Slip(kind="signature", detail="Tidak ada."),
        Slip(kind="arithmetic", numbers=("suara_sah",)),
    ]
    told = {again(result(desk, slips=tuple(order), signed=False)) for order in (slips, slips[::-1])}
    assert told == {Again((), ("arithmetic", "signature", "header"))}


def test_the_tps_stays_the_trainees_own(desk):
    tps = desk.packet().tps
    packet = packet_again(desk.form(), Again(("two_five",)), seed=SEED, tps=tps)
    assert (packet.tps, packet.form) == (tps, desk.form().id)
    assert packet.seed == SEED


def test_it_is_written_with_its_photographs_and_read_back(desk, tmp_path):
    form = desk.form()
    packet = packet_again(form, Again(("two_five",)), seed=SEED)
    told = []
    folder = write_again(form, packet, tmp_path, told=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert load_packet(folder) == packet
    assert sorted(one.name for one in folder.iterdir()) == ["packet.json", "page-1.jpg", "page-2.jpg", "page-3.jpg"]
    assert {photo.level for photo in packet.photos} == {"good"}


def test_stopped_halfway_no_key_is_there(desk, tmp_path):
    form = desk.form()
    packet = packet_again(form, Again(("two_five",)), seed=SEED)

    def stop(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_again(form, packet, tmp_path, told=stop)
    assert not list(tmp_path.rglob("packet.json"))
