"""What a report says, without its look: frozen values in Indonesian words, made once and drawn as often as wished.

`attempt_report` tells of one person's attempt at one form; a `Report` holds one or several of them - two forms, two
operators - and how far the two of a TPS agreed. Nothing compares a person with anybody else by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sirekap_trainer.exercise.flow import Exercise, PhotoTaken, Trainee
from sirekap_trainer.exercise.pair import Agreement
from sirekap_trainer.exercise.review import CheckMode, Item, same_number
from sirekap_trainer.exercise.scoring import SLIP_ADVICE, Outcome, OutcomeKind, Score, headline
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.figures import percent
from sirekap_trainer.form.model import Form, Number
from sirekap_trainer.form.symbols import FILLERS
from sirekap_trainer.practice.packet import Candidate, Packet, SlipKind
from sirekap_trainer.reports.words import day_words

#: Outcomes that are told as mistakes, in the words above each of them.
MISTAKE_WORDS: dict[OutcomeKind, str] = {
    "missed": "Salah baca lolos",
    "spoiled": "Sudah benar, lalu diubah",
    "miscorrected": "Koreksi belum tepat",
    "false_flag": "Ditandai padahal sesuai",
    "unanswered": "Belum diperiksa",
}
MODE_WORDS: dict[Mode, str] = {"latihan": "Latihan", "simulasi": "Simulasi", "ujian": "Ujian"}
RULE_WORDS: dict[CheckMode, str] = {"koreksi": "Koreksi", "tandai": "Tandai saja"}
ROLE_WORDS = {"utama": "Operator utama", "cadangan": "Operator cadangan"}
SLIP_WORDS: dict[SlipKind, str] = {
    "arithmetic": "Hitungan di kertas tidak cocok",
    "bubble": "Bulatan berbeda dengan kotak",
    "signature": "Tanda tangan tidak lengkap",
    "header": "Kepala lembar menyebut TPS lain",
}
#: What was wrong with a photograph, by the code of its finding (`photo/quality.py`, `photo/cause.py`, ...).
PHOTO_WORDS = {
    "terpotong": "sudut halaman terpotong",
    "terlalu_jauh": "halaman terlalu kecil",
    "silau": "pantulan cahaya",
    "gelap": "terlalu gelap",
    "buram": "buram",
    "tidak_rata": "kertas terlipat atau melengkung",
    "tertutup": "ada kotak yang tertutup",
    "tps_lain": "kepala lembar menyebut TPS lain",
    "lembar_lain": "lembar paket lain",
    "formulir_lain": "formulir lain",
    "halaman_lain": "halaman lain",
    "halaman_tidak_dikenali": "halaman tidak dikenali",
    "halaman_tidak_ditemukan": "halaman tidak ditemukan",
    "kotak_tidak_ditemukan": "kotak angka tidak ditemukan",
}
#: For any other code: the file could not be opened.
_UNREAD = "foto tidak terbaca"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One number that ended wrong, or was flagged without need.

    Attributes:
        id: Of the number.
        name: What it is called in short; a candidate by number and names.
        label: The form's own words.
        kind: How it ended.
        shown: What the machine read, one symbol a box.
        sent: The boxes sent; None where nothing was answered.
        written: What stands on the paper.
        votes: Votes at stake; 0 where it is no candidate's number.
        crop: PNG or JPEG of the boxes on the paper; empty where there is no picture.
    """

    id: str
    name: str
    label: str
    kind: OutcomeKind
    shown: str
    sent: str | None
    written: str
    votes: int = 0
    crop: bytes = b""

    @property
    def words(self) -> str:
        """How it ended, in Indonesian."""
        return MISTAKE_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the score: 0 <= `points` <= `max`."""

    label: str
    points: float
    max: float

    @property
    def figure(self) -> str:
        """For example `48 dari 60`."""
        return f"{decimal(self.points)} dari {decimal(self.max)}"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that went well or did not, in one sentence."""

    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class AttemptReport:
    """All that is told of one attempt.

    Attributes:
        trainee: Who.
        role: Operator utama or cadangan, in words.
        form: Title of the form without "Lembar latihan".
        packet: Id of the packet.
        place: TPS, kelurahan and kecamatan of the packet.
        mode: In words.
        rule: Of checking, in words.
        when: Date and time in words.
        headline: The result in one sentence.
        figure: Points in all, e.g. `92,5`.
        passed: Whether it is enough.
        parts: Of the score.
        votes_at_stake: See `scoring.Score`.
        numbers: How many the form has.
        found: How many wrong readings were found.
        first_right: How many numbers were right at the first answer; None where that was not counted.
        mistakes: In the form's order.
        photos: A line a page.
        slips: What was wrong on the paper, and whether it was noticed.
        false_alarms: How many things were noted that are not on the paper.
        advice: What to practise next.
    """

    trainee: Trainee
    role: str
    form: str
    packet: str
    place: str
    mode: str
    rule: str
    when: str
    headline: str
    figure: str
    passed: bool
    parts: tuple[PartLine, ...]
    votes_at_stake: int
    numbers: int
    found: int
    first_right: int | None
    mistakes: tuple[Mistake, ...]
    photos: tuple[Line, ...]
    slips: tuple[Line, ...]
    false_alarms: int
    advice: tuple[str, ...]

    @property
    def title(self) -> str:
        """Role and form in short, e.g. `Utama - Gubernur`."""
        return f"{self.trainee.role.capitalize()} - {short_form(self.form)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A number for which the two operators answered differently.

    Attributes:
        name: As in `Mistake`.
        label: The form's own words.
        utama: What operator utama sent, one symbol a box; "" where it was flagged instead.
        cadangan: The same of operator cadangan.
        written: What stands on the paper.
        crop: As in `Mistake`.
    """

    name: str
    label: str
    utama: str
    cadangan: str
    written: str
    crop: bytes = b""


@dataclass(frozen=True, slots=True)
class PairReport:
    """How far the two operators of a TPS agreed on one form.

    Attributes:
        form: Title of the form without "Lembar latihan".
        utama: Name of operator utama.
        cadangan: Name of operator cadangan.
        total: How many numbers the form has.
        differences: Those with different answers, in the form's order.
    """

    form: str
    utama: str
    cadangan: str
    total: int
    differences: tuple[Difference, ...]

    @property
    def agreed(self) -> int:
        """For how many numbers both said the same."""
        return self.total - len(self.differences)

    @property
    def sentence(self) -> str:
        """The agreement in one sentence."""
        if not self.differences:
            return f"Kedua operator sepakat pada semua {self.total} angka."
        return f"Kedua operator sepakat pada {self.agreed} dari {self.total} angka ({self.percent})."

    @property
    def percent(self) -> str:
        """The share in whole percent."""
        return percent(self.agreed, self.total)


@dataclass(frozen=True, slots=True)
class Report:
    """What is kept of an evening: attempts in the order they were made, and how far two operators agreed."""

    attempts: tuple[AttemptReport, ...]
    pairs: tuple[PairReport, ...] = ()


def attempt_report(
    exercise: Exercise,
    packet: Packet,
    score: Score,
    *,
    advice: tuple[str, ...],
    mode: Mode,
    when: datetime,
    first_right: int | None = None,
    crops: Mapping[str, bytes] | None = None,
) -> AttemptReport:
    """What is told of one attempt.

    Args:
        exercise: Sent; of a sealed packet the attempt as it was handed in.
        packet: With its key.
        score: Of this exercise with this packet.
        advice: What to practise next (`scoring.advice`).
        mode: How it was done.
        when: When it was sent, in local time.
        first_right: How many numbers were right at the first answer, where that was counted.
        crops: Pictures of numbers by id, PNG or JPEG; those that are missing are left out.
    """
    form, trainee, review = exercise.form, exercise.trainee, exercise.review
    assert form is not None
    assert trainee is not None
    assert review is not None
    return AttemptReport(
        trainee=trainee,
        role=ROLE_WORDS[trainee.role],
        form=title_of(form),
        packet=packet.id,
        place=f"TPS {packet.tps.number}, {packet.tps.kelurahan}, {packet.tps.kecamatan}",
        mode=MODE_WORDS[mode],
        rule=RULE_WORDS[review.mode],
        when=date_words(when),
        headline=headline(score),
        figure=decimal(score.total),
        passed=score.passed,
        parts=tuple(PartLine(part.label, part.points, part.max) for part in score.parts),
        votes_at_stake=score.votes_at_stake,
        numbers=len(score.outcomes),
        found=score.count("caught", "flagged"),
        first_right=first_right,
        mistakes=mistakes_in(score, packet.candidates, crops or {}),
        photos=tuple(_photo_line(exercise.photo(page.number), page.number, packet) for page in form),
        slips=tuple(slip_line(one.slip.kind, one.slip.detail, noticed=one.noticed) for one in score.slips),
        false_alarms=score.false_alarms,
        advice=advice,
    )


def pair_report(
    agreement: Agreement,
    packet: Packet,
    people: tuple[Trainee, Trainee],
    crops: Mapping[str, bytes] | None = None,
) -> PairReport:
    """How far two operators agreed, operator utama named first whoever had the first turn.

    Args:
        agreement: Of what they sent.
        packet: With its key.
        people: The first and the second one of `agreement`.
        crops: As of `attempt_report`.
    """
    turned = people[0].role != "utama"
    utama, cadangan = reversed(people) if turned else people

    def answers(first: Item, second: Item) -> tuple[str, str]:
        sent = _answer(first), _answer(second)
        return (sent[1], sent[0]) if turned else sent

    differences = tuple(
        Difference(
            name_of(one.number, packet.candidates),
            one.number.label,
            *answers(one.first, one.second),
            packet.numbers[one.number.id].boxes,
            (crops or {}).get(one.number.id, b""),
        )
        for one in agreement.differences
    )
    return PairReport(title_of(agreement.form), utama.name, cadangan.name, agreement.total, differences)


def _answer(item: Item) -> str:
    return "" if item.answer is not None and item.answer.kind == "flagged" else item.sent


def mistakes_in(
    score: Score, candidates: Iterable[Candidate], crops: Mapping[str, bytes] | None = None
) -> tuple[Mistake, ...]:
    """The numbers of a score that are told as mistakes, in the form's order."""
    pairs = tuple(candidates)
    told = (outcome for outcome in score.outcomes if outcome.kind in MISTAKE_WORDS)
    return tuple(_mistake(outcome, pairs, (crops or {}).get(outcome.number.id, b"")) for outcome in told)


