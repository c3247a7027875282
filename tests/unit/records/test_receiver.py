from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from desk import Desk as Practice

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Part
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.phone import listening
from sirekap_trainer.records import receiver
from sirekap_trainer.records.bundle import MAX_BUNDLE, OpenBundle, open_bundle, pack
from sirekap_trainer.records.exchange import TakenBundle, take_bundle
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.parts import attempt_part
from sirekap_trainer.records.plain_attempt import plain_attempt
from sirekap_trainer.records.queries import Scope, list_attempts
from sirekap_trainer.records.receiver import Arrival, Desk, Patience, receiving
from sirekap_trainer.records.sender import SendPatience, Where, parse_address, send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from sirekap_trainer.records.store import Store

NOW = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)
PRACTICE = Practice()
QUICK = SendPatience(connect=2.0, whole=20.0, again=0.01, tries=2)


def attempt(tps: str = "001", at: float = 1000.0) -> Part:
    packet = PRACTICE.packet()
    exercise = replace(PRACTICE.photographed(packet), trainee=Trainee("Andika Pratama", tps))
    exercise = exercise.start_check("koreksi", at=at)
    assert exercise.review is not None
    done = PRACTICE.sent(exercise, PRACTICE.blind(exercise.review), at=at + 60)
    return attempt_part(plain_attempt(done, score(done, packet, load_rubric()), mode="latihan", sent_at=NOW))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pack([attempt()], LaptopKey.of(tmp_path_factory.mktemp("laptop")), at=NOW)[0].data


@contextmanager
def opened(take: Callable[[OpenBundle], Any], patience: Patience | None = None) -> Iterator[SimpleNamespace]:
    """A trainer's laptop that receives, in a thread of its own; `close` ends it, as leaving the screen does."""
    told: list[Arrival] = []
    ready = threading.Event()
    place = SimpleNamespace(told=told)

    async def serve() -> None:
        async def taking(bundle: OpenBundle) -> TakenBundle:
            return take(bundle)

        desk = Desk(taking if not asyncio.iscoroutinefunction(take) else take, told.append, patience or Patience())
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        async with receiving(desk, host="127.0.0.1", port=0) as port:
            place.where = Where("127.0.0.1", port, desk.token)
            place.desk = desk
            place.close = lambda: loop.call_soon_threadsafe(stop.set)
            ready.set()
            await stop.wait()
        await asyncio.sleep(0.01)  # what was closed is gone before the loop is

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield place
    finally:
        place.close()
        thread.join(10)
        assert not thread.is_alive()


def into(store: Store) -> Callable[[OpenBundle], TakenBundle]:
    def take(bundle: OpenBundle) -> TakenBundle:
        with store.write() as session:
            return take_bundle(session, bundle, at=NOW)

    return take


def count(store: Store) -> int:
    with store.read() as session:
        return len(list_attempts(session, Scope()))


def nothing(_: OpenBundle) -> TakenBundle:
    raise AssertionError("was taken")


@asynccontextmanager
async def connected(where: Where) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection(where.host, where.port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def answer_of(reader: asyncio.StreamReader) -> bytes:
    """Head and body; the server reads on for a while, so that its end is not waited for."""
    async with asyncio.timeout(10):
        top = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in top.split(b"\r\n") if line.lower().startswith(b"content-length"))
        return top + await reader.readexactly(int(length.split(b":")[1]))


async def raw(where: Where, text: bytes) -> bytes:
    """Sends bytes as they are and gives what comes back."""
    async with connected(where) as (reader, writer):
        writer.write(text)
        await writer.drain()
        return await answer_of(reader)


def head(where: Where, length: int, *, path: str = "hasil") -> bytes:
    return f"POST /{where.token}/{path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode()


# --- what it gives


def test_a_bundle_goes_from_laptop_to_laptop(store: Store, data: bytes) -> None:
    with opened(into(store)) as place:
        first = send(data, place.where, patience=QUICK)
        again = send(data, place.where, patience=QUICK)
    assert first.message == "1 hasil baru."
    assert first.parts == again.parts == {("attempt", open_bundle(data).attempts[0].id)}
    assert again.message == "Tidak ada yang baru; 1 sudah ada."
    assert count(store) == 1
    assert [one.kind for one in place.told] == ["taken", "taken"]
    assert place.told[0].message.startswith("Laptop baru: ")
    assert place.told[1].message.startswith("Laptop ")
    assert place.told[1].taken.again


def test_many_laptops_hand_in_at_once(lite: Store, tmp_path: Path) -> None:
    bundles = [
        pack([attempt(f"{number:03}")], LaptopKey.of(tmp_path / str(number)), at=NOW)[0].data for number in range(1, 13)
    ]
    patience = SendPatience(again=0.05, tries=100)
    with opened(into(lite)) as place, ThreadPoolExecutor(12) as pool:
        receipts = list(pool.map(lambda one: send(one, place.where, patience=patience), bundles))
    assert len({part for one in receipts for part in one.parts}) == 12
    assert count(lite) == 12


# --- who is let in


