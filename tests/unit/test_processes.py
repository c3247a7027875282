"""Work shared out among processes, beyond what the tests of its users show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
if __name__ != "__main__":
    raise SystemExit  # as a process that the system ends while it starts
from functools import partial

from sirekap_trainer.processes import Task, in_order


def lost(piece):
    raise RuntimeError(f"piece {piece} is lost")


try:
    list(in_order(range(3), Task(partial(partial, pow, bytes(200_000)), lost), jobs=2))
except RuntimeError as error:
    print(error)
"""


def test_processes_that_die_at_once_are_told_however_large_the_task(tmp_path: Path) -> None:
    script = tmp_path / "mati.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=100, check=False, cwd=tmp_path
    )
    assert done.stdout.strip() == "piece 0 is lost", done.stderr
