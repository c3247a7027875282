"""Blank sheets that a trainer fills in by hand.

Each copy has a folder: `lembar.pdf` with all its pages to print, and `blank.json` which remembers what was printed on
it. Photographs and the key typed in afterwards (`key.py`) go into the same folder, which is a packet then.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.packet import Candidate, Tps
from sirekap_trainer.practice.sheet import Imprint, Paper, blank_sheets
from sirekap_trainer.practice.votes import draw_candidates

BLANK_FILE = "blank.json"
SHEETS_FILE = "lembar.pdf"
#: Most copies at once: one PDF of all of them has 13 MB.
MOST_BLANKS = 200
#: Crockford's base 32: no letters that look like digits.
_ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class BlankSheet(BaseModel):
    """One printed copy of a form, to be filled in by hand.

    Attributes:
        id: Unique name, also in its QR code, e.g. `WK-T-7K2QM-X0F9T`.
        form: Id of the form.
        seed: What the candidates' names were drawn from, as in a set of that seed.
        index: Place among the copies made together, from 1.
        tps: Its header.
        candidates: Printed on it, by number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]*$", max_length=40)]
    form: str
    seed: Annotated[int, Field(ge=0)]
    index: Annotated[int, Field(ge=1)]
    tps: Tps
    candidates: tuple[Candidate, ...]

    @property
    def imprint(self) -> Imprint:
        """What is printed on it."""
        return Imprint(self.id, self.tps, self.candidates)


def make_blanks(
    form: Form, tps: Tps, *, out: Path, count: int = 1, seed: int = 1, paper: Paper = "A4", first: int = 1
) -> tuple[list[BlankSheet], Path]:
    """Makes blank sheets: a folder each, and one PDF of them all to print.

    Args:
        form: A practice form.
        tps: What the headers say.
        out: Folder for them; made where it is missing.
        count: How many copies, each with an id of its own.
        seed: Of the candidates' names: the same as in packets of a set with that seed.
        paper: Size of the paper.
        first: Place of the first copy among all, where some were made before.

    Returns:
        The sheets, and the PDF of all their pages.

    Raises:
        PacketError: The form is a real one, a number is out of range, or the folder cannot be written.
    """
    _check_wishes(count, seed)
    candidates = draw_candidates(form, seed=seed)
    sheets = [
        BlankSheet(id=_new_id(form), form=form.id, seed=seed, index=index, tps=tps, candidates=candidates)
        for index in range(first, first + count)
    ]
    together = blank_sheets(form, [sheet.imprint for sheet in sheets], paper=paper)
    try:
        for sheet in sheets:
            folder = out / sheet.id
            folder.mkdir(parents=True)
            (folder / SHEETS_FILE).write_bytes(blank_sheets(form, [sheet.imprint], paper=paper))
            _save(sheet, folder)
        # A single copy is printed from its own folder.
        printed = out / sheets[0].id / SHEETS_FILE
        if count > 1:
            printed = out / f"cetak-{sheets[0].id}.pdf"
            printed.write_bytes(together)
    except OSError as error:
        raise PacketError(
            f"Lembar kosong tidak dapat disimpan di {out}.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="folder_paket",
        ) from error
    return sheets, printed


def load_blank(folder: Path) -> BlankSheet:
    """What was printed on the sheet of a folder.

    Raises:
        PacketError: There is no `blank.json`, or it is damaged.
    """
    try:
        return BlankSheet.model_validate_json((folder / BLANK_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PacketError(
            f"Lembar kosong {folder.name} tidak ditemukan.", hint=f"Pilih folder yang berisi {BLANK_FILE}."
        ) from error
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise PacketError(
            f"Lembar kosong {folder.name} rusak: {BLANK_FILE} tidak dapat dibaca.", hint="Cetak lembar baru."
        ) from error


def blanks_in(folder: Path) -> dict[Path, BlankSheet]:
    """The blank sheets in a folder, which may itself be one, by their folders; those made together side by side.

    Raises:
        PacketError: There are none, or one is damaged.
    """
    if (folder / BLANK_FILE).exists():
        return {folder: load_blank(folder)}
    sheets = {path.parent: load_blank(path.parent) for path in folder.glob(f"*/{BLANK_FILE}")}
    if not sheets:
        raise PacketError(
            f"Tidak ada lembar kosong di {folder}.",
            hint="Pilih folder tempat lembar kosong dibuat.",
            code="tanpa_lembar",
        )
    return dict(sorted(sheets.items(), key=lambda item: _order(item[1])))


def _order(sheet: BlankSheet) -> tuple[str, str, str, int, str]:
    return sheet.form, sheet.tps.kelurahan, sheet.tps.number, sheet.index, sheet.id


def _save(sheet: BlankSheet, folder: Path) -> None:
    """Written last and at once: a folder without `blank.json` is none."""
    text = json.dumps(sheet.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True)
    temporary = folder / (BLANK_FILE + ".tmp")
    temporary.write_bytes(f"{text}\n".encode())
    temporary.replace(folder / BLANK_FILE)


def _new_id(form: Form) -> str:
    """`WK-T-` (tulis tangan) and ten letters of chance: 50 bits, so that no two trainers make the same."""
    words = form.id.removeprefix("latihan_").removeprefix("kwk_").split("_")
    letters = "".join(secrets.choice(_ID_LETTERS) for _ in range(10))
    return f"{''.join(word[0] for word in words).upper()}-T-{letters[:5]}-{letters[5:]}"


def _check_wishes(count: int, seed: int) -> None:
    if not 1 <= count <= MOST_BLANKS:
        raise PacketError(
            f"Jumlah lembar {count} tidak dapat dibuat.", hint=f"Pilih 1 sampai {MOST_BLANKS}.", code="jumlah_paket"
        )
    if seed < 0:
        raise PacketError(f"Benih (seed) {seed} negatif.", hint="Pilih 0 atau lebih.", code="benih_paket")
