"""Sets of pairs: both forms of every TPS, made in one go.

Each form is made as a set of its own is: the same seed gives the same packets, alone or in pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.make import MOST_PACKETS
from sirekap_trainer.practice.pairs import FORMS
from sirekap_trainer.practice.places import home
from sirekap_trainer.practice.sets import Progress, SetPlan, check_jobs, check_plan, make_all, one_packet, usual_jobs
from sirekap_trainer.practice.votes import places_in
from sirekap_trainer.processes import Task

#: Largest set, in pairs.
MOST_PAIRS: Final = MOST_PACKETS // len(FORMS)


def pair_plans(plan: SetPlan, catalog: Catalog) -> tuple[SetPlan, ...]:
    """The plan for each form, in the order of `FORMS`, for the same TPS.

    Args:
        plan: What makes the set; its form does not matter, `count` is how many pairs. Made-up TPS are the ones a set of
            the first form alone has.
        catalog: Where the forms are looked up.

    Raises:
        PacketError: A number is out of range.
    """
    if not 1 <= plan.count <= MOST_PAIRS:
        raise PacketError(
            f"{plan.count} pasang paket tidak dapat dibuat.", hint=f"Pilih 1 sampai {MOST_PAIRS}.", code="jumlah_paket"
        )
    forms = [catalog.get(name) for name in FORMS]
    places = plan.places
    if places is None:
        places = places_in(home(), forms[0], count=plan.count, seed=plan.seed)
    return tuple(replace(plan, form=form, places=places) for form in forms)


def make_pairs(
    plans: Sequence[SetPlan],
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    jobs: int | None = 1,
) -> list[Path]:
    """Writes a set of pairs, a folder a packet, and gives their folders: both forms of a TPS, then the next TPS.

    Interrupted it goes on as `make_set` does, and what is there by then is whole TPS but for perhaps the last.

    Args:
        plans: From `pair_plans`.
        out: Folder for the packets; made where it is missing.
        progress: Told (done, total) after each packet.
        cancelled: Asked before each packet; the packets made so far stay.
        jobs: Processes that work at once; with 1 this process works by itself. None: as many as pay off here.

    Raises:
        PacketError: As `make_set`.
        UsageError: `jobs` is less than 1.
    """
    for plan in plans:
        check_plan(plan)
    check_jobs(jobs)
    count = packets_of(plans)
    task = Task(partial(_maker, tuple(plans), out), _lost)
    usual = usual_jobs(replace(plans[0], count=count))
    return make_all(task, count, out, progress=progress, cancelled=cancelled, jobs=jobs or usual)


def packets_of(plans: Sequence[SetPlan]) -> int:
    """How many packets these plans make together."""
    return sum(plan.count for plan in plans)


def _maker(plans: tuple[SetPlan, ...], out: Path) -> Callable[[int], Path]:
    return partial(_make_one, plans, out)


def _make_one(plans: tuple[SetPlan, ...], out: Path, place: int) -> Path:
    index, form = divmod(place - 1, len(plans))
    return one_packet(plans[form], out, index + 1)


def _lost(place: int) -> Path:
    raise PacketError(
        f"Pembuatan paket ke-{place} terhenti tiba-tiba.",
        hint="Tutup program lain agar memori cukup, lalu jalankan lagi: paket yang sudah jadi tetap ada.",
        code="terhenti",
    )
