"""A report as a PDF to keep: A4, embedded fonts, readable in grey print, the same bytes for the same report.

Every page says that it is practice. What marks a wrong digit is its heavy frame, never a colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreakIfNotEmpty, Spacer, Table

from sirekap_trainer.form.symbols import REFUSED
from sirekap_trainer.reports.content import (
    AttemptReport,
    Difference,
    Line,
    Mistake,
    PairReport,
    PartLine,
    Report,
    short_form,
    thousands,
    wrong_boxes,
)
from sirekap_trainer.reports.fonts import BOLD, FILL, LINE, REGULAR, SHADE, SOFT
from sirekap_trainer.reports.page import WIDTH, about, heading, pdf_of, plain_style, save_bytes, text, verdict

#: Height of a crop and of the boxes beside it. A crop shows its boxes with some paper around them (63 px for 45 of the
#: upright page), so that digits on paper and beside it stand equally high.
_CROP, _BOXES = 12 * mm, 12 * mm * 45 / 63
_BOX_ASPECT, _BOX_GAP = 0.68, 0.07
#: Columns of the table of mistakes: words, paper, and three times boxes.
_COLUMNS = (WIDTH - 37 * mm - 3 * 26 * mm, 37 * mm, 26 * mm, 26 * mm, 26 * mm)
_HEADS = ("Angka", "Di kertas", "Seharusnya", "Dibaca mesin", "Anda kirim")
_PAIR_HEADS = ("Angka", "Di kertas", "Seharusnya", "Utama", "Cadangan")


def save_pdf(report: Report, path: Path) -> Path:
    """Writes a report and gives its path; what stood there before is only replaced once the new one is whole.

    Raises:
        ReportError: The file cannot be written.
    """
    return save_bytes(pdf_bytes(report), path)


def pdf_bytes(report: Report) -> bytes:
    """A report as the bytes of a PDF; the same for the same report."""
    return pdf_of(_story(report), title=f"Hasil latihan {report.attempts[0].trainee.name}")


# --- the whole


def _story(report: Report) -> Iterator[Flowable]:
    for number, attempt in enumerate(report.attempts):
        if number:
            yield PageBreakIfNotEmpty()
        yield from attempt_story(attempt)
    for pair in report.pairs:
        yield from _pair(pair)


def attempt_story(
    attempt: AttemptReport,
    title: str = "Hasil latihan",
    *,
    named: bool = True,
    no_pictures: str = "",
    of_pictures: str = "",
) -> Iterator[Flowable]:
    """The pages of one attempt.

    Args:
        attempt: To be told.
        title: Above it.
        named: Whether it says whose it is; not within the report of one person, where that is said already.
        no_pictures: Why some numbers have no picture, told where that is so; "" where it needs no words.
        of_pictures: Where pictures are from, told where there are any; "" where it needs no words.
    """
    yield text(title, 20 if named else 16, bold=True)
    yield Spacer(0, 3 * mm)
    yield about(_who(attempt, named=named))
    yield Spacer(0, 4 * mm)
    yield verdict(attempt.headline, attempt.figure, "dari 100")
    yield Spacer(0, 3 * mm)
    for words in _facts(attempt):
        yield text(words)
        yield Spacer(0, 1 * mm)
    yield from heading("Nilai")
    yield KeepTogether([_Bar(part) for part in attempt.parts])
    some = any(one.crop for one in attempt.mistakes)
    every = all(one.crop for one in attempt.mistakes)
    yield from _mistakes(attempt.mistakes, (of_pictures if some else "", "" if every else no_pictures))
    yield from heading("Foto")
    yield from _lines(attempt.photos)
    yield from _on_paper(attempt)
    yield from heading("Latihan berikutnya", room=25 * mm)
    yield from _lines(Line(words, good=True) for words in attempt.advice)


def _who(attempt: AttemptReport, *, named: bool) -> tuple[tuple[str, str], ...]:
    who = attempt.trainee
    person = (
        ("Nama", who.name),
        ("Tugas", f"{attempt.role}, TPS {who.tps}{f', {who.kelurahan}' if who.kelurahan else ''}"),
    )
    return (
        *(person if named else ()),
        ("Formulir", attempt.form),
        ("Paket", f"{attempt.packet} - {attempt.place}" if attempt.place else attempt.packet),
        ("Cara", f"{attempt.mode}, aturan {attempt.rule}"),
        ("Dikirim", attempt.when),
    )


def _facts(attempt: AttemptReport) -> Iterator[str]:
    stake = thousands(attempt.votes_at_stake)
    yield f"Suara yang dipertaruhkan: {stake}. Selisih suara yang dikirim dengan suara di kertas."
    if attempt.first_right is not None:
        yield f"Sekali jawab benar: {attempt.first_right} dari {attempt.numbers} angka."
    if attempt.found:
        yield f"Ditemukan: {attempt.found} angka yang salah dibaca mesin."


def _lines(lines: Iterable[Line]) -> Iterator[Flowable]:
    for line in lines:
        sign = _Sign(good=line.good)
        yield Table([[sign, text(line.words)]], colWidths=(6 * mm, WIDTH - 6 * mm), style=plain_style())


def _on_paper(attempt: AttemptReport) -> Iterator[Flowable]:
    """What was wrong on the paper, and what was noted that is not there."""
    if not attempt.slips and not attempt.false_alarms:
        return
    yield from heading("Kejanggalan di kertas")
    yield from _lines(attempt.slips)
    if attempt.false_alarms:
        yield from _lines([Line(f"{attempt.false_alarms} catatan tentang hal yang tidak salah di kertas.", good=False)])


# --- numbers


def _mistakes(mistakes: tuple[Mistake, ...], told: Iterable[str]) -> Iterator[Flowable]:
    yield from heading("Angka yang terlewat" if mistakes else "Tidak ada angka yang terlewat")
    for words in filter(None, told):
        yield text(words, 8.5, color=SOFT)
        yield Spacer(0, 2 * mm)
    if mistakes:
        yield _number_table(_HEADS, [_mistake_row(one) for one in mistakes])


def _mistake_row(one: Mistake) -> list[object]:
    votes = f" - {thousands(one.votes)} suara" if one.votes else ""
    words = [text(one.name, 9, bold=True), text(f"{one.words}{votes}", 8.5), text(one.label, 7, color=SOFT)]
    sent: Flowable = text("tidak dijawab", 8.5)
    if one.kind == "false_flag":
        sent = text("ditandai", 8.5)
    elif one.sent is not None:
        sent = _Boxes(one.sent, against=one.written)
    return [words, _Crop(one.crop), _Boxes(one.written), _Boxes(one.shown, against=one.written), sent]


def _number_table(heads: Sequence[str], rows: list[list[object]]) -> Table:
    style = plain_style(
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 1), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 4),
    )
    head = [text(words, 8.5, color=SOFT) for words in heads]
    return Table([head, *rows], colWidths=_COLUMNS, repeatRows=1, style=style)


def _pair(pair: PairReport) -> Iterator[Flowable]:
    yield CondPageBreak(70 * mm)
    yield from heading(f"Kesepakatan - {short_form(pair.form)}")
    yield text(pair.sentence)
    yield text(f"Utama: {pair.utama}")
    yield text(f"Cadangan: {pair.cadangan}")
    if pair.differences:
        yield Spacer(0, 3 * mm)
        yield _number_table(_PAIR_HEADS, [_difference_row(one) for one in pair.differences])


def _difference_row(one: Difference) -> list[object]:
    words = [text(one.name, 9, bold=True), text(one.label, 7, color=SOFT)]
    sent = (one.utama, one.cadangan)
    answers = (_Boxes(boxes, against=one.written) if boxes else text("ditandai", 8.5) for boxes in sent)
    return [words, _Crop(one.crop), _Boxes(one.written), *answers]


# --- drawings


class _Drawn(Flowable):
    """Something drawn in the place it asks for."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - as ReportLab calls them
        """Its size, in as much width as there is."""
        self.width, self.height = self.size(aW)
        return self.width, self.height

    def size(self, room: float) -> tuple[float, float]:
        """Width and height, where there is so much room across."""
        raise NotImplementedError


