"""Checking: each number the machine read is accepted, corrected or flagged by a person.

A `Review` is a frozen value; every answer gives a new one. It does not know which readings were planted: who looks at
it, on a screen or in a test, sees what the trainee sees. The score compares what was shown with what is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.findings import Finding
from sirekap_trainer.form import rules
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.form.symbols import DIGITS, FILLERS, REFUSED, bubbles_contradict, value_of
from sirekap_trainer.practice.packet import Misread
from sirekap_trainer.reading.result import NumberReading

#: The rule of checking: `koreksi` corrects on the spot (legislative forms, February 2024), `tandai` only flags a wrong
#: reading (presidential form, February 2024). What Pilkada 2024 allowed is not known: both are practised.
CheckMode = Literal["koreksi", "tandai"]
AnswerKind = Literal["accepted", "corrected", "flagged"]

#: An accepted reading below this confidence is asked about once more before sending. A choice, not a measurement.
LOW_CONFIDENCE = 0.90
#: Code of the finding "the bubbles say something else than the digits", as in `reading/page.py`.
BUBBLE_CONFLICT = "bulatan"
#: Code of a person's own note of that, which needs no finding: the machine may have read such bubbles as none.
BUBBLES_ON_PAPER = "bulatan_di_kertas"

_TYPED = str.maketrans({"x": "X", " ": "_"})
_UNUSED = str.maketrans(dict.fromkeys(FILLERS, "X"))


def normal_boxes(typed: str, *, width: int) -> str:
    """What a person typed as symbols of `width` boxes: `x` becomes `X`, a space `_`.

    Raises:
        ExerciseError: There are more or fewer symbols than boxes, or one is no digit, X, space, `_` or `-`.
    """
    boxes = typed.translate(_TYPED)
    if len(boxes) != width:
        raise ExerciseError(
            f"Koreksi harus mengisi {width} kotak.",
            hint="Isi kotak depan yang tidak dipakai dengan X.",
            code="koreksi_panjang",
        )
    if any(symbol not in DIGITS + FILLERS for symbol in boxes):
        raise ExerciseError(
            "Koreksi hanya boleh berisi angka, X, spasi, atau tanda -.",
            hint="Ketik seperti yang tertulis di kertas.",
            code="koreksi_simbol",
        )
    return boxes


def same_number(boxes: str, other: str) -> bool:
    """Whether two sets of boxes say the same.

    Compared by value: `X12`, `012` and `-12` are the same number. Boxes without a readable value are the same only
    where each box says the same, any filler being as good as another: `---` is `XXX`, but `1X2` is not `4X5`. A
    refused box (`?`) is never on paper, so boxes with one equal nothing that is written.
    """
    value, other_value = value_of(boxes), value_of(other)
    if value is None and other_value is None:
        return boxes.translate(_UNUSED) == other.translate(_UNUSED)
    return value == other_value


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person decided about one number.

    Attributes:
        kind: `accepted` (Sesuai), `corrected` (mode koreksi) or `flagged` (Tidak sesuai, mode tandai).
        boxes: The corrected symbols; only for `corrected`.

    Raises:
        ValueError: Boxes are missing from a correction or stand in another answer.
    """

    kind: AnswerKind
    boxes: str | None = None

    def __post_init__(self) -> None:
        if (self.boxes is not None) != (self.kind == "corrected"):
            raise ValueError(f"boxes belong to corrections, and only to them: {self}")


@dataclass(frozen=True, slots=True)
class Item:
    """One number to check.

    Attributes:
        number: The number in its form: label, page, boxes.
        shown: The machine's reading as shown, one symbol a box.
        bubbles: As read: one digit a column, `_` none, `?` several; None where the form has none.
        confidence: Of the reading's least certain box, 0 to 1.
        answer: None until answered.
    """

    number: Number
    shown: str
    bubbles: str | None
    confidence: float
    answer: Answer | None = None

    @property
    def id(self) -> str:
        """The number's id in its form."""
        return self.number.id

    @property
    def sent(self) -> str:
        """The boxes that would be sent: the correction, else what is shown. A flagged number is sent as shown."""
        return self.answer.boxes if self.answer and self.answer.boxes is not None else self.shown

    @property
    def shown_value(self) -> int | None:
        """The number shown; None when unreadable."""
        return value_of(self.shown)

    @property
    def sent_value(self) -> int | None:
        """The number that would be sent; None when unreadable."""
        return value_of(self.sent)

    @property
    def bubbles_conflict(self) -> bool:
        """Whether the bubbles contradict the boxes that would be sent, see `symbols.bubbles_contradict`."""
        return self.bubbles is not None and bubbles_contradict(self.sent, self.bubbles)


