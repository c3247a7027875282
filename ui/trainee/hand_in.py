"""Handing results in: to a file on a stick, or over the local network to the trainer's laptop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ..handing import HandedOver, Kept
from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..trainer.fields import Field, show_whole
from ..widgets.basics import Button, keep_room, label, tight
from ..widgets.busy import Busy
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from .step import Step, centred

#: Of the field for an address, in pixels at 100%.
ADDRESS = 300
#: Of a line of text, in pixels at 100%.
LINE_HEIGHT = 20


class HandInStep(Step):
    """Asks how finished work goes to the trainer, hands it over, and says what happened."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = self.tr("Serahkan hasil")
        self.kept: Kept | None = None
        self._task: Task | None = None
        self._done = False
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        area, body = centred(theme, 760)
        self.waiting = Notice(theme)
        self.told = Notice(theme)
        self.again = Button("", theme, icon="retake")
        self.again.setCheckable(True)
        self.again.toggled.connect(self._refresh)
        self.code = label("", "quiet", wrap=True)
        body.addStretch(1)
        body.addWidget(label(self.tr("Serahkan hasil kepada pelatih"), "title", wrap=True))
        body.addWidget(self.waiting)
        self._asked = self._question()
        body.addWidget(self._asked)
        body.addWidget(self.told)  # below what it is about, where its coming and going moves nothing
        body.addWidget(self.code)
        body.addStretch(1)
        for one in (self.told, self.code, self.address.problem, self.key.problem):
            keep_room(one)
        self.told.reserve()
        theme.changed.connect(self.told.reserve)
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.cancel)
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(self.busy)
        tight(QVBoxLayout(self)).addWidget(self._stack)

    # --- parts

    def _question(self) -> QWidget:
        """All that is asked until it is answered."""
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(2))
        self._way = QStackedWidget()  # as high as the higher way, so that the choice stays where it is
        for part in (self._stick(), self._network()):
            self._way.addWidget(part)
        for part in (self._ways(), self._way, flowing(self.theme.space(1), self.again)):
            column.addWidget(part)
        return place

    def _ways(self) -> QWidget:
        self.by_stick = Button(self.tr("Simpan ke stik USB"), self.theme, role="choice", icon="file")
        self.by_network = Button(self.tr("Kirim lewat Wi-Fi"), self.theme, role="choice", icon="send")
        self._group = QButtonGroup(self)
        place = QWidget()
        row = tight(QHBoxLayout(place), self.theme.space(2))
        for button in (self.by_stick, self.by_network):
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.by_stick.setChecked(True)
        self._group.buttonToggled.connect(self._change_way)
        return place

    def _network(self) -> QWidget:
        self.network = QWidget()
        column = tight(QVBoxLayout(self.network), self.theme.space(2))
        words = self.tr("Pakai Wi-Fi yang sama dengan laptop pelatih. Alamat dan kodenya ada di layar pelatih.")
        column.addWidget(label(words, wrap=True))
        self.address = Field(self.theme, self.tr("Alamat"), width=ADDRESS)
        self.address.line.setPlaceholderText("192.168.43.10")
        self.key = Field(self.theme, self.tr("Kode"), width=ADDRESS)
        self.key.line.setPlaceholderText("abcd2345")
        column.addWidget(flowing(self.theme.space(3), self.address, self.key))
        for field in (self.address, self.key):
            field.line.setMaxLength(120)
            field.edited.connect(self._typed)
            self.theme.measure(field.problem.setMinimumHeight, LINE_HEIGHT)
        column.addStretch(1)
        return self.network

    def _stick(self) -> QWidget:
        words = self.tr("Pasang stik USB, simpan berkas hasil di sana, lalu serahkan stik itu kepada pelatih.")
        self.stick = label(words, wrap=True)
        self.stick.setAlignment(Qt.AlignmentFlag.AlignTop)
        return self.stick

    # --- showing

    def enter(self) -> None:
        """Looks how much there is."""
        self._done = False
        self.kept = None
        self.told.hide()
        self._count()
        self.again.setChecked(False)
        self._stack.setCurrentIndex(0)
        self._offer()
        self.setFocus()

    def leave(self) -> None:
        """Nothing is sent unseen."""
        self.cancel()

    def _count(self) -> None:
        """Looks in the lane how much there is."""
        self.waiting.say(self.tr("Menghitung hasil"), "info")
        if self.kept is None:
            self.again.hide()
            self.code.hide()
        self.session.handing.look(self._show, self._failed)

    def _show(self, kept: Kept) -> None:
        self.kept = kept
        if kept.waiting:
            self.waiting.say(self.tr("{count} hasil belum diserahkan.").format(count=kept.waiting), "info")
        elif kept.handed_over:
            self.waiting.say(self.tr("Semua hasil sudah diserahkan."), "ok")
        else:
            self.waiting.say(self.tr("Belum ada hasil. Selesaikan satu latihan dulu."), "info")
        words = self.tr("Sertakan {count} hasil yang sudah pernah diserahkan")
        self.again.setText(words.format(count=kept.handed_over))
        self.again.setVisible(kept.handed_over > 0)
        self.code.setVisible(bool(kept.code))
        self.code.setText(self.tr("Kode laptop ini: {code}").format(code=kept.code))
        self._offer()

    def _offer(self) -> None:
        """What the buttons say now."""
        self.back = self.tr("Kembali")
        network = self.by_network.isChecked()
        self._asked.setVisible(not self._done)
        self.primary_icon = "check" if self._done else "send" if network else "file"
        words = self.tr("Selesai") if self._done else self.tr("Kirim") if network else self.tr("Pilih stik USB")
        self.hints = (
            self.tr("Enter selesai")
            if self._done
            else self.tr("Tab isian berikutnya · Enter kirim")
            if network
            else self.tr("Tab pilihan lain · Enter pilih stik USB")
        )
        self.set_ready(self._done or self._something, words)

    @property
    def _something(self) -> bool:
        """Whether there is anything to hand over."""
        kept = self.kept
        return kept is not None and (kept.waiting > 0 or (self.again.isChecked() and kept.handed_over > 0))

    def _refresh(self) -> None:
        if self._task is None:
            self._offer()

    def _change_way(self) -> None:
        network = self.by_network.isChecked()
        self._way.setCurrentWidget(self.network if network else self.stick)
        self.told.hide()
        self._refresh()
        if network:
            self.address.line.setFocus()

    def _typed(self) -> None:
        self.told.hide()

    # --- handing over

    def press_primary(self) -> None:
        """Hands over, or goes on where that was done."""
        if self._done:
            self.press_back()
        elif self.by_network.isChecked():
            self.send()
        else:
            self.save()

    def press_back(self) -> None:
        """To the result this was asked for at, or to the beginning."""
        self.going.emit("result" if self.session.where == "result" else "home")

    def save(self) -> None:
        """Asks for a folder, and writes the file there."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih stik USB atau folder"), self._folder)
        if chosen:
            self._folder = chosen
            self._begin(self.tr("Menyimpan hasil"))
            self._task = self.session.handing.save(
                Path(chosen), everything=self.again.isChecked(), success=self._saved, failure=self._failed
            )

    def send(self) -> None:
        """Sends to the address that was typed."""
        for field, words in (
            (self.address, self.tr("Ketik alamat di layar pelatih.")),
            (self.key, self.tr("Ketik kode di layar pelatih.")),
        ):
            whole = field is self.key and "/" in self.address.text.removeprefix("http://")
            if not field.text and not whole:
                field.complain(words)
                return
        self._begin(self.tr("Mengirim hasil ke laptop pelatih"))
        self._task = self.session.handing.send(
            self.address.text,
            self.key.text,
            everything=self.again.isChecked(),
            success=self._sent,
            failure=self._failed,
        )

    def cancel(self) -> None:
        """Stops handing over; what did not arrive waits."""
        if self._task is not None:
            self._task.cancel()
            self._rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops sending."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _begin(self, words: str) -> None:
        self.told.hide()
        self.busy.start(words)
        self._stack.setCurrentWidget(self.busy)
        self.back, self.hints = "", self.tr("Esc batal")
        self.set_ready(False)
        self.busy.stop.setFocus()

    def _rest(self) -> None:
        self._task = None
        self._stack.setCurrentIndex(0)
        self._offer()
        self.setFocus()

    def _saved(self, done: HandedOver) -> None:
        names = ", ".join(path.name for path in done.paths)
        words = self.tr(
            "{count} hasil disimpan di {folder} sebagai {names}. Keluarkan stik dengan aman, "
            "lalu serahkan kepada pelatih."
        )
        folder = done.paths[0].parent if done.paths else Path()
        self._finish(words.format(count=done.parts, folder=folder, names=names), "ok")

    def _sent(self, done: HandedOver) -> None:
        words = self.tr("{count} hasil ada di laptop pelatih.").format(count=done.parts)
        if done.refused:
            rest = self.tr("{count} lainnya belum diterima; simpan ke stik USB.").format(count=done.refused)
            self._finish(f"{words} {rest}", "warning")
        else:
            self._finish(words, "ok")

    def _finish(self, words: str, severity: str) -> None:
        self._done = severity == "ok"
        self._rest()
        self._say(words, severity)
        self._count()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
            return
        self._say(f"{problem.message} {problem.hint}", "error")
        if self.by_network.isChecked():
            about_code = getattr(error, "code", "") in ("kode", "kedaluwarsa")
            (self.key if about_code else self.address).line.setFocus()

    def _say(self, words: str, severity: str) -> None:
        self.told.say(words, severity)
        self.told.show()
        show_whole(self.told)
