"""Makes the pictures in docs/screenshots/: the real window, walked through packets without a screen.

Run by hand: python tools/make_screenshots.py [FOLDER [VIEW...]]. It walks once a view, so a screen that cannot be
reached ends it with an error. Type is the system's; Inter where it is installed. A trainee's views are a practice
alone, a simulation of two operators and an exam, with a drawn picture for the camera and made-up addresses for the
phone; the trainer's a list of TPS, an exam made and opened again, a blank sheet and its key; the records' those of a
simulated city (`simulated_city.py`) on a day of its classes.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QBuffer, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from simulated_city import simulate_city, simulate_class

from sirekap_trainer.exercise.outbox import Part
from sirekap_trainer.exercise.whole_tps import make_whole_tps
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.phone.network import Address
from sirekap_trainer.practice.exam import make_exam
from sirekap_trainer.practice.make import PhotoPlan
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.practice.pairs import BOTH
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.seal import Keyring, open_sealed
from sirekap_trainer.practice.sets import SetPlan
from sirekap_trainer.practice.sheet import render_page, sheet_bytes
from sirekap_trainer.records.bundle import pack
from sirekap_trainer.records.classes import ClassDraft
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.people import list_people
from sirekap_trainer.records.receiver import PORT
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Setting
from sirekap_trainer.reports.certificate import KEY_SETTING
from ui.app import Places, build_window
from ui.camera import Cameras, Choice, Source
from ui.crash import CrashLog
from ui.main_window import MainWindow
from ui.receiving import OpenDesk
from ui.settings import Settings
from ui.theme import DARK, LIGHT, Tokens
from ui.trainee import by_phone
from ui.trainee.by_camera import ByCamera
from ui.trainee.by_phone import ByPhone
from ui.trainer import care, class_form, desk, reports
from ui.trainer.making import MakingScreen
from ui.trainer.preview import Preview

SAMPLES = Path(__file__).resolve().parent.parent / "sample_c_hasil"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PACKET = "wali-kota-1"
#: Colours of a picture: enough for type and paper, few enough for a small file.
COLOURS = 48
#: What differs less between neighbouring pixels, of 255, is made one.
SMOOTH = 16
#: Longer names than these two are not likely.
NAMES = ("Peserta Contoh Bernama Panjang Sekali", "Maria Magdalena Retnoningtyas Kusumawardhani")
#: Of the networks that the laptop seems to be on.
NETWORKS = (Address("192.168.43.117", "wlp3s0"), Address("192.168.1.20", "enp2s0"))
#: Pixels of the picture that stands in for the camera's.
CAMERA = (1280, 720)
#: Of the exam that is opened; no secret.
PASSPHRASE = "kuda laut makan bayam"  # noqa: S105
#: The day on which the records are looked at, between two classes.
TODAY = date(2024, 11, 20)
#: A list as a kelurahan might send it, with three wrong rows.
WRONG_ROSTER = """Kecamatan;Kelurahan;TPS;Nama Lengkap;Peran;No. HP
Mayangan;Jati;001;Peserta Satu;utama;0812-0000-0001
Mayangan;Jati;001;Peserta Dua;cadangan;
Mayangan;Jati;1002;Peserta Tiga;utama;
Mayangan;Jati;002;;cadangan;
Mayangan;Jati;003;Peserta Empat;ketua;0812-0000-0004
Mayangan;Jati;003;Peserta Lima;cadangan;
"""
#: Who did it, and for how many planted misreads each found the right number; more than there are means all.
TRAINEES = (("Peserta Satu", 9), ("Peserta Dua", 4), ("Peserta Contoh Bernama Panjang Sekali", 2))


@dataclass(frozen=True, slots=True)
class View:
    """How the window stands while it is walked through, and which of its screens are kept."""

    name: str
    size: tuple[int, int] = (1366, 768)
    dark: bool = False
    percent: int = 100
    keep: tuple[str, ...] = ()


#: Every step of a trainee, in the order of the walk.
STEPS = (
    "mulai", "tes-awal", "identitas", "paket", "foto",
    "foto-kamera", "foto-kamera-siap", "foto-hp", "foto-gagal", "foto-temuan",
    "foto-hasil", "foto-sudut", "periksa", "halaman-penuh", "periksa-bimbingan", "periksa-bimbingan-2",
    "periksa-koreksi", "panduan", "panduan-hitung", "panduan-kesalahan", "tanya", "lanjutkan", "kirim", "hasil",
    "identitas-berdua", "paket-simulasi", "periksa-simulasi", "giliran", "antrean", "antrean-selesai", "kesepakatan",
    "paket-ujian", "periksa-tandai", "ujian-terkirim", "serahkan",
)  # fmt: skip
#: Those that have little room with large text.
TIGHT = (
    "mulai", "identitas-berdua", "paket", "foto", "foto-kamera-siap", "foto-hp", "foto-gagal", "foto-hasil",
    "foto-sudut", "periksa", "periksa-bimbingan-2", "periksa-tandai", "panduan-hitung", "kirim", "giliran", "antrean",
    "hasil", "kesepakatan", "tanya", "serahkan", "tes-awal",
)  # fmt: skip
TRAINERS = (
    "paket-baru", "paket-pasangan", "ujian-baru", "membuat", "daftar", "lembar-kosong", "kunci", "kunci-ragu",
    "hasil-ujian",
)  # fmt: skip

#: The screens about the records, in the order of the walk.
RECORDS = (
    "kelas-pertama", "impor-salah", "kelas", "kelas-peserta", "papan", "papan-kota", "kelas-baru", "terima-hasil",
    "pemilik-hasil", "peserta", "daftar-tps", "peserta-ubah", "peserta-hapus", "impor", "laporan-kelas",
    "laporan-kota", "laporan-operator", "sertifikat", "pertanyaan", "pengaturan", "pengaturan-tempat",
    "pengaturan-cadangan", "pengaturan-data", "pengaturan-sandi", "pintu",
)  # fmt: skip
CRAMPED = (
    "kelas-pertama", "impor-salah", "kelas", "kelas-peserta", "kelas-baru", "papan", "terima-hasil", "pemilik-hasil",
    "peserta-ubah", "laporan-kelas", "pertanyaan", "pengaturan-tempat", "pengaturan-data", "pintu",
)  # fmt: skip

VIEWS = (
    View("terang", keep=STEPS),
    View("gelap", dark=True, keep=STEPS),
    View("lebar", size=(1920, 1080), keep=STEPS),
    View("lebar-gelap", size=(1920, 1080), dark=True, keep=STEPS),
    View("besar", percent=200, keep=TIGHT),
    View("pelatih", keep=TRAINERS),
    View("pelatih-gelap", dark=True, keep=TRAINERS),
    View("pelatih-lebar", size=(1920, 1080), keep=TRAINERS),
    View("pelatih-lebar-gelap", size=(1920, 1080), dark=True, keep=TRAINERS),
    View("pelatih-besar", percent=200, keep=("mulai", "ujian-baru", "daftar", "kunci", "hasil-ujian")),
    View("catatan", keep=RECORDS),
    View("catatan-gelap", dark=True, keep=RECORDS),
    View("catatan-lebar", size=(1920, 1080), keep=RECORDS),
    View("catatan-lebar-gelap", size=(1920, 1080), dark=True, keep=RECORDS),
    View("catatan-besar", percent=200, keep=CRAMPED),
)


class Walk:
    """One walk through the window.

    Args:
        view: How it stands.
        folder: Where the pictures go.
    """

    def __init__(self, view: View, folder: Path) -> None:
        self._view = view
        self._folder = folder
        self._place = Path(tempfile.gettempdir()) / "Dokumen"  # it stands on a picture
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.mkdir()
        self.window = self._open()

    def _open(self, samples: Path = SAMPLES) -> MainWindow:
        place = self._place
        places = Places(place / "tampilan.ini", place / "data", place / "log", place / "Paket Latihan Sirekap")
        settings = Settings(places.settings)
        settings.dark, settings.percent = self._view.dark, self._view.percent
        window = build_window(places, CrashLog(places.log, "gambar"), samples=lambda: samples)
        window.resize(*self._view.size)
        window.pause = 0
        window.show()
        window.activateWindow()
        return window

    def end(self) -> None:
        """Closes the window and leaves nothing behind."""
        self.window.close()
        shutil.rmtree(self._place, ignore_errors=True)

    def keep(self, screen: str, *, of: QWidget | None = None, above: QWidget | None = None) -> None:
        """Writes the window as it is, where this view keeps that screen.

        Args:
            screen: Its name.
            of: Another window in its stead.
            above: A dialog that stands in its middle.
        """
        for _ in range(5):
            QApplication.processEvents()
        if screen in self._view.keep:
            path = self._folder / f"{screen}-{self._view.name}.png"
            path.write_bytes(_small(of or self.window, above))

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    @staticmethod
    def _wait(done: Callable[[], object], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QApplication.processEvents()
            time.sleep(0.01)


class TrainerWalk(Walk):
    """The trainer's side."""

    def run(self) -> None:
        """Walks through the trainer's side."""
        self.keep("mulai")
        self.window.back.click()
        self.window.step.rail.buttons["sets"].click()
        self._wait(lambda: self.window.step.ready)
        self._make_sets()
        self._make_blanks()
        self._type_key()
        self._open_results()

    def _make_sets(self) -> None:
        roster = self._place / "daftar TPS.csv"
        roster.write_text("Kecamatan;Kelurahan;TPS\nMayangan;Jati;1\nMayangan;Jati;2\n", encoding="utf-8")
        self.window.primary.click()
        step = self.window.step
        step.form.choose(["latihan_kwk_wali_kota"])
        self._wait_drawn(step.preview)
        self.keep("paket-baru")
        step.form.choose([BOTH])
        self._wait_drawn(step.preview)
        self.keep("paket-pasangan")
        step.form.choose(["latihan_kwk_wali_kota"])
        step.use.choose(["exam"])
        step.whose.choose(["roster"])
        step.slips.choose(["arithmetic", "header"])
        step.take_roster(roster)
        self._wait(lambda: step.ready)
        step.passphrase.line.setText(PASSPHRASE)
        step.again.line.setText(PASSPHRASE)
        self._wait_drawn(step.preview)
        self.keep("ujian-baru")
        self.window.primary.click()
        self._wait(lambda: isinstance(self.window.step, MakingScreen))
        self._wait(lambda: self.window.step.busy.bar.value() > 0 or self.window.step.primary)
        self.keep("membuat")
        self._wait(lambda: self.window.step.primary)
        self.window.back.click()
        self._wait(lambda: self.window.step.ready)

    def _make_blanks(self) -> None:
        self.window.step.blank_button.click()
        step = self.window.step
        step.form.choose(["latihan_kwk_wali_kota"])
        step.number.line.setText("021")
        step.kelurahan.line.setText("Ketapang")
        step.seed = 2024  # that of the sample packets, so that the candidates are those on their photographs
        step.kelurahan.line.editingFinished.emit()
        self._wait_drawn(step.preview)
        self.keep("lembar-kosong")
        self.window.primary.click()
        self._wait(lambda: isinstance(self.window.step, MakingScreen) and self.window.step.primary)
        self.window.back.click()
        self._wait(lambda: self.window.step.ready)
        self.keep("daftar")

    def _type_key(self) -> None:
        self.window.step.key_button.click()
        self._wait(lambda: self.window.step.ready)
        self.window.primary.click()
        step = self.window.step
        self._wait(lambda: step.ready)
        step.take_photos(sorted((SAMPLES / PACKET).glob("page-*.jpg")))
        self._wait(lambda: len(step.uprights) == 3)
        numbers = json.loads((SAMPLES / PACKET / "packet.json").read_text(encoding="utf-8"))["numbers"]
        for name in step.numbers[:-1]:
            if name == "suara_2":
                QTest.keyClicks(step, numbers[name]["boxes"][:-1])
                self.keep("kunci")
                QTest.keyClicks(step, numbers[name]["boxes"][-1])
            else:
                QTest.keyClicks(step, "999" if name == "suara_sah" else numbers[name]["boxes"])
            QTest.keyClick(step, Qt.Key.Key_Return)
        QTest.keyClick(step, Qt.Key.Key_Y)
        self.window.primary.click()
        self._wait(lambda: step.ready and step.doubts)
        self.keep("kunci-ragu")
        self.window.back.click()
        self._wait(lambda: self.window.step.ready)

    def _open_results(self) -> None:
        if "hasil-ujian" not in self._view.keep:
            return
        exam, attempts = self._place / "ujian", self._place / "hasil"
        attempts.mkdir()
        form, keyring = builtin_catalog().get("latihan_kwk_wali_kota"), Keyring(PASSPHRASE)
        places = tuple(tps_at("Jati", str(number)) for number in range(1, len(TRAINEES) + 1))
        plan = SetPlan(form, count=len(places), seed=0, photos=PhotoPlan("good", 2.0), places=places)
        for folder, (name, found) in zip(make_exam(plan, exam, keyring), TRAINEES, strict=True):
            packet = open_sealed(folder, keyring)
            right = {one.number: packet.numbers[one.number].boxes for one in packet.misreads[:found]}
            answers = self._place / "jawaban.json"
            answers.write_text(json.dumps({"answers": right, "signatures": True}), encoding="utf-8")
            who = ["--name", name, "--tps", packet.tps.number, "--answers", str(answers), "--out", str(attempts)]
            subprocess.run([sys.executable, "-m", "sirekap_trainer", "exercise", str(folder), *who], check=True)
        self.window.step.rail.buttons["results"].click()
        step = self.window.step
        step.take_files(list(attempts.glob("*.json")))
        step.folder.line.setText(str(exam))
        step.passphrase.line.setText(PASSPHRASE)
        self.window.primary.click()
        self._wait(lambda: step.ready and step.results)
        step.table.mark(min(range(len(TRAINEES)), key=lambda row: step.results[row].score.total))
        self.keep("hasil-ujian")

    def _wait_drawn(self, preview: Preview) -> None:
        """Until the page shows what was chosen."""
        preview.draw_soon()
        self._wait(lambda: preview.drawn)


