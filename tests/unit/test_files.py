"""Files that are whole or not there."""

from __future__ import annotations

import stat
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from sirekap_trainer.files import unfinished, write_whole


def test_a_file_is_written_and_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a.json"
    assert write_whole(path, b"one") == path
    write_whole(path, b"two", mark=".x")
    assert path.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_what_a_check_refuses_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, b"old")

    def refuse(written):
        assert written.read_bytes() == b"new"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - whatever the check raises
        write_whole(path, b"new", check=refuse)
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_gone_is_not_made_again(tmp_path):
    with pytest.raises(OSError):  # noqa: PT011 - the system's own
        write_whole(tmp_path / "stik" / "a.sirekap", b"x")
    assert not (tmp_path / "stik").exists()


def test_what_fails_halfway_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, b"old")

    def write():
        with unfinished(path) as temporary:
            temporary.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
def test_what_is_private_is_so_from_its_first_byte_on(tmp_path):
    path = tmp_path / "kunci.pem"
    path.with_name("kunci.pem.tmp").write_bytes(b"left behind, for everybody to read")
    seen = []
    write_whole(path, b"secret", private=True, check=lambda written: seen.append(stat.S_IMODE(written.stat().st_mode)))
    with unfinished(path, private=True) as temporary:
        seen.append(stat.S_IMODE(temporary.stat().st_mode))
        temporary.write_bytes(b"secret")
    assert [*seen, stat.S_IMODE(path.stat().st_mode)] == [0o600] * 3


def test_who_comes_second_leaves_what_is_there(tmp_path, monkeypatch):
    path = tmp_path / "kunci.pem"
    for place in (path, tmp_path / "tanpa-tautan.pem"):
        write_whole(place, b"first", mark=".a", first=True)
        write_whole(place, b"second", mark=".b", first=True)
        assert place.read_bytes() == b"first"
        monkeypatch.setattr(type(path), "hardlink_to", refuse_links)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kunci.pem", "tanpa-tautan.pem"]


def refuse_links(*_):
    raise PermissionError("a file system without links")


@pytest.mark.parametrize(("times", "there"), [(2, b"new"), (99, b"old")])
def test_a_program_that_reads_the_old_file_is_waited_for_a_moment(tmp_path, monkeypatch, times, there):
    """As Windows has it."""
    path = tmp_path / "a.json"
    write_whole(path, b"old")
    left, real = iter(range(times)), Path.replace

    def held(one, target):
        if next(left, None) is not None:
            raise PermissionError(13, "in use")
        return real(one, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("sirekap_trainer.files._PAUSES", (0.0, 0.0, 0.0))
    with pytest.raises(PermissionError) if times > 3 else nullcontext():
        write_whole(path, b"new")
    assert path.read_bytes() == there
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
