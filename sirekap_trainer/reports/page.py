"""What every PDF of the reports has in common: A4, its foot with page numbers, words, and how it is saved.

Every page says that it is practice. The same input gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from sirekap_trainer.errors import ReportError
from sirekap_trainer.files import is_full, write_whole
from sirekap_trainer.reports.fonts import BOLD, LINE, REGULAR, SOFT, register_fonts

#: At the foot of every page.
NOT_OFFICIAL = "Latihan - bukan hasil resmi"
MARGIN = 18 * mm
FOOT = 12 * mm
#: Room across, upright and lying.
WIDTH, LONG = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
#: Room down a lying page, less a point that nobody misses.
HIGH = A4[0] - 2 * MARGIN - FOOT - 1
#: Names of the page templates.
UPRIGHT, LYING = "upright", "lying"


def pdf_of(
    story: Iterable[Flowable], *, title: str, foot: str = "", lying: bool = False, single: bool = False
) -> bytes:
    """A PDF as bytes.

    Args:
        story: What it holds.
        title: Of the file.
        foot: In the middle of the foot of every page.
        lying: Whether the first page lies on its side.
        single: Whether every page is a document of its own: with a frame around it, and without a number.
    """
    register_fonts()
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4[::-1] if lying else A4,
        title=title,
        author="Latihan Sirekap",
        subject=NOT_OFFICIAL,
        lang="id-ID",
        invariant=1,
        pageCompression=1,
        # Otherwise every page would name Helvetica, which is not embedded.
        initialFontName=REGULAR,
    )
    upright = PageTemplate(UPRIGHT, [_frame(WIDTH, A4[1])], pagesize=A4)
    on_side = PageTemplate(LYING, [_frame(LONG, A4[0])], pagesize=A4[::-1])
    document.addPageTemplates([on_side, upright] if lying else [upright, on_side])

    def canvas(*args: Any, **options: Any) -> Numbered:  # noqa: ANN401 - those of Canvas
        return Numbered(*args, foot=foot, single=single, **options)

    document.build(list(story), canvasmaker=canvas)
    return buffer.getvalue()


def _frame(width: float, height: float) -> Frame:
    return Frame(MARGIN, MARGIN + FOOT, width, height - 2 * MARGIN - FOOT, 0, 0, 0, 0)


class Numbered(Canvas):
    """Pages that are kept until the last one, for their foot says how many there are."""

    def __init__(self, *args: Any, foot: str = "", single: bool = False, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._words, self._single = foot, single
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's
        """Keeps the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def save(self) -> None:
        """Writes all pages, each with its foot."""
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self._foot(number)
            super().showPage()
        super().save()

    def _foot(self, number: int) -> None:
        wide, high = self._pagesize  # type: ignore[attr-defined]  # the stubs leave it out
        self.saveState()
        self.setStrokeColor(LINE)
        self.setLineWidth(0.5)
        self.line(MARGIN, MARGIN + 6 * mm, wide - MARGIN, MARGIN + 6 * mm)
        self.setFillColor(black)
        self.setFont(BOLD, 9)
        self.drawString(MARGIN, MARGIN, NOT_OFFICIAL)
        self.setFont(REGULAR, 9)
        if not self._single:
            self.drawRightString(wide - MARGIN, MARGIN, f"Halaman {number} dari {len(self._kept)}")
        if self._words:
            self.setFillColor(SOFT)
            self.drawCentredString(wide / 2, MARGIN, self._words)
        if self._single:
            self.setStrokeColor(black)
            for inset, heavy in ((9 * mm, 1.6), (11 * mm, 0.6)):
                self.setLineWidth(heavy)
                self.rect(inset, inset, wide - 2 * inset, high - 2 * inset)
        self.restoreState()


# --- words ------------------------------------------------------------------------------------------------------------


