"""The steps of an exercise as a state machine without a screen: who, packet, photographs, checking, sending, result.

An `Exercise` is a frozen value; each method gives the next one, and a step that is not possible now raises
`ExerciseError`. There is no clock inside: times are seconds as float, passed in (`at=`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise import plain
from sirekap_trainer.exercise.review import Answer, CheckMode, Item, Review, start_review
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.symbols import REFUSED
from sirekap_trainer.practice.packet import Packet
from sirekap_trainer.practice.sealed import SealedPacket
from sirekap_trainer.reading.result import NumberReading, PageReading

Role = Literal["utama", "cadangan"]
#: Longest name and kelurahan; long enough for any, short enough for a list.
MAX_TEXT = 80


class Step(Enum):
    """Where the trainee is; the value is what the window calls it. In order."""

    IDENTITY = "Identitas"
    PACKET = "Paket"
    PHOTO = "Foto"
    CHECK = "Periksa"
    SEND = "Kirim"
    RESULT = "Hasil"

    @property
    def position(self) -> int:
        """Place in the order, from 0."""
        return list(Step).index(self)


@dataclass(frozen=True, slots=True)
class Trainee:
    """Who practises; the least that is needed to tell people apart.

    Attributes:
        name: As the person writes it.
        tps: Three-digit text, e.g. `012` or `901`.
        role: Operator utama or cadangan.
        kelurahan: May be empty.

    Raises:
        ExerciseError: A field cannot be used; the message is of the first. `trainee_problems` gives all of them.
    """

    name: str
    tps: str
    role: Role = "utama"
    kelurahan: str = ""

    def __post_init__(self) -> None:
        problems = trainee_problems(self.name, self.tps, self.role, self.kelurahan)
        for field, problem in problems.items():
            raise ExerciseError(problem, hint="Perbaiki isian itu.", code=f"isian_{field}")

    @classmethod
    def typed(cls, name: str, tps: str, role: str = "utama", kelurahan: str = "") -> Trainee:
        """From a screen's fields: spaces trimmed, TPS `12` taken as `012`.

        Raises:
            ExerciseError: A field cannot be used.
        """
        tps = tps.strip()
        return cls(
            " ".join(name.split()),
            tps.zfill(3) if tps.isdecimal() else tps,
            role,  # type: ignore[arg-type]  # checked by trainee_problems
            " ".join(kelurahan.split()),
        )


def trainee_problems(name: str, tps: str, role: str = "utama", kelurahan: str = "") -> dict[str, str]:
    """What is wrong with the fields of a `Trainee`: field name to an Indonesian sentence; empty when all are good."""
    problems = {}
    if not name.strip():
        problems["name"] = "Nama belum diisi."
    elif len(name) > MAX_TEXT:
        problems["name"] = f"Nama paling panjang {MAX_TEXT} huruf."
    if not (len(tps) == 3 and tps.isascii() and tps.isdecimal()) or tps == "000":
        problems["tps"] = "Nomor TPS harus tiga angka, misalnya 012."
    if role not in ("utama", "cadangan"):
        problems["role"] = "Pilih operator utama atau cadangan."
    if len(kelurahan) > MAX_TEXT:
        problems["kelurahan"] = f"Nama kelurahan paling panjang {MAX_TEXT} huruf."
    return problems


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    """The photographs taken of one page so far.

    Attributes:
        page: Number of the page.
        photo: Path or name of the last one.
        takes: How many were taken, 1 or more.
        first_findings: Codes of what was found wrong with the first one; empty when it was usable.
        findings: The same of the last one.
        readings: What was read on the last one; empty when it could not be read.
    """

    page: int
    photo: str
    takes: int
    first_findings: tuple[str, ...]
    findings: tuple[str, ...]
    readings: tuple[NumberReading, ...]

    @property
    def usable_first(self) -> bool:
        """Whether the first take was usable as it was."""
        return not self.first_findings

    @property
    def read(self) -> bool:
        """Whether the page's numbers are there."""
        return bool(self.readings)


