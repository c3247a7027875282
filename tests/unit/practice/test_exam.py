"""Exam sets: sealed as they are made, and gone on with by the passphrase alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sirekap_trainer.errors import PacketError, UsageError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.exam import make_exam
from sirekap_trainer.practice.packet import PACKET_FILE
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.seal import Cost, Keyring, open_sealed
from sirekap_trainer.practice.sets import SetPlan, make_set

#: Deriving a key as dearly as for an exam would take a third of a second each time.
FAST = Cost(n=16, r=1, p=1)
PASSPHRASE = "kuda laut makan bayam"  # noqa: S105 - of tests
PLACES = (tps_at("Jati", "1"), tps_at("Jati", "2"), tps_at("Jati", "3"))
PLAN = SetPlan(
    builtin_catalog().get("latihan_kwk_wali_kota"),
    count=3,
    seed=0,
    slips=("bubble", "header"),
    style="februari_2024",
    places=PLACES,
)


def stopped_after(count: int):
    """A `cancelled` that lets `count` packets be made."""
    asked = iter(range(100))
    return lambda: next(asked) >= count


def bytes_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_on_the_disk_tells_seed_or_key(tmp_path: Path) -> None:
    folders = make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST)
    packets = [open_sealed(folder, Keyring(PASSPHRASE)) for folder in folders]
    assert [packet.tps for packet in packets] == list(PLACES)
    assert len({packet.seed for packet in packets}) == 1
    for path, data in bytes_in(tmp_path).items():
        assert str(packets[0].seed).encode() not in data
        assert path.suffix in (".json", ".pdf")
    for folder in folders:
        found = json.loads((folder / PACKET_FILE).read_bytes())
        assert found.keys() == {"candidates", "form", "format", "id", "photos", "seal", "sheets", "shown", "tps"}
    assert packets[0].style == "februari_2024"
    assert {slip.kind for slip in packets[0].slips} == {"bubble", "header"}


def test_an_interrupted_exam_goes_on_and_changes_nothing(tmp_path: Path) -> None:
    first = make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST, cancelled=stopped_after(1))
    before = bytes_in(tmp_path)
    # Slips and style are not remembered outside the seal.
    forgetful = SetPlan(PLAN.form, count=3, seed=0, places=PLACES)
    folders = make_exam(forgetful, tmp_path, Keyring(PASSPHRASE))
    assert len(first) == 1
    assert folders[0] == first[0]
    assert all(path.read_bytes() == data for path, data in before.items())
    packets = [open_sealed(folder, Keyring(PASSPHRASE)) for folder in folders]
    assert {packet.seed for packet in packets} == {packets[0].seed}
    assert {packet.style for packet in packets} == {"februari_2024"}


def test_a_spoilt_sheet_is_made_anew(tmp_path: Path) -> None:
    folders = make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST)
    (folders[1] / "page-2.pdf").write_bytes(b"rusak")
    (folders[2] / "page-1.pdf").unlink()
    assert make_exam(PLAN, tmp_path, Keyring(PASSPHRASE)) == folders
    for folder in folders:
        open_sealed(folder, Keyring(PASSPHRASE))


def test_another_passphrase_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST, cancelled=stopped_after(2))
    before = bytes_in(tmp_path)
    with pytest.raises(PacketError) as caught:
        make_exam(PLAN, tmp_path, Keyring("kuda laut makan nasi"))
    assert caught.value.code == "segel_tertutup"
    assert bytes_in(tmp_path) == before


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pendek"):
        make_exam(PLAN, tmp_path / "ujian", Keyring("bayam"), cost=FAST)
    assert not (tmp_path / "ujian").exists()


def test_open_packets_are_not_taken_for_an_exam(tmp_path: Path) -> None:
    make_set(SetPlan(PLAN.form, count=1, seed=5), tmp_path)
    with pytest.raises(PacketError, match="tidak disegel"):
        make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST)


def test_it_makes_the_same_in_several_processes(tmp_path: Path) -> None:
    folders = make_exam(PLAN, tmp_path, Keyring(PASSPHRASE), cost=FAST, jobs=2)
    assert [open_sealed(folder, Keyring(PASSPHRASE)).index for folder in folders] == [1, 2, 3]
