"""One or two people, one or two forms, in turns."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sirekap_trainer.errors import ExerciseError, PacketError
from sirekap_trainer.exercise.flow import Exercise, Step, Trainee
from sirekap_trainer.exercise.saved import (
    PACKETS_FOLDER,
    SAVED_FILE,
    SITTING_FILE,
    discard_sitting,
    load_sitting,
    refuse_second_attempt,
    save_attempt,
    save_sitting,
    was_attempted,
)
from sirekap_trainer.exercise.sitting import Chosen, Sitting, Stage
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.packet import PACKET_FILE, save_packet
from sirekap_trainer.practice.seal import Cost, Keyring, seal_folder
from sirekap_trainer.practice.sealed import load_any

if TYPE_CHECKING:
    from pathlib import Path

UTAMA = Trainee("Siti", "012", "utama", "Jati")
CADANGAN = Trainee("Budi", "012", "cadangan", "Jati")
PAIR = (UTAMA, CADANGAN)
GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"


class Table:
    """Two packets of one TPS on disk, and quick ways through a sitting."""

    def __init__(self, desk: Any, folder: Path) -> None:
        self.desk = desk
        self.chosen = []
        for form_id, name in ((GUBERNUR, "GUB-1-001"), (WALI_KOTA, "WK-1-001")):
            form = desk.form(form_id)
            packet = desk.packet(form, packet_id=name)
            save_packet(packet, folder / name)
            self.chosen.append(Chosen(packet, form, str(folder / name)))

    def begin(self, mode: str, crew: tuple[Trainee, ...] = PAIR, rule: str = "koreksi") -> Sitting:
        chosen = self.chosen if mode == "simulasi" else self.chosen[:1]
        return Sitting().identify(crew).choose(mode, rule, chosen, at=1000.0)

    def photograph(self, sitting: Sitting) -> Sitting:
        exercise = sitting.exercise
        for page in exercise.form:
            reading = self.desk.page_reading(page.number, exercise.packet, form=exercise.form)
            sitting = sitting.with_exercise(sitting.exercise.add_photo(page.number, reading))
        return sitting

    def check(self, sitting: Sitting, *, blind: bool = False) -> Sitting:
        run = sitting.exercise
        review = self.desk.blind(run.review) if blind else self.desk.perfect(run.review, run.packet)
        return sitting.with_exercise(run.with_review(review).signatures_checked(complete=True).confirm())

    def turn(self, sitting: Sitting, *, at: float, blind: bool = False) -> Sitting:
        if sitting.turn.photographs:
            sitting = self.photograph(sitting).start_check(at=at)
        return self.check(sitting, blind=blind).send(at=at + 60)


@pytest.fixture
def table(desk: Any, tmp_path: Path) -> Table:
    return Table(desk, tmp_path / "paket")


def test_one_person_has_one_turn_a_form(table: Table) -> None:
    sitting = table.begin("simulasi", (UTAMA,))
    assert [(turn.operator, turn.packet, turn.photographs) for turn in sitting.turns] == [(0, 0, True), (0, 1, True)]
    assert len(table.begin("latihan", (CADANGAN,)).turns) == 1


def test_two_people_check_each_form_and_change_places_for_the_second(table: Table) -> None:
    turns = table.begin("simulasi").turns
    assert [(turn.exercise.trainee.role, turn.packet, turn.photographs) for turn in turns] == [
        ("utama", 0, True),
        ("cadangan", 0, False),
        ("cadangan", 1, True),
        ("utama", 1, False),
    ]


def test_the_second_person_sees_the_same_and_nothing_of_the_first(table: Table) -> None:
    first = table.turn(table.begin("latihan"), at=1000.0, blind=True)
    assert first.stage is Stage.HAND_OVER
    shown = first.exercise.review
    second = first.take_over(at=2000.0)
    assert second.exercise.trainee == CADANGAN
    assert second.exercise.step is Step.CHECK
    assert second.exercise.started_at == 2000.0
    assert [item.shown for item in second.exercise.review.items] == [item.shown for item in shown.items]
    assert second.exercise.review.answered == 0
    assert second.exercise.review.tries == second.exercise.review.history == ()
    assert (second.exercise.signatures, second.exercise.own_header) == (None, None)
    assert second.exercise.photos == first.exercise.photos
    done = table.turn(second, at=2000.0)
    assert done.stage is Stage.DONE
    assert done.ended_at == 2060.0


def test_a_simulation_ends_when_all_is_out(table: Table) -> None:
    sitting = table.begin("simulasi")
    for index in range(4):
        sitting = table.turn(sitting, at=1000.0 + 100 * index)
        if index < 3:
            sitting = sitting.take_over(at=1070.0 + 100 * index)
    assert sitting.stage is Stage.QUEUE
    assert sitting.clock(1400.0) == 400.0
    with pytest.raises(ExerciseError, match="Belum semua angka terkirim"):
        sitting.close(at=1361.0)
    assert [one.state for one in sitting.uploads(1361.0)][-1] == "waiting"
    done = sitting.close(at=1900.0)
    assert done.stage is Stage.DONE
    assert done.clock(5000.0) == 900.0
    assert {one.state for one in done.uploads(1900.0)} == {"sent"}


def test_only_a_simulation_has_a_clock_and_a_queue_and_only_practice_a_coach(table: Table) -> None:
    practice, simulation = table.begin("latihan"), table.begin("simulasi")
    assert (practice.coached, practice.clock(2000.0)) == (True, None)
    assert (simulation.coached, simulation.clock(2000.0)) == (False, 1000.0)
    assert table.turn(practice, at=0.0).uploads(0.0) == ()


@pytest.mark.parametrize(
    "crew",
    [
        (),
        (UTAMA, UTAMA),
        (CADANGAN, UTAMA),
        (UTAMA, replace(CADANGAN, tps="013")),
        (UTAMA, replace(CADANGAN, name="SITI")),
        (UTAMA, CADANGAN, CADANGAN),
    ],
)
def test_who_is_no_pair_is_refused(crew: tuple[Trainee, ...]) -> None:
    with pytest.raises(ExerciseError):
        Sitting().identify(crew)


def test_packets_that_do_not_fit_the_mode_are_refused(table: Table, desk: Any) -> None:
    ready = Sitting().identify((UTAMA,))
    gubernur, wali_kota = table.chosen
    elsewhere = replace(
        wali_kota,
        packet=wali_kota.packet.model_copy(update={"tps": wali_kota.packet.tps.model_copy(update={"number": "013"})}),
    )
    for mode, chosen in (
        ("latihan", table.chosen),
        ("simulasi", [gubernur]),
        ("simulasi", [gubernur, gubernur]),
        ("simulasi", [gubernur, elsewhere]),
        ("ujian", [gubernur]),
    ):
        with pytest.raises(ExerciseError):
            ready.choose(mode, "koreksi", chosen, at=0.0)


def test_it_cannot_be_sent_by_the_back_door(table: Table) -> None:
    sitting = table.check(table.photograph(table.begin("latihan")).start_check(at=0.0))
    with pytest.raises(ExerciseError):
        sitting.with_exercise(sitting.exercise.send(at=1.0))
    with pytest.raises(ExerciseError):
        sitting.with_exercise(Exercise().identify(CADANGAN))


def test_turns_are_not_skipped(table: Table) -> None:
    sitting = table.photograph(table.begin("latihan"))
    with pytest.raises(ExerciseError, match="belum selesai"):
        sitting.take_over(at=0.0)
    done = table.turn(table.turn(table.begin("latihan"), at=0.0).take_over(at=0.0), at=0.0)
    with pytest.raises(ExerciseError, match="belum selesai"):
        done.take_over(at=0.0)
    with pytest.raises(ExerciseError):
        done.with_exercise(done.exercise)


def test_going_back_to_who_and_what_is_possible_only_in_the_first_turn(table: Table) -> None:
    sitting = table.photograph(table.begin("simulasi"))
    assert sitting.can_go_back
    back = sitting.back()
    assert back.exercise.step is Step.PACKET
    again = back.choose("simulasi", "tandai", table.chosen, at=1200.0)
    assert again.exercise.photos == sitting.exercise.photos
    assert again.rule == "tandai"
    alone = back.back().identify((CADANGAN,))
    assert len(alone.turns) == 1
    later = table.turn(table.turn(sitting, at=0.0).take_over(at=0.0), at=0.0).take_over(at=0.0)
    assert later.exercise.step is Step.PHOTO
    assert not later.can_go_back
    with pytest.raises(ExerciseError, match="tidak dapat diganti"):
        later.back()
    sending = table.check(table.photograph(later).start_check(at=0.0))
    assert sending.can_go_back
    assert sending.back().exercise.step is Step.CHECK


# --- keeping


def way(table: Table, mode: str, crew: tuple[Trainee, ...]) -> list[Sitting]:
    """A sitting at every place where it can be interrupted."""
    sitting = table.begin(mode, crew)
    found = [sitting]
    while sitting.stage is not Stage.DONE:
        if sitting.stage is Stage.HAND_OVER:
            found.append(sitting := sitting.take_over(at=1500.0))
        elif sitting.stage is Stage.QUEUE:
            found.append(sitting := sitting.close(at=9000.0))
        else:
            if sitting.turn.photographs:
                found.append(sitting := table.photograph(sitting))
                sitting = sitting.start_check(at=1100.0)
            found.append(
                sitting := sitting.with_exercise(
                    sitting.exercise.with_review(sitting.exercise.review.accept("suara_1").accept("suara_2").undo())
                )
            )
            found.append(sitting := table.check(sitting))
            found.append(sitting := sitting.send(at=1200.0))
    return found


@pytest.mark.parametrize("mode", ["latihan", "simulasi"])
@pytest.mark.parametrize("crew", [PAIR, (CADANGAN,)])
def test_a_sitting_saved_anywhere_comes_back_the_same(
    table: Table, mode: str, crew: tuple[Trainee, ...], tmp_path: Path
) -> None:
    for sitting in way(table, mode, crew):
        save_sitting(sitting, tmp_path, at=1300.0)
        back = load_sitting(tmp_path, catalog=builtin_catalog(), at=1300.0)
        assert back == sitting
        assert [turn.exercise.review and turn.exercise.review.tries for turn in back.turns] == [
            turn.exercise.review and turn.exercise.review.tries for turn in sitting.turns
        ]


def test_an_interruption_stops_clock_and_network(table: Table, tmp_path: Path) -> None:
    sitting = table.turn(table.begin("simulasi", (UTAMA,)), at=1000.0)
    save_sitting(sitting, tmp_path, at=1070.0)
    back = load_sitting(tmp_path, catalog=builtin_catalog(), at=50_000.0)
    assert back.clock(50_005.0) == sitting.clock(1075.0)
    assert back.uploads(50_005.0) == sitting.uploads(1075.0)
    assert back.turns[0].exercise.seconds == sitting.turns[0].exercise.seconds


def test_a_laptop_that_slept_is_an_interruption_too(table: Table) -> None:
    sitting = table.turn(table.begin("simulasi"), at=1000.0).take_over(at=1070.0)
    later = sitting.interrupted(500.0)
    assert later.clock(1600.0) == sitting.clock(1100.0)
    assert later.uploads(1600.0) == sitting.uploads(1100.0)
    assert later.exercise.started_at == 1570.0
    assert later.turns[0].exercise == sitting.turns[0].exercise, "what was sent took as long as it took"
    done = table.turn(table.turn(table.begin("latihan"), at=0.0).take_over(at=0.0), at=0.0)
    assert done.interrupted(500.0) == done


def test_a_single_exercise_of_an_earlier_version_goes_on(table: Table, tmp_path: Path) -> None:
    sitting = table.photograph(table.begin("latihan", (UTAMA,), "tandai")).start_check(at=5.0)
    old = sitting.exercise.to_dict(at=5.0)
    for version in (1, 2):
        data = json.loads(json.dumps(old)) | {"format": version}
        del data["review"]["tries"]
        if version == 1:
            del data["own_header"]
        (tmp_path / SAVED_FILE).write_text(json.dumps(data), encoding="utf-8")
        back = load_sitting(tmp_path, catalog=builtin_catalog(), at=5.0)
        assert back.exercise == sitting.exercise
        assert (back.mode, back.rule, back.crew, len(back.turns)) == ("latihan", "tandai", (UTAMA,), 1)
    done = table.check(back).send(at=9.0)
    assert done.stage is Stage.DONE
    save_sitting(back, tmp_path)
    assert not (tmp_path / SAVED_FILE).exists()
    discard_sitting(tmp_path)
    assert not (tmp_path / SITTING_FILE).exists()
    assert load_sitting(tmp_path, catalog=builtin_catalog()) is None


def test_the_class_is_kept_where_there_is_one(table: Table) -> None:
    sitting = table.begin("latihan")
    assert "class_code" not in sitting.to_dict()
    packet = sitting.exercise.packet
    for code in ("", "K7M2QX"):
        data = json.loads(json.dumps(replace(sitting, class_code=code).to_dict()))
        back = Sitting.from_dict(data, catalog=builtin_catalog(), load_packet=lambda _: packet)
        assert back.class_code == code


def test_who_else_is_at_the_laptop_is_kept_while_one_practises_alone(table: Table) -> None:
    alone = table.begin("latihan", (UTAMA,))
    assert alone.people == alone.crew == (UTAMA,)
    assert "pair" not in alone.to_dict()
    packet, both = alone.exercise.packet, (UTAMA, CADANGAN)
    data = json.loads(json.dumps(replace(alone, pair=both).to_dict()))
    back = Sitting.from_dict(data, catalog=builtin_catalog(), load_packet=lambda _: packet)
    assert (back.crew, back.pair, back.people) == ((UTAMA,), both, both)
    for wrong in (both[:1], both[::-1], (UTAMA, CADANGAN, CADANGAN), (replace(UTAMA, name="Lain"), CADANGAN)):
        data = replace(alone, pair=wrong).to_dict()
        with pytest.raises(ExerciseError):
            Sitting.from_dict(data, catalog=builtin_catalog(), load_packet=lambda _: packet)


def test_what_is_saved_holds_no_answer_key(table: Table) -> None:
    text = json.dumps(table.photograph(table.begin("simulasi")).to_dict())
    assert "misreads" not in text
    assert "873" not in text


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.update(format=2),
        lambda d: d.update(current=4),
        lambda d: d.update(current=-1),
        lambda d: d.update(current=1),
        lambda d: d.update(mode="ujian"),
        lambda d: d.update(crew=[]),
        lambda d: d.update(turns=[]),
        lambda d: d["crew"].reverse(),
        lambda d: d["turns"].reverse(),
        lambda d: d["turns"][0].update(queued_at=None),
        lambda d: d["turns"][1]["exercise"].update(step="CHECK"),
        lambda d: d["crew"][0].update(tps="1"),
    ],
)
def test_damage_is_told(table: Table, tmp_path: Path, damage: Any) -> None:
    data = table.turn(table.begin("simulasi"), at=1000.0).to_dict()
    damage(data)
    (tmp_path / SITTING_FILE).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ExerciseError, match="rusak dan tidak dapat dilanjutkan"):
        load_sitting(tmp_path, catalog=builtin_catalog())


@pytest.mark.parametrize("name", [SITTING_FILE, SAVED_FILE])
@pytest.mark.parametrize("content", [b"", b'{"format": 1', b"\xff\xfe\x00", b"[]", b"null", b"{}"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ExerciseError, match="rusak dan tidak dapat dilanjutkan") as caught:
        load_sitting(tmp_path, catalog=builtin_catalog())
    assert caught.value.hint == "Mulai latihan baru."


def test_saving_again_replaces_and_a_left_over_temporary_file_does_no_harm(table: Table, tmp_path: Path) -> None:
    sitting = table.begin("latihan")
    path = save_sitting(sitting, tmp_path / "baru")
    assert {one.name for one in path.parent.iterdir()} == {SITTING_FILE, PACKETS_FOLDER}
    path.with_name(SITTING_FILE + ".tmp").write_text('{"half', encoding="utf-8")
    assert load_sitting(path.parent, catalog=builtin_catalog()) == sitting
    further = table.photograph(sitting)
    save_sitting(further, path.parent)
    assert load_sitting(path.parent, catalog=builtin_catalog()) == further
    discard_sitting(path.parent)
    assert list(path.parent.iterdir()) == []


def test_nothing_saved_is_no_error(tmp_path: Path) -> None:
    assert load_sitting(tmp_path, catalog=builtin_catalog()) is None
    discard_sitting(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    with pytest.raises(ExerciseError, match="tidak dapat disimpan"):
        save_sitting(Sitting(), tmp_path / "berkas")


def test_a_packet_that_is_gone_is_told(table: Table, tmp_path: Path) -> None:
    save_sitting(table.begin("simulasi"), tmp_path)
    (tmp_path / "paket" / "WK-1-001" / PACKET_FILE).unlink()
    assert load_sitting(tmp_path, catalog=builtin_catalog()) is not None, "there is a copy"
    shutil.rmtree(tmp_path / PACKETS_FOLDER)
    with pytest.raises(PacketError, match="WK-1-001"):
        load_sitting(tmp_path, catalog=builtin_catalog())


# --- exams


@pytest.fixture
def sealed(table: Table, tmp_path: Path) -> Chosen:
    folder = tmp_path / "ujian" / "GUB-U-00000-00001"
    key = table.chosen[0].packet.model_copy(update={"id": folder.name})
    save_packet(key, tmp_path / "terbuka")
    seal_folder(tmp_path / "terbuka", folder, Keyring("kuda laut makan bayam").new_key(cost=Cost(n=16, r=1, p=1)))
    return Chosen(load_any(folder), table.chosen[0].form, str(folder))


def test_a_sealed_packet_is_an_exam_and_nothing_else(sealed: Chosen) -> None:
    with pytest.raises(ExerciseError, match="tersegel"):
        Sitting().identify(PAIR).choose("latihan", "koreksi", [sealed], at=0.0)


def test_an_exam_of_two_gives_two_attempts_and_is_done_once(
    table: Table, sealed: Chosen, desk: Any, tmp_path: Path
) -> None:
    attempts = tmp_path / "hasil"
    sitting = Sitting().identify(PAIR).choose("ujian", "koreksi", [sealed], at=0.0)
    assert not was_attempted(sealed.packet, UTAMA, attempts)
    key = table.chosen[0].packet
    for page in sealed.form:
        reading = desk.page_reading(page.number, key)
        sitting = sitting.with_exercise(sitting.exercise.add_photo(page.number, reading))
    sitting = sitting.start_check(at=0.0)
    for trainee in PAIR:
        review = desk.blind(sitting.exercise.review)
        sitting = sitting.with_exercise(sitting.exercise.with_review(review).confirm())
        save_sitting(sitting, tmp_path)
        assert load_sitting(tmp_path, catalog=builtin_catalog()) == sitting
        for secret in ("misreads", '"108"'):
            assert secret not in (tmp_path / SITTING_FILE).read_text(encoding="utf-8")
        sitting = sitting.send(at=60.0)
        save_attempt(sitting.exercise, attempts)
        assert was_attempted(sealed.packet, trainee, attempts)
        if sitting.stage is Stage.HAND_OVER:
            sitting = sitting.take_over(at=70.0)
    assert sitting.stage is Stage.DONE
    assert len(list(attempts.iterdir())) == 2
    with pytest.raises(ExerciseError, match=f"Operator cadangan TPS 012 sudah mengerjakan ujian {sealed.packet.id}"):
        refuse_second_attempt(sealed.packet, (CADANGAN,), attempts)
    refuse_second_attempt(sealed.packet, (replace(CADANGAN, tps="013"),), attempts)
    assert not was_attempted(sealed.packet, replace(UTAMA, tps="013"), attempts)
    elsewhere = replace(UTAMA, kelurahan="Mangunharjo")
    assert not was_attempted(sealed.packet, elsewhere, attempts), "TPS of that number in another kelurahan"
    assert was_attempted(sealed.packet, replace(UTAMA, kelurahan=" JATI"), attempts)
    assert was_attempted(sealed.packet, replace(UTAMA, kelurahan=""), attempts)
    for path in attempts.iterdir():
        path.write_bytes(b"{")
    assert was_attempted(sealed.packet, elsewhere, attempts), "a damaged file may be anybody's"
    assert not was_attempted(table.chosen[0].packet, UTAMA, attempts)
