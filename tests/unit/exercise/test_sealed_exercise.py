"""Practising a sealed packet, and its score by the trainer later."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.saved import (
    SITTING_FILE,
    attempted_class,
    attempted_packet,
    discard_sitting,
    load_attempt,
    load_sitting,
    save_attempt,
    save_sitting,
)
from sirekap_trainer.exercise.scoring import load_rubric, score, score_sealed
from sirekap_trainer.exercise.sitting import Sitting
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.packet import PACKET_FILE, Misread, save_packet
from sirekap_trainer.practice.seal import Cost, Keyring, open_sealed, seal_folder
from sirekap_trainer.practice.sealed import SealedPacket, load_any

if TYPE_CHECKING:
    from pathlib import Path

    from sirekap_trainer.exercise.flow import Exercise
    from sirekap_trainer.practice.packet import Packet

ID = "GUB-U-00000-00001"
KEYRING = Keyring("kuda laut makan bayam")
RUBRIC = load_rubric()


@pytest.fixture
def key(desk: Any) -> Packet:
    """With its answers."""
    made: Packet = desk.packet(packet_id=ID)
    return made


@pytest.fixture
def folder(key: Packet, tmp_path: Path) -> Path:
    save_packet(key, tmp_path / "open")
    seal_folder(tmp_path / "open", tmp_path / ID, KEYRING.new_key(cost=Cost(n=16, r=1, p=1)))
    return tmp_path / ID


@pytest.fixture
def sealed(folder: Path) -> SealedPacket:
    found = load_any(folder)
    assert isinstance(found, SealedPacket)
    return found


def photographed(desk: Any, sealed: SealedPacket, key: Packet, folder: Path | str = "") -> Exercise:
    """The photographs show what stands on the paper."""
    from sirekap_trainer.exercise.flow import Exercise, Trainee

    run = Exercise().identify(Trainee("Peserta Satu", "012")).choose(sealed, desk.form(), folder=folder)
    for page in desk.form():
        run = run.add_photo(page.number, desk.page_reading(page.number, key))
    return run


def sent(desk: Any, run: Exercise, answer: Any) -> Exercise:
    run = run.start_check("koreksi", at=1000.0)
    finished: Exercise = desk.sent(run, answer(run.review))
    return finished


def test_the_same_is_shown_as_of_the_open_packet(desk: Any, sealed: SealedPacket, key: Packet) -> None:
    shown = photographed(desk, sealed, key).start_check("koreksi", at=0.0).review
    open_one = desk.checking(packet=key).review
    assert shown is not None
    for one, other in zip(shown.items, open_one.items, strict=True):
        assert (one.id, value_of(one.shown)) == (other.id, value_of(other.shown))
        assert (one.bubbles, one.confidence) == (other.bubbles, other.confidence)


def test_what_is_kept_does_not_tell_what_is_planted(desk: Any, sealed: SealedPacket, key: Packet) -> None:
    """Beside what is shown, the honest readings would."""
    run = photographed(desk, sealed, key).start_check("koreksi", at=0.0)
    assert run.review is not None
    assert {one.id: one.boxes for one in run.readings} == {item.id: item.shown for item in run.review.items}


def test_what_the_machine_cannot_read_stays_unread(desk: Any, sealed: SealedPacket, key: Packet) -> None:
    run = photographed(desk, sealed, key)
    page = desk.page_reading(2, key)
    unsure = tuple(replace(one, boxes="?" + one.boxes[1:]) for one in page.numbers)
    run = run.add_photo(2, replace(page, numbers=unsure)).start_check("koreksi", at=0.0)
    assert run.review is not None
    assert run.review.item("suara_2").shown == "?73"


def test_it_can_be_interrupted(desk: Any, sealed: SealedPacket, key: Packet, folder: Path, tmp_path: Path) -> None:
    run = photographed(desk, sealed, key, folder).start_check("koreksi", at=0.0)
    assert run.review is not None
    run = run.with_review(run.review.accept("suara_1"))
    save_sitting(Sitting.of(run), tmp_path / "saved")
    found = load_sitting(tmp_path / "saved", catalog=builtin_catalog())
    assert found is not None
    assert (found.mode, found.exercise) == ("ujian", run)


def test_it_goes_on_without_the_stick_its_packet_came_from(
    desk: Any, sealed: SealedPacket, key: Packet, folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stik" / folder.name
    shutil.copytree(folder, stick)
    run = photographed(desk, sealed, key, stick).start_check("koreksi", at=0.0)
    save_sitting(Sitting.of(run), tmp_path / "saved")
    shutil.rmtree(tmp_path / "stik")
    found = load_sitting(tmp_path / "saved", catalog=builtin_catalog())
    assert found is not None
    assert found.exercise == run
    copies = [path.name for path in (tmp_path / "saved").rglob("*") if path.is_file()]
    assert sorted(copies) == [PACKET_FILE, SITTING_FILE], "no photographs, which take room"
    shutil.copytree(folder, tmp_path / "stik" / "lain")
    other = photographed(desk, sealed, key, tmp_path / "stik" / "lain")
    save_sitting(Sitting.of(other), tmp_path / "saved")
    assert len(list((tmp_path / "saved").rglob(PACKET_FILE))) == 1, "that of the sitting before goes"
    discard_sitting(tmp_path / "saved")
    assert not any((tmp_path / "saved").iterdir())


def test_the_trainer_scores_it_as_if_it_had_been_open(
    desk: Any, sealed: SealedPacket, key: Packet, folder: Path, tmp_path: Path
) -> None:
    for answer in (desk.blind, lambda review: desk.perfect(review, key)):
        path = save_attempt(sent(desk, photographed(desk, sealed, key, folder), answer), tmp_path / "attempts")
        opened = open_sealed(folder, KEYRING)
        result = score_sealed(load_attempt(path, opened, catalog=builtin_catalog()), opened, RUBRIC)
        openly = desk.checking(packet=key)
        expected = score(desk.sent(openly, answer(openly.review)), key, RUBRIC)
        assert (result.total, result.passed, result.votes_at_stake) == (
            expected.total,
            expected.passed,
            expected.votes_at_stake,
        )
        assert [one.kind for one in result.outcomes] == [one.kind for one in expected.outcomes]
        assert [one.pattern for one in result.outcomes] == [one.pattern for one in expected.outcomes]


def test_an_attempt_holds_no_key_and_no_folder_names(
    desk: Any, sealed: SealedPacket, key: Packet, folder: Path, tmp_path: Path
) -> None:
    path = save_attempt(sent(desk, photographed(desk, sealed, key, folder), desk.blind), tmp_path / "attempts")
    text = path.read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert {
        one["id"]: one["boxes"] for photo in json.loads(text)["photos"] for one in photo["readings"]
    } == sealed.shown
    assert attempted_packet(path) == ID


def test_an_attempt_names_its_class_where_there_is_one(
    desk: Any, sealed: SealedPacket, key: Packet, tmp_path: Path
) -> None:
    run = sent(desk, photographed(desk, sealed, key), desk.blind)
    of_class, alone = save_attempt(run, tmp_path, class_code="K7M2QX"), save_attempt(run, tmp_path)
    assert [attempted_class(path) for path in (of_class, alone)] == ["K7M2QX", ""]
    assert "class_code" not in json.loads(alone.read_text(encoding="utf-8")), "as files of earlier versions"
    loaded = [load_attempt(path, sealed, catalog=builtin_catalog()) for path in (of_class, alone)]
    assert loaded[0] == loaded[1]
    changed = json.loads(of_class.read_text(encoding="utf-8")) | {"class_code": "K7/../x"}
    of_class.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ExerciseError, match="rusak"):
        attempted_class(of_class)


def test_attempts_are_not_overwritten(desk: Any, sealed: SealedPacket, key: Packet, tmp_path: Path) -> None:
    run = sent(desk, photographed(desk, sealed, key), desk.blind)
    names = [save_attempt(run, tmp_path).name for _ in range(3)]
    assert names == [f"ujian-{ID}-012-utama{ending}.json" for ending in ("", "-2", "-3")]


def test_an_unfinished_exercise_is_no_attempt(desk: Any, sealed: SealedPacket, key: Packet, tmp_path: Path) -> None:
    run = photographed(desk, sealed, key)
    with pytest.raises(ExerciseError, match="belum selesai"):
        save_attempt(run, tmp_path)
    with pytest.raises(ExerciseError, match="belum selesai"):
        score_sealed(run, key, RUBRIC)
    (tmp_path / "ujian.json").write_text(json.dumps(run.to_dict()), encoding="utf-8")
    with pytest.raises(ExerciseError, match="rusak"):
        load_attempt(tmp_path / "ujian.json", sealed, catalog=builtin_catalog())


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"format": 9}'])
def test_a_damaged_attempt_is_refused(data: bytes, sealed: SealedPacket, tmp_path: Path) -> None:
    path = tmp_path / "ujian.json"
    path.write_bytes(data)
    with pytest.raises(ExerciseError) as caught:
        load_attempt(path, sealed, catalog=builtin_catalog())
    assert caught.value.code == "hasil_rusak"


def test_an_attempt_at_something_else_is_not_scored(desk: Any, sealed: SealedPacket, key: Packet) -> None:
    run = sent(desk, photographed(desk, sealed, key), desk.blind)
    other = key.model_copy(update={"misreads": (Misread(number="suara_1", boxes="884", pattern="leading_eight"),)})
    for packet in (other, key.model_copy(update={"id": "GUB-U-00000-00002"})):
        with pytest.raises(ExerciseError) as caught:
            score_sealed(run, packet, RUBRIC)
        assert caught.value.code == "paket_lain"


def test_a_packet_that_does_not_show_the_forms_numbers_is_refused(desk: Any, sealed: SealedPacket) -> None:
    from sirekap_trainer.exercise.flow import Exercise, Trainee

    run = Exercise().identify(Trainee("Peserta Satu", "012"))
    shown = dict(sealed.shown)
    for wrong in (shown | {"suara_1": "12"}, {"suara_1": "X12"}, shown | {"suara_9": "X12"}):
        with pytest.raises(ExerciseError) as caught:
            run.choose(sealed.model_copy(update={"shown": wrong}), desk.form())
        assert caught.value.code == "jumlah_kotak"
