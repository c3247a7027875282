"""Pixels of the core as Qt's pictures. Safe in any thread: `QImage` needs no window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A photograph is shown no larger than this, in pixels; more would only cost memory.
PREVIEW = QSize(1800, 1800)
#: Of pictures that are shown: a pixmap takes no copy of it, where turning another one into it takes 10 ms a page.
SCREEN = QImage.Format.Format_RGB32


def to_image(bgr: NDArray[np.uint8]) -> QImage:
    """A copy of an (H, W, 3) uint8 BGR array as a picture; in the format that the screen takes as it is."""
    height, width, _ = bgr.shape
    packed = bgr.tobytes()
    return QImage(packed, width, height, 3 * width, QImage.Format.Format_BGR888).convertToFormat(SCREEN)


def load_preview(path: Path) -> tuple[QImage, QSize]:
    """A photograph turned upright by its EXIF and scaled down, and its full size after turning.

    A picture Qt cannot read comes back as a null image: whoever reads the page says what is wrong with it.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    stored = reader.size()
    full = stored.transposed() if _swaps_sides(reader) else stored
    if stored.isValid() and (stored.width() > PREVIEW.width() or stored.height() > PREVIEW.height()):
        reader.setScaledSize(stored.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))
    read = reader.read()
    return (read if read.isNull() else read.convertToFormat(SCREEN)), full


def _swaps_sides(reader: QImageReader) -> bool:
    from PySide6.QtGui import QImageIOHandler  # noqa: PLC0415

    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
