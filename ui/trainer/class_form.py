"""What is said of a class: its kind, day, place, trainer, packets, and what is done in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.basics import Dropdown, label, set_state, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from .classes import class_kinds, day_in_words
from .fields import Field
from .office import Office
from .screen import OfficeScreen
from .workshop import SetEntry, Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.classes import ClassDraft

_DAY = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})")


def day_of(text: str) -> date | None:
    """The day that somebody typed, e.g. `27-11-2024` or `5/1/25`; None where it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def said_of(records: Records, class_id: int | None) -> ClassDraft | None:
    """What is said of a class; None of a new one."""
    if class_id is None:
        return None
    from sirekap_trainer.records.classes import class_of, draft_of  # noqa: PLC0415

    return draft_of(class_of(records, class_id))


def keep(records: Records, class_id: int | None, typed: Mapping[str, Any]) -> int:
    """Takes a class in, or says something else of one; gives its id."""
    from sirekap_trainer.records.classes import ClassDraft, change_class, new_class  # noqa: PLC0415

    draft = ClassDraft(**typed)
    if class_id is None:
        return new_class(records, draft)
    change_class(records, class_id, draft)
    return class_id


class ClassFormScreen(OfficeScreen):
    """Asks what a class shall be."""

    entry = "classes"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon, self.back = self.tr("Simpan"), "check", self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter simpan")
        self._said: ClassDraft | None = None
        self._visit = 0  # which one this is: what was kept in an earlier one says nothing of this
        self._pairs: dict[str, bool] = {}
        self._make_fields()
        place = QWidget()
        place.setMaximumWidth(theme.text(LINE + 320))
        column = tight(QVBoxLayout(place), theme.space(2))
        column.setContentsMargins(0, 0, theme.space(1), 0)
        self.heading = label("", "title", wrap=True)
        space = theme.space(4)
        column.addWidget(self.heading)
        column.addWidget(flowing(space, self.title, self.where))
        column.addWidget(self.kind)
        column.addWidget(flowing(space, self.day, self.trainer))
        column.addWidget(self._packets_part())
        column.addWidget(flowing(space, self.mode, self.rule))
        column.addStretch(1)
        self.body.addWidget(scrolling(place), 1)
        self.body.addWidget(self.notice)

    def _make_fields(self) -> None:
        theme = self.theme
        self.title = Field(theme, self.tr("Nama kelas"), width=448)  # as wide as a day and its words
        self.title.line.setPlaceholderText(self.tr("misalnya Bimtek formal 1"))
        self.kind = Choices(theme, self.tr("Jenis"), class_kinds())
        self.day = Field(theme, self.tr("Tanggal"), width=200)
        self.day_words = label("", "quiet")
        self.day_words.setMinimumWidth(theme.text(240))  # the longest day, so that nothing beside it jumps
        self.day.row.insertWidget(1, self.day_words)
        self.day.line.textChanged.connect(self._say_day)
        self.where = Field(theme, self.tr("Tempat"), width=420)
        self.trainer = Field(theme, self.tr("Pelatih"), width=300)
        modes = {"latihan": self.tr("Latihan"), "simulasi": self.tr("Simulasi"), "ujian": self.tr("Ujian")}
        self.mode = Choices(theme, self.tr("Yang dikerjakan"), modes)
        rules = {"koreksi": self.tr("Koreksi angka"), "tandai": self.tr("Tandai saja")}
        self.rule = Choices(theme, self.tr("Cara memeriksa"), rules)
        self._fields = {"title": self.title, "held_on": self.day, "place": self.where, "trainer": self.trainer}

    def _packets_part(self) -> QWidget:
        self.packets = Dropdown()
        self.packets.setAccessibleName(self.tr("Paket"))
        self.packets.setMaximumWidth(self.theme.text(640))
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(0.75))
        column.addWidget(label(self.tr("Paket"), "strong"))
        column.addWidget(self.packets)
        self.packets_words = label("", "quiet", wrap=True)
        column.addWidget(self.packets_words)
        self.packets.currentIndexChanged.connect(self._say_packets)
        self.mode.changed.connect(self._say_packets)
        return place

    # --- showing

    def enter(self) -> None:
        """Empty, or with what is said of the class at hand."""
        self.rail.show_current(self.entry)
        self.notice.hide()
        for field in self._fields.values():
            field.complain("")
        self.set_ready(False)
        self._visit += 1
        class_id = self.office.class_id
        self.office.look(lambda records: said_of(records, class_id), self._show, self.fail)

    def _show(self, said: ClassDraft | None) -> None:
        self._said = said
        self.heading.setText(self.tr("Kelas baru") if said is None else self.tr("Ubah kelas"))
        self.title.line.setText(said.title if said else "")
        day = said.held_on if said else date.today()  # noqa: DTZ011 - the day on this laptop's calendar
        self.day.line.setText(f"{day:%d-%m-%Y}")
        if said is not None:  # a new one keeps place and trainer of the last
            self.where.line.setText(said.place)
            self.where.line.setCursorPosition(0)
            self.trainer.line.setText(said.trainer)
            self.trainer.line.setCursorPosition(0)
            self.kind.choose([said.kind])
            self.mode.choose([said.mode])
            self.rule.choose([said.rule])
        self.set_ready(True)
        self.title.line.setFocus()
        self.workshop.look(self._fill_packets, self.fail)

    def _fill_packets(self, entries: list[SetEntry]) -> None:
        chosen = self._said.packets if self._said else ""
        self.packets.clear()
        self.packets.addItem(self.tr("Belum dipilih"), "")
        for entry in entries:
            wishes = entry.made.wishes
            if wishes.kind != "blank" and entry.whole:
                words = (
                    self.tr("{form} · {name} · {n} pasang") if wishes.pair else self.tr("{form} · {name} · {n} paket")
                )
                n = entry.whole // wishes.each
                self.packets.addItem(words.format(form=entry.form, name=wishes.folder.name, n=n), str(wishes.folder))
                self._pairs |= {str(wishes.folder): wishes.pair}
        if chosen and self.packets.findData(chosen) < 0:
            self.packets.addItem(self.tr("{folder} (tidak ada di laptop ini)").format(folder=chosen), chosen)
        self.packets.setCurrentIndex(max(0, self.packets.findData(chosen)))
        self._say_packets()

    def _say_packets(self) -> None:
        """What the packets of a class have to be; a simulation's are pairs."""
        simulation = self.mode.one == "simulasi"
        pair = self._pairs.get(self.packets.currentData() or "", simulation)
        if simulation and not pair:
            words = self.tr("Simulasi memerlukan kedua formulir: pilih paket Gubernur dan Wali Kota.")
        else:
            words = self.tr("Semua peserta mendapat paket dari satu set, agar sama sulit.")
        set_state(self.packets_words, words, "bad" if simulation and not pair else "")

    def _say_day(self, text: str) -> None:
        day = day_of(text)
        self.day_words.setText(day_in_words(day, long=True) if day else "")

    # --- keeping

    @property
    def typed(self) -> dict[str, Any] | None:
        """What was typed, as `ClassDraft` takes it; None where the day is none."""
        day = day_of(self.day.text)
        if day is None:
            return None
        kept = self._said.packets if self._said else ""
        return {
            "title": self.title.text,
            "kind": self.kind.one,
            "held_on": day,
            "place": self.where.text,
            "trainer": self.trainer.text,
            "mode": self.mode.one,
            "rule": self.rule.one,
            "packets": self.packets.currentData() if self.packets.count() else kept,
        }

    def press_primary(self) -> None:
        """Keeps the class; then to its members, or says beside the field what is wrong."""
        typed, class_id, visit = self.typed, self.office.class_id, self._visit
        if typed is None:
            self.day.complain(self.tr("Tulis tanggal seperti 27-11-2024."))
            return
        self.set_ready(False)
        self.office.write(
            lambda records: keep(records, class_id, typed), lambda kept: self._kept(kept, visit), self._refused
        )

    def _kept(self, class_id: int, visit: int) -> None:
        if visit != self._visit or not self.isVisible():
            return
        fresh = self.office.class_id is None
        self.office.class_id = class_id
        self.set_ready(True)
        self.going.emit("class_members" if fresh else "classes")

    def _refused(self, error: BaseException) -> None:
        self.set_ready(True)
        code, problem = str(getattr(error, "code", "")), problem_of(error)
        field = self._fields.get(code.removeprefix("isian_"))
        if field is None:
            self.fail(error)
        else:
            field.complain(f"{problem.message} {problem.hint}")

    def press_back(self) -> None:
        """To the list; nothing is kept."""
        self.going.emit("classes")
