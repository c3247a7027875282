"""What the trainer's screens know of the records: a lane in which they are opened and used, and the door to them.

    office.look(people.list_people, show, self.fail)                 # reads
    office.write(lambda s: people.add_person(s, one), done, fail)    # writes, then `changed`
    office.work(lambda store, progress: ..., done, fail)             # whatever needs the whole store

The database is opened by the first of these and used in the lane alone. Whatever is given here runs there, so it
touches no widget; `success` and `failure` are called on the thread of the window.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ..tasks import Lane, Progress, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.door import Door
    from sirekap_trainer.records.store import Store

    from .places import Level

Failure = Callable[[BaseException], None]
_T = TypeVar("_T")
#: What the records stand on, in parts that take some 60 ms to import.
_STANDS_ON = (
    "sqlalchemy.sql",
    "sqlalchemy",
    "sqlalchemy.orm",
    "sirekap_trainer.records.tables",
    "sirekap_trainer.records.store",
    "openpyxl",
    "sirekap_trainer.records.roster_file",
    "sirekap_trainer.records.people",
    "sirekap_trainer.records.classes",
    "sirekap_trainer.records.places",
    "reportlab.platypus",
    "sirekap_trainer.reports.charts",
    "sirekap_trainer.reports.make",
)
#: Milliseconds between two of them.
_REST = 250


class RecordsLane(Lane):
    """The lane of the records: what was queued is still written, and the database let go in its own thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("catatan", parent, finish=True)
        self.store: Store | None = None

    def close(self) -> None:
        """Finishes what waits, then lets the database go."""
        self.run(lambda _: self.let_go())
        super().close()

    def let_go(self) -> None:
        """Closes the database. Runs in the lane."""
        store, self.store = self.store, None
        if store is not None:
            store.close()