def text(words: str, size: float = 10, *, bold: bool = False, color: Color = black, align: int = 0) -> Paragraph:
    """A paragraph; names come from people, so nothing in it is taken for markup.

    Args:
        words: Plain.
        size: In points.
        bold: Whether it is heavy.
        color: Of the ink.
        align: 0 left, 1 centred, 2 right.
    """
    style = ParagraphStyle(
        "text",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=1.3 * size,
        textColor=color,
        alignment=align,  # type: ignore[arg-type]
        splitLongWords=1,
    )
    return Paragraph(escape(words), style)


def heading(words: str, *, room: float = 38 * mm) -> Iterator[Flowable]:
    """A heading that does not stand alone at the foot of a page: `room` must be left, in points."""
    yield CondPageBreak(room)
    yield Spacer(0, 5 * mm)
    yield text(words, 13, bold=True)
    yield Spacer(0, 2 * mm)


def plain_style(*more: Any) -> TableStyle:  # noqa: ANN401 - commands of ReportLab
    """A table without lines and with little room around its cells."""
    return TableStyle(
        [
            # Cells hold paragraphs, but a table names its own font too.
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            *more,
        ]
    )


def about(rows: Sequence[tuple[str, str]], width: float = WIDTH) -> Table:
    """What or whom a report is about: labels and words."""
    cells = [[text(name, color=SOFT), text(words, bold=place == 0)] for place, (name, words) in enumerate(rows)]
    return Table(cells, colWidths=(38 * mm, width - 38 * mm), style=plain_style())


def verdict(words: str, figure: str, of: str, width: float = WIDTH) -> Table:
    """One sentence and one figure, in a heavy frame."""
    right = [text(figure, 26, bold=True, align=2), text(of, color=SOFT, align=2)]
    style = plain_style(
        ("BOX", (0, 0), (-1, -1), 1.2, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((side, (0, 0), (-1, -1), 4 * mm) for side in ("LEFTPADDING", "RIGHTPADDING")),
        *((side, (0, 0), (-1, -1), 2.5 * mm) for side in ("TOPPADDING", "BOTTOMPADDING")),
    )
    return Table([[text(words, 13, bold=True), right]], colWidths=(width - 42 * mm, 42 * mm), style=style)


def signatures(who: Sequence[tuple[str, str]], place: str, width: float = WIDTH) -> Table:
    """Lines to sign on.

    Args:
        who: In what capacity each signs, and their name; empty to be written by hand.
        place: Place and day, above the last one.
        width: Of all of it.
    """
    gap, count = 10 * mm, len(who)
    each = (width - gap * (count - 1)) / count
    above: list[object] = []
    below: list[object] = []
    for number, (words, name) in enumerate(who):
        if number:
            above.append("")
            below.append("")
        last = number == count - 1
        above.append([text(place if last else "\xa0", 9), text(words)])
        below.append(text(name, 9) if name else text("Nama dan tanda tangan", 8, color=SOFT))
    lines = [("LINEABOVE", (2 * number, 1), (2 * number, 1), 0.8, black) for number in range(count)]
    widths = [each if not across % 2 else gap for across in range(2 * count - 1)]
    return Table([above, below], colWidths=widths, rowHeights=[32 * mm, None], style=plain_style(*lines))


# --- saving -----------------------------------------------------------------------------------------------------------


def save_bytes(content: bytes, path: Path, *, kind: str = "PDF") -> Path:
    """Writes a file and gives its path; what stood there before is only replaced once the new one is whole.

    Raises:
        ReportError: The file cannot be written.
    """
    try:
        return write_whole(path, content)
    except OSError as error:
        raise ReportError(
            f"{kind} {path.name} tidak dapat disimpan di {path.parent}.",
            hint="Penyimpanan ini penuh. Kosongkan ruang, atau pilih folder lain."
            if is_full(error)
            else f"Tutup {kind} itu bila sedang dibuka, atau pilih folder lain.",
            code=f"{kind.lower()}_tidak_tersimpan",
        ) from error
