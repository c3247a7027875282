"""Measures the window, and kills it. Run by hand; figures stand in docs/benchmarks.md.

- `python tools/bench_window.py start`: from a new process to a window that is painted and has taken a key.
- `python tools/bench_window.py steps`: how long each step takes to be there, the trainer's among them.
- `python tools/bench_window.py blocks`: the longest time for which the window answers nothing, in a whole exercise with
  the real reader; names the function it was in.
- `python tools/bench_window.py looks`: the same for another look, on each step and screen, all of them built.
- `python tools/bench_window.py enter`: 29 numbers by an Enter that is held.
- `python tools/bench_window.py kill --count 20`: a window that is hammered at is killed, and everything must be there.

Everything runs without a screen; `QT_QPA_PLATFORM=xcb` before it takes the screen there is. Parts of this file kill the
window of a test, too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from sirekap_trainer.exercise.flow import Exercise
from sirekap_trainer.exercise.saved import load_sitting
from sirekap_trainer.exercise.sitting import Sitting
from sirekap_trainer.exercise.whole_tps import make_whole_tps
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.photo.page import upright_size
from sirekap_trainer.practice.packet import load_packet, save_packet
from sirekap_trainer.reading.result import NumberReading, PageReading
from sirekap_trainer.samples import sample_folder
from ui.app import Places, build_window, settle
from ui.crash import CrashLog
from ui.main_window import OFFICE_SCREENS, SCREENS, STEPS, MainWindow
from ui.pages import real_reader
from ui.trainer.making import MakingScreen

#: Somebody who hammers at Enter, in keys a second.
HAMMER = 10.0
#: What must be on the disk: all that the window took longer ago than this, in seconds (issue 5, point 7).
SAFE_AFTER = 1.0
#: Targets of the plan, in seconds: from nothing to a usable window, to another step, and nothing blocks longer.
TARGET_START, TARGET_STEP, TARGET_BLOCK = 1.5, 0.1, 0.05
#: Repeats a second of a held key; most systems send 25 to 30.
REPEATS = 30.0
#: Functions that are named where the window did not answer.
FRAMES = 5
#: How often the window's thread is asked whether it answers, in seconds.
BEAT = 0.004


# --- what all of them use -------------------------------------------------------------------------------------------


class PacketReader:
    """Reads at once what the packet says, whatever is on the photograph.

    Args:
        samples: The folder of the packets.
    """

    def __init__(self, samples: Path) -> None:
        self._packets = {packet.form: packet for packet in map(load_packet, sorted(samples.iterdir()))}

    def read(self, source: Path, *, expected: tuple[str, int], **_: object) -> PageReading:
        """The page that is expected, blank but for its numbers."""
        form = builtin_catalog().get(expected[0])
        page, packet = form.page(expected[1]), self._packets[form.id]
        written = [(number, packet.numbers[number.id]) for number in page.numbers]
        width, height = upright_size(form)
        return PageReading(
            photo=str(source),
            form=form.id,
            page=page.number,
            numbers=tuple(NumberReading(one.id, one.label, it.boxes, it.bubbles, 0.99) for one, it in written),
            photo_findings=(),
            findings=(),
            outline=np.array([[20, 20], [430, 20], [430, 580], [20, 580]], np.float64),
            upright=np.full((height, width, 3), 250, np.uint8),
        )


def small_tps(out: Path) -> Path:
    """Writes both forms of one TPS with small grey photographs, for `PacketReader`; gives `out`."""
    gubernur, wali_kota = (load_packet(sample_folder() / name) for name in ("gubernur-1", "wali-kota-1"))
    for packet in (gubernur, wali_kota.model_copy(update={"tps": gubernur.tps})):
        save_packet(packet, out / packet.id)
        for photo in packet.photos:
            grey = np.full((600, 450, 3), 120 + 30 * photo.page, np.uint8)
            (out / packet.id / photo.file).write_bytes(cv2.imencode(".jpg", grey)[1].tobytes())
    return out


def places_in(folder: Path) -> Places:
    """Folders for settings, work and errors."""
    return Places(folder / "tampilan.ini", folder / "data", folder / "log", folder / "paket")


def open_window(folder: Path, samples: Path | None = None, *, quick: bool = False) -> MainWindow:
    """A window that is shown.

    Args:
        folder: For its settings and work.
        samples: The packets it offers; those that ship where not given.
        quick: Whether photographs are read by `PacketReader`.
    """
    places, packets = places_in(folder), samples or sample_folder()
    window = build_window(
        places,
        CrashLog(places.log, "ukur"),
        reader=(lambda: PacketReader(packets)) if quick else real_reader,
        samples=lambda: packets,
    )
    window.resize(1366, 768)
    window.pause = 0
    window.show()
    window.activateWindow()
    return window


def wait_for(done: Callable[[], object], seconds: float = 60) -> None:
    """Lets the window work until something is so. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        QApplication.processEvents()
        time.sleep(0.002)


