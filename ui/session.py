"""What the window knows: the exercise under way. It asks the core and holds no rule; pixels are in `pages.py`.

The core is imported when it is first needed, so that the window is there before it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from sirekap_trainer.errors import TrainerError

from .pages import Corners, FailedPage, Pages, Reader, Shot, TakenPage, place_of, real_reader
from .photo_folder import PhotoFolder
from .tasks import Lane, Progress, Task

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Trainee
    from sirekap_trainer.exercise.review import CheckMode, Review
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.findings import Finding
    from sirekap_trainer.form.catalog import Catalog
    from sirekap_trainer.form.model import Form, Number
    from sirekap_trainer.reading.result import TpsName


def real_samples() -> Path:
    """The folder of the packets that ship."""
    from sirekap_trainer.samples import sample_folder  # noqa: PLC0415

    return sample_folder()


@dataclass(frozen=True, slots=True)
class PacketEntry:
    """A packet one can choose: what may be told of it before it is done."""

    folder: Path
    id: str
    form: str
    tps: str
    place: str


class Session(QObject):
    """The exercise under way.

    Args:
        reading: The lane in which photographs are read; the reader lives and works there alone.
        saving: The lane in which answers are written to disk.
        folder: Where the exercise is kept from answer to answer.
        reader: Makes the reader; called in its lane.
        samples: Gives the folder of the packets that ship.
        attempts: Where finished exercises with sealed packets go, for the trainer; by default into `folder`.
    """

    #: A finished exercise with a sealed packet was written; carries the file.
    handed_in = Signal(object)
    #: The exercise is another one than before.
    changed = Signal()
    #: Saving failed; carries the error.
    unsaved = Signal(object)

    def __init__(
        self,
        reading: Lane,
        saving: Lane,
        folder: Path,
        *,
        reader: Callable[[], Reader] = real_reader,
        samples: Callable[[], Path] = real_samples,
        attempts: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._saving = saving
        self._folder = folder
        self._attempts = attempts or folder
        self._make_reader = lru_cache(maxsize=1)(reader)
        self._samples = samples
        self._exercise: Exercise | None = None
        #: The photographs and their pixels.
        self.pages = Pages(self._make_reader)
        self._photos = PhotoFolder(folder / "foto", folder)
        #: The rule of checking for the next exercise.
        self.mode: CheckMode = "koreksi"
        #: The number checking is to begin with; "" for the first without an answer.
        self.wanted = ""

    # --- before an exercise

    def warm_up(self) -> None:
        """Imports the core in the reading lane, while the person types a name. A failure shows when it matters."""

        def work(_: Progress) -> None:
            from sirekap_trainer.exercise import saved, scoring  # noqa: F401, PLC0415

            self._make_reader()

        self._reading.run(work, failure=lambda _: None)

    def packets(self) -> list[PacketEntry]:
        """The packets that ship; empty where there are none. A damaged one is left out."""
        try:
            folders = sorted(path for path in self._samples().iterdir() if path.is_dir())
        except (TrainerError, OSError):
            return []
        entries = (self._entry(path) for path in folders)
        return [entry for entry in entries if entry is not None]

    def _entry(self, folder: Path) -> PacketEntry | None:
        try:
            return self.entry(folder)
        except TrainerError:
            return None

    def entry(self, folder: Path) -> PacketEntry:
        """The packet in a folder.

        Raises:
            PacketError: There is none, or it is damaged.
            FormError: Its form is unknown.
        """
        packet = _load(folder)
        form = _catalog().get(packet.form)
        place = f"{packet.tps.kelurahan}, {packet.tps.kecamatan}"
        return PacketEntry(folder, packet.id, form.title.removeprefix("Lembar latihan "), packet.tps.number, place)

    def saved(self) -> Exercise | None:
        """An exercise that was interrupted; None when there is none or it cannot go on."""
        from sirekap_trainer.exercise.flow import Step  # noqa: PLC0415
        from sirekap_trainer.exercise.saved import load_exercise  # noqa: PLC0415

        try:
            found = load_exercise(self._folder, catalog=_catalog(), at=time.time())
        except TrainerError:
            return None
        resumable = found is not None and found.step in (Step.PHOTO, Step.CHECK, Step.SEND)
        return found if resumable else None

    def look_for_saved(self, found: Callable[[Exercise], None]) -> None:
        """Calls `found` with the interrupted exercise, if there is one; looked up in a lane, for it takes the core."""

        def tell(exercise: Exercise | None) -> None:
            if exercise is not None:
                found(exercise)

        held = self.pages.paths

        def work(_: Progress) -> Exercise | None:
            self._photos.tidy(held)  # what a run that was killed left behind
            return self.saved()

        self._reading.run(work, success=tell, failure=lambda _: None)

    # --- the exercise

    @property
    def exercise(self) -> Exercise:
        """The exercise under way; a new one where none was begun."""
        if self._exercise is None:
            from sirekap_trainer.exercise.flow import Exercise  # noqa: PLC0415

            self._exercise = Exercise()
        return self._exercise

    @property
    def form(self) -> Form:
        """The form of the chosen packet."""
        form = self.exercise.form
        assert form is not None
        return form

    @property
    def packet(self) -> AnyPacket:
        """The chosen packet. It holds the answers: show nothing of it but TPS and names of candidates."""
        packet = self.exercise.packet
        assert packet is not None
        return packet

    @property
    def review(self) -> Review:
        """The answers so far."""
        review = self.exercise.review
        assert review is not None
        return review

    @property
    def place(self) -> str:
        """Form and TPS in a few words, for the head of the window; "" before a packet is chosen."""
        if self._exercise is None or self._exercise.packet is None or self._exercise.form is None:
            return ""
        name = self._exercise.form.title.removeprefix("Lembar latihan ").removeprefix("C.Hasil ")
        return f"{name.split(' dan ')[0]} · TPS {self._exercise.packet.tps.number}"

    def restart(self, *, keep_trainee: bool = True) -> None:
        """A new exercise; the same person goes on to the packets."""
        trainee = self.exercise.trainee if keep_trainee else None
        self._exercise = None
        self._forget_pages()
        if trainee is not None:
            self.exercise  # noqa: B018 - makes the new one
            self._set(self.exercise.identify(trainee))
        self.changed.emit()

    def identify(self, trainee: Trainee) -> None:
        """Says who practises. Raises `ExerciseError` when it is not the time."""
        self._set(self.exercise.identify(trainee))

    def choose(self, folder: Path) -> None:
        """Takes the packet in a folder.

        Raises:
            PacketError, FormError, ExerciseError: It cannot be taken.
        """
        packet = _load(folder)
        before = self.exercise.packet
        self._set(self.exercise.choose(packet, _catalog().get(packet.form), folder=folder))
        if packet != before:
            self._forget_pages()

    def back(self) -> None:
        """One step back, where that is possible."""
        if self.exercise.can_go_back:
            self._set(self.exercise.back())

    def sample_photo(self, page: int) -> Path | None:
        """The packet's own photograph of a page; None where it has none."""
        for photo in self.packet.photos:
            path = Path(self.exercise.packet_folder) / photo.file
            if photo.page == page and path.is_file():
                return path
        return None

    @property
    def _tps(self) -> TpsName:
        from sirekap_trainer.reading.result import TpsName  # noqa: PLC0415

        place = self.packet.tps
        return TpsName(place.number, place.kelurahan)

    def page(self, number: int) -> TakenPage | None:
        """What was photographed of a page, with its pixels."""
        return self.pages.get(self.form, number)

    @property
    def photo_folder(self) -> Path:
        """The folder in which photographs of this exercise are kept; made when first asked for."""
        return self._photos.path

    def failed_shot(self, page: int) -> Shot | None:
        """The last photograph on which `page` was not found; None once it was, on a later one."""
        return self.pages.failed(self.form, page)

    def take(
        self,
        page: int,
        path: Path,
        *,
        corners: Corners | None = None,
        success: Callable[[TakenPage], None],
        failure: Callable[[BaseException], None],
    ) -> Task:
        """Reads a photograph of `page` in its lane and keeps a copy of it; every try counts as a take.

        Args:
            page: Which page is wanted.
            path: The photograph.
            corners: Where a person says that the corner marks are, in pixels of the upright photograph.
            success: Called with the page.
            failure: Called with the error; with a `PhotoError` the photograph is at `failed_shot`.
        """
        form, tps, place = self.form, self._tps, self._photos.own_name(path, page)

        def work(report: Progress) -> TakenPage | FailedPage:
            kept = self._photos.keep(path, place)
            if corners is not None:
                self._photos.keep_corners(kept, corners)
            try:
                return self.pages.read(kept, (form.id, page), tps, report, corners=corners)
            except BaseException:
                self._photos.drop({kept} - {path})
                raise

        def finished(result: TakenPage | FailedPage) -> None:
            try:
                if isinstance(result, FailedPage):
                    self._drop(self.pages.put_failed(form, page, result.shot))
                    raise result.error
                self._set(self.exercise.add_photo(page, result.reading))
            except TrainerError as error:
                self._count_failed(page, result.shot.path, error)
                self._drop(frozenset([result.shot.path]) - self.pages.paths)
                failure(error)
                return
            self._drop(self.pages.put(result))
            success(result)

        return self._reading.run(work, success=finished, failure=failure)

    def reread(self, *, success: Callable[[], None], failure: Callable[[BaseException], None]) -> Task:
        """After an interruption: makes the pixels of the pages again. What was answered stays as it is."""
        wanted = [(taken.page, Path(taken.photo)) for taken in self.exercise.photos if taken.read]
        form, tps = self.form.id, self._tps

        def work(report: Progress) -> list[TakenPage]:
            pages = []
            for done, (page, path) in enumerate(wanted):
                share, corners = _part_of(report, done, len(wanted)), self._photos.corners_of(path)
                read = self.pages.read(path, (form, page), tps, share, corners=corners)
                if isinstance(read, FailedPage):
                    raise read.error
                pages.append(read)
            return pages

        def finished(pages: list[TakenPage]) -> None:
            for taken in pages:
                self.pages.put(taken)
            success()

        return self._reading.run(work, success=finished, failure=failure)

    def resume(self, exercise: Exercise) -> None:
        """Goes on with an interrupted exercise; `reread` brings its pixels."""
        self._exercise = exercise
        self.pages.forget()
        self.changed.emit()

    def start_check(self, mode: CheckMode) -> None:
        """Begins checking. Raises `ExerciseError` while a page is missing."""
        self._set(self.exercise.start_check(mode, at=time.time()))

    def answer(self, review: Review) -> None:
        """Takes the review with one more answer."""
        self._set(self.exercise.with_review(review))

    def confirm(self) -> None:
        """Ends checking. Raises `ExerciseError` while a number is open."""
        self._set(self.exercise.confirm())

    def sign(self, *, complete: bool) -> None:
        """Records what the person saw of the signatures."""
        self._set(self.exercise.signatures_checked(complete=complete))

    def read_header(self, *, own: bool) -> None:
        """Records whether the sheets' header names the packet's TPS, as the person saw it."""
        self._set(self.exercise.header_checked(own=own))

    def send(self) -> None:
        """Sends the numbers; cannot be taken back."""
        self._set(self.exercise.send(at=time.time()))

    @property
    def sealed(self) -> bool:
        """Whether the packet's key is sealed: then only the trainer can score."""
        from sirekap_trainer.practice.packet import Packet  # noqa: PLC0415

        return not isinstance(self.packet, Packet)

    def result(self) -> tuple[Score, str, tuple[str, ...]]:
        """The score, its headline and what to practise next."""
        from sirekap_trainer.exercise import scoring  # noqa: PLC0415
        from sirekap_trainer.practice.packet import Packet  # noqa: PLC0415

        packet = self.packet
        assert isinstance(packet, Packet), "a sealed packet is scored by the trainer"
        score = scoring.score(self.exercise, packet, scoring.load_rubric())
        return score, scoring.headline(score), scoring.advice(score)

    # --- words and pictures of numbers

    def title(self, number: Number) -> str:
        """A number's name on a screen: the pair's for a candidate, else the form's own words."""
        if number.candidate is not None:
            for pair in self.packet.candidates:
                if pair.number == number.candidate:
                    return f"{pair.number}. {pair.first} – {pair.second}"
        return number.label

    def short(self, number: Number) -> str:
        """A number's name for a sentence."""
        return number.short[:1].upper() + number.short[1:]

    def crop(self, number: Number) -> QImage:
        """The number's boxes on the paper; a null image where the page is not there."""
        return self.pages.crop(self.form, number)

    def places(self, page: int) -> dict[str, QRectF]:
        """Where the numbers of a page stand on its upright picture, in pixels."""
        numbers = self.form.page(page).numbers
        return {number.id: place_of(self.form, number) for number in numbers}

    def ordered_findings(self, number_id: str | None = None) -> list[Finding]:
        """What contradicts itself: what touches `number_id` first, errors before warnings.

        A finding is told once its numbers are answered, or when the person is at one of them; before that it would be
        about something nobody has looked at.
        """
        answered = {item.id for item in self.review.items if item.answer is not None}
        told = [one for one in self.review.findings() if number_id in one.numbers or answered.issuperset(one.numbers)]
        return sorted(told, key=lambda one: (number_id not in one.numbers, one.severity != "error"))

    # --- keeping

    def _forget_pages(self) -> None:
        """Drops the pages, and the photographs no saved exercise needs, before the next one is read."""
        self.pages.forget()
        self._reading.run(lambda _: self._photos.tidy(), failure=lambda _: None)

    def _drop(self, photos: frozenset[Path]) -> None:
        """Deletes photographs once the exercise that no longer names them is written."""
        if photos:
            self._saving.run(lambda _: self._photos.drop(photos), failure=lambda _: None)

    def _count_failed(self, page: int, path: Path, error: TrainerError) -> None:
        self._set(self.exercise.add_failed_photo(page, str(path), error.code))

    def _set(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._save()
        self.changed.emit()

    def _save(self) -> None:
        """Writes in the saving lane; a state that is no longer the newest when its turn comes is left out."""
        exercise = self._exercise
        self._saving.run(lambda _: self._write(exercise), success=self._written, failure=self.unsaved.emit)

    def _written(self, attempt: Path | None) -> None:
        if attempt is not None:
            self.handed_in.emit(attempt)

    def _write(self, exercise: Exercise | None) -> Path | None:
        """Gives the file for the trainer where an exercise with a sealed packet is finished; that is always written."""
        from sirekap_trainer.exercise.flow import Step  # noqa: PLC0415
        from sirekap_trainer.exercise.saved import discard_exercise, save_attempt, save_exercise  # noqa: PLC0415
        from sirekap_trainer.practice.sealed import SealedPacket  # noqa: PLC0415

        finished = exercise is not None and exercise.step is Step.RESULT
        if exercise is not None and finished and isinstance(exercise.packet, SealedPacket):
            attempt = save_attempt(exercise, self._attempts)
            discard_exercise(self._folder)
            return attempt
        if exercise is None or exercise is not self._exercise:
            return None
        if finished:
            discard_exercise(self._folder)
        else:
            save_exercise(exercise, self._folder, at=time.time())
        return None


def _part_of(report: Progress, done: int, total: int) -> Progress:
    return lambda words, share: report(words, (done + share) / total)


def _catalog() -> Catalog:
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415

    return builtin_catalog()


def _load(folder: Path) -> AnyPacket:
    from sirekap_trainer.practice.sealed import load_any  # noqa: PLC0415

    return load_any(folder)
