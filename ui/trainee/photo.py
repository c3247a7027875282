"""Photographing: a photograph for each page, in one of several ways, and what was found on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from sirekap_trainer.errors import PhotoError

from ..pages import Corners, TakenPage
from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..widgets.basics import Button, Elided, clear, tight
from ..widgets.busy import Busy
from ..widgets.page_view import PageView
from ..widgets.photo_view import PhotoView
from . import ways
from .corners import CornersPlace
from .photo_ask import AskPlace
from .photo_result import ResultPlace, of_other_tps
from .step import Step, tab_through
from .way import Way


class PhotoStep(Step):
    """Asks for a photograph of one page after the other.

    It has five faces: the question how, the way chosen, the reading, its result, and the corners by hand.
    """

    stage = 2

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.page = 1
        self._task: Task | None = None
        self._way: Way | None = None  # that was chosen last
        self._running: Way | None = None  # that was begun and not ended
        self.setAcceptDrops(True)
        self._tabs = tight(QHBoxLayout(), theme.space(1))
        self._tab_group = QButtonGroup(self)
        self._tab_group.idClicked.connect(self.show_page)
        self.heading = Elided("title")
        self.ways = ways.make_ways(theme, session)
        self._stack = QStackedWidget()
        self._begin_faces()
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        body.setSpacing(theme.space(1.5))
        head = tight(QHBoxLayout(), theme.space(2))
        head.addWidget(self.heading, 1)
        head.addLayout(self._tabs)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    # --- faces

    def _begin_faces(self) -> None:
        """The question how, which is wanted at once; every other face is built when it is, or ahead."""
        self.asking = AskPlace(self.theme, self.ways)
        self.asking.ways.sample.connect(self._take_sample)
        self.asking.ways.chosen.connect(self.open_way)
        self.asking.by_hand.connect(self.show_corners)
        self.sample_button = self.asking.ways.sample_button
        for place in (self.asking, *self.ways):
            self._stack.addWidget(place)
        for way in self.ways:
            way.taken.connect(self.take)
            way.given_up.connect(self._give_up)
            way.keys_changed.connect(self._show_keys)
        self._unbuilt: list[Callable[[], object]] = [lambda: self.busy, lambda: self.result, lambda: self.corners]
        self._unbuilt += [way.build for way in self.ways]

    def build_more(self) -> bool:
        """Builds one more face."""
        if self._unbuilt:
            self._unbuilt.pop(0)()
        return bool(self._unbuilt)

    @cached_property
    def busy(self) -> Busy:
        """The reading."""
        made = Busy(self.theme)
        made.stopped.connect(self.cancel)
        self._stack.addWidget(made)
        return made

    @cached_property
    def result(self) -> ResultPlace:
        """What came of it."""
        made = ResultPlace(self.theme)
        made.again.connect(self.retake)
        made.by_hand.connect(self.show_corners)
        self._stack.addWidget(made)
        return made

    @cached_property
    def corners(self) -> CornersPlace:
        """The corners by hand."""
        made = CornersPlace(self.theme)
        made.editor.changed.connect(self._corners_moved)
        self._stack.addWidget(made)
        return made

    @property
    def retake_button(self) -> Button:
        """Takes the page again."""
        return self.result.retake_button

    @property
    def photo_view(self) -> PhotoView:
        """The photograph taken."""
        return self.result.photo_view

    @property
    def page_view(self) -> PageView:
        """The page found on it."""
        return self.result.page_view

    @property
    def _at_corners(self) -> bool:
        return isinstance(self._stack.currentWidget(), CornersPlace)

    # --- showing

    def enter(self) -> None:
        """Shows the first page without a photograph."""
        for old in self._tab_group.buttons():
            self._tab_group.removeButton(old)  # it goes only later, and would answer to the number of its page
        clear(self._tabs)
        for page in self.session.form:
            button = Button(self.tr("Hal. {n}").format(n=page.number), self.theme)
            button.setCheckable(True)
            self._tab_group.addButton(button, page.number)
            self._tabs.addWidget(button)
        tab_through(self, *self._tab_group.buttons())
        self._way = None
        missing = self.session.exercise.missing_pages
        self.show_page(missing[0] if missing else self.page)

    def leave(self) -> None:
        """A photograph under way is let go, and whatever takes one is stopped."""
        self.cancel()
        self._end_way()

    def show_page(self, number: int, way: Way | None = None) -> None:
        """Shows what there is of a page: its photograph, or else a way to take one, or the choice of ways.

        Args:
            number: Of the page.
            way: To take it; the one that goes on where not given.
        """
        self._let_go()
        self.page = number
        form = self.session.form
        self.heading.say(self.tr("Halaman {n} dari {all}").format(n=number, all=len(form.pages)))
        self._mark_tabs()
        taken = self.session.page(number)
        if taken is not None:
            self._show_taken(taken)
            if self._running is not None:
                self._running.shown(number)
        elif (wanted := way or self._running) is not None:
            self.open_way(wanted)
        else:
            self._show_asking()

    def _mark_tabs(self) -> None:
        for button in self._tab_group.buttons():
            number = self._tab_group.id(button)
            button.setChecked(number == self.page)
            if isinstance(button, Button):
                button.set_icon("check" if self.session.page(number) is not None else "open")

    def _show_asking(self) -> None:
        self._stack.setCurrentWidget(self.asking)
        title = self.session.form.page(self.page).title
        self.asking.ask(title, sample=self.session.sample_photo(self.page) is not None)
        taken = self.session.page(self.page) is not None
        self.back = self.tr("Kembali") if taken else self._way_back()
        self.hints = self.tr("Panah memilih · Enter mengambil foto")
        self.set_ready(False, self.tr("Pakai foto ini"))

    def _way_back(self) -> str:
        """Words on the way back to the packets; none in a later turn, where it is closed."""
        return self.tr("Kembali") if self.session.can_go_back else ""

    def _show_taken(self, taken: TakenPage) -> None:
        if self._running is not None and not self._running.stays:
            self._end_way()
        self.result.show_taken(taken, self.session.places(self.page))
        self._stack.setCurrentWidget(self.result)
        self.back = self._way_back()
        if of_other_tps(taken):  # Enter must not take another one's form unawares
            self.hints = self.tr("Enter foto ulang · Tab ke tombol lain")
            self.set_ready(True, self.tr("Tetap pakai foto ini"))
            self.result.retake_button.setFocus()
        else:
            self.hints = self.tr("Enter pakai foto ini · roda tetikus memperbesar")
            self.set_ready(True, self._use_words())
            self.setFocus()

    def _use_words(self) -> str:
        others = [page for page in self.session.exercise.missing_pages if page != self.page]
        return self.tr("Pakai foto ini") if others else self.tr("Pakai, mulai periksa")

    def open_way(self, way: Way) -> None:
        """Shows a way of taking the page, and starts it."""
        if way is not self._running or not way.stays:
            self._end_way()
        self._way = self._running = way
        way.build()
        self._stack.setCurrentWidget(way)
        self.back = self.tr("Cara lain")
        self.hints = way.hints or self.tr("Esc cara lain")
        self.set_ready(False, self.tr("Pakai foto ini"))
        way.setFocus()
        way.begin(self.page)

    def _show_keys(self) -> None:
        if self._running is not None and self._stack.currentWidget() is self._running:
            self.hints = self._running.hints
            self.buttons_changed.emit()

    def _end_way(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None

    def _give_up(self) -> None:
        if self._stack.currentWidget() is self._running:
            self._leave_way()
            self.show_page(self.page)

    def _leave_way(self) -> None:
        self._end_way()
        self._way = None

    def show_corners(self) -> None:
        """Lets the person show where the corners are: on the photograph that failed last, else on the one used."""
        failed, taken = self.session.failed_shot(self.page), self.session.page(self.page)
        if failed is not None and self._stack.currentWidget() is self.asking:
            shot, corners = failed, failed.guess
        elif taken is not None:
            shot, corners = taken.shot, taken.outline
        else:
            return
        self._stack.setCurrentWidget(self.corners)
        self.corners.begin(shot, corners)
        self.back = self.tr("Kembali")
        self.hints = self.tr("Tab sudut berikutnya · panah menggeser, Shift lebih cepat · Enter baca halaman")
        self._corners_moved()

    def _corners_moved(self) -> None:
        if self._at_corners:
            self.set_ready(self.corners.possible, self.tr("Baca halaman"))

    # --- taking

    def take(self, path: Path, corners: Corners | None = None) -> None:
        """Reads a photograph of the page shown; the way to stop it stands on the screen.

        Args:
            path: The photograph.
            corners: Where the person says that the page's corner marks are, in pixels of the upright photograph.
        """
        self._let_go()
        if self._running is not None and not self._running.stays:
            self._end_way()
        self.busy.start(self.tr("Membuka foto"))
        self._stack.setCurrentWidget(self.busy)
        self.hints = self.tr("Esc batal")
        self.set_ready(False, self.tr("Pakai foto ini"))
        self._task = self.session.take(self.page, path, corners=corners, success=self._taken, failure=self._failed_with)
        self._task.progressed.connect(self.busy.show_progress)
        self.busy.stop.setFocus()

    def cancel(self) -> None:
        """Lets the photograph under way go."""
        if self._task is None:
            return
        self.show_page(self.page)
        if self._running is not None:
            self._running.tell(None, None)

    def _let_go(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def retake(self) -> None:
        """Takes the page again, in the same way; the photograph before is kept until then."""
        way = self._usable_way()
        if way is not None:
            self.open_way(way)
        else:
            self._show_asking()

    def _usable_way(self) -> Way | None:
        return self._way if self._way is not None and not self._way.unavailable else None

    def press_primary(self) -> None:
        """Uses the photograph, on to the next page or to checking; or reads it by the corners shown."""
        if self._at_corners:
            self.take(self.corners.shot.path, self.corners.corners)
            return
        missing = self.session.exercise.missing_pages
        if not missing:
            self.attempt("check", lambda: self.session.start_check(self.session.mode))
            return
        following = next((page for page in missing if page > self.page), missing[0])
        self.show_page(following, self._usable_way())

    def press_back(self) -> None:
        """One face back; from the ways to the packets."""
        face = self._stack.currentWidget()
        if face is self._running:
            self._leave_way()
            self._show_asking()
        elif self._at_corners or (face is self.asking and self.session.page(self.page) is not None):
            self.show_page(self.page)
        else:
            self.attempt("packet", self.session.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the reading, or goes back to the ways."""
        face = self._stack.currentWidget()
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        elif event.key() == Qt.Key.Key_Escape and (self._at_corners or face is self._running):
            self.press_back()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files, to copy them: where they come from nothing may go, as it does where they are moved."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads the photograph dropped; what cannot be one is told."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        files = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        problem = self._problem_of(files)
        if problem is None:
            self.settled.emit()
            self.take(files[0])
        else:
            self.trouble.emit(problem)

    def _problem_of(self, dropped: Sequence[Path]) -> PhotoError | None:
        """Why no photograph is read of what was dropped; None where one is."""
        if not dropped:
            message, hint = self.tr("Foto ini belum ada di laptop."), self.tr("Simpan dulu, lalu seret berkasnya.")
        elif len(dropped) > 1:
            message = self.tr("Ada {n} berkas sekaligus.").format(n=len(dropped))
            hint = self.tr("Seret satu foto saja, dari halaman {n}.").format(n=self.page)
        elif dropped[0].is_dir():
            message = self.tr("{name} adalah folder.").format(name=dropped[0].name)
            hint = self.tr("Buka folder itu, lalu seret satu foto dari dalamnya.")
        else:
            return None
        return PhotoError(message, hint=hint, code="seret")

    def _taken(self, taken: TakenPage) -> None:
        self._task = None
        self._mark_tabs()
        self._show_taken(taken)
        if self._way is not None:
            self._way.tell(taken, None)

    def _failed_with(self, error: BaseException) -> None:
        self._task = None
        if not problem_of(error).expected:
            self.trouble.emit(error)
        self._show_asking()
        shot = self.session.failed_shot(self.page) if isinstance(error, PhotoError) else None
        self.asking.tell(error, shot, self._way)
        if self._way is not None:
            self._way.tell(None, error)

    def _take_sample(self) -> None:
        path = self.session.sample_photo(self.page)
        if path is not None:
            self._leave_way()
            self.take(path)
