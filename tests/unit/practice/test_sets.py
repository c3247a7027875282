"""Sets of packets: the same whatever makes them, gone on with after any interruption, never half there."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sirekap_trainer.errors import PacketError, UsageError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice import sets
from sirekap_trainer.practice.make import PhotoPlan, write_packet
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.sets import SetPlan, check_plan, make_set, usual_jobs

FORM = builtin_catalog().get("latihan_kwk_wali_kota")
PLAN = SetPlan(FORM, count=3, seed=11)
SMALL = PhotoPlan("good", 1.0)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def stop_after(packets: int):
    """A `cancelled` that lets so many packets be made."""
    asked = iter(range(1000))
    return lambda: next(asked) >= packets


def test_a_set_is_what_its_packets_are_one_by_one(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folders = make_set(PLAN, tmp_path / "a", progress=lambda *so_far: told.append(so_far))
    assert [folder.name for folder in folders] == ["WK-11-001", "WK-11-002", "WK-11-003"]
    assert [load_packet(folder) for folder in folders] == [PLAN.packet(index) for index in (1, 2, 3)]
    assert told == [(1, 3), (2, 3), (3, 3)]
    for index in (1, 2, 3):
        packet = PLAN.packet(index)
        write_packet(FORM, packet, tmp_path / "b" / packet.id, photos=None)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_several_processes_write_the_same_bytes_photographs_too(tmp_path: Path) -> None:
    plan = SetPlan(FORM, count=2, seed=4, photos=SMALL, slips=("bubble",), style="februari_2024")
    for jobs in (1, 2):
        make_set(plan, tmp_path / str(jobs), jobs=jobs)
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(files(tmp_path / "1")) == 2 * 7


def test_every_tps_gets_its_packets_round_by_round() -> None:
    places = tuple(tps_at("Jati", str(number)) for number in (1, 2))
    plan = SetPlan(FORM, count=5, seed=1, places=places)
    assert [plan.packet(index).tps for index in range(1, 6)] == [*places, *places, places[0]]


def test_the_paper_is_that_of_the_plan(tmp_path: Path) -> None:
    make_set(SetPlan(FORM, count=1, seed=1, paper="A3"), tmp_path)
    with pytest.raises(PacketError, match="bukan untuk kertas A4"):
        make_set(SetPlan(FORM, count=1, seed=1), tmp_path)


# --- interrupted ------------------------------------------------------------------------------------------------------


def test_a_cancelled_set_goes_on_and_changes_nothing_that_is_there(tmp_path: Path) -> None:
    first = make_set(PLAN, tmp_path / "a", cancelled=stop_after(1))
    assert [folder.name for folder in first] == ["WK-11-001"]
    before = times(tmp_path / "a")
    make_set(PLAN, tmp_path / "a")
    assert before.items() <= times(tmp_path / "a").items()
    make_set(PLAN, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_larger_set_begins_with_a_smaller_one(tmp_path: Path) -> None:
    make_set(SetPlan(FORM, count=1, seed=11), tmp_path)
    before = times(tmp_path)
    make_set(PLAN, tmp_path)
    assert before.items() <= times(tmp_path).items()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PacketError("Penuh.", hint="Kosongkan.")])
def test_an_interruption_leaves_no_half_packet(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_set(PLAN, tmp_path, cancelled=stop_after(1))
    whole = files(tmp_path)
    (tmp_path / "catatan").mkdir()
    (tmp_path / "catatan" / "page-1.pdf.txt").write_text("milik pelatih", encoding="utf-8")

    def breaks(_form: object, packet: object, folder: Path, **_: object) -> None:
        folder.mkdir()
        (folder / "page-1.pdf").write_bytes(b"half")
        (folder / "packet.json.tmp").write_bytes(b"half")
        raise error

    monkeypatch.setattr(sets, "write_packet", breaks)
    with pytest.raises(type(error)):
        make_set(PLAN, tmp_path)
    assert files(tmp_path) == {**whole, "catatan/page-1.pdf.txt": b"milik pelatih"}
    assert {path.name for path in tmp_path.iterdir()} == {"WK-11-001", "catatan"}


def test_what_is_not_whole_is_made_anew(tmp_path: Path) -> None:
    plan = SetPlan(FORM, count=1, seed=4, photos=SMALL)
    (folder,) = make_set(plan, tmp_path)
    whole = files(tmp_path)
    spoilt = {PACKET_FILE: None, "page-2.pdf": 5000, "page-3.jpg": 20_000}
    for name, length in spoilt.items():
        (folder / name).write_bytes(whole[f"{folder.name}/{name}"][:length])
        if length is None:
            (folder / name).unlink()
        make_set(plan, tmp_path)
        assert files(tmp_path) == whole


def test_another_packet_or_photographs_of_another_size_are_left_alone(tmp_path: Path) -> None:
    plan = SetPlan(FORM, count=1, seed=4, photos=SMALL)
    (folder,) = make_set(plan, tmp_path)
    whole = files(tmp_path)
    for other, said in [
        (SetPlan(FORM, count=1, seed=4), "paket lain"),
        (SetPlan(FORM, count=1, seed=4, photos=PhotoPlan("hard", 1.0)), "paket lain"),
        (SetPlan(FORM, count=1, seed=4, photos=PhotoPlan("good", 1.5)), "berukuran lain"),
    ]:
        with pytest.raises(PacketError, match=said) as caught:
            make_set(other, tmp_path)
        assert folder.name in caught.value.hint
        assert files(tmp_path) == whole


def test_a_set_goes_on_after_it_was_killed(tmp_path: Path) -> None:
    """As by a power cut, between two processes' packets. Goes on in this process: each start costs a second or more."""
    plan = SetPlan(FORM, count=4, seed=11)
    make_set(plan, tmp_path / "whole")
    killed_in_the_middle(plan, tmp_path / "cut")
    before = {path: time for path, time in times(tmp_path / "cut").items() if (path.parent / PACKET_FILE).exists()}
    assert before
    make_set(plan, tmp_path / "cut")
    assert before.items() <= times(tmp_path / "cut").items()
    assert files(tmp_path / "cut") == files(tmp_path / "whole")


