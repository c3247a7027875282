"""Many photographs at once, with stand-ins for the reader: order, errors, workers that die, an early end."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import pytest

from sirekap_trainer.errors import UsageError
from sirekap_trainer.processes import MOST_WORKERS, UNDER_WAY
from sirekap_trainer.reading import batch
from sirekap_trainer.reading.batch import MANY, MOST_JOBS, ReadOptions, read_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A module of its own, for worker processes must be able to import it. What a file's name says is what happens.
STAND_IN = """
import os, signal, time
from types import SimpleNamespace
from sirekap_trainer.errors import PhotoError

MADE = []

class Reader:
    def __init__(self):
        MADE.append(self)

    def read(self, source, *, expected=None, tps=None):
        name = source.stem
        if "slow" in name:
            time.sleep(0.3)
        if "endless" in name:
            time.sleep(600)
        if "deadly" in name:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(600)
        if "bad" in name:
            raise PhotoError(f"{name} buruk.", hint="Foto ulang.", code="buruk")
        if "bug" in name:
            raise ZeroDivisionError(name)
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ()) if hasattr(signal, "pthread_sigmask") else ()
        deaf = signal.SIGINT in blocked, signal.getsignal(signal.SIGINT) == signal.SIG_IGN
        found = {"photo": str(source), "expected": expected, "pid": os.getpid(), "readers": len(MADE), "deaf": deaf}
        return SimpleNamespace(to_dict=lambda: found)

class Unmakeable:
    def __init__(self):
        raise FileNotFoundError("digits.onnx")
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    (tmp_path / "stand_in_reader.py").write_text(STAND_IN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("stand_in_reader")
    del sys.modules["stand_in_reader"]
    assert multiprocessing.active_children() == []


Read = Callable[..., "list[dict[str, Any]]"] if TYPE_CHECKING else Any


@pytest.fixture
def read(stand_in: Any) -> Read:
    def all_of(names: str, *, jobs: int | None, options: ReadOptions | None = None) -> list[dict[str, Any]]:
        photos = [Path(f"{name}.jpg") for name in names.split()]
        return list(read_many(photos, options, jobs=jobs, make_reader=stand_in.Reader))

    return all_of


def told(answers: list[dict[str, Any]]) -> list[str]:
    """Each photograph's name, with the error's code where there is one."""
    codes = [f":{answer['error']['code']}" if "error" in answer else "" for answer in answers]
    return [Path(answer["photo"]).stem + code for answer, code in zip(answers, codes, strict=True)]


@pytest.mark.parametrize("jobs", [1, 2, MOST_WORKERS + 1])
def test_answers_come_in_order_with_errors_in_their_place(read: Read, jobs: int) -> None:
    answers = read("slow a bad b a", jobs=jobs)
    assert told(answers) == ["slow", "a", "bad:buruk", "b", "a"]
    assert answers[2] == {
        "photo": "bad.jpg",
        "error": {"code": "buruk", "message": "bad buruk.", "hint": "Foto ulang."},
    }
    assert {answer["readers"] for answer in answers if "pid" in answer} == {1}, "one reader a process"


def test_one_job_reads_here_and_two_elsewhere(read: Read) -> None:
    assert {answer["pid"] for answer in read("a b", jobs=1)} == {os.getpid()}
    # Enough to do that a worker which starts late on a busy machine still finds some of it.
    elsewhere = {answer["pid"] for answer in read(" ".join(f"slow-{place}" for place in range(10)), jobs=2)}
    assert len(elsewhere) == 2
    assert os.getpid() not in elsewhere


def test_unless_told_few_are_read_here_and_many_by_processes(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_cores", lambda: 2)
    few, many = (" ".join(f"{place}" for place in range(number)) for number in (MANY - 1, MANY))
    assert {answer["pid"] for answer in read(few, jobs=None)} == {os.getpid()}
    assert os.getpid() not in {answer["pid"] for answer in read(many, jobs=None)}
    assert told(read(many, jobs=None)) == many.split()


def test_one_job_keeps_to_one_core_and_leaves_no_trace(stand_in: Any) -> None:
    before = cv2.getNumThreads()
    answers = read_many([Path("a.jpg"), Path("b.jpg")], jobs=1, make_reader=stand_in.Reader)
    next(answers)
    assert cv2.getNumThreads() == 1
    answers.close()
    assert cv2.getNumThreads() == before


def test_no_more_cores_are_taken_than_this_process_may_use() -> None:
    assert 1 <= batch._cores() <= min(MOST_JOBS, os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is inherited there")
def test_workers_do_not_hear_ctrl_c_and_who_asked_still_does(read: Read) -> None:
    assert read("a", jobs=2)[0]["deaf"] == (True, True)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert read("a", jobs=1)[0]["deaf"] == (False, False)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_options_reach_the_reader(read: Read, jobs: int) -> None:
    expected = ("latihan_kwk_gubernur", 2)
    (answer,) = read("a", jobs=jobs, options=ReadOptions(expected=expected))
    assert answer["expected"] == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_endlessly_many_photographs_only_some_are_under_way(stand_in: Any, jobs: int) -> None:
    taken = count()
    photos = (Path(f"{place}.jpg") for place in taken)
    answers = read_many(photos, jobs=jobs, make_reader=stand_in.Reader)
    assert told(list(islice(answers, 50))) == [str(place) for place in range(50)]
    answers.close()
    assert next(taken) <= 50 + UNDER_WAY * jobs


def test_stopping_before_the_end_waits_for_nobody(stand_in: Any) -> None:
    """Were the worker waited for, this test would take ten minutes."""
    answers = read_many([Path("a.jpg"), Path("endless.jpg")], jobs=2, make_reader=stand_in.Reader)
    assert told([next(answers)]) == ["a"]
    answers.close()
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_costs_its_own_photograph_alone(read: Read) -> None:
    answers = read("a slow deadly-1 b bad c deadly-2 d", jobs=2)
    assert told(answers) == ["a", "slow", "deadly-1:terhenti", "b", "bad:buruk", "c", "deadly-2:terhenti", "d"]
    error = answers[2]["error"]
    assert "deadly-1.jpg" in error["message"]
    assert error["hint"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_the_program_is_not_hidden(read: Read, jobs: int) -> None:
    with pytest.raises(ZeroDivisionError, match="bug"):
        read("a bug b", jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_cannot_be_made_is_told(stand_in: Any, jobs: int) -> None:
    with pytest.raises(FileNotFoundError, match=r"digits\.onnx"):
        list(read_many([Path("a.jpg")], jobs=jobs, make_reader=stand_in.Unmakeable))


@pytest.mark.parametrize("jobs", [0, -3])
def test_fewer_jobs_than_one_are_refused_before_anything_is_read(jobs: int) -> None:
    with pytest.raises(UsageError) as raised:
        read_many([], jobs=jobs)
    assert str(jobs) in raised.value.message
    assert "--jobs" in raised.value.hint
    assert raised.value.exit_code == 2


def test_no_photographs_start_no_process() -> None:
    assert list(read_many([], jobs=2)) == []


def test_the_shipped_reader_is_used_unless_told_otherwise(tmp_path: Path) -> None:
    here, elsewhere = (list(read_many([tmp_path / "tidak_ada.jpg"], jobs=jobs)) for jobs in (1, 2))
    assert here == elsewhere
    assert here[0]["error"]["code"] == "tidak_ada"
