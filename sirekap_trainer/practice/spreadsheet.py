"""Spreadsheets that a trainer fills in: XLSX, or CSV as Excel saves it in Indonesian or in English.

Only rows of cells are known here; what they mean is for whoever reads them (`roster.py`, `key.py`).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from sirekap_trainer.errors import PacketError
from sirekap_trainer.files import unfinished

#: More rows than a list of a trainer has (a regency has fewer TPS): a file beyond this is another one.
MOST_ROWS = 20_000
#: Rows within which the names of the columns must stand: lists often begin with a title.
_HEADER_WITHIN = 10

#: Widest column of a list, in letters.
_WIDEST = 60
#: What a text begins with that a spreadsheet takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Cells as the file has them: text, numbers, dates or None.
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a spreadsheet is about, for messages.

    Attributes:
        name: Indonesian, as a sentence begins with it, e.g. `Daftar TPS`.
        template: The command that writes an example.
        code: Of its errors.
    """

    name: str
    template: str
    code: str

    def error(self, path: Path, problem: str, *, hint: str) -> PacketError:
        """What is wrong with a file, e.g. "Daftar TPS tps.xlsx kosong"."""
        return PacketError(f"{self.name} {path.name} {problem}", hint=hint, code=self.code)


_LIST = Kind("Berkas", "", "daftar")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below the names of the columns.

    Attributes:
        columns: Place of each known column, by what it means.
        rows: The number of each row as a spreadsheet shows it, from 1, and its cells.
    """

    columns: Mapping[str, int]
    rows: tuple[tuple[int, Row], ...]

    def cells(self, row: Row) -> dict[str, object]:
        """A row's cells by column; None where it is too short."""
        return {name: row[place] if place < len(row) else None for name, place in self.columns.items()}


def read_table(path: Path, kind: Kind, names: Mapping[str, str], needed: Mapping[str, str]) -> Table:
    """The rows of the first sheet, below the row that names the columns.

    Args:
        path: XLSX, or CSV with commas, semicolons or tabs.
        kind: What it is about.
        names: Names of columns in small letters without spaces and signs, and what they mean.
        needed: Meanings that must be there, and what the column is called in a message.

    Raises:
        PacketError: The file cannot be read, is no spreadsheet or far too long, or a needed column is missing.
    """
    rows = read_rows(path, kind)
    best: dict[str, int] = {}
    for place, row in enumerate(rows[:_HEADER_WITHIN], start=1):
        found = _columns(row, names)
        if needed.keys() <= found.keys():
            return Table(found, tuple(enumerate(rows[place:], start=place + 1)))
        best = max(best, found, key=len)
    missing = ", ".join(label for name, label in needed.items() if name not in best)
    raise kind.error(
        path,
        f"tidak mempunyai kolom {missing}.",
        hint=f"Baris judul harus memuat {', '.join(needed.values())}. Simpan contoh daftar, lalu isi.",
    )


def read_rows(path: Path, kind: Kind) -> list[Row]:
    """All rows of the first sheet, as they are.

    Raises:
        PacketError: The file cannot be read, is no spreadsheet or far too long.
    """
    return list(_rows(path, kind))


