"""A button for each page of a form, one of them pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ..theme import Theme
from .basics import Button, clear, tight


class PageTabs(QWidget):
    """Buttons with the names of pages; `picked` tells that somebody pressed one."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._row = tight(QHBoxLayout(self), theme.space(1))
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _: self.picked.emit())

    @property
    def names(self) -> tuple[str, ...]:
        """What the pages are called."""
        return self._names

    @property
    def page(self) -> int:
        """Number of the page that is pressed, from 1; 0 where there is none."""
        return max(0, self._group.checkedId())

    def show_names(self, names: Sequence[str], *, first: int = 1) -> None:
        """Other pages, where they are others; the one that is pressed stays so, else `first`."""
        if self._names == tuple(names):
            return
        page = self.page or first
        for button in self._group.buttons():  # they are deleted only later
            self._group.removeButton(button)
        clear(self._row)
        self._names = tuple(names)
        for number, words in enumerate(names, start=1):
            button = Button(words, self._theme)
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._row.addWidget(button)
        if names:
            self._group.button(min(page, len(names))).setChecked(True)
