"""Takes a list of operators in: a file, what its columns mean, what is wrong or would change; then all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sirekap_trainer.errors import TrainerError

from ..language import said
from ..session import Session
from ..tasks import Progress
from ..theme import Theme
from ..trainee.step import scrolling
from ..widgets.basics import Button, Dropdown, Elided, label, tight
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.table import Cell, Table
from .fields import nothing_yet
from .office import Office
from .people import write_template
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.people import Change, ChangeKind, RosterPlan
    from sirekap_trainer.records.roster_file import Checked, Meaning, Sheet

#: What no column means, in a choice of columns.
NO_COLUMN = -1


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a list in would do.

    Attributes:
        sheet: The file.
        matching: Which column means what.
        checked: Its operators and what is wrong with its rows; None where a column is missing.
        plan: What would change; None where something is wrong.
        problem: What is wrong with the columns, in words; else "".
    """

    sheet: Sheet
    matching: Mapping[Meaning, int]
    checked: Checked | None = None
    plan: RosterPlan | None = None
    problem: str = ""


def read_sheet(path: Path) -> Sheet:
    """The file, and what its columns may mean."""
    from sirekap_trainer.records.roster_file import open_sheet  # noqa: PLC0415

    return open_sheet(path)


def look_ahead(records: Records, sheet: Sheet, matching: Mapping[Meaning, int]) -> Preview:
    """What taking the list in would do; changes nothing."""
    from sirekap_trainer.records.people import plan_roster  # noqa: PLC0415
    from sirekap_trainer.records.roster_file import NEEDED, check_rows  # noqa: PLC0415

    try:
        checked = check_rows(sheet, matching)
    except TrainerError as error:
        hint = _find() if set(NEEDED) - set(matching) else error.hint
        return Preview(sheet, matching, problem=f"{error.message} {hint}")
    plan = None if checked.problems else plan_roster(records, checked.operators)
    return Preview(sheet, matching, checked, plan)


def _sentence(words: str) -> Cell:
    words = said(words)
    words = words[:1].upper() + words[1:]
    return Cell(words, words, words)


def _find() -> str:
    """What to do where a column is missing; the core's words are about the command line."""
    return QCoreApplication.translate("RosterImport", "Tunjukkan kolomnya di bawah, atau isi contoh daftar.")


def take_in(records: Records, preview: Preview, *, remove_missing: bool) -> RosterPlan:
    """Takes the list in, whole."""
    from sirekap_trainer.records.people import import_roster  # noqa: PLC0415

    assert preview.checked is not None
    return import_roster(
        records, preview.checked, name=preview.sheet.name, at=datetime.now(UTC), remove_missing=remove_missing
    )


