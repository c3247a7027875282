"""Before sending: the header, the signatures, and once more what looks suspicious."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Box, Button, clear, label, press_one, tight
from ..widgets.crop_view import CropView
from ..widgets.digits import Digits
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.page_view import PageView
from .result_gallery import Gallery
from .step import Step, scrolling, tab_through
from .words import names_of

if TYPE_CHECKING:
    from sirekap_trainer.exercise.review import Item

CROP = 56
#: Reasons shown above the numbers asked about; more would hide the numbers.
MAX_REASONS = 3


class SendStep(Step):
    """Asks two things, then sends."""

    stage = 4

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary_icon = "send"
        self.back = self.tr("Kembali memeriksa")
        self.page_view = PageView(theme)
        self._tabs = tight(QHBoxLayout(), theme.space(1))
        self._tab_group = QButtonGroup(self)
        self._tab_group.idClicked.connect(self.show_page)
        self.signed = Button(self.tr("Lengkap"), theme, icon="check")
        self.unsigned = Button(self.tr("Ada yang kosong"), theme, icon="warn")
        self.compared = Button(self.tr("Sudah saya bandingkan lagi"), theme, icon="check")
        self.own = Button(self.tr("Ya, TPS itu"), theme, icon="check")
        self.other = Button(self.tr("TPS lain"), theme, icon="warn")
        self._sign_group = self._pair(self.signed, self.unsigned)
        self._header_group = self._pair(self.own, self.other)
        self.compared.setCheckable(True)
        self._changes: list[Button] = []
        self._gallery: Gallery | None = None
        self.signed.clicked.connect(lambda: self._sign(complete=True))
        self.unsigned.clicked.connect(lambda: self._sign(complete=False))
        self.own.clicked.connect(lambda: self._read_header(own=True))
        self.other.clicked.connect(lambda: self._read_header(own=False))
        self.compared.toggled.connect(self._update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = QHBoxLayout(self)
        body.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(1))
        body.setSpacing(theme.space(3))
        left = tight(QVBoxLayout(), theme.space(1))
        left.addWidget(self.page_view, 1)
        left.addLayout(self._tabs)
        body.addLayout(left, 2)
        body.addWidget(scrolling(self._questions()), 4)
        tab_through(self, self.own, self.other, self.signed, self.unsigned, self.compared)

    def _pair(self, *buttons: Button) -> QButtonGroup:
        """Two answers to one question; none at first."""
        group = QButtonGroup(self)
        for button in buttons:
            button.setCheckable(True)
            group.addButton(button)
        return group

    def _questions(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(2))
        column.setContentsMargins(0, 0, self.theme.space(2), 0)
        column.addWidget(label(self.tr("Sebelum mengirim"), "title"))
        self._summary = label("", "quiet", wrap=True)
        column.addWidget(self._summary)
        self._header_words = label("", "label", wrap=True)
        column.addWidget(self._question(self._header_words, self.own, self.other))
        signing = label(self.tr("Tanda tangan KPPS dan saksi di kertas"), "label", wrap=True)
        column.addWidget(self._question(signing, self.signed, self.unsigned))
        self._again = Box("card")
        self._again.body.setContentsMargins(*[self.theme.space(2)] * 4)
        self._again.body.setSpacing(self.theme.space(1))
        self._again.body.addWidget(label(self.tr("Bandingkan sekali lagi"), "label"))
        self._suspects = tight(QVBoxLayout(), self.theme.space(1))
        self._again.body.addLayout(self._suspects)
        agreed = tight(QHBoxLayout())
        agreed.addWidget(self.compared)
        agreed.addStretch(1)
        self._again.body.addLayout(agreed)
        column.addWidget(self._again)
        final = Notice(self.theme)
        final.say(self.tr("Yang sudah dikirim tidak dapat diubah."), "info")
        column.addWidget(final)
        column.addStretch(1)
        return place

    def _question(self, words: QLabel, *answers: Button) -> Box:
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1.5))
        box.body.addWidget(words)
        box.body.addWidget(flowing(self.theme.space(1.5), *answers))
        return box

    def enter(self) -> None:
        """Shows what is about to be sent; what was compared before must be compared again."""
        review = self.session.review
        self.compared.setChecked(False)
        kinds = [item.answer.kind for item in review.items if item.answer is not None]
        words = self.tr("{all} angka diperiksa: {good} sesuai, {other} {what}.")
        what = self.tr("dikoreksi") if review.mode == "koreksi" else self.tr("ditandai")
        good = kinds.count("accepted")
        self._summary.setText(words.format(all=review.total, good=good, other=review.total - good, what=what))
        tps = self.session.packet.tps
        words = self.tr("Apakah kepala formulir menyebut TPS {tps}, {kelurahan}?")
        self._header_words.setText(words.format(tps=tps.number, kelurahan=tps.kelurahan))
        self._show_answers()
        for old in self._tab_group.buttons():
            self._tab_group.removeButton(old)  # it goes only later, and would answer to the number of its page
        clear(self._tabs)
        for page in self.session.form:
            button = Button(self.tr("Hal. {n}").format(n=page.number), self.theme)
            button.setCheckable(True)
            self._tab_group.addButton(button, page.number)
            self._tabs.addWidget(button)
        # Before the step, on which the keyboard is at first: Tab begins with a question, and behind the last is Kirim.
        tab_through(cast("QWidget", self.previousInFocusChain()), *self._tab_group.buttons())
        self._show_suspects()
        self.show_page(len(self.session.form.pages))
        self._update()
        # No button: one that only has the keyboard must not look like one that is chosen.
        self.setFocus()

    def leave(self) -> None:
        """No more rows are made: they would show another exercise."""
        if self._gallery is not None:
            self._gallery.stop()
            self._gallery = None
        self._changes.clear()
        clear(self._suspects)

    def show_page(self, number: int) -> None:
        """Shows a page as it was photographed."""
        taken = self.session.page(number)
        if taken is not None:
            self.page_view.show_image(taken.upright)
        self.page_view.setAccessibleName(self.tr("Halaman {n}").format(n=number))
        button = self._tab_group.button(number)
        if button is not None:
            button.setChecked(True)

    def press_primary(self) -> None:
        """Sends."""
        if self.attempt("", self.session.send):
            self.going.emit(self.session.where)

    def press_back(self) -> None:
        """Back to the numbers."""
        self.attempt("check", self.session.back)

    @property
    def suspects(self) -> list[Item]:
        """The numbers that are asked about once more."""
        review = self.session.review
        return [item for item in review.items if review.suspicious(item.id)]

    def _show_answers(self) -> None:
        exercise = self.session.exercise
        press_one(self._sign_group, {True: self.signed, False: self.unsigned, None: None}[exercise.signatures])
        press_one(self._header_group, {True: self.own, False: self.other, None: None}[exercise.own_header])

    def _show_suspects(self) -> None:
        clear(self._suspects)
        suspects = self.suspects
        self._again.setVisible(bool(suspects))
        review = self.session.review
        for finding in [one for one in review.findings() if not review.is_noted(one)][:MAX_REASONS]:
            notice = Notice(self.theme)
            notice.say(finding.message[:1].upper() + finding.message[1:], finding.severity)
            self._suspects.addWidget(notice)
        self._changes.clear()
        self._gallery = Gallery(self.theme, [partial(self._suspect_row, item) for item in suspects], space=1)
        self._gallery.grown.connect(self._order_rows)
        self._suspects.addWidget(self._gallery)
        self._order_rows()

    def _suspect_row(self, item: Item) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(0.5))
        row = tight(QHBoxLayout(), self.theme.space(2))
        title, detail = names_of(self.session, item)
        crop = CropView(self.theme, CROP)
        crop.show_crop(self.session.crop(item.number))
        crop.setAccessibleName(self.tr("Potongan kertas: {title}").format(title=title))
        digits = Digits(self.theme, CROP)
        digits.show_symbols(item.sent)
        change = Button(self.tr("Ubah"), self.theme, icon="pencil")
        change.setAccessibleName(self.tr("Ubah {title}").format(title=title))
        change.clicked.connect(lambda: self.change(item.id))
        self._changes.append(change)
        row.addWidget(crop)
        row.addWidget(digits)
        names = tight(QVBoxLayout())
        names.addStretch(1)
        names.addWidget(label(title, "strong", wrap=True))
        names.addWidget(label(detail, "small", wrap=True))
        names.addStretch(1)
        row.addLayout(names, 1)
        row.addWidget(change)
        column.addLayout(row)
        return place

    def _order_rows(self) -> None:
        """The rows come with the tabs of the pages: Tab and Space answer the questions, one Tab each, and undo none."""
        tab_through(self._tab_group.buttons()[-1], *self._changes)

    def change(self, number_id: str) -> None:
        """Back to checking, at this number."""
        self.session.wanted = number_id
        self.press_back()

    def _sign(self, *, complete: bool) -> None:
        self.attempt("", lambda: self.session.sign(complete=complete))
        self._update()

    def _read_header(self, *, own: bool) -> None:
        self.attempt("", lambda: self.session.read_header(own=own))
        self._update()

    def _update(self) -> None:
        unread = self.session.exercise.own_header is None
        unsigned = self.session.exercise.signatures is None
        uncompared = self._again.isVisibleTo(self) and not self.compared.isChecked()
        if unread:
            self.hints = self.tr("Jawab dulu soal kepala formulir · Tab, lalu Spasi")
        elif unsigned:
            self.hints = self.tr("Jawab dulu soal tanda tangan · Tab, lalu Spasi")
        elif uncompared:
            self.hints = self.tr("Bandingkan dulu angka yang ditanyakan · Tab, lalu Spasi")
        else:
            self.hints = self.tr("Enter kirim")
        self.set_ready(not unread and not unsigned and not uncompared, self.tr("Kirim"))
