"""Both forms of each TPS: made in one go, gone on with, and told among packets that lie in one folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sirekap_trainer.errors import PacketError, UsageError
from sirekap_trainer.exercise.whole_tps import other_form_beside
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet, save_packet
from sirekap_trainer.practice.pair_sets import MOST_PAIRS, make_pairs, pair_plans
from sirekap_trainer.practice.pairs import FORMS, grouped
from sirekap_trainer.practice.places import home, tps_at
from sirekap_trainer.practice.seal import Cost, Keyring, seal_folder
from sirekap_trainer.practice.sets import SetPlan, make_set
from sirekap_trainer.practice.votes import places_in

CATALOG = builtin_catalog()
PLAN = SetPlan(CATALOG.get(FORMS[1]), count=3, seed=11)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_tps_has_both_forms_one_after_the_other(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folders = make_pairs(pair_plans(PLAN, CATALOG), tmp_path, progress=lambda *share: told.append(share))
    assert [folder.name for folder in folders] == [
        *("G-11-001", "WK-11-001", "G-11-002", "WK-11-002", "G-11-003", "WK-11-003")
    ]
    assert told == [(done, 6) for done in range(1, 7)]
    packets = [load_packet(folder) for folder in folders]
    made_up = places_in(home(), CATALOG.get(FORMS[0]), count=3, seed=11)
    assert [one.tps for one in packets] == [place for place in made_up for _ in FORMS]
    for first, second in zip(folders[::2], folders[1::2], strict=True):
        assert other_form_beside(first) == second
        assert other_form_beside(second) == first
    assert grouped(sorted(folders)) == tuple(zip(folders[::2], folders[1::2], strict=True))


def test_a_pair_set_is_what_two_sets_in_one_folder_are(tmp_path: Path) -> None:
    places = tuple(tps_at("Jati", str(number)) for number in (1, 2))
    plan = replace(PLAN, places=places, count=4, slips=("bubble",))
    make_pairs(pair_plans(plan, CATALOG), tmp_path / "a")
    for form in FORMS:
        make_set(replace(plan, form=CATALOG.get(form)), tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_several_processes_write_the_same_bytes(tmp_path: Path) -> None:
    plans = pair_plans(replace(PLAN, count=1, photos=PhotoPlan("good", 1.0)), CATALOG)
    for jobs in (1, 2):
        make_pairs(plans, tmp_path / str(jobs), jobs=jobs)
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_a_stopped_set_goes_on_with_the_tps_it_was_at(tmp_path: Path) -> None:
    plans, asked = pair_plans(PLAN, CATALOG), iter(range(100))
    first = make_pairs(plans, tmp_path / "a", cancelled=lambda: next(asked) >= 3)
    assert [folder.name for folder in first] == ["G-11-001", "WK-11-001", "G-11-002"]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*") if path.is_file()}
    make_pairs(plans, tmp_path / "a")
    assert all(path.stat().st_mtime_ns == when for path, when in before.items())
    make_pairs(plans, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_what_cannot_be_made_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for count in (0, MOST_PAIRS + 1):
        with pytest.raises(PacketError, match="pasang paket tidak dapat dibuat"):
            pair_plans(replace(PLAN, count=count), CATALOG)
    with pytest.raises(PacketError, match="negatif"):
        make_pairs((pair_plans(PLAN, CATALOG)[0], replace(PLAN, seed=-1)), tmp_path / "a")
    with pytest.raises(UsageError, match="sekaligus"):
        make_pairs(pair_plans(PLAN, CATALOG), tmp_path / "a", jobs=0)
    assert not (tmp_path / "a").exists()


def test_of_several_of_one_tps_those_made_together_go_together(tmp_path: Path) -> None:
    place = tps_at("Jati", "4")
    paths = {}
    for form, index in ((FORMS[0], 2), (FORMS[0], 1), (FORMS[1], 1), (FORMS[1], 2), (FORMS[1], 3)):
        packet = make_packet(CATALOG.get(form), seed=5, index=index, tps=place)
        paths[form, index] = save_packet(packet, tmp_path / packet.id).parent
    pairs = [(paths[FORMS[0], index], paths[FORMS[1], index]) for index in (1, 2)]
    assert grouped(sorted(paths.values())) == (*pairs, (paths[FORMS[1], 3],))
    for first, second in pairs:
        assert other_form_beside(first) == second
        assert other_form_beside(second) == first
    assert other_form_beside(paths[FORMS[1], 3]) == paths[FORMS[0], 1], "alone it takes what there is"


def test_what_is_no_pair_stays_alone_and_in_its_place(tmp_path: Path) -> None:
    wali_kota = save_packet(
        make_packet(CATALOG.get(FORMS[1]), seed=5, index=1, tps=tps_at("Jati", "1")), tmp_path / "a"
    )
    other = make_packet(CATALOG.get(FORMS[0]), seed=5, index=1, tps=tps_at("Jati", "2"))
    elsewhere = save_packet(other, tmp_path / "b")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / PACKET_FILE).write_text("[1]", encoding="utf-8")
    sealed = tmp_path / "d"
    same = make_packet(CATALOG.get(FORMS[0]), seed=5, index=2, tps=tps_at("Jati", "1"))
    save_packet(same.model_copy(update={"id": "G-UJI"}), tmp_path / "terbuka")
    seal_folder(tmp_path / "terbuka", sealed, Keyring("empat kata sandi uji").new_key(cost=Cost(2, 1, 1)))
    folders = [wali_kota.parent, elsewhere.parent, tmp_path / "c", sealed, tmp_path / "tidak ada"]
    assert grouped(folders) == tuple((folder,) for folder in folders)
