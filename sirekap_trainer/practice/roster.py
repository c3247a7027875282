"""The list of TPS that packets are made for, as a trainer keeps it: a spreadsheet (XLSX) or CSV, a TPS a row.

Columns: kecamatan, kelurahan, TPS; perhaps also kabupaten/kota and provinsi. Their order, case and spelling do not
matter (`_COLUMNS`), nor do other columns. The list is taken whole or not at all. Where it names no city, it is said
which one was taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sirekap_trainer.practice.packet import Tps
from sirekap_trainer.practice.places import LONGEST_NAME, Home, fitting_name, home
from sirekap_trainer.practice.spreadsheet import Kind, read_table, text_of, write_table

#: Names of columns, without case, spaces and signs, and what they mean.
_COLUMNS = {
    "kecamatan": "kecamatan",
    "kec": "kecamatan",
    "namakecamatan": "kecamatan",
    "distrik": "kecamatan",
    "kelurahan": "kelurahan",
    "kel": "kelurahan",
    "desa": "kelurahan",
    "desakelurahan": "kelurahan",
    "desakel": "kelurahan",
    "kelurahandesa": "kelurahan",
    "keldesa": "kelurahan",
    "namakelurahan": "kelurahan",
    "tps": "number",
    "notps": "number",
    "nomortps": "number",
    "nomertps": "number",
    "kabupatenkota": "city",
    "kabkota": "city",
    "kabupaten": "city",
    "kota": "city",
    "provinsi": "province",
    "propinsi": "province",
}
_NEEDED = {"kecamatan": "Kecamatan", "kelurahan": "Kelurahan", "number": "TPS"}
_KIND = Kind("Daftar TPS", "practice roster --template", "roster")
#: Errors told by row; more are counted.
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of TPS.

    Attributes:
        places: The TPS, in its order.
        assumed: What it does not say of them and where they were taken to be, in words; "" where it says all. To be
            told before anything is made: it stands on every sheet.
    """

    places: tuple[Tps, ...]
    assumed: str = ""


def load_roster(path: Path, at: Home | None = None) -> Roster:
    """The TPS of a list.

    A name that is written in several ways, `JATI` and `Jati`, is spelt as it stands first.

    Args:
        path: XLSX, or CSV with commas, semicolons or tabs.
        at: The city of TPS whose rows name none; the one that ships where it is not given.

    Raises:
        PacketError: The file cannot be read, a column is missing, or rows are wrong: the message names them all (the
            first ten), each with its reason. Or the name of the city does not fit on a sheet.
    """
    city = at or home()
    city = Home(fitting_name(city.city), fitting_name(city.province))
    table = read_table(path, _KIND, _COLUMNS, _NEEDED)
    places = _Places()
    wrong: list[str] = []
    named: list[tuple[bool, bool]] = []
    for number, row in table.rows:
        cells = {name: text_of(cell) for name, cell in table.cells(row).items()}
        if not any(cells.values()):
            continue
        try:
            places.add(_tps(cells, city), number)
            named.append((bool(cells.get("city")), bool(cells.get("province"))))
        except ValueError as error:
            wrong.append(f"Baris {number}: {error}")
    _refuse_wrong(wrong, places, path)
    return Roster(tuple(places.found), _assumed(named, city))


def write_template(path: Path, at: Home | None = None) -> Path:
    """Writes an empty list to fill in, with two rows as an example; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        at: The city of the example; the one that ships where it is not given.

    Raises:
        PacketError: The file is there already, has another ending, or cannot be written.
    """
    place = (at or home()).example()
    rows = [("Kecamatan", "Kelurahan", "TPS"), (*place, "001"), (*place, "002")]
    return write_table(path, _KIND, rows, widths=(24, 24, 8))


def write_roster(path: Path, places: Sequence[Tps]) -> Path:
    """Writes a list that `load_roster` reads, with city and province; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        places: The TPS, in order.

    Raises:
        PacketError: As `write_template`.
    """
    rows = [("Provinsi", "Kabupaten/Kota", "Kecamatan", "Kelurahan", "TPS")]
    rows += [(one.province, one.city, one.kecamatan, one.kelurahan, one.number) for one in places]
    return write_table(path, _KIND, rows, widths=(20, 24, 24, 24, 8))


class _Places:
    """TPS as they are found, each only once."""

    def __init__(self) -> None:
        self.found: list[Tps] = []
        self._rows: dict[tuple[str, ...], int] = {}
        self._spelt: dict[tuple[str, ...], Tps] = {}

    def add(self, tps: Tps, row: int) -> None:
        """Takes the TPS of a row; raises ValueError, in Indonesian, where it is there already."""
        place = tuple(part.casefold() for part in (tps.province, tps.city, tps.kecamatan, tps.kelurahan))
        before = self._rows.setdefault((*place, tps.number), row)
        if before != row:
            raise ValueError(f"TPS {tps.number} {tps.kelurahan} sudah ada di baris {before}.")
        first = self._spelt.setdefault(place, tps)
        self.found.append(first.model_copy(update={"number": tps.number}))


def _assumed(named: Sequence[tuple[bool, bool]], at: Home) -> str:
    """What was taken for granted, given whether each row names city and province."""
    no_city, no_province = (sum(not row[place] for row in named) for place in (0, 1))
    if no_city == no_province == len(named):
        return f"Daftar ini tidak menyebut kota. Di lembar tertulis {at.city}, {at.province}."
    said = []
    if no_city:
        said.append(f"Kota tidak disebut untuk {no_city} TPS: di lembar tertulis {at.city}.")
    if no_province:
        said.append(f"Provinsi tidak disebut untuk {no_province} TPS: di lembar tertulis {at.province}.")
    return " ".join(said)


def _tps(cells: Mapping[str, str], at: Home) -> Tps:
    """Raises ValueError, in Indonesian, where a cell is wrong."""
    names = {name: _name(name, text) for name, text in cells.items() if name != "number"}
    return Tps(
        province=names.get("province") or at.province,
        city=names.get("city") or at.city,
        kecamatan=names["kecamatan"],
        kelurahan=names["kelurahan"],
        number=_number(cells["number"]),
    )


def _name(column: str, name: str) -> str:
    if not name and column in _NEEDED:
        raise ValueError(f"{_NEEDED[column].lower()} kosong.")
    if name.replace(".", "").isdecimal():
        raise ValueError(f"'{name}' bukan nama.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"nama '{name[:LONGEST_NAME]}' tidak muat pada lembar (paling banyak {LONGEST_NAME} huruf).")
    return name


def _number(text: str) -> str:
    """Three digits: as text, or the number that Excel makes of 001."""
    text = re.sub(r"^tps[ .:]*", "", text, flags=re.IGNORECASE)
    if not text:
        raise ValueError("nomor TPS kosong.")
    number = text.zfill(3)
    if not re.fullmatch(r"[0-9]{3}", number) or number == "000":
        raise ValueError(f"nomor TPS '{text}' harus tiga angka, misalnya 012.")
    return number


def _refuse_wrong(wrong: list[str], places: _Places, path: Path) -> None:
    if wrong:
        more = f" Dan {len(wrong) - _TOLD} baris lain." if len(wrong) > _TOLD else ""
        raise _KIND.error(
            path,
            f"salah. {' '.join(wrong[:_TOLD])}{more}",
            hint="Perbaiki baris itu, lalu coba lagi; belum ada paket yang dibuat.",
        )
    if not places.found:
        raise _KIND.error(path, "tidak berisi TPS.", hint="Isi satu TPS tiap baris di bawah judul.")