class RosterImportScreen(OfficeScreen):
    """First a file, then its columns and a preview, then it is taken in."""

    entry = "people"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.back = self.tr("Kembali")
        self.preview: Preview | None = None
        self._done = False
        self._path: Path | None = None
        self.columns: dict[Meaning, Dropdown] = {}
        self._samples: dict[Meaning, Elided] = {}
        self._stack = QStackedWidget()
        for place in (self._asking(), self._showing()):
            self._stack.addWidget(place)
        self.body.addWidget(label(self.tr("Impor daftar peserta"), "title"))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)

    # --- parts

    def _asking(self) -> QWidget:
        self.template_button = Button(self.tr("Simpan contoh daftar"), self.theme, icon="file")
        self.template_button.clicked.connect(
            lambda: self.ask_file(self.template_button.text(), self.tr("Daftar operator.xlsx"), self.save_template)
        )
        words = self.tr("Satu operator tiap baris: kecamatan, kelurahan, TPS, nama, peran, nomor HP.")
        return nothing_yet(self.theme, "file", self.tr("Pilih daftar Excel atau CSV."), words, self.template_button)

    def _showing(self) -> QWidget:
        place = QWidget()
        column = tight(QVBoxLayout(place), self.theme.space(1.5))
        head = tight(QHBoxLayout(), self.theme.space(2))
        self.file = Elided("strong")
        self.other_button = Button(self.tr("Pilih berkas lain"), self.theme, icon="file")
        self.other_button.clicked.connect(self._ask_file)
        head.addWidget(self.file, 1)
        head.addWidget(self.other_button)
        column.addLayout(head)
        self.summary = Notice(self.theme)  # above the columns: nothing is taken in before it was seen
        column.addWidget(self.summary)
        self.gone = Button("", self.theme, icon="box")
        self.gone.setCheckable(True)
        self.gone.toggled.connect(lambda on: self.gone.set_icon("box_ticked" if on else "box"))
        self.gone.hide()
        column.addWidget(flowing(0, self.gone))
        self._matching = QWidget()
        self._matching_row = tight(QVBoxLayout(self._matching))
        column.addWidget(self._matching)
        heads = [self.tr("Baris"), self.tr("Apa"), self.tr("Kelurahan"), self.tr("TPS"), self.tr("Keterangan")]
        self.table = Table(self.theme, heads, right=(0, 3))
        self.table.setAccessibleName(self.tr("Yang salah atau berubah"))
        self.table.setMinimumHeight(self.theme.text(200))
        column.addWidget(self.table, 1000)
        self.save_button = Button(self.tr("Simpan tabel ini"), self.theme, icon="file")
        self.save_button.clicked.connect(self._ask_save)
        column.addWidget(flowing(0, self.save_button))
        column.addStretch(1)
        return scrolling(place)

    def _make_columns(self, meanings: Mapping[Meaning, str]) -> None:
        """A choice of columns for each meaning, once they are known."""
        if self.columns:
            return
        parts = []
        for meaning, caption in ((meaning, said(words)) for meaning, words in meanings.items()):
            part = QWidget()
            column = tight(QVBoxLayout(part), self.theme.space(0.5))
            box = Dropdown()
            box.setFixedWidth(self.theme.text(170))  # six of them stand in one row at 1366 pixels
            box.setAccessibleName(self.tr("Kolom {name}").format(name=caption))
            box.activated.connect(lambda _: self._rematch())
            sample = Elided("small")
            sample.setMinimumWidth(self.theme.text(170))
            column.addWidget(label(caption, "strong"))
            column.addWidget(box)
            column.addWidget(sample)
            self.columns[meaning], self._samples[meaning] = box, sample
            parts.append(part)
        self._matching_row.addWidget(flowing(self.theme.space(2), *parts))

    # --- showing

    def enter(self) -> None:
        """Asks for a file."""
        self.rail.show_current(self.entry)
        self.notice.hide()
        self._ask()

    def _ask(self) -> None:
        self.preview, self._done = None, False
        self._stack.setCurrentIndex(0)
        self.primary, self.primary_icon = self.tr("Pilih berkas"), "file"
        self.hints = self.tr("Berkas dapat diseret ke sini · Enter pilih berkas")
        self.set_ready(True)
        self.setFocus()

    def _ask_file(self) -> None:
        kinds = self.tr("Daftar (*.xlsx *.csv)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Pilih daftar peserta"), "", kinds)
        self.setFocus()  # Enter goes on with the file, it does not ask for another one
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Reads a file and shows what it would do."""
        self._path = path
        self.set_ready(False)
        self.notice.hide()

        def work(_: Progress) -> tuple[Sheet, dict[Meaning, str]]:
            from sirekap_trainer.records.roster_file import MEANINGS  # noqa: PLC0415

            return read_sheet(path), dict(MEANINGS)

        self.office.aside(work, self._opened, self._not_opened)

    def _not_opened(self, error: BaseException) -> None:
        self._ask()
        self.fail(error)

    def _opened(self, found: tuple[Sheet, dict[Meaning, str]]) -> None:
        sheet, meanings = found
        self._make_columns(meanings)
        for box in self.columns.values():
            box.clear()
            box.addItem(self.tr("Tidak ada"), NO_COLUMN)
            for column in sheet.columns:
                box.addItem(column.title or self.tr("Kolom {n}").format(n=column.place + 1), column.place)
        for meaning, box in self.columns.items():
            box.setCurrentIndex(max(0, box.findData(sheet.matching.get(meaning, NO_COLUMN))))
        self.file.say(self.tr("{name} · {n} baris").format(name=sheet.name, n=len(sheet.rows)))
        self._look(sheet)

    def _rematch(self) -> None:
        if self.preview is not None:
            self._look(self.preview.sheet)

    @property
    def matching(self) -> dict[Meaning, int]:
        """Which column means what, as chosen."""
        return {one: box.currentData() for one, box in self.columns.items() if box.currentData() != NO_COLUMN}

    def _look(self, sheet: Sheet) -> None:
        matching = self.matching
        self._show_samples(sheet, matching)
        self.set_ready(False)
        self.office.look(lambda records: look_ahead(records, sheet, matching), self._show, self._not_opened)

    def _show_samples(self, sheet: Sheet, matching: Mapping[Meaning, int]) -> None:
        by_place = {column.place: column for column in sheet.columns}
        for meaning, sample in self._samples.items():
            column = by_place.get(matching.get(meaning, NO_COLUMN))
            sample.say(
                self.tr("misalnya {cells}").format(cells=", ".join(filter(None, column.samples)))
                if column and any(column.samples)
                else ""
            )

    def _show(self, preview: Preview) -> None:
        self.preview, self._done = preview, False
        self._matching.show()
        self._stack.setCurrentIndex(1)
        self.gone.hide()
        if preview.plan is not None:
            self._show_plan(preview.plan)
        else:
            self._show_problems(preview)
        self.primary_icon = "check"
        if self._wrong:
            self.primary_icon = "retake"
            self.hints = self.tr("Belum ada yang disimpan · Enter baca lagi")
            self.set_ready(True, self.tr("Baca lagi"))
            return
        changes = preview.plan is not None and (bool(preview.plan.changes) or bool(preview.plan.new_stations))
        count = len(preview.checked.operators) if preview.checked else 0
        self.hints = self.tr("Belum ada yang disimpan") + (self.tr(" · Enter impor") if changes else "")
        self.set_ready(changes, self.tr("Impor {n} peserta").format(n=count) if count else self.tr("Impor"))

    @property
    def _wrong(self) -> bool:
        """Whether rows are wrong: they are put right in the file, which is then read again."""
        found = self.preview.checked if self.preview is not None else None
        return found is not None and bool(found.problems)

    def _show_problems(self, preview: Preview) -> None:
        problems = preview.checked.problems if preview.checked else ()
        words = preview.problem or self.tr(
            "{n} baris salah. Perbaiki di berkas itu, simpan, lalu tekan Baca lagi. Belum ada yang disimpan."
        ).format(n=len({one.row for one in problems}))
        self.summary.say(words, "error")
        wrong = self.tr("Salah")
        self.table.fill(
            [
                (
                    Cell(str(one.row), one.row),
                    Cell(wrong, wrong),
                    Cell("", ""),
                    Cell("", ""),
                    _sentence(one.reason),
                )
                for one in problems
            ]
        )
        for column in (2, 3):
            self.table.setColumnHidden(column, True)
        for widget in (self.table, self.save_button):
            widget.setVisible(bool(problems))

    def _show_plan(self, plan: RosterPlan) -> None:
        lost = plan.count("gone") or plan.count("replaced")
        words = self._words_of(plan)
        if plan.other_city:
            words += " " + self.tr("Kecamatannya bukan dari {city}. Ganti kotanya di Pengaturan.").format(
                city=plan.other_city
            )
        self.summary.say(words, "warning" if lost or plan.other_city else "ok")
        first = {kind: at for at, kind in enumerate(reversed(self._kinds()))}  # who loses a TPS before who is new
        self.table.fill([self._row(change) for change in sorted(plan.changes, key=lambda one: first[one.kind])])
        for column in (2, 3):
            self.table.setColumnHidden(column, False)
        for widget in (self.table, self.save_button):
            widget.setVisible(bool(plan.changes))
        gone = plan.count("gone")
        self.gone.setVisible(bool(gone))
        self.gone.setChecked(False)
        self.gone.setText(self.tr("Akhiri juga tugas {n} peserta yang tidak ada di daftar").format(n=gone))

    def _words_of(self, plan: RosterPlan) -> str:
        if not plan.changes:
            return self.tr("Semua {n} peserta sudah tercatat begitu. Tidak ada yang berubah.").format(n=plan.same)
        parts = [f"{plan.count(kind)} {name}" for kind, name in self._kinds().items() if plan.count(kind)]
        if plan.same:
            parts.append(self.tr("{n} tetap").format(n=plan.same))
        if plan.new_stations:
            parts.append(self.tr("{n} TPS baru").format(n=plan.new_stations))
        words = ", ".join(parts) + "."
        new = [village for _, village in plan.new_villages]
        if new and plan.same:  # in a first list all are
            words += " " + self.tr("Kelurahan baru: {names}. Periksa ejaannya.").format(names=", ".join(new[:5]))
        return words

    def _kinds(self) -> dict[ChangeKind, str]:
        return {
            "new": self.tr("baru"),
            "changed": self.tr("berubah"),
            "moved": self.tr("pindah"),
            "replaced": self.tr("diganti"),
            "gone": self.tr("tidak ada di daftar"),
        }

    def _row(self, change: Change) -> tuple[Cell, ...]:
        kind = self._kinds()[change.kind].capitalize()
        at = change.after or change.before
        assert at is not None
        row = change.after.row if change.after else 0
        words = self._told(change)
        return (
            Cell(str(row) if row else "", row),
            Cell(kind, kind),
            Cell(at.village, at.village.casefold()),
            Cell(at.station, at.station),
            Cell(words, words.casefold(), words),
        )

    def _told(self, change: Change) -> str:
        before, after = change.before, change.after
        if before is None or after is None:
            one = before or after
            assert one is not None
            return f"{one.name} ({one.role})"
        if change.kind == "moved":
            words = self.tr("{name}: dari TPS {tps} {village} ({role}) ke {new}")
            return words.format(
                name=after.name, tps=before.station, village=before.village, role=before.role, new=after.role
            )
        if change.kind == "replaced":
            return self.tr("{old} diganti {new} ({role})").format(old=before.name, new=after.name, role=after.role)
        if before.name != after.name:
            return self.tr("Nama {old} menjadi {new}").format(old=before.name, new=after.name)
        return self.tr("{name}: nomor HP {new}").format(name=after.name, new=after.phone)

    # --- what can be done

    def press_primary(self) -> None:
        """Chooses a file, takes it in, reads it again once it was mended, or goes to the list."""
        if self._done:
            self.going.emit("people")
        elif self.preview is None:
            self._ask_file()
        elif self._wrong and self._path is not None:
            self.take(self._path)
        elif self.preview.plan is not None:
            self._take_in(self.preview)

    def _take_in(self, preview: Preview) -> None:
        self.set_ready(False)
        self.summary.say(self.tr("Menyimpan…"), "info")
        remove = self.gone.isChecked() and self.gone.isVisible()
        self.office.write(
            lambda records: take_in(records, preview, remove_missing=remove), self._taken, self._not_taken
        )

    def _taken(self, plan: RosterPlan) -> None:
        self._done = True
        self._matching.hide()
        self.gone.hide()
        self.summary.say(self.tr("Tersimpan: {words}").format(words=self._words_of(plan)), "ok")
        self.primary_icon = "next"
        self.hints = self.tr("Enter lihat daftar peserta")
        self.set_ready(True, self.tr("Lihat daftar"))

    def _not_taken(self, error: BaseException) -> None:
        if self.preview is not None:
            self._show(self.preview)
        self.fail(error)

    def press_back(self) -> None:
        """To the file, or to the list."""
        if self.preview is not None and not self._done:
            self._ask()
        else:
            self.going.emit("people")

    def _ask_save(self) -> None:
        self.ask_list(self.table, self.tr("Yang salah atau berubah"), self.say)

    def save_template(self, path: Path) -> None:
        """Writes a list to fill in."""
        words = self.tr("Contoh ada di {path}. Isi, simpan, lalu pilih.")

        def done(made: Path) -> None:
            self.say(words.format(path=made), "ok")

        self.office.look(lambda records: write_template(records, path), done, self.fail)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file that is dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take(paths[0])