#: What can be practised: a packet with its key, or one the key of which only the trainer can open.
AnyPacket = Packet | SealedPacket
#: Gives the packet in a folder, e.g. `practice.sealed.load_any`.
PacketLoader = Callable[[Path], AnyPacket]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: one trainee, one packet, one form. `Exercise()` is a new one.

    Attributes:
        step: Where the trainee is.
        trainee: From step PACKET on.
        packet: From step PHOTO on; one that is not sealed holds the answer key, so do not show it.
        packet_folder: Where it lies; empty when it lies nowhere.
        form: From step PHOTO on.
        photos: By page number.
        review: From step CHECK on.
        signatures: None until the trainee looked; then whether all of them are on the paper, as the trainee says.
        own_header: None until the trainee looked; then whether the sheets' header names the packet's TPS, as the
            trainee says.
        started_at: When checking began, in seconds. Photographing is not timed: it hangs on the laptop's speed.
        sent_at: When the numbers were sent, in seconds.
    """

    step: Step = Step.IDENTITY
    trainee: Trainee | None = None
    packet: AnyPacket | None = None
    packet_folder: str = ""
    form: Form | None = None
    photos: tuple[PhotoTaken, ...] = ()
    review: Review | None = None
    signatures: bool | None = None
    own_header: bool | None = None
    started_at: float | None = None
    sent_at: float | None = None

    def identify(self, trainee: Trainee) -> Exercise:
        """Says who practises; on to PACKET.

        Raises:
            ExerciseError: Not in step IDENTITY.
        """
        self._only_in(Step.IDENTITY)
        return replace(self, trainee=trainee, step=Step.PACKET)

    def choose(self, packet: AnyPacket, form: Form, *, folder: str | Path = "") -> Exercise:
        """Takes a packet; on to PHOTO. What was seen of the same packet is kept, of another one dropped.

        Raises:
            ExerciseError: Not in step PACKET, or the packet is of another form.
        """
        self._only_in(Step.PACKET)
        if packet.form != form.id:
            raise ExerciseError(
                f"Paket {packet.id} bukan untuk formulir {form.title}.", hint="Pilih paket lain.", code="formulir_lain"
            )
        _refuse_unfitting(packet, form)
        kept = self if packet == self.packet else Exercise()
        return replace(
            self,
            packet=packet,
            packet_folder=str(folder),
            form=form,
            photos=kept.photos,
            own_header=kept.own_header,
            step=Step.PHOTO,
        )

    def add_photo(self, page: int, reading: PageReading) -> Exercise:
        """Takes a photograph of `page`, also one with findings; taking it again counts as a retake.

        Raises:
            ExerciseError: Not in step PHOTO, the form has no such page, or the photograph shows another form or page.
        """
        form = self._form_of_page(page)
        if reading.form != form.id:
            raise ExerciseError(
                "Foto ini dari formulir lain.", hint=f"Foto halaman {page} dari {form.title}.", code="formulir_lain"
            )
        if reading.page != page:
            raise ExerciseError(
                f"Foto ini halaman {reading.page}, yang diminta halaman {page}.",
                hint=f"Foto halaman {page}.",
                code="halaman_lain",
            )
        codes = tuple(finding.code for finding in reading.photo_findings)
        return self._taken(page, reading.photo, codes, self._as_shown(reading.numbers))

    def add_failed_photo(self, page: int, photo: str, code: str) -> Exercise:
        """Counts a take of `page` that could not be read; `code` is the error's. An earlier readable one stays.

        Raises:
            ExerciseError: Not in step PHOTO, or the form has no such page.
        """
        self._form_of_page(page)
        before = self.photo(page)
        if before is not None and before.read:
            return self._with_photo(replace(before, takes=before.takes + 1))
        return self._taken(page, photo, (code,), ())

    def photo(self, page: int) -> PhotoTaken | None:
        """What was taken of this page; None when nothing was."""
        return next((taken for taken in self.photos if taken.page == page), None)

    @property
    def missing_pages(self) -> tuple[int, ...]:
        """Numbers of the pages without a readable photograph, in order."""
        done = {taken.page for taken in self.photos if taken.read}
        return tuple(page.number for page in self.form or () if page.number not in done)

    @property
    def readings(self) -> tuple[NumberReading, ...]:
        """What was read on all pages, by page."""
        return tuple(reading for taken in self.photos for reading in taken.readings)

    def start_check(self, mode: CheckMode, *, at: float) -> Exercise:
        """Begins checking, and the clock; on to CHECK.

        Raises:
            ExerciseError: Not in step PHOTO, a page is missing, or a number was not read.
        """
        self._only_in(Step.PHOTO)
        assert self.form is not None
        assert self.packet is not None
        if self.missing_pages:
            pages = ", ".join(str(page) for page in self.missing_pages)
            raise ExerciseError(f"Halaman {pages} belum difoto.", hint=f"Foto halaman {pages}.", code="halaman_kurang")
        misreads = () if isinstance(self.packet, SealedPacket) else self.packet.misreads
        review = start_review(self.form, self.readings, misreads, mode)
        return replace(self, review=review, started_at=at, step=Step.CHECK)

    def with_review(self, review: Review) -> Exercise:
        """The exercise with the answers of `review`, made from its own review.

        Raises:
            ExerciseError: Not in step CHECK, or it is the review of something else.
        """
        self._only_in(Step.CHECK)
        assert self.review is not None
        if _question(review) != _question(self.review):
            raise ExerciseError("Jawaban ini dari latihan lain.", hint="Mulai latihan itu lagi.", code="latihan_lain")
        return replace(self, review=review)

    def signatures_checked(self, *, complete: bool) -> Exercise:
        """Records that the trainee looked at the signatures; `complete`: whether all are there, as the trainee says.

        Raises:
            ExerciseError: Not in step CHECK or SEND.
        """
        self._only_in(Step.CHECK, Step.SEND)
        return replace(self, signatures=complete)

    def header_checked(self, *, own: bool) -> Exercise:
        """Records that the trainee read the sheets' header; `own`: whether it names the packet's TPS, as they say.

        Raises:
            ExerciseError: Not in step PHOTO, CHECK or SEND.
        """
        self._only_in(Step.PHOTO, Step.CHECK, Step.SEND)
        return replace(self, own_header=own)

    def for_colleague(self, trainee: Trainee) -> Exercise:
        """The same packet with the same photographs before another person, who sees nothing of what was answered.

        Raises:
            ExerciseError: Not all pages are photographed.
        """
        if self.packet is None or self.form is None or self.missing_pages:
            raise ExerciseError("Belum semua halaman difoto.", hint="Foto semua halaman dulu.", code="halaman_kurang")
        return Exercise(
            step=Step.PHOTO,
            trainee=trainee,
            packet=self.packet,
            packet_folder=self.packet_folder,
            form=self.form,
            photos=self.photos,
        )

    def confirm(self) -> Exercise:
        """Ends checking; on to SEND, where the person is asked once more.

        Raises:
            ExerciseError: Not in step CHECK, or a number has no answer.
        """
        self._only_in(Step.CHECK)
        assert self.review is not None
        left = self.review.total - self.review.answered
        if left:
            raise ExerciseError(
                f"Masih ada {left} angka yang belum diperiksa.",
                hint="Periksa semua angka sebelum mengirim.",
                code="belum_lengkap",
            )
        return replace(self, step=Step.SEND)

    def send(self, *, at: float) -> Exercise:
        """Sends the numbers; on to RESULT. Cannot be taken back, as in the real application.

        Raises:
            ExerciseError: Not in step SEND.
        """
        self._only_in(Step.SEND)
        return replace(self, sent_at=at, step=Step.RESULT)

    @property
    def can_go_back(self) -> bool:
        """Whether `back` is possible. Not from CHECK: the photographs are handed in then."""
        return self.step in _BACK

    def back(self) -> Exercise:
        """One step back, nothing lost.

        Raises:
            ExerciseError: There is no way back from here.
        """
        if not self.can_go_back:
            raise ExerciseError(
                f"Dari langkah {self.step.value} tidak dapat kembali.", hint="Lanjutkan langkah ini.", code="langkah"
            )
        return replace(self, step=_BACK[self.step])

    @property
    def seconds(self) -> float | None:
        """Seconds from the start of checking to sending; None before."""
        if self.started_at is None or self.sent_at is None:
            return None
        return max(0.0, self.sent_at - self.started_at)

    def to_dict(self, *, at: float | None = None) -> dict[str, Any]:
        """Plain JSON values from which `from_dict` makes the same exercise.

        Pixels are not among them: photographs are read again from `PhotoTaken.photo`. Nor is the answer key.

        Args:
            at: Now, in seconds, so that the time until it is loaded again does not count.
        """
        return _to_plain(self, at).model_dump(mode="json")

    @classmethod
    def from_dict(
        cls, data: object, *, catalog: Catalog, load_packet: PacketLoader, at: float | None = None
    ) -> Exercise:
        """The exercise that `to_dict` gave.

        Args:
            data: Plain JSON values.
            catalog: Where the form is looked up.
            load_packet: Gives the packet in the saved folder.
            at: Now, in seconds. With the `at` of `to_dict`, the time between is taken out.

        Raises:
            ExerciseError: The values are damaged, or the packet in the folder is another one.
            FormError: The form is unknown.
            PacketError: The packet is gone.
        """
        try:
            saved = plain.PlainExercise.model_validate(data)
            return _from_plain(saved, catalog, load_packet, at)
        except (ValidationError, KeyError, ValueError, AssertionError) as error:
            raise damaged_save() from error

    def _only_in(self, *steps: Step) -> None:
        if self.step not in steps:
            names = " atau ".join(step.value for step in steps)
            raise ExerciseError(
                f"Ini belum dapat dilakukan pada langkah {self.step.value}."
                if self.step.position < steps[0].position
                else f"Ini tidak dapat dilakukan lagi pada langkah {self.step.value}.",
                hint=f"Hanya pada langkah {names}.",
                code="langkah",
            )

    def _form_of_page(self, page: int) -> Form:
        self._only_in(Step.PHOTO)
        assert self.form is not None
        if page not in (one.number for one in self.form):
            raise ExerciseError(
                f"Formulir ini tidak punya halaman {page}.",
                hint=f"Pilih halaman 1 sampai {len(self.form.pages)}.",
                code="halaman_lain",
            )
        return self.form

    def _as_shown(self, readings: tuple[NumberReading, ...]) -> tuple[NumberReading, ...]:
        """Readings as an exercise shows them: a sealed packet says it for every number.

        The honest ones are not kept then, for beside what is shown they would tell which are planted. What the machine
        could not read stays unread, as in `start_review`.
        """
        if not isinstance(self.packet, SealedPacket):
            return readings
        shown = self.packet.shown
        return tuple(one if REFUSED in one.boxes else replace(one, boxes=shown[one.id]) for one in readings)

    def _taken(self, page: int, photo: str, codes: tuple[str, ...], readings: tuple[NumberReading, ...]) -> Exercise:
        before = self.photo(page)
        takes, first = (before.takes + 1, before.first_findings) if before else (1, codes)
        return self._with_photo(PhotoTaken(page, photo, takes, first, codes, readings))

    def _with_photo(self, taken: PhotoTaken) -> Exercise:
        others = tuple(one for one in self.photos if one.page != taken.page)
        return replace(self, photos=tuple(sorted((*others, taken), key=lambda one: one.page)))


_BACK = {Step.PACKET: Step.IDENTITY, Step.PHOTO: Step.PACKET, Step.SEND: Step.CHECK}


def _refuse_unfitting(packet: AnyPacket, form: Form) -> None:
    """Raises ExerciseError where a sealed packet does not show exactly the form's numbers."""
    if not isinstance(packet, SealedPacket):
        return
    if {name: len(boxes) for name, boxes in packet.shown.items()} != {one.id: len(one.boxes) for one in form.numbers}:
        raise ExerciseError(
            f"Angka pada paket {packet.id} tidak sesuai dengan formulirnya.",
            hint="Minta salinan baru paket ini dari pelatih.",
            code="jumlah_kotak",
        )