class _Bar(_Drawn):
    """One part of the score: its name, a bar in a frame, and its figure."""

    def __init__(self, part: PartLine) -> None:
        super().__init__()
        self._part = part

    def size(self, room: float) -> tuple[float, float]:
        """As wide as there is room."""
        return room, 7.5 * mm

    def draw(self) -> None:
        """Draws it."""
        canvas, part = self.canv, self._part
        left, high = 34 * mm, 4.5 * mm
        room = self.width - left - 32 * mm
        share = min(1.0, max(0.0, part.points / part.max)) if part.max else 0.0
        canvas.setFillColor(black)
        canvas.setFont(REGULAR, 10)
        canvas.drawString(0, 1.2 * mm, part.label)
        canvas.setFont(BOLD, 10)
        canvas.drawRightString(self.width, 1.2 * mm, part.figure)
        canvas.setFillColor(FILL)
        canvas.rect(left, 0.6 * mm, room * share, high, stroke=0, fill=1)
        canvas.setStrokeColor(black)
        canvas.setLineWidth(0.7)
        canvas.rect(left, 0.6 * mm, room, high, stroke=1, fill=0)


class _Sign(_Drawn):
    """A dot before what went well, an open triangle before what did not."""

    def __init__(self, *, good: bool) -> None:
        super().__init__()
        self._good = good

    def size(self, room: float) -> tuple[float, float]:  # noqa: ARG002 - the same everywhere
        """As high as a line."""
        return 3 * mm, 4.5 * mm

    def draw(self) -> None:
        """Draws it."""
        canvas = self.canv
        if self._good:
            canvas.circle(1.5 * mm, 2.1 * mm, 0.9 * mm, stroke=0, fill=1)
            return
        path = canvas.beginPath()
        path.moveTo(0.2 * mm, 0.8 * mm)
        path.lineTo(2.8 * mm, 0.8 * mm)
        path.lineTo(1.5 * mm, 3.2 * mm)
        path.close()
        canvas.setLineWidth(0.9)
        canvas.drawPath(path, stroke=1, fill=0)


