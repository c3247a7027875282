"""One form for a new set of packets; beside it stands the page that will come out."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..language import said
from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, label, set_state, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from . import craft
from .fields import Field, FolderField, show_whole
from .office import Office
from .preview import Preview
from .screen import Screen
from .town import TownFinder, other_city
from .words import levels, slips, styles, uses
from .workshop import Job, Workshop

if TYPE_CHECKING:
    from sirekap_trainer.practice.packet import Tps
    from sirekap_trainer.practice.places import Home
    from sirekap_trainer.practice.roster import Roster

    from .shelf import Wishes

#: Largest seed of a set: six digits, so that a packet's name stays short.
SEEDS = 1_000_000
#: Where most packets are a class of one kelurahan.
USUAL_COUNT = 7
#: Sizes of photographs to choose from, in megapixels: a cheap phone, most phones, a new one.
SIZES = ("2", "5", "12")


class NewSetScreen(Screen):
    """Asks what the packets shall be."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop)
        self._office = office
        self.finder = TownFinder(office, self)
        self.finder.trouble.connect(self.trouble)
        self.primary = self.tr("Buat paket")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Spasi memilih · Enter buat")
        self.seed = 0
        self._places: tuple[Tps, ...] = ()
        self._make_choices()
        self._make_fields()
        self.preview = Preview(theme, workshop, self.wishes)
        row = tight(QHBoxLayout(), theme.space(3))
        row.addWidget(scrolling(self._form()), 5)
        row.addWidget(self.preview, 3)
        self.body.addLayout(row, 1)

    # --- parts

    def _make_choices(self) -> None:
        theme = self.theme
        self.both = self.workshop.both.id if self.workshop.both is not None else ""
        names = {form.id: form.name for form in self.workshop.forms}
        names |= {self.both: self.tr("Gubernur dan Wali Kota (Simulasi)")} if self.both else {}
        self.form = Choices(theme, self.tr("Formulir"), names)
        self.use = Choices(theme, self.tr("Untuk"), uses())
        self.whose = Choices(
            theme, self.tr("TPS di kepala formulir"), {"": self.tr("TPS karangan"), "roster": self.tr("Daftar TPS")}
        )
        self.each = Choices(theme, self.tr("Paket tiap TPS"), {"1": "1", "2": "2", "3": "3"})
        self.photos = Choices(theme, self.tr("Foto tiruan"), levels())
        self.pixels = Choices(theme, self.tr("Ukuran foto"), {one: f"{one} MP" for one in SIZES})
        self.pixels.choose(["5"])
        self.paper = Choices(theme, self.tr("Kertas"), {"A4": "A4", "A3": "A3"})
        self.slips = Choices(theme, self.tr("Yang salah di kertas"), slips(), several=True)
        self.style_of = Choices(theme, self.tr("Salah baca mesin"), styles())
        for choices in (self.form, self.use, self.whose, self.photos, self.slips, self.style_of):
            choices.changed.connect(self._changed)

    def _make_fields(self) -> None:
        theme = self.theme
        self.count_field = Field(theme, self.tr("Jumlah paket"), width=120)
        self.count = self.count_field.line
        self.count.setText(str(USUAL_COUNT))
        self.count.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,4}"), self.count))
        self.folder_field = FolderField(theme, self.tr("Folder untuk paket"), self.workshop.room)
        self.folder = self.folder_field.line
        self.passphrase = Field(theme, self.tr("Kata sandi"), width=300, secret=True)
        self.again = Field(theme, self.tr("Kata sandi sekali lagi"), width=300, secret=True)
        self._fields = {
            "count": self.count_field,
            "passphrase": self.passphrase,
            "again": self.again,
            "folder": self.folder_field,
        }

    def _form(self) -> QWidget:
        place, space = QWidget(), self.theme.space(4)
        column = tight(QVBoxLayout(place), self.theme.space(2))
        column.setContentsMargins(0, 0, self.theme.space(1), 0)
        column.addWidget(label(self.tr("Paket baru"), "title"))
        column.addWidget(flowing(space, self.form, self.use))
        self._exam = self._exam_part()
        column.addWidget(self._exam)
        column.addWidget(flowing(space, self.whose, self.count_field, self.each))
        self._roster = self._roster_part()
        column.addWidget(self._roster)
        self.city_words = label("", "quiet", wrap=True)
        column.addWidget(self.city_words)
        column.addWidget(flowing(space, self.photos, self.pixels))
        column.addWidget(self.slips)
        column.addWidget(flowing(space, self.style_of, self.paper))
        column.addWidget(self.folder_field)
        column.addStretch(1)
        return place

    def _exam_part(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1))
        column.addWidget(flowing(self.theme.space(4), self.passphrase, self.again))
        words = self.tr("Pakai beberapa kata, dan catat. Bila lupa, kunci dan hasil ujian tidak dapat dibuka.")
        column.addWidget(label(words, "quiet", wrap=True))
        return place

    def _roster_part(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1))
        self.roster_button = Button(self.tr("Pilih daftar (Excel atau CSV)"), self.theme, icon="file")
        self.template_button = Button(self.tr("Simpan contoh daftar"), self.theme)
        self.kept_button = Button(self.tr("TPS di catatan"), self.theme, icon="people")
        self.roster_button.clicked.connect(self._ask_roster)
        self.kept_button.clicked.connect(self.take_kept)
        self.template_button.clicked.connect(self._ask_template)
        column.addWidget(flowing(self.theme.space(1), self.kept_button, self.roster_button, self.template_button))
        self.roster_words = label("", wrap=True)
        column.addWidget(self.roster_words)
        return place

    # --- showing

    def enter(self) -> None:
        """A new set each time; what was wished last stays wished, but a passphrase."""
        self.seed = secrets.randbelow(SEEDS)
        for field in (self.passphrase, self.again):
            field.line.clear()
        for field in self._fields.values():
            field.complain("")
        self._show_parts()
        self.set_ready(True)
        self.finder.find(self._found)
        self.count.setFocus()
        self.count.selectAll()

    def leave(self) -> None:
        """No page is drawn any more, and no passphrase stays in a field."""
        self.preview.stop()
        for field in (self.passphrase, self.again):
            field.line.clear()

    def _found(self) -> None:
        """The city is known: it is told, and shown on the page."""
        if self.isVisible():
            self._show_parts()
            self.preview.draw()

    def _changed(self) -> None:
        self._show_parts()
        self.preview.draw_soon()

    def _show_parts(self) -> None:
        """Only what belongs to what was chosen."""
        listed, pair = self.whose.one == "roster", self.form.one == self.both
        if pair and self.use.one == "exam":
            self.use.choose(["practice"])  # an exam has one form; this shows the parts once more
        self.use.setVisible(not pair)
        self.count_field.caption.setText(self.tr("Jumlah TPS") if pair else self.tr("Jumlah paket"))
        forms = (*self.workshop.forms, self.workshop.both)
        self.preview.show_tabs(next((form.tabs for form in forms if form and form.id == self.form.one), ()))
        self._exam.setVisible(self.use.one == "exam")
        self._roster.setVisible(listed)
        told = [self.tr("Kedua formulir dari TPS yang sama.")] if pair else []
        told += [self.finder.told_of_made_up] if not listed else []
        self.city_words.setVisible(bool(told))
        self.city_words.setText(" ".join(told).strip())
        self.each.setVisible(listed and not pair)
        self.count_field.setVisible(not listed)
        self.pixels.setVisible(bool(self.photos.one))
        use = self.tr("Ujian ") if self.use.one == "exam" else ""
        name = self.tr("Simulasi") if pair else self.form.buttons[self.form.one].text()
        self.folder_field.suggest(use + name)
        if listed and not self._places:
            self._say_roster(self.tr("Satu TPS tiap baris: Kecamatan, Kelurahan, TPS."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page gives way where large text needs the room."""
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= self.theme.text(900))

    # --- the list of TPS

    def _ask_roster(self) -> None:
        words = self.tr("Daftar TPS (*.xlsx *.csv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.roster_button.text(), "", words)
        if chosen:
            self.take_roster(Path(chosen))

    def take_roster(self, path: Path) -> None:
        """Reads a list of TPS."""
        self.set_ready(False)
        self._places = ()
        self._say_roster(self.tr("Membaca {name}").format(name=path.name))
        self.finder.find(lambda: self._read_roster(path))

    def _read_roster(self, path: Path) -> None:
        self.workshop.read_roster(
            path, lambda found: self._take_places(path.name, found), self._no_roster, at=self._home
        )

    @property
    def _home(self) -> Home | None:
        """The city of TPS of which nobody says more."""
        return self.finder.town.home if self.finder.town is not None else None

    def take_kept(self) -> None:
        """Takes the TPS of the records."""
        self.set_ready(False)
        self._places = ()
        name = self.tr("Catatan")
        self._office.look(craft.kept_stations, lambda found: self._take_places(name, found), self._no_kept)

    def _no_kept(self, error: BaseException) -> None:
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        self._say_roster(f"{problem.message} {problem.hint}", "bad")
        self.set_ready(True)

    def _take_places(self, name: str, found: Roster) -> None:
        places = self._places = found.places
        wards = len({(one.kecamatan, one.kelurahan) for one in places})
        words = self.tr("{name}: {n} TPS di {m} kelurahan.").format(name=name, n=len(places), m=wards)
        if found.assumed:
            words = f"{words}\n{said(found.assumed)} {other_city()}"
        self._say_roster(words, "ok")
        self.set_ready(True)
        self.preview.draw_soon()

    def _no_roster(self, error: BaseException) -> None:
        problem = problem_of(error)
        if not problem.expected:
            self.trouble.emit(error)
        # A line a row, whatever the core puts between them.
        rows = re.sub(r"\s*\b(Baris \d|Dan \d+ baris)", r"\n\1", problem.message).strip()
        advice = self.tr("Perbaiki daftarnya, lalu pilih lagi.")
        self._say_roster(f"{rows}\n{advice}", "bad")
        self.set_ready(True)

    def _say_roster(self, words: str, state: str = "") -> None:
        set_state(self.roster_words, words, state)
        show_whole(self.roster_words)

    def _ask_template(self) -> None:
        self.ask_file(self.template_button.text(), "daftar-tps.xlsx", self.save_template)

    def save_template(self, path: Path) -> None:
        """Writes a list to fill in."""
        self.workshop.write_roster(path, self._template_written, self.trouble.emit, at=self._home)

    def _template_written(self, path: Path) -> None:
        self._say_roster(self.tr("Contoh ada di {path}. Isi, simpan, lalu pilih.").format(path=path), "ok")

    # --- answers

    def wishes(self) -> Wishes:
        """What is asked for now."""
        from .shelf import Wishes  # noqa: PLC0415

        places = self._places if self.whose.one == "roster" else ()
        town = self.finder.town
        each = 1 if self.form.one == self.both else int(self.each.one)
        return Wishes.model_validate(
            {
                "form": self.form.one,
                "kind": self.use.one,
                "count": len(places) * each if places else int(self.count.text() or "0"),
                "seed": self.seed,
                "photos": self.photos.one or None,
                "megapixels": float(self.pixels.one),
                "slips": self.slips.chosen,
                "style": self.style_of.one,
                "paper": self.paper.one,
                "places": places,
                "at": town.made_up if town is not None else None,
                "folder": self.folder_field.folder,
            }
        )

    def press_primary(self) -> None:
        """Looks whether it can be made, then makes it; or says beside the field what is wrong."""
        if self.whose.one == "roster" and not self._places:
            self._say_roster(self.tr("Pilih daftar TPS dulu."), "bad")
            self.roster_button.setFocus()
            return
        if self.use.one == "exam" and self.passphrase.line.text() != self.again.line.text():
            self.again.complain(self.tr("Kedua kata sandi tidak sama. Ketik sekali lagi."))
            return
        self.set_ready(False)
        self.finder.find(self._check)

    def _check(self) -> None:
        """Once more the city was asked for: it may have been changed since."""
        self._show_parts()
        job = Job(self.wishes(), self.passphrase.line.text() if self.use.one == "exam" else "")
        self.workshop.check(job, lambda problems: self._checked(job, problems), self._failed)

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")

    def _checked(self, job: Job, problems: dict[str, str]) -> None:
        self.set_ready(True)
        for name in reversed(self._fields):  # the first that is wrong is gone to last
            self._fields[name].complain(problems.get(name, ""))
        if problems or not self.isVisible():
            return
        self.workshop.job = job
        self.going.emit("making")

    def _failed(self, error: BaseException) -> None:
        self.set_ready(True)
        self.trouble.emit(error)
