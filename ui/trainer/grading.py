"""Opens what trainees sent of a sealed exam, and its keys. Runs in the workshop's lane; imports the core then.

What concerns the records runs in theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..tasks import Progress
from .words import tr

if TYPE_CHECKING:
    from sirekap_trainer.errors import TrainerError
    from sirekap_trainer.exercise.flow import Trainee
    from sirekap_trainer.exercise.scoring import Score
    from sirekap_trainer.practice.seal import Keyring
    from sirekap_trainer.records.exchange import TakenFiles
    from sirekap_trainer.records.plain_attempt import PlainAttempt
    from sirekap_trainer.records.store import Store

#: Code of the core's error where a seal does not open.
CLOSED = "segel_tertutup"


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of one file.

    Attributes:
        file: Of the attempt.
        trainee: Who; None where the file could not be opened.
        score: Theirs; None where it could not be opened.
        advice: What to practise next.
        problem: Why it could not be opened, and what to do; "" where it was.
        packet: Id of the packet it is about; "" where it could not be opened.
        plain: The attempt with its score, for the records; None where it could not be opened.
    """

    file: Path
    trainee: Trainee | None = None
    score: Score | None = None
    advice: tuple[str, ...] = ()
    problem: str = ""
    packet: str = ""
    plain: PlainAttempt | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """What came of all files, in their order.

    Attributes:
        results: One a file.
        closed: Whether no seal opened at all: most likely the passphrase is another one.
    """

    results: tuple[Graded, ...]
    closed: bool


def grade(attempts: list[Path], packets: Path, passphrase: str, report: Progress) -> Grading:
    """Scores attempts, each for itself: what is wrong with one keeps no other from being opened.

    Args:
        attempts: Files from the trainees.
        packets: Folder of the sealed packets.
        passphrase: The trainer's.
        report: Told after each file.

    Raises:
        TrainerError: There are no packets, or the passphrase is empty.
    """
    from sirekap_trainer.errors import TrainerError  # noqa: PLC0415
    from sirekap_trainer.practice.seal import Keyring  # noqa: PLC0415

    keyring, folders = Keyring(passphrase), _folders(packets)
    results: list[Graded] = []
    errors: list[TrainerError] = []
    for done, path in enumerate(attempts):
        report(tr("Membuka hasil {n} dari {all}").format(n=done + 1, all=len(attempts)), done / len(attempts))
        try:
            results.append(_graded(path, folders, keyring))
        except TrainerError as error:
            errors.append(error)
            results.append(Graded(path, problem=f"{error.message} {error.hint}"))
    closed = bool(errors) and len(errors) == len(results) and all(error.code == CLOSED for error in errors)
    return Grading(tuple(results), closed)


def open_keys(packets: Path, target: Path, passphrase: str, report: Progress) -> int:
    """Writes unsealed copies of an exam's packets, with their keys, and gives how many.

    All seals are tried before anything is written.

    Args:
        packets: Folder of the sealed packets.
        target: Folder for the copies; it must not lie within `packets`, which is handed out.
        passphrase: The trainer's.
        report: Told before each packet.

    Raises:
        TrainerError: There are no packets, a seal does not open, or the copies cannot be written.
    """
    from sirekap_trainer.errors import PacketError  # noqa: PLC0415
    from sirekap_trainer.practice.seal import Keyring, open_folder, open_sealed, packets_in  # noqa: PLC0415

    if target.resolve().is_relative_to(packets.resolve()):
        raise PacketError(
            tr("Folder ini ada di dalam folder ujian yang dibagikan."),
            hint=tr("Pilih folder lain untuk kuncinya."),
            code="folder_ujian",
        )
    keyring, found = Keyring(passphrase), packets_in(packets)
    steps = [partial(open_sealed, folder, keyring) for folder, _ in found]
    steps += [partial(open_folder, folder, target / name, keyring) for folder, name in found]
    for done, step in enumerate(steps):
        words = tr("Membuka kunci {n} dari {all}").format(n=done % len(found) + 1, all=len(found))
        report(words, done / len(steps))
        step()
    return len(found)


