"""start.py in earnest, in a folder that is set up: the window on a virtual screen, commands, what starting costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREEN_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

pytestmark = pytest.mark.skipif(
    Path(sys.prefix) != ROOT / ".venv" or not (ROOT / ".venv" / "start.json").exists(),
    reason="this environment was not made by start.py",
)


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """Give the environment without a screen and with an empty home."""
    env = {
        name: value for name, value in os.environ.items() if name not in SCREEN_NAMES and not name.startswith("XDG_")
    }
    return {**env, "HOME": str(home), **more}


def start(*arguments: str, env: dict[str, str], told: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "start.py"), *arguments]
    return subprocess.run(command, env=env, input=told, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def screen():
    """A virtual screen; gives its name for DISPLAY."""
    missing = [program for program in ("Xvfb", "xdotool") if not shutil.which(program)]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


def visible_windows(env: dict[str, str]) -> str:
    command = ["xdotool", "search", "--onlyvisible", "--name", "Latihan Sirekap"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False).stdout.strip()


def test_the_window_opens_on_a_screen(screen, tmp_path):
    env = bare_environment(tmp_path, DISPLAY=screen)
    log = tmp_path / "log.txt"
    with (
        log.open("w") as out,
        subprocess.Popen([sys.executable, str(ROOT / "start.py")], env=env, stdout=out, stderr=out) as process,
    ):
        deadline = time.monotonic() + 60
        while not (window := visible_windows(env)) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        process.terminate()
    assert window, log.read_text()


def test_without_a_screen_the_exercise_runs_in_the_terminal(tmp_path):
    done = start(env=bare_environment(tmp_path))
    assert "Tidak ada layar" in done.stderr
    assert done.returncode == 0, done.stderr
    assert "3 foto dibaca" in done.stdout
    assert "dari 60" in done.stdout, "the score is told"


def test_a_command_has_stdout_for_itself(tmp_path):
    env = bare_environment(tmp_path)
    direct = subprocess.run(
        [sys.executable, "-m", "sirekap_trainer", "forms"], env=env, capture_output=True, check=True
    )
    done = start("forms", env=env)
    assert (done.stdout.encode(), done.stderr, done.returncode) == (direct.stdout, "", 0)


def test_the_exit_status_is_the_commands(tmp_path):
    assert start("read", str(tmp_path / "missing.jpg"), "--json", env=bare_environment(tmp_path)).returncode == 1


def test_a_second_start_costs_under_a_second(tmp_path):
    env = bare_environment(tmp_path)

    def seconds(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        return time.perf_counter() - began

    through = min(seconds(sys.executable, str(ROOT / "start.py"), "--version") for _ in range(3))
    direct = min(seconds(sys.executable, "-m", "sirekap_trainer", "--version") for _ in range(3))
    assert through - direct < 1
