"""Keeps an exercise on disk as it goes, so that an interrupted one can go on."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path, PurePath

from pydantic import ValidationError

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Step
from sirekap_trainer.exercise.plain import PlainExercise
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.sealed import load_any

SAVED_FILE = "exercise.json"


def save_exercise(exercise: Exercise, folder: Path, *, at: float | None = None) -> Path:
    """Writes the exercise to `exercise.json` in `folder` and gives the file's path.

    Written to a temporary file, flushed to the disk and then put in place: after a power cut the file is the old one or
    the new one, never half of one.

    Raises:
        ExerciseError: The folder cannot be written.
    """
    return _write(exercise, folder / SAVED_FILE, at=at)


def load_exercise(folder: Path, *, catalog: Catalog, at: float | None = None) -> Exercise | None:
    """The exercise saved in `folder`; None when none is.

    Raises:
        ExerciseError: The file is damaged, or its packet was replaced by another one.
        FormError: Its form is unknown.
        PacketError: Its packet is gone.
    """
    path = folder / SAVED_FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ExerciseError(
            f"Latihan yang tersimpan ({SAVED_FILE}) rusak dan tidak dapat dilanjutkan.",
            hint="Mulai latihan baru.",
            code="simpanan_rusak",
        ) from error
    return Exercise.from_dict(data, catalog=catalog, load_packet=load_any, at=at)


def discard_exercise(folder: Path) -> None:
    """Removes the saved exercise from `folder`; nothing happens when there is none."""
    (folder / SAVED_FILE).unlink(missing_ok=True)
    (folder / (SAVED_FILE + ".tmp")).unlink(missing_ok=True)


# --- attempts at a sealed packet --------------------------------------------------------------------------------------


def save_attempt(exercise: Exercise, folder: Path) -> Path:
    """Writes a finished exercise for the trainer and gives the file's path; none that is there is overwritten.

    It holds all that the score needs but the key: who, what was shown and answered, the photographs' findings, times.
    The names of this machine's folders stay out.

    Raises:
        ExerciseError: The exercise is not finished, or the folder cannot be written.
    """
    if exercise.step is not Step.RESULT or exercise.packet is None or exercise.trainee is None:
        raise ExerciseError("Latihan ini belum selesai.", hint="Kirim angka-angkanya dulu.", code="langkah")
    photos = tuple(replace(taken, photo=PurePath(taken.photo).name) for taken in exercise.photos)
    name = f"ujian-{exercise.packet.id}-{exercise.trainee.tps}-{exercise.trainee.role}"
    path, count = folder / f"{name}.json", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}.json"
    return _write(replace(exercise, packet_folder="", photos=photos), path)


def attempted_packet(path: Path) -> str:
    """The id of the packet that an attempt is about.

    Raises:
        ExerciseError: The file is no attempt, or damaged.
    """
    return _attempt(path).packet or ""


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
    exercise = Exercise.from_dict(_attempt(path).model_dump(), catalog=catalog, load_packet=lambda _: packet)
    if exercise.step is not Step.RESULT:
        raise _no_attempt(path)
    return exercise


def _attempt(path: Path) -> PlainExercise:
    try:
        return PlainExercise.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _no_attempt(path) from error


def _no_attempt(path: Path) -> ExerciseError:
    return ExerciseError(
        f"Hasil ujian {path.name} rusak atau tidak dapat dibaca.",
        hint="Minta berkas itu sekali lagi dari peserta.",
        code="hasil_rusak",
    )


def _write(exercise: Exercise, path: Path, *, at: float | None = None) -> Path:
    temporary = path.with_name(path.name + ".tmp")
    text = json.dumps(exercise.to_dict(at=at), ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ExerciseError(
            "Latihan tidak dapat disimpan.",
            hint=f"Periksa apakah folder {path.parent} dapat ditulis dan disk tidak penuh.",
            code="simpan_gagal",
        ) from error
    return path
