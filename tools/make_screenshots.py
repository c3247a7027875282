"""Makes the pictures in docs/screenshots/: the real window, walked through a sample packet without a screen.

Run by hand: python tools/make_screenshots.py [FOLDER [VIEW...]]. It walks once a view, so a screen that cannot be
reached ends it with an error. Type is the system's; Inter where it is installed. The trainer's side has views of
its own: a list of TPS, an exam made and opened again, a blank sheet and its key.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.exam import make_exam
from sirekap_trainer.practice.make import PhotoPlan
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.seal import Keyring, open_sealed
from sirekap_trainer.practice.sets import SetPlan
from ui.app import Places, build_window
from ui.crash import CrashLog
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.trainer.making import MakingScreen
from ui.trainer.preview import Preview

SAMPLES = Path(__file__).resolve().parent.parent / "sample_c_hasil"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PACKET = "wali-kota-1"
#: Colours of a picture: enough for type and paper, few enough for a small file.
COLOURS = 128
#: The longest name that is likely, to see that it fits.
NAME = "Peserta Contoh Bernama Panjang Sekali"


@dataclass(frozen=True, slots=True)
class View:
    """How the window stands while it is walked through, and which of its screens are kept."""

    name: str
    size: tuple[int, int] = (1366, 768)
    dark: bool = False
    percent: int = 100
    mode: str = "koreksi"
    keep: tuple[str, ...] = ()


#: Of the exam that is opened; no secret.
PASSPHRASE = "kuda laut makan bayam"  # noqa: S105
#: Who did it, and for how many planted misreads each found the right number; more than there are means all.
TRAINEES = (("Peserta Satu", 9), ("Peserta Dua", 4), ("Peserta Contoh Bernama Panjang Sekali", 2))
TRAINERS = ("paket-baru", "ujian-baru", "membuat", "daftar", "lembar-kosong", "kunci", "kunci-ragu", "hasil-ujian")

VIEWS = (
    View(
        "terang", keep=("mulai", "identitas", "paket", "foto", "foto-hasil", "foto-sudut", "periksa", "kirim", "hasil")
    ),
    View("gelap", dark=True, keep=("foto-hasil", "periksa", "hasil")),
    View("besar", percent=200, keep=("identitas", "paket", "foto", "foto-sudut", "periksa", "kirim", "hasil")),
    View("lebar", size=(1920, 1080), keep=("periksa",)),
    View("tandai", mode="tandai", keep=("periksa",)),
    View("pelatih", keep=TRAINERS),
    View("pelatih-gelap", dark=True, keep=("ujian-baru", "kunci", "hasil-ujian")),
    View("pelatih-besar", percent=200, keep=("mulai", "ujian-baru", "daftar", "kunci", "hasil-ujian")),
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
        self._place = Path(tempfile.mkdtemp())
        self.window = self._open()

    def _open(self) -> MainWindow:
        place = self._place
        places = Places(place / "tampilan.ini", place / "data", place / "log", place / "Paket Latihan Sirekap")
        settings = Settings(places.settings)
        settings.dark, settings.percent = self._view.dark, self._view.percent
        window = build_window(places, CrashLog(places.log, "gambar"))
        window.resize(*self._view.size)
        window.show()
        window.activateWindow()
        return window

    def run_trainer(self) -> None:
        """Walks through the trainer's side."""
        self.keep("mulai")
        self.window.back.click()
        self._wait(lambda: self.window.step.ready)
        self._make_sets()
        self._make_blanks()
        self._type_key()
        self._open_results()
        self.window.close()

    def _make_sets(self) -> None:
        roster = self._place / "daftar TPS.csv"
        roster.write_text("Kecamatan;Kelurahan;TPS\nMayangan;Jati;1\nMayangan;Jati;2\n", encoding="utf-8")
        self.window.primary.click()
        step = self.window.step
        step.form.choose(["latihan_kwk_wali_kota"])
        self._wait_drawn(step.preview)
        self.keep("paket-baru")
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

    def run(self) -> None:
        """Walks from the beginning to the result; one planted misread is caught, the others slip through."""
        self.keep("mulai")
        self.window.primary.click()
        step = self.window.step
        step.name.setText(NAME)
        step.tps.setText("012")
        self.keep("identitas")
        self.window.primary.click()
        self._choose()
        self._photograph()
        self._check()
        self.window.primary.click()
        self.window.step.own.click()
        self.window.step.signed.click()
        self.keep("kirim")
        self.window.step.compared.setChecked(True)
        self.window.primary.click()
        self.keep("hasil")
        self.window.close()

    def _choose(self) -> None:
        step = self.window.step
        step.rules[self._view.mode].click()
        for entry in step.entries:
            if entry.folder.name == PACKET:
                step.mark(entry.folder)
        self.keep("paket")
        self.window.primary.click()

    def _photograph(self) -> None:
        self.keep("foto")
        for page in self.window.session.form:
            self.window.step.sample_button.click()
            self._wait(lambda: self.window.step.ready)
            if page.number == 2:
                self.keep("foto-hasil")
                self._show_corners()
            self.window.primary.click()

    def _show_corners(self) -> None:
        step = self.window.step
        step.result.corners_button.click()
        step.corners.editor.choose(2)
        self.keep("foto-sudut")
        self.window.back.click()

    def _check(self) -> None:
        session = self.window.session
        caught = next(one for one in session.packet.misreads if session.form.number(one.number).candidate is not None)
        while self.window.step.current != caught.number:
            self._press(Qt.Key.Key_Return)
        if self._view.mode == "koreksi":
            for symbol in session.packet.numbers[caught.number].boxes[:-1]:
                QTest.keyClicks(QApplication.focusWidget(), symbol)
        self.keep("periksa")
        self._press(Qt.Key.Key_F2)
        self.keep("halaman-penuh")
        self._press(Qt.Key.Key_F2)
        if self._view.mode == "koreksi":
            QTest.keyClicks(QApplication.focusWidget(), session.packet.numbers[caught.number].boxes[-1])
            self._press(Qt.Key.Key_Return)
        else:
            self._press(Qt.Key.Key_T)
        while not session.review.complete:
            self._press(Qt.Key.Key_Return)

    def keep(self, screen: str) -> None:
        """Writes the window as it is, where this view keeps that screen."""
        for _ in range(5):
            QApplication.processEvents()
        if screen in self._view.keep:
            path = self._folder / f"{screen}-{self._view.name}.png"
            path.write_bytes(_small(self.window))

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    @staticmethod
    def _wait(done: Callable[[], bool], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QApplication.processEvents()
            time.sleep(0.01)


def _small(window: MainWindow) -> bytes:
    """A picture of the window as a PNG of few colours."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Makes all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    if "Inter" in QFontDatabase.families():
        # The window asks the system for its font; without a desktop that is whatever comes first.
        QFontDatabase.systemFont = staticmethod(lambda _kind: QFont("Inter"))  # type: ignore[method-assign]
    wanted = sys.argv[2:]
    for view in VIEWS:
        if wanted and view.name not in wanted:
            continue
        walk = Walk(view, folder)
        if view.name.startswith("pelatih"):
            walk.run_trainer()
        else:
            walk.run()
        app.processEvents()
    total = sum(path.stat().st_size for path in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} gambar, {total / 1e6:.2f} MB di {folder}")


if __name__ == "__main__":
    main()
