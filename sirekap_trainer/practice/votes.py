"""Plausible numbers of a fictitious TPS that obey the form's arithmetic, and what keeps a set of them fair.

Fair means: over a set no candidate number wins more than its share by more than one, each has as many results of a
single digit, planted misreads raise and lower each equally often, and each has as often a bubble beside its digit.
`lot` deals that out by a packet's place in the set, so that the first packets of a larger set are the packets of a
smaller one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sirekap_trainer.errors import PacketError
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.rules import reserve_ballots
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.handwriting import TALLY_COLUMNS, TALLY_ROWS
from sirekap_trainer.practice.packet import Candidate, Tps
from sirekap_trainer.practice.places import Home, fitting_name, home

#: Ways a number's boxes are left unused and their weights. X is what most writers use (counted on real forms of 2024:
#: 499 X, 243 zeros, 9 empty of 751 boxes); dashes occur.
FILLERS = (("X", 0.62), ("0", 0.24), ("-", 0.07), ("_", 0.07))

#: Numbers on page 1 and their columns: men, women, both.
_TRIPLES = ("pemilih_dpt", "pengguna_dpt", "pengguna_dpph", "pengguna_dptb", "pengguna_jumlah", "disabilitas")
_SINGLES = (
    "surat_diterima",
    "surat_digunakan",
    "surat_dikembalikan",
    "surat_sisa",
    "suara_sah",
    "suara_tidak_sah",
    "suara_total",
)
#: Most votes the tally grid of a sheet can show.
_MOST_VOTES = 5 * TALLY_COLUMNS * TALLY_ROWS
#: Draws before giving up; one in about three fits.
_ATTEMPTS = 1000


@dataclass(frozen=True, slots=True)
class Lot:
    """What a packet gets so that its set is fair. Candidates by number; None where no candidate is meant.

    Attributes:
        winner: Who has most votes.
        small: Who has a result of a single digit, 0 included; nobody else has.
        raised: Whose votes a planted misread raises.
        lowered: Whose votes a planted misread lowers.
        contradicted: Whose bubbles say something else than the digits, in sets with that slip; where there are more
            than two candidates, neither `raised` nor `lowered`.
    """

    winner: int
    small: int | None
    raised: int
    lowered: int | None
    contradicted: int


def lot(form: Form, *, seed: int, index: int) -> Lot:
    """The lot of the `index`-th packet (from 1) of a set.

    Every block of as many packets as there are candidates deals each part once to each candidate; of two blocks one has
    results of a single digit.
    """
    people = [number.candidate or 0 for number in form.candidates]
    if len(people) < 2:
        return Lot(people[0], None, people[0], None, people[0])
    block, place = divmod(index - 1, len(people))
    dice = Dice(seed, form.id, "lot", block)
    winners = dice.shuffled(people)
    small = _avoiding(people, [winners], dice)
    lowered = _avoiding(people, [small], dice)
    raised = _avoiding(people, [lowered], dice)
    # A stream of its own, so that a set without the slip stays as it is.
    misread = [raised, lowered] if len(people) > 2 else []
    contradicted = _avoiding(people, misread, Dice(seed, form.id, "contradicted", block))
    has_small = Dice(seed, form.id, "small", block // 2).whole(0, 1) == block % 2
    return Lot(winners[place], small[place] if has_small else None, raised[place], lowered[place], contradicted[place])


def _avoiding(people: list[int], others: list[list[int]], dice: Dice) -> list[int]:
    """The people in an order that shares no place with any of `others`."""
    while True:
        order = dice.shuffled(people)
        if all(one != other for taken in others for one, other in zip(order, taken, strict=True)):
            return order


def draw_tps(dice: Dice, at: Home | None = None) -> Tps:
    """Some TPS of a city's kelurahan; now and then a special one (901, 902).

    Args:
        dice: Chance.
        at: A city whose kelurahan are known; the one that ships where it is not given.
    """
    city = at or home()
    kecamatan, kelurahan = dice.pick([(name, one) for name, all_of in city.kecamatan.items() for one in all_of])
    number = dice.whole(901, 902) if dice.chance(0.02) else dice.whole(1, 24)
    return Tps(
        province=city.province,
        city=city.city,
        kecamatan=kecamatan,
        kelurahan=kelurahan,
        number=f"{number:03d}",
    )


def places_in(at: Home, form: Form, *, count: int, seed: int) -> tuple[Tps, ...]:
    """Made-up TPS of a city for the packets of a set, as many as packets.

    Those of the city that ships are the very TPS that a set without places has.

    Args:
        at: A city whose kelurahan are known.
        form: Of the packets.
        count: How many.
        seed: Of the set.

    Raises:
        PacketError: A name does not fit on a sheet.
    """
    made = tuple(draw_tps(Dice(seed, form.id, index, "tps"), at) for index in range(1, count + 1))
    for one in {name for tps in made for name in (tps.province, tps.city, tps.kecamatan, tps.kelurahan)}:
        fitting_name(one)
    return made


def draw_candidates(form: Form, *, seed: int) -> tuple[Candidate, ...]:
    """The fruit-named pairs who stand for election in a set: the same on all of its packets.

    Raises:
        PacketError: The form has more candidates than there are pairs of fruits.
    """
    pairs = Dice(seed, form.id, "candidates").shuffled(_data("fruits.toml")["pairs"])
    numbers = [number.candidate or 0 for number in form.candidates]
    if len(numbers) > len(pairs):
        raise PacketError(
            f"Formulir {form.id} mempunyai {len(numbers)} pasangan calon; nama buah hanya cukup untuk {len(pairs)}.",
            hint="Tambahkan nama pada practice/data/fruits.toml.",
        )
    return tuple(
        Candidate(number=number, first=first, second=second)
        for number, (first, second) in zip(numbers, pairs, strict=False)
    )


def draw_values(form: Form, given: Lot, dice: Dice) -> dict[str, int]:
    """Numbers for the whole form, in its order, that break none of its rules.

    Args:
        form: A form with the numbers of a Pilkada's C.Hasil.
        given: Who wins, and who has a single digit.
        dice: Chance.

    Raises:
        PacketError: The form has other numbers than a Pilkada's.
    """
    _check_numbers(form)
    for _ in range(_ATTEMPTS):
        values = _voters(form, dice)
        votes = _votes(form, values["suara_sah"], given, dice)
        if votes is not None and values["surat_sisa"] >= 0:
            values |= votes
            return {number.id: values[number.id] for number in form.numbers}
    raise PacketError(f"Angka untuk formulir {form.id} tidak dapat dibuat.", hint="Coba benih (seed) lain.")


def _check_numbers(form: Form) -> None:
    known = {f"{name}_{column}" for name in _TRIPLES for column in ("l", "p", "lp")} | set(_SINGLES)
    known |= {number.id for number in form.candidates}
    if {number.id for number in form.numbers} != known:
        raise PacketError(
            f"Angka pada formulir {form.id} tidak dikenal pembuat paket.", hint="Pilih salah satu formulir latihan_kwk."
        )


def _voters(form: Form, dice: Dice) -> dict[str, int]:
    """Everything but the candidates' votes."""
    dpt = dice.whole(form.voter_limit // 4, form.voter_limit * 19 // 20)
    turnout = dice.real(0.60, 0.90)
    values: dict[str, int] = {}
    men = round(dpt * dice.real(0.46, 0.53))
    for column, voters in (("l", men), ("p", dpt - men)):
        values[f"pemilih_dpt_{column}"] = voters
        values[f"pengguna_dpt_{column}"] = round(voters * min(0.95, turnout + dice.normal(0.015)))
        values[f"pengguna_dpph_{column}"] = dice.whole(0, dice.pick([0, 2, 5]))
        values[f"pengguna_dptb_{column}"] = dice.whole(0, dice.pick([1, 3, 8]))
        values[f"pengguna_jumlah_{column}"] = sum(
            values[f"pengguna_{part}_{column}"] for part in ("dpt", "dpph", "dptb")
        )
        values[f"disabilitas_{column}"] = dice.whole(0, dice.pick([1, 3, 6]))
    for name in _TRIPLES:
        values[f"{name}_lp"] = values[f"{name}_l"] + values[f"{name}_p"]
    return values | _ballots(form, dpt, values["pengguna_jumlah_lp"], dice)


def _ballots(form: Form, dpt: int, users: int, dice: Dice) -> dict[str, int]:
    received = dpt + reserve_ballots(dpt, form.reserve)
    returned = dice.whole(0, dice.pick([0, 2, 4]))
    invalid = round(users * dice.real(0.005, 0.06))
    return {
        "surat_diterima": received,
        "surat_digunakan": users,
        "surat_dikembalikan": returned,
        "surat_sisa": received - users - returned,
        "suara_sah": users - invalid,
        "suara_tidak_sah": invalid,
        "suara_total": users,
    }


def _votes(form: Form, valid: int, given: Lot, dice: Dice) -> dict[str, int] | None:
    """`valid` votes shared out among the candidates as the lot says; None where this draw does not fit it."""
    small = dice.whole(0, 9) if given.small is not None else 0
    people = [number.candidate or 0 for number in form.candidates if number.candidate != given.small]
    weights = {one: 1.0 if one == given.winner else dice.real(0.15, 0.95) for one in people}
    total = sum(weights.values())
    votes = {one: round((valid - small) * weight / total) for one, weight in weights.items()}
    votes[given.winner] += valid - small - sum(votes.values())
    if given.small is not None:
        votes[given.small] = small
    others = [count for one, count in votes.items() if one != given.winner]
    beaten = all(votes[given.winner] > count for count in others)
    if not beaten or votes[given.winner] > _MOST_VOTES or any(votes[one] < 10 for one in people):
        return None
    return {number.id: votes[number.candidate or 0] for number in form.candidates}


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sirekap_trainer.practice") / "data" / name).read_text(encoding="utf-8"))
