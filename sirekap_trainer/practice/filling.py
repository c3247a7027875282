"""What the pen adds to a printed sheet: every stroke on one page of one packet.

Beside the boxes and bubbles of its numbers a page has *slots*: artwork of kind `rect` whose text is `{what name}`.
They say where the pen writes something else:

    turus N         tally marks of number N, a grid of 12 x 5
    baris N         the sums of its rows, two digits each
    huruf N         number N in words
    tanda_tangan P  signature of person P (kpps_1..., saksi_1...)
    nama P          that person's name
    tulis F         a field of `data/people.toml`, [date], or `tempat` (the kelurahan)
    kotak F         the same, a digit a box
    contoh_bulatan, qr   printed, not written (sheet.py)
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sirekap_trainer.form.model import Artwork, Form, Number, Page, Rect
from sirekap_trainer.form.symbols import DIGITS
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.handwriting import TALLY_COLUMNS, TALLY_ROWS, Pen, Stroke, hand_named
from sirekap_trainer.practice.packet import Packet, Written
from sirekap_trainer.practice.words import in_words


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the page where something is filled in.

    Attributes:
        what: Its kind, see above.
        name: Of what or whom; empty where there is only one.
        area: Page-frame fractions.
        size: Height of the letters as a fraction of the frame's width.
    """

    what: str
    name: str
    area: Rect
    size: float


def slot_of(artwork: Artwork) -> Slot | None:
    """The slot that a piece of artwork stands for; None for what is simply printed."""
    text = artwork.text
    if artwork.kind != "rect" or not (text.startswith("{") and text.endswith("}")):
        return None
    what, _, name = text[1:-1].partition(" ")
    area = Rect(artwork.x, artwork.y, artwork.x2 - artwork.x, artwork.y2 - artwork.y)
    return Slot(what, name, area, artwork.size)


def page_strokes(form: Form, page: Page, packet: Packet) -> list[Stroke]:
    """Every stroke of the pen on one page; the same for the same packet.

    Args:
        form: The form.
        page: One of its pages.
        packet: What is written.
    """
    writer = _Writer(form, page, packet)
    return [*writer.numbers(), *writer.slots()]


@cache
def _people() -> dict[str, Any]:
    text = (files("sirekap_trainer.practice") / "data" / "people.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class _Writer:
    """One hand filling in one page."""

    def __init__(self, form: Form, page: Page, packet: Packet) -> None:
        self._page = page
        self._packet = packet
        self._aspect = form.aspect
        self._writers: dict[str, Callable[[Slot], list[Stroke]]] = {
            "turus": self._tally,
            "baris": self._row_sums,
            "huruf": self._words,
            "tanda_tangan": self._signature,
            "nama": self._name,
            "tulis": self._field,
            "kotak": self._field_boxes,
        }

    def _pen(self, *purpose: object, page: int | None = None) -> Pen:
        """The packet's hand with chance of its own for each thing it writes: adding one changes no other."""
        number = self._page.number if page is None else page
        dice = Dice(self._packet.id, self._packet.seed, self._packet.index, "pen", number, *purpose)
        return Pen(hand_named(self._packet.hand), aspect=self._aspect, dice=dice)

    def numbers(self) -> Iterator[Stroke]:
        """Digits and bubbles."""
        for number in self._page.numbers:
            written = self._packet.numbers[number.id]
            yield from self._corrected(number, written)
            pen = self._pen(number.id)
            yield from pen.boxes(written.boxes, number.boxes)
            for column, digit in zip(number.bubbles or (), written.bubbles or "", strict=False):
                if digit in DIGITS:
                    yield from pen.bubble(column[int(digit)])

    def _corrected(self, number: Number, written: Written) -> Iterator[Stroke]:
        """What was written first where it was wrong, and the fluid over it."""
        first = self._packet.corrections.get(number.id, written.boxes)
        pen = self._pen("tipe-x", number.id)
        for wrong, right, box in zip(first, written.boxes, number.boxes, strict=True):
            if wrong != right:
                yield from pen.covered(wrong, box)

    def slots(self) -> Iterator[Stroke]:
        """Everything else."""
        for artwork in self._page.artwork:
            slot = slot_of(artwork)
            if slot is not None and slot.what in self._writers:
                yield from self._writers[slot.what](slot)

    def _value(self, slot: Slot) -> int:
        return self._packet.numbers[slot.name].value or 0

    def _tally(self, slot: Slot) -> list[Stroke]:
        return self._pen("turus", slot.name).tally(self._value(slot), slot.area)

    def _row_sums(self, slot: Slot) -> list[Stroke]:
        pen, left, full = self._pen("baris", slot.name), self._value(slot), 5 * TALLY_COLUMNS
        area, strokes = slot.area, list[Stroke]()
        for row in range(TALLY_ROWS):
            count = min(full, left - row * full)
            if count <= 0:
                break
            height = area.h / TALLY_ROWS
            cells = [Rect(area.x + i * area.w / 2, area.y + row * height, area.w / 2, height) for i in range(2)]
            strokes += pen.boxes(f"{count:2d}".replace(" ", "_"), [_slim(cell) for cell in cells])
        return strokes

    def _words(self, slot: Slot) -> list[Stroke]:
        return self._pen("huruf", slot.name).text(in_words(self._value(slot)), slot.area, size=slot.size)

    def _signature(self, slot: Slot) -> list[Stroke]:
        """The same on every page, as a person signs; nothing of who did not."""
        if not self._packet.signed and slot.name in self._unsigned(slot.name):
            return []
        return self._pen("tanda_tangan", slot.name, page=0).signature(slot.area)

    def _unsigned(self, everyone: str) -> set[str]:
        """Whose signatures are missing where some are: without a slip that says it, `everyone`'s."""
        named = {slip.person for slip in self._packet.slips if slip.kind == "signature" and slip.person}
        return named or {everyone}

    def _name(self, slot: Slot) -> list[Stroke]:
        role, _, place = slot.name.partition("_")
        names = Dice(self._packet.seed, self._packet.index, "people", role).shuffled(_people()[role])
        return self._pen("nama", slot.name).text(names[int(place) - 1], slot.area, size=slot.size)

    def _text(self, slot: Slot) -> str:
        return self._packet.printed.kelurahan if slot.name == "tempat" else str(_people()["date"][slot.name])

    def _field(self, slot: Slot) -> list[Stroke]:
        return self._pen("tulis", slot.name).text(self._text(slot), slot.area, size=slot.size)

    def _field_boxes(self, slot: Slot) -> list[Stroke]:
        text, area = self._text(slot), slot.area
        width = area.w / len(text)
        cells = [_slim(Rect(area.x + i * width, area.y, width, area.h)) for i in range(len(text))]
        return self._pen("kotak", slot.name).boxes(text, cells)


def _slim(cell: Rect) -> Rect:
    """A cell without a dot guide, as a digit box whose guide would fill a little more of it."""
    return Rect(cell.x + 0.001, cell.y, cell.w - 0.002, cell.h)
