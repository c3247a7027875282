"""Printed sheets: everything where the form says, LATIHAN on every page, nothing that could pass for a real form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pypdfium2
import pytest
import reportlab
from numpy.typing import NDArray

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Page, Rect
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.practice.places import LONGEST_NAME
from sirekap_trainer.practice.sheet import (
    Imprint,
    Paper,
    blank_sheets,
    draw_sheet,
    frame_in_pixels,
    render_page,
    sheet_bytes,
)

PAGES = [(name, page) for name in ("latihan_kwk_gubernur", "latihan_kwk_wali_kota") for page in (1, 2, 3)]
DPI = 150
#: Coarse, for a practice sheet must show from afar what it is.
SCAN_DPI = 100

Image = NDArray[np.uint8]


def packet_of(form: Form) -> Packet:
    return make_packet(form, seed=8, index=2)


@pytest.fixture(scope="module", params=PAGES, ids=lambda one: f"{one[0]}-{one[1]}")
def drawn(request: pytest.FixtureRequest) -> tuple[Form, Page, bytes, Image]:
    name, number = request.param
    form = builtin_catalog().get(name)
    pdf = sheet_bytes(form, number, packet_of(form))
    return form, form.page(number), pdf, render_page(pdf, dpi=DPI)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().get_text_range()
    finally:
        document.close()


def in_pixels(rect: Rect, frame: Rect) -> Rect:
    return Rect(frame.x + rect.x * frame.w, frame.y + rect.y * frame.h, rect.w * frame.w, rect.h * frame.h)


def test_latihan_stands_across_the_page(drawn: tuple[Form, Page, bytes, Image]) -> None:
    _, _, pdf, image = drawn
    text = text_of(pdf)
    assert "LATIHAN" in text.split()
    assert text.count("LEMBAR LATIHAN - BUKAN DOKUMEN RESMI") == 2
    # The watermark's own grey covers part of the page and reaches from its lower left to its upper right.
    grey = np.argwhere(np.all(np.abs(image.astype(int) - round(0.92 * 255)) <= 1, axis=2))
    assert len(grey) > 0.04 * image.shape[0] * image.shape[1]
    assert np.ptp(grey[:, 0]) > 0.7 * image.shape[0]
    assert np.ptp(grey[:, 1]) > 0.7 * image.shape[1]


def letters_of_watermark(frame: Rect, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where LATIHAN stands when it is written along the frame's diagonal: drawn here, without the code under test."""
    length = float(np.hypot(frame.w, frame.h))
    font = PIL.ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"), 200)
    left, top, right, bottom = font.getbbox("LATIHAN")
    image = PIL.Image.new("L", (right - left, bottom - top))
    PIL.ImageDraw.Draw(image).text((-left, -top), "LATIHAN", fill=255, font=font)
    scale, angle = 0.85 * length / font.getlength("LATIHAN"), np.arctan2(frame.h, frame.w)
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    (x, y), (half, high) = frame.centre, (image.width / 2, image.height / 2)
    place = np.array([[cos, sin, x - cos * half - sin * high], [-sin, cos, y + sin * half - cos * high]])
    return cv2.warpAffine(np.asarray(image), place, shape[1::-1]) > 127


def shown_pages(form: Form, paper: Paper, *, filled: bool) -> Iterator[tuple[Page, bytes, Image]]:
    """Every page as it is printed: of a packet, or blank with an imprint and without any."""
    packet = packet_of(form)
    together = blank_sheets(form, [Imprint(packet.id, packet.tps, packet.candidates)], paper=paper)
    for at, page in enumerate(form.pages, 1):
        if filled:
            pdf = sheet_bytes(form, page.number, packet, paper=paper)
            yield page, pdf, render_page(pdf, dpi=SCAN_DPI)
        else:
            yield page, together, render_page(together, dpi=SCAN_DPI, number=at)
            bare = sheet_bytes(form, page.number, paper=paper)
            yield page, bare, render_page(bare, dpi=SCAN_DPI)


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "blank"])
@pytest.mark.parametrize("paper", get_args(Paper))
@pytest.mark.parametrize("name", ["latihan_kwk_gubernur", "latihan_kwk_wali_kota"])
def test_whatever_is_printed_says_latihan_and_has_a_practice_tag(name: str, paper: Paper, *, filled: bool) -> None:
    form = builtin_catalog().get(name)
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10))
    frame = frame_in_pixels(form, dpi=SCAN_DPI, paper=paper)
    for page, pdf, image in shown_pages(form, paper, filled=filled):
        _, ids, _ = detector.detectMarkers(image)
        assert ids is not None
        assert ids.ravel().tolist() == [page.tag.id]
        assert page.tag.id >= 200
        grey = np.all(np.abs(image.astype(int) - round(0.92 * 255)) <= 1, axis=2)
        letters = letters_of_watermark(frame, image.shape)
        assert (grey & letters).sum() > 0.65 * letters.sum(), "boxes and ink cover no more of the letters"
        assert (grey & letters).sum() > 0.85 * grey.sum(), "little else is so grey"
        assert pdf.count(b"/FontFile2") == pdf.count(b"/Subtype /TrueType") > 0
        assert b"/Type1" not in pdf