@pytest.mark.parametrize("token", ["wrongone", "abcdefgh", "%2e%2e"])
def test_a_wrong_code_hands_in_nothing(data: bytes, token: str) -> None:
    with opened(nothing) as place, pytest.raises(RecordsError, match="Kode ini tidak berlaku") as caught:
        send(data, Where(place.where.host, place.where.port, token), patience=QUICK)
    assert caught.value.hint
    assert place.told == []


def test_the_code_is_dead_once_the_desk_is_closed(data: bytes) -> None:
    with opened(nothing) as place:
        place.desk._is_open = False
        with pytest.raises(RecordsError, match="Kode ini tidak berlaku"):
            send(data, place.where, patience=QUICK)
    with pytest.raises(RecordsError, match="tidak ditemukan"):
        send(data, place.where, patience=QUICK)


def test_another_desk_has_another_code() -> None:
    assert len({Desk(nothing).token for _ in range(50)}) == 50


def test_what_else_is_asked_for_is_not_there() -> None:
    with opened(nothing) as place:
        hello = asyncio.run(raw(place.where, f"GET /{place.where.token}/ HTTP/1.0\r\n\r\n".encode()))
        other = asyncio.run(raw(place.where, f"GET /{place.where.token}/hasil HTTP/1.0\r\n\r\n".encode()))
        elsewhere = asyncio.run(raw(place.where, b"GET / HTTP/1.0\r\n\r\n"))
    assert b" 200 " in hello
    assert b"siap menerima" in hello
    assert b"Content-Security-Policy: default-src 'none'" in hello
    assert b" 405 " in other
    assert b" 403 " in elsewhere


# --- what is refused


@pytest.mark.parametrize("bad", [b"hello", b"", b"PK\3\4" + bytes(5000), b'{"format": 1}'])
def test_what_is_no_bundle_is_refused_in_words(bad: bytes) -> None:
    with opened(nothing) as place, pytest.raises(RecordsError, match=r"bukan berkas hasil|kosong"):
        send(bad, place.where, patience=QUICK)
    assert [one.kind for one in place.told] == ["refused"]


def test_a_changed_bundle_is_refused_and_the_trainer_is_told(data: bytes) -> None:
    with opened(nothing) as place, pytest.raises(RecordsError, match="rusak atau sudah diubah"):
        send(data.replace(b"Andika", b"Ayu   "), place.where, patience=QUICK)
    assert "rusak atau sudah diubah" in place.told[0].message


@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_too_large_is_refused_as_it_arrives(*, chunked: bool) -> None:
    with opened(nothing) as place:
        if chunked:
            begin = f"POST /{place.where.token}/hasil HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            part = b"%x\r\n" % 1_000_000 + bytes(1_000_000) + b"\r\n"
            answer = asyncio.run(raw(place.where, begin.encode() + part * 9 + b"0\r\n\r\n"))
        else:
            answer = asyncio.run(raw(place.where, head(place.where, MAX_BUNDLE + 1)))
    assert b" 413 " in answer
    assert b"terlalu besar" in answer


def test_records_that_refuse_are_told_to_both_sides(data: bytes) -> None:
    def full(_: OpenBundle) -> TakenBundle:
        raise RecordsError("Catatan tidak dapat disimpan.", hint="Periksa ruang.", code="catatan")

    with opened(full) as place, pytest.raises(RecordsError, match="Catatan tidak dapat disimpan"):
        send(data, place.where, patience=QUICK)
    assert [one.kind for one in place.told] == ["refused"] * QUICK.tries  # that may pass, so it was tried again


