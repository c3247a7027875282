"""The current number, large: paper, machine and correction side by side at one height."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..theme import Theme
from .basics import Box, Button, IconLabel, label, set_property, tight
from .crop_view import CropView
from .digits import DigitEditor, Digits, boxes_width


@dataclass(frozen=True, slots=True)
class CardContent:
    """What the card shows.

    Attributes:
        id: Of the number.
        title: The number's name.
        detail: Where it stands on the form.
        crop: Its boxes on the paper.
        shown: What the machine read.
        correction: What was corrected before; None where nothing was.
        note: A line below: bubbles, or that the machine is not sure.
        note_severity: `info` or `warning`.
        icon, tint, word: The state: sign, colour and word.
        bubbles_noted: Whether it is noted that the paper's bubbles contradict its boxes; None where it has none.
    """

    id: str
    title: str
    detail: str
    crop: QImage
    shown: str
    correction: str | None
    note: str
    note_severity: str
    icon: str
    tint: str
    word: str
    bubbles_noted: bool | None = None


#: Height of the crop and of the digits beside it before the reel gives another, in pixels.
HEIGHT = 96
#: Width of a card on which the longest name of the forms takes one line, at 100%.
LONGEST = 1180
#: Width of the widest button at 100%.
BUTTONS = 270
#: Widths, without the button that flags, on which the one for bubbles says all its words, or is not there, at 100%.
ROOMY, CROWDED = 900, 660
#: Width of a crop of three boxes relative to its height.
CROP_ASPECT = 3.1


class NumberCard(Box):
    """One number to compare. The step holds the keyboard; the buttons say its keys.

    Args:
        theme: Colours and sizes.
    """

    accepted = Signal()
    flagged = Signal()
    bubbles_toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("current")
        self._theme = theme
        self.title = label("", "label", wrap=True)
        self.detail = label("", "small")
        self.icon = IconLabel(theme, "open", "ink_soft", 22)
        self.word = label("", "quiet")
        self.crop = CropView(theme, HEIGHT)
        self.reading = Digits(theme, HEIGHT)
        self.editor = DigitEditor(theme, HEIGHT)
        self.note_icon = IconLabel(theme, "info", "ink_soft", 20)
        self.note = label("", wrap=True)
        self.accept_button = Button("", theme, icon="check")
        self.flag_button = Button(self.tr("Tidak sesuai (T)"), theme, icon="flag")
        self.bubble_button = Button("", theme, role="plain", icon="open")
        for button in (self.accept_button, self.flag_button, self.bubble_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.accept_button.clicked.connect(self.accepted)
        self.flag_button.clicked.connect(self.flagged)
        self.bubble_button.clicked.connect(self.bubbles_toggled)
        self.editor.edited.connect(self._update_buttons)
        self._finished = False
        self._bubbles_noted: bool | None = None
        self._beside = False
        self._lay_out()
        self._reserve()
        theme.changed.connect(self._reserve)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        theme = self._theme
        self.body.setContentsMargins(theme.space(2), theme.space(1.25), theme.space(2), theme.space(1.5))
        self.body.setSpacing(theme.space(1))
        head = tight(QHBoxLayout(), theme.space(1))
        head.addWidget(self.title, 1)
        head.addWidget(self.detail)
        head.addSpacing(theme.space(1))
        head.addWidget(self.icon)
        head.addWidget(self.word)
        columns = tight(QHBoxLayout(), theme.space(3))
        self._columns = [
            _column(self.tr("Di kertas"), self.crop),
            _column(self.tr("Dibaca mesin"), self.reading),
            _column(self.tr("Koreksi Anda"), self.editor),
        ]
        for column in self._columns:
            columns.addWidget(column)
        columns.addStretch(1)
        buttons = tight(QHBoxLayout(), theme.space(1.5))
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.flag_button)
        buttons.addWidget(self.bubble_button)
        buttons.addStretch(1)
        noted = tight(QHBoxLayout(), theme.space(1))
        noted.addWidget(self.note_icon)
        noted.addWidget(self.note, 1)
        self._lower = tight(QBoxLayout(QBoxLayout.Direction.LeftToRight), theme.space(1))
        self._lower.addLayout(buttons)
        self._lower.addLayout(noted, 1)
        self._main = tight(QBoxLayout(QBoxLayout.Direction.TopToBottom), theme.space(1))
        self._main.addLayout(columns)
        self._main.addLayout(self._lower, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._main)

    def fit(self, height: int, *, beside: bool) -> None:
        """Crop and digits of this height; `beside`: the buttons stand to their right and not below them."""
        for part in (self.crop, self.reading, self.editor):
            part.set_height(height)
        self._beside = beside
        self._update_bubbles()
        # Beside, the note has half a line's width: room for two lines keeps the button above it whole.
        self.note.setMinimumHeight(2 * self._theme.text(22) if beside else 0)
        self._main.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._lower.setDirection(QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight)

    def height_for_width(self, width: int, *, beside: bool) -> int:
        """The largest height at which crop, reading and correction, and perhaps the buttons, fit side by side."""
        room = width - 2 * self._theme.space(2) - 3 * self._theme.space(3) - beside * self._theme.text(BUTTONS)
        return round(room / (CROP_ASPECT + 2 * boxes_width(1000, 3) / 1000))

    def _reserve(self) -> None:
        """Room for the longest name, so that nothing jumps from number to number."""
        lines = 1 if self.width() >= self._theme.text(LONGEST) else 2
        self.title.setMinimumHeight(lines * self._theme.text(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide card needs one line for the name."""
        super().resizeEvent(event)
        self._reserve()
        self._update_bubbles()

    def set_mode(self, mode: str) -> None:
        """`koreksi` shows boxes to correct, `tandai` a button that flags."""
        self._columns[2].setVisible(mode == "koreksi")
        self.flag_button.setVisible(mode == "tandai")

    def show_content(self, content: CardContent, *, finished: bool) -> None:
        """Shows a number; `finished`: every number has its answer, so Enter goes on instead."""
        self._finished = finished
        self.title.setText(content.title)
        self.detail.setText(content.detail)
        self.crop.show_crop(content.crop)
        self.crop.setAccessibleName(self.tr("Potongan kertas: {title}").format(title=content.title))
        self.reading.show_symbols(content.shown)
        self.editor.start(content.shown, content.correction)
        self.icon.show_icon(content.icon, content.tint)
        self.word.setText(content.word)
        self.note.setText(content.note)
        warning = content.note_severity == "warning"
        self.note_icon.setVisible(bool(content.note))
        self.note_icon.show_icon("warn" if warning else "info", "warn" if warning else "ink_soft")
        set_property(self.note, "state", "warn" if warning else "")
        self._bubbles_noted = content.bubbles_noted
        self._update_bubbles()
        self._update_buttons()

    def _update_bubbles(self) -> None:
        noted = self._bubbles_noted
        # Where the buttons stand beside the number there is no room for it: the key remains, and the step names it.
        room = self.width() - (0 if self.flag_button.isHidden() else self._theme.text(BUTTONS))
        crowded = self._beside or room < self._theme.text(CROWDED)
        self.bubble_button.setVisible(noted is not None and not crowded)
        whole = self.tr("Bulatan dicatat (B)") if noted else self.tr("Bulatan di kertas berbeda (B)")
        self.bubble_button.setText(whole if room >= self._theme.text(ROOMY) else self.tr("Bulatan beda (B)"))
        self.bubble_button.setAccessibleName(whole)
        self.bubble_button.set_icon("check" if noted else "open")

    def _update_buttons(self) -> None:
        editing = self.editor.active and not self.editor.empty
        if editing:
            self.accept_button.setText(self.tr("Simpan koreksi (Enter)"))
        else:
            self.accept_button.setText(self.tr("Sesuai") if self._finished else self.tr("Sesuai (Enter)"))
        self.accept_button.set_icon("pencil" if editing else "check")


def _column(words: str, widget: QWidget) -> QWidget:
    place = QWidget()
    column = tight(QVBoxLayout(place), 4)
    column.addWidget(label(words, "small"))
    column.addWidget(widget)
    return place
