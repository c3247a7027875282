"""Slips: what is wrong on the paper itself and must be noticed; and numbers corrected on the paper before.

Every packet of a set has the slips of the same kinds, an arithmetic one the same broken rule. What is wrong is *on* the
paper: it stays in the answer key, for the true number is what is written, and is told in `Packet.slips`. A correction
is no slip: the wrong number was covered with tipe-x and written anew, as KPPS are told to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from sirekap_trainer.form.model import Form
from sirekap_trainer.form.rules import check
from sirekap_trainer.form.symbols import DIGITS, value_of
from sirekap_trainer.practice.dice import Dice
from sirekap_trainer.practice.packet import Slip, SlipKind, Tps, Written
from sirekap_trainer.practice.votes import Lot

#: All kinds, in the order in which a packet lists them.
SLIP_KINDS: tuple[SlipKind, ...] = get_args(SlipKind)

#: For each rule the changes that break it and no other: number ids and signs. R2 cannot be broken without R1, R8 and R9
#: not by a plausible slip. No candidate's votes change, so that none is favoured.
_RECIPES: dict[str, tuple[dict[str, int], ...]] = {
    "R1": ({"disabilitas_lp": 1}, {"pemilih_dpt_l": 1}, {"pemilih_dpt_p": 1}),
    "R3": ({"suara_sah": 1, "suara_tidak_sah": -1},),
    "R4": ({"suara_tidak_sah": 1},),
    "R5": ({"surat_digunakan": 1, "surat_sisa": -1},),
    "R6": ({"surat_sisa": 1}, {"surat_dikembalikan": 1}),
    "R7": ({"surat_diterima": 1, "surat_sisa": 1},),
}
#: By how much people miscount: by one or two, by a ten forgotten, by neighbouring keys or digits swapped (9).
_AMOUNTS = (1, 1, 2, 3, 5, 9, 10, 10)
#: Draws before a form's numbers are given up as having no place for the slip.
_ATTEMPTS = 20
#: Members of a KPPS, whose signatures a form must carry; a candidate's witness may decline.
_MEMBERS = 7


def broken_rule(form: Form, *, seed: int) -> str:
    """Which rule the arithmetic slips of a set break."""
    return Dice(seed, form.id, "broken_rule").pick(tuple(_RECIPES))


def arithmetic_slip(form: Form, values: Mapping[str, int], rule: str, dice: Dice) -> tuple[dict[str, int], Slip] | None:
    """The numbers with one rule broken, once, and what is told of it; None where these numbers have no place for it.

    Args:
        form: The form.
        values: Numbers that break no rule.
        rule: The id of the rule to break, of `broken_rule`.
        dice: Chance.
    """
    for _ in range(_ATTEMPTS):
        amount = dice.pick(_AMOUNTS) * dice.pick((-1, 1))
        recipe = dice.pick(_RECIPES[rule])
        changed = dict(values) | {name: values[name] + sign * amount for name, sign in recipe.items()}
        findings = check(form, changed)
        if [finding.code for finding in findings] == [rule] and all(0 <= value <= 999 for value in changed.values()):
            return changed, Slip(kind="arithmetic", numbers=findings[0].numbers, detail=findings[0].message)
    return None


def bubble_slip(form: Form, numbers: Mapping[str, Written], given: Lot, dice: Dice) -> tuple[dict[str, Written], Slip]:
    """The numbers with one bubble of a candidate beside its digit, and what is told of it."""
    number = next(one for one in form.candidates if one.candidate == given.contradicted)
    written = numbers[number.id]
    assert written.bubbles is not None
    place = dice.pick([place for place, symbol in enumerate(written.boxes) if symbol in DIGITS])
    right = int(written.boxes[place])
    # Mostly the bubble above or below: who blackens slips by a row.
    near = [digit for digit in (right - 1, right + 1) if 0 <= digit <= 9]
    others = [digit for digit in range(10) if digit != right]
    wrong = str(dice.pick(near) if dice.chance(0.7) else dice.pick(others))
    bubbles = written.bubbles[:place] + wrong + written.bubbles[place + 1 :]
    detail = f"{number.short}: kotak {written.boxes}, bulatan {bubbles}."
    changed = dict(numbers) | {number.id: Written(boxes=written.boxes, bubbles=bubbles)}
    return changed, Slip(kind="bubble", numbers=(number.id,), detail=detail)


def signature_slip(dice: Dice) -> Slip:
    """A member of the KPPS did not sign, on any page."""
    member = dice.whole(1, _MEMBERS)
    return Slip(
        kind="signature", detail=f"Tanda tangan anggota KPPS nomor {member} tidak ada.", person=f"kpps_{member}"
    )


def header_slip(tps: Tps, dice: Dice) -> tuple[Tps, Slip]:
    """Another TPS of the same kelurahan, whose form was taken by mistake, and what is told of it."""
    number = dice.pick([one for one in range(1, 25) if f"{one:03d}" != tps.number])
    other = tps.model_copy(update={"number": f"{number:03d}"})
    return other, Slip(kind="header", detail=f"Formulir ini milik TPS {other.number}, bukan TPS {tps.number}.")


def corrections_in(form: Form, *, seed: int) -> int:
    """How many numbers of each packet of a set were corrected on the paper: 0, 1 or 2."""
    return Dice(seed, form.id, "corrections").whole(0, 2)


def plan_corrections(
    numbers: Mapping[str, Written], count: int, dice: Dice, *, spared: Collection[str] = ()
) -> dict[str, str]:
    """The boxes that were first written, by number, for `count` numbers that are not `spared`."""
    free = [name for name in numbers if name not in spared]
    chosen = dice.shuffled(free)[:count]
    return {name: _first_written(numbers[name].boxes, dice) for name in sorted(chosen)}


def _first_written(boxes: str, dice: Dice) -> str:
    """Boxes as they may have been written by mistake: two digits swapped, or one of them wrong; another number."""
    ways = [swapped for swapped in _swapped(boxes) if _reads_like(swapped, boxes)]
    if ways and dice.chance(0.5):
        return dice.pick(ways)
    while True:
        place = dice.pick([place for place, symbol in enumerate(boxes) if symbol in DIGITS])
        changed = boxes[:place] + str(dice.whole(0, 9)) + boxes[place + 1 :]
        if _reads_like(changed, boxes):
            return changed


def _swapped(boxes: str) -> list[str]:
    places = [place for place in range(len(boxes) - 1) if boxes[place] in DIGITS and boxes[place + 1] in DIGITS]
    return [boxes[:place] + boxes[place + 1] + boxes[place] + boxes[place + 2 :] for place in places]


def _reads_like(changed: str, boxes: str) -> bool:
    """Whether it is another number with as many digits, so that no unused box changes its meaning."""
    value, other = value_of(changed), value_of(boxes)
    return value is not None and other is not None and value != other and len(str(value)) == len(str(other))
