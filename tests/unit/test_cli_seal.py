"""The command line's way of an exam: make, seal, practise, open, score."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run

from sirekap_trainer import cli_common
from sirekap_trainer.practice import seal
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet, save_packet
from sirekap_trainer.practice.sealed import SealedPacket, load_any

if TYPE_CHECKING:
    from pathlib import Path


ID = "G-U-00000-00001"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that cost nothing: the command line has no option for it."""
    dear, fast = seal.Keyring.new_key, seal.Cost(n=16, r=1, p=1)
    monkeypatch.setattr(seal.Keyring, "new_key", lambda ring, *, cost=None: dear(ring, cost=cost or fast))


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    """As Notepad saves it."""
    path = tmp_path / "sandi.txt"
    path.write_bytes("\ufeffkuda laut makan bayam\r\n".encode())
    return path


@pytest.fixture
def opened(photographed_packet: Path, tmp_path: Path) -> Path:
    """A packet of an exam set."""
    folder = tmp_path / "ujian" / ID
    shutil.copytree(photographed_packet, folder)
    save_packet(load_packet(folder).model_copy(update={"id": ID}), folder)
    return folder


@pytest.fixture
def sealed(opened: Path, passphrase: Path, tmp_path: Path) -> Path:
    result = run("practice", "seal", opened, "--out", tmp_path / "tersegel", "--passphrase-file", passphrase)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 paket disegel" in result.stderr
    return tmp_path / "tersegel" / ID


@pytest.mark.parametrize("command", ["seal", "open", "score"])
def test_every_command_has_an_example_that_names_it(command: str) -> None:
    words = " ".join(run("practice", command, "--help").stdout.split())
    assert f"Contoh: sirekap-trainer practice {command}" in words


