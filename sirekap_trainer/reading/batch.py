"""Many photographs, read one after the other or by several processes at once, with the same answers in the same order.

Only whoever reads imports OpenCV: with several jobs the process that asks stays small.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sirekap_trainer.errors import ReadingError, TrainerError, UsageError

if TYPE_CHECKING:
    from sirekap_trainer.reading.result import PageReading, TpsName

#: What `sirekap-trainer read --json` prints for one photograph: a reading, or an error.
Answer = dict[str, Any]
#: Photographs under way for each worker, so that none idles while a hard photograph (some seconds, where others take a
#: quarter of one) holds up those behind it. An answer is some 10 kB.
UNDER_WAY = 16
#: Windows can wait for no more processes than these (`ProcessPoolExecutor`); more never helped anyone.
MOST_WORKERS = 61


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
    jobs: int = 1,
    make_reader: Callable[[], ReadsPhotos] = page_reader,
) -> Generator[Answer, None, None]:
    """Reads photographs, each answer given as soon as it and all before it are there.

    The answers do not depend on `jobs`. However many photographs there are, only some are under way at a time. Close
    the generator to stop before its end: its processes end with it, at once.

    Args:
        photos: JPEG or PNG files.
        options: How to read them.
        jobs: Processes that read at once; with 1 this process reads by itself.
        make_reader: Called once in each process that reads; a function that can be imported there.

    Returns:
        For each photograph `PageReading.to_dict()`, or `{"photo", "error"}` where it cannot be read; an error too where
        a process dies of it.

    Raises:
        UsageError: `jobs` is less than 1.
    """
    if jobs < 1:
        raise UsageError(
            f"Tidak dapat membaca {jobs} foto sekaligus.", hint="Isi --jobs dengan 1 atau lebih.", code="jobs"
        )
    job = _Job(options or ReadOptions(), make_reader)
    return _one_by_one(photos, job) if jobs == 1 else _at_once(iter(photos), job, min(jobs, MOST_WORKERS))


@dataclass(frozen=True, slots=True)
class _Job:
    """What a worker must know before its first photograph."""

    options: ReadOptions
    make_reader: Callable[[], ReadsPhotos]


def _one_by_one(photos: Iterable[Path], job: _Job) -> Generator[Answer, None, None]:
    reader = job.make_reader()
    for photo in photos:
        yield _answer(reader, photo, job.options)


def _answer(reader: ReadsPhotos, photo: Path, options: ReadOptions) -> Answer:
    try:
        return reader.read(photo, expected=options.expected, tps=options.tps).to_dict()
    except TrainerError as error:
        return _failure(photo, error)


def _failure(photo: Path, error: TrainerError) -> Answer:
    return {"photo": str(photo), "error": error.to_dict()}


# --- several processes ------------------------------------------------------------------------------------------------


def _at_once(photos: Iterator[Path], job: _Job, jobs: int) -> Generator[Answer, None, None]:
    unread: deque[Path] = deque()
    while True:
        yield from _together(photos, unread, job, jobs)
        if not unread:
            return
        yield from _alone(unread, job)


def _together(photos: Iterator[Path], unread: deque[Path], job: _Job, jobs: int) -> Iterator[Answer]:
    """Reads until no photograph is left, or a worker dies: then those under way stay in `unread`."""
    answers: deque[Future[Answer]] = deque()
    with _workers(job, jobs) as workers:
        try:
            for photo in photos:
                unread.append(photo)
                answers.append(_hand_in(workers, photo))
                if len(answers) == UNDER_WAY * jobs:
                    yield _next(answers, unread)
            while answers:
                yield _next(answers, unread)
        except BrokenProcessPool:
            return


def _next(answers: deque[Future[Answer]], unread: deque[Path]) -> Answer:
    answer = answers.popleft().result()
    unread.popleft()
    return answer


def _alone(unread: deque[Path], job: _Job) -> Iterator[Answer]:
    """Reads what was under way when a worker died; a worker that dies of a photograph again names the culprit."""
    while unread:
        with _workers(job, 1) as workers:
            try:
                while unread:
                    yield _next(deque([_hand_in(workers, unread[0])]), unread)
            except BrokenProcessPool:
                yield _failure(unread[0], _died(unread.popleft()))


def _died(photo: Path) -> ReadingError:
    return ReadingError(
        f"Pembacaan berkas {photo.name} terhenti tiba-tiba.",
        hint="Tutup program lain agar memori cukup, lalu baca foto ini sendiri.",
        code="terhenti",
    )


@contextmanager
def _workers(job: _Job, count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that read. They end with the block: at once when it is left by an exception, Ctrl-C among them."""
    others = multiprocessing.active_children()
    # Not forked: OpenCV's threads would not survive it, and Windows cannot.
    context = multiprocessing.get_context("spawn")
    workers = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(job,))
    try:
        yield workers
    except BaseException:
        for process in multiprocessing.active_children():
            if process not in others:
                process.terminate()
        raise
    finally:
        workers.shutdown(cancel_futures=True)


def _hand_in(workers: ProcessPoolExecutor, photo: Path) -> Future[Answer]:
    with _deaf_to_interrupts():  # a worker may be started for it
        return workers.submit(_read, photo)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started within never hear Ctrl-C, not even while they load: who started them ends them."""
    if sys.platform == "win32":  # nothing is inherited there; `_begin` sees to it as soon as it can
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in a worker ------------------------------------------------------------------------------------------------------


class _Worker:
    """The one reader of a worker process, made for its first photograph.

    Not made by the pool's initializer: what goes wrong there is lost, here it reaches whoever asked.
    """

    def __init__(self, job: _Job) -> None:
        self._job = job
        self._reader: ReadsPhotos | None = None

    def read(self, photo: Path) -> Answer:
        if self._reader is None:
            self._reader = self._job.make_reader()
        return _answer(self._reader, photo, self._job.options)


_WORKER: list[_Worker] = []


def _begin(job: _Job) -> None:
    """Prepares a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import cv2  # noqa: PLC0415 - see above

    cv2.setNumThreads(1)  # the workers share the cores already
    _WORKER[:] = [_Worker(job)]


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed; the pool's queue alone would have it wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _read(photo: Path) -> Answer:
    return _WORKER[0].read(photo)
