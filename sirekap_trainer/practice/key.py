"""The key of a sheet that was filled in by hand: typed in a window or a spreadsheet, checked, and saved as a packet.

    blank sheet -> typed key -> problems, doubts -> packet.json beside the photographs

A *problem* keeps a key from being saved: something is missing or cannot stand in the boxes. A *doubt* is arithmetic
that does not add up, bubbles beside their digits or boxes without a number: a typing mistake, or so on the paper. Only
whoever has the paper knows: a key with doubts is saved when that is said, and broken rules and bubbles become slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sirekap_trainer.errors import PacketError
from sirekap_trainer.findings import Finding
from sirekap_trainer.form import rules
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.form.symbols import DIGITS, FILLERS, boxes_for, bubbles_contradict, value_of
from sirekap_trainer.practice.blank import BlankSheet, load_blank
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.misreads import Kinds, kinds_of, plan_misreads
from sirekap_trainer.practice.packet import (
    PACKET_FILE,
    Misread,
    Packet,
    PhotoFile,
    Slip,
    SlipKind,
    Written,
    load_packet,
    save_packet,
)
from sirekap_trainer.practice.spreadsheet import Kind, read_table, text_of, write_table
from sirekap_trainer.practice.votes import Lot, lot

#: The row, and the `Problem.number`, about the signatures.
SIGNATURES = "tanda_tangan"
#: `Packet.hand` of a sheet that no drawn hand filled in.
BY_HAND = "tulisan_tangan"
#: Codes of doubts beside the rules' ids.
BUBBLES, NO_NUMBER = "bulatan", "tanpa_angka"
#: What stands for a photograph that no simulated camera took: `PhotoFile` must name a level.
_LEVEL: Final = "typical"
_PHOTO = re.compile(r"page-([1-9][0-9]?)\.(jpe?g|png)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """One number as somebody typed it.

    Attributes:
        boxes: A symbol a box, e.g. `X24`, `024`, `-24` or `_24`; may be empty where `value` is not.
        value: The number, e.g. `24`, where only that was typed: unused boxes are then taken for X.
        bubbles: A digit a column, `_` for none; empty where they say what the boxes say.
        row: Of the spreadsheet, from 1; None where it was typed elsewhere.
    """

    boxes: str = ""
    value: str = ""
    bubbles: str = ""
    row: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.boxes.strip() or self.value.strip() or self.bubbles.strip())


@dataclass(frozen=True, slots=True)
class TypedKey:
    """What stands on a filled sheet, as somebody typed it.

    Attributes:
        numbers: By id; numbers without an entry are missing.
        signed: Whether every signature is there; None while nobody said.
    """

    numbers: Mapping[str, TypedNumber]
    signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a key cannot be saved.

    Attributes:
        number: Id of the number, `SIGNATURES`, or what stands in its place in a spreadsheet.
        message: Indonesian, one sentence: what is wrong and what is expected.
        row: Of the spreadsheet, from 1; None where it has none.
    """

    number: str
    message: str
    row: int | None = None

    def __str__(self) -> str:
        where = "" if self.row is None else f"Baris {self.row}"
        return ": ".join(part for part in (where, self.number, self.message) if part)


# --- checking ---------------------------------------------------------------------------------------------------------


def check(form: Form, typed: TypedKey) -> tuple[Problem, ...]:
    """Everything that keeps a key from being saved, in the form's order; empty where it can be saved."""
    found = [
        Problem(number.id, problem, (typed.numbers.get(number.id) or TypedNumber()).row)
        for number in form.numbers
        for problem in _number_problems(number, typed.numbers.get(number.id))
    ]
    known = {number.id for number in form.numbers}
    found += [
        Problem(name, "Angka ini tidak ada di formulir.", one.row)
        for name, one in typed.numbers.items()
        if name not in known
    ]
    if typed.signed is None:
        found.append(Problem(SIGNATURES, "Isi ya bila semua tanda tangan lengkap, tidak bila ada yang kurang."))
    return tuple(found)


def doubts(form: Form, typed: TypedKey) -> tuple[Finding, ...]:
    """What does not add up in a key without problems: a typing mistake, or so on the paper.

    Returns:
        Broken rules, then `BUBBLES` and `NO_NUMBER`.
    """
    return _doubts(form, _written(form, typed))