def test_an_exam_from_seal_to_score(
    opened: Path, sealed: Path, passphrase: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = load_packet(opened)
    right = {one.number: key.numbers[one.number].boxes for one in key.misreads}
    (tmp_path / "jawaban.json").write_text(json.dumps({"answers": right, "signatures": True}), encoding="utf-8")
    done = run("exercise", sealed, "--answers", tmp_path / "jawaban.json", "--out", tmp_path / "hasil", "--tps", "012")
    assert done.exit_code == 0
    assert "Hasil dibuka oleh pelatih" in done.stdout
    assert not [word for word in ("Lulus", "lulus", "dari 100", "Angka  ") if word in done.stdout]
    (attempt,) = (tmp_path / "hasil").iterdir()
    arguments = ("practice", "score", attempt, "--packets", sealed.parent, "--passphrase-file", passphrase)
    assert "TPS 012" in run(*arguments).stdout
    (scored,) = json.loads(run(*arguments, "--json").stdout)
    assert scored["trainee"] == {"name": "Peserta latihan", "tps": "012", "role": "utama"}
    assert [one["number"] for one in scored["outcomes"] if one["outcome"] == "caught"] == [
        one.number for one in key.misreads
    ]
    assert scored["votes_at_stake"] == 0


def test_the_key_of_one_packet_is_printed(opened: Path, sealed: Path, passphrase: Path) -> None:
    key = load_packet(opened)
    told = run("practice", "open", sealed, "--passphrase-file", passphrase).stdout
    assert f"{ID}: utuh" in told
    assert told.count("ditampilkan") == len(key.misreads)
    (found,) = json.loads(run("practice", "open", sealed, "--passphrase-file", passphrase, "--json").stdout)
    assert found == key.model_dump(mode="json")


def test_packets_are_written_open(opened: Path, sealed: Path, passphrase: Path, tmp_path: Path) -> None:
    result = run("practice", "open", sealed.parent, "--out", tmp_path / "out", "--passphrase-file", passphrase)
    assert result.exit_code == 0
    assert (tmp_path / "out" / ID / PACKET_FILE).read_bytes() == (opened / PACKET_FILE).read_bytes()
    assert (tmp_path / "out" / ID / "page-2.jpg").read_bytes() == (opened / "page-2.jpg").read_bytes()


def test_a_wrong_passphrase_ends_with_3_and_writes_nothing(sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text("kuda laut makan bayan", encoding="utf-8")
    result = run("practice", "open", sealed, "--out", tmp_path / "out", "--passphrase-file", tmp_path / "lain.txt")
    assert result.exit_code == 3
    assert "kata sandinya salah, atau berkasnya sudah berubah" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", [b"", b"satu\ndua\n", b"\xff\xfe"])
def test_a_file_that_holds_no_passphrase_is_refused(opened: Path, tmp_path: Path, text: bytes) -> None:
    (tmp_path / "sandi.txt").write_bytes(text)
    result = run("practice", "seal", opened, "--out", tmp_path / "out", "--passphrase-file", tmp_path / "sandi.txt")
    assert result.exit_code == 2
    assert "kata sandi" in result.stderr.lower()


def test_without_a_keyboard_the_file_is_asked_for(opened: Path, tmp_path: Path) -> None:
    result = run("practice", "seal", opened, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "--passphrase-file" in result.stderr


@pytest.mark.parametrize(("typed", "status"), [(["kuda laut makan bayam"] * 2, 0), (["kuda laut makan", "lain"], 2)])
def test_the_passphrase_is_typed_twice(
    opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], status: int
) -> None:
    answers = iter(typed)
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    monkeypatch.setattr(cli_common, "sys", Keyboard())
    result = run("practice", "seal", opened, "--out", tmp_path / "out")
    assert result.exit_code == status
    assert list(answers) == []


class Keyboard:
    """Stands for `sys` with somebody at the keyboard."""

    def __getattr__(self, name: str) -> Any:
        import sys

        return Present() if name == "stdin" else getattr(sys, name)


class Present:
    def isatty(self) -> bool:
        return True


def test_an_exam_set_is_sealed_as_it_is_made_and_goes_on_with_its_secret_seed(passphrase: Path, tmp_path: Path) -> None:
    out = tmp_path / "ujian"
    arguments = ("practice", "make", "--form", "latihan_kwk_gubernur", "--exam", "--out", out)
    result = run(*arguments, "--count", 1, "--passphrase-file", passphrase)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 paket tersegel dibuat" in result.stderr
    (first,) = out.iterdir()
    assert first.name.startswith("G-U-")
    before = {path: path.read_bytes() for path in first.iterdir()}
    assert run(*arguments, "--count", 2, "--passphrase-file", passphrase).exit_code == 0
    assert {path: path.read_bytes() for path in first.iterdir()} == before
    shown = run("practice", "open", out, "--passphrase-file", passphrase, "--json")
    packets = json.loads(shown.stdout)
    assert len(packets) == 2
    assert len({packet["seed"] for packet in packets}) == 1
    assert all(isinstance(load_any(folder), SealedPacket) for folder in out.iterdir())


def test_an_exam_with_another_passphrase_is_not_gone_on_with(passphrase: Path, tmp_path: Path) -> None:
    out = tmp_path / "ujian"
    arguments = ("practice", "make", "--form", "latihan_kwk_gubernur", "--exam", "--out", out)
    assert run(*arguments, "--passphrase-file", passphrase).exit_code == 0
    (tmp_path / "lain.txt").write_text("ikan terbang tinggi sekali", encoding="utf-8")
    result = run(*arguments, "--count", 2, "--passphrase-file", tmp_path / "lain.txt")
    assert result.exit_code == 3
    assert "kata sandi" in result.stderr
    assert len(list(out.iterdir())) == 1


def test_an_ordinary_packet_is_not_sealed(photographed_packet: Path, passphrase: Path, tmp_path: Path) -> None:
    result = run("practice", "seal", photographed_packet, "--out", tmp_path / "out", "--passphrase-file", passphrase)
    assert result.exit_code == 3
    assert "--exam" in result.stderr


def test_the_sealed_packet_is_what_is_practised(sealed: Path, opened: Path) -> None:
    assert load_any(sealed).id == load_packet(opened).id == ID
