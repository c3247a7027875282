from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.model import Form, Rule
from sirekap_trainer.form.rules import check, check_rule, reserve_ballots

FORMS = [form.id for form in builtin_catalog()]
PRACTICE = [form.id for form in builtin_catalog() if form.practice]
#: The three kinds of users of the right to vote, in the words of the Pilkada and of the presidential form.
KINDS = {True: ("dpt", "dpph", "dptb"), False: ("dpt", "dptb", "dpk")}


def form_named(form_id: str) -> Form:
    return builtin_catalog().get(form_id)


@st.composite
def filled(draw: st.DrawFn, form_id: str) -> dict[str, int | None]:
    """Numbers of a TPS that break no rule."""
    form = form_named(form_id)
    numbers: dict[str, int | None] = {}
    listed = {"l": draw(st.integers(0, 150)), "p": draw(st.integers(0, 150))}
    users = {}
    for sex, people in listed.items():
        came = [draw(st.integers(0, people)), draw(st.integers(0, 9)), draw(st.integers(0, 9))]
        users[sex] = sum(came)
        numbers[f"pemilih_dpt_{sex}"] = people
        numbers |= {f"pengguna_{kind}_{sex}": count for kind, count in zip(KINDS[form.practice], came, strict=True)}
        numbers[f"pengguna_jumlah_{sex}"] = users[sex]
        numbers[f"disabilitas_{sex}"] = draw(st.integers(0, users[sex]))
    for name in [name.removesuffix("_l") for name in numbers if name.endswith("_l")]:
        numbers[f"{name}_lp"] = int(numbers[f"{name}_l"] or 0) + int(numbers[f"{name}_p"] or 0)
    used, voters = sum(users.values()), sum(listed.values())
    received = voters + math.ceil(Fraction(str(form.reserve)) * voters)
    assume(used <= received)
    valid = draw(st.integers(0, used))
    returned = draw(st.integers(0, received - used))
    cuts = sorted(
        draw(st.lists(st.integers(0, valid), min_size=len(form.candidates) - 1, max_size=len(form.candidates) - 1))
    )
    votes = [high - low for low, high in zip([0, *cuts], [*cuts, valid], strict=True)]
    numbers |= {number.id: vote for number, vote in zip(form.candidates, votes, strict=True)}
    return numbers | {
        "surat_diterima": received,
        "surat_digunakan": used,
        "surat_dikembalikan": returned,
        "surat_sisa": received - used - returned,
        "suara_sah": valid,
        "suara_tidak_sah": used - valid,
        "suara_total": used,
    }


def broken(form: Form, values: dict[str, int | None]) -> list[str]:
    return [finding.code for finding in check(form, values)]


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
def test_consistent_numbers_break_no_rule(form_id: str, data: st.DataObject) -> None:
    form = form_named(form_id)
    values = data.draw(filled(form_id))
    assert set(values) == {number.id for number in form.numbers}
    assert check(form, values) == ()


@pytest.mark.parametrize("form_id", FORMS)
def test_all_nine_rules_stand_in_every_form_with_their_severity(form_id: str) -> None:
    severities = {rule.id: rule.severity for rule in form_named(form_id).rules}
    assert severities == {
        **dict.fromkeys(("R1", "R2", "R3", "R4"), "error"),
        **dict.fromkeys(("R5", "R6", "R7", "R8", "R9"), "warning"),
    }
    assert [rule.id for rule in form_named(form_id).rules] == sorted(rule.id for rule in form_named(form_id).rules)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data(), change=st.integers(-50, 50).filter(bool))
def test_a_changed_part_or_total_breaks_its_sum(form_id: str, data: st.DataObject, change: int) -> None:
    """R1-R4 and R6: whichever number of a sum is changed, the finding names them all."""
    form = form_named(form_id)
    values = data.draw(filled(form_id))
    rule = data.draw(st.sampled_from([rule for rule in form.rules if rule.kind == "sum"]))
    name = data.draw(st.sampled_from(rule.numbers))
    values[name] = int(values[name] or 0) + change
    finding = check_rule(form, rule, values)
    assert finding is not None
    assert (finding.code, finding.severity, finding.numbers) == (rule.id, rule.severity, rule.numbers)
    assert finding.message.endswith(f"Selisih {abs(change)}.")
    assert finding in check(form, values)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data(), change=st.integers(1, 50))
def test_the_magic_numbers_must_be_equal(form_id: str, data: st.DataObject, change: int) -> None:
    """R5: users of the right to vote = ballots used = valid and invalid votes."""
    values = data.draw(filled(form_id))
    name = data.draw(st.sampled_from(["pengguna_jumlah_lp", "surat_digunakan", "suara_total"]))
    values[name] = int(values[name] or 0) + change
    assert "R5" in broken(form_named(form_id), values)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data(), change=st.integers(-5, 5))