def text_of(cell: object) -> str:
    """A cell as a person sees it: without needless spaces, a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def write_list(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Path:
    """Writes a table as somebody sees it; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        heads: Names of the columns.
        rows: Of as many cells. Texts stay texts whatever they look like, whole numbers can be reckoned with.

    Raises:
        PacketError: There is no row, or as `write_table`.
    """
    if not rows:
        raise PacketError("Tidak ada yang dapat disimpan.", hint="Tampilkan dulu yang dicari.", code=_LIST.code)
    lines: list[Sequence[str | int]] = [heads, *rows]
    widths = [min(_WIDEST, 4 + max(len(str(line[column])) for line in lines)) for column in range(len(heads))]
    return write_table(path, _LIST, without_formulas(lines) if path.suffix.lower() == ".csv" else lines, widths=widths)


def without_formulas(rows: Iterable[Sequence[str | int]]) -> list[Sequence[str | int]]:
    """Rows for a CSV in which no text is a formula to the spreadsheet that opens it: such a text begins with `'`."""
    return [
        [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row] for row in rows
    ]


def write_table(
    path: Path,
    kind: Kind,
    rows: Sequence[Sequence[str | int]],
    *,
    widths: Sequence[int],
    help_lines: Sequence[str] = (),
) -> Path:
    """Writes rows, the first the columns' names; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`; its folder is made where it is missing.
        kind: What it is about.
        rows: Of equal length; whole numbers are numbers in an XLSX.
        widths: Of the columns, in letters; XLSX only.
        help_lines: How to fill it in, on a second sheet; XLSX only.

    Raises:
        PacketError: The file is there already, has another ending, or cannot be written.
    """
    write = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(path.suffix.lower())
    if write is None:
        raise kind.error(path, "harus berakhiran .xlsx atau .csv.", hint="Tulis nama berkas misalnya contoh.xlsx.")
    if path.exists():
        raise kind.error(path, "sudah ada.", hint="Pilih nama berkas lain.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(path) as temporary:  # half of it would be in the way the next time
            write(temporary, rows, widths, help_lines)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        hint = "Periksa ruang penyimpanan dan izin folder, atau pilih folder lain."
        raise kind.error(path, "tidak dapat disimpan.", hint=hint) from error
    return path


# --- writing ----------------------------------------------------------------------------------------------------------


def _write_xlsx(
    path: Path, rows: Sequence[Sequence[str | int]], widths: Sequence[int], help_lines: Sequence[str]
) -> None:
    with xlsxwriter.Workbook(path) as book:
        # As text, so that Excel keeps 001.
        words, bold, plain = (book.add_format(one) for one in ({"num_format": "@"}, {"bold": True}, {}))
        sheet = book.add_worksheet("Isian")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, words)
        sheet.freeze_panes(1, 0)
        for down, line in enumerate(rows):
            for across, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(down, across, cell, plain)
                else:
                    sheet.write_string(down, across, cell, words if down else bold)
        if help_lines:
            page = book.add_worksheet("Petunjuk")
            page.set_column(0, 0, 100)
            for down, text in enumerate(help_lines):
                page.write_string(down, 0, text)


def _write_csv(path: Path, rows: Sequence[Sequence[str | int]], _widths: Sequence[int], _help: Sequence[str]) -> None:
    # What Excel in Indonesian opens in columns: a byte order mark, and semicolons.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


# --- reading ----------------------------------------------------------------------------------------------------------


def _columns(row: Row, names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for across, cell in enumerate(row):
        name = names.get(re.sub(r"[^a-z]", "", text_of(cell).casefold()))
        if name is not None:
            found.setdefault(name, across)
    return found


def _rows(path: Path, kind: Kind) -> Iterator[Row]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise kind.error(path, "tidak dapat dibuka.", hint="Periksa nama dan foldernya.") from error
    rows = _sheet_rows(data) if data.startswith(b"PK") else _csv_rows(data)
    try:
        for count, row in enumerate(rows):
            if count == MOST_ROWS:
                raise kind.error(path, f"lebih dari {MOST_ROWS} baris.", hint="Periksa berkasnya.")
            yield row
    except _BROKEN as error:
        raise kind.error(
            path,
            "bukan berkas Excel (XLSX) atau CSV yang utuh.",
            hint="Simpan ulang sebagai Excel (.xlsx), atau simpan contoh daftar dan isi.",
        ) from error


#: Beginnings of other files that hold no zero byte either, whatever they are called: PDF, RTF, web pages and XML.
_NO_LIST = (b"%PDF", b"{\\rtf", b"<")

#: What openpyxl and csv raise for files that are none or damaged; `SyntaxError` is XML's.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    csv.Error,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    SyntaxError,
)


def _sheet_rows(data: bytes) -> Iterator[Row]:
    """The first sheet's rows."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    yield from book.worksheets[0].iter_rows(values_only=True)


def _csv_rows(data: bytes) -> Iterator[Row]:
    """Rows of text: UTF-8 or, as Excel saves it, the Windows code page; Excel in Indonesian separates by semicolons."""
    if b"\0" in data or data.lstrip().startswith(_NO_LIST):
        raise ValueError("no text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    separator = max(";\t,", key=text[:2000].count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
