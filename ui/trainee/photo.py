"""Photographing: a photograph for each page, and what was found on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ..pages import TakenPage
from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..widgets.basics import Box, Button, Elided, IconLabel, clear, label, tight
from ..widgets.busy import Busy
from ..widgets.notices import Notice
from ..widgets.page_view import PageView
from ..widgets.photo_view import PhotoView
from .step import Step

#: More findings than this would push the picture away; the worst come first.
MAX_FINDINGS = 3


class PhotoStep(Step):
    """Asks for a photograph of one page after the other."""

    stage = 2

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.page = 1
        self._task: Task | None = None
        self.setAcceptDrops(True)
        self._tabs = tight(QHBoxLayout(), theme.space(1))
        self._tab_group = QButtonGroup(self)
        self._tab_group.idClicked.connect(self.show_page)
        self.heading = Elided("title")
        self._stack = QStackedWidget()
        self._ask = self._asking()
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.cancel)
        self._shown = self._showing()
        for place in (self._ask, self.busy, self._shown):
            self._stack.addWidget(place)
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        body.setSpacing(theme.space(1.5))
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(self.heading, 1)
        head.addLayout(self._tabs)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    # --- the three faces of the step

    def _asking(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(2))
        self._failed = Notice(self.theme)
        self._failed.hide()
        self.sample_button = Button(self.tr("Pakai foto contoh"), self.theme, role="choice", icon="sample")
        self.file_button = Button(self.tr("Ambil berkas"), self.theme, role="choice", icon="file")
        self.sample_button.clicked.connect(self._take_sample)
        self.file_button.clicked.connect(self._ask_file)
        ways = tight(QHBoxLayout(), self.theme.space(2))
        for button in (self.sample_button, self.file_button):
            ways.addWidget(button, 1)
        drop = Box("card")
        words = label(self.tr("Atau seret berkas foto ke sini"), "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label("", "label", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        advice = label(self.tr("Foto tegak lurus, seluruh halaman dengan empat tanda sudutnya."), "quiet", wrap=True)
        advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.body.addStretch()
        drop.body.addWidget(IconLabel(self.theme, "photo", "edge", 56))
        for widget in (self._title, advice, words):
            drop.body.addWidget(widget)
        drop.body.addStretch()
        column.addWidget(self._failed)
        column.addWidget(drop, 1)
        column.addLayout(ways)
        return place

    def _showing(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        pictures = tight(QHBoxLayout(), self.theme.space(2))
        self.photo_view = PhotoView(self.theme)
        self.page_view = PageView(self.theme)
        pictures.addWidget(_captioned(self.theme, self.tr("Foto Anda"), self.photo_view), 1)
        pictures.addWidget(_captioned(self.theme, self.tr("Halaman yang ditemukan"), self.page_view), 1)
        self._findings = tight(QVBoxLayout(), self.theme.space(0.75))
        self.retake_button = Button(self.tr("Foto ulang"), self.theme, icon="retake")
        self.retake_button.clicked.connect(self.retake)
        lower = tight(QHBoxLayout(), self.theme.space(2))
        lower.addLayout(self._findings, 1)
        lower.addWidget(self.retake_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(pictures, 1)
        column.addLayout(lower)
        return place

    # --- showing

    def enter(self) -> None:
        """Shows the first page without a photograph."""
        clear(self._tabs)
        for page in self.session.form:
            button = Button(self.tr("Hal. {n}").format(n=page.number), self.theme)
            button.setCheckable(True)
            self._tab_group.addButton(button, page.number)
            self._tabs.addWidget(button)
        missing = self.session.exercise.missing_pages
        self.show_page(missing[0] if missing else self.page)

    def leave(self) -> None:
        """A photograph under way is let go."""
        self.cancel()

    def show_page(self, number: int) -> None:
        """Shows what there is of a page: its photograph, or the ways to take one."""
        self.cancel()
        self.page = number
        form = self.session.form
        self.heading.say(self.tr("Halaman {n} dari {all}").format(n=number, all=len(form.pages)))
        self._title.setText(form.page(number).title)
        self.sample_button.setVisible(self.session.sample_photo(number) is not None)
        self._mark_tabs()
        taken = self.session.page(number)
        if taken is None:
            self._show_asking()
        else:
            self._show_taken(taken)

    def _mark_tabs(self) -> None:
        for button in self._tab_group.buttons():
            number = self._tab_group.id(button)
            button.setChecked(number == self.page)
            if isinstance(button, Button):
                button.set_icon("check" if self.session.page(number) is not None else "open")

    def _show_asking(self, error: BaseException | None = None) -> None:
        self._failed.setVisible(error is not None)
        if error is not None:
            problem = problem_of(error)
            self._failed.say(f"{problem.message} {problem.hint}", "error")
        self._stack.setCurrentWidget(self._ask)
        first = self.sample_button if self.sample_button.isVisibleTo(self) else self.file_button
        first.setFocus()
        self.back = self.tr("Kembali")
        self.hints = self.tr("Panah memilih · Enter mengambil foto")
        self.set_ready(False, self.tr("Pakai foto ini"))

    def _show_taken(self, taken: TakenPage) -> None:
        good = taken.reading.photo_ok
        self.photo_view.show_photo(taken.preview, list(taken.outline), good=good)
        self.page_view.show_image(taken.upright)
        clear(self._findings)
        if good:
            self._add_finding(self.tr("Foto baik. Semua angka di halaman ini terbaca."), "ok")
        for finding in taken.reading.photo_findings[:MAX_FINDINGS]:
            self._add_finding(finding.message, finding.severity)
        self._stack.setCurrentWidget(self._shown)
        self.hints = self.tr("Enter pakai foto ini · roda tetikus memperbesar")
        self.set_ready(True, self._use_words())
        self.setFocus()

    def _use_words(self) -> str:
        others = [page for page in self.session.exercise.missing_pages if page != self.page]
        return self.tr("Pakai foto ini") if others else self.tr("Pakai, mulai periksa")

    def _add_finding(self, message: str, severity: str) -> None:
        notice = Notice(self.theme)
        notice.say(message, severity)
        self._findings.addWidget(notice)

    # --- taking

    def take(self, path: Path) -> None:
        """Reads a photograph of the page shown; the way to stop it stands on the screen."""
        self.cancel()
        self.busy.start(self.tr("Membuka foto"))
        self._stack.setCurrentWidget(self.busy)
        self.hints = self.tr("Esc batal")
        self.set_ready(False, self.tr("Pakai foto ini"))
        self._task = self.session.take(self.page, path, success=self._taken, failure=self._failed_with)
        self._task.progressed.connect(self.busy.show_progress)
        self.busy.stop.setFocus()

    def cancel(self) -> None:
        """Lets the photograph under way go."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.show_page(self.page)

    def retake(self) -> None:
        """Offers the ways to take the page again; the photograph before is kept until then."""
        self._show_asking()

    def press_primary(self) -> None:
        """Uses the photograph: on to the next page, or to checking."""
        missing = self.session.exercise.missing_pages
        if missing:
            self.show_page(next((page for page in missing if page > self.page), missing[0]))
        else:
            self.attempt("check", lambda: self.session.start_check(self.session.mode))

    def press_back(self) -> None:
        """Back to the packets, or from another try to the photograph there is."""
        if self._stack.currentWidget() is self._ask and self.session.page(self.page) is not None:
            self.show_page(self.page)
        else:
            self.attempt("packet", self.session.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the reading."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads the first file dropped."""
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            self.take(Path(path))

    def _taken(self, taken: TakenPage) -> None:
        self._task = None
        self._mark_tabs()
        self._show_taken(taken)

    def _failed_with(self, error: BaseException) -> None:
        self._task = None
        if not problem_of(error).expected:
            self.trouble.emit(error)
        self._show_asking(error)

    def _take_sample(self) -> None:
        path = self.session.sample_photo(self.page)
        if path is not None:
            self.take(path)

    def _ask_file(self) -> None:
        kinds = self.tr("Foto (*.jpg *.jpeg *.png)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Pilih foto halaman {n}").format(n=self.page), "", kinds)
        if chosen:
            self.take(Path(chosen))


def _captioned(theme: Theme, words: str, view: QWidget) -> QWidget:
    place = QWidget()
    column = tight(QVBoxLayout(place), theme.space(0.5))
    caption: QLabel = label(words, "quiet")
    caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(caption)
    column.addWidget(view, 1)
    view.setAccessibleName(words)
    return place
