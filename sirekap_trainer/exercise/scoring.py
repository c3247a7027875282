"""The score of an exercise: outcomes number by number, points by part, votes at stake, advice.

The truth is what stands on the paper (`Packet.numbers`). Two numbers are compared by value, see `review.same_number`.
Outcomes in mode koreksi, and in mode tandai where it is named:

- `accepted_right`: right reading accepted (both modes);
- `caught`: wrong reading, corrected right;
- `missed`: wrong reading accepted (both modes);
- `spoiled`: right reading made wrong;
- `miscorrected`: wrong reading, corrected to another wrong number;
- `unanswered`: no answer (both modes);
- `flagged`: wrong reading flagged (tandai): counts as right, for the KPU kabupaten/kota then puts it right;
- `false_flag`: right reading flagged (tandai): the number stays right.

What is wrong on the paper itself (`Packet.slips`) must be noticed: a broken rule or a contradicting bubble by a note of
the review, a missing signature and another TPS's header by what the trainee says of them. Noting what is not on the
paper costs points.

The score depends on nothing else: not on the order of answers, on names, or on which candidate got the votes.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.flow import Exercise, Step
from sirekap_trainer.exercise.review import BUBBLE_CONFLICT, BUBBLES_ON_PAPER, Item, Note, Review, same_number
from sirekap_trainer.form import rules
from sirekap_trainer.form.model import Number
from sirekap_trainer.form.symbols import REFUSED, bubbles_contradict, value_of
from sirekap_trainer.practice.packet import Packet, Pattern, Slip, SlipKind, Written
from sirekap_trainer.practice.sealed import shown_boxes

OutcomeKind = Literal[
    "accepted_right", "caught", "missed", "spoiled", "miscorrected", "unanswered", "flagged", "false_flag"
]
PartName = Literal["numbers", "photographs", "arithmetic", "procedure", "time"]

#: Outcomes that leave a right number behind.
RIGHT: frozenset[OutcomeKind] = frozenset({"accepted_right", "caught", "flagged", "false_flag"})
#: Outcomes that send a wrong number.
WRONG: frozenset[OutcomeKind] = frozenset({"missed", "spoiled", "miscorrected"})

#: Code of the finding that a photographed sheet names another TPS, as in `reading/header.py`.
OTHER_TPS = "tps_lain"
#: Codes of notes about bubbles.
_BUBBLE_CODES = (BUBBLE_CONFLICT, BUBBLES_ON_PAPER)

#: The parts as a trainee reads them, in order.
PART_LABELS: dict[PartName, str] = {
    "numbers": "Angka",
    "photographs": "Foto",
    "arithmetic": "Kejanggalan",
    "procedure": "Prosedur",
    "time": "Waktu",
}
#: The outcomes as a trainee reads them.
OUTCOME_LABELS: dict[OutcomeKind, str] = {
    "accepted_right": "Sesuai, benar",
    "caught": "Salah baca, dikoreksi",
    "missed": "Salah baca, lolos",
    "spoiled": "Bacaan benar, diubah menjadi salah",
    "miscorrected": "Salah baca, koreksinya juga salah",
    "unanswered": "Belum diperiksa",
    "flagged": "Salah baca, ditandai",
    "false_flag": "Bacaan benar, ditandai",
}
#: What to look at where a slip was overlooked.
SLIP_ADVICE: dict[SlipKind, str] = {
    "arithmetic": "Catat hitungan di kertas yang tidak cocok.",
    "bubble": "Bandingkan bulatan dengan kotaknya. Catat yang berbeda di kertas.",
    "signature": "Sebelum mengirim, periksa semua tanda tangan.",
    "header": "Baca nomor TPS di kepala lembar. Cocokkan dengan TPS Anda.",
}
#: What to know about each documented pattern of misreading (domain.md).
PATTERN_ADVICE: dict[Pattern, str] = {
    "leading_eight": "Kotak depan yang kosong bisa terbaca 8. Periksa kotak pertama.",
    "one_as_other": "Angka 1 bisa terbaca 2, 4, 6, 7, atau 9. Lihat setiap angka 1.",
    "eight_zero": "Angka 8 dan 0 mudah tertukar. Perhatikan garis tengahnya.",
    "two_five": "Angka 2 dan 5 mudah tertukar. Perhatikan arah lengkungnya.",
    "three_nine": "Angka 3 dan 9 mudah tertukar. Perhatikan sisi kirinya.",
    "lost_leading": "Angka paling depan bisa hilang. Hitung jumlah angkanya.",
    "shifted": "Angka bisa bergeser satu kotak. Cocokkan kotak demi kotak.",
    "six_as_five": "Angka 6 mengikuti titik bisa terbaca 5. Lihat sisi kirinya.",
    "three_as_nine": "Angka 3 bisa terbaca 9. Perhatikan sisi kirinya.",
    "three_as_seven": "Angka 3 bisa terbaca 7. Perhatikan bagian bawahnya.",
    "seven_as_one": "Angka 7 bisa terbaca 1. Perhatikan garis atasnya.",
    "look_alike": "Angka yang mirip mudah tertukar. Bandingkan bentuknya dengan kertas.",
}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


def _adds_up(shares: BaseModel, expected: float) -> None:
    together = fsum(shares.model_dump().values())
    if abs(together - expected) > 1e-9:
        raise ValueError(f"together {together:g}, not {expected:g}")


class PartPoints(_Entry):
    """Points of each part; together 100."""

    numbers: Points
    photographs: Points
    arithmetic: Points
    procedure: Points
    time: Points

    @model_validator(mode="after")
    def _together(self) -> Self:
        _adds_up(self, 100)
        return self


class Weights(_Entry):
    """What one number weighs."""

    number: Positive
    candidate_vote: Positive


class Credit(_Entry):
    """What share of its weight a number earns, by outcome."""

    accepted_right: Share
    caught: Share
    flagged: Share
    false_flag: Share
    missed: Share
    spoiled: Share
    miscorrected: Share
    unanswered: Share


class ProcedureShares(_Entry):
    """Shares of the part procedure; together 1."""

    signatures: Share
    confirmed: Share

    @model_validator(mode="after")
    def _together(self) -> Self:
        _adds_up(self, 1)
        return self


class Notices(_Entry):
    """What share of the part arithmetic each false alarm costs."""

    false_alarm: Share


class TimeLimits(_Entry):
    """Full points up to `seconds_per_number` a number, nothing from `nothing_at` times that."""

    seconds_per_number: Positive
    nothing_at: Annotated[float, Field(gt=1, allow_inf_nan=False)]


class Rubric(_Entry):
    """The rules of scoring; the entries are described in `rubric.toml`."""

    pass_mark: Points
    points: PartPoints
    weights: Weights
    credit: Credit
    procedure: ProcedureShares
    notices: Notices
    time: TimeLimits


@cache
def load_rubric() -> Rubric:
    """The rubric that ships with the trainer.

    Raises:
        ExerciseError: As `parse_rubric`.
    """
    path = files("sirekap_trainer.exercise") / "rubric.toml"
    return parse_rubric(path.read_text(encoding="utf-8"), source="rubric.toml")


def parse_rubric(text: str, *, source: str) -> Rubric:
    """The rubric in a TOML text; `source` is the file's name, for messages.

    Raises:
        ExerciseError: It is wrong; the message names the file and the entry.
    """
    try:
        return Rubric.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise _wrong(source, f"{entry}: {first['msg'].removeprefix('Value error, ')}") from error


def _wrong(source: str, problem: str) -> ExerciseError:
    return ExerciseError(
        f"Aturan penilaian {source} salah: {problem}.",
        hint=f"Perbaiki {source}, lalu jalankan lagi.",
        code="rubrik",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one number ended.

    Attributes:
        number: The number in its form.
        kind: See the module.
        shown: The machine's reading as shown, one symbol a box.
        sent: The boxes sent; None when unanswered.
        written: The boxes on paper, from the answer key.
        pattern: The documented pattern of the planted misread, where one was shown.
    """

    number: Number
    kind: OutcomeKind
    shown: str
    sent: str | None
    written: str
    pattern: Pattern | None = None

    @property
    def right(self) -> bool:
        """Whether a right number is left behind; a flagged wrong one counts as right."""
        return self.kind in RIGHT

    @property
    def label(self) -> str:
        """The outcome in Indonesian words."""
        return OUTCOME_LABELS[self.kind]

    @property
    def votes_at_stake(self) -> int:
        """|sent - true| of this number, 0 where it ended right.

        Where nothing readable was sent the whole true number is at stake; where none stands on the paper, the whole
        number sent.
        """
        if self.right:
            return 0
        sent = value_of(self.sent) if self.sent is not None else None
        return abs((sent or 0) - (value_of(self.written) or 0))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "number": self.number.id,
            "outcome": self.kind,
            "shown": self.shown,
            "sent": self.sent,
            "written": self.written,
            "pattern": self.pattern,
        }


