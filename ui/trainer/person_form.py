"""One operator: typed in, put right, or taken out of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.basics import Box, Button, label, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from . import care
from .fields import Field, show_whole
from .office import Office
from .people import all_people
from .places import all_places
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.roster_file import Operator


@dataclass(frozen=True, slots=True)
class Known:
    """What the form begins with.

    Attributes:
        person: Who is changed; None for a new one.
        done: How many attempts, quizzes and questions are theirs.
        districts: Kecamatan that are known.
        villages: Kelurahan that are known, with their kecamatan.
    """

    person: PersonRow | None
    done: int
    districts: tuple[str, ...]
    villages: tuple[tuple[str, str], ...]


def known_of(records: Records, person_id: int | None) -> Known:
    """Looks up what the form begins with."""
    person = next((one for one in all_people(records) if one.id == person_id), None)
    places = all_places(records)
    villages = tuple(sorted((one.name, one.district) for one in places.villages))
    done = 0 if person is None else _done(records, person.id)
    return Known(person, done, tuple(one.name for one in places.districts), villages)


def _done(records: Records, person_id: int) -> int:
    from sqlalchemy import func, select  # noqa: PLC0415

    from sirekap_trainer.records.tables import Attempt, Question, Quiz  # noqa: PLC0415

    return sum(
        records.scalar(select(func.count()).where(table.person_id == person_id)) or 0
        for table in (Attempt, Quiz, Question)
    )


def keep(records: Records, person_id: int | None, operator: Operator) -> int:
    """Takes an operator in, or puts right what is known of them; gives their id."""
    from sirekap_trainer.records.people import add_person, change_person  # noqa: PLC0415

    if person_id is None:
        return add_person(records, operator)
    change_person(records, person_id, operator)
    return person_id


class PersonFormScreen(OfficeScreen):
    """Asks who sits where; of one who is there also whether they shall go."""

    entry = "people"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon, self.back = self.tr("Simpan"), "check", self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter simpan")
        self.known = Known(None, 0, (), ())
        self._make_fields()
        place = QWidget()
        place.setMaximumWidth(theme.text(LINE + 180))
        column = tight(QVBoxLayout(place), theme.space(2))
        column.setContentsMargins(0, 0, theme.space(1), 0)
        self.title = label("", "title", wrap=True)
        column.addWidget(self.title)
        space = theme.space(4)
        column.addWidget(self.name)
        column.addWidget(flowing(space, self.village, self.district))
        column.addWidget(flowing(space, self.station, self.role, self.phone))
        self.leaving = self._leaving()
        column.addWidget(self.leaving)
        column.addStretch(1)
        self.body.addWidget(scrolling(place), 1)
        self.body.addWidget(self.notice)

    def _make_fields(self) -> None:
        theme = self.theme
        self.name = Field(theme, self.tr("Nama lengkap"), width=520)
        self.village = Field(theme, self.tr("Kelurahan atau desa"), width=300)
        self.district = Field(theme, self.tr("Kecamatan"), width=300)
        self.station = Field(theme, self.tr("Nomor TPS"), width=120)
        self.phone = Field(theme, self.tr("Nomor HP"), width=240, hint=self.tr("Boleh kosong."))
        self.role = Choices(
            theme, self.tr("Peran"), {"utama": self.tr("Operator utama"), "cadangan": self.tr("Operator cadangan")}
        )
        digits = QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self.station.line)
        self.station.line.setValidator(digits)
        self.village.line.editingFinished.connect(self._fill_district)
        self._fields = {
            "name": self.name,
            "village": self.village,
            "district": self.district,
            "station": self.station,
            "phone": self.phone,
        }

    def _leaving(self) -> QWidget:
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1.5))
        box.body.addWidget(label(self.tr("Tidak bertugas lagi"), "strong"))
        words = self.tr("TPS-nya menjadi kosong. Nama dan hasilnya tetap tercatat.")
        box.body.addWidget(label(words, "quiet", wrap=True))
        self.end_button = Button(self.tr("Akhiri tugas"), self.theme, icon="person")
        self.end_button.clicked.connect(self.end)
        box.body.addWidget(flowing(self.theme.space(1), self.end_button))
        box.body.addWidget(label(self.tr("Hapus datanya"), "strong"))
        self.erase_words = label("", "quiet", wrap=True)
        box.body.addWidget(self.erase_words)
        self.erase_button = Button(self.tr("Hapus, hasil tanpa nama"), self.theme, icon="remove")
        self.erase_button.clicked.connect(lambda: self._ask_erase(keep_results=True))
        self.erase_all_button = Button(self.tr("Hapus dengan hasilnya"), self.theme, icon="remove")
        self.erase_all_button.clicked.connect(lambda: self._ask_erase(keep_results=False))
        box.body.addWidget(flowing(self.theme.space(1), self.erase_button, self.erase_all_button))
        return box

    # --- showing

    def enter(self) -> None:
        """Empty, or with what is known of the operator at hand."""
        for field in self._fields.values():
            field.complain("")
        self.set_ready(False)
        self.rail.show_current(self.entry)
        self.notice.hide()
        person_id = self.office.person_id
        self.office.look(lambda records: known_of(records, person_id), self._show, self.fail)

    def _show(self, known: Known) -> None:
        self.known, person = known, known.person
        self.title.setText(self.tr("Ubah peserta") if person else self.tr("Peserta baru"))
        self.village.offer([village for village, _ in known.villages])
        self.district.offer(list(known.districts))
        values = {name: str(getattr(person, name, "")) for name in self._fields}
        if person is None:  # the next one is mostly of the same kelurahan
            values |= {name: self._fields[name].text for name in ("village", "district")}
        for name, field in self._fields.items():
            field.line.setText(values[name])
        self.role.choose([person.role if person else "utama"])
        self._show_leaving()
        self.set_ready(True)
        self.name.line.setFocus()

    def _show_leaving(self) -> None:
        self.leaving.setVisible(self.known.person is not None)
        done = self.known.done
        words = self.tr("Nama dan nomor HP hilang dari semua catatan. Tidak dapat dibatalkan.")
        if done:
            words += " " + self.tr("{n} hasil dan pertanyaannya dapat disimpan tanpa nama.").format(n=done)
        self.erase_words.setText(words)
        self.erase_button.setText(self.tr("Hapus, hasil tanpa nama") if done else self.tr("Hapus datanya"))
        self.erase_all_button.setVisible(bool(done))

    def _fill_district(self) -> None:
        """The kecamatan of a kelurahan that is known, where it is not typed yet."""
        typed = self.village.text.casefold()
        found = [district for village, district in self.known.villages if village.casefold() == typed]
        if len(set(found)) == 1 and not self.district.text:
            self.district.line.setText(found[0])

    # --- keeping

    def press_primary(self) -> None:
        """Keeps what was typed; says beside the field what is wrong with it."""
        self.set_ready(False)
        self._fill_district()
        values = {name: field.text for name, field in self._fields.items()} | {"role": self.role.one}
        person_id = self.known.person.id if self.known.person else None

        def work(records: Records) -> int:
            from sirekap_trainer.records.roster_file import typed_operator  # noqa: PLC0415

            return keep(records, person_id, typed_operator(**values))

        self.office.write(work, self._kept, self._refused)

    def _kept(self, person_id: int) -> None:
        self.office.person_id = person_id
        self._away()

    def _away(self) -> None:
        self.set_ready(True)
        if self.isVisible():
            self.going.emit("people")

    def _refused(self, error: BaseException) -> None:
        self.set_ready(True)
        code, problem = str(getattr(error, "code", "")), problem_of(error)
        field = self._fields.get(code.removeprefix("isian_"))
        if code == "peserta_ganda":
            field = self.station
        if field is None:
            self.fail(error)
        else:
            field.complain(f"{problem.message} {problem.hint}")

    # --- taking out

    def end(self) -> None:
        """Ends the operator's time; nothing they did is lost."""
        person = self.known.person
        assert person is not None

        def work(records: Records) -> None:
            from sirekap_trainer.records.people import remove_person  # noqa: PLC0415

            remove_person(records, person.id, at=datetime.now(UTC))

        self.office.write(work, lambda _: self._away(), self.fail)

    def _ask_erase(self, *, keep_results: bool) -> None:
        person = self.known.person
        assert person is not None
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Hapus datanya"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Hapus data {name}?").format(name=person.name))
        left = (
            self.tr("Hasilnya tetap dihitung dalam laporan, tanpa nama.")
            if keep_results
            else self.tr("Hasilnya ikut hilang, juga dari laporan kelas.")
        )
        box.setInformativeText(f"{left} " + self.tr("Ini tidak dapat dibatalkan."))
        erase = box.addButton(self.tr("Hapus"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        if box.clickedButton() is erase:
            self.erase(keep_results=keep_results)

    def erase(self, *, keep_results: bool) -> None:
        """Erases the operator; there is no way back."""
        person = self.known.person
        assert person is not None

        def work(records: Records) -> None:
            care.erase_person(records, person.id, keep_results=keep_results)

        self.office.person_id = None
        self.office.write(work, lambda _: self._away(), self.fail)

    def fail(self, error: BaseException) -> None:
        """Says what went wrong, and lets it be tried again."""
        self.set_ready(True)
        super().fail(error)
        show_whole(self.notice)

    def press_back(self) -> None:
        """To the list; nothing is kept."""
        self.going.emit("people")
