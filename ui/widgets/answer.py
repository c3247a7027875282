"""An answer to choose: a number, words that may break into lines, and a check mark once it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ..theme import Theme
from .basics import Button, IconLabel, label

#: Size of text, in percent, from which four answers need the room that is around them at smaller ones.
LARGE = 150

#: Keys that choose the neighbour.
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Answer(Button):
    """A large choice. A button's own words never break, so they stand in labels upon it.

    Args:
        theme: Sizes.
        number: The key that chooses it.
    """

    #: An arrow was pressed while the keyboard is here: the answer before (-1) or behind (1) is wanted. Left to itself
    #: the key would scroll the place around it.
    moved = Signal(int)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__("", theme)
        self.setCheckable(True)
        self._number = number
        self._key = label(str(number), "quiet")
        self._words = label("", "answer", wrap=True)
        self._sign = IconLabel(theme, "check", "accent_strong", 22)
        kept = self._sign.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._sign.setSizePolicy(kept)
        self._sign.hide()
        row = QHBoxLayout(self)
        high = theme.space(2 if theme.percent < LARGE else 1)
        row.setContentsMargins(theme.space(2), high, theme.space(2), high)
        row.setSpacing(theme.space(2))
        row.addWidget(self._key)
        row.addWidget(self._words, 1)
        row.addWidget(self._sign)
        for part in (self._key, self._words, self._sign):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._sign.setVisible)

    def say(self, words: str) -> None:
        """Shows other words."""
        self._words.setText(words)
        self.setAccessibleName(f"{self._number}. {words}")
        self.updateGeometry()

    @property
    def words(self) -> str:
        """What stands on it."""
        return self._words.text()

    def hasHeightForWidth(self) -> bool:
        """Words that break make it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words at this width."""
        return self._layout().totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Of its words."""
        return self._layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of its words, broken."""
        return self._layout().totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose another one."""
        by = _MOVES.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(by)

    def _layout(self) -> QHBoxLayout:
        found = self.layout()
        assert isinstance(found, QHBoxLayout)
        return found
