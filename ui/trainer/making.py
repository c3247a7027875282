"""Making a set: how far it is, how long it will take, and a way to stop that loses nothing."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..widgets.basics import label, tight
from ..widgets.busy import Busy
from ..widgets.notices import Notice
from .grading import CLOSED
from .screen import Screen
from .workshop import Workshop

if TYPE_CHECKING:
    from .shelf import MadeSet

#: Signs of progress from which the time left is told: the latest, for packets that were there already take no time.
LATEST = 20


class TimeLeft:
    """How long work will still take, from its latest signs of progress.

    Args:
        clock: Seconds of a clock that never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._signs: deque[tuple[float, float]] = deque(maxlen=LATEST)

    def add(self, share: float) -> float | None:
        """Takes note of a share from 0 to 1; gives the seconds left, or None while they cannot be told."""
        self._signs.append((self._clock(), share))
        (since, before), (now, done) = self._signs[0], self._signs[-1]
        return (now - since) * (1 - done) / (done - before) if done > before and len(self._signs) > 2 else None


def time_words(seconds: float | None) -> str:
    """The time left in words."""
    translate = QCoreApplication.translate
    if seconds is None:
        return translate("MakingScreen", "Menghitung sisa waktu")
    if seconds < 60:
        return translate("MakingScreen", "Sisa kurang dari 1 menit")
    return translate("MakingScreen", "Sisa kira-kira {n} menit").format(n=round(seconds / 60))


class MakingScreen(Screen):
    """Makes what the form asked for, or what is missing of a set."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self._task: Task | None = None
        self._words = ""
        self._left = TimeLeft()
        self.busy = Busy(theme)
        self.busy.stop.setText(self.tr("Batalkan"))
        self.busy.bar.setMinimumWidth(theme.text(480))
        self.busy.stopped.connect(self.cancel)
        self.left_words = label("", "quiet")
        self.left_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.busy.add_below_bar(self.left_words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.busy)
        self._stack.addWidget(self._ended())
        self.body.addWidget(self._stack, 1)

    def _ended(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(2))
        self.title = label("", "title", wrap=True)
        self.notice = Notice(self.theme)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addStretch(2)
        return place

    # --- making

    def enter(self) -> None:
        """Begins."""
        job = self.workshop.job
        if job is None or self._task is not None:
            return
        self._left = TimeLeft()
        blank = job.wishes.kind == "blank"
        self._words = self.tr("Membuat lembar {words}") if blank else self.tr("Membuat paket {words}")
        self.busy.start(self.tr("Menyiapkan lembar") if blank else self.tr("Menyiapkan paket"))
        self.left_words.setText(time_words(None))
        self._stack.setCurrentIndex(0)
        self.rail.setEnabled(False)
        self.back, self.primary = "", ""
        self.hints = self.tr("Esc batalkan. Paket yang sudah jadi tetap ada.")
        self.buttons_changed.emit()
        self._task = self.workshop.make(job, self._made, self._failed)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._stopped)
        self.busy.stop.setEnabled(True)
        self.busy.stop.setFocus()

    def cancel(self) -> None:
        """Stops after the packet under way; what is whole stays."""
        if self._task is not None:
            self._task.cancel()
            self.busy.stop.setEnabled(False)
            self.left_words.setText(self.tr("Berhenti setelah paket ini selesai"))

    def leave(self) -> None:
        """Work does not go on unseen, and no passphrase is remembered."""
        self.cancel()
        self.workshop.job = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def press_primary(self) -> None:
        """To the sheets, or goes on."""
        if self.primary_icon == "retake":
            self.enter()
        else:
            self.going.emit("sheets" if self.primary_icon == "next" else "unlock")

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")

    # --- what came of it

    def _show_progress(self, words: str, share: float) -> None:
        if self._task is not None and not self._task.cancelled:
            self.busy.show_progress(self._words.format(words=words), share)
            self.left_words.setText(time_words(self._left.add(share)))

    def _stopped(self) -> None:
        """The task ended, whatever came of it; only a cancelled one says nothing afterwards."""
        cancelled = self._task is not None and self._task.cancelled
        self._task = None
        self.rail.setEnabled(True)
        if cancelled:
            self._end(
                self.tr("Dihentikan"),
                self.tr("Paket yang sudah jadi tetap ada. Lanjutkan kapan saja dari daftar."),
                "info",
                self.tr("Lanjutkan membuat"),
                "retake",
            )

    def _made(self, made: MadeSet) -> None:
        self.workshop.chosen = made
        blank = made.wishes.kind == "blank"
        what = self.tr("{n} lembar ada di {folder}.") if blank else self.tr("{n} paket ada di {folder}.")
        if made.wishes.pair:
            what = self.tr("{n} pasang, Gubernur dan Wali Kota, ada di {folder}.")
        words = what.format(n=made.wishes.count, folder=made.wishes.folder)
        if made.wishes.kind == "exam":
            words += self.tr(" Kuncinya tersegel: bagikan folder ini, simpan kata sandinya.")
        title = self.tr("Lembar selesai") if blank else self.tr("Paket selesai")
        self._end(title, words, "ok", self.tr("Lihat dan cetak"), "next")

    def _failed(self, error: BaseException) -> None:
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        words = f"{problem.message} {problem.hint}"
        closed = getattr(error, "code", "") == CLOSED and self.workshop.chosen is not None
        primary = (self.tr("Ketik kata sandi lagi"), "pencil") if closed else (self.tr("Coba lagi"), "retake")
        self._end(self.tr("Paket belum selesai"), words, "error", *primary)

    def _end(self, title: str, words: str, severity: str, primary: str, icon: str) -> None:
        self.title.setText(title)
        self.notice.say(words, severity)
        self._stack.setCurrentIndex(1)
        self.back, self.primary_icon = self.tr("Ke daftar paket"), icon
        self.hints = self.tr("Enter lihat lembar") if icon == "next" else self.tr("Enter lanjutkan")
        self.set_ready(True, primary)
