"""Types the key of a sheet filled in by hand: the number on the photograph, large, beside the boxes to type it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..language import said
from ..pages import CROP_PAD
from ..session import Session
from ..tasks import Task
from ..theme import Theme
from ..widgets.basics import Button, Elided, clear, label, set_state, tight
from ..widgets.crop_view import CropView
from ..widgets.digits import DigitEditor
from ..widgets.notices import Notice
from ..widgets.page_view import PageView
from .keying import KeyPage, Typed, Verdict
from .screen import Screen
from .workshop import Workshop

if TYPE_CHECKING:
    from sirekap_trainer.form.model import Number

    from .keying import FilledSheet

#: The last entry of the list: whether all signatures are there (`practice/key.py` calls it so as well).
SIGNATURES = "tanda_tangan"
#: Heights at 100%, in pixels: of the crop and the boxes beside it, and of the boxes for bubbles.
CROP, BUBBLES = 84, 44
#: Height of the crop and the boxes where there is little room.
SMALL = 60
#: Keys that write a symbol into a box.
_SYMBOLS = {"X": "X", "-": "-", " ": "_"}
_CONTROL = Qt.KeyboardModifier.ControlModifier


class KeyScreen(Screen):
    """One number after the other; Enter goes on. Everything is checked before it is saved."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop) -> None:
        super().__init__(theme, session, workshop)
        self.primary, self.primary_icon = self.tr("Simpan kunci"), "check"
        self.back = self.tr("Kembali")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.typed = Typed()
        self.current = ""
        self.problems: dict[str, str] = {}
        self.doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self.uprights: dict[int, QImage] = {}
        self._shown_page = 0
        self._reading: Task | None = None
        self._asked: Task | None = None  # what was typed before, or a judgement of it
        self._begun = False  # whether what was typed before is here
        self._make_parts()
        self.body.setSpacing(theme.space(1))
        self.body.addLayout(self._head())
        row = tight(QHBoxLayout(), theme.space(3))
        row.addWidget(self._page_place(), 3)
        row.addWidget(self._number_place(), 4)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _make_parts(self) -> None:
        theme = self.theme
        self.page_view = PageView(theme)
        self.page_view.picked.connect(self.go_to)
        self.crop = CropView(theme, theme.text(CROP))
        self.editor = DigitEditor(theme, theme.text(CROP))
        self.bubbles = DigitEditor(theme, theme.text(BUBBLES))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Angka di lembar ini"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.go_to(item.data(Qt.ItemDataRole.UserRole)))
        self.look_button = self._button(self.tr("Lihat (F3)"), self.look_at_doubt)
        self.paper_button = self._button(self.tr("Di kertas begitu (F4)"), self.say_on_paper)
        self.notice = Notice(theme, [self.look_button, self.paper_button])

    def _button(self, words: str, action: Callable[[], object], icon: str = "") -> Button:
        """A button that leaves the keyboard to the numbers; its key stands on it."""
        button = Button(words, self.theme, icon=icon)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(action)
        return button

    def _head(self) -> QHBoxLayout:
        self.heading = Elided("title")
        self._tabs = tight(QHBoxLayout(), self.theme.space(1))
        self._tab_group = QButtonGroup(self)
        self._tab_group.idClicked.connect(self._go_to_page)
        self.photo_button = self._button(self.tr("Ambil foto (F6)"), self._ask_photos, "file")
        head = tight(QHBoxLayout(), self.theme.space(2))
        head.addWidget(self.heading, 1)
        head.addLayout(self._tabs)
        head.addWidget(self.photo_button)
        return head

    def _page_place(self) -> QWidget:
        self._page = QWidget()
        column = tight(QVBoxLayout(self._page), self.theme.space(0.5))
        self._no_photo = label("", "quiet", wrap=True)
        self._no_photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page_stack = QStackedWidget()
        self._page_stack.addWidget(self._no_photo)
        self._page_stack.addWidget(self.page_view)
        self.photo_words = label("", "quiet", wrap=True)
        column.addWidget(self._page_stack, 1)
        column.addWidget(self.photo_words)
        return self._page

    def _number_place(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1))
        self._top = QWidget()
        top = tight(QHBoxLayout(self._top), self.theme.space(2))
        self.section = Elided("quiet")
        self.progress = label("", "quiet")
        top.addWidget(self.section, 1)
        top.addWidget(self.progress)
        column.addWidget(self._top)
        self.title = label("", "label", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self.title)
        pair = tight(QHBoxLayout(), self.theme.space(2))
        pair.addWidget(self.crop)
        pair.addWidget(self.editor)
        pair.addWidget(self._bubbles_place(), 0, Qt.AlignmentFlag.AlignBottom)
        self.yes = self._button(self.tr("Lengkap (Y)"), lambda: self.sign(complete=True))
        self.no = self._button(self.tr("Ada yang kurang (T)"), lambda: self.sign(complete=False))
        for button in (self.yes, self.no):
            button.setCheckable(True)
            pair.addWidget(button)
        pair.addStretch(1)
        column.addLayout(pair)
        self.problem = label("", state="bad", wrap=True)
        column.addWidget(self.problem)
        column.addWidget(self.list, 100)
        column.addStretch(1)  # where there is no list
        return place

    def _bubbles_place(self) -> QWidget:
        self._bubble_row = QWidget()
        column = tight(QVBoxLayout(self._bubble_row), self.theme.space(0.5))
        column.addWidget(label(self.tr("Bulatan bila lain (B)"), "small"))
        column.addWidget(self.bubbles)
        return self._bubble_row

    # --- showing

    @property
    def sheet(self) -> FilledSheet:
        """The sheet at hand."""
        sheet = self.workshop.sheet
        assert sheet is not None
        return sheet

    @property
    def numbers(self) -> list[str]:
        """Ids in the form's order, and the signatures."""
        return [*(number.id for number in self.sheet.form.numbers), SIGNATURES]

    def number(self, name: str) -> Number | None:
        """A number of the form; None for the signatures."""
        return None if name == SIGNATURES else self.sheet.form.number(name)

    def name_of(self, name: str) -> str:
        """A number's words: the pair's names for a candidate."""
        number = self.number(name)
        if number is None:
            return self.tr("Semua tanda tangan lengkap?")
        for pair in self.sheet.blank.candidates:
            if pair.number == number.candidate:
                return f"{pair.number}. {pair.first} – {pair.second}"
        return number.label

    def enter(self) -> None:
        """Goes on where the key was left."""
        if self.workshop.sheet is None:
            self.going.emit("sets")
            return
        words = self.tr("Kunci {id} · TPS {tps}")
        self.heading.say(words.format(id=self.sheet.blank.id, tps=self.sheet.blank.tps.number))
        self.typed, self.problems, self.doubts = Typed(), {}, ()
        self.uprights, self._shown_page, self.current = {}, 0, self.numbers[0]
        self._show_tabs()
        self._show_number()  # what stood in the boxes was another sheet's
        self._fill_list()
        self._show_doubts()
        self.set_ready(False)
        self._begun = False
        self._asked = self.workshop.begin_key(self.sheet, self._begin, self._not_begun)
        self.setFocus()

    def _not_begun(self, error: BaseException) -> None:
        self._asked, self._begun = None, True
        self.trouble.emit(error)

    def _begin(self, typed: Typed) -> None:
        self._asked, self._begun = None, True
        self.typed = typed
        self._fill_list()
        self.go_to(self._first_open() or self.numbers[0])
        self.set_ready(True)
        if self.sheet.photos:
            self.take_photos(list(self.sheet.photos.values()))

    def leave(self) -> None:
        """What was typed is kept; no photograph is read any more, and nothing saved that was not judged yet."""
        self._store()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def go_to(self, name: str) -> None:
        """Makes a number the current one; what was typed at the one before is kept."""
        self._store()
        self.current = name
        self._show_number()
        self._show_page()
        self.setFocus()

    def _show_number(self) -> None:
        number = self.number(self.current)
        boxes = self.typed.boxes.get(self.current)
        wide = len(number.boxes) if number is not None else 0
        self.section.say(number.section if number is not None else "")
        self.title.setText(self.name_of(self.current))
        self.editor.start("_" * wide, boxes)
        has_bubbles = number is not None and number.bubbles is not None
        self.bubbles.start("_" * wide, self.typed.bubbles.get(self.current) if has_bubbles else None)
        self.editor.setVisible(number is not None)
        self._bubble_row.setVisible(has_bubbles)
        for button, signed in ((self.yes, True), (self.no, False)):
            button.setVisible(number is None)
            button.setChecked(self.typed.signed is signed)
        self._show_crop(number)
        self._say_problem(self.problems.get(self.current, ""))
        self._show_progress()

    def _show_crop(self, number: Number | None) -> None:
        page = number.page if number is not None else 0
        upright = self.uprights.get(page)
        self.crop.setVisible(number is not None and upright is not None)
        if number is not None and upright is not None:
            pad = CROP_PAD
            part = self._place_of(number).adjusted(-pad, -pad, pad, pad).toRect()
            self.crop.show_crop(upright.copy(part.intersected(upright.rect())))
            self.crop.setAccessibleName(self.tr("Potongan kertas: {name}").format(name=self.name_of(number.id)))

    def _show_page(self) -> None:
        number = self.number(self.current)
        page = number.page if number is not None else self.sheet.form.pages[-1].number
        self._tab_group.button(page).setChecked(True)
        upright = self.uprights.get(page)
        self._page_stack.setCurrentIndex(1 if upright is not None else 0)
        if upright is None:
            words = self.tr("Belum ada foto halaman {n}.\nAmbil foto, atau ketik sambil melihat kertas.")
            self._no_photo.setText(words.format(n=page))
        elif page != self._shown_page:
            self._shown_page = page
            self.page_view.set_places({one.id: self._place_of(one) for one in self.sheet.form.page(page).numbers})
            self.page_view.show_image(upright)
        self.page_view.light(self.current)

    def _place_of(self, number: Number) -> QRectF:
        from sirekap_trainer.photo.page import MARGIN, bounding, frame_size  # noqa: PLC0415 - there by now

        width, height = frame_size(self.sheet.form)
        rect = bounding(number.boxes)
        return QRectF(rect.x * width + MARGIN, rect.y * height + MARGIN, rect.w * width, rect.h * height)

    def _show_tabs(self) -> None:
        pages = [page.number for page in self.sheet.form.pages]
        if [self._tab_group.id(button) for button in self._tab_group.buttons()] == pages:
            return
        for button in self._tab_group.buttons():
            self._tab_group.removeButton(button)
        clear(self._tabs)
        for page in pages:
            button = self._button(self.tr("Hal. {n}").format(n=page), lambda: None)
            button.setCheckable(True)
            self._tab_group.addButton(button, page)
            self._tabs.addWidget(button)
        self._arrange()

    def _go_to_page(self, page: int) -> None:
        self.go_to(self.sheet.form.page(page).numbers[0].id)

    def _fill_list(self) -> None:
        self.list.clear()
        for name in self.numbers:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
            self._show_row(name)

    def _show_row(self, name: str) -> None:
        item = self.list.item(self.numbers.index(name))
        if name == SIGNATURES:
            said = {True: self.tr("lengkap"), False: self.tr("kurang"), None: "·  ·  ·"}[self.typed.signed]
        else:
            said = "  ".join(self.typed.boxes.get(name, "···").replace("_", "␣"))
        mark = "\u26a0 " if name in self.problems else ""
        item.setText(f"{mark}{said}     {self.name_of(name)}")

    def _show_progress(self) -> None:
        done = len(self.typed.boxes) + (self.typed.signed is not None)
        words = self.tr("{n} dari {all}").format(n=done, all=len(self.numbers))
        self.progress.setText(words)
        row = self.numbers.index(self.current)
        self.list.setCurrentRow(row)
        self.list.scrollToItem(self.list.item(row), QListWidget.ScrollHint.PositionAtCenter)
        if self.current == SIGNATURES:
            self.hints = self.tr("Y lengkap · T ada yang kurang · Enter lanjut · panah ke angka lain")
        else:
            self.hints = self.tr("Ketik isi kotak: 0-9, X, - atau spasi · Enter lanjut · panah ke angka lain")
        self.buttons_changed.emit()

    def _say_problem(self, words: str) -> None:
        set_state(self.problem, words, "bad")
        self.problem.setVisible(bool(words) or self.problem.minimumHeight() > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Page and list give way where large text needs the room; the crop stays."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= self.theme.text(800)
        for part in (self._page, self._top, self.list, *self._tab_group.buttons()):
            part.setVisible(roomy)
        # Where there is room, nothing jumps when a name takes two lines or something is wrong.
        self.title.setMinimumHeight(2 * self.theme.text(24) if roomy else 0)
        self.problem.setMinimumHeight(self.theme.text(22) if roomy else 0)
        for boxes in (self.crop, self.editor):
            boxes.set_height(self.theme.text(CROP if roomy else SMALL))

    # --- typing

    def accept(self) -> None:
        """Enter: keeps the number and goes on to the next that is open; saves once none is."""
        if self.editor.active and self.editor.empty:
            self.editor.start("_" * len(self.editor.text), self.typed.boxes.get(self.current))
        self._store()
        if self.current not in self.typed.boxes and not (self.current == SIGNATURES and self.typed.signed is not None):
            words = self.tr("Pilih dulu.") if self.current == SIGNATURES else self.tr("Ketik isi kotaknya dulu.")
            self._say_problem(words)
            return
        following = self._first_open(after=self.current)
        if following is not None:
            self.go_to(following)
        else:
            self.press_primary()

    def _store(self) -> None:
        """Takes what stands in the boxes, and has it kept; not in the place of what is still to come."""
        if not self._begun:
            return
        boxes, bubbles = dict(self.typed.boxes), dict(self.typed.bubbles)
        if self.editor.active and not self.editor.empty:
            boxes[self.current] = self.editor.text
        if self.bubbles.active:
            bubbles[self.current] = self.bubbles.text.replace("X", "0")
            if self.bubbles.empty:
                bubbles.pop(self.current)
        self._take(self.typed.model_copy(update={"boxes": boxes, "bubbles": bubbles}))

    def _take(self, typed: Typed) -> None:
        if typed == self.typed:
            return
        self.typed = typed.model_copy(update={"on_paper": False})
        self.problems.pop(self.current, None)
        if self.doubts:
            self.doubts = ()
            self._show_doubts()
        self._show_row(self.current)
        self.workshop.keep_key(self.sheet, self.typed, self.trouble.emit)

    def sign(self, *, complete: bool) -> None:
        """Whether all signatures are there."""
        if self._begun:
            self._take(self.typed.model_copy(update={"signed": complete}))
        self._show_number()

    def _first_open(self, *, after: str = "") -> str | None:
        """The next number without an entry, round the end; None where all have one."""
        names = self.numbers
        at = names.index(after) + 1 if after else 0
        for name in (*names[at:], *names[:at]):
            if name not in self.typed.boxes and not (name == SIGNATURES and self.typed.signed is not None):
                return name
        return None

    def step_by(self, step: int) -> None:
        """To the next or previous number, round the ends."""
        names = self.numbers
        self.go_to(names[(names.index(self.current) + step) % len(names)])

    # --- photographs

    def _ask_photos(self) -> None:
        words = self.tr("Foto lembar ini (*.jpg *.jpeg *.png)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Pilih foto halaman lembar ini"), "", words)
        self.take_photos([Path(one) for one in chosen])

    def take_photos(self, photos: list[Path]) -> None:
        """Finds the pages on photographs; typing goes on meanwhile."""
        if not photos or self._reading is not None:
            return
        self.photo_button.setEnabled(False)
        self.photo_words.setText(self.tr("Membaca foto"))
        self._reading = self.workshop.read_pages(self.sheet, photos, self._take_pages, self._no_pages)
        self._reading.progressed.connect(lambda words, _: self.photo_words.setText(words))
        self._reading.finished.connect(self._read_no_more)

    def _read_no_more(self) -> None:
        self._reading = None
        self.photo_button.setEnabled(True)

    def _take_pages(self, pages: list[KeyPage]) -> None:
        for one in pages:
            if one.upright is not None:
                self.uprights[one.page] = one.upright
        problems = [one.problem for one in pages if one.problem]
        set_state(self.photo_words, "\n".join(problems), "bad" if problems else "")
        self._shown_page = 0
        self._show_crop(self.number(self.current))
        self._show_page()

    def _no_pages(self, error: BaseException) -> None:
        self.photo_words.setText("")
        self.trouble.emit(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Photographs that are dropped."""
        self.take_photos([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # --- saving

    def press_primary(self) -> None:
        """Has everything checked, then saves it."""
        self._store()
        self.set_ready(False)
        self._asked = self.workshop.judge_key(self.sheet, self.typed, self._judged, self._unsaved)

    def _judged(self, verdict: Verdict) -> None:
        self._asked = None
        self.set_ready(True)
        self.problems = verdict.problems
        self.doubts = () if self.typed.on_paper else verdict.doubts
        for name in self.numbers:
            self._show_row(name)
        self._show_doubts()
        wrong = [name for name in self.numbers if name in self.problems]
        if wrong:
            self.go_to(wrong[0])
            self.notice.say(self.tr("Belum disimpan: {n} isian belum benar.").format(n=len(wrong)), "error")
            self.notice.show()
        elif self.doubts:
            self.look_at_doubt()
        else:
            self.set_ready(False)
            self.workshop.save_key(self.sheet, self.typed, self._saved, self._unsaved)

    def _saved(self, _name: str) -> None:
        if self.isVisible():
            self.going.emit("keys")

    def _unsaved(self, error: BaseException) -> None:
        self._asked = None
        self.set_ready(True)
        self.trouble.emit(error)

    def _show_doubts(self) -> None:
        self.notice.setVisible(bool(self.doubts))
        for button in (self.look_button, self.paper_button):
            button.setVisible(bool(self.doubts))
        if self.doubts:
            more = len(self.doubts) - 1
            words = said(self.doubts[0][0]) + (self.tr(" (dan {n} lainnya)").format(n=more) if more else "")
            self.notice.say(self.tr("Belum disimpan. {words}").format(words=words), "warning")

    def look_at_doubt(self) -> None:
        """To the next of the numbers that do not add up."""
        names = list(dict.fromkeys(name for _, numbers in self.doubts for name in numbers))
        if names:
            at = names.index(self.current) + 1 if self.current in names else 0
            self.go_to(names[at % len(names)])

    def say_on_paper(self) -> None:
        """What does not add up stands so on the paper: saves it."""
        if self.doubts:
            self.typed = self.typed.model_copy(update={"on_paper": True})
            self.press_primary()

    def press_back(self) -> None:
        """To the sheets; what was typed stays."""
        self.going.emit("keys")

    # --- keys

    def enter_key(self, *, repeated: bool) -> None:
        """On to the next number."""
        if not repeated:
            self.accept()

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the numbers here, not to the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if event.key() in steps:
                self.step_by(steps[Qt.Key(event.key())])
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of typing."""
        action = self._actions().get(Qt.Key(event.key())) if not event.modifiers() & _CONTROL else None
        if action is not None:
            action()
        elif not self._typed_symbol(event):
            super().keyPressEvent(event)

    def _actions(self) -> dict[Qt.Key, Callable[[], object]]:
        editor = self.bubbles if self.bubbles.active else self.editor
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Escape: self._show_number,
            Qt.Key.Key_F3: self.look_at_doubt,
            Qt.Key.Key_F4: self.say_on_paper,
            Qt.Key.Key_F6: self._ask_photos,
            Qt.Key.Key_Down: lambda: self.step_by(1),
            Qt.Key.Key_Up: lambda: self.step_by(-1),
        }
        if self.current == SIGNATURES:
            signing: dict[Qt.Key, Callable[[], object]] = {
                Qt.Key.Key_Y: lambda: self.sign(complete=True),
                Qt.Key.Key_T: lambda: self.sign(complete=False),
            }
            return actions | signing
        return actions | {
            Qt.Key.Key_B: self._begin_bubbles,
            Qt.Key.Key_Backspace: editor.erase,
            Qt.Key.Key_Left: lambda: editor.move_cursor(-1),
            Qt.Key.Key_Right: lambda: editor.move_cursor(1),
        }

    def _begin_bubbles(self) -> None:
        if self._bubble_row.isVisibleTo(self):
            self.bubbles.move_cursor(1)

    def _typed_symbol(self, event: QKeyEvent) -> bool:
        text = event.text().upper()
        symbol = text if text.isascii() and text.isdigit() else _SYMBOLS.get(text, "")
        if not symbol or self.current == SIGNATURES or event.modifiers() & _CONTROL:
            return False
        if self.bubbles.active:
            symbol = symbol if symbol.isdigit() or symbol == "_" else ""
        if symbol:
            (self.bubbles if self.bubbles.active else self.editor).type(symbol)
            self._say_problem("")
        return True
