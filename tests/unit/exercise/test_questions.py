"""*Saya belum paham*: what is kept of it."""

from __future__ import annotations

import json

import pytest

from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.exercise.outbox import Outbox
from sirekap_trainer.exercise.questions import MAX_ABOUT, MAX_NOTE, clean_note, question

NOW = 1_732_000_000.0
WHO = Trainee("Andika Pratama", "012", "utama", "Jati")


def test_it_says_who_asked_what_and_when():
    part = question(WHO, "Angka: Suara paslon 2", "Kapan diisi X?", at=NOW, class_code="K-07", details={"page": "2"})
    assert part.kind == "question"
    assert part.data == {
        "format": 1, "id": part.id, "name": WHO.name, "village": "Jati", "station": "012", "role": "utama",
        "about": "Angka: Suara paslon 2", "note": "Kapan diisi X?", "asked_at": "2024-11-19T07:06:40+00:00",
        "document": {"page": "2", "class_code": "K-07"},
    }  # fmt: skip


def test_asking_the_same_twice_is_two_questions(tmp_path):
    outbox = Outbox(tmp_path)
    assert all(outbox.put(question(WHO, "Langkah: Foto", "", at=NOW)) for _ in range(2))
    assert outbox.count() == (2, 0)
    assert [part.data["note"] for part in outbox.waiting()] == ["", ""]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kapan?\n\n", "Kapan?"),
        ("satu\r\ndua", "satu\ndua"),
        ("a\x00b\x1bc\td", "a b c d"),
        ("\ud83d", ""),
        ("x" * 600, "x" * MAX_NOTE),
        ("= 1 + 1", "= 1 + 1"),
        ("😀 " * 300, ("😀 " * 250).rstrip()),
    ],
)
def test_a_note_is_kept_as_it_was_written_within_bounds(typed, kept):
    assert clean_note(typed) == kept
    json.dumps(clean_note(typed)).encode()


def test_what_it_is_about_fits_the_table():
    assert len(question(WHO, "a" * 999, "", at=NOW).data["about"]) == MAX_ABOUT


@pytest.mark.parametrize("at", [-1e18, 1e18, float("inf"), float("nan")])
def test_a_clock_that_is_wrong_is_no_reason_to_fail(at):
    assert question(WHO, "Langkah: Foto", "", at=at).data["asked_at"].startswith("1970")
