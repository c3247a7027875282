"""The window is killed while somebody hammers at it; nothing that it took may be missing, and it goes on there."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

#: Keys a second: quicker than anybody, so that a few seconds hold a whole sitting.
RATE = 40.0


@pytest.fixture(scope="module")
def bench():
    path = Path(__file__).resolve().parents[2] / "tools" / "bench_window.py"
    spec = importlib.util.spec_from_file_location("bench_window", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def whole_tps(bench, tmp_path_factory):
    """Both forms of a TPS."""
    return bench.small_tps(tmp_path_factory.mktemp("tps"))


@pytest.mark.parametrize("kill", range(4))
def test_what_the_window_took_is_there_after_a_kill(bench, whole_tps, qapp, tmp_path, kill):
    mode = "latihan" if kill == 0 else "simulasi"
    after = random.Random(kill).uniform(1.1 * kill, 1.1 * (kill + 1))  # from the first photograph to the queue
    killed = bench.kill_once(tmp_path, whole_tps, mode, seed=kill, after=after, rate=RATE)
    assert killed.oldest <= bench.SAFE_AFTER, killed
    bench.goes_on(tmp_path, whole_tps)
    QApplication.processEvents()
