"""Tables that are saved as somebody sees them."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.spreadsheet import write_list

HEADS = ("TPS", "Nama", "Hasil")
ROWS = [("001", "Sari Melati", 3), ("012", "=1+1", -2), ("901", "-", 0)]


def test_a_list_keeps_texts_as_texts_and_counts_as_numbers(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_list(tmp_path / "baru" / "daftar.xlsx", HEADS, ROWS)).active
    assert [tuple(cell.value for cell in row) for row in sheet.rows] == [HEADS, *ROWS]
    assert [cell.data_type for cell in sheet[3]] == ["s", "s", "n"], "no formula"


def test_a_csv_holds_no_formula(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.csv", HEADS, ROWS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [tuple(line) for line in csv.reader(file, delimiter=";")]
    assert found == [HEADS, ("001", "Sari Melati", "3"), ("012", "'=1+1", "-2"), ("901", "'-", "0")]


def test_no_file_is_replaced_and_none_is_made_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    with pytest.raises(PacketError, match="Tidak ada yang dapat disimpan"):
        write_list(path, HEADS, [])
    path.write_bytes(b"lain")
    with pytest.raises(PacketError, match="sudah ada"):
        write_list(path, HEADS, ROWS)
    with pytest.raises(PacketError, match="berakhiran"):
        write_list(tmp_path / "daftar.pdf", HEADS, ROWS)
    assert path.read_bytes() == b"lain"


@pytest.mark.parametrize("name", ["daftar.csv", "daftar.xlsx"])
def test_half_a_list_is_not_in_the_way_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PacketError, match="tidak dapat disimpan"):
        write_list(tmp_path / name, HEADS, ROWS)
    assert not list(tmp_path.iterdir())
    monkeypatch.undo()
    assert write_list(tmp_path / name, HEADS, ROWS).is_file()
