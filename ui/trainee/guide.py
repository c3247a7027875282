"""The guide: how to photograph, how to add up, and which misreads there were. Laid over the step one is at.

The step below is neither left nor entered: what was begun there is still there when the guide is closed.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..theme import RESOURCES, Theme
from ..widgets.basics import Button, clear, label, tight
from ..widgets.guide_card import Card, CardView
from .check import CheckStep
from .guide_cards import ARITHMETIC, MISREADS, PHOTOGRAPHING, GuideCards
from .photo import PhotoStep
from .result import ResultStep
from .step import Step, scrolling

#: Width from which the chapters' whole names have room, at 100%.
ROOMY = 1000

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


def may_open(step: Step) -> bool:
    """Whether the guide may be read at a step: not within an exercise or a test that is done without help.

    Nor beside an exam that was interrupted: it goes on with a press of Enter. At a result all of it is over.
    """
    if isinstance(step, ResultStep):
        return True
    if step.stage is None:
        return getattr(step, "guided", True) and not step.session.exam_waits
    coached: bool = getattr(step.session, "coached", True)
    return coached and (step.session.exercise.packet is None or not step.session.sealed)


def chapter_for(step: Step) -> int:
    """The chapter that fits a step; while checking the sums, where they contradict each other."""
    if isinstance(step, CheckStep):
        return ARITHMETIC if step.session.ordered_findings(step.current) else MISREADS
    if isinstance(step, PhotoStep) or step.stage is None:
        return PHOTOGRAPHING
    return MISREADS if step.stage > CheckStep.stage else PHOTOGRAPHING


@lru_cache(maxsize=64)
def guide_picture(file: str) -> QImage:
    """A picture of the guide; some milliseconds each."""
    return QImage(str(RESOURCES / "guide" / file))


class GuideStep(Step):
    """One card after the other; asking for the guide again closes it, and one is back where one was."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.place = self.tr("Panduan")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Enter atau panah berikutnya · Esc kembali")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chapters = GuideCards(self).chapters()
        self.chapter, self.at = 0, 0
        self._heads = self.tr("Di kertas"), self.tr("Dibaca mesin")
        self._body = tight(QVBoxLayout())
        place = QWidget()
        place.setLayout(self._body)
        self.area = scrolling(place)
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(1))
        body.setSpacing(theme.space(1.5))
        body.addLayout(self._head())
        body.addWidget(self.area, 1)
        theme.changed.connect(self._name_chapters)
        theme.changed.connect(self._show)

    def _head(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), self.theme.space(1))
        self.tabs = [_Tab(chapter.name, self.theme) for chapter in self.chapters]
        for at, tab in enumerate(self.tabs):
            tab.setCheckable(True)
            tab.setAccessibleName(self.chapters[at].name)
            tab.clicked.connect(lambda _, at=at: self.show_chapter(at))
            row.addWidget(tab)
        row.addStretch(1)
        self.previous = _Tab("", self.theme, role="plain", icon="back")
        self.following = _Tab("", self.theme, role="plain", icon="next")
        self.previous.setAccessibleName(self.tr("Kartu sebelumnya"))
        self.following.setAccessibleName(self.tr("Kartu berikutnya"))
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.following.clicked.connect(lambda: self.turn(1))
        self.count = label("", "quiet")
        for widget in (self.previous, self.count, self.following):
            row.addWidget(widget)
        return row

    # --- showing

    @property
    def card(self) -> Card:
        """What is shown."""
        return self.chapters[self.chapter].cards[self.at]

    def show_chapter(self, chapter: int) -> None:
        """A chapter from its beginning."""
        self.chapter, self.at = chapter, 0
        self._show()

    def turn(self, by: int) -> None:
        """To the next card or the one before, on into the next chapter; at the ends nothing happens."""
        cards = [(chapter, at) for chapter, one in enumerate(self.chapters) for at in range(len(one.cards))]
        place = cards.index((self.chapter, self.at)) + by
        if 0 <= place < len(cards):
            self.chapter, self.at = cards[place]
            self._show()

    @property
    def last(self) -> bool:
        """Whether this is the last card of all."""
        return self.chapter == len(self.chapters) - 1 and self.at == len(self.chapters[-1].cards) - 1

    def _show(self) -> None:
        chapter = self.chapters[self.chapter]
        clear(self._body)
        self._body.addWidget(CardView(self.theme, self.card, guide_picture, self._heads))
        self.area.verticalScrollBar().setValue(0)
        for at, tab in enumerate(self.tabs):
            tab.setChecked(at == self.chapter)
        self.count.setText(self.tr("{n} dari {all}").format(n=self.at + 1, all=len(chapter.cards)))
        self.previous.setEnabled((self.chapter, self.at) != (0, 0))
        self.following.setEnabled(not self.last)
        self.setAccessibleName(f"{chapter.name}: {self.card.title}")
        self.setAccessibleDescription(" ".join(self.card.lines))
        self.primary, self.primary_icon = (
            (self.tr("Selesai"), "check") if self.last else (self.tr("Berikutnya"), "next")
        )
        self.buttons_changed.emit()

    def _name_chapters(self) -> None:
        roomy = self.width() >= self.theme.text(ROOMY)
        for tab, chapter in zip(self.tabs, self.chapters, strict=True):
            tab.setText(chapter.name if roomy else chapter.short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chapters' short names where large text needs the room."""
        super().resizeEvent(event)
        self._name_chapters()

    def open_for(self, step: Step) -> None:
        """Opens at the chapter that fits a step; the keyboard is with the guide, not with a button."""
        self.show_chapter(chapter_for(step))
        self.setFocus()

    # --- keys and buttons

    def press_primary(self) -> None:
        """The next card; after the last one back."""
        if self.last:
            self.going.emit("guide")
        else:
            self.turn(1)

    def press_back(self) -> None:
        """Back to where one was."""
        self.going.emit("guide")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys turn the cards, Esc goes back."""
        key = Qt.Key(event.key())
        if key in _FORWARD:
            self.turn(1)
        elif key in _BACKWARD:
            self.turn(-1)
        elif key == Qt.Key.Key_Escape:
            self.going.emit("guide")
        else:
            super().keyPressEvent(event)


class _Tab(Button):
    """A button that leaves arrows to the guide: Qt would move the keyboard on to its neighbour."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys turn the cards here, too."""
        if event.key() in (*_FORWARD, *_BACKWARD):
            event.ignore()
        else:
            super().keyPressEvent(event)
