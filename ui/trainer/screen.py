"""What the trainer's screens have in common: a step with the rail on its left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import Step
from ..widgets.basics import Elided, tight
from ..widgets.notices import Notice
from ..widgets.rail import Rail, RailEntry
from ..widgets.table import Table
from .workshop import Workshop

if TYPE_CHECKING:
    from .office import Office
    from .shelf import MadeSet


def rail_entries() -> tuple[RailEntry, ...]:
    """The trainer's screens. Another one is one more line here and a file of its own."""
    translate = QCoreApplication.translate
    return (
        RailEntry("classes", "board", translate("Rail", "Kelas")),
        RailEntry("people", "people", translate("Rail", "Peserta")),
        RailEntry("sets", "packets", translate("Rail", "Paket")),
        RailEntry("results", "chart", translate("Rail", "Hasil")),
        RailEntry("reports", "report", translate("Rail", "Laporan")),
        RailEntry("settings", "settings", translate("Rail", "Pengaturan")),
    )


class Screen(Step):
    """A step of the trainer's side.

    Attributes:
        entry: The entry of the rail it belongs to.
        body: Where its parts go.
    """

    entry = "sets"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session)
        self.workshop = workshop
        self.place = self.tr("Untuk pelatih")
        self.rail = Rail(theme, rail_entries(), self.entry)
        self.rail.picked.connect(self._leave_for)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(1.5))
        self.body.setSpacing(theme.space(1.5))
        row = tight(QHBoxLayout(self))
        row.addWidget(self.rail)
        row.addWidget(content, 1)

    def _leave_for(self, step: str) -> None:
        """Another screen by the rail; one that must not be left says so by overriding this."""
        self.rail.show_current(self.entry)
        self.going.emit(step)

    # --- tables that are saved

    def ask_file(self, words: str, name: str, save: Callable[[Path], None]) -> None:
        """Asks where a spreadsheet shall be saved, then has it saved there; no file is ever replaced."""
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv)")
        ask = QFileDialog.Option.DontConfirmOverwrite  # it is refused in words
        chosen, _ = QFileDialog.getSaveFileName(self, words, name, kinds, "", ask)
        if chosen:
            path = Path(chosen)
            save(path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(path.name + ".xlsx"))

    def ask_list(self, table: Table, name: str, say: Callable[[str, str], None]) -> None:
        """Asks where the rows that a table shows shall be saved, and saves them.

        Args:
            table: Which.
            name: Of the file, without its ending.
            say: Told the words and how grave they are: "ok" or "error".
        """
        self.ask_file(self.tr("Simpan daftar"), f"{name}.xlsx", lambda path: self.save_list(table, path, say))

    def save_list(self, table: Table, path: Path, say: Callable[[str, str], None]) -> None:
        """Saves the rows that a table shows, as they are shown."""

        def saved(path: Path) -> None:
            say(self.tr("Tersimpan: {path}").format(path=path), "ok")

        def failed(error: BaseException) -> None:
            problem = problem_of(error)
            if not problem.expected:
                self.trouble.emit(error)
            say(f"{problem.message} {problem.hint}", "error")

        self.workshop.write_list(path, table.as_list(), saved, failed)


class TellingScreen(Screen):
    """A screen that says itself what went wrong or came of something.

    Attributes:
        notice: Says it; a subclass gives it its place.
    """

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.notice = Notice(theme)
        self.notice.hide()

    def say(self, words: str, severity: str) -> None:
        """Shows a notice."""
        self.notice.say(words, severity)
        self.notice.show()

    def fail(self, error: BaseException) -> None:
        """Says what went wrong."""
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        self.say(f"{problem.message} {problem.hint}", "error")


class OfficeScreen(TellingScreen):
    """A screen about the records.

    Attributes:
        office: Reads and writes them.
    """

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop)
        self.office = office
        office.changed.connect(self._look_again)

    def enter(self) -> None:
        """Looks up what is shown."""
        self.rail.show_current(self.entry)
        self.notice.hide()
        self.reload()

    def reload(self) -> None:
        """Looks up what is shown; called again whenever the records are others."""

    def _look_again(self) -> None:
        if self.isVisible():
            self.reload()


class SetScreen(TellingScreen):
    """A screen about the set at hand.

    Attributes:
        heading: Names the set.
    """

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.ready = False
        self.heading = Elided("title")

    def enter(self) -> None:
        """Looks the set up; without one it goes back to the list."""
        made = self.workshop.chosen
        if made is None:
            self.going.emit("sets")
            return
        self.heading.say(made.wishes.folder.name)
        self.notice.hide()
        self.set_ready(False)
        self.look_up(made)

    def look_up(self, made: MadeSet) -> None:
        """Has the workshop look up what is shown of a set."""
        raise NotImplementedError

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")
