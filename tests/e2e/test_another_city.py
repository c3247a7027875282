"""An invented city from its file to its sheets and reports: nothing of the city that ships is on any of them."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from command_line import run
from printed import pages_of

from sirekap_trainer.form.catalog import parse_form
from sirekap_trainer.form.rules import check
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.practice.places import home

FORM = "latihan_kwk_gubernur"
CITY = """province = "Papua Barat Daya"
city = "Kabupaten Karang Jauh"
polling_day = 2031-03-05
[kecamatan]
Tanjung = ["Batu Putih", "Muara Dua"]
"""
OPERATORS = """Kecamatan;Kelurahan;TPS;Nama;Peran
Tanjung;Muara Dua;001;Sari Melati;utama
Tanjung;Muara Dua;001;Budi Kenari;cadangan
Tanjung;Batu Putih;901;Rama Waru;utama
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The file of the city; its records lie beside it."""
    path = tmp_path / "kota.toml"
    path.write_text(CITY, encoding="utf-8")
    operators = tmp_path / "operator.csv"
    operators.write_text(OPERATORS, encoding="utf-8")
    records = ("--records", tmp_path / "catatan")
    assert run("records", "city", path, *records).exit_code == 0
    assert run("records", "import-roster", operators, *records).exit_code == 0
    return path


def foreign(text: str) -> list[str]:
    """What of the city that ships stands in a text."""
    shipped = home()
    names = [shipped.city, shipped.province, *shipped.kecamatan]
    return [name for name in names if name.casefold() in text.casefold()]


def test_sheets_of_a_list_without_a_city(city: Path, tmp_path: Path) -> None:
    roster = tmp_path / "tps.csv"
    roster.write_text("Kecamatan;Kelurahan;TPS\nTanjung;Muara Dua;1\n", encoding="utf-8")
    made = run("practice", "make", "--form", FORM, "--roster", roster, "--data-kota", city, "--out", tmp_path / "set")
    assert made.exit_code == 0
    assert "Di lembar tertulis Kabupaten Karang Jauh, Papua Barat Daya." in made.stderr
    (folder,) = (path.parent for path in (tmp_path / "set").rglob("packet.json"))
    header = load_packet(folder).tps
    assert (header.province, header.city) == ("Papua Barat Daya", "Kabupaten Karang Jauh")
    printed = "".join(text for path in folder.glob("page-*.pdf") for text in pages_of(path.read_bytes()))
    assert "KABUPATEN KARANG JAUH" in printed.upper()
    assert foreign(printed + (folder / "packet.json").read_text(encoding="utf-8")) == []


def test_lists_and_reports_of_the_records(city: Path, tmp_path: Path) -> None:
    records = ("--records", tmp_path / "catatan")
    assert run("records", "tps", tmp_path / "tps.csv", *records).exit_code == 0
    assert "Kabupaten Karang Jauh" in (tmp_path / "tps.csv").read_text(encoding="utf-8-sig")
    out = tmp_path / "laporan"
    assert run("report", "all", "--date", "2031-03-01", "--out", out, *records).exit_code == 0
    (whole,) = out.rglob("kota-*.pdf")
    assert whole.name == "kota-kabupaten-karang-jauh.pdf"
    text = "\n".join(pages_of(whole.read_bytes()))
    assert "5 Maret 2031" in text
    assert "4 hari lagi" in text
    for path in out.rglob("*.pdf"):
        assert foreign("\n".join(pages_of(path.read_bytes()))) == [], path.name
    for path in out.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert foreign(" ".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row)) == [], (
            path.name
        )


def test_reserve_and_voter_limit_are_those_of_the_form() -> None:
    """Another election's law is another form's file: its numbers are drawn and judged by it."""
    text = (files("sirekap_trainer.form") / "definitions" / f"{FORM}.toml").read_text(encoding="utf-8")
    for old, new in (
        ("voter_limit = 600", "voter_limit = 200"),
        ("reserve = 0.025", "reserve = 0.1"),
        ("rate = 0.025", "rate = 0.1"),
        ("limit = 600", "limit = 200"),
    ):
        assert text.count(f"\n{old}\n") == 1
        text = text.replace(f"\n{old}\n", f"\n{new}\n")
    other, shipped = (
        parse_form(text, source="lain"),
        parse_form(text.replace("rate = 0.1", "rate = 0.025"), source="ini"),
    )
    for index in range(1, 13):
        numbers = {name: one.value for name, one in make_packet(other, seed=3, index=index).numbers.items()}
        values = {name: value for name, value in numbers.items() if value is not None}
        voters = values["pemilih_dpt_lp"]
        assert voters <= 200
        assert values["surat_diterima"] == voters + math.ceil(voters * 0.1)
        assert check(other, values) == ()
        assert [one.code for one in check(shipped, values)], "the reserve of another law is noticed"


def test_the_city_that_ships_is_data_alone() -> None:
    """No module of the application names it."""
    root = Path(__file__).parents[2]
    sources = [path for name in ("sirekap_trainer", "ui", "tools") for path in (root / name).rglob("*.py")]
    assert len(sources) > 100
    name = home().city.removeprefix("Kota ")
    assert [path.name for path in sources if name in path.read_text(encoding="utf-8")] == []