def damaged_save() -> ExerciseError:
    """What is raised where saved work cannot be read."""
    return ExerciseError(
        "Latihan yang tersimpan rusak dan tidak dapat dilanjutkan.", hint="Mulai latihan baru.", code="simpanan_rusak"
    )


def _question(review: Review) -> tuple[object, ...]:
    """What a review asks, without the answers."""
    return review.form.id, review.mode, tuple((item.id, item.shown, item.bubbles) for item in review.items)


def _to_plain(exercise: Exercise, at: float | None) -> plain.PlainExercise:
    return plain.PlainExercise(
        step=exercise.step.name,
        trainee=plain.PlainTrainee(**asdict(exercise.trainee)) if exercise.trainee else None,
        packet=exercise.packet.id if exercise.packet else None,
        packet_folder=exercise.packet_folder,
        form=exercise.form.id if exercise.form else None,
        photos=tuple(plain.PlainPhoto.model_validate(asdict(taken)) for taken in exercise.photos),
        review=_plain_review(exercise.review) if exercise.review else None,
        signatures=exercise.signatures,
        own_header=exercise.own_header,
        started_at=exercise.started_at,
        sent_at=exercise.sent_at,
        saved_at=at,
    )


def _plain_review(review: Review) -> plain.PlainReview:
    return plain.PlainReview(
        mode=review.mode,
        items=tuple(
            plain.PlainItem(
                id=item.id,
                shown=item.shown,
                bubbles=item.bubbles,
                confidence=item.confidence,
                answer=_plain_answer(item.answer),
            )
            for item in review.items
        ),
        noted=tuple(sorted(review.noted)),
        history=tuple((name, _plain_answer(answer)) for name, answer in review.history),
        tries=tuple((name, plain.PlainAnswer(kind=one.kind, boxes=one.boxes)) for name, one in review.tries),
    )


