"""Settings of the trainer: the city, where the records lie, copies of them, people's data, the passphrase."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QListWidget,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_trainer.errors import TrainerError

from ..language import said
from ..session import Session
from ..theme import Theme
from ..trainee.step import LINE, scrolling
from ..widgets.basics import Box, Button, label, tight
from ..widgets.choices import Choices
from ..widgets.flow import flowing
from ..widgets.table import Cell, Table
from . import care
from .care import CityState, PrivacyState
from .fields import Field, search_line
from .office import Office
from .screen import OfficeScreen
from .workshop import Workshop

if TYPE_CHECKING:
    from sirekap_trainer.records.backup import Backup, Restored
    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.privacy import Erased

#: Rest after the last letter before it is searched, in milliseconds.
_REST = 150


class Page(QWidget):
    """A part of the settings.

    Attributes:
        primary: Words on the button lower right; "" for none.
        icon: On that button.
        column: Where its parts go.
    """

    primary = ""
    icon = "check"

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__()
        self.settings, self.theme, self.office = screen, screen.theme, screen.office
        self.setMaximumWidth(self.theme.text(LINE + 160))
        self.column = tight(QVBoxLayout(self), self.theme.space(1.5))
        self.column.setContentsMargins(0, 0, self.theme.space(1), self.theme.space(1))

    def reload(self) -> None:
        """Looks up what is shown."""

    def press(self) -> None:
        """The button lower right."""

    def leave(self) -> None:
        """Another part or screen takes its place."""

    def busy(self, words: str) -> None:
        """Says what is being done; nothing else can be begun until it is."""
        self.settings.hold(words)

    def done(self, words: str, severity: str = "ok") -> None:
        """Says what came of it."""
        self.settings.release()
        self.settings.say(words, severity)

    def failed(self, error: BaseException) -> None:
        """Says what went wrong."""
        self.settings.release()
        self.settings.fail(error)


class CityPage(Page):
    """Which city, when it votes, and what the law allows."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self.primary = self.tr("Simpan")
        self.name = Field(self.theme, self.tr("Kota atau kabupaten"))
        self.province = Field(self.theme, self.tr("Provinsi"))
        self.day = Field(
            self.theme, self.tr("Hari pemungutan suara"), width=180, hint=self.tr("Tulis seperti 27-11-2024.")
        )
        counted = {
            "all": self.tr("Semua"),
            "alone": self.tr("Simulasi dan ujian"),
            "exam": self.tr("Ujian saja"),
        }
        self.counted = Choices(self.theme, self.tr("Yang dihitung lulus, di laporan dan sertifikat"), counted)
        told = label(self.tr("Dalam Latihan, aplikasi memberi tahu yang salah."), "quiet", wrap=True)
        for part in (self.name, self.province, self.day, self.counted, told):
            self.column.addWidget(part)
        self.file_button = Button(self.tr("Ambil dari berkas TOML"), self.theme, icon="file")
        self.file_button.clicked.connect(self._ask_file)
        self.column.addWidget(flowing(self.theme.space(1), self.file_button))
        self.areas_title = label("", "strong", wrap=True)
        self.areas = Table(
            self.theme, [self.tr("Kecamatan"), self.tr("Kelurahan"), self.tr("TPS")], right=(1, 2), wide=0
        )
        self.areas.setAccessibleName(self.tr("Kecamatan"))
        self.column.addWidget(self.areas_title)
        self.column.addWidget(self.areas)
        self.limits_title = label(self.tr("Batas menurut formulir"), "strong")
        self.limits = label("", "quiet", wrap=True)
        self.column.addWidget(self.limits_title)
        self.column.addWidget(self.limits)
        self.column.addStretch(1)

    def reload(self) -> None:
        """Looks the city up."""
        self.office.look(care.city_state, self._show, self.failed)

    def _show(self, found: CityState) -> None:
        city = found.city
        self.name.line.setText(city.city)
        self.province.line.setText(city.province)
        self.day.line.setText(care.typed(city.polling_day))
        self.counted.choose([found.counted])
        stations = sum(one.stations for one in found.areas)
        villages = sum(one.villages for one in found.areas)
        words = self.tr("Menurut daftar peserta: {d} kecamatan, {v} kelurahan, {s} TPS")
        empty = self.tr("Belum ada TPS. Ambil daftar operator di layar Peserta.")
        self.areas_title.setText(words.format(d=len(found.areas), v=villages, s=stations) if found.areas else empty)
        self.areas.fill(
            [
                (
                    Cell(one.name, one.name.casefold()),
                    Cell(str(one.villages), float(one.villages)),
                    Cell(str(one.stations), float(one.stations)),
                )
                for one in found.areas
            ]
        )
        head = self.areas.horizontalHeader().sizeHint().height()
        rows = min(6, len(found.areas)) * self.areas.verticalHeader().defaultSectionSize()
        self.areas.setFixedHeight(head + rows + self.theme.space(1))
        self.areas.setVisible(bool(found.areas))
        line = self.tr("{form}: surat suara cadangan {reserve}%, paling banyak {limit} pemilih di satu TPS.")
        self.limits.setText(
            "\n".join(
                line.format(form=name, reserve=f"{100 * reserve:.4g}".replace(".", ","), limit=limit)
                for name, reserve, limit in found.limits
            )
        )

    def press(self) -> None:
        """Keeps name and day."""
        try:
            day = care.day_of(self.day.text)
        except TrainerError as error:
            self.day.complain(f"{error.message} {error.hint}")
            return
        name, province, counted = self.name.text, self.province.text, self.counted.one
        self.busy(self.tr("Menyimpan"))
        self.office.write(
            lambda records: care.save_city(records, name, province, day, counted),
            lambda _: self._saved(day),
            self.failed,
        )

    def _saved(self, day: date | None) -> None:
        """Days left are counted to that day, so one that has passed is told."""
        if day is not None and day < care.today():
            self.done(self.tr("Data kota disimpan. Hari pemungutan suara itu sudah lewat."), "warning")
        else:
            self.done(self.tr("Data kota disimpan."))

    def _ask_file(self) -> None:
        kinds = self.tr("Data kota (*.toml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.file_button.text(), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Takes the city of a file."""
        self.busy(self.tr("Membaca {name}").format(name=path.name))
        self.office.write(
            lambda records: care.take_city(records, path),
            lambda _: self.done(self.tr("Data kota diambil dari {name}.").format(name=path.name)),
            self.failed,
        )


class PlacePage(Page):
    """Where the records lie."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self.primary = self.tr("Coba dan pakai")
        self.now = label("", "strong", wrap=True)
        self.column.addWidget(self.now)
        names = {
            "here": self.tr("Laptop ini"),
            "folder": self.tr("Folder lain"),
            "server": self.tr("Server PostgreSQL"),
        }
        self.kind = Choices(self.theme, self.tr("Simpan catatan di"), names)
        self.kind.changed.connect(self._show_kind)
        self.column.addWidget(self.kind)
        self.folder = Field(self.theme, self.tr("Folder"), hint=self.tr("Di laptop ini, bukan folder bersama."))
        self.folder_button = Button(self.tr("Pilih folder"), self.theme, icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        self.folder.row.addWidget(self.folder_button)
        self.host = Field(self.theme, self.tr("Server"), hint=self.tr("Misalnya 192.168.1.5 atau 192.168.1.5:5432."))
        self.base = Field(self.theme, self.tr("Basis data"))
        self.user = Field(self.theme, self.tr("Pengguna"))
        self.password = Field(
            self.theme,
            self.tr("Kata sandi server"),
            secret=True,
            hint=self.tr("Disimpan di laptop ini supaya tidak ditanyakan lagi."),
        )
        for part in (self.folder, self.host, self.base, self.user, self.password):
            self.column.addWidget(part)
        words = self.tr("Catatan yang ada tidak ikut pindah: buat cadangan dulu, lalu pulihkan di tempat baru.")
        self.column.addWidget(label(words, "quiet", wrap=True))
        self.column.addStretch(1)
        self._show_kind()

    def reload(self) -> None:
        """Tells where they are."""
        self.now.setText(self.tr("Sekarang: {place}").format(place=care.shown_place(self.office.where)))

    def leave(self) -> None:
        """No password stays in the field."""
        self.password.line.clear()

    def _show_kind(self) -> None:
        kind = self.kind.one
        self.folder.setVisible(kind == "folder")
        for part in (self.host, self.base, self.user, self.password):
            part.setVisible(kind == "server")

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.folder_button.text())
        if chosen:
            self.folder.line.setText(chosen)

    def press(self) -> None:
        """Opens them there; where that does not work, all stays as it is."""
        try:
            url = self._url()
        except TrainerError as error:
            field = self.folder if self.kind.one == "folder" else self.host
            field.complain(f"{error.message} {error.hint}")
            return
        self.busy(self.tr("Membuka catatan"))
        self.office.move(url, self._moved, self.failed)

    def _url(self) -> str:
        if self.kind.one == "here":
            return ""
        if self.kind.one == "folder":
            folder = Path(self.folder.text).expanduser()
            if not folder.is_absolute():
                raise TrainerError(
                    self.tr("Alamat folder belum lengkap."), hint=self.tr("Tekan Pilih folder."), code="folder"
                )
            return str(folder)
        return care.server_url(self.host.text, self.base.text, self.user.text, self.password.line.text())

    def _moved(self, _: None) -> None:
        self.password.line.clear()
        self.reload()
        self.done(self.tr("Catatan sekarang dipakai dari sini."))


class BackupPage(Page):
    """One button for a copy, one for putting it back."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self.primary, self.icon = self.tr("Buat cadangan"), "file"
        words = self.tr(
            "Satu berkas berisi semua catatan: peserta, kelas, hasil. Simpan di stik atau laptop lain, "
            "dan jaga seperti catatan itu sendiri."
        )
        self.column.addWidget(label(words, wrap=True))
        words = self.tr("Tekan Buat cadangan di kanan bawah sesudah setiap kelas.")
        self.column.addWidget(label(words, wrap=True))
        self.column.addWidget(label(self.tr("Memulihkan"), "heading"))
        words = self.tr(
            "Memulihkan mengganti semua catatan. Catatan yang diganti dicadangkan dulu. "
            "Yang sudah Anda hapus tidak kembali."
        )
        self.column.addWidget(label(words, wrap=True))
        self.restore_button = Button(self.tr("Pulihkan dari cadangan"), self.theme, icon="undo")
        self.restore_button.clicked.connect(self._ask_restore)
        self.column.addWidget(flowing(self.theme.space(1), self.restore_button))
        self.column.addStretch(1)

    def press(self) -> None:
        """Asks where a copy shall be written."""
        name = f"catatan-{datetime.now().astimezone():%Y%m%d-%H%M}.cadangan"
        kinds = self.tr("Cadangan (*.cadangan)")
        ask = QFileDialog.Option.DontConfirmOverwrite  # it is refused in words
        chosen, _ = QFileDialog.getSaveFileName(self, self.primary, name, kinds, "", ask)
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, path: Path) -> None:
        """Writes a copy."""
        self.busy(self.tr("Membuat cadangan"))
        self.office.work(lambda store, _: care.back_up(store, path), self._backed_up, self.failed)

    def _backed_up(self, made: Backup) -> None:
        words = self.tr("Cadangan tersimpan di {path}: {people} peserta, {attempts} hasil.")
        self.done(words.format(path=made.path, **_counts(made)))

    def _ask_restore(self) -> None:
        kinds = self.tr("Cadangan (*.cadangan);;Semua berkas (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.restore_button.text(), "", kinds)
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Looks a copy through, then asks."""
        self.busy(self.tr("Memeriksa cadangan"))
        self.office.aside(lambda _: care.check(path), self._looked_into, self.failed)

    def _looked_into(self, found: Backup) -> None:
        self.settings.release()
        when = found.made_at.astimezone().strftime("%d-%m-%Y %H.%M")
        words = self.tr("Cadangan {when}: {people} peserta, {attempts} hasil. Ini mengganti semua catatan yang ada.")
        if self.settings.sure(
            self.tr("Pulihkan dari {name}?").format(name=found.path.name),
            words.format(when=when, **_counts(found)),
            self.tr("Pulihkan"),
        ):
            self.restore(found.path)

    def restore(self, path: Path) -> None:
        """Puts a copy in the place of all records."""
        where, aside = self.office.where, self.office.lock_file.parent / "cadangan"
        self.busy(self.tr("Memulihkan catatan"))
        self.office.apart(lambda _: care.restore(where, path, aside), self._restored, self.failed)

    def _restored(self, what: Restored) -> None:
        words = self.tr("Dipulihkan. Catatan sebelumnya ada di {path}.").format(path=what.before.path)
        words = f"{words} {said(what.message)}".strip()
        self.office.move(self.office.url, lambda _: self.done(words), self.failed)


def _counts(of: Backup) -> dict[str, int]:
    return {"people": of.rows.get("person", 0), "attempts": of.rows.get("attempt", 0)}


class PrivacyPage(Page):
    """What is kept of people: given to one, erased, and until when it is kept."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self.primary = self.tr("Simpan tanggal")
        self.found: list[PersonRow] = []
        self.column.addWidget(label(self.tr("Data satu orang"), "heading"))
        self.search = search_line(self.theme, self.tr("Cari nama, kelurahan atau TPS"))
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _: self._resting.start())
        self.people = QListWidget()
        self.people.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the TPS stays in sight
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setAccessibleName(self.tr("Peserta"))
        self.people.setFixedHeight(self.theme.text(135))
        self.people.currentRowChanged.connect(lambda _: self._update())
        self.nobody = label(self.tr("Tidak ada peserta yang cocok."), "quiet")
        self.nobody.hide()
        self.column.addWidget(self.search)
        self.column.addWidget(self.people)
        self.column.addWidget(self.nobody)
        self.export_button = Button(self.tr("Simpan semua datanya"), self.theme, icon="file")
        self.erase_button = Button(self.tr("Hapus orang ini"), self.theme, icon="remove")
        self.export_button.clicked.connect(self._ask_export)
        self.erase_button.clicked.connect(self._ask_erase)
        self.column.addWidget(flowing(self.theme.space(1), self.export_button, self.erase_button))
        names = {"keep": self.tr("Tetap dihitung, tanpa nama"), "drop": self.tr("Ikut dihapus")}
        self.results = Choices(self.theme, self.tr("Hasil latihan orang yang dihapus"), names)
        self.column.addWidget(self.results)
        self.column.addWidget(label(self.tr("Masa simpan"), "heading"))
        self.until = Field(
            self.theme,
            self.tr("Data peserta disimpan sampai"),
            width=180,
            hint=self.tr("Tulis seperti 31-12-2024. Kosong: belum ditetapkan. Tidak ada yang terhapus sendiri."),
        )
        self.column.addWidget(self.until)
        self.due_box = Box("warn")
        self.due = label("", wrap=True)
        self.due_button = Button(self.tr("Hapus data semua peserta"), self.theme, icon="remove")
        self.due_button.clicked.connect(self._ask_due)
        self.due_box.body.addWidget(self.due)
        self.due_box.body.addWidget(flowing(self.theme.space(1), self.due_button))
        self.due_box.hide()
        self.column.addWidget(self.due_box)
        self.column.addStretch(1)
        self._update()

    def reload(self) -> None:
        """Looks the date up, and who was searched for."""
        self.office.look(care.privacy_state, self._show, self.failed)
        self._look()

    def leave(self) -> None:
        """Nobody's name stays on the screen."""
        self.search.clear()

    def _show(self, state: PrivacyState) -> None:
        self.until.line.setText(care.typed(state.until))
        self.due_box.setVisible(state.due is not None)
        if state.due is not None:
            words = self.tr(
                "Masa simpan sudah lewat: {people} peserta, {attempts} hasil, {quizzes} tes, {q} pertanyaan."
            )
            due = state.due
            self.due.setText(
                words.format(people=due.people, attempts=due.attempts, quizzes=due.quizzes, q=due.questions)
            )

    def _look(self) -> None:
        words = self.search.text()
        self.office.look(lambda records: care.find(records, words), self._show_people, self.failed)

    def _show_people(self, found: list[PersonRow]) -> None:
        self.found = found
        self.people.clear()
        now = self.tr("{name} · TPS {tps} {village}, {role}")
        past = self.tr("{name} · TPS {tps} {village}, {role}, tidak bertugas lagi")
        for one in found:
            line = past if one.left else now
            self.people.addItem(line.format(name=one.name, tps=one.station, village=one.village, role=said(one.role)))
        self.nobody.setVisible(not found and bool(self.search.text().strip()))
        if len(found) == 1:
            self.people.setCurrentRow(0)
        self._update()

    @property
    def person(self) -> PersonRow | None:
        """The marked one."""
        row = self.people.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _update(self) -> None:
        for button in (self.export_button, self.erase_button):
            button.setEnabled(self.person is not None)

    def press(self) -> None:
        """Keeps the date."""
        try:
            until = care.day_of(self.until.text)
        except TrainerError as error:
            self.until.complain(f"{error.message} {error.hint}")
            return
        self.busy(self.tr("Menyimpan"))
        self.office.write(
            lambda records: care.keep_until(records, until),
            lambda _: self._kept(until),
            self.failed,
        )

    def _kept(self, until: date | None) -> None:
        """What is due stands below, where it may have to be scrolled to."""
        if until is not None and until < care.today():
            self.done(self.tr("Masa simpan disimpan, dan sudah lewat. Lihat di bawah."), "warning")
        else:
            self.done(self.tr("Masa simpan disimpan."))

    def _ask_export(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder untuk data orang ini"))
        if chosen:
            self.export(Path(chosen))

    def export(self, folder: Path) -> None:
        """Writes all that is kept of the marked person."""
        person = self.person
        if person is not None:
            self.busy(self.tr("Menyimpan"))
            done = self.tr("Data {name} tersimpan di {path}, untuk dibaca dan sebagai JSON.")
            self.office.look(
                lambda records: care.write_person(records, person.id, folder),
                lambda files: self.done(done.format(name=person.name, path=files[0])),
                self.failed,
            )

    @property
    def _keep(self) -> bool:
        return self.results.one == "keep"

    def _ask_erase(self) -> None:
        person = self.person
        if person is None:
            return
        kept = self.tr("Hasilnya tetap dihitung tanpa nama.") if self._keep else self.tr("Hasilnya ikut dihapus.")
        where = self.tr("TPS {tps} {village}, operator {role}.").format(
            tps=person.station, village=person.village, role=said(person.role)
        )
        if self.settings.sure(self.tr("Hapus {name}?").format(name=person.name), f"{where} {kept}", self.tr("Hapus")):
            self.erase(person.id)

    def erase(self, person_id: int) -> None:
        """Erases a person."""
        self.busy(self.tr("Menghapus"))
        keep = self._keep
        self.office.write(
            lambda records: care.erase_person(records, person_id, keep_results=keep), self._erased, self.failed
        )

    def _ask_due(self) -> None:
        kept = self.tr("Hasil tetap dihitung tanpa nama.") if self._keep else self.tr("Semua hasil ikut dihapus.")
        if self.settings.sure(self.tr("Hapus data semua peserta?"), f"{self.due.text()} {kept}", self.tr("Hapus")):
            self.erase_due()

    def erase_due(self) -> None:
        """Erases everybody."""
        self.busy(self.tr("Menghapus"))
        keep = self._keep
        self.office.write(lambda records: care.erase_due(records, keep_results=keep), self._erased, self.failed)

    def _erased(self, what: Erased | None) -> None:
        words = self.tr("{n} peserta dihapus. Cadangan lama masih memuatnya: hapus juga.")
        self.done(words.format(n=what.people if what is not None else 0))


class DoorPage(Page):
    """The passphrase before the trainer's screens."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__(screen)
        self.primary = self.tr("Simpan kata sandi")
        self.state = label("", "strong", wrap=True)
        words = self.tr(
            "Supaya peserta tidak membuka layar pelatih. Ini bukan penyandian: berkas catatan tetap terbaca."
        )
        self.column.addWidget(self.state)
        self.column.addWidget(label(words, "quiet", wrap=True))
        self.first = Field(self.theme, self.tr("Kata sandi baru"), width=320, secret=True)
        self.again = Field(self.theme, self.tr("Ketik sekali lagi"), width=320, secret=True)
        self.column.addWidget(self.first)
        self.column.addWidget(self.again)
        self.shut_button = Button(self.tr("Kunci sekarang"), self.theme, icon="lock")
        self.shut_button.clicked.connect(self._shut)
        self.drop_button = Button(self.tr("Hapus kata sandi"), self.theme, icon="remove")
        self.drop_button.clicked.connect(lambda: self._set(""))
        self.column.addWidget(flowing(self.theme.space(1), self.shut_button, self.drop_button))
        self.column.addStretch(1)

    def reload(self) -> None:
        """Tells whether there is one."""
        there = self.office.has_passphrase
        self.state.setText(
            self.tr("Layar pelatih memakai kata sandi.")
            if there
            else self.tr("Layar pelatih terbuka untuk siapa saja.")
        )
        self.shut_button.setEnabled(there)
        self.drop_button.setEnabled(there)

    def leave(self) -> None:
        """No passphrase stays in the fields."""
        for field in (self.first, self.again):
            field.line.clear()
            field.complain("")

    def press(self) -> None:
        """Sets the passphrase that was typed twice."""
        typed = self.first.line.text()
        if not typed.strip():
            self.first.complain(self.tr("Ketik kata sandi dulu."))
        elif typed != self.again.line.text():
            self.again.complain(self.tr("Kedua kata sandi berbeda. Ketik sekali lagi."))
        else:
            self._set(typed)

    def _set(self, passphrase: str) -> None:
        words = self.tr("Kata sandi disimpan.") if passphrase else self.tr("Kata sandi dihapus.")
        self.busy(self.tr("Menyimpan"))
        self.office.set_passphrase(passphrase, partial(self._was_set, words), self.failed)

    def _was_set(self, words: str, _: None) -> None:
        self.leave()
        self.reload()
        self.done(words)

    def _shut(self) -> None:
        self.office.close_door()
        self.settings.going.emit("home")


class SettingsScreen(OfficeScreen):
    """One part at a time."""

    entry = "settings"

    def __init__(self, theme: Theme, session: Session, workshop: Workshop, office: Office) -> None:
        super().__init__(theme, session, workshop, office)
        self.back = self.tr("Kembali")
        names = {
            "city": self.tr("Kota"),
            "place": self.tr("Tempat catatan"),
            "backup": self.tr("Cadangan"),
            "privacy": self.tr("Data peserta"),
            "door": self.tr("Kata sandi"),
        }
        self.parts = Choices(theme, self.tr("Pengaturan"), names)
        self.city, self.places, self.backup = CityPage(self), PlacePage(self), BackupPage(self)
        self.privacy, self.door = PrivacyPage(self), DoorPage(self)
        self.pages: dict[str, Page] = dict(
            zip(names, (self.city, self.places, self.backup, self.privacy, self.door), strict=True)
        )
        self._stack = QStackedWidget()
        # It scrolls: a long notice in large letters takes its room, and cuts no part's button.
        self._stack.setMinimumHeight(self.theme.space(3))
        for page in self.pages.values():
            self._stack.addWidget(scrolling(page))
        self.parts.changed.connect(self._turn)
        self.body.addWidget(self.parts)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.notice)
        self._at = "city"
        #: Where the keyboard was when something was begun: there it returns.
        self._typed_in: QWidget | None = None

    @property
    def page(self) -> Page:
        """The part at hand."""
        return self.pages[self._at]

    def enter(self) -> None:
        """Where it was left."""
        super().enter()
        self._show_buttons()
        self.parts.buttons[self._at].setFocus()

    def leave(self) -> None:
        """No secret stays."""
        self.page.leave()

    def reload(self) -> None:
        """Looks up what the part shows."""
        self.page.reload()

    def _turn(self) -> None:
        self.page.leave()
        self._at = self.parts.one
        self.notice.hide()
        self._stack.setCurrentIndex(list(self.pages).index(self._at))
        self.page.reload()
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.primary, self.primary_icon = self.page.primary, self.page.icon
        self.hints = (
            self.tr("Tab ke isian berikutnya · Enter {what}").format(what=self.primary[:1].lower() + self.primary[1:])
            if self.primary
            else self.tr("Tab ke tombol berikutnya · Enter menekannya")
        )
        self.set_ready(True)

    def hold(self, words: str) -> None:
        """Nothing else can be begun until what is being done is."""
        self.say(f"{words}…", "info")
        focused = QApplication.focusWidget()
        self._typed_in = focused if focused is not None and self.isAncestorOf(focused) else None
        self._stack.setEnabled(False)
        self.parts.setEnabled(False)
        self.set_ready(False)

    def release(self) -> None:
        """All can be done again."""
        self._stack.setEnabled(True)
        self.parts.setEnabled(True)
        self.notice.hide()
        self.set_ready(True)
        if self.isVisible():
            (self._typed_in or self).setFocus()
        self._typed_in = None

    def sure(self, question: str, words: str, do: str) -> bool:
        """Asks before what cannot be undone."""
        box = QMessageBox(self)
        box.setWindowTitle(do)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(f"{words} " + self.tr("Ini tidak dapat dibatalkan."))
        yes = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Batal"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def press_primary(self) -> None:
        """That of the part."""
        self.page.press()

    def press_back(self) -> None:
        """To the start screen."""
        self.going.emit("home")
