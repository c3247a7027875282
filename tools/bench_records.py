"""How long the records of a whole city take, and how that grows, for `bench.py records`.

For each number of attempts a city is made up (`simulated_city.py`) in new records, and what screens and reports ask is
asked as often as they would: every class, kelurahan and kecamatan, the city, the item statistic. Then the roster is
imported again, everything is backed up, and with `--reports` every report of them is written as PDF and XLSX.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from simulated_city import ROSTER, packets, simulate_city
from sqlalchemy import select, text

from sirekap_trainer.records.backup import back_up
from sirekap_trainer.records.fairness import packet_difficulties
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.queries import city_overview, class_overview, district_overview, village_overview
from sirekap_trainer.records.roster_file import check_rows, open_sheet
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Base, District, TrainingClass, Village
from sirekap_trainer.reports.make import edition_of, save_all

#: Targets of the plan, in seconds: an import, what one screen may take, import and all reports together.
TARGET_IMPORT, TARGET_SCREEN, TARGET_ALL = 2.0, 0.5, 60.0


_COLUMNS = (
    "import", "again", "people", "classes", "class", "kelurahan", "kecamatan", "city", "fairness", "backup", "MB",
)  # fmt: skip


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """The options of `bench.py records`."""
    parser.add_argument("--attempts", type=int, nargs="+", default=[200, 500, 1000, 2000], metavar="N")
    parser.add_argument("--classes", type=int, default=30, help="classes (30)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each question, the median is told (3)")
    parser.add_argument("--reports", action="store_true", help="write all reports, too (slow)")
    parser.add_argument("--url", default="", help="of an empty PostgreSQL database; it is EMPTIED. Else SQLite")


def measure_records(wishes: argparse.Namespace) -> None:
    """Makes cities of several sizes and prints what each question took."""
    packets()  # made once, by nobody's clock
    columns = [*_COLUMNS, *(["reports"] if wishes.reports else [])]
    print(f"{'attempts':>8}{'made':>8}" + "".join(f"{name:>11}" for name in columns))
    for attempts in wishes.attempts:
        with tempfile.TemporaryDirectory() as folder:
            _measure(wishes, attempts, Path(folder), columns)
    print(f"Targets: import {TARGET_IMPORT} s, each screen {TARGET_SCREEN} s, import and reports {TARGET_ALL} s.")


def _measure(wishes: argparse.Namespace, attempts: int, folder: Path, columns: list[str]) -> None:
    where: Path | str = wishes.url or folder / "catatan"
    store = Store.open(where)
    if wishes.url:
        _empty(store)
    took = {"import": _seconds(lambda: _import(store))}
    if wishes.url:
        _empty(store)
    store.close()
    fresh = Store.open(wishes.url or folder / "kota")
    made = _seconds(lambda: simulate_city(fresh, seed=wishes.seed, attempts=attempts, classes=wishes.classes))
    took["again"] = _seconds(lambda: _import(fresh))
    took |= _questions(fresh, wishes.rounds)
    took["backup"] = _seconds(lambda: back_up(fresh, folder / "a.cadangan", at=datetime.now(UTC)))
    took["MB"] = (folder / "a.cadangan").stat().st_size / 1e6
    if wishes.reports:
        took["reports"] = _seconds(lambda: _reports(fresh, folder / "laporan"))
    fresh.close()
    print(f"{attempts:>8}{made:>8.1f}" + "".join(f"{took[name]:>11.3f}" for name in columns), flush=True)


def _reports(store: Store, folder: Path) -> None:
    with store.read() as session:
        save_all(session, folder, edition_of(session, printed_on=date(2024, 11, 25)))


def _questions(store: Store, rounds: int) -> dict[str, float]:
    """Seconds of the slowest of each kind, the median of several runs; `classes` all classes together."""
    with store.read() as session:
        classes = list(session.scalars(select(TrainingClass.id)))
        villages = list(session.scalars(select(Village.id)))
        districts = list(session.scalars(select(District.id)))

        def slowest(ask: Callable[[int], object], ids: list[int]) -> float:
            return max(_median(lambda one=one: ask(one), rounds) for one in ids)

        each = [_median(lambda one=one: class_overview(session, one), rounds) for one in classes]
        return {
            "people": _median(lambda: list_people(session), rounds),
            "classes": sum(each),
            "class": max(each),
            "kelurahan": slowest(lambda one: village_overview(session, one), villages),
            "kecamatan": slowest(lambda one: district_overview(session, one), districts),
            "city": _median(lambda: city_overview(session), rounds),
            "fairness": _median(lambda: packet_difficulties(session), rounds),
        }


def _import(store: Store) -> None:
    sheet = open_sheet(ROSTER)
    with store.write() as session:
        import_roster(
            session, check_rows(sheet, sheet.matching), name=ROSTER.name, at=datetime.now(UTC)
        )  # fmt: skip


def _empty(store: Store) -> None:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with store.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_seconds(work) for _ in range(rounds))


if __name__ == "__main__":
    own = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_wishes(own)
    print(f"{os.cpu_count()} cores")
    measure_records(own.parse_args())