def test_the_only_tag_is_the_practice_tag_at_its_place(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, page, _, image = drawn
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10))
    corners, ids, _ = detector.detectMarkers(image)
    assert ids is not None
    assert ids.ravel().tolist() == [page.tag.id]
    assert page.tag.id >= 200
    place = in_pixels(
        Rect(page.tag.x, page.tag.y, page.tag.side, page.tag.side / form.aspect), frame_in_pixels(form, dpi=DPI)
    )
    # Printed turned by half a turn: the first corner returned is the lower right one.
    expected = [(place.right, place.bottom), (place.x, place.bottom), (place.x, place.y), (place.right, place.y)]
    assert np.abs(corners[0][0] + 0.5 - expected).max() < 1.5


def test_corner_marks_touch_in_the_frames_corners(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, _, _, image = drawn
    frame, grey = frame_in_pixels(form, dpi=DPI), cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    side = form.mark_side * frame.w
    for x in (frame.x, frame.right):
        for y in (frame.y, frame.bottom):
            reach = round(side * 1.4)
            left, top = round(x) - reach, round(y) - reach
            dark = grey[top : round(y) + reach, left : round(x) + reach] < 128
            upper = np.argwhere(dark[: reach - 2, : reach - 2])
            lower = np.argwhere(dark[reach + 2 :, reach + 2 :]) + reach + 2
            assert len(upper) > 0.6 * side**2
            assert len(lower) > 0.6 * side**2
            # The pixels' outer edges meet in the corner; each square has the stated side.
            for square, sign in ((upper, -1), (lower, 1)):
                centre = square.mean(axis=0) + 0.5
                assert centre[1] + left == pytest.approx(x + sign * side / 2, abs=1.5)
                assert centre[0] + top == pytest.approx(y + sign * side / 2, abs=1.5)
            empty = [dark[: reach - 2, reach + 2 :], dark[reach + 2 :, : reach - 2]]
            assert not any(part.any() for part in empty)


def test_box_frames_are_drawn_on_their_lines(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, page, _, image = drawn
    frame, grey = frame_in_pixels(form, dpi=DPI), cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    for number in page.numbers:
        for rect in number.boxes:
            box = in_pixels(rect, frame)
            for x in (box.x, box.right):
                assert grey[int(box.y) + 2 : int(box.bottom) - 2, int(x)].max() < 140
            for y in (box.y, box.bottom):
                assert grey[int(y), int(box.x) + 2 : int(box.right) - 2].max() < 140


def test_ink_stands_in_used_boxes_only(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, page, _, image = drawn
    frame, packet = frame_in_pixels(form, dpi=DPI), packet_of(form)
    blue = image[..., 0].astype(int) - image[..., 2] > 60
    for number in page.numbers:
        for symbol, rect in zip(packet.numbers[number.id].boxes, number.boxes, strict=True):
            box = in_pixels(rect, frame)
            inside = blue[int(box.y) : int(box.bottom) + 1, int(box.x) : int(box.right) + 1]
            assert (inside.sum() > 15) == (symbol != "_"), number.id
            grown = blue[int(box.y) - 3 : int(box.bottom) + 4, int(box.x) - 3 : int(box.right) + 4]
            assert grown.sum() == inside.sum(), number.id


def test_bubbles_are_blackened_as_the_packet_says() -> None:
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    packet = packet_of(form)
    image, frame = render_page(sheet_bytes(form, 2, packet), dpi=DPI), frame_in_pixels(form, dpi=DPI)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    for number in form.candidates:
        for digit, column in zip(packet.numbers[number.id].bubbles, number.bubbles, strict=True):
            spots = [in_pixels(bubble, frame) for bubble in column]
            means = [grey[int(b.y) : int(b.bottom), int(b.x) : int(b.right)].mean() for b in spots]
            assert int(np.argmin(means)) == int(digit)
            assert means[int(digit)] < 0.6 * sorted(means)[1]


def test_the_header_tells_the_tps(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, page, pdf, _ = drawn
    packet, text = packet_of(form), text_of(pdf)
    for word in (packet.tps.kelurahan, packet.tps.kecamatan, packet.tps.number, packet.candidates[0].first, packet.id):
        assert word in text
    assert f"Halaman {page.number} dari 3" in text
    assert "{" not in text


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_longest_names_stay_on_their_line(number: int) -> None:
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    packet, long = packet_of(form), "W" * LONGEST_NAME
    tps = packet.tps.model_copy(update=dict.fromkeys(("province", "city", "kecamatan", "kelurahan"), long))
    page, frame = form.page(number), frame_in_pixels(form, dpi=DPI)
    plain, wide = (
        render_page(sheet_bytes(form, number, one), dpi=DPI) for one in (packet, packet.model_copy(update={"tps": tps}))
    )
    changed = np.any(plain != wide, axis=2)
    lines = [one for one in page.artwork if one.kind == "dots"]
    words = [one for one in page.artwork if one.text in {"{provinsi}", "{kota}", "{kecamatan}", "{kelurahan}"}]
    assert len(words) == 4
    for word in words:
        end = next(one.x2 for one in lines if abs(one.y - word.y) < 0.006 and one.x <= word.x < one.x2)
        rows = slice(int(frame.y + (word.y - 0.008) * frame.h), int(frame.y + (word.y + 0.001) * frame.h))
        reach = np.flatnonzero(changed[rows, : int(frame.x + (end + 0.03) * frame.w)].any(axis=0)).max()
        assert reach <= frame.x + end * frame.w + 1


def test_the_qr_code_names_the_packet(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, _, pdf, _ = drawn
    image = render_page(pdf, dpi=200)
    frame = frame_in_pixels(form, dpi=200)
    corner = image[int(frame.y) : int(frame.y + 0.1 * frame.h), int(frame.x) : int(frame.x + 0.16 * frame.w)]
    assert cv2.QRCodeDetector().detectAndDecode(corner)[0] == packet_of(form).id


def test_fonts_are_embedded_and_the_bytes_repeat(drawn: tuple[Form, Page, bytes, Image]) -> None:
    form, page, pdf, _ = drawn
    assert pdf == sheet_bytes(form, page.number, packet_of(form))
    assert b"/FontFile2" in pdf
    assert pdf.count(b"/Subtype /TrueType") == pdf.count(b"/FontFile2")
    assert b"/Type1" not in pdf
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_blank_sheet_has_no_ink(paper: Paper, tmp_path: Path) -> None:
    form = builtin_catalog().get("latihan_kwk_gubernur")
    draw_sheet(form, 2, None, tmp_path / "blank.pdf", paper=paper)
    image = render_page(tmp_path / "blank.pdf", dpi=100)
    assert image.shape[:2] == ((1170, 827) if paper == "A4" else (1654, 1170))
    assert np.ptp(image.astype(int), axis=2).max() == 0
    text = text_of((tmp_path / "blank.pdf").read_bytes())
    assert "LATIHAN" in text.split()
    assert "NAMA CALON WAKIL" in text


def test_a_real_form_is_never_printed(tmp_path: Path) -> None:
    form = builtin_catalog().get("c_hasil_ppwp_2024")
    buffer = io.BytesIO()
    with pytest.raises(PacketError, match="resmi"):
        draw_sheet(form, 1, None, buffer)
    assert buffer.getvalue() == b""


def test_an_unwritable_file_is_a_clear_error(tmp_path: Path) -> None:
    form = builtin_catalog().get("latihan_kwk_gubernur")
    with pytest.raises(PacketError, match="tidak dapat disimpan"):
        draw_sheet(form, 1, None, tmp_path / "missing" / "page.pdf")
