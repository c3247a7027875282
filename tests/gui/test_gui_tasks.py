"""The door to threads, by itself."""

from __future__ import annotations

import gc
import threading
import time

import pytest

from sirekap_trainer.errors import PhotoError
from ui.tasks import _PUT_OFF, Garbage, Lane, problem_of


@pytest.fixture
def lane(qtbot):
    """A lane that is closed again."""
    made = Lane("uji")
    yield made
    made.close()


def test_success_comes_back_on_the_windows_thread(lane, qtbot):
    got = []
    lane.run(lambda _: threading.get_ident(), success=lambda there: got.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(got))
    there, here = got[0]
    assert here == threading.get_ident() != there


def test_failure_comes_back_with_the_error(lane, qtbot):
    got = []
    lane.run(lambda _: 1 // 0, failure=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ZeroDivisionError)


def test_an_error_without_a_place_of_its_own_goes_to_the_lane(lane, qtbot):
    with qtbot.waitSignal(lane.failed) as signal:
        lane.run(lambda _: 1 // 0)
    assert isinstance(signal.args[0], ZeroDivisionError)


def test_work_is_done_in_order(lane, qtbot):
    got = []
    for number in range(20):
        lane.run(lambda _, n=number: n, success=got.append)
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == list(range(20))
    assert not lane.busy


def test_cancelled_work_calls_nothing_back(lane, qtbot):
    got, stopped = [], threading.Event()

    def work(progress):
        try:
            while True:
                progress("bekerja", 0.5)
                time.sleep(0.005)
        finally:
            stopped.set()

    task = lane.run(work, success=got.append, failure=got.append)
    with qtbot.waitSignal(task.progressed):
        pass
    task.cancel()
    qtbot.waitUntil(stopped.is_set)
    qtbot.waitUntil(lambda: not lane.busy)
    assert got == []


def test_work_cancelled_while_it_waits_is_never_begun(lane, qtbot):
    begun = []
    gate = threading.Event()
    lane.run(lambda _: gate.wait(5))
    waiting = lane.run(lambda _: begun.append(1))
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert begun == []


def test_errors_are_told_in_words():
    known = problem_of(PhotoError("Foto kosong.", hint="Foto lagi."))
    assert (known.message, known.hint, known.expected) == ("Foto kosong.", "Foto lagi.", True)
    unknown = problem_of(KeyError("x"))
    assert not unknown.expected
    assert "KeyError" not in unknown.message + unknown.hint
    assert problem_of(MemoryError()).hint.startswith("Tutup aplikasi lain")


def test_no_other_file_starts_threads(root):
    starters = ("QThread", "QRunnable", "ThreadPool", "import threading", "from threading", "concurrent", "asyncio")
    found = {
        path.name
        for path in (root / "ui").rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in starters)
    }
    assert found == {"tasks.py", "crash.py", "receiving.py"}, "these two listen to threads and start none"


def test_a_lane_for_what_must_not_be_lost_finishes_before_it_closes(qtbot):
    lane, done, told = Lane("simpan", finish=True), [], []
    for number in range(5):
        lane.run(lambda _, n=number: (time.sleep(0.02), done.append(n)), success=told.append)
    lane.close()
    assert done == [0, 1, 2, 3, 4]
    qtbot.wait(50)
    assert told == []


class Ring:
    """Garbage as soon as nobody holds it, for it holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def garbage(qtbot, lane):
    """Collects whenever it is told to look."""
    thresholds, enabled = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(1, 1, 1)
    made = Garbage(None, [lane])
    made._timer.stop()
    yield made
    made.deleteLater()
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    if enabled:
        gc.enable()


def rings() -> int:
    """How many there are."""
    return sum(isinstance(one, Ring) for one in gc.get_objects())


def test_garbage_goes_on_the_thread_of_the_window(garbage):
    [Ring() for _ in range(10)]
    assert rings() == 10
    garbage._collect()
    assert rings() == 0


def test_garbage_waits_while_a_lane_works_but_not_for_ever(garbage, lane, qtbot):
    stop = threading.Event()
    lane.run(lambda _: stop.wait(20))
    [Ring() for _ in range(10)]
    for _ in range(_PUT_OFF):
        garbage._collect()
    assert rings() == 10
    garbage._collect()
    assert rings() == 0
    stop.set()
    qtbot.waitUntil(lambda: not lane.busy)
