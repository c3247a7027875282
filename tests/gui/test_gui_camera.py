"""The laptop's camera: a film stands in for it, and the shutter releases by itself on the good frames only."""

from __future__ import annotations

import builtins
import threading
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.photo.live import Sight
from sirekap_trainer.practice.camera import photograph
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.sheet import render_page, sheet_bytes
from ui import camera
from ui.camera import Cameras, Choice, Film, LaptopCamera, Source, best_format, no_camera
from ui.tasks import Lane
from ui.theme import Theme
from ui.trainee.by_camera import ByCamera

FORM, PAGE = "latihan_kwk_wali_kota", 2
WIDTH, HEIGHT, RATE = 1280, 720, 15

#: What Qt's player says on a machine without a graphics card.
pytestmark = pytest.mark.qt_log_ignore(
    "HW decoder", "RHI", "symbols", "propagateSizeHints", "Couldn't load", extend=True
)


class Fed(Source):
    """Frames are given by the test."""

    def __init__(self):
        super().__init__()
        self.running = False

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    def give(self, picture):
        from PySide6.QtMultimedia import QVideoFrame

        rows = np.ascontiguousarray(picture)
        image = QImage(rows.data, rows.shape[1], rows.shape[0], 3 * rows.shape[1], QImage.Format.Format_BGR888)
        self.framed.emit(QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32)))


class Shelf(Cameras):
    """Cameras that the test made: each opening makes a source anew."""

    def __init__(self, count=1, make=Fed):
        super().__init__()
        self.names = [f"Kamera {n}" for n in range(count)]
        self.make = make
        self.opened = []

    @property
    def source(self):
        return self.opened[-1][1]

    def choices(self):
        return [Choice(name, name) for name in self.names]

    def open(self, choice):
        self.opened.append((choice.name, self.make()))
        return self.source


@pytest.fixture(scope="module")
def sheets():
    """Two pages, lying."""
    form = builtin_catalog().get(FORM)
    packet = make_packet(form, seed=8, index=2)
    return {n: np.ascontiguousarray(np.rot90(render_page(sheet_bytes(form, n, packet), dpi=110))) for n in (2, 3)}


