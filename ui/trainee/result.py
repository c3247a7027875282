"""The result: a sentence and a figure, then the mistakes, the parts of the score, and what to practise next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..widgets.bars import ScoreBar
from ..widgets.basics import Box, Button, IconLabel, clear, label, tight
from ..widgets.crop_view import CropView
from ..widgets.digits import Digits
from .step import Step, scrolling

if TYPE_CHECKING:
    from sirekap_trainer.exercise.scoring import Outcome, Score

#: Kinds of outcome that are mistakes to look at.
MISTAKES = ("missed", "spoiled", "miscorrected", "false_flag", "unanswered")
HEIGHT = 72


class ResultStep(Step):
    """Tells how well it went."""

    stage = 5

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Latihan lagi")
        self.back = self.tr("Selesai")
        self.hints = self.tr("Enter latihan lagi")
        self._content = QWidget()
        self._body = tight(QVBoxLayout(self._content), theme.space(2.5))
        self._body.setContentsMargins(0, 0, theme.space(2), 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(1))
        outer.addWidget(scrolling(self._content))
        self.headline = ""
        session.handed_in.connect(self._show_file)

    def enter(self) -> None:
        """Scores the exercise and shows it."""
        clear(self._body)
        if self.session.sealed:
            self._show_sent()
            return
        score, self.headline, advice = self.session.result()
        self._body.addWidget(self._head(score))
        lower = QWidget()
        columns = tight(QHBoxLayout(lower), self.theme.space(4))
        columns.addWidget(self._gallery(score), 3, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        stack = tight(QVBoxLayout(side), self.theme.space(3))
        stack.addWidget(self._bars(score))
        stack.addWidget(self._next(advice))
        columns.addWidget(side, 2, Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(lower)
        self._body.addStretch(1)
        self.setFocus()

    def _show_sent(self) -> None:
        """Of a sealed packet there is no score here: the file goes to the trainer."""
        self.headline = self.tr("Terkirim")
        box = Box("ok")
        box.body.setContentsMargins(*[self.theme.space(3)] * 4)
        box.body.setSpacing(self.theme.space(1.5))
        box.body.addWidget(label(self.headline, "title"))
        box.body.addWidget(label(self.tr("Ini ujian. Nilainya dibuka oleh pelatih Anda."), "label", wrap=True))
        self.sent_words = label(self.tr("Menyimpan hasil"), wrap=True)
        box.body.addWidget(self.sent_words)
        self.folder_button = Button(self.tr("Buka folder hasil"), self.theme, icon="folder")
        self.folder_button.hide()
        row = tight(QHBoxLayout())
        row.addWidget(self.folder_button)
        row.addStretch(1)
        box.body.addLayout(row)
        self._body.addWidget(box)
        self._body.addStretch(1)
        self.setFocus()

    def _show_file(self, path: Path) -> None:
        if self.headline != self.tr("Terkirim"):
            return
        words = self.tr("Serahkan berkas {name} kepada pelatih. Letaknya di {folder}.")
        self.sent_words.setText(words.format(name=path.name, folder=path.parent))
        url = QUrl.fromLocalFile(str(path.parent))
        self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(url))
        self.folder_button.show()

    def press_primary(self) -> None:
        """The same person, another packet."""
        self.session.restart()
        self.going.emit("packet")

    def press_back(self) -> None:
        """To the beginning."""
        self.session.restart(keep_trainee=False)
        self.going.emit("home")

    def _head(self, score: Score) -> QWidget:
        box = Box("ok" if score.passed else "warn", row=True)
        box.body.setContentsMargins(*[self.theme.space(3)] * 4)
        box.body.setSpacing(self.theme.space(3))
        tint = "accent_strong" if score.passed else "warn"
        box.body.addWidget(IconLabel(self.theme, "check" if score.passed else "warn", tint, 48))
        words = tight(QVBoxLayout(), self.theme.space(0.5))
        words.addWidget(label(self.headline, "title", wrap=True))
        box.body.addLayout(words, 1)
        figure = label(f"{score.total:.1f}".removesuffix(".0").replace(".", ","), "figure")
        figure.setAccessibleName(self.tr("{points} dari 100").format(points=figure.text()))
        total = tight(QVBoxLayout())
        total.addWidget(figure, 0, Qt.AlignmentFlag.AlignRight)
        total.addWidget(label(self.tr("dari 100"), "quiet"), 0, Qt.AlignmentFlag.AlignRight)
        box.body.addLayout(total)
        return box

    def _gallery(self, score: Score) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        mistakes = [one for one in score.outcomes if one.kind in MISTAKES]
        caught = sum(one.kind in ("caught", "flagged") for one in score.outcomes)
        column.addWidget(label(self.tr("Yang terlewat") if mistakes else self.tr("Tidak ada yang terlewat"), "heading"))
        if caught:
            words = self.tr("Anda menemukan {n} angka yang salah dibaca mesin.").format(n=caught)
            column.addWidget(label(words, "quiet", wrap=True))
        for outcome in mistakes:
            column.addWidget(self._mistake(outcome))
        return place

    def _mistake(self, outcome: Outcome) -> QWidget:
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1))
        head = tight(QHBoxLayout(), self.theme.space(1))
        head.addWidget(IconLabel(self.theme, "bad", "bad", 22))
        head.addWidget(label(self._kind(outcome.kind), state="bad"))
        head.addWidget(label(self.session.title(outcome.number), "strong", wrap=True), 1)
        box.body.addLayout(head)
        crop = CropView(self.theme, HEIGHT)
        crop.show_crop(self.session.crop(outcome.number))
        grid = tight(QGridLayout(), self.theme.space(0.5))
        grid.setHorizontalSpacing(self.theme.space(3))
        columns = (
            (self.tr("Di kertas"), crop),
            (self.tr("Seharusnya"), self._digits(outcome.written, "accent")),
            (self.tr("Dibaca mesin"), self._digits(outcome.shown, "ink")),
            (self.tr("Anda kirim"), self._digits(outcome.sent or "", "bad")),
        )
        for at, (words, widget) in enumerate(columns):
            grid.addWidget(label(words, "small"), 0, at)
            grid.addWidget(widget, 1, at)
        grid.setColumnStretch(len(columns), 1)
        box.body.addLayout(grid)
        return box

    def _digits(self, symbols: str, tint: str) -> QWidget:
        if not symbols:
            return label(self.tr("tidak dijawab"), "quiet")
        digits = Digits(self.theme, HEIGHT)
        digits.show_symbols(symbols, tint)
        return digits

    def _kind(self, kind: str) -> str:
        return {
            "missed": self.tr("Salah baca lolos:"),
            "spoiled": self.tr("Sudah benar, lalu diubah:"),
            "miscorrected": self.tr("Koreksi belum tepat:"),
            "false_flag": self.tr("Ditandai padahal sesuai:"),
            "unanswered": self.tr("Belum diperiksa:"),
        }[kind]

    def _bars(self, score: Score) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        column.addWidget(label(self.tr("Nilai Anda"), "heading"))
        for part in score.parts:
            column.addWidget(ScoreBar(self.theme, part.label, part.points, part.max))
        return place

    def _next(self, advice: tuple[str, ...]) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1))
        column.addWidget(label(self.tr("Latihan berikutnya"), "heading"))
        for sentence in advice:
            row = tight(QHBoxLayout(), self.theme.space(1))
            row.addWidget(IconLabel(self.theme, "next", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, wrap=True), 1)
            column.addLayout(row)
        return place
