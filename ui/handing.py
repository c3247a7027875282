"""What this laptop keeps of finished work for the trainer, and the ways in which it leaves: a stick, or the network.

The core is imported when it is first needed, in the lane.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .tasks import Lane, Progress, Task

if TYPE_CHECKING:
    from sirekap_trainer.exercise.flow import Exercise
    from sirekap_trainer.exercise.outbox import Outbox, Part
    from sirekap_trainer.exercise.sitting import Sitting
    from sirekap_trainer.records.bundle import Packed
    from sirekap_trainer.records.laptop_key import LaptopKey


@dataclass(frozen=True, slots=True)
class Kept:
    """How much there is to hand over.

    Attributes:
        waiting: Parts that were not handed over yet.
        handed_over: Parts that were, and are still kept.
        code: The code of this laptop, by which the trainer tells it from others.
    """

    waiting: int
    handed_over: int
    code: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What came of handing over.

    Attributes:
        message: What the trainer's laptop said; "" of a file.
        paths: Files that were written.
        parts: How many parts left.
        refused: How many the other side did not take; they wait.
    """

    message: str = ""
    paths: tuple[Path, ...] = ()
    parts: int = 0
    refused: int = 0


class Handing:
    """The outbox of this laptop.

    Args:
        folder: Of the person's data.
        lane: In which things are handed over, which may take a minute.
    """

    def __init__(self, folder: Path, lane: Lane) -> None:
        self._folder = folder
        self._lane = lane
        self._kept: tuple[Exercise, ...] = ()
        #: Gives the time, in seconds since 1970.
        self.now: Callable[[], float] = time.time

    # --- keeping

    def keep_turns(self, sitting: Sitting) -> None:
        """Keeps every turn of a sitting that was sent; for the lane in which answers are written.

        Raises:
            ExerciseError: It cannot be written.
        """
        sent = tuple(turn.exercise for turn in sitting.turns if turn.sent)
        if all(any(one is kept for kept in self._kept) for one in sent):
            return
        from sirekap_trainer.exercise.scoring import load_rubric  # noqa: PLC0415
        from sirekap_trainer.records.parts import parts_of  # noqa: PLC0415

        outbox = self.outbox()
        for part in parts_of(sitting, load_rubric()):
            outbox.put(part)
        self._kept = sent

    def put(self, part: Part) -> None:
        """Keeps another finished thing, such as a test or a question; for the lane in which answers are written.

        Raises:
            ExerciseError: It cannot be written.
        """
        self.outbox().put(part)

    def outbox(self) -> Outbox:
        """What is kept; for a lane."""
        from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox  # noqa: PLC0415

        return Outbox(self._folder / OUTBOX_FOLDER)

    # --- handing over

    def look(self, success: Callable[[Kept], None], failure: Callable[[BaseException], None]) -> Task:
        """Tells how much there is, in the lane; what was handed over long ago goes."""

        def work(_: Progress) -> Kept:
            outbox = self.outbox()
            outbox.tidy(at=self.now())
            waiting, handed_over = outbox.count()
            return Kept(waiting, handed_over, self.key().code if waiting or handed_over else "")

        return self._lane.run(work, success=success, failure=failure)

    def save(
        self,
        folder: Path,
        *,
        everything: bool,
        success: Callable[[HandedOver], None],
        failure: Callable[[BaseException], None],
    ) -> Task:
        """Writes what waits into a folder, e.g. of a stick.

        Args:
            folder: Where to.
            everything: Whether what was handed over before goes along.
            success: Called with what came of it.
            failure: Called with the error; what was not written waits.
        """

        def work(report: Progress) -> HandedOver:
            from sirekap_trainer.records.bundle import bundle_name, save_bundle  # noqa: PLC0415

            outbox, key = self.outbox(), self.key()
            local = datetime.fromtimestamp(self.now()).astimezone()
            paths: list[Path] = []
            packed = self._packed(outbox, key, everything=everything)
            for one in packed:
                report("", len(paths) / len(packed))
                paths.append(save_bundle(one.data, folder / bundle_name(key, at=local)))
                outbox.hand_over(one.parts, at=self.now())
            return HandedOver(paths=tuple(paths), parts=sum(len(one.parts) for one in packed))

        return self._lane.run(work, success=success, failure=failure)

    def send(
        self,
        address: str,
        code: str,
        *,
        everything: bool,
        success: Callable[[HandedOver], None],
        failure: Callable[[BaseException], None],
    ) -> Task:
        """Sends what waits to the trainer's laptop.

        Args:
            address: As the person typed it.
            code: The same.
            everything: Whether what was handed over before goes along.
            success: Called with what came of it.
            failure: Called with the error; what was not taken waits.
        """

        def work(report: Progress) -> HandedOver:
            from sirekap_trainer.records.bundle import SENT_BUNDLE  # noqa: PLC0415
            from sirekap_trainer.records.sender import parse_address, send  # noqa: PLC0415

            where = parse_address(address, code)
            outbox, key = self.outbox(), self.key()
            packed = self._packed(outbox, key, everything=everything, limit=SENT_BUNDLE)
            told = HandedOver()
            for number, one in enumerate(packed):
                receipt = send(one.data, where, pulse=partial(report, "", number / len(packed)))
                there = [part for part in one.parts if part.key in receipt.parts]
                outbox.hand_over(there, at=self.now())
                told = HandedOver(
                    receipt.message, parts=told.parts + len(there), refused=told.refused + len(one.parts) - len(there)
                )
            return told

        return self._lane.run(work, success=success, failure=failure)

    def _packed(
        self, outbox: Outbox, key: LaptopKey, *, everything: bool, limit: int | None = None
    ) -> Sequence[Packed]:
        from sirekap_trainer.records.bundle import MAX_BUNDLE, pack  # noqa: PLC0415

        parts = (*outbox.waiting(), *(outbox.handed_over() if everything else ()))
        return pack(parts, key, at=datetime.fromtimestamp(self.now(), UTC), limit=limit or MAX_BUNDLE)

    def key(self) -> LaptopKey:
        """What this laptop signs with, made the first time.

        Raises:
            RecordsError: It cannot be read or written.
        """
        from sirekap_trainer.records.laptop_key import LaptopKey  # noqa: PLC0415

        return LaptopKey.of(self._folder)
