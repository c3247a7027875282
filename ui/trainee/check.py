"""Checking: every number the machine read is compared with the paper. The heart of the exercise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from sirekap_trainer.errors import TrainerError

from ..language import said
from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, Elided, label, tight
from ..widgets.digits import spoken
from ..widgets.notices import Notice
from ..widgets.number_card import NumberCard
from ..widgets.page_view import PageView
from ..widgets.reel import Reel
from .step import Step
from .words import card_of, feedback_of, row_of

if TYPE_CHECKING:
    from sirekap_trainer.exercise.review import Item, Review
    from sirekap_trainer.findings import Finding

_SYMBOLS = {"X": "X", "-": "-", " ": "_"}


class CheckStep(Step):
    """One number after the other, by keyboard alone where wanted."""

    stage = 3

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Lanjut ke Kirim")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.current = ""
        self._shown_page = 0
        self._finding: Finding | None = None
        self.page_view = PageView(theme)
        self.full_view = PageView(theme)
        for view in (self.page_view, self.full_view):
            view.picked.connect(self.go_to)
        self.card = NumberCard(theme)
        self.card.accepted.connect(self.accept)
        self.card.flagged.connect(self.flag)
        self.card.editor.edited.connect(self._call)
        self.card.bubbles_toggled.connect(self.toggle_bubbles)
        self.reel = Reel(theme, self.card)
        self.reel.picked.connect(self.go_to)
        self.page_words = label("", "quiet")
        self.section = Elided("heading")
        self.progress_words = label("", "heading")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.look_button = Button(self.tr("Lihat (F3)"), theme)
        self.note_button = Button("", theme)
        self.look_button.clicked.connect(self.look_at_finding)
        self.note_button.clicked.connect(self.toggle_note)
        for button in (self.look_button, self.note_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.arithmetic = Notice(theme, [self.look_button, self.note_button])
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._working_place())
        self._layers.addWidget(self._full_place())
        theme.changed.connect(self.reel.arrange)

    def _working_place(self) -> QWidget:
        place = QWidget()
        body = QVBoxLayout(place)
        body.setContentsMargins(self.theme.space(2), self.theme.space(1.5), self.theme.space(2), self.theme.space(1))
        body.setSpacing(self.theme.space(1))
        middle = tight(QHBoxLayout(), self.theme.space(2))
        self._page_place = self._page_column()
        middle.addWidget(self._page_place, 2)
        middle.addLayout(self._number_column(), 5)
        body.addLayout(middle, 1)
        body.addWidget(self.arithmetic)
        return place

    def _page_column(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(0.5))
        self.full_button = Button(self.tr("Halaman penuh (F2)"), self.theme, role="plain", icon="page")
        self.full_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.full_button.clicked.connect(self.toggle_full)
        column.addWidget(self.page_words)
        column.addWidget(self.page_view, 1)
        column.addWidget(self.full_button)
        return place

    def _number_column(self) -> QVBoxLayout:
        column = tight(QVBoxLayout(), self.theme.space(0.75))
        self._head = QWidget()
        head = tight(QHBoxLayout(self._head), self.theme.space(2))
        head.addWidget(self.section, 1)
        head.addWidget(self.progress_words)
        column.addWidget(self._head)
        column.addWidget(self.bar)
        column.addWidget(self.reel, 1)
        return column

    def _full_place(self) -> QWidget:
        place = QWidget()
        body = QVBoxLayout(place)
        close = Button(self.tr("Kembali ke daftar (F2)"), self.theme, icon="back")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.toggle_full)
        body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.full_view, 1)
        return place

    # --- showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Page and heading give way where large text needs the room; F2 still shows the page."""
        super().resizeEvent(event)
        roomy = self.width() >= self.theme.text(800)
        self._page_place.setVisible(roomy)
        self._head.setVisible(roomy)
        self.arithmetic.reserve(2 if roomy else 3)

    @property
    def item(self) -> Item:
        """The current number."""
        return self.session.review.item(self.current)

    def enter(self) -> None:
        """Goes to the number that is wanted, or the first without an answer."""
        review = self.session.review
        self.card.set_mode(review.mode)
        self.reel.set_coach(self._coach(review.mode))
        self._shown_page = 0
        self.current = self.session.wanted or review.next_open() or review.items[-1].id
        self.session.wanted = ""
        self._layers.setCurrentIndex(0)
        self._refresh()
        self.setFocus()

    def go_to(self, number_id: str) -> None:
        """Makes a number the current one. A correction that was not saved is dropped."""
        self.current = number_id
        self._refresh()
        self.setFocus()

    def _refresh(self) -> None:
        review = self.session.review
        ids = [item.id for item in review.items]
        index = ids.index(self.current)
        self._content = card_of(self.session, self.item)
        self.card.show_content(self._content, finished=review.complete)
        self.reel.show_items(len(ids), index, lambda at: row_of(self.session, review.items[at]))
        self._show_page()
        self._show_progress(review)
        self._show_finding()
        self._show_hints(review)
        self._call()

    def _call(self) -> None:
        """Tells who cannot see it the current number; it is told again whenever something of it changes."""
        shown, editor, items = self._content, self.card.editor, self.session.review.items
        words = self.tr("Angka {n} dari {all}: {title}. Mesin membaca {digits}. {state}.").format(
            n=[item.id for item in items].index(self.current) + 1,
            all=len(items),
            title=shown.title,
            digits=spoken(shown.shown),
            state=_sentence(shown.word),
        )
        if editor.active:
            words += " " + self.tr("Koreksi: {digits}.").format(digits=spoken(editor.text))
        self.setAccessibleName(f"{words} {shown.note}".strip())

    def _show_page(self) -> None:
        page = self.item.number.page
        if page != self._shown_page:
            self._shown_page = page
            taken = self.session.page(page)
            for view in (self.page_view, self.full_view):
                view.set_places(self.session.places(page))
                view.setAccessibleName(self.tr("Halaman {n}").format(n=page))
                if taken is not None:
                    view.show_image(taken.upright)
            total = len(self.session.form.pages)
            self.page_words.setText(self.tr("Halaman {n} dari {all}").format(n=page, all=total))
            self.section.say(self.session.form.page(page).title)
        for view in (self.page_view, self.full_view):
            view.light(self.current)

    def _show_progress(self, review: Review) -> None:
        words = self.tr("{n} dari {all}").format(n=review.answered, all=review.total)
        self.progress_words.setText(words)
        if self._head.isHidden():
            self.card.detail.setText(words)
        self.bar.setRange(0, review.total)
        self.bar.setValue(review.answered)

    def _show_hints(self, review: Review) -> None:
        if self._layers.currentIndex() == 1:
            self.hints = self.tr("F2 kembali ke daftar · roda tetikus memperbesar")
        elif review.complete and not self.card.editor.active:
            wrong = sum(self._is_wrong(item.id) for item in review.items)
            self.hints = (
                self.tr("{n} angka belum sama dengan kertas. Panah ke angka itu · Enter lanjut").format(n=wrong)
                if wrong
                else self.tr("Semua angka sudah diperiksa. Enter lanjut · panah ke angka lain")
            )
        elif review.mode == "koreksi":
            self.hints = self.tr("Enter sesuai · ketik angka koreksi · Tab berikutnya · Ctrl+Z batal")
        else:
            self.hints = self.tr("Enter sesuai · T tidak sesuai · Tab berikutnya · Ctrl+Z batal")
        if self.item.number.bubbles is not None and self.card.bubble_button.isHidden() and not review.complete:
            self.hints = self.hints.replace(self.tr("Tab berikutnya"), self.tr("B bulatan berbeda"))
        self.set_ready(review.complete)

    def _show_finding(self) -> None:
        findings = self.session.ordered_findings(self.current)
        self._finding = findings[0] if findings else None
        self.look_button.setVisible(self._finding is not None)
        self.note_button.setVisible(self._finding is not None)
        if self._finding is None:
            self.arithmetic.say(self.tr("Hitungan di kertas cocok sejauh ini."), "ok")
            return
        noted = self.session.review.is_noted(self._finding)
        more = self.tr(" (dan {n} lainnya)").format(n=len(findings) - 1) if len(findings) > 1 else ""
        prefix = self.tr("Dicatat. ") if noted else ""
        self.arithmetic.say(
            prefix + _sentence(said(self._finding.message)) + more, "info" if noted else self._finding.severity
        )
        words = self.tr("Batalkan catatan (F4)") if noted else self.tr("Di kertas begitu (F4)")
        self.note_button.setText(words)

    def _coach(self, mode: str) -> str:
        if mode == "koreksi":
            return self.tr("Sama dengan kertas? Tekan Enter. Berbeda? Ketik angka di kertas.")
        return self.tr("Sama dengan kertas? Tekan Enter. Berbeda? Tekan T.")

    # --- answering

    def accept(self) -> None:
        """Enter: saves the correction under way, else the number equals the paper."""
        editor = self.card.editor
        if editor.active and not editor.empty:
            typed = editor.text
            self._answer(lambda review: review.correct(self.current, typed))
        else:
            self._answer(lambda review: review.accept(self.current))

    def flag(self) -> None:
        """The number differs from the paper (Tandai saja)."""
        self._answer(lambda review: review.flag(self.current))

    def undo(self) -> None:
        """Takes the last answer back and shows its number."""
        target = self.session.review.undo_target
        if target is not None:
            self._change(lambda review: review.undo())
            self.go_to(target)

    def reopen(self) -> None:
        """Esc: drops the correction under way, else the answer of this number."""
        if not self.card.editor.active and self.item.answer is not None:
            self._change(lambda review: review.clear(self.current))
        self._refresh()

    def step_by(self, step: int) -> None:
        """To the next or previous number, round the ends."""
        ids = [item.id for item in self.session.review.items]
        self.go_to(ids[(ids.index(self.current) + step) % len(ids)])

    def look_at_finding(self) -> None:
        """To the next of the numbers the finding speaks of."""
        if self._finding is not None and self._finding.numbers:
            numbers = self._finding.numbers
            at = numbers.index(self.current) + 1 if self.current in numbers else 0
            self.go_to(numbers[at % len(numbers)])

    def toggle_note(self) -> None:
        """Records that the paper itself says so, or takes that back."""
        finding = self._finding
        if finding is None:
            return
        noted = self.session.review.is_noted(finding)
        self._change(lambda review: review.unnote(finding) if noted else review.note(finding))
        self._refresh()

    def toggle_bubbles(self) -> None:
        """Records that the paper's bubbles contradict its boxes, whatever the machine saw, or takes that back."""
        if self.item.number.bubbles is None:
            return
        noted = self.session.review.bubbles_noted(self.current)
        self._change(lambda review: review.unnote_bubbles(self.current) if noted else review.note_bubbles(self.current))
        self._refresh()

    def toggle_full(self) -> None:
        """The whole page, or the list again."""
        full = self._layers.currentIndex() == 0
        self._layers.setCurrentIndex(1 if full else 0)
        if full:
            self.full_view.look_at_lit()
        self._show_hints(self.session.review)
        self.setFocus()

    def _answer(self, change: Callable[[Review], Review]) -> None:
        if self._change(change):
            self._layers.setCurrentIndex(0)
            if self._is_wrong(self.current):
                self.go_to(self.current)  # the coach says what to look at; Tab goes on all the same
            else:
                self.go_to(self.session.review.next_open(self.current) or self.current)

    def _is_wrong(self, number_id: str) -> bool:
        """Whether the coach, where there is one, finds the answer wrong."""
        told = feedback_of(self.session, self.session.review.item(number_id))
        return told is not None and told.kind != "right"

    def _change(self, change: Callable[[Review], Review]) -> bool:
        try:
            self.session.answer(change(self.session.review))
        except TrainerError as error:
            self.trouble.emit(error)
            return False
        return True

    # --- keys

    def press_primary(self) -> None:
        """On to sending."""
        self.attempt("send", self.session.confirm)

    def enter_key(self, *, repeated: bool) -> None:
        """Sesuai, also while the key is held; once all are answered it goes on, and then only when pressed anew."""
        if self.session.review.complete and not self.card.editor.active:
            super().enter_key(repeated=repeated)
        elif not (repeated and self._is_wrong(self.current)):  # a held key is no second look
            self.accept()

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the numbers here, not to the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self._tab(event):
            return True
        return super().event(event)

    def _tab(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        if event.key() not in steps:
            return False
        self.step_by(steps[Qt.Key(event.key())])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of checking."""
        action = self._actions().get(Qt.Key(event.key())) if not event.modifiers() & _CONTROL else None
        if event.key() == Qt.Key.Key_Z and event.modifiers() & _CONTROL:
            self.undo()
        elif action is not None:
            action()
        elif not self._typed(event):
            super().keyPressEvent(event)

    def _actions(self) -> dict[Qt.Key, Callable[[], object]]:
        editor = self.card.editor
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_F2: self.toggle_full,
            Qt.Key.Key_F3: self.look_at_finding,
            Qt.Key.Key_F4: self.toggle_note,
            Qt.Key.Key_B: self.toggle_bubbles,
            Qt.Key.Key_Down: lambda: self.step_by(1),
            Qt.Key.Key_Up: lambda: self.step_by(-1),
        }
        if self.session.review.mode == "tandai":
            return actions | {Qt.Key.Key_T: self.flag}
        return actions | {
            Qt.Key.Key_Backspace: editor.erase,
            Qt.Key.Key_Left: lambda: editor.move_cursor(-1),
            Qt.Key.Key_Right: lambda: editor.move_cursor(1),
        }

    def _escape(self) -> None:
        if self._layers.currentIndex() == 1:
            self.toggle_full()
        else:
            self.reopen()

    def _typed(self, event: QKeyEvent) -> bool:
        symbol = event.text().upper()
        symbol = symbol if symbol.isascii() and symbol.isdigit() else _SYMBOLS.get(symbol, "")
        if not symbol or self.session.review.mode != "koreksi" or event.modifiers() & _CONTROL:
            return False
        self._layers.setCurrentIndex(0)
        self.card.editor.type(symbol)
        self._show_hints(self.session.review)
        return True


_CONTROL = Qt.KeyboardModifier.ControlModifier


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
