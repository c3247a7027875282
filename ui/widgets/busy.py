"""What is being done, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ..language import said
from ..theme import Theme
from .basics import Button, label


class Busy(QWidget):
    """Shown while a lane works; `stopped` asks to cancel."""

    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label("", "label")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        theme.measure(self.bar.setMinimumWidth, 280)
        self.stop = Button(self.tr("Batal"), theme, icon="stop")
        self.stop.clicked.connect(self.stopped)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        column.addStretch()
        column.addWidget(self.words)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignCenter)
        self._column = column
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()

    def add_below_bar(self, widget: QWidget) -> None:
        """Puts something between the bar and the button."""
        self._column.insertWidget(self._column.indexOf(self.stop), widget)

    def start(self, words: str) -> None:
        """From the beginning, with the first words."""
        self.bar.setValue(0)
        self.words.setText(said(words))

    def show_progress(self, words: str, share: float) -> None:
        """What is being done now, and a share from 0 to 1. The bar never goes back."""
        self.words.setText(said(words))
        self.bar.setValue(max(self.bar.value(), round(share * 100)))