def _plain_answer(answer: Answer | None) -> plain.PlainAnswer | None:
    return plain.PlainAnswer(kind=answer.kind, boxes=answer.boxes) if answer else None


def _from_plain(saved: plain.PlainExercise, catalog: Catalog, load_packet: PacketLoader, at: float | None) -> Exercise:
    form = catalog.get(saved.form) if saved.form is not None else None
    packet = _packet(saved, load_packet)
    # A running clock is moved on by the length of the interruption.
    pause = at - saved.saved_at if at is not None and saved.saved_at is not None and saved.sent_at is None else 0.0
    exercise = Exercise(
        step=Step[saved.step],
        trainee=saved_trainee(saved.trainee) if saved.trainee else None,
        packet=packet,
        packet_folder=saved.packet_folder,
        form=form,
        photos=tuple(_photo(taken) for taken in saved.photos),
        review=_review(saved.review, form) if saved.review and form else None,
        signatures=saved.signatures,
        own_header=saved.own_header,
        started_at=saved.started_at + pause if saved.started_at is not None else None,
        sent_at=saved.sent_at,
    )
    _check_whole(exercise)
    return exercise


def saved_trainee(saved: plain.PlainTrainee) -> Trainee:
    """The trainee that was saved.

    Raises:
        ValueError: It is none.
    """
    fields = saved.model_dump()
    if trainee_problems(**fields):
        raise ValueError("not a trainee")
    return Trainee(**fields)


