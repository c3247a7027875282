"""Numbers to look at again: the crop and, beside it at the same height, what was read, sent and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..theme import Theme
from ..widgets.basics import Box, IconLabel, label, tight
from ..widgets.crop_view import CropView
from ..widgets.digits import Digits, box_rects
from ..widgets.flow import flowing

if TYPE_CHECKING:
    from sirekap_trainer.reports.content import Difference, Mistake

#: Height of a crop in pixels, and of the boxes beside it: on the crop they stand with some paper around them (63 px for
#: 45 of the upright page), so digits on paper and beside it are equally high.
CROP, BOXES = 84, 60


class MarkedDigits(Digits):
    """Boxes of which those that differ from the paper have a heavy frame."""

    def __init__(self, theme: Theme, symbols: str, written: str) -> None:
        from sirekap_trainer.reports.content import wrong_boxes  # noqa: PLC0415

        super().__init__(theme, BOXES)
        self.wrong = wrong_boxes(symbols, written)
        self.show_symbols(symbols, "ink")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the boxes, then the heavy frames."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("bad"), 3))
        for rect, wrong in zip(box_rects(BOXES, len(self.wrong)), self.wrong, strict=True):
            if wrong:
                painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)


class Gallery(QWidget):
    """Cards below each other, made one by one once it is shown, so that 29 of them do not hold up the window.

    Args:
        theme: Sizes.
        cards: Make one card each.
        space: Between them, in steps of the theme.
    """

    #: One more card is there, in its place.
    grown = Signal()

    def __init__(self, theme: Theme, cards: Sequence[Callable[[], QWidget]], *, space: float = 1.5) -> None:
        super().__init__()
        self._column = tight(QVBoxLayout(self), theme.space(space))
        self._waiting = list(cards)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_and_settle)
        if self._waiting:
            self._timer.start()

    @property
    def complete(self) -> bool:
        """Whether all cards are there."""
        return not self._waiting

    def stop(self) -> None:
        """Makes no more cards: what they would show is gone, and it is itself gone only a moment later."""
        self._waiting.clear()
        self._timer.stop()

    def _add_and_settle(self) -> None:
        """What is below makes room at once: else the cards would be squeezed until the next turn of the event loop."""
        make = self._waiting.pop(0)
        if not self._waiting:
            self._timer.stop()
        card = make()
        self._column.addWidget(card)
        card.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.grown.emit()


class Card(Box):
    """One number: what happened, its name, and its boxes side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("card")
        self.theme = theme
        self.body.setContentsMargins(*[theme.space(2)] * 4)
        self.body.setSpacing(theme.space(1))

    def name(self, name: str, detail: str, happened: str = "") -> None:
        """Says which number it is, in the form's own words too, and what happened."""
        if happened:
            sign = IconLabel(self.theme, "bad", "bad", 22)
            head = tight(QHBoxLayout(), self.theme.space(1))
            head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(label(happened, state="bad"), 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(label(name, "strong", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(head)
        else:
            self.body.addWidget(label(name, "strong", wrap=True))
        if detail != name:
            self.body.addWidget(label(detail, "quiet", wrap=True))

    def compare(self, picture: QImage, *columns: tuple[str, QWidget]) -> None:
        """Shows the paper, and beside it what stands below each caption."""
        crop = CropView(self.theme, CROP)
        crop.show_crop(picture)
        crop.setAccessibleName(self.tr("Potongan kertas"))
        shown = ((self.tr("Di kertas"), crop), *columns)
        self.body.addWidget(flowing(self.theme.space(3), *(self._column(*one) for one in shown)))

    def digits(self, symbols: str, written: str) -> Digits:
        """Boxes of which those that differ from the paper are marked."""
        return MarkedDigits(self.theme, symbols, written)

    def written(self, symbols: str) -> Digits:
        """Boxes as they should be."""
        digits = Digits(self.theme, BOXES)
        digits.show_symbols(symbols, "accent")
        return digits

    def _column(self, caption: str, widget: QWidget) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(0.5))
        column.addWidget(label(caption, "small"))
        side = QWidget()
        side.setFixedHeight(CROP)
        middle = tight(QHBoxLayout(side))
        middle.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(side)
        return place


class MistakeCard(Card):
    """A number that ended wrong, or was flagged without need."""

    def __init__(self, theme: Theme, one: Mistake, picture: QImage) -> None:
        super().__init__(theme)
        self.name(one.name, one.label, self._happened(one.kind))
        self.compare(
            picture,
            (self.tr("Seharusnya"), self.written(one.written)),
            (self.tr("Dibaca mesin"), self.digits(one.shown, one.written)),
            (self.tr("Anda kirim"), self._sent(one)),
        )
        if one.votes:
            words = self.tr("Selisih {votes} suara.").format(votes=f"{one.votes:,}".replace(",", "."))
            self.body.addWidget(label(words))

    def _sent(self, one: Mistake) -> QWidget:
        if one.kind == "false_flag":
            return label(self.tr("ditandai"), "quiet")
        return self.digits(one.sent, one.written) if one.sent else label(self.tr("tidak dijawab"), "quiet")

    def _happened(self, kind: str) -> str:
        return {
            "missed": self.tr("Salah baca lolos:"),
            "spoiled": self.tr("Sudah benar, lalu diubah:"),
            "miscorrected": self.tr("Koreksi belum tepat:"),
            "false_flag": self.tr("Ditandai padahal sesuai:"),
            "unanswered": self.tr("Belum diperiksa:"),
        }[kind]


class DifferenceCard(Card):
    """A number that the two operators answered differently."""

    def __init__(self, theme: Theme, one: Difference, picture: QImage) -> None:
        super().__init__(theme)
        self.name(one.name, one.label)
        self.compare(
            picture,
            (self.tr("Seharusnya"), self.written(one.written)),
            (self.tr("Utama"), self._sent(one.utama, one.written)),
            (self.tr("Cadangan"), self._sent(one.cadangan, one.written)),
        )

    def _sent(self, boxes: str, written: str) -> QWidget:
        return self.digits(boxes, written) if boxes else label(self.tr("ditandai"), "quiet")
