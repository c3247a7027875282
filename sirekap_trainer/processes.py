"""Many pieces of work, by one process or by several at once, with the same answers in the same order.

Only whoever works imports OpenCV: with several jobs the process that asks stays small.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Generic, TypeVar

#: Pieces under way for each worker, so that none idles while a hard one (some seconds, where others take a quarter of
#: one) holds up those behind it. An answer is some 10 kB.
UNDER_WAY = 16
#: Windows can wait for no more processes than these (`ProcessPoolExecutor`); more never helped anyone.
MOST_WORKERS = 61

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Task(Generic[Piece, Answer]):
    """What is to be done with each piece. It goes to other processes: what it holds must be importable there.

    Attributes:
        prepare: Called once in each process that works; gives what turns a piece into its answer.
        lost: What is answered for a piece of which a process died; may raise. Called in the process that asks.
    """

    prepare: Callable[[], Callable[[Piece], Answer]]
    lost: Callable[[Piece], Answer]


def in_order(pieces: Iterable[Piece], task: Task[Piece, Answer], *, jobs: int) -> Generator[Answer, None, None]:
    """Works on pieces, each answer given as soon as it and all before it are there.

    The answers do not depend on `jobs`. However many pieces there are, only some are under way at a time. Close the
    generator to stop before its end: its processes end with it, at once. What work raises is raised here.

    Args:
        pieces: Plain values where there are several jobs: they go to other processes.
        task: What to do.
        jobs: Processes that work at once, at least 1; with 1 this process works by itself.
    """
    return _one_by_one(pieces, task) if jobs == 1 else _at_once(iter(pieces), task, min(jobs, MOST_WORKERS))


def _one_by_one(pieces: Iterable[Piece], task: Task[Piece, Answer]) -> Generator[Answer, None, None]:
    work = task.prepare()
    for piece in pieces:
        yield work(piece)


def usable_cores() -> int:
    """How many cores this process may use: a container or `taskset` may leave it fewer than the machine has."""
    # Not every system can say.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_one_core(answers: Generator[Answer, None, None]) -> Generator[Answer, None, None]:
    """Gives the answers of work in this process, whose OpenCV keeps to one thread until the last is given."""
    import cv2  # noqa: PLC0415 - see above

    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        with closing(answers):
            yield from answers
    finally:
        cv2.setNumThreads(before)


# --- several processes ------------------------------------------------------------------------------------------------


def _at_once(pieces: Iterator[Piece], task: Task[Piece, Answer], jobs: int) -> Generator[Answer, None, None]:
    undone: deque[Piece] = deque()
    while True:
        yield from _together(pieces, undone, task, jobs)
        if not undone:
            return
        yield from _alone(undone, task)


def _together(pieces: Iterator[Piece], undone: deque[Piece], task: Task[Piece, Answer], jobs: int) -> Iterator[Answer]:
    """Works until no piece is left, or a worker dies: then those under way stay in `undone`."""
    answers: deque[Future[Answer]] = deque()
    packed = pickle.dumps(task)
    with _workers(jobs) as workers:
        try:
            for piece in pieces:
                undone.append(piece)
                answers.append(_hand_in(workers, packed, piece))
                if len(answers) == UNDER_WAY * jobs:
                    yield _next(answers, undone)
            while answers:
                yield _next(answers, undone)
        except BrokenProcessPool:
            return


def _next(answers: deque[Future[Answer]], undone: deque[Piece]) -> Answer:
    answer = answers.popleft().result()
    undone.popleft()
    return answer


def _alone(undone: deque[Piece], task: Task[Piece, Answer]) -> Iterator[Answer]:
    """Does what was under way when a worker died; a worker that dies of a piece again names the culprit."""
    packed = pickle.dumps(task)
    while undone:
        with _workers(1) as workers:
            try:
                while undone:
                    yield _next(deque([_hand_in(workers, packed, undone[0])]), undone)
            except BrokenProcessPool:
                yield task.lost(undone.popleft())


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that work. They end with the block: at once when it is left by an exception, Ctrl-C among them."""
    others = multiprocessing.active_children()
    # Not forked: OpenCV's threads would not survive it, and Windows cannot.
    context = multiprocessing.get_context("spawn")
    workers = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        yield workers
    except BaseException:
        for process in multiprocessing.active_children():
            if process not in others:
                process.terminate()
        raise
    finally:
        workers.shutdown(cancel_futures=True)


def _hand_in(workers: ProcessPoolExecutor, packed: bytes, piece: object) -> Future[Any]:
    """Hands in a piece and, with it, the task.

    The task does not travel with the start of a process: Python (seen in 3.11) waits for ever where a process dies
    before it has taken more than a pipe holds (64 KiB), and a form alone is more.
    """
    with _deaf_to_interrupts():  # a worker may be started for it
        return workers.submit(_work, packed, piece)


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
    """What a worker process does, prepared for its first piece.

    Not by the pool's initializer: what goes wrong there is lost, here it reaches whoever asked.
    """

    def __init__(self, task: Task[Any, Any]) -> None:
        self._task = task
        self._do: Callable[[Any], Any] | None = None

    def work(self, piece: object) -> object:
        if self._do is None:
            self._do = self._task.prepare()
        return self._do(piece)


_WORKER: list[_Worker] = []


def _begin() -> None:
    """Prepares a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import cv2  # noqa: PLC0415 - see above

    cv2.setNumThreads(1)  # the workers share the cores already


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed; the pool's queue alone would have it wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _work(packed: bytes, piece: object) -> object:
    if not _WORKER:
        _WORKER.append(_Worker(pickle.loads(packed)))  # noqa: S301 - from the process that started this one
    return _WORKER[0].work(piece)
