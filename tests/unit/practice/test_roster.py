"""Lists of TPS as people keep them: taken whole, or refused with every row and its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.places import LONGEST_NAME, Home
from sirekap_trainer.practice.roster import load_roster, write_template
from sirekap_trainer.practice.spreadsheet import MOST_ROWS

HEADER = ["Kecamatan", "Kelurahan", "TPS"]


def xlsx(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def text(path: Path, words: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(words.encode(encoding))
    return path


def refused(path: Path) -> PacketError:
    with pytest.raises(PacketError) as caught:
        load_roster(path)
    assert caught.value.code == "roster"
    assert caught.value.hint
    assert path.name in caught.value.message
    return caught.value


@pytest.mark.parametrize("name", ["tps.xlsx", "tps.csv"])
def test_the_template_is_a_list(name: str, tmp_path: Path) -> None:
    path = write_template(tmp_path / "baru" / name)
    found = load_roster(path)
    assert [(one.kelurahan, one.number) for one in found.places] == [("Triwung Lor", "001"), ("Triwung Lor", "002")]
    assert {(one.city, one.province) for one in found.places} == {("Kota Probolinggo", "Jawa Timur")}
    with pytest.raises(PacketError, match="sudah ada"):
        write_template(path)


def test_lists_as_excel_keeps_them(tmp_path: Path) -> None:
    """A title, numbers that lost their zeros, another order, columns nobody asked for, empty lines."""
    path = xlsx(
        tmp_path / "tps.xlsx",
        [
            ["DAFTAR TPS PILKADA 2024"],
            [],
            ["No.", "Nomor TPS", "Desa/Kelurahan", "Ketua", "KECAMATAN", "Kab/Kota"],
            [1, 1, "Jati", "A", "Mayangan", None],
            [],
            [2, 12.0, " Jati ", "B", "Mayangan", "Kabupaten Malang"],
            [3, "TPS 901", "Jati", None, "Mayangan", ""],
        ],
    )
    assert [(one.number, one.kelurahan, one.city) for one in load_roster(path).places] == [
        ("001", "Jati", "Kota Probolinggo"),
        ("012", "Jati", "Kabupaten Malang"),
        ("901", "Jati", "Kota Probolinggo"),
    ]


HOME = Home("Kota Karang", "Papua", {"Batu": (), "Tanjung": ("Tanjung", "Muara Dua")})


@pytest.mark.parametrize(
    ("head", "row", "assumed"),
    [
        ("", "", "Daftar ini tidak menyebut kota. Di lembar tertulis Kota Karang, Papua."),
        ("Kota;Provinsi;", "Kota Lain;Aceh;", ""),
        ("Kota;", "Kota Lain;", "Provinsi tidak disebut untuk 2 TPS: di lembar tertulis Papua."),
        ("Provinsi;", "Papua;", "Kota tidak disebut untuk 2 TPS: di lembar tertulis Kota Karang."),
    ],
)
def test_what_a_list_does_not_say_of_its_city_is_told(head: str, row: str, assumed: str, tmp_path: Path) -> None:
    path = text(tmp_path / "tps.csv", f"{head}Kecamatan;Kelurahan;TPS\n{row}A;B;1\n{row}A;B;2\n")
    assert load_roster(path, HOME).assumed == assumed


def test_a_row_without_a_city_is_told_among_others(tmp_path: Path) -> None:
    path = text(tmp_path / "tps.csv", "Kota;Provinsi;Kecamatan;Kelurahan;TPS\nKota Lain;Aceh;A;B;1\n;;A;C;1\n", "utf-8")
    found = load_roster(path, HOME)
    assert [(one.city, one.province) for one in found.places] == [("Kota Lain", "Aceh"), ("Kota Karang", "Papua")]
    assert found.assumed == (
        "Kota tidak disebut untuk 1 TPS: di lembar tertulis Kota Karang. "
        "Provinsi tidak disebut untuk 1 TPS: di lembar tertulis Papua."
    )


def test_a_city_that_fits_on_no_sheet_is_refused(tmp_path: Path) -> None:
    path = text(tmp_path / "tps.csv", "Kecamatan;Kelurahan;TPS\nA;B;1\n")
    with pytest.raises(PacketError, match="tidak muat pada lembar"):
        load_roster(path, Home("K" * (LONGEST_NAME + 1), "Papua"))


def test_the_example_is_of_the_city(tmp_path: Path) -> None:
    (first, _) = load_roster(write_template(tmp_path / "a.csv", HOME), HOME).places
    assert (first.kecamatan, first.kelurahan) == ("Tanjung", "Muara Dua")
    (first, _) = load_roster(write_template(tmp_path / "b.csv", Home("Kota Baru", "Papua")), HOME).places
    assert (first.kecamatan, first.kelurahan) == ("Nama Kecamatan", "Nama Kelurahan")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_lists_as_text(separator: str, encoding: str, tmp_path: Path) -> None:
    lines = [HEADER, ["Mayangan", "Jat\u00ef", "7"], ['"Mayangan"', "JAT\u00cf", "008"]]
    path = text(tmp_path / "tps.csv", "\r\n".join(separator.join(line) for line in lines) + "\r\n", encoding)
    assert [(one.kelurahan, one.number) for one in load_roster(path).places] == [
        ("Jat\u00ef", "007"),
        ("Jat\u00ef", "008"),
    ]


def test_every_wrong_row_is_named_with_its_reason(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "tps.xlsx",
        [
            HEADER,
            ["Mayangan", "Jati", "001"],
            ["Mayangan", "", "002"],
            ["", "Jati", "003"],
            ["Mayangan", "Jati", None],
            ["Mayangan", "Jati", "satu"],
            ["Mayangan", "Jati", 1234],
            ["Mayangan", "Jati", 0],
            ["Mayangan", 17, "004"],
            ["Mayangan", "J" * (LONGEST_NAME + 1), "005"],
            ["MAYANGAN", "jati", 1],
            ["Mayangan", "Jati", 1.5],
        ],
    )
    said = refused(path).message
    for row, reason in [
        (3, "kelurahan kosong"),
        (4, "kecamatan kosong"),
        (5, "nomor TPS kosong"),
        (6, "'satu' harus tiga angka"),
        (7, "'1234' harus tiga angka"),
        (8, "'0' harus tiga angka"),
        (9, "'17' bukan nama"),
        (10, "tidak muat"),
        (11, "sudah ada di baris 2"),
        (12, "'1.5' harus tiga angka"),
    ]:
        assert f"Baris {row}: " in said
        assert reason in said.partition(f"Baris {row}: ")[2].partition(" Baris ")[0]
    assert "Baris 2" not in said


def test_of_very_many_wrong_rows_ten_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    path = text(tmp_path / "tps.csv", "\n".join([";".join(HEADER), *["Mayangan;Jati;x"] * 25]))
    said = refused(path).message
    assert said.count("Baris ") == 10
    assert "15 baris lain" in said


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tps.xlsx", b"", "tidak mempunyai kolom"),
        ("tps.csv", b"Kecamatan;Kelurahan\nMayangan;Jati\n", "kolom TPS"),
        ("tps.csv", b"Kecamatan;Kelurahan;TPS\n", "tidak berisi TPS"),
        ("tps.csv", b"Kecamatan;Kelurahan;TPS\n;;\n", "tidak berisi TPS"),
        ("tps.xlsx", b"PK\x03\x04 cut", "bukan berkas"),
        ("tps.xls", b"\xd0\xcf\x11\xe0\x00\x00", "bukan berkas"),
        ("foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "bukan berkas"),
        ("tps.csv", b'Kecamatan;Kelurahan;TPS\n"' + b"x" * 200_000, "bukan berkas"),
        ("tps.csv", b"Kecamatan;Kelurahan;TPS\n" * (MOST_ROWS + 1), "lebih dari"),
    ],
)
def test_what_is_no_list_is_refused(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert said in refused(path).message


def test_a_list_cut_off_or_missing_is_refused(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "tps.xlsx", [HEADER, *[["Mayangan", "Jati", n] for n in range(1, 400)]]).read_bytes()
    (tmp_path / "potong.xlsx").write_bytes(whole[: len(whole) // 2])
    refused(tmp_path / "potong.xlsx")
    broken = bytearray(whole)
    broken[len(whole) // 3 : len(whole) // 3 + 40] = b"\0" * 40
    (tmp_path / "rusak.xlsx").write_bytes(broken)
    refused(tmp_path / "rusak.xlsx")
    refused(tmp_path / "tidak-ada.xlsx")
    refused(tmp_path)


@settings(max_examples=20)
@given(cells=st.lists(st.one_of(st.none(), st.text(max_size=8), st.integers(-5, 2000), st.floats(), st.dates())))
def test_no_cell_breaks_it(cells: list[object], tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [[cell] * 3 for cell in cells if not (isinstance(cell, str) and not cell.isprintable())]
    path = xlsx(
        tmp_path_factory.mktemp("roster") / "tps.xlsx", [HEADER, *rows, ["Mayangan", "Jati", date(2024, 11, 27)]]
    )
    refused(path)
