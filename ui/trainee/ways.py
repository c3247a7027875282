"""The ways of taking a photograph, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from ..session import Session
from ..theme import Theme
from .by_file import ByFile
from .way import Way

#: Makes the ways.
WayMaker = Callable[[Theme, Session], list[Way]]


def make_ways(theme: Theme, session: Session) -> list[Way]:
    """The laptop's camera, a phone, a file."""
    tr = QCoreApplication.translate
    return [
        _way(theme, session, "by_camera", "ByCamera", (tr("Ways", "Kamera laptop"), "laptop")),
        _way(theme, session, "by_phone", "ByPhone", (tr("Ways", "HP sebagai kamera"), "phone")),
        ByFile(theme, session),
    ]


def _way(theme: Theme, session: Session, module: str, name: str, label: tuple[str, str]) -> Way:
    """A way whose libraries may be missing here: then it is shown, and says so."""
    try:
        made: Way = getattr(import_module(f"{__package__}.{module}"), name)(theme, session)
    except ImportError:
        made = Way(theme, session)
        made.name, made.icon = label
        made.unavailable = QCoreApplication.translate("Ways", "Belum dapat dipakai di laptop ini. Pilih cara lain.")
    return made
