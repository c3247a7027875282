"""The phone as the camera: the pane on the laptop, the thread behind it, and a real Chromium in place of the phone."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.findings import Finding
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.phone.network import Address
from sirekap_trainer.practice.packet import load_packet
from ui.language import hush, said, speak
from ui.tasks import Lane, Service
from ui.theme import SCALES, Theme
from ui.trainee import by_phone
from ui.trainee.by_phone import ByPhone

# The platform without a screen has none.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
HERE = (Address("127.0.0.1", "lo"),)
WIFI_AND_HOTSPOT = (Address("192.168.100.123", "wlp3s0"), Address("192.168.43.17", "enx0a1b2c3d4e5f"))


def small_photo() -> bytes:
    return cv2.imencode(".jpg", np.full((800, 600, 3), 180, np.uint8))[1].tobytes()


@pytest.fixture
def networks(monkeypatch):
    """The networks the laptop seems to be on; this machine alone at first."""

    def have(found):
        monkeypatch.setattr(by_phone, "_addresses", lambda: found)

    have(HERE)
    return have


@pytest.fixture
def session(tmp_path, root):
    """What the way asks a session for."""
    packet = load_packet(root / "sample_c_hasil" / "wali-kota-1")
    folder = tmp_path / "foto"
    folder.mkdir()
    return SimpleNamespace(form=builtin_catalog().get(packet.form), packet=packet, photo_folder=folder)


@pytest.fixture
def make_way(qtbot, networks, session):
    """Makes the pane, as the step shows it."""
    made = []

    def make(*, dark=False, percent=100, size=(1366, 600)):
        theme = Theme(dark=dark, percent=percent)
        theme.apply()
        way = ByPhone(theme, session)
        way.build()
        theme.dress(way)
        way.resize(*size)
        way.show()
        made.append((way, theme))
        return way

    yield make
    for way, theme in made:
        way.end()
        theme.changed.disconnect()
        way.deleteLater()
    Theme().apply()


@pytest.fixture
def open_way(make_way, qtbot):
    """The pane, open for phones at page 2."""

    def make(**options):
        way = make_way(**options)
        way.begin(2)
        qtbot.waitUntil(way.qr.isVisible, timeout=30000)
        return way

    return make


@pytest.fixture
def at_phone(make_window, walk, networks, qtbot):
    """A window in which the phone was chosen as the camera, and the way."""

    def make(*reader):
        window = make_window(*reader)
        walk.to_photo(window)
        way = next(way for way in window.step.ways if isinstance(way, ByPhone))
        window.step.open_way(way)
        qtbot.waitUntil(lambda: bool(way.url), timeout=30000)
        return window, way

    return make


def test_networks_are_looked_for_once_when_the_step_is_shown(make_window, walk, monkeypatch):
    looked = []
    monkeypatch.setattr(by_phone, "_addresses", lambda: looked.append(1) or HERE)
    window = make_window()
    walk.to_photo(window)
    assert len(looked) == 1


@pytest.fixture
def phone(qtbot):
    """Sends requests from another thread, as a phone does; the window goes on meanwhile."""
    pool = ThreadPoolExecutor(2)

    def ask(url, body=None):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body), timeout=30) as reply:  # noqa: S310 - ours
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait(future, timeout=30000):
        qtbot.waitUntil(future.done, timeout=timeout)
        return future.result()

    yield SimpleNamespace(
        send=lambda way, photo=b"": pool.submit(ask, way.url + "foto", photo or small_photo()),
        get=lambda url: wait(pool.submit(ask, url)),
        run=pool.submit,
        wait=wait,
    )
    pool.shutdown()


def status(way) -> str:
    return way.status.words.text()


def read(path, *findings):
    """What the session gives for a photograph."""
    return SimpleNamespace(path=path, reading=SimpleNamespace(photo_ok=not findings, photo_findings=findings))


# The pane


def test_the_code_and_the_letters_say_the_same_address(open_way, phone):
    way = open_way()
    image = way.qr.pixmap().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    code, *_ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(pixels[:, : image.width()]))
    assert code == way.url
    assert way.url == f"http://{way.address.text()}/".replace("\N{ZERO WIDTH SPACE}", "")
    assert way.qr.pixmap().deviceIndependentSize().width() >= 260
    assert phone.get(code)[0] == 200
    assert status(way).startswith("HP tersambung") or way._told[0].startswith("Menunggu")


def test_the_way_of_a_photo_is_told_on_both_sides(open_way, phone, qtbot):
    way = open_way()
    assert status(way) == "Menunggu HP"
    phone.get(way.url)
    qtbot.waitUntil(lambda: status(way) == "HP tersambung. Menunggu foto halaman 2.")
    with qtbot.waitSignal(way.taken, timeout=30000) as taken:
        answer = phone.send(way)
    assert status(way) == "Foto diterima, sedang dibaca"
    assert taken.args[0].read_bytes() == small_photo()
    assert taken.args[0].parent == way.session.photo_folder
    way.tell(read(taken.args[0], Finding("buram", "Foto buram. Tahan HP dengan kedua tangan.")), None)
    code, said = phone.wait(answer)
    assert (code, json.loads(said)["findings"][0]["message"]) == (200, "Foto buram. Tahan HP dengan kedua tangan.")
    assert "HP diberi tahu: Foto terbaca, tetapi belum baik." in status(way)
    assert "Tahan HP dengan kedua tangan" in status(way)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (lambda path: (read(path), None), "Foto baik."),
        (lambda path: (None, PhotoError("Foto gelap.", hint="Cari terang.")), "Foto gelap."),
        (lambda path: (None, ZeroDivisionError()), "Ada yang tidak berjalan di aplikasi ini."),
        (lambda path: (None, None), "Pembacaan dihentikan di laptop."),
        (lambda path: (read(path.with_name("other.jpg")), None), "Pembacaan dihentikan di laptop."),
    ],
    ids=["good", "dark", "crash", "stopped", "another-file"],
)
def test_the_phone_hears_what_came_of_it(open_way, phone, outcome, words):
    way = open_way()
    way.taken.connect(lambda path: way.tell(*outcome(path)))
    said = json.loads(phone.wait(phone.send(way))[1])
    assert (said["good"], said["message"]) == (words == "Foto baik.", words)
    assert words in status(way)


def test_what_the_laptop_takes_by_itself_is_not_told(open_way):
    way = open_way()
    way.tell(read(Path("file.jpg")), None)
    assert status(way) == "Menunggu HP"


def test_another_page_keeps_the_address(open_way, phone, qtbot):
    way = open_way()
    url = way.url
    phone.get(url)
    way.begin(3)
    qtbot.waitUntil(lambda: json.loads(phone.get(url + "diminta")[1])["page"] == 3)
    assert way.url == url
    assert "halaman 3" in status(way)


def test_a_reading_that_is_stopped_lets_the_phone_go(open_way, phone, qtbot):
    way = open_way()
    with qtbot.waitSignal(way.taken, timeout=30000):
        answer = phone.send(way)
    way.begin(2)
    assert "dihentikan di laptop" in phone.wait(answer)[1]


def test_the_step_ends_while_a_phone_waits(open_way, phone, qtbot):
    way = open_way()
    with qtbot.waitSignal(way.taken, timeout=30000):
        answer = phone.send(way)
    url = way.url
    way.end()
    code, said = phone.wait(answer)
    assert code == 403
    assert "sudah selesai" in json.loads(said)["hint"]
    assert way.url == ""
    assert not way.qr.isVisible()
    with pytest.raises(OSError, match="refused"):
        phone.get(url)
    way.end()
    way.tell(read(Path("x.jpg")), None)


def test_a_photo_that_comes_as_the_step_ends_is_thrown_away(open_way, phone, qtbot):
    way = open_way()
    arrived = []
    way.taken.connect(arrived.append)
    answer = phone.send(way)
    while not list(way.session.photo_folder.glob("hp-*.jpg")):
        time.sleep(0.005)  # the window does not hear of it yet
    way.end()
    phone.wait(answer)
    qtbot.waitUntil(lambda: not list(way.session.photo_folder.iterdir()))
    assert arrived == []


def test_opened_again_the_old_address_is_dead(open_way, phone, qtbot):
    way = open_way()
    old = way.url
    way.end()
    way.begin(1)
    qtbot.waitUntil(lambda: bool(way.url), timeout=30000)
    token = old.rstrip("/").rpartition("/")[2]
    assert token not in way.url
    code, page = phone.get(f"{way.url.rstrip('/').rpartition('/')[0]}/{token}/")
    assert code == 403
    assert "sudah tidak berlaku" in page


def test_closed_before_it_was_open(make_way):
    way = make_way()
    way.begin(1)
    way.end()
    assert way.url == ""


def test_without_a_network_it_says_what_to_do_and_sees_when_there_is_one(make_way, networks, qtbot):
    networks(())
    way = make_way()
    assert way.unavailable == "Nyalakan hotspot HP, lalu sambungkan laptop ke hotspot itu."
    way.begin(1)
    qtbot.waitUntil(lambda: way._inbox is not None, timeout=30000)
    assert status(way) == way.unavailable
    assert not way.qr.isVisible()
    networks(WIFI_AND_HOTSPOT[1:])
    way._look.timeout.emit()
    assert way.unavailable == ""
    assert way.url.startswith("http://192.168.43.17:")
    assert status(way) == "Menunggu HP"


def test_several_networks_can_be_chosen_from_and_the_choice_stays(open_way, networks):
    networks(WIFI_AND_HOTSPOT)
    way = open_way()
    assert way._networks.isVisible()
    assert "192.168.100.123" in way.address.text()
    way._networks.setCurrentIndex(1)
    assert "192.168.43.17" in way.address.text()
    networks((Address("10.1.1.1", "eth0"), *WIFI_AND_HOTSPOT))
    way._look.timeout.emit()
    assert "192.168.43.17" in way.address.text()
    networks(HERE)
    way._look.timeout.emit()
    assert not way._networks.isVisible()
    assert "127.0.0.1" in way.address.text()


def test_a_port_that_is_refused_is_said(make_way, qtbot, monkeypatch):
    from sirekap_trainer.phone import server

    @asynccontextmanager
    async def refused(*_, **__):
        raise OSError(errno.EACCES, "Permission denied")
        yield

    monkeypatch.setattr(server, "open_inbox", refused)
    way = make_way()
    way.begin(1)
    qtbot.waitUntil(lambda: "Pilih cara lain" in status(way), timeout=30000)


@pytest.mark.parametrize("percent", [SCALES[0], SCALES[-1]])
def test_nothing_is_cut(open_way, networks, qtbot, percent):
    networks(WIFI_AND_HOTSPOT)
    way = open_way(percent=percent)
    way._awaited = Path("x.jpg")
    way.tell(read(way._awaited, *[Finding("a", "Foto buram. Tahan HP dengan kedua tangan, siku di meja.")] * 3), None)
    qtbot.waitUntil(lambda: _cut(way) == [])


def _cut(way):
    """Texts with less room than they need, or beyond the sides; up and down one can scroll."""
    cut = []
    for line in way.findChildren(QLabel):
        needs = line.heightForWidth(line.width()) if line.wordWrap() else line.sizeHint().height()
        inside = QRect(line.mapTo(way, line.rect().topLeft()), line.size())
        if line.isVisible() and (line.height() < needs - 1 or inside.left() < 0 or inside.right() > way.width()):
            cut.append(line.text())
    return cut


def photo_of(sample_folder, page) -> bytes:
    """A photograph whose ending tells the stand-in for the reader which page it is."""
    return small_photo() + (sample_folder / "UJI-01" / f"page-{page}.jpg").read_bytes().rpartition(b"\xff\xd9")[2]


def test_in_the_window_a_phone_takes_page_after_page(at_phone, readers, phone, qtbot, sample_folder):
    window, way = at_phone(readers.unsure)
    url = way.url
    for page in (1, 2, 3):
        assert (way.url, window.step.page) == (url, page)
        code, said = phone.wait(phone.send(way, photo_of(sample_folder, page)))
        assert code == 200
        assert [one["message"][:10] for one in json.loads(said)["findings"]] == ["Foto buram", "Foto gelap"]
        qtbot.waitUntil(lambda: window.step.ready, timeout=30000)
        window.primary.click()
    assert window.session.exercise.missing_pages == ()
    assert way.url == "", "photographing is over"


def test_a_phone_that_stays_sees_which_page_the_window_shows(at_phone, readers, phone, qtbot, sample_folder):
    window, way = at_phone(readers.unsure)
    url = way.url

    def asked():
        return json.loads(phone.get(url + "diminta")[1])

    phone.wait(phone.send(way, photo_of(sample_folder, 1)))
    qtbot.waitUntil(lambda: window.step.ready, timeout=30000)
    window.primary.click()
    qtbot.waitUntil(lambda: asked()["page"] == 2)
    assert asked()["note"] == ""
    window.step.show_page(1)
    qtbot.waitUntil(lambda: asked()["page"] == 1)
    assert "sudah difoto" in asked()["note"]
    before = window.session.page(1).path
    code, said = phone.wait(phone.send(way, photo_of(sample_folder, 1)))
    assert (code, json.loads(said)["good"]) == (200, False), "told what came of it, not that it was let go"
    assert json.loads(said)["findings"]
    assert window.session.page(1).path != before, "what was asked for was taken"
    assert window.session.page(2) is None
    window.step.show_page(2)
    qtbot.waitUntil(lambda: asked()["page"] == 2)
    assert asked()["note"] == ""


def test_the_phone_speaks_the_language_of_the_window(qapp, at_phone, phone):
    translators = speak(qapp, "en")
    try:
        _, way = at_phone()
        page = phone.get(way.url)[1]
        assert '<html lang="en">' in page
        assert "Take photo" in page
        asked = json.loads(phone.get(way.url + "diminta")[1])
        assert asked["title"] == "Photo of page 1 of 3"
        refused = json.loads(phone.wait(phone.send(way, b"no photograph"))[1])
        assert (
            refused["message"] == said("Berkas ini bukan foto JPEG atau PNG.") != "Berkas ini bukan foto JPEG atau PNG."
        )
    finally:
        hush(qapp, translators)


def test_in_the_window_a_phone_hears_that_no_page_was_found_and_tries_again(at_phone, phone):
    window, way = at_phone()
    for _ in range(2):
        said = json.loads(phone.wait(phone.send(way))[1])
        assert (said["message"], said["hint"]) == ("Tidak ada halaman C.Hasil di foto ini.", "Foto seluruh halaman.")
    window.close()
    assert way.url == ""


# The thread behind it


def test_a_service_runs_in_a_thread_of_its_own_until_it_is_closed(qtbot):
    seen = []

    @asynccontextmanager
    async def serve():
        seen.append(threading.get_ident())
        yield "ready"
        seen.append("left")

    service = Service("uji", serve)
    service.call(seen.append, "called early")
    with qtbot.waitSignal(service.ready, timeout=30000) as ready:
        pass
    assert ready.args == ["ready"]
    service.close()
    assert seen[1:] == ["called early", "left"] or seen[0] == "called early"
    assert threading.get_ident() not in seen
    service.call(seen.append, "too late")
    service.close()
    assert "too late" not in seen


def test_a_service_that_fails_says_so(qtbot):
    @asynccontextmanager
    async def serve():
        yield "ready"
        raise ZeroDivisionError

    @asynccontextmanager
    async def never():
        raise ZeroDivisionError
        yield

    service = Service("uji", never)
    with qtbot.waitSignal(service.failed, timeout=30000) as failed:
        pass
    assert isinstance(failed.args[0], ZeroDivisionError)
    service.close()
    told = []
    late = Service("uji", serve)
    late.failed.connect(told.append)
    with qtbot.waitSignal(late.ready, timeout=30000):
        pass
    late.close()
    qtbot.wait(1)
    assert told == [], "nothing follows a close"


def test_a_service_closed_at_once_ends(qtbot):
    for _ in range(20):

        @asynccontextmanager
        async def serve():
            yield
            await asyncio.sleep(0)

        Service("uji", serve).close()


# A real browser


class Browser:
    """A page in a headless Chromium, spoken to by the DevTools protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self.asked: list[str] = []
        self.complaints: list[str] = []

    async def command(self, method: str, **parameters):
        """Gives what the browser answers; notes what happens meanwhile."""
        self._count += 1
        await self._socket.send_json({"id": self._count, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json()
            self._note(message)
            if message.get("id") == self._count:
                assert "error" not in message, message
                return message["result"]

    def _note(self, message):
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(message["params"]["request"]["url"])
        if message.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown"):
            self.complaints.append(json.dumps(message["params"]))

    async def see(self, expression: str):
        """The value of a JavaScript expression."""
        result = await self.command("Runtime.evaluate", expression=expression, returnByValue=True)
        return result["result"].get("value")

    async def until(self, expression: str, seconds: float = 60):
        """Waits until an expression holds."""
        async with asyncio.timeout(seconds):
            while not await self.see(expression):
                await asyncio.sleep(0.05)

    async def open(self, url: str):
        """Opens an address as a phone of 360 x 740 does."""
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            await self.command(f"{domain}.enable")
        screen = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
        await self.command("Emulation.setDeviceMetricsOverride", **screen)
        await self.command("Page.navigate", url=url)
        await self.until("document.readyState === 'complete' && document.getElementById('asked') !== null")

    async def choose(self, files: Path, *, into: str = "#camera"):
        """Gives a file to a file field, as the camera does."""
        document = await self.command("DOM.getDocument")
        field = await self.command("DOM.querySelector", nodeId=document["root"]["nodeId"], selector=into)
        await self.command("DOM.setFileInputFiles", files=[str(files)], nodeId=field["nodeId"])


@asynccontextmanager
async def chromium(profile: Path):
    """A Chromium that reaches this machine alone."""
    command = [CHROMIUM, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    command += ["--no-first-run", "--disable-gpu", "--disable-extensions", "--disable-background-networking"]
    command += ["--disable-component-update", "--disable-sync", "--mute-audio"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--no-sandbox")  # Chromium refuses root otherwise
    with subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            place = profile / "DevToolsActivePort"
            async with asyncio.timeout(30):
                while not place.is_file() or len(place.read_text().split()) < 2:
                    assert process.poll() is None, "Chromium did not start"
                    await asyncio.sleep(0.05)
            root = f"http://127.0.0.1:{place.read_text().split()[0]}"
            async with aiohttp.ClientSession() as client:
                async with client.get(f"{root}/json/list") as reply:
                    page = next(one for one in await reply.json() if one["type"] == "page")
                async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    yield Browser(socket)
                    with contextlib.suppress(Exception):
                        await socket.send_json({"id": 0, "method": "Browser.close"})
            await asyncio.sleep(0.25)  # a connection closes after its session, and the loop must not end before
        finally:
            process.terminate()


@pytest.fixture
def dark_photo(tmp_path, root) -> Path:
    """A photograph of page 2 on which the page is found, but taken in too little light."""
    image = cv2.imread(str(root / "sample_c_hasil" / "wali-kota-1" / "page-2.jpg"), cv2.IMREAD_COLOR)
    path = tmp_path / "IMG_20241127_190501.jpg"
    cv2.imwrite(str(path), (image * 0.22).astype(np.uint8))
    return path


async def visit(profile, url, photo, others, steps):
    """What a person does with the page in a browser, while another phone sends too.

    Args:
        profile: Folder for the browser.
        url: The page.
        photo: What the camera takes.
        others: Files chosen afterwards.
        steps: `refused` is set once the first try was refused, `free` is waited for before the next one, and `over` is
            set when the laptop may end the step.

    Returns:
        What the page said, one after the other, and the browser.
    """
    said = []
    async with chromium(profile) as browser:

        async def answer():
            await browser.until("!sending && !document.getElementById('answer').hidden")
            said.append(await browser.see("document.getElementById('answer').innerText"))

        await browser.open(url)
        await browser.until("document.getElementById('asked').textContent === 'Foto halaman 2 dari 3'")
        await browser.choose(photo)
        await answer()
        steps.refused.set()
        while not steps.free():
            await asyncio.sleep(0.01)
        await browser.see("document.getElementById('again').click()")
        await answer()
        for file in others:
            await browser.choose(file, into="#gallery")
            await browser.until("inputs.every((one) => one.value === '')")
            await answer()
        steps.over.set()
        await browser.until("askLaptop() && (missed >= MISSES || document.querySelector('footer').hidden)")
        await answer()
    return said, browser


@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
def test_a_real_chromium_sends_a_photo_and_reads_its_findings(open_way, phone, qtbot, tmp_path, dark_photo):
    """Page, server, thread, lane and the real reader. The browser is the second of two phones; then it sends what is no
    photo, and what is too large, and sees the step end.
    """
    from sirekap_trainer.reading.page import PageReader

    way, lane, reader = open_way(), Lane("baca"), cache(PageReader)
    huge, text = tmp_path / "besar.jpg", tmp_path / "catatan.jpg"
    huge.write_bytes(small_photo() + bytes(26_000_000))
    text.write_text("Ini bukan foto.")
    with qtbot.waitSignal(way.taken, timeout=30000) as first:
        other = phone.send(way)

    def take(path):
        lane.run(
            lambda _: SimpleNamespace(path=path, reading=reader().read(path, expected=(way.session.form.id, 2))),
            success=lambda taken: way.tell(taken, None),
            failure=lambda error: way.tell(None, error),
        )

    way.taken.connect(take)
    url, steps = way.url, SimpleNamespace(refused=threading.Event(), free=other.done, over=threading.Event())
    visiting = phone.run(asyncio.run, visit(tmp_path / "profil", url, dark_photo, [text, huge], steps))
    try:
        qtbot.waitUntil(lambda: steps.refused.is_set() or visiting.done(), timeout=60000)
        way.tell(read(first.args[0]), None)
        qtbot.waitUntil(lambda: steps.over.is_set() or visiting.done(), timeout=60000)
        way.end()
        (busy, findings, no_photo, too_large, end), browser = phone.wait(visiting, 60000)
    finally:
        lane.close()
    assert "✕ Laptop sedang menerima foto lain." in busy
    assert "△ Foto terbaca, tetapi belum baik." in findings
    assert "lampu lebih terang" in findings
    assert "Foto ulang, atau pakai foto ini di laptop." in findings
    assert "✕ Berkas ini bukan foto JPEG atau PNG." in no_photo
    assert "✕ Foto ini terlalu besar." in too_large
    # What asks while the laptop closes is still told so; what asks afterwards finds nobody and says what that means.
    assert "Langkah foto di laptop sudah selesai." in end or "Jika langkah foto di laptop sudah selesai, tutup" in end
    assert len(list(way.session.photo_folder.iterdir())) == 2
    assert [one for one in browser.asked if not one.startswith((url, "blob:", "data:"))] == [], "the laptop alone"
    assert [one for one in browser.complaints if "Failed to load resource" not in one] == [], "which is a refusal"
