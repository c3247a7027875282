"""The queue of a simulation: what was sent goes out over a slow network, and all one can do is wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ..language import said
from ..material import short_form
from ..session import Session
from ..theme import Theme
from ..trainer.fields import show_whole
from ..widgets.basics import Box, Elided, IconLabel, clear, label, tight
from ..widgets.notices import Notice
from .step import Step, centred

if TYPE_CHECKING:
    from sirekap_trainer.exercise.network import Upload
    from sirekap_trainer.exercise.sitting import Turn

#: How often the bars are moved on, in milliseconds.
TICK = 250


class _Row(QWidget):
    """One form on its way: whose, how far, and what happens to it right now."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self.icon = IconLabel(theme, "open", "ink_soft", 28)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.state: QLabel = label("", "quiet")
        title = Elided("strong")
        title.say(name)
        grid = tight(QGridLayout(self), theme.space(0.75))
        grid.setHorizontalSpacing(theme.space(2))
        grid.addWidget(self.icon, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(title, 0, 1)
        grid.addWidget(self.bar, 1, 1)
        grid.addWidget(self.state, 2, 1)
        grid.setColumnStretch(1, 1)

    def show_upload(self, upload: Upload) -> None:
        """Shows how far it is."""
        icon, tint, words = {
            "waiting": ("open", "ink_soft", self.tr("Menunggu giliran")),
            "sending": ("send", "accent", self.tr("Sedang dikirim")),
            "broken": ("warn", "warn", self.tr("Jaringan putus. Dicoba lagi sendiri.")),
            "sent": ("check", "accent", self.tr("Terkirim")),
        }[upload.state]
        percent = int(upload.share * 100)
        said = self.tr("{state} · {percent}%").format(state=words, percent=percent)
        self.state.setText(words if upload.state in ("waiting", "sent") else said)
        if self.bar.value() != percent or not self.bar.accessibleName():
            self.bar.setValue(percent)
            self.bar.setAccessibleName(f"{self._name}: {said}")
        self.icon.show_icon(icon, tint)


class QueueStep(Step):
    """Waits until all is out; then the result can be seen."""

    stage = 4

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.primary = self.tr("Lihat hasil")
        self.primary_icon = "next"
        self.rows: list[_Row] = []
        self._seen: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._area, body = centred(theme, 680)
        self.title = label("", "title")
        self.advice = Notice(theme)
        self._card = Box("card")
        self._card.body.setContentsMargins(*[theme.space(2.5)] * 4)
        self._card.body.setSpacing(theme.space(2.5))
        body.addStretch(1)
        for widget in (self.title, self.advice, self._card):
            body.addWidget(widget)
        body.addStretch(2)
        tight(QVBoxLayout(self)).addWidget(self._area)

    def enter(self) -> None:
        """Lists what was sent, and looks after it."""
        clear(self._card.body)
        self.rows = [_Row(self.theme, self._name(turn)) for turn in self.session.sitting.turns]
        for row in self.rows:
            self._card.body.addWidget(row)
        self._seen = ()
        self.tick()
        self._timer.start()
        self.setFocus()

    def leave(self) -> None:
        """Looks no longer."""
        self._timer.stop()

    def tick(self) -> None:
        """Shows where everything is now."""
        uploads = self.session.uploads
        for row, upload in zip(self.rows, uploads, strict=True):
            row.show_upload(upload)
        states = tuple(upload.state for upload in uploads)
        if states != self._seen:
            self._seen = states
            self._tell(done=self.session.all_out)
            under_way = next((row for row, state in zip(self.rows, states, strict=True) if state != "sent"), None)
            if under_way is not None:  # where large text does not let all of them stand in the window
                show_whole(under_way)
            else:
                self._area.verticalScrollBar().setValue(0)  # that all is out stands above them

    def press_primary(self) -> None:
        """To the results."""
        if self.attempt("", self.session.close):
            self.going.emit(self.session.where)

    def _tell(self, *, done: bool) -> None:
        if done:
            self._timer.stop()
            self.title.setText(self.tr("Semua angka sudah terkirim"))
            self.advice.say(self.tr("Simulasi selesai. Anda boleh melihat hasilnya."), "ok")
            self.hints = self.tr("Enter lihat hasil")
        else:
            self.title.setText(self.tr("Angka Anda sedang dikirim"))
            words = self.tr(
                "Jaringan sedang lambat. Tidak ada yang hilang. Jangan tekan dua kali, jangan tutup aplikasi."
            )
            self.advice.say(words, "info")
            self.hints = self.tr("Tunggu sampai semuanya terkirim.")
        self.set_ready(done)

    def _name(self, turn: Turn) -> str:
        form, trainee = turn.exercise.form, turn.exercise.trainee
        name = short_form(form) if form is not None else ""
        if len(self.session.sitting.crew) < 2 or trainee is None:
            return name
        return self.tr("{form} · {role}: {name}").format(form=name, name=trainee.name, role=said(trainee.role))