def press(window: MainWindow, key: Qt.Key) -> None:
    """A key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key)


def click(button: QAbstractButton) -> None:
    """Presses a button, and lets the window do what follows."""
    button.click()
    QApplication.processEvents()


def identify(window: MainWindow, *, pair: bool) -> None:
    """From the beginning to the packets."""
    click(window.primary)
    if pair:
        click(window.step.pair)
        window.step.second.setText("Budi Santoso")
    window.step.name.setText("Siti Aminah")
    window.step.tps.setText("12")
    click(window.primary)


def choose(window: MainWindow, mode: str) -> None:
    """From the packets to the first photograph."""
    click(window.step.modes[mode])
    wait_for(lambda: window.step.chosen is not None)
    click(window.primary)


# --- killed ----------------------------------------------------------------------------------------------------------


def summary(sitting: Sitting) -> list[Any]:
    """All that a person did in a sitting, as plain values: step, photographs, answers and questions of each turn."""
    return [sitting.current, [_summary_of_turn(turn.exercise) for turn in sitting.turns]]


def _summary_of_turn(exercise: Exercise) -> list[Any]:
    review = exercise.review
    answers = (
        [] if review is None else [[one.id, one.answer.kind, one.answer.boxes] for one in review.items if one.answer]
    )
    photos = [[one.page, one.photo] for one in exercise.photos]
    asked = [exercise.signatures, exercise.own_header]
    return [exercise.step.name, photos, answers, 0 if review is None else len(review.history), asked]


class Hammer(QObject):
    """Goes through a sitting as fast as somebody who hammers at the keys, and tells each thing the window took.

    A line a change on standard output: the time (`time.time`) and the summary. Written before the next key.

    Args:
        window: At its beginning.
        mode: Of the sitting.
        seed: Of the corrections and second thoughts.
        rate: Keys a second.
    """

    def __init__(self, window: MainWindow, mode: str, seed: int, rate: float) -> None:
        super().__init__(window)
        self._window, self._random = window, random.Random(seed)
        identify(window, pair=mode == "simulasi")
        choose(window, mode)
        window.session.changed.connect(self._tell)
        self._tell()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._strike)
        timer.start(round(1000 / rate))

    def _tell(self) -> None:
        line = json.dumps([time.time(), summary(self._window.session.sitting)]) + "\n"
        os.write(sys.stdout.fileno(), line.encode())

    def _strike(self) -> None:
        session = self._window.session
        {"photo": self._photo, "check": self._check, "send": self._send}.get(session.where, self._go_on)()

    def _photo(self) -> None:
        step = self._window.step
        if step.ready:
            self._window.primary.click()
        elif step.sample_button.isVisible():
            step.sample_button.click()

    def _check(self) -> None:
        window, review = self._window, self._window.session.review
        dice = self._random.random()
        if dice < 0.06 and review.undo_target is not None:
            QTest.keyClick(window.step, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        elif dice < 0.2 and not review.complete:
            QTest.keyClicks(window.step, str(self._random.randint(1, 299)))
            press(window, Qt.Key.Key_Return)
        elif not review.complete and review.item(window.step.current).answer is not None:
            press(window, Qt.Key.Key_Tab)  # the coach keeps one at a wrong number
        else:
            press(window, Qt.Key.Key_Return)

    def _send(self) -> None:
        step = self._window.step
        for button in (step.own, step.signed, step.compared):
            if not button.isChecked() and button.isVisible():
                button.click()
                return
        self._window.primary.click()

    def _go_on(self) -> None:
        if self._window.session.where == "hand_over":
            self._window.primary.click()


def work(arguments: argparse.Namespace) -> None:
    """What is killed: a window that is hammered at."""
    app = QApplication([])
    window = open_window(arguments.folder, arguments.samples, quick=arguments.quick)
    Hammer(window, arguments.mode, arguments.seed, arguments.rate)
    app.exec()


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill left.

    Attributes:
        phase: What was being done: the step, and of a sitting of several turns which one.
        taken: Changes the window had taken.
        missing: Of these, those not on the disk.
        oldest: How long before the kill the oldest missing one was taken, in seconds; 0 where none is missing.
    """

    phase: str
    taken: int
    missing: int
    oldest: float


