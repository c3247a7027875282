"""Frames of a laptop's camera, or of a film in its stead, and what is done with them beside the window's thread.

QtMultimedia is imported when a camera is first wanted: it takes a quarter of a second, and may be missing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.files import write_whole

from .imports import load_library, read_ahead_for_cameras
from .tasks import Lane
from .widgets.pictures import to_image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtMultimedia import QCameraDevice, QCameraFormat, QVideoFrame

    from sirekap_trainer.photo.live import Sight

#: Milliseconds without any frame after which a camera is taken for one that somebody else uses.
PATIENCE = 5000
#: Frames a second at least, and pixels at most, of the camera's formats that are chosen from: beyond, two cores do not
#: keep up.
SLOWEST, LARGEST = 10.0, 5_500_000
#: JPEG quality of the photograph.
QUALITY = 95


class CameraError(TrainerError):
    """No camera can be used, or the one in use stopped."""

    code = "kamera"


@dataclass(frozen=True, slots=True)
class Choice:
    """A camera to choose: its stable id and the name that its maker gave it."""

    id: str
    name: str


class Source(QObject):
    """Gives frames once it is started."""

    #: A frame; carries a `QVideoFrame`.
    framed = Signal(object)
    #: No frames will come any more; carries a `CameraError`.
    failed = Signal(object)

    def start(self) -> None:
        """Begins to give frames."""

    def stop(self) -> None:
        """Gives no more, and lets the camera go; called as often as wished."""


class Cameras(QObject):
    """The cameras of this laptop."""

    #: One was plugged in or out.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._watch: QObject | None = None

    @staticmethod
    def load() -> None:
        """Imports QtMultimedia, in any thread.

        Raises:
            CameraError: It, or a library that it needs, is missing.
        """
        load_library("PySide6", "QtMultimedia")
        try:
            import PySide6.QtMultimedia  # noqa: F401, PLC0415
        except (ImportError, OSError) as error:
            raise _error("tanpa_pustaka") from error
        read_ahead_for_cameras()

    def choices(self) -> list[Choice]:
        """The cameras, the system's own choice first."""
        return [Choice(_id(device), device.description()) for device in self._devices()]

    def open(self, choice: Choice) -> Source:
        """The camera chosen; not started yet.

        Raises:
            CameraError: It is not there any more.
        """
        for device in self._devices():
            if _id(device) == choice.id:
                return LaptopCamera(device)
        raise _error("terlepas")

    def _devices(self) -> list[QCameraDevice]:
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415

        if self._watch is None:
            watch = QMediaDevices(self)
            watch.videoInputsChanged.connect(self.changed)
            self._watch = watch
        first = QMediaDevices.defaultVideoInput()
        devices = QMediaDevices.videoInputs()
        return sorted(devices, key=lambda device: device != first)


def _id(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


class LaptopCamera(Source):
    """A camera that is built in or plugged in."""

    def __init__(self, device: QCameraDevice) -> None:
        super().__init__()
        self._device = device
        self._parts: tuple[Any, ...] = ()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PATIENCE)
        self._waiting.timeout.connect(lambda: self._fail("sibuk"))

    def start(self) -> None:
        """Asks for leave where the system wants that, and starts the camera."""
        app = QCoreApplication.instance()
        assert app is not None
        permission = QCameraPermission()
        status = app.checkPermission(permission)
        if status == Qt.PermissionStatus.Granted:
            self._open()
        elif status == Qt.PermissionStatus.Denied:
            self._fail("tanpa_izin")
        else:
            app.requestPermission(permission, self, self._allowed)

    def stop(self) -> None:
        """Lets the camera go."""
        self._waiting.stop()
        if self._parts:
            camera, sink, session = self._parts
            self._parts = ()
            sink.videoFrameChanged.disconnect(self._take)
            camera.stop()
            for part in (session, camera, sink):
                part.deleteLater()

    def _allowed(self, permission: QCameraPermission) -> None:
        app = QCoreApplication.instance()
        if app is not None and app.checkPermission(permission) == Qt.PermissionStatus.Granted:
            self._open()
        else:
            self._fail("tanpa_izin")

    def _open(self) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink  # noqa: PLC0415

        camera, sink, session = QCamera(self._device, self), QVideoSink(self), QMediaCaptureSession(self)
        self._parts = camera, sink, session
        wanted = best_format(self._device.videoFormats())
        if wanted is not None:
            camera.setCameraFormat(wanted)
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._take)
        camera.errorOccurred.connect(lambda *_: self._fail("sibuk"))
        self._waiting.start()
        camera.start()

    def _take(self, frame: QVideoFrame) -> None:
        self._waiting.start()  # a camera that is pulled out just falls silent on some systems
        self.framed.emit(frame)

    def _fail(self, code: str) -> None:
        self.stop()
        self.failed.emit(_error(code))