class Office(QObject):
    """Reads and writes the records.

    Args:
        lane: Where it works; closed with the window.
        folder: The user's data folder.
        url: Of a database on a server; "" for a file within `folder`.
    """

    #: The records are other than before.
    changed = Signal()
    #: The door was opened or shut.
    door_moved = Signal()
    #: The board is left for another screen than the desk.
    board_left = Signal()

    def __init__(self, lane: RecordsLane, folder: Path, *, url: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._folder = folder
        self.url = url
        #: Whether the passphrase was given since the trainer's side was entered.
        self.opened = False
        self._entry = 0  # how often it was left
        #: The class at hand, by id; None while a new one is typed.
        self.class_id: int | None = None
        #: Whether results go on being received while the board is shown.
        self.receiving = False
        #: The operator at hand, by id; None while a new one is typed.
        self.person_id: int | None = None
        #: Of which kind the place at hand is, and which, by id; None while a new TPS is typed.
        self.place_level: Level = "station"
        self.place_id: int | None = None
        #: What was done to a place, for the list to say.
        self.place_news = ""

    # --- records

    @property
    def busy(self) -> bool:
        """Whether something is read or written, or waits to be."""
        return self._lane.busy

    @property
    def where(self) -> Path | str:
        """Folder of the records, or their URL."""
        return self.url or self._folder / "catatan"

    def move(self, url: str, success: Callable[[None], None], failure: Failure) -> Task:
        """Uses another database from now on, where it can be opened; "" for the file on this laptop.

        Nothing is taken from the one to the other. Where it cannot be opened, the one before stays.
        """

        def work(_: Progress) -> None:
            from sirekap_trainer.records.store import Store  # noqa: PLC0415

            other = Store.open(url or self._folder / "catatan")
            self._lane.let_go()
            self._lane.store = other

        def done(_: None) -> None:
            self.url = url
            success(None)
            self.changed.emit()

        return self._lane.run(work, success=done, failure=failure)

    def look(self, work: Callable[[Records], _T], success: Callable[[_T], None], failure: Failure) -> Task:
        """Looks something up."""

        def read(_: Progress) -> _T:
            with self._store().read() as records:
                return work(records)

        return self._lane.run(read, success=success, failure=failure)

    def write(
        self, work: Callable[[Records], _T], success: Callable[[_T], None], failure: Failure, *, loud: bool = True
    ) -> Task:
        """Writes something, whole or not at all; then `success`, then `changed`.

        Args:
            work: Does it.
            success: Called with what it gave.
            failure: Called with the error.
            loud: Whether `changed` follows; not for what the screen that asked shows already.
        """

        def write(_: Progress) -> _T:
            with self._store().write() as records:
                return work(records)

        return self._lane.run(write, success=self._then_tell(success) if loud else success, failure=failure)

    def work(
        self,
        work: Callable[[Store, Progress], _T],
        success: Callable[[_T], None],
        failure: Failure,
        *,
        changes: bool = False,
    ) -> Task:
        """Does something with the whole store, such as reports, a backup, a bundle.

        Args:
            work: Does it; calls its `Progress` so that it can be stopped.
            success: Called with what it gave.
            failure: Called with the error.
            changes: Whether the records are other than before afterwards.
        """
        return self._lane.run(
            lambda progress: work(self._store(), progress),
            success=self._then_tell(success) if changes else success,
            failure=failure,
        )

    def aside(self, work: Callable[[Progress], _T], success: Callable[[_T], None], failure: Failure) -> Task:
        """Does what needs no database but the lane, such as reading a file that will be imported."""
        return self._lane.run(work, success=success, failure=failure)

    def apart(self, work: Callable[[Progress], _T], success: Callable[[_T], None], failure: Failure) -> Task:
        """Does something with the files of the records themselves: the database is let go before.

        It is opened again when it is next asked for. On Windows no file goes that is still open.
        """

        def alone(progress: Progress) -> _T:
            self._lane.let_go()
            return work(progress)

        return self._lane.run(alone, success=success, failure=failure)

    def warm_up(self) -> None:
        """Imports what the records stand on, so that the first screen opens at once. Opens nothing.

        In parts with rests between them: in Python a step that opens beside an import takes twice as long.
        """

        def go_on(modules: Sequence[str]) -> None:
            def work(_: Progress) -> None:
                import_module(modules[0])
                # What was imported stays; looked through again and again for garbage, it stopped the window for 80 ms.
                gc.freeze()

            rest = modules[1:]
            then = (lambda _: QTimer.singleShot(_REST, self, lambda: go_on(rest))) if rest else (lambda _: None)
            self._lane.run(work, success=then, failure=lambda _: None)

        go_on(_STANDS_ON)

    def _store(self) -> Store:
        if self._lane.store is None:
            from sirekap_trainer.records.store import Store  # noqa: PLC0415

            self._lane.store = Store.open(self.where)
        return self._lane.store

    def _then_tell(self, success: Callable[[_T], None]) -> Callable[[Any], None]:
        def done(result: _T) -> None:
            success(result)
            self.changed.emit()

        return done

    # --- the door

    @property
    def shut(self) -> bool:
        """Whether the trainer's passphrase must be typed before a screen of the trainer is shown."""
        return self.has_passphrase and not self.opened

    @property
    def has_passphrase(self) -> bool:
        """Whether the trainer set a passphrase on this laptop."""
        return self._door.path.exists()

    @property
    def lock_file(self) -> Path:
        """The file to take away where the passphrase is forgotten."""
        return self._door.path

    def close_door(self) -> None:
        """The passphrase is asked for again, also where one is being looked at."""
        self.opened = False
        self._entry += 1
        self.door_moved.emit()

    def open_door(self, passphrase: str, success: Callable[[bool], None], failure: Failure) -> Task:
        """Tells whether the passphrase is right; then the door is open, unless it was closed meanwhile."""
        door, entry = self._door, self._entry

        def done(right: bool) -> None:  # noqa: FBT001 - a callback
            self.opened = right and entry == self._entry
            success(right)
            self.door_moved.emit()

        return self._lane.run(lambda _: door.opens(passphrase), success=done, failure=failure)

    def set_passphrase(self, passphrase: str, success: Callable[[None], None], failure: Failure) -> Task:
        """Sets another passphrase; "" takes it away. The door stays open for now, unless it was closed meanwhile."""
        door, entry = self._door, self._entry

        def done(_: None) -> None:
            self.opened = entry == self._entry
            success(None)
            self.door_moved.emit()

        return self._lane.run(lambda _: door.lock(passphrase), success=done, failure=failure)

    @property
    def _door(self) -> Door:
        from sirekap_trainer.records.door import LOCK_FILE, Door  # noqa: PLC0415

        return Door(self._folder / LOCK_FILE)
