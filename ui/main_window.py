"""The window: the way on top, a step in the middle, the two buttons and the keys below. It holds no rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from .language import Language
from .session import Session
from .settings import Settings
from .tasks import Lane, problem_of
from .theme import SCALES, Theme
from .trainee.ask import AskStep, may_ask
from .trainee.check import CheckStep
from .trainee.guide import GuideStep, may_open
from .trainee.hand_in import HandInStep
from .trainee.hand_over import HandOverStep
from .trainee.home import HomeStep
from .trainee.identity import IdentityStep
from .trainee.packet import PacketStep
from .trainee.photo import PhotoStep
from .trainee.queue import QueueStep
from .trainee.quiz import PostTestStep, PreTestStep
from .trainee.result import ResultStep
from .trainee.resume import ResumeStep
from .trainee.send import SendStep
from .trainee.step import Step
from .trainer.class_board import ClassBoardScreen
from .trainer.class_form import ClassFormScreen
from .trainer.class_members import ClassMembersScreen
from .trainer.classes import ClassesScreen
from .trainer.desk import DeskScreen
from .trainer.door import DoorScreen
from .trainer.key import KeyScreen
from .trainer.keys import KeysScreen
from .trainer.making import MakingScreen
from .trainer.new_blank import NewBlankScreen
from .trainer.new_set import NewSetScreen
from .trainer.office import Office
from .trainer.people import PeopleScreen
from .trainer.person_form import PersonFormScreen
from .trainer.place_form import PlaceFormScreen
from .trainer.places import PlacesScreen
from .trainer.questions import QuestionsScreen
from .trainer.reports import ReportsScreen
from .trainer.results import ResultsScreen
from .trainer.roster_import import RosterImportScreen
from .trainer.screen import Screen
from .trainer.sets import SetsScreen
from .trainer.settings_screen import SettingsScreen
from .trainer.sheets import SheetsScreen
from .trainer.unlock import UnlockScreen
from .trainer.workshop import Workshop
from .widgets.basics import Box, Button, Elided, Hints, label, tight
from .widgets.notices import Notice
from .widgets.rail import Rail
from .widgets.stepper import Stepper

#: How often the clock is looked at, in milliseconds: no second is skipped.
CLOCK_TICK = 500
#: Size of text, in percent, from which the head of the window has no room for long words beside the clock.
ROOMY_BELOW = 150

#: The steps by the name they are asked for. Another step is one more line here and a file of its own.
STEPS: dict[str, Callable[[Theme, Session], Step]] = {
    "home": HomeStep,
    "resume": ResumeStep,
    "identity": IdentityStep,
    "packet": PacketStep,
    "photo": PhotoStep,
    "check": CheckStep,
    "send": SendStep,
    "hand_over": HandOverStep,
    "hand_in": HandInStep,
    "queue": QueueStep,
    "result": ResultStep,
    "guide": GuideStep,
    "ask": AskStep,
    "pre_test": PreTestStep,
    "post_test": PostTestStep,
}

#: The trainer's screens, in the same way.
SCREENS: dict[str, Callable[[Theme, Session, Workshop], Screen]] = {
    "sets": SetsScreen,
    "making": MakingScreen,
    "sheets": SheetsScreen,
    "unlock": UnlockScreen,
    "keys": KeysScreen,
    "key": KeyScreen,
}

#: Those of them that use the records.
OFFICE_SCREENS: dict[str, Callable[[Theme, Session, Workshop, Office], Screen]] = {
    "new_set": NewSetScreen,
    "new_blank": NewBlankScreen,
    "classes": ClassesScreen,
    "class_form": ClassFormScreen,
    "class_members": ClassMembersScreen,
    "class_board": ClassBoardScreen,
    "people": PeopleScreen,
    "person": PersonFormScreen,
    "roster_import": RosterImportScreen,
    "places": PlacesScreen,
    "place": PlaceFormScreen,
    "results": ResultsScreen,
    "reports": ReportsScreen,
    "questions": QuestionsScreen,
    "desk": DeskScreen,
    "settings": SettingsScreen,
}


class _Place(Elided):
    """Where the person is; gives way where large text needs the room."""

    def __init__(self) -> None:
        super().__init__("quiet")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """The beginning of it."""
        return QSize(min(self.sizeHint().width(), 10 * self.fontMetrics().averageCharWidth()), 0)


#: So long after a step is shown Enter does nothing, in milliseconds: who presses it twice meant the step before, and
#: would pass by a result unseen. Two presses of one double press are less apart, and nobody has read a step sooner.
PAUSE = 400
#: So long a line stays that tells of no trouble, in milliseconds: twelve words read twice by who reads slowly.
PASSES_AFTER = 8000
#: Stage of the way through an exercise from which a packet is chosen: before, form and TPS would be those of an earlier
#: one.
WITH_PACKET = PhotoStep.stage
#: Keys that do nothing alone.
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})
#: Rest between two steps that are built ahead or follow another look, in milliseconds.
_REST = 50


class _Primary(Button):
    """The button lower right, which stays where it is from step to step."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one press: the second would be meant for the step before."""
        event.accept()


