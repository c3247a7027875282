"""Labels, buttons and boxes with a role; the style sheet of `theme.py` knows the roles."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ..language import said
from ..theme import Theme

_Layout = TypeVar("_Layout", bound=QLayout)
#: Pixels that a list that drops down needs beside its text, at 200% four.
_SPARE = 6


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Sets a dynamic property the style sheet looks at, and repaints when it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for one in (widget, *widget.findChildren(QLabel)):
        one.style().unpolish(one)
        one.style().polish(one)
    widget.update()


def label(text: str = "", role: str = "", *, wrap: bool = False, state: str = "") -> QLabel:
    """A line of text; `wrap` lets it break. Never interprets markup: names come from people."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("state", state)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def set_state(line: QLabel, text: str, state: str = "") -> None:
    """Says something else in a line, perhaps of the core; state is `ok`, `warn`, `bad` or ""."""
    line.setText(said(text))
    set_property(line, "state", state)


class Button(QPushButton):
    """A button with a role and an icon that follows the theme.

    Args:
        text: The words.
        theme: For the icon.
        role: `primary`, `plain`, `choice` or "" for an ordinary one.
        icon: Name of an icon, or "".
        tint: Colour of the icon.
    """

    def __init__(self, text: str, theme: Theme, *, role: str = "", icon: str = "", tint: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._theme = theme
        self._icon = icon
        self._tint = tint or ("on_accent" if role == "primary" else "ink")
        self._dress()
        theme.changed.connect(self._dress)
        self.toggled.connect(self._stop_here)

    def _stop_here(self, pressed: bool) -> None:  # noqa: FBT001 - Qt's signal
        group = cast("QButtonGroup | None", self.group())
        if pressed and group is not None and group.exclusive():
            stop_at(group, self)

    def set_icon(self, name: str) -> None:
        """Shows another icon; "" shows none."""
        self._icon = name
        self._dress()

    def _dress(self) -> None:
        if not self._icon:
            self.setIcon(self._theme.empty_icon())
            return
        behind = self._icon == "next"
        icon = self._theme.icon(self._icon, self._tint, gap_left=behind)
        self.setIcon(icon)
        self.setIconSize(icon.availableSizes()[0])
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if behind else Qt.LayoutDirection.LeftToRight)


def stop_at(group: QButtonGroup, stop: QAbstractButton) -> None:
    """Of choices of which one holds, Tab comes by that one: Qt lets it come by where the keyboard was last."""
    for button in group.buttons():
        if button.focusPolicy() != Qt.FocusPolicy.NoFocus:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)


def press_one(group: QButtonGroup, pressed: QAbstractButton | None) -> None:
    """Shows which of a group's answers holds, and none while there is none: then Tab comes by the first."""
    group.setExclusive(False)  # Qt keeps one of an exclusive group pressed
    for button in group.buttons():
        button.setChecked(button is pressed)
    group.setExclusive(True)
    stop_at(group, pressed or group.buttons()[0])


class IconLabel(QLabel):
    """An icon that follows the theme. Always beside a word, so it has no name of its own for screen readers."""

    def __init__(self, theme: Theme, name: str, tint: str, size: int = 24) -> None:
        super().__init__()
        self._theme, self._name, self._tint, self._pixels = theme, name, tint, size
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dress()
        theme.changed.connect(self._dress)

    def show_icon(self, name: str, tint: str) -> None:
        """Shows another icon or colour."""
        self._name, self._tint = name, tint
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(self._theme.pixmap(self._name, self._tint, self._theme.text(self._pixels)))


class Elided(QLabel):
    """A line that ends in … where it does not fit; the whole of it is its tooltip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Shows another text."""
        self.setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Hints(QLabel):
    """Keys at the foot of the window: in its middle, whatever stands beside them, as far as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def place(self) -> QRect:
        """Where the words are painted, in the middle."""
        aside = self.mapFrom(self.window(), self.window().rect().center()).x() - self.rect().center().x()
        spare = max(0, self.width() - self.fontMetrics().horizontalAdvance(self.text()))
        shift = min(2 * abs(aside), spare)
        return self.rect().adjusted(shift if aside > 0 else 0, 0, -shift if aside < 0 else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints them."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.text())


class Dropdown(QComboBox):
    """One of many; a line that does not fit ends in …, and the whole of it is its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(self.setToolTip)

    def sizeHint(self) -> QSize:
        """Qt's leaves out what it needs itself beside the text, so that the longest line would not fit."""
        return super().sizeHint() + QSize(_SPARE, 0)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return super().minimumSizeHint() + QSize(_SPARE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints as much as fits: Qt cuts a letter in two."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class Box(QFrame):
    """A framed area with a layout, `column` or `row`."""

    def __init__(self, role: str, *, row: bool = False) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.body: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if row else QVBoxLayout(self)


def tight(layout: _Layout, space: int = 0) -> _Layout:
    """A layout without margins and with this spacing."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    return layout


def keep_room(widget: QWidget) -> None:
    """Its room stays empty while it is hidden, so that nothing jumps."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
