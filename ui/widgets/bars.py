"""A share of points as a bar with its figure on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..language import said
from ..theme import Theme


class ScoreBar(QWidget):
    """One part of a score: its name, the bar, and "48 dari 60". Readable in grey.

    Args:
        theme: Colours and type.
        name: Of the part.
        points: Reached.
        of: Possible.
    """

    def __init__(self, theme: Theme, name: str, points: float, of: float) -> None:
        super().__init__()
        self._theme, self._name, self._points, self._of = theme, said(name), points, of
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._name}: {self._figure()}")

    def sizeHint(self) -> QSize:
        """Words above, bar below."""
        return QSize(320, self._theme.text(20) + self._theme.text(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints name, figure and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = QRectF(0, 0, self.width(), self._theme.text(24))
        painter.setFont(self._theme.font(16))
        painter.setPen(self._theme.color("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.setFont(self._theme.font(16, bold=True, tabular=True))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._figure())
        bar = QRectF(0, words.height() + 2, self.width(), 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(bar, 6, 6)
        share = min(1.0, max(0.0, self._points / self._of)) if self._of else 0.0
        if share > 0:
            bar.setWidth(max(12.0, bar.width() * share))
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(bar, 6, 6)

    def _figure(self) -> str:
        return self.tr("{points} dari {of}").format(points=_plain(self._points), of=_plain(self._of))


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
