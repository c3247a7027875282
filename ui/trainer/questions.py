"""What trainees did not understand, by kelurahan: read, answered, and given to the PPS as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..language import said
from ..session import Session
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, Dropdown, label, tight
from ..widgets.choices import Choices
from ..widgets.table import Cell, Table
from .fields import Field, nothing_yet
from .office import Office
from .screen import OfficeScreen
from .words import tr
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.questions import QuestionRow

#: Columns: what large text leaves no room for is told beside the table too.
LEFT_OUT = (2,)
#: Column that says the same of all while only open questions are shown.
_ANSWERED = 4
#: Below this width, at 100%, the answer stands under the table.
BESIDE = 860


def all_questions(records: Records) -> tuple[QuestionRow, ...]:
    """All questions, by kelurahan."""
    from sirekap_trainer.records.questions import list_questions  # noqa: PLC0415

    return list_questions(records)


def answer(records: Records, question: str, words: str, by: str, seen: tuple[str, str]) -> None:
    """Keeps an answer, unless another one than was seen came meanwhile.

    Raises:
        RecordsError: It is too long, nobody says who answers, another laptop answered, or the question is gone.
    """
    from sirekap_trainer.records.questions import answer_question  # noqa: PLC0415

    answer_question(records, question, words, by=by, at=datetime.now(UTC), seen=seen)


def write(path: Path, rows: list[QuestionRow]) -> Path:
    """Writes questions as XLSX or CSV.

    Raises:
        RecordsError: It cannot be written, or is there already.
    """
    from sirekap_trainer.records.questions import write_questions  # noqa: PLC0415

    return write_questions(path, rows)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An answer that was typed and not kept yet.

    Attributes:
        words: As typed.
        by: Who answers.
        began: The answer that stood there when it was begun, and by whom: another laptop may have answered since.
    """

    words: str
    by: str
    began: tuple[str, str]


def _answer_of(one: QuestionRow) -> tuple[str, str]:
    """What stands there as its answer, and by whom."""
    return one.answer, one.answered_by