def _doubts(form: Form, numbers: Mapping[str, Written]) -> tuple[Finding, ...]:
    broken = rules.check(form, {name: written.value for name, written in numbers.items()})
    return (*broken, *(doubt for number in form.numbers for doubt in _number_doubts(number, numbers[number.id])))


def _number_doubts(number: Number, written: Written) -> Iterator[Finding]:
    if written.value is None:
        message = f"{number.short}: kotak {written.boxes} bukan angka yang dapat dibaca."
        yield Finding(NO_NUMBER, message, "warning", (number.id,))
    if written.bubbles is not None and bubbles_contradict(written.boxes, written.bubbles):
        message = f"{number.short}: kotak {written.boxes}, bulatan {written.bubbles}."
        yield Finding(BUBBLES, message, "warning", (number.id,))


def _number_problems(number: Number, typed: TypedNumber | None) -> Iterator[str]:
    if typed is None or not (typed.boxes.strip() or typed.value.strip()):
        yield "Belum diisi."
        return
    width = len(number.boxes)
    boxes, value = _symbols(typed.boxes), typed.value.strip()
    if boxes and (len(boxes) != width or set(boxes) - set(DIGITS + FILLERS)):
        yield f"Kotak '{typed.boxes.strip()}' harus {width} tanda dari 0-9, X, - atau _, misalnya X24."
    elif value and not (value.isascii() and value.isdecimal() and len(value.lstrip("0")) <= width):
        yield f"Nilai '{value}' harus angka bulat dari 0 sampai {'9' * width}."
    elif boxes and value and value_of(boxes) != int(value):
        yield f"Kotak '{boxes}' dan nilai '{value}' berbeda."
    yield from _bubble_problems(number, typed)


def _bubble_problems(number: Number, typed: TypedNumber) -> Iterator[str]:
    bubbles = _symbols(typed.bubbles)
    if not bubbles:
        return
    width = len(number.boxes)
    if number.bubbles is None:
        yield "Angka ini tidak punya bulatan: kosongkan."
    elif len(bubbles) != width or set(bubbles) - set(DIGITS + "_-"):
        yield f"Bulatan '{typed.bubbles.strip()}' harus {width} tanda dari 0-9, atau _ bila tidak dihitamkan."


def _symbols(typed: str) -> str:
    """Boxes or bubbles as typed: spaces left out, small x taken for X, and the dashes that Excel makes for -."""
    return re.sub(r"[‐‑‒–—−]", "-", re.sub(r"\s", "", typed)).upper()


def _written(form: Form, typed: TypedKey) -> dict[str, Written]:
    """A key without problems as `packet.json` has it."""
    return {number.id: _one_written(number, typed.numbers[number.id]) for number in form.numbers}


def _one_written(number: Number, typed: TypedNumber) -> Written:
    width = len(number.boxes)
    boxes = _symbols(typed.boxes) or boxes_for(int(typed.value), width)
    if number.bubbles is None:
        return Written(boxes=boxes)
    # Under an unused box the 0 is blackened (domain.md, "How the numbers are written").
    same = re.sub(f"[{FILLERS}]", "0", boxes)
    return Written(boxes=boxes, bubbles=_symbols(typed.bubbles).replace("-", "_") or same)


# --- saving -----------------------------------------------------------------------------------------------------------


def save(form: Form, typed: TypedKey, folder: Path, *, on_paper: bool = False, replace: bool = False) -> Packet:
    """Writes the key of a blank sheet as `packet.json` into the sheet's folder, beside its photographs, and gives it.

    Photographs are the files `page-1.jpg` and so on (JPEG or PNG) that lie there; without any, the sheet is
    photographed in the exercise.

    Args:
        form: The sheet's.
        typed: Without problems.
        folder: Of the blank sheet (`blank.json`).
        on_paper: Whether doubts stand on the paper itself.
        replace: Whether another key that is there already may be written over.

    Raises:
        PacketError: The key has problems, or doubts and `on_paper` is False; the folder holds no blank sheet, one of
            another form, or another key; or it cannot be written.
    """
    return save_all({folder: (form, typed)}, on_paper=on_paper, replace=replace)[0]


