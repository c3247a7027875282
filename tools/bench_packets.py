"""How long a whole set of packets takes and how much memory, for `bench.py packets`.

Runs `sirekap-trainer practice make` as a trainer does, twice with the same seed, and compares every file of the two.
Memory is that of all its processes together, sampled while they work; Linux alone tells it (`/proc`).
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sirekap_trainer.practice.packet import PACKET_FILE

#: Target of the plan: a packet with its PDF and three 5-megapixel photographs, on two cores.
TARGET_SECONDS = 1.2
#: Memory at the end may exceed that of the first quarter by so much and still be called constant: what the allocator
#: and the longest packet happen to take. Keeping the JPEGs alone (3 MB a packet) would double it over 150 packets.
CONSTANT = 1.15
_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Made:
    """One run.

    Attributes:
        seconds: From start to end of the command.
        early: Most memory of all processes together until a quarter of the packets were there, in MB; 0 unknown.
        late: The same over the last quarter.
        most: Over all of it.
        digest: Of every file's name and bytes.
        size: Of all files, in MB.
    """

    seconds: float
    early: float
    late: float
    most: float
    digest: dict[str, str]
    size: float


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """The options of `bench.py packets`."""
    parser.add_argument("--count", type=int, default=328, help="packets (328)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--form", default="latihan_kwk_wali_kota")
    parser.add_argument("--level", default="good", help="of the photographs (good)")
    parser.add_argument("--megapixels", type=float, default=5.0, help="of the photographs (5)")
    parser.add_argument("--once", action="store_true", help="leave out the second run with the same seed")


def measure_packets(wishes: argparse.Namespace) -> None:
    """Prints seconds a packet, memory at a quarter and at the end, and whether a second run gives the same bytes."""
    print(f"{wishes.count} packets, {wishes.megapixels:g} megapixels, {wishes.level}, {wishes.jobs} jobs", flush=True)
    first = _make(wishes)
    each = first.seconds / wishes.count
    verdict = "reaches" if each <= TARGET_SECONDS else "ABOVE"
    print(f"{first.seconds:.1f} s, {each:.2f} s a packet, {verdict} the target of {TARGET_SECONDS}")
    print(f"{len(first.digest)} files, {first.size:.0f} MB, {first.size / wishes.count:.1f} MB a packet")
    if first.most:
        verdict = "constant" if first.late <= CONSTANT * first.early else "GROWING"
        print(
            f"memory of all processes: at most {first.early:.0f} MB in the first quarter, "
            f"{first.late:.0f} MB in the last, {first.most:.0f} MB in all: {verdict}"
        )
    if not wishes.once:
        second = _make(wishes)
        print(f"a second run with the same seed: {second.seconds:.1f} s, {_compared(first.digest, second.digest)}")


def _compared(first: dict[str, str], second: dict[str, str]) -> str:
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    keys = [name for name in different if name.endswith(PACKET_FILE)]
    if not different:
        return f"the same bytes in all {len(first)} files"
    return f"{len(keys)} {PACKET_FILE} DIFFER, {len(different)} files in all, e.g. {different[0]}"


def _make(wishes: argparse.Namespace) -> Made:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "set"
        options = {"form": wishes.form, "count": wishes.count, "seed": wishes.seed, "jobs": wishes.jobs}
        options |= {"level": wishes.level, "megapixels": wishes.megapixels, "out": out}
        command = [sys.executable, "-P", "-m", "sirekap_trainer", "practice", "make", "--photos"]
        command += [str(part) for name, value in options.items() for part in (f"--{name}", value)]
        began = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            samples = _watch(process, out)
        seconds = time.perf_counter() - began
        if process.returncode:
            sys.exit(f"practice make ended with {process.returncode}")
        files = sorted(path for path in out.rglob("*") if path.is_file())
        digest = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        size = sum(path.stat().st_size for path in files) / 1e6
    early, late = (
        max((memory for done, memory in samples if begin * wishes.count <= done <= end * wishes.count), default=0.0)
        for begin, end in ((0, 0.25), (0.75, 1))
    )
    return Made(seconds, early, late, max((memory for _, memory in samples), default=0.0), digest, size)


def _watch(process: subprocess.Popen[bytes], out: Path) -> list[tuple[int, float]]:
    """How many packets were there, and the memory in MB, again and again until the process ends."""
    samples: list[tuple[int, float]] = []
    while process.poll() is None:
        done = sum((path / PACKET_FILE).exists() for path in out.iterdir()) if out.is_dir() else 0
        samples.append((done, sum(map(_memory, _family(process.pid)))))
        time.sleep(_EVERY)
    return samples


def _family(process: int) -> list[int]:
    """A process and all that it started, and those started."""
    found = [process]
    for parent in found:
        try:
            tasks = list(Path(f"/proc/{parent}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text(encoding="utf-8").split()]
        except OSError:  # it ended meanwhile, or this is no Linux
            continue
    return found


def _memory(process: int) -> float:
    """What a process holds of its own, shared pages by halves (PSS), in MB; 0 where nobody can say."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)