def placed(sheet, *, size=1.03, at=(0.5, 0.5), tilt=0.0):
    """A sheet under a webcam: `size` of the picture's height, its middle at shares of the picture; tilt in degrees."""
    focal = 0.6 * np.hypot(WIDTH, HEIGHT)
    away, lean = focal / (size * HEIGHT), np.radians(tilt)
    wide = sheet.shape[1] / sheet.shape[0]
    flat = np.array([[-wide, -1], [wide, -1], [wide, 1], [-wide, 1]]) / 2
    depth = away + flat[:, 0] * np.sin(lean)
    quad = focal * flat * [np.cos(lean), 1] / depth[:, None] + np.array(at) * [WIDTH, HEIGHT]
    source = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * (np.array(sheet.shape[1::-1]) - 1)
    to_picture = cv2.getPerspectiveTransform(source.astype(np.float32), quad.astype(np.float32))
    desk = np.full((HEIGHT, WIDTH, 3), 70, np.uint8)
    paper = (sheet * 0.86).astype(np.uint8)
    cv2.warpPerspective(paper, to_picture, (WIDTH, HEIGHT), desk, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return cv2.GaussianBlur(desk, (0, 0), 0.6)


def glare(picture):
    """A lamp's reflection over the numbers, at the upper rim of the lying page."""
    rows, columns = np.indices(picture.shape[:2])
    light = np.clip(1.7 - np.hypot(columns - 470, rows - 130) / 60, 0, 1)[..., None]
    return (picture * (1 - light) + 255 * light).astype(np.uint8)


@pytest.fixture(scope="module")
def scenes(sheets):
    """Pictures by what is wrong with them."""
    good = placed(sheets[2])
    return {
        "good": good,
        "buram": cv2.GaussianBlur(good, (0, 0), 2.4),
        "gelap": (good * 0.25).astype(np.uint8),
        "silau": glare(good),
        "terpotong": placed(sheets[2], at=(0.5, 0.62)),
        "miring": placed(sheets[2], size=0.78, tilt=32),
        "jauh": placed(sheets[2], size=0.7),
        "halaman_lain": placed(sheets[3]),
    }


def film(path, *parts):
    """Writes a film of (picture, frames, pixels that it moves each frame)."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (WIDTH, HEIGHT))
    assert writer.isOpened()
    for picture, frames, way in parts:
        for turn in range(frames):
            move = np.array([[1, 0, way * (turn % 2)], [0, 1, 0]], np.float64)
            writer.write(cv2.warpAffine(picture, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE))
    writer.release()
    return path


@pytest.fixture
def theme(qapp):
    made = Theme()
    made.apply()
    return made


@pytest.fixture
def make_way(qtbot, theme, tmp_path):
    """Makes the way with cameras of the test, and takes it away again."""
    made = []

    def make(cameras):
        way = ByCamera(theme, SimpleNamespace(form=builtin_catalog().get(FORM), photo_folder=tmp_path), cameras)
        way.build()
        theme.dress(way)
        qtbot.addWidget(way)
        way.resize(1318, 560)
        way.show()
        way.photographs = []
        way.taken.connect(way.photographs.append)
        made.append(way)
        return way

    yield make
    for way in made:
        way.end()
        for lane in way.findChildren(Lane):
            lane.close()


def codes_of(way):
    """Codes of all sights from now on."""
    said = []
    way._eye.looked.connect(lambda sight, *_: said.append(sight.code))
    return said


def opened(qtbot, way):
    qtbot.waitUntil(lambda: way._eye is not None, timeout=10000)


def test_the_shutter_releases_by_itself_on_the_good_frames_only(make_way, qtbot, scenes, tmp_path):
    """The real player: half a second of each fault, then a good view, which a shake interrupts at first."""
    bad = [(scenes[code], 7, 0) for code in ("jauh", "halaman_lain", "terpotong", "miring", "gelap", "buram", "silau")]
    path = film(tmp_path / "film.avi", *bad, (scenes["good"], 5, 0), (scenes["good"], 8, 30), (scenes["good"], 20, 0))
    way = make_way(Shelf(make=lambda: Film(path)))
    way.begin(PAGE)
    opened(qtbot, way)
    said = codes_of(way)
    qtbot.waitUntil(lambda: bool(way.photographs), timeout=20000)
    assert {code for code in said if code} >= {"jauh", "halaman_lain", "terpotong", "miring", "gelap", "buram", "silau"}
    assert len(way.photographs) == 1
    taken = cv2.imread(str(way.photographs[0]))
    assert taken.shape == (HEIGHT, WIDTH, 3)
    assert np.abs(taken.astype(int) - scenes["good"]).mean() < 6, "the good view, in full"
    assert way.photographs[0].parent == tmp_path


def test_a_simulated_photograph_is_taken_and_read_without_findings(make_way, qtbot, sheets):
    from unittest.mock import patch

    from sirekap_trainer.practice import camera as simulated
    from sirekap_trainer.reading.page import PageReader

    with patch.object(simulated, "SENSOR_SHAPE", 16 / 9):
        shot = photograph(
            np.ascontiguousarray(np.rot90(sheets[2], -1)), level="good", seed=3, megapixels=2.07, faults=()
        )
    picture = shot.image if shot.image.shape[1] > shot.image.shape[0] else np.rot90(shot.image)
    cameras = Shelf()
    way = make_way(cameras)
    way.begin(PAGE)
    opened(qtbot, way)

    def taken():
        if not way.photographs:
            cameras.source.give(picture)
        return bool(way.photographs)

    qtbot.waitUntil(taken, timeout=20000)
    reading = PageReader(ocr=lambda: None).read(way.photographs[0], expected=(FORM, PAGE))
    assert reading.photo_findings == ()


def watched(way, qtbot, cameras, picture, state):
    """Gives a picture until that state is shown."""

    def seen():
        cameras.source.give(picture)
        return way.view.state == state and way.button.isEnabled()

    qtbot.waitUntil(seen, timeout=15000)


def test_enter_and_space_take_what_is_there_and_the_automatic_can_be_switched_off(make_way, qtbot, scenes):
    cameras = Shelf()
    way = make_way(cameras)
    way.by_itself.click()
    way.begin(PAGE)
    opened(qtbot, way)
    watched(way, qtbot, cameras, scenes["good"], "siap")
    way._shutter._since -= 60
    watched(way, qtbot, cameras, scenes["good"], "siap")
    assert way.photographs == []
    QTest.keyClick(way, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(way.photographs) == 1, timeout=5000)
    assert not cameras.source.running
    way.begin(PAGE)
    opened(qtbot, way)
    watched(way, qtbot, cameras, scenes["jauh"], "atur")
    QTest.keyClick(way, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(way.photographs) == 2, timeout=5000)


def test_a_photograph_that_cannot_be_kept_says_why_and_can_be_taken_again(make_way, qtbot, scenes, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    cameras = Shelf()
    way = make_way(cameras)
    way.by_itself.click()
    way.begin(PAGE)
    opened(qtbot, way)
    watched(way, qtbot, cameras, scenes["good"], "siap")
    way.release()
    qtbot.waitUntil(way.again.isVisible, timeout=5000)
    assert "Kosongkan ruang" in way.advice.text()
    assert way.photographs == []


def test_nothing_is_taken_by_itself_behind_another_screen(make_way, qtbot, scenes):
    cameras = Shelf()
    way = make_way(cameras)
    way.begin(PAGE)
    opened(qtbot, way)
    way.hide()
    watched(way, qtbot, cameras, scenes["good"], "siap")
    way._shutter._since -= 60
    watched(way, qtbot, cameras, scenes["good"], "siap")
    assert way.photographs == []
    way.show()
    cameras.source.give(scenes["good"])
    qtbot.waitUntil(lambda: len(way.photographs) == 1, timeout=5000)


def test_each_state_has_a_sign_a_word_and_an_outline_of_its_own(make_way, qtbot, scenes):
    cameras = Shelf()
    way = make_way(cameras)
    way.begin(PAGE)
    opened(qtbot, way)
    looks = {}
    for name, state in (("jauh", "atur"), ("good", "siap")):
        watched(way, qtbot, cameras, scenes[name], state)
        looks[state] = way.word.text(), way.advice.text(), way.sign.pixmap().toImage(), way.view.grab().toImage()
    assert looks["atur"][:2] == ("Belum pas", "Dekatkan kertas ke kamera.")
    assert looks["siap"][0] == "Siap"
    assert looks["atur"][2] != looks["siap"][2]
    x, y = (round(v) for v in _on_view(way, way.view._outline[0]))
    assert _greenish(looks["siap"][3], x, y)


def _on_view(way, point):
    place = way.view._place()
    scale = place.width() / WIDTH
    return place.left() + point.x() * scale, place.top() + point.y() * scale


def _greenish(image, x, y):
    color = image.pixelColor(x, y)
    return color.green() > 1.3 * color.red() and color.green() > 1.3 * color.blue()


@pytest.mark.parametrize("advice", [
    "Sudut kanan bawah terpotong. Jauhkan sedikit.",
    "Kamera ini terlalu kasar. Pakai HP atau berkas.",
    "Ini formulir Wali Kota. Ganti kertasnya.",
    "Putar kertas, sisi panjangnya mendatar.",
    "Ada pantulan. Geser lampu atau kertas.",
])  # fmt: skip
def test_no_advice_is_cut_at_twice_the_size_of_text(make_way, theme, qtbot, advice):
    """At 1366 x 768 the step leaves 1306 x 415 to the way."""
    theme.set(percent=200)
    way = make_way(Shelf(2))
    way.begin(PAGE)
    opened(qtbot, way)
    way._tell(Sight("atur", "x", advice))
    way.setMinimumSize(0, 0)
    way.resize(1306, 415)
    qtbot.wait(20)
    assert way.height() == 415
    assert way.advice.height() >= way.advice.heightForWidth(way.advice.width())


def test_only_the_newest_frame_is_looked_at(make_way, qtbot):
    """Of many frames that come while it looks, the last one is looked at and those between are dropped."""
    way = make_way(Shelf(0))
    eye = camera.Eye((FORM, PAGE), lambda: QSize(320, 180), way)
    goes_on, looked = threading.Event(), []

    class Slow:
        def look(self, picture, at):
            goes_on.wait(10)
            looked.append(int(picture[0, 0, 0]))
            return Sight("mencari")

    eye._judge = Slow()
    shown, source = [], Fed()
    eye.shown.connect(lambda image, full: shown.append(image))
    source.framed.connect(eye.take)
    for value in range(0, 100, 10):
        source.give(np.full((HEIGHT, WIDTH, 3), value, np.uint8))
        qtbot.waitUntil(lambda wanted=value // 10 + 1: len(shown) == wanted, timeout=5000)
    goes_on.set()
    qtbot.waitUntil(lambda: len(looked) == 2, timeout=5000)
    assert looked == [0, 90], "the picture never waited for a look"
    assert shown[0].size().toTuple() == (320, 180)
    eye.close()
    qtbot.waitUntil(lambda: way.findChildren(Lane) == [], timeout=5000)


def test_leaving_waits_for_no_look(make_way, qtbot):
    way, goes_on, begun, looked = make_way(Shelf(0)), threading.Event(), threading.Event(), []

    class Slow:
        def look(self, picture, at):
            begun.set()
            goes_on.wait(10)
            looked.append(at)
            return Sight("mencari")

    eye = camera.Eye((FORM, PAGE), lambda: QSize(320, 180), way)
    eye._judge = Slow()
    source = Fed()
    source.framed.connect(eye.take)
    source.give(np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
    qtbot.waitUntil(begun.is_set, timeout=5000)
    eye.looked.connect(lambda *_: looked.append("told"))
    eye.close()
    assert looked == [], "the look goes on by itself"
    goes_on.set()
    qtbot.waitUntil(lambda: way.findChildren(Lane) == [], timeout=5000)
    assert len(looked) == 1
    assert "told" not in looked


def test_without_a_camera_it_says_so_and_can_be_tried_again(make_way, qtbot):
    cameras = Shelf(0)
    way = make_way(cameras)
    way.begin(PAGE)
    qtbot.waitUntil(way.again.isVisible, timeout=10000)
    assert way.word.text() == no_camera().message
    assert way.hints.startswith("Enter coba lagi"), "there is nothing to take a photograph with"
    assert "HP" in way.advice.text()
    assert not way.button.isVisible()
    cameras.names.append("Kamera 1")
    way.again.click()
    opened(qtbot, way)
    assert way.button.isVisible()


def test_missing_libraries_are_told_in_plain_words(make_way, qtbot, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("PySide6.QtMultimedia"):
            raise ImportError("libpulse.so.0: cannot open shared object file")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    way = make_way(Cameras())
    way.begin(PAGE)
    qtbot.waitUntil(way.again.isVisible, timeout=10000)
    assert way.word.text() == "Kamera belum dapat dipakai di laptop ini."
    assert "libpulse" not in way.word.text() + way.advice.text()


def test_a_camera_that_is_pulled_out_is_noticed(make_way, qtbot):
    cameras = Shelf()
    way = make_way(cameras)
    way.begin(PAGE)
    opened(qtbot, way)
    cameras.names.clear()
    cameras.changed.emit()
    assert way.word.text() == "Kamera terlepas."
    assert way._source is None


def test_another_camera_can_be_chosen_and_is_kept_for_the_next_page(make_way, qtbot):
    cameras = Shelf(2)
    way = make_way(cameras)
    way.begin(PAGE)
    opened(qtbot, way)
    assert way.choice.isVisible()
    first = cameras.source
    way.choice.setCurrentIndex(1)
    way.choice.activated.emit(1)
    qtbot.waitUntil(lambda: len(cameras.opened) == 2, timeout=10000)
    way.begin(3)
    qtbot.waitUntil(lambda: len(cameras.opened) == 3, timeout=10000)
    assert [name for name, _ in cameras.opened] == ["Kamera 0", "Kamera 1", "Kamera 1"]
    assert not first.running
    assert cameras.source.running


def test_a_camera_that_gives_no_frame_is_taken_for_busy(qtbot, monkeypatch):
    from PySide6.QtMultimedia import QCameraDevice

    monkeypatch.setattr(camera, "PATIENCE", 50)
    source = LaptopCamera(QCameraDevice())
    with qtbot.waitSignal(source.failed, timeout=5000) as heard:
        source.start()
    assert "tidak memberi gambar" in heard.args[0].message


def test_a_camera_that_is_not_allowed_is_told_so(qtbot, monkeypatch):
    from PySide6.QtMultimedia import QCameraDevice

    denying = SimpleNamespace(checkPermission=lambda _: Qt.PermissionStatus.Denied)
    stand_in = SimpleNamespace(instance=lambda: denying, translate=lambda _, words: words)
    source = LaptopCamera(QCameraDevice())
    monkeypatch.setattr(camera, "QCoreApplication", stand_in)
    with qtbot.waitSignal(source.failed, timeout=5000) as heard:
        source.start()
    assert heard.args[0].message == "Kamera tidak diizinkan."


def test_the_format_with_the_most_pixels_that_is_quick_enough_is_chosen():
    def one(width, height, rate):
        return SimpleNamespace(resolution=lambda: QSize(width, height), maxFrameRate=lambda: rate)

    slow, sharp, quick, huge = one(2592, 1944, 5), one(1920, 1080, 30), one(640, 480, 60), one(4096, 3072, 30)
    assert best_format([quick, slow, sharp, huge]) is sharp
    assert best_format([]) is None


@pytest.mark.parametrize(
    "kind",
    ["Format_YUYV", "Format_UYVY", "Format_NV12", "Format_NV21", "Format_YUV420P", "Format_YV12", "Format_YUV422P"],
)
def test_pixels_of_cameras_keep_their_colours(qapp, kind):
    """A plain colour in each layout, as its limited range says it."""
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

    wide, high, luma, blue, red = 64, 32, 120, 90, 170
    pixels = getattr(QVideoFrameFormat.PixelFormat, kind)
    frame = QVideoFrame(QVideoFrameFormat(QSize(wide, high), pixels))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    planes = {
        "Format_YUYV": [[luma, blue, luma, red]],
        "Format_UYVY": [[blue, luma, red, luma]],
        "Format_NV12": [[luma], [blue, red]],
        "Format_NV21": [[luma], [red, blue]],
        "Format_YV12": [[luma], [red], [blue]],
    }.get(kind, [[luma], [blue], [red]])
    for index, pattern in enumerate(planes):
        size = frame.mappedBytes(index)
        frame.bits(index)[:size] = bytes((pattern * size)[:size])
    frame.unmap()
    bgr = camera.to_bgr(frame)
    assert bgr.shape == (high, wide, 3)
    y, u, v = (luma - 16) / 219, (blue - 128) / 224, (red - 128) / 224
    expected = np.array([y + 1.772 * u, y - 0.344 * u - 0.714 * v, y + 1.402 * v]) * 255
    assert np.abs(bgr.reshape(-1, 3) - expected).max() < 4


def test_in_the_window_the_photograph_goes_from_the_camera_to_its_result(make_window, walk, qtbot, readers, scenes):
    class Reads(readers.honest):
        """Reads what the packet says, whatever the photograph's name."""

        def read(self, source, **how):
            assert source.name.startswith("kamera-2-")
            assert source.is_file()
            return super().read(Path(window.session.exercise.packet_folder) / "page-2.jpg", **how)

    window = make_window(Reads)
    walk.to_photo(window)
    window.step.show_page(PAGE)
    way = next(one for one in window.step.ways if isinstance(one, ByCamera))
    cameras = way._cameras = Shelf()
    window.step.open_way(way)
    opened(qtbot, way)

    def done():
        if way._source is not None:
            cameras.source.give(scenes["good"])
        return window.step.ready

    qtbot.waitUntil(done, timeout=20000)
    assert window.session.page(PAGE) is not None
    assert not cameras.source.running