def save_all(
    keys: Mapping[Path, tuple[Form, TypedKey]], *, on_paper: bool = False, replace: bool = False
) -> list[Packet]:
    """Writes the keys of several sheets, by their folders, as `save` does one; all are looked at before one is written.

    Raises:
        PacketError: As `save`, of all sheets at once.
    """
    packets: dict[Path, Packet] = {}
    wrong: list[PacketError] = []
    for folder, (form, typed) in keys.items():
        try:
            packets[folder] = _ready(form, typed, folder, on_paper=on_paper, replace=replace)
        except PacketError as error:
            wrong.append(error)
    if wrong:
        message = "\n".join(error.message for error in wrong)
        raise PacketError(message, hint=wrong[0].hint, code=wrong[0].code) from wrong[0]
    for folder, packet in packets.items():
        _write(packet, folder)
    return list(packets.values())


def _ready(form: Form, typed: TypedKey, folder: Path, *, on_paper: bool, replace: bool) -> Packet:
    packet = key_packet(form, load_blank(folder), typed, photos=photos_in(folder, form), on_paper=on_paper)
    if not replace:
        _refuse_other(packet, folder)
    return packet


def _write(packet: Packet, folder: Path) -> None:
    try:
        save_packet(packet, folder)
    except OSError as error:
        raise PacketError(
            f"Kunci lembar {packet.id} tidak dapat disimpan di {folder}.",
            hint="Periksa ruang penyimpanan dan izin folder, lalu simpan lagi.",
            code="folder_paket",
        ) from error


def key_packet(
    form: Form, blank: BlankSheet, typed: TypedKey, *, photos: tuple[PhotoFile, ...] = (), on_paper: bool = False
) -> Packet:
    """The packet of a filled sheet, nothing written to disk: the same for the same sheet and key.

    Misreads are planned as for a made packet of the same seed and place, as far as the numbers have room for them.

    Raises:
        PacketError: As `save`.
    """
    if blank.form != form.id:
        raise PacketError(
            f"Lembar {blank.id} bukan dari formulir {form.title}.", hint="Pilih formulir lembar itu.", code="kunci"
        )
    if problems := check(form, typed):
        raise PacketError(
            f"Kunci lembar {blank.id} belum benar. {' '.join(map(str, problems))}",
            hint="Perbaiki isian itu, lalu simpan lagi.",
            code="kunci",
        )
    numbers = _written(form, typed)
    found = _doubts(form, numbers)
    if found and not on_paper:
        raise PacketError(
            f"Kunci lembar {blank.id} perlu diperiksa. {' '.join(doubt.message for doubt in found)}",
            hint="Bandingkan dengan kertas. Bila di kertas memang begitu, nyatakan itu, lalu simpan lagi.",
            code="kunci_ragu",
        )
    return Packet(
        id=blank.id,
        form=form.id,
        seed=blank.seed,
        index=blank.index,
        tps=blank.tps,
        candidates=blank.candidates,
        numbers=numbers,
        misreads=_misreads(form, blank, numbers, found),
        slips=tuple(_slips(found, signed=typed.signed is True)),
        signed=typed.signed is True,
        hand=BY_HAND,
        photos=photos,
    )


def photos_in(folder: Path, form: Form) -> tuple[PhotoFile, ...]:
    """The photographs of a sheet's pages in its folder, by page: `page-1.jpg` and so on, JPEG or PNG.

    Raises:
        PacketError: A page has two.
    """
    pages = {page.number for page in form}
    found: dict[int, str] = {}
    for path in sorted(folder.iterdir()):
        match = _PHOTO.fullmatch(path.name)
        if match is None or int(match[1]) not in pages:
            continue
        if int(match[1]) in found:
            raise PacketError(
                f"Halaman {match[1]} mempunyai dua foto: {found[int(match[1])]} dan {path.name}.",
                hint="Simpan satu saja di folder lembar itu.",
                code="kunci",
            )
        found[int(match[1])] = path.name
    return tuple(PhotoFile(page=page, file=name, level=_LEVEL, seed=0) for page, name in sorted(found.items()))


def _refuse_other(packet: Packet, folder: Path) -> None:
    """Nothing but photographs may differ from a key that is there already."""
    if not (folder / PACKET_FILE).exists():
        return
    before = load_packet(folder)
    if before.model_copy(update={"photos": packet.photos}) != packet:
        raise PacketError(
            f"Lembar {packet.id} sudah mempunyai kunci lain.",
            hint="Periksa kunci itu; bila hendak diganti, nyatakan itu, lalu simpan lagi.",
            code="kunci_ada",
        )


