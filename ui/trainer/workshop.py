"""What the trainer's screens know: the sets made, the one at hand, and the lane in which material is made and shown.

PDFs are rendered in that one lane alone, for PDFium is not made for several threads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from sirekap_trainer.errors import TrainerError

from ..pages import Reader, real_reader
from ..tasks import Cancelled, Lane, Progress, Task
from . import craft, grading, keying
from .craft import FormName, PacketSheets, SheetPage
from .grading import Graded, Grading
from .keying import FilledSheet, KeyPage, Typed, Verdict

if TYPE_CHECKING:
    from sirekap_trainer.practice.packet import Tps
    from sirekap_trainer.practice.places import Home
    from sirekap_trainer.practice.roster import Roster

    from .shelf import MadeSet, Shelf, Wishes

Failure = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A set as the table shows it.

    Attributes:
        made: What is kept of it.
        form: Short name of its form, or of both.
        whole: Packets that are whole; None where the folder is not there.
    """

    made: MadeSet
    form: str
    whole: int | None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.whole is not None and self.whole >= self.made.total

    @property
    def can_go_on(self) -> bool:
        """Whether what is missing can be made: what an exam shall be is within the seals of its whole packets."""
        known = not self.made.adopted and (self.made.wishes.kind != "exam" or bool(self.whole))
        return known and not self.complete


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made next.

    Attributes:
        wishes: What it shall be.
        passphrase: Of an exam; kept in memory alone, and only until it is made.
    """

    wishes: Wishes
    passphrase: str = field(default="", repr=False)


class Workshop(QObject):
    """Makes material and remembers what was made.

    Args:
        lane: Where it works; closed with the window.
        folder: Where the list of sets is kept.
        room: Where sets go if the trainer does not say otherwise.
        reader: Makes the reader of photographs; called in the lane, which has a reader of its own.
    """

    def __init__(
        self,
        lane: Lane,
        folder: Path,
        room: Path,
        *,
        reader: Callable[[], Reader] = real_reader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._reader = lru_cache(maxsize=1)(reader)
        self._folder = folder
        self.room = room
        self.forms: tuple[FormName, ...] = ()
        #: Both forms of a TPS; known when `forms` are.
        self.both: FormName | None = None
        #: What is to be made next; set by the form, used by the screen that makes it.
        self.job: Job | None = None
        #: The set at hand.
        self.chosen: MadeSet | None = None
        #: The hand-filled sheet at hand.
        self.sheet: FilledSheet | None = None

    # --- the list

    def look(self, success: Callable[[list[SetEntry]], None], failure: Failure) -> Task:
        """The sets made, the newest first, with how much of each is there."""

        def work(_: Progress) -> tuple[tuple[FormName, ...], FormName, list[SetEntry]]:
            forms, both = craft.practice_forms(), craft.both_forms()
            names = {form.id: form.name for form in (*forms, both)}
            return forms, both, [_entry(made, names) for made in self._shelf().load()]

        def done(found: tuple[tuple[FormName, ...], FormName, list[SetEntry]]) -> None:
            self.forms, self.both = found[:2]
            success(found[2])

        return self._lane.run(work, success=done, failure=failure)

    def drop(self, folder: Path, success: Callable[[object], None], failure: Failure) -> Task:
        """Takes a set off the list; its folder stays."""
        return self._lane.run(lambda _: self._shelf().drop(folder), success=success, failure=failure)

    def adopt(self, folder: Path, success: Callable[[MadeSet], None], failure: Failure) -> Task:
        """Puts a set that was made elsewhere on the list."""

        def work(_: Progress) -> MadeSet:
            made = craft.adopt(folder)
            self._shelf().put(made)
            return made

        return self._lane.run(work, success=success, failure=failure)

    def write_list(
        self,
        path: Path,
        table: tuple[Sequence[str], Sequence[Sequence[str | int]]],
        success: Callable[[Path], None],
        failure: Failure,
    ) -> Task:
        """Writes a table, given the names of its columns and its rows, as XLSX or CSV; no file is ever replaced."""
        return self._lane.run(lambda _: craft.write_list(path, *table), success=success, failure=failure)

    # --- making

    def check(self, job: Job, success: Callable[[dict[str, str]], None], failure: Failure) -> Task:
        """What is wrong with a job, by field; nothing where it can be done."""
        return self._lane.run(lambda _: craft.problems(job.wishes, job.passphrase), success=success, failure=failure)

    def read_roster(
        self, path: Path, success: Callable[[Roster], None], failure: Failure, *, at: Home | None = None
    ) -> Task:
        """The TPS of a list, in a city where it names none."""
        return self._lane.run(lambda _: craft.read_roster(path, at), success=success, failure=failure)

    def write_roster(
        self, path: Path, success: Callable[[Path], None], failure: Failure, *, at: Home | None = None
    ) -> Task:
        """Writes an example of a list, with names of a city."""
        return self._lane.run(lambda _: craft.write_roster(path, at), success=success, failure=failure)

    def find_tps(
        self,
        kelurahan: str,
        number: str,
        kecamatan: str,
        success: Callable[[Tps], None],
        failure: Failure,
        *,
        at: Home | None = None,
    ) -> Task:
        """The TPS as typed, in a city."""
        return self._lane.run(
            lambda _: craft.tps_of(kelurahan, number, kecamatan, at), success=success, failure=failure
        )

    def make(self, job: Job, success: Callable[[MadeSet], None], failure: Failure) -> Task:
        """Makes a set, or what is missing of it; `progressed` of the task says "12 dari 328".

        A cancelled task calls neither; what is whole by then is on the list.
        """
        words = self.tr("{n} dari {all}")

        def work(report: Progress) -> MadeSet:
            wishes = craft.settled(job.wishes)
            made, shelf = craft.begin(wishes), self._shelf()
            listed: list[MadeSet] = []

            def tell(done: int, total: int) -> None:
                if not listed:
                    shelf.put(made)
                    listed.append(made)
                if not _stopped(report):
                    report(words.format(n=done, all=total), done / total)

            craft.make(wishes, job.passphrase, tell, lambda: _stopped(report))
            return made

        return self._lane.run(work, success=success, failure=failure)

    # --- looking at sheets

    def draw_page(self, wishes: Wishes, page: int, success: Callable[[QImage], None], failure: Failure) -> Task:
        """A page of the first packet of a set that is not made yet."""
        return self._lane.run(lambda _: craft.draw_page(wishes, page), success=success, failure=failure)

    def draw_sheet(self, page: SheetPage, success: Callable[[QImage], None], failure: Failure) -> Task:
        """A sheet that was written."""
        return self._lane.run(lambda _: craft.draw_sheet(page), success=success, failure=failure)

    def sheets(self, folder: Path, success: Callable[[tuple[PacketSheets, ...]], None], failure: Failure) -> Task:
        """The sheets of a set."""
        return self._lane.run(lambda _: craft.sheets_in(folder), success=success, failure=failure)

    def print_sheets(
        self, printer: QPrinter, pages: list[SheetPage], success: Callable[[int], None], failure: Failure
    ) -> Task:
        """Prints sheets; gives how many."""
        from .printing import print_pages  # noqa: PLC0415

        return self._lane.run(lambda report: print_pages(printer, pages, report), success=success, failure=failure)

    def print_pdf(self, printer: QPrinter, pdf: Path, success: Callable[[int], None], failure: Failure) -> Task:
        """Prints all pages of a file; gives how many."""
        from .printing import print_pages  # noqa: PLC0415

        return self._lane.run(
            lambda report: print_pages(printer, list(craft.pages_of(pdf)), report), success=success, failure=failure
        )

    # --- keys of sheets filled in by hand

    def filled_sheets(self, folder: Path, success: Callable[[tuple[FilledSheet, ...]], None], failure: Failure) -> Task:
        """The blank sheets of a set, with how far each is."""
        return self._lane.run(lambda _: keying.sheets_in(folder), success=success, failure=failure)

    def begin_key(self, sheet: FilledSheet, success: Callable[[Typed], None], failure: Failure) -> Task:
        """What was typed of a sheet before."""
        return self._lane.run(lambda _: keying.typed_before(sheet), success=success, failure=failure)

    def read_pages(
        self, sheet: FilledSheet, photos: list[Path], success: Callable[[list[KeyPage]], None], failure: Failure
    ) -> Task:
        """Finds the pages on photographs of a filled sheet; new ones are copied to it."""

        def work(report: Progress) -> list[KeyPage]:
            return keying.read_pages(sheet, photos, self._reader(), report)

        return self._lane.run(work, success=success, failure=failure)

    def keep_key(self, sheet: FilledSheet, typed: Typed, failure: Failure) -> Task:
        """Keeps what was typed so far."""
        return self._lane.run(lambda _: keying.keep(sheet, typed), failure=failure)

    def judge_key(self, sheet: FilledSheet, typed: Typed, success: Callable[[Verdict], None], failure: Failure) -> Task:
        """What is wrong or odd with what was typed; nothing is saved."""
        return self._lane.run(lambda _: keying.judge(sheet, typed), success=success, failure=failure)

    def save_key(self, sheet: FilledSheet, typed: Typed, success: Callable[[str], None], failure: Failure) -> Task:
        """Saves a key that was judged; gives the packet's name."""
        return self._lane.run(lambda _: keying.save(sheet, typed), success=success, failure=failure)

    # --- exams

    def grade(
        self,
        attempts: list[Path],
        packets: Path,
        passphrase: str,
        success: Callable[[Grading], None],
        failure: Failure,
    ) -> Task:
        """Opens the results of an exam."""

        def work(report: Progress) -> Grading:
            return grading.grade(attempts, packets, passphrase, report)

        return self._lane.run(work, success=success, failure=failure)

    def export(self, results: Sequence[Graded], path: Path, success: Callable[[Path], None], failure: Failure) -> Task:
        """Writes opened results as a spreadsheet; gives the file."""
        from .export import export  # noqa: PLC0415

        return self._lane.run(lambda _: export(results, path), success=success, failure=failure)

    def open_keys(
        self, packets: Path, target: Path, passphrase: str, success: Callable[[int], None], failure: Failure
    ) -> Task:
        """Writes unsealed copies of an exam's packets; gives how many."""

        def work(report: Progress) -> int:
            return grading.open_keys(packets, target, passphrase, report)

        return self._lane.run(work, success=success, failure=failure)

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
