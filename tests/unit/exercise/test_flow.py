from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_trainer.errors import ExerciseError, FormError
from sirekap_trainer.exercise.flow import Exercise, Step, Trainee, trainee_problems
from sirekap_trainer.form.catalog import builtin_catalog

if TYPE_CHECKING:
    from collections.abc import Callable

TRAINEE = Trainee("Peserta Satu", "012")


def test_the_whole_way(desk: Any) -> None:
    packet, form = desk.packet(), desk.form()
    exercise = Exercise().identify(TRAINEE)
    assert exercise.step is Step.PACKET
    exercise = exercise.choose(packet, form, folder="latihan/GUB-1-001")
    assert exercise.missing_pages == (1, 2, 3)
    for page in (2, 1, 3):
        exercise = exercise.add_photo(page, desk.page_reading(page))
    assert [taken.page for taken in exercise.photos] == [1, 2, 3]
    exercise = exercise.start_check("koreksi", at=100.0)
    exercise = exercise.with_review(desk.perfect(exercise.review, packet))
    exercise = exercise.signatures_checked(complete=True).confirm()
    assert exercise.step is Step.SEND
    exercise = exercise.send(at=160.5)
    assert exercise.step is Step.RESULT
    assert exercise.seconds == 60.5


def test_the_steps_are_in_order() -> None:
    assert [step.value for step in Step] == ["Identitas", "Paket", "Foto", "Periksa", "Kirim", "Hasil"]
    assert [step.position for step in Step] == list(range(6))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "  "}, "name"),
        ({"name": "a" * 81}, "name"),
        ({"tps": "12"}, "tps"),
        ({"tps": "0123"}, "tps"),
        ({"tps": "000"}, "tps"),
        ({"tps": "01a"}, "tps"),
        ({"tps": "٠١٢"}, "tps"),
        ({"role": "saksi"}, "role"),
        ({"kelurahan": "a" * 81}, "kelurahan"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], wrong: str) -> None:
    typed = {"name": "Peserta Satu", "tps": "901"} | fields
    assert list(trainee_problems(**typed)) == [wrong]
    with pytest.raises(ExerciseError) as caught:
        Trainee(**typed)
    assert caught.value.code == f"isian_{wrong}"


def test_all_wrong_fields_are_named_at_once() -> None:
    assert list(trainee_problems("", "", "")) == ["name", "tps", "role"]
    assert trainee_problems("Peserta", "001") == {}


def test_what_was_typed_is_tidied() -> None:
    typed = Trainee.typed("  Peserta   Satu ", " 7", kelurahan=" Jati ")
    assert typed == Trainee("Peserta Satu", "007", "utama", "Jati")


def test_a_packet_of_another_form_is_refused(desk: Any) -> None:
    with pytest.raises(ExerciseError, match="bukan untuk formulir"):
        Exercise().identify(TRAINEE).choose(desk.packet(), desk.form("latihan_kwk_wali_kota"))


def test_the_wrong_page_and_the_wrong_form_are_refused(desk: Any) -> None:
    exercise = Exercise().identify(TRAINEE).choose(desk.packet(), desk.form())
    with pytest.raises(ExerciseError, match="Foto ini halaman 3, yang diminta halaman 2"):
        exercise.add_photo(2, desk.page_reading(3))
    with pytest.raises(ExerciseError, match="formulir lain"):
        exercise.add_photo(2, desk.page_reading(2, form=desk.form("latihan_kwk_wali_kota")))
    with pytest.raises(ExerciseError, match="tidak punya halaman 4"):
        exercise.add_photo(4, desk.page_reading(2))


def test_retakes_are_counted_and_the_first_take_is_remembered(desk: Any) -> None:
    exercise = Exercise().identify(TRAINEE).choose(desk.packet(), desk.form())
    exercise = exercise.add_photo(1, desk.page_reading(1, codes=("buram",))).add_photo(1, desk.page_reading(1))
    taken = exercise.photo(1)
    assert taken is not None
    assert (taken.takes, taken.first_findings, taken.findings, taken.usable_first) == (2, ("buram",), (), False)