@dataclass(frozen=True, slots=True)
class SlipOutcome:
    """Whether something wrong on the paper was noticed."""

    slip: Slip
    noticed: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"kind": self.slip.kind, "detail": self.slip.detail, "noticed": self.noticed}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: `label` is Indonesian; 0 <= `points` <= `max`, one decimal."""

    name: PartName
    label: str
    points: float
    max: float

    @property
    def full(self) -> bool:
        """Whether no point was lost."""
        return self.points >= self.max


@dataclass(frozen=True, slots=True)
class Score:
    """The result.

    Attributes:
        outcomes: In the form's order.
        parts: In the order of `PART_LABELS`.
        total: 0 to 100, one decimal: the sum of the parts as shown.
        passed: Every candidate vote right, and `pass_mark` reached.
        pass_mark: Points needed.
        votes_at_stake: Sum of |sent - true| over candidates, see `Outcome.votes_at_stake`.
        seconds: From the start of checking to sending; None when not sent.
        slips: What is wrong on the paper, in the packet's order.
        false_alarms: How many things were noted that are not on the paper.
    """

    outcomes: tuple[Outcome, ...]
    parts: tuple[Part, ...]
    total: float
    passed: bool
    pass_mark: float
    votes_at_stake: int
    seconds: float | None
    slips: tuple[SlipOutcome, ...] = ()
    false_alarms: int = 0

    @property
    def mistakes(self) -> tuple[Outcome, ...]:
        """The numbers that were sent wrong or not answered, in the form's order."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)

    def part(self, name: PartName) -> Part:
        """The part with this name."""
        return next(part for part in self.parts if part.name == name)

    def count(self, *kinds: OutcomeKind) -> int:
        """How many numbers ended in one of these ways."""
        return sum(outcome.kind in kinds for outcome in self.outcomes)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "total": self.total,
            "passed": self.passed,
            "pass_mark": self.pass_mark,
            "votes_at_stake": self.votes_at_stake,
            "seconds": self.seconds,
            "parts": [{"name": part.name, "points": part.points, "max": part.max} for part in self.parts],
            "outcomes": [outcome.to_dict() for outcome in self.outcomes],
            "slips": [outcome.to_dict() for outcome in self.slips],
            "false_alarms": self.false_alarms,
        }


