"""Keeps an exercise on disk as it goes, so that an interrupted one can go on."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Exercise
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.packet import load_packet

SAVED_FILE = "exercise.json"


def save_exercise(exercise: Exercise, folder: Path, *, at: float | None = None) -> Path:
    """Writes the exercise to `exercise.json` in `folder` and gives the file's path.

    Written to a temporary file, flushed to the disk and then put in place: after a power cut the file is the old one or
    the new one, never half of one.

    Raises:
        ExerciseError: The folder cannot be written.
    """
    path = folder / SAVED_FILE
    temporary = folder / (SAVED_FILE + ".tmp")
    text = json.dumps(exercise.to_dict(at=at), ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ExerciseError(
            "Latihan tidak dapat disimpan.",
            hint=f"Periksa apakah folder {folder} dapat ditulis dan disk tidak penuh.",
            code="simpan_gagal",
        ) from error
    return path


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
    return Exercise.from_dict(data, catalog=catalog, load_packet=load_packet, at=at)


def discard_exercise(folder: Path) -> None:
    """Removes the saved exercise from `folder`; nothing happens when there is none."""
    (folder / SAVED_FILE).unlink(missing_ok=True)
    (folder / (SAVED_FILE + ".tmp")).unlink(missing_ok=True)
