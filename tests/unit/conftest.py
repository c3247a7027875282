"""A studio for tests with pixels: filled sheets, photographs of them, and what is known to be on them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.camera import photograph
from sirekap_trainer.practice.exif import exif_block
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.pose import Size
from sirekap_trainer.practice.sets import SetPlan, make_set
from sirekap_trainer.practice.sheet import frame_in_pixels, render_page, sheet_bytes
from sirekap_trainer.reading.page import PageReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sirekap_trainer.form.model import Form, Page
    from sirekap_trainer.practice.camera import Shot
    from sirekap_trainer.practice.packet import Packet

    Image = NDArray[np.uint8]
    Points = NDArray[np.float64]

GUBERNUR, WALI_KOTA = "latihan_kwk_gubernur", "latihan_kwk_wali_kota"
DPI = 150.0


class Studio:
    """Makes what a test needs, each thing once a session; what it gives must not be written to."""

    gubernur, wali_kota = GUBERNUR, WALI_KOTA
    catalog = builtin_catalog()

    def page(self, form_id: str, number: int) -> tuple[Form, Page]:
        form = self.catalog.get(form_id)
        return form, form.page(number)

    @staticmethod
    @cache
    def packet(form_id: str) -> Packet:
        return make_packet(builtin_catalog().get(form_id), seed=8, index=2)

    @staticmethod
    @cache
    def sheet(form_id: str = WALI_KOTA, number: int = 2, *, filled: bool = True) -> Image:
        """One page as it leaves the printer, or the writer's hand."""
        packet = Studio.packet(form_id) if filled else None
        image = render_page(sheet_bytes(builtin_catalog().get(form_id), number, packet), dpi=DPI)
        image.flags.writeable = False
        return image

    @staticmethod
    def frame(form_id: str = WALI_KOTA) -> Points:
        """(4, 2) where a sheet shows the corners of its frame; pixel (0, 0) is the middle of the first pixel."""
        frame = frame_in_pixels(builtin_catalog().get(form_id), dpi=DPI)
        corners = [(frame.x, frame.y), (frame.right, frame.y), (frame.right, frame.bottom), (frame.x, frame.bottom)]
        return np.array(corners) - 0.5

    @staticmethod
    @cache
    def shot(
        form_id: str = WALI_KOTA,
        number: int = 2,
        *,
        level: str = "good",
        seed: int = 1,
        filled: bool = True,
        megapixels: float = 2.5,
        faults: tuple[str, ...] = (),
    ) -> Shot:
        """A simulated photograph of a sheet."""
        sheet, corners = Studio.sheet(form_id, number, filled=filled), Studio.frame(form_id)
        (left, top), (right, bottom) = corners[0], corners[2]
        height, width = sheet.shape[:2]
        marks = left / width, top / height, right / width, bottom / height
        return photograph(sheet, level=level, seed=seed, megapixels=megapixels, faults=faults, marks=marks)

    def seen_frame(self, shot: Shot, form_id: str = WALI_KOTA) -> Points:
        """(4, 2) where a photograph of flat paper shows the corners of the frame."""
        return cv2.perspectiveTransform(self.frame(form_id)[None], shot.homography)[0]

    def placed(
        self, sheet: Image, quad: Sequence[Sequence[float]], *, width: int, height: int, desk: int = 90
    ) -> tuple[Image, Points]:
        """A photograph without any flaw of light: the sheet's corner pixels lie on the four points of `quad`.

        Returns:
            The picture and the map from the sheet's pixels to its own.
        """
        bottom, right = sheet.shape[0] - 1, sheet.shape[1] - 1
        source = np.array([[0, 0], [right, 0], [right, bottom], [0, bottom]], np.float32)
        homography = cv2.getPerspectiveTransform(source, np.array(quad, np.float32))
        image = np.full((height, width, 3), desk, np.uint8)
        flags = cv2.INTER_AREA
        cv2.warpPerspective(sheet, homography, (width, height), image, flags, cv2.BORDER_TRANSPARENT)
        return image, homography

    def tilted(
        self,
        sheet: Image,
        *,
        roll: float = 0.0,
        tilt: float = 0.0,
        towards: float = 0.0,
        distance: float = 1.35,
        desk: int = 90,
        width: int = 1200,
        height: int = 1600,
    ) -> tuple[Image, Points]:
        """The sheet as a phone's camera sees it, free of any flaw of light; angles in degrees.

        Args:
            sheet: What lies on the desk.
            roll: By how much it lies turned.
            tilt: Between the line of sight and the vertical.
            towards: Direction in which the camera is tilted.
            distance: Of the camera from the sheet's middle, in picture diagonals' worth of the sheet's.
            desk: Its grey.
            width: Of the picture.
            height: Of the picture.
        """
        high, wide = (side / np.hypot(*sheet.shape[:2]) / 2 for side in sheet.shape[:2])
        corners = np.array([[-wide, -high, 0], [wide, -high, 0], [wide, high, 0], [-wide, high, 0]])
        axis = np.array([np.cos(np.radians(towards)), np.sin(np.radians(towards)), 0.0])
        spin, lean = (
            cv2.Rodrigues(np.radians(angle) * np.array(about))[0]
            for angle, about in ((roll, [0, 0, 1.0]), (tilt, axis))
        )
        seen = corners @ spin.T @ lean.T
        focal = 0.6 * np.hypot(width, height)  # 26 mm on a full frame
        quad = focal * seen[:, :2] / (seen[:, 2:] + 0.6 * distance) + [(width - 1) / 2, (height - 1) / 2]
        return self.placed(sheet, quad, width=width, height=height, desk=desk)

    @staticmethod
    def jpeg(image: Image, *, orientation: int | None = None, quality: int = 90) -> bytes:
        """A picture as a file, with EXIF where an orientation is given."""
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if orientation is None:
            return data
        size = Size(image.shape[1], image.shape[0])
        exif = exif_block(orientation=orientation, taken="2024:11:27 15:00:00", size=size)
        return data[:2] + exif + data[2:]

    def photo_bytes(self, shot: Shot) -> bytes:
        """A simulated photograph as its file."""
        return self.jpeg(shot.image, orientation=shot.exif_orientation)


@pytest.fixture(scope="session")
def studio() -> Studio:
    return Studio()


@pytest.fixture(scope="session")
def page_reader() -> PageReader:
    """The reader as it ships."""
    return PageReader()


@pytest.fixture(scope="session")
def photographed_packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a packet with its three photographs."""
    out = tmp_path_factory.mktemp("packets")
    form = builtin_catalog().get(GUBERNUR)
    (folder,) = make_set(SetPlan(form, count=1, seed=4, photos=PhotoPlan(megapixels=2.5)), out)
    return folder