class Film(Source):
    """A video file in a camera's stead, played once at its own speed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._parts: tuple[Any, ...] = ()

    def start(self) -> None:
        """Plays it."""
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415

        player, sink = QMediaPlayer(self), QVideoSink(self)
        self._parts = player, sink
        player.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._take)
        player.errorOccurred.connect(lambda *_: self._fail())
        player.setSource(QUrl.fromLocalFile(os.fspath(self._path)))
        player.play()

    def stop(self) -> None:
        """Ends it."""
        if self._parts:
            player, sink = self._parts
            self._parts = ()
            sink.videoFrameChanged.disconnect(self._take)
            player.stop()
            for part in (player, sink):
                part.deleteLater()

    def _take(self, frame: QVideoFrame) -> None:
        self.framed.emit(frame)

    def _fail(self) -> None:
        self.stop()
        self.failed.emit(_error("sibuk"))


def _error(code: str) -> CameraError:
    translate = QCoreApplication.translate
    others = translate("Camera", "Pakai HP atau ambil berkas.")
    message, hint = {
        "tanpa_pustaka": (translate("Camera", "Kamera belum dapat dipakai di laptop ini."), others),
        "tanpa_kamera": (translate("Camera", "Tidak ada kamera di laptop ini."), others),
        "tanpa_izin": (
            translate("Camera", "Kamera tidak diizinkan."),
            translate("Camera", "Izinkan di pengaturan laptop, atau pakai HP."),
        ),
        "sibuk": (
            translate("Camera", "Kamera tidak memberi gambar."),
            translate("Camera", "Tutup aplikasi lain yang memakainya, lalu tekan Coba lagi."),
        ),
        "terlepas": (
            translate("Camera", "Kamera terlepas."),
            translate("Camera", "Pasang lagi, lalu tekan Coba lagi."),
        ),
        "tidak_tersimpan": (
            translate("Camera", "Foto tidak dapat disimpan."),
            translate("Camera", "Kosongkan ruang di laptop, lalu tekan Coba lagi."),
        ),
    }[code]
    return CameraError(message, hint=hint, code=code)


def no_camera() -> CameraError:
    """What to say where there is none."""
    return _error("tanpa_kamera")


def unplugged() -> CameraError:
    """What to say when the one in use is gone."""
    return _error("terlepas")


def best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The format with the most pixels that is quick enough and can be kept up with; None where there is no such."""
    usable = [
        one
        for one in formats
        if one.maxFrameRate() >= SLOWEST and one.resolution().width() * one.resolution().height() <= LARGEST
    ]

    def worth(one: QCameraFormat) -> tuple[int, float]:
        size = one.resolution()
        return size.width() * size.height(), min(one.maxFrameRate(), 30.0)

    return max(usable, key=worth, default=None)


# --- pixels


