"""Receives results: out of files, or from other laptops on the local network while a class hands in.

The desk for the network is open from *Mulai menerima* until *Berhenti*, and never while another screen is shown. What
fits nobody of the roster is listed, for a person to say whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..handing import Handing
from ..language import said
from ..receiving import OpenDesk, Receiving
from ..session import Session
from ..tasks import Progress, Task
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Box, Button, Dropdown, clear, label, tight
from ..widgets.busy import Busy
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.table import Cell, Table
from .fields import search_line
from .office import Office
from .screen import OfficeScreen
from .words import tr
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.attempts import Unmatched
    from sirekap_trainer.records.bundle import OpenBundle
    from sirekap_trainer.records.exchange import TakenBundle
    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.receiver import Arrival
    from sirekap_trainer.records.store import Store

#: Arrivals that are shown; more only push the newest out of sight.
SHOWN = 60
#: Below this width, at 100%, what arrived stands under the code.
BESIDE = 860
#: Operators that a search offers.
OFFERED = 30


@dataclass(frozen=True, slots=True)
class FromFile:
    """What became of a file.

    Attributes:
        name: Of the file.
        words: What became of it.
        good: Whether it is in the records.
    """

    name: str
    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A result of somebody whom the roster does not name so, and who it may be.

    Attributes:
        one: The result.
        likely: Operators, the likeliest first.
    """

    one: Unmatched
    likely: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class DeskState:
    """What the desk knows of the records.

    Attributes:
        classes: Id and name of each class, the latest first.
        waiting: Results that are nobody's.
    """

    classes: tuple[tuple[int, str], ...]
    waiting: tuple[Waiting, ...]


# --- in the lane of the records ---------------------------------------------------------------------------------------


def desk_state(records: Records) -> DeskState:
    """Classes, and the results that are nobody's."""
    from sirekap_trainer.records.attempts import list_unmatched  # noqa: PLC0415
    from sirekap_trainer.records.classes import list_classes  # noqa: PLC0415
    from sirekap_trainer.records.people import people_at  # noqa: PLC0415
    from sirekap_trainer.reports.words import short_day  # noqa: PLC0415

    found = list_unmatched(records)
    people = people_at(records, {person for one in found for person in one.suggestions})
    return DeskState(
        tuple((one.id, f"{one.draft.title} · {short_day(one.draft.held_on)}") for one in list_classes(records)),
        tuple(Waiting(one, tuple(people[key] for key in one.suggestions if key in people)) for one in found),
    )


def take_one(records: Records, bundle: OpenBundle, class_id: int | None) -> TakenBundle:
    """Takes a bundle in that a laptop sent.

    Raises:
        RecordsError: It contradicts what was taken in before.
    """
    from sirekap_trainer.records.exchange import take_bundle  # noqa: PLC0415

    return take_bundle(records, bundle, at=datetime.now(UTC), class_id=class_id)


def take_files(store: Store, files: Sequence[Path], class_id: int | None, progress: Progress) -> tuple[FromFile, ...]:
    """Takes in files, each whole or not at all; one that cannot be taken holds up no other."""
    from sirekap_trainer.errors import TrainerError  # noqa: PLC0415
    from sirekap_trainer.records.bundle import open_bundle, read_bundle  # noqa: PLC0415

    found = []
    words = tr("Mengambil berkas {n} dari {all}")
    for done, path in enumerate(files):
        progress(words.format(n=done + 1, all=len(files)), done / len(files))
        try:
            bundle = open_bundle(read_bundle(path))
            with store.write() as records:
                taken = take_one(records, bundle, class_id)
            found.append(FromFile(path.name, f"{taken.laptop_message} {taken.message}", good=True))
        except TrainerError as error:
            found.append(FromFile(path.name, f"{error.message} {error.hint}", good=False))
    return tuple(found)


