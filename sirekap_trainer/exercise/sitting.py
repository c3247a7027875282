"""One sitting at the laptop: one or two people, one or two forms, in turns, one of which is under way.

    sitting = Sitting().identify((utama, cadangan)).choose("latihan", "koreksi", (chosen,), at=now)
    ... sitting.with_exercise(...), sitting.send(at=now), sitting.take_over(at=now), ...

With two people each form is checked twice. Who photographs it checks first; then the other one gets the same
photographs with the same readings, and nothing of the first one's answers. For the second form they change places. One
person alone has one turn a form. A `Sitting` is a frozen value like the `Exercise`s in it, and has no clock inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise import plain
from sirekap_trainer.exercise.flow import AnyPacket, Exercise, PacketLoader, Step, Trainee, damaged_save, saved_trainee
from sirekap_trainer.exercise.network import Network, Upload
from sirekap_trainer.exercise.review import CheckMode
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form
from sirekap_trainer.practice.sealed import SealedPacket

#: `latihan`: coached, any number of tries. `simulasi`: a whole TPS against the clock, over a slow network. `ujian`: a
#: sealed packet, once, scored by the trainer.
Mode = Literal["latihan", "simulasi", "ujian"]
#: Forms of a TPS in a simulation: Gubernur, then Wali Kota.
FORMS_OF_A_TPS = 2


class Stage(Enum):
    """Where a sitting is, above the steps of the exercise under way."""

    WORK = "work"
    HAND_OVER = "hand_over"
    QUEUE = "queue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A packet to work on, its form and where it lies."""

    packet: AnyPacket
    form: Form
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's work on one form.

    Attributes:
        operator: Whose turn it is: a place in the crew.
        packet: Which form: a place among the sitting's forms.
        photographs: Whether this person takes the photographs; else they are the ones taken before.
        exercise: The work. Of a turn to come it knows only who and which packet.
        queued_at: When its numbers were handed to the network, in seconds; only in a simulation.
    """

    operator: int = 0
    packet: int = 0
    photographs: bool = True
    exercise: Exercise = field(default_factory=Exercise)
    queued_at: float | None = None

    @property
    def sent(self) -> bool:
        """Whether its numbers were sent."""
        return self.exercise.step is Step.RESULT


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything of one sitting. `Sitting()` is a new one.

    Attributes:
        mode: See `Mode`.
        rule: The rule of checking, the same for all turns.
        crew: Who sits there: operator utama first where there are two.
        turns: In their order; before packets are chosen one that asks who and what.
        current: Place of the turn under way, from 0.
        begun_at: When the packets were chosen, in seconds: the clock of a simulation.
        ended_at: When the last number was out, in seconds; None before.
        class_code: Of the class the packets were handed out for; "" where there is none.
        pair: Who is at the laptop while one of the two does a round of their own mistakes alone; else empty.
    """

    mode: Mode = "latihan"
    rule: CheckMode = "koreksi"
    crew: tuple[Trainee, ...] = ()
    turns: tuple[Turn, ...] = (Turn(),)
    current: int = 0
    begun_at: float | None = None
    ended_at: float | None = None
    class_code: str = ""
    pair: tuple[Trainee, ...] = ()

    # --- who and what

    def identify(self, crew: Sequence[Trainee]) -> Sitting:
        """Says who is there: one person, or operator utama and cadangan of one TPS.

        Raises:
            ExerciseError: It is too late, or they are no such pair.
        """
        _refuse_no_crew(crew)
        exercise = self.exercise.identify(crew[0])
        return replace(self, crew=tuple(crew), turns=(replace(self.turn, exercise=exercise),))

    def choose(
        self, mode: Mode, rule: CheckMode, chosen: Sequence[Chosen], *, at: float, class_code: str = ""
    ) -> Sitting:
        """Takes packets, one or for a simulation the two of a TPS; the first turn begins with its photographs.

        Args:
            mode: What to do with them.
            rule: Of checking.
            chosen: In the order in which they are worked on.
            at: Now, in seconds.
            class_code: Of the class they were handed out for.

        Raises:
            ExerciseError: It is too late, or these packets are not for this mode.
        """
        _refuse_unfitting(mode, chosen)
        first = self.exercise.choose(chosen[0].packet, chosen[0].form, folder=chosen[0].folder)
        turns = [
            Turn(who, index, place == 0, _prepared(self.crew[who], one))
            for index, one in enumerate(chosen)
            for place, who in enumerate(_order(len(self.crew), index))
        ]
        turns[0] = replace(turns[0], exercise=first)
        begun = replace(self, mode=mode, rule=rule, turns=tuple(turns), current=0, begun_at=at, ended_at=None)
        return replace(begun, class_code=class_code)

    @property
    def people(self) -> tuple[Trainee, ...]:
        """Who is at the laptop and goes on after this sitting."""
        return self.pair or self.crew

    # --- the turn under way

    @property
    def turn(self) -> Turn:
        """The turn under way, or the last one."""
        return self.turns[self.current]

    @property
    def exercise(self) -> Exercise:
        """Its work."""
        return self.turn.exercise

    @property
    def next_turn(self) -> Turn | None:
        """The turn after this one; None where it is the last."""
        return self.turns[self.current + 1] if self.current + 1 < len(self.turns) else None

    @property
    def stage(self) -> Stage:
        """Where the sitting is."""
        if not self.turn.sent:
            return Stage.WORK
        if self.next_turn is not None:
            return Stage.HAND_OVER
        return Stage.QUEUE if self.ended_at is None else Stage.DONE

    @property
    def coached(self) -> bool:
        """Whether hints and feedback are given."""
        return self.mode == "latihan"

    @property
    def packets(self) -> int:
        """How many forms are worked on."""
        return 1 + max(turn.packet for turn in self.turns)

    def with_exercise(self, exercise: Exercise) -> Sitting:
        """The sitting with the next value of the exercise under way. To send, use `send`.

        Raises:
            ExerciseError: It is another exercise, or one that was sent.
        """
        ours = self.exercise
        if ours.step is Step.RESULT or exercise.step is Step.RESULT or exercise.trainee != ours.trainee:
            raise ExerciseError("Jawaban ini dari latihan lain.", hint="Mulai latihan itu lagi.", code="latihan_lain")
        return self._with(exercise)

    def start_check(self, *, at: float) -> Sitting:
        """Begins checking the photographs of this turn.

        Raises:
            ExerciseError: As `Exercise.start_check`.
        """
        return self._with(self.exercise.start_check(self.rule, at=at))

    def send(self, *, at: float) -> Sitting:
        """Sends this turn's numbers: in a simulation to the queue, and else they are there at once.

        Raises:
            ExerciseError: As `Exercise.send`.
        """
        turn = replace(self.turn, exercise=self.exercise.send(at=at))
        if self.mode == "simulasi":
            return self._replaced(replace(turn, queued_at=at))
        sent = self._replaced(turn)
        return sent if sent.next_turn is not None else replace(sent, ended_at=at)

    def take_over(self, *, at: float) -> Sitting:
        """Begins the next turn; who only checks begins with checking.

        Raises:
            ExerciseError: This turn is not over, or it was the last.
        """
        coming = self.next_turn
        if self.stage is not Stage.HAND_OVER or coming is None:
            raise ExerciseError(
                "Giliran ini belum selesai.", hint="Kirim angka-angka giliran ini dulu.", code="giliran"
            )
        if not coming.photographs:
            exercise = self.exercise.for_colleague(self.crew[coming.operator]).start_check(self.rule, at=at)
            coming = replace(coming, exercise=exercise)
        turns = (*self.turns[: self.current + 1], coming, *self.turns[self.current + 2 :])
        return replace(self, turns=turns, current=self.current + 1)

    @property
    def can_go_back(self) -> bool:
        """Whether `back` is possible: to who and what only before the first form was checked."""
        return self.exercise.can_go_back and (self.current == 0 or self.exercise.step is Step.SEND)

    def back(self) -> Sitting:
        """One step back, nothing lost.

        Raises:
            ExerciseError: There is no way back from here.
        """
        if not self.can_go_back and self.exercise.can_go_back:
            raise ExerciseError(
                "Paket ini tidak dapat diganti lagi.",
                hint="Foto semua halaman formulir ini.",
                code="langkah",
            )
        return self._with(self.exercise.back())

    # --- the queue and the clock

    def uploads(self, at: float) -> tuple[Upload, ...]:
        """How far the numbers of each turn that was sent are, in a simulation; by turn."""
        return self._network.uploads(self._queued, at)

    def all_out(self, at: float) -> bool:
        """Whether everything that was sent has arrived."""
        return at >= self._network.done_at(self._queued)

    def close(self, *, at: float) -> Sitting:
        """Ends a simulation once its queue is empty.

        Raises:
            ExerciseError: Something is still under way.
        """
        if self.stage is not Stage.QUEUE or not self.all_out(at):
            raise ExerciseError("Belum semua angka terkirim.", hint="Tunggu sampai semuanya terkirim.", code="antrean")
        return replace(self, ended_at=at)

    def clock(self, at: float) -> float | None:
        """Seconds since the packets were chosen, up to the end; None where nothing is timed."""
        if self.mode != "simulasi" or self.begun_at is None:
            return None
        return max(0.0, (at if self.ended_at is None else self.ended_at) - self.begun_at)

    def interrupted(self, seconds: float) -> Sitting:
        """The sitting after an interruption of so many seconds: neither clock, network nor the turn's time counts them.

        For a laptop that slept; what was loaded again is moved on by `from_dict`.
        """
        if self.ended_at is not None:
            return self
        turns = [replace(turn, queued_at=_moved(turn.queued_at, seconds)) for turn in self.turns]
        run = self.exercise
        if run.started_at is not None and run.sent_at is None:
            run = replace(run, started_at=run.started_at + seconds)
        turns[self.current] = replace(turns[self.current], exercise=run)
        return replace(self, turns=tuple(turns), begun_at=_moved(self.begun_at, seconds))

    @property
    def _network(self) -> Network:
        packet = self.turns[0].exercise.packet
        return Network(packet.id if packet else "")

    @property
    def _queued(self) -> tuple[float, ...]:
        return tuple(turn.queued_at for turn in self.turns if turn.queued_at is not None)

    # --- keeping

    def to_dict(self, *, at: float | None = None) -> dict[str, Any]:
        """Plain JSON values from which `from_dict` makes the same sitting. No pixels and no answer key are among them.

        Args:
            at: Now, in seconds, so that the time until it is loaded again does not count.
        """
        return {
            "format": plain.SITTING_FORMAT,
            "mode": self.mode,
            "rule": self.rule,
            "crew": [asdict(trainee) for trainee in self.crew],
            "turns": [
                {
                    "operator": turn.operator,
                    "packet": turn.packet,
                    "photographs": turn.photographs,
                    "queued_at": turn.queued_at,
                    "exercise": turn.exercise.to_dict(at=at),
                }
                for turn in self.turns
            ],
            "current": self.current,
            "begun_at": self.begun_at,
            "ended_at": self.ended_at,
            "saved_at": at,
            **({"class_code": self.class_code} if self.class_code else {}),
            **({"pair": [asdict(trainee) for trainee in self.pair]} if self.pair else {}),
        }

    @classmethod
    def from_dict(
        cls, data: object, *, catalog: Catalog, load_packet: PacketLoader, at: float | None = None
    ) -> Sitting:
        """The sitting that `to_dict` gave; arguments and errors as of `Exercise.from_dict`."""
        try:
            saved = plain.PlainSitting.model_validate(data)
            return _from_plain(saved, catalog, cache(load_packet), at)
        except (ValidationError, KeyError, ValueError, IndexError, AssertionError) as error:
            raise damaged_save() from error

    @classmethod
    def of(cls, exercise: Exercise) -> Sitting:
        """A sitting of one person with one exercise, as all were before there were modes."""
        mode: Mode = "ujian" if isinstance(exercise.packet, SealedPacket) else "latihan"
        crew = () if exercise.trainee is None else (exercise.trainee,)
        rule = exercise.review.mode if exercise.review is not None else "koreksi"
        return cls(mode, rule, crew, (Turn(exercise=exercise),), ended_at=exercise.sent_at)

    def _with(self, exercise: Exercise) -> Sitting:
        return self._replaced(replace(self.turn, exercise=exercise))

    def _replaced(self, turn: Turn) -> Sitting:
        return replace(self, turns=(*self.turns[: self.current], turn, *self.turns[self.current + 1 :]))