def _mistake(outcome: Outcome, candidates: tuple[Candidate, ...], crop: bytes) -> Mistake:
    number = outcome.number
    return Mistake(
        id=number.id,
        name=name_of(number, candidates),
        label=number.label,
        kind=outcome.kind,
        shown=outcome.shown,
        sent=outcome.sent,
        written=outcome.written,
        votes=outcome.votes_at_stake if number.candidate is not None else 0,
        crop=crop,
    )


def name_of(number: Number, candidates: Iterable[Candidate]) -> str:
    """What a number is called in short: a candidate's by number and names, else as in a sentence."""
    for pair in candidates:
        if pair.number == number.candidate:
            return f"{pair.number}. {pair.first} – {pair.second}"
    return number.short[:1].upper() + number.short[1:]


def wrong_boxes(boxes: str, written: str) -> tuple[bool, ...]:
    """Which boxes say something else than the paper; none where both say the same number, whatever fills their boxes.

    Args:
        boxes: As read or sent, one symbol a box.
        written: As on the paper, as many boxes.
    """
    if same_number(boxes, written):
        return (False,) * len(boxes)
    unused = zip(_filled(boxes), _filled(written), strict=True)
    return tuple(
        one != other and not one_unused == other_unused == "X"
        for one, other, (one_unused, other_unused) in zip(boxes, written, unused, strict=True)
    )


