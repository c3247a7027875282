"""Opens the results of a sealed exam with the trainer's passphrase: who sent what, and how well it went.

The same passphrase scores the exams that came into the records, and opens the exam's keys into another folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ..language import said
from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.bars import ScoreBar
from ..widgets.basics import Box, Button, clear, label, set_state, tight
from ..widgets.busy import Busy
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.table import Cell, Table
from . import grading
from .fields import Field, search_line, show_whole
from .grading import CLOSED, Graded, Grading, Scored
from .office import Office
from .screen import Screen
from .words import tr
from .workshop import Workshop

if TYPE_CHECKING:
    from sirekap_trainer.records.exchange import TakenFiles

#: More names of chosen files than these only push the fields away.
NAMED = 3
#: Which column says who of the two operators it was.
OPERATOR_COLUMN = 2


class ResultsScreen(Screen):
    """Asks for files, folder and passphrase; then a table, and beside it the marked result."""

    entry = "results"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop)
        self.office = office
        #: Exams in the records without a score.
        self.waiting = 0
        self.setAcceptDrops(True)
        self.back = self.tr("Kembali")
        self.attempts: list[Path] = []
        self.results: tuple[Graded, ...] = ()
        self._task: Task | None = None
        self._stack = QStackedWidget()
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.cancel)
        for place in (self._asking(), self.busy, self._showing()):
            self._stack.addWidget(place)
        self.body.addWidget(self._stack, 1)

    # --- the two faces

    def _asking(self) -> QWidget:
        place = QWidget()
        place.setMaximumWidth(self.theme.text(LINE + 200))
        column = tight(QVBoxLayout(place), self.theme.space(2))
        column.setContentsMargins(0, 0, self.theme.space(1), 0)
        column.addWidget(label(self.tr("Buka hasil ujian"), "title", wrap=True))
        words = self.tr("Hasil latihan diterima di Kelas, Terima hasil.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(label(self.tr("Berkas hasil dari peserta"), "strong"))
        self.files_button = Button(self.tr("Pilih berkas hasil"), self.theme, icon="file")
        self.files_button.clicked.connect(self._ask_files)
        column.addWidget(flowing(self.theme.space(1), self.files_button))
        self.files_words = label("", "quiet", wrap=True)
        column.addWidget(self.files_words)
        self.folder = Field(self.theme, self.tr("Folder paket ujian yang disegel"))
        self.folder_button = Button(self.tr("Pilih folder"), self.theme, icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        self.folder.row.addWidget(self.folder_button)
        column.addWidget(self.folder)
        self.passphrase = Field(self.theme, self.tr("Kata sandi ujian"), width=300, secret=True)
        column.addWidget(self.passphrase)
        self.kept_notice = Notice(self.theme)
        self.kept_notice.hide()
        column.addWidget(self.kept_notice)
        column.addWidget(self._asking_keys())
        column.addStretch(1)
        return scrolling(place)

    def _asking_keys(self) -> QWidget:
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1))
        box.body.addWidget(label(self.tr("Kunci jawaban"), "strong"))
        words = self.tr("Untuk membahas ujian: salinan paket dengan kuncinya, di folder lain. Hanya untuk pelatih.")
        box.body.addWidget(label(words, "quiet", wrap=True))
        self.keys_button = Button(self.tr("Buka kunci ke folder"), self.theme, icon="key")
        self.keys_button.clicked.connect(self._ask_keys_folder)
        box.body.addWidget(flowing(self.theme.space(1), self.keys_button))
        self.keys_notice = Notice(self.theme)
        self.keys_notice.hide()
        box.body.addWidget(self.keys_notice)
        return box

    def _showing(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        head = tight(QHBoxLayout(), self.theme.space(2))
        self.heading = label("", "title", wrap=True)
        self.export_button = Button(self.tr("Simpan sebagai XLSX"), self.theme, icon="file")
        self.export_button.clicked.connect(self._ask_export)
        self.keep_button = Button(self.tr("Masukkan ke catatan"), self.theme, icon="people")
        self.keep_button.clicked.connect(self.keep)
        self.search = search_line(self.theme, self.tr("Cari nama atau TPS"), width=220)
        head.addWidget(self.heading, 1)
        head.addWidget(self.search)
        column.addLayout(head)
        heads = [self.tr("Nama"), self.tr("TPS"), self.tr("Operator"), self.tr("Nilai"), self.tr("Hasil")]
        self.table = Table(self.theme, heads, right=(1, 3), wide=0)
        self.table.setAccessibleName(self.tr("Hasil ujian"))
        self.table.marked.connect(self._show_marked)
        self.search.textChanged.connect(self.table.filter)
        detail = QWidget()
        self._detail = tight(QVBoxLayout(detail), self.theme.space(1.5))
        self._detail.setContentsMargins(self.theme.space(2), 0, self.theme.space(1), 0)
        self._parts = tight(QHBoxLayout(), self.theme.space(1))
        self._parts.addWidget(self.table, 3)
        self._parts.addWidget(scrolling(detail), 2)
        column.addLayout(self._parts, 1)
        self.notice = Notice(self.theme)
        self.notice.hide()
        column.addWidget(self.notice)
        column.addWidget(flowing(self.theme.space(1), self.keep_button, self.export_button))
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marked result stands below the table where large text needs the room."""
        super().resizeEvent(event)
        beside = self.width() >= self.theme.text(900)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(way)
        # Told beside the table too; a name of three letters would tell nothing.
        self.table.setColumnHidden(OPERATOR_COLUMN, beside and self.width() < self.theme.text(1000))

    # --- showing

    def enter(self) -> None:
        """Asks; the exam that was marked in the list is taken."""
        made = self.workshop.chosen
        if made is not None and made.wishes.kind == "exam":
            self.folder.line.setText(str(made.wishes.folder))
        self.rail.show_current(self.entry)
        self._ask()
        self._count()

    def _count(self) -> None:
        """Looks up how many exams came in another way and wait for a score."""
        self.office.work(lambda store, _: grading.count_waiting(store), self._counted, lambda _: None)

    def _counted(self, waiting: int) -> None:
        self.waiting = waiting
        if self._stack.currentIndex() == 0 and not self.kept_notice.isVisible() and waiting:
            words = self.tr("{n} hasil ujian sudah masuk lewat Terima hasil, belum dinilai. Pilih folder, lalu buka.")
            self._say_of_kept(words.format(n=waiting), "info")

    def _say_of_kept(self, words: str, severity: str) -> None:
        self.kept_notice.say(words, severity)
        self.kept_notice.show()

    def leave(self) -> None:
        """Nothing is opened unseen, and no passphrase stays in the field."""
        self.cancel()
        self.passphrase.line.clear()

    def _ask(self) -> None:
        self.results = ()
        self._stack.setCurrentIndex(0)
        self.primary, self.primary_icon = self.tr("Buka hasil"), "unlock"
        self.hints = self.tr("Berkas dapat diseret ke sini · Enter buka")
        self._say_files()
        for field in (self.folder, self.passphrase):
            field.complain("")
        self.keys_notice.hide()
        self.kept_notice.hide()
        self.set_ready(True)
        (self.passphrase.line if self.attempts else self.files_button).setFocus()

    def _say_files(self, state: str = "") -> None:
        names = ", ".join(path.name for path in self.attempts[:NAMED])
        more = len(self.attempts) - NAMED
        words = names + (self.tr(" dan {n} lainnya").format(n=more) if more > 0 else "")
        set_state(self.files_words, words or self.tr("Namanya diawali ujian- dan diakhiri .json."), state)

    def _show(self, found: Grading) -> None:
        self._task = None
        if found.closed:
            self._ask()
            words = self.tr("Segel tidak terbuka: kata sandinya salah, atau paketnya sudah berubah. Ketik sekali lagi.")
            self.passphrase.complain(words)
            self.passphrase.line.selectAll()
            return
        if self.waiting:
            self._score_records(self._scored_too, self._not_exported)  # what was opened stays in sight
        self.passphrase.line.clear()
        self.results = found.results
        passed = sum(one.score is not None and one.score.passed for one in self.results)
        opened = sum(one.score is not None for one in self.results)
        words = self.tr("{n} dari {all} lulus").format(n=passed, all=opened)
        if opened < len(self.results):
            words += self.tr(" · {n} berkas tidak terbuka").format(n=len(self.results) - opened)
        self.heading.setText(words)
        self.search.clear()
        self.table.fill([_row(one) for one in self.results])
        self.notice.hide()
        self._stack.setCurrentIndex(2)
        self.primary, self.primary_icon = self.tr("Buka hasil lain"), "unlock"
        self.hints = self.tr("Panah memilih peserta · klik judul kolom mengurutkan")
        self.set_ready(True)
        self.keep_button.setEnabled(bool(opened))
        self.table.mark(0)
        self.table.setFocus()

    def _show_marked(self) -> None:
        clear(self._detail)
        row = self.table.row
        if row is None or row >= len(self.results):
            return
        one = self.results[row]
        if one.score is None or one.trainee is None:
            notice = Notice(self.theme)
            notice.say(one.problem, "error")
            self._detail.addWidget(label(one.file.name, "strong", wrap=True))
            self._detail.addWidget(notice)
        else:
            self._show_score(one)
        self._detail.addStretch(1)

    def _show_score(self, one: Graded) -> None:
        from sirekap_trainer.exercise.scoring import headline  # noqa: PLC0415 - there by now

        score, who = one.score, one.trainee
        assert score is not None
        assert who is not None
        self._detail.addWidget(label(who.name, "heading", wrap=True))
        words = self.tr("TPS {tps}, operator {role}").format(tps=who.tps, role=said(who.role))
        self._detail.addWidget(label(words, "quiet", wrap=True))
        self._detail.addWidget(label(said(headline(score)), "strong", wrap=True))
        for part in score.parts:
            self._detail.addWidget(ScoreBar(self.theme, part.label, part.points, part.max))
        mistakes = score.mistakes
        words = self.tr("Yang terlewat") if mistakes else self.tr("Tidak ada yang terlewat")
        self._detail.addWidget(label(words, "strong"))
        for outcome in mistakes:
            line = self.tr("{number}: terkirim {sent}, di kertas {written}")
            sent = outcome.sent or "-"
            words = line.format(number=outcome.number.short, sent=sent, written=outcome.written)
            self._detail.addWidget(label(words[:1].upper() + words[1:], wrap=True))
        self._detail.addWidget(label(self.tr("Latihan berikutnya"), "strong"))
        for advice in one.advice:
            self._detail.addWidget(label(said(advice), wrap=True))

    # --- asking

    def _ask_files(self) -> None:
        words = self.tr("Hasil ujian (*.json)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.files_button.text(), "", words)
        self.take_files([Path(one) for one in chosen])

    def take_files(self, files: list[Path]) -> None:
        """Takes files in the place of those before."""
        if files and self._task is None:
            self.attempts = sorted(files)
            self._ask()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.folder_button.text())
        if chosen:
            self.folder.line.setText(chosen)
            self.folder.complain("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The results that are dropped."""
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # --- opening

    def press_primary(self) -> None:
        """Opens, or asks for others."""
        if self.results:
            self._ask()
        elif not self.attempts and not self.waiting:
            self._say_missing()
        elif self._seals_named():
            self._open()

    def _seals_named(self) -> bool:
        """Whether folder and passphrase are there; says what is missing."""
        if not self.folder.text:
            self.folder.complain(self.tr("Pilih folder paket ujian dulu."))
        elif not self.passphrase.text:
            self.passphrase.complain(self.tr("Ketik kata sandi dulu."))
        return bool(self.folder.text and self.passphrase.text)

    def _say_missing(self) -> None:
        set_state(self.files_words, self.tr("Pilih berkas hasil dulu."), "bad")
        self.files_button.setFocus()

    def _open(self) -> None:
        self._begin()
        if self.attempts:
            passphrase = self.passphrase.line.text()
            self._task = self.workshop.grade(self.attempts, self._exam, passphrase, self._show, self._failed)
        else:
            self._task = self._score_records(self._scored, self._keys_not_opened)
        self._task.progressed.connect(self.busy.show_progress)

    def _score_records(self, success: Callable[[Scored], None], failure: Callable[[BaseException], None]) -> Task:
        """Scores what came into the records in another way and waits for these packets."""
        passphrase, exam = self.passphrase.line.text(), self._exam
        return self.office.work(
            lambda store, report: grading.score_records(store, exam, passphrase, report),
            success,
            failure,
            changes=True,
        )

    def _scored_too(self, found: Scored) -> None:
        self.waiting = found.left
        if found.scored and self.results:
            self._say_of_export(self._words_of(found), "ok")

    def _scored(self, found: Scored) -> None:
        self._task = None
        self.passphrase.line.clear()
        self._ask()
        self.waiting = found.left
        self._say_of_kept(self._words_of(found), "ok" if found.scored and not found.refused else "warning")

    def _words_of(self, found: Scored) -> str:
        words = self.tr("{n} hasil ujian di catatan sekarang dinilai. Lihat di Laporan.").format(n=found.scored)
        if found.refused:
            words += " " + self.tr("{n} bukan hasil paket itu.").format(n=found.refused)
        if found.left:
            words += " " + self.tr("{n} menunggu paket ujian lain.").format(n=found.left)
        return words

    @property
    def _exam(self) -> Path:
        return Path(self.folder.text).expanduser()

    def _begin(self) -> None:
        self.busy.start(self.tr("Membuka segel"))
        self._stack.setCurrentIndex(1)
        self.hints = self.tr("Esc batalkan")
        self.set_ready(False)
        self.busy.stop.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        problem = problem_of(error)
        self._ask()
        if getattr(error, "code", "") == "tanpa_paket":
            self.folder.complain(f"{problem.message} {problem.hint}")
        else:
            self.trouble.emit(error)

    # --- keys

    def _ask_keys_folder(self) -> None:
        if not self._seals_named():
            return
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih tempat untuk folder berisi jawaban"))
        if chosen:
            self.open_keys(Path(chosen))

    def open_keys(self, place: Path) -> None:
        """Opens the exam's keys into a new folder at a place; its name says what is in it."""
        target = place / self.tr("{name} - BERISI JAWABAN").format(name=self._exam.name)
        self._begin()
        passphrase = self.passphrase.line.text()
        self._task = self.workshop.open_keys(
            self._exam, target, passphrase, lambda n: self._keys_opened(n, target), self._keys_not_opened
        )
        self._task.progressed.connect(self.busy.show_progress)

    def _keys_opened(self, count: int, target: Path) -> None:
        self._task = None
        self.passphrase.line.clear()
        self._ask()
        words = self.tr("{n} paket ada di {folder}. Folder ini berisi semua jawaban: jangan bagikan kepada peserta.")
        self._say_of_keys(words.format(n=count, folder=target), "warning")

    def _keys_not_opened(self, error: BaseException) -> None:
        code, problem = getattr(error, "code", ""), problem_of(error)
        if code == "tanpa_paket" or not problem.expected:
            self._failed(error)
            return
        self._task = None
        self._ask()
        words = f"{problem.message} {problem.hint}"
        if code == CLOSED:
            self.passphrase.complain(words)
            self.passphrase.line.selectAll()
        else:
            self._say_of_keys(words, "error")

    def _say_of_keys(self, words: str, severity: str) -> None:
        self.keys_notice.say(words, severity)
        self.keys_notice.show()
        show_whole(self.keys_notice)

    # --- keeping

    def keep(self) -> None:
        """Takes the results that were opened into the records."""
        self.keep_button.setEnabled(False)
        results = self.results
        self.office.work(lambda store, _: grading.keep(store, results), self._was_kept, self._not_kept, changes=True)

    def _not_kept(self, error: BaseException) -> None:
        self.keep_button.setEnabled(True)
        self._not_exported(error)

    def _was_kept(self, files: TakenFiles) -> None:
        taken = files.attempts
        words = self.tr("Di catatan: {new} hasil baru, {scored} sekarang dinilai, {known} sudah ada.")
        words = words.format(new=len(taken.new), scored=len(taken.scored), known=len(taken.known))
        if taken.unmatched:
            unclear = self.tr("{n} belum jelas pemiliknya: Kelas, Terima hasil.")
            words += " " + unclear.format(n=len(taken.unmatched))
        if files.no_class:
            other = self.tr("{n} menyebut kelas yang tidak ada di catatan ini.")
            words += " " + other.format(n=files.no_class)
        self._say_of_export(words, "warning" if taken.unmatched or files.no_class else "ok")

    def _ask_export(self) -> None:
        name = self.tr("hasil ujian {date}.xlsx").format(date=QDate.currentDate().toString(Qt.DateFormat.ISODate))
        place = str(self.attempts[0].parent / name) if self.attempts else name
        words = self.tr("Excel (*.xlsx)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.export_button.text(), place, words)
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Writes the results as a spreadsheet."""
        self.export_button.setEnabled(False)
        self.workshop.export(self.results, path, self._exported, self._not_exported)

    def _exported(self, path: Path) -> None:
        self._say_of_export(self.tr("Tersimpan di {path}.").format(path=path), "ok")

    def _not_exported(self, error: BaseException) -> None:
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        self._say_of_export(f"{problem.message} {problem.hint}", "error")

    def _say_of_export(self, words: str, severity: str) -> None:
        self.export_button.setEnabled(True)
        self.notice.say(words, severity)
        self.notice.show()

    def cancel(self) -> None:
        """Opens no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def press_back(self) -> None:
        """To what was asked, or to the list."""
        if self.results:
            self._ask()
        else:
            self.going.emit("sets")


def _row(one: Graded) -> tuple[Cell, ...]:
    if one.score is None or one.trainee is None:
        words = tr("Tidak terbuka")
        return (Cell(one.file.name, one.file.name), Cell("", ""), Cell("", ""), Cell("", -1.0), Cell(words, words))
    total = f"{one.score.total:.1f}".replace(".", ",")
    verdict = tr("Lulus") if one.score.passed else tr("Belum lulus")
    who = one.trainee
    return (
        Cell(who.name, who.name.casefold(), who.name),
        Cell(who.tps, who.tps),
        Cell(said(who.role), who.role),
        Cell(total, one.score.total),
        Cell(verdict, verdict),
    )
