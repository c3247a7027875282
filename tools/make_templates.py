"""Draws the pictures of blank pages that `photo/fallback.py` matches by their words and lines.

Run by hand after a change of a form's artwork: python tools/make_templates.py

Pictures of real forms are our own drawing of them, with LATIHAN across and without the tag.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.photo.page import frame_corners, upright_size
from sirekap_trainer.photo.register import straighten
from sirekap_trainer.photo.warp import Warp
from sirekap_trainer.practice.sheet import blank_picture, frame_in_pixels

FOLDER = Path(__file__).resolve().parents[1] / "sirekap_trainer" / "form" / "templates"
DPI = 200


def main() -> None:
    """Writes one half-size grey PNG a page of every form."""
    FOLDER.mkdir(exist_ok=True)
    for form in builtin_catalog():
        for page in form.pages:
            path = FOLDER / f"{form.id}-{page.number}.png"
            path.write_bytes(_picture(form, page.number))
            print(path.name, path.stat().st_size)


def _picture(form: Form, page: int) -> bytes:
    drawn = cv2.cvtColor(blank_picture(form, page, dpi=DPI), cv2.COLOR_BGR2GRAY)
    frame = frame_in_pixels(form, dpi=DPI)
    seen = np.array([[frame.x, frame.y], [frame.right, frame.y], [frame.right, frame.bottom], [frame.x, frame.bottom]])
    homography = cv2.getPerspectiveTransform(
        frame_corners(form).astype(np.float32), (seen - 0.5).astype(np.float32)
    ).astype(np.float64)
    upright = straighten(np.asarray(drawn, np.uint8), np.eye(3), form, Warp.flat(homography))
    width, height = upright_size(form)
    half = cv2.resize(upright, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    grey = (half // 16 * 17).astype(np.uint8)  # sixteen greys are enough for features, and half the bytes
    return cv2.imencode(".png", grey, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()


if __name__ == "__main__":
    main()
