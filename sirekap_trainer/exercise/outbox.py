"""What a trainee's laptop keeps of finished work until it is handed over to the trainer, and for a while after.

    outbox = Outbox(folder)
    outbox.put(Part("attempt", one.id, one.model_dump(mode="json")))
    ... outbox.waiting(), outbox.hand_over(parts, at=now), outbox.tidy(at=now)

A part is one file of plain JSON. The outbox does not know what stands in a part: what kinds there are, and how a part
of each looks, is known to who takes it in (`records/exchange.py`).
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.files import write_whole

#: Within the folder of the person's data.
OUTBOX_FOLDER = "hasil"
#: Days for which what was handed over stays here: a stick may be lost, and a class comes together again.
KEEP_DAYS = 30
#: A part on the disk is at most so large, in bytes; an attempt of 29 numbers in three pages has some 20,000.
LARGEST_PART = 512 * 1024
_KIND = re.compile(r"[a-z]{1,20}")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_HANDED = "diserahkan"


@dataclass(frozen=True, slots=True)
class Part:
    """One finished piece of work.

    Attributes:
        kind: `attempt`, `quiz`, `question`, or what later versions know.
        id: Its own, unlike all others of its kind; letters, digits and `-`.
        data: Plain JSON values.
    """

    kind: str
    id: str
    data: dict[str, Any]

    def __post_init__(self) -> None:
        if not (_KIND.fullmatch(self.kind) and _ID.fullmatch(self.id)):
            raise ValueError(f"no part: {self.kind!r} {self.id!r}")

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others, and puts them in order."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Outbox:
    """The folder of one laptop's finished work. Several programs may use it at once.

    Attributes:
        folder: Made where it is missing.
    """

    folder: Path

    def put(self, part: Part) -> bool:
        """Keeps a part; gives False where it is here, or was handed over: a part never changes.

        Raises:
            ExerciseError: It cannot be written.
        """
        path = self._path(part)
        if path.exists() or self._handed(part).exists():
            return False
        text = json.dumps(part.data, ensure_ascii=False, sort_keys=True, allow_nan=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode(), mark=f".{secrets.token_hex(4)}")
        except OSError as error:
            raise ExerciseError(
                "Hasil Anda tidak dapat disimpan.",
                hint=f"Periksa apakah folder {self.folder} dapat ditulis dan disk tidak penuh.",
                code="simpan_gagal",
            ) from error
        return True

    def waiting(self) -> tuple[Part, ...]:
        """What was not handed over yet, in the order of its keys; a file that cannot be read is left where it is."""
        return _parts_in(self.folder)

    def handed_over(self) -> tuple[Part, ...]:
        """What was handed over and is still kept, in the order of its keys."""
        return _parts_in(self.folder / _HANDED)

    def count(self) -> tuple[int, int]:
        """How many parts wait, and how many were handed over and are still kept; nothing is opened."""
        return len(_files_in(self.folder)), len(_files_in(self.folder / _HANDED))

    def hand_over(self, parts: Iterable[Part], *, at: float) -> None:
        """Notes that parts are with the trainer. One that is gone meanwhile is passed over.

        Args:
            parts: Those that were handed over.
            at: Now, in seconds since 1970 by this laptop's clock.

        Raises:
            ExerciseError: The folder cannot be written to.
        """
        try:
            for part in parts:
                self._handed(part).parent.mkdir(parents=True, exist_ok=True)
                try:
                    self._path(part).replace(self._handed(part))
                except FileNotFoundError:
                    continue
                os.utime(self._handed(part), (at, at))
        except OSError as error:
            raise ExerciseError(
                "Belum tercatat bahwa hasil ini sudah diserahkan.",
                hint="Serahkan sekali lagi nanti. Tidak ada yang terhitung dua kali.",
                code="simpan_gagal",
            ) from error

    def tidy(self, *, at: float) -> int:
        """Deletes what was handed over more than `KEEP_DAYS` ago, and gives how many parts; what waits stays."""
        gone = 0
        for path in _files_in(self.folder / _HANDED):
            try:
                if at - path.stat().st_mtime > KEEP_DAYS * 86_400:
                    path.unlink()
                    gone += 1
            except OSError:  # another program did it, or next time
                continue
        return gone

    def _path(self, part: Part) -> Path:
        return self.folder / f"{part.kind}-{part.id}.json"

    def _handed(self, part: Part) -> Path:
        return self.folder / _HANDED / f"{part.kind}-{part.id}.json"


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError:  # nothing was kept yet
        return []


def _parts_in(folder: Path) -> tuple[Part, ...]:
    found = (_part(path) for path in _files_in(folder))
    return tuple(sorted((part for part in found if part is not None), key=lambda part: part.key))


def _part(path: Path) -> Part | None:
    kind, _, name = path.stem.partition("-")
    try:
        if path.stat().st_size > LARGEST_PART:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        return Part(kind, name, data) if isinstance(data, dict) else None
    except (OSError, ValueError, RecursionError):
        return None
