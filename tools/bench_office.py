"""Measures the trainer's screens on a whole city's records. Run by hand; figures stand in docs/benchmarks.md.

    python tools/bench_office.py [FOLDER]

FOLDER holds records already (`catatan.sqlite`); without it a city is simulated first, which takes a minute or two. Each
screen is opened twice, the first time with all that is made only once; the records are copied, the originals stay. Of
each it tells until everything is there, and for how long the window answered nothing at most.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.app import Places, build_window
from ui.crash import CrashLog
from ui.main_window import MainWindow

#: Targets of the plan, in seconds: a screen is there, and nothing blocks longer.
TARGET_OPEN, TARGET_BLOCK = 0.5, 0.05
ROSTER = Path(__file__).resolve().parents[1] / "sample_roster" / "operator.csv"
#: Seconds after which a screen that is not there is given up.
PATIENCE = 60.0


class Beat(QObject):
    """Tells for how long the window's thread did not come back to its loop."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        """From now on."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def idle(window: MainWindow) -> bool:
    """Whether nothing is looked up any more."""
    return not window.office.busy


def measure(name: str, window: MainWindow, beat: Beat, act: Callable[[], object]) -> None:
    """Does something and waits until all of it is shown."""
    app = QApplication.instance()
    assert app is not None
    beat.begin()
    start = time.perf_counter()
    act()
    while time.perf_counter() - start < PATIENCE:
        app.processEvents()
        if idle(window):
            break
    app.processEvents()
    taken = time.perf_counter() - start
    for _ in range(5):
        app.processEvents()
    late = " late" if taken > TARGET_OPEN else ""
    blocks = " blocks" if beat.longest > TARGET_BLOCK else ""
    print(f"{name:<14} {taken * 1000:5.0f} ms   longest block {beat.longest * 1000:4.0f} ms{late}{blocks}")


def walk(window: MainWindow, beat: Beat) -> None:
    """Through all screens of classes and operators."""
    window.office.class_id, window.office.person_id = 1, 1
    for step in ("classes", "class_members", "class_board", "class_form", "people", "person"):
        measure(step, window, beat, lambda step=step: window.go(step))
    window.go("roster_import")
    measure("roster_import", window, beat, lambda: window.step.take(ROSTER))  # type: ignore[union-attr]


def simulate(folder: Path) -> None:
    """Makes up a city."""
    from simulated_city import simulate_city  # noqa: PLC0415 - what it imports is measured below

    from sirekap_trainer.records.store import Store  # noqa: PLC0415

    store = Store.open(folder)
    simulate_city(store)
    store.close()


def main(arguments: list[str]) -> int:
    """Measures."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        kept = place / "data" / "catatan"
        if arguments:
            shutil.copytree(arguments[0], kept)
        else:
            simulate(kept)
        places = Places(place / "tampilan.ini", place / "data", place / "log", place / "paket")
        window = build_window(places, CrashLog(places.log, "bench"))
        window.resize(1366, 768)
        window.pause = 0
        window.show()
        beat = Beat()
        measure("the start", window, beat, lambda: None)
        measure("imports", window, beat, window.office.warm_up)
        for times in ("first", "again"):
            print(times)
            walk(window, beat)
        window.close()
        app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
