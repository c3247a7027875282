"""*Saya belum paham*: a small panel over the step one is at, which is neither left nor changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout

from ..language import said
from ..material import short_form
from ..session import Session
from ..tasks import Progress
from ..theme import Theme
from ..widgets.basics import Box, label, tight
from .check import CheckStep
from .hand_over import HandOverStep
from .packet import PacketStep
from .photo import PhotoStep
from .queue import QueueStep
from .quiz import QuizStep
from .result import ResultStep
from .send import SendStep
from .step import Step

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import Trainee

#: Letters of a note, as `exercise/questions.py` keeps them.
MAX_NOTE = 500
#: Width of the panel, and least and largest height of the place to write, in pixels at 100%.
WIDE, LOW, HIGH = 640, 56, 120
#: How much of the step below is still seen.
_SHADE = 0.25
_STEPS: dict[type[Step], str] = {
    PacketStep: "Langkah Paket",
    CheckStep: "Langkah Periksa",
    SendStep: "Langkah Kirim",
    HandOverStep: "Ganti giliran",
    QueueStep: "Antrean kirim",
    ResultStep: "Langkah Hasil",
}


def about_of(step: Step) -> str:
    """What a question at a step is about, in the form's own words; "" where none is asked.

    It goes to the trainer and the PPS, so that it is Indonesian whatever the language of the window.
    """
    if isinstance(step, QuizStep):
        return step.about
    words = _words(step)
    form = step.session.exercise.form if words else None
    return f"{words} · {short_form(form)}" if form is not None else words


def _words(step: Step) -> str:
    if isinstance(step, CheckStep) and step.current:
        return f"Angka: {step.session.short(step.session.review.item(step.current).number)}"
    if isinstance(step, PhotoStep):
        return f"Langkah Foto, halaman {step.page}"
    return next((words for kind, words in _STEPS.items() if isinstance(step, kind)), "")


def asker_of(step: Step) -> Trainee | None:
    """Who asks at a step: whose turn it is; None where nobody has said who they are."""
    return step.trainee if isinstance(step, QuizStep) else step.session.exercise.trainee


def may_ask(step: Step) -> bool:
    """Whether something can be asked at a step. Asked at each change, so that nothing is looked up for it."""
    return isinstance(step, (QuizStep, PhotoStep, *_STEPS)) and asker_of(step) is not None


class AskStep(Step):
    """Takes a note on what somebody does not understand."""

    #: A question is on the disk.
    kept = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.primary, self.primary_icon = self.tr("Simpan pertanyaan"), "check"
        self.back = self.tr("Kembali")
        self.hints = self.tr("Enter simpan · Esc kembali")
        self._below = QPixmap()
        self._asker: Trainee | None = None
        self._details: dict[str, str] = {}
        self._for = ("", "")
        self.about = label("", "label", wrap=True)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("Misalnya: kotak pertama kosong, apa yang ditulis?"))
        self.left = label("", "small")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note.textChanged.connect(self._count)
        card = self._card()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.addStretch(1)
        column = tight(QVBoxLayout())
        column.addStretch(1)
        column.addWidget(card)
        column.addStretch(2)
        row.addLayout(column, 1000)
        row.addStretch(1)
        theme.changed.connect(self._size)
        self._size()
        self._count()

    def _card(self) -> Box:
        card = Box("current")
        card.body.setContentsMargins(*[self.theme.space(3)] * 4)
        card.body.setSpacing(self.theme.space(1.5))
        caption = label(self.tr("Apa yang belum Anda pahami? Boleh dikosongkan."), wrap=True)
        caption.setBuddy(self.note)
        self.note.setAccessibleName(caption.text())
        words = self.tr("Pelatih dan PPS akan membaca pertanyaan ini. Latihan Anda tidak berubah.")
        card.body.addWidget(label(self.tr("Saya belum paham"), "heading", wrap=True))
        card.body.addWidget(self.about)
        card.body.addWidget(caption)
        card.body.addWidget(self.note, 1)
        card.body.addWidget(self.left)
        card.body.addWidget(label(words, "quiet", wrap=True))
        self._panel = card
        return card

    def open_for(self, step: Step) -> None:
        """Opens over a step; what somebody began to write about the same thing is still there."""
        self._asker = asker_of(step)
        assert self._asker is not None
        about = about_of(step)
        opened = about, repr(self._asker)
        if self._for != opened:
            self.note.clear()
        self._for = opened
        self.about.setText(said(about))
        self._details = _details(step)
        self._below = step.grab()
        self.place = step.place
        self.set_ready(True)
        self.note.setFocus()

    def _count(self) -> None:
        text = self.note.toPlainText()
        if len(text) > MAX_NOTE:
            cursor = self.note.textCursor()
            at = min(cursor.position(), MAX_NOTE)
            self.note.setPlainText(text[:MAX_NOTE])
            cursor.setPosition(at)
            self.note.setTextCursor(cursor)
            return
        self.left.setText(self.tr("{n} dari {most} huruf").format(n=len(text), most=MAX_NOTE))

    def _size(self) -> None:
        self.note.setMinimumHeight(self.theme.text(LOW))
        self.note.setMaximumHeight(self.theme.text(HIGH))
        self._panel.setMaximumWidth(self.theme.text(WIDE))

    def press_primary(self) -> None:
        """Keeps the question; only once it is on the disk the panel goes."""
        assert self._asker is not None
        who, about, note = self._asker, self._for[0], self.note.toPlainText()
        at, details, handing = self.session.now(), self._details, self.session.handing
        code = self.session.sitting.class_code

        def work(_: Progress) -> None:
            from sirekap_trainer.exercise.questions import question  # noqa: PLC0415

            handing.put(question(who, about, note, at=at, class_code=code, details=details))

        self.set_ready(False)
        self.session.keep(work, success=self._done, failure=self._failed)

    def _done(self, _: object) -> None:
        self.note.clear()
        self.set_ready(True)
        self.kept.emit()

    def _failed(self, error: BaseException) -> None:
        self.set_ready(True)
        self.trouble.emit(error)

    def press_back(self) -> None:
        """Back to where one was; what was written stays until something else is asked."""
        self.going.emit("ask")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.press_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The step below, dimmed."""
        painter = QPainter(self)
        painter.setOpacity(_SHADE)
        painter.drawPixmap(0, 0, self._below)


def _details(step: Step) -> dict[str, str]:
    """Where it was asked; nothing of an answer key."""
    exercise = step.session.exercise
    details: dict[str, str] = {"mode": step.session.sitting.mode}
    if exercise.form is not None and exercise.packet is not None:
        details |= {"form": exercise.form.id, "packet": exercise.packet.id}
    if isinstance(step, CheckStep) and step.current:
        details["number"] = step.current
    return details