def _slips(found: Sequence[Finding], *, signed: bool) -> Iterator[Slip]:
    for doubt in found:
        if doubt.code != NO_NUMBER:  # a trainee sees it, but no rule is broken by it
            kind: SlipKind = "bubble" if doubt.code == BUBBLES else "arithmetic"
            yield Slip(kind=kind, numbers=doubt.numbers, detail=doubt.message)
    if not signed:
        yield Slip(kind="signature", detail="Tanda tangan di kertas tidak lengkap.")


def _misreads(
    form: Form, blank: BlankSheet, numbers: Mapping[str, Written], found: Sequence[Finding]
) -> tuple[Misread, ...]:
    """As many planted misreads as the numbers have room for: whole plans first, for the candidates of the lot first."""
    spared = {name for doubt in found for name in doubt.numbers}
    key = (blank.seed, form.id, blank.id)
    whole = kinds_of(form, seed=blank.seed)
    for kept in range(len(whole.others), -1, -1):
        kinds = Kinds(whole.raising, whole.lowering, whole.others[:kept])
        for given in _lots(form, blank, numbers):
            plan = plan_misreads(form, numbers, given, kinds, Dice(*key, "misreads", kept), spared=spared)
            if plan is not None:
                return plan
    return ()


def _lots(form: Form, blank: BlankSheet, numbers: Mapping[str, Written]) -> list[Lot]:
    """Whose votes a misread may raise and lower: first as in a made set, then anyone whose votes are readable."""
    first = lot(form, seed=blank.seed, index=blank.index)
    readable = [one.candidate or 0 for one in form.candidates if numbers[one.id].value is not None]
    pairs = Dice(blank.seed, form.id, blank.id, "lots").shuffled(list(permutations(readable, 2)))
    given = [Lot(raised, None, raised, lowered, raised) for raised, lowered in pairs]
    return [first, *given] if {first.raised, first.lowered} <= {*readable, None} else given


# --- the spreadsheet --------------------------------------------------------------------------------------------------

_KIND = Kind("Kunci", "practice key --template", "kunci")
_HEADER = ("lembar", "angka", "uraian", "kotak", "nilai", "bulatan")
_NAMES = MappingProxyType({name: name for name in _HEADER})
_NEEDED = MappingProxyType({"angka": "angka", "kotak": "kotak"})
#: Of cells that have nothing to be filled in.
_NONE = "tidak ada"
_YES, _NO = ("ya", "y", "lengkap", "benar", "true"), ("tidak", "t", "tidak lengkap", "salah", "false")
_HELP = (
    "Isi kunci lembar latihan, satu baris tiap angka, persis seperti yang tertulis di kertas.",
    "kotak: satu tanda tiap kotak. 0-9; X bila ditulis X; - bila ditulis garis; _ bila kotak kosong. Misalnya X24.",
    "nilai: boleh diisi sebagai ganti kotak, misalnya 24; kotak depan dianggap berisi X.",
    "bulatan: kosongkan bila sama dengan kotak. Bila berbeda: satu angka tiap kolom, _ bila tidak dihitamkan.",
    "tanda_tangan: isi ya pada kolom kotak bila semua tanda tangan lengkap, tidak bila ada yang kurang.",
    "lembar: nama lembar, tercetak kecil di bawah setiap halaman. Lembar yang tidak diisi dilewati.",
)


def write_template(path: Path, form: Form, blanks: Sequence[BlankSheet] = ()) -> Path:
    """Writes an empty key to fill in, XLSX or CSV by the name's ending: a row a number, and one about the signatures.

    Args:
        path: Must not exist.
        form: Whose numbers.
        blanks: Sheets that get rows each; without any, one set of rows with an empty `lembar`.

    Raises:
        PacketError: The file is there already or cannot be written, or a sheet is of another form.
    """
    for blank in blanks:
        if blank.form != form.id:
            raise PacketError(
                f"Lembar {blank.id} bukan dari formulir {form.title}.", hint="Pilih formulir lembar itu.", code="kunci"
            )
    rows = [_HEADER, *(row for blank in blanks or (None,) for row in _template_rows(form, blank))]
    return write_table(path, _KIND, rows, widths=(18, 20, 60, 8, 8, 10), help_lines=_HELP)