#: A noted inconsistency: a code - a rule's id, `BUBBLE_CONFLICT`, `BUBBLES_ON_PAPER` - and the numbers' ids, as in its
#: finding.
Note = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Review:
    """All numbers of one form with the answers given so far.

    Attributes:
        form: The form.
        mode: The rule of checking.
        items: In the form's order.
        noted: Inconsistencies the person has recorded as standing on the paper itself.
        history: For `undo`: the number and its answer before, oldest first.
        tries: Every answer that was ever given, oldest first, also those taken back or given again. What was answered
            at first stays known, while the answers themselves are what two reviews are compared by.
    """

    form: Form
    mode: CheckMode
    items: tuple[Item, ...]
    noted: frozenset[Note] = frozenset()
    history: tuple[tuple[str, Answer | None], ...] = field(default=(), repr=False)
    tries: tuple[tuple[str, Answer], ...] = field(default=(), repr=False, compare=False)

    def item(self, number_id: str) -> Item:
        """The item of this number.

        Raises:
            ExerciseError: The form has no such number.
        """
        for item in self.items:
            if item.id == number_id:
                return item
        raise ExerciseError(
            f"Angka '{number_id}' tidak ada di formulir ini.",
            hint="Pilih angka dari daftar.",
            code="angka_tidak_dikenal",
        )

    def accept(self, number_id: str) -> Review:
        """The reading equals the paper (Sesuai).

        Raises:
            ExerciseError: The form has no such number.
        """
        return self._answer(number_id, Answer("accepted"))

    def correct(self, number_id: str, boxes: str) -> Review:
        """The paper says something else; `boxes` fills every box (the window pads leading ones with X).

        A correction that says the same number as is shown counts as accepting it.

        Raises:
            ExerciseError: The mode only flags, the boxes cannot be used, or the form has no such number.
        """
        if self.mode != "koreksi":
            raise ExerciseError(
                "Pada aturan Tandai saja, angka tidak dapat dikoreksi.",
                hint="Tandai angka itu sebagai tidak sesuai.",
                code="aturan",
            )
        item = self.item(number_id)
        typed = normal_boxes(boxes, width=len(item.number.boxes))
        same = same_number(typed, item.shown)
        return self._answer(number_id, Answer("accepted") if same else Answer("corrected", typed))

    def flag(self, number_id: str) -> Review:
        """The reading differs from the paper (Tidak sesuai), in mode `tandai`.

        Raises:
            ExerciseError: The mode corrects, or the form has no such number.
        """
        if self.mode != "tandai":
            raise ExerciseError(
                "Pada aturan Koreksi, angka tidak ditandai.",
                hint="Ketik angka seperti yang tertulis di kertas.",
                code="aturan",
            )
        return self._answer(number_id, Answer("flagged"))

    def clear(self, number_id: str) -> Review:
        """The number is open again.

        Raises:
            ExerciseError: The form has no such number.
        """
        return self._answer(number_id, None)

    def undo(self) -> Review:
        """Takes back the last change of an answer; the same review when there is none. Notes stay."""
        if not self.history:
            return self
        number_id, before = self.history[-1]
        return replace(self, items=self._items_with(number_id, before), history=self.history[:-1])

    @property
    def undo_target(self) -> str | None:
        """The number `undo` would change, to show it; None when there is nothing to undo."""
        return self.history[-1][0] if self.history else None

    def note(self, finding: Finding) -> Review:
        """Records that this inconsistency stands on the paper itself ("di kertas memang begitu").

        Raises:
            ExerciseError: The numbers as they stand now do not show this finding.
        """
        if finding not in self.findings():
            raise ExerciseError(
                "Hitungan ini sekarang sudah cocok.",
                hint="Tidak ada yang perlu dicatat.",
                code="tidak_ada_selisih",
            )
        return replace(self, noted=self.noted | {(finding.code, finding.numbers)})

    def unnote(self, finding: Finding) -> Review:
        """Takes such a note back; the same review when there is none."""
        return replace(self, noted=self.noted - {(finding.code, finding.numbers)})

    def is_noted(self, finding: Finding) -> bool:
        """Whether this inconsistency is recorded."""
        return (finding.code, finding.numbers) in self.noted

    def note_bubbles(self, number_id: str) -> Review:
        """Records that on the paper itself the bubbles of a number say something else than its digits.

        Raises:
            ExerciseError: The form has no such number, or it has no bubbles.
        """
        number = self.item(number_id).number
        if number.bubbles is None:
            raise ExerciseError(
                f"{number.short[:1].upper()}{number.short[1:]} tidak punya bulatan.",
                hint="Catat bulatan pada perolehan suara pasangan calon.",
                code="tanpa_bulatan",
            )
        return replace(self, noted=self.noted | {(BUBBLES_ON_PAPER, (number_id,))})

    def unnote_bubbles(self, number_id: str) -> Review:
        """Takes every note about a number's bubbles back; the same review when there is none."""
        return replace(self, noted=self.noted - _bubble_notes(number_id))

    def bubbles_noted(self, number_id: str) -> bool:
        """Whether it is recorded, in either way, that this number's bubbles contradict its digits on the paper."""
        return not self.noted.isdisjoint(_bubble_notes(number_id))

    def next_open(self, after: str | None = None) -> str | None:
        """The next number without an answer: behind `after`, then from the top; None when all are answered.

        Raises:
            ExerciseError: The form has no number `after`.
        """
        start = 0 if after is None else self.items.index(self.item(after)) + 1
        ordered = self.items[start:] + self.items[:start]
        return next((item.id for item in ordered if item.answer is None), None)

    @property
    def answered(self) -> int:
        """How many numbers have an answer."""
        return sum(item.answer is not None for item in self.items)

    @property
    def total(self) -> int:
        """How many numbers there are."""
        return len(self.items)

    @property
    def complete(self) -> bool:
        """Whether every number has an answer."""
        return self.answered == self.total

    @property
    def values(self) -> dict[str, int | None]:
        """Number id to the value that would be sent; None when unreadable."""
        return {item.id: item.sent_value for item in self.items}

    def findings(self) -> tuple[Finding, ...]:
        """What contradicts itself in the numbers as they would be sent: arithmetic first, then bubbles."""
        conflicts = (_bubble_finding(item) for item in self.items if item.bubbles_conflict)
        return rules.check(self.form, self.values) + tuple(conflicts)

    def findings_for(self, number_id: str) -> tuple[Finding, ...]:
        """The findings that touch one number."""
        return tuple(finding for finding in self.findings() if number_id in finding.numbers)

    def suspicious(self, number_id: str) -> bool:
        """Whether to ask about this number once more before sending.

        True where a finding touches it, a box is unreadable, or the reading it keeps was not certain. A flagged number
        is never suspicious: the doubt is already recorded.

        Raises:
            ExerciseError: The form has no such number.
        """
        item = self.item(number_id)
        if item.answer is not None and item.answer.kind == "flagged":
            return False
        unsure = item.sent == item.shown and item.confidence < LOW_CONFIDENCE
        return unsure or item.sent_value is None or bool(self.findings_for(number_id))

    def _answer(self, number_id: str, answer: Answer | None) -> Review:
        before = self.item(number_id).answer
        tries = self.tries if answer is None else (*self.tries, (number_id, answer))
        if answer == before:
            return self if answer is None else replace(self, tries=tries)
        history = (*self.history, (number_id, before))
        return replace(self, items=self._items_with(number_id, answer), history=history, tries=tries)

    def _items_with(self, number_id: str, answer: Answer | None) -> tuple[Item, ...]:
        return tuple(replace(item, answer=answer) if item.id == number_id else item for item in self.items)


