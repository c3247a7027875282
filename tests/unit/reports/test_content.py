"""What a report says: the whole of an attempt, in words, without a look."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import datetime

import pytest

from sirekap_trainer.exercise.pair import agreement
from sirekap_trainer.exercise.scoring import OUTCOME_LABELS, RIGHT
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import Candidate
from sirekap_trainer.reports.content import (
    MISTAKE_WORDS,
    Difference,
    PairReport,
    date_words,
    mistakes_in,
    name_of,
    pair_report,
    short_form,
    title_of,
    wrong_boxes,
)


def test_a_perfect_attempt_has_no_mistakes(evening):
    told = evening.attempt(0, first_right=29)
    assert told.passed
    assert told.mistakes == ()
    assert (told.figure, told.votes_at_stake, told.found) == ("100", 0, 5)
    assert told.when == "27 November 2024, 19.05"
    assert (told.role, told.mode, told.rule) == ("Operator utama", "Latihan", "Koreksi")
    assert told.form == "C.Hasil Wali Kota dan Wakil Wali Kota"
    assert told.title == "Utama - Wali Kota"
    assert [part.figure for part in told.parts][:2] == ["60 dari 60", "15 dari 15"]
    assert all(line.good for line in told.photos)


def test_every_wrong_number_is_told_with_what_stands_on_the_paper(evening):
    exercise, packet, score = evening.parts(29)
    told = mistakes_in(score, packet.candidates, {"suara_1": b"picture"})
    assert [one.id for one in told] == [item.id for item in exercise.review.items]
    for one in told:
        assert one.written == packet.numbers[one.id].boxes
        assert one.sent == exercise.review.item(one.id).sent
        assert one.shown == exercise.review.item(one.id).shown
    votes = {one.id: one.votes for one in told}
    assert sum(votes.values()) == score.votes_at_stake > 0
    assert votes["suara_sah"] == 0
    pictures = {one.id: one.crop for one in told}
    assert pictures["suara_1"] == b"picture"
    assert set(pictures.values()) == {b"picture", b""}


def test_what_is_told_covers_every_outcome():
    assert set(MISTAKE_WORDS) | (RIGHT - {"false_flag"}) == set(OUTCOME_LABELS)


def test_photographs_are_told_page_by_page(evening):
    lines = evening.attempt(0, codes=("buram", "gelap")).photos
    assert [line.good for line in lines] == [True, False, True]
    assert lines[1].words == "Halaman 2: foto pertama buram, terlalu gelap."
    unknown = evening.attempt(0, codes=("rusak",)).photos[1]
    assert unknown.words == "Halaman 2: foto pertama foto tidak terbaca."


def test_a_sheet_of_another_tps_is_not_the_cameras_fault(evening):
    told = evening.attempt(0, codes=("tps_lain",), slips=("header",))
    assert all(line.good for line in told.photos)
    overlooked = told.slips[0]
    assert not overlooked.good
    assert "TPS lain" in overlooked.words
    assert not evening.attempt(0, codes=("tps_lain",)).photos[1].good


def test_slips_say_what_was_overlooked(evening):
    told = evening.attempt(0, slips=("bubble", "signature"))
    assert [line.good for line in told.slips] == [False, False]
    assert "Bandingkan bulatan" in told.slips[0].words
    assert "::" not in told.slips[0].words
    assert ".." not in "".join(line.words for line in told.slips)


def test_the_report_does_not_change_after_it_is_made(evening):
    told = evening.attempt(1)
    with pytest.raises(FrozenInstanceError):
        told.figure = "100"


def test_names_are_the_forms_own():
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    pairs = (Candidate(number=2, first="DUKU", second="JERUK"),)
    assert name_of(form.number("suara_2"), pairs) == "2. DUKU – JERUK"
    assert name_of(form.number("suara_1"), pairs) == "Suara paslon 1"
    assert name_of(form.number("suara_sah"), pairs) == "V.A"
    assert (title_of(form), short_form(title_of(form))) == ("C.Hasil Wali Kota dan Wakil Wali Kota", "Wali Kota")


@pytest.mark.parametrize(
    ("boxes", "written", "wrong"),
    [
        ("873", "X73", (True, False, False)),
        ("073", "X73", (False, False, False)),
        ("X02", "202", (True, False, False)),
        ("_8_", "X80", (False, False, True)),
        ("XX8", "000", (False, False, True)),
        ("?73", "X73", (True, False, False)),
        ("X12", "124", (True, True, True)),
        ("XXX", "XX5", (False, False, True)),
    ],
)
def test_only_boxes_that_say_something_else_are_marked(boxes, written, wrong):
    assert wrong_boxes(boxes, written) == wrong


def test_agreement_is_a_share_and_never_rounded_up_to_all():
    one = Difference("B.4", "Jumlah", "X12", "X13", "X12")
    pair = PairReport("C.Hasil Wali Kota dan Wakil Wali Kota", "Satu", "Dua", 29, (one,))
    assert (pair.agreed, pair.percent) == (28, "97%")
    assert "28 dari 29" in pair.sentence
    assert replace(pair, total=1000).percent == "99%"
    assert replace(pair, differences=()).sentence == "Kedua operator sepakat pada semua 29 angka."
    assert replace(pair, total=0, differences=()).percent == "100%"


@pytest.mark.parametrize("first", ["utama", "cadangan"])
def test_operator_utama_is_named_first_whoever_began(evening, first):
    one, packet, _ = evening.parts(0, name="Siti", role="utama")
    other, _, _ = evening.parts(2, name="Budi", role="cadangan")
    if first == "cadangan":
        one, other = other, one
    told = pair_report(
        agreement(one.review, other.review), packet, (one.trainee, other.trainee), {"pemilih_dpt_l": b"picture"}
    )
    assert (told.utama, told.cadangan, told.total, told.agreed) == ("Siti", "Budi", 29, 27)
    assert [found.utama for found in told.differences] == [found.written for found in told.differences]
    assert all(found.cadangan != found.written for found in told.differences)
    assert [found.crop for found in told.differences] == [b"picture", b""]


def test_a_flag_is_no_number(evening):
    one, packet, score = evening.parts(0, name="Siti", rule="tandai")
    other, _, _ = evening.parts(2, name="Budi", role="cadangan", rule="tandai")
    told = pair_report(agreement(one.review, other.review), packet, (one.trainee, other.trainee))
    assert len(told.differences) == 2
    for found in told.differences:
        assert "" in (found.utama, found.cadangan)
        assert found.utama or found.cadangan
    assert mistakes_in(score, packet.candidates) == ()
    flags = evening.attempt(2, rule="tandai").mistakes
    assert {one.kind for one in flags} <= {"false_flag", "missed"}
    assert len(flags) == 2


def test_dates_are_indonesian():
    assert date_words(datetime(2026, 2, 1, 7, 3)) == "1 Februari 2026, 07.03"  # noqa: DTZ001
