"""What every step of the trainee's way has in common."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sirekap_trainer.errors import TrainerError

from ..session import Session
from ..theme import Theme
from ..widgets.basics import tight

#: A line of text is at most about 70 characters long, at any size of text.
LINE = 620
#: Roles of labels that say what a step is.
_HEADINGS = ("hero", "title", "heading")
#: Property of a step: the name it has by its headings, not one of its own.
_CALLED = "called"


class Step(QWidget):
    """One screen with one question.

    The main window owns the button lower right and *Kembali* lower left; a step says what stands on them.

    Attributes:
        stage: Place in the way through the exercise; None outside it.
        primary: Words on the button lower right; "" for none.
        primary_icon: Its icon.
        ready: Whether it can be pressed.
        back: Words on the button lower left; "" for none.
        back_icon: Its icon.
        hints: The two or three keys of this step.
        place: What stands in the head of the window instead of the exercise's form and TPS; "" for those.
    """

    stage: int | None = None
    primary = ""
    primary_icon = "next"
    ready = True
    back = ""
    back_icon = "back"
    hints = ""
    place = ""

    #: Words or state of the buttons changed.
    buttons_changed = Signal()
    #: Asks for another step by name.
    going = Signal(str)
    #: Something did not work; carries the error.
    trouble = Signal(object)
    #: What did not work is past: somebody tries anew, or does something else.
    settled = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.theme = theme
        self.session = session

    def build_more(self) -> bool:
        """Builds one more part that is not wanted at once, while nobody waits; whether there is still more."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What it is called may have changed since it was shown."""
        self.call_by_headings()
        super().focusInEvent(event)

    def call_by_headings(self) -> None:
        """A step that takes the keyboard itself is called by its headings, for who cannot see them."""
        if self.accessibleName() and self.property(_CALLED) != self.accessibleName():
            return  # it has a name of its own
        labels = (one for one in self.findChildren(QLabel) if one.property("role") in _HEADINGS)
        name = ". ".join(one.text() for one in labels if one.text() and one.isVisibleTo(self))
        self.setProperty(_CALLED, name)
        self.setAccessibleName(name)

    def enter(self) -> None:
        """Called each time the step is shown."""

    def leave(self) -> None:
        """Called when another step takes its place."""

    def press_primary(self) -> None:
        """The button lower right."""

    def press_back(self) -> None:
        """The button lower left."""

    def enter_key(self, *, repeated: bool) -> None:
        """Enter: presses the primary button, once for each time the key goes down."""
        if self.ready and self.primary and not repeated:
            self.press_primary()

    def set_ready(self, ready: bool, words: str = "") -> None:  # noqa: FBT001 - reads as a sentence
        """Whether the primary button can be pressed, and its words."""
        self.ready = ready
        self.primary = words or self.primary
        self.buttons_changed.emit()

    def attempt(self, target: str, *actions: object) -> bool:
        """Does what may be refused, then goes to a step; a refusal is shown and False returned."""
        try:
            for action in actions:
                action()  # type: ignore[operator]
        except TrainerError as error:
            self.trouble.emit(error)
            return False
        if target:
            self.going.emit(target)
        return True


def tab_through(first: QWidget, *widgets: QWidget) -> None:
    """Lets Tab go from each of these widgets to the next: what was made later would else come last.

    Args:
        first: Behind which the others come; also one that does not take the keyboard, as the step itself.
        widgets: That take it, in order.
    """
    policy = first.focusPolicy()
    if policy == Qt.FocusPolicy.NoFocus:  # Qt puts nothing behind such a one
        first.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for before, after in pairwise((first, *widgets)):
        QWidget.setTabOrder(before, after)
    first.setFocusPolicy(policy)


def scrolling(content: QWidget) -> QScrollArea:
    """A place in which content scrolls up and down, and never sideways."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def centred(theme: Theme, width: int) -> tuple[QScrollArea, QVBoxLayout]:
    """A scrolling column in the middle of the window, at most so wide, and its layout."""
    outer = QWidget()
    column = QWidget()
    theme.measure(column.setMaximumWidth, width)
    body = tight(QVBoxLayout(column), theme.space(2))
    # Stretches and no alignment: a row asks for the height of lines that break at the width they will have.
    around = QHBoxLayout(outer)
    around.setContentsMargins(theme.space(3), theme.space(3), theme.space(3), theme.space(3))
    around.addStretch(1)
    around.addWidget(column, 1000)
    around.addStretch(1)
    # As high as it is at its width; its least height is that of its least width, where every line breaks.
    outer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
    return scrolling(outer), body
