"""The command line's way of handing results over: make, take, send."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from command_line import run

from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox, Part
from sirekap_trainer.records.bundle import OpenBundle, open_bundle
from sirekap_trainer.records.exchange import TakenBundle, take_bundle
from sirekap_trainer.records.receiver import Desk, receiving
from sirekap_trainer.records.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: A bundle made by the first version that could.
FIRST = Path(__file__).parent / "records" / "bundle-1.0.sirekap"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A trainee's laptop with three finished things."""
    folder = tmp_path / "data"
    outbox = Outbox(folder / OUTBOX_FOLDER)
    for part in json.loads(FIRST.read_bytes().split(b"\n", 3)[3])["parts"]:
        outbox.put(Part(part["kind"], part["id"], part["data"]))
    return folder


@pytest.fixture
def make(data: Path, tmp_path: Path) -> Callable[..., Path]:
    def made(*options: str) -> Path:
        result = run("bundle", "make", "--data", data, "--out", tmp_path, *options)
        assert result.exit_code == 0, result.output
        return Path(result.stdout.strip())

    return made


def test_what_is_made_can_be_taken_once(make: Callable[..., Path], data: Path, tmp_path: Path) -> None:
    path = make()
    assert Outbox(data / OUTBOX_FOLDER).count() == (0, 3)
    first = run("bundle", "take", path, "--records", tmp_path / "catatan")
    assert first.exit_code == 0
    assert "Laptop baru: " in first.stdout
    assert "1 hasil baru, 1 tes baru, 1 pertanyaan baru." in first.stdout
    again = run("bundle", "take", path, FIRST, "--records", tmp_path / "catatan", "--json")
    assert [one["new"] for one in json.loads(again.stdout)] == [0, 0]
    assert [one["no_class"] for one in json.loads(again.stdout)] == [0, 0]


def test_what_was_erased_is_told_and_not_taken_again(make: Callable[..., Path], tmp_path: Path) -> None:
    path, records = make(), ("--records", tmp_path / "catatan")
    roster = tmp_path / "operator.csv"
    roster.write_text("Kecamatan;Kelurahan;TPS;Nama;Peran\nMayangan;Jati;001;Andika Pratama;utama\n", encoding="utf-8")
    assert run("records", "import-roster", roster, *records).exit_code == 0
    assert run("bundle", "take", path, *records).exit_code == 0
    erased = run("records", "erase-person", 1, "--results-too", "--yes", *records)
    assert "1 peserta dihapus; 1 hasil, 1 tes dan 1 pertanyaan dihapus." in erased.stdout
    again = run("bundle", "take", path, *records)
    assert "Tidak ada yang baru. 3 dihapus sebelumnya: tidak diterima lagi." in again.stdout
    (told,) = json.loads(run("bundle", "take", path, *records, "--json").stdout)
    assert (told["new"], told["erased"], len(told["parts"])) == (0, 3, 3)


def test_nothing_waits_after_it_was_made_but_all_can_be_had_again(make: Callable[..., Path], data: Path) -> None:
    first = make()
    result = run("bundle", "make", "--data", data)
    assert result.exit_code == 6
    assert "Belum ada hasil" in result.stderr
    second = make("--all")
    assert second != first
    assert open_bundle(second.read_bytes()).attempts == open_bundle(first.read_bytes()).attempts


def test_what_was_done_on_the_trainers_own_laptop_is_taken_once(data: Path, tmp_path: Path) -> None:
    here = ("bundle", "take-here", "--data", data, "--records", tmp_path / "catatan")
    refused = run(*here, "--class", "TIDAK1")
    assert refused.exit_code == 6
    assert "Kelas 'TIDAK1' tidak ada." in refused.stderr
    assert Outbox(data / OUTBOX_FOLDER).count() == (3, 0), "nothing is lost where the code is wrong"
    first = run(*here)
    assert first.exit_code == 0
    assert first.stdout == "1 hasil baru, 1 tes baru, 1 pertanyaan baru.\n"
    assert Outbox(data / OUTBOX_FOLDER).count() == (0, 3)
    again = run(*here)
    assert (again.exit_code, again.stdout) == (0, "")
    assert "Tidak ada hasil yang menunggu" in again.stderr
    assert json.loads(run(*here, "--json").stdout) == []
    bundle = run("bundle", "make", "--all", "--data", data, "--out", tmp_path).stdout.strip()
    told = json.loads(run("bundle", "take", bundle, "--records", tmp_path / "catatan", "--json").stdout)
    assert [one["new"] for one in told] == [0], "the same by another way counts once"


def test_a_broken_file_does_not_stop_the_others(make: Callable[..., Path], tmp_path: Path) -> None:
    path = make()
    broken = tmp_path / "rusak.sirekap"
    broken.write_bytes(path.read_bytes()[:-5])
    result = run("bundle", "take", broken, path, tmp_path / "tidak-ada.sirekap", "--records", tmp_path / "catatan")
    assert result.exit_code == 6
    assert "rusak.sirekap: Berkas hasil ini rusak atau sudah diubah." in result.stderr
    assert "tidak-ada.sirekap" in result.stderr
    assert "1 hasil baru" in result.stdout


def test_results_of_a_class_need_its_code(make: Callable[..., Path], tmp_path: Path) -> None:
    result = run("bundle", "take", make(), "--class", "AAAAAA", "--records", tmp_path / "catatan")
    assert result.exit_code == 6
    assert "Kelas 'AAAAAA' tidak ada." in result.stderr


def test_sending_tells_what_is_wrong_and_keeps_everything(data: Path) -> None:
    for arguments, said in (
        (("8.8.8.8", "abcd2345"), "Alamat laptop pelatih belum benar."),
        (("127.0.0.1", "abc"), "Kode dari pelatih belum benar."),
        (("127.0.0.1:9", "abcd2345"), "Laptop pelatih tidak ditemukan."),
    ):
        result = run("bundle", "send", *arguments, "--data", data)
        assert result.exit_code == 6
        assert said in result.stderr
    assert Outbox(data / OUTBOX_FOLDER).count() == (3, 0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A trainer's laptop that receives, in a thread of its own."""
    ready = threading.Event()
    place = SimpleNamespace()

    async def serve() -> None:
        store = Store.open(tmp_path / "catatan")

        async def take(bundle: OpenBundle) -> TakenBundle:
            with store.write() as session:
                return take_bundle(session, bundle, at=datetime.now(UTC))

        stop = asyncio.Event()
        desk = Desk(take)
        loop = asyncio.get_running_loop()
        async with receiving(desk, host="127.0.0.1", port=0) as port:
            place.address, place.code = f"127.0.0.1:{port}", desk.token
            place.close = lambda: loop.call_soon_threadsafe(stop.set)
            ready.set()
            await stop.wait()
        store.close()
        await asyncio.sleep(0.01)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    yield place
    place.close()
    thread.join(10)


def test_what_is_sent_is_with_the_trainer(desk: SimpleNamespace, data: Path) -> None:
    result = run("bundle", "send", desk.address, desk.code, "--data", data)
    assert result.exit_code == 0
    assert "1 hasil baru, 1 tes baru, 1 pertanyaan baru." in result.stdout
    assert Outbox(data / OUTBOX_FOLDER).count() == (0, 3)
    again = run("bundle", "send", desk.address, desk.code, "--all", "--data", data)
    assert "Tidak ada yang baru; 3 sudah ada." in again.stdout
