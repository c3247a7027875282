"""Another round out of a trainee's own mistakes: made and read in a lane, so that it begins with checking."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from .pages import FailedPage, Pages, TakenPage
from .tasks import Progress

if TYPE_CHECKING:
    from sirekap_trainer.exercise.again import Again
    from sirekap_trainer.exercise.flow import Trainee
    from sirekap_trainer.exercise.review import CheckMode
    from sirekap_trainer.exercise.sitting import Sitting
    from sirekap_trainer.form.model import Form
    from sirekap_trainer.practice.packet import Packet

#: Share of the work that is making the photographs; reading them takes the rest. Measured: 2 s and 3 s on two cores.
MADE = 0.4


@dataclass(frozen=True, slots=True)
class Round:
    """A fresh packet, and its photographs as they were read."""

    packet: Packet
    form: Form
    folder: Path
    pages: tuple[TakenPage, ...]


def make_round(wanted: Again, done: Packet, form: Form, *, folder: Path, pages: Pages, report: Progress) -> Round:
    """Makes a round and reads its photographs; for work in the reading lane.

    Args:
        wanted: What is practised.
        done: The packet in which the mistakes were made.
        form: Its form.
        folder: Where rounds lie. What an earlier one left there goes: it is over.
        pages: Reads the photographs.
        report: Told how far it is; may raise to stop.

    Raises:
        PacketError: The round cannot be made or written.
        PhotoError: A photograph of it cannot be read.
        ReadingError: The reader itself does not work.
    """
    from sirekap_trainer.exercise.again import SEEDS, packet_again, write_again  # noqa: PLC0415
    from sirekap_trainer.reading.result import TpsName  # noqa: PLC0415

    making = QCoreApplication.translate("Rounds", "Membuat halaman {n} dari {all}")
    reading = QCoreApplication.translate("Rounds", "Membaca halaman {n} dari {all}")
    shutil.rmtree(folder, ignore_errors=True)
    packet = packet_again(form, wanted, seed=secrets.choice(SEEDS), style=done.style, tps=done.tps)

    def told(at: int, total: int) -> None:
        report(making.format(n=at + 1, all=total), MADE * at / total)

    place = write_again(form, packet, folder, told=told)
    tps = TpsName(packet.tps.number, packet.tps.kelurahan, packet.id)
    read = []
    for at, photo in enumerate(packet.photos):
        words = reading.format(n=at + 1, all=len(packet.photos))
        found = pages.read(place / photo.file, (form.id, photo.page), tps, _share(report, words, at, packet))
        if isinstance(found, FailedPage):
            raise found.error
        read.append(found)
    return Round(packet, form, place, tuple(read))


def _share(report: Progress, words: str, at: int, packet: Packet) -> Progress:
    """Progress of one page as progress of the whole; the reader's own words would only flicker by."""
    return lambda _, share: report(words, MADE + (1 - MADE) * (at + share) / len(packet.photos))


def sitting_of(made: Round, trainee: Trainee, rule: CheckMode, *, at: float, after: Sitting) -> Sitting:
    """The sitting of one person with a round, at the beginning of checking.

    Args:
        made: The round.
        trainee: Who does it.
        rule: Of checking.
        at: Now, in seconds.
        after: In which they went wrong; of its class it is, and its people go on afterwards.

    Raises:
        ExerciseError: A page of it is missing.
    """
    from sirekap_trainer.exercise.sitting import Chosen, Sitting  # noqa: PLC0415

    chosen = Chosen(made.packet, made.form, str(made.folder))
    sitting = Sitting().identify((trainee,)).choose("latihan", rule, (chosen,), at=at, class_code=after.class_code)
    sitting = replace(sitting, pair=after.people if len(after.people) > 1 else ())
    for taken in made.pages:
        sitting = sitting.with_exercise(sitting.exercise.add_photo(taken.reading.page, taken.reading))
    return sitting.start_check(at=at)
