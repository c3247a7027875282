"""The trainer's passphrase on this laptop."""

from __future__ import annotations

import json

import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.door import Door


@pytest.fixture
def door(tmp_path):
    return Door(tmp_path / "data" / "kata-sandi-pelatih.json")


def test_any_word_opens_where_none_was_set(door):
    assert door.opens("apa saja")


def test_only_the_passphrase_opens(door):
    door.lock("kuda laut makan")
    assert door.opens("kuda laut makan")
    assert door.opens("  kuda  laut makan ")
    assert not door.opens("kuda laut minum")
    assert not door.opens("")


def test_the_passphrase_is_nowhere_in_the_file(door):
    door.lock("kuda laut makan")
    assert "kuda" not in door.path.read_text(encoding="utf-8")
    first = door.path.read_text(encoding="utf-8")
    door.lock("kuda laut makan")
    assert door.path.read_text(encoding="utf-8") != first


def test_it_can_be_taken_away(door):
    door.lock("kuda laut makan")
    door.lock("")
    assert not door.path.exists()
    assert door.opens("apa saja")


def test_a_forgotten_one_is_taken_away_once(door):
    door.lock("kuda laut makan")
    assert door.take_away()
    assert door.opens("apa saja")
    assert not door.take_away()


def test_a_short_one_is_refused_and_the_one_before_stays(door):
    door.lock("kuda laut makan")
    with pytest.raises(RecordsError, match="paling sedikit 6 huruf"):
        door.lock("kuda ")
    assert door.opens("kuda laut makan")


def test_what_cannot_be_written_to_the_disk_leaves_the_one_before(door, monkeypatch):
    door.lock("kuda laut makan")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        door.lock("kuda laut minum")
    assert door.opens("kuda laut makan")
    assert list(door.path.parent.iterdir()) == [door.path]


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"salt": "??", "hash": 3})])
def test_a_damaged_file_says_what_to_do(door, text):
    door.path.parent.mkdir(parents=True)
    door.path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordsError) as refused:
        door.opens("kuda laut makan")
    assert str(door.path) in refused.value.hint