def _template_rows(form: Form, blank: BlankSheet | None) -> Iterator[tuple[str, ...]]:
    name = blank.id if blank is not None else ""
    pairs = {one.number: f": {one.first} - {one.second}" for one in blank.candidates} if blank is not None else {}
    for number in form.numbers:
        label = f"{number.section} {number.label}{pairs.get(number.candidate or 0, '')}"
        yield name, number.id, label, "", "", "" if number.bubbles is not None else _NONE
    yield name, SIGNATURES, "Semua tanda tangan lengkap? ya atau tidak", "", _NONE, _NONE


def load_keys(path: Path, forms: Mapping[str, Form]) -> dict[str, TypedKey]:
    """The keys in a spreadsheet, by sheet. All rows are checked: either every key can be saved, or none is given.

    Sheets of which nothing was filled in are left out. What the arithmetic says is for `doubts`.

    Args:
        path: As `write_template` wrote it; the order of columns and rows does not matter.
        forms: The form of each sheet that may have a key there, by the sheet's name. With a single one the column
            `lembar` may be empty.

    Raises:
        PacketError: The file cannot be read, holds no key, or rows are wrong: the message names each with its reason.
    """
    table = read_table(path, _KIND, _NAMES, _NEEDED)
    sheets: dict[str, _Sheet] = {}
    problems: list[Problem] = []
    for place, row in table.rows:
        cells = {name: text_of(cell) for name, cell in table.cells(row).items()}
        if not any(cells.values()):
            continue
        name = cells.get("lembar", "") or (next(iter(forms)) if len(forms) == 1 else "")
        if name not in forms:
            problems.append(Problem(name, _no_sheet(name), place))
        else:
            sheets.setdefault(name, _Sheet()).take(cells, place)
    filled = {name: sheet for name, sheet in sheets.items() if not sheet.empty}
    for name, sheet in filled.items():
        problems += sheet.problems(forms[name], name if len(forms) > 1 else "")
    if problems:
        listed = "\n".join(str(one) for one in sorted(problems, key=lambda one: (one.row is None, one.row or 0)))
        raise _KIND.error(
            path, f"belum benar.\n{listed}\n", hint="Perbaiki baris itu, lalu coba lagi; belum ada yang disimpan."
        )
    if not filled:
        raise _KIND.error(path, "belum diisi.", hint="Isi kolom kotak tiap angka, lalu coba lagi.")
    return {name: sheet.key for name, sheet in filled.items()}


def _no_sheet(name: str) -> str:
    return f"Lembar '{name}' tidak ada di folder itu." if name else "Kolom lembar belum diisi."


class _Sheet:
    """What a spreadsheet says about one sheet, row by row."""

    def __init__(self) -> None:
        self._numbers: dict[str, TypedNumber] = {}
        self._signed: bool | None = None
        self._signed_row: int | None = None
        self._said = ""
        self._wrong: list[Problem] = []

    def take(self, cells: Mapping[str, str], row: int) -> None:
        """Takes a row that belongs to the sheet."""
        name = cells["angka"].casefold()
        typed = {name: "" if cell.casefold() == _NONE else cell for name, cell in cells.items()}
        if name == SIGNATURES:
            self._take_signatures(typed["kotak"] or typed.get("nilai", ""), row)
        elif not name:
            self._wrong.append(Problem("", "Kolom angka belum diisi.", row))
        elif name in self._numbers:
            self._wrong.append(Problem(name, f"Sudah ada di baris {self._numbers[name].row}.", row))
        else:
            self._numbers[name] = TypedNumber(typed["kotak"], typed.get("nilai", ""), typed.get("bulatan", ""), row)

    def _take_signatures(self, said: str, row: int) -> None:
        if self._signed_row is not None:
            self._wrong.append(Problem(SIGNATURES, f"Sudah ada di baris {self._signed_row}.", row))
            return
        self._said, self._signed_row = said, row
        self._signed = True if said.casefold() in _YES else False if said.casefold() in _NO else None

    @property
    def key(self) -> TypedKey:
        """As far as it was said."""
        return TypedKey(MappingProxyType(self._numbers), self._signed)

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self._wrong and not self._said and all(one.empty for one in self._numbers.values())

    def problems(self, form: Form, name: str) -> Iterator[Problem]:
        """Everything that is wrong; `name` of the sheet where there are several."""
        for one in (*self._wrong, *check(form, self.key)):
            row = one.row if one.row is not None or one.number != SIGNATURES else self._signed_row
            message = one.message if row is not None else "Baris ini tidak ada."
            yield Problem(" ".join(part for part in (name, one.number) if part), message, row)
