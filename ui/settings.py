"""What the window remembers between two starts: light or dark, the size of text, the language, where records are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from .language import LANGUAGES, Language
from .theme import SCALES


def _write(path: str, name: str, value: object) -> None:
    """Writes one value; in a lane, for the disk takes 10 ms and on a busy laptop half a second."""
    store = QSettings(path, QSettings.Format.IniFormat)
    store.setValue(name, value)
    store.sync()


def _write_privately(path: str, name: str, value: object) -> None:
    """Writes one value that nobody else of this laptop may read: they may not before it stands there, nor after."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.chmod(0o600)  # Qt keeps it
    _write(path, name, value)


class Settings:
    """Kept in an INI file, so that it can be copied and read.

    Args:
        path: The file; made when something is first kept.
        later: Has what it is given done in a lane, in order; it is done at once where this is not given.
    """

    def __init__(self, path: Path, *, later: Callable[[Callable[[], object]], object] = lambda work: work()) -> None:
        self._path, self._later = str(path), later
        store = QSettings(self._path, QSettings.Format.IniFormat)
        # Read once: a store that is being written holds up whoever asks another one of the same file.
        self._values: dict[str, Any] = {name: store.value(name) for name in store.allKeys()}

    def _keep(self, name: str, value: object, write: Callable[[str, str, object], None] = _write) -> None:
        self._values[name] = value
        self._later(partial(write, self._path, name, value))

    @property
    def dark(self) -> bool:
        """Whether dark was chosen; the system's choice where nothing was."""
        kept = self._values.get("dark")
        if kept is None:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return str(kept).lower() == "true"

    @dark.setter
    def dark(self, value: bool) -> None:
        self._keep("dark", str(value).lower())

    @property
    def percent(self) -> int:
        """Size of text; 100 where nothing usable was kept."""
        kept = str(self._values.get("percent", "100"))
        return int(kept) if kept.isdecimal() and int(kept) in SCALES else 100

    @percent.setter
    def percent(self, value: int) -> None:
        self._keep("percent", value)

    @property
    def language(self) -> Language:
        """Language of the window; Indonesian where nothing usable was kept, whatever the system speaks."""
        kept = self._values.get("language")
        return next((one for one in LANGUAGES if one == kept), "id")

    @language.setter
    def language(self, value: Language) -> None:
        self._keep("language", value)

    @property
    def records(self) -> str:
        """URL of the records' database on a server, or another folder; "" for the usual one on this laptop."""
        return str(self._values.get("records", ""))

    @records.setter
    def records(self, value: str) -> None:
        """Keeps it; a password may stand in it."""
        self._keep("records", value, _write_privately)
