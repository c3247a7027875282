"""Handing out the packets of a class: a folder for its trainees' laptops, with the class's card and a folder a TPS.

Bimtek Jati 1 (K7M2QX)/
    kelas.json                  the class: code, mode and rule (`exercise/class_card.py`)
    TPS 012 Jati/               what that TPS was dealt
        WK-11-003/              a packet as it was made
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.class_card import ClassCard, write_card
from sirekap_trainer.files import write_whole
from sirekap_trainer.practice.packet import PACKET_FILE, Packet
from sirekap_trainer.practice.pairs import FORMS
from sirekap_trainer.practice.sealed import load_any
from sirekap_trainer.records.classes import class_of, draft_of
from sirekap_trainer.records.tables import District, Member, Person, Station, Village

#: What no file system that Windows knows takes in a name.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
#: Letters of a folder's name: paths of Windows end at 260.
_LONGEST = 60

#: Told how many packets of how many are there; may raise to stop.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class HandOut:
    """What a class's trainees get.

    Attributes:
        card: Of the class.
        places: Name of a folder for each TPS, and the ids of its packets.
        without: Names of the TPS of the class that were dealt nothing, as those that came after dealing.
    """

    card: ClassCard
    places: tuple[tuple[str, tuple[str, ...]], ...]
    without: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the class's folder."""
        return f"{_safe(self.card.title)} ({self.card.code})"


def plan(session: Session, class_id: int) -> HandOut:
    """What is to be handed out to a class, by TPS.

    Raises:
        RecordsError: The class is not there, or nothing was dealt to it.
    """
    held = class_of(session, class_id)
    draft = draft_of(held)
    rows = session.execute(
        select(District.norm, Village.norm, Village.name, Station.number, Member.dealt)
        .join(Person, Member.person_id == Person.id)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .where(Member.class_id == class_id)
        .order_by(District.norm, Village.norm, Station.number)
    )
    dealt: dict[tuple[str, str, str], tuple[str, tuple[str, ...]]] = {}
    names: dict[tuple[str, str, str], str] = {}
    for district, village, name, number, packets in rows:
        place = (district, village, number)
        names[place] = f"TPS {number} {name}"
        if packets:
            dealt.setdefault(place, (_safe(names[place]), tuple(packets)))
    if not dealt:
        raise RecordsError("Paket kelas ini belum dibagi.", hint="Tekan Bagi paket dulu.", code="belum_dibagi")
    card = ClassCard(code=held.code, title=draft.title, mode=draft.mode, rule=draft.rule)
    without = tuple(name for place, name in names.items() if place not in dealt)
    return HandOut(card, _apart(tuple(dealt.values())), without)


def hand_out(what: HandOut, packets: Path, folder: Path, progress: Progress | None = None) -> Path:
    """Copies what a class was dealt into a folder of its own, and gives that.

    Again into the same place it is brought up to date: what a TPS is dealt no more goes, if it is a packet.

    Args:
        what: From `plan`.
        packets: Folder of the class's set.
        folder: Where the class's folder is to be, e.g. a stick.
        progress: See `Progress`.

    Raises:
        RecordsError: A packet is missing or not for this mode, the folder is within the set's, or cannot be written.
        PacketError: A packet is damaged.
        ExerciseError: Another class lies there.
    """
    tell = progress or (lambda *_: None)
    out = folder / what.name
    if folder.resolve().is_relative_to(packets.resolve()) or packets.resolve().is_relative_to(out.resolve()):
        # Copies among the set's own packets would be dealt a second time, and where the set is what was handed out
        # before, bringing that up to date would take its packets away.
        raise RecordsError(
            f"Di folder {folder.name} ada paket yang dibagi.", hint="Pilih stik atau folder lain.", code="folder_paket"
        )
    found = _folders(packets)
    _refuse_unfit(what, found)
    count = sum(len(ids) for _, ids in what.places)
    done = 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_card(out, what.card)
        for name, ids in what.places:
            _drop_others(out / name, ids)
            for one in ids:
                tell(done, count)
                _copy(found[one], out / name / one)
                done += 1
        _drop_places(out, {name for name, _ in what.places})
        tell(done, count)
    except OSError as error:
        raise RecordsError(
            f"Folder kelas tidak dapat disimpan di {folder.name or folder}.",
            hint="Periksa apakah ada ruang dan boleh ditulis di sana, atau pilih tempat lain.",
            code="simpan_gagal",
        ) from error
    return out


def _copy(packet: Path, place: Path) -> None:
    """Copies a packet; its `packet.json` comes last, so that one that was interrupted is none, nor an earlier one."""
    data, there = (packet / PACKET_FILE).read_bytes(), place / PACKET_FILE
    if there.is_file() and there.read_bytes() != data:
        there.unlink()
    shutil.copytree(packet, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns(PACKET_FILE))
    write_whole(there, data)


def _folders(packets: Path) -> dict[str, Path]:
    """Where each packet of a set lies, by id."""
    return {load_any(path.parent).id: path.parent for path in sorted(packets.glob(f"**/{PACKET_FILE}"))}


def _refuse_unfit(what: HandOut, found: dict[str, Path]) -> None:
    """Raises RecordsError where a packet is missing, or cannot be used in the class's mode."""
    exam = what.card.mode == "ujian"
    for name, ids in what.places:
        missing = next((one for one in ids if one not in found), None)
        if missing is not None:
            raise RecordsError(
                f"Paket {missing} tidak ada lagi di folder paket kelas ini.",
                hint="Pilih folder paketnya lewat Ubah, lalu Bagi paket lagi.",
                code="paket_hilang",
            )
        packets = [load_any(found[one]) for one in ids]
        if any(isinstance(one, Packet) == exam for one in packets):
            raise RecordsError(
                "Kelas ini ujian, tetapi paketnya tidak disegel." if exam else "Paket kelas ini disegel untuk ujian.",
                hint="Ubah cara kelas ini, atau pilih paket lain lewat Ubah.",
                code="paket_lain",
            )
        if what.card.mode == "simulasi" and not _whole(packets):
            raise RecordsError(
                f"{name} tidak mendapat kedua formulir dari satu TPS.",
                hint="Buat paket Gubernur dan Wali Kota (Simulasi), pilih lewat Ubah, lalu Bagi paket lagi.",
                code="paket_lain",
            )


def _whole(packets: Sequence[object]) -> bool:
    """Whether these are both forms of one TPS."""
    known = [one for one in packets if isinstance(one, Packet)]
    return sorted(one.form for one in known) == sorted(FORMS) and len({one.tps for one in known}) == 1


def _drop_others(place: Path, ids: tuple[str, ...]) -> None:
    """Takes packets away that were dealt before; nothing else."""
    for path in place.iterdir() if place.is_dir() else ():
        if path.name not in ids and (path / PACKET_FILE).is_file():
            shutil.rmtree(path)


def _drop_places(out: Path, names: set[str]) -> None:
    """Takes away TPS that are in the class no more."""
    for place in [path for path in out.iterdir() if path.is_dir() and path.name not in names]:
        _drop_others(place, ())
        if not any(place.iterdir()):
            place.rmdir()


def _apart(places: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Two TPS of the same number and kelurahan, in two kecamatan, get folders of their own."""
    seen: dict[str, int] = {}
    found = []
    for name, ids in places:
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        count = seen[name.casefold()]
        found.append((name if count == 1 else f"{name} {count}", ids))
    return tuple(found)


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return _UNSAFE.sub(" ", name)[:_LONGEST].strip(" .") or "Kelas"
