"""The commands for classes: from a new class to its folder for the trainees' laptops."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import run

from sirekap_trainer.exercise.class_card import find_card
from sirekap_trainer.exercise.whole_tps import other_form_beside
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, save_packet
from sirekap_trainer.practice.pairs import FORMS

LIST = """Kecamatan;Kelurahan;TPS;Nama;Peran
Mayangan;Jati;001;Budi Kenari;utama
Mayangan;Jati;001;Sari Randu;cadangan
Mayangan;Jati;002;Rama Waru;utama
Mayangan;Wiroborang;001;Dewi Jambu;utama
Kedopok;Jati;009;Agus Nangka;utama
"""


@pytest.fixture(autouse=True)
def _records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIREKAP_TRAINER_RECORDS", str(tmp_path / "catatan"))
    path = tmp_path / "operator.csv"
    path.write_text(LIST, encoding="utf-8")
    assert run("records", "import-roster", path).exit_code == 0


@pytest.fixture
def packets(tmp_path: Path) -> Path:
    """Two packets of each form, a pair of each of two TPS."""
    folder = tmp_path / "paket"
    for index in (1, 2):
        first = make_packet(builtin_catalog().get(FORMS[0]), seed=7, index=index)
        for packet in (first, make_packet(builtin_catalog().get(FORMS[1]), seed=7, index=index, tps=first.tps)):
            save_packet(packet, folder / packet.id)
    return folder


def of_class(*words: object):
    return run("records", "class", *words)


def held(*options: object) -> str:
    result = of_class("new", "Bimtek Jati 1", "--date", "2024-11-20", "--json", *options)
    assert result.exit_code == 0, result.output
    code: str = json.loads(result.stdout)["code"]
    return code


def members(code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(of_class("members", code, "--json").stdout)
    return found


def test_a_class_goes_from_its_name_to_the_laptops(packets: Path, tmp_path: Path) -> None:
    code = held("--kind", "simulasi", "--mode", "simulasi", "--rule", "tandai", "--place", "Balai")
    added = of_class("add", code, "--kelurahan", "jati", "--kecamatan", "Mayangan")
    assert added.stdout == "3 peserta ditambahkan, 0 sudah ada.\n"
    someone = next(
        one["id"] for one in json.loads(run("records", "people", "--json").stdout) if one["name"] == "Dewi Jambu"
    )
    assert of_class("add", code, "--person", someone, "--person", someone).stdout.startswith("1 peserta ditambahkan")
    assert of_class("present", code, "--person", someone, "--as", "tidak").exit_code == 0
    assert of_class("present", code, "--all").stdout == "3 peserta ditandai hadir.\n"
    assert [one["present"] for one in members(code)] == [True, True, True, False]
    dealt = of_class("deal", code, "--packets", packets)
    assert dealt.exit_code == 0, dealt.output
    assert dealt.stdout.startswith("4 peserta mendapat paket, 2 tiap TPS. Sama sulit: tiap paket ")
    given = {one["name"]: one["dealt"] for one in members(code)}
    assert given["Budi Kenari"] == given["Sari Randu"]
    assert all([name[0] for name in pair] == ["G", "W"] for pair in given.values())
    handed = of_class("hand-out", code, "--out", tmp_path / "stik")
    assert handed.exit_code == 0, handed.output
    assert "3 TPS, tersimpan:" in handed.stderr
    (out,) = (tmp_path / "stik").iterdir()
    assert out.name == f"Bimtek Jati 1 ({code})"
    found = sorted(out.glob(f"**/{PACKET_FILE}"))
    assert len(found) == 6
    for path in found:
        card = find_card(path.parent)
        assert card is not None
        assert (card.code, card.mode, card.rule) == (code, "simulasi", "tandai")
        assert other_form_beside(path.parent) is not None
    assert of_class("deal", code).exit_code == 0, "the folder is remembered"
    listed = of_class("list").stdout
    assert listed == f"{code}  2024-11-20  Bimtek Jati 1 (Simulasi, simulasi): 4 peserta, 3 hadir, 0 hasil\n"


def test_some_tps_of_a_kelurahan_are_added() -> None:
    code = held()
    assert of_class("add", code, "--kelurahan", "Jati", "--kecamatan", "mayangan", "--tps", "2").exit_code == 0
    assert [one["name"] for one in members(code)] == ["Rama Waru"]
    told = of_class("members", code).stdout
    assert "TPS 002 Jati  Rama Waru, utama  belum  -" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "{code}"), "--person atau --kelurahan"),
        (("add", "{code}", "--kelurahan", "Jati"), "Kelurahan Jati ada di Kedopok dan Mayangan."),
        (("add", "{code}", "--kelurahan", "Sukabumi"), "Kelurahan Sukabumi belum ada operatornya."),
        (("add", "{code}", "--kelurahan", "Wiroborang", "--tps", "7"), "TPS 007 Kelurahan Wiroborang belum ada"),
        (("add", "{code}", "--person", "999"), "tidak ada lagi"),
        (("add", "AAAAAA", "--person", "1"), "Kelas 'AAAAAA' tidak ada. Kode kelas terakhir: {code}."),
        (("present", "{code}"), "--person, atau --all"),
        (("present", "{code}", "--person", "1"), "Peserta 1 tidak ada di kelas ini."),
        (("deal", "{code}"), "Kelas ini belum ada paketnya."),
        (("deal", "{code}", "--packets", "tidak-ada"), "tidak berisi paket"),
        (("hand-out", "{code}", "--out", "x"), "belum dibagi"),
        (("new", " "), "Nama kelas belum diisi."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(words: tuple[str, ...], said: str) -> None:
    code = held()
    result = of_class(*(word.format(code=code) for word in words))
    assert result.exit_code in (2, 6), result.output
    assert said.format(code=code) in result.stderr
    assert members(code) == []
    assert len(json.loads(of_class("list", "--json").stdout)) == 1


def test_a_simulation_with_one_form_is_told_when_it_is_dealt(packets: Path, tmp_path: Path) -> None:
    for path in packets.glob("WK-*/*"):
        path.unlink()
    code = held("--mode", "simulasi", "--packets", packets)
    of_class("add", code, "--kelurahan", "Wiroborang")
    dealt = of_class("deal", code)
    assert dealt.exit_code == 0
    assert "Simulasi memerlukan kedua formulir" in dealt.stderr
    refused = of_class("hand-out", code, "--out", tmp_path / "stik")
    assert refused.exit_code == 6
    assert not (tmp_path / "stik").exists()