def _bubble_notes(number_id: str) -> frozenset[Note]:
    return frozenset((code, (number_id,)) for code in (BUBBLE_CONFLICT, BUBBLES_ON_PAPER))


def _bubble_finding(item: Item) -> Finding:
    message = f"{item.number.short}: kotak {item.sent}, bulatan {item.bubbles}. Bandingkan dengan kertas."
    return Finding(BUBBLE_CONFLICT, message, "warning", (item.id,))


def start_review(form: Form, readings: Iterable[NumberReading], misreads: Iterable[Misread], mode: CheckMode) -> Review:
    """A review of a form with nothing answered yet.

    Each number is shown as the machine read it, or as the planted misread has it. A reading with a refused box (`?`) is
    shown as read, planted or not: what the machine shows as unread must not turn into a number. Bubbles and confidence
    are always those of the honest reading.

    Raises:
        ExerciseError: A number of the form was not read, a misread names a number the form does not have, or one of
            them has the wrong number of boxes.
    """
    read = {reading.id: reading for reading in readings}
    planted = {misread.number: misread.boxes for misread in misreads}
    _refuse_strangers(form, planted)
    missing = [number for number in form.numbers if number.id not in read]
    if missing:
        raise ExerciseError(
            f"{len(missing)} angka belum terbaca, yang pertama {missing[0].short} di halaman {missing[0].page}.",
            hint=f"Foto ulang halaman {missing[0].page}.",
            code="angka_belum_terbaca",
        )
    return Review(form, mode, tuple(_item(number, read[number.id], planted.get(number.id)) for number in form.numbers))


def _item(number: Number, reading: NumberReading, planted: str | None) -> Item:
    shown = planted if planted is not None and REFUSED not in reading.boxes else reading.boxes
    if len(shown) != len(number.boxes):
        raise ExerciseError(
            f"{number.short}: ada {len(shown)} simbol untuk {len(number.boxes)} kotak.",
            hint="Minta salinan baru paket ini dari pelatih.",
            code="jumlah_kotak",
        )
    return Item(number, shown, reading.bubbles, reading.confidence)


def _refuse_strangers(form: Form, planted: Iterable[str]) -> None:
    known = {number.id for number in form.numbers}
    for name in planted:
        if name not in known:
            raise ExerciseError(
                f"Paket ini menyebut angka '{name}' yang tidak ada di formulir.",
                hint="Minta salinan baru paket ini dari pelatih.",
                code="angka_tidak_dikenal",
            )
