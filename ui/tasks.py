"""The one door to threads: work that takes longer than a blink runs in a lane and answers on the window's thread.

    lane = Lane("baca")
    task = lane.run(lambda progress: reader.read(path, progress=progress), success=show, failure=tell)
    task.cancel()

    service = Service("hp", lambda: serving(inbox))     # what has to answer all the time, such as a web server
    service.call(inbox.answer, answer)
    service.close()

A lane is one thread and does one piece of work after the other, so what is used in one lane alone (a network, a
database connection) needs no lock. Work is never killed: it calls its `progress`, and that raises `Cancelled` once the
task was cancelled. After `cancel()` neither success nor failure is called any more. A service is one thread with an
event loop of its own; what it runs belongs to that loop and is reached by `call` alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal, Slot

from sirekap_trainer.errors import TrainerError

#: Milliseconds between two looks for garbage.
_GARBAGE_EVERY = 1000
#: Looks for garbage that are left out at most because a lane works: making a class's packets takes minutes.
_PUT_OFF = 20
#: What work calls to tell how far it is: a word for what is being done and a share from 0 to 1.
Progress = Callable[[str, float], None]
Work = Callable[[Progress], Any]


class Cancelled(Exception):  # noqa: N818 - no error: somebody changed their mind
    """Raised by `progress` inside cancelled work, to leave it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a person is told it: what happened, and what to do next."""

    message: str
    hint: str
    expected: bool


def problem_of(error: BaseException) -> Problem:
    """The one presenter of errors: the trainer's own speak for themselves, all others get plain words."""
    if isinstance(error, TrainerError):
        return Problem(error.message, error.hint, expected=True)
    translate = QCoreApplication.translate
    if isinstance(error, MemoryError):
        return Problem(
            translate("Tasks", "Memori laptop tidak cukup."),
            translate("Tasks", "Tutup aplikasi lain, lalu coba lagi."),
            expected=True,
        )
    return Problem(
        translate("Tasks", "Ada yang tidak berjalan di aplikasi ini."),
        translate("Tasks", "Coba sekali lagi. Jika tetap begitu, beri tahu pelatih."),
        expected=False,
    )


#: What was closed needs some turns of its loop to be gone: without them sockets stay open, in seconds.
_LAST_BREATH = 0.01


@dataclass(eq=False, frozen=True, slots=True)
class _Job:
    """What a lane's thread knows of a task: plain Python, nothing of Qt's."""

    work: Work
    cancelled: Event = field(default_factory=Event)


