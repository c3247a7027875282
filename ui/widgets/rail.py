"""The quiet rail on the left: the trainer's screens, the current one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from ..theme import Theme
from .basics import tight


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A screen on the rail: the step it leads to, its icon and its name."""

    step: str
    icon: str
    name: str


class Rail(QFrame):
    """Shows the entries; `picked` asks for another step."""

    picked = Signal(str)

    def __init__(self, theme: Theme, entries: Sequence[RailEntry], current: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "rail")
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        column = tight(QVBoxLayout(self), theme.space(1))
        column.setContentsMargins(theme.space(1), theme.space(2), theme.space(1), theme.space(2))
        for entry in entries:
            button = self._button(entry)
            button.setChecked(entry.step == current)
            self.buttons[entry.step] = button
            column.addWidget(button)
        column.addStretch(1)
        self._entries = tuple(entries)
        self._dress()
        theme.changed.connect(self._dress)

    def show_current(self, step: str) -> None:
        """Marks an entry."""
        self.buttons[step].setChecked(True)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names alone where large text leaves no room for the icons."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        space = self._theme.space(1)
        both = self._theme.text(24 + 20) + 3 * space  # icon and name, padding and what is between two entries
        room = self.height() - 2 * self._theme.space(2) + space
        roomy = room >= len(self.buttons) * both
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if roomy else Qt.ToolButtonStyle.ToolButtonTextOnly
        for button in self.buttons.values():
            button.setToolButtonStyle(style)

    def _button(self, entry: RailEntry) -> QToolButton:
        button = QToolButton()
        button.setText(entry.name)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setProperty("role", "rail")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.picked.emit(entry.step))
        self._group.addButton(button)
        return button

    def _dress(self) -> None:
        for entry in self._entries:
            button = self.buttons[entry.step]
            tint = "accent_strong" if button.isChecked() else "ink_soft"
            size = self._theme.text(24)
            button.setIcon(self._theme.pixmap(entry.icon, tint, size))
            button.setIconSize(QSize(size, size))
        self._make_room()
