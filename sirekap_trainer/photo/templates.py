"""Pictures of blank pages, drawn by `tools/make_templates.py`: upright images at half size."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

#: A picture's pixels per pixel of the upright image.
TEMPLATE_SCALE = 0.5


@cache
def blank_page(form_id: str, page: int) -> NDArray[np.uint8] | None:
    """(H, W) uint8 grey picture of a page as printed, nothing written; None where none ships."""
    path = files("sirekap_trainer.form") / "templates" / f"{form_id}-{page}.png"
    if not path.is_file():
        return None
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return None if picture is None else np.asarray(picture, np.uint8)