def _order(people: int, form: int) -> tuple[int, ...]:
    """Who has a turn at a form, in order; for the next form they change places."""
    return (0,) if people == 1 else ((0, 1), (1, 0))[form % 2]


def _prepared(trainee: Trainee, chosen: Chosen) -> Exercise:
    return Exercise().identify(trainee).choose(chosen.packet, chosen.form, folder=chosen.folder)


def _refuse_no_crew(crew: Sequence[Trainee]) -> None:
    if len(crew) == 1:
        return
    if [trainee.role for trainee in crew] != ["utama", "cadangan"] or crew[0].tps != crew[1].tps:
        raise ExerciseError(
            "Untuk berlatih berdua perlu operator utama dan operator cadangan dari satu TPS.",
            hint="Periksa nama dan nomor TPS.",
            code="pasangan",
        )
    if crew[0].name.casefold() == crew[1].name.casefold():
        raise ExerciseError("Nama kedua operator sama.", hint="Isi nama yang berbeda.", code="isian_second")


def _refuse_unfitting(mode: Mode, chosen: Sequence[Chosen]) -> None:
    """Raises ExerciseError where these packets are not for this mode."""
    sealed = [isinstance(one.packet, SealedPacket) for one in chosen]
    if mode == "ujian" and not all(sealed):
        raise ExerciseError(
            "Ujian hanya dengan paket tersegel.", hint="Pilih folder paket ujian dari pelatih.", code="bukan_ujian"
        )
    if mode != "ujian" and any(sealed):
        raise ExerciseError(
            "Paket ini tersegel untuk ujian.", hint="Pilih Ujian, atau paket lain.", code="paket_tersegel"
        )
    if len(chosen) != (FORMS_OF_A_TPS if mode == "simulasi" else 1):
        raise ExerciseError(
            "Simulasi memakai dua formulir, latihan dan ujian satu.", hint="Pilih paket lain.", code="jumlah_formulir"
        )
    if len({one.form.id for one in chosen}) != len(chosen) or len({_place(one) for one in chosen}) > 1:
        raise ExerciseError(
            "Kedua paket ini bukan dua formulir dari satu TPS.", hint="Pilih paket lain.", code="tps_lain"
        )


