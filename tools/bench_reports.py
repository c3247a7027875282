"""How long all reports of a whole city take, for `bench.py reports`.

A city is made up in new records (`simulated_city.py`); then a fresh process writes the reports of every class,
kelurahan, kecamatan and the city, each as PDF and XLSX, as `sirekap-trainer report all` does. Told are seconds by kind
of report, of the wall and of the processor (on a machine with other work the wall says little), and the most memory
that the process had.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, date
from pathlib import Path

from simulated_city import packets, simulate_city

from sirekap_trainer.records.store import Store
from sirekap_trainer.reports.make import edition_of, save_all

#: Target of the plan: all reports but those of single people, on two cores, less the import.
TARGET_SECONDS = 60.0
_KINDS = ("kelas", "kelurahan", "kecamatan", "kota")


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """The options of `bench.py reports`."""
    parser.add_argument("--attempts", type=int, nargs="+", default=[200, 2000], metavar="N")
    parser.add_argument("--classes", type=int, default=30, help="classes (30)")
    parser.add_argument("--seed", type=int, default=1)


def measure_reports(wishes: argparse.Namespace) -> None:
    """Makes cities of several sizes and prints what their reports took."""
    packets()  # made once, by nobody's clock
    print(
        f"{'attempts':>8}" + "".join(f"{kind:>17}" for kind in _KINDS) + f"{'all':>17}{'files':>7}{'MB':>6}{'RAM':>6}"
    )
    for attempts in wishes.attempts:
        with tempfile.TemporaryDirectory() as folder:
            with closing(Store.open(Path(folder) / "catatan")) as store:
                simulate_city(store, seed=wishes.seed, attempts=attempts, classes=wishes.classes)
            _measure(Path(folder), attempts)
    print(f"Wall / processor seconds; target {TARGET_SECONDS:.0f} s for all. RAM: most memory of the process, MB.")


def _measure(folder: Path, attempts: int) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        walls, processors, memory = pool.apply(write_all, (folder,))
    files = [path for path in (folder / "laporan").rglob("*") if path.is_file()]
    cells = "".join(f"{walls[kind]:>8.1f} /{processors[kind]:>6.1f} " for kind in _KINDS)
    cells += f"{sum(walls.values()):>8.1f} /{sum(processors.values()):>6.1f} "
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{attempts:>8}{cells}{len(files):>7}{size:>6.1f}{memory:>6.0f}")


def write_all(folder: Path) -> tuple[Counter[str], Counter[str], float]:
    """Writes all reports of the records in a folder; gives seconds by kind, of wall and processor, and most MB."""
    walls: Counter[str] = Counter()
    processors: Counter[str] = Counter()
    with closing(Store.open(folder / "catatan")) as store, store.read() as session:
        edition = edition_of(session, printed_on=date(2024, 11, 20), zone=UTC)
        at = [time.perf_counter(), time.process_time()]
        done = Counter[str]()

        def note(_done: int, _total: int) -> None:
            saved = Counter(path.name.split("-")[0] for path in (folder / "laporan").rglob("*.xlsx"))
            kind = next(one for one in _KINDS if saved[one] > done[one])
            done.update([kind])
            now = [time.perf_counter(), time.process_time()]
            walls[kind] += now[0] - at[0]
            processors[kind] += now[1] - at[1]
            at[:] = [time.perf_counter(), time.process_time()]

        save_all(session, folder / "laporan", edition, progress=note)
    return walls, processors, _most_memory()


def _most_memory() -> float:
    """MB that this process had at most; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