def test_a_photograph_that_cannot_be_read_is_a_take(desk: Any) -> None:
    exercise = Exercise().identify(TRAINEE).choose(desk.packet(), desk.form())
    exercise = exercise.add_failed_photo(1, "page-1.jpg", "halaman_tidak_ditemukan")
    assert exercise.missing_pages == (1, 2, 3)
    exercise = exercise.add_photo(1, desk.page_reading(1))
    assert exercise.missing_pages == (2, 3)
    again = exercise.add_failed_photo(1, "page-1b.jpg", "halaman_tidak_ditemukan")
    assert again.missing_pages == (2, 3)
    taken = again.photo(1)
    assert taken is not None
    assert (taken.takes, taken.usable_first, taken.photo) == (3, False, "page-1.jpg")


def test_checking_needs_all_pages(desk: Any) -> None:
    exercise = Exercise().identify(TRAINEE).choose(desk.packet(), desk.form()).add_photo(2, desk.page_reading(2))
    with pytest.raises(ExerciseError, match="Halaman 1, 3 belum difoto"):
        exercise.start_check("koreksi", at=0.0)


def test_sending_needs_all_answers(desk: Any) -> None:
    exercise = desk.checking()
    review = desk.blind(exercise.review).clear("suara_1").clear("suara_2")
    with pytest.raises(ExerciseError, match="Masih ada 2 angka"):
        exercise.with_review(review).confirm()
    with pytest.raises(ExerciseError, match="langkah Periksa"):
        exercise.send(at=5.0)


def test_another_review_is_refused(desk: Any) -> None:
    exercise = desk.checking()
    with pytest.raises(ExerciseError, match="latihan lain"):
        exercise.with_review(desk.review("tandai"))
    with pytest.raises(ExerciseError, match="latihan lain"):
        exercise.with_review(desk.review(packet=desk.packet(misreads=())))


def test_going_back_loses_nothing(desk: Any) -> None:
    exercise = desk.photographed()
    assert exercise.back().choose(exercise.packet, exercise.form) == exercise
    sending = exercise.start_check("koreksi", at=1.0)
    sending = sending.with_review(desk.blind(sending.review)).confirm()
    assert sending.back().confirm() == sending


def test_another_packet_drops_the_photographs(desk: Any) -> None:
    again = desk.photographed().back().choose(desk.packet(packet_id="GUB-1-002"), desk.form())
    assert again.photos == ()


def test_there_is_no_way_back_from_checking(desk: Any) -> None:
    exercise = desk.checking()
    assert not exercise.can_go_back
    with pytest.raises(ExerciseError, match="tidak dapat kembali"):
        exercise.back()


def test_a_refused_step_says_what_to_do(desk: Any) -> None:
    with pytest.raises(ExerciseError, match="belum dapat dilakukan pada langkah Identitas") as early:
        Exercise().send(at=1.0)
    assert early.value.hint == "Hanya pada langkah Kirim."
    with pytest.raises(ExerciseError, match="tidak dapat dilakukan lagi pada langkah Periksa"):
        desk.checking().identify(TRAINEE)


def moves(desk: Any) -> dict[str, Callable[[Exercise], Exercise]]:
    """Everything a person can do, at whatever step."""
    packet, form = desk.packet(), desk.form()
    return {
        "identify": lambda e: e.identify(TRAINEE),
        "choose": lambda e: e.choose(packet, form),
        **{f"page {n}": lambda e, n=n: e.add_photo(n, desk.page_reading(n)) for n in (1, 2, 3)},
        "failed": lambda e: e.add_failed_photo(2, "x.jpg", "foto"),
        "check": lambda e: e.start_check("koreksi", at=1.0),
        "answer": lambda e: e.with_review(desk.perfect(e.review or desk.review(), packet)),
        "signatures": lambda e: e.signatures_checked(complete=True),
        "header": lambda e: e.header_checked(own=False),
        "confirm": lambda e: e.confirm(),
        "send": lambda e: e.send(at=2.0),
        "back": lambda e: e.back(),
    }


