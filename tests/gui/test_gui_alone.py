"""A second window on the same data is turned away; a killed one is in nobody's way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.alone import LOCK, claim, nowhere_to_write, turn_away
from ui.theme import Theme

_HOLD = """
import sys, time
from pathlib import Path
from ui.alone import claim
held = claim(Path(sys.argv[1]))
print(held is not None, flush=True)
time.sleep(60)
"""


@pytest.fixture
def start(tmp_path):
    """Starts processes that try to hold the folder."""
    begun = []

    def begin():
        process = subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        begun.append(process)
        return process, process.stdout.readline().strip() == "True"

    yield begin
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_second_is_refused_until_the_first_is_gone_even_by_a_kill(start, tmp_path):
    first, held = start()
    assert held
    _, held = start()
    assert not held
    assert claim(tmp_path) is None
    first.kill()
    first.wait()
    assert claim(tmp_path) is not None


def test_a_folder_that_cannot_hold_a_lock_keeps_nobody_out(tmp_path):
    assert claim(tmp_path / "tidak ada") is not None


def test_who_is_turned_away_is_told_where_to_go_on(qtbot):
    theme = Theme(dark=True, percent=150)
    box = turn_away(theme)
    qtbot.addWidget(box)
    assert box.styleSheet() == theme.style_sheet(), "a window of its own is dressed like the other"
    assert "sudah terbuka" in box.text()
    assert "ulang laptop" in box.informativeText()


def test_the_lock_is_no_part_of_an_exercise(tmp_path):
    lock = claim(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [LOCK]
    lock.unlock()
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_the_folder_is_named(qtbot, monkeypatch):
    from ui import app

    told = []

    def refuse():
        raise PermissionError(1, "Operation not permitted", "/rumah/.config")

    def answer(box):
        told.append((box.text(), box.informativeText()))
        return 0

    monkeypatch.setattr(app.Places, "usual", refuse)
    monkeypatch.setattr(app, "_application", lambda _: QApplication.instance())
    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert app.main([]) == 1
    ((words, advice),) = told
    assert "/rumah/.config" in words
    assert "izin" in advice
    qtbot.addWidget(nowhere_to_write(Theme(), OSError()))
