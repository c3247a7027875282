"""Both forms of each TPS, as a simulation needs them: a set of them made in one go, and pairs told among packets.

A pair is two packets of one TPS, Gubernur and Wali Kota, that lie beside each other. Each form is made as a set of its
own is: the same seed gives the same packets, alone or in pairs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.practice.make import MOST_PACKETS
from sirekap_trainer.practice.packet import PACKET_FILE
from sirekap_trainer.practice.places import home
from sirekap_trainer.practice.sets import Progress, SetPlan, check_jobs, check_plan, make_all, one_packet, usual_jobs
from sirekap_trainer.practice.votes import places_in
from sirekap_trainer.processes import Task

#: The forms of a TPS in the order in which they are worked on: Gubernur, then Wali Kota.
FORMS: Final = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
#: What stands for both of them where a set's form is named.
BOTH: Final = "gubernur_dan_wali_kota"
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


def check_pairs(plans: Sequence[SetPlan]) -> None:
    """Refuses plans that cannot be carried out, before anything is written.

    Raises:
        PacketError: As `check_plan`.
    """
    for plan in plans:
        check_plan(plan)


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
    check_pairs(plans)
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


# --- among packets that are there -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Glance:
    """What is seen of a packet without proving it.

    Attributes:
        form: Of which form.
        tps: Whose, all that is said of it.
        made: Seed and place in its set.
    """

    form: str
    tps: str
    made: tuple[object, object]


def grouped(folders: Sequence[Path]) -> tuple[tuple[Path, ...], ...]:
    """Packets by TPS: pairs in the order of `FORMS`, what has no other form alone; groups in the order they came.

    Where a TPS has several of each form, those that were made together go together.

    Args:
        folders: Of packets. A sealed or damaged one stays alone: a simulation cannot use it.
    """
    seen = {folder: glance for folder in folders if (glance := _glance(folder)) is not None}
    groups: dict[Path, tuple[Path, ...]] = {}
    ways: tuple[Callable[[_Glance], object], ...] = (lambda one: (one.tps, one.made), lambda one: one.tps)
    for same in ways:
        first, second = ([path for path in seen if seen[path].form == form and path not in groups] for form in FORMS)
        waiting: dict[object, list[Path]] = {}
        for folder in second:
            waiting.setdefault(same(seen[folder]), []).append(folder)
        for folder in first:
            if others := waiting.get(same(seen[folder])):
                other = others.pop(0)
                groups[folder] = groups[other] = (folder, other)
    return tuple(dict.fromkeys(groups.get(folder, (folder,)) for folder in folders))


def _glance(folder: Path) -> _Glance | None:
    """A glance at an open packet: large sets have hundreds."""
    try:
        data = json.loads((folder / PACKET_FILE).read_bytes())
        if data.get("seal") is not None:
            return None
        return _Glance(data["form"], json.dumps(data["tps"], sort_keys=True), (data["seed"], data["index"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