class _Boxes(_Drawn):
    """A number's boxes; those that differ from `against` have a heavy frame and a grey ground."""

    def __init__(self, symbols: str, *, against: str = "") -> None:
        super().__init__()
        self._symbols = symbols
        self._wrong = wrong_boxes(symbols, against or symbols)

    def size(self, room: float) -> tuple[float, float]:  # noqa: ARG002 - the same everywhere
        """As wide as its boxes."""
        count = len(self._symbols)
        return _BOXES * (count * _BOX_ASPECT + (count - 1) * _BOX_GAP), _BOXES

    def draw(self) -> None:
        """Draws it."""
        for place, (symbol, wrong) in enumerate(zip(self._symbols, self._wrong, strict=True)):
            self._box(place * _BOXES * (_BOX_ASPECT + _BOX_GAP), symbol, wrong=wrong)

    def _box(self, left: float, symbol: str, *, wrong: bool) -> None:
        canvas, wide = self.canv, _BOXES * _BOX_ASPECT
        canvas.setFillColor(SHADE if wrong else white)
        canvas.setStrokeColor(black if wrong else LINE)
        canvas.setLineWidth(1.4 if wrong else 0.6)
        canvas.roundRect(left, 0, wide, _BOXES, 1.2, stroke=1, fill=1)
        size = 0.62 * _BOXES
        canvas.setFillColor(black if symbol.isdigit() or symbol == REFUSED else SOFT)
        canvas.setFont(BOLD if symbol.isdigit() else REGULAR, size)
        canvas.drawCentredString(left + wide / 2, (_BOXES - 0.73 * size) / 2, "" if symbol == "_" else symbol)


class _Crop(_Drawn):
    """The boxes on the paper, as photographed; a word where there is no picture."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self._picture = picture

    def size(self, room: float) -> tuple[float, float]:
        """At a fixed height, or lower where it is very wide."""
        if not self._picture:
            return room, 4 * mm
        wide, high = ImageReader(io.BytesIO(self._picture)).getSize()
        scale = min(_CROP / high, room / wide)
        return wide * scale, high * scale

    def draw(self) -> None:
        """Draws it."""
        canvas = self.canv
        if not self._picture:
            canvas.setFillColor(SOFT)
            canvas.setFont(REGULAR, 8)
            canvas.drawString(0, 1 * mm, "tanpa gambar")
            return
        canvas.drawImage(ImageReader(io.BytesIO(self._picture)), 0, 0, self.width, self.height)
