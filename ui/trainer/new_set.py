"""One form for a new set of packets; beside it stands the page that will come out."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, QTimer
from PySide6.QtGui import QImage, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import Task, problem_of
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, clear, label, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from ..widgets.page_view import PageView
from .screen import Screen
from .words import levels
from .workshop import Workshop

if TYPE_CHECKING:
    from .shelf import Wishes

#: Rest after a change before the page is drawn anew, in milliseconds: someone who clicks on is not waited for.
REST = 250
#: Largest seed of a set: six digits, so that a packet's name stays short.
SEEDS = 1_000_000
#: Where most packets are a class of one kelurahan.
USUAL_COUNT = 7


class NewSetScreen(Screen):
    """Asks what the packets shall be."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary = self.tr("Buat paket")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter buat")
        self._seed = 0
        self._own_folder = ""
        self._drawing: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._draw)
        self._make_fields()
        row = tight(QHBoxLayout(), theme.space(3))
        row.addWidget(scrolling(self._form()), 5)
        row.addWidget(self._preview(), 3)
        self.body.addLayout(row, 1)

    # --- parts

    def _make_fields(self) -> None:
        theme = self.theme
        self.form = Choices(theme, self.tr("Formulir"), {form.id: form.name for form in self.workshop.forms})
        self.photos = Choices(theme, self.tr("Kesulitan foto"), levels())
        self.count = QLineEdit(str(USUAL_COUNT))
        self.count.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,4}"), self.count))
        self.count.setMaximumWidth(theme.text(120))
        self.folder = QLineEdit()
        self._problems = {field: label("", state="bad", wrap=True) for field in ("count", "folder")}
        self._count_caption = label("", "strong")
        for field in (self.count, self.folder):
            field.textEdited.connect(self._clear_problems)
        self.form.changed.connect(self._changed)
        self.photos.changed.connect(self._clear_problems)

    def _form(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(2))
        column.setContentsMargins(0, 0, self.theme.space(1), 0)
        column.addWidget(label(self.tr("Paket baru"), "title"))
        space = self.theme.space(4)
        column.addWidget(flowing(space, self.form, self._captioned(self._count_caption, self.count)))
        column.addWidget(self._problems["count"])
        column.addWidget(self.photos)
        self.folder_button = Button(self.tr("Pilih folder"), self.theme, icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        folder = label(self.tr("Folder untuk paket"), "strong", wrap=True)
        column.addWidget(self._captioned(folder, self.folder, self.folder_button))
        column.addWidget(self._problems["folder"])
        column.addStretch(1)
        return place

    def _captioned(self, caption: QLabel, field: QLineEdit, button: Button | None = None) -> QWidget:
        place = QWidget()
        caption.setBuddy(field)
        column = tight(QVBoxLayout(place), self.theme.space(0.75))
        column.addWidget(caption)
        row = tight(QHBoxLayout(), self.theme.space(1))
        row.addWidget(field, 1)
        if button is not None:
            row.addWidget(button)
        column.addLayout(row)
        return place

    def _preview(self) -> QWidget:
        self._preview_place = QWidget()
        column = tight(QVBoxLayout(self._preview_place), self.theme.space(1))
        self.page_view = PageView(self.theme)
        self._preview_words = label("", "quiet", wrap=True)
        self._tabs = tight(QHBoxLayout(), self.theme.space(1))
        self._tab_group = QButtonGroup(self)
        self._tab_group.idClicked.connect(lambda _: self._draw())
        column.addWidget(self._preview_words)
        column.addWidget(self.page_view, 1)
        column.addLayout(self._tabs)
        return self._preview_place

    # --- showing

    def enter(self) -> None:
        """A new set each time; what was wished last stays wished."""
        self._seed = secrets.randbelow(SEEDS)
        if not self.folder.text() or self.folder.text() == self._own_folder:
            self._suggest_folder()
        self._clear_problems()
        self._count_caption.setText(self.tr("Jumlah paket"))
        self.set_ready(True)
        self._show_tabs()
        self._draw()
        self.count.setFocus()
        self.count.selectAll()

    def leave(self) -> None:
        """No page is drawn any more."""
        self._timer.stop()
        if self._drawing is not None:
            self._drawing.cancel()

    def _changed(self) -> None:
        if self.folder.text() == self._own_folder:
            self._suggest_folder()
        self._clear_problems()
        self._timer.start()

    def _suggest_folder(self) -> None:
        name = f"{self.form.buttons[self.form.one].text()} {datetime.now().astimezone():%Y-%m-%d %H.%M}"
        self._own_folder = str(self.workshop.room / name)
        self.folder.setText(self._own_folder)
        self.folder.setCursorPosition(len(self._own_folder))

    def _show_tabs(self) -> None:
        pages = next(form.pages for form in self.workshop.forms if form.id == self.form.one)
        if len(self._tab_group.buttons()) == pages:
            return
        clear(self._tabs)
        for number in range(1, pages + 1):
            button = Button(self.tr("Hal. {n}").format(n=number), self.theme)
            button.setCheckable(True)
            self._tab_group.addButton(button, number)
            self._tabs.addWidget(button)
        self._tab_group.button(min(2, pages)).setChecked(True)

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        wishes, page = self.wishes(), self._tab_group.checkedId()
        self._preview_words.setText(self.tr("Contoh lembar"))
        self._drawing = self.workshop.draw_page(wishes, page, self._drawn, self._not_drawn)

    def _drawn(self, image: QImage) -> None:
        self._drawing = None
        self.page_view.show_image(image)

    def _not_drawn(self, error: BaseException) -> None:
        self._drawing = None
        problem = problem_of(error)
        self._preview_words.setText(f"{problem.message} {problem.hint}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page gives way where large text needs the room."""
        super().resizeEvent(event)
        self._preview_place.setVisible(self.width() >= self.theme.text(900))

    # --- answers

    def wishes(self) -> Wishes:
        """What is asked for now."""
        from .shelf import Wishes  # noqa: PLC0415

        return Wishes.model_validate(
            {
                "form": self.form.one,
                "count": int(self.count.text() or "0"),
                "seed": self._seed,
                "photos": self.photos.one or None,
                "folder": Path(self.folder.text().strip() or self._own_folder).expanduser(),
            }
        )

    def press_primary(self) -> None:
        """Looks whether it can be made, then makes it; or says beside the field what is wrong."""
        wishes = self.wishes()
        self._clear_problems()
        self.set_ready(False)
        self.workshop.check(wishes, lambda problems: self._checked(wishes, problems), self._failed)

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")

    def _checked(self, wishes: Wishes, problems: dict[str, str]) -> None:
        self.set_ready(True)
        for field, line in self._problems.items():
            line.setText(problems.get(field, ""))
            line.setVisible(field in problems)
        if problems:
            fields = {"count": self.count, "folder": self.folder}
            fields[next(iter(problems))].setFocus()
            return
        self.workshop.wishes = wishes
        self.going.emit("making")

    def _failed(self, error: BaseException) -> None:
        self.set_ready(True)
        self.trouble.emit(error)

    def _clear_problems(self) -> None:
        for line in self._problems.values():
            line.hide()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder untuk paket"))
        if chosen:
            self.folder.setText(chosen)
            self._clear_problems()
