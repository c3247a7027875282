"""One turn's result, and how far two operators agreed: what stands below the tabs of the step *Hasil*."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..language import said
from ..theme import Theme
from ..widgets.bars import ScoreBar
from ..widgets.basics import Box, IconLabel, label, tight
from .result_gallery import DifferenceCard, Gallery, MistakeCard

if TYPE_CHECKING:
    from .result_told import Crops, ToldPair, ToldTurn

#: Wide enough, at 100%, for a card beside the parts of the score.
BESIDE = 1080


class TurnView(QWidget):
    """A turn: one sentence and one figure, then the mistakes, the parts of the score, and what to practise next.

    Args:
        theme: Colours and sizes.
        told: The turn.
        crops: Pictures of its numbers.
        actions: Buttons below the sentence.
        named: Whether to say whose result it is: somebody else's is there too.
    """

    def __init__(
        self, theme: Theme, told: ToldTurn, crops: Crops, *, actions: Sequence[QWidget] = (), named: bool = False
    ) -> None:
        super().__init__()
        self.theme, self.told, self._crops = theme, told, crops
        self.headline = said(told.report.headline)
        column = tight(QVBoxLayout(self), theme.space(2.5))
        column.addWidget(self._head(named=named))
        for action in actions:
            column.addWidget(action)
        column.addWidget(_Columns(theme, *self._parts()))
        column.addStretch(1)

    def _head(self, *, named: bool) -> QWidget:
        report = self.told.report
        box = Box("ok" if report.passed else "warn", row=True)
        box.body.setContentsMargins(*[self.theme.space(3)] * 4)
        box.body.setSpacing(self.theme.space(3))
        tint = "accent_strong" if report.passed else "warn"
        box.body.addWidget(IconLabel(self.theme, "check" if report.passed else "warn", tint, 48))
        words = tight(QVBoxLayout(), self.theme.space(0.5))
        if named:
            words.addWidget(label(report.trainee.name, "strong", wrap=True))
        words.addWidget(label(self.headline, "title", wrap=True))
        if facts := self._facts():
            words.addWidget(label(facts, wrap=True))
        box.body.addLayout(words, 1)
        self.figure = label(report.figure, "figure")
        self.figure.setAccessibleName(self.tr("{points} dari 100").format(points=report.figure))
        total = tight(QVBoxLayout())
        total.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignRight)
        total.addWidget(label(self.tr("dari 100"), "quiet"), 0, Qt.AlignmentFlag.AlignRight)
        box.body.addLayout(total)
        return box

    def _facts(self) -> str:
        report, facts = self.told.report, []
        if report.first_right is not None:
            words = self.tr("Sekali jawab benar: {right} dari {all}.")
            facts.append(words.format(right=report.first_right, all=report.numbers))
        if report.found:
            facts.append(self.tr("Anda menemukan {n} angka yang salah dibaca mesin.").format(n=report.found))
        return " ".join(facts)

    def _mistakes(self) -> QWidget:
        form, mistakes = self.told.result.form.id, self.told.report.mistakes
        cards = [partial(MistakeCard, self.theme, one, self._crops.get((form, one.id), QImage())) for one in mistakes]
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        words = self.tr("Yang terlewat: {n} angka").format(n=len(mistakes))
        column.addWidget(label(words if mistakes else self.tr("Tidak ada angka yang terlewat"), "heading", wrap=True))
        if not mistakes:
            column.addWidget(label(self.tr("Semua angka terkirim seperti di kertas."), "quiet", wrap=True))
        self.gallery = Gallery(self.theme, cards)
        column.addWidget(self.gallery)
        return place

    def _parts(self) -> tuple[QWidget, QWidget]:
        """What stands left and right; without mistakes there is room on the left."""
        left, right = [self._mistakes()], [self._bars()]
        (right if self.told.report.mistakes else left).append(self._stake())
        if self.told.result.score.slips:
            right.append(self._slips())
        (right if self.told.report.mistakes else left).append(self._next())
        return _stacked(self.theme, left), _stacked(self.theme, right)

    def _bars(self) -> QWidget:
        place, column = _section(self.theme, self.tr("Nilai Anda"))
        for part in self.told.report.parts:
            column.addWidget(ScoreBar(self.theme, part.label, part.points, part.max))
        return place

    def _stake(self) -> QWidget:
        """Votes at stake: a figure, and what it means."""
        votes = self.told.report.votes_at_stake
        place, column = _section(self.theme, self.tr("Suara yang dipertaruhkan"))
        self.stake = label(f"{votes:,}".replace(",", "."), "hero", state="bad" if votes else "")
        column.addWidget(self.stake)
        words = (
            self.tr("Selisih suara yang Anda kirim dengan suara di kertas.")
            if votes
            else self.tr("Suara setiap pasangan calon terkirim seperti di kertas.")
        )
        column.addWidget(label(words, "quiet", wrap=True))
        return place

    def _slips(self) -> QWidget:
        """What was wrong on the paper, and whether it was noticed."""
        place, column = _section(self.theme, self.tr("Kejanggalan di kertas"))
        for one in self.told.result.score.slips:
            detail = said(one.slip.detail)
            words = self.tr("Anda temukan: {what}") if one.noticed else self.tr("Terlewat: {what}")
            icon, tint = ("check", "accent") if one.noticed else ("bad", "bad")
            column.addLayout(_pointed(self.theme, icon, tint, words.format(what=detail[:1].upper() + detail[1:])))
        return place

    def _next(self) -> QWidget:
        place, column = _section(self.theme, self.tr("Latihan berikutnya"))
        for sentence in self.told.report.advice:
            column.addLayout(_pointed(self.theme, "next", "accent", said(sentence)))
        return place


class PairView(QWidget):
    """How far the two operators agreed, form by form, and the numbers on which they did not."""

    def __init__(
        self, theme: Theme, pairs: Sequence[ToldPair], crops: Crops, *, actions: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.theme, self._crops = theme, crops
        self.headline = " ".join(self._sentence(one) for one in pairs)
        self.galleries: list[Gallery] = []
        column = tight(QVBoxLayout(self), theme.space(2.5))
        for one in pairs:
            column.addWidget(self._pair(one))
        for action in actions:
            column.addWidget(action)
        column.addStretch(1)

    def _pair(self, one: ToldPair) -> QWidget:
        from sirekap_trainer.reports.content import short_form  # noqa: PLC0415

        place, column = _section(self.theme, short_form(one.report.form))
        head = Box("info", row=True)
        head.body.setContentsMargins(*[self.theme.space(2)] * 4)
        head.body.setSpacing(self.theme.space(3))
        words = tight(QVBoxLayout(), self.theme.space(0.5))
        words.addWidget(label(self._sentence(one), "label", wrap=True))
        who = self.tr("Utama: {utama}. Cadangan: {cadangan}.")
        words.addWidget(label(who.format(utama=one.report.utama, cadangan=one.report.cadangan), "quiet", wrap=True))
        head.body.addLayout(words, 1)
        share = tight(QVBoxLayout())
        share.addWidget(label(one.report.percent, "figure"), 0, Qt.AlignmentFlag.AlignRight)
        share.addWidget(label(self.tr("sepakat"), "quiet"), 0, Qt.AlignmentFlag.AlignRight)
        head.body.addLayout(share)
        column.addWidget(head)
        form = one.agreement.form.id
        found = zip(one.report.differences, one.agreement.differences, strict=True)
        cards = [
            partial(DifferenceCard, self.theme, told, self._crops.get((form, at.number.id), QImage()))
            for told, at in found
        ]
        gallery = Gallery(self.theme, cards)
        self.galleries.append(gallery)
        column.addWidget(gallery)
        return place

    def _sentence(self, one: ToldPair) -> str:
        if not one.report.differences:
            return self.tr("Anda berdua sepakat pada semua {all} angka.").format(all=one.report.total)
        words = self.tr("Anda berdua sepakat pada {alike} dari {all} angka.")
        return words.format(alike=one.report.agreed, all=one.report.total)


class _Columns(QWidget):
    """Two columns, or one below the other where large text needs the room."""

    def __init__(self, theme: Theme, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._parts = tight(QHBoxLayout(self), theme.space(4))
        self._parts.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
        self._parts.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.text(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._parts.direction() != way:
            self._parts.setDirection(way)


def _stacked(theme: Theme, parts: Sequence[QWidget]) -> QWidget:
    place = QWidget()
    column = tight(QVBoxLayout(place), theme.space(3))
    for part in parts:
        column.addWidget(part)
    return place


def _section(theme: Theme, heading: str) -> tuple[QWidget, QVBoxLayout]:
    place = QWidget()
    column = tight(QVBoxLayout(place), theme.space(1.5))
    column.addWidget(label(heading, "heading", wrap=True))
    return place, column


def _pointed(theme: Theme, icon: str, tint: str, words: str) -> QHBoxLayout:
    """A sentence behind a sign."""
    row = tight(QHBoxLayout(), theme.space(1))
    row.addWidget(IconLabel(theme, icon, tint, 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True), 1)
    return row
