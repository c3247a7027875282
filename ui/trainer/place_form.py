"""One place: a new TPS, or a TPS, kelurahan or kecamatan put right or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.basics import Box, Button, Dropdown, label, tight
from ..widgets.flow import flowing
from .fields import Field, show_whole
from .office import Office
from .places import Level, all_places
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.places import DistrictRow, Places, StationRow, VillageRow

#: Width of a name, at 100%: sixty letters.
WIDE = 560


@dataclass(frozen=True, slots=True)
class Found:
    """What the form begins with.

    Attributes:
        places: All there are.
        level: Of the place at hand.
        place: That is changed; None for a new TPS.
        people: Operators of that place, the first few.
    """

    places: Places
    level: Level
    place: StationRow | VillageRow | DistrictRow | None
    people: tuple[PersonRow, ...]


def found_of(records: Records, level: Level, place_id: int | None) -> Found:
    """Looks up what the form begins with."""
    from sirekap_trainer.records.people import list_people  # noqa: PLC0415

    places = all_places(records)
    rows: dict[Level, Any] = {"station": places.stations, "village": places.villages, "district": places.districts}
    place = next((one for one in rows[level] if one.id == place_id), None)
    if place is None:
        return Found(places, "station", None, ())
    if level == "district":
        people = list_people(records, district_id=place.id)
    else:
        people = list_people(records, village_id=place.id if level == "village" else place.village_id)
    if level == "station":
        people = [one for one in people if one.station == place.number]
    return Found(places, level, place, tuple(people[:2]))


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed.

    Attributes:
        level: Of the place.
        place_id: Which; None for a new TPS.
        number: Of the TPS, or of the first of several.
        last: Of the last of several new ones; "" for one.
        village: Name of the kelurahan.
        district: Name of the kecamatan.
        outer: Id of the kecamatan of a kelurahan.
    """

    level: Level
    place_id: int | None
    number: str
    last: str
    village: str
    district: str
    outer: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping.

    Attributes:
        place_id: Of the place, or of the first of several.
        count: How many TPS are new.
        there: Numbers of those that were there before.
    """

    place_id: int
    count: int = 0
    there: tuple[str, ...] = ()


def keep(records: Records, wish: Wish) -> Kept:
    """Takes TPS in, or puts a place right.

    Raises:
        RecordsError: A field cannot be used, or there is such a place.
    """
    from sirekap_trainer.records import places  # noqa: PLC0415

    where = {"district": wish.district, "village": wish.village}
    if wish.place_id is None and wish.last:
        added = places.add_stations(records, **where, first=wish.number, last=wish.last)
        return Kept(added.ids[0], len(added.ids), added.there)
    if wish.place_id is None:
        return Kept(places.add_station(records, **where, number=wish.number), 1)
    if wish.level == "station":
        places.move_station(records, wish.place_id, **where, number=wish.number)
    elif wish.level == "village":
        places.rename_village(records, wish.place_id, wish.village, district_id=wish.outer)
    else:
        places.rename_district(records, wish.place_id, wish.district)
    return Kept(wish.place_id)


def take_away(records: Records, level: Level, place_id: int) -> None:
    """Takes a place away.

    Raises:
        RecordsError: Somebody is, or was, its operator.
    """
    from sirekap_trainer.records import places  # noqa: PLC0415

    remove = {
        "station": places.remove_station,
        "village": places.remove_village,
        "district": places.remove_district,
    }[level]
    remove(records, place_id)


class PlaceFormScreen(OfficeScreen):
    """Asks what a place is called; of one that is there also whether it shall go."""

    entry = "people"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.primary, self.primary_icon, self.back = self.tr("Simpan"), "check", self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter simpan")
        self.found: Found | None = None
        self._make_fields()
        place = QWidget()
        place.setMaximumWidth(theme.text(LINE + 120))
        column = tight(QVBoxLayout(place), theme.space(2))
        column.setContentsMargins(0, 0, theme.space(1), 0)
        self.title = label("", "title", wrap=True)
        self.where = label("", "quiet", wrap=True)
        self.note = label("", "quiet", wrap=True)
        self.leaving = self._leaving()
        numbers = flowing(theme.space(3), self.number, self.last)
        for part in (self.title, self.where, numbers, self.village, self.district, self.outer, self.note, self.leaving):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(scrolling(place), 1)
        self.body.addWidget(self.notice)

    def _make_fields(self) -> None:
        theme = self.theme
        self.number = Field(theme, self.tr("Nomor TPS"), width=120)
        self.last = Field(theme, self.tr("Sampai nomor (boleh kosong)"), width=120)
        self.village = Field(theme, self.tr("Kelurahan atau desa"))
        self.district = Field(theme, self.tr("Kecamatan"))
        digits = QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self.number.line)
        for field in (self.number, self.last):
            field.line.setValidator(digits)
        self._known = ""
        self.village.line.editingFinished.connect(self._follow_village)
        self.outer = QWidget()
        self.outer_choice = Dropdown()
        self.outer_choice.setAccessibleName(self.tr("Kecamatan"))
        self.outer_choice.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        caption = label(self.tr("Kecamatan"), "strong")
        caption.setBuddy(self.outer_choice)
        column = tight(QVBoxLayout(self.outer), theme.space(0.75))
        column.addWidget(caption)
        column.addWidget(self.outer_choice)
        for part in (self.village, self.district, self.outer):
            part.setMaximumWidth(theme.text(WIDE))

    def _leaving(self) -> QWidget:
        box = Box("card")
        box.body.setContentsMargins(*[self.theme.space(2)] * 4)
        box.body.setSpacing(self.theme.space(1.5))
        self.leaving_title = label("", "strong")
        self.leaving_words = label("", "quiet", wrap=True)
        self.people_button = Button(self.tr("Lihat pesertanya"), self.theme, icon="people")
        self.people_button.clicked.connect(self._to_people)
        self.remove_button = Button(self.tr("Hapus"), self.theme, icon="remove")
        self.remove_button.clicked.connect(self._ask_remove)
        box.body.addWidget(self.leaving_title)
        box.body.addWidget(self.leaving_words)
        box.body.addWidget(flowing(self.theme.space(1), self.people_button, self.remove_button))
        return box

    # --- showing

    def enter(self) -> None:
        """Empty, or with what is known of the place at hand."""
        for field in self._fields:
            field.complain("")
        self.set_ready(False)
        self.rail.show_current(self.entry)
        self.notice.hide()
        level, place_id = self.office.place_level, self.office.place_id
        self.office.look(lambda records: found_of(records, level, place_id), self._show, self.fail)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return self.number, self.last, self.village, self.district

    @property
    def level(self) -> Level:
        """What is asked for."""
        return self.found.level if self.found is not None else "station"

    @property
    def new(self) -> bool:
        """Whether a TPS is typed that is not there yet."""
        return self.found is None or self.found.place is None

    def _show(self, found: Found) -> None:
        self.found = found
        new, level, place = self.new, found.level, found.place
        self.number.setVisible(level == "station")
        self.last.setVisible(new)
        self.village.setVisible(level != "district")
        self.district.setVisible(level != "village")
        self.outer.setVisible(not new and level == "village")
        self._fill_choices(found)
        self._fill_fields(place)
        self._show_words(place)
        self._show_leaving(found)
        self.set_ready(True)
        field = {"station": self.number, "village": self.village, "district": self.district}[level]
        field.line.setFocus()
        field.line.selectAll()

    def _fill_choices(self, found: Found) -> None:
        self.village.offer(one.name for one in found.places.villages)
        self.district.offer(one.name for one in found.places.districts)
        self.outer_choice.clear()
        for one in found.places.districts:
            self.outer_choice.addItem(one.name, one.id)

    def _fill_fields(self, place: Any) -> None:  # noqa: ANN401 - of any level
        if place is None:  # the next one is mostly of the same kelurahan
            self.number.line.clear()
            self.last.line.clear()
        elif self.level == "station":
            self.number.line.setText(place.number)
            self.village.line.setText(place.village)
            self.district.line.setText(place.district)
        elif self.level == "village":
            self.village.line.setText(place.name)
            self.outer_choice.setCurrentIndex(self.outer_choice.findData(place.district_id))
        else:
            self.district.line.setText(place.name)
        self._known = self.village.text.casefold()

    def _show_words(self, place: Any) -> None:  # noqa: ANN401 - of any level
        if place is None:
            title, where = self.tr("TPS baru"), ""
            note = self.tr("Operatornya diketik di layar Peserta. Kelurahan yang belum ada ikut dibuat.")
        elif self.level == "station":
            title = self.tr("TPS {number} {village}").format(number=place.number, village=place.village)
            where = ""  # its fields say it
            note = self.tr(
                "Operator dan hasilnya ikut, juga ke kelurahan lain. "
                "Folder kelas yang sudah dibagikan masih memakai nomor dan kelurahan lama."
            )
        elif self.level == "village":
            title = self.tr("Kelurahan {name}").format(name=place.name)
            where = self.tr("{n} TPS, {m} operator").format(n=place.stations, m=place.operators)
            note = self.tr("Semua TPS dan hasil di dalamnya ikut.")
        else:
            title = self.tr("Kecamatan {name}").format(name=place.name)
            where = self.tr("{n} kelurahan, {m} TPS").format(n=place.villages, m=place.stations)
            note = self.tr("Semua kelurahan, TPS dan hasil di dalamnya ikut.")
        self.title.setText(title)
        self.where.setText(where)
        self.where.setVisible(bool(where))
        self.note.setText(note)

    def _show_leaving(self, found: Found) -> None:
        place: Any = found.place
        self.leaving.setVisible(place is not None)
        if place is None:
            return
        titles = {
            "station": self.tr("Hapus TPS ini"),
            "village": self.tr("Hapus kelurahan ini"),
            "district": self.tr("Hapus kecamatan ini"),
        }
        self.leaving_title.setText(titles[found.level])
        self.leaving_words.setText(self._leaving_words(place))
        self.people_button.setVisible(bool(found.people))
        self.remove_button.setAccessibleName(titles[found.level])
        self.remove_button.setEnabled(not place.operators and not place.former)

    def _leaving_words(self, place: Any) -> str:  # noqa: ANN401 - of any level
        if place.operators:
            words = self.tr("Masih ada {n} operator. Pindahkan ke TPS lain atau hapus datanya dulu.")
            return words.format(n=place.operators)
        if place.former:
            return self.tr("Hasil operator lamanya masih tercatat. Hapus datanya dulu, di Pengaturan, Data peserta.")
        if self.level == "station":
            return self.tr("Tidak ada operatornya, jadi boleh dihapus.")
        if place.stations:
            return self.tr("{n} TPS kosong di dalamnya ikut terhapus.").format(n=place.stations)
        return self.tr("Tidak ada TPS di dalamnya, jadi boleh dihapus.")

    def _follow_village(self) -> None:
        """Another kelurahan that is known brings its kecamatan along."""
        if self.level != "station" or self.village.text.casefold() == self._known:
            return
        self._known = self.village.text.casefold()
        if (outer := self._district_of_village) is not None:
            self.district.line.setText(outer)

    @property
    def _district_of_village(self) -> str | None:
        """The kecamatan of the kelurahan that is typed, where one of that name is known."""
        typed = self.village.text.casefold()
        villages = self.found.places.villages if self.found is not None else ()
        outer = {one.district for one in villages if one.name.casefold() == typed}
        return outer.pop() if len(outer) == 1 else None

    # --- keeping

    def press_primary(self) -> None:
        """Keeps what was typed; says beside the field what is wrong with it."""
        self.set_ready(False)
        self._follow_village()
        if self.level == "station" and not self.district.text:
            self.district.line.setText(self._district_of_village or "")
        place: Any = self.found.place if self.found is not None else None
        wish = Wish(
            self.level,
            None if place is None else place.id,
            self.number.text,
            self.last.text if self.new else "",
            self.village.text,
            self.district.text,
            self.outer_choice.currentData() if self.level == "village" else None,
        )
        self.office.write(lambda records: keep(records, wish), self._kept, self._refused)

    def _kept(self, kept: Kept) -> None:
        self.office.place_level, self.office.place_id = self.level, kept.place_id
        self._away(self._kept_words(kept))

    def _kept_words(self, kept: Kept) -> str:
        number, village = self.number.text.zfill(3), self.village.text
        if not self.new:
            return self.tr("Tersimpan.") if self.level != "station" else self._moved_words(number, village)
        if not self.last.text:
            return self.tr("TPS {number} {village} ditambahkan.").format(number=number, village=village)
        words = self.tr("{n} TPS {village} ditambahkan, {first} sampai {last}.")
        last = self.last.text.zfill(3)
        told = words.format(n=kept.count, village=village, first=number, last=last)
        if kept.there:
            told += " " + self.tr("{n} sudah ada sebelumnya.").format(n=len(kept.there))
        return told

    def _moved_words(self, number: str, village: str) -> str:
        """What is said of a TPS that was put right: where it was, and where it is, where that is another kelurahan."""
        before: Any = self.found.place if self.found is not None else None
        if (village.casefold(), self.district.text.casefold()) == (
            before.village.casefold(),
            before.district.casefold(),
        ):
            return self.tr("Tersimpan.")
        words = self.tr("TPS {before} {old} sekarang TPS {number} {village}.")
        return words.format(before=before.number, old=before.village, number=number, village=village)

    def _away(self, news: str) -> None:
        self.set_ready(True)
        if self.isVisible():
            self.office.place_news = news
            self.going.emit("places")

    def _refused(self, error: BaseException) -> None:
        self.set_ready(True)
        code, problem = str(getattr(error, "code", "")), problem_of(error)
        names = {"isian_village": self.village, "isian_district": self.district, "isian_last": self.last}
        field = {"isian_station": self.number, "tps_ada": self.number}.get(code) or names.get(code)
        if code == "nama_tempat":
            field = self.village if self.level == "village" else self.district
        if field is None:
            self.fail(error)
        else:
            field.complain(f"{problem.message} {problem.hint}")

    # --- taking away

    def _ask_remove(self) -> None:
        """Asks only where more goes than what stands on the screen."""
        assert self.found is not None
        place: Any = self.found.place
        if self.level == "station" or not place.stations:
            self.remove()
            return
        box = QMessageBox(self)
        box.setWindowTitle(self.leaving_title.text())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Hapus {name}?").format(name=place.name))
        box.setInformativeText(self.leaving_words.text())
        remove = box.addButton(self.tr("Hapus"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is remove:
            self.remove()

    def remove(self) -> None:
        """Takes the place away."""
        assert self.found is not None
        place: Any = self.found.place
        level, place_id = self.level, place.id
        news = self.tr("{name} dihapus.").format(name=self.title.text())
        self.set_ready(False)

        def done(_: None) -> None:
            self.office.place_id = None
            self._away(news)

        self.office.write(lambda records: take_away(records, level, place_id), done, self.fail)

    def _to_people(self) -> None:
        assert self.found is not None
        self.office.person_id = self.found.people[0].id
        self.going.emit("people")

    def fail(self, error: BaseException) -> None:
        """Says what went wrong, and lets it be tried again."""
        self.set_ready(True)
        super().fail(error)
        show_whole(self.notice)

    def press_back(self) -> None:
        """To the list; nothing is kept."""
        self.going.emit("places")
