"""What the tests of the window stand on: small packets, stand-ins for the reader, and a window without a screen."""

from __future__ import annotations

import gc
import os
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from sirekap_trainer.errors import PacketError, PhotoError, ReadingError
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.photo.page import FRAME_WIDTH, MARGIN, upright_size
from sirekap_trainer.practice.packet import (
    Candidate,
    Misread,
    Packet,
    PhotoFile,
    Tps,
    Written,
    load_packet,
    save_packet,
)
from sirekap_trainer.practice.seal import Cost, Keyring, open_sealed, packets_in, seal_set
from sirekap_trainer.reading.result import NumberReading, PageReading

FORM = "latihan_kwk_wali_kota"
#: A form whose arithmetic holds: 240 voters used, 971 is nobody's sum.
VALUES = {
    "pemilih_dpt_l": 140, "pemilih_dpt_p": 150, "pemilih_dpt_lp": 290,
    "pengguna_dpt_l": 110, "pengguna_dpt_p": 120, "pengguna_dpt_lp": 230,
    "pengguna_dpph_l": 3, "pengguna_dpph_p": 2, "pengguna_dpph_lp": 5,
    "pengguna_dptb_l": 2, "pengguna_dptb_p": 3, "pengguna_dptb_lp": 5,
    "pengguna_jumlah_l": 115, "pengguna_jumlah_p": 125, "pengguna_jumlah_lp": 240,
    "surat_diterima": 298, "surat_digunakan": 240, "surat_dikembalikan": 1, "surat_sisa": 57,
    "disabilitas_l": 1, "disabilitas_p": 2, "disabilitas_lp": 3,
    "suara_1": 24, "suara_2": 73, "suara_3": 74, "suara_4": 51,
    "suara_sah": 222, "suara_tidak_sah": 18, "suara_total": 240,
}  # fmt: skip


def _written(name: str) -> Written:
    boxes = boxes_for(VALUES[name], 3)
    votes = name.startswith("suara_") and name[-1].isdigit()
    return Written(boxes=boxes, bubbles=boxes.replace("X", "0") if votes else None)


def _packet(index: int) -> Packet:
    fruits = ("MANGGA", "SALAK", "DUKU", "JERUK", "NANAS", "PEPAYA", "MARKISA", "RAMBUTAN")
    return Packet(
        id=f"UJI-{index:02}",
        form=FORM,
        seed=1,
        index=index,
        tps=Tps(
            province="Jawa Timur",
            city="Kota Probolinggo",
            kecamatan="Mayangan",
            kelurahan="Wiroborang",
            number="012",
        ),
        candidates=tuple(Candidate(number=n + 1, first=fruits[2 * n], second=fruits[2 * n + 1]) for n in range(4)),
        numbers={name: _written(name) for name in VALUES},
        misreads=(Misread(number="suara_2", boxes="873", pattern="leading_eight"),),
        hand="uji",
        photos=tuple(PhotoFile(page=n, file=f"page-{n}.jpg", level="good", seed=n) for n in (1, 2, 3)),
    )


@pytest.fixture(autouse=True)
def _no_garbage_elsewhere():
    """Garbage is collected between tests, here: in a lane's thread it would destroy widgets of earlier tests."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two packets, each with three small photographs."""
    folder = tmp_path_factory.mktemp("sample")
    for index in (1, 2):
        packet = _packet(index)
        place = folder / packet.id
        save_packet(packet, place)
        for photo in packet.photos:
            _draw_photo(place / photo.file, photo.page)
    return folder


#: Behind a stand-in's picture: where it was first, for a copy of it lies elsewhere and is called otherwise.
_FIRST_AT = b"pertama di "


def _draw_photo(path: Path, page: int) -> Path:
    """Writes a photograph of a page for the stand-in readers: grey, and it knows where it was written."""
    _, jpeg = cv2.imencode(".jpg", np.full((600, 450, 3), 120 + 30 * page, np.uint8))
    path.write_bytes(jpeg.tobytes() + _FIRST_AT + str(path).encode())
    return path


def _first_at(photo: Path) -> Path:
    data = photo.read_bytes() if photo.is_file() else b""
    return Path(data.rpartition(_FIRST_AT)[2].decode()) if _FIRST_AT in data else photo


@pytest.fixture
def draw_photo():
    """Writes a photograph of a page for the stand-in readers; the file's name tells them the page."""
    return _draw_photo