def to_bgr(frame: QVideoFrame) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 BGR of a frame, in any thread; empty where it has no pixels that can be looked at.

    What cameras give is turned by OpenCV: Qt's own way may want the graphics card, from the window's thread alone.
    """
    from PySide6.QtMultimedia import QVideoFrame  # noqa: PLC0415

    copy = QVideoFrame(frame)
    if not copy.map(QVideoFrame.MapMode.ReadOnly):
        return _nothing()
    try:
        picture = _mapped(copy)
    finally:
        copy.unmap()
    return _of_image(frame.toImage()) if picture is None else picture


def _nothing() -> NDArray[np.uint8]:
    import numpy as np  # noqa: PLC0415

    return np.empty((0, 0, 3), np.uint8)


def _of_image(image: QImage) -> NDArray[np.uint8]:
    import numpy as np  # noqa: PLC0415

    if image.isNull():
        return _nothing()
    plain = image.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def _mapped(frame: QVideoFrame) -> NDArray[np.uint8] | None:
    """The picture of a mapped frame; None in a format that is not known here."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415
    from PySide6.QtMultimedia import QVideoFrameFormat  # noqa: PLC0415

    kinds = QVideoFrameFormat.PixelFormat
    kind, width, height = frame.pixelFormat(), frame.width(), frame.height()

    def plane(index: int, columns: int, rows: int) -> NDArray[np.uint8]:
        stride = frame.bytesPerLine(index)
        whole = np.frombuffer(frame.bits(index), np.uint8, stride * rows)
        return whole.reshape(rows, stride)[:, :columns]

    if kind == kinds.Format_Jpeg:
        found = cv2.imdecode(np.frombuffer(frame.bits(0), np.uint8, frame.mappedBytes(0)), cv2.IMREAD_COLOR)
        return None if found is None else np.asarray(found, np.uint8)
    if kind in (kinds.Format_BGRA8888, kinds.Format_BGRX8888, kinds.Format_BGRA8888_Premultiplied):
        return plane(0, 4 * width, height).reshape(height, width, 4)[..., :3].copy()
    packed = {kinds.Format_YUYV: (0, 1, 3), kinds.Format_UYVY: (1, 0, 2)}
    half, low = width // 2, height // 2
    if kind in packed:
        luma, blue, red = packed[kind]
        both = plane(0, 4 * half, height)
        parts = both[:, luma::2], both[:, blue::4], both[:, red::4]
    elif kind in (kinds.Format_NV12, kinds.Format_NV21):
        chroma = plane(1, 2 * half, low)
        first, second = chroma[:, 0::2], chroma[:, 1::2]
        parts = plane(0, width, height), *((first, second) if kind == kinds.Format_NV12 else (second, first))
    elif kind in (kinds.Format_YUV420P, kinds.Format_YUV422P, kinds.Format_YV12):
        rows = height if kind == kinds.Format_YUV422P else low
        first, second = plane(1, half, rows), plane(2, half, rows)
        parts = plane(0, width, height), *((second, first) if kind == kinds.Format_YV12 else (first, second))
    else:
        return None
    full = frame.surfaceFormat().colorRange() == QVideoFrameFormat.ColorRange.ColorRange_Full
    return _of_luma(*parts, full=full)


