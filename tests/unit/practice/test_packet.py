"""Packets on disk: the same again, complete or not there, refused clearly."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import cv2
import PIL.Image
import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet, save_packet
from sirekap_trainer.practice.sets import SetPlan, make_set


@pytest.fixture
def form() -> Form:
    return builtin_catalog().get("latihan_kwk_wali_kota")


def keys_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(f"*/{PACKET_FILE}"))]


def test_the_same_seed_gives_the_same_files(form: Form, tmp_path: Path) -> None:
    for name in "ab":
        make_set(SetPlan(form, count=2, seed=11), tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert [path.name for path in files] == [PACKET_FILE, "page-1.pdf", "page-2.pdf", "page-3.pdf"] * 2
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_a_larger_set_begins_with_the_smaller_one_and_other_seeds_differ(form: Form) -> None:
    ids = [make_packet(form, seed=11, index=index).id for index in (1, 2, 300)]
    assert ids == ["WK-11-001", "WK-11-002", "WK-11-300"]
    values = {tuple(make_packet(form, seed=seed, index=1).values.values()) for seed in range(20)}
    assert len(values) == 20


def test_a_packet_survives_being_stored(form: Form, tmp_path: Path) -> None:
    packet = make_packet(form, seed=5, index=3, photos=PhotoPlan("typical", 2.0))
    save_packet(packet, tmp_path / "p")
    assert load_packet(tmp_path / "p") == packet
    assert not list((tmp_path / "p").glob("*.tmp"))
    assert all(written.value is not None for written in packet.numbers.values())
    assert set(packet.numbers) == {number.id for number in form.numbers}


def test_photographs_are_made_and_named_in_the_key(form: Form, tmp_path: Path) -> None:
    (folder,) = make_set(SetPlan(form, count=1, seed=2, photos=PhotoPlan("good", 1.0)), tmp_path)
    packet = load_packet(folder)
    assert [photo.file for photo in packet.photos] == ["page-1.jpg", "page-2.jpg", "page-3.jpg"]
    assert len({photo.seed for photo in packet.photos}) == 3
    for photo in packet.photos:
        height, width = cv2.imread(str(folder / photo.file)).shape[:2]
        assert height * width == pytest.approx(1e6, rel=0.03)
    times = [PIL.Image.open(BytesIO((folder / photo.file).read_bytes())).getexif()[0x0132] for photo in packet.photos]
    assert times == sorted(set(times)), "the pages were photographed one after the other"
    assert {time[:13] for time in times} <= {f"2024:11:27 {hour}" for hour in range(14, 22)}


def test_the_key_comes_last(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("sirekap_trainer.practice.make.save_jpeg", full)
    with pytest.raises(PacketError, match="tidak dapat disimpan"):
        make_set(SetPlan(form, count=1, seed=3, photos=PhotoPlan("good", 1.0)), tmp_path)
    assert keys_in(tmp_path) == []


@pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"format": 2}', '{"format": "neu"}'])
def test_a_damaged_key_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / PACKET_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PacketError, match="rusak"):
        load_packet(tmp_path)


def test_a_key_from_a_newer_trainer_is_refused_in_words(form: Form, tmp_path: Path) -> None:
    data = make_packet(form, seed=1, index=1).model_dump(mode="json") | {"format": 3, "more": 1}
    (tmp_path / PACKET_FILE).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PacketError, match="lebih baru") as caught:
        load_packet(tmp_path)
    assert "Perbarui" in caught.value.hint


def test_a_key_of_format_1_is_still_read(form: Form, tmp_path: Path) -> None:
    data = make_packet(form, seed=1, index=1).model_dump(mode="json") | {"format": 1}
    for name in ("corrections", "header", "style"):
        del data[name]
    (tmp_path / PACKET_FILE).write_text(json.dumps(data), encoding="utf-8")
    packet = load_packet(tmp_path)
    assert (packet.corrections, packet.header, packet.style, packet.printed) == ({}, None, "dokumen", packet.tps)


def test_a_missing_key_and_a_photo_outside_the_folder_are_refused(form: Form, tmp_path: Path) -> None:
    with pytest.raises(PacketError, match="Tidak ada paket"):
        load_packet(tmp_path)
    data = make_packet(form, seed=1, index=1, photos=PhotoPlan()).model_dump(mode="json")
    data["photos"][0]["file"] = "../secret.jpg"
    (tmp_path / PACKET_FILE).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PacketError, match="rusak"):
        load_packet(tmp_path)