def _page_image(form, page, packet: Packet) -> np.ndarray:
    width, height = upright_size(form)
    image = np.full((height, width, 3), 250, np.uint8)
    for number in page.numbers:
        for box, symbol in zip(number.boxes, packet.numbers[number.id].boxes, strict=True):
            left, top = round(box.x * FRAME_WIDTH) + MARGIN, round(box.y * FRAME_WIDTH * form.aspect) + MARGIN
            wide, high = round(box.w * FRAME_WIDTH), round(box.h * FRAME_WIDTH * form.aspect)
            cv2.rectangle(image, (left, top), (left + wide, top + high), (0, 0, 0), 2)
            cv2.putText(image, symbol, (left + 8, top + high - 8), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (150, 60, 20), 3)
    return image


#: What sealed packets of these tests are sealed with.
PASSPHRASE = "kuda laut makan bayam"  # noqa: S105 - of tests


def _beside(photo: Path) -> Packet:
    """The packet a photograph belongs to, sealed or not."""
    try:
        return load_packet(photo.parent)
    except PacketError:
        return open_sealed(photo.parent, Keyring(PASSPHRASE))


@pytest.fixture
def passphrase() -> str:
    """What sealed packets are sealed with."""
    return PASSPHRASE


@pytest.fixture
def sealed_folder(sample_folder: Path, tmp_path: Path) -> Path:
    """The two packets of `sample_folder`, sealed for an exam."""
    folder = tmp_path / "ujian tersegel"
    keyring = Keyring(PASSPHRASE)
    seal_set(packets_in(sample_folder), folder, keyring, cost=Cost(n=16, r=1, p=1))
    return folder


def _another_tps(packet: Packet, tps) -> tuple[Finding, ...]:
    if tps is None or (tps.number, tps.kelurahan) == (packet.tps.number, packet.tps.kelurahan):
        return ()
    return (Finding("tps_lain", f"Ini formulir TPS {packet.tps.number}, bukan TPS {tps.number}.", "error"),)


class HonestReader:
    """Reads what the packet beside the photograph says is written; the page is in the file's name."""

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def read(self, source, *, expected=None, progress=None, tps=None, corners=None) -> PageReading:
        """A page as a perfect reader sees it."""
        self.threads.add(threading.get_ident())
        tell = progress or (lambda *_: None)
        tell("Mencari halaman", 0.3)
        origin = _first_at(source)
        if not origin.name.startswith("page-") and corners is None:
            raise PhotoError("Tidak ada halaman C.Hasil di foto ini.", hint="Foto seluruh halaman.", code="tanpa")
        packet = _beside(origin)
        form = builtin_catalog().get(packet.form)
        page = form.page(int(origin.stem.removeprefix("page-")) if corners is None else expected[1])
        tell("Membaca angka", 0.8)
        return PageReading(
            photo=str(source),
            form=form.id,
            page=page.number,
            numbers=tuple(self.number(packet, number) for number in page.numbers),
            photo_findings=(*self.photo_findings(), *_another_tps(packet, tps)),
            findings=(),
            outline=np.array([[20, 20], [430, 25], [425, 580], [25, 575]] if corners is None else corners, np.float64),
            upright=_page_image(form, page, packet),
        )

    def number(self, packet: Packet, number) -> NumberReading:
        """One number."""
        written = packet.numbers[number.id]
        return NumberReading(number.id, number.label, written.boxes, written.bubbles, 0.99)

    def photo_findings(self) -> tuple[Finding, ...]:
        """The photograph is good."""
        return ()


class UnsureReader(HonestReader):
    """Refuses a box of every third number and finds fault with the photograph."""

    def number(self, packet: Packet, number) -> NumberReading:
        """One number, perhaps with a refused box."""
        honest = super().number(packet, number)
        doubtful = list(VALUES).index(number.id) % 3 == 0
        return replace(honest, boxes="?" + honest.boxes[1:], confidence=0.3) if doubtful else honest

    def photo_findings(self) -> tuple[Finding, ...]:
        """Two faults."""
        return (
            Finding("buram", "Foto buram. Tahan HP dengan kedua tangan.", "warning"),
            Finding("gelap", "Foto gelap. Cari tempat yang lebih terang.", "warning"),
        )


class SlowReader(HonestReader):
    """Takes ten seconds, unless it is stopped."""

    stopped = False

    def read(self, source, *, expected=None, progress=None, tps=None, corners=None) -> PageReading:
        """Waits in small steps."""
        for step in range(1000):
            try:
                progress("Mencari halaman", step / 1000)
            except BaseException:
                SlowReader.stopped = True
                raise
            time.sleep(0.01)
        return super().read(source, expected=expected, progress=progress)


class BrokenReader:
    """Fails in a way that was foreseen."""

    def read(self, source, *, expected=None, progress=None, tps=None, corners=None) -> PageReading:
        """Fails."""
        raise ReadingError("Berkas pembaca angka rusak.", hint="Pasang ulang aplikasi ini.")


class CrashingReader:
    """Fails in a way nobody foresaw."""

    def read(self, source, *, expected=None, progress=None, tps=None, corners=None) -> PageReading:
        """Fails."""
        raise ZeroDivisionError("something inside")


