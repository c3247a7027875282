"""What all tests share: Qt without a screen, no network, no thread left running, one hypothesis profile."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine and at every run; a slow machine is no failure.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def sample_folders() -> list[Path]:
    """The practice packets that ship, in order."""
    return sorted(path.parent for path in (ROOT / "sample_c_hasil").glob("*/packet.json"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test reach this machine only: the trainer talks to no server, and its tests do not either."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"A test tried to reach {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def no_thread_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a Python thread or a Qt thread running: the next one would pay for it."""
    before = set(threading.enumerate())
    started = _record_qt_threads(monkeypatch)
    yield
    names = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    names += [str(thread) for thread in started if _is_running(thread)]
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThreadPool

        if not QThreadPool.globalInstance().waitForDone(2000):
            names.append("QThreadPool")
    assert not names, f"still running: {names}"


def _record_qt_threads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note every QThread that is started from now on."""
    started: list[object] = []
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThread

        start = QThread.start

        # A plain function, since a Mock on a Qt method crashes PySide6.
        def recorded(self: QThread, *arguments: object) -> None:
            started.append(self)
            start(self, *arguments)

        monkeypatch.setattr(QThread, "start", recorded)
    return started


def _is_running(thread: object) -> bool:
    """Tell whether a QThread still runs; one that Qt has deleted does not."""
    try:
        return bool(thread.isRunning())
    except RuntimeError:
        return False