def _packet(saved: plain.PlainExercise, load_packet: PacketLoader) -> AnyPacket | None:
    if saved.packet is None:
        return None
    packet = load_packet(Path(saved.packet_folder))
    if packet.id != saved.packet or packet.form != saved.form:
        raise ExerciseError(
            f"Paket {saved.packet} sudah diganti dengan paket lain.", hint="Mulai latihan baru.", code="paket_lain"
        )
    return packet


def _photo(taken: plain.PlainPhoto) -> PhotoTaken:
    readings = tuple(NumberReading(**reading.model_dump()) for reading in taken.readings)
    return PhotoTaken(taken.page, taken.photo, taken.takes, taken.first_findings, taken.findings, readings)


def _review(saved: plain.PlainReview, form: Form) -> Review:
    items = tuple(
        Item(form.number(item.id), item.shown, item.bubbles, item.confidence, _answer(item.answer))
        for item in saved.items
    )
    history = tuple((name, _answer(answer)) for name, answer in saved.history)
    tries = tuple((name, Answer(one.kind, one.boxes)) for name, one in saved.tries)
    return Review(form, saved.mode, items, frozenset(saved.noted), history, tries)


def _answer(saved: plain.PlainAnswer | None) -> Answer | None:
    return Answer(saved.kind, saved.boxes) if saved else None


def _check_whole(exercise: Exercise) -> None:
    """Raises ValueError where a saved exercise lacks what its step needs."""
    needs = {
        Step.PACKET: exercise.trainee is not None,
        Step.PHOTO: exercise.packet is not None and exercise.form is not None,
        Step.CHECK: exercise.review is not None and exercise.started_at is not None and not exercise.missing_pages,
        Step.SEND: exercise.review is not None and exercise.review.complete,
        Step.RESULT: exercise.sent_at is not None,
    }
    if not all(met for step, met in needs.items() if step.position <= exercise.step.position):
        raise ValueError(f"incomplete for step {exercise.step}")
    if exercise.review is not None and exercise.form is not None:
        _check_items(exercise.review, exercise.form)


def _check_items(review: Review, form: Form) -> None:
    if [item.id for item in review.items] != [number.id for number in form.numbers]:
        raise ValueError("not the form's numbers")
    if any(len(item.shown) != len(item.number.boxes) or len(item.sent) != len(item.shown) for item in review.items):
        raise ValueError("wrong number of boxes")
    if any(item.bubbles is not None and len(item.bubbles) != len(item.shown) for item in review.items):
        raise ValueError("wrong number of columns of bubbles")
    known = {item.id for item in review.items}
    if any(name not in known for name, _ in (*review.history, *review.tries)):
        raise ValueError("history of an unknown number")