@dataclass(frozen=True, slots=True)
class Scored:
    """What scoring the exams in the records did.

    Attributes:
        scored: How many have a score now.
        refused: How many are not of the packet of that name.
        left: How many wait for other packets.
    """

    scored: int
    refused: int
    left: int


def count_waiting(store: Store) -> int:
    """How many exams of the records have no score yet."""
    from sirekap_trainer.records.attempts import unscored_packets  # noqa: PLC0415

    with store.read() as records:
        return sum(unscored_packets(records).values())


def score_records(store: Store, packets: Path, passphrase: str, report: Progress) -> Scored:
    """Scores the exams of the records that wait for these packets.

    Args:
        store: The records.
        packets: Folder of the sealed packets.
        passphrase: The trainer's.
        report: Told before each packet.

    Raises:
        TrainerError: There are no packets, or a seal does not open; nothing is changed then.
    """
    from sirekap_trainer.exercise.scoring import load_rubric  # noqa: PLC0415
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.seal import Keyring, open_sealed  # noqa: PLC0415
    from sirekap_trainer.records.attempts import score_waiting, unscored_packets  # noqa: PLC0415

    with store.read() as records:
        waiting = unscored_packets(records)
    folders, keyring = _folders(packets), Keyring(passphrase)
    wanted = sorted(waiting.keys() & folders.keys())
    opened = {}
    for done, name in enumerate(wanted):
        report(tr("Membuka segel {n} dari {all}").format(n=done + 1, all=len(wanted)), done / len(wanted))
        opened[name] = open_sealed(folders[name], keyring)
    with store.write() as records:
        found = score_waiting(records, opened, load_rubric(), catalog=builtin_catalog())
    done = len(found.scored)
    return Scored(done, len(found.refused), sum(waiting.values()) - done - len(found.refused))


def keep(store: Store, results: tuple[Graded, ...]) -> TakenFiles:
    """Takes opened results into the records, each once and in its class; those that were there get their score."""
    from sirekap_trainer.records.exchange import take_files  # noqa: PLC0415

    with store.write() as records:
        return take_files(records, [one.plain for one in results if one.plain is not None])


def _folders(packets: Path) -> dict[str, Path]:
    """Folders of the packets, by id; one that is damaged by its name, so that what is wrong with it is told."""
    from sirekap_trainer.errors import TrainerError  # noqa: PLC0415
    from sirekap_trainer.practice.seal import packets_in  # noqa: PLC0415
    from sirekap_trainer.practice.sealed import load_any  # noqa: PLC0415

    found = {}
    for folder, _ in packets_in(packets):
        try:
            found[load_any(folder).id] = folder
        except TrainerError:
            found[folder.name] = folder
    return found


def _graded(path: Path, folders: dict[str, Path], keyring: Keyring) -> Graded:
    from sirekap_trainer.errors import ExerciseError  # noqa: PLC0415
    from sirekap_trainer.exercise.saved import attempted_packet, load_attempt  # noqa: PLC0415
    from sirekap_trainer.exercise.scoring import advice, load_rubric, score_sealed  # noqa: PLC0415
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.practice.seal import open_sealed  # noqa: PLC0415
    from sirekap_trainer.records.plain_attempt import PlainScore, read_attempt  # noqa: PLC0415

    name = attempted_packet(path)
    if name not in folders:
        raise ExerciseError(
            tr("Paket {name} untuk hasil ini tidak ada di folder ujian.").format(name=name),
            hint=tr("Pilih folder ujian yang dibagikan kepada peserta ini."),
        )
    packet = open_sealed(folders[name], keyring)
    attempt = load_attempt(path, packet, catalog=builtin_catalog())
    score = score_sealed(attempt, packet, load_rubric())
    plain = read_attempt(path, packet, catalog=builtin_catalog())
    plain = plain.model_copy(update={"score": PlainScore.model_validate(score.to_dict())})
    return Graded(path, attempt.trainee, score, advice(score), packet=packet.id, plain=plain)
