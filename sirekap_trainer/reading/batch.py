"""Many photographs, read one after the other or by several processes at once, with the same answers in the same order.

Only whoever reads imports OpenCV (`processes.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sirekap_trainer.errors import ReadingError, TrainerError, UsageError
from sirekap_trainer.processes import Task, in_order, on_one_core, usable_cores

if TYPE_CHECKING:
    from sirekap_trainer.reading.result import PageReading, TpsName

#: From so many photographs on several processes are faster: starting them takes as long as reading some ten.
MANY = 16
#: No more processes than these unless asked for; each takes some 160 MB.
MOST_JOBS = 4

#: What `sirekap-trainer read --json` prints for one photograph: a reading, or an error.
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the photographs of a batch are read, the same for all. Plain values only: it goes to other processes.

    Attributes:
        expected: Form id and page number that should be on each of them, as for `PageReader.read`.
        tps: Whose forms they should be, likewise.
    """

    expected: tuple[str, int] | None = None
    tps: TpsName | None = None


class ReadsPhotos(Protocol):
    """Whatever reads photographs: a `PageReader`, or a stand-in in a test."""

    def read(self, source: Path, *, expected: tuple[str, int] | None = None, tps: TpsName | None = None) -> PageReading:
        """The numbers on a photographed page; raises `TrainerError` where it cannot be read."""


def page_reader() -> ReadsPhotos:
    """A reader as it ships."""
    from sirekap_trainer.reading.page import PageReader  # noqa: PLC0415 - only who reads pays for OpenCV

    return PageReader()


def read_many(
    photos: Iterable[Path],
    options: ReadOptions | None = None,
    *,
    jobs: int | None = None,
    make_reader: Callable[[], ReadsPhotos] = page_reader,
) -> Generator[Answer, None, None]:
    """Reads photographs, each answer given as soon as it and all before it are there.

    The answers do not depend on `jobs`. However many photographs there are, only some are under way at a time. Close
    the generator to stop before its end: its processes end with it, at once.

    Args:
        photos: JPEG or PNG files.
        options: How to read them.
        jobs: Photographs read at once, each by a process on one core; with 1 this process reads by itself, on one core
            too. None: as fast as this machine can, that is a process a core for many photographs, and this process on
            all cores for few; then all `photos` are listed before the first is read.
        make_reader: Called once in each process that reads; a function that can be imported there.

    Returns:
        For each photograph `PageReading.to_dict()`, or `{"photo", "error"}` where it cannot be read; an error too where
        a process dies of it.

    Raises:
        UsageError: `jobs` is less than 1.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(
            f"Tidak dapat membaca {jobs} foto sekaligus.", hint="Isi --jobs dengan 1 atau lebih.", code="jobs"
        )
    task = Task(partial(_prepared, options or ReadOptions(), make_reader), _lost)
    if jobs is None:
        listed = list(photos)
        return in_order(listed, task, jobs=_cores() if len(listed) >= MANY else 1)
    return on_one_core(in_order(photos, task, jobs=1)) if jobs == 1 else in_order(photos, task, jobs=jobs)


def _cores() -> int:
    return min(usable_cores(), MOST_JOBS)


def _prepared(options: ReadOptions, make_reader: Callable[[], ReadsPhotos]) -> Callable[[Path], Answer]:
    return partial(_answer, make_reader(), options)


def _answer(reader: ReadsPhotos, options: ReadOptions, photo: Path) -> Answer:
    try:
        return reader.read(photo, expected=options.expected, tps=options.tps).to_dict()
    except TrainerError as error:
        return _failure(photo, error)


def _failure(photo: Path, error: TrainerError) -> Answer:
    return {"photo": str(photo), "error": error.to_dict()}


def _lost(photo: Path) -> Answer:
    error = ReadingError(
        f"Pembacaan berkas {photo.name} terhenti tiba-tiba.",
        hint="Tutup program lain agar memori cukup, lalu baca foto ini sendiri.",
        code="terhenti",
    )
    return _failure(photo, error)
