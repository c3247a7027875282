"""Which sets of packets were made on this laptop, and with what wishes: enough to go on with one that was interrupted.

The sets themselves are folders wherever the trainer wants them; this is only the list, one JSON file. It is plain text:
of an exam nothing stands in it that is within the seal, neither seed nor what is wrong on its papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import PacketError
from sirekap_trainer.files import write_whole
from sirekap_trainer.practice.packet import SlipKind, Style, Tps
from sirekap_trainer.practice.pairs import BOTH, FORMS
from sirekap_trainer.practice.places import Home

FILE = "paket.json"
#: Where a list that cannot be read is put aside, so that it is not written over.
ASIDE = "paket-rusak.json"

Kind = Literal["practice", "exam", "blank"]
Photos = Literal["good", "typical", "hard"]
Paper = Literal["A4", "A3"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Wishes(_Value):
    """What a trainer asks of a set.

    Attributes:
        form: Id of the form; `pairs.BOTH` for both forms of each TPS.
        kind: Packets to practise with, packets sealed for an exam, or sheets to be filled in by hand.
        count: How many packets, pairs of them, or sheets.
        seed: What the set is made from; of an exam only that of the page shown before, for its own is secret.
        photos: How hard its photographs are; None for paper alone.
        megapixels: Size of the photographs.
        slips: What is wrong on the paper.
        style: Which misreads are planted.
        paper: Size of the sheets.
        places: Whose they are; nothing for made-up TPS.
        at: City of made-up TPS; None for the one that ships. When a set is begun, they are settled as `places`.
        folder: Where they are written.
    """

    form: str
    kind: Kind = "practice"
    count: Annotated[int, Field(ge=0)] = 1
    seed: Annotated[int, Field(ge=0)] = 1
    photos: Photos | None = None
    megapixels: float = 5.0
    slips: tuple[SlipKind, ...] = ()
    style: Style = "dokumen"
    paper: Paper = "A4"
    places: tuple[Tps, ...] = ()
    at: Home | None = None
    folder: Path

    @property
    def pair(self) -> bool:
        """Whether it is both forms of each TPS."""
        return self.form == BOTH

    @property
    def each(self) -> int:
        """Packets that are made for each one that is counted."""
        return len(FORMS) if self.pair else 1

    @property
    def kept(self) -> Wishes:
        """What of it may be written down: of an exam nothing that its seal hides."""
        secret = {"seed": 0, "slips": (), "style": "dokumen"}
        return self.model_copy(update=secret) if self.kind == "exam" else self


class MadeSet(_Value):
    """A set on the list.

    Attributes:
        wishes: What it was made with.
        made: When it was begun.
        total: Packets it will have when it is whole.
        adopted: Whether it was made elsewhere: then not all that was wished is known, and it cannot be gone on with.
    """

    wishes: Wishes
    made: datetime
    total: Annotated[int, Field(ge=0)]
    adopted: bool = False


class _File(_Value):
    format: Literal[1] = 1
    sets: tuple[MadeSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list on disk; every change is written at once.

    Attributes:
        folder: Where the list is kept.
    """

    folder: Path

    def load(self) -> tuple[MadeSet, ...]:
        """The sets, the newest first. A list that cannot be read is put aside and an empty one begun."""
        path = self.folder / FILE
        try:
            return _File.model_validate_json(path.read_text(encoding="utf-8")).sets
        except FileNotFoundError:
            return ()
        except (ValidationError, UnicodeDecodeError):
            path.replace(self.folder / ASIDE)
            return ()

    def put(self, made: MadeSet) -> None:
        """Adds a set, or takes the place of the one in the same folder; one that goes on keeps its date.

        Raises:
            PacketError: The list cannot be written.
        """
        kept, wishes = self.load(), made.wishes.kept
        before = next((one for one in kept if one.wishes == wishes), made)
        others = tuple(one for one in kept if one.wishes.folder != wishes.folder)
        self._save((made.model_copy(update={"made": before.made, "wishes": wishes}), *others))

    def drop(self, folder: Path) -> None:
        """Takes a set off the list; its folder stays.

        Raises:
            PacketError: The list cannot be written.
        """
        self._save(tuple(one for one in self.load() if one.wishes.folder != folder))

    def _save(self, sets: tuple[MadeSet, ...]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / FILE, _File(sets=sets).model_dump_json(indent=2).encode())
        except OSError as error:
            raise PacketError(
                "Daftar paket tidak dapat disimpan.",
                hint="Periksa ruang penyimpanan laptop ini. Paketnya sendiri tidak hilang.",
            ) from error
