"""Slips on the paper: the same kinds for everyone, in the key with words, and scored sensibly."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from sirekap_trainer.exercise.flow import Exercise, Trainee
from sirekap_trainer.exercise.scoring import Score, load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.rules import check
from sirekap_trainer.form.symbols import bubbles_contradict
from sirekap_trainer.practice.filling import page_strokes
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet, SlipKind, Tps, load_packet, save_packet
from sirekap_trainer.practice.sheet import sheet_bytes
from sirekap_trainer.practice.slips import SLIP_KINDS, broken_rule
from sirekap_trainer.reading.result import NumberReading, PageReading

FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
TOLD = Tps(province="JAWA TIMUR", city="PROBOLINGGO", kecamatan="MAYANGAN", kelurahan="JATI", number="012")


@cache
def packets(name: str, slips: tuple[SlipKind, ...], seed: int = 3) -> tuple[Packet, ...]:
    form = builtin_catalog().get(name)
    return tuple(make_packet(form, seed=seed, index=index, slips=slips) for index in range(1, 61))


@pytest.fixture
def form() -> Form:
    return builtin_catalog().get(FORMS[1])


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("seed", range(8))
def test_an_arithmetic_slip_breaks_one_rule_once(name: str, seed: int) -> None:
    form = builtin_catalog().get(name)
    for packet in packets(name, ("arithmetic",), seed)[:20]:
        (slip,) = packet.slips
        (finding,) = check(form, packet.values)
        assert finding.code == broken_rule(form, seed=seed)
        assert (slip.kind, slip.numbers, slip.detail) == ("arithmetic", finding.numbers, finding.message)


def test_sets_break_different_rules(form: Form) -> None:
    assert {broken_rule(form, seed=seed) for seed in range(60)} == {"R1", "R3", "R4", "R5", "R6", "R7"}


@pytest.mark.parametrize("name", FORMS)
def test_a_slip_changes_no_candidates_votes(name: str) -> None:
    """Whatever is wrong, the votes are the ones that were drawn, and the winner is whom the set dealt."""
    form = builtin_catalog().get(name)
    wins = Counter(
        max(form.candidates, key=lambda number, packet=packet: packet.values[number.id] or 0).candidate
        for packet in packets(name, SLIP_KINDS)
    )
    assert set(wins.values()) == {60 // len(form.candidates)}


@pytest.mark.parametrize("name", FORMS)
def test_bubbles_contradict_one_candidate_and_each_as_often(name: str) -> None:
    form = builtin_catalog().get(name)
    met: Counter[str] = Counter()
    for packet in packets(name, ("bubble",)):
        wrong = [
            number.id
            for number in form.candidates
            if bubbles_contradict(packet.numbers[number.id].boxes, packet.numbers[number.id].bubbles or "")
        ]
        (slip,) = packet.slips
        assert slip.numbers == tuple(wrong)
        assert not {misread.number for misread in packet.misreads} & set(wrong)
        assert packet.numbers[wrong[0]].boxes in slip.detail
        met.update(wrong)
    assert met == dict.fromkeys((number.id for number in form.candidates), 60 // len(form.candidates))


def test_every_packet_of_a_set_has_the_slips_wished_for_in_one_order(form: Form) -> None:
    for wanted in ((), ("header",), ("signature", "bubble"), SLIP_KINDS):
        for packet in packets(form.id, wanted)[:12]:
            assert [slip.kind for slip in packet.slips] == [kind for kind in get_args(SlipKind) if kind in wanted]
            assert all(slip.detail for slip in packet.slips)
            assert packet.signed == ("signature" not in wanted)
            assert (packet.header is None) == ("header" not in wanted)


def test_a_slip_outside_the_numbers_changes_no_number(form: Form) -> None:
    plain = packets(form.id, ())
    for one, other in zip(plain, packets(form.id, ("signature", "header")), strict=True):
        assert (one.numbers, one.misreads, one.corrections, one.hand, one.tps) == (
            other.numbers,
            other.misreads,
            other.corrections,
            other.hand,
            other.tps,
        )


def test_misreads_leave_alone_what_a_slip_is_about(form: Form) -> None:
    """Otherwise a wrong reading could make the wrong arithmetic look right."""
    votes = {number.id for number in form.candidates}
    for packet in packets(form.id, ("arithmetic",)):
        touched = {misread.number for misread in packet.misreads} - votes
        assert touched.isdisjoint(packet.slips[0].numbers)


def test_the_header_names_another_tps_of_the_same_kelurahan(form: Form) -> None:
    packet = make_packet(form, seed=1, index=1, slips=("header",), tps=TOLD)
    assert packet.tps == TOLD
    assert packet.header is not None
    assert packet.header.number != TOLD.number
    assert packet.header.model_copy(update={"number": TOLD.number}) == TOLD
    assert packet.printed == packet.header
    assert TOLD.number in packet.slips[0].detail
    assert packet.header.number in packet.slips[0].detail
    told = make_packet(form, seed=1, index=1, tps=TOLD)
    assert sheet_bytes(form, 3, packet) != sheet_bytes(form, 3, told)
    assert told.printed == TOLD


def test_one_signature_is_missing_on_every_page(form: Form) -> None:
    packet = make_packet(form, seed=1, index=1, slips=("signature",))
    whole = packet.model_copy(update={"signed": True, "slips": ()})
    person = packet.slips[0].person
    for page in form:
        (area,) = [one for one in page.artwork if one.text == f"{{tanda_tangan {person}}}"]
        gone = set(page_strokes(form, page, whole)) - set(page_strokes(form, page, packet))
        assert gone
        points = [point for stroke in gone for point in stroke.points]
        assert all(area.x <= x <= area.x2 and area.y <= y <= area.y2 for x, y in points)


def test_a_packet_with_every_slip_survives_being_stored(form: Form, tmp_path: Path) -> None:
    packet = packets(form.id, SLIP_KINDS)[0]
    save_packet(packet, tmp_path)
    assert load_packet(tmp_path) == packet


def worked_through(form: Form, packet: Packet, *, notes: bool, complete: bool) -> Score:
    """The score of who corrects every number, and notes what is wrong on the paper or says that all is well."""
    read = {
        number.id: NumberReading(
            number.id, number.label, packet.numbers[number.id].boxes, packet.numbers[number.id].bubbles, 0.99
        )
        for number in form.numbers
    }
    exercise = Exercise().identify(Trainee("Peserta Satu", "012")).choose(packet, form)
    for page in form:
        exercise = exercise.add_photo(page.number, page_reading(form, page.number, read))
    exercise = exercise.start_check("koreksi", at=0.0)
    review = exercise.review
    assert review is not None
    for item in review.items:
        review = review.correct(item.id, packet.numbers[item.id].boxes)
    if notes:
        for finding in review.findings():
            review = review.note(finding)
    exercise = exercise.with_review(review).signatures_checked(complete=complete).header_checked(own=not notes)
    done = exercise.confirm().send(at=60.0)
    return score(done, packet, load_rubric())


def page_reading(form: Form, page: int, read: dict[str, NumberReading]) -> PageReading:
    numbers = tuple(read[number.id] for number in form.page(page).numbers)
    return PageReading(
        photo=f"page-{page}.jpg",
        form=form.id,
        page=page,
        numbers=numbers,
        photo_findings=(),
        findings=(),
        outline=np.zeros((4, 2)),
        upright=np.zeros((1, 1, 3), np.uint8),
    )


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("index", [1, 2, 3])
def test_who_notices_every_slip_gets_every_point(name: str, index: int) -> None:
    form, packet = builtin_catalog().get(name), packets(name, SLIP_KINDS)[index]
    result = worked_through(form, packet, notes=True, complete=False)
    assert (result.total, result.passed, result.votes_at_stake) == (100.0, True, 0)
    assert [one.slip for one in result.slips if one.noticed] == list(packet.slips)


@pytest.mark.parametrize("name", FORMS)
def test_who_overlooks_them_loses_the_points_for_them_alone(name: str) -> None:
    form, packet = builtin_catalog().get(name), packets(name, SLIP_KINDS)[0]
    result = worked_through(form, packet, notes=False, complete=True)
    assert [part.name for part in result.parts if not part.full] == ["arithmetic", "procedure"]
    assert (result.part("arithmetic").points, result.part("procedure").points) == (0.0, 5.0)
    assert all(outcome.right for outcome in result.outcomes)
    assert not any(one.noticed for one in result.slips)


@pytest.mark.parametrize("kind", SLIP_KINDS)
@pytest.mark.parametrize("name", FORMS)
def test_each_kind_of_slip_is_worth_points_by_itself(name: str, kind: SlipKind) -> None:
    form, packet = builtin_catalog().get(name), packets(name, (kind,))[0]
    overlooked = worked_through(form, packet, notes=False, complete=True)
    assert overlooked.total == (95.0 if kind == "signature" else 90.0)
