"""The laptop's camera: the live picture, the page outlined on it, and a shutter that also releases by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout

from ..camera import CameraError, Cameras, Choice, Eye, Source, no_camera, unplugged
from ..language import said
from ..session import Session
from ..tasks import Lane, problem_of
from ..theme import Theme
from ..widgets.basics import Box, Button, IconLabel, label, set_property, tight
from ..widgets.viewfinder import LiveView
from .way import Way

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sirekap_trainer.photo.live import Shutter, Sight

#: Width of the column beside the picture, pixels at 100%; it grows half as much as the text: the picture needs room.
COLUMN = 270
#: From this size of text on, percent, the advice is large enough without being a title, and would not find room as one.
LARGE = 150
#: Role of the column's card by its sign.
_ROLES = {"photo": "info", "warn": "warn", "check": "ok", "bad": "bad"}


class ByCamera(Way):
    """Shows what the camera sees and says what to do until the page can be taken.

    Args:
        theme: The look.
        session: Which page is wanted, and where photographs go.
        cameras: What there is to choose from.
    """

    icon = "laptop"

    def __init__(self, theme: Theme, session: Session, cameras: Cameras | None = None) -> None:
        super().__init__(theme, session)
        self.name = self.tr("Kamera laptop")
        self.hints = self.tr("Enter atau Spasi ambil foto · Esc cara lain")
        self._cameras = cameras or Cameras()
        self._chosen: Choice | None = None
        self._source: Source | None = None
        self._eye: Eye | None = None
        self._shutter: Shutter | None = None
        self._loading: Lane | None = None
        self._newest: NDArray[np.uint8] | None = None
        self._page = 0
        self._cameras.changed.connect(self._look_around)

    # --- the screen

    def _build(self) -> None:
        self.view = LiveView(self.theme)
        self.view.setAccessibleName(self.tr("Gambar kamera"))
        self.sign = IconLabel(self.theme, "photo", "ink_soft", 28)
        self.word = label("", "heading", wrap=True)
        self.advice = label("", "title", wrap=True)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.card = Box("info")
        self.card.body.setContentsMargins(*[self.theme.space(1.5)] * 4)
        self.card.body.setSpacing(self.theme.space(1))
        head = tight(QHBoxLayout(), self.theme.space(1.25))
        head.addWidget(self.sign)
        head.addWidget(self.word, 1)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.advice, 1)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Pilih kamera"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._choose)
        self.again = Button(self.tr("Coba lagi"), self.theme, role="primary", icon="retake")
        self.again.clicked.connect(lambda: self.begin(self._page))
        self.button = Button(self.tr("Ambil foto"), self.theme, role="primary", icon="photo")
        self.button.clicked.connect(self.release)
        self.by_itself = Button(self.tr("Otomatis"), self.theme)
        self.by_itself.setCheckable(True)
        self.by_itself.setChecked(True)
        self.by_itself.setToolTip(self.tr("Foto diambil sendiri begitu bingkai hijau."))
        self.by_itself.toggled.connect(self._dress_automatic)
        self.by_itself.clicked.connect(self._back_to_shutter)
        self._dress_automatic()
        column = tight(QVBoxLayout(), self.theme.space(1))
        column.addWidget(self.card, 1)
        self._options = tight(QBoxLayout(QBoxLayout.Direction.TopToBottom), self.theme.space(1))
        self._options.addWidget(self.choice, 1)
        self._options.addWidget(self.by_itself, 1)
        column.addLayout(self._options)
        column.addWidget(self.again)
        column.addWidget(self.button)
        row = tight(QHBoxLayout(self), self.theme.space(2))
        row.addWidget(self.view, 1)
        row.addLayout(column)
        self.theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.card.setFixedWidth(round(COLUMN * (1 + (self.theme.percent - 100) / 200)))
        large = self.theme.percent >= LARGE
        ways = QBoxLayout.Direction
        self._options.setDirection(ways.RightToLeft if large else ways.TopToBottom)
        set_property(self.word, "role", "label" if large else "heading")
        set_property(self.advice, "role", "strong" if large else "title")

    def _dress_automatic(self) -> None:
        self.by_itself.set_icon("check" if self.by_itself.isChecked() else "open")

    def _back_to_shutter(self) -> None:
        """Enter and Space go on to take the photograph after the mouse was elsewhere."""
        self.button.setFocus()

    def _say(self, sign: str, tint: str, word: str, advice: str) -> None:
        self.sign.show_icon(sign, tint)
        self.word.setText(word)
        self.advice.setText(advice)
        set_property(self.card, "role", _ROLES[sign])
        self.card.setAccessibleName(f"{word} {advice}")

    # --- beginning and ending

    def begin(self, page: int) -> None:
        """Opens the camera for a page."""
        self.build()
        self.end()
        self._page = page
        self.view.clear()
        self._show_working(working=True)
        self._say("photo", "ink_soft", self.tr("Menyiapkan kamera"), "")
        self._loading = Lane("kamera", self)
        self._loading.run(lambda _: self._load(), success=lambda _: self._loaded(), failure=self._fail)

    def end(self) -> None:
        """Lets the camera go."""
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
        if self._loading is not None:
            self._loading.dismiss()
        if self._eye is not None:
            self._eye.close()
            self._eye.deleteLater()
        self._loading = self._eye = self._source = self._shutter = self._newest = None

    def _load(self) -> None:
        self._cameras.load()
        from sirekap_trainer.photo import live  # noqa: F401, PLC0415 - in this lane, for it takes a while

    def _loaded(self) -> None:
        choices = self._cameras.choices()
        if not choices:
            self._fail(no_camera())
            return
        if self._chosen not in choices:
            self._chosen = choices[0]
        self._fill_choice(choices)
        self._open(self._chosen)

    def _fill_choice(self, choices: list[Choice]) -> None:
        self.choice.clear()
        for one in choices:
            self.choice.addItem(one.name, one)
        self.choice.setCurrentIndex(choices.index(self._chosen) if self._chosen in choices else 0)
        self.choice.setVisible(len(choices) > 1)

    def _open(self, choice: Choice) -> None:
        from sirekap_trainer.photo.live import Shutter  # noqa: PLC0415

        self._shutter = Shutter()
        self._eye = Eye((self.session.form.id, self._page), lambda: self.view.room, self)
        self._eye.shown.connect(self._show)
        self._eye.looked.connect(self._looked)
        self._eye.failed.connect(self._fail)
        try:
            source = self._cameras.open(choice)
        except CameraError as error:
            self._fail(error)
            return
        self._source = source
        source.framed.connect(self._eye.take)
        source.failed.connect(self._fail)
        source.start()
        self.button.setFocus()

    def _choose(self, index: int) -> None:
        chosen = self.choice.itemData(index)
        if chosen != self._chosen:
            self._chosen = chosen
            self.begin(self._page)

    def _look_around(self) -> None:
        """A camera was plugged in or out."""
        if self._source is None:
            return
        choices = self._cameras.choices()
        self._fill_choice(choices)
        if self._chosen not in choices:
            self._fail(unplugged())

    def _fail(self, error: BaseException) -> None:
        """Says what is wrong with the camera; the other ways remain."""
        self.end()
        self.view.clear()
        problem = problem_of(error)
        self._show_working(working=False)
        self._say("bad", "bad", said(problem.message), said(problem.hint))
        self.again.setFocus()

    def _show_working(self, *, working: bool) -> None:
        self.again.setVisible(not working)
        self.button.setVisible(working)
        self.button.setEnabled(False)
        self.by_itself.setVisible(working)
        self.choice.setVisible(working and self.choice.count() > 1)
        keys = self.tr("Enter atau Spasi ambil foto · Esc cara lain"), self.tr("Enter coba lagi · Esc cara lain")
        self.hints = keys[0 if working else 1]
        self.keys_changed.emit()

    # --- looking

    def _show(self, image: QImage, full: QSize) -> None:
        if self._shutter is not None:  # after the shot the picture stands still
            self.view.show_picture(image, full)

    def _looked(self, sight: Sight, picture: NDArray[np.uint8], at: float) -> None:
        if self._shutter is None:
            return
        if not self.button.isEnabled():
            self.button.setEnabled(True)
            self.button.setFocus()
        self._newest = picture
        self.view.show_sight(sight.state, [] if sight.outline is None else [tuple(p) for p in sight.outline.tolist()])
        self._tell(sight)
        good = self._shutter.see(sight, picture, at)
        if good and self.by_itself.isChecked() and self.isVisible():  # not behind the guide
            self.release()

    def _tell(self, sight: Sight) -> None:
        if sight.state == "siap":
            held = self.by_itself.isChecked()
            advice = self.tr("Tahan, foto diambil sendiri.") if held else self.tr("Tekan Enter.")
            self._say("check", "aligned", self.tr("Siap"), advice)
        elif sight.state == "atur":
            self._say("warn", "warn", self.tr("Belum pas"), said(sight.advice))
        else:
            self._say("photo", "ink_soft", self.tr("Mencari"), said(sight.advice))

    def release(self) -> None:
        """Takes the photograph: the sharpest of the last green pictures, or the newest where none is green."""
        if self._shutter is None or self._eye is None or self._newest is None:
            return
        best = self._shutter.best
        picture = self._newest if best is None else best
        self._shutter = None
        self.button.setEnabled(False)
        self._say("check", "accent", self.tr("Foto diambil"), "")
        path = self.session.photo_folder / f"kamera-{self._page}-{time.time_ns() // 1_000_000}.jpg"
        self._eye.write(picture, path, self._written)

    def _written(self, path: Path) -> None:
        self.end()
        self.taken.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter release, wherever the keyboard is."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.release()
        else:
            super().keyPressEvent(event)