WAY = ["identify", "choose", "page 1", "page 2", "page 3", "check", "answer", "confirm", "send"]
NAMES = [*WAY, "failed", "signatures", "header", "back"]
#: The way with detours, so that late steps are reached as well.
detours = st.lists(st.tuples(st.integers(0, len(WAY)), st.sampled_from(NAMES)), max_size=8)


@given(detours=detours)
def test_no_step_is_ever_skipped(desk: Any, detours: list[tuple[int, str]]) -> None:
    names = list(WAY)
    for place, name in detours:
        names.insert(place, name)
    exercise = Exercise()
    for name in names:
        try:
            moved = moves(desk)[name](exercise)
        except ExerciseError:
            continue
        assert moved.step.position - exercise.step.position in (-1, 0, 1)
        assert (moved.step.position < exercise.step.position) == (name == "back")
        exercise = moved
        if exercise.step.position >= Step.CHECK.position:
            assert exercise.missing_pages == ()
        if exercise.step.position >= Step.SEND.position:
            assert exercise.review is not None
            assert exercise.review.complete


def reload(exercise: Exercise, *, saved: float | None = None, loaded: float | None = None) -> Exercise:
    data = json.loads(json.dumps(exercise.to_dict(at=saved)))
    return Exercise.from_dict(
        data,
        catalog=builtin_catalog(),
        load_packet=lambda _: exercise.packet,
        at=loaded,
    )


@given(stop=st.integers(0, len(WAY)))
def test_an_exercise_saved_at_any_step_comes_back_the_same(desk: Any, stop: int) -> None:
    exercise = Exercise()
    for name in WAY[:stop]:
        exercise = moves(desk)[name](exercise)
    assert reload(exercise) == exercise


def test_answers_notes_history_and_signatures_come_back(desk: Any) -> None:
    exercise = desk.checking()
    review = exercise.review.correct("suara_2", "X73").accept("suara_1").clear("suara_1")
    finding = review.findings()[0] if review.findings() else None
    assert finding is not None
    review = review.note(finding).note_bubbles("suara_3")
    exercise = exercise.with_review(review).signatures_checked(complete=False).header_checked(own=False)
    back = reload(exercise)
    assert back == exercise
    assert back.review is not None
    assert back.review.undo().item("suara_1").answer is not None


@pytest.mark.parametrize("stop", range(len(WAY) + 1))
def test_an_exercise_saved_before_headers_were_asked_about_comes_back(desk: Any, stop: int) -> None:
    exercise = Exercise()
    for name in WAY[:stop]:
        exercise = moves(desk)[name](exercise)
    saved = {name: value for name, value in exercise.to_dict().items() if name != "own_header"} | {"format": 1}
    back = Exercise.from_dict(saved, catalog=builtin_catalog(), load_packet=lambda _: exercise.packet)
    assert back == exercise
    assert back.own_header is None


def test_an_exercise_saved_before_tries_were_kept_comes_back(desk: Any) -> None:
    checking = desk.checking()
    exercise = checking.with_review(checking.review.accept("suara_1"))
    saved = exercise.to_dict() | {"format": 2}
    del saved["review"]["tries"]
    back = Exercise.from_dict(saved, catalog=builtin_catalog(), load_packet=lambda _: exercise.packet)
    assert back == exercise
    assert back.review.tries == ()


def test_a_colleague_gets_the_photographs_and_nothing_that_was_answered(desk: Any) -> None:
    done = desk.checking().header_checked(own=True)
    done = desk.sent(done, desk.blind(done.review))
    other = done.for_colleague(Trainee("Peserta Dua", "012", "cadangan"))
    assert other == replace(desk.photographed(), trainee=other.trainee, photos=done.photos, packet=done.packet)
    assert other.start_check("koreksi", at=9.0).review == desk.checking().review
    with pytest.raises(ExerciseError, match="Belum semua halaman"):
        Exercise().for_colleague(TRAINEE)


