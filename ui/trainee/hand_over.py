"""Between two turns: who is next, on which form, and what the other one must not see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ..language import said
from ..material import short_form
from ..session import Session
from ..theme import Theme
from ..widgets.basics import Box, IconLabel, label, set_property, tight
from ..widgets.notices import Notice
from .step import Step, centred

#: From this size of text on, percent, a name of two lines is large enough without being a hero.
LARGE = 150


class HandOverStep(Step):
    """Asks the next person to sit down, or one alone to take the next form."""

    stage = 4

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.primary = self.tr("Mulai")
        self.hints = self.tr("Enter mulai")
        area, body = centred(theme, 760)
        self.sent = Notice(theme)
        self.title = label("", "title", wrap=True)
        self._icon = IconLabel(theme, "people", "accent", 56)
        self.name = label("", "hero", wrap=True)
        self.task = label("", "label", wrap=True)
        self._card = Box("card", row=True)
        self._card.body.setContentsMargins(*[theme.space(2.5)] * 4)
        self._card.body.setSpacing(theme.space(2.5))
        self._card.body.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        lines = tight(QVBoxLayout(), theme.space(1))
        for line in (self.title, self.name, self.task):
            lines.addWidget(line)
        self._card.body.addLayout(lines, 1)
        self.warning = Notice(theme)
        body.addStretch(1)
        for widget in (self.sent, self._card, self.warning):
            body.addWidget(widget)
        body.addStretch(2)
        tight(QVBoxLayout(self)).addWidget(area)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Smaller where text is large: that they change seats, which stands below the name, must be seen."""
        large = self.theme.percent >= LARGE
        set_property(self.title, "role", "heading" if large else "title")
        set_property(self.name, "role", "title" if large else "hero")

    def enter(self) -> None:
        """Says what was done and what comes."""
        sitting, coming = self.session.sitting, self.session.sitting.next_turn
        if coming is None or coming.exercise.trainee is None or coming.exercise.form is None:
            self.going.emit(self.session.where)
            return
        trainee, form = coming.exercise.trainee, short_form(coming.exercise.form)
        queued = sitting.mode == "simulasi"
        words = self.tr("Angka formulir {form} masuk antrean kirim.") if queued else self.tr("Angka {form} terkirim.")
        self.sent.say(words.format(form=short_form(self.session.form)), "ok")
        swapped = coming.operator != sitting.turn.operator
        self._icon.show_icon("people" if swapped else "page", "accent")
        pair = len(sitting.crew) > 1
        self.name.setVisible(pair)
        self.name.setText(trainee.name)
        self.warning.setVisible(swapped)
        if swapped:
            self.title.setText(self.tr("Sekarang giliran operator {role}:").format(role=said(trainee.role)))
            self.warning.say(self.tr("Tukar tempat duduk. Jangan perlihatkan jawaban Anda."), "info")
        else:
            words = (
                self.tr("Berikutnya formulir {form}, tetap oleh:") if pair else self.tr("Berikutnya formulir {form}")
            )
            self.title.setText(words.format(form=form))
        if coming.photographs:
            task = self.tr("Foto formulir {form}, lalu periksa semua angkanya.")
        else:
            task = self.tr("Periksa angka {form} sendiri, dari foto yang sama.")
        self.task.setText(task.format(form=form))
        self.setFocus()

    def press_primary(self) -> None:
        """The next turn begins."""
        if self.attempt("", self.session.take_over):
            self.going.emit(self.session.where)