def test_what_nobody_foresaw_is_said_in_words(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with opened(nothing) as place, pytest.raises(RecordsError, match="Ada yang tidak berjalan di laptop pelatih"):
        send(data, place.where, patience=QUICK)
    assert place.where.token not in caplog.text


# --- networks


def test_a_connection_cut_in_the_middle_leaves_nothing_and_stops_nobody(lite: Store, data: bytes) -> None:
    async def cut(where: Where) -> None:
        async with connected(where) as (_, writer):
            writer.write(head(where, len(data)) + data[: len(data) // 2])
            await writer.drain()
            writer.transport.abort()

    with opened(into(lite)) as place:
        for _ in range(3):
            asyncio.run(cut(place.where))
        assert send(data, place.where, patience=QUICK).parts
    assert count(lite) == 1


def test_a_laptop_that_says_nothing_more_is_told_and_let_go(data: bytes) -> None:
    with opened(nothing, Patience(idle=0.05, upload=5.0)) as place:
        answer = asyncio.run(raw(place.where, head(place.where, len(data)) + data[:100]))
    assert b" 408 " in answer
    assert b"terlalu lama" in answer


def test_a_laptop_that_trickles_is_told_at_the_end_of_its_time(data: bytes) -> None:
    async def trickle(where: Where) -> bytes:
        async with connected(where) as (reader, writer):
            writer.write(head(where, len(data)))
            answer = asyncio.ensure_future(answer_of(reader))
            for at in range(len(data)):
                if answer.done():
                    break
                writer.write(data[at : at + 1])
                await asyncio.sleep(0.01)
            return await answer

    with opened(nothing, Patience(idle=5.0, upload=0.2)) as place:
        assert b" 408 " in asyncio.run(trickle(place.where))


def test_closing_tells_who_still_sends(data: bytes) -> None:
    async def begin(place: SimpleNamespace) -> bytes:
        async with connected(place.where) as (reader, writer):
            writer.write(head(place.where, len(data)) + data[:100])
            await writer.drain()
            async with asyncio.timeout(5):
                while not place.desk._clocks:
                    await asyncio.sleep(0.005)
            place.close()
            return await answer_of(reader)

    with opened(nothing) as place:
        assert b" 403 " in asyncio.run(begin(place))


def test_too_many_at_once_are_asked_to_wait(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiver, "AT_ONCE", 0)
    with opened(nothing) as place, pytest.raises(RecordsError, match="sedang menerima banyak hasil"):
        send(data, place.where, patience=QUICK)


def test_more_connections_than_laptops_need_are_closed_unheard(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MAX_CONNECTIONS", 0)
    with opened(nothing) as place, pytest.raises(RecordsError, match="terputus"):
        send(data, place.where, patience=QUICK)


def test_a_port_that_is_taken_is_no_hindrance(data: bytes) -> None:
    async def both() -> None:
        async with (
            receiving(Desk(nothing), host="127.0.0.1", port=0) as taken,
            receiving(Desk(nothing), host="127.0.0.1", port=taken) as other,
        ):
            assert other != taken

    asyncio.run(both())


# --- the sender


@pytest.mark.parametrize(
    ("address", "code", "expected"),
    [
        ("192.168.43.10", "abcd2345", Where("192.168.43.10", receiver.PORT, "abcd2345")),
        (" 10.0.0.7:40123 ", " ABCD 2345", Where("10.0.0.7", 40123, "abcd2345")),
        ("http://172.20.10.2:8765/abcd2345/", "", Where("172.20.10.2", 8765, "abcd2345")),
        ("HTTP://192.168.1.1/abcd2345/hasil", "", Where("192.168.1.1", receiver.PORT, "abcd2345")),
        ("192.168.1.1", "abcd-2345", Where("192.168.1.1", receiver.PORT, "abcd2345")),
    ],
)
def test_addresses_are_taken_as_people_type_them(address: str, code: str, expected: Where) -> None:
    assert parse_address(address, code) == expected


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("", "abcd2345", "Alamat"),
        ("8.8.8.8", "abcd2345", "Alamat"),  # nothing leaves the local network
        ("sirekap.kpu.go.id", "abcd2345", "Alamat"),
        ("192.168.1.999", "abcd2345", "Alamat"),
        ("192.168.1.1:0", "abcd2345", "Alamat"),
        ("192.168.1.1:99999", "abcd2345", "Alamat"),
        ("0.0.0.0", "abcd2345", "Alamat"),  # noqa: S104
        ("192.168.1.1@8.8.8.8", "abcd2345", "Alamat"),
        ("192.168.1.1", "", "Kode"),
        ("192.168.1.1", "abcd234", "Kode"),
        ("192.168.1.1", "../../ab", "Kode"),
        ("192.168.1.1", "abcdefg0", "Kode"),
    ],
)
def test_addresses_that_are_none_are_told(address: str, code: str, said: str) -> None:
    with pytest.raises(RecordsError, match=said) as caught:
        parse_address(address, code)
    assert caught.value.hint


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<html",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull",
        b"HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 5_000_000,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
    ],
)
def test_somebody_else_at_the_address_is_told_from_the_trainer(data: bytes, answer: bytes) -> None:
    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    async def both() -> None:
        server = await asyncio.start_server(other, "127.0.0.1", 0)
        async with server:
            where = Where("127.0.0.1", server.sockets[0].getsockname()[1], "abcd2345")
            await asyncio.get_running_loop().run_in_executor(None, partial(send, data, where, patience=QUICK))

    with pytest.raises(RecordsError, match=r"bukan laptop pelatih|terputus"):
        asyncio.run(both())


def test_nobody_there_is_told(data: bytes) -> None:
    with pytest.raises(RecordsError, match="tidak ditemukan") as caught:
        send(data, Where("127.0.0.1", 9, "abcd2345"), patience=QUICK)
    assert "Wi-Fi" in caught.value.hint


def test_sending_ends_when_somebody_changes_their_mind(data: bytes) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read()
            writer.close()
            await writer.wait_closed()

    async def both() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            where = Where("127.0.0.1", server.sockets[0].getsockname()[1], "abcd2345")
            await asyncio.get_running_loop().run_in_executor(None, partial(send, data, where, pulse=stop))

    with pytest.raises(StoppedError):
        asyncio.run(both())


def test_an_answer_is_plain_json(lite: Store, data: bytes) -> None:
    with opened(into(lite)) as place:
        answer = asyncio.run(raw(place.where, head(place.where, len(data)).replace(b"1.1", b"1.0") + data))
    said = json.loads(answer.split(b"\r\n\r\n", 1)[1])
    assert said["good"] is True
    assert said["bundle"] == open_bundle(data).id