def score(exercise: Exercise, packet: Packet, rubric: Rubric) -> Score:
    """The score of an exercise; of one that was not sent, what is open counts as unanswered.

    Raises:
        ExerciseError: Checking has not begun, or the packet is no key to this exercise.
    """
    review = _review_for(exercise, packet)
    outcomes = tuple(_outcome(item, packet) for item in review.items)
    slips = tuple(SlipOutcome(slip, _NOTICED[slip.kind](slip, exercise, packet)) for slip in packet.slips)
    false_alarms = _false_alarms(exercise, review, packet)
    shares: dict[PartName, float] = {
        "numbers": _numbers_share(outcomes, rubric),
        "photographs": _photographs_share(exercise, packet),
        "arithmetic": _paper_share(slips, false_alarms, rubric),
        "procedure": _procedure_share(exercise, packet, rubric),
        "time": _time_share(exercise.seconds, len(outcomes), rubric),
    }
    parts = tuple(_part(name, share, rubric) for name, share in shares.items())
    total = round(fsum(part.points for part in parts), 1)
    votes = [outcome for outcome in outcomes if outcome.number.candidate is not None]
    return Score(
        outcomes=outcomes,
        parts=parts,
        total=total,
        passed=all(vote.right for vote in votes) and total >= rubric.pass_mark,
        pass_mark=rubric.pass_mark,
        votes_at_stake=sum(vote.votes_at_stake for vote in votes),
        seconds=exercise.seconds,
        slips=slips,
        false_alarms=false_alarms,
    )


def score_sealed(attempt: Exercise, packet: Packet, rubric: Rubric) -> Score:
    """The score of an attempt at a sealed packet, by the trainer.

    Args:
        attempt: A finished exercise (`saved.load_attempt`).
        packet: With its key, as `seal.open_sealed` gives it.
        rubric: The rules.

    Raises:
        ExerciseError: It is not finished, or was not shown what this packet shows.
    """
    review = attempt.review
    if attempt.step is not Step.RESULT or attempt.packet is None or review is None:
        raise ExerciseError("Latihan ini belum selesai.", hint="Kirim angka-angkanya dulu.", code="langkah")
    shown = shown_boxes(packet)
    strange = [item for item in review.items if REFUSED not in item.shown and item.shown != shown.get(item.id)]
    if attempt.packet.id != packet.id or strange:
        raise ExerciseError(
            f"Hasil ujian ini bukan dari paket {packet.id} yang disegel.",
            hint="Pilih paket yang dibagikan, dan minta berkas hasil yang asli.",
            code="paket_lain",
        )
    return score(attempt, packet, rubric)