@pytest.fixture
def readers() -> SimpleNamespace:
    """The stand-ins by name."""
    SlowReader.stopped = False
    return SimpleNamespace(
        honest=HonestReader, unsure=UnsureReader, slow=SlowReader, broken=BrokenReader, crashing=CrashingReader
    )


@pytest.fixture
def places(tmp_path: Path):
    """Folders for settings, work and errors."""
    from ui.app import Places

    return Places(tmp_path / "tampilan.ini", tmp_path / "data", tmp_path / "log", tmp_path / "paket")


@pytest.fixture
def make_window(qtbot, places, sample_folder: Path):
    """Makes windows and closes them again; afterwards no thread of theirs may be left."""
    from ui.app import build_window
    from ui.crash import CrashLog

    made = []

    def make(
        reader=HonestReader, *, samples=lambda: sample_folder, percent=100, dark=False, size=(1366, 768), known=True
    ):
        from ui.settings import Settings

        settings = Settings(places.settings)
        settings.dark, settings.percent = dark, percent
        window = build_window(places, CrashLog(places.log, "uji"), reader=reader, samples=samples)
        window.pause = 0  # nobody presses Enter too early here, unless a test is about that
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=3000)
        made.append(window)
        if known:  # whether something was interrupted, before which the guide does not open
            qtbot.waitUntil(lambda: not window.session.looking, timeout=20000)
        return window

    yield make
    for window in made:
        window.close()
        assert [thread for thread in window.findChildren(QThread) if thread.isRunning()] == []
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def walk(qtbot):  # noqa: C901 - a handful of short walks
    """Small walks through the window, for tests that begin further on."""

    def identify(window, name="Peserta Satu", tps="012"):
        window.primary.click()
        window.step.name.setText(name)
        window.step.tps.setText(tps)
        window.primary.click()

    def photograph(window):
        for _ in window.session.form.pages:
            window.step.sample_button.click()
            qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
            window.primary.click()

    def to_photo(window, mode="koreksi"):
        identify(window)
        window.step.rules[mode].click()
        window.primary.click()

    def to_check(window, mode="koreksi"):
        to_photo(window, mode)
        photograph(window)

    def accept_all(window):
        """Sesuai for every number that is open, whatever a coach says of it."""
        for item in window.session.review.items:
            if item.answer is None:
                window.step.go_to(item.id)
                QApplication.processEvents()
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    return SimpleNamespace(
        identify=identify, photograph=photograph, to_photo=to_photo, to_check=to_check, accept_all=accept_all
    )


@pytest.fixture
def at_photo(make_window, walk):
    """Makes a window that is at the first photograph."""

    def open_there(*reader, **options):
        window = make_window(*reader, **options)
        walk.to_photo(window)
        return window

    return open_there


def _cut_texts(window) -> list[str]:
    """Labels and buttons that have less room than their text needs, as far as a person cannot scroll to it."""
    from ui.widgets.basics import Elided

    cut = []
    for widget in window.findChildren(QLabel) + window.findChildren(QPushButton):
        if not widget.isVisibleTo(window) or not widget.text() or isinstance(widget, Elided):
            continue
        need = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            high = widget.heightForWidth(widget.width())
            if widget.height() < high - 1:
                cut.append(f"{widget.text()!r}: {widget.height()} of {high} px high")
        elif widget.width() < need.width() - 1 or widget.height() < min(need.height(), widget.fontMetrics().height()):
            cut.append(f"{widget.text()!r}: {widget.size().toTuple()} of {need.toTuple()}")
        inside = widget.mapTo(window, widget.rect().bottomRight())
        scrolls = any(isinstance(one, QScrollArea) for one in _parents(widget))
        if not scrolls and not window.rect().contains(inside):
            cut.append(f"{widget.text()!r} lies outside")
    return cut


def _parents(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


@pytest.fixture
def cut_texts():
    """What of a window's texts is cut."""
    return _cut_texts


@pytest.fixture
def trainer(make_window, qtbot):
    """A window at the trainer's list."""

    def open_list(reader=HonestReader, **options):
        window = make_window(reader, **options)
        window.back.click()
        window.step.rail.buttons["sets"].click()
        qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
        return window

    return open_list


@pytest.fixture
def until_made(qtbot):
    """Waits until a set is made, or is not going to be."""

    def wait(window):
        making = window._steps.get
        qtbot.waitUntil(lambda: bool(window.step is making("making") and window.step.primary), timeout=120000)

    return wait


@pytest.fixture
def make_set(until_made):
    """Makes a small set through the form, and waits for it."""

    def make(window, count=2):
        window.primary.click()
        window.step.count.setText(str(count))
        window.primary.click()
        until_made(window)

    return make