def _filled(boxes: str) -> str:
    """Unused boxes in front as X, whatever fills them; a lone zero counts."""
    used = boxes[:-1].lstrip(FILLERS + "0")
    return (used + boxes[-1]).rjust(len(boxes), "X")


def title_of(form: Form) -> str:
    """A form's title without what is the same for all of them."""
    return form.title.removeprefix("Lembar latihan ")


def short_form(title: str) -> str:
    """A form's title in one or two words, e.g. `Gubernur`."""
    return title.removeprefix("C.Hasil ").split(" dan ")[0]


def _photo_line(taken: PhotoTaken | None, page: int, packet: Packet) -> Line:
    findings, takes = (taken.first_findings, taken.takes) if taken else ((), 0)
    return photo_line(page, findings, takes, other_header=packet.header is not None)


def photo_line(page: int, first_findings: Sequence[str], takes: int, *, other_header: bool) -> Line:
    """One page's photographs.

    Args:
        page: Its number.
        first_findings: Codes of what was wrong with the first one.
        takes: How many were taken; 0 for none.
        other_header: Whether the sheet itself names another TPS: that is not the camera's.
    """
    if not takes:
        return Line(f"Halaman {page}: tidak difoto.", good=False)
    on_paper = {"tps_lain"} if other_header else set()
    wrong = [code for code in first_findings if code not in on_paper]
    times = f" {takes} kali foto." if takes > 1 else ""
    if not wrong:
        return Line(f"Halaman {page}: foto pertama baik.{times}", good=True)
    words = ", ".join(dict.fromkeys(photo_words(code) for code in wrong))
    return Line(f"Halaman {page}: foto pertama {words}.{times}", good=False)


def photo_words(code: str) -> str:
    """What was wrong with a photograph, by the code of its finding."""
    return PHOTO_WORDS.get(code, _UNREAD)


def slip_line(kind: SlipKind, detail: str, *, noticed: bool) -> Line:
    """What was wrong on the paper, and what to look at where it was overlooked."""
    what = f" {detail[:1].upper()}{detail[1:].rstrip('.')}." if detail else ""
    words = f"{SLIP_WORDS[kind]}.{what}"
    return Line(f"{words} Anda menemukannya." if noticed else f"{words} {SLIP_ADVICE[kind]}", good=noticed)


def date_words(when: datetime) -> str:
    """A date and time, e.g. `27 November 2024, 19.05`."""
    return f"{day_words(when)}, {when.hour:02d}.{when.minute:02d}"


def decimal(number: float) -> str:
    """Indonesian: a comma, and no empty decimal."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def thousands(number: int) -> str:
    """Indonesian: a full stop between thousands."""
    return f"{number:,}".replace(",", ".")
