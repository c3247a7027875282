"""Reports: what is chosen on the left is seen on the right, and saved or printed just so.

Reports are made out of the records in their lane. Large text has room for one of the two sides at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_trainer.figures import percent

from ..language import said
from ..session import Session
from ..tasks import Progress, Task, problem_of
from ..theme import Theme
from ..widgets.basics import Button, Elided, label, tight
from ..widgets.busy import Busy
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from ..widgets.notices import Notice
from ..widgets.page_view import PageView
from .chart_view import ChartColors, DocumentView, Drawn, chart_colors, drawn
from .craft import SheetPage
from .fields import search_line
from .office import Office
from .screen import Screen
from .words import tr
from .workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.records.fairness import PacketDifficulty
    from sirekap_trainer.records.store import Store
    from sirekap_trainer.reports.certificate import Certificate
    from sirekap_trainer.reports.common import Edition
    from sirekap_trainer.reports.document import Document
    from sirekap_trainer.reports.individual import PersonReport
    from sirekap_trainer.reports.make import FileKind

Kind = Literal["class", "village", "district", "city", "person", "certificate"]
#: Below this width, at 100%, a choice and its report do not stand side by side.
BESIDE = 880
#: Pages of a report that one press of a page key scrolls.
_PAGE = 0.9


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report can be about.

    Attributes:
        id: In its table.
        name: As the list shows it.
        file: Name of its file, without an ending.
        certificate: Of somebody who passed.
    """

    id: int
    name: str
    file: str
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made.

    Attributes:
        drawn: To be shown.
        person: Of one operator.
    """

    drawn: Drawn
    person: PersonReport | None = None

    @property
    def document(self) -> Document:
        """Its figures."""
        return self.drawn.document


# --- in the lane of the records ---------------------------------------------------------------------------------------


def edition(records: Records) -> Edition:
    """For today and this city."""
    from sirekap_trainer.reports.make import edition_of  # noqa: PLC0415

    return edition_of(records, printed_on=date.today())  # noqa: DTZ011 - the date on the wall


def subjects(records: Records, kind: Kind) -> tuple[Subject, ...]:
    """What reports of a kind can be about, in order."""
    return _SUBJECTS[kind](records)


def _classes(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.classes import list_classes  # noqa: PLC0415
    from sirekap_trainer.reports.make import class_name  # noqa: PLC0415
    from sirekap_trainer.reports.words import short_day  # noqa: PLC0415

    return tuple(
        Subject(one.id, f"{one.draft.title} · {short_day(one.draft.held_on)}", class_name(one.draft.title, one.code))
        for one in list_classes(records)
    )


def _villages(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.queries import Scope, village_rows  # noqa: PLC0415
    from sirekap_trainer.reports.make import file_name  # noqa: PLC0415

    return tuple(
        Subject(one.id, f"{one.village} · {one.district}", file_name("kelurahan", one.district, one.village))
        for one in village_rows(records, Scope())
    )


def _districts(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.queries import Scope, district_rows  # noqa: PLC0415
    from sirekap_trainer.reports.make import file_name  # noqa: PLC0415

    return tuple(
        Subject(one.id, one.district, file_name("kecamatan", one.district)) for one in district_rows(records, Scope())
    )


def _city(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.city import city_of  # noqa: PLC0415
    from sirekap_trainer.reports.make import file_name  # noqa: PLC0415

    name = city_of(records).city
    return (Subject(0, name, file_name("kota", name)),)


def _people(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.people import list_people  # noqa: PLC0415
    from sirekap_trainer.reports.make import file_name  # noqa: PLC0415

    people = sorted(list_people(records), key=lambda one: one.name.casefold())
    return tuple(
        Subject(
            one.id,
            f"{one.name} · TPS {one.station} {one.village}, {said(one.role)}",
            file_name("peserta", str(one.id), one.name),
        )
        for one in people
    )


def _certificates(records: Records) -> tuple[Subject, ...]:
    from sirekap_trainer.records.queries import Scope  # noqa: PLC0415
    from sirekap_trainer.reports.certificate import certificates  # noqa: PLC0415
    from sirekap_trainer.reports.make import file_name, form_words  # noqa: PLC0415

    of = edition(records)
    found = certificates(records, Scope(modes=of.modes), form_words(), of)
    return tuple(
        Subject(
            at,
            f"{one.name} · TPS {one.station} {one.village}",
            file_name("sertifikat", one.village, one.station, one.name),
            one,
        )
        for at, one in enumerate(sorted(found, key=lambda one: one.name.casefold()))
    )


_SUBJECTS: dict[Kind, Callable[[Records], tuple[Subject, ...]]] = {
    "class": _classes,
    "village": _villages,
    "district": _districts,
    "city": _city,
    "person": _people,
    "certificate": _certificates,
}


def make_report(records: Records, kind: Kind, subject: Subject, colors: ChartColors, width: int) -> Report:
    """Makes a report and draws its charts.

    Raises:
        RecordsError: What it is about is gone.
    """
    from sirekap_trainer.reports import make  # noqa: PLC0415

    of = edition(records)
    if kind == "person":
        from sirekap_trainer.reports.individual import person_report  # noqa: PLC0415

        person = person_report(records, subject.id, make.form_words(), of)
        return Report(drawn(person.document, colors, width), person)
    documents: dict[Kind, Callable[[], Document]] = {
        "class": lambda: make.class_document(records, subject.id, of),
        "village": lambda: make.village_document(records, subject.id, of),
        "district": lambda: make.district_document(records, subject.id, of),
        "city": lambda: make.city_document(records, of),
    }
    return Report(drawn(documents[kind](), colors, width))


def harder_packets(records: Records, class_id: int | None) -> tuple[PacketDifficulty, ...]:
    """Packets that were harder than the others of their set, by what was done in a class, or by everything."""
    from sirekap_trainer.records.fairness import packet_difficulties  # noqa: PLC0415

    found = packet_difficulties(records, class_id=class_id, numbers=False)
    return tuple(one for one in found if one.harder)


def save_report(report: Report, path: Path, kind: FileKind) -> Path:
    """Saves a report as PDF or XLSX; gives the file.

    Raises:
        ReportError: It cannot be written.
    """
    from sirekap_trainer.reports.individual import pictured, save_person  # noqa: PLC0415
    from sirekap_trainer.reports.make import form_words, save  # noqa: PLC0415

    bare = path.with_suffix("") if path.suffix.casefold() == f".{kind}" else path
    if report.person is not None:
        person = pictured(report.person, form_words()) if kind == "pdf" else report.person
        return save_person(person, bare, (kind,))[0]
    return save(report.document, bare, (kind,))[0]


def save_certificates(records: Records, these: tuple[Certificate, ...], path: Path) -> Path:
    """Saves certificates in one PDF, a page each; gives the file.

    Raises:
        ReportError: It cannot be written.
    """
    from sirekap_trainer.reports.certificate import certificates_pdf  # noqa: PLC0415
    from sirekap_trainer.reports.make import make_folder  # noqa: PLC0415
    from sirekap_trainer.reports.page import save_bytes  # noqa: PLC0415

    make_folder(path.parent)
    whole = path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
    return save_bytes(certificates_pdf(these, edition(records)), whole)


def save_everything(store: Store, folder: Path, progress: Progress) -> int:
    """Saves the reports of all classes and areas as PDF and XLSX; gives how many reports.

    Raises:
        ReportError: A file cannot be written.
    """
    from sirekap_trainer.reports.make import save_all  # noqa: PLC0415

    words = tr("Menyimpan laporan {n} dari {all}")
    with store.read() as records:
        return save_all(
            records,
            folder,
            edition(records),
            progress=lambda done, of: progress(words.format(n=done, all=of), done / of),
        )


def check_code(records: Records, code: str) -> Certificate | None:
    """What the certificate with a code must say; None for a code that is none of these records."""
    from sirekap_trainer.reports import certificate  # noqa: PLC0415
    from sirekap_trainer.reports.make import form_words  # noqa: PLC0415

    return certificate.check_code(records, code, form_words(), edition(records))


# --- the screen -------------------------------------------------------------------------------------------------------


class ReportsScreen(Screen):
    """Chooses, shows, saves and prints."""

    entry = "reports"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop)
        self.office = office
        self.back = self.tr("Kembali")
        self.subjects: tuple[Subject, ...] = ()
        self.report: Report | None = None
        self.viewing = False
        self._loading: Task | None = None
        self._working: Task | None = None
        self._stale = True
        self._listed: Kind = "class"
        self._scratch = QTemporaryDir()
        self._row = tight(QHBoxLayout(), theme.space(3))
        self.notice = Notice(theme)
        self.notice.hide()
        self._row.addWidget(self._picking(), 2)
        self._row.addWidget(self._showing(), 5)
        self.body.addLayout(self._row, 1)
        office.changed.connect(self._grow_stale)
        theme.changed.connect(self._grow_stale)

    # --- parts

    def _picking(self) -> QWidget:
        self.picker = QWidget()
        column = tight(QVBoxLayout(self.picker), self.theme.space(1))
        self.title = label(self.tr("Laporan"), "title")
        column.addWidget(self.title)
        names = {
            "class": self.tr("Kelas"),
            "village": self.tr("Kelurahan"),
            "district": self.tr("Kecamatan"),
            "city": self.tr("Kota"),
            "person": self.tr("Operator"),
            "certificate": self.tr("Sertifikat"),
        }
        self.kinds = Choices(self.theme, self.tr("Laporan tentang"), names)
        self.kinds.changed.connect(self._look_up)
        column.addWidget(self.kinds)
        self.search = search_line(self.theme, self.tr("Cari di daftar"))
        self.more_button = Button(self.tr("Lainnya…"), self.theme)
        row = tight(QHBoxLayout(), self.theme.space(1))
        row.addWidget(self.search, 1)
        row.addWidget(self.more_button)
        column.addLayout(row)
        self.search.textChanged.connect(self._filter)
        self.list = _List()
        self.list.setAccessibleName(self.tr("Daftar laporan"))
        self.list.currentRowChanged.connect(lambda _: self._picked())
        self.list.doubleClicked.connect(lambda _: self._open())
        column.addWidget(self.list, 1)
        self.empty = label("", "quiet", wrap=True)
        column.addWidget(self.empty, 1)
        self.questions_button = Button(self.tr("Pertanyaan peserta"), self.theme, icon="ask")
        self.questions_button.clicked.connect(lambda: self.going.emit("questions"))
        self.all_button = Button(self.tr("Simpan semua laporan"), self.theme, icon="folder")
        self.all_button.clicked.connect(self._ask_all)
        self._rare = flowing(self.theme.space(1), self.questions_button, self.all_button)
        column.addWidget(self._rare)
        menu = QMenu(self)
        for button in (self.questions_button, self.all_button):
            menu.addAction(button.text(), button.click)
        self.more_button.setMenu(menu)
        return self.picker

    def _showing(self) -> QWidget:
        self.shower = QWidget()
        column = tight(QVBoxLayout(self.shower), self.theme.space(1.5))
        self.xlsx_button = Button(self.tr("Simpan XLSX"), self.theme, icon="file")
        self.xlsx_button.clicked.connect(lambda: self._ask_file("xlsx"))
        self.every_button = Button(self.tr("Simpan semua sertifikat"), self.theme, icon="file")
        self.every_button.clicked.connect(self._ask_every)
        self.print_button = Button(self.tr("Cetak"), self.theme, icon="print")
        self.print_button.clicked.connect(self._ask_print)
        head = tight(QHBoxLayout(), self.theme.space(1))
        self.name = Elided("strong")
        head.addWidget(self.name, 1)
        for button in (self.every_button, self.xlsx_button, self.print_button):
            head.addWidget(button)
        column.addLayout(head)
        self.document = DocumentView(self.theme)
        self.page = PageView(self.theme)
        self.page.setAccessibleName(self.tr("Sertifikat"))
        self.nothing = label("", "quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.busy = Busy(self.theme)
        self.busy.stopped.connect(self.cancel)
        self._stack = QStackedWidget()
        for place in (self.nothing, self.document, self.page, self.busy):
            self._stack.addWidget(place)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)  # the report gives way to it: no button moves
        column.addWidget(self._checking())
        return self.shower

    def _checking(self) -> QWidget:
        self.checker = QWidget()
        row = tight(QHBoxLayout(self.checker), self.theme.space(1))
        self.code = QLineEdit()
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
        self.code.setAccessibleName(self.tr("Kode sertifikat"))
        self.check_button = Button(self.tr("Periksa kode"), self.theme, icon="check")
        self.check_button.clicked.connect(self.check)
        row.addWidget(label(self.tr("Kode sertifikat"), "strong"))
        row.addWidget(self.code, 1)
        row.addWidget(self.check_button)
        return self.checker

    # --- choosing

    @property
    def kind(self) -> Kind:
        """What reports are about."""
        return self.kinds.one  # type: ignore[return-value]

    @property
    def subject(self) -> Subject | None:
        """The one at hand; None where none is."""
        row = self.list.currentRow()
        return self.subjects[row] if 0 <= row < len(self.subjects) else None

    @property
    def narrow(self) -> bool:
        """Whether there is room for one side only."""
        return self.width() < self.theme.text(BESIDE)

    def enter(self) -> None:
        """Looks up what there is, where it may be other than before."""
        self.rail.show_current(self.entry)
        self._lay_out()
        if self._stale:
            self._look_up()
        else:
            self._say_buttons()
        (self.list if self.subjects else self.search).setFocus()

    def leave(self) -> None:
        """Nothing is made unseen."""
        self.cancel()
        if self._loading is not None:
            self._loading.cancel()
            self._loading, self._stale = None, True

    def _grow_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._look_up()

    def _look_up(self) -> None:
        """What reports of the kind can be about."""
        self._stale = False
        self.notice.hide()
        self._forget()
        kind = self.kind
        made = kind == "certificate"  # the key of certificates may have to be made
        ask = self.office.write if made else self.office.look
        more: dict[str, Any] = {"loud": False} if made else {}
        self._load(ask(lambda records: subjects(records, kind), self._show_subjects, self._failed, **more))

    def _load(self, task: Task) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = task

    def _show_subjects(self, found: tuple[Subject, ...]) -> None:
        self._loading = None
        before = self.subject if self._listed == self.kind else None
        self.subjects, self._listed = found, self.kind
        self.search.clear()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([one.name for one in found])
        for row, one in enumerate(found):
            self.list.item(row).setToolTip(one.name)
        self.list.blockSignals(False)
        self.viewing = self.viewing and bool(found)
        alone = self.kind == "city"
        self.list.setVisible(bool(found) and not alone)
        self.search.setVisible(bool(found) and not alone)
        self.empty.setVisible(not found or alone)
        self.empty.setText("" if found else self._how_to_fill())
        if found:
            same = next((at for at, one in enumerate(found) if before and one.id == before.id), 0)
            self.list.blockSignals(True)
            self.list.setCurrentRow(same)
            self.list.blockSignals(False)
            self._picked()
        self._lay_out()
        if found and not alone and not self.kinds.isAncestorOf(self.focusWidget()):
            self.list.setFocus()

    def _filter(self, words: str) -> None:
        """Leaves in sight what holds these words."""
        wanted = words.strip().casefold()
        for row, one in enumerate(self.subjects):
            self.list.setRowHidden(row, wanted not in one.name.casefold())

    def _how_to_fill(self) -> str:
        if self.kind == "class":
            return self.tr("Belum ada kelas. Buat kelas di layar Kelas.")
        if self.kind == "certificate":
            return self.tr("Belum ada yang lulus. Sertifikat ada setelah hasil diterima.")
        return self.tr("Belum ada peserta. Ambil daftar operator di layar Peserta.")

    def _picked(self) -> None:
        """Another one is marked: beside the list it is shown at once."""
        self.notice.hide()
        self._forget()
        if not self.narrow or self.viewing:
            self._make()

    def _open(self) -> None:
        """Shows the marked one, where the list fills the window."""
        if self.subject is not None:
            self.viewing = True
            self._lay_out()
            if self.report is None:
                self._make()

    def _forget(self) -> None:
        self.report = None
        self.document.clear()
        self.nothing.setText(self.tr("Pilih laporan di daftar.") if self.subjects else "")
        self._stack.setCurrentWidget(self.nothing)
        self._say_buttons()

    def _make(self) -> None:
        """Makes what is at hand."""
        subject, kind = self.subject, self.kind
        if subject is None:
            return
        self.name.say(subject.name)
        if subject.certificate is not None:
            self._draw(subject.certificate)
            return
        colors, width = chart_colors(self.theme), self.document.chart_width
        self._load(
            self.office.look(
                lambda records: make_report(records, kind, subject, colors, width), self._show, self._failed
            )
        )

    def _show(self, report: Report) -> None:
        self._loading = None
        self.report = report
        self.document.show_drawn(report.drawn)
        self._stack.setCurrentWidget(self.document)
        self._say_buttons()
        if self.kind in {"class", "city"} and self.subject is not None:
            class_id = self.subject.id if self.kind == "class" else None
            self._load(self.office.look(lambda records: harder_packets(records, class_id), self._warn, self._failed))

    def _warn(self, harder: tuple[PacketDifficulty, ...]) -> None:
        """Says which packets were harder: points made with them are no measure beside the others'."""
        self._loading = None
        if not harder:
            return
        line = self.tr("{packet} ({right}% angka benar, paket lain {others}%)")
        names = ", ".join(
            line.format(packet=one.packet, right=_figure(one.share), others=_figure(one.others or 0)) for one in harder
        )
        words = self.tr("Lebih sulit daripada paket lain: {names}. Ganti paketnya; nilainya jangan dibandingkan.")
        self._say(words.format(names=names), "warning")

    # --- certificates

    def _draw(self, one: Certificate) -> None:
        path = Path(self._scratch.filePath("sertifikat.pdf"))
        self._load(
            self.office.look(lambda records: save_certificates(records, (one,), path), self._draw_page, self._failed)
        )

    def _draw_page(self, path: Path) -> None:
        self._load(self.workshop.draw_sheet(SheetPage(path), self._show_page, self._failed))

    def _show_page(self, image: QImage) -> None:
        self._loading = None
        self.page.show_image(image)
        self._stack.setCurrentWidget(self.page)
        self._say_buttons()

    def check(self) -> None:
        """Tells what the certificate with the typed code must say."""
        code = self.code.text().strip()
        if not code:
            self._say(self.tr("Ketik kode yang ada di bawah sertifikat."), "info")
            self.code.setFocus()
            return
        self.office.look(lambda records: check_code(records, code), self._checked, self._failed)

    def _checked(self, found: Certificate | None) -> None:
        if found is None:
            self._say(self.tr("Kode ini tidak ada di catatan ini. Periksa ketikannya, huruf demi huruf."), "warning")
        else:
            self._say(
                self.tr("Kode ini asli: {name}, {place}. {result}.").format(
                    name=found.name, place=found.place, result=found.result
                ),
                "ok",
            )

    # --- saving and printing

    @property
    def _shown(self) -> bool:
        """Whether something stands there that can be saved."""
        return self._stack.currentWidget() in (self.document, self.page)

    def _file(self, ending: str) -> str:
        subject = self.subject
        return f"{subject.file if subject else 'laporan'}.{ending}"

    def _ask_file(self, kind: FileKind) -> None:
        names = {"pdf": self.tr("PDF (*.pdf)"), "xlsx": self.tr("Excel (*.xlsx)")}
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan laporan"), self._file(kind), names[kind])
        if chosen:
            self.save(Path(chosen), kind)

    def save(self, path: Path, kind: FileKind) -> None:
        """Saves what is shown."""
        report, subject = self.report, self.subject
        self._begin(self.tr("Menyimpan {name}").format(name=path.name))
        if subject is not None and subject.certificate is not None:
            these = (subject.certificate,)
            self._watch(
                self.office.look(lambda records: save_certificates(records, these, path), self._saved, self._failed)
            )
        elif report is not None:
            self._watch(self.office.aside(lambda _: save_report(report, path, kind), self._saved, self._failed))

    def _ask_every(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.every_button.text(), "sertifikat.pdf", self.tr("PDF (*.pdf)")
        )
        if chosen:
            self.save_every(Path(chosen))

    def save_every(self, path: Path) -> None:
        """Saves the certificates on the list that are in sight, in one file."""
        found = tuple(
            one.certificate
            for row, one in enumerate(self.subjects)
            if one.certificate is not None and not self.list.isRowHidden(row)
        )
        if found:
            self._begin(self.tr("Membuat {n} sertifikat").format(n=len(found)))
            self._watch(
                self.office.look(lambda records: save_certificates(records, found, path), self._saved, self._failed)
            )

    def _ask_all(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder untuk semua laporan"))
        if chosen:
            self.save_all(Path(chosen))

    def save_all(self, folder: Path) -> None:
        """Saves the reports of all classes and areas."""
        self._begin(self.tr("Menyimpan laporan"))
        done = self.tr("{n} laporan tersimpan di {folder}.")
        self._watch(
            self.office.work(
                lambda store, progress: save_everything(store, folder, progress),
                lambda count: self._finished(done.format(n=count, folder=folder)),
                self._failed,
            )
        )

    def _saved(self, path: Path) -> None:
        self._finished(self.tr("Tersimpan di {path}.").format(path=path))

    def _ask_print(self) -> None:
        from .printing import printer_for  # noqa: PLC0415

        printer = printer_for("A4")
        printer.setDocName(self.name.text())
        if self.ask(printer):
            self.print_on(printer)

    def ask(self, printer: QPrinter) -> bool:
        """Has the person choose a printer; False where they changed their mind."""
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Cetak laporan"))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def print_on(self, printer: QPrinter) -> None:
        """Prints what is shown."""
        report, path = self.report, Path(self._scratch.filePath("cetak.pdf"))
        if self.subject is not None and self.subject.certificate is not None:
            self._begin(self.tr("Menyiapkan cetakan"))
            self._print_file(printer, Path(self._scratch.filePath("sertifikat.pdf")))
        elif report is not None:
            self._begin(self.tr("Menyiapkan cetakan"))
            self._watch(
                self.office.aside(
                    lambda _: save_report(report, path, "pdf"),
                    lambda made: self._print_file(printer, made),
                    self._failed,
                )
            )

    def _print_file(self, printer: QPrinter, path: Path) -> None:
        done = self.tr("{n} lembar dikirim ke printer.")
        self._watch(self.workshop.print_pdf(printer, path, lambda n: self._finished(done.format(n=n)), self._failed))

    # --- while it works

    def _begin(self, words: str) -> None:
        self.notice.hide()
        self.busy.start(words)
        self.picker.setEnabled(False)
        self._stack.setCurrentWidget(self.busy)
        self.shower.setVisible(True)
        self._say_buttons()
        self.busy.stop.setFocus()

    def _watch(self, task: Task) -> None:
        self._working = task
        task.progressed.connect(self.busy.show_progress)
        self._say_buttons()

    def _end(self) -> None:
        self._working = None
        self.picker.setEnabled(True)
        page = self.subject is not None and self.subject.certificate is not None
        shown = self.page if page else self.document if self.report is not None else self.nothing
        self._stack.setCurrentWidget(shown)
        self._lay_out()
        self.list.setFocus()

    def _finished(self, words: str) -> None:
        self._end()
        self._say(words, "ok")

    def _failed(self, error: BaseException) -> None:
        self._loading = None
        self.nothing.setText("")
        problem = problem_of(error)
        if self._working is not None:
            self._end()
        if not problem.expected:
            self.trouble.emit(error)
        self._say(f"{problem.message} {problem.hint}", "error")

    def _say(self, words: str, severity: str) -> None:
        self.notice.say(words, severity)
        self.notice.show()

    def cancel(self) -> None:
        """Stops saving or printing."""
        if self._working is not None:
            self._working.cancel()
            self._end()
            self._say(self.tr("Dihentikan. Berkas yang sudah jadi tetap ada."), "info")

    # --- buttons and keys

    def _lay_out(self) -> None:
        narrow = self.narrow
        self.picker.setVisible(not narrow or not self.viewing)
        self.shower.setVisible(not narrow or self.viewing)
        beside = self.notice.parentWidget() is self.shower
        if narrow and beside:  # the side that is seen has the notice below it
            self.body.addWidget(self.notice)
        elif not narrow and not beside:
            column = self.shower.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self.checker), self.notice)
        self.title.setVisible(not narrow)
        self._rare.setVisible(not narrow)
        self.more_button.setVisible(narrow)
        self._say_buttons()

    def _say_buttons(self) -> None:
        """The buttons for what is shown."""
        certificate = self.kind == "certificate"
        self.checker.setVisible(certificate)
        self.every_button.setVisible(certificate and bool(self.subjects))
        self.xlsx_button.setVisible(not certificate)
        ready = self._shown
        for button in (self.xlsx_button, self.print_button):
            button.setEnabled(ready)
        picking = self.narrow and not self.viewing
        self.primary = self.tr("Lihat laporan") if picking else self.tr("Simpan PDF")
        self.primary_icon = "next" if picking else "file"
        self.hints = (
            self.tr("Panah memilih · Enter lihat")
            if picking
            else self.tr("Panah memilih laporan · Page Down menggulir · Enter simpan PDF")
        )
        if self._working is not None:
            self.hints = self.tr("Esc batalkan")
        self.set_ready(self.subject is not None if picking else ready)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One side alone where there is no room for two."""
        super().resizeEvent(event)
        self._lay_out()

    def press_primary(self) -> None:
        """Saves, or shows what is marked."""
        if self.code.hasFocus():
            self.check()
        elif self.narrow and not self.viewing:
            self._open()
        else:
            self._ask_file("pdf")

    def press_back(self) -> None:
        """To the list, or home."""
        if self.narrow and self.viewing:
            self.viewing = False
            self._lay_out()
            self.list.setFocus()
        else:
            self.going.emit("home")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops; the page keys scroll the report."""
        if event.key() == Qt.Key.Key_Escape and self._working is not None:
            self.cancel()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.document.turn(_PAGE if event.key() == Qt.Key.Key_PageDown else -_PAGE)
        else:
            super().keyPressEvent(event)


def _figure(share: float) -> str:
    """A share in percent, without the sign."""
    return percent(share).removesuffix("%")


class _List(QListWidget):
    """A list that leaves the page keys to the report beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys go to the screen."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
        else:
            super().keyPressEvent(event)