class RecordsWalk(Walk):
    """The trainer's screens about classes, operators and results, of a simulated city."""

    def run(self) -> None:
        """Walks through them, first without records."""
        self._go("classes")
        self.keep("kelas-pertama")
        self._go("roster_import")
        wrong = self._place / "operator kelurahan Jati.csv"
        wrong.write_text(WRONG_ROSTER, encoding="utf-8")
        self._take_list(wrong)
        self.keep("impor-salah")
        self.window.close()
        city = _city()
        shutil.copytree(city.folder, self._place / "data" / "catatan", dirs_exist_ok=True)
        self.window = self._open()
        self._classes(city)
        self._people()
        self._reports(city)
        self._settings()

    def _go(self, step: str) -> None:
        self.window.go(step)
        self._rest()

    def _rest(self) -> None:
        """Until all is looked up and drawn; nothing of it may fail."""
        self._wait(lambda: not self.window.office.busy)
        if self.window.banner.isVisible():
            raise RuntimeError(self.window.banner.words.text())

    def _take_list(self, path: Path) -> None:
        step = self.window.step
        step.take(path)
        self._wait(lambda: step.preview is not None)

    def _classes(self, city: _City) -> None:
        self.window.office.class_id = city.large
        self._go("classes")
        self.keep("kelas")
        self._go("class_members")
        self.keep("kelas-peserta")
        for screen, class_id in (("papan", city.large), ("papan-kota", city.whole)):
            self.window.office.class_id = class_id
            self._go("class_board")
            step = self.window.step
            step.press_primary()
            step.wall.showNormal()
            step.wall.resize(*self._view.size)
            self.keep(screen, of=step.wall)
            step.press_primary()
            self.window.activateWindow()
        self.window.office.class_id = None
        self._go("class_form")
        self.keep("kelas-baru")
        self.window.office.class_id = city.large
        self._go("desk")
        self._receive()

    def _receive(self) -> None:
        """One laptop hands in, and a file that somebody changed is refused."""
        step = self.window.step
        self.window.primary.click()
        self._wait(step.code.text)
        step._opened(OpenDesk(NETWORKS, PORT, "kmq4w7ht", usual=True))  # noqa: SLF001 - not those of this machine
        sound, changed = self._place / "hasil-laptop-7.sirekap", self._place / "hasil-laptop-9.sirekap"
        sound.write_bytes(_bundle())
        changed.write_bytes(_bundle().replace(b"Saya belum", b"Saya sudah"))
        step.take_files([changed, sound])
        self._wait(lambda: step._task is None)  # noqa: SLF001
        self._rest()
        self.keep("terima-hasil")
        step.open_settling()
        self._rest()
        self.keep("pemilik-hasil")

    def _people(self) -> None:
        self._go("people")
        self.keep("peserta")
        self._go("places")
        self.keep("daftar-tps")
        self.window.office.person_id = 1
        self._go("person")
        self.keep("peserta-ubah")
        QTimer.singleShot(0, self._look_at_question)
        self.window.step.erase_button.click()
        self._go("roster_import")
        later = self._place / "operator kota.csv"
        later.write_text(_later_roster(), encoding="utf-8")
        self._take_list(later)
        self.keep("impor")

    def _look_at_question(self) -> None:
        """Keeps the question that waits for an answer, then takes the way back."""
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        self.keep("peserta-hapus", above=box)
        box.reject()
        self.window.activateWindow()

    def _reports(self, city: _City) -> None:
        self._go("reports")
        for kind, screen in (
            ("class", "laporan-kelas"),
            ("city", "laporan-kota"),
            ("person", "laporan-operator"),
            ("certificate", "sertifikat"),
        ):
            step = self.window.step
            step.kinds.choose([kind])
            self._wait(lambda step=step, kind=kind: step._listed == kind and not step._loading)  # noqa: SLF001
            if kind == "class":
                step.list.setCurrentRow([one.id for one in step.subjects].index(city.large))
            if kind == "certificate":
                step.code.setText(step.subject.certificate.code)
                step.check()
            elif step.narrow:
                self.window.primary.click()
            self._wait(lambda step=step: not step._loading)  # noqa: SLF001
            self._rest()
            self._wait(lambda step=step: step.document.whole)
            self.keep(screen)
            if step.narrow and step.viewing:
                self.window.back.click()
        self._go("questions")
        self.keep("pertanyaan")

    def _settings(self) -> None:
        self._go("settings")
        self.keep("pengaturan")
        step = self.window.step
        QTest.mouseClick(step.parts.buttons["place"], Qt.MouseButton.LeftButton)
        step.places.kind.choose(["server"])
        self._rest()
        self.keep("pengaturan-tempat")
        QTest.mouseClick(step.parts.buttons["backup"], Qt.MouseButton.LeftButton)
        step.backup.back_up(self._place / "catatan 20 November.cadangan")
        self._wait(lambda: step.notice.isVisible() and step._stack.isEnabled())  # noqa: SLF001
        self._rest()
        self.keep("pengaturan-cadangan")
        QTest.mouseClick(step.parts.buttons["privacy"], Qt.MouseButton.LeftButton)
        step.privacy.search.setText("Jati")
        self._wait(lambda: step.privacy.found)
        step.privacy.people.setCurrentRow(1)
        self.keep("pengaturan-data")
        QTest.mouseClick(step.parts.buttons["door"], Qt.MouseButton.LeftButton)
        self.keep("pengaturan-sandi")
        step.office.set_passphrase(PASSPHRASE, lambda _: None, self.window.show_error)
        self._rest()
        self.window.go("home")
        self._go("classes")
        self.keep("pintu")


