"""What the window remembers between two starts: light or dark, the size of text, the language, where records are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication

from .language import LANGUAGES, Language
from .theme import SCALES


class _Store(QSettings):
    """Values of an INI file. Qt writes them only when it is told to, not in the thread of the window by itself."""

    def event(self, event: QEvent) -> bool:
        """Leaves the writing to `Settings`."""
        return event.type() == QEvent.Type.UpdateRequest or super().event(event)


def _write(path: str) -> None:
    """Writes what was set: all stores of a file share their values."""
    QSettings(path, QSettings.Format.IniFormat).sync()


class Settings:
    """Kept in an INI file, so that it can be copied and read.

    Args:
        path: The file; made when something is first kept.
        later: Has what it is given done in a lane: the disk takes 10 ms and more. At once where it is not given.
    """

    def __init__(self, path: Path, *, later: Callable[[Callable[[], object]], object] = lambda work: work()) -> None:
        self._store = _Store(str(path), QSettings.Format.IniFormat)
        self._later = later

    def _keep(self, name: str, value: object) -> None:
        self._store.setValue(name, value)
        self._later(partial(_write, self._store.fileName()))

    @property
    def dark(self) -> bool:
        """Whether dark was chosen; the system's choice where nothing was."""
        kept = self._store.value("dark")
        if kept is None:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return str(kept).lower() == "true"

    @dark.setter
    def dark(self, value: bool) -> None:
        self._keep("dark", str(value).lower())

    @property
    def percent(self) -> int:
        """Size of text; 100 where nothing usable was kept."""
        kept = str(self._store.value("percent", "100"))
        return int(kept) if kept.isdecimal() and int(kept) in SCALES else 100

    @percent.setter
    def percent(self, value: int) -> None:
        self._keep("percent", value)

    @property
    def language(self) -> Language:
        """Language of the window; Indonesian where nothing usable was kept, whatever the system speaks."""
        kept = self._store.value("language")
        return next((one for one in LANGUAGES if one == kept), "id")

    @language.setter
    def language(self, value: Language) -> None:
        self._keep("language", value)

    @property
    def records(self) -> str:
        """URL of the records' database on a server, or another folder; "" for the usual one on this laptop."""
        return str(self._store.value("records", ""))

    @records.setter
    def records(self, value: str) -> None:
        """Keeps it; a password may stand in it, so that nobody else of this laptop may read the file."""
        self._store.setValue("records", value)
        self._store.sync()
        Path(self._store.fileName()).chmod(0o600)
