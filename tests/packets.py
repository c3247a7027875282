"""Packets that somebody puts into the list of the window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pathlib import Path

    from ui.trainee.packet import PacketStep


def add_packets(step: PacketStep, folder: Path) -> None:
    """Chooses a folder in *Paket*, and waits until it was read in its lane and pairs in it were looked for."""
    step.add_folder(folder)
    end = time.monotonic() + 10
    while step.adding or step.session._reading.busy:
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()
