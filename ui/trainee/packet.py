"""How to practise, with which packet, and by which rule of checking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..material import PacketEntry
from ..session import Session
from ..tasks import Task
from ..theme import Theme
from ..widgets.basics import Button, label, tight
from ..widgets.busy import Busy
from ..widgets.notices import Notice
from .step import Step, scrolling, tab_through

if TYPE_CHECKING:
    from sirekap_trainer.exercise.class_card import ClassCard
    from sirekap_trainer.exercise.sitting import Mode


@dataclass(frozen=True, slots=True)
class _Option:
    """Something one can choose.

    Attributes:
        mode: The way of practising it is for.
        folders: Of its packets: one, or those of the two forms; none where they are still to be made.
        button: What stands for it.
        card: Of the class it was handed out for, if it was.
    """

    mode: Mode
    folders: tuple[Path, ...]
    button: Button
    card: ClassCard | None


class PacketStep(Step):
    """Offers the three ways of practising, and for each the packets there are."""

    stage = 1

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Pilih paket ini")
        self.back = self.tr("Kembali")
        self.ready = False
        self.entries: list[PacketEntry] = []
        self._options: list[_Option] = []
        self._task: Task | None = None
        #: A folder that is being read.
        self._adding: Task | None = None
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._update)
        self._choosing = self._choosing_place()
        # What somebody marks is seen; what is marked by itself moves nothing under their eyes.
        self._group.buttonClicked.connect(self._area.ensureWidgetVisible)
        self.busy = Busy(theme)
        self.busy.stopped.connect(self.cancel)
        self._stack = QStackedWidget()
        for place in (self._choosing, self.busy):
            self._stack.addWidget(place)
        tight(QVBoxLayout(self)).addWidget(self._stack)
        self.fresh = self._option("simulasi", (), self.tr("TPS baru\nDibuat sekarang, sekitar setengah menit"), "plus")
        self._explain_rule()
        self._show_mode()

    # --- parts

    def _choosing_place(self) -> QWidget:
        theme = self.theme
        content = QWidget()
        column = tight(QVBoxLayout(content), theme.space(1.5))
        column.setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(1))
        column.addWidget(label(self.tr("Cara berlatih"), "title"))
        column.addWidget(self._modes())
        head = tight(QHBoxLayout(), theme.space(2))
        self._title = label("", "title", wrap=True)
        self.folder_button = Button(self.tr("Paket dari folder lain"), theme, icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        head.addWidget(self._title, 1)
        head.addWidget(self.folder_button)
        column.addSpacing(theme.space(0.5))
        column.addLayout(head)
        self._empty = Notice(theme)
        column.addWidget(self._empty)
        self._grid_place = QWidget()
        self._grid = tight(QGridLayout(self._grid_place), theme.space(1.5))
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._grid_place)
        column.addStretch(1)
        self._area = scrolling(content)
        place = QWidget()
        body = tight(QVBoxLayout(place))
        body.addWidget(self._area, 1)
        body.addLayout(self._rules())
        return place

    def _modes(self) -> QWidget:
        texts: dict[Mode, str] = {
            "latihan": self.tr("Latihan\nDibimbing, boleh mencoba lagi"),
            "simulasi": self.tr("Simulasi\nSatu TPS, jaringan lambat"),
            "ujian": self.tr("Ujian\nPaket tersegel, sekali saja"),
        }
        icons: dict[Mode, str] = {"latihan": "pencil", "simulasi": "send", "ujian": "key"}
        self.modes: dict[Mode, Button] = {
            mode: Button(text, self.theme, role="choice", icon=icons[mode]) for mode, text in texts.items()
        }
        place = QWidget()
        self._mode_grid = tight(QGridLayout(place), self.theme.space(1.5))
        self._mode_group = _exclusive(self, self.modes)
        self._mode_group.buttonToggled.connect(self._change_mode)
        self._mode_group.buttonClicked.connect(lambda _: self.settled.emit())
        return place

    def _rules(self) -> QHBoxLayout:
        self.rules = {
            "koreksi": Button(self.tr("Koreksi"), self.theme),
            "tandai": Button(self.tr("Tandai saja"), self.theme),
        }
        row = tight(QHBoxLayout(), self.theme.space(1.5))
        row.setContentsMargins(self.theme.space(4), self.theme.space(1), self.theme.space(4), self.theme.space(1.5))
        row.addWidget(label(self.tr("Aturan memeriksa"), "strong"))
        self._rule_group = _exclusive(self, self.rules)
        self.rules[self.session.mode].setChecked(True)
        for button in self.rules.values():
            row.addWidget(button)
        self._rule_words = label("", "quiet", wrap=True)
        row.addWidget(self._rule_words, 1)
        self._rule_group.buttonToggled.connect(self._explain_rule)
        return row

    def _explain_rule(self) -> None:
        marked = self._marked
        if marked is not None and marked.card is not None:
            text = self.tr("Kelas: {title} – {mode}, {rule}. Ditetapkan pelatih.")
            mode = self.modes[marked.card.mode].text().partition("\n")[0]
            words = text.format(title=marked.card.title, mode=mode, rule=self.rules[marked.card.rule].text())
        elif self.rules["tandai"].isChecked():
            words = self.tr("Angka yang salah ditandai.")
        else:
            words = self.tr("Angka yang salah dibetulkan.")
        self._rule_words.setText(words)

    # --- what can be chosen

    def enter(self) -> None:
        """Shows the packets there are; what was chosen before stays chosen, unless it was worked on to the end."""
        self._stack.setCurrentWidget(self._choosing)
        self.back, self.hints = self.tr("Kembali"), self.tr("Panah memilih · Tab bagian lain · Enter lanjut")
        if not self.entries:
            self._take_in(self.session.material.shipped())
        self._drop_gone()
        self._show_mode()
        self._pass_by_done()
        marked = self._marked
        if marked is not None:
            marked.button.setFocus()
        self._area.verticalScrollBar().setValue(0)  # the first question first

    def leave(self) -> None:
        """Packets under way are let go."""
        self._let_go()

    @property
    def mode(self) -> Mode:
        """The way of practising that is marked."""
        return next(mode for mode, button in self.modes.items() if button.isChecked())

    @property
    def chosen(self) -> Path | None:
        """Folder of the packet that is marked, the first where there are two; None where it is still to be made."""
        marked = self._marked
        return marked.folders[0] if marked is not None and marked.folders else None

    @property
    def _marked(self) -> _Option | None:
        return next((one for one in self._shown if one.button.isChecked()), None)

    @property
    def _shown(self) -> list[_Option]:
        return [option for option in self._options if option.mode == self.mode]

    def add_folder(self, folder: Path) -> None:
        """Puts the packets of a folder into the list and marks the first; what is none, or not for this, is told.

        A packet's folder, a TPS's with its packets, or a whole class's, of which one gets those of one's own TPS.
        """
        self.settled.emit()
        self._let_go()
        self._adding = self.session.find_packets(folder, self._add, self._not_added)
        self._update()

    @property
    def adding(self) -> bool:
        """Whether a folder is being read: nothing is begun before it is in the list."""
        return self._adding is not None

    def _add(self, entries: list[PacketEntry]) -> None:
        self._adding = None
        first = entries[0]
        if first.sealed:
            self.modes["ujian"].setChecked(True)
        elif first.card is not None:
            self.modes[first.card.mode].setChecked(True)
        self._take_in([one for one in entries if all(one.folder != other.folder for other in self.entries)])
        if self.mode != "simulasi":
            self.mark(first.folder)

    def _not_added(self, error: BaseException) -> None:
        self._adding = None
        self._update()
        self.trouble.emit(error)

    def mark(self, folder: Path) -> None:
        """Marks a packet of the list, in the way of practising it is for."""
        options = [one for one in self._options if folder in one.folders]
        option = next((one for one in options if one.mode == self.mode), options[0])
        self.modes[option.mode].setChecked(True)
        option.button.setChecked(True)
        option.button.setFocus()
        self._area.ensureWidgetVisible(option.button)
        self._update()

    def forget(self) -> None:
        """Empties the list; it is read again when the step is shown."""
        for option in self._options[1:]:
            self._remove(option)
        self.entries.clear()

    def _take_in(self, entries: Sequence[PacketEntry]) -> None:
        for entry in entries:
            self.entries.append(entry)
            text = self.tr("{form}\nTPS {tps} · {place}\nPaket {id}")
            if entry.card is not None:
                text = self.tr("{form}\nTPS {tps} · {place}\nPaket {id} dari kelas Anda")
            words = text.format(form=entry.form, tps=entry.tps, place=entry.place, id=entry.id)
            if entry.card is None or entry.card.mode != "simulasi":  # what a class does as a whole TPS comes as a pair
                self._option("ujian" if entry.sealed else "latihan", (entry.folder,), words, "page", entry.card)
        self._show_mode()
        kinds: tuple[Mode | None, ...] = (None, "simulasi")
        open_ones = [one.folder for one in entries if not one.sealed and (one.card and one.card.mode) in kinds]
        self.session.find_pairs(open_ones, self._take_pairs)

    def _take_pairs(self, pairs: Mapping[Path, Path]) -> None:
        """Whole TPS, as far as they are not listed yet."""
        for folder, other in pairs.items():
            if any(folder in one.folders for one in self._options if one.mode == "simulasi"):
                continue
            entry = next((one for one in self.entries if one.folder == folder), None)
            if entry is not None:
                option = self._take_pair((folder, other), entry)
                # A whole TPS is better than one that must be made first.
                option.button.setChecked(self.mode == "simulasi")
                if self.mode == "simulasi" and self.folder_button.hasFocus():
                    option.button.setFocus()  # else Enter would ask for a folder once more
        self._drop_lone()
        self._show_mode()

    def _drop_lone(self) -> None:
        """A class's simulation takes both forms: one alone, as of a folder that was not copied whole, is told."""
        listed = {folder for option in self._options for folder in option.folders}
        lone = [one for one in self.entries if one.card and one.card.mode == "simulasi" and one.folder not in listed]
        self.entries = [one for one in self.entries if one not in lone]
        if lone:
            from sirekap_trainer.exercise.class_card import lone_form  # noqa: PLC0415

            self.trouble.emit(lone_form(lone[0].folder))

    def _take_pair(self, folders: tuple[Path, ...], entry: PacketEntry) -> _Option:
        text = self.tr("Gubernur dan Wali Kota\nTPS {tps} · {place}\nPaket {id}")
        if entry.card is not None:
            text = self.tr("Gubernur dan Wali Kota dari kelas Anda\nTPS {tps} · {place}")
        ids = {one.folder: one.id for one in self.entries}
        names = " + ".join(ids.get(folder, folder.name) for folder in folders)
        words = text.format(tps=entry.tps, place=entry.place, id=names)
        return self._option("simulasi", folders, words, "page", entry.card)

    def _option(
        self, mode: Mode, folders: tuple[Path, ...], words: str, icon: str, card: ClassCard | None = None
    ) -> _Option:
        button = Button(words, self.theme, role="choice", icon=icon)
        button.setParent(self._grid_place)  # also one that is not laid out now must be no window of its own
        button.setCheckable(True)
        self._group.addButton(button)
        option = _Option(mode, folders, button, card)
        self._options.append(option)
        return option

    def _pass_by_done(self) -> None:
        """Marks the next packet where the one that is marked is known by now."""
        marked, shown = self._marked, self._shown
        if marked is None or not self._is_done(marked) or self.session.exercise.packet is not None:
            return
        at = shown.index(marked)
        others = [one for one in (*shown[at + 1 :], *shown[:at]) if not self._is_done(one)]
        if others:
            others[0].button.setChecked(True)

    def _is_done(self, option: _Option) -> bool:
        return bool(option.folders) and self.session.done.issuperset(option.folders)

    def _drop_gone(self) -> None:
        """Takes off what was deleted meanwhile, as old simulations are."""
        for option in [one for one in self._options if not all(folder.is_dir() for folder in one.folders)]:
            self._remove(option)
        self.entries = [entry for entry in self.entries if entry.folder.is_dir()]

    def _remove(self, option: _Option) -> None:
        self._options.remove(option)
        self._group.removeButton(option.button)
        option.button.hide()
        option.button.deleteLater()

    # --- showing

    def _change_mode(self, _: QAbstractButton, pressed: bool) -> None:  # noqa: FBT001 - Qt's signal
        if pressed:
            self._show_mode()

    def _show_mode(self) -> None:
        """Shows what can be chosen in this way of practising; something is always marked."""
        had_focus = any(option.button.hasFocus() for option in self._options)
        for option in self._options:
            option.button.setVisible(option.mode == self.mode)
        if self._marked is None and self._shown:
            self._shown[-1 if self.mode == "simulasi" else 0].button.setChecked(True)
        titles: dict[Mode, str] = {
            "latihan": self.tr("Pilih paket latihan"),
            "simulasi": self.tr("Pilih TPS"),
            "ujian": self.tr("Pilih paket ujian"),
        }
        self._title.setText(titles[self.mode])
        self._empty.setVisible(not self._shown)
        exam = self.tr("Belum ada paket ujian. Pilih folder paket tersegel dari pelatih Anda.")
        none = self.tr("Belum ada paket. Pilih folder paket dari pelatih Anda.")
        self._empty.say(exam if self.mode == "ujian" else none, "info")
        self._arrange()
        self._update()
        if had_focus:  # else it would go to Kembali with the button that is hidden
            (self._marked.button if self._marked is not None else self.modes[self.mode]).setFocus()

    def _arrange(self) -> None:
        """Two columns of packets where they fit, else one; three ways of practising, else one below the other."""
        shown = [option.button for option in self._shown]
        room = self.width() - self.theme.space(12)
        _lay_out(self._grid, shown, room, most=2)
        _lay_out(self._mode_grid, list(self.modes.values()), room, most=3)
        tab_through(*self.modes.values(), self.folder_button, *shown, *self.rules.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges anew."""
        super().resizeEvent(event)
        self._arrange()

    def _update(self) -> None:
        marked = self._marked
        card = marked.card if marked is not None else None
        if card is not None:
            self.rules[card.rule].setChecked(True)
        for button in self.rules.values():
            button.setEnabled(card is None)
        self._explain_rule()
        words = self.tr("Pilih paket ini") if marked is None or marked.folders else self.tr("Buat dan mulai")
        if self.adding:
            words = self.tr("Membaca folder")
        self.set_ready(marked is not None and not self.adding, words)

    # --- the buttons

    def press_primary(self) -> None:
        """Takes what is marked; a fresh TPS is made first."""
        marked = self._marked
        if marked is None or self.adding:
            return
        self.session.mode = "tandai" if self.rules["tandai"].isChecked() else "koreksi"
        if marked.folders:
            self._choose(marked.folders, marked.mode)
        else:
            self._make()

    def press_back(self) -> None:
        """Back to the names, or to the list while a TPS is being made."""
        if self._task is not None:
            self.cancel()
        else:
            self.attempt("identity", self.session.back)

    def _choose(self, folders: tuple[Path, ...], mode: Mode) -> None:
        self.attempt("photo", lambda: self.session.choose(*folders, mode=mode))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder paket"))
        if chosen:
            self.add_folder(Path(chosen))

    # --- making a TPS

    def _make(self) -> None:
        self.busy.start(self.tr("Menyiapkan TPS baru"))
        self._stack.setCurrentWidget(self.busy)
        self.hints = self.tr("Esc batal")
        self.set_ready(False, self.tr("Buat dan mulai"))
        self._task = self.session.make_tps(self._made, self._failed)
        self._task.progressed.connect(self.busy.show_progress)
        self.busy.stop.setFocus()

    def cancel(self) -> None:
        """Lets the TPS that is being made go."""
        self._let_go()
        self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the making."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        for task in (self._task, self._adding):
            if task is not None:
                task.cancel()
        self._task = self._adding = None

    def _made(self, folders: tuple[Path, ...]) -> None:
        self._task = None
        option = self._take_pair(folders, self.session.material.entry(folders[0]))
        option.button.setChecked(True)
        self._choose(folders, "simulasi")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.enter()
        self.trouble.emit(error)


def _exclusive(parent: QWidget, buttons: Mapping[Mode, Button] | Mapping[str, Button]) -> QButtonGroup:
    """Exactly one of the buttons is pressed, at first the first."""
    group = QButtonGroup(parent)
    for button in buttons.values():
        button.setCheckable(True)
        group.addButton(button)
    next(iter(buttons.values())).setChecked(True)
    return group


def _lay_out(grid: QGridLayout, buttons: Sequence[QWidget], room: int, *, most: int) -> None:
    """As many equal columns as fit, at most so many or one."""
    _empty(grid)
    widest = max((button.sizeHint().width() for button in buttons), default=1)
    columns = most if most * widest + (most - 1) * grid.spacing() <= room else 1
    for index, button in enumerate(buttons):
        grid.addWidget(button, index // columns, index % columns)
    for column in range(most):
        grid.setColumnStretch(column, 1 if column < columns else 0)


def _empty(layout: QLayout) -> None:
    while layout.takeAt(0) is not None:
        pass