def _place(chosen: Chosen) -> tuple[str, str, str]:
    tps = chosen.packet.tps
    return tps.city, tps.kelurahan, tps.number


def _from_plain(
    saved: plain.PlainSitting, catalog: Catalog, load_packet: Callable[[Path], AnyPacket], at: float | None
) -> Sitting:
    # A running clock, and a running network, are moved on by the length of the interruption.
    over = saved.ended_at is not None or at is None or saved.saved_at is None
    pause = 0.0 if over else (at or 0.0) - (saved.saved_at or 0.0)
    turns = tuple(
        Turn(
            operator=turn.operator,
            packet=turn.packet,
            photographs=turn.photographs,
            exercise=Exercise.from_dict(turn.exercise.model_dump(), catalog=catalog, load_packet=load_packet, at=at),
            queued_at=_moved(turn.queued_at, pause),
        )
        for turn in saved.turns
    )
    sitting = Sitting(
        mode=saved.mode,
        rule=saved.rule,
        crew=tuple(saved_trainee(one) for one in saved.crew),
        turns=turns,
        current=saved.current,
        begun_at=_moved(saved.begun_at, pause),
        ended_at=saved.ended_at,
        class_code=saved.class_code,
        pair=tuple(saved_trainee(one) for one in saved.pair),
    )
    _check_whole(sitting)
    return sitting


