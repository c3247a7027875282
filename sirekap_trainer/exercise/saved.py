"""Keeps a sitting on disk as it goes, so that an interrupted one can go on, and attempts at sealed packets."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from sirekap_trainer.errors import ExerciseError, PacketError
from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Step, Trainee, damaged_save
from sirekap_trainer.exercise.plain import PlainResult, PlainSitting
from sirekap_trainer.exercise.sitting import Sitting
from sirekap_trainer.files import write_whole
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.packet import PACKET_FILE
from sirekap_trainer.practice.sealed import load_any

#: The sitting under way.
SITTING_FILE = "sitting.json"
#: Copies of the packets it is about, a folder each: the stick they came from may be pulled.
PACKETS_FOLDER = "paket-berjalan"
_COPY = re.compile(r"[0-9a-f]{16}")
#: A single exercise, as it was kept before there were sittings.
SAVED_FILE = "exercise.json"


def save_sitting(sitting: Sitting, folder: Path, *, at: float | None = None) -> Path:
    """Writes the sitting to `sitting.json` in `folder` and gives the file's path.

    Written to a temporary file, flushed to the disk and then put in place: after a power cut the file is the old one or
    the new one, never half of one. Its packets are copied beside it the first time, without their photographs.

    Args:
        sitting: What to keep.
        folder: Made where it is missing.
        at: Now, in seconds, so that the time until it goes on does not count.

    Raises:
        ExerciseError: The folder cannot be written.
    """
    path = _write(sitting.to_dict(at=at), folder / SITTING_FILE)
    with suppress(OSError):  # the sitting is kept; another program holds what an earlier version left
        (folder / SAVED_FILE).unlink(missing_ok=True)
    _copy_packets(sitting, folder / PACKETS_FOLDER)
    return path


def load_sitting(folder: Path, *, catalog: Catalog, at: float | None = None) -> Sitting | None:
    """The sitting saved in `folder`, or the single exercise that an earlier version saved; None when neither is.

    Raises:
        ExerciseError: The file is damaged, or a packet was replaced by another one.
        FormError: A form is unknown.
        PacketError: A packet is gone, and its copy too.
    """
    data = _read(folder / SITTING_FILE)
    if data is not None:
        copies = _copies(data, folder / PACKETS_FOLDER)
        return Sitting.from_dict(data, catalog=catalog, load_packet=lambda one: _packet(one, copies), at=at)
    data = _read(folder / SAVED_FILE)
    if data is None:
        return None
    return Sitting.of(Exercise.from_dict(data, catalog=catalog, load_packet=load_any, at=at))


def discard_sitting(folder: Path) -> None:
    """Removes what is saved in `folder`; nothing happens when nothing is, or to what another program holds."""
    for name in (SITTING_FILE, SAVED_FILE):
        for path in (folder / name, folder / (name + ".tmp")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    shutil.rmtree(folder / PACKETS_FOLDER, ignore_errors=True)


def _copy_packets(sitting: Sitting, place: Path) -> None:
    """Copies what is not there yet, and takes away what is of another sitting; what cannot be copied is left."""
    wanted = {
        _copy_name(one.packet_folder, one.packet.id): Path(one.packet_folder)
        for one in (turn.exercise for turn in sitting.turns)
        if one.packet is not None and one.packet_folder
    }
    fresh = {name: folder for name, folder in wanted.items() if not (place / name / PACKET_FILE).exists()}
    if not fresh:
        return
    with suppress(OSError):
        for name, folder in fresh.items():
            data = (folder / PACKET_FILE).read_bytes()
            (place / name).mkdir(parents=True, exist_ok=True)
            write_whole(place / name / PACKET_FILE, data)
        for path in place.iterdir():
            if path.name not in wanted and _COPY.fullmatch(path.name):
                shutil.rmtree(path, ignore_errors=True)


def _copy_name(folder: str, packet: str) -> str:
    return hashlib.sha256(json.dumps([folder, packet]).encode()).hexdigest()[:16]


def _copies(data: object, place: Path) -> dict[Path, Path]:
    """Where the copy of each packet that a saved sitting names would lie, by the packet's own folder."""
    try:
        saved = PlainSitting.model_validate(data)
    except ValidationError:  # told by who reads it
        return {}
    named = [(turn.exercise.packet_folder, turn.exercise.packet) for turn in saved.turns]
    return {Path(folder): place / _copy_name(folder, packet) for folder, packet in named if packet is not None}


def _packet(folder: Path, copies: Mapping[Path, Path]) -> AnyPacket:
    """The packet in a folder; its copy where the folder is gone."""
    try:
        return load_any(folder)
    except PacketError:
        copy = copies.get(folder)
        if copy is None or not (copy / PACKET_FILE).is_file():
            raise
        return load_any(copy)


def _read(path: Path) -> object | None:
    """What stands in a file that was saved, damaged ones refused; None where there is none."""
    try:
        data: object = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise damaged_save() from error
    if data is None:
        raise damaged_save()
    return data