class TraineeWalk(Walk):
    """A practice alone, a simulation by two and an exam."""

    def run(self) -> None:
        """Walks through all three."""
        self._practise()
        self.window.close()
        self.window = self._open(_whole_tps())
        self._simulate()
        self.window.close()
        self.window = self._open()
        self._sit_exam()

    # --- practice

    def _practise(self) -> None:
        """One planted misread is caught at the third try, the others slip through."""
        self.keep("mulai")
        self._begin_test()
        self._identify("identitas", NAMES[0])
        step = self.window.step
        for entry in step.entries:
            if entry.folder.name == PACKET:
                step.mark(entry.folder)
        self.keep("paket")
        self.window.primary.click()
        self._photograph_in_all_ways()
        self._check_with_coach()
        self._read_guide()
        self._interrupt()
        self._answer_rest()
        self.window.primary.click()
        self._send("kirim")
        self.keep("hasil")

    def _identify(self, screen: str, name: str, second: str = "", button: QAbstractButton | None = None) -> None:
        (button or self.window.primary).click()
        step = self.window.step
        if second:
            step.pair.click()
            step.second.setText(second)
        step.name.setText(name)
        step.tps.setText("012")
        self.keep(screen)
        self.window.primary.click()

    def _begin_test(self) -> None:
        """The first question, and back to the beginning."""
        self._identify("", NAMES[0], button=self.window.step.tests["pre_test"])
        self._wait(lambda: self.window.step.ready)
        self.window.primary.click()
        self._press(Qt.Key.Key_2)
        self.keep("tes-awal")
        self.window.back.click()

    def _photograph_in_all_ways(self) -> None:
        self.keep("foto")
        step, form = self.window.step, self.window.session.form
        for way in step.ways:
            if isinstance(way, ByCamera):
                self._look_through_camera(way)
            elif isinstance(way, ByPhone):
                step.open_way(way)
                self._wait(lambda phone=way: phone.url and phone.qr.isVisible())
                self.keep("foto-hp")
                self.window.back.click()
        self._take(SAMPLES / PACKET / f"page-{form.pages[-1].number}.jpg")
        self.keep("foto-gagal")
        for page in form:
            photo = SAMPLES / PACKET / f"page-{page.number}.jpg"
            if page.number == 2:
                self._take(_darkened(photo, self._place / "gelap.jpg"))
                self.keep("foto-temuan")
            self._take(photo)
            if page.number == 2:
                self.keep("foto-hasil")
                self._show_corners()
            self.window.primary.click()

    def _take(self, photo: Path) -> None:
        step = self.window.step
        step.take(photo)
        self._wait(lambda: not step.busy.isVisible())

    def _look_through_camera(self, way: ByCamera) -> None:
        way._cameras = _StandInCameras()  # noqa: SLF001 - there is none here
        self.window.step.open_way(way)
        way.by_itself.setChecked(False)
        for tilt, screen, words in ((24.0, "foto-kamera", "Belum pas"), (3.0, "foto-kamera-siap", "Siap")):
            _StandIn.tilt = tilt
            self._wait(lambda wanted=words: way.word.text() == wanted)
            self._let_pass(0.3)
            self.keep(screen)
        self.window.back.click()
        way.by_itself.setChecked(True)

    def _show_corners(self) -> None:
        step = self.window.step
        step.result.corners_button.click()
        step.corners.editor.choose(2)
        self.keep("foto-sudut")
        self.window.back.click()

    def _check_with_coach(self) -> None:
        session = self.window.session
        caught = next(one for one in session.packet.misreads if session.form.number(one.number).candidate is not None)
        while self.window.step.current != caught.number:
            self._press(Qt.Key.Key_Return)
            if session.review.item(self.window.step.current).answer is not None:
                self._press(Qt.Key.Key_Tab)  # the coach keeps one at a wrong number
        self.keep("periksa")
        self._press(Qt.Key.Key_F2)
        self.keep("halaman-penuh")
        self._press(Qt.Key.Key_F2)
        for screen in ("periksa-bimbingan", "periksa-bimbingan-2"):
            self._press(Qt.Key.Key_Return)
            self.keep(screen)
        *first, last = session.packet.numbers[caught.number].boxes
        for symbol in first:
            QTest.keyClicks(QApplication.focusWidget(), symbol)
        self.keep("periksa-koreksi")
        QTest.keyClicks(QApplication.focusWidget(), last)
        self._press(Qt.Key.Key_Return)

    def _read_guide(self) -> None:
        self.window.toggle_guide()
        for chapter, screen in enumerate(("panduan", "panduan-hitung", "panduan-kesalahan")):
            self.window.step.show_chapter(chapter)
            self.keep(screen)
        self.window.toggle_guide()
        self.window.toggle_ask()
        self.keep("tanya")
        self.window.toggle_ask()

    def _interrupt(self) -> None:
        """What is offered after an interruption, and on from there."""
        self.window.close()
        self.window = self._open()
        self._wait(self.window.step.anew.isVisible)
        self.keep("lanjutkan")
        self.window.primary.click()
        self._wait(lambda: self.window.step.stage is not None)

    def _answer_rest(self) -> None:
        review = self.window.session.review
        while not review.complete:
            self._press(Qt.Key.Key_Return)
            review = self.window.session.review
            if not review.complete and review.item(self.window.step.current).answer is not None:
                self._press(Qt.Key.Key_Tab)

    def _send(self, screen: str) -> None:
        step = self.window.step
        step.own.click()
        step.signed.click()
        self.keep(screen)
        step.compared.setChecked(True)
        self.window.primary.click()

    def _photograph(self) -> None:
        while self.window.session.where == "photo":
            self.window.step.sample_button.click()
            self._wait(lambda: self.window.step.ready)
            self.window.primary.click()

    # --- a simulation and an exam

    def _simulate(self) -> None:
        session, begun = self.window.session, time.time()
        session._heart.blockSignals(True)  # noqa: SLF001 - else time that is not waited for was slept through
        self._identify("identitas-berdua", *NAMES)
        self.window.step.modes["simulasi"].click()
        self._wait(lambda: self.window.step.chosen is not None)
        self.keep("paket-simulasi")
        self.window.primary.click()
        for turn in range(4):
            self._photograph()
            session.now = lambda turn=turn: begun + 130 + 45 * turn
            if turn == 0:
                for _ in range(5):
                    self._press(Qt.Key.Key_Return)
                self.keep("periksa-simulasi")
            if turn != 1:
                self._correct_all()
            self._answer_rest()
            self.window.primary.click()
            self._send("")
            if turn == 0:
                self.keep("giliran")
            if turn < 3:
                self.window.primary.click()
        self._wait_in_queue(
            lambda: "sending" in (states := [one.state for one in session.uploads]) and "sent" in states
        )
        self.keep("antrean")
        self._wait_in_queue(lambda: session.all_out)
        self.keep("antrean-selesai")
        self.window.primary.click()
        self.window.step.show_tab(4)
        self.keep("kesepakatan")

    def _wait_in_queue(self, done: Callable[[], bool]) -> None:
        """Lets the time pass that the made-up network takes."""
        session = self.window.session
        now = session.now()
        while not done():
            now += 2
            session.now = lambda at=now: at
        self.window.step.tick()

    def _correct_all(self) -> None:
        session = self.window.session
        for item in session.review.items:
            if item.answer is None and item.shown != session.packet.numbers[item.id].boxes:
                self.window.step.go_to(item.id)
                QTest.keyClicks(QApplication.focusWidget(), session.packet.numbers[item.id].boxes.lstrip("X"))
                self._press(Qt.Key.Key_Return)

    def _sit_exam(self) -> None:
        self._identify("", NAMES[0])
        step = self.window.step
        step.modes["ujian"].click()
        self.keep("paket-ujian")
        step.add_folder(_exam())
        self._wait(lambda: not step.adding)
        step.rules["tandai"].click()
        self.window.primary.click()
        self._photograph()
        while self.window.session.form.number(self.window.step.current).candidate is None:
            self._press(Qt.Key.Key_Return)
        self.keep("periksa-tandai")
        self._press(Qt.Key.Key_T)
        self._answer_rest()
        self.window.primary.click()
        self._send("")
        self._wait(self.window.step.folder_button.isVisible)
        self.keep("ujian-terkirim")
        self.window.go("hand_in")
        self._wait(lambda: self.window.step.kept is not None)
        self.keep("serahkan")

    def _let_pass(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._wait(lambda: time.monotonic() > end)


# --- what stands in --------------------------------------------------------------------------------------------------


@cache
def _whole_tps() -> Path:
    """Both forms of one TPS; made once, for it takes a while."""
    out = Path(tempfile.mkdtemp())
    make_whole_tps(out, "012", 1, catalog=builtin_catalog())
    return out


@dataclass(frozen=True, slots=True)
class _City:
    """Records of a simulated city.

    Attributes:
        folder: Of its database.
        large: The class of forty TPS.
        whole: The class of all TPS.
    """

    folder: Path
    large: int
    whole: int


@cache
def _city() -> _City:
    """A city in its second week of classes; simulated once."""
    folder = Path(tempfile.mkdtemp())
    store = Store.open(folder)
    simulate_city(store, attempts=600, classes=24)
    with store.write() as session:
        session.add(Setting(key=KEY_SETTING, value={"hex": "5e" * 32}))
        people = list_people(session)
    made = {}
    for name, count, attempts in (("Bimtek Kecamatan Kademangan", 80, 90), ("Simulasi kota", len(people), 760)):
        draft = ClassDraft(name, "simulasi", TODAY, "Balai Kota", "KPU Contoh", "simulasi")
        members = [one.id for one in people[:count]]
        code = f"BK{count:04d}"
        made[count] = simulate_class(store, draft, members, code=code, attempts=attempts)
    store.close()
    return _City(folder, made[80], made[len(people)])


def _bundle() -> bytes:
    """What a laptop hands in: a question."""
    who = {"name": "Gita Kemuning", "village": "Ketapang", "station": "003", "role": "utama"}
    question = {
        **who,
        "format": 1,
        "id": "tanya-laptop-7",
        "about": "Memotret halaman 2",
        "note": "Saya belum paham.",
        "asked_at": "2024-11-20T09:10:00+07:00",
        "document": {},
    }
    key = LaptopKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))  # its code stands on a picture
    (packed,) = pack([Part("question", "tanya-laptop-7", question)], key, at=datetime(2024, 11, 20, 3, tzinfo=UTC))
    return packed.data


