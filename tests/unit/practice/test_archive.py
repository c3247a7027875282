"""One ZIP a kelurahan: the same bytes each time, names that every system takes, nothing half written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.archive import safe_name, zip_by_kelurahan
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Tps, save_packet
from sirekap_trainer.practice.places import tps_at

PACKET = make_packet(builtin_catalog().get("latihan_kwk_gubernur"), seed=1, index=1)


def packet(out: Path, name: str, tps: Tps) -> Path:
    folder = out / name
    save_packet(PACKET.model_copy(update={"id": name, "tps": tps}), folder)
    (folder / "page-1.pdf").write_bytes(b"%PDF " + name.encode())
    (folder / "page-2.jpg.tmp").write_bytes(b"half")
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    at = [("Jati", "2"), ("Jati", "1"), ("Ketapang", "1"), ("Jati", "1")]
    return [packet(tmp_path / "set", f"G-1-{place}", tps_at(*one)) for place, one in enumerate(at)]


def test_each_kelurahan_gets_its_packets_by_tps(folders: list[Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = zip_by_kelurahan(folders, tmp_path, progress=lambda *so_far: told.append(so_far))
    assert [path.name for path in made] == ["Kademangan - Ketapang.zip", "Mayangan - Jati.zip"]
    assert told == [(1, 2), (2, 2)]
    with zipfile.ZipFile(made[1]) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"TPS {number}/{name}/{file}"
            for number, name in (("001", "G-1-1"), ("001", "G-1-3"), ("002", "G-1-0"))
            for file in (PACKET_FILE, "page-1.pdf")
        ]
        assert archive.read(f"TPS 002/G-1-0/{PACKET_FILE}") == (folders[0] / PACKET_FILE).read_bytes()


def test_the_same_packets_give_the_same_bytes_in_any_order(folders: list[Path], tmp_path: Path) -> None:
    first = [path.read_bytes() for path in zip_by_kelurahan(folders, tmp_path)]
    for file in folders[0].iterdir():
        file.touch()
    assert [path.read_bytes() for path in zip_by_kelurahan(folders[::-1], tmp_path)] == first
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".zip", ".zip"]


def test_kelurahan_that_look_alike_to_windows_have_files_of_their_own(tmp_path: Path) -> None:
    names = ["Jati", "JATI", "Jati?", "Jati*"]
    folders = [
        packet(tmp_path / "set", f"G-1-{place}", tps_at(name, "1", kecamatan="Mayangan"))
        for place, name in enumerate(names)
    ]
    made = zip_by_kelurahan(folders, tmp_path)
    assert len({path.name.casefold() for path in made}) == 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayangan - Jati", "Mayangan - Jati"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("", "_"),
        (" akhir. ", "akhir"),
        ("con", "_con"),
        ("LPT1.zip", "_LPT1.zip"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_are_what_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_packet_that_is_not_whole_stops_it_before_anything_is_written(folders: list[Path], tmp_path: Path) -> None:
    (folders[2] / PACKET_FILE).unlink()
    with pytest.raises(PacketError, match=r"G-1-2 tidak lengkap"):
        zip_by_kelurahan(folders, tmp_path)
    assert not list(tmp_path.glob("*.zip*"))


def test_a_zip_that_cannot_be_written_is_told_and_leaves_nothing(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "Mayangan - Jati.zip").mkdir()
    with pytest.raises(PacketError, match=r"Mayangan - Jati\.zip tidak dapat disimpan"):
        zip_by_kelurahan(folders, tmp_path)
    assert not list(tmp_path.glob("*.tmp"))
    assert (tmp_path / "Kademangan - Ketapang.zip").is_file()
