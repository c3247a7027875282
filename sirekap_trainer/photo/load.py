"""A file becomes a picture: checked, decoded once, turned as the phone says.

The file is judged by its header before anything is decoded, so that a small file that unpacks to gigabytes, a text file
with a picture's name or a cut-off download each end in one clear error.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError

#: Larger pictures are refused before decoding. A phone's 108-megapixel mode still passes; 20,000 x 20,000 does not.
MAX_PIXELS = 120_000_000
#: A page needs some 700 px of width for its boxes to be legible; nothing below this can hold one.
MIN_SIDE = 480
#: Larger files are refused unread: four times what a 108-megapixel phone writes.
MAX_BYTES = 100_000_000

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_SOF_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photograph.

    Attributes:
        name: Path or name as the person gave it.
        image: (H, W, 3) uint8 BGR, turned as its EXIF orientation says, perhaps reduced.
        reduction: By how much `image` was reduced while decoding: 1, 2 or 4.
    """

    name: str
    image: NDArray[np.uint8]
    reduction: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the whole photograph in its own pixels."""
        height, width = self.image.shape[:2]
        return width * self.reduction, height * self.reduction


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file that is whole and of a known kind, not decoded yet.

    Attributes:
        name: As given.
        data: The file's bytes.
        width: Pixels, before the EXIF turn.
        height: Pixels, before the EXIF turn.
    """

    name: str
    data: bytes
    width: int
    height: int

    @property
    def is_jpeg(self) -> bool:
        """Whether it is a JPEG, which can be decoded reduced at little cost."""
        return self.data.startswith(_JPEG)

    def decode(self, *, reduction: int = 1) -> Photo:
        """The picture, reduced by 1, 2 or 4 in both directions (cheap for JPEG: done on its coefficients).

        Raises:
            PhotoError: The content is damaged.
        """
        flag = {1: cv2.IMREAD_COLOR, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4}[reduction]
        try:
            image = cv2.imdecode(np.frombuffer(self.data, np.uint8), flag)
        except cv2.error as error:
            raise _damaged(self.name) from error
        if image is None:
            raise _damaged(self.name)
        return Photo(self.name, np.asarray(image, np.uint8), reduction)


def open_photo(source: Path | bytes, *, name: str | None = None) -> PhotoFile:
    """Checks a photograph without decoding it.

    Args:
        source: A file, or its bytes.
        name: What to call it in results; the path where not given.

    Raises:
        PhotoError: Missing, empty, not a JPEG or PNG, cut off, too small or too large.
    """
    name = name if name is not None else str(source) if isinstance(source, Path) else "foto"
    data = source if isinstance(source, bytes) else _read(source, name)
    if not data:
        raise PhotoError(f"{_file(name)} kosong.", hint="Salin ulang foto dari HP, lalu coba lagi.", code="kosong")
    width, height = _size(data, name)
    if width * height > MAX_PIXELS:
        raise _too_large(name, f"{width} x {height} piksel")
    if min(width, height) < MIN_SIDE:
        raise PhotoError(
            f"{_file(name)} terlalu kecil: {width} x {height} piksel.",
            hint="Pakai foto asli dari HP, bukan gambar kecil atau tangkapan layar.",
            code="terlalu_kecil",
        )
    return PhotoFile(name, data, width, height)


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise PhotoError(
                f"{_file(name)} terlalu besar.",
                hint="Pakai foto asli dari HP, paling besar 100 MB.",
                code="terlalu_besar",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoError(
            f"{_file(name)} tidak ditemukan.", hint="Periksa nama dan foldernya.", code="tidak_ada"
        ) from error
    except OSError as error:
        raise PhotoError(
            f"{_file(name)} tidak dapat dibuka.",
            hint="Periksa apakah berkas itu foto dan boleh dibaca.",
            code="tidak_terbuka",
        ) from error


def _size(data: bytes, name: str) -> tuple[int, int]:
    if data.startswith(_JPEG):
        return _jpeg_size(data, name)
    if data.startswith(_PNG):
        return _png_size(data, name)
    raise PhotoError(
        f"{_file(name)} bukan foto JPEG atau PNG.", hint="Pilih foto berjenis JPEG atau PNG.", code="bukan_foto"
    )


def _png_size(data: bytes, name: str) -> tuple[int, int]:
    if len(data) < 33 or b"IEND" not in data[-64:]:
        raise _damaged(name)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes, name: str) -> tuple[int, int]:
    """Size from the frame header; also makes sure that the picture's end is there.

    Inside the compressed data a 0xFF is always followed by 0x00 or a restart marker, so the first FFD9 behind the
    scan's header is the end of the picture, not of a thumbnail.
    """
    size = None
    for marker, start, length in _jpeg_segments(data):
        if marker in _SOF_MARKERS and length >= 7:
            height, width = struct.unpack(">HH", data[start + 1 : start + 5])
            size = width, height
        if marker == 0xDA:
            if size is None or data.find(b"\xff\xd9", start + length) < 0:
                break
            return size
    raise _damaged(name)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start of its body, length of its body) of each header segment up to the first scan."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if length < 2 or at + 2 + length > len(data):
            return
        yield marker, at + 4, length - 2
        at += 2 + length


def _damaged(name: str) -> PhotoError:
    return PhotoError(
        f"{_file(name)} rusak atau terpotong.", hint="Salin ulang foto dari HP, lalu coba lagi.", code="rusak"
    )


def _too_large(name: str, size: str) -> PhotoError:
    hint = "Pakai foto asli dari HP, paling besar 108 megapiksel."
    return PhotoError(f"{_file(name)} terlalu besar: {size}.", hint=hint, code="terlalu_besar")


def _file(name: str) -> str:
    return f"Berkas {Path(name).name}"
