"""What the trainer's screens know: the sets made, the one at hand, and the lane in which material is made and shown.

PDFs are rendered in that one lane alone, for PDFium is not made for several threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from sirekap_trainer.errors import TrainerError

from ..tasks import Cancelled, Lane, Progress, Task
from . import craft
from .craft import FormName, PacketSheets

if TYPE_CHECKING:
    from .shelf import MadeSet, Shelf, Wishes

Failure = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A set as the table shows it.

    Attributes:
        made: What is kept of it.
        form: Short name of its form.
        whole: Packets that are whole; None where the folder is not there.
    """

    made: MadeSet
    form: str
    whole: int | None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.whole is not None and self.whole >= self.made.total


class Workshop(QObject):
    """Makes material and remembers what was made.

    Args:
        lane: Where it works; closed with the window.
        folder: Where the list of sets is kept.
        room: Where sets go if the trainer does not say otherwise.
    """

    def __init__(self, lane: Lane, folder: Path, room: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._folder = folder
        self.room = room
        self.forms: tuple[FormName, ...] = ()
        #: What is to be made next; set by the form, used by the screen that makes it.
        self.wishes: Wishes | None = None
        #: The set at hand.
        self.chosen: MadeSet | None = None

    # --- the list

    def look(self, success: Callable[[list[SetEntry]], None], failure: Failure) -> Task:
        """The sets made, the newest first, with how much of each is there."""

        def work(_: Progress) -> tuple[tuple[FormName, ...], list[SetEntry]]:
            forms = craft.practice_forms()
            names = {form.id: form.name for form in forms}
            return forms, [_entry(made, names) for made in self._shelf().load()]

        def done(found: tuple[tuple[FormName, ...], list[SetEntry]]) -> None:
            self.forms = found[0]
            success(found[1])

        return self._lane.run(work, success=done, failure=failure)

    def drop(self, folder: Path, success: Callable[[object], None], failure: Failure) -> Task:
        """Takes a set off the list; its folder stays."""
        return self._lane.run(lambda _: self._shelf().drop(folder), success=success, failure=failure)

    # --- making

    def check(self, wishes: Wishes, success: Callable[[dict[str, str]], None], failure: Failure) -> Task:
        """What is wrong with wishes, by field; nothing where they can be met."""
        return self._lane.run(lambda _: craft.problems(wishes), success=success, failure=failure)

    def make(self, wishes: Wishes, success: Callable[[MadeSet], None], failure: Failure) -> Task:
        """Makes a set, or what is missing of it; `progressed` of the task says "12 dari 328".

        A cancelled task calls neither; what is whole by then is on the list.
        """
        words = self.tr("{n} dari {all}")

        def work(report: Progress) -> MadeSet:
            made, shelf = craft.begin(wishes), self._shelf()

            def tell(done: int, total: int) -> None:
                if done == 1:
                    shelf.put(made)
                if not _stopped(report):
                    report(words.format(n=done, all=total), done / total)

            craft.make(wishes, tell, lambda: _stopped(report))
            return made

        return self._lane.run(work, success=success, failure=failure)

    # --- looking at sheets

    def draw_page(self, wishes: Wishes, page: int, success: Callable[[QImage], None], failure: Failure) -> Task:
        """A page of the first packet of a set that is not made yet."""
        return self._lane.run(lambda _: craft.draw_page(wishes, page), success=success, failure=failure)

    def draw_sheet(self, pdf: Path, success: Callable[[QImage], None], failure: Failure) -> Task:
        """A sheet that was written."""
        return self._lane.run(lambda _: craft.draw_sheet(pdf), success=success, failure=failure)

    def sheets(self, folder: Path, success: Callable[[tuple[PacketSheets, ...]], None], failure: Failure) -> Task:
        """The sheets of a set."""
        return self._lane.run(lambda _: craft.sheets_in(folder), success=success, failure=failure)

    def print_sheets(
        self, printer: QPrinter, pages: list[Path], success: Callable[[int], None], failure: Failure
    ) -> Task:
        """Prints sheets; gives how many."""
        from .printing import print_pages  # noqa: PLC0415

        return self._lane.run(lambda report: print_pages(printer, pages, report), success=success, failure=failure)

    def _shelf(self) -> Shelf:
        from .shelf import Shelf  # noqa: PLC0415

        return Shelf(self._folder)


def _entry(made: MadeSet, names: dict[str, str]) -> SetEntry:
    folder = made.wishes.folder
    try:
        whole = len(craft.whole_packets(folder)) if folder.is_dir() else None
    except (OSError, TrainerError):
        whole = None
    return SetEntry(made, names.get(made.wishes.form, made.wishes.form), whole)


def _stopped(report: Progress) -> bool:
    try:
        report("", 0.0)
    except Cancelled:
        return True
    return False
