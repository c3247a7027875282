"""The list of TPS that packets are made for, as a trainer keeps it: a spreadsheet (XLSX) or CSV, a TPS a row.

Columns: kecamatan, kelurahan, TPS; perhaps also kabupaten/kota and provinsi. Their order, case and spelling do not
matter (`_COLUMNS`), nor do other columns. The list is taken whole or not at all.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from sirekap_trainer.errors import PacketError
from sirekap_trainer.practice.packet import Tps

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
#: Rows within which the names of the columns must stand: lists often begin with a title.
_HEADER_WITHIN = 10
#: More rows than a regency has TPS: a file beyond this is another one.
_MOST_ROWS = 20_000
#: Errors told by row; more are counted.
_TOLD = 10
#: Letters of a name that fit on the sheet's line.
_LONGEST_NAME = 40

Row = Sequence[object]


def load_roster(path: Path) -> tuple[Tps, ...]:
    """The TPS of a list, in its order.

    Args:
        path: XLSX, or CSV with commas, semicolons or tabs.

    Raises:
        PacketError: The file cannot be read, a column is missing, or rows are wrong: the message names them all (the
            first ten), each with its reason.
    """
    rows = list(_rows(path))
    start, columns = _columns(rows, path)
    places: list[Tps] = []
    wrong: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows[start:], start=start + 1):
        cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
        if all(_text(value) == "" for value in cells.values()):
            continue
        try:
            tps = _tps(cells)
            _refuse_twice(tps, number, seen)
        except ValueError as error:
            wrong.append(f"Baris {number}: {error}")
        else:
            places.append(tps)
    _refuse_wrong(wrong, places, path)
    return tuple(places)


def write_template(path: Path) -> Path:
    """Writes an empty list to fill in, with two rows as an example; an existing file is not overwritten.

    Raises:
        PacketError: The file is there already or cannot be written.
    """
    if path.exists():
        raise PacketError(f"{path.name} sudah ada.", hint="Pilih nama berkas lain.", code="roster")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("TPS")
            # As text, so that Excel keeps 001.
            words, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
            sheet.set_column(0, 1, 24, words)
            sheet.set_column(2, 2, 8, words)
            sheet.freeze_panes(1, 0)
            for down, line in enumerate((("Kecamatan", "Kelurahan", "TPS"), *_EXAMPLE)):
                for across, text in enumerate(line):
                    sheet.write_string(down, across, text, words if down else bold)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise PacketError(
            f"{path.name} tidak dapat disimpan.", hint="Periksa izin folder, atau pilih folder lain.", code="roster"
        ) from error
    return path


_EXAMPLE = (("Kademangan", "Triwung Lor", "001"), ("Kademangan", "Triwung Lor", "002"))


# --- the file ---------------------------------------------------------------------------------------------------------


def _rows(path: Path) -> Iterator[Row]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PacketError(
            f"Daftar TPS {path.name} tidak dapat dibuka.", hint="Periksa nama dan foldernya.", code="roster"
        ) from error
    rows = _sheet_rows(data, path) if data.startswith(b"PK") else _csv_rows(data, path)
    for count, row in enumerate(rows):
        if count == _MOST_ROWS:
            raise PacketError(
                f"Daftar TPS {path.name} lebih dari {_MOST_ROWS} baris.", hint="Periksa berkasnya.", code="roster"
            )
        yield row


def _sheet_rows(data: bytes, path: Path) -> Iterator[Row]:
    """The first sheet's rows."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, OSError) as error:
        raise _unreadable(path) from error


def _csv_rows(data: bytes, path: Path) -> Iterator[Row]:
    """Rows of text: UTF-8 or, as Excel saves it, the Windows code page; Excel in Indonesian separates by semicolons."""
    if b"\0" in data:
        raise _unreadable(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text[:2000]
    separator = max(";\t,", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> PacketError:
    return PacketError(
        f"Daftar TPS {path.name} bukan berkas Excel (XLSX) atau CSV yang utuh.",
        hint="Simpan ulang sebagai Excel (.xlsx), atau pakai contoh dari practice roster --template.",
        code="roster",
    )


# --- its rows ---------------------------------------------------------------------------------------------------------


def _columns(rows: Sequence[Row], path: Path) -> tuple[int, dict[str, int]]:
    """Place of the first row below the columns' names, and where each column is."""
    best: dict[str, int] = {}
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        found: dict[str, int] = {}
        for across, cell in enumerate(row):
            name = _COLUMNS.get(re.sub(r"[^a-z]", "", _text(cell).casefold()))
            if name is not None:
                found.setdefault(name, across)
        if _NEEDED.keys() <= found.keys():
            return place + 1, found
        best = max(best, found, key=len)
    missing = ", ".join(label for name, label in _NEEDED.items() if name not in best)
    raise PacketError(
        f"Daftar TPS {path.name} tidak mempunyai kolom {missing}.",
        hint="Baris judul harus memuat Kecamatan, Kelurahan, dan TPS; contoh: practice roster --template.",
        code="roster",
    )


def _tps(cells: dict[str, object]) -> Tps:
    """Raises ValueError, in Indonesian, where a cell is wrong."""
    names = {name: _name(name, value) for name, value in cells.items() if name != "number"}
    return Tps(
        province=names.get("province") or _home()["province"],
        city=names.get("city") or _home()["city"],
        kecamatan=names["kecamatan"],
        kelurahan=names["kelurahan"],
        number=_number(cells["number"]),
    )


@cache
def _home() -> dict[str, Any]:
    """Where lists without such columns are from."""
    return tomllib.loads((files("sirekap_trainer.practice") / "data" / "places.toml").read_text(encoding="utf-8"))


def _name(column: str, value: object) -> str:
    name = _text(value)
    if not name and column in _NEEDED:
        raise ValueError(f"{_NEEDED[column].lower()} kosong.")
    if name.replace(".", "").isdecimal():
        raise ValueError(f"'{name}' bukan nama.")
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise ValueError(f"nama '{name[:_LONGEST_NAME]}' tidak muat pada lembar (paling banyak {_LONGEST_NAME} huruf).")
    return name


def _number(value: object) -> str:
    """Three digits: as text, or the number that Excel makes of 001."""
    text = _text(value)
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    text = re.sub(r"^tps[ .:]*", "", text, flags=re.IGNORECASE)
    if not text:
        raise ValueError("nomor TPS kosong.")
    number = text.zfill(3)
    if not re.fullmatch(r"[0-9]{3}", number) or number == "000":
        raise ValueError(f"nomor TPS '{text}' harus tiga angka, misalnya 012.")
    return number


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _refuse_twice(tps: Tps, row: int, seen: dict[tuple[str, ...], int]) -> None:
    key = tuple(part.casefold() for part in (tps.province, tps.city, tps.kecamatan, tps.kelurahan, tps.number))
    if key in seen:
        raise ValueError(f"TPS {tps.number} {tps.kelurahan} sudah ada di baris {seen[key]}.")
    seen[key] = row


def _refuse_wrong(wrong: list[str], places: list[Tps], path: Path) -> None:
    if wrong:
        more = f" Dan {len(wrong) - _TOLD} baris lain." if len(wrong) > _TOLD else ""
        raise PacketError(
            f"Daftar TPS {path.name} salah. {' '.join(wrong[:_TOLD])}{more}",
            hint="Perbaiki baris itu, lalu coba lagi; belum ada paket yang dibuat.",
            code="roster",
        )
    if not places:
        raise PacketError(
            f"Daftar TPS {path.name} tidak berisi TPS.", hint="Isi satu TPS tiap baris di bawah judul.", code="roster"
        )