def _later_roster() -> str:
    """The roster that ships, some days later: one replaced, one new phone number, one gone."""
    rows = (SAMPLES.parent / "sample_roster" / "operator.csv").read_text(encoding="utf-8-sig").splitlines()
    rows[5] = rows[5].replace(rows[5].split(";")[3], "Peserta Pengganti Bernama Panjang Sekali")
    rows[8] = rows[8].rstrip(";") + ";0812-0000-0008"
    return "\n".join([*rows[:20], *rows[21:]]) + "\n"


class _Day(date):
    """The calendar of a laptop on that day."""

    @classmethod
    def today(cls) -> date:
        return TODAY


class _Clock(datetime):
    """The clock of a laptop on that day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 9, 25, tzinfo=tz or UTC)


def _stand_still() -> None:
    """The same day whenever pictures are made."""
    reports.date = class_form.date = _Day
    desk.datetime = _Clock
    care.today = lambda: TODAY


@cache
def _exam() -> Path:
    """A sealed packet; made once."""
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    plan = SetPlan(form, count=1, seed=0, photos=PhotoPlan("good", 2.0), places=(tps_at("Jati", "12"),))
    (folder,) = make_exam(plan, Path(tempfile.mkdtemp()) / "ujian", Keyring(PASSPHRASE))
    return folder


def _darkened(photo: Path, out: Path) -> Path:
    """A photograph taken in too little light."""
    cv2.imwrite(str(out), (cv2.imread(str(photo)) * 0.22).astype(np.uint8))
    return out


@cache
def _under_camera(tilt: float) -> NDArray[np.uint8]:
    """The first page under a webcam, lying; tilted by some degrees."""
    packet = load_packet(SAMPLES / PACKET)
    sheet = np.rot90(render_page(sheet_bytes(builtin_catalog().get(packet.form), 1, packet), dpi=110))
    width, height = CAMERA
    focal, wide = 0.6 * np.hypot(width, height), sheet.shape[1] / sheet.shape[0]
    flat = np.array([[-wide, -1], [wide, -1], [wide, 1], [-wide, 1]]) / 2
    size = 0.99 if tilt < 10 else 0.8  # of the picture's height: what is tilted has to fit as well
    depth = focal / (size * height) + flat[:, 0] * np.sin(np.radians(tilt))
    quad = focal * flat * [np.cos(np.radians(tilt)), 1] / depth[:, None] + np.array(CAMERA) / 2
    source = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * (np.array(sheet.shape[1::-1]) - 1)
    to_picture = cv2.getPerspectiveTransform(source.astype(np.float32), quad.astype(np.float32))
    grain = np.random.default_rng(1).normal(0, 3, (height, 1, 1)) + np.linspace(70, 96, width)[None, :, None]
    desk = np.clip(np.broadcast_to(grain, (height, width, 3)) * [0.72, 0.9, 1.1], 0, 255).astype(np.uint8)
    paper = np.ascontiguousarray((sheet * 0.86).astype(np.uint8))
    cv2.warpPerspective(paper, to_picture, CAMERA, desk, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return cv2.GaussianBlur(desk, (0, 0), 0.6)


class _StandIn(Source):
    """Shows a drawn picture, 15 times a second."""

    tilt = 0.0

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._give)

    def start(self) -> None:
        self._timer.start(66)

    def stop(self) -> None:
        self._timer.stop()

    def _give(self) -> None:
        rows = _under_camera(self.tilt)
        image = QImage(rows.data, rows.shape[1], rows.shape[0], rows.strides[0], QImage.Format.Format_BGR888)
        self.framed.emit(QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32)))


class _StandInCameras(Cameras):
    """One camera, that does not exist."""

    def choices(self) -> list[Choice]:
        return [Choice("kamera", "Kamera laptop")]

    def open(self, choice: Choice) -> Source:
        del choice
        return _StandIn()


# --- pictures --------------------------------------------------------------------------------------------------------


@cache
def _own_colours() -> tuple[int, ...]:
    """The window's own colours, which are kept as they are: red, green and blue of one after the other."""
    named = {getattr(tokens, name) for tokens in (LIGHT, DARK) for name in Tokens.__slots__}
    return tuple(part for one in sorted(named) for part in QColor(one).getRgb()[:3])


