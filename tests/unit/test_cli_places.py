"""The commands for kecamatan, kelurahan and TPS of the records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import run

if TYPE_CHECKING:
    from pathlib import Path

LIST = """Kecamatan;Kelurahan;TPS;Nama;Peran
Mayangan;Jati;001;Budi Kenari;utama
Mayangan;Jati;001;Sari Randu;cadangan
Mayangan;Wiroborang;002;Rama Waru;utama
"""


@pytest.fixture(autouse=True)
def _records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIREKAP_TRAINER_RECORDS", str(tmp_path / "catatan"))
    path = tmp_path / "operator.csv"
    path.write_text(LIST, encoding="utf-8")
    assert run("records", "import-roster", path).exit_code == 0


def place(*words: object, told: str = ""):
    return run("records", "place", *words, told=told)


def rows(level: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(place("list", level, "--json").stdout)
    return found


def id_of(level: str, name: str) -> object:
    return next(one["id"] for one in rows(level) if name in (one.get("name"), one.get("number")))


def test_places_are_listed_and_added() -> None:
    assert place("add", "--kecamatan", "Kedopok", "--kelurahan", "Kareng Lor", "--tps", "7").exit_code == 0
    again = place("add", "--kecamatan", "kedopok", "--kelurahan", "kel. kareng lor", "--tps", "007")
    assert again.exit_code == 6
    assert "sudah ada" in again.stderr
    told = place("list").stdout.splitlines()
    assert [line.strip().partition("  ")[2] for line in told] == [
        "TPS 007 Kareng Lor, Kedopok: 0 operator",
        "TPS 001 Jati, Mayangan: 2 operator",
        "TPS 002 Wiroborang, Mayangan: 1 operator",
    ]
    assert [(one["name"], one["stations"], one["operators"]) for one in rows("kecamatan")] == [
        ("Kedopok", 1, 0), ("Mayangan", 2, 3),
    ]  # fmt: skip


def test_several_tps_are_added_at_once_and_one_is_moved() -> None:
    add = ("add", "--kecamatan", "Mayangan", "--kelurahan", "Jati", "--tps", "1", "--to")
    assert place(*add, "3").stdout == "2 TPS ditambahkan. Sudah ada: 001.\n"
    again = place(*add, "3")
    assert again.exit_code == 6
    assert "TPS 001 sampai 003 Kelurahan Jati sudah ada." in again.stderr
    wrong = next(one["id"] for one in rows("tps") if one["village"] == "Wiroborang")
    refused = place("move", wrong, "--kelurahan", "jati")
    assert refused.exit_code == 6
    assert "TPS 002 Kelurahan Jati sudah ada." in refused.stderr
    assert place("move", wrong, "--kelurahan", "jati", "--tps", "4").stdout == "Dipindahkan.\n"
    unknown = place("move", wrong, "--kelurahan", "Sukabumi")
    assert unknown.exit_code == 6
    assert "Sebutkan kecamatannya." in unknown.stderr
    assert place("move", wrong, "--kelurahan", "Sukabumi", "--kecamatan", "Mayangan").exit_code == 0
    people = json.loads(run("records", "people", "--json").stdout)
    assert {(one["kelurahan"], one["tps"]) for one in people} == {("Jati", "001"), ("Sukabumi", "004")}


def test_places_are_renamed() -> None:
    assert place("rename", "tps", id_of("tps", "001"), "13").exit_code == 0
    assert place("rename", "kecamatan", id_of("kecamatan", "Mayangan"), "Kedopok").exit_code == 0
    place("add", "--kecamatan", "Mayangan", "--kelurahan", "Mangunharjo", "--tps", "1")
    to = id_of("kecamatan", "Mayangan")
    assert place("rename", "kelurahan", id_of("kelurahan", "Jati"), "Jati Baru", "--kecamatan", to).exit_code == 0
    people = json.loads(run("records", "people", "--json").stdout)
    assert {(one["kecamatan"], one["kelurahan"], one["tps"]) for one in people} == {
        ("Mayangan", "Jati Baru", "013"), ("Kedopok", "Wiroborang", "002"),
    }  # fmt: skip
    assert place("rename", "tps", id_of("tps", "002"), "3", "--kecamatan", to).exit_code == 6
    assert place("rename", "tps", 999, "3").exit_code == 6


def test_only_what_is_empty_is_removed() -> None:
    refused = place("remove", "kelurahan", id_of("kelurahan", "Jati"), "--yes")
    assert refused.exit_code == 6
    assert "masih mempunyai operator: Budi Kenari dan Sari Randu" in refused.stderr
    place("add", "--kecamatan", "Kedopok", "--kelurahan", "Kareng Lor", "--tps", "7")
    gone = id_of("kecamatan", "Kedopok")
    assert place("remove", "kecamatan", gone, told="n\n").exit_code == 1
    assert "Kedopok dihapus, dengan 1 TPS kosong." in place("remove", "kecamatan", gone, told="y\n").stdout
    assert [one["number"] for one in rows("tps")] == ["001", "002"]
