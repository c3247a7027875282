"""The phone's page over real connections: what it gives, what it refuses, and what is left on the disk."""

from __future__ import annotations

import asyncio
import errno
import html
import json
import logging
import re
import shutil
import socket
import struct
import zlib
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import aiohttp
import cv2
import numpy as np
import pytest

from sirekap_trainer.findings import Finding
from sirekap_trainer.phone import inbox, listening
from sirekap_trainer.phone.inbox import MAX_UPLOAD, Asked, Inbox, Patience, PhoneAnswer
from sirekap_trainer.phone.server import serving

ASKED = Asked("Model C.Hasil-KWK Wali Kota", 2, 3, "TPS 012, Wiroborang")
LONG = Patience(idle=60, upload=60, answer=60)  # longer than any test may take
BLURRED = PhoneAnswer(False, "Foto perlu diperbaiki.", "Foto ulang.", (Finding("buram", "Foto buram.", "warning"),))


def jpeg(width=900, height=1200):
    noise = np.random.default_rng(1).integers(0, 255, (height // 8, width // 8, 3), np.uint8)
    return cv2.imencode(".jpg", cv2.resize(noise, (width, height)))[1].tobytes()


def png(width, height, rows=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


JPEG = jpeg()


@pytest.fixture
def serve(tmp_path):
    """Runs an inbox with its server, and what a test does with it, in one event loop."""

    @asynccontextmanager
    async def opened(answers, patience):
        news = []
        made = None

        def tell(one):
            news.append(one)
            if one.kind == "here" and answers is not None:
                asyncio.get_running_loop().call_soon(made.answer, answers)

        folder = tmp_path / "foto"
        folder.mkdir(exist_ok=True)
        made = Inbox(ASKED, tell, folder, patience)
        async with serving(made, host="127.0.0.1") as port, aiohttp.ClientSession() as client:
            root = f"http://127.0.0.1:{port}"
            yield SimpleNamespace(
                inbox=made, port=port, root=root, url=f"{root}/{made.token}/", client=client, news=news, folder=folder
            )

    def run(test, *, answers=BLURRED, patience=LONG):
        async def whole():
            async with asyncio.timeout(30), opened(answers, patience) as place:
                await test(place)
            await asyncio.sleep(0.01)  # what was closed is gone before the loop is
            assert not [file for file in place.folder.iterdir() if file.suffix == ".part"], "half a file was left"

        asyncio.run(whole())

    return run


async def post(place, body, **options):
    async with place.client.post(place.url + "foto", data=body, **options) as reply:
        return reply.status, await reply.json()


async def raw(place, text, *, whole=True):
    """Sends bytes as they are and gives what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
    writer.write(text)
    await writer.drain()
    got = await asyncio.wait_for(reader.read(), 10) if whole else b""
    writer.close()
    await writer.wait_closed()
    return got


async def until(true):
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


def kinds(place):
    return [one.kind for one in place.news]


def files(place):
    return sorted(place.folder.iterdir())


# What it gives


def test_all_words_are_in_the_language_of_the_inbox(serve):
    async def test(place):
        place.inbox.say, place.inbox.language = lambda text: f"<{text}>", "xx"
        async with place.client.get(place.url) as reply:
            page = await reply.text()
        assert "{{" not in page
        assert '<html lang="xx">' in page
        shown = re.sub(r"<script.*?</script>|<[^>]*>", "\n", page)
        bare = [line for line in map(str.strip, shown.splitlines()) if line and not line.startswith("&lt;")]
        assert bare == ["LATIHAN"], "what stands on the sheets"
        words = json.loads(html.unescape(re.search('data-words="([^"]*)"', page)[1]))
        assert all(text.startswith("<") for text in words.values())
        async with place.client.get(place.url + "page.js") as reply:
            assert set(re.findall(r"\bwords\.(\w+)", await reply.text())) == set(words)
        place.inbox.ask(replace(ASKED, taken=True))
        async with place.client.get(place.url + "diminta") as reply:
            asked = await reply.json()
        assert asked["title"] == "<Foto halaman 2 dari 3>"
        assert asked["note"].startswith("<Halaman ini sudah difoto")
        status, said = await post(place, JPEG)
        assert (status, said["message"], said["findings"][0]["message"]) == (
            200, "<Foto perlu diperbaiki.>", "<Foto buram.>"
        )  # fmt: skip
        status, said = await post(place, b"no photograph")
        assert (status, said["message"]) == (415, "<Berkas ini bukan foto JPEG atau PNG.>")
        async with place.client.get(place.root + "/wrong/") as reply:
            assert "&lt;Alamat ini sudah tidak berlaku.&gt;" in await reply.text()

    serve(test)


def test_a_photo_is_kept_whole_and_answered(serve):
    async def test(place):
        assert await post(place, JPEG) == (
            200,
            {
                "good": False,
                "message": "Foto perlu diperbaiki.",
                "hint": "Foto ulang.",
                "findings": [{"severity": "warning", "message": "Foto buram."}],
            },
        )
        (photo,) = files(place)
        assert photo.read_bytes() == JPEG
        assert photo.suffix == ".jpg"
        assert place.news[-1].photo == photo
        assert kinds(place) == ["coming", "here"]

    serve(test)


def test_png_is_taken_too_and_the_next_photo_does_not_replace_it(serve):
    async def test(place):
        rows = (b"\0" + bytes(600 * 3)) * 800
        assert (await post(place, png(600, 800, rows)))[0] == 200
        assert (await post(place, JPEG))[0] == 200
        assert sorted(file.suffix for file in files(place)) == [".jpg", ".png"]

    serve(test)


def test_the_page_and_its_files_come_from_here_alone(serve):
    async def test(place):
        for name in ("", "page.css", "page.js"):
            async with place.client.get(place.url + name) as reply:
                text = await reply.text()
                assert reply.status == 200
                assert "//" not in text.replace("// ", ""), "an address of another machine"
        async with place.client.get(place.url + "diminta") as reply:
            assert await reply.json() == {
                "title": "Foto halaman 2 dari 3", "form": ASKED.form, "page": 2, "whose": ASKED.whose, "note": "",
                "limit": MAX_UPLOAD,
            }  # fmt: skip
        assert kinds(place) == ["seen", "seen"]

    serve(test)


def test_the_page_asks_for_the_rear_camera_without_any_secure_context(serve):
    async def test(place):
        async with place.client.get(place.url) as reply:
            page = await reply.text()
        assert '<input id="camera" type="file" accept="image/jpeg,image/png" capture="environment">' in page
        async with place.client.get(place.url + "page.js") as reply:
            code = await reply.text()
        assert not [word for word in ("mediaDevices", "serviceWorker", "crypto.", "clipboard") if word in code]

    serve(test)


def test_a_typed_address_may_lack_its_last_stroke_and_be_in_capitals(serve):
    async def test(place):
        typed = f"{place.root}/{place.inbox.token.upper()}"
        async with place.client.get(typed) as reply:
            assert (reply.status, str(reply.url)) == (200, place.url)

    serve(test)


def test_headers_keep_the_page_to_itself(serve):
    async def test(place):
        for url in (place.url, place.url + "page.js", place.root + "/wrong-one/", place.root):
            async with place.client.get(url) as reply:
                assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
                assert reply.headers["Referrer-Policy"] == "no-referrer"
                assert reply.headers["X-Content-Type-Options"] == "nosniff"
                assert reply.headers["Cache-Control"] == "no-store"
                assert "aiohttp" not in reply.headers["Server"]

    serve(test)


# Who is let in


@pytest.mark.parametrize("token", ["", "wrong", "w" * 8, "%ff%fe", "..%2f..", "\N{SNOWMAN}", "x" * 5000])
def test_a_wrong_token_gets_nothing(serve, token):
    async def test(place):
        for name in ("", "diminta", "page.js", "other"):
            async with place.client.get(f"{place.root}/{token}/{name}") as reply:
                assert reply.status == 403
                assert "tidak berlaku" in (said := await reply.text()) or "belum lengkap" in said
        async with place.client.post(f"{place.root}/{token}/foto", data=JPEG) as reply:
            assert reply.status == 403
        assert (place.news, files(place)) == ([], [])

    serve(test)


def test_an_old_token_is_dead(serve):
    async def test(place):
        place.inbox.close()
        async with place.client.get(place.url) as reply:
            assert reply.status == 403
            assert "sudah tidak berlaku" in await reply.text()
        status, said = await post(place, JPEG)
        assert (status, said["again"]) == (403, False)
        assert files(place) == []

    serve(test)


def test_tokens_are_new_each_time_and_can_be_typed():
    tokens = {inbox.new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) == 8 and token == token.lower() for token in tokens)
    assert not set("".join(tokens)) & set("01ilo")


@pytest.mark.parametrize(
    ("method", "name", "status"),
    [
        ("GET", "foto", 405),
        ("PUT", "foto", 405),
        ("DELETE", "", 405),
        ("POST", "", 405),
        ("GET", "page.html", 404),
        ("GET", "../server.py", 403),
        ("GET", "%2e%2e%2fserver.py", 404),
        ("GET", "page/", 404),
        ("POST", "other", 404),
    ],
)
def test_other_methods_and_paths_are_refused_in_words(serve, method, name, status):
    async def test(place):
        async with place.client.request(method, place.url + name) as reply:
            assert reply.status == status
            said = await reply.text()
            assert "Halaman ini tidak ada." in said or "lamat" in said
        assert files(place) == []

    serve(test)


def test_nothing_listens_once_it_is_left(serve):
    places = []

    async def test(place):
        places.append(place.port)

    serve(test)

    async def knock():
        with pytest.raises(OSError, match=r".*"):
            await asyncio.open_connection("127.0.0.1", places[0])

    asyncio.run(knock())


# What is refused


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"", 422, "kosong"),
        (b"Ini bukan foto." * 99, 415, "bukan foto"),
        (b"\xff", 422, "bukan foto"),
        (b"GIF89a" + bytes(5000), 415, "bukan foto"),
        (b"<svg onload='alert(1)'></svg>", 415, "bukan foto"),
        (JPEG[: len(JPEG) // 2], 422, "rusak atau terpotong"),
        (b"\xff\xd8\xff" + bytes(900), 422, "rusak atau terpotong"),
        (png(90, 90, bytes(90 * 271)), 422, "terlalu kecil"),
        (png(60000, 60000), 422, "terlalu besar: 60000 x 60000 piksel"),
    ],
    ids=["empty", "text", "one-byte", "gif", "svg", "half", "zeros", "small", "png-bomb"],
)
def test_what_is_no_photo_is_refused_and_not_kept(serve, body, status, words):
    async def test(place):
        got, said = await post(place, body)
        assert (got, said["good"], said["again"]) == (status, False, False)
        assert words in said["message"]
        assert said["hint"]
        assert files(place) == []
        assert kinds(place) == ["coming", "lost"]
        assert (await post(place, JPEG))[0] == 200, "the next one is welcome"

    serve(test)


def test_26_megabytes_are_refused_by_what_the_head_says(serve):
    async def test(place):
        head = f"POST /{place.inbox.token}/foto HTTP/1.1\r\nHost: x\r\nContent-Length: 26000000\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.write(head.encode())
        got = await asyncio.wait_for(reader.readuntil(b"}"), 5)
        assert got.startswith(b"HTTP/1.1 413 ")
        assert "terlalu besar" in got.decode()
        assert place.news == []
        writer.close()

    serve(test)


def test_26_megabytes_without_a_length_are_refused_while_they_arrive(serve):
    async def parts():
        yield JPEG[:1000]
        for _ in range(26):
            yield bytes(1_000_000)

    async def test(place):
        status, said = await post(place, parts())
        assert (status, said["message"]) == (413, "Foto ini terlalu besar.")
        assert "25 MB" in said["hint"]
        assert files(place) == []

    serve(test)


def test_a_packed_body_is_not_unpacked(serve):
    async def test(place):
        bomb = zlib.compress(b"\xff\xd8\xff" + bytes(30_000_000))
        status, _ = await post(place, bomb, headers={"Content-Encoding": "deflate"}, skip_auto_headers=["Accept"])
        assert status == 415

    serve(test)


@pytest.mark.parametrize(
    "text",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(500)) + b"\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"\r\n\r\n\0\0\0\0 nonsense\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n",
    ],
    ids=["long-header", "many-headers", "long-path", "tls", "nonsense", "negative-length", "bad-chunk"],
)
def test_what_is_no_request_is_refused(serve, text, caplog):
    async def test(place):
        got = await raw(place, text)
        assert got.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 403 ", b"HTTP/1.0 400 "))
        assert (await post(place, JPEG))[0] == 200, "others are served as before"

    serve(test)
    assert "sirekap_trainer" not in caplog.text


def test_tokens_are_not_logged(serve, caplog):
    caplog.set_level(logging.DEBUG)
    tokens = []

    async def test(place):
        tokens.append(place.inbox.token)
        await post(place, JPEG)
        await post(place, b"no photo")
        await raw(place, b"GET /" + place.inbox.token.encode() + b" nonsense\r\n\r\n")

    serve(test)
    assert tokens[0] not in caplog.text


# Several at once, and those who go away


def test_two_phones_at_once_take_turns(serve):
    async def test(place):
        first = asyncio.create_task(post(place, JPEG))
        await until(lambda: "here" in kinds(place))
        status, said = await post(place, JPEG)
        assert (status, said["again"]) == (409, True)
        assert "Tunggu" in said["hint"]
        place.inbox.answer(BLURRED)
        assert (await first)[0] == 200
        assert len(files(place)) == 1

    serve(test, answers=None)


def test_a_connection_cut_in_mid_upload_leaves_nothing(serve):
    async def test(place):
        head = f"POST /{place.inbox.token}/foto HTTP/1.1\r\nHost: x\r\nContent-Length: {len(JPEG)}\r\n\r\n"
        _, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.write(head.encode() + JPEG[:5000])
        await until(lambda: kinds(place) == ["coming"] and files(place))
        writer.transport.abort()
        await until(lambda: kinds(place) == ["coming", "lost"])
        assert files(place) == []
        assert (await post(place, JPEG))[0] == 200

    serve(test)


def test_a_phone_that_falls_silent_is_let_go(serve):
    async def test(place):
        head = f"POST /{place.inbox.token}/foto HTTP/1.1\r\nHost: x\r\nContent-Length: {len(JPEG)}\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.write(head.encode() + JPEG[:5000])
        got = await asyncio.wait_for(reader.readuntil(b"}"), 5)
        assert got.startswith(b"HTTP/1.1 408 ")
        assert files(place) == []
        writer.close()

    serve(test, patience=Patience(idle=0.05, upload=20, answer=5))


def test_a_photo_that_only_trickles_is_let_go(serve):
    async def trickle():
        for at in range(0, len(JPEG), 50):
            yield JPEG[at : at + 50]
            await asyncio.sleep(0.01)

    async def test(place):
        status, said = await post(place, trickle())
        assert (status, said["again"]) == (408, True)
        assert files(place) == []

    serve(test, patience=Patience(idle=5, upload=0.1, answer=5))


def test_a_head_that_only_trickles_is_cut_off(serve, monkeypatch):
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.1)

    async def test(place):
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()

    serve(test)


def test_more_connections_than_phones_need_are_closed_unheard(serve, monkeypatch):
    monkeypatch.setattr(listening, "MAX_CONNECTIONS", 3)

    async def test(place):
        held = [await asyncio.open_connection("127.0.0.1", place.port) for _ in range(3)]
        assert await raw(place, b"") == b""
        for _, writer in held:
            writer.close()
            await writer.wait_closed()
        async with place.client.get(place.url) as reply:
            assert reply.status == 200

    serve(test)


def test_one_that_does_not_read_its_answers_holds_no_connection_open(serve):
    """Once the step is over; Python tells of a transport that was never closed when it is collected."""
    lines = []

    async def test(place):
        line = socket.create_connection(("127.0.0.1", place.port))
        line.setblocking(False)
        held.append(line)
        ask = f"GET /{place.inbox.token}/page.js HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        await asyncio.get_running_loop().sock_sendall(line, ask * 4000)
        await until(lambda: any(one.transport.get_write_buffer_size() for one in served()))
        lines.extend(one.transport for one in served())

    def served():
        return [one for server in servers for one in server.connections]

    held, servers = [], []
    gate = listening._Gate.__init__

    def kept(self, server):
        servers.append(server)
        gate(self, server)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening._Gate, "__init__", kept)
        serve(test)
    held[0].close()
    assert [one.is_closing() and one._sock is None for one in lines] == [True]


def test_a_laptop_that_does_not_answer_is_told_of(serve):
    async def test(place):
        status, said = await post(place, JPEG)
        assert (status, said["again"]) == (504, False)
        assert len(files(place)) == 1, "it has arrived, and is the laptop's"

    serve(test, answers=None, patience=Patience(idle=5, upload=5, answer=0.05))


def test_a_phone_that_waits_hears_that_the_step_ended(serve):
    async def test(place):
        waiting = asyncio.create_task(post(place, JPEG))
        await until(lambda: "here" in kinds(place))
        place.inbox.close()
        status, said = await waiting
        assert status == 403
        assert "sudah selesai" in said["hint"]

    serve(test, answers=None)


def test_a_phone_that_sends_hears_that_the_step_ended(serve):
    async def parts():
        yield JPEG[:5000]
        await asyncio.sleep(0.05)
        for _ in range(100):
            yield JPEG[5000:5100]
            await asyncio.sleep(0.01)

    async def test(place):
        sending = asyncio.create_task(post(place, parts()))
        await until(lambda: bool(files(place)))
        place.inbox.close()
        assert (await sending)[0] == 403
        assert files(place) == []

    serve(test)


def test_leaving_does_not_wait_for_who_hangs_on(serve, monkeypatch):
    """Handlers end by themselves, for the window waits for them; the time of closing is for what nobody foresaw."""
    monkeypatch.setattr(listening, "CLOSING_SECONDS", 60.0)
    with ExitStack() as held:

        async def test(place):
            head = f"POST /{place.inbox.token}/foto HTTP/1.1\r\nHost: x\r\nContent-Length: {len(JPEG)}\r\n\r\n"
            for text in (b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", head.encode() + JPEG):
                phone = held.enter_context(socket.create_connection(("127.0.0.1", place.port)))
                phone.sendall(text)
            await until(lambda: "here" in kinds(place))

        serve(test, answers=None)


def test_a_page_asked_for_anew_lets_the_waiting_phone_go(serve):
    async def test(place):
        waiting = asyncio.create_task(post(place, JPEG))
        await until(lambda: "here" in kinds(place))
        place.inbox.ask(Asked("F", 3, 3))
        status, said = await waiting
        assert (status, said["message"]) == (200, "Pembacaan dihentikan di laptop.")
        async with place.client.get(place.url + "diminta") as reply:
            assert (await reply.json())["page"] == 3

    serve(test, answers=None)


# The disk


class FullFile:
    """A file on a full disk."""

    def __init__(self, real, fails):
        self._real, self._fails = real, fails

    def __getattr__(self, name):
        if name == self._fails:
            raise OSError(errno.ENOSPC, "No space left on device")
        return getattr(self._real, name)

    def close(self):
        self._real.close()
        if self._fails == "close":
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fails", ["write", "flush", "fileno", "close"])
def test_a_disk_that_fills_up_is_said_and_nothing_stays(serve, monkeypatch, fails):
    entered = inbox.Draft.__enter__

    def enter(self):
        self._file = FullFile(self._file, fails)
        return entered(self)

    async def test(place):
        monkeypatch.setattr(inbox.Draft, "__enter__", enter)
        status, said = await post(place, JPEG)
        assert (status, said["again"]) == (507, True)
        assert "Kosongkan ruang" in said["hint"]
        assert files(place) == []
        monkeypatch.setattr(inbox.Draft, "__enter__", entered)
        assert (await post(place, JPEG))[0] == 200

    serve(test)


def test_the_last_room_on_the_disk_is_left_for_answers(serve, monkeypatch):
    nearly_full = shutil.disk_usage("/")._replace(free=inbox.MIN_FREE - 1)
    monkeypatch.setattr(inbox.shutil, "disk_usage", lambda _: nearly_full)

    async def test(place):
        assert (await post(place, JPEG))[0] == 507
        assert files(place) == []

    serve(test)


def test_a_folder_that_is_gone_is_said(serve):
    async def test(place):
        place.folder.rmdir()
        status, said = await post(place, JPEG)
        assert (status, said["message"]) == (500, "Foto tidak dapat disimpan di laptop.")
        place.folder.mkdir()

    serve(test)


def test_what_nobody_foresaw_is_said_in_words(serve, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(inbox.Draft, "write", broken)

    async def test(place):
        status, said = await post(place, JPEG)
        assert (status, said["message"]) == (500, "Ada yang tidak berjalan di laptop.")
        assert files(place) == []

    serve(test)
    assert "ZeroDivisionError" in caplog.text


def test_errors_travel_whole():
    import pickle

    error = pickle.loads(pickle.dumps(inbox.cut_off()))  # noqa: S301 - our own
    assert (error.status, error.again, error.code, error.hint) == (400, True, "terputus", inbox.cut_off().hint)
    assert json.dumps(error.to_dict())
