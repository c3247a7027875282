"""The corners of a page by hand: for a photograph on which it was not found, or not found well."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..pages import Corners, Shot
from ..theme import Theme
from ..widgets.basics import Box, Button, label, tight
from ..widgets.corner_editor import CornerEditor
from ..widgets.drawing import Drawing
from ..widgets.notices import Notice
from .step import scrolling

#: Width of the words beside the photograph, in pixels of text.
WORDS = 344


class CornersPlace(QWidget):
    """The photograph with four corners to drag, what to do, and the corners by name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shot: Shot | None = None
        names = [self.tr("Kiri atas"), self.tr("Kanan atas"), self.tr("Kanan bawah"), self.tr("Kiri bawah")]
        self.editor = CornerEditor(theme, names, self.tr("ATAS"))
        self.editor.setAccessibleName(self.tr("Foto dengan empat sudut halaman"))
        self.editor.changed.connect(self._show)
        self.buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self.turn_button = Button(self.tr("Putar nomor sudut"), theme, icon="undo")
        self.turn_button.clicked.connect(self.editor.turn)
        self.notice = Notice(theme)
        row = tight(QHBoxLayout(self), theme.space(2))
        row.addWidget(self.editor, 1)
        self._words = QWidget()
        beside = tight(QVBoxLayout(self._words), theme.space(1))
        beside.addWidget(scrolling(self._instructions(names)), 1)
        beside.addWidget(self.notice)
        row.addWidget(self._words)
        theme.changed.connect(self._fit)
        self._fit()

    def _instructions(self, names: list[str]) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self._theme.space(1.5))
        column.addWidget(label(self.tr("Tunjukkan sudut"), "heading", wrap=True))
        column.addWidget(self._what_to_do())
        column.addLayout(self._by_name(names))
        column.addWidget(label(self.tr("Nomor 1 di kiri atas tulisan, juga bila halaman miring."), "quiet", wrap=True))
        column.addWidget(self.turn_button)
        column.addStretch()
        return place

    def _what_to_do(self) -> Box:
        card = Box("card", row=True)
        drawing = Drawing(self._theme, "corner_mark")
        drawing.setFixedSize(self._theme.text(72), self._theme.text(72))
        words = self.tr("Seret tiap lingkaran ke tanda sudut: tepat di titik temu dua kotak hitam.")
        card.body.addWidget(drawing)
        card.body.addWidget(label(words, wrap=True), 1)
        return card

    def _by_name(self, names: list[str]) -> QGridLayout:
        """Buttons for the corners, which lie as they do on the page."""
        grid = tight(QGridLayout(), self._theme.space(1))
        for at, (name, place) in enumerate(zip(names, ((0, 0), (0, 1), (1, 1), (1, 0)), strict=True)):
            button = Button(f"{at + 1}  {name}", self._theme)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard the photograph itself has the corners
            self._group.addButton(button, at)
            self.buttons.append(button)
            grid.addWidget(button, *place)
        self._group.idClicked.connect(self._choose)
        return grid

    def _fit(self) -> None:
        self._words.setFixedWidth(self._theme.text(WORDS))
        self.notice.reserve()

    def begin(self, shot: Shot, corners: Corners = ()) -> None:
        """Shows a photograph, with corners in the pixels of its preview where some are known."""
        self._shot = shot
        self.editor.show_photo(shot.preview, corners)
        self.editor.setFocus()

    @property
    def shot(self) -> Shot:
        """The photograph shown."""
        assert self._shot is not None
        return self._shot

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Where the corners are, in pixels of the upright photograph."""
        return self.shot.full(self.editor.corners)

    @property
    def possible(self) -> bool:
        """Whether the corners can be those of a page."""
        return self.editor.possible

    def _choose(self, corner: int) -> None:
        self.editor.choose(corner)
        self.editor.setFocus()

    def _show(self) -> None:
        self.buttons[self.editor.current].setChecked(True)
        if self.possible:
            self.notice.say(self.tr("Sudah tepat? Tekan Baca halaman."), "info")
        else:
            words = self.tr("Ini belum berbentuk halaman. Letakkan sudut 1, 2, 3, 4 searah jarum jam.")
            self.notice.say(words, "error")
