"""Practice sheets: one page of a form as vector PDF, blank or filled in, and as pixels.

Nothing leaves this file that a real application could take for a form: LATIHAN stands across every page, and a form
that is not for practice is refused (its tags are those of the real one), but for `blank_picture`, which leaves the tag
out.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import segno
from numpy.typing import NDArray
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import FIRST_PRACTICE_TAG
from sirekap_trainer.form.model import Artwork, Form, Number, Page, Rect, Tag
from sirekap_trainer.practice.filling import Slot, page_strokes, slot_of
from sirekap_trainer.practice.handwriting import Ink, Stroke, guide_of, hand_named
from sirekap_trainer.practice.packet import Candidate, Packet, Tps

Paper = Literal["A4", "A3"]

#: Width and height in millimetres.
PAPERS: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
#: Height of the page frame relative to the paper's. On A4 it leaves 12 mm above and below and 16 mm beside the frame,
#: so that the corner marks keep clear of the 5 mm that printers cannot print.
FRAME_SHARE = 0.917
#: Dot guide of the 2024 form: columns and rows; dots stand in three of each (measured on page 2).
GUIDE_COLUMNS, GUIDE_ROWS = 5, 9
#: Line of a digit box's frame, of the frame's width (about 3 px in 1,088 on the artwork of page 2).
FRAME_LINE = 0.0026
WATERMARK = "LATIHAN"
#: Words whose baseline is no farther above a dotted line stand on it; of the frame's height.
_ON_LINE = 0.006

# Vera ships with ReportLab and may be embedded freely (Bitstream Vera licence).
_FONTS = {"regular": "Vera", "bold": "VeraBd", "italic": "VeraIt"}


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is printed on a sheet beside the form itself.

    Attributes:
        id: In the QR code and at the foot.
        tps: In the header.
        candidates: By number.
    """

    id: str
    tps: Tps
    candidates: tuple[Candidate, ...]


def frame_on_paper(form: Form, paper: Paper = "A4") -> Rect:
    """The page frame on the paper, in points from the paper's upper left corner."""
    width, height = (side * mm for side in PAPERS[paper])
    frame_height = FRAME_SHARE * height
    frame_width = frame_height / form.aspect
    return Rect((width - frame_width) / 2, (height - frame_height) / 2, frame_width, frame_height)


def frame_in_pixels(form: Form, *, dpi: float = 200, paper: Paper = "A4") -> Rect:
    """The page frame on the image of `render_page`, in pixels; (0, 0) is the outer corner of the first pixel."""
    frame = frame_on_paper(form, paper)
    across, down = (math.ceil(side * mm * dpi / 72) / (side * mm) for side in PAPERS[paper])
    return Rect(frame.x * across, frame.y * down, frame.w * across, frame.h * down)


def draw_sheet(
    form: Form, page_number: int, packet: Packet | None, target: Path | io.BytesIO, *, paper: Paper = "A4"
) -> None:
    """Draws one page as PDF; the same bytes for the same packet.

    Args:
        form: A practice form.
        page_number: Which page, from 1.
        packet: What is filled in; None for a blank sheet.
        target: File to write, or a buffer.
        paper: Size of the paper.

    Raises:
        PacketError: The form is not for practice, or the file cannot be written.
        KeyError: The form has no such page.
    """
    page = form.page(page_number)
    _refuse_real(form, page)
    buffer = io.BytesIO()
    canvas = _canvas(form, paper, buffer)
    _Drawing(form, page, canvas, paper, imprint=_imprint(packet), packet=packet).draw()
    canvas.save()
    if isinstance(target, io.BytesIO):
        target.write(buffer.getvalue())
        return
    try:
        target.write_bytes(buffer.getvalue())
    except OSError as error:
        raise PacketError(
            f"Lembar {target.name} tidak dapat disimpan.",
            hint="Periksa ruang penyimpanan dan izin folder tujuan.",
        ) from error


def sheet_bytes(form: Form, page_number: int, packet: Packet | None = None, *, paper: Paper = "A4") -> bytes:
    """One page as the bytes of a PDF; see `draw_sheet`."""
    buffer = io.BytesIO()
    draw_sheet(form, page_number, packet, buffer, paper=paper)
    return buffer.getvalue()


