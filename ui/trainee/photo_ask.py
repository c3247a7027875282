"""How shall the page be photographed? The ways side by side, and what was wrong with the last try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..pages import Shot
from ..tasks import problem_of
from ..theme import Theme
from ..widgets.basics import Box, Button, IconLabel, label, tight
from ..widgets.notices import Notice
from ..widgets.photo_view import PhotoView
from .step import scrolling
from .way import Way

#: Height of a choice at least, in pixels.
TALL = 64
#: Height, in pixels of text, below which picture and hints give way to the choices.
ROOM = 310
#: Codes of errors that lie in the file itself: no corners shown by hand would help (`sirekap_trainer.photo.load`).
OF_FILE = frozenset({"rusak", "terlalu_besar", "terlalu_kecil"})


class WayGrid(QWidget):
    """The ways as equal, large choices, in as many columns as fit; arrows go from one to the next.

    Args:
        theme: Sizes.
        ways: In order.
    """

    #: The packet's own photograph is wanted.
    sample = Signal()
    #: A way was chosen; carries it.
    chosen = Signal(object)

    def __init__(self, theme: Theme, ways: Sequence[Way]) -> None:
        super().__init__()
        self._ways = list(ways)
        self.sample_button = Button(self.tr("Pakai foto contoh"), theme, role="choice", icon="sample")
        self.sample_button.clicked.connect(self.sample)
        self.buttons = [Button(way.name, theme, role="choice", icon=way.icon) for way in ways]
        self._reasons = [label("", "quiet", wrap=True) for _ in ways]
        for way, button in zip(ways, self.buttons, strict=True):
            button.clicked.connect(lambda _=False, wanted=way: self.chosen.emit(wanted))
        self._cells: list[tuple[Button, QLabel | None]] = [(self.sample_button, None)]
        self._cells += list(zip(self.buttons, self._reasons, strict=True))
        self._grid = tight(QGridLayout(self), theme.space(1))
        self._grid.setHorizontalSpacing(theme.space(2))
        self._columns = 0
        self._has_sample = True
        for button, reason in self._cells:
            button.setMinimumHeight(TALL)
            self._grid.addWidget(button)
            if reason is not None:
                self._grid.addWidget(reason)

    def refresh(self, *, sample: bool) -> None:
        """Asks each way anew whether it can be chosen, and shows the packet's own photograph where it has one."""
        self._has_sample = sample
        self.sample_button.setVisible(sample)
        for way, button, reason in zip(self._ways, self.buttons, self._reasons, strict=True):
            why = way.unavailable  # asked once: a phone's way looks for networks
            button.setEnabled(not why)
            button.setAccessibleDescription(why)
            reason.setText(why)
            reason.setVisible(bool(why))
        self._columns = 0
        self._arrange()

    def focus(self, way: Way | None = None) -> None:
        """The keyboard on a way; on the first that can be chosen where none is given or it cannot be."""
        buttons = [button for button, _ in self._shown()]
        if way is not None:
            buttons.insert(0, self.buttons[self._ways.index(way)])
        for button in buttons:
            if button.isEnabled():
                button.setFocus()
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _shown(self) -> list[tuple[Button, QLabel | None]]:
        return self._cells if self._has_sample else self._cells[1:]

    def _arrange(self) -> None:
        shown = self._shown()
        widest = max(button.sizeHint().width() for button, _ in shown) + self._grid.horizontalSpacing()
        columns = next((count for count in (len(shown), 2) if count * widest <= self.width()), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for at, (button, reason) in enumerate(shown):
            row, column = divmod(at, columns)
            self._grid.addWidget(button, 2 * row, column)
            if reason is not None:
                self._grid.addWidget(reason, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
        for column in range(len(self._cells)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class AskPlace(QWidget):
    """Which page is wanted, the ways to take it, and where the last try failed: that photograph and why."""

    #: The corners are to be shown by hand.
    by_hand = Signal()

    def __init__(self, theme: Theme, ways: Sequence[Way]) -> None:
        super().__init__()
        self.corners_button = Button(self.tr("Tunjukkan sudut halaman"), theme, icon="corners")
        self.corners_button.clicked.connect(self.by_hand)
        self.notice = Notice(theme, [self.corners_button])
        self.ways = WayGrid(theme, ways)
        self.shot_view = PhotoView(theme)
        self.shot_view.setAccessibleName(self.tr("Foto Anda"))
        # as high as there is room: a picture's own height would push the ways out of sight
        self.shot_view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._theme = theme
        self._seen = False
        self._icon = IconLabel(theme, "photo", "edge", 56)
        self._drop = label(self.tr("Atau seret berkas foto ke sini."), "quiet", wrap=True)
        self._box = self._card(theme)
        content = QWidget()
        column = tight(QVBoxLayout(content), theme.space(2))
        column.addWidget(self.notice)
        column.addWidget(self._box, 1)
        column.addWidget(self.ways)
        column.addStretch()
        tight(QVBoxLayout(self)).addWidget(scrolling(content))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is not needed gives way where large text leaves no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        roomy = self.height() >= self._theme.text(ROOM)
        self._icon.setVisible(roomy)
        self._drop.setVisible(roomy)
        self._box.setVisible(roomy or not self._seen)
        self.shot_view.setVisible(self._seen)
        self._words.setVisible(not self._seen)

    def _card(self, theme: Theme) -> Box:
        card = Box("card")
        self._words = QWidget()
        words = tight(QVBoxLayout(self._words), theme.space(1))
        self.title = label("", "label", wrap=True)
        lines = (
            self.title,
            label(self.tr("Foto tegak lurus, seluruh halaman dengan empat tanda sudutnya."), "quiet", wrap=True),
            self._drop,
        )
        words.addStretch()
        words.addWidget(self._icon)
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(line)
        words.addStretch()
        card.body.addWidget(self._words)
        card.body.addWidget(self.shot_view, 1)
        return card

    def ask(self, title: str, *, sample: bool) -> None:
        """Asks for a page."""
        self.title.setText(title)
        self.ways.refresh(sample=sample)
        self._show_shot(None)
        self.notice.hide()
        self.ways.focus()

    def tell(self, error: BaseException, shot: Shot | None, way: Way | None = None) -> None:
        """Says why the last try failed, with its photograph where that can be looked at.

        Args:
            error: Why; where a page was merely not found, its corners can be shown by hand.
            shot: The photograph.
            way: In which it was taken: the keyboard stands there for the next try.
        """
        problem = problem_of(error)
        self.notice.say(f"{problem.message} {problem.hint}", "error")
        self.notice.show()
        self._show_shot(shot, corners=getattr(error, "code", "") not in OF_FILE)
        self.ways.focus(way)

    def _show_shot(self, shot: Shot | None, *, corners: bool = False) -> None:
        self._seen = shot is not None and not shot.preview.isNull()
        self.corners_button.setVisible(self._seen and corners)
        if shot is not None and self._seen:
            self.shot_view.show_photo(shot.preview, [], good=False)
        self._make_room()