def _of_luma(
    luma: NDArray[np.uint8], blue: NDArray[np.uint8], red: NDArray[np.uint8], *, full: bool
) -> NDArray[np.uint8]:
    """BGR of brightness and the two differences of colour, which may be smaller; `full`: they use all 256 values."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    size = luma.shape[1], luma.shape[0]
    parts: list[NDArray[Any]] = [np.ascontiguousarray(part) for part in (luma, red, blue)]
    if not full:  # 16 to 235 and 16 to 240
        steps = np.arange(256.0)
        tables = ((steps - 16) * 255 / 219, *((steps - 128) * 255 / 224 + 128,) * 2)
        parts = [cv2.LUT(p, t.round().clip(0, 255).astype(np.uint8)) for p, t in zip(parts, tables, strict=True)]
    whole = cv2.merge([parts[0], *(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) for part in parts[1:])])
    return np.asarray(cv2.cvtColor(whole, cv2.COLOR_YCrCb2BGR), np.uint8)


# --- beside the window


class Eye(QObject):
    """Prepares frames for the screen and looks at them, each in a lane of its own and always at the newest one.

    The window's thread is only told: `shown` with a picture of the size it is painted in, `looked` with what is seen.

    Args:
        wanted: Form id and page that is to be photographed.
        room: Gives the size of the place the picture is painted in, in the screen's own pixels.
        parent: Qt's.
    """

    #: A picture to paint (`QImage`) and the full size of the frame (`QSize`).
    shown = Signal(object, object)
    #: A `Sight`, the (H, W, 3) BGR picture it is about, and its time in seconds.
    looked = Signal(object, object, float)
    #: Work failed; carries the error.
    failed = Signal(object)

    def __init__(self, wanted: tuple[str, int], room: Callable[[], QSize], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted, self._room = wanted, room
        self._drawing, self._looking = Lane("gambar", parent), Lane("lihat", parent)
        self._frame: tuple[QVideoFrame, float] | None = None
        self._picture: tuple[NDArray[np.uint8], float] | None = None
        self._judge = _Judge(wanted)

    def take(self, frame: QVideoFrame) -> None:
        """A new frame; one that waits is dropped."""
        self._frame = frame, time.monotonic()
        if not self._drawing.busy:
            self._draw()

    def write(self, picture: NDArray[np.uint8], path: Path, done: Callable[[Path], None]) -> None:
        """Writes a photograph, then calls `done` with its path."""
        self._looking.run(lambda _: _write(picture, path), success=done, failure=self.failed.emit)

    def close(self) -> None:
        """Looks no more, and waits for nothing: a look under way takes up to a quarter of a second."""
        self._frame = self._picture = None
        self._drawing.dismiss()
        self._looking.dismiss()

    def _draw(self) -> None:
        if self._frame is None:
            return
        (frame, at), self._frame, room = self._frame, None, self._room()
        task = self._drawing.run(
            lambda _: _prepared(frame, room),
            success=lambda made: self._drawn(made[0], made[1], at),
            failure=self.failed.emit,
        )
        task.finished.connect(self._draw, Qt.ConnectionType.QueuedConnection)

    def _drawn(self, picture: NDArray[np.uint8], image: QImage, at: float) -> None:
        if not picture.size:
            return
        self.shown.emit(image, QSize(picture.shape[1], picture.shape[0]))
        self._picture = picture, at
        if not self._looking.busy:
            self._look()

    def _look(self) -> None:
        if self._picture is None:
            return
        (picture, at), self._picture = self._picture, None
        task = self._looking.run(
            lambda _: self._judge.look(picture, at),
            success=lambda sight: self.looked.emit(sight, picture, at),
            failure=self.failed.emit,
        )
        task.finished.connect(self._look, Qt.ConnectionType.QueuedConnection)


class _Judge:
    """The core's viewfinder, imported and made in the lane that uses it."""

    def __init__(self, wanted: tuple[str, int]) -> None:
        self._wanted = wanted
        self._finder: Any = None

    def look(self, picture: NDArray[np.uint8], at: float) -> Sight:
        from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
        from sirekap_trainer.photo.live import Viewfinder  # noqa: PLC0415

        if self._finder is None:
            self._finder = Viewfinder(builtin_catalog(), self._wanted)
        sight: Sight = self._finder.look(picture, at)
        return sight


def _prepared(frame: QVideoFrame, room: QSize) -> tuple[NDArray[np.uint8], QImage]:
    """The picture of a frame in full, and as large as it is painted."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    picture = to_bgr(frame)
    if not picture.size:
        return picture, QImage()
    size = QSize(picture.shape[1], picture.shape[0]).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if size.isEmpty():
        return picture, QImage()
    smaller = size.width() < picture.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return picture, to_image(np.asarray(cv2.resize(picture, size.toTuple(), interpolation=way), np.uint8))


def _write(picture: NDArray[np.uint8], path: Path) -> Path:
    import cv2  # noqa: PLC0415

    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
    try:
        return write_whole(path, data.tobytes())
    except OSError as error:
        raise _error("tidak_tersimpan") from error
