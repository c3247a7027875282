"""Makes the pictures in docs/screenshots/: the real window, walked through a sample packet without a screen.

Run by hand: python tools/make_screenshots.py [FOLDER]. It walks once a view, so a screen that cannot be
reached ends it with an error. Type is the system's; Inter where it is installed.
"""

from __future__ import annotations

import io
import os
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

from ui.app import Places, build_window
from ui.crash import CrashLog
from ui.main_window import MainWindow
from ui.settings import Settings

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


VIEWS = (
    View("terang", keep=("mulai", "identitas", "paket", "foto", "foto-hasil", "periksa", "kirim", "hasil")),
    View("gelap", dark=True, keep=("periksa", "hasil")),
    View("besar", percent=200, keep=("identitas", "paket", "periksa", "kirim", "hasil")),
    View("lebar", size=(1920, 1080), keep=("periksa",)),
    View("tandai", mode="tandai", keep=("periksa",)),
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
        self.window.step.signed.click()
        self.keep("kirim")
        self.window.step.compared.setChecked(True)
        self.window.primary.click()
        self.keep("hasil")
        self.window.close()

    def _choose(self) -> None:
        step = self.window.step
        step.modes[self._view.mode].click()
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
            self.window.primary.click()

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
    for view in VIEWS:
        Walk(view, folder).run()
        app.processEvents()
    total = sum(path.stat().st_size for path in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} gambar, {total / 1e6:.2f} MB di {folder}")


if __name__ == "__main__":
    main()