def take_here(store: Store, handing: Handing, class_id: int | None) -> tuple[FromFile, ...]:
    """Takes in what was done on this laptop; nothing where nothing waits.

    Raises:
        RecordsError: It contradicts what was taken in before.
        ExerciseError: The outbox cannot be written to; nothing counts twice for it.
    """
    from sirekap_trainer.records.exchange import take_from_here  # noqa: PLC0415

    now = datetime.now(UTC)
    taken = take_from_here(store, handing.outbox(), handing.key(), at=now, class_id=class_id)
    return tuple(FromFile(tr("Laptop ini"), one.message, good=True) for one in taken)


def find(records: Records, words: str) -> list[PersonRow]:
    """Operators whose name, kelurahan or TPS hold these words."""
    from sirekap_trainer.records.people import find_people  # noqa: PLC0415

    return find_people(records, words, limit=OFFERED)


def settle(records: Records, attempt_id: str, person_id: int) -> None:
    """Says whose a result is.

    Raises:
        RecordsError: It is gone.
    """
    from sirekap_trainer.records import attempts  # noqa: PLC0415

    attempts.settle(records, attempt_id, person_id)


# --- the screen -------------------------------------------------------------------------------------------------------


class DeskScreen(OfficeScreen):
    """Code and address large, what arrives beside it, what is nobody's below."""

    entry = "classes"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.setAcceptDrops(True)
        self.back = self.tr("Kembali")
        self.waiting: tuple[Waiting, ...] = ()
        self._task: Task | None = None
        #: The button that began taking in, if the keyboard was on it: there it returns.
        self._pressed: Button | None = None
        self._offered: list[PersonRow] = []
        self.receiving = Receiving(self._take, self)
        self.receiving.opened.connect(self._opened)
        self.receiving.arrived.connect(self._arrived)
        self.receiving.failed.connect(self._desk_failed)
        self.body.addLayout(self._head())
        content = QWidget()
        column = tight(QVBoxLayout(content), theme.space(2))
        column.setContentsMargins(0, 0, theme.space(1), 0)
        self._parts = tight(QHBoxLayout(), theme.space(2))
        self._parts.addWidget(self._door(), 1)
        self._parts.addWidget(self._log(), 1)
        column.addLayout(self._parts, 1)
        self.settle_open = Button("", theme, icon="people")
        self.settle_open.clicked.connect(self.open_settling)
        office.board_left.connect(self._board_left)
        self.settle_open.hide()
        column.addWidget(flowing(theme.space(1), self.settle_open))
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(content))
        self._stack.addWidget(scrolling(self._settling()))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _head(self) -> QHBoxLayout:
        self.classes = Dropdown()
        self.classes.setAccessibleName(self.tr("Hasil dari kelas"))
        self.classes.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToContents)
        self.classes.setMaximumWidth(self.theme.text(420))
        self.classes.addItem(self.tr("Tanpa kelas"), None)
        self.classes.activated.connect(lambda _: self._chose_class())
        self.files_button = Button(self.tr("Ambil dari berkas"), self.theme, icon="file")
        self.files_button.clicked.connect(self._ask_files)
        row = tight(QHBoxLayout(), self.theme.space(1.5))
        self.title = label(self.tr("Terima hasil"), "title")
        row.addWidget(self.title, 1)
        row.addWidget(self.classes)
        row.addWidget(self.files_button)
        return row

    def _door(self) -> QWidget:
        self.door = Box("card")
        self.door.body.setContentsMargins(*[self.theme.space(2)] * 4)
        self.door.body.setSpacing(self.theme.space(1))
        self.state = label("", "heading", wrap=True)
        self.steps = label("", "answer", wrap=True)
        self.code_caption = label(self.tr("Kode"), "quiet")
        self.code = label("", "figure")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address_caption = label(self.tr("Alamat"), "quiet")
        self.addresses = QWidget()
        self._addresses = tight(QVBoxLayout(self.addresses), self.theme.space(0.5))
        for part in (self.state, self.code_caption, self.code, self.address_caption, self.addresses, self.steps):
            self.door.body.addWidget(part)
        self.board_button = Button(self.tr("Papan kelas"), self.theme, icon="board")
        self.board_button.setToolTip(self.tr("Tetap menerima selama papan terlihat."))
        self.board_button.clicked.connect(self.show_board)
        self.door.body.addWidget(flowing(self.theme.space(1), self.board_button))
        self.door.body.addStretch(1)
        return self.door

    def _log(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1))
        self.count = label(self.tr("Yang masuk terlihat di sini."), "label", wrap=True)
        column.addWidget(self.count)
        self.here_button = Button(self.tr("Ambil dari laptop ini"), self.theme, icon="laptop")
        self.here_button.setToolTip(self.tr("Hasil yang dikerjakan di laptop ini dan belum diserahkan"))
        self.here_button.clicked.connect(self.take_here)
        column.addWidget(flowing(self.theme.space(1), self.here_button))
        content = QWidget()
        self._lines = tight(QVBoxLayout(content), self.theme.space(1))
        self._lines.addStretch(1)
        area = scrolling(content)
        area.setMinimumHeight(self.theme.text(150))
        column.addWidget(area, 1)
        self.busy = Busy(self.theme)
        self.busy.stopped.connect(self.cancel)
        self.busy.hide()
        column.addWidget(self.busy)
        return place

    def _settling(self) -> QWidget:
        self.settler = QWidget()
        column = tight(QVBoxLayout(self.settler), self.theme.space(1))
        self.settle_title = label("", "label", wrap=True)
        self.save_button = Button(self.tr("Simpan daftar"), self.theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        head = tight(QHBoxLayout(), self.theme.space(2))
        head.addWidget(self.settle_title, 1)
        head.addWidget(self.save_button)
        column.addLayout(head)
        heads = [self.tr("Nama yang diketik"), self.tr("Kelurahan"), self.tr("TPS"), self.tr("Operator")]
        self.table = Table(self.theme, heads, right=(2,), wide=0)
        self.table.setAccessibleName(self.tr("Hasil yang belum jelas pemiliknya"))
        self.table.setMinimumHeight(self.theme.text(170))
        self.table.marked.connect(self._offer)
        right = QWidget()
        side = tight(QVBoxLayout(right), self.theme.space(1))
        self.search = search_line(self.theme, self.tr("Cari operator: nama, kelurahan, TPS"))
        self.search.textChanged.connect(self._search)
        self.people = QListWidget()
        self.people.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the TPS stays in sight
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setAccessibleName(self.tr("Operator"))
        self.people.setMinimumHeight(self.theme.text(90))
        self.people.currentRowChanged.connect(lambda _: self._update_settle())
        self.people.itemDoubleClicked.connect(lambda _: self.settle())
        side.addWidget(self.search)
        self.nobody = label("", "quiet", wrap=True)
        side.addWidget(self.nobody)
        side.addWidget(self.people, 1)
        self._who = tight(QHBoxLayout(), self.theme.space(2))
        self._who.addWidget(self.table, 3)
        self._who.addWidget(right, 2)
        column.addLayout(self._who, 1)
        return self.settler

    # --- showing

    def enter(self) -> None:
        """Shut at first; as it was, after the board was looked at."""
        super().enter()
        self.office.receiving = False
        self._show_face(0)
        if not self.receiving.is_open:
            self._show_shut()
        self.setFocus()  # Enter begins to receive, as the line below says

    def leave(self) -> None:
        """Nobody hands in to a screen that is not looked at, but for the board, on which it is seen."""
        if not self.office.receiving:
            self.receiving.stop()
        self.cancel()

    def show_board(self) -> None:
        """To the board of the class at hand; the desk stays open until that is left for another screen."""
        self.office.receiving = True
        self.going.emit("class_board")

    def _board_left(self) -> None:
        self.office.receiving = False
        self.receiving.stop()

    def reload(self) -> None:
        """Looks up classes and what is nobody's."""
        self.office.look(desk_state, self._show, self.fail)

    def _show(self, found: DeskState) -> None:
        self.classes.clear()
        self.classes.addItem(self.tr("Tanpa kelas"), None)
        for key, name in found.classes:
            self.classes.addItem(name, key)
        self.classes.setCurrentIndex(max(0, self.classes.findData(self.office.class_id)))
        marked, chosen = self.marked, self._chosen
        words, offered = self.search.text(), self._offered
        self.waiting = found.waiting
        count = len(found.waiting)
        self.settle_open.setVisible(count > 0)
        self.settle_open.setText(self.tr("{n} hasil belum jelas pemiliknya: pilih orangnya").format(n=count))
        self.settle_title.setText(self.tr("Siapa yang mengerjakan hasil ini? Masih {n}.").format(n=count))
        if not count and self.settling:
            self._show_face(0)
        self.table.fill([_row(one) for one in found.waiting])
        ids = [one.one.id for one in found.waiting]
        if marked is not None and marked.one.id in ids:  # what arrives meanwhile puts no other result under the hand
            self.table.mark(ids.index(marked.one.id))
            if words.strip():
                self._put_words(words)
                self._show_people(offered)
            self._choose(chosen)
        elif ids:
            self.table.mark(0)

    @property
    def settling(self) -> bool:
        """Whether it is asked whose a result is."""
        return self._stack.currentIndex() == 1

    def open_settling(self) -> None:
        """Asks whose each result is that is nobody's."""
        self.notice.hide()  # it is about what was taken in
        self._show_face(1)
        self.table.setFocus()

    def _show_face(self, face: int) -> None:
        self._stack.setCurrentIndex(face)
        self.classes.setVisible(not face)
        self.files_button.setVisible(not face)
        self.here_button.setVisible(not face)
        self._say_buttons()

    def _chose_class(self) -> None:
        self.office.class_id = self.classes.currentData()
        self._say_buttons()

    def _show_shut(self) -> None:
        for part in (self.code_caption, self.code, self.address_caption, self.addresses):
            part.hide()
        self.state.setText(self.tr("Belum menerima lewat Wi-Fi"))
        self.steps.setText(
            self.tr(
                "Tekan Mulai menerima. Laptop peserta di Wi-Fi yang sama lalu mengirim ke laptop ini. "
                "Tanpa Wi-Fi: ambil dari berkas di stik, atau seret berkasnya ke sini."
            )
        )
        self._say_buttons()

    def _say_buttons(self) -> None:
        self.board_button.setVisible(self.receiving.is_open and self.office.class_id is not None)
        if self.settling:
            self.primary, self.primary_icon = self.tr("Ini orangnya"), "check"
            self.hints = self.tr("Panah memilih hasil · Tab ke daftar orang · Enter ini orangnya")
            self._update_settle()
            return
        self.primary = self.tr("Berhenti menerima") if self.receiving.is_open else self.tr("Mulai menerima")
        self.primary_icon = "stop" if self.receiving.is_open else "laptop"
        self.hints = (
            self.tr("Terbuka: laptop lain dapat mengirim · Enter berhenti")
            if self.receiving.is_open
            else self.tr("Tertutup · berkas dapat diseret ke sini · Enter mulai")
        )
        self.set_ready(True)

    # --- over the network

    def press_primary(self) -> None:
        """Opens the desk, or shuts it; or says whose the result at hand is."""
        if self.settling:
            self.settle()
        elif self.receiving.is_open:
            self.receiving.stop()
            self._show_shut()
        else:
            self.notice.hide()
            self.receiving.start()
            self.steps.setText(self.tr("Sebentar…"))
            self._say_buttons()

    def _opened(self, desk: OpenDesk) -> None:
        self.code.setText(" ".join((desk.code[: len(desk.code) // 2], desk.code[len(desk.code) // 2 :])))
        self.code.setAccessibleName(self.tr("Kode {code}").format(code=" ".join(desk.code)))
        clear(self._addresses)
        for place, address in enumerate(desk.addresses):
            line = label(desk.typed(address), "hero" if not place else "label")
            line.setToolTip(address.adapter)
            self._addresses.addWidget(line)
        if not desk.addresses:
            words = self.tr("Laptop ini tidak terhubung ke jaringan. Sambungkan ke Wi-Fi, lalu mulai lagi.")
            self._addresses.addWidget(label(words, state="warn", wrap=True))
        self.state.setText(self.tr("Siap menerima"))
        self.steps.setText(
            self.tr(
                "Peserta: Serahkan hasil, Kirim lewat Wi-Fi, lalu ketik alamat dan kode ini. Spasi boleh diabaikan."
            )
        )
        for part in (self.code_caption, self.code, self.address_caption, self.addresses):
            part.show()
        self._say_buttons()

    def _take(
        self, bundle: OpenBundle, success: Callable[[TakenBundle], None], failure: Callable[[BaseException], None]
    ) -> None:
        class_id = self.classes.currentData()
        self.office.write(lambda records: take_one(records, bundle, class_id), success, failure)

    def _arrived(self, arrival: Arrival) -> None:
        self._tell(arrival.message, "ok" if arrival.kind == "taken" else "error")

    def _desk_failed(self, error: BaseException) -> None:
        self.fail(error)
        if not self.receiving.is_open:
            self._show_shut()

    def _tell(self, words: str, severity: str) -> None:
        """The newest on top, with the time."""
        line = Notice(self.theme)
        line.say(f"{datetime.now().astimezone():%H.%M}  {said(words)}", severity)
        self._lines.insertWidget(0, line)
        while self._lines.count() > SHOWN + 1:
            item = self._lines.takeAt(SHOWN)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.count.setText(self.tr("{n} kiriman").format(n=self._lines.count() - 1))

    # --- out of files

    def _ask_files(self) -> None:
        kinds = self.tr("Berkas hasil (*.sirekap);;Semua berkas (*)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.files_button.text(), "", kinds)
        self.take_files([Path(one) for one in chosen])

    def take_files(self, files: Sequence[Path]) -> None:
        """Takes files in, one after the other."""
        if not files or self._task is not None:
            return
        class_id = self.classes.currentData()
        self._begin_taking(self.tr("Mengambil berkas"))
        self._task = self.office.work(
            lambda store, progress: take_files(store, files, class_id, progress),
            self._taken,
            self._not_taken,
            changes=True,
        )
        self._task.progressed.connect(self.busy.show_progress)

    def _begin_taking(self, words: str) -> None:
        self.notice.hide()
        self.busy.start(words)
        self.busy.show()
        self._pressed = next((one for one in (self.files_button, self.here_button) if one.hasFocus()), None)
        if self._pressed is not None:
            self.busy.stop.setFocus()
        for button in (self.files_button, self.here_button):
            button.setEnabled(False)

    def take_here(self) -> None:
        """Takes in what was done on this laptop."""
        if self._task is not None:
            return
        handing, class_id = self.session.handing, self.classes.currentData()
        self._begin_taking(self.tr("Mengambil hasil dari laptop ini"))
        self._task = self.office.work(
            lambda store, _: take_here(store, handing, class_id), self._taken_here, self._not_taken, changes=True
        )

    def _taken_here(self, found: tuple[FromFile, ...]) -> None:
        self._rest()
        for one in found:
            self._tell(f"{one.name}: {said(one.words)}", "ok")
        if found:
            self.say(self.tr("Hasil dari laptop ini diambil."), "ok")
        else:
            self.say(self.tr("Di laptop ini tidak ada hasil yang belum diserahkan."), "info")

    def _taken(self, found: tuple[FromFile, ...]) -> None:
        self._rest()
        for one in found:
            self._tell(f"{one.name}: {said(one.words)}", "ok" if one.good else "error")
        bad = sum(not one.good for one in found)
        if bad:
            words = self.tr("{n} dari {all} berkas tidak diambil. Sebabnya ada di daftar.")
            self.say(words.format(n=bad, all=len(found)), "warning")
        else:
            self.say(self.tr("{n} berkas diambil.").format(n=len(found)), "ok")

    def _not_taken(self, error: BaseException) -> None:
        self._rest()
        self.fail(error)

    def _rest(self) -> None:
        self._task = None
        moved = QApplication.focusWidget() not in (None, self, self.busy.stop)
        self.busy.hide()
        for button in (self.files_button, self.here_button):
            button.setEnabled(True)
        if self._pressed is not None and not moved and self.isVisible():
            self._pressed.setFocus()
        self._pressed = None

    def cancel(self) -> None:
        """Takes no more files in."""
        if self._task is not None:
            self._task.cancel()
            self._rest()
            self.say(self.tr("Dihentikan. Yang sudah diambil tetap tersimpan."), "info")
            self.reload()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The files that are dropped."""
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # --- whose it is

    @property
    def marked(self) -> Waiting | None:
        """The result at hand."""
        row = self.table.row
        return self.waiting[row] if row is not None and row < len(self.waiting) else None

    def _ask_save(self) -> None:
        self.ask_list(self.table, self.tr("Belum jelas pemiliknya"), self.say)

    def _offer(self) -> None:
        """Who it may be."""
        self._put_words("")
        self._show_people(list(self.marked.likely) if self.marked else [])

    def _put_words(self, words: str) -> None:
        self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(False)

    @property
    def _chosen(self) -> int | None:
        """Id of the operator that is marked."""
        row = self.people.currentRow()
        return self._offered[row].id if 0 <= row < len(self._offered) else None

    def _choose(self, person_id: int | None) -> None:
        ids = [one.id for one in self._offered]
        if person_id in ids:
            self.people.setCurrentRow(ids.index(person_id))

    def _search(self, words: str) -> None:
        if words.strip():
            self.office.look(lambda records: find(records, words), self._found, self.fail)
        else:
            self._offer()

    def _found(self, people: list[PersonRow]) -> None:
        if self.search.text().strip():
            self._show_people(people)

    def _show_people(self, people: list[PersonRow]) -> None:
        self._offered = people
        self.people.clear()
        for one in people:
            words = tr("{name} · TPS {tps} {village}, {role}").format(
                name=one.name, tps=one.station, village=one.village, role=said(one.role)
            )
            item = QListWidgetItem(words)
            item.setToolTip(words)
            self.people.addItem(item)
        if people:
            self.people.setCurrentRow(0)
        searched = bool(self.search.text().strip())
        self.nobody.setText(
            self.tr("Tidak ada yang cocok. Hapus kata di kotak cari.")
            if searched
            else self.tr("Tidak ada nama yang mirip. Cari orangnya di sini.")
        )
        self.nobody.setVisible(not people)
        self._update_settle()

    def _update_settle(self) -> None:
        if self.settling:
            self.set_ready(self.marked is not None and 0 <= self.people.currentRow() < len(self._offered))

    def settle(self) -> None:
        """The marked result is the marked operator's."""
        one, row = self.marked, self.people.currentRow()
        if one is None or not 0 <= row < len(self._offered):
            return
        person = self._offered[row]
        self.set_ready(False)
        done = self.tr("Hasil ini sekarang milik {name}.").format(name=person.name)
        self.office.write(
            lambda records: settle(records, one.one.id, person.id), lambda _: self.say(done, "ok"), self.fail
        )

    # --- the rest

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where large text has no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= self.theme.text(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(way)
        self._who.setDirection(way)
        self.title.setVisible(beside or self.settling)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops taking files in."""
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def press_back(self) -> None:
        """Back to receiving, or to the classes."""
        if self.settling:
            self._show_face(0)
        else:
            self.going.emit("classes")


def _row(waiting: Waiting) -> tuple[Cell, ...]:
    one = waiting.one
    return (
        Cell(one.name, one.name.casefold(), one.name),
        Cell(one.village or "–", one.village.casefold()),
        Cell(one.station, one.station),
        Cell(said(one.role), one.role),
    )