class MainWindow(QMainWindow):
    """Shows one step at a time.

    Args:
        theme: The look.
        settings: Where a change of the look is kept.
        session: The exercise.
        workshop: The trainer's material.
        office: The trainer's records.
        lanes: Closed with the window.
        recorder: Told of errors nobody expected, to write them down.
    """

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        session: Session,
        workshop: Workshop,
        office: Office,
        *,
        lanes: list[Lane],
        recorder: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._theme, self._settings, self.session, self.lanes, self._recorder = (
            theme,
            settings,
            session,
            lanes,
            recorder,
        )
        self.workshop = workshop
        self.office = office
        self._steps: dict[str, Step] = {}
        self.step: Step | None = None
        self._covered: Step | None = None
        self._wishing: Step | None = None  # over which the guide is wanted, once it is known whether it may open
        self._spoken = settings.language
        self._passing = False  # whether the line above the buttons tells of no trouble
        self.pause = PAUSE
        self._shown = QElapsedTimer()  # since when the step is
        self._pressed = True  # Enter, while it was
        self.setWindowTitle(self.tr("Latihan Sirekap"))
        self.setMinimumSize(QSize(960, 600))
        self.stack = QStackedWidget()
        self.banner = self._banner()
        middle = QWidget()
        column = tight(QVBoxLayout(middle))
        self._frame = (self._header(), self._banner_place, self._footer())
        self._dress_frame()
        for part in (self._frame[0], self.stack, *self._frame[1:]):
            column.addWidget(part)
        column.setStretchFactor(self.stack, 1)
        self.setCentralWidget(middle)
        self.setTabOrder(self.primary, self.back)  # after the last field comes what keeps it, then the way out
        self._shortcuts()
        session.changed.connect(self._show_place)
        session.changed.connect(self._go_on)
        session.unsaved.connect(self.show_error)
        session.looked.connect(self._grant_guide)
        theme.changed.connect(self._follow_look)
        self._following = QTimer(self)
        self._following.setInterval(_REST)
        self._following.timeout.connect(self._dress_next)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._app.focusChanged.connect(self._watch)

    # --- parts

    def _header(self) -> QWidget:
        box = Box("header", row=True)
        box.body.setContentsMargins(
            self._theme.space(3), self._theme.space(0.75), self._theme.space(1.5), self._theme.space(0.75)
        )
        box.body.setSpacing(self._theme.space(2))
        names = [
            self.tr("Identitas"),
            self.tr("Paket"),
            self.tr("Foto"),
            self.tr("PERIKSA"),
            self.tr("Kirim"),
            self.tr("Hasil"),
        ]
        self.stepper = Stepper(self._theme, names)
        self.place = _Place()
        self.clock = label("", "label")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._ticking = QTimer(self)
        self._ticking.setInterval(CLOCK_TICK)
        self._ticking.timeout.connect(self._show_clock)
        self.look_button = Button(self.tr("Tampilan"), self._theme, role="plain", icon="text")
        self.look_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look_menu = self._make_look_menu()
        self.look_button.setMenu(self._look_menu)
        box.body.addWidget(self.stepper, 1)
        box.body.addWidget(self.clock)
        self.ask_button = Button(self._ask_words(), self._theme, role="plain", icon="ask")
        self.ask_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ask_button.setAccessibleName(self.tr("Saya belum paham: tanyakan kepada pelatih"))
        self.ask_button.clicked.connect(self.toggle_ask)
        box.body.addWidget(self.place)
        box.body.addWidget(self.ask_button)
        box.body.addWidget(self.look_button)
        return box

    def _ask_words(self) -> str:
        """The key alone where large text needs the room."""
        return self.tr("Belum paham (F8)") if self._theme.percent < ROOMY_BELOW else "F8"

    def _banner(self) -> Notice:
        close = Button(self.tr("Tutup"), self._theme)
        close.clicked.connect(self.hide_banner)
        notice = Notice(self._theme, [close])
        self._banner_place = QWidget()
        row = tight(QHBoxLayout(self._banner_place))
        row.setContentsMargins(self._theme.space(2), 0, self._theme.space(2), self._theme.space(1))
        row.addWidget(notice)
        self._banner_place.hide()
        self._passes = QTimer(self)
        self._passes.setSingleShot(True)
        self._passes.setInterval(PASSES_AFTER)
        self._passes.timeout.connect(self.hide_banner)
        return notice

    def _footer(self) -> QWidget:
        box = Box("footer", row=True)
        box.body.setContentsMargins(
            self._theme.space(3), self._theme.space(1), self._theme.space(3), self._theme.space(1)
        )
        box.body.setSpacing(self._theme.space(2))
        self.back = Button("", self._theme, role="plain", icon="back")
        self.hints = Hints()
        self.primary = _Primary("", self._theme, role="primary")
        self._size_primary()
        self.primary.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        kept = self.primary.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.primary.setSizePolicy(kept)
        self.back.clicked.connect(self._press_back)
        self.primary.clicked.connect(self._press_primary)
        box.body.addWidget(self.back)
        box.body.addWidget(self.hints, 1)
        box.body.addWidget(self.primary)
        return box

    def _size_primary(self) -> None:
        self.primary.setMinimumWidth(self._theme.text(180))

    def _make_look_menu(self) -> QMenu:
        menu = QMenu(self)
        sizes = QActionGroup(menu)
        self._size_actions: dict[int, QAction] = {}
        for percent in SCALES:
            action = menu.addAction(self.tr("Tulisan {n}%").format(n=percent))
            action.setCheckable(True)
            action.setChecked(percent == self._theme.percent)
            action.triggered.connect(lambda _, wanted=percent: self.change_look(percent=wanted))
            sizes.addAction(action)
            self._size_actions[percent] = action
        menu.addSeparator()
        self._dark_action = QAction(self.tr("Layar gelap"), menu)
        self._dark_action.setCheckable(True)
        self._dark_action.setChecked(self._theme.dark)
        self._dark_action.triggered.connect(lambda on: self.change_look(dark=on))
        menu.addAction(self._dark_action)
        menu.addSeparator()
        languages = QActionGroup(menu)
        for language, name in (("id", "Bahasa Indonesia"), ("en", "English")):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(language == self._settings.language)
            action.triggered.connect(lambda _, wanted=language: self.change_language(wanted))
            languages.addAction(action)
        return menu

    def _shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl++", lambda: self._scale_by(1)),
            ("Ctrl+=", lambda: self._scale_by(1)),
            ("Ctrl+-", lambda: self._scale_by(-1)),
            ("Ctrl+0", lambda: self.change_look(percent=100)),
            ("Alt+Left", self.back.click),
            ("F1", self.toggle_guide),
            ("F8", self.toggle_ask),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    # --- steps

    def go(self, name: str) -> None:
        """Shows a step."""
        if name in ("guide", "ask"):
            (self.toggle_guide if name == "guide" else self.toggle_ask)()
            return
        self._uncover()
        self._wishing = None
        name = self._through_door(name)
        if name not in self._steps:
            self._steps[name] = self._make(name)
        before = self.step
        if before is not None:
            before.leave()
        self.hide_banner()
        self.step = self._steps[name]
        self.step.theme.follow(self._theme, self.step)
        self.stack.setCurrentWidget(self.step)
        self.stepper.show_step(self.step.stage)
        self._show_place()
        if QApplication.focusWidget() is not self.primary:
            self.step.setFocus()  # keys are the step's, not of what the keyboard fell upon when the last one went
        self.step.enter()
        self.step.call_by_headings()
        self._show_buttons(self.step)
        if before is not None:
            self._pressed = False
            self._shown.start()

    def build_ahead(self, *names: str) -> None:
        """Builds steps while nobody waits for them, a part at a time with rests between: showing them is quick then."""
        if not names:
            return
        if names[0] not in self._steps:
            self._steps[names[0]] = self._make(names[0])
            rest = names
        else:
            rest = names if self._steps[names[0]].build_more() else names[1:]
        QTimer.singleShot(_REST, self, lambda: self.build_ahead(*rest))

    def _through_door(self, name: str) -> str:
        """The step that may be shown: the door itself, where the trainer's passphrase is still to be typed."""
        if name in STEPS:
            self.office.close_door()
        elif name != "door" and self.office.shut:
            if "door" not in self._steps:
                self._steps["door"] = self._make("door")
            door = self._steps["door"]
            assert isinstance(door, DoorScreen)
            door.wanted = name
            return "door"
        return name

    def toggle_guide(self) -> None:
        """Lays the guide over the step, which is neither left nor entered, or takes it away again.

        As long as it is not known whether an exam waits, this is only wished for; asked for again it is not any more.
        """
        if self._covered is not None:
            self._uncover()
        elif self.session.looking and self.step is not None and self.step.stage is None:
            self._wishing = None if self._wishing is self.step else self.step
        elif self.step is not None and may_open(self.step):
            self._cover(self.step)
        elif self.session.exam_waits and self.step is not None and self.step.stage is None:
            self.show_banner(self.tr("Ada ujian yang belum selesai. Panduan terbuka lagi sesudahnya."), "info")
        else:
            self.show_banner(self.tr("Panduan hanya ada dalam mode Latihan, tidak selama ujian atau tes."), "info")

    def _grant_guide(self) -> None:
        wishing, self._wishing = self._wishing, None
        if wishing is not None and wishing is self.step:
            self.toggle_guide()

    def toggle_ask(self) -> None:
        """Lays *Saya belum paham* over the step, which is neither left nor entered, or takes it away again."""
        asking = isinstance(self.step, AskStep)
        self._uncover()
        if not asking and self.step is not None and may_ask(self.step):
            self._ask(self.step)

    def _ask(self, step: Step) -> None:
        self.hide_banner()
        if "ask" not in self._steps:
            made = self._make("ask")
            assert isinstance(made, AskStep)
            made.kept.connect(self._asked)
            self._steps["ask"] = made
        panel = self._steps["ask"]
        assert isinstance(panel, AskStep)
        panel.open_for(step)
        self._covered = step
        self._lay(panel)

    def _asked(self) -> None:
        """The question is kept: back to the step, if the panel is still over it."""
        if isinstance(self.step, AskStep):
            self._uncover()
            self.show_banner(self.tr("Pertanyaan disimpan. Pelatih dan PPS akan menjawabnya."), "ok")

    def _cover(self, step: Step) -> None:
        self._covered = step
        if "guide" not in self._steps:
            self._steps["guide"] = self._make("guide")
        guide = self._steps["guide"]
        assert isinstance(guide, GuideStep)
        self._lay(guide)
        guide.open_for(step)

    def _uncover(self) -> None:
        if self._covered is not None:
            step, self._covered = self._covered, None
            self._lay(step)
            focused = cast("QWidget | None", step.focusWidget())
            (focused or step).setFocus()

    def _lay(self, step: Step) -> None:
        self.step = step
        step.theme.follow(self._theme, step)
        self.stack.setCurrentWidget(step)
        self._show_place()
        self._show_buttons(step)

    def _make(self, name: str) -> Step:
        theme = self._theme.twin()
        if name in SCREENS:
            step: Step = SCREENS[name](theme, self.session, self.workshop)
        elif name in OFFICE_SCREENS:
            step = OFFICE_SCREENS[name](theme, self.session, self.workshop, self.office)
        elif name == "door":
            step = DoorScreen(theme, self.session, self.office)
        else:
            step = STEPS[name](theme, self.session)
        theme.setParent(step)
        step.going.connect(self.go)
        step.trouble.connect(self.show_error)
        step.settled.connect(self.hide_banner)
        step.buttons_changed.connect(lambda: self._show_buttons(step))
        self.stack.addWidget(step)
        theme.dress(step)  # in its place: before, Qt would dress it twice
        return step

    def _show_buttons(self, step: Step) -> None:
        if step is not self.step:
            return
        self.primary.setVisible(bool(step.primary))
        self.primary.setText(step.primary)
        self.primary.set_icon(step.primary_icon)
        self.primary.setEnabled(step.ready)
        self.back.setVisible(bool(step.back))
        self.back.setText(step.back)
        self.back.set_icon(step.back_icon)
        self.hints.setText(step.hints)
        self._show_ask()

    def _show_place(self) -> None:
        own = self.step.place if self.step is not None else ""
        below = self._covered or self.step
        at_it = below is not None and (below.stage or 0) >= WITH_PACKET
        self.place.say(own or (self.session.place if at_it else ""))
        self._show_ask()
        self._show_clock()

    def _show_ask(self) -> None:
        step = self.step
        self.ask_button.setVisible(step is not None and not isinstance(step, AskStep) and may_ask(step))

    def _show_clock(self) -> None:
        """The time a simulation has lasted, while the person is at it."""
        at_work = self.step is not None and self.step.stage is not None
        seconds = self.session.clock if at_work else None
        self.clock.setVisible(seconds is not None)
        if seconds is None:
            self._ticking.stop()
            return
        minutes, rest = divmod(int(seconds), 60)
        self.clock.setText(f"{minutes:02}:{rest:02}")
        self.clock.setAccessibleName(self.tr("Waktu berjalan {time}").format(time=self.clock.text()))
        self._ticking.start()

    def _press_primary(self) -> None:
        if self.step is not None:
            self.step.press_primary()

    def _press_back(self) -> None:
        if self.step is not None:
            self.step.press_back()

    # --- errors

    def show_error(self, error: BaseException) -> None:
        """Tells an error in the one way errors are told; an unexpected one is written down as well."""
        if not problem_of(error).expected:
            self._recorder(error)
        self.tell(error)

    def tell(self, error: BaseException) -> None:
        """Tells an error that is already written down."""
        problem = problem_of(error)
        self.show_banner(f"{problem.message} {problem.hint}", "error")

    def show_banner(self, message: str, severity: str) -> None:
        """A line above the buttons, until it is closed or another step is shown.

        What is no trouble goes by itself after a while, and with whatever the person does next.
        """
        self.banner.say(message, severity)
        self._passing = severity in {"info", "ok"}
        self._banner_place.show()
        if self._passing:
            self._passes.start()
        else:
            self._passes.stop()

    def hide_banner(self) -> None:
        """Takes the line away."""
        self._passing = False
        self._passes.stop()
        self._banner_place.hide()

    def _go_on(self) -> None:
        """The person does something: what told of no trouble is past."""
        if self._passing:
            self.hide_banner()

    # --- look

    def change_look(self, *, dark: bool | None = None, percent: int | None = None) -> None:
        """Another mode or size of text, kept for the next start."""
        if dark is not None:
            self._settings.dark = dark
        if percent is not None:
            self._settings.percent = percent
        self._theme.set(dark=dark, percent=percent)

    def change_language(self, language: Language) -> None:
        """Another language, from the next start on: an exercise under way is not torn apart for it."""
        self._settings.language = language
        if language == self._spoken:
            self.hide_banner()
            return
        words = {
            "id": "Bahasa Indonesia dipakai setelah aplikasi dibuka lagi.",
            "en": "English will be used once the application is opened again.",
        }
        self.show_banner(words[language], "info")

    def _scale_by(self, step: int) -> None:
        at = SCALES.index(self._theme.percent) + step
        self.change_look(percent=SCALES[min(len(SCALES) - 1, max(0, at))])

    def _follow_look(self) -> None:
        """What is in sight follows at once, the rest while nobody waits."""
        self._size_actions[self._theme.percent].setChecked(True)
        self._dark_action.setChecked(self._theme.dark)
        self.ask_button.setText(self._ask_words())
        self._size_primary()
        self.stepper.updateGeometry()
        self._dress_frame()
        if self.step is not None:
            self.step.theme.follow(self._theme, self.step)
        self._following.start()

    def _dress_frame(self) -> None:
        for part in (*self._frame, self._look_menu):
            self._theme.dress(part)

    def _dress_next(self) -> None:
        """One page out of sight follows the look, and then the next one."""
        behind = [step for step in self._steps.values() if not step.theme.like(self._theme)]
        for step in behind[:1]:
            step.theme.follow(self._theme, step)
        if not behind:
            self._following.stop()

    # --- keys and closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter belongs to the step, wherever the keyboard is, unless it stands on a button of its own.

        Only the widget with the keyboard is watched: a filter on the whole application would see every event.
        """
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._enter(repeated=event.isAutoRepeat())
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in _HELD:
            self._go_on()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the step also when nothing holds the keyboard, as after a button went out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(repeated=event.isAutoRepeat())
        else:
            super().keyPressEvent(event)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self:
            now.installEventFilter(self)
            fell = before is not None and not (before.isVisible() and before.isEnabled())
            if fell and (now is self.back or isinstance(now.parentWidget(), Rail)) and self.step is not None:
                self.step.setFocus()  # nobody asked for the way out: Space or Enter would take it

    def _enter(self, *, repeated: bool) -> None:
        if not self._is_meant(repeated=repeated):
            return
        if not repeated:
            self._go_on()
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not focused.isCheckable() and focused is not self.primary:
            if not repeated:
                focused.click()
        elif self.step is not None:
            self.step.enter_key(repeated=repeated)

    def _is_meant(self, *, repeated: bool) -> bool:
        """Whether Enter is meant for the step shown: not pressed at once after the one before, nor held since then."""
        if self._shown.isValid() and self._shown.elapsed() < self.pause:
            return False
        self._pressed = self._pressed or not repeated
        return self._pressed

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lets work go and waits for what is being saved."""
        self._uncover()
        if self.step is not None:
            self.step.leave()
        dismissed = [lane for lane in self.findChildren(Lane) if lane not in self.lanes]
        for lane in (*self.lanes, *dismissed):
            lane.close()
        self._app.focusChanged.disconnect(self._watch)
        super().closeEvent(event)