def _small(window: QWidget, above: QWidget | None) -> bytes:
    """A picture of the window, perhaps with a dialog in its middle, as a PNG of few colours."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = window.grab()
    if above is not None:
        painter = QPainter(picture)
        at = window.rect().center() - above.rect().center()
        painter.drawPixmap(at, above.grab())
        painter.setPen(above.palette().mid().color())
        painter.drawRect(above.rect().translated(at).adjusted(-1, -1, 0, 0))  # the system's frame
        painter.end()
    picture.save(buffer, "PNG")
    pixels = np.array(Image.open(io.BytesIO(buffer.data().data())).convert("RGB"))
    picture = Image.fromarray(cv2.bilateralFilter(pixels, 5, SMOOTH, 3))  # of photographs' grain; edges stay
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    palette = np.array([*_own_colours(), *few.getpalette()[: 3 * COLOURS]], np.int32).reshape(-1, 3)
    packed = np.asarray(picture, np.int32) @ [1 << 16, 1 << 8, 1]
    colours, places = np.unique(packed, return_inverse=True)
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    nearest = np.array([np.square(palette - one).sum(axis=1).argmin() for one in parts], np.uint8)
    indexed = Image.fromarray(nearest[places].reshape(picture.height, picture.width), "P")  # Pillow's own is not exact
    indexed.putpalette(palette.astype(np.uint8).tobytes())
    out = io.BytesIO()
    indexed.save(out, "PNG", optimize=True)
    return out.getvalue()


_WALKS: dict[str, type[Walk]] = {"pelatih": TrainerWalk, "catatan": RecordsWalk}


def main() -> None:
    """Makes all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    if "Inter" in QFontDatabase.families():
        # The window asks the system for its font; without a desktop that is whatever comes first.
        QFontDatabase.systemFont = staticmethod(lambda _kind: QFont("Inter"))  # type: ignore[method-assign]
    by_phone._addresses = lambda: NETWORKS  # noqa: SLF001 - not those of this machine
    _stand_still()
    wanted = sys.argv[2:]
    for view in VIEWS:
        if wanted and view.name not in wanted:
            continue
        walk = _WALKS.get(view.name.split("-")[0], TraineeWalk)(view, folder)
        walk.run()
        walk.end()
        app.processEvents()
    total = sum(path.stat().st_size for path in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} gambar, {total / 1e6:.2f} MB di {folder}")


if __name__ == "__main__":
    main()
