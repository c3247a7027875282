"""Whose sheet it is: the QR code printed on a practice sheet holds its packet's id."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.findings import Finding
from sirekap_trainer.form.model import Artwork, Page, Rect
from sirekap_trainer.photo.page import crop
from sirekap_trainer.photo.upright import UprightPage

#: The printed rectangle of a page in which the code stands, as in form definitions.
QR = "{qr}"
#: Frame pixels of paper around the code: it needs some white, and the page may lie a little beside its place.
_PAD = 24.0
#: The code is 80 frame pixels wide, 4 a module: OpenCV reads it surely only when it is larger. All pages of the packets
#: that ship are read at one of these, 4 of 12 were not at its own size.
_ZOOMS = (2.0, 3.0)


def printed_id(upright: UprightPage) -> str:
    """The packet's id in a sheet's QR code; "" where there is none, or it cannot be read."""
    area = _area(upright.page)
    if area is None:
        return ""
    picture = crop(upright.image, area, upright.form, pad=_PAD)
    return next(filter(None, (_decoded(picture, zoom) for zoom in _ZOOMS)), "")


def _area(page: Page) -> Rect | None:
    places = (one for one in page.artwork if one.text == QR)
    return next((_rect(one) for one in places), None)


def _rect(one: Artwork) -> Rect:
    return Rect(one.x, one.y, one.x2 - one.x, one.y2 - one.y)


def _decoded(picture: NDArray[np.uint8], zoom: float) -> str:
    larger = cv2.resize(picture, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    try:
        return cv2.QRCodeDetector().detectAndDecode(larger)[0]
    except cv2.error:  # what it took for a code was none
        return ""


def imprint_findings(found: str, wanted: str) -> tuple[Finding, ...]:
    """What is wrong with whose sheet it is; nothing where its code could not be read.

    Args:
        found: Of `printed_id`.
        wanted: The packet's id that should stand there; "" where that does not matter.
    """
    if not found or not wanted or found == wanted:
        return ()
    message = f"Ini lembar paket {found}, bukan {wanted}. Foto ulang lembar paket Anda."
    return (Finding("lembar_lain", message, "error"),)
