"""What came of a photograph: it, the straightened page beside it, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..pages import TakenPage
from ..theme import Theme
from ..widgets.basics import Button, clear, label, tight
from ..widgets.notices import Notice
from ..widgets.page_view import PageView
from ..widgets.photo_view import PhotoView
from .step import scrolling

#: More findings than this would push the picture away; the worst come first.
MAX_FINDINGS = 3
#: Codes of the findings that the printed header names another TPS (`sirekap_trainer.reading.header`), and that it is
#: another packet's sheet (`sirekap_trainer.reading.imprint`).
OTHER_TPS = frozenset({"tps_lain", "lembar_lain"})


def of_other_tps(taken: TakenPage) -> bool:
    """Whether the sheet's header names another TPS than the trainee's, or it is another packet's."""
    return any(finding.code in OTHER_TPS for finding in taken.reading.photo_findings)


class ResultPlace(QWidget):
    """The photograph with its page outlined, the straightened page, findings, and the ways to do it better."""

    #: The page is to be photographed again.
    again = Signal()
    #: The corners are to be shown by hand.
    by_hand = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = tight(QVBoxLayout(self), theme.space(1.5))
        pictures = tight(QHBoxLayout(), theme.space(2))
        self.photo_view = PhotoView(theme)
        self.page_view = PageView(theme)
        pictures.addWidget(self._captioned(self.tr("Foto Anda"), self.photo_view), 1)
        pictures.addWidget(self._captioned(self.tr("Halaman yang ditemukan"), self.page_view), 1)
        listed = QWidget()
        self._findings = tight(QVBoxLayout(listed), theme.space(0.75))
        self._scroll = scrolling(listed)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # where they do not fit, arrows scroll
        self.retake_button = Button(self.tr("Foto ulang"), theme, icon="retake")
        self.retake_button.clicked.connect(self.again)
        self.corners_button = Button(self.tr("Perbaiki sudut"), theme, role="plain", icon="corners")
        self.corners_button.clicked.connect(self.by_hand)
        lower = tight(QHBoxLayout(), theme.space(2))
        lower.addWidget(self._scroll, 1)
        for button in (self.corners_button, self.retake_button):
            lower.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(pictures, 1)
        column.addLayout(lower)

    def show_taken(self, taken: TakenPage, places: Mapping[str, QRectF]) -> None:
        """Shows a page; `places` are its numbers in pixels of the straightened page."""
        findings = taken.reading.photo_findings
        self.photo_view.show_photo(taken.preview, list(taken.outline), good=not findings)
        self.page_view.show_image(taken.upright)
        self.page_view.set_places(places)
        self.page_view.mark(number for finding in findings for number in finding.numbers)
        self.corners_button.setVisible(not taken.preview.isNull())
        clear(self._findings)
        self._scroll.setAccessibleName("")
        if not findings:
            self._say(*self._good(taken))
        for finding in sorted(findings, key=lambda one: one.severity != "error")[:MAX_FINDINGS]:
            self._say(finding.message, finding.severity)
        if of_other_tps(taken):
            self._say(self.tr("Lembar Anda memang tertulis begitu? Tetap pakai, lalu laporkan saat Kirim."), "info")

        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much room for the findings as they need, but the pictures keep half."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = [button for button in (self.corners_button, self.retake_button) if not button.isHidden()]
        width = self.width() - sum(button.sizeHint().width() + self._theme.space(2) for button in beside)
        needed = self._findings.totalHeightForWidth(width)
        tallest = max(button.sizeHint().height() for button in beside)
        room = max(self.height() // 2, tallest)
        self._scroll.setFixedHeight(max(min(needed, room), tallest))

    def _good(self, taken: TakenPage) -> tuple[str, str]:
        unread = sum("?" in number.boxes for number in taken.reading.numbers)
        if unread:
            words = self.tr("Foto baik. {n} angka tidak terbaca: bandingkan dengan kertas saat memeriksa.")
            return words.format(n=unread), "info"
        return self.tr("Foto baik. Semua angka di halaman ini terbaca."), "ok"

    def _say(self, message: str, severity: str) -> None:
        notice = Notice(self._theme)
        notice.say(message, severity)
        self._scroll.setAccessibleName(f"{self._scroll.accessibleName()} {notice.words.text()}".strip())
        for part in (notice, notice.words):  # as high as the words are at their width, not as Qt guesses without one
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._findings.addWidget(notice)
        notice.show()  # at once, so that the layout counts it

    def _captioned(self, words: str, view: QWidget) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self._theme.space(0.5))
        caption: QLabel = label(words, "quiet")
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(caption)
        column.addWidget(view, 1)
        view.setAccessibleName(words)
        return place