def blank_sheets(form: Form, imprints: Sequence[Imprint], *, paper: Paper = "A4") -> bytes:
    """Every page of the form for every imprint, with nothing written on it, as the bytes of one PDF.

    Args:
        form: A practice form.
        imprints: What is printed on each copy, in order.
        paper: Size of the paper.

    Raises:
        PacketError: The form is not for practice.
    """
    for page in form.pages:
        _refuse_real(form, page)
    buffer = io.BytesIO()
    canvas = _canvas(form, paper, buffer)
    for imprint in imprints:
        for page in form.pages:
            _Drawing(form, page, canvas, paper, imprint=imprint).draw()
    canvas.save()
    return buffer.getvalue()


def render_page(pdf: bytes | Path, *, dpi: float = 200, number: int = 1) -> NDArray[np.uint8]:
    """A page of a PDF as pixels.

    Args:
        pdf: The file or its bytes.
        dpi: Pixels an inch; 200 gives an A4 page of 1654 x 2339.
        number: Which page of the file, from 1.

    Returns:
        uint8 (height, width, 3), BGR.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        bitmap = page.render(scale=dpi / 72, rev_byteorder=False)
        return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    finally:
        document.close()


def blank_picture(form: Form, page_number: int, *, dpi: float = 200) -> NDArray[np.uint8]:
    """A blank page as pixels, for `tools/make_templates.py` alone: what photographs are compared with.

    The only way in which a real form is drawn at all: never as a PDF, with LATIHAN across it, and without its tag.

    Args:
        form: Any form.
        page_number: Which page, from 1.
        dpi: Pixels an inch.

    Returns:
        uint8 (height, width, 3), BGR, laid out as `frame_in_pixels` says.

    Raises:
        KeyError: The form has no such page.
    """
    page = form.page(page_number)
    buffer = io.BytesIO()
    practice = form.practice and page.tag.id >= FIRST_PRACTICE_TAG
    canvas = _canvas(form, "A4", buffer)
    _Drawing(form, page, canvas, "A4", tagged=practice).draw()
    canvas.save()
    return render_page(buffer.getvalue(), dpi=dpi)


def _refuse_real(form: Form, page: Page) -> None:
    """No sheet of a real form, no tag that a real application knows."""
    if not form.practice or page.tag.id < FIRST_PRACTICE_TAG:
        raise PacketError(
            f"{form.title} adalah formulir resmi dan tidak dicetak untuk latihan.",
            hint="Pilih formulir yang namanya diawali latihan_.",
            code="formulir_resmi",
        )


@cache
def _register_fonts() -> None:
    for name in _FONTS.values():
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def _canvas(form: Form, paper: Paper, buffer: io.BytesIO) -> Canvas:
    """An empty document without the time of day in it: the same drawing gives the same bytes."""
    _register_fonts()
    width, height = (side * mm for side in PAPERS[paper])
    # Otherwise every page would name Helvetica, which is not embedded.
    first = _FONTS["regular"]
    canvas = Canvas(
        buffer,
        pagesize=(width, height),
        invariant=1,
        pageCompression=1,
        initialFontName=first,  # type: ignore[arg-type]  # the stubs take a font's name for a number
    )
    canvas.setTitle(f"{WATERMARK} {form.title}")
    return canvas


def _imprint(packet: Packet | None) -> Imprint | None:
    return None if packet is None else Imprint(packet.id, packet.printed, packet.candidates)


class _Drawing:
    """One page being drawn, from the back to the front."""

    def __init__(
        self,
        form: Form,
        page: Page,
        canvas: Canvas,
        paper: Paper,
        *,
        imprint: Imprint | None = None,
        packet: Packet | None = None,
        tagged: bool = True,
    ) -> None:
        self._form = form
        self._page = page
        self._imprint = imprint
        self._packet = packet
        self._tagged = tagged
        self._frame = frame_on_paper(form, paper)
        self._paper_height = PAPERS[paper][1] * mm
        self._canvas = canvas
        self._texts = _texts(imprint)

    def draw(self) -> None:
        """Draws everything and finishes the page."""
        self._watermark()
        self._margins()
        for artwork in self._page.artwork:
            self._artwork(artwork)
        for number in self._page.numbers:
            self._number(number)
        self._corner_marks()
        if self._tagged:
            self._tag(self._page.tag)
        if self._packet is not None:
            hand = hand_named(self._packet.hand)
            self._strokes(page_strokes(self._form, self._page, self._packet), hand.ink)
        self._canvas.showPage()

    def _x(self, x: float) -> float:
        return self._frame.x + x * self._frame.w

    def _y(self, y: float) -> float:
        return self._paper_height - self._frame.y - y * self._frame.h

    def _length(self, units: float) -> float:
        return units * self._frame.w

    def _grey(self, grey: float) -> None:
        self._canvas.setStrokeGray(grey)
        self._canvas.setFillGray(grey)

    def _watermark(self) -> None:
        """LATIHAN along the diagonal, behind everything, light enough not to disturb reading."""
        canvas, frame = self._canvas, self._frame
        size = 0.85 * math.hypot(frame.w, frame.h) / pdfmetrics.stringWidth(WATERMARK, _FONTS["bold"], 1)
        canvas.saveState()
        canvas.translate(self._x(0.5), self._y(0.5))
        canvas.rotate(math.degrees(math.atan2(frame.h, frame.w)))
        self._grey(0.92)
        canvas.setFont(_FONTS["bold"], size)
        canvas.drawCentredString(0, -0.36 * size, WATERMARK)
        canvas.restoreState()

    def _margins(self) -> None:
        """The grey lines beside the frame, from mark to mark, as on the 2024 form."""
        out = self._form.mark_side * 0.95
        down = out / self._form.aspect
        gap = self._form.mark_side * 1.8
        self._canvas.setLineCap(0)
        for x in (-out, 1 + out):
            self._line(x, gap, x, 1 - gap, width=0.0026, grey=0.86)
        for y in (-down, 1 + down):
            self._line(gap * 1.5, y, 1 - gap * 1.5, y, width=0.0026, grey=0.86)

    def _line(self, x: float, y: float, x2: float, y2: float, *, width: float, grey: float) -> None:
        self._canvas.setLineWidth(self._length(width))
        self._grey(grey)
        self._canvas.line(self._x(x), self._y(y), self._x(x2), self._y(y2))

    def _artwork(self, artwork: Artwork) -> None:
        slot = slot_of(artwork)
        if slot is not None:
            self._printed_slot(slot)
        elif artwork.kind == "text":
            self._text(artwork)
        elif artwork.kind == "dots":
            self._dotted(artwork.x, artwork.y, artwork.x2, step=0.0045, dot=0.0014, grey=0.25)
        elif artwork.kind == "line":
            self._canvas.setLineCap(2)
            self._line(artwork.x, artwork.y, artwork.x2, artwork.y2, width=artwork.width, grey=artwork.grey)
        else:
            area = Rect(artwork.x, artwork.y, artwork.x2 - artwork.x, artwork.y2 - artwork.y)
            self._rect(area, width=artwork.width, grey=artwork.grey)

    def _rect(self, area: Rect, *, width: float, grey: float = 0.0, paper: bool = False) -> None:
        """A rectangle of lines around `area`; with `paper` white inside."""
        self._canvas.setLineWidth(self._length(width))
        self._canvas.setLineJoin(0)
        self._canvas.setStrokeGray(grey)
        self._canvas.setFillGray(1)
        box = self._x(area.x), self._y(area.bottom), self._length(area.w), area.h * self._frame.h
        self._canvas.rect(*box, stroke=1, fill=1 if paper else 0)

    def _text(self, artwork: Artwork) -> None:
        text = artwork.text.format_map(self._texts)
        font, size = _FONTS[artwork.style], self._length(artwork.size)
        self._grey(artwork.grey)
        self._canvas.setFont(font, size)
        room = self._length(self._room(artwork))
        if artwork.x2 or 0 < room < pdfmetrics.stringWidth(text, font, size):
            self._spread(text, artwork, font, size, room if not artwork.x2 else self._length(artwork.x2 - artwork.x))
            return
        draw = {
            "left": self._canvas.drawString,
            "centre": self._canvas.drawCentredString,
            "right": self._canvas.drawRightString,
        }[artwork.align]
        draw(self._x(artwork.x), self._y(artwork.y), text)

    def _room(self, artwork: Artwork) -> float:
        """How wide filled-in words may be that stand on a dotted line, of the frame's width; 0 for any width."""
        if "{" not in artwork.text or artwork.align != "left":
            return 0.0
        lines = [one for one in self._page.artwork if one.kind == "dots" and 0 <= one.y - artwork.y < _ON_LINE]
        return next((one.x2 - artwork.x for one in lines if one.x <= artwork.x < one.x2), 0.0)

    def _spread(self, text: str, artwork: Artwork, font: str, size: float, width: float) -> None:
        """Words made as wide as measured, for the form's own type is narrower than ours, or as they have room."""
        # The scale belongs to the drawing, not to the words: without this all that follows would have it too.
        self._canvas.saveState()
        words = self._canvas.beginText(self._x(artwork.x), self._y(artwork.y))
        words.setFont(font, size)
        words.setHorizScale(100 * width / pdfmetrics.stringWidth(text, font, size))
        words.textOut(text)
        self._canvas.drawText(words)
        self._canvas.restoreState()

    def _dotted(self, x: float, y: float, x2: float, *, step: float, dot: float, grey: float) -> None:
        """Dots from (x, y) to x2: a dashed line of round ends without length."""
        self._dots([(x, y, x2, y)], step=self._length(step), dot=dot, grey=grey)

    def _dots(
        self, lines: Iterable[tuple[float, float, float, float]], *, step: float, dot: float, grey: float
    ) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineWidth(self._length(dot))
        canvas.setDash([0.001, step - 0.001])
        self._grey(grey)
        path = canvas.beginPath()
        for x, y, x2, y2 in lines:
            path.moveTo(self._x(x), self._y(y))
            path.lineTo(self._x(x2), self._y(y2))
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def _number(self, number: Number) -> None:
        for box in number.boxes:
            self._rect(box, width=FRAME_LINE, paper=True)
            self._guide(guide_of(box))
        for column in number.bubbles or ():
            for digit, bubble in enumerate(column):
                self._bubble(bubble, digit)

    def _guide(self, guide: Rect) -> None:
        """Three columns and three rows of grey dots, 5 x 9 in all, to trace a digit along."""
        across = guide.w * self._frame.w / (GUIDE_COLUMNS - 1)
        down = guide.h * self._frame.h / (GUIDE_ROWS - 1)
        halves = (0.0, 0.5, 1.0)
        rows = [(guide.x, guide.y + h * guide.h, guide.right, guide.y + h * guide.h) for h in halves]
        columns = [(guide.x + h * guide.w, guide.y, guide.x + h * guide.w, guide.bottom) for h in halves]
        self._dots(rows, step=across, dot=0.0017, grey=0.74)
        self._dots(columns, step=down, dot=0.0017, grey=0.74)

    def _bubble(self, bubble: Rect, digit: int) -> None:
        canvas, (x, y) = self._canvas, bubble.centre
        radius = self._length(bubble.w) / 2
        canvas.setLineWidth(self._length(0.0012))
        canvas.setStrokeGray(0.1)
        canvas.setFillGray(1)
        canvas.circle(self._x(x), self._y(y), radius, stroke=1, fill=1)
        canvas.setFillGray(0.1)
        canvas.setFont(_FONTS["regular"], 1.15 * radius)
        canvas.drawCentredString(self._x(x), self._y(y) - 0.42 * radius, str(digit))

    def _corner_marks(self) -> None:
        """At every corner two squares that touch in the frame's corner, stepping down to the right."""
        side = self._length(self._form.mark_side)
        self._canvas.setFillGray(0)
        for x in (0, 1):
            for y in (0, 1):
                corner_x, corner_y = self._x(x), self._y(y)
                self._canvas.rect(corner_x - side, corner_y, side, side, stroke=0, fill=1)
                self._canvas.rect(corner_x, corner_y - side, side, side, stroke=0, fill=1)

    def _tag(self, tag: Tag) -> None:
        """The AprilTag as a black square with white cells, and its number beside it."""
        modules = tag_modules(tag)
        count = len(modules)
        cell = self._length(tag.side) / count
        left, top = self._x(tag.x), self._y(tag.y)
        self._canvas.setFillGray(0)
        self._canvas.rect(left, top - count * cell, count * cell, count * cell, stroke=0, fill=1)
        path = self._canvas.beginPath()
        for row, column in np.argwhere(modules):
            path.rect(left + column * cell, top - (row + 1) * cell, cell, cell)
        self._canvas.setFillGray(1)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.saveState()
        self._canvas.translate(left - self._length(0.007), top - count * cell / 2)
        self._canvas.rotate(90)
        self._grey(0)
        self._canvas.setFont(_FONTS["regular"], self._length(0.0115))
        self._canvas.drawCentredString(0, 0, str(tag.id))
        self._canvas.restoreState()

    def _printed_slot(self, slot: Slot) -> None:
        if slot.what == "contoh_bulatan":
            self._bubble_example(slot.area)
        elif slot.what == "qr" and self._imprint is not None:
            self._qr(self._imprint.id, slot.area)

    def _bubble_example(self, area: Rect) -> None:
        """An empty bubble, an arrow, a blackened one: how bubbles are to be filled."""
        canvas, y = self._canvas, self._y(area.centre[1])
        radius = area.h * self._frame.h / 2 * 0.9
        left, right = self._x(area.x) + radius, self._x(area.right) - radius
        self._grey(0)
        canvas.setFillGray(1)
        canvas.setLineWidth(self._length(0.0012))
        canvas.circle(left, y, radius, stroke=1, fill=1)
        canvas.setFillGray(0.15)
        canvas.circle(right, y, radius, stroke=1, fill=1)
        canvas.setFont(_FONTS["regular"], 1.15 * radius)
        canvas.drawCentredString(left, y - 0.42 * radius, "0")
        start, tip = left + 2 * radius, right - 2 * radius
        canvas.setLineWidth(self._length(0.0024))
        canvas.setLineCap(0)
        canvas.line(start, y, tip, y)
        for side in (-1, 1):
            canvas.line(tip - 0.5 * radius, y + side * 0.5 * radius, tip, y)

    def _qr(self, text: str, area: Rect) -> None:
        """A QR code as large as fits into `area`, at its upper left corner."""
        modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
        cell = min(self._length(area.w), area.h * self._frame.h) / len(modules)
        left, top = self._x(area.x), self._y(area.y)
        path = self._canvas.beginPath()
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark:
                    path.rect(left + column * cell, top - (row + 1) * cell, cell, cell)
        self._canvas.setFillGray(0)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _strokes(self, strokes: Iterable[Stroke], ink: Ink) -> None:
        canvas = self._canvas
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        colour: Ink | None = None
        for stroke in strokes:
            if (stroke.ink or ink) != colour:
                colour = stroke.ink or ink
                canvas.setStrokeColorRGB(*colour)
            canvas.setLineWidth(round(self._length(stroke.width), 2))
            path = canvas.beginPath()
            path.moveTo(self._x(stroke.points[0][0]), self._y(stroke.points[0][1]))
            for x, y in stroke.points[1:]:
                path.lineTo(self._x(x), self._y(y))
            canvas.drawPath(path, stroke=1, fill=0)


