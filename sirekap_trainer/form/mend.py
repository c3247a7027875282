"""Which single box, read otherwise, would make the arithmetic of a form come right?

A hint for a person who looks at the paper, never a correction: what stands on the paper may be wrong itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sirekap_trainer.findings import Finding
from sirekap_trainer.form import rules
from sirekap_trainer.form.model import Form
from sirekap_trainer.form.symbols import DIGITS, REFUSED, value_of


@dataclass(frozen=True, slots=True)
class Mend:
    """One box read otherwise.

    Attributes:
        number: Id of the number.
        box: Which box, from 0.
        boxes: The number's symbols with that box changed.
    """

    number: str
    box: int
    boxes: str

    @property
    def value(self) -> int | None:
        """The number that the changed boxes mean."""
        return value_of(self.boxes)


def only_mend(form: Form, boxes: Mapping[str, str]) -> Mend | None:
    """The one change of one box after which no rule is broken; None where there is none, or a choice of them.

    Only rules whose numbers are all readable speak. A number with one refused box is mended where exactly one digit
    agrees with every rule; other numbers only where a rule is broken.

    Args:
        form: Whose rules.
        boxes: Number id to symbols, of one page or the whole form.
    """
    found = {(mend.number, mend.value): mend for mend in _mends(form, boxes)}
    return next(iter(found.values())) if len(found) == 1 else None


def mend_finding(form: Form, mend: Mend, boxes: Mapping[str, str]) -> Finding:
    """The suggestion in words."""
    short, symbol = form.number(mend.number).short, boxes[mend.number][mend.box]
    seen = "tidak terbaca" if symbol == REFUSED else f"terbaca {symbol}"
    message = (
        f"{short}: kotak {mend.box + 1} {seen}; dengan {mend.boxes[mend.box]} semua hitungan cocok. "
        "Bandingkan dengan kertas."
    )
    return Finding("usul", message, "info", (mend.number,))


def _mends(form: Form, boxes: Mapping[str, str]) -> Iterator[Mend]:
    values = {name: value_of(symbols) for name, symbols in boxes.items()}
    broken = rules.check(form, values)
    for name in _suspects(form, boxes, [finding.numbers for finding in broken]):
        touching = [rule for rule in form.rules if name in rule.numbers]
        for mend in _changes(name, boxes[name]):
            changed = {**values, name: mend.value}
            speaking = [rule for rule in touching if all(changed.get(number) is not None for number in rule.numbers)]
            if speaking and not any(rules.check_rule(form, rule, changed) for rule in speaking):
                yield mend


def _suspects(form: Form, boxes: Mapping[str, str], broken: list[tuple[str, ...]]) -> list[str]:
    """Numbers that stand in every broken rule; where none is broken, the one number with a single refused box."""
    if broken:
        return [number.id for number in form.numbers if all(number.id in numbers for numbers in broken)]
    refused = [name for name, symbols in boxes.items() if REFUSED in symbols]
    return refused if len(refused) == 1 else []


def _changes(name: str, symbols: str) -> Iterator[Mend]:
    """Every number that differs in one box and has a value of its own."""
    for index, symbol in enumerate(symbols):
        if REFUSED in symbols and symbol != REFUSED:
            continue
        for digit in DIGITS:
            changed = symbols[:index] + digit + symbols[index + 1 :]
            value = value_of(changed)
            if digit != symbol and value is not None and value != value_of(symbols):
                yield Mend(name, index, changed)
