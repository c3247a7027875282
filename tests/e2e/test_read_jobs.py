"""`read --jobs` in earnest: new processes, real photographs, Ctrl-C, and a parent that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_c_hasil"
READ = (sys.executable, "-P", "-X", "utf8", "-m", "sirekap_trainer", "read")

posix = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C there")


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Sample photographs, with a cut-off and a missing one between them."""
    broken = tmp_path / "terpotong.jpg"
    broken.write_bytes((SAMPLES / "gubernur-1" / "page-1.jpg").read_bytes()[:20_000])
    good = [
        str(SAMPLES / name) for name in ("gubernur-1/page-2.jpg", "wali-kota-1/page-1.jpg", "gubernur-2/page-3.jpg")
    ]
    return [good[0], str(broken), good[1], str(tmp_path / "tidak-ada.jpg"), good[2]]


@pytest.mark.parametrize("form", ["--json", ""], ids=["json", "text"])
def test_two_jobs_print_the_same_bytes_as_one(photos: list[str], form: str) -> None:
    command = [*READ, *photos, *([form] if form else [])]
    one, two = (
        subprocess.run([*command, "--jobs", jobs], capture_output=True, timeout=120, check=False) for jobs in ("1", "2")
    )
    assert (one.returncode, one.stderr) == (1, b"")
    assert (two.returncode, two.stderr) == (1, b"")
    assert two.stdout == one.stdout
    if form:
        pages = json.loads(two.stdout)
        assert [page["photo"] for page in pages] == photos
        assert [page.get("error", {}).get("code") for page in pages] == [None, "rusak", None, "tidak_ada", None]


def begun() -> subprocess.Popen[bytes]:
    """A run of some minutes with two jobs, in a group of its own, that has printed its first answer."""
    photo = str(SAMPLES / "gubernur-1" / "page-3.jpg")
    process = subprocess.Popen(
        [*READ, *[photo] * 2000, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    assert process.stdout.readline().decode().strip() == photo
    return process


@posix
def test_ctrl_c_ends_everything_without_a_word() -> None:
    process = begun()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the parent and to the workers
    _, complaints = process.communicate(timeout=120)
    assert process.returncode == 130
    assert complaints == b""


@posix
def test_no_worker_outlives_a_parent_that_is_killed() -> None:
    process = begun()
    process.kill()
    process.communicate(timeout=120)  # returns when the last process that could still print is gone
    assert process.returncode == -signal.SIGKILL