def _review_for(exercise: Exercise, packet: Packet) -> Review:
    review = exercise.review
    if review is None:
        raise ExerciseError("Pemeriksaan belum dimulai.", hint="Periksa angka-angkanya dulu.", code="langkah")
    if packet.form != review.form.id or any(item.id not in packet.numbers for item in review.items):
        raise ExerciseError(
            f"Paket {packet.id} bukan kunci latihan ini.", hint="Pilih paket yang dipakai berlatih.", code="paket_lain"
        )
    return review


def _part(name: PartName, share: float, rubric: Rubric) -> Part:
    most: float = getattr(rubric.points, name)
    return Part(name, PART_LABELS[name], round(share * most, 1), most)


def _outcome(item: Item, packet: Packet) -> Outcome:
    written = packet.numbers[item.id].boxes
    patterns = {one.number: one.pattern for one in packet.misreads if same_number(one.boxes, item.shown)}
    sent = item.sent if item.answer is not None else None
    return Outcome(item.number, _kind(item, written), item.shown, sent, written, patterns.get(item.id))


def _kind(item: Item, written: str) -> OutcomeKind:
    read_right = same_number(item.shown, written)
    if item.answer is None:
        return "unanswered"
    if item.answer.kind == "flagged":
        return "false_flag" if read_right else "flagged"
    sent_right = same_number(item.sent, written)
    if item.answer.kind == "corrected" and not sent_right:
        return "spoiled" if read_right else "miscorrected"
    if read_right:
        return "accepted_right"
    return "caught" if sent_right else "missed"


def _numbers_share(outcomes: tuple[Outcome, ...], rubric: Rubric) -> float:
    weights = [_weight(outcome, rubric) for outcome in outcomes]
    earned = [weight * getattr(rubric.credit, outcome.kind) for weight, outcome in zip(weights, outcomes, strict=True)]
    # fsum: the same sum in whatever order the numbers come, so that no candidate's place matters.
    return fsum(earned) / fsum(weights)


def _weight(outcome: Outcome, rubric: Rubric) -> float:
    return rubric.weights.number if outcome.number.candidate is None else rubric.weights.candidate_vote


def _photographs_share(exercise: Exercise, packet: Packet) -> float:
    """Share of the pages whose first take was usable; that the sheet itself names another TPS is not the camera's."""
    pages = [page.number for page in exercise.form or ()]
    on_paper = {OTHER_TPS} if packet.header is not None else set()
    usable = {taken.page for taken in exercise.photos if on_paper.issuperset(taken.first_findings)}
    return len(usable.intersection(pages)) / len(pages) if pages else 0.0


def _paper_share(slips: tuple[SlipOutcome, ...], false_alarms: int, rubric: Rubric) -> float:
    """Share of the slips, but for signatures, that were noticed, less the false alarms; 1 when there are neither."""
    counted = [outcome.noticed for outcome in slips if outcome.slip.kind != "signature"]
    found = sum(counted) / len(counted) if counted else 1.0
    return max(0.0, found - rubric.notices.false_alarm * false_alarms)


def _arithmetic_noticed(slip: Slip, exercise: Exercise, packet: Packet) -> bool:
    """A note counts only where the numbers on paper break that very rule: what a misread made look wrong is no slip."""
    review = exercise.review
    assert review is not None
    return any(_touches(slip, numbers) for _, numbers in review.noted & _broken_on_paper(review, packet))


def _bubble_noticed(slip: Slip, exercise: Exercise, packet: Packet) -> bool:
    review = exercise.review
    assert review is not None
    wrong = [name for name, written in packet.numbers.items() if _contradicts(written)]
    return any(review.bubbles_noted(name) and _touches(slip, (name,)) for name in wrong)


#: How it shows that each kind of slip was noticed.
_NOTICED: dict[SlipKind, Callable[[Slip, Exercise, Packet], bool]] = {
    "arithmetic": _arithmetic_noticed,
    "bubble": _bubble_noticed,
    "signature": lambda _slip, exercise, _packet: exercise.signatures is False,
    "header": lambda _slip, exercise, _packet: exercise.own_header is False,
}


