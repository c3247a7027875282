"""The ways of taking a photograph, in the order in which they are offered."""

from __future__ import annotations

from ..session import Session
from ..theme import Theme
from .by_camera import ByCamera
from .by_file import ByFile
from .by_phone import ByPhone
from .way import Way


def make_ways(theme: Theme, session: Session) -> list[Way]:
    """The laptop's camera, a phone, a file. What they stand on is imported when they begin."""
    return [ByCamera(theme, session), ByPhone(theme, session), ByFile(theme, session)]
