"""What the window knows: the sitting under way. It asks the core and holds no rule; pixels are in `pages.py`.

The core is imported when it is first needed, so that the window is there before it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage

from sirekap_trainer.errors import PhotoError, TrainerError

from .handing import Handing
from .imports import load_library
from .language import said
from .material import Material, PacketEntry, builtin, class_card, is_sealed, load, real_samples, short_form
from .pages import Corners, FailedPage, Pages, Reader, Shot, TakenPage, place_of, real_reader
from .photo_folder import PhotoFolder
from .tasks import Lane, Progress, Task, Work

if TYPE_CHECKING:
    from sirekap_trainer.exercise.again import Again
    from sirekap_trainer.exercise.flow import AnyPacket, Exercise, Trainee
    from sirekap_trainer.exercise.network import Upload
    from sirekap_trainer.exercise.pair import Agreement
    from sirekap_trainer.exercise.quiz_saved import QuizFolder
    from sirekap_trainer.exercise.results import TurnResult
    from sirekap_trainer.exercise.review import CheckMode, Review
    from sirekap_trainer.exercise.sitting import Mode, Sitting
    from sirekap_trainer.findings import Finding
    from sirekap_trainer.form.model import Form, Number
    from sirekap_trainer.practice.packet import Packet
    from sirekap_trainer.reading.result import TpsName

    from .rounds import Round


#: A running clock is kept this often, in milliseconds: so much of it may be counted twice after a power cut.
HEARTBEAT = 5000
#: Between two beats so many seconds too many are no slow laptop, but one that slept or whose clock was put on; as many
#: too few are one whose clock was put back.
SLEEP = 60.0
#: Codes of errors of a file that is no photograph at all, so that nobody took one (`sirekap_trainer.photo.load`).
NO_PHOTO = frozenset({"bukan_foto", "kosong", "tidak_ada", "tidak_terbuka"})
#: Longer names are shortened in the head of the window.
LONGEST_NAME = 18


class Session(QObject):
    """The sitting under way; `exercise`, `review`, `form` and `packet` are those of the turn under way.

    Args:
        reading: The lane in which photographs are read; the reader lives and works there alone.
        saving: The lane in which answers are written to disk.
        folder: Where the sitting is kept from answer to answer, and the packets made for simulations.
        reader: Makes the reader; called in its lane.
        samples: Gives the folder of the packets that ship.
        attempts: Where finished exercises with sealed packets go, for the trainer; by default into `folder`.
        making: The lane in which packets are made; by default `reading`.
        handing: What keeps finished turns for the trainer; by default beside the sitting, handed over in `making`.
    """

    #: A finished exercise with a sealed packet was written; carries the file.
    handed_in = Signal(object)
    #: The exercise is another one than before.
    changed = Signal()
    #: Saving failed; carries the error.
    unsaved = Signal(object)
    #: It is known whether something was interrupted.
    looked = Signal()

    def __init__(
        self,
        reading: Lane,
        saving: Lane,
        folder: Path,
        *,
        reader: Callable[[], Reader] = real_reader,
        samples: Callable[[], Path] = real_samples,
        attempts: Path | None = None,
        making: Lane | None = None,
        handing: Handing | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._saving = saving
        self._folder = folder
        self._making = making or reading
        self._attempts = attempts or folder
        self._make_reader = lru_cache(maxsize=1)(reader)
        #: The packets one can choose.
        self.material = Material(samples, folder / "simulasi")
        self._sitting: Sitting | None = None
        #: Finished exams that are not on the disk yet for the trainer, each with the code of its class.
        self._owed: list[tuple[Exercise, str]] = []
        #: Sittings whose finished turns could not be kept for the trainer yet.
        self._unkept: list[Sitting] = []
        #: Gives the time, in seconds.
        self.now: Callable[[], float] = time.time
        #: Finished turns, on their way to the trainer.
        self.handing = handing or Handing(folder, self._making)
        self._heart = QTimer(self)
        self._heart.setInterval(HEARTBEAT)
        self._heart.timeout.connect(self._pulse)
        self._last_pulse = 0.0
        #: The photographs and their pixels.
        self.pages = Pages(self._make_reader)
        self._photos = PhotoFolder(folder / "foto", folder)
        #: The rule of checking: of the turn under way, or for the next one.
        self.mode: CheckMode = "koreksi"
        #: The number checking is to begin with; "" for the first without an answer.
        self.wanted = ""
        #: Folders of the packets that were worked on to the end since the window opened.
        self.done: set[Path] = set()
        #: The step that follows the names: the packets, or a test.
        self.after_names = "packet"
        #: Whether the result that is still saved, or about to go, was left: it is not offered any more.
        self._left = False
        #: Whether an exam was interrupted and is not begun anew: what is closed in it stays closed.
        self.exam_waits = False
        #: The look for something interrupted that is under way; None where it is known.
        self._look: object | None = None

    # --- before an exercise

    def warm_up(self, then: Callable[[], None] = lambda: None) -> None:
        """Imports the core in the reading lane, while the person types a name. A failure shows when it matters.

        Args:
            then: Called when it is there, or failed.
        """

        def work(_: Progress) -> None:
            load_library("cv2", "cv2")
            from sirekap_trainer.exercise import again, results, saved, sitting  # noqa: F401, PLC0415
            from sirekap_trainer.phone import inbox, network  # noqa: F401, PLC0415
            from sirekap_trainer.records import parts  # noqa: F401, PLC0415
            from sirekap_trainer.reports import content  # noqa: F401, PLC0415

            self._make_reader()
            self.material.shipped()
            network.qr_png("http://")  # what draws a code is there, then
            gc.freeze()  # what was imported stays: looked through for garbage, it would stop the window

        self._reading.run(work, success=lambda _: then(), failure=lambda _: then())

    def find_packets(
        self, folder: Path, success: Callable[[list[PacketEntry]], None], failure: Callable[[BaseException], None]
    ) -> Task:
        """Reads in a lane what lies in a folder for the TPS of who is at the laptop; `success` gets it."""
        tps = self.sitting.crew[0].tps
        return self._reading.run(lambda _: self.material.entries(folder, tps), success=success, failure=failure)

    def find_pairs(self, folders: Sequence[Path], found: Callable[[dict[Path, Path]], None]) -> Task:
        """Looks in a lane beside packets for the other form of the same TPS; `found` gets those that have one."""
        return self._reading.run(lambda _: self.material.pairs(folders), success=found, failure=lambda _: None)

    def make_tps(self, success: Callable[[tuple[Path, ...]], None], failure: Callable[[BaseException], None]) -> Task:
        """Makes both forms of a fresh TPS for a simulation, in its lane; `success` gets their folders."""
        number = self.sitting.crew[0].tps
        return self._making.run(lambda report: self.material.make_tps(number, report), success=success, failure=failure)

    def saved(self) -> Sitting | None:
        """A sitting that was interrupted, if only at its result; None when there is none or it cannot go on."""
        from sirekap_trainer.exercise.saved import load_sitting  # noqa: PLC0415

        try:
            found = load_sitting(self._folder, catalog=builtin(), at=self.now())
        except TrainerError:
            return None
        if found is None or not _worth_keeping(found) or (self._left and _is_over(found)):
            return None
        # Killed after the last file for the trainer was written, and before the sitting was taken away.
        last = found.next_turn is None and found.mode == "ujian"
        return None if last and not self._is_owed(found.exercise) else found

    def look_for_saved(self, found: Callable[[Sitting], None]) -> None:
        """Calls `found` with the interrupted sitting, if there is one; looked up in a lane, for it takes the core.

        Until it is known this is `looking`, and then `looked`; one that was begun meanwhile is not told of any more.
        """
        look = self._look = object()

        def tell(sitting: Sitting | None) -> None:
            if self._look is look:
                self.exam_waits = sitting is not None and sitting.mode == "ujian"
                if sitting is not None:
                    found(sitting)
                known()

        def known() -> None:
            if self._look is look:
                self._look = None
                self.looked.emit()

        # Told now: before the lane comes to it a phone may have brought another photograph.
        held, there = self.pages.paths, self._photos.files()

        def work(_: Progress) -> Sitting | None:
            self._photos.tidy(held, among=there)  # what a run that was killed left behind
            return self.saved()

        self._reading.run(work, success=tell, failure=lambda _: known())

    @property
    def looking(self) -> bool:
        """Whether it is not known yet if something was interrupted, perhaps an exam."""
        return self._look is not None

    # --- the sitting

    @property
    def sitting(self) -> Sitting:
        """The sitting under way; a new one where none was begun."""
        if self._sitting is None:
            from sirekap_trainer.exercise.sitting import Sitting  # noqa: PLC0415

            self._sitting = Sitting()
        return self._sitting

    @property
    def exercise(self) -> Exercise:
        """The exercise of the turn under way; a new one where none was begun."""
        return self.sitting.exercise

    @property
    def coached(self) -> bool:
        """Whether hints and feedback are given: in *Latihan* alone."""
        return self.sitting.coached

    @property
    def where(self) -> str:
        """The step of the window at which the sitting is."""
        from sirekap_trainer.exercise.sitting import Stage  # noqa: PLC0415

        stage = self.sitting.stage
        if stage is not Stage.WORK:
            return {Stage.HAND_OVER: "hand_over", Stage.QUEUE: "queue", Stage.DONE: "result"}[stage]
        return self.exercise.step.name.lower()

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
        """Form, TPS and whose turn it is (of two), for the head of the window; "" before a packet is chosen."""
        if self._sitting is None:
            return ""
        coming = self._sitting.next_turn
        exercise = coming.exercise if self.where == "hand_over" and coming is not None else self.exercise
        trainee, packet, form = exercise.trainee, exercise.packet, exercise.form
        if trainee is None or packet is None or form is None:
            return ""
        if self.where in ("queue", "result") and len(self._sitting.turns) > 1:
            return f"TPS {packet.tps.number}"
        place = f"{short_form(form)} · TPS {packet.tps.number}"
        if len(self._sitting.crew) < 2:
            return place
        name = trainee.name if len(trainee.name) <= LONGEST_NAME else f"{trainee.name[: LONGEST_NAME - 1].rstrip()}…"
        return f"{place} · {name} ({said(trainee.role)})"

    @property
    def clock(self) -> float | None:
        """Seconds a simulation has lasted; None where there is no clock."""
        return None if self._sitting is None else self._sitting.clock(self.now())

    def restart(self, *, keep_trainee: bool = True) -> None:
        """A new sitting; the same people go on to the packets, after a round of one of them both."""
        crew = self.sitting.people if keep_trainee else ()
        self._note_done()
        if self._sitting is not None and _is_over(self._sitting) and _worth_keeping(self._sitting):
            self._left = True
            self._discard(self._sitting)
        self._sitting, self.exam_waits, self._look = None, False, None
        self._forget_pages()
        if crew:
            self._put(self.sitting.identify(crew))
        self._heart.stop()
        self.changed.emit()

    def _note_done(self) -> None:
        if _is_over(self.sitting):
            self.done.update(Path(turn.exercise.packet_folder) for turn in self.sitting.turns)

    def identify(self, *crew: Trainee) -> None:
        """Says who practises, one or two. Raises `ExerciseError` when it is not the time, or they are no pair."""
        self._put(self.sitting.identify(crew))

    def choose(self, *folders: Path, mode: Mode | None = None) -> None:
        """Takes the packets in these folders. Where they were handed out for a class, that says mode and rule.

        Args:
            folders: One, or for a simulation those of the two forms in any order.
            mode: What to do with them; None for an exam where they are sealed, else practice.

        Raises:
            PacketError, FormError, ExerciseError: They cannot be taken, or an exam was done before.
        """
        from sirekap_trainer.exercise.saved import refuse_second_attempt  # noqa: PLC0415
        from sirekap_trainer.exercise.sitting import Chosen  # noqa: PLC0415

        packets = [(load(folder), folder) for folder in folders]
        chosen = [Chosen(packet, builtin().get(packet.form), str(folder)) for packet, folder in packets]
        chosen.sort(key=lambda one: one.form.id)  # Gubernur, then Wali Kota
        exam = is_sealed(chosen[0].packet)
        if exam:
            refuse_second_attempt(chosen[0].packet, self.sitting.crew, self._attempts)
        before = [turn.exercise.packet for turn in self.sitting.turns]
        mode, rule, code = mode or ("ujian" if exam else "latihan"), self.mode, ""
        card = class_card(folders[0])
        if card is not None:
            mode, rule, code = card.mode, card.rule, card.code
        self._put(self.sitting.choose(mode, rule, chosen, at=self.now(), class_code=code))
        self.mode = rule
        if before[0] != chosen[0].packet:
            self._forget_pages()
        self._tidy_made()

    @property
    def can_go_back(self) -> bool:
        """Whether `back` is possible: to other packets only before the first form was checked."""
        return self.sitting.can_go_back

    def back(self) -> None:
        """One step back.

        Raises:
            ExerciseError: The packets cannot be changed any more.
        """
        if self.exercise.can_go_back:
            self._put(self.sitting.back())

    def take_over(self) -> None:
        """Begins the next turn. Raises `ExerciseError` while this one is not over."""
        self.wanted = ""
        self._put(self.sitting.take_over(at=self.now()))

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """How far the numbers of each turn that was sent are, in a simulation."""
        return self.sitting.uploads(self.now())

    @property
    def all_out(self) -> bool:
        """Whether all that was sent has arrived."""
        return self.sitting.all_out(self.now())

    def close(self) -> None:
        """Ends a simulation. Raises `ExerciseError` while something is in the queue."""
        self._put(self.sitting.close(at=self.now()))

    # --- the turn under way

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
        return TpsName(place.number, place.kelurahan, self.packet.id)

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
        """Reads a photograph of `page` in its lane and keeps a copy of it; every photograph counts as a take.

        Args:
            page: Which page is wanted.
            path: The photograph.
            corners: Where a person says that the corner marks are, in pixels of the upright photograph.
            success: Called with the page.
            failure: Called with the error; with a `PhotoError` the photograph is at `failed_shot`.
        """
        form, tps, place = self.form, self._tps, self._photos.own_name(path, page)
        used = self.pages.paths

        def work(report: Progress) -> TakenPage | FailedPage:
            kept = self._photos.keep(path, place)
            try:
                result = self.pages.read(kept, (form.id, page), tps, report, corners=corners)
            except BaseException:
                self._photos.drop({kept} - used)
                raise
            if corners is not None and isinstance(result, TakenPage):
                self._photos.keep_corners(kept, corners)
            return result

        def finished(result: TakenPage | FailedPage) -> None:
            try:
                if isinstance(result, FailedPage):
                    self._drop(self.pages.put_failed(form, page, result.shot))
                    raise _naming(result.error, path, instead_of=result.shot.path)
                self._set(self.exercise.add_photo(page, result.reading))
            except TrainerError as error:
                if error.code not in NO_PHOTO:
                    self._count_failed(page, result.shot.path, error)
                self._drop(frozenset([result.shot.path]) - self.pages.paths)
                failure(error)
                return
            self._drop(self.pages.put(result))
            success(result)

        return self._reading.run(work, success=finished, failure=failure)

    def reread(self, *, success: Callable[[], None], failure: Callable[[BaseException], None]) -> Task:
        """After an interruption: makes the pixels of the pages again. What was answered stays as it is.

        Pages of the form under way are needed to go on; those of a form that was sent only show mistakes afterwards,
        so that one which is gone is no reason to stop.
        """
        wanted = self._photographs()
        ours, tps = "" if _is_over(self.sitting) else self.form.id, self._tps

        def work(report: Progress) -> list[TakenPage]:
            pages = []
            for done, (form, page, path) in enumerate(wanted):
                share, corners = _part_of(report, done, len(wanted)), self._photos.corners_of(path)
                read = self.pages.read(path, (form, page), tps, share, corners=corners)
                if not isinstance(read, FailedPage):
                    pages.append(read)
                elif form == ours:
                    raise read.error
            return pages

        def finished(pages: list[TakenPage]) -> None:
            for taken in pages:
                self.pages.put(taken)
            success()

        return self._reading.run(work, success=finished, failure=failure)

    def _photographs(self) -> list[tuple[str, int, Path]]:
        """Form, page and file of every photograph of the sitting that was read."""
        taken = {
            (turn.exercise.form.id, one.page): Path(one.photo)
            for turn in self.sitting.turns
            if turn.exercise.form is not None
            for one in turn.exercise.photos
            if one.read
        }
        return [(form, page, path) for (form, page), path in taken.items()]

    def resume(self, sitting: Sitting) -> None:
        """Goes on with an interrupted sitting; `reread` brings its pixels."""
        self._sitting = sitting
        self.mode = sitting.rule
        sent = [turn.exercise for turn in sitting.turns if turn.sent and self._is_owed(turn.exercise)]
        self._owed = [(exercise, sitting.class_code) for exercise in sent]
        self.pages.forget()
        self._beat()
        self.changed.emit()

    def _is_owed(self, exercise: Exercise) -> bool:
        """Whether the trainer's file of a finished exercise is missing."""
        from sirekap_trainer.exercise.saved import was_attempted  # noqa: PLC0415

        packet, trainee = exercise.packet, exercise.trainee
        if packet is None or trainee is None or not is_sealed(packet):
            return False
        return not was_attempted(packet, trainee, self._attempts)

    def start_check(self, mode: CheckMode) -> None:
        """Begins checking by a rule. Raises `ExerciseError` while a page is missing."""
        self._put(replace(self.sitting, rule=mode).start_check(at=self.now()))

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
        """Sends the numbers of this turn; cannot be taken back. What comes next is `where`."""
        sitting = self.sitting.send(at=self.now())
        if sitting.mode == "ujian":
            self._owed.append((sitting.exercise, sitting.class_code))
        self._put(sitting)

    @property
    def sealed(self) -> bool:
        """Whether the packet's key is sealed: then only the trainer can score."""
        return is_sealed(self.packet)

    def results(self) -> tuple[TurnResult, ...]:
        """The score of every turn that was sent, in their order; none of an exam."""
        from sirekap_trainer.exercise import results, scoring  # noqa: PLC0415

        return results.results(self.sitting, scoring.load_rubric())

    def agreement(self) -> tuple[Agreement, ...]:
        """How far the two operators agree, for each form that both sent; none of an exam, which the trainer opens."""
        from sirekap_trainer.exercise.results import agreements  # noqa: PLC0415

        return () if self.sitting.mode == "ujian" else agreements(self.sitting)

    def make_round(
        self,
        wanted: Again,
        done: Packet,
        form: Form,
        *,
        success: Callable[[Round], None],
        failure: Callable[[BaseException], None],
    ) -> Task:
        """Makes a round out of the mistakes in a packet and reads its photographs; nothing else changes until then."""
        from .rounds import make_round  # noqa: PLC0415

        def work(report: Progress) -> Round:
            return make_round(wanted, done, form, folder=self._folder / "ulang", pages=self.pages, report=report)

        return self._reading.run(work, success=success, failure=failure)

    def begin_round(self, made: Round, trainee: Trainee, rule: CheckMode) -> None:
        """Begins a round that was made: one person, *Latihan*, at checking. Raises `ExerciseError` where it cannot."""
        from .rounds import sitting_of  # noqa: PLC0415

        sitting = sitting_of(made, trainee, rule, at=self.now(), after=self.sitting)
        self._note_done()
        self.mode, self.wanted = rule, ""
        self._forget_pages()
        for taken in made.pages:
            self.pages.put(taken)
        self._put(sitting)

    def keep(self, work: Work, *, success: Callable[[Any], None], failure: Callable[[BaseException], None]) -> Task:
        """Runs work that writes a file of the person's own, in the lane in which answers are written."""
        return self._saving.run(work, success=success, failure=failure)

    def quizzes(self) -> QuizFolder:
        """The pre-tests and post-tests of this laptop; for the lane in which answers are written."""
        from sirekap_trainer.exercise.quiz import load_bank  # noqa: PLC0415
        from sirekap_trainer.exercise.quiz_saved import QUIZ_FOLDER, QuizFolder  # noqa: PLC0415

        return QuizFolder(self._folder / QUIZ_FOLDER, self.handing.outbox(), load_bank())

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
        """Drops the pages, and of the photographs there are now those that no sitting names once this one is kept."""
        self.pages.forget()
        # Told now: before a lane comes to it a phone may have brought the next one's photograph.
        there = self._photos.files()
        self._saving.run(lambda _: self._photos.tidy(among=there), failure=lambda _: None)

    def _drop(self, photos: frozenset[Path]) -> None:
        """Deletes photographs once the exercise that no longer names them is written."""
        if photos:
            self._saving.run(lambda _: self._photos.drop(photos), failure=lambda _: None)

    def _count_failed(self, page: int, path: Path, error: TrainerError) -> None:
        self._set(self.exercise.add_failed_photo(page, str(path), error.code))

    def _set(self, exercise: Exercise) -> None:
        self._put(self.sitting.with_exercise(exercise))

    def _put(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._left = self._left and not _worth_keeping(sitting)
        self._save()
        self._beat()
        self.changed.emit()

    def _beat(self) -> None:
        """While there is a sitting, its time is looked after."""
        if not _worth_keeping(self.sitting) or _is_over(self.sitting):
            self._heart.stop()
        elif not self._heart.isActive():
            self._last_pulse = self.now()
            self._heart.start()

    def _pulse(self) -> None:
        """Takes out the time the laptop slept or its clock was moved by; keeps what a running clock shows meanwhile."""
        now, before = self.now(), self._last_pulse
        self._last_pulse = now
        slept = now - before - HEARTBEAT / 1000
        if abs(slept) > SLEEP:
            self._put(self.sitting.interrupted(slept))
        elif self.sitting.mode == "simulasi":
            self._save()

    def _save(self) -> None:
        """Writes in the saving lane; a state that is no longer the newest when its turn comes is left out."""
        sitting = self.sitting
        self._saving.run(lambda _: self._write(sitting), success=self._written, failure=self.unsaved.emit)

    def _written(self, attempts: list[Path]) -> None:
        for attempt in attempts:
            self.handed_in.emit(attempt)

    def _write(self, sitting: Sitting) -> list[Path]:
        """Gives the files for the trainer that were written. Only once they are safe the sitting may go from here."""
        from sirekap_trainer.exercise.saved import discard_sitting, save_attempt, save_sitting  # noqa: PLC0415

        if sitting is self._sitting and _worth_keeping(sitting):
            save_sitting(sitting, self._folder, at=self.now())
        attempts = []
        try:
            while self._owed:
                exercise, code = self._owed[0]
                attempts.append(save_attempt(exercise, self._attempts, class_code=code))
                del self._owed[0]
        finally:  # one folder that cannot be written keeps nothing from the other
            self._keep_turns(sitting)
        if _is_over(sitting) and not _worth_keeping(sitting):
            discard_sitting(self._folder)
        return attempts

    def _discard(self, sitting: Sitting) -> None:
        """Takes a sitting away whose result was left, once what is for the trainer is safe."""
        from sirekap_trainer.exercise.saved import discard_sitting  # noqa: PLC0415

        def work(_: Progress) -> None:
            self._keep_turns(sitting)
            discard_sitting(self._folder)

        self._saving.run(work, failure=self.unsaved.emit)

    def _keep_turns(self, sitting: Sitting) -> None:
        """Keeps what was finished for the trainer, also of sittings before where that did not work; for the lane."""
        self._unkept = [*[one for one in self._unkept if one.begun_at != sitting.begun_at], sitting]
        while self._unkept:
            self.handing.keep_turns(self._unkept[0])
            del self._unkept[0]

    def _tidy_made(self) -> None:
        """Takes away the packets made for earlier simulations, once the sitting that needs none of them is kept."""
        needed = {Path(turn.exercise.packet_folder).parent for turn in self.sitting.turns}
        # Told now: before this lane comes to it another one may be making the next.
        gone = self.material.made() - needed
        self._saving.run(lambda _: self.material.tidy(gone), failure=lambda _: None)


def _worth_keeping(sitting: Sitting) -> bool:
    """Whether there is something to go on with: packets were chosen, and no exam is over; else the result is seen."""
    from sirekap_trainer.exercise.flow import Step  # noqa: PLC0415

    begun = sitting.exercise.step.position >= Step.PHOTO.position
    return begun and not (_is_over(sitting) and sitting.mode == "ujian")


def _is_over(sitting: Sitting) -> bool:
    """Whether nothing is left to do but to look at the result."""
    from sirekap_trainer.exercise.sitting import Stage  # noqa: PLC0415

    return sitting.stage is Stage.DONE


def _part_of(report: Progress, done: int, total: int) -> Progress:
    return lambda words, share: report(words, (done + share) / total)


def _naming(error: PhotoError, photo: Path, *, instead_of: Path) -> PhotoError:
    """The error with the name by which the person knows the photograph, not that of our copy."""
    message = error.message.replace(instead_of.name, photo.name)
    return PhotoError(message, hint=error.hint, code=error.code)
