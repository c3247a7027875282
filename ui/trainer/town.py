"""Which city stands on sheets that are about to be made: that of the records, and told before anything is made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from . import craft
from .craft import Town
from .office import Office
from .words import tr


def other_city() -> str:
    """What to do where another city shall stand on the sheets."""
    return tr("Kota lain: ubah di Pengaturan.")


class TownFinder(QObject):
    """Asks the records which city they are of.

    Where they cannot be opened it is the city that ships; `told` says so.

    Args:
        office: Reads the records.
    """

    #: With an exception that nobody expected.
    trouble = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        #: As it was found last; None before.
        self.town: Town | None = None

    def find(self, then: Callable[[], None]) -> None:
        """Looks it up anew, then goes on."""

        def found(town: Town) -> None:
            self.town = town
            then()

        def failed(_: BaseException) -> None:
            self._office.aside(lambda _: craft.shipped_town(), found, self.trouble.emit)

        self._office.look(craft.town_of, found, failed)

    @property
    def told(self) -> str:
        """Which city stands on sheets whose TPS are given."""
        if self.town is None:
            return ""
        words = self._named(tr("Di lembar tertulis {city}, {province}."))
        return f"{self._lost}{words} {other_city()}"

    @property
    def told_of_made_up(self) -> str:
        """Where made-up TPS are."""
        if self.town is None:
            return ""
        if self.town.home == self.town.made_up:
            return self._lost + self._named(tr("TPS karangan di {city}, {province}."))
        words = tr("Kelurahan di {city} belum diketahui: TPS karangan di {other}.")
        advice = tr("Pakai daftar TPS, atau ambil data kota di Pengaturan.")
        return f"{words.format(city=self.town.home.city, other=self.town.made_up.city)} {advice}"

    @property
    def _lost(self) -> str:
        found = self.town is None or self.town.found
        return "" if found else tr("Catatan tidak dapat dibuka.") + " "

    def _named(self, words: str) -> str:
        assert self.town is not None
        return words.format(city=self.town.home.city, province=self.town.home.province)