def killed_in_the_middle(plan: SetPlan, out: Path) -> None:
    """Makes a set by two processes of the command line's, which is killed at the first whole packet."""
    arguments = ("--form", plan.form.id, "--count", str(plan.count), "--seed", str(plan.seed), "--out", str(out))
    command = [sys.executable, "-P", "-m", "sirekap_trainer", "practice", "make", "--jobs", "2", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None and not list(out.glob(f"*/{PACKET_FILE}")):
            time.sleep(0.02)
    finally:
        process.kill()
        process.communicate()  # ends when nobody holds its output any more: the workers, who end by themselves, too


# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (SetPlan(FORM, count=0, seed=1), "Jumlah paket 0"),
        (SetPlan(FORM, count=5001, seed=1), "Jumlah paket 5001"),
        (SetPlan(FORM, count=1, seed=-1), "negatif"),
        (SetPlan(FORM, count=1, seed=1, photos=PhotoPlan("good", 0.5)), "0.5 megapiksel"),
        (SetPlan(FORM, count=1, seed=1, photos=PhotoPlan("good", 21.0)), "21 megapiksel"),
        (SetPlan(FORM, count=1, seed=1, places=()), "Daftar TPS kosong"),
        (SetPlan(builtin_catalog().get("c_hasil_ppwp_2024"), count=1, seed=1), "resmi"),
    ],
)
def test_a_plan_that_cannot_be_met_writes_nothing(plan: SetPlan, said: str, tmp_path: Path) -> None:
    with pytest.raises(PacketError, match=said):
        check_plan(plan)
    with pytest.raises(PacketError, match=said):
        make_set(plan, tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_fewer_jobs_than_one_and_a_folder_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="0 paket sekaligus"):
        make_set(PLAN, tmp_path / "set", jobs=0)
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    with pytest.raises(PacketError, match="tidak dapat disimpan"):
        make_set(PLAN, tmp_path / "berkas")


def test_few_packets_and_sheets_alone_need_no_further_process() -> None:
    assert usual_jobs(SetPlan(FORM, count=3, seed=1, photos=SMALL)) == 1
    assert usual_jobs(SetPlan(FORM, count=300, seed=1)) == 1
    assert 1 <= usual_jobs(SetPlan(FORM, count=300, seed=1, photos=SMALL)) <= sets.MOST_JOBS
