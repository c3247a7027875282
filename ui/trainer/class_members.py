"""Who is in a class, who came, and which packets each TPS is dealt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..language import said
from ..session import Session
from ..tasks import Progress
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, Dropdown, Elided, label, tight
from ..widgets.flow import flowing
from ..widgets.table import Cell, Table
from .classes import day_in_words
from .craft import packet_names
from .fields import search_line, show_whole
from .office import Office
from .people import all_people
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.classes import ClassDraft, PacketCard
    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.queries import MemberResult
    from sirekap_trainer.records.store import Store

#: Columns that large text leaves no room for: role and packets.
LEFT_OUT = (4, 5)
#: Least height of the table, in pixels at 100%: its head and three members.
LEAST = 170
#: What Space makes of an attendance: unknown, came, did not come.
_NEXT = {None: True, True: False, False: None}


@dataclass(frozen=True, slots=True)
class Attendance:
    """A class and its members.

    Attributes:
        draft: What is said of the class.
        members: By place and role.
        people: All operators, to take more of them in.
    """

    draft: ClassDraft
    members: tuple[MemberResult, ...]
    people: tuple[PersonRow, ...]


def attendance_of(records: Records, class_id: int) -> Attendance:
    """Looks a class up."""
    from sirekap_trainer.records.classes import class_of, draft_of  # noqa: PLC0415
    from sirekap_trainer.records.queries import class_members  # noqa: PLC0415

    draft = draft_of(class_of(records, class_id))
    return Attendance(draft, class_members(records, class_id), tuple(all_people(records)))


def deal_out(store: Store, class_id: int, folder: Path) -> tuple[PacketCard, ...]:
    """Deals the packets of a folder to a class, whose TPS keep what they were dealt of it before; gives them."""
    from sirekap_trainer.records.classes import deal, read_cards  # noqa: PLC0415

    cards = read_cards(folder)
    with store.write() as records:
        deal(records, class_id, cards, keep=True)
    return cards


def hand_out_to(
    store: Store, class_id: int, packets: Path, folder: Path, progress: Progress
) -> tuple[Path, tuple[str, ...]]:
    """Copies what the members of a class were dealt into a folder for their laptops; gives it, and who got nothing."""
    from sirekap_trainer.records.handing_out import hand_out, plan  # noqa: PLC0415

    with store.read() as records:
        what = plan(records, class_id)
    return hand_out(what, packets, folder, lambda done, of: progress("", done / of)), what.without


class _Ticks(Table):
    """Members; Space and a click on the first column tell whether one came."""

    ticked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class ClassMembersScreen(OfficeScreen):
    """The members of the class at hand."""

    entry = "classes"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon, self.back = self.tr("Papan kelas"), "board", self.tr("Kembali")
        self.hints = self.tr("Panah memilih · Spasi hadir atau tidak · Enter papan kelas")
        self.members: list[MemberResult] = []
        self._people: tuple[PersonRow, ...] = ()
        self._draft: ClassDraft | None = None
        self._shown_class: int | None = None
        self.heading = Elided("title")
        self.counts = label("", "quiet", wrap=True)
        content = QWidget()
        parts = tight(QVBoxLayout(content), theme.space(1.5))
        parts.addLayout(self._head())
        for part in (self.counts, self._adding()):
            parts.addWidget(part)
        parts.addWidget(self._table(), 1)
        parts.addWidget(self.notice)  # the table gives way to it: no button is elsewhere when it is pressed again
        self.all_button = Button(self.tr("Semua hadir"), theme, icon="check")
        self.all_button.clicked.connect(self.tick_all)
        self.out_button = Button(self.tr("Keluarkan"), theme, icon="remove")
        self.out_button.clicked.connect(self.take_out)
        self.deal_button = Button(self.tr("Bagi paket"), theme, icon="packets")
        self.deal_button.clicked.connect(self.deal)
        self.hand_button = Button(self.tr("Simpan untuk peserta"), theme, icon="folder")
        self.hand_button.clicked.connect(self._ask_where)
        self.save_button = Button(self.tr("Simpan daftar hadir"), theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        buttons = (self.all_button, self.out_button, self.deal_button, self.hand_button, self.save_button)
        parts.addWidget(flowing(theme.space(1), *buttons))
        self.body.addWidget(scrolling(content))

        theme.changed.connect(self._tint)

    def _tint(self) -> None:
        """The signs of who came take the colours of the other mode, and the table the room of larger text."""
        self.table.setMinimumHeight(self.theme.text(LEAST))
        self._size_boxes()
        for row, one in enumerate(self.members):
            self.table.put(row, self._row(one))

    # --- parts

    def _head(self) -> QHBoxLayout:
        self.search = search_line(self.theme, self.tr("Cari nama atau TPS"), width=220)
        self.search.textChanged.connect(self._filter)
        row = tight(QHBoxLayout(), self.theme.space(2))
        row.addWidget(self.heading, 1)
        row.addWidget(self.search)
        return row

    def _adding(self) -> QWidget:
        place = QWidget()
        row = tight(QHBoxLayout(place), self.theme.space(1))
        self.village, self.station = Dropdown(), Dropdown()
        for box, name in ((self.village, self.tr("Kelurahan")), (self.station, self.tr("TPS"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            row.addWidget(box)
        self._size_boxes()
        self.village.activated.connect(lambda _: self._fill_stations())
        self.add_button = Button(self.tr("Tambahkan"), self.theme, icon="plus")
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.add_button)
        row.addStretch(1)
        return place

    def _size_boxes(self) -> None:
        for box, width in ((self.village, 200), (self.station, 180)):
            box.setMinimumWidth(self.theme.text(width))

    def _table(self) -> QWidget:
        heads = [self.tr("Hadir"), self.tr("TPS"), self.tr("Kelurahan"), self.tr("Nama"), self.tr("Peran")]
        self.table = _Ticks(self.theme, [*heads, self.tr("Paket")], right=(1,), wide=3)
        self.table.setAccessibleName(self.tr("Peserta kelas"))
        self.table.setMinimumHeight(self.theme.text(LEAST))
        self.table.ticked.connect(self.tick)
        self.table.clicked.connect(self._clicked)
        self.table.marked.connect(self._update)
        return self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names have the room that large text leaves."""
        super().resizeEvent(event)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < self.theme.text(1000))

    # --- showing

    def enter(self) -> None:
        """Looks the class up; without one it goes back to the list."""
        if self.office.class_id is None:
            self.going.emit("classes")
            return
        super().enter()

    def say(self, words: str, severity: str) -> None:
        """Where large text leaves no room for all, it is scrolled to."""
        super().say(words, severity)
        show_whole(self.notice)

    def reload(self) -> None:
        """Looks the class up."""
        class_id = self.office.class_id
        if class_id is not None:
            self.office.look(lambda records: attendance_of(records, class_id), self._show, self.fail)

    def _show(self, found: Attendance) -> None:
        marked = self.marked
        self._draft, self.members, self._people = found.draft, list(found.members), found.people
        self.heading.say(f"{found.draft.title} · {day_in_words(found.draft.held_on)}")
        self.table.fill([self._row(one) for one in self.members])
        ids = [one.person_id for one in self.members]
        if ids:
            self.table.mark(ids.index(marked.person_id) if marked and marked.person_id in ids else 0)
        if self._shown_class != self.office.class_id:
            self._shown_class = self.office.class_id
            self.search.clear()
            self._fill_villages()
        self.search.setVisible(bool(self.members))
        self._say_counts()
        self._update()
        if not self.search.hasFocus():
            (self.table if self.members else self.village).setFocus()

    def _fill_villages(self) -> None:
        self.village.clear()
        places = sorted({(one.village, one.district) for one in self._people})
        for village, district in places:
            self.village.addItem(village, (district, village))
        if not places:
            self.village.addItem(self.tr("Belum ada peserta"), None)
        if self.members:  # who is still to come is most likely of their kelurahan
            last = (self.members[-1].village, self.members[-1].district)
            self.village.setCurrentIndex(places.index(last) if last in places else 0)
        self.add_button.setEnabled(bool(places))
        self._fill_stations()

    def _fill_stations(self) -> None:
        place = self.village.currentData()
        numbers = sorted({one.station for one in self._people if (one.district, one.village) == place})
        self.station.clear()
        self.station.addItem(self.tr("Semua TPS"), "")
        for number in numbers:
            self.station.addItem(f"TPS {number}", number)

    def _filter(self, words: str) -> None:
        self.table.filter(words)
        self._say_counts()
        self._update()

    def _say_counts(self) -> None:
        if not self.members:
            self.counts.setText(self.tr("Belum ada peserta. Pilih kelurahan, lalu tekan Tambahkan."))
            return
        if not self.table.count:
            self.counts.setText(self.tr("Tidak ada yang cocok. Hapus kata di kotak cari."))
            return
        came = sum(one.present is True for one in self.members)
        stations = len({(one.district, one.village, one.station) for one in self.members})
        words = self.tr("{n} peserta dari {tps} TPS, {came} hadir.")
        self.counts.setText(words.format(n=len(self.members), tps=stations, came=came))

    def _update(self) -> None:
        self.out_button.setEnabled(self.marked is not None)
        for button in (self.all_button, self.save_button):
            button.setEnabled(bool(self.table.count))
        self.deal_button.setEnabled(bool(self.members))
        self.hand_button.setEnabled(any(one.dealt for one in self.members))

    def _row(self, one: MemberResult) -> tuple[Cell, ...]:
        came = {None: self.tr("belum"), True: self.tr("hadir"), False: self.tr("tidak")}[one.present]
        name, tint = {None: ("waiting", "edge"), True: ("check", "accent"), False: ("away", "ink_soft")}[one.present]
        packets = packet_names(one.dealt)
        return (
            Cell(came, came, icon=self.theme.icon(name, tint, size=20)),
            Cell(one.station, one.station),
            Cell(one.village, one.village.casefold()),
            Cell(one.name, one.name.casefold(), one.name),
            Cell(said(one.role), one.role),
            Cell(packets, packets, packets),
        )

    @property
    def marked(self) -> MemberResult | None:
        """The member that is marked."""
        row = self.table.row
        return self.members[row] if row is not None and row < len(self.members) else None

    # --- who is in it

    @property
    def _class(self) -> int:
        assert self.office.class_id is not None
        return self.office.class_id

    def add(self) -> None:
        """Takes the operators of the chosen kelurahan or TPS in."""
        place, number, class_id = self.village.currentData(), self.station.currentData(), self._class
        ids = [
            one.id
            for one in self._people
            if (one.district, one.village) == place and number in ("", one.station)
        ]  # fmt: skip

        def work(records: Records) -> int:
            from sirekap_trainer.records.classes import add_members  # noqa: PLC0415

            return add_members(records, class_id, ids)

        self.office.write(work, self._added, self.fail)

    def _added(self, count: int) -> None:
        words = self.tr("{n} peserta ditambahkan.") if count else self.tr("Mereka sudah ada di kelas ini.")
        self.say(words.format(n=count), "ok" if count else "info")

    def take_out(self) -> None:
        """Takes the marked member out of the class; what they did stays theirs."""
        marked, class_id = self.marked, self._class
        if marked is None:
            return

        def work(records: Records) -> None:
            from sirekap_trainer.records.classes import remove_members  # noqa: PLC0415

            remove_members(records, class_id, [marked.person_id])

        words = self.tr("{name} dikeluarkan dari kelas. Hasilnya tetap tercatat.").format(name=marked.name)
        self.office.write(work, lambda _: self.say(words, "info"), self.fail)

    # --- who came

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.tick()

    def tick(self) -> None:
        """Came, did not come, unknown: in turn, for the marked member."""
        row = self.table.row
        if row is not None:
            self._put([row], _NEXT[self.members[row].present])

    def tick_all(self) -> None:
        """All that are shown, and of whom nothing is known, came."""
        self._put([row for row in self.table.rows_shown if self.members[row].present is None], True)

    def _put(self, rows: list[int], present: bool | None) -> None:  # noqa: FBT001 - three-valued
        """Shown at once and written behind it; no reload, so that fast ticking never jumps."""
        people, class_id = [self.members[row].person_id for row in rows], self._class
        for row in rows:
            self.members[row] = replace(self.members[row], present=present)
            self.table.put(row, self._row(self.members[row]))
        self._say_counts()

        def work(records: Records) -> None:
            from sirekap_trainer.records.classes import set_present  # noqa: PLC0415

            set_present(records, class_id, people, present=present)

        def failed(error: BaseException) -> None:
            self.fail(error)
            self.reload()

        self.office.write(work, lambda _: None, failed, loud=False)

    def _ask_save(self) -> None:
        day = self._draft.held_on.isoformat() if self._draft else ""
        self.ask_list(self.table, self.tr("Daftar hadir {date}").format(date=day), self.say)

    # --- packets

    def deal(self) -> None:
        """Deals the packets of the class's set."""
        folder = self._draft.packets if self._draft else ""
        class_id = self._class
        if not folder:
            self._say_no_packets()
            return
        self.say(self.tr("Membagi paket…"), "info")

        def work(store: Store, _: Progress) -> tuple[PacketCard, ...]:
            return deal_out(store, class_id, Path(folder))

        self.office.work(work, self._dealt, self.fail, changes=True)

    def _say_no_packets(self) -> None:
        self.say(self.tr("Belum ada paket untuk kelas ini. Pilih paketnya lewat Ubah di daftar kelas."), "warning")

    def _dealt(self, cards: tuple[PacketCard, ...]) -> None:
        if self._draft is not None and self._draft.mode == "simulasi" and len({card.form for card in cards}) < 2:
            words = self.tr(
                "Simulasi memerlukan kedua formulir. Buat paket Gubernur dan Wali Kota (Simulasi), "
                "pilih lewat Ubah di daftar kelas, lalu bagi lagi."
            )
            self.say(words, "warning")
            return
        self.say(self.words_of(cards), "ok")

    def words_of(self, cards: tuple[PacketCard, ...]) -> str:
        """What each TPS got, and that it is equally hard for all."""
        forms = len({card.form for card in cards})
        if forms > 1:
            words = self.tr("Tiap TPS mendapat Gubernur dan Wali Kota, utama dan cadangan yang sama.")
        else:
            words = self.tr("Tiap TPS mendapat {n} paket, utama dan cadangan yang sama.").format(n=forms)
        stations = len({(one.district, one.village, one.station) for one in self.members})
        each = len(cards) // forms
        if each < stations:
            shared = self.tr("Hanya {n} paket untuk {tps} TPS: ada TPS dengan paket yang sama.")
            words += " " + shared.format(n=each, tps=stations)
        difficulty = cards[0].difficulty
        if difficulty is None:
            return words + " " + self.tr("Sama sulit: semua dari satu set yang disegel.")
        misreads = sum(part.startswith("bacaan ") for part in difficulty)
        slips = sum(part.startswith("kejanggalan ") for part in difficulty)
        equal = self.tr("Sama sulit: tiap paket {misreads} salah baca, {slips} kejanggalan di kertas.")
        return words + " " + equal.format(misreads=misreads, slips=slips)

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Simpan folder kelas di mana?"))
        if chosen:
            self.save_for_members(Path(chosen))

    def save_for_members(self, folder: Path) -> None:
        """Copies what was dealt, with the class's card, for the laptops of the trainees."""
        packets, class_id = self._draft.packets if self._draft else "", self._class
        if not packets:
            self._say_no_packets()
            return
        self.say(self.tr("Menyimpan folder kelas…"), "info")
        self.hand_button.setEnabled(False)

        def work(store: Store, progress: Progress) -> tuple[Path, tuple[str, ...]]:
            return hand_out_to(store, class_id, Path(packets), folder, progress)

        def done(made: tuple[Path, tuple[str, ...]]) -> None:
            self._update()
            self.table.setFocus()  # the keyboard fell upon another button when this one went out
            out, without = made
            words = self.tr("Tersimpan: folder {name}. Salin ke laptop peserta; di sana pilih Paket dari folder lain.")
            words = words.format(name=out.name)
            if without:  # who came after dealing
                late = self.tr("{names} belum mendapat paket: tekan Bagi paket, lalu simpan lagi.")
                words += " " + late.format(names=", ".join(without[:3]) + (", …" if without[3:] else ""))
            self.say(words, "warning" if without else "ok")

        def failed(error: BaseException) -> None:
            self._update()
            self.fail(error)

        self.office.work(work, done, failed)

    # --- going

    def press_primary(self) -> None:
        """To the board."""
        self.going.emit("class_board")

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("classes")