class QuestionsScreen(OfficeScreen):
    """A table of questions; the marked one is answered beside it."""

    entry = "reports"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon = self.tr("Simpan jawaban"), "check"
        self.back = self.tr("Kembali")
        self.questions: tuple[QuestionRow, ...] = ()
        self.rows: list[QuestionRow] = []
        self._at: str = ""
        self._began = ("", "")
        self._drafts: dict[str, _Draft] = {}
        self.answering = False
        self._stack = QStackedWidget()
        for place in (self._list(), self._nothing(), QWidget()):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(2)
        self.body.addLayout(self._head())
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _head(self) -> QHBoxLayout:
        self.village = Dropdown()
        self.village.setAccessibleName(self.tr("Kelurahan"))
        self.village.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToContents)
        self.village.setMaximumWidth(self.theme.text(280))
        self.village.activated.connect(lambda _: self._fill())
        self.export_button = Button(self.tr("Simpan untuk PPS"), self.theme, icon="file")
        self.export_button.clicked.connect(self._ask_export)
        row = tight(QHBoxLayout(), self.theme.space(1.5))
        row.addWidget(label(self.tr("Pertanyaan"), "title"), 1)
        row.addWidget(self.village)
        row.addWidget(self.export_button)
        return row

    def _list(self) -> QWidget:
        place = QWidget()
        self._parts = tight(QHBoxLayout(place), self.theme.space(2))
        self.left = QWidget()
        column = tight(QVBoxLayout(self.left), self.theme.space(1))
        names = {"open": self.tr("Belum dijawab"), "all": self.tr("Semua")}
        self.which = Choices(self.theme, self.tr("Yang ditampilkan"), names)
        self.which.changed.connect(self._fill)
        column.addWidget(self.which)
        heads = [self.tr("Kelurahan"), self.tr("TPS"), self.tr("Nama"), self.tr("Tentang"), self.tr("Jawaban")]
        self.table = Table(self.theme, heads, right=(1,), wide=3)
        self.table.setAccessibleName(self.tr("Pertanyaan peserta"))
        self.table.marked.connect(self._show_marked)
        column.addWidget(self.table, 1)
        self.table.doubleClicked.connect(lambda _: self._open())
        self._parts.addWidget(self.left, 3)
        self.right = self._detail()
        self._parts.addWidget(self.right, 2)
        return place

    def _detail(self) -> QWidget:
        content = QWidget()
        column = tight(QVBoxLayout(content), self.theme.space(1))
        column.setContentsMargins(0, 0, self.theme.space(1), 0)
        self.who = label("", "strong", wrap=True)
        self.where = label("", "quiet", wrap=True)
        self.about = label("", "strong", wrap=True)
        self.note = label("", "answer", wrap=True)
        self.theirs = label("", "answer", wrap=True)
        self.theirs.hide()
        for line in (self.who, self.where, self.about, self.note, self.theirs):
            column.addWidget(line)
        caption = label(self.tr("Jawaban"), "strong")
        self.answer = QPlainTextEdit()
        self.answer.setAccessibleName(self.tr("Jawaban"))
        self.answer.setTabChangesFocus(True)
        self.answer.setMinimumHeight(self.theme.text(120))
        self.answer.textChanged.connect(self._update)
        caption.setBuddy(self.answer)
        self.by = Field(self.theme, self.tr("Nama yang menjawab"))
        self.by.edited.connect(self._update)
        column.addWidget(caption)
        column.addWidget(self.answer, 1)
        column.addWidget(self.by)
        return scrolling(content)

    def _nothing(self) -> QWidget:
        words = self.tr("Peserta menekan F8 Saya belum paham; pertanyaannya datang bersama hasil.")
        return nothing_yet(self.theme, "ask", self.tr("Belum ada pertanyaan."), words)

    # --- showing

    def reload(self) -> None:
        """Looks the questions up."""
        self._update()
        self.office.look(all_questions, self._show, self.fail)

    def _show(self, found: tuple[QuestionRow, ...]) -> None:
        self.questions = found
        self._stack.setCurrentIndex(0 if found else 1)
        self.export_button.setEnabled(bool(found))
        places = list(dict.fromkeys(one.village for one in found))
        before = self.village.currentData()
        self.village.clear()
        self.village.addItem(self.tr("Semua kelurahan"), None)
        for place in places:
            self.village.addItem(place or self.tr("Kelurahan tidak dikenal"), place)
        self.village.setCurrentIndex(max(0, self.village.findData(before)) if before is not None else 0)
        self.village.setVisible(bool(found))
        self._fill()

    def _fill(self) -> None:
        """Shows what is wanted; the one at hand stays marked, or the one in its place."""
        place, only = self.village.currentData(), self.which.one == "open"
        self.table.setColumnHidden(_ANSWERED, only)
        self._keep_draft()
        before, at, self._at = self._at, self.table.row, ""
        self.rows = [
            one
            for one in self.questions
            if place in (None, one.village) and not (only and one.answered and one.id not in self._drafts)
        ]
        self.table.fill([self._row(one) for one in self.rows])
        if self.rows:
            same = next((row for row, one in enumerate(self.rows) if one.id == before), None)
            self.table.mark(same if same is not None else min(at or 0, len(self.rows) - 1))
        self._show_marked()
        if not self.answer.hasFocus():
            self.table.setFocus()

    def _keep_draft(self) -> None:
        """Sets aside what was typed for the question at hand."""
        words = self.answer.toPlainText()
        if self._at and words.strip() != self._began[0]:
            self._drafts[self._at] = _Draft(words, self.by.text, self._began)
        else:
            self._drafts.pop(self._at, None)

    def _row(self, one: QuestionRow) -> tuple[Cell, ...]:
        state = self.tr("✓ sudah") if one.answered else self.tr("belum")
        about = said(one.about)
        return (
            Cell(one.village or "–", f"{one.district} {one.village}".casefold(), f"{one.village}, {one.district}"),
            Cell(one.station or "–", one.station),
            Cell(one.name or "–", one.name.casefold(), one.name),
            Cell(about, about.casefold(), one.note or about),
            Cell(state, float(one.answered)),
        )

    @property
    def marked(self) -> QuestionRow | None:
        """The question at hand."""
        row = self.table.row
        return self.rows[row] if row is not None and row < len(self.rows) else None

    def _show_marked(self) -> None:
        one = self.marked
        if one is None:
            self._keep_draft()
            self._at = ""
            empty = self.tr("Semua pertanyaan sudah dijawab.") if self.questions and not self.rows else ""
            for line, words in ((self.who, empty), (self.where, ""), (self.about, ""), (self.note, "")):
                line.setText(words)
            self.answer.clear()
            self.theirs.hide()
        elif one.id != self._at:
            self._keep_draft()
            draft = self._drafts.get(one.id) or _Draft(one.answer, one.answered_by, _answer_of(one))
            self._at, self._began = one.id, draft.began
            self.who.setText(one.name or self.tr("Nama sudah dihapus"))
            when = one.asked_at.astimezone().strftime("%d-%m-%Y %H.%M")
            place = self.tr("TPS {tps} {village}, operator {role}").format(
                tps=one.station or "–", village=one.village or "–", role=said(one.role) or "–"
            )
            self.where.setText(" · ".join(part for part in (place, one.class_title, when) if part))
            self.about.setText(self.tr("Tentang: {what}").format(what=said(one.about)))
            self.note.setText(one.note or self.tr("Tanpa catatan."))
            self._show_theirs(one)
            self.answer.setPlainText(draft.words)
            if draft.by:
                self.by.line.setText(draft.by)
        self.answer.setEnabled(one is not None)
        self.by.setEnabled(one is not None)
        self._update()

    def _show_theirs(self, one: QuestionRow) -> None:
        """What another laptop answered since this answer was begun, above it."""
        told = self.tr("Jawaban {name}: {words}").format(name=one.answered_by, words=one.answer)
        self.theirs.setText(told if one.answered else self.tr("Jawaban yang tadi ada sudah dihapus."))
        self.theirs.setVisible(_answer_of(one) != self._began)

    def _update(self) -> None:
        one = self.marked if self.rows else None
        picking = self.narrow and not self.answering
        self.primary = self.tr("Jawab") if picking else self.tr("Simpan jawaban")
        self.primary_icon = "next" if picking else "check"
        if picking:
            self.hints = self.tr("Panah memilih · Enter jawab")
            self.set_ready(one is not None)
            return
        self.hints = self.tr("Panah memilih · Tab ke jawaban · Ctrl+Enter simpan")
        words = self.answer.toPlainText().strip()
        self.set_ready(one is not None and (bool(words) or one.answered) and (words != one.answer))

    @property
    def narrow(self) -> bool:
        """Whether there is room for the table or the answer only."""
        return self.width() < self.theme.text(BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Table or answer alone where large text has no room for both."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self.left.setVisible(not self.narrow or not self.answering)
        self.right.setVisible(not self.narrow or self.answering)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < self.theme.text(1100))
        self._update()

    def _open(self) -> None:
        """To the answer of the marked one."""
        if self.marked is not None:
            self.answering = True
            self._lay_out()
            self.answer.setFocus()

    # --- answering and giving away

    def press_primary(self) -> None:
        """Keeps the answer."""
        one, words, by = self.marked, self.answer.toPlainText(), self.by.text
        if one is None:
            return
        if self.narrow and not self.answering:
            self._open()
            return
        if words.strip() and not by:
            self.by.complain(self.tr("Tulis nama Anda, supaya peserta tahu siapa yang menjawab."))
            return
        self.set_ready(False)
        self.office.write(
            lambda records: answer(records, one.id, words, by, _answer_of(one)),
            lambda _: self._answered(one.id),
            self._not_answered,
        )

    def _answered(self, question: str) -> None:
        self.answering = False
        self._lay_out()
        self._drafts.pop(question, None)
        if self._at == question:
            self._at = ""  # the next one, or this one as it is kept now
            self.answer.clear()
        self.say(self.tr("Jawaban disimpan."), "ok")

    def _not_answered(self, error: BaseException) -> None:
        self.fail(error)
        self._update()
        if getattr(error, "code", "") == "sudah_dijawab":
            self.reload()

    def enter_key(self, *, repeated: bool) -> None:
        """Enter begins a new line in an answer; elsewhere it keeps it."""
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if self.answer.hasFocus() and not held:
            self.answer.insertPlainText("\n")
        else:
            super().enter_key(repeated=repeated)

    def _ask_export(self) -> None:
        if not self.rows:
            self.say(self.tr("Tidak ada pertanyaan di daftar ini. Pilih Semua, lalu simpan."), "warning")
            return
        place = self.village.currentData()
        name = tr("pertanyaan {place}.xlsx").format(place=place or tr("semua kelurahan"))
        self.ask_file(self.export_button.text(), name, self.export)

    def export(self, path: Path) -> None:
        """Writes the questions that are shown."""
        rows = list(self.rows)
        done = self.tr("{n} pertanyaan tersimpan di {path}.")
        self.office.aside(
            lambda _: write(path, rows), lambda made: self.say(done.format(n=len(rows), path=made), "ok"), self.fail
        )

    def press_back(self) -> None:
        """To the table, or to the reports."""
        if self.narrow and self.answering:
            self.answering = False
            self._lay_out()
            self.table.setFocus()
        else:
            self.going.emit("reports")