def kill_once(
    folder: Path, samples: Path, mode: str, *, seed: int, after: float, rate: float = HAMMER, quick: bool = True
) -> Killed:
    """Hammers at a window, kills it and compares what is on the disk with what the window had taken.

    Args:
        folder: Of the window.
        samples: Packets it offers.
        mode: Of the sitting.
        seed: Of what is pressed.
        after: Seconds between the first thing the window took and the kill.
        rate: Keys a second.
        quick: Whether photographs are read by `PacketReader`.

    Raises:
        AssertionError: What is on the disk is none of the states the window was in.
    """
    command = [sys.executable, __file__, "work", str(folder), str(samples), mode]
    options = ["--seed", str(seed), "--rate", str(rate), *(["--quick"] if quick else [])]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        lines = [first]
        reading = threading.Thread(target=lambda: lines.extend(child.stdout or ()), daemon=True)
        reading.start()
        time.sleep(after)
        at = time.time()
        child.kill()  # SIGKILL; TerminateProcess on Windows
        reading.join()
    states = [json.loads(line) for line in lines if line.endswith("\n")]
    assert states, "the window did not get to work"
    return _compare(states, summary_on_disk(folder), at)


def summary_on_disk(folder: Path) -> list[Any]:
    """What is kept of a sitting in the window's folder."""
    found = load_sitting(places_in(folder).data, catalog=builtin_catalog())
    assert found is not None, "nothing was kept"
    return json.loads(json.dumps(summary(found)))


def _compare(states: list[Any], kept: list[Any], at: float) -> Killed:
    known = [index for index, (_, state) in enumerate(states) if state == kept]
    assert known, f"kept is none of the states the window was in: {kept}"
    index = known[-1]
    missing = states[index + 1 :]
    turn = states[-1][1][1][states[-1][1][0]]
    phase = f"{turn[0].lower()} {states[-1][1][0] + 1}"
    return Killed(phase, len(states), len(missing), at - missing[0][0] if missing else 0.0)


def goes_on(folder: Path, samples: Path, *, quick: bool = True) -> str:
    """Opens the window again after a kill, goes on, and gives the step it leads to.

    Raises:
        AssertionError: It is not what was kept, or a photograph is missing.
    """
    kept = summary_on_disk(folder)
    window = open_window(folder, samples, quick=quick)
    try:
        wait_for(window.step.anew.isVisible)
        window.primary.click()
        wait_for(lambda: window.step.stage is not None)
        session = window.session
        assert json.loads(json.dumps(summary(session.sitting))) == kept
        photos = [Path(one[1]) for turn in kept[1] for one in turn[1]]
        assert all(photo.is_file() and photo.stat().st_size for photo in photos), "a photograph is missing"
        if session.where == "check":
            assert not session.crop(window.step.item.number).isNull(), "the paper is not shown"
            expected = session.review.next_open() or session.review.items[-1].id
            assert window.step.current == expected
        where = session.where
        assert window.step is window._steps[where]  # noqa: SLF001 - which step is shown
        return where
    finally:
        window.close()