# --- attempts at a sealed packet --------------------------------------------------------------------------------------


def save_attempt(exercise: Exercise, folder: Path, *, class_code: str = "") -> Path:
    """Writes a finished exercise for the trainer and gives the file's path; none that is there is overwritten.

    It holds all that the score needs but the key: who, what was shown and answered, the photographs' findings, times.
    The names of this machine's folders stay out.

    Args:
        exercise: Finished.
        folder: Where the file goes; made where it is missing.
        class_code: Of the class whose packet it was (`class_card.py`), where one is known.

    Raises:
        ExerciseError: The exercise is not finished, or the folder cannot be written.
    """
    if exercise.step is not Step.RESULT or exercise.packet is None or exercise.trainee is None:
        raise ExerciseError("Latihan ini belum selesai.", hint="Kirim angka-angkanya dulu.", code="langkah")
    photos = tuple(replace(taken, photo=PurePath(taken.photo).name) for taken in exercise.photos)
    name = _attempt_name(exercise.packet.id, exercise.trainee)
    path, count = folder / f"{name}.json", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}.json"
    data = replace(exercise, packet_folder="", photos=photos).to_dict()
    return _write(data | ({"class_code": class_code} if class_code else {}), path, indent=1)


def was_attempted(packet: AnyPacket, trainee: Trainee, folder: Path) -> bool:
    """Whether an attempt at this packet by this operator of this TPS lies in `folder`. An exam is done once.

    Kelurahan have TPS of the same number, and may share a laptop at a class. Who leaves the kelurahan out, or a file
    that is damaged, is taken for the same.
    """
    name = re.compile(re.escape(_attempt_name(packet.id, trainee)) + r"(-[0-9]+)?\.json")
    try:
        found = [path for path in folder.iterdir() if name.fullmatch(path.name)]
    except OSError:  # no such folder yet
        return False
    return any(_may_be_of(path, trainee) for path in found)


def _may_be_of(attempt: Path, trainee: Trainee) -> bool:
    """Whether nothing in an attempt speaks against this person's kelurahan."""
    try:
        before = _attempt(attempt).trainee
    except ExerciseError:
        return True
    places = {" ".join(one.kelurahan.casefold().split()) for one in (before, trainee) if one is not None}
    return len(places - {""}) < 2


def refuse_second_attempt(packet: AnyPacket, crew: Sequence[Trainee], folder: Path) -> None:
    """An exam is done once.

    Raises:
        ExerciseError: An attempt at this packet by one of these operators lies in `folder`.
    """
    for trainee in crew:
        if was_attempted(packet, trainee, folder):
            raise ExerciseError(
                f"Operator {trainee.role} TPS {trainee.tps} sudah mengerjakan ujian {packet.id}.",
                hint="Minta paket lain dari pelatih.",
                code="ujian_ulang",
            )


def _attempt_name(packet_id: str, trainee: Trainee) -> str:
    return f"ujian-{packet_id}-{trainee.tps}-{trainee.role}"


def attempted_packet(path: Path) -> str:
    """The id of the packet that an attempt is about.

    Raises:
        ExerciseError: The file is no attempt, or damaged.
    """
    return _attempt(path).packet or ""


def attempted_class(path: Path) -> str:
    """The code of the class that an attempt names; "" where it names none.

    Raises:
        ExerciseError: The file is no attempt, or damaged.
    """
    return _attempt(path).class_code


def load_attempt(path: Path, packet: AnyPacket, *, catalog: Catalog) -> Exercise:
    """The finished exercise that `save_attempt` wrote.

    Args:
        path: Of the file.
        packet: What it is an attempt at, from the trainer's own copy.
        catalog: Where the form is looked up.

    Raises:
        ExerciseError: The file is no attempt, damaged, or about another packet.
        FormError: The form is unknown.
    """
    plain = _attempt(path).model_dump(exclude={"class_code"})
    exercise = Exercise.from_dict(plain, catalog=catalog, load_packet=lambda _: packet)
    if exercise.step is not Step.RESULT:
        raise _no_attempt(path)
    return exercise


def _attempt(path: Path) -> PlainResult:
    try:
        return PlainResult.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _no_attempt(path) from error


def _no_attempt(path: Path) -> ExerciseError:
    return ExerciseError(
        f"Hasil ujian {path.name} rusak atau tidak dapat dibaca.",
        hint="Minta berkas itu sekali lagi dari peserta.",
        code="hasil_rusak",
    )


def _write(data: dict[str, Any], path: Path, *, indent: int | None = None) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_whole(path, json.dumps(data, ensure_ascii=False, indent=indent).encode())
    except OSError as error:
        raise ExerciseError(
            "Latihan tidak dapat disimpan.",
            hint=f"Periksa apakah folder {path.parent} dapat ditulis dan disk tidak penuh.",
            code="simpan_gagal",
        ) from error