def _moved(time: float | None, by: float) -> float | None:
    return time + by if time is not None else None


def _check_whole(sitting: Sitting) -> None:
    """Raises ValueError where a saved sitting contradicts itself."""
    people = len(sitting.crew)
    if sitting.current >= len(sitting.turns) or people > 2 or (people == 0 and len(sitting.turns) > 1):
        raise ValueError("no such turn")
    _check_pair(sitting)
    for index, turn in enumerate(sitting.turns):
        if people and turn.exercise.trainee not in (sitting.crew[turn.operator], None):
            raise ValueError("somebody else's turn")
        if index != sitting.current and turn.sent != (index < sitting.current):
            raise ValueError("turns out of order")
        if index == sitting.current and not turn.photographs and turn.exercise.step.position < Step.CHECK.position:
            raise ValueError("nothing to check")
        if sitting.mode == "simulasi" and (turn.queued_at is not None) != turn.sent:
            raise ValueError("sent, but not in the queue")
        sealed = isinstance(turn.exercise.packet, SealedPacket)
        if turn.exercise.packet is not None and sealed != (sitting.mode == "ujian"):
            raise ValueError("a packet for another mode")


def _check_pair(sitting: Sitting) -> None:
    pair, crew = sitting.pair, sitting.crew
    if pair and ([one.role for one in pair] != ["utama", "cadangan"] or len(crew) != 1 or crew[0] not in pair):
        raise ValueError("somebody else's pair")