def tag_modules(tag: Tag) -> NDArray[np.bool_]:
    """The cells of a tag as printed, its black border included: bool (8, 8), True for white."""
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    image = cv2.aruco.generateImageMarker(dictionary, tag.id, dictionary.markerSize + 2, borderBits=1)
    return np.rot90(image > 127, -tag.turn // 90)


def _texts(imprint: Imprint | None) -> dict[str, str]:
    """The words for the artwork's placeholders; without an imprint those are left empty."""
    if imprint is None:
        return _Blank()
    tps = imprint.tps
    texts = {
        "provinsi": tps.province,
        "kota": tps.city,
        "kecamatan": tps.kecamatan,
        "kelurahan": tps.kelurahan,
        "tps": tps.number,
        "PROVINSI": tps.province.upper(),
        "KOTA": tps.city.upper(),
        "paket": imprint.id,
    }
    for candidate in imprint.candidates:
        texts[f"calon_{candidate.number}"] = candidate.first
        texts[f"wakil_{candidate.number}"] = candidate.second
    return texts


class _Blank(dict[str, str]):
    """No words for any placeholder."""

    def __missing__(self, key: str) -> str:
        return "NAMA CALON" if key.startswith("calon_") else "NAMA CALON WAKIL" if key.startswith("wakil_") else ""
