"""What the trainer's screens have in common: a step with the rail on its left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..trainee.step import Step
from ..widgets.basics import tight
from ..widgets.rail import Rail, RailEntry
from .workshop import Workshop


def rail_entries() -> tuple[RailEntry, ...]:
    """The trainer's screens. Another one is one more line here and a file of its own."""
    tr = QCoreApplication.translate
    return (
        RailEntry("sets", "packets", tr("Rail", "Paket")),
        RailEntry("results", "chart", tr("Rail", "Hasil")),
    )


class Screen(Step):
    """A step of the trainer's side.

    Attributes:
        entry: The entry of the rail it belongs to.
        body: Where its parts go.
    """

    entry = "sets"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session)
        self.workshop = workshop
        self.place = self.tr("Untuk pelatih")
        self.rail = Rail(theme, rail_entries(), self.entry)
        self.rail.picked.connect(self._leave_for)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(1.5))
        self.body.setSpacing(theme.space(1.5))
        row = tight(QHBoxLayout(self))
        row.addWidget(self.rail)
        row.addWidget(content, 1)

    def _leave_for(self, step: str) -> None:
        """Another screen by the rail; one that must not be left says so by overriding this."""
        self.rail.show_current(self.entry)
        self.going.emit(step)
