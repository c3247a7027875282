"""Short lines that say what was noticed: colour and sign and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ..language import said
from ..theme import Theme
from .basics import Box, IconLabel, label, set_property

#: Severity of a finding -> role of its box, icon and colour.
_LOOKS = {
    "ok": ("ok", "check", "accent_strong"),
    "info": ("info", "info", "ink_soft"),
    "warning": ("warn", "warn", "warn"),
    "error": ("bad", "bad", "bad"),
}
#: Width of the words in pixels at 100%: a line has at most about 70 characters, however wide the window is.
LONGEST = 700


class Notice(Box):
    """One line with its sign, and buttons behind it.

    Args:
        theme: For the icon.
        buttons: Shown to the right of the words.
    """

    def __init__(self, theme: Theme, buttons: Sequence[QPushButton] = ()) -> None:
        super().__init__("info", row=True)
        self._theme = theme
        self.icon = IconLabel(theme, "info", "ink_soft", 22)
        self.words = label("", wrap=True)
        self.body.setContentsMargins(theme.space(1.5), theme.space(0.75), theme.space(1.5), theme.space(0.75))
        self.body.setSpacing(theme.space(1.25))
        self.body.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self.words, 1000)
        self.body.addStretch(1)
        for button in buttons:
            self.body.addWidget(button)
        self._measure()
        theme.changed.connect(self._measure)
        if buttons:
            self.reserve()
            theme.changed.connect(self.reserve)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _measure(self) -> None:
        self.words.setMaximumWidth(self._theme.text(LONGEST))

    def reserve(self, lines: int = 2) -> None:
        """Room for so many lines and for its buttons, also while they are hidden, so that nothing jumps."""
        height = max(self._theme.text(44), lines * self._theme.text(20))
        self.setMinimumHeight(height + 2 * self._theme.space(0.75))

    def say(self, message: str, severity: str) -> None:
        """Shows a message; severity is `ok`, `info`, `warning` or `error`."""
        role, icon, tint = _LOOKS[severity]
        message = said(message)
        self.words.setText(message)
        self.words.setAccessibleName(message)
        set_property(self, "role", role)
        self.icon.show_icon(icon, tint)