class Task(QObject):
    """One piece of work under way, on the thread of the window alone. Made by `Lane.run`."""

    progressed = Signal(str, float)
    finished = Signal()

    def __init__(
        self,
        job: _Job,
        success: Callable[[Any], None],
        failure: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._job = job
        self._success = success
        self._failure = failure

    @property
    def cancelled(self) -> bool:
        """Whether it was told to stop."""
        return self._job.cancelled.is_set()

    def cancel(self) -> None:
        """Tells the work to stop at its next sign of progress; no callback follows."""
        self._job.cancelled.set()

    def end(self, result: object, error: BaseException | None) -> None:
        """Tells what became of the work; for its lane."""
        self.finished.emit()
        self.deleteLater()
        if self.cancelled:
            return
        if error is None:
            self._success(result)
        elif not isinstance(error, Cancelled):
            self._failure(error)


class _Runner(QObject):
    """Lives in the lane's thread, and as long; the queued signal into it is the lane's queue.

    Its signals carry everything back. A task's own cannot: the window deletes a task once it hears that it is done,
    while the lane's thread may still be within that very signal.
    """

    progressed = Signal(object, str, float)
    done = Signal(object, object, object)

    @Slot(object)
    def run(self, job: _Job | None) -> None:
        if job is None:
            QThread.currentThread().quit()
            return

        def report(what: str, share: float) -> None:
            if job.cancelled.is_set():
                raise Cancelled
            if what:
                self.progressed.emit(job, what, share)

        try:
            report("", 0.0)
            result = job.work(report)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            self.done.emit(job, None, error)
        else:
            self.done.emit(job, result, None)


class Lane(QObject):
    """One thread for work of one kind.

    Args:
        name: Of the thread, for debuggers.
        parent: Qt's.
        finish: Whether what was queued is still done when the lane is closed: for what must not be lost.
    """

    #: An error of work that came without a `failure` of its own.
    failed = Signal(object)
    _queued = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None, *, finish: bool = False) -> None:
        super().__init__(parent)
        self._finish = finish
        self._tasks: dict[_Job, Task] = {}
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._runner = _Runner()
        self._runner.moveToThread(self._thread)
        self._queued.connect(self._runner.run)
        self._runner.progressed.connect(self._pass_on)
        self._runner.done.connect(self._end)
        self._thread.start(QThread.Priority.LowPriority)

    @property
    def busy(self) -> bool:
        """Whether work is under way or waiting."""
        return bool(self._tasks)

    def run(
        self,
        work: Work,
        *,
        success: Callable[[Any], None] = lambda _: None,
        failure: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Queues work; `success` or `failure` is called on the thread of the window."""
        job = _Job(work)
        task = self._tasks[job] = Task(job, success, failure or self.failed.emit, self)
        self._queued.emit(job)
        return task

    def close(self) -> None:
        """Cancels everything, or finishes it, and waits for the thread to end. The lane is of no use afterwards.

        No callback follows either way.
        """
        if self._finish:
            self._queued.emit(None)  # behind all that waits
            self._thread.wait()
        for task in self._tasks.values():
            task.cancel()
        self._thread.quit()
        self._thread.wait()

    def dismiss(self) -> None:
        """Cancels everything and ends in its own time, then deletes itself; nobody waits and no callback follows.

        It must have a parent, for whoever closes the window waits for all lanes below it.
        """
        for task in self._tasks.values():
            task.cancel()
        self._thread.finished.connect(self.deleteLater)
        self._thread.quit()

    @Slot(object, str, float)
    def _pass_on(self, job: _Job, what: str, share: float) -> None:
        self._tasks[job].progressed.emit(what, share)

    @Slot(object, object, object)
    def _end(self, job: _Job, result: object, error: BaseException | None) -> None:
        self._tasks.pop(job).end(result, error)


class _Loop(QThread):
    """The thread of a service."""

    #: What the service gave once it runs, or the error that ended it.
    came = Signal(object, object)

    def __init__(self, name: str, serve: Callable[[], AbstractAsyncContextManager[Any]], parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._serve = serve
        self._stop: Callable[[], object] = lambda: None  # the loop's own, once it runs
        self._lock = Lock()
        self._waiting: list[Callable[[], object]] = []
        self._call_soon: Callable[[Callable[[], object]], object] | None = self._waiting.append

    def call(self, function: Callable[[], object]) -> None:
        """Has a function called in this thread, once its loop runs; not at all after its end."""
        with self._lock:
            if self._call_soon is not None:
                self._call_soon(function)

    def end(self) -> None:
        """Has the service leave its context, and waits until the thread has ended."""
        self.call(lambda: self._stop())  # noqa: PLW0108 - another one by then
        self.wait()

    def run(self) -> None:
        """The thread."""
        import asyncio  # noqa: PLC0415 - the window is there before it

        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            self.came.emit(None, error)

    async def _main(self) -> None:
        import asyncio  # noqa: PLC0415

        stop = asyncio.Event()
        self._stop = stop.set
        with self._lock:
            self._call_soon = asyncio.get_running_loop().call_soon_threadsafe
            for function in self._waiting:
                self._call_soon(function)
        try:
            async with self._serve() as given:
                self.came.emit(given, None)
                await stop.wait()
            await asyncio.sleep(_LAST_BREATH)
        finally:
            with self._lock:
                self._call_soon = None


class Garbage(QObject):
    """Has Python collect its garbage on the thread of the window alone.

    Python collects in whatever thread happens to run; in a lane it would destroy widgets there. What was imported
    before stays anyway: looked through again and again, it stopped the window for 80 ms. Nor is garbage looked for
    while a lane works, which may be importing; whoever imports much freezes it in the end.

    Args:
        parent: Qt's.
        lanes: That garbage waits for, at most for `_PUT_OFF` looks.
    """

    def __init__(self, parent: QObject | None = None, lanes: Sequence[Lane] = ()) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._put_off = 0
        gc.freeze()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_GARBAGE_EVERY)

    def _collect(self) -> None:
        if any(lane.busy for lane in self._lanes) and self._put_off < _PUT_OFF:
            self._put_off += 1
            return
        self._put_off = 0
        due = [place for place, count in enumerate(gc.get_count()) if count > self._thresholds[place] > 0]
        if due:
            gc.collect(max(due))


class Service(QObject):
    """A thread with an event loop in which something runs until it is closed.

    Args:
        name: Of the thread, for debuggers.
        serve: Makes what runs, in the service's thread: an asynchronous context, entered to start and left to stop.
        parent: Qt's.
    """

    #: It runs; carries what the context gave.
    ready = Signal(object)
    #: It could not start, or ended by an error; carries that.
    failed = Signal(object)

    def __init__(
        self, name: str, serve: Callable[[], AbstractAsyncContextManager[Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._closed = False
        self._loop = _Loop(name, serve, self)
        self._loop.came.connect(self._tell)
        self._loop.start()

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Has a function called in the service's thread, soon; not at all once the service has ended."""
        self._loop.call(lambda: function(*arguments))

    def close(self) -> None:
        """Stops it and waits for the thread to end. No signal follows; the service is of no use afterwards."""
        self._closed = True
        self._loop.end()

    @Slot(object, object)
    def _tell(self, given: object, error: BaseException | None) -> None:
        if self._closed:
            return
        if error is None:
            self.ready.emit(given)
        else:
            self.failed.emit(error)