def _false_alarms(exercise: Exercise, review: Review, packet: Packet) -> int:
    """How many things were noted that are not on the paper.

    A note whose finding went away again, for the numbers were put right, is none: nothing on the screen tells of it.
    """
    showing = {(finding.code, finding.numbers) for finding in review.findings()}
    standing = {note for note in review.noted if note in showing or note[0] == BUBBLES_ON_PAPER}
    broken = _broken_on_paper(review, packet)
    bubbles = {numbers[0] for code, numbers in standing if code in _BUBBLE_CODES}
    sums = {note for note in standing if note[0] not in _BUBBLE_CODES}
    wrong_bubbles = sum(not _contradicts(packet.numbers[name]) for name in bubbles)
    wrong_header = exercise.own_header is False and packet.header is None
    return len(sums - broken) + wrong_bubbles + wrong_header


def _broken_on_paper(review: Review, packet: Packet) -> frozenset[Note]:
    return frozenset((finding.code, finding.numbers) for finding in rules.check(review.form, packet.values))


def _contradicts(written: Written) -> bool:
    return written.bubbles is not None and bubbles_contradict(written.boxes, written.bubbles)


def _touches(slip: Slip, numbers: tuple[str, ...]) -> bool:
    return not slip.numbers or not set(slip.numbers).isdisjoint(numbers)


def _procedure_share(exercise: Exercise, packet: Packet, rubric: Rubric) -> float:
    signatures = exercise.signatures is not None and exercise.signatures == packet.signed
    confirmed = exercise.sent_at is not None and exercise.review is not None and exercise.review.complete
    return rubric.procedure.signatures * signatures + rubric.procedure.confirmed * confirmed


def _time_share(seconds: float | None, numbers: int, rubric: Rubric) -> float:
    if seconds is None:
        return 0.0
    full = rubric.time.seconds_per_number * numbers
    nothing = full * rubric.time.nothing_at
    return min(1.0, max(0.0, (nothing - seconds) / (nothing - full)))


def headline(result: Score) -> str:
    """The result in one Indonesian sentence, e.g. `Lulus - 92 dari 100`."""
    if result.passed:
        return f"Lulus - {_decimal(result.total)} dari 100"
    reasons = tuple(_reasons(result)) or (f"{_decimal(result.total)} dari 100, batasnya {_decimal(result.pass_mark)}",)
    return f"Belum lulus: {', '.join(reasons)}"


def _reasons(result: Score) -> Iterator[str]:
    if wrong := sum(outcome.kind in WRONG for outcome in result.outcomes):
        yield f"{wrong} angka salah lolos"
    if unanswered := result.count("unanswered"):
        yield f"{unanswered} angka belum diperiksa"
    if result.votes_at_stake:
        yield f"{result.votes_at_stake:,} suara".replace(",", ".")


def _decimal(number: float) -> str:
    """Indonesian: a comma, and no empty decimal."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def advice(result: Score) -> tuple[str, ...]:
    """What to practise next, short Indonesian sentences: misread patterns first, the most frequent leading."""
    return (*_pattern_advice(result), *_habit_advice(result)) or ("Semua benar. Coba paket lain yang lebih sulit.",)


def _pattern_advice(result: Score) -> Iterator[str]:
    missed = [outcome for outcome in result.outcomes if outcome.kind in ("missed", "miscorrected")]
    patterns = Counter(outcome.pattern for outcome in missed if outcome.pattern is not None)
    order = list(PATTERN_ADVICE)
    for pattern in sorted(patterns, key=lambda one: (-patterns[one], order.index(one))):
        yield PATTERN_ADVICE[pattern]
    if any(outcome.kind == "missed" and outcome.pattern is None for outcome in missed):
        yield "Bandingkan setiap angka dengan kertas sebelum memilih Sesuai."


def _habit_advice(result: Score) -> Iterator[str]:
    habits = (
        (result.count("spoiled", "miscorrected"), "Setelah mengetik koreksi, bandingkan sekali lagi dengan kertas."),
        (result.count("false_flag"), "Tandai hanya angka yang berbeda dari kertas."),
        (result.count("unanswered"), "Periksa semua angka sampai selesai."),
        (not result.part("photographs").full, "Latih memotret: seluruh halaman, terang, tidak miring."),
        *((overlooked, SLIP_ADVICE[kind]) for kind, overlooked in _overlooked(result).items() if kind != "signature"),
        (result.false_alarms, "Catat hanya yang memang salah di kertas."),
        (not result.part("procedure").full, SLIP_ADVICE["signature"]),
        (not result.part("time").full and result.seconds is not None, "Ulangi latihan ini agar lebih lancar."),
    )
    return (sentence for needed, sentence in habits if needed)


def _overlooked(result: Score) -> dict[SlipKind, bool]:
    """For each kind of slip, whether one was not noticed."""
    return {kind: any(one.slip.kind == kind and not one.noticed for one in result.slips) for kind in SLIP_ADVICE}
