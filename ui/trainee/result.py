"""The result: a sentence and a figure, the mistakes, the parts of the score, what next; a tab a turn where several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..language import said
from ..session import Session
from ..tasks import Task
from ..theme import Theme
from ..widgets.basics import Box, Button, clear, label, tight
from ..widgets.busy import Busy
from ..widgets.flow import flowing
from .result_pdf import PdfKeeper
from .result_told import Crops, Told, ToldTurn, crops_of, tell
from .result_view import PairView, TurnView
from .step import Step, scrolling, tab_through

if TYPE_CHECKING:
    from ..rounds import Round

_SCROLLS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
#: Of a press of an arrow, at 100%: three lines.
ARROW = 60


class ResultStep(Step):
    """Tells how well it went, keeps it as a PDF, and offers a round out of the mistakes."""

    stage = 5

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.headline = ""
        self.told: Told | None = None
        self.view: TurnView | PairView | None = None
        self._crops: Crops = {}
        self._shown: ToldTurn | None = None
        self._task: Task | None = None
        #: Of an exam: when it was begun, and its file, once that is written.
        self._file: tuple[float | None, Path] | None = None
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.show_tab)
        self.tabs = QWidget()
        self._tab_row = tight(QHBoxLayout(self.tabs))
        self._content = QWidget()
        # As high as it is at its width; its least height is that of its least width, where every line breaks.
        self._content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._body = tight(QVBoxLayout(self._content), theme.space(2.5))
        self._body.setContentsMargins(0, 0, theme.space(2), 0)
        self._area = scrolling(self._content)
        self._area.verticalScrollBar().setSingleStep(theme.text(ARROW))
        result = QWidget()
        column = tight(QVBoxLayout(result), theme.space(2))
        column.addWidget(self.tabs)
        column.addWidget(self._area, 1)
        self.keeper = PdfKeeper(theme, session)
        self.keeper.trouble.connect(self.trouble)
        column.addWidget(self.keeper)
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.cancel)
        self._stack = QStackedWidget()
        self._stack.addWidget(result)
        self._stack.addWidget(self.busy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(1))
        outer.addWidget(self._stack)
        session.handed_in.connect(self._show_file)

    @property
    def place(self) -> str:  # type: ignore[override]  # computed here
        """Of several turns none is under way: only the TPS is named then."""
        several = len(self.session.sitting.turns) > 1
        return self.tr("TPS {number}").format(number=self.session.packet.tps.number) if several else ""

    # --- showing

    def enter(self) -> None:
        """Scores the sitting and shows it."""
        self.told, self._crops, self._shown, self.view = None, {}, None, None
        self._offer_buttons()
        if self.session.sealed:
            self.tabs.hide()
            clear(self._body)
            self._show_sent()
        else:
            self.told = tell(self.session)
            self._crops = crops_of(self.session, self.told)
            self._make_tabs(self.told)
            self.show_tab(0)
        self.keeper.rest()
        self._stack.setCurrentIndex(0)
        self.setFocus()

    def leave(self) -> None:
        """No round is made unseen; a PDF is written to its end."""
        self.cancel()

    def _offer_buttons(self) -> None:
        scrolling = self.tr("Panah ↑ ↓ menggulir · Enter latihan lagi")
        self.back, self.hints = self.tr("Selesai"), self.tr("Enter latihan lagi") if self.session.sealed else scrolling
        self.set_ready(True, self.tr("Latihan lagi"))

    def _make_tabs(self, told: Told) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._tab_row)
        names = [said(one.report.title) for one in told.turns] + ([self.tr("Kesepakatan")] if told.pairs else [])
        self.tabs.setVisible(len(names) > 1)
        buttons = []
        for at, name in enumerate(names):
            button = Button(name, self.theme)
            button.setCheckable(True)
            self._group.addButton(button, at)
            buttons.append(button)
        self._tab_row.addWidget(flowing(self.theme.space(1), *buttons))

    def show_tab(self, at: int) -> None:
        """Shows a turn's result, or behind the last of them how far the two operators agreed."""
        told = self.told
        assert told is not None
        clear(self._body)
        self._group.button(at).setChecked(True)
        self._shown = told.turns[at] if at < len(told.turns) else None
        actions = (self._actions(self._shown),)
        self.view = (
            PairView(self.theme, told.pairs, self._crops, actions=actions)
            if self._shown is None
            else TurnView(self.theme, self._shown, self._crops, actions=actions, named=len(told.turns) > 1)
        )
        self.headline = self.view.headline
        self._body.addWidget(self.view)
        self._area.verticalScrollBar().setValue(0)
        stops = (*self._group.buttons(), self.again_button, self.pdf_button, self.hand_in_button)
        tab_through(self, *stops, self.keeper.folder_button)

    def _actions(self, turn: ToldTurn | None) -> QWidget:
        """A round out of the mistakes, where there are any, and the PDF."""
        self.again_button = Button(self.tr("Latih kesalahan saya"), self.theme, icon="retake")
        self.pdf_button = Button(self.tr("Simpan PDF"), self.theme, icon="file")
        self.again_button.clicked.connect(self.practise_again)
        self.pdf_button.clicked.connect(self._ask_pdf)
        self.nothing = label(self.tr("Tidak ada yang perlu diulang."), "quiet")
        self.nothing.setMinimumHeight(self.theme.text(44))  # as a button is
        self.hand_in_button = self._hand_in()
        row = flowing(self.theme.space(1.5), self.again_button, self.pdf_button, self.hand_in_button, self.nothing)
        self.again_button.setVisible(turn is not None and turn.again is not None)
        self.nothing.setVisible(turn is not None and turn.again is None)
        return row

    def _hand_in(self) -> Button:
        button = Button(self.tr("Serahkan hasil"), self.theme, icon="send")
        button.clicked.connect(lambda: self.going.emit("hand_in"))
        return button

    # --- an exam

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
        self.hand_in_button = self._hand_in()
        box.body.addWidget(flowing(self.theme.space(1), self.hand_in_button, self.folder_button))
        self._body.addWidget(box)
        self._body.addStretch(1)
        if self._file is not None and self._file[0] == self.session.sitting.begun_at:
            self._show_file(self._file[1])

    def _show_file(self, path: Path) -> None:
        if self.headline != self.tr("Terkirim"):
            return
        self._file = self.session.sitting.begun_at, path
        both = len(self.session.sitting.crew) > 1
        one, two = self.tr("Serahkan berkas {name} kepada pelatih."), self.tr("Serahkan kedua berkas hasil.")
        words = (two if both else one) + " " + self.tr("Letaknya di {folder}.")
        self.sent_words.setText(words.format(name=path.name, folder=path.parent))
        url = QUrl.fromLocalFile(str(path.parent))
        self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(url))
        self.folder_button.show()

    # --- what next

    def press_primary(self) -> None:
        """The same people, another packet."""
        self.session.restart()
        self.going.emit("packet")

    def press_back(self) -> None:
        """To the beginning."""
        self.session.restart(keep_trainee=False)
        self.going.emit("home")

    def _ask_pdf(self) -> None:
        assert self.told is not None
        self.keeper.ask(self, self.told, self._crops)

    def practise_again(self) -> None:
        """Makes a round out of the mistakes that are shown; it begins with checking."""
        turn = self._shown
        if turn is None or turn.again is None or self._task is not None:
            return
        self.busy.start(self.tr("Menyiapkan latihan"))
        self._stack.setCurrentWidget(self.busy)
        self.back, self.hints = "", self.tr("Esc batal")
        self.set_ready(False)
        self._task = self.session.make_round(
            turn.again, turn.packet, turn.result.form, success=self._begin(turn), failure=self._failed
        )
        self._task.progressed.connect(self.busy.show_progress)
        self.busy.stop.setFocus()

    def _begin(self, turn: ToldTurn) -> Callable[[Round], None]:
        def begin(made: Round) -> None:
            self._task = None
            review = turn.result.turn.exercise.review
            assert review is not None
            self._stack.setCurrentIndex(0)
            self.attempt("check", lambda: self.session.begin_round(made, turn.result.trainee, review.mode))

        return begin

    def _failed(self, error: BaseException) -> None:
        self._show_result_again()
        self.trouble.emit(error)

    def cancel(self) -> None:
        """Makes no round; the result is still there."""
        if self._task is not None:
            self._task.cancel()
            self._show_result_again()

    def _show_result_again(self) -> None:
        self._task = None
        self._stack.setCurrentIndex(0)
        self._offer_buttons()
        self.again_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops making a round; arrows and page keys scroll."""
        action = _SCROLLS.get(event.key())
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        elif action is not None and self._task is None:
            self._area.verticalScrollBar().triggerAction(action)
        else:
            super().keyPressEvent(event)
