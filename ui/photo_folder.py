"""Where the photographs of an exercise are kept, so that it goes on when the USB stick they came from is pulled."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

#: Larger files are no photographs (`sirekap_trainer.photo.load` refuses them unread): they are not copied.
LARGEST = 100_000_000
#: Ending of the file beside a photograph that says where a person put the corners of the page.
BY_HAND = ".sudut"
#: So much of a file's own name is kept in the copy's, for a person to know it by.
NAME_LENGTH = 40


class PhotoFolder:
    """The photographs of the exercise under way; none stays that no saved exercise speaks of.

    Args:
        folder: The folder of photographs; made when first asked for.
        records: The folder in which exercises are saved as JSON.
    """

    def __init__(self, folder: Path, records: Path) -> None:
        self._folder = folder
        self._records = records

    @property
    def path(self) -> Path:
        """The folder, made where it is missing and can be made."""
        with suppress(OSError):  # whoever writes into it says so
            self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder

    def holds(self, photo: Path) -> bool:
        """Whether a photograph lies here."""
        return photo.parent == self._folder

    def own_name(self, photo: Path, page: int) -> Path:
        """Where a photograph of `page` is to be kept: under a name no other has, or where it is, if it is here."""
        if self.holds(photo):
            return photo
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", photo.stem)[-NAME_LENGTH:]
        return self._folder / f"hal-{page}-{secrets.token_hex(4)}-{stem}{photo.suffix.lower()}"

    def keep(self, photo: Path, kept: Path) -> Path:
        """Copies a photograph to `kept`, which then is whole or not there; for work in a lane.

        Returns:
            `kept`; the photograph itself where it cannot be copied: whoever reads it says what is wrong with it.
        """
        if photo == kept:
            return kept
        unfinished = kept.with_name(kept.name + ".tmp")
        try:
            if not photo.is_file() or photo.stat().st_size > LARGEST:
                return photo
            self.path.mkdir(parents=True, exist_ok=True)
            _copy(photo, unfinished)
            unfinished.replace(kept)
        except OSError:
            _delete(unfinished)
            return photo
        return kept

    def keep_corners(self, photo: Path, corners: Sequence[tuple[float, float]]) -> None:
        """Writes down where a person put the corners on a photograph that lies here; for work in a lane."""
        if self.holds(photo):
            with suppress(OSError):
                _corner_file(photo).write_text(json.dumps([[float(x), float(y)] for x, y in corners]), "utf-8")

    def corners_of(self, photo: Path) -> list[tuple[float, float]] | None:
        """Where a person put the corners on a photograph; None where nobody did."""
        try:
            corners = [(float(x), float(y)) for x, y in json.loads(_corner_file(photo).read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return None
        return corners if len(corners) == 4 else None

    def drop(self, photos: Collection[Path]) -> None:
        """Deletes photographs, as far as they lie here."""
        for photo in photos:
            if self.holds(photo):
                _delete(photo)
                _delete(_corner_file(photo))

    def files(self) -> frozenset[Path]:
        """All that lies here now: a few names."""
        return frozenset(self._folder.iterdir()) if self._folder.is_dir() else frozenset()

    def tidy(self, held: Collection[Path] = (), *, among: Collection[Path] | None = None) -> None:
        """Deletes what no saved exercise names; nothing where one cannot be read right now. For work in a lane.

        Args:
            held: Photographs that stay all the same.
            among: Which files to look at; all where not given.
        """
        try:
            records = [one.read_text(encoding="utf-8", errors="replace") for one in self._records.glob("*.json")]
        except OSError:  # another program reads it or has just replaced it: the next time
            return
        told = "\n".join(records)
        for file in self.files() if among is None else among:
            photo = file.with_name(file.name.removesuffix(BY_HAND))
            if photo not in held and photo.name not in told:
                _delete(file)


def _corner_file(photo: Path) -> Path:
    return photo.with_name(photo.name + BY_HAND)


def _copy(photo: Path, to: Path) -> None:
    """Copies down to the disk itself: the battery may be empty the next moment."""
    with photo.open("rb") as source, to.open("wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())


def _delete(photo: Path) -> None:
    with suppress(OSError):  # another program reads it: the next time
        photo.unlink(missing_ok=True)
