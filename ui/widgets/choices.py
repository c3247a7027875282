"""A few choices side by side: one of them, or any number of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ..theme import Theme
from .basics import Button, label, tight
from .flow import flowing


class Choices(QWidget):
    """Buttons that stay pressed, under a caption.

    Args:
        theme: Sizes.
        caption: What is chosen.
        names: Words by key.
        several: Whether any number of them may be pressed; else exactly one, at first the first.
    """

    changed = Signal()

    def __init__(self, theme: Theme, caption: str, names: Mapping[str, str], *, several: bool = False) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        for key, words in names.items():
            button = Button(words, theme)
            button.setCheckable(True)
            button.setAccessibleName(f"{caption}: {words}")
            self._group.addButton(button)
            self.buttons[key] = button
        if not several:
            next(iter(self.buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(self._tell)
        column = tight(QVBoxLayout(self), theme.space(0.75))
        column.addWidget(label(caption, "strong"))
        column.addWidget(flowing(theme.space(1), *self.buttons.values()))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the pressed buttons, in their order."""
        return tuple(key for key, button in self.buttons.items() if button.isChecked())

    @property
    def one(self) -> str:
        """Key of the pressed button."""
        return self.chosen[0]

    def choose(self, keys: Sequence[str]) -> None:
        """Presses these and no others."""
        for key, button in self.buttons.items():
            button.setChecked(key in keys)

    def _tell(self, _: object, pressed: bool) -> None:  # noqa: FBT001 - Qt's signal
        if pressed or not self._group.exclusive():
            self.changed.emit()
