"""Parts of the trainer's forms: a captioned field with room for what is wrong with it, and a folder to choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..language import said
from ..theme import Theme
from ..widgets.basics import Button, IconLabel, label, tight

#: After so many milliseconds a line that took other words has its new height, nested layouts and all.
SETTLED = 30


class Field(QWidget):
    """A line to type in, its caption above and what is wrong with it below.

    Args:
        theme: Sizes.
        caption: What is asked for.
        width: Of the line in pixels at 100%; 0 for all there is.
        hint: A quiet line below it; "" for none.
        secret: Whether what is typed is hidden.
    """

    edited = Signal()

    def __init__(self, theme: Theme, caption: str, *, width: int = 0, hint: str = "", secret: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.line = QLineEdit()
        self.line.setAccessibleName(caption)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if width:
            theme.measure(self.line.setFixedWidth, width)
        self.line.textEdited.connect(self._edited)
        self.caption = label(caption, "strong")
        self.caption.setBuddy(self.line)
        self.problem = label("", state="bad", wrap=True)
        self.problem.hide()
        column = tight(QVBoxLayout(self), theme.space(0.75))
        column.addWidget(self.caption)
        self.row = tight(QHBoxLayout(), theme.space(1))
        self.row.addWidget(self.line, 0 if width else 1)
        if width:
            self.row.addStretch(1)
        column.addLayout(self.row)
        if hint:
            column.addWidget(label(hint, "quiet", wrap=True))
        column.addWidget(self.problem)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What was typed, without spaces around it."""
        return self.line.text().strip()

    def offer(self, words: Iterable[str]) -> None:
        """Offers words that begin with what is typed."""
        if self.line.completer() is None:
            completer = QCompleter(self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.line.setCompleter(completer)
            self._theme.changed.connect(self._dress_offers)
            self._dress_offers()
        completer = self.line.completer()
        completer.setModel(QStringListModel(sorted(set(words)), completer))

    def _dress_offers(self) -> None:
        """A window of its own, which the page's style sheet does not reach."""
        offers = self.line.completer().popup()
        assert offers is not None
        self._theme.dress(offers)

    def complain(self, words: str) -> None:
        """Says what is wrong with it, goes there and brings it into view; "" takes that back."""
        self.problem.setText(said(words))
        self.problem.setVisible(bool(words))
        if words:
            self.line.setFocus()
            show_whole(self)

    def _edited(self) -> None:
        self.complain("")
        self.edited.emit()


class FolderField(Field):
    """A folder for what will be made: one is suggested until another is typed or chosen.

    Args:
        theme: Sizes.
        caption: What is asked for.
        room: Where it suggests one.
    """

    def __init__(self, theme: Theme, caption: str, room: Path) -> None:
        super().__init__(theme, caption)
        self._room, self._own = room, ""
        self.button = Button(QCoreApplication.translate("FolderField", "Pilih folder"), theme, icon="folder")
        self.button.setAccessibleName(f"{self.button.text()}: {caption}")
        self.button.clicked.connect(self._ask)
        self.row.addWidget(self.button)

    @property
    def folder(self) -> Path:
        """What was chosen, or what was suggested."""
        return Path(self.text or self._own).expanduser()

    def suggest(self, name: str) -> None:
        """Suggests a folder of this name and the time, unless another was chosen."""
        if self.text not in ("", self._own):
            return
        first = self._room / f"{name} {datetime.now().astimezone():%Y-%m-%d %H.%M}"
        free, count = first, 1
        while free.exists():
            count += 1
            free = first.with_name(f"{first.name} ({count})")
        self._own = str(free)
        self.line.setText(self._own)
        self.line.setCursorPosition(0)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.button.text())
        if chosen:
            self.line.setText(chosen)
            self.complain("")


def search_line(theme: Theme, words: str, *, width: int = 0) -> QLineEdit:
    """A line for what is looked for in a list.

    Args:
        theme: Sizes.
        words: What may be typed, shown while nothing is.
        width: At most, in pixels at 100%; 0 for all there is.
    """
    line = QLineEdit()
    line.setPlaceholderText(words)
    line.setAccessibleName(words)
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):  # Qt's own has no name
        button.setAccessibleName(QCoreApplication.translate("Field", "Kosongkan"))
    if width:
        line.setMaximumWidth(theme.text(width))
    return line


def nothing_yet(theme: Theme, icon: str, heading: str, advice: str, *below: QWidget) -> QWidget:
    """What stands in the place of a list that is empty: a sign, what is missing, what to do, and what does it."""
    place = QWidget()
    column = tight(QVBoxLayout(place), theme.space(2))
    column.addStretch(2)
    column.addWidget(IconLabel(theme, icon, "edge", 56))
    for words, role in ((heading, "heading"), (advice, "quiet")):
        line = label(words, role, wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    for part in below:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(3)
    return place


def show_whole(widget: QWidget) -> None:
    """Scrolls the place a widget stands in so that it is seen."""
    place = widget.parentWidget()
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    if place is not None:
        area = place
        QTimer.singleShot(SETTLED, area, lambda: area.ensureWidgetVisible(widget))
