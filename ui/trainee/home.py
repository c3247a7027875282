"""Where the application opens: begin, or go on where it was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Box, Button, IconLabel, label, tight
from ..widgets.drawing import Drawing
from ..widgets.flow import flowing
from .guide import may_open
from .step import Step, scrolling

if TYPE_CHECKING:
    from sirekap_trainer.exercise.sitting import Sitting

    from ..handing import Kept


class HomeStep(Step):
    """Says what will be practised."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.primary = self.tr("Mulai latihan")
        self._goes_on = False
        # Below what scrolls, so that it is seen at every size of text.
        self.back, self.back_icon = self.tr("Untuk pelatih"), "packets"
        self.hints = self.tr("Enter mulai · F1 panduan")
        place = QWidget()
        row = tight(QHBoxLayout(place), theme.space(6))
        row.addStretch(1)
        row.addLayout(self._words(), 6)
        self._drawing = Drawing(theme, "welcome")
        row.addWidget(self._drawing, 4, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        tight(QVBoxLayout(self)).addWidget(scrolling(place))

    def _words(self) -> QVBoxLayout:
        theme = self.theme
        body = tight(QVBoxLayout(), theme.space(2))
        body.addStretch(1)
        body.addWidget(label(self.tr("Latihan Sirekap"), "hero", wrap=True))
        body.addWidget(label(self.tr("Ini hanya latihan. Tidak ada yang dikirim ke KPU."), "label", wrap=True))
        body.addSpacing(theme.space(1))
        self._interrupted = self._interrupted_box()
        body.addWidget(self._interrupted)  # above the rest, so that large text does not push out of sight what waits
        body.addLayout(self._way())
        self.guide = Button(self.tr("Panduan (F1)"), theme, role="plain", icon="info")
        self.guide.clicked.connect(lambda: self.going.emit("guide"))
        self.hand_in = Button(self.tr("Serahkan hasil"), self.theme, role="plain", icon="send")
        self.hand_in.clicked.connect(lambda: self.going.emit("hand_in"))
        tests = {"pre_test": self.tr("Tes awal"), "post_test": self.tr("Tes akhir")}
        self.tests = {name: self._test(name, words) for name, words in tests.items()}
        body.addWidget(flowing(theme.space(1), self.guide, *self.tests.values(), self.hand_in))
        body.addStretch(1)
        return body

    def _test(self, name: str, words: str) -> Button:
        button = Button(words, self.theme, role="plain", icon="pencil")
        button.clicked.connect(lambda: self._ask_who(name))
        return button

    def _way(self) -> QGridLayout:
        grid = tight(QGridLayout(), self.theme.space(2))
        texts = (
            ("photo", self.tr("Foto"), self.tr("Foto tiga halaman C.Hasil.")),
            ("page", self.tr("Periksa"), self.tr("Bandingkan setiap angka dengan kertas.")),
            ("send", self.tr("Kirim"), self.tr("Kirim, lalu lihat hasil Anda.")),
        )
        for row, (icon, name, text) in enumerate(texts):
            grid.addWidget(IconLabel(self.theme, icon, "accent", 36), row, 0)
            words = tight(QVBoxLayout(), 2)
            words.addWidget(label(f"{row + 1}. {name}", "label"))
            words.addWidget(label(text, "quiet", wrap=True))
            grid.addLayout(words, row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _interrupted_box(self) -> Box:
        box = Box("card", row=True)
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        self._interrupted_words = label("", wrap=True)
        self.anew = Button(self.tr("Mulai baru"), self.theme)
        self.anew.clicked.connect(self._press_beside)
        row = tight(QHBoxLayout(), self.theme.space(2))
        row.addWidget(self._interrupted_words, 1)
        row.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignVCenter)
        box.body.addLayout(row)
        box.hide()
        return box

    def enter(self) -> None:
        """Offers the interrupted sitting where there is one."""
        self._offer_going_on(False)
        self.session.after_names = "packet"
        self.setFocus()  # not on a button, which would take Enter
        self.session.look_for_saved(self._offer)
        self.session.handing.look(self._count, lambda _: None)

    def _count(self, kept: Kept) -> None:
        words = self.tr("Serahkan hasil ({count})") if kept.waiting else self.tr("Serahkan hasil")
        self.hand_in.setText(words.format(count=kept.waiting))

    def _offer(self, found: Sitting) -> None:
        from sirekap_trainer.exercise.sitting import Stage  # noqa: PLC0415

        if not found.crew:
            return
        over = found.stage is Stage.DONE
        self._offer_going_on(not over)
        self._interrupted.setVisible(True)
        self.anew.setText(self.tr("Lihat hasil") if over else self.tr("Mulai baru"))
        name = self.tr(" dan ").join(trainee.name for trainee in found.crew)
        if over:
            words = self.tr("Hasil {name}, TPS {tps}, masih dapat dilihat.")
            self._interrupted_words.setText(words.format(name=name, tps=found.crew[0].tps))
            return
        done = self._how_far(found)
        texts = {
            "latihan": self.tr("Latihan {name}, TPS {tps}, belum selesai ({done})."),
            "simulasi": self.tr("Simulasi {name}, TPS {tps}, belum selesai ({done})."),
            "ujian": self.tr("Ujian {name}, TPS {tps}, belum selesai ({done})."),
        }
        self._interrupted_words.setText(texts[found.mode].format(name=name, tps=found.crew[0].tps, done=done))

    def _how_far(self, found: Sitting) -> str:
        """What was reached: of several turns which one, and there how many numbers."""
        from sirekap_trainer.exercise.sitting import Stage  # noqa: PLC0415

        if found.stage is Stage.QUEUE:
            return self.tr("tinggal pengiriman")
        review = found.exercise.review
        counted = self.tr("{n} dari {all} angka")
        done = counted.format(n=review.answered, all=review.total) if review else self.tr("foto")
        if found.stage is Stage.HAND_OVER:
            done = self.tr("selesai")
        if len(found.turns) == 1:
            return done
        return self.tr("giliran {turn} dari {turns}: {done}").format(
            turn=found.current + 1, turns=len(found.turns), done=done
        )

    def _offer_going_on(self, offered: bool) -> None:  # noqa: FBT001 - reads as a sentence
        """Enter goes on with what was interrupted, where there is something: beginning anew must be chosen."""
        self._interrupted.setVisible(offered)
        self._goes_on = offered
        guided = may_open(self)
        self.guide.setVisible(guided)
        self.hints = self.tr("Enter lanjutkan · F1 panduan") if offered else self.tr("Enter mulai · F1 panduan")
        if not guided:
            self.hints = self.tr("Enter lanjutkan")
        self.set_ready(True, self.tr("Lanjutkan") if offered else self.tr("Mulai latihan"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawing gives way where large text needs the room."""
        super().resizeEvent(event)
        self._drawing.setVisible(self.width() >= self.theme.text(900))

    def press_back(self) -> None:
        """To the trainer's side."""
        self.going.emit("classes")

    def press_primary(self) -> None:
        """On to the name, or on with what was interrupted."""
        if self._goes_on:
            self.going.emit("resume")
        else:
            self._ask_who("packet")

    def _press_beside(self) -> None:
        """What Enter does not do: to begin anew, or to see a result again."""
        if self._interrupted.isVisible() and not self._goes_on:
            self.going.emit("resume")
        else:
            self._ask_who("packet")

    def _ask_who(self, then: str) -> None:
        self.session.restart(keep_trainee=False)
        self.session.after_names = then
        self.going.emit("identity")
