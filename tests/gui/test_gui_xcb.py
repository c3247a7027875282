"""The application on a real X screen: driven by keys alone, as they come from a keyboard, from its start to its end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.samples import sample_folder

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1366, 768)
#: Seconds after another step is shown until Enter is sent: longer than the window takes it for the one before.
REST = 0.6
#: The packet that stands first.
PACKET = "gubernur-1"

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb or xdotool not installed"
)

#: Tells size and number of colours of all that is on the screen, as another program sees it.
LOOK = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
image = app.primaryScreen().grabWindow(0).toImage().scaled(200, 112)
print(image.width(), len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}))
"""


class Screen:
    """An X screen without anything on it, and the application on it.

    Args:
        display: Its name.
        home: Where the application finds itself: an empty folder.
    """

    def __init__(self, display: str, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "WAYLAND_", "QT_"))}
        self.env = {**kept, "HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._home = home
        self.process = subprocess.Popen([sys.executable, "-m", "ui.app"], cwd=ROOT, env=self.env)

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout

    def take_keyboard(self) -> str:
        """Waits for the window and gives it the keyboard, for there is no window manager; gives its number."""
        window = self.xdotool("search", "--sync", "--onlyvisible", "--name", "Latihan Sirekap").split()[0]
        self.xdotool("windowfocus", "--sync", window)
        return window

    def keys(self, *keys: str) -> None:
        """Keys, as quick as a quick hand."""
        self.xdotool("key", "--delay", "25", *keys)

    def enter(self) -> None:
        """Enter at a step that was just shown: pressed at once it would count as the one before, pressed twice."""
        time.sleep(REST)
        self.keys("Return")

    def text(self, text: str) -> None:
        self.xdotool("type", "--delay", "15", text)

    @property
    def saved(self) -> dict | None:
        """The exercise that is on the disk."""
        found = list(self._home.rglob("sitting.json"))
        return json.loads(found[0].read_text())["turns"][0]["exercise"] if found else None

    def wait(self, done) -> None:
        """Until what is on the disk is so."""
        end = time.monotonic() + 30
        while not done(self.saved):
            assert self.process.poll() is None, "the application is gone"
            assert time.monotonic() < end, f"it did not get there: {self.saved}"
            time.sleep(0.05)

    def colours(self) -> int:
        """How many colours are on the screen."""
        told = subprocess.run(
            [sys.executable, "-c", LOOK], env=self.env, capture_output=True, text=True, check=True, timeout=30
        )
        return int(told.stdout.split()[1])


@pytest.fixture
def screen(tmp_path):
    """A screen with the application just started."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "{}x{}x24".format(*SIZE), "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        screen = Screen(f":{server.stdout.readline().strip()}", tmp_path)
        yield screen
        screen.process.kill()
        screen.process.wait()
        server.terminate()


def answered(exercise) -> int:
    return sum(item["answer"] is not None for item in exercise["review"]["items"])


@pytest.fixture
def at_check(screen):
    """The screen once all pages of the first packet are photographed; nothing but keys led there."""
    screen.take_keyboard()
    screen.keys("Return")
    screen.text("Siti Aminah")
    screen.enter()
    screen.text("12")
    screen.enter()  # the packets
    screen.enter()  # the first of them
    screen.wait(lambda saved: saved is not None)
    assert screen.colours() > 20, "something is to be seen"
    for page in (1, 2, 3):
        screen.enter()  # its photograph
        screen.wait(lambda saved, page=page: len(saved["photos"]) == page)
        screen.enter()  # used; the page is shown a moment after it is kept
    screen.wait(lambda saved: saved["review"] is not None)
    time.sleep(REST)
    return screen


def test_an_exercise_from_start_to_end_by_keys_alone(at_check):
    screen, packet = at_check, load_packet(sample_folder() / PACKET)
    items = screen.saved["review"]["items"]
    for item in items:
        written = packet.numbers[item["id"]].boxes
        if item["shown"] == written:
            screen.keys("Return")
        else:
            screen.keys(*written.lstrip("X"), "Return")
    screen.wait(lambda saved: answered(saved) == len(items))
    screen.enter()  # on to sending
    screen.keys("Tab", "space", "Tab", "space")  # the header is ours, all have signed
    screen.wait(lambda saved: saved["own_header"] and saved["signatures"])
    screen.enter()  # sent
    screen.wait(lambda saved: saved["sent_at"] is not None)
    assert screen.colours() > 20
    assert screen.process.poll() is None


def test_an_enter_that_is_held_answers_one_number_after_the_other_until_the_coach_stops_it(at_check):
    screen, packet = at_check, load_packet(sample_folder() / PACKET)
    items = screen.saved["review"]["items"]
    wrong = next(at for at, item in enumerate(items) if item["shown"] != packet.numbers[item["id"]].boxes)
    screen.xdotool("keydown", "Return")
    screen.wait(lambda saved: answered(saved) > wrong)
    time.sleep(0.5)
    screen.xdotool("keyup", "Return")
    history = [number for number, _ in screen.saved["review"]["history"]]
    assert history == [item["id"] for item in items[: wrong + 1]], "none skipped, none twice"
