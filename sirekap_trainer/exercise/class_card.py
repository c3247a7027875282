"""A class on a trainee's laptop: a small file that lies with the packets the trainer handed out (`kelas.json`).

By it the laptop knows which class its work belongs to, and which mode and rule of checking the trainer set for all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.review import CheckMode
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.files import write_whole
from sirekap_trainer.practice.packet import PACKET_FILE

CLASS_FILE = "kelas.json"
#: Version of the layout.
CARD_FORMAT: Literal[1] = 1
#: A packet's folder and so many above it are looked at: class, TPS, packet.
_LEVELS = 3
#: More packets than a TPS has are no choice for one who practises, but a trainer's set.
MOST_PACKETS = 12
#: Bytes; a card has some 200.
_LARGEST = 10_000

ClassCode = Annotated[str, Field(pattern=r"^[A-Z0-9-]{1,32}$")]


class ClassCard(BaseModel):
    """What a trainee's laptop is told of a class.

    Attributes:
        format: Version of this layout.
        code: By which the records know the class (`records.classes`).
        title: For people.
        mode: What is done in it.
        rule: Of checking.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = CARD_FORMAT
    code: ClassCode
    title: Annotated[str, Field(min_length=1, max_length=200)]
    mode: Mode
    rule: CheckMode


def write_card(folder: Path, card: ClassCard) -> Path:
    """Writes the card of a class into the folder of its packets, and gives its path.

    Raises:
        ExerciseError: Another class's card lies there, or it cannot be written.
    """
    path = folder / CLASS_FILE
    there = _read(path) if path.is_file() else None
    if there is not None and there.code != card.code:
        raise ExerciseError(
            f"Folder {folder.name} milik kelas {there.title}.", hint="Pilih folder lain.", code="kelas_lain"
        )
    try:
        return write_whole(path, (json.dumps(card.model_dump(), ensure_ascii=False, indent=2) + "\n").encode())
    except OSError as error:
        raise ExerciseError(
            f"Folder {folder.name} tidak dapat ditulisi.", hint="Pilih folder atau stik lain.", code="simpan_gagal"
        ) from error


def find_card(folder: Path) -> ClassCard | None:
    """The card that lies with a packet, in its folder or the two above it; None where there is none.

    Args:
        folder: Of the packet.

    Raises:
        ExerciseError: There is one that cannot be used. Nothing is guessed then: without it the packet might be done
            by another rule than everybody else's.
    """
    for place in (folder, *folder.parents)[:_LEVELS]:
        path = place / CLASS_FILE
        if path.is_file():
            return _read(path)
    return None


def refuse_other_kind(card: ClassCard, packet_id: str, *, sealed: bool) -> None:
    """Raises ExerciseError where a packet cannot be used in the mode of its class: an exam's is sealed, no other is."""
    if (card.mode == "ujian") != sealed:
        raise ExerciseError(
            f"Paket {packet_id} tidak cocok dengan kelas {card.title}.",
            hint="Minta folder kelas sekali lagi dari pelatih.",
            code="kelas_rusak",
        )


def lone_form(folder: Path) -> ExerciseError:
    """What is said of a packet of a class's simulation, beside which the other form of its TPS is missing."""
    return ExerciseError(
        f"Di folder {folder.parent.name} hanya ada satu dari dua formulir.",
        hint="Salin seluruh folder kelas sekali lagi, lalu pilih lagi.",
        code="satu_formulir",
    )


def packet_folders(folder: Path, tps: str) -> list[Path]:
    """The folders of the packets that one means by a folder: that packet's, a TPS's or a whole class's.

    Where nothing lies there at all it is given back, for whoever loads it to say so.

    Args:
        folder: Which somebody chose.
        tps: Number of their TPS: of a class's folder they get what lies there for it.

    Raises:
        ExerciseError: A class's folder holds nothing for this TPS, or something for this TPS of several kelurahan, one
            of which is theirs; or a folder holds more packets than one could choose from.
    """
    if (folder / PACKET_FILE).is_file():
        return [folder]
    of_class = (folder / CLASS_FILE).is_file()
    places = sorted(folder.glob(f"TPS {tps} */")) if of_class else [folder]
    by_place = [[path.parent for path in sorted(place.glob(f"*/{PACKET_FILE}"))] for place in places]
    if sum(map(bool, by_place)) > 1:
        raise ExerciseError(
            f"TPS {tps} ada di beberapa kelurahan di kelas ini.",
            hint="Buka folder itu, lalu pilih folder TPS Anda sendiri.",
            code="banyak_tps_kelas",
        )
    found = [one for packets in by_place for one in packets]
    if not found and of_class:
        raise ExerciseError(
            f"Folder {folder.name} tidak berisi paket untuk TPS {tps}.",
            hint="Periksa nomor TPS Anda, atau pilih folder TPS di dalamnya.",
            code="bukan_tps_kelas",
        )
    if len(found) > MOST_PACKETS:
        raise ExerciseError(
            f"Folder {folder.name} berisi {len(found)} paket.",
            hint="Buka folder itu dan pilih satu paket.",
            code="banyak_paket",
        )
    return found or [folder]


def _read(path: Path) -> ClassCard:
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > CARD_FORMAT:
            raise _newer(path)
        return ClassCard.model_validate(said)
    except (OSError, ValueError, ValidationError, RecursionError) as error:
        raise ExerciseError(
            f"Berkas {CLASS_FILE} di folder {path.parent.name} rusak.",
            hint="Minta folder kelas sekali lagi dari pelatih.",
            code="kelas_rusak",
        ) from error


def _newer(path: Path) -> ExerciseError:
    return ExerciseError(
        f"Folder kelas {path.parent.name} dibuat oleh versi aplikasi yang lebih baru.",
        hint="Perbarui aplikasi di laptop ini, lalu pilih foldernya lagi.",
        code="kelas_baru",
    )
