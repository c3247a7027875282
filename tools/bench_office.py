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

from bench_window import TARGET_BLOCK, Pulse, wait_for
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import WARM_UP_OFFICE_AFTER, Places, build_window, settle
from ui.crash import CrashLog
from ui.main_window import MainWindow
from ui.trainer.places import LEVELS
from ui.trainer.reports import ReportsScreen
from ui.trainer.settings_screen import SettingsScreen

#: Target of the plan, in seconds: a screen is there.
TARGET_OPEN = 0.5
ROSTER = Path(__file__).resolve().parents[1] / "sample_roster" / "operator.csv"
#: Seconds after which a screen that is not there is given up.
PATIENCE = 60.0


def idle(window: MainWindow) -> bool:
    """Whether nothing is looked up or drawn any more."""
    step = window.step
    drawing = isinstance(step, ReportsScreen) and (step._loading is not None or not step.document.whole)  # noqa: SLF001
    return not window.office.busy and not drawing


def measure(name: str, window: MainWindow, pulse: Pulse, act: Callable[[], object]) -> None:
    """Does something and waits until all of it is shown."""
    app = QApplication.instance()
    assert app is not None
    pulse.begin()
    start = time.perf_counter()
    QTimer.singleShot(0, act)
    app.processEvents()
    while time.perf_counter() - start < PATIENCE:
        app.processEvents()
        if idle(window):
            break
        time.sleep(0.0005)
    taken = time.perf_counter() - start
    QTest.qWait(30)
    late = " late" if taken > TARGET_OPEN else ""
    block, processor, where = max(pulse.blocks)
    told = f" blocks: CPU {processor * 1000:.0f} ms, {where}" if block > TARGET_BLOCK else ""
    print(f"{name:<20} {taken * 1000:5.0f} ms   longest block {block * 1000:4.0f} ms{late}{told}", flush=True)


def walk(window: MainWindow, pulse: Pulse) -> None:
    """Through all screens of the records."""
    window.office.class_id, window.office.person_id = 1, 1
    for step in ("classes", "class_members", "class_board", "class_form", "people", "person"):
        measure(step, window, pulse, lambda step=step: window.go(step))
    for level in LEVELS:
        window.office.place_level, window.office.place_id = level, 1
        for step in ("places", "place"):
            measure(f"{step}: {level}", window, pulse, lambda step=step: window.go(step))
    window.go("roster_import")
    measure("roster_import", window, pulse, lambda: window.step.take(ROSTER))  # type: ignore[union-attr]
    measure("reports", window, pulse, lambda: window.go("reports"))
    screen = window.step
    assert isinstance(screen, ReportsScreen)
    for kind in (*screen.kinds.buttons, "class"):  # and back to the first
        measure(f"reports: {kind}", window, pulse, screen.kinds.buttons[kind].click)
    for step in ("questions", "desk", "settings"):
        measure(step, window, pulse, lambda step=step: window.go(step))
    settings = window.step
    assert isinstance(settings, SettingsScreen)
    for part, button in settings.parts.buttons.items():
        measure(f"settings: {part}", window, pulse, button.click)


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
        pulse = Pulse(window)
        settle(window)
        pulse.begin()
        QTest.qWait(WARM_UP_OFFICE_AFTER + 500)
        wait_for(lambda: idle(window))
        QTest.qWait(500)
        print("from the start until everything is imported:")
        pulse.tell(4)
        for times in ("first", "again"):
            print(times)
            walk(window, pulse)
        window.close()
        app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