def measure_kills(arguments: argparse.Namespace) -> None:
    """Kills a window many times."""
    app = QApplication([])
    dice = random.Random(arguments.seed)
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        samples = small_tps(Path(place) / "tps") if arguments.quick else _whole_tps(Path(place) / "tps")
        for index in range(arguments.count):
            folder, mode = Path(place) / f"{index}", ("simulasi", "latihan")[index % 4 == 3]
            after = dice.uniform(0, arguments.longest if mode == "simulasi" else arguments.longest / 4)
            killed = kill_once(
                folder, samples, mode, seed=index, after=after, rate=arguments.rate, quick=arguments.quick
            )
            where = goes_on(folder, samples, quick=arguments.quick)
            worst = max(worst, killed.oldest)
            print(
                f"{index + 1:2} {mode:8} killed after {after:5.1f} s in {killed.phase:8}: {killed.taken:3} taken, "
                f"{killed.missing} missing (oldest {killed.oldest * 1000:.0f} ms), goes on at {where}",
                flush=True,
            )
    app.processEvents()
    print(f"oldest that was lost: {worst * 1000:.0f} ms before the kill; allowed {SAFE_AFTER * 1000:.0f} ms")
    if worst > SAFE_AFTER:
        sys.exit("an answer was lost")


def _whole_tps(out: Path) -> Path:
    make_whole_tps(out, "012", 1, catalog=builtin_catalog(), progress=lambda *_: None)
    return out


# --- start -----------------------------------------------------------------------------------------------------------


