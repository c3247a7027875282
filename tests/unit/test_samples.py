"""Where the sample packets are found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sirekap_trainer import samples
from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import load_packet


def test_the_samples_stand_beside_the_source(root: Path) -> None:
    assert samples.sample_folder() == root / "sample_c_hasil"


def test_every_sample_is_a_packet_with_its_photographs() -> None:
    folders = samples.sample_packets()
    assert folders == sorted(folders)
    assert len(folders) >= 8
    for folder in folders:
        packet = load_packet(folder)
        assert [photo.page for photo in packet.photos] == [1, 2, 3]
        assert all((folder / photo.file).is_file() for photo in packet.photos)


def test_they_stay_small() -> None:
    """Under 12 MB together, so that the repository and the installed program stay small."""
    files = [path for path in samples.sample_folder().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 12_000_000


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The package as it lies in an environment, its shared data under `folder`."""
    monkeypatch.setattr(samples, "__file__", str(folder / "lib" / "sirekap_trainer" / "samples.py"))
    monkeypatch.setattr(sys, "prefix", str(folder))


def test_installed_samples_are_found_where_the_wheel_puts_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere(monkeypatch, tmp_path)
    folder = tmp_path / "share" / "sirekap-trainer" / "sample_c_hasil"
    for name in ("b", "a", "kosong"):
        (folder / name).mkdir(parents=True)
    for name in ("b", "a"):
        (folder / name / "packet.json").write_text("{}")
    assert samples.sample_folder() == folder
    assert samples.sample_packets() == [folder / "a", folder / "b"]


def test_missing_samples_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere(monkeypatch, tmp_path)
    with pytest.raises(PacketError) as caught:
        samples.sample_packets()
    assert caught.value.hint
