"""What every way of taking a photograph has in common: the laptop's camera, a phone, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..session import Session
from ..theme import Theme

if TYPE_CHECKING:
    from ..pages import TakenPage


class Way(QWidget):
    """One way of taking a photograph, shown in the step *Foto* once it is chosen.

    The step calls `build` and `begin` when it shows the way and `end` when it takes it away; in between the way emits
    `taken` with each photograph. Those it makes itself lie in `session.photo_folder`; the session deletes them when
    they are of no use any more. Esc and *Kembali* belong to the step.

    Attributes:
        name: On the button that chooses it, e.g. *Kamera laptop*.
        icon: Of that button.
        unavailable: Why it cannot be chosen here, in one sentence with what to do; "" where it can.
        stays: Whether it goes on while its photograph is read and shown, as a phone does that takes the next one; any
            other is ended with each photograph, and begun anew for the next.
        hints: Its two or three keys, for the foot of the window.
    """

    name = ""
    icon = "photo"
    unavailable = ""
    stays = False
    hints = ""

    #: A photograph is there; carries its `Path`.
    taken = Signal(object)
    #: Asks to be taken away again.
    given_up = Signal()
    #: Other keys do something now: `hints`.
    keys_changed = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.theme = theme
        self.session = session
        self.built = False

    def build(self) -> None:
        """Builds what is seen, once: before the way is shown, or ahead while nobody waits."""
        if not self.built:
            self._build()
            self.built = True

    def _build(self) -> None:
        """What is seen."""

    def begin(self, page: int) -> None:
        """Starts, once it is built: `page` of the session's form is wanted.

        One that stays is told of another page without an `end`.
        """

    def shown(self, page: int) -> None:
        """A page that was photographed already is shown, while a way that stays goes on."""

    def end(self) -> None:
        """Stops whatever runs, at once; called as often as wished."""

    def tell(self, taken: TakenPage | None, error: BaseException | None) -> None:
        """What came of the last photograph: the page that was read, or why none was, or neither where it was let go.

        For who waits elsewhere.
        """
