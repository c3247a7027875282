"""Pairs: two packets of one TPS, Gubernur and Wali Kota, that lie beside each other, as a simulation needs them.

Sets of them are made in `pair_sets.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sirekap_trainer.practice.packet import PACKET_FILE

#: The forms of a TPS in the order in which they are worked on: Gubernur, then Wali Kota.
FORMS: Final = ("latihan_kwk_gubernur", "latihan_kwk_wali_kota")
#: What stands for both of them where a set's form is named.
BOTH: Final = "gubernur_dan_wali_kota"


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
