"""Writes the sample list of operators that ships, `sample_roster/operator.csv`: the same seed, the same list.

    python tools/make_sample_roster.py --out sample_roster

The places are those of `sirekap_trainer/practice/data/places.toml`. How many TPS each kelurahan has is made up;
together they are as many as the city had on 27 November 2024. The names are made up of a given name and a plant, so
that they are nobody's.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.records.roster_file import Operator, write_roster

STATIONS = 328
#: Fewest and most TPS of a kelurahan.
SMALLEST, LARGEST = 6, 18
#: Kelurahan that have a special TPS, by place in the file, and its number.
SPECIAL = {7: "901", 18: "902"}
GIVEN = (
    "Adi Arum Bayu Bima Cahya Damar Dimas Endah Fajar Galih Hana Intan Jaya Kirana Laras Lintang Mega Nanda Oki Prabu "
    "Putri Rama Sari Tirta Utami Vina Wira Yuda"
)
PLANTS = (
    "Akasia Anggrek Bakau Beringin Cempaka Cendana Dahlia Damar Delima Flamboyan Gaharu Kamboja Kapuk Kemuning Kenanga "
    "Kenari Ketapang Mahoni Melati Meranti Pandan Randu Seroja Seruni Teratai Trembesi Waru"
)


def sample_operators(seed: int = 2024) -> list[Operator]:
    """Both operators of every TPS, by place."""
    places = tomllib.loads((files("sirekap_trainer.practice") / "data" / "places.toml").read_text(encoding="utf-8"))
    villages = [(district, one) for district, all_of in places["kecamatan"].items() for one in all_of]
    dice = Dice(seed, "roster")
    names = iter(dice.shuffled([f"{one} {other}" for one in GIVEN.split() for other in PLANTS.split() if one != other]))
    counts = _shared_out(STATIONS, len(villages), dice)
    return [
        Operator(district, village, number, next(names), role)
        for place, ((district, village), count) in enumerate(zip(villages, counts, strict=True))
        for number in _numbers(place, count)
        for role in ("utama", "cadangan")
    ]


def _shared_out(total: int, parts: int, dice: Dice) -> list[int]:
    """Numbers from SMALLEST to LARGEST that add up."""
    counts = [total // parts] * parts
    for _ in range(total % parts):
        counts[dice.pick([place for place in range(parts) if counts[place] == total // parts])] += 1
    for _ in range(4 * parts):
        taker, giver = dice.whole(0, parts - 1), dice.whole(0, parts - 1)
        if counts[taker] < LARGEST and counts[giver] > SMALLEST:
            counts[taker] += 1
            counts[giver] -= 1
    return counts


def _numbers(place: int, count: int) -> list[str]:
    special = [SPECIAL[place]] if place in SPECIAL else []
    return [f"{number:03d}" for number in range(1, count + 1 - len(special))] + special


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the list in place of the one that is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=2024)
    wishes = parser.parse_args(arguments)
    path = wishes.out / "operator.csv"
    path.unlink(missing_ok=True)
    print(write_roster(path, sample_operators(wishes.seed)))


if __name__ == "__main__":
    main()