def test_what_was_said_of_a_header_is_forgotten_with_its_packet(desk: Any) -> None:
    said = desk.photographed().header_checked(own=False)
    assert said.back().choose(desk.packet(), desk.form()).own_header is False
    other = said.back().choose(desk.packet(packet_id="GUB-1-002"), desk.form())
    assert (other.own_header, other.photos) == (None, ())
    with pytest.raises(ExerciseError, match="belum dapat dilakukan"):
        other.back().header_checked(own=True)


def test_an_interruption_does_not_count(desk: Any) -> None:
    exercise = desk.checking()
    back = reload(exercise, saved=exercise.started_at + 30, loaded=exercise.started_at + 9030)
    back = desk.sent(back, desk.blind(back.review), at=exercise.started_at + 9040)
    assert back.seconds == 40


def test_a_time_that_is_over_does_not_change_when_it_is_loaded_later(desk: Any) -> None:
    exercise = desk.checking()
    done = desk.sent(exercise, desk.blind(exercise.review), at=exercise.started_at + 40)
    assert reload(done, saved=exercise.started_at + 41, loaded=exercise.started_at + 9000).seconds == 40


def test_what_is_saved_holds_no_answer_key(desk: Any) -> None:
    exercise = desk.photographed(packet=desk.packet(signed=False))
    text = json.dumps(exercise.to_dict())
    assert "leading_eight" not in text
    assert "misread" not in text
    assert "signed" not in text


def damaged(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def made(data: dict[str, Any]) -> dict[str, Any]:
        change(data)
        return data

    return made


@pytest.mark.parametrize(
    "damage",
    [
        damaged(lambda d: d.pop("step")),
        damaged(lambda d: d.update(step="MONEY")),
        damaged(lambda d: d.update(step="SEND")),
        damaged(lambda d: d.update(format=4)),
        damaged(lambda d: d.update(review=None)),
        damaged(lambda d: d.update(trainee=None)),
        damaged(lambda d: d["trainee"].update(tps="1")),
        damaged(lambda d: d["photos"].pop()),
        damaged(lambda d: d["review"]["items"].pop()),
        damaged(lambda d: d["review"]["items"][0].update(shown="12")),
        damaged(lambda d: d["review"]["items"][0].update(shown="1A2")),
        damaged(lambda d: d["review"]["items"][0].update(bubbles="12")),
        damaged(lambda d: d["review"]["items"][0].update(id="suara_9")),
        damaged(lambda d: d["review"]["items"][0].update(answer={"kind": "accepted", "boxes": "123"})),
        damaged(lambda d: d["review"].update(history=[["suara_9", None]])),
        damaged(lambda d: d["review"].update(tries=[["suara_9", {"kind": "accepted"}]])),
        lambda _: [],
        lambda _: None,
    ],
)
def test_damaged_values_are_refused(desk: Any, damage: Callable[[dict[str, Any]], object]) -> None:
    exercise = desk.checking()
    with pytest.raises(ExerciseError) as caught:
        Exercise.from_dict(damage(exercise.to_dict()), catalog=builtin_catalog(), load_packet=lambda _: exercise.packet)
    assert caught.value.code == "simpanan_rusak"


def test_another_packet_or_form_in_place_of_the_saved_one_is_refused(desk: Any) -> None:
    data = desk.checking().to_dict()
    other = desk.packet(packet_id="GUB-1-002")
    with pytest.raises(ExerciseError, match="diganti"):
        Exercise.from_dict(data, catalog=builtin_catalog(), load_packet=lambda _: other)
    with pytest.raises(FormError, match="tidak dikenal"):
        Exercise.from_dict(
            data | {"form": "latihan_lain"}, catalog=builtin_catalog(), load_packet=lambda _: desk.packet()
        )
