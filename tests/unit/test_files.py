"""Files that are whole or not there."""

from __future__ import annotations

import pytest

from sirekap_trainer.files import write_whole


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
