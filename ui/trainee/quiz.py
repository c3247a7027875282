"""The pre-test and the post-test: one question a screen, and what was right only at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QScrollArea, QStackedWidget, QVBoxLayout

from ..language import said
from ..session import Session
from ..tasks import Progress, Task
from ..theme import Theme
from ..widgets.answer import LARGE, Answer
from ..widgets.basics import Box, IconLabel, clear, label, press_one, tight
from ..widgets.notices import Notice
from .step import Step, centred

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import Trainee
    from sirekap_trainer.exercise.quiz import Bank, Quiz, QuizItem, QuizResult, Stage, Told

#: Width of the column of questions, in pixels at 100%.
WIDE = 820
_ANSWERS = 4
_BEGIN, _ASK, _RESULT = range(3)


@dataclass(slots=True)
class _Sitter:
    """Somebody who does the test here, how far they are, and their earlier test."""

    trainee: Trainee
    quiz: Quiz
    before: Quiz | None


class QuizStep(Step):
    """A test of one person, or of one after the other of two. It has three faces: beginning, question, result."""

    test: Stage

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("Tes awal") if self.test == "pre" else self.tr("Tes akhir")
        self.place = self.title
        self.sitters: list[_Sitter] = []
        self.at = 0
        self._bank: Bank | None = None
        self._who = 0
        self._task: Task | None = None
        self._faces = QStackedWidget()
        for face in (self._beginning(), self._question(), self._results()):
            self._faces.addWidget(face)
        tight(QVBoxLayout(self)).addWidget(self._faces)

    # --- parts

    def _beginning(self) -> QScrollArea:
        area, body = centred(self.theme, WIDE)
        self.begin_title = label(self.title, "title")
        self.begin_words = label("", "label", wrap=True)
        self.people = [Answer(self.theme, number) for number in (1, 2)]
        self._people_group = QButtonGroup(self)
        body.addStretch(1)
        body.addWidget(self.begin_title)
        body.addWidget(self.begin_words)
        for place, button in enumerate(self.people):
            self._people_group.addButton(button, place)
            button.moved.connect(lambda by: self._choose_person(max(0, by)))
            body.addWidget(button)
        self.begin_note = Notice(self.theme)
        body.addWidget(self.begin_note)
        body.addStretch(2)
        self._people_group.idClicked.connect(self._choose_person)
        return area

    def _question(self) -> QScrollArea:
        area, body = centred(self.theme, WIDE)
        head = tight(QHBoxLayout(), self.theme.space(2))
        self.count = label("", "strong")
        self.topic = label("", "quiet")
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.topic)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.ask = label("", "heading", wrap=True)
        self.answers = [Answer(self.theme, number) for number in range(1, _ANSWERS + 1)]
        self._group = QButtonGroup(self)
        body.setSpacing(self.theme.space(2 if self.theme.percent < LARGE else 1))
        body.addLayout(head)
        body.addWidget(self.bar)
        body.addWidget(self.ask)
        for place, button in enumerate(self.answers):
            self._group.addButton(button, place)
            button.moved.connect(self._move_choice)
            body.addWidget(button)
        body.addStretch(1)
        self._group.idClicked.connect(self.choose)
        self._question_area = area
        return area

    def _results(self) -> QScrollArea:
        area, self._result_body = centred(self.theme, WIDE)
        self._result_area = area
        return area

    # --- entering

    @property
    def sitter(self) -> _Sitter:
        """Who is at it."""
        return self.sitters[self._who]

    @property
    def quiz(self) -> Quiz:
        """Their test."""
        return self.sitter.quiz

    @property
    def trainee(self) -> Trainee | None:
        """Who is at it; None before that is known."""
        return self.sitter.trainee if self.sitters else None

    @property
    def guided(self) -> bool:
        """Whether the guide may be read: not while questions are asked."""
        return self._faces.currentIndex() != _ASK

    @property
    def about(self) -> str:
        """What a question about this place is about."""
        if self._faces.currentIndex() == _ASK:
            return f"{self.title}: {self._item.ask}"
        return self.title

    def enter(self) -> None:
        """Looks up how far everybody is."""
        self.sitters, self._who = [], 0
        crew, now, test = self.session.sitting.crew, self.session.now(), self.test

        def work(_: Progress) -> tuple[Bank, list[_Sitter]]:
            folder = self.session.quizzes()
            return folder.bank, [
                _Sitter(
                    one,
                    folder.open(one, test, at=now),
                    folder.finished(one, "pre", at=now) if test == "post" else None,
                )
                for one in crew
            ]

        self._faces.setCurrentIndex(_BEGIN)
        for widget in (*self.people, self.begin_words, self.begin_note):
            widget.hide()
        self.back, self.primary, self.hints, self.ready = self.tr("Kembali"), "", "", False
        self.buttons_changed.emit()
        self.setFocus()
        self._task = self.session.keep(work, success=self._found, failure=self.trouble.emit)

    def leave(self) -> None:
        """Lets the looking up go; answers are kept already."""
        if self._task is not None and self._faces.currentIndex() == _BEGIN:
            self._task.cancel()
        self._task = None

    def _found(self, found: tuple[Bank, list[_Sitter]]) -> None:
        self._task = None
        self._bank, self.sitters = found
        self._show_beginning()

    # --- the beginning

    def _show_beginning(self) -> None:
        pair = len(self.sitters) > 1
        total = len(self.quiz.items)
        done = all(one.quiz.done for one in self.sitters)
        words = self.tr("{count} pertanyaan, masing-masing punya satu jawaban benar.")
        self.begin_words.setText(self.tr("Tes ini sudah selesai.") if done else words.format(count=total))
        self.begin_words.show()
        self._who = next((place for place, one in enumerate(self.sitters) if not one.quiz.done), 0)
        for button, place in zip(self.people, range(len(self.people)), strict=True):
            button.setVisible(pair)
            if pair:
                button.say(self._person_words(self.sitters[place]))
        self.people[self._who].setChecked(True)
        note = self.tr("Belum tahu? Pilih yang paling mungkin. Jawaban benar ditunjukkan setelah selesai.")
        if pair:
            note = self.tr("Satu per satu. Soal Anda berdua berbeda, tetapi sama sulit.") + " " + note
        if done:
            note = self.tr("Hasilnya masih dapat dilihat hari ini.")
        self.begin_note.say(note, "ok" if done else "info")
        self.begin_note.show()
        self._faces.setCurrentIndex(_BEGIN)
        self._offer_begin()
        self.setFocus()

    def _person_words(self, one: _Sitter) -> str:
        done = len(one.quiz.answers)
        state = self.tr("belum mulai")
        if one.quiz.done:
            state = self.tr("selesai")
        elif done:
            state = self.tr("{n} dari {all} terjawab").format(n=done, all=len(one.quiz.items))
        return f"{one.trainee.name} ({said(one.trainee.role)}) – {state}"

    def _offer_begin(self) -> None:
        words, key = self.tr("Mulai"), self.tr("Enter mulai")
        if self.quiz.done:
            words, key = self.tr("Lihat hasil"), self.tr("Enter lihat hasil")
        elif self.quiz.answers:
            words, key = self.tr("Lanjutkan"), self.tr("Enter lanjutkan")
        self.back, self.primary_icon = self.tr("Kembali"), "next"
        who = self.tr("1 atau 2 memilih nama")
        self.hints = f"{who} · {key}" if len(self.sitters) > 1 else key
        self.set_ready(True, words)

    def _choose_person(self, place: int) -> None:
        self._who = place
        self.people[place].setChecked(True)
        self._offer_begin()

    # --- questions

    @property
    def _item(self) -> QuizItem:
        assert self._bank is not None
        return self._bank.get(self.quiz.items[self.at].id)

    def _show_question(self, at: int) -> None:
        from sirekap_trainer.exercise.quiz import TOPIC_LABELS  # noqa: PLC0415

        self.at = at
        item, total = self._item, len(self.quiz.items)
        self.count.setText(self.tr("Pertanyaan {n} dari {all}").format(n=at + 1, all=total))
        self.topic.setText(said(TOPIC_LABELS[item.topic]))
        self.bar.setRange(0, total)
        self.bar.setValue(len(self.quiz.answers))
        self.bar.setAccessibleName(self.count.text())
        self.ask.setText(said(item.ask))
        self.setAccessibleName(f"{self.count.text()}. {self.ask.text()}")
        for button, place in zip(self.answers, self.quiz.items[at].order, strict=True):
            button.say(said(item.answers[place]))
        self._show_chosen()
        self._question_area.verticalScrollBar().setValue(0)
        self._faces.setCurrentIndex(_ASK)
        self.back = self.tr("Sebelumnya") if at else self.tr("Kembali")
        self.hints = self.tr("1 sampai 4 atau panah memilih · Enter berikutnya")
        last = at == total - 1
        self.primary_icon = "check" if last else "next"
        self.set_ready(self._may_go_on, self.tr("Selesai") if last else self.tr("Berikutnya"))
        self.setFocus()

    def _show_chosen(self) -> None:
        chosen = self.quiz.chosen(self.at)
        press_one(self._group, None if chosen is None else self.answers[chosen])

    @property
    def _may_go_on(self) -> bool:
        return self.quiz.chosen(self.at) is not None

    def choose(self, place: int) -> None:
        """Chooses the answer at a place, from 0 at the top, and keeps it."""
        if self._faces.currentIndex() != _ASK or self._task is not None:
            return
        self.sitter.quiz = self.quiz.answer(self.quiz.items[self.at].id, place)
        self._show_chosen()
        self._question_area.ensureWidgetVisible(self.answers[place])
        self.bar.setValue(len(self.quiz.answers))
        self.set_ready(True)
        quiz = self.quiz
        self.session.keep(
            lambda _: self.session.quizzes().keep(quiz), success=lambda _: None, failure=self.trouble.emit
        )

    def _move_choice(self, by: int) -> None:
        chosen = self.quiz.chosen(self.at)
        first = 0 if by > 0 else _ANSWERS - 1
        self.choose(first if chosen is None else min(_ANSWERS - 1, max(0, chosen + by)))

    def _finish(self) -> None:
        """Only once the finished test is on the disk its result is shown."""
        open_place = self.quiz.first_open
        if open_place < len(self.quiz.items) - 1:
            self._show_question(open_place)
            return
        finished = self.quiz.finish(at=self.session.now())

        def kept(_: object) -> None:
            self._task = None
            self.sitter.quiz = finished
            self._show_result()

        def failed(error: BaseException) -> None:
            self._task = None
            self.set_ready(True)
            self.trouble.emit(error)

        self.set_ready(False)
        self._task = self.session.keep(lambda _: self.session.quizzes().keep(finished), success=kept, failure=failed)

    # --- the result

    def _show_result(self) -> None:
        from sirekap_trainer.exercise.quiz import result  # noqa: PLC0415

        assert self._bank is not None
        told = result(self.quiz, self._bank)
        before = result(self.sitter.before, self._bank) if self.sitter.before is not None else None
        clear(self._result_body)
        whose = f"{self.title} · {self.sitter.trainee.name}" if len(self.sitters) > 1 else self.title
        self._result_body.addWidget(label(whose, "quiet", wrap=True))
        words = self.tr("{n} dari {all} benar").format(n=told.right, all=told.asked)
        self._result_body.addWidget(label(words, "title", wrap=True))
        self._result_body.addWidget(label(self._compared(told, before), "label", wrap=True))
        seen = self.tr("Disimpan untuk pelatih. Hari ini masih dapat dilihat: pilih {test} lagi di layar pertama.")
        self._result_body.addWidget(label(seen.format(test=self.title), "quiet", wrap=True))
        for heading, right in ((self.tr("Pelajari lagi"), False), (self.tr("Sudah benar"), True)):
            lines = [line for line in told.lines if line.correct is right]
            if lines:
                self._result_body.addWidget(label(heading, "heading"))
            for line in lines:
                self._result_body.addWidget(self._told(line))
        self._result_body.addStretch(1)
        self._result_area.verticalScrollBar().setValue(0)
        self._faces.setCurrentIndex(_RESULT)
        self.setAccessibleName(words)
        more = len(self.sitters) > 1 and any(not one.quiz.done for one in self.sitters)
        self.back, self.hints = self.tr("Kembali"), self.tr("Panah ↑ ↓ menggulir · Enter lanjut")
        self.primary_icon = "next" if more else "check"
        self.set_ready(True, self.tr("Orang berikutnya") if more else self.tr("Selesai"))
        self.setFocus()

    def _compared(self, told: QuizResult, before: QuizResult | None) -> str:
        from sirekap_trainer.exercise.quiz import TOPIC_LABELS  # noqa: PLC0415

        topics = (f"{said(TOPIC_LABELS[topic])} {good}/{asked}" for topic, (good, asked) in told.topics.items())
        words = " · ".join(topics)
        if before is None:
            return words
        earlier = self.tr("Tes awal {n} dari {all}.").format(n=before.right, all=before.asked)
        if told.right > before.right:
            earlier += " " + self.tr("Naik {n}.").format(n=told.right - before.right)
        return f"{earlier}\n{words}"

    def _told(self, line: Told) -> Box:
        box = Box("card", row=True)
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(2))
        icon, tint = ("check", "accent") if line.correct else ("bad", "bad")
        box.body.addWidget(IconLabel(self.theme, icon, tint, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = tight(QVBoxLayout(), self.theme.space(0.75))
        words.addWidget(label(said(line.ask), "strong", wrap=True))
        if not line.correct:
            given = self.tr("Jawaban Anda: {answer}").format(answer=said(line.given))
            words.addWidget(label(given, wrap=True, state="bad"))
        right = self.tr("Yang benar: {answer}").format(answer=said(line.right))
        words.addWidget(label(right, wrap=True, state="ok"))
        words.addWidget(label(said(line.why), "quiet", wrap=True))
        box.body.addLayout(words, 1)
        return box

    # --- keys and buttons

    def press_primary(self) -> None:
        """On: to the questions, the next one, the result, the next person, home."""
        face = self._faces.currentIndex()
        if face == _BEGIN:
            if self.quiz.done:
                self._show_result()
            else:
                self._show_question(self.quiz.first_open)
        elif face == _ASK:
            if self.at < len(self.quiz.items) - 1:
                self._show_question(self.at + 1)
            else:
                self._finish()
        elif any(not one.quiz.done for one in self.sitters):
            self._show_beginning()
        else:
            self.going.emit("home")

    def press_back(self) -> None:
        """To the question before, from a result to the names, or home; every answer is kept."""
        face = self._faces.currentIndex()
        if face == _ASK and self.at:
            self._show_question(self.at - 1)
        elif face == _RESULT:
            self._show_beginning()
        else:
            self.going.emit("home")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose; where there is nothing to choose arrows scroll."""
        action = self._actions().get(Qt.Key(event.key())) if self.sitters else None
        if action is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            action()

    def _actions(self) -> dict[Qt.Key, Callable[[], object]]:
        digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
        face = self._faces.currentIndex()
        if face == _ASK:
            chosen: dict[Qt.Key, Callable[[], object]] = {
                key: partial(self.choose, place) for place, key in enumerate(digits)
            }
            return chosen | {
                Qt.Key.Key_Down: lambda: self._move_choice(1),
                Qt.Key.Key_Up: lambda: self._move_choice(-1),
            }
        if face == _BEGIN and len(self.sitters) > 1:
            people: dict[Qt.Key, Callable[[], object]] = {
                key: partial(self._choose_person, place) for place, key in enumerate(digits[:2])
            }
            return people | {
                Qt.Key.Key_Down: lambda: self._choose_person(1),
                Qt.Key.Key_Up: lambda: self._choose_person(0),
            }
        return {
            Qt.Key.Key_Down: lambda: self._scroll(0.2),
            Qt.Key.Key_Up: lambda: self._scroll(-0.2),
            Qt.Key.Key_PageDown: lambda: self._scroll(0.8),
            Qt.Key.Key_PageUp: lambda: self._scroll(-0.8),
        }

    def _scroll(self, pages: float) -> None:
        bar = self._result_area.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * bar.pageStep()))


class PreTestStep(QuizStep):
    """The test before the class."""

    test = "pre"


class PostTestStep(QuizStep):
    """The test after the class."""

    test = "post"
