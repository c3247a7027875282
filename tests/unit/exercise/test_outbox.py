from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sirekap_trainer.errors import ExerciseError
from sirekap_trainer.exercise.outbox import KEEP_DAYS, Outbox, Part

DAY = 86_400.0
NOW = 1_732_089_600.0


def part(number: int, kind: str = "attempt") -> Part:
    return Part(kind, f"{number:08}-aaaa", {"format": 1, "answer": "é", "number": number})


def test_what_is_put_in_waits_until_it_is_handed_over(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "hasil")
    assert outbox.count() == (0, 0)
    assert outbox.waiting() == ()
    assert outbox.put(part(2))
    assert outbox.put(part(1))
    assert outbox.put(part(1, "quiz"))
    assert outbox.waiting() == (part(1), part(2), part(1, "quiz"))
    outbox.hand_over([part(1), part(9)], at=NOW)
    assert outbox.count() == (2, 1)
    assert outbox.waiting() == (part(2), part(1, "quiz"))
    assert outbox.handed_over() == (part(1),)
    assert Outbox(tmp_path / "hasil").waiting() == outbox.waiting()


def test_a_part_is_kept_once_and_never_changes(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.put(part(1))
    assert not outbox.put(Part("attempt", part(1).id, {"number": 99}))
    outbox.hand_over([part(1)], at=NOW)
    assert not outbox.put(part(1))
    assert outbox.count() == (0, 1)
    assert outbox.handed_over() == (part(1),)


def test_only_what_was_handed_over_long_ago_goes(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    for number in range(3):
        outbox.put(part(number))
    outbox.hand_over([part(0)], at=NOW)
    outbox.hand_over([part(1)], at=NOW + DAY)
    os.utime(tmp_path / f"attempt-{part(2).id}.json", (0, 0))
    assert outbox.tidy(at=NOW + KEEP_DAYS * DAY) == 0
    assert outbox.tidy(at=NOW + (KEEP_DAYS + 0.5) * DAY) == 1
    assert outbox.handed_over() == (part(1),)
    assert outbox.waiting() == (part(2),)


def test_a_damaged_file_stays_and_stops_nothing(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.put(part(1))
    for name, text in (("attempt-2.json", "{"), ("attempt-3.json", "[]"), ("readme.json", "{}"), ("note.txt", "x")):
        (tmp_path / name).write_text(text)
    (tmp_path / "attempt-4.json").write_text(json.dumps({"x": "y" * 600_000}))
    assert outbox.waiting() == (part(1),)
    outbox.hand_over(outbox.waiting(), at=NOW)
    assert (tmp_path / "attempt-2.json").exists()


@pytest.mark.parametrize(("kind", "name"), [("../x", "1"), ("attempt", "../1"), ("attempt", ""), ("", "1"), ("A", "1")])
def test_a_name_leads_nowhere_else(kind: str, name: str) -> None:
    with pytest.raises(ValueError, match="no part"):
        Part(kind, name, {})


def test_two_programs_may_use_it_at_once(tmp_path: Path) -> None:
    def work(number: int) -> None:
        outbox = Outbox(tmp_path)
        outbox.put(part(number % 5))
        outbox.hand_over([part(number % 5)], at=NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(40)))
    assert Outbox(tmp_path).count() == (0, 5)


@pytest.mark.skipif(sys.platform == "win32", reason="a file in a folder's place is another error there")
def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExerciseError, match="tidak dapat disimpan"):
        Outbox(tmp_path / "file").put(part(1))
