"""The card of a class, beside its packets."""

from __future__ import annotations

import json

import pytest

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.class_card import CLASS_FILE, ClassCard, find_card, write_card

CARD = ClassCard(code="K7M2QX", title="Bimtek Jati 1", mode="simulasi", rule="tandai")


def test_it_is_found_beside_and_above_a_packet_but_no_higher(tmp_path):
    assert find_card(tmp_path) is None
    write_card(tmp_path, CARD)
    place = tmp_path / "TPS 012 Jati" / "WK-11-003"
    deeper = place / "foto"
    deeper.mkdir(parents=True)
    assert find_card(tmp_path) == find_card(place.parent) == find_card(place) == CARD
    assert find_card(deeper) is None


def test_the_nearest_card_holds(tmp_path):
    write_card(tmp_path, CARD)
    inner = tmp_path / "b"
    inner.mkdir()
    other = CARD.model_copy(update={"code": "ABCDEF"})
    write_card(inner, other)
    assert find_card(inner) == other


def test_writing_again_brings_it_up_to_date_and_another_class_is_not_overwritten(tmp_path):
    write_card(tmp_path, CARD)
    changed = CARD.model_copy(update={"rule": "koreksi"})
    write_card(tmp_path, changed)
    assert find_card(tmp_path) == changed
    with pytest.raises(ExerciseError, match="milik kelas Bimtek Jati 1") as caught:
        write_card(tmp_path, CARD.model_copy(update={"code": "ABCDEF"}))
    assert caught.value.code == "kelas_lain"
    assert find_card(tmp_path) == changed


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "lomba"}, {"rule": ""}, {"code": "k7m2qx"}, {"code": ""}, {"title": ""}, {"format": 0}, {"lebih": 1},
        {"code": None}, {"title": "x" * 201},
    ],
)  # fmt: skip
def test_a_card_that_says_something_else_is_refused(tmp_path, change):
    (tmp_path / CLASS_FILE).write_text(json.dumps(CARD.model_dump() | change))
    with pytest.raises(ExerciseError, match=r"rusak") as caught:
        find_card(tmp_path)
    assert caught.value.code == "kelas_rusak"
    assert "pelatih" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 50_000, b" " * 20_000])
def test_a_broken_card_is_told(tmp_path, content):
    (tmp_path / CLASS_FILE).write_bytes(content)
    with pytest.raises(ExerciseError) as caught:
        find_card(tmp_path)
    assert caught.value.code == "kelas_rusak"


def test_a_newer_card_asks_for_a_newer_program(tmp_path):
    (tmp_path / CLASS_FILE).write_text(json.dumps(CARD.model_dump() | {"format": 2, "lebih": 1}))
    with pytest.raises(ExerciseError, match="versi aplikasi yang lebih baru") as caught:
        find_card(tmp_path)
    assert caught.value.code == "kelas_baru"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(ExerciseError, match="tidak dapat ditulisi"):
        write_card(tmp_path / "tidak ada", CARD)
