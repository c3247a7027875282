"""The arithmetic of a form: which numbers contradict each other, said in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sirekap_trainer.findings import Finding
from sirekap_trainer.form.model import Form, Rule

#: What each rule is about, for the first words of its message.
_SUBJECTS = {
    "R1": "Laki-laki + perempuan",
    "R2": "B.1 + B.2 + B.3",
    "R3": "Jumlah suara pasangan calon",
    "R4": "Suara sah + suara tidak sah",
    "R6": "Surat suara digunakan + dikembalikan + tidak digunakan",
}


def check(form: Form, values: Mapping[str, int | None]) -> tuple[Finding, ...]:
    """Every rule of the form that the values break, in the form's order of rules.

    A rule with a number that is missing or None says nothing: what was not read cannot contradict.
    """
    return tuple(finding for rule in form.rules if (finding := check_rule(form, rule, values)) is not None)


def check_rule(form: Form, rule: Rule, values: Mapping[str, int | None]) -> Finding | None:
    """The finding of one rule, or None when it holds or a number is unknown."""
    known = [values.get(name) for name in rule.numbers]
    numbers = [value for value in known if value is not None]
    if len(numbers) < len(known):
        return None
    message = _message(form, rule, dict(zip(rule.numbers, numbers, strict=True)))
    return Finding(rule.id, message, rule.severity, rule.numbers) if message else None


def reserve_ballots(voters: int, rate: float) -> int:
    """Reserve ballots for a number of voters: the rate's share, rounded up.

    Rounding up as in PPWP 2024: 236 voters, 2% -> 5 more (domain.md, R7). Computed in ten-thousandths, so that 2.5% of
    400 is 10 and not 11 by a rounding error of floating point.
    """
    return math.ceil(voters * round(rate * 10_000) / 10_000)


def _message(form: Form, rule: Rule, values: dict[str, int]) -> str | None:
    """What to say when the rule is broken; None when it holds."""
    short = {name: form.number(name).short for name in rule.numbers}
    if rule.kind == "sum":
        return _sum(rule, values, short)
    if rule.kind == "equal":
        return _equal(values, short)
    if rule.kind == "at_most":
        return _at_most(rule, values, short)
    return _reserve(rule, values)


def _sum(rule: Rule, values: dict[str, int], short: dict[str, str]) -> str | None:
    assert rule.total is not None
    total, parts = values[rule.total], [values[name] for name in rule.parts]
    gap = abs(sum(parts) - total)
    if gap <= rule.tolerance:
        return None
    subject = _SUBJECTS.get(rule.id, "Jumlah")
    terms = " + ".join(str(part) for part in parts)
    return f"{subject}: {terms} = {sum(parts)}, tetapi tertulis {total} ({short[rule.total]}). Selisih {gap}."


def _equal(values: dict[str, int], short: dict[str, str]) -> str | None:
    if len(set(values.values())) == 1:
        return None
    listed = ", ".join(f"{short[name]} {value}" for name, value in values.items())
    return f"Angka ini seharusnya sama: {listed}."


def _at_most(rule: Rule, values: dict[str, int], short: dict[str, str]) -> str | None:
    small, *others = rule.parts
    limit = values[others[0]] if rule.limit is None else rule.limit
    if values[small] <= limit + rule.tolerance:
        return None
    bound = f"{short[others[0]]} {limit}" if rule.limit is None else f"batas {limit}"
    return f"{short[small]} {values[small]} melebihi {bound}."


def _reserve(rule: Rule, values: dict[str, int]) -> str | None:
    assert rule.total is not None
    voters, received = values[rule.parts[0]], values[rule.total]
    expected = voters + reserve_ballots(voters, rule.rate)
    if abs(received - expected) <= rule.tolerance:
        return None
    percent = f"{rule.rate * 100:g}".replace(".", ",")
    return f"Surat suara diterima {received}; DPT {voters} + cadangan {percent}% seharusnya {expected}."
