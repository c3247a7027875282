"""Keeping a result as a PDF: where it goes, and what came of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ..session import Session
from ..tasks import Progress, Task, problem_of
from ..theme import Theme
from ..widgets.basics import Button
from ..widgets.notices import Notice
from .result_told import Crops, Told, whole_report

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import Trainee

#: What no file system takes in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
#: A name of 80 letters, in the file's name.
LONGEST = 60


class PdfKeeper(Notice):
    """A line that says what came of keeping the PDF; hidden until there is something to say."""

    #: An error nobody expected.
    trouble = Signal(object)

    def __init__(self, theme: Theme, session: Session) -> None:
        self.folder_button = Button("", theme, icon="folder")
        super().__init__(theme, [self.folder_button])
        self.folder_button.setText(self.tr("Buka folder"))
        self._session = session
        self._task: Task | None = None
        self._path = Path()
        self.folder_button.clicked.connect(self._open_folder)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a PDF is being written."""
        return self._task is not None

    def rest(self) -> None:
        """Nothing to say any more, unless a PDF is being written."""
        if self._task is None:
            self.hide()

    def ask(self, parent: QWidget, told: Told, crops: Crops) -> None:
        """Asks where the PDF goes, and writes it."""
        start = _documents() / file_name(told.crew, date.today())  # noqa: DTZ011 - the trainee's own day
        title, kinds = self.tr("Simpan hasil sebagai PDF"), self.tr("PDF (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        if chosen:
            path = Path(chosen)
            self.save(told, crops, path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save(self, told: Told, crops: Crops, path: Path) -> None:
        """Writes the PDF in its lane."""
        if self._task is not None:
            return

        def work(_: Progress) -> Path:
            from sirekap_trainer.reports.pdf import save_pdf  # noqa: PLC0415

            return save_pdf(whole_report(told, crops), path)

        self._say(self.tr("Menyimpan PDF"), "info")
        self._task = self._session.keep(work, success=self._saved, failure=self._failed)

    def _saved(self, path: Path) -> None:
        self._task, self._path = None, path
        self._say(self.tr("PDF tersimpan: {path}").format(path=path), "ok", folder=True)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        self._say(f"{problem.message} {problem.hint}", "error")

    def _say(self, words: str, severity: str, *, folder: bool = False) -> None:
        self.say(words, severity)
        self.folder_button.setVisible(folder)
        self.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def file_name(crew: tuple[Trainee, ...], day: date) -> str:
    """A name that tells whose result it is and of which day, and that every system takes."""
    names = " dan ".join(trainee.name for trainee in crew)
    clean = " ".join(_FORBIDDEN.sub(" ", names).split())[:LONGEST].strip(" .") or "peserta"
    return f"Hasil latihan - {clean} - TPS {crew[0].tps} - {day.isoformat()}.pdf"


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
