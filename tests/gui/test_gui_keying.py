"""The photographs of a sheet that was filled in by hand: the one before stays until the new one is there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from sirekap_trainer.errors import PacketError
from ui.trainer import keying


@pytest.fixture
def sheet(tmp_path):
    folder = tmp_path / "lembar"
    folder.mkdir()
    return SimpleNamespace(folder=folder)


def names(sheet):
    return sorted(path.name for path in sheet.folder.iterdir())


def test_a_new_photograph_takes_the_place_of_the_one_before(sheet, tmp_path):
    (sheet.folder / "page-1.png").write_bytes(b"before")
    new = tmp_path / "baru.JPG"
    new.write_bytes(b"new")
    keying._copy(new, sheet, 1)
    assert names(sheet) == ["page-1.jpg"]
    assert (sheet.folder / "page-1.jpg").read_bytes() == b"new"


@pytest.mark.parametrize("where", ["replace", "fsync"])
def test_where_it_cannot_be_put_there_the_one_before_stays(sheet, tmp_path, monkeypatch, where):
    (sheet.folder / "page-1.jpg").write_bytes(b"before")
    (sheet.folder / "page-1.jpeg").write_bytes(b"before that")
    new = tmp_path / "baru.jpg"
    new.write_bytes(b"new")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((Path, "replace") if where == "replace" else ("os.fsync",)), refuse)
    with pytest.raises(PacketError, match="tidak dapat disalin"):
        keying._copy(new, sheet, 1)
    assert names(sheet) == ["page-1.jpeg", "page-1.jpg"]
    assert (sheet.folder / "page-1.jpg").read_bytes() == b"before"
