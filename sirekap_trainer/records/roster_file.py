"""A list of operators as a city keeps it, a spreadsheet or CSV with an operator a row, read before anything is kept.

    sheet = open_sheet(path)                # its columns, and which of them mean what
    checked = check_rows(sheet, sheet.matching)     # the operators, and what is wrong, row by row

What the columns mean is guessed by the words of their titles and can be put right by a person (`Sheet.matching`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from sirekap_trainer.errors import PacketError, RecordsError
from sirekap_trainer.practice.places import Home, home
from sirekap_trainer.practice.spreadsheet import Kind, Row, read_rows, text_of, write_table
from sirekap_trainer.records.names import norm, place_norm, without_word

#: What a column of the list can mean.
Meaning = Literal["district", "village", "station", "name", "role", "phone"]
#: The meanings in the order of the template, as a person reads them.
MEANINGS: dict[Meaning, str] = {
    "district": "Kecamatan",
    "village": "Kelurahan",
    "station": "TPS",
    "name": "Nama",
    "role": "Peran",
    "phone": "Nomor HP",
}
#: Without these there is no list.
NEEDED: tuple[Meaning, ...] = ("district", "village", "station", "name", "role")

#: Longest names that the tables hold.
LONGEST_NAME = 80
#: Titles are looked for within the first rows: lists often begin with a heading.
_TITLES_WITHIN = 15
#: Rows shown as a sample of each column.
_SAMPLES = 3
#: Problems told in the message of an error; all are in `Checked.problems`.
_TOLD = 10
_KIND = Kind("Daftar operator", "records template", "daftar_operator")

#: Words of a title that tell what a column means, the surest first; compared with the words of `norm`.
_WORDS: tuple[tuple[Meaning, frozenset[str]], ...] = (
    ("phone", frozenset({"hp", "nohp", "telepon", "telpon", "telp", "tlp", "wa", "whatsapp", "ponsel", "handphone"})),
    ("district", frozenset({"kecamatan", "kec", "distrik", "ppk"})),
    ("village", frozenset({"kelurahan", "kel", "desa", "pps", "ds"})),
    ("station", frozenset({"tps", "notps"})),
    ("role", frozenset({"peran", "jabatan", "posisi", "tugas", "role", "akun"})),
    ("name", frozenset({"nama", "name", "operator", "anggota"})),
)  # fmt: skip
_ROLES = {
    "utama": "utama",
    "operator utama": "utama",
    "op utama": "utama",
    "cadangan": "cadangan",
    "operator cadangan": "cadangan",
    "op cadangan": "cadangan",
    "cad": "cadangan",
}
_EXAMPLE = (
    ("001", "Contoh Nama Satu", "utama", ""),
    ("001", "Contoh Nama Dua", "cadangan", "081200000000"),
)
_HELP = (
    "Satu operator tiap baris. Setiap TPS mempunyai satu operator utama dan satu operator cadangan.",
    "TPS: tiga angka, misalnya 001 atau 901.",
    "Peran: utama atau cadangan.",
    "Nomor HP boleh kosong.",
    "Hapus kedua baris contoh sebelum mengimpor.",
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the file.

    Attributes:
        place: Its place in the row, from 0.
        title: What stands above it; may be empty.
        samples: Its first cells, as a person sees them.
    """

    place: int
    title: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read, before anybody said that it is right.

    Attributes:
        name: Of the file.
        columns: Its columns.
        rows: Below the titles: the number of each row as a spreadsheet shows it, from 1, and its cells.
        matching: Guessed from the titles: which column means what. Hand a changed copy to `check_rows`.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[int, Row], ...]
    matching: Mapping[Meaning, int]

    @property
    def missing(self) -> tuple[Meaning, ...]:
        """What no column was found for."""
        return tuple(one for one in NEEDED if one not in self.matching)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator as a row of the list, or a person at the keyboard, says.

    Attributes:
        district: Kecamatan.
        village: Kelurahan.
        station: Three-digit text.
        name: As written, spaces tidied.
        role: `utama` or `cadangan`.
        phone: Digits, from 0 or, abroad, after a plus; may be empty.
        row: Of the file; 0 where it was typed.
    """

    district: str
    village: str
    station: str
    name: str
    role: str
    phone: str = ""
    row: int = 0

    @property
    def place(self) -> tuple[str, str, str]:
        """The TPS, to be compared."""
        return place_norm(self.district), place_norm(self.village), self.station


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row.

    Attributes:
        row: Its number in the file, from 1.
        reason: Indonesian, a sentence without the row.
        meaning: Which cell; None where it is about the row.
    """

    row: int
    reason: str
    meaning: Meaning | None = None

    def __str__(self) -> str:
        """With the row."""
        return f"Baris {self.row}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check_rows` found.

    Attributes:
        operators: From the rows that are right, in the file's order.
        problems: By row; a list with a single one is not imported.
    """

    operators: tuple[Operator, ...]
    problems: tuple[RowProblem, ...]


def open_sheet(path: Path) -> Sheet:
    """Reads a file and guesses what its columns mean.

    Args:
        path: XLSX, or CSV with commas, semicolons or tabs.

    Raises:
        RecordsError: The file cannot be read, is no spreadsheet, far too long or empty.
    """
    try:
        rows = list(enumerate(read_rows(path, _KIND), start=1))
    except PacketError as error:
        raise RecordsError(error.message, hint=error.hint, code=error.code) from error
    filled = [(number, row) for number, row in rows if any(text_of(cell) for cell in row)]
    if not filled:
        raise RecordsError(
            f"Daftar operator {path.name} kosong.", hint="Isi satu operator tiap baris di bawah judul.", code=_KIND.code
        )
    at = max(range(min(_TITLES_WITHIN, len(filled))), key=lambda place: (len(_guess(filled[place][1])), -place))
    titles, below = filled[at][1], tuple(filled[at + 1 :])
    if not _guess(titles) and _is_data(titles):  # no titles at all: a person may still say what each column means
        titles, below = (), tuple(filled)
    width = max(len(row) for _, row in filled)
    columns = tuple(_column(place, titles, below) for place in range(width))
    return Sheet(path.name, columns, below, _guess(titles))


def check_rows(sheet: Sheet, matching: Mapping[Meaning, int]) -> Checked:
    """The operators of a file, and what is wrong with its rows.

    Args:
        sheet: As `open_sheet` gave it.
        matching: Which column means what: `sheet.matching`, or as a person put it right.

    Raises:
        RecordsError: A needed column is missing, one is given twice, or there is no row at all.
    """
    _refuse_matching(sheet, matching)
    seen = _Seen()
    operators: list[Operator] = []
    problems: list[RowProblem] = []
    for number, row in sheet.rows:
        cells = {one: text_of(row[place]) if place < len(row) else "" for one, place in matching.items()}
        if not any(cells.values()):
            continue
        try:
            operators.append(seen.add(_operator(cells, number)))
        except _WrongCellError as error:
            problems.append(RowProblem(number, error.reason, error.meaning))
    if not operators and not problems:
        raise RecordsError(
            f"Daftar operator {sheet.name} tidak berisi operator.",
            hint="Isi satu operator tiap baris di bawah judul.",
            code=_KIND.code,
        )
    return Checked(tuple(operators), tuple(problems))


def refuse_problems(checked: Checked, name: str) -> None:
    """Raises RecordsError where a row is wrong: the message names the first ten, each with its reason."""
    if not checked.problems:
        return
    told = " ".join(str(one) for one in islice(checked.problems, _TOLD))
    more = f" Dan {len(checked.problems) - _TOLD} baris lain." if len(checked.problems) > _TOLD else ""
    raise RecordsError(
        f"Daftar operator {name} salah. {told}{more}",
        hint="Perbaiki baris itu, lalu impor lagi; belum ada yang disimpan.",
        code=_KIND.code,
    )


def typed_operator(*, district: str, village: str, station: str, name: str, role: str, phone: str = "") -> Operator:
    """An operator as somebody types it into a form, by the same rules as a row of a list.

    Raises:
        RecordsError: A field cannot be used; `code` ends with its name, e.g. `isian_station`.
    """
    fields: dict[Meaning, str] = {
        "district": district,
        "village": village,
        "station": station,
        "name": name,
        "role": role,
        "phone": phone,
    }
    try:
        return _operator({one: " ".join(text.split()) for one, text in fields.items()}, 0)
    except _WrongCellError as error:
        sentence = error.reason[0].upper() + error.reason[1:]
        raise RecordsError(sentence, hint="Perbaiki isian itu.", code=f"isian_{error.meaning}") from error


def write_template(path: Path, at: Home | None = None) -> Path:
    """Writes an empty list to fill in, with two rows as an example; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        at: The city of the example; the one that ships where it is not given.

    Raises:
        RecordsError: The file is there already, has another ending, or cannot be written.
    """
    try:
        place = (at or home()).example()
        rows = [tuple(MEANINGS.values()), *((*place, *row) for row in _EXAMPLE)]
        return write_table(path, _KIND, rows, widths=(24, 24, 8, 36, 12, 18), help_lines=_HELP)
    except PacketError as error:
        raise RecordsError(error.message, hint=error.hint, code=error.code) from error


def write_roster(path: Path, operators: Iterable[Operator]) -> Path:
    """Writes a list that `open_sheet` reads; an existing file is not overwritten.

    Raises:
        RecordsError: As `write_template`.
    """
    rows = [tuple(MEANINGS.values())]
    rows += [(one.district, one.village, one.station, one.name, one.role, one.phone) for one in operators]
    try:
        return write_table(path, _KIND, rows, widths=(24, 24, 8, 36, 12, 18))
    except PacketError as error:
        raise RecordsError(error.message, hint=error.hint, code=error.code) from error


# --- columns ----------------------------------------------------------------------------------------------------------


def _column(place: int, titles: Row, below: tuple[tuple[int, Row], ...]) -> SheetColumn:
    title = text_of(titles[place]) if place < len(titles) else ""
    cells = (text_of(row[place]) if place < len(row) else "" for _, row in below)
    return SheetColumn(place, title, tuple(islice((one for one in cells if one), _SAMPLES)))


def _is_data(row: Row) -> bool:
    """Whether a row without known titles is an operator already: it holds a role, or a number."""
    return any(norm(text_of(cell)) in _ROLES or text_of(cell).isdecimal() for cell in row)


def _guess(titles: Row) -> dict[Meaning, int]:
    """Columns by what the words of their titles say; the first of several."""
    words = [frozenset(norm(text_of(cell)).split()) if len(text_of(cell)) <= 40 else frozenset() for cell in titles]
    found: dict[Meaning, int] = {}
    taken: set[int] = set()
    for meaning, known in _WORDS:
        for place, said in enumerate(words):
            if place not in taken and said & known:
                found[meaning] = place
                taken.add(place)
                break
    return found


def _refuse_matching(sheet: Sheet, matching: Mapping[Meaning, int]) -> None:
    missing = [MEANINGS[one] for one in NEEDED if one not in matching]
    if missing:
        raise RecordsError(
            f"Daftar operator {sheet.name} tidak mempunyai kolom {', '.join(missing)}.",
            hint=f"Tunjukkan kolomnya, atau pakai contoh dari {_KIND.template}.",
            code="kolom",
        )
    if len(set(matching.values())) < len(matching):
        raise RecordsError("Satu kolom dipakai untuk dua isian.", hint="Pilih kolom yang berbeda.", code="kolom")
    if any(not 0 <= place < len(sheet.columns) for place in matching.values()):
        raise RecordsError("Kolom itu tidak ada pada berkas.", hint="Pilih kolom yang ada.", code="kolom")


# --- rows -------------------------------------------------------------------------------------------------------------


class _WrongCellError(Exception):
    """A cell that cannot be used: which one, and why, in Indonesian."""

    def __init__(self, meaning: Meaning | None, reason: str) -> None:
        super().__init__(reason)
        self.meaning = meaning
        self.reason = reason


class _Seen:
    """Rows so far: each operator only once, each place spelt as it stood first."""

    def __init__(self) -> None:
        self._rows: dict[tuple[object, ...], int] = {}
        self._districts: dict[str, str] = {}
        self._villages: dict[tuple[str, str], str] = {}

    def add(self, one: Operator) -> Operator:
        """Takes an operator, and gives it spelt as before; raises _WrongCellError where the row repeats one."""
        first = self._rows.setdefault((one.place, one.role), one.row)
        if first != one.row:
            reason = f"operator {one.role} TPS {one.station} {one.village} sudah ada di baris {first}."
            raise _WrongCellError("role", reason)
        place = one.place
        return Operator(
            self._districts.setdefault(place[0], one.district),
            self._villages.setdefault(place[:2], one.village),
            one.station,
            one.name,
            one.role,
            one.phone,
            one.row,
        )


def _operator(cells: Mapping[Meaning, str], row: int) -> Operator:
    return Operator(
        district=_place("district", cells["district"]),
        village=_place("village", cells["village"]),
        station=_station(cells["station"]),
        name=_name("name", cells["name"]),
        role=_role(cells["role"]),
        phone=_phone(cells.get("phone", "")),
        row=row,
    )


def _place(meaning: Meaning, text: str) -> str:
    name = _name(meaning, without_word(text))
    if not place_norm(name):
        raise _WrongCellError(meaning, f"'{text}' bukan nama.")
    return name


def _name(meaning: Meaning, text: str) -> str:
    label = MEANINGS[meaning].lower()
    if not text:
        raise _WrongCellError(meaning, f"{label} kosong.")
    if len(text) > LONGEST_NAME:
        raise _WrongCellError(
            meaning, f"{label} '{text[:20]}...' terlalu panjang (paling banyak {LONGEST_NAME} huruf)."
        )
    # Beginning with a letter, a name is no formula to any spreadsheet either.
    if not text.isprintable() or not re.match(r"['’`]?[^\W\d_]", text) or not norm(text):
        raise _WrongCellError(meaning, f"'{text[:40]}' bukan nama.")
    return text


def _station(text: str) -> str:
    """Three digits: as text, or the number that Excel makes of 001."""
    bare = re.sub(r"^tps[ .:]*", "", text, flags=re.IGNORECASE)
    if not bare:
        raise _WrongCellError("station", "nomor TPS kosong.")
    number = bare.zfill(3)
    if not re.fullmatch(r"[0-9]{3}", number) or number == "000":
        raise _WrongCellError("station", f"nomor TPS '{text[:20]}' harus tiga angka, misalnya 012.")
    return number


def _role(text: str) -> str:
    role = _ROLES.get(norm(text))
    if role is None:
        said = f"peran '{text[:20]}' tidak dikenal" if text else "peran kosong"
        raise _WrongCellError("role", f"{said}; isi utama atau cadangan.")
    return role


def _phone(text: str) -> str:
    """Digits as they are dialled in the country. What a program made a number of has lost its 0, or has gained a .0."""
    whole = re.sub(r"^([0-9]{8,})\.0$", r"\1", text)
    digits = re.sub(r"^\+?62(?=8)", "0", re.sub(r"[\s().-]", "", whole))
    if not digits or digits in ("-", "0"):
        return ""
    if not re.fullmatch(r"\+?[0-9]{8,15}", digits):
        raise _WrongCellError("phone", f"nomor HP '{text[:20]}' salah; isi misalnya 081234567890, atau kosongkan.")
    return f"0{digits}" if digits.startswith("8") else digits
