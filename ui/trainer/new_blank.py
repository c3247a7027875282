"""One form for blank sheets, to be filled in by hand; beside it stands the page that will come out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..session import Session
from ..tasks import problem_of
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import label, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from .fields import Field, FolderField
from .new_set import SEEDS
from .office import Office
from .preview import Preview
from .screen import Screen
from .town import TownFinder
from .workshop import Job, Workshop

if TYPE_CHECKING:
    from sirekap_trainer.practice.packet import Tps

    from .shelf import Wishes

#: Which field an error of the core is about, by its code.
_FIELDS = {"tps": "number", "kelurahan": "kelurahan", "nama_tempat": "kelurahan"}


class NewBlankScreen(Screen):
    """Asks whose sheets they are and how many."""

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop)
        self.finder = TownFinder(office, self)
        self.finder.trouble.connect(self.trouble)
        self.primary, self.back = self.tr("Buat lembar"), self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter buat")
        self.seed = 0
        self._tps: Tps | None = None
        self._make_fields()
        self.preview = Preview(theme, workshop, self._shown_wishes)
        row = tight(QHBoxLayout(), theme.space(3))
        row.addWidget(scrolling(self._form()), 5)
        row.addWidget(self.preview, 3)
        self.body.addLayout(row, 1)

    def _make_fields(self) -> None:
        theme = self.theme
        self.form = Choices(theme, self.tr("Formulir"), {form.id: form.name for form in self.workshop.forms})
        self.paper = Choices(theme, self.tr("Kertas"), {"A4": "A4", "A3": "A3"})
        self.number = Field(theme, self.tr("Nomor TPS"), width=120)
        self.kelurahan = Field(theme, self.tr("Kelurahan atau desa"), width=300)
        self.kecamatan = Field(theme, self.tr("Kecamatan"), width=300)
        self.count = Field(theme, self.tr("Jumlah lembar"), width=120)
        self.count.line.setText("1")
        for field in (self.number, self.count):
            digits = QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), field.line)
            field.line.setValidator(digits)
        self.folder = FolderField(theme, self.tr("Folder untuk lembar"), self.workshop.room)
        self.form.changed.connect(self._changed)
        for field in (self.number, self.kelurahan, self.kecamatan):
            field.line.editingFinished.connect(self._typed)

    def _form(self) -> QWidget:
        place, space = QWidget(), self.theme.space(4)
        column = tight(QVBoxLayout(place), self.theme.space(2))
        column.setContentsMargins(0, 0, self.theme.space(1), 0)
        column.addWidget(label(self.tr("Lembar kosong"), "title"))
        words = self.tr("Cetak, isi dengan tangan, foto, lalu ketik kuncinya dari daftar paket.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(flowing(space, self.form, self.paper))
        column.addWidget(flowing(space, self.number, self.count))
        column.addWidget(flowing(space, self.kelurahan, self.kecamatan))
        column.addWidget(label(self.tr("Kecamatan hanya perlu bila kelurahannya tidak dikenal."), "quiet", wrap=True))
        self.city_words = label("", "quiet", wrap=True)
        column.addWidget(self.city_words)
        column.addWidget(self.folder)
        column.addStretch(1)
        return place

    # --- showing

    def enter(self) -> None:
        """New sheets each time; what was typed last stays."""
        self.seed = secrets.randbelow(SEEDS)
        for field in self._fields.values():
            field.complain("")
        self._suggest()
        self.set_ready(True)
        self.preview.show_tabs(next(form.tabs for form in self.workshop.forms if form.id == self.form.one))
        self.preview.words.setText(self.tr("Isi TPS dan kelurahan untuk melihat contoh lembar."))
        self.finder.find(self._found)
        self.number.line.setFocus()

    def _found(self) -> None:
        """The city is known: it is told, and shown on the page."""
        self.city_words.setText(self.finder.told)
        if self.isVisible():
            self._typed()

    def leave(self) -> None:
        """No page is drawn any more."""
        self.preview.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page gives way where large text needs the room."""
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= self.theme.text(900))

    def _suggest(self) -> None:
        name = self.form.buttons[self.form.one].text()
        self.folder.suggest(self.tr("Lembar kosong {form}").format(form=name))

    def _changed(self) -> None:
        self._suggest()
        self.preview.draw_soon()

    def _typed(self) -> None:
        """Draws the sheet once it is clear whose it is; what is wrong is told when it is to be made."""
        if self.number.text and self.kelurahan.text:
            self._find(self._show, lambda _: None)

    def _show(self, tps: Tps) -> None:
        self._tps = tps
        self.preview.draw_soon()

    def _shown_wishes(self) -> Wishes | None:
        return self.wishes(self._tps) if self._tps is not None else None

    # --- answers

    @property
    def _fields(self) -> dict[str, Field]:
        return {"number": self.number, "count": self.count, "kelurahan": self.kelurahan, "folder": self.folder}

    def wishes(self, tps: Tps) -> Wishes:
        """What is asked for now."""
        from .shelf import Wishes  # noqa: PLC0415

        return Wishes.model_validate(
            {
                "form": self.form.one,
                "kind": "blank",
                "count": int(self.count.text or "0"),
                "seed": self.seed,
                "paper": self.paper.one,
                "places": (tps,),
                "folder": self.folder.folder,
            }
        )

    def press_primary(self) -> None:
        """Looks whether they can be made, then makes them; or says beside the field what is wrong."""
        for field, words in (
            (self.number, self.tr("Isi nomor TPS, misalnya 012.")),
            (self.kelurahan, self.tr("Isi nama kelurahan atau desa.")),
        ):
            if not field.text:
                field.complain(words)
                return
        self.set_ready(False)
        self.finder.find(lambda: self._find(self._check, self._unknown))

    def _find(self, success: Callable[[Tps], None], failure: Callable[[BaseException], None]) -> None:
        at = self.finder.town.home if self.finder.town is not None else None
        self.city_words.setText(self.finder.told)
        typed = (self.kelurahan.text, self.number.text, self.kecamatan.text)
        self.workshop.find_tps(*typed, success, failure, at=at)

    def _check(self, tps: Tps) -> None:
        job = Job(self.wishes(tps))
        self.workshop.check(job, lambda problems: self._checked(job, problems), self._failed)

    def _unknown(self, error: BaseException) -> None:
        self.set_ready(True)
        problem = problem_of(error)
        field = self._fields.get(_FIELDS.get(getattr(error, "code", ""), ""))
        if field is None:
            self.trouble.emit(error)
        else:
            field.complain(f"{problem.message} {problem.hint}")

    def _checked(self, job: Job, problems: dict[str, str]) -> None:
        self.set_ready(True)
        for name, field in reversed(self._fields.items()):
            field.complain(problems.get(name, ""))
        if not problems and self.isVisible():
            self.workshop.job = job
            self.going.emit("making")

    def _failed(self, error: BaseException) -> None:
        self.set_ready(True)
        self.trouble.emit(error)

    def press_back(self) -> None:
        """To the list."""
        self.going.emit("sets")
