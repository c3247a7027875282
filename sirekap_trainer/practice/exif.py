"""What a phone writes into a photograph's file about itself and about how the picture was taken."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from sirekap_trainer.practice.pose import Size

FULL_FRAME_DIAGONAL: Final = 43.27
"""Millimetres: "26 mm equivalent" compares a phone's angle of view with a frame of this diagonal."""

SENSOR_DIAGONAL: Final = 6.40
"""Millimetres of a 1/2.8-inch sensor, as many phones of the lower price range have."""

F_NUMBER: Final = 1.8
"""Widest, and on a phone the only, opening of the lens."""

MAKE: Final = "Latihan"
"""Maker of the fictitious phones: nothing in a practice photograph names a real one."""

MODELS: Final = {25: "Latihan Satu", 26: "Latihan Dua", 27: "Latihan Tiga", 28: "Latihan Empat"}
"""Models by the 35-mm equivalent of their lens: a phone's main lens does not zoom."""

_ASCII, _SHORT, _LONG, _RATIONAL, _BYTES, _SIGNED = 2, 3, 4, 5, 7, 10
#: Bytes of one value, by TIFF type.
_WIDTHS: Final = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _BYTES: 1, _SIGNED: 8}

_Entry = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a picture was taken.

    Attributes:
        focal: 35-mm equivalent of the lens in mm, by the diagonal.
        shutter: The light came in for 1 / `shutter` of a second.
        iso: Sensitivity.
    """

    focal: float
    shutter: int
    iso: int


def exif_block(*, orientation: int, taken: str, size: Size, exposure: Exposure | None = None) -> bytes:
    """The APP1 segment of a JPEG with the EXIF entries that a phone writes.

    Args:
        orientation: EXIF orientation, 1 to 8.
        taken: Time of the photo as `YYYY:MM:DD HH:MM:SS`, in western Indonesia (UTC+7).
        size: Size of the stored picture.
        exposure: How it was taken; without it only what every picture says.
    """
    model = MODELS.get(round(exposure.focal), MODELS[26]) if exposure is not None else MODELS[26]
    camera_entries = _camera(taken, size, exposure)
    entries = [
        (0x010F, _ASCII, _ascii(MAKE)),
        (0x0110, _ASCII, _ascii(model)),
        (0x0112, _SHORT, _short(orientation)),
        (0x011A, _RATIONAL, _rational(72, 1)),
        (0x011B, _RATIONAL, _rational(72, 1)),
        (0x0128, _SHORT, _short(2)),
        (0x0132, _ASCII, _ascii(taken)),
        (0x8769, _LONG, _long(0)),
    ]
    start = 8
    camera_start = start + len(_directory(entries, start))
    entries[-1] = (0x8769, _LONG, _long(camera_start))
    tiff = (
        struct.pack("<2sHI", b"II", 42, start) + _directory(entries, start) + _directory(camera_entries, camera_start)
    )
    body = b"Exif\0\0" + tiff
    return struct.pack(">HH", 0xFFE1, len(body) + 2) + body


def _camera(taken: str, size: Size, exposure: Exposure | None) -> list[_Entry]:
    """The entries of the camera's own directory, in rising order, as TIFF asks for."""
    always = [
        (0x9000, _BYTES, b"0232"),
        (0x9003, _ASCII, _ascii(taken)),
        (0x9004, _ASCII, _ascii(taken)),
        (0x9010, _ASCII, _ascii("+07:00")),
        (0x9011, _ASCII, _ascii("+07:00")),
        (0xA001, _SHORT, _short(1)),
        (0xA002, _LONG, _long(size.width)),
        (0xA003, _LONG, _long(size.height)),
    ]
    return sorted(always + (_settings(exposure) if exposure is not None else []))


def _settings(exposure: Exposure) -> list[_Entry]:
    length = exposure.focal / FULL_FRAME_DIAGONAL * SENSOR_DIAGONAL
    return [
        (0x829A, _RATIONAL, _rational(1, exposure.shutter)),
        (0x829D, _RATIONAL, _rational(round(10 * F_NUMBER), 10)),
        (0x8822, _SHORT, _short(2)),  # exposure chosen by the phone
        (0x8827, _SHORT, _short(exposure.iso)),
        (0x9204, _SIGNED, struct.pack("<ii", 0, 10)),  # neither brighter nor darker than it chose
        (0x9207, _SHORT, _short(2)),  # light measured mostly in the middle
        (0x9209, _SHORT, _short(16)),  # no flash: it would glare on the paper
        (0x920A, _RATIONAL, _rational(round(1000 * length), 1000)),
        (0xA402, _SHORT, _short(0)),
        (0xA403, _SHORT, _short(0)),
        (0xA404, _RATIONAL, _rational(100, 100)),  # no digital zoom
        (0xA405, _SHORT, _short(round(exposure.focal))),
        (0xA406, _SHORT, _short(0)),
    ]


def _ascii(text: str) -> bytes:
    return text.encode("ascii") + b"\0"


def _short(value: int) -> bytes:
    return struct.pack("<H", value)


def _long(value: int) -> bytes:
    return struct.pack("<I", value)


def _rational(part: int, whole: int) -> bytes:
    return struct.pack("<II", part, whole)


def _directory(entries: list[_Entry], start: int) -> bytes:
    """One TIFF directory that begins `start` bytes into the file, its long values after it."""
    after = start + 2 + 12 * len(entries) + 4
    head, tail = struct.pack("<H", len(entries)), b""
    for tag, kind, value in entries:
        place = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", after + len(tail))
        head += struct.pack("<HHI", tag, kind, len(value) // _WIDTHS[kind]) + place
        if len(value) > 4:
            tail += value + b"\0" * (len(value) % 2)
    return head + b"\0\0\0\0" + tail