def measure_start(arguments: argparse.Namespace) -> None:
    """Starts the application several times, each in a new process with an empty home."""
    rounds = []
    for _ in range(arguments.rounds):
        with tempfile.TemporaryDirectory() as home:
            env = {**os.environ, "HOME": home, **{f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE")}}
            command = [sys.executable, str(Path(__file__).with_name("bench_window_start.py")), str(time.time())]
            told = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
            rounds.append(json.loads(told))
    for name, words in (("painted", "painted"), ("key", "took a key"), ("cpu", "CPU time")):
        values = sorted(one[name] for one in rounds)
        print(f"{words:12} {statistics.median(values):5.2f} s ({values[0]:.2f} to {values[-1]:.2f})")
    print(f"wanted       {TARGET_START:5.2f} s")


# --- steps -----------------------------------------------------------------------------------------------------------


class Steps:
    """Goes from step to step and prints how long each took until it was painted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._slowest = 0.0
        wait_for(lambda: QApplication.focusWidget() is not None)
        QTest.qWait(1500)  # what is imported after the start is there

    def timed(self, name: str, action: Callable[[], object]) -> None:
        """One change: on the wall, and as processor time of the window's thread."""
        QApplication.processEvents()
        began, processor = time.perf_counter(), time.thread_time()
        action()
        QApplication.processEvents()
        wall, processor = time.perf_counter() - began, time.thread_time() - processor
        self._slowest = max(self._slowest, processor)
        print(f"{name:34} {wall * 1000:6.0f} ms {processor * 1000:6.0f} ms", flush=True)

    def trainee(self) -> None:
        """A simulation of two people, from home to the queue, then a result."""
        window = self._window
        self.timed("identity", window.primary.click)
        window.step.pair.click()
        window.step.name.setText("Siti Aminah")
        window.step.second.setText("Budi Santoso")
        window.step.tps.setText("12")
        self.timed("packet", window.primary.click)
        window.step.modes["simulasi"].click()
        wait_for(lambda: window.step.chosen is not None)
        self.timed("photo", window.primary.click)
        for turn in range(4):
            self._turn(turn)
            if turn < 3:
                self.timed("next turn", window.primary.click)
        window.session.now = lambda: time.time() + 3600
        window.step.tick()
        self.timed("result", window.primary.click)
        self.timed("guide over it", window.toggle_guide)
        self.timed("and away", window.toggle_guide)

    def _turn(self, turn: int) -> None:
        window = self._window
        session = window.session
        while session.where == "photo":
            if window.step.ready:
                last = len(session.exercise.missing_pages) == 0
                self.timed("check" if last else "next page", window.primary.click)
            else:
                self.timed("reading begins", window.step.sample_button.click)
                wait_for(lambda: window.step.ready)
        slow = [0.0]
        while not session.review.complete:
            began = time.thread_time()
            press(window, Qt.Key.Key_Return)
            QApplication.processEvents()
            slow.append(time.thread_time() - began)
        print(
            f"{'  an answer, slowest, median':34} {max(slow) * 1000:16.0f} ms {statistics.median(slow) * 1000:4.0f} ms"
        )
        self.timed("send", window.primary.click)
        for button in (window.step.own, window.step.signed, window.step.compared):
            button.click()
        self.timed("queue" if turn == 3 else "hand over", window.primary.click)

    def trainer(self) -> None:
        """The trainer's screens, with a blank sheet made for those that need one."""
        window = self._window
        window.go("home")
        for name in (*SCREENS, "new_set", "new_blank"):
            if name not in ("making", "key"):
                self.timed(f"trainer: {name}", lambda to=name: window.go(to))
                QTest.qWait(300)
        window.go("sets")
        wait_for(lambda: window.step.ready)
        window.step.blank_button.click()
        window.step.number.line.setText("021")
        window.step.kelurahan.line.setText("Ketapang")
        self.timed("trainer: making", window.primary.click)
        wait_for(lambda: isinstance(window.step, MakingScreen) and window.step.primary)
        window.back.click()
        wait_for(lambda: window.step.ready)
        self.timed("trainer: keys", window.step.key_button.click)
        wait_for(lambda: window.step.ready)
        self.timed("trainer: key", window.primary.click)

    def again(self) -> None:
        """The look, which rebuilds everything there is."""
        self.timed("dark", lambda: self._window.change_look(dark=True))
        self.timed("text 200%", lambda: self._window.change_look(percent=200))


def measure_steps(_: argparse.Namespace) -> None:
    """Times every change of steps."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        window = open_window(Path(place) / "w", small_tps(Path(place) / "tps"), quick=True)
        window.session.warm_up()
        steps = Steps(window)
        print(f"{'step':34} {'wall':>9} {'CPU':>9}   wanted: under {TARGET_STEP * 1000:.0f} ms")
        steps.trainee()
        steps.trainer()
        steps.again()
        window.close()
    app.processEvents()


# --- blocks ----------------------------------------------------------------------------------------------------------


def queued() -> float:
    """Seconds for which this thread was ready to run while other programs had the processors; 0 where not told."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


class Pulse(QObject):
    """Asks the window's thread all the time whether it answers, and looks where it is while it does not.

    Attributes:
        blocks: For each beat since the last: seconds, less those in which other programs had the processors; seconds of
            processor time; where the thread was.

    Args:
        window: Whose step is named.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.blocks: list[tuple[float, float, str]] = []
        self._beat, self._processor, self._where = time.perf_counter(), time.thread_time(), ""
        self._queued = queued()
        self._thread = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._strike)
        self._timer.start(round(BEAT * 1000))
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self) -> None:
        """Forgets what was before."""
        self.blocks.clear()

    @property
    def longest(self) -> tuple[float, float]:
        """The longest block so far, in seconds, and its processor time."""
        return max(self.blocks, default=(0.0, 0.0, ""))[:2]

    def tell(self, count: int = 8) -> None:
        """Prints the longest."""
        print(f"{len(self.blocks)} beats; longest first, wanted: under {TARGET_BLOCK * 1000:.0f} ms")
        for wall, processor, where in sorted(self.blocks, reverse=True)[:count]:
            print(f"{wall * 1000:6.0f} ms, CPU {processor * 1000:4.0f} ms  {where}")
        print(f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")

    def _strike(self) -> None:
        now, processor, waited = time.perf_counter(), time.thread_time(), queued()
        took = now - self._beat - (waited - self._queued)
        step = type(self._window.step).__name__
        self.blocks.append((took, processor - self._processor, f"{step}: {self._where}"))
        self._beat, self._processor, self._queued, self._where = now, processor, waited, ""

    def _watch(self) -> None:
        while True:
            time.sleep(0.005)
            if time.perf_counter() - self._beat > 0.7 * TARGET_BLOCK and not self._where:
                self._where = self._look() or "Qt"

    def _look(self) -> str:
        """The innermost functions of the window's thread; quickly, for it cannot go on meanwhile."""
        frame, own = sys._current_frames().get(self._thread), []  # noqa: SLF001
        while frame is not None and len(own) < FRAMES:
            code = frame.f_code
            if "/tools/" not in code.co_filename:
                own.append(f"{code.co_filename.rpartition('/')[2]}:{frame.f_lineno} {code.co_name}")
            frame = frame.f_back
        return " < ".join(own)


def measure_blocks(arguments: argparse.Namespace) -> None:
    """A whole practice with a packet that ships, with the real reader, by somebody who hammers at the keys."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        window = open_window(Path(place))
        settle(window)
        pulse = Pulse(window)
        QTest.qWait(round(arguments.wait * 1000))
        with Path(os.devnull).open("w") as nowhere, _stdout_to(nowhere.fileno()):
            Hammer(window, "latihan", arguments.seed, HAMMER)
            wait_for_result(app, window)
        window.close()
    pulse.tell()


def measure_looks(_: argparse.Namespace) -> None:
    """Another look with every step and screen built, on each of them."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        window = open_window(Path(place) / "w", small_tps(Path(place) / "tps"), quick=True)
        names = [*STEPS, *SCREENS, *OFFICE_SCREENS]
        window.go("sets")
        wait_for(lambda: window.step.ready)  # which forms there are
        window.build_ahead(*names)
        wait_for(lambda: all(name in window._steps for name in names))  # noqa: SLF001 - what is built
        QTest.qWait(500)
        settle(window)
        wait_for(lambda: not any(lane.busy for lane in window.lanes))
        pulse = Pulse(window)
        print("longest block and its processor time, ms; load", os.getloadavg()[0] if hasattr(os, "getloadavg") else "")
        print(f"{'':16}" + "".join(f"{words:>13}" for words in ("dark", "200%", "light", "100%")))
        for name in names:
            window._lay(window._steps[name])  # noqa: SLF001 - as it was built, nothing entered
            QTest.qWait(100)
            longest = []
            for look in ({"dark": True}, {"percent": 200}, {"dark": False}, {"percent": 100}):
                pulse.begin()
                window.change_look(**look)
                QTest.qWait(100)
                longest.append(pulse.longest)
            told = (f"{block * 1000:8.0f} {processor * 1000:4.0f}" for block, processor in longest)
            print(f"{name:16}" + "".join(told), flush=True)
        window.close()
    app.processEvents()


def wait_for_result(app: QApplication, window: MainWindow) -> None:
    """Until the exercise is over."""
    timer = QTimer()
    timer.timeout.connect(lambda: window.session.where == "result" and app.quit())
    timer.start(200)
    app.exec()


@contextmanager
def _stdout_to(descriptor: int) -> Iterator[None]:
    kept = os.dup(1)
    os.dup2(descriptor, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


# --- a held Enter ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Held:
    """An Enter that is held until all numbers are answered.

    Attributes:
        sent: When each key was sent, in seconds.
        taken: When the answer to it was there.
    """

    sent: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)


def hold_enter(window: MainWindow, rate: float) -> Held:
    """Holds Enter at checking; keys come at their own pace, whether the window is ready or not."""
    held, review = Held(), window.session.review
    window.session.changed.connect(lambda: held.taken.append(time.perf_counter()))
    keys = QTimer()
    keys.setTimerType(Qt.TimerType.PreciseTimer)
    began = time.perf_counter()

    def strike() -> None:
        while len(held.sent) < review.total and time.perf_counter() - began >= len(held.sent) / rate:
            key = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", bool(held.sent)
            )
            held.sent.append(time.perf_counter())
            QApplication.postEvent(QApplication.focusWidget() or window, key)

    keys.timeout.connect(strike)
    keys.start(2)
    wait_for(lambda: len(held.sent) == review.total)
    wait_for(lambda: len(held.taken) >= review.total, 10)
    return held


def measure_enter(arguments: argparse.Namespace) -> None:
    """29 numbers by a held Enter; without the coach, who stops it at a wrong number."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        window = open_window(Path(place) / "w", small_tps(Path(place) / "tps"), quick=True)
        identify(window, pair=False)
        choose(window, "simulasi")
        for _ in range(2):
            while window.session.where == "photo":
                if window.step.ready:
                    window.primary.click()
                else:
                    window.step.sample_button.click()
                    wait_for(lambda: window.step.ready)
            held = hold_enter(window, arguments.rate)
            _tell_held(held, window)
            window.primary.click()
            for button in (window.step.own, window.step.signed, window.step.compared):
                button.click()
            window.primary.click()
            if window.session.where == "hand_over":
                window.primary.click()
        window.close()
    app.processEvents()


def _tell_held(held: Held, window: MainWindow) -> None:
    review = window.session.review
    waits = [taken - sent for sent, taken in zip(held.sent, held.taken, strict=True)]
    print(
        f"{window.session.form.id}: {len(held.sent)} keys, {review.answered} of {review.total} answered, "
        f"{len(review.history)} answers; from key to answer {statistics.median(waits) * 1000:.0f} ms, "
        f"longest {max(waits) * 1000:.0f} ms"
    )
    assert review.answered == review.total == len(held.sent) == len(review.history)


# --- command line ----------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    start = commands.add_parser("start")
    start.add_argument("--rounds", type=int, default=5)
    start.set_defaults(run=measure_start)
    commands.add_parser("steps").set_defaults(run=measure_steps)
    blocks = commands.add_parser("blocks")
    blocks.add_argument("--seed", type=int, default=1)
    blocks.add_argument("--wait", type=float, default=8.0, help="seconds from the start to the first key")
    blocks.set_defaults(run=measure_blocks)
    commands.add_parser("looks").set_defaults(run=measure_looks)
    enter = commands.add_parser("enter")
    enter.add_argument("--rate", type=float, default=REPEATS)
    enter.set_defaults(run=measure_enter)
    kill = commands.add_parser("kill")
    kill.add_argument("--count", type=int, default=20)
    kill.add_argument("--seed", type=int, default=1)
    kill.add_argument("--longest", type=float, default=20.0, help="seconds until the latest kill")
    kill.add_argument("--real", dest="quick", action="store_false", help="real photographs, the real reader")
    kill.set_defaults(run=measure_kills)
    worker = commands.add_parser("work")
    worker.add_argument("folder", type=Path)
    worker.add_argument("samples", type=Path)
    worker.add_argument("mode")
    worker.add_argument("--quick", action="store_true")
    worker.add_argument("--seed", type=int, default=1)
    worker.set_defaults(run=work)
    for one in (kill, worker):
        one.add_argument("--rate", type=float, default=HAMMER)
    chosen = parser.parse_args(arguments)
    chosen.run(chosen)


if __name__ == "__main__":
    main()
