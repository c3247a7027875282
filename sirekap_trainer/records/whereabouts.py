"""Where the records are: where somebody says, else as the window's settings have it, else in the usual folder.

The window keeps its settings in an INI file as Qt writes it; one line of it is read here, without Qt. A password may
stand in that line: it is given on to the database and to nobody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from sirekap_trainer.errors import RecordsError

#: What the user's folders are named after, here and in the window.
APPLICATION = "sirekap-trainer"
#: The window's settings within the user's configuration folder.
SETTINGS_FILE = "tampilan.ini"
#: Bytes; the file has some 200.
_LARGEST = 100_000
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]+|[0-7]+|.)")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the records are.

    Attributes:
        where: Folder, or URL of a database; as `Store.open` takes it.
        by_settings: Whether the window's settings name it.
    """

    where: Path | str
    by_settings: bool = False

    @property
    def words(self) -> str:
        """The place as a person reads it, without any password: `folder /home/...`, `PostgreSQL catatan di server`."""
        if not is_url(self.where):
            return f"folder {self.where}"
        from sqlalchemy import make_url  # noqa: PLC0415 - heavy, and told only where a database follows
        from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

        try:
            url = make_url(str(self.where))
        except (ArgumentError, ValueError):
            return "basis data di alamat yang tidak dikenali"
        at = url.host or url.query.get("host") or ""
        # A password with an @ in it that was not written as %40 goes on after it: nothing before the last one is told.
        name, host = (part.rpartition("@")[2] for part in (url.database or "", at if isinstance(at, str) else at[0]))
        return f"PostgreSQL, basis data {name or '(tanpa nama)'} di {host or 'laptop ini'}"


def is_url(where: Path | str) -> bool:
    """Whether it is a database's URL, not a folder."""
    return isinstance(where, str) and "://" in where


def usual_place() -> Path:
    """The folder of the records where nobody names another: in the user's data folder, as the window's."""
    return user_data_path(APPLICATION, appauthor=False) / "catatan"


def settings_file() -> Path:
    """The window's settings of this user; perhaps not there."""
    return user_config_path(APPLICATION, appauthor=False) / SETTINGS_FILE


def whereabouts(named: str = "", *, settings: Path | None = None) -> Whereabouts:
    """Where the records are: where somebody says, else as the window's settings have it, else the usual folder.

    Args:
        named: A folder or URL that somebody named; "" for none.
        settings: The window's settings, where these are not the user's.

    Raises:
        RecordsError: The settings cannot be read: the usual folder might be the wrong one then.
    """
    if named:
        return Whereabouts(named)
    kept = _kept(settings or settings_file())
    return Whereabouts(kept, by_settings=True) if kept else Whereabouts(usual_place())


def _kept(path: Path) -> str:
    """The place that the settings name; "" where they name none."""
    try:
        with path.open("rb") as file:
            lines = file.read(_LARGEST).decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise RecordsError(
            "Pengaturan jendela tidak dapat dibaca, jadi tempat catatan belum jelas.",
            hint="Sebutkan tempatnya dengan --records.",
            code="pengaturan",
        ) from error
    section = "General"
    found = ""
    for line in lines:
        if line.startswith("["):
            section = line.strip("[] ")
        name, sign, value = line.partition("=")
        if section == "General" and sign and name.strip() == "records":
            found = _plain(value.strip())
    return found


def _plain(value: str) -> str:
    """A value as Qt writes it (QSettings, IniFormat), in plain letters."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    plain = _ESCAPE.sub(_letter, value)
    if plain.startswith("@@"):
        return plain[1:]
    return "" if plain.startswith("@") else plain  # a kind of value that is no text


def _letter(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "x" and code[1:]:
        return chr(int(code[1:], 16))
    if code.isdecimal():
        return chr(int(code, 8))
    return _LETTERS.get(code, code)