def test_received_ballots_are_voters_and_reserve_within_one(form_id: str, data: st.DataObject, change: int) -> None:
    """R7."""
    values = data.draw(filled(form_id))
    values["surat_diterima"] = int(values["surat_diterima"] or 0) + change
    assert ("R7" in broken(form_named(form_id), values)) == (abs(change) > 1)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data(), above=st.integers(-3, 3))
def test_a_part_of_the_people_is_at_most_all_of_them(form_id: str, data: st.DataObject, above: int) -> None:
    """R8: III <= B.4 and B.1 <= A, by column."""
    form = form_named(form_id)
    values = data.draw(filled(form_id))
    rules = [rule for rule in form.rules if rule.id == "R8"]
    assert len(rules) == 6
    rule = data.draw(st.sampled_from(rules))
    values[rule.parts[0]] = int(values[rule.parts[1]] or 0) + above
    assert (check_rule(form, rule, values) is not None) == (above > 0)


@pytest.mark.parametrize(("form_id", "limit"), [("c_hasil_ppwp_2024", 300), *((form_id, 600) for form_id in PRACTICE)])
@given(voters=st.integers(0, 999))
def test_a_tps_has_at_most_its_limit_of_voters(form_id: str, limit: int, voters: int) -> None:
    """R9."""
    assert ("R9" in broken(form_named(form_id), {"pemilih_dpt_lp": voters})) == (voters > limit)


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
def test_what_was_not_read_contradicts_nothing(form_id: str, data: st.DataObject) -> None:
    form = form_named(form_id)
    values: dict[str, int | None] = {number.id: data.draw(st.integers(0, 999)) for number in form.numbers}
    unread = data.draw(st.sets(st.sampled_from(sorted(values))))
    values |= dict.fromkeys(unread)
    missing = {name: value for name, value in values.items() if value is not None}
    findings = check(form, values)
    assert findings == check(form, missing)
    assert all(unread.isdisjoint(finding.numbers) for finding in findings)


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_read_breaks_nothing(form_id: str) -> None:
    assert check(form_named(form_id), {}) == ()


@pytest.mark.parametrize(
    ("voters", "rate", "reserve"),
    [
        (236, 0.02, 5),
        (400, 0.025, 10),
        (401, 0.025, 11),
        (600, 0.025, 15),
        (50, 0.02, 1),
        (0, 0.025, 0),
        (1, 0.02, 1),
        (100, 0.07, 7),
    ],
)
def test_the_reserve_is_rounded_up(voters: int, rate: float, reserve: int) -> None:
    assert reserve_ballots(voters, rate) == reserve


@given(voters=st.integers(0, 5000), rate=st.sampled_from(["0.02", "0.025", "0.07"]))
def test_the_reserve_is_exact(voters: int, rate: str) -> None:
    assert reserve_ballots(voters, float(rate)) == math.ceil(voters * Fraction(rate))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"suara_1": 124, "suara_2": 873, "suara_3": 74, "suara_sah": 271},
            "Jumlah suara pasangan calon: 124 + 873 + 74 = 1071, tetapi tertulis 271 (V.A). Selisih 800.",
        ),
        (
            {"pengguna_jumlah_lp": 300, "surat_digunakan": 300, "suara_total": 301},
            "Angka ini seharusnya sama: B.4 (L+P) 300, II.2 300, V.C 301.",
        ),
        ({"pemilih_dpt_lp": 601}, "DPT (L+P) 601 melebihi batas 600."),
        ({"pengguna_dpt_l": 9, "pemilih_dpt_l": 8}, "B.1 (L) 9 melebihi DPT (L) 8."),
        (
            {"pemilih_dpt_lp": 400, "surat_diterima": 400},
            "Surat suara diterima 400; DPT 400 + cadangan 2,5% seharusnya 410.",
        ),
    ],
)
def test_a_finding_says_the_numbers(values: dict[str, int], message: str) -> None:
    (finding,) = check(form_named("latihan_kwk_gubernur"), values)
    assert finding.message == message


def test_tolerance_widens_a_sum_and_a_bound() -> None:
    form = form_named("latihan_kwk_gubernur")
    sum_rule = Rule("R3", "sum", "error", ("suara_1", "suara_2"), total="suara_sah", tolerance=2)
    bound = Rule("R9", "at_most", "warning", ("suara_1",), limit=10, tolerance=2)
    for extra, kept in ((2, True), (3, False)):
        values = {"suara_1": 10 + extra, "suara_2": 5, "suara_sah": 15}
        assert (check_rule(form, sum_rule, values) is None) == kept
        assert (check_rule(form, bound, values) is None) == kept
