"""Operators: taking a list in, taking it in again, and typing by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.people import (
    Finder,
    Match,
    add_person,
    change_person,
    find_people,
    import_roster,
    list_people,
    plan_roster,
    remove_person,
)
from sirekap_trainer.records.roster_file import Checked, RowProblem, typed_operator
from sirekap_trainer.records.tables import Attempt, District, Person, Station, Village


def taken(store, operators, now, **options):
    with store.write() as session:
        return import_roster(session, Checked(tuple(operators), ()), name="daftar.xlsx", at=now, **options)


def people(store):
    with store.read() as session:
        return list_people(session)


def kinds(plan):
    return {kind: plan.count(kind) for kind in ("new", "changed", "moved", "replaced", "gone") if plan.count(kind)}


def test_a_list_is_taken_in_once(store, roster, now):
    first = taken(store, roster(), now)
    assert kinds(first) == {"new": 12}
    assert (first.new_districts, len(first.new_villages), first.new_stations) == (("Mayangan",), 2, 6)
    again = taken(store, roster(), now)
    assert (kinds(again), again.same, again.new_stations) == ({}, 12, 0)
    assert [(one.station, one.name, one.role) for one in people(store)] == [
        (one.station, one.name, one.role) for one in roster()
    ]


def test_a_wrong_row_changes_nothing(store, roster, now):
    with pytest.raises(RecordsError, match=r"Baris 7: nama kosong\."), store.write() as session:
        import_roster(session, Checked(tuple(roster()), (RowProblem(7, "nama kosong."),)), name="a.csv", at=now)
    assert people(store) == []
    with store.read() as session:
        assert [session.scalar(select(func.count(table.id))) for table in (District, Village, Station)] == [0, 0, 0]


def test_a_list_says_what_it_changes(store, roster, now):
    rows = roster()
    taken(store, rows, now)
    changed = replace(rows[0], name=rows[0].name.upper(), phone="081234567890")
    new_person = replace(rows[1], name="Zulaikha Rahayu")
    plan = taken(store, [changed, new_person, *rows[2:]], now)
    assert kinds(plan) == {"changed": 1, "replaced": 1}
    assert plan.same == 10
    found = people(store)
    assert (found[0].name, found[0].phone) == (changed.name, changed.phone)
    assert found[1].name == new_person.name
    assert len(found) == 12


def test_who_is_replaced_keeps_what_they_did(store, roster, now):
    rows = roster(1, 1)
    taken(store, rows, now)
    before = people(store)[0]
    taken(store, [replace(rows[0], name="Zulaikha Rahayu"), rows[1]], now)
    after = people(store)[0]
    assert after.id != before.id
    # And is the same person again when the list takes them back.
    taken(store, rows, now + timedelta(days=1))
    assert people(store)[0].id == before.id


def test_two_change_places_and_stay_themselves(store, roster, now):
    rows = roster(1, 2)
    taken(store, rows, now)
    ids = {one.name: one.id for one in people(store)}
    swapped = [
        replace(rows[0], name=rows[1].name),
        replace(rows[1], name=rows[0].name),
        replace(rows[2], name=rows[3].name),
        replace(rows[3], name=rows[2].name),
    ]
    assert kinds(taken(store, swapped, now)) == {"moved": 4}
    assert {one.name: one.id for one in people(store)} == ids


def test_who_moves_takes_the_place_of_another(store, roster, now):
    rows = roster(1, 1)
    taken(store, rows, now)
    second = people(store)[1]
    plan = taken(store, [replace(rows[0], name=rows[1].name), replace(rows[1], name="Zulaikha Rahayu")], now)
    assert kinds(plan) == {"moved": 1, "replaced": 1, "new": 1}
    found = people(store)
    assert (found[0].id, found[0].role) == (second.id, "utama")
    assert found[1].name == "Zulaikha Rahayu"


def test_a_namesake_elsewhere_is_somebody_else(store, roster, now):
    rows = roster(2, 1)
    taken(store, rows, now)
    old = people(store)[0]
    elsewhere = [replace(rows[0], name="Zulaikha Rahayu"), rows[1], replace(rows[2], name=rows[0].name), rows[3]]
    assert kinds(taken(store, elsewhere, now)) == {"replaced": 2}
    assert old.id not in {one.id for one in people(store)}


def test_who_is_missing_goes_only_when_asked_and_only_from_kelurahan_of_the_list(store, roster, now):
    rows = roster(2, 2)
    taken(store, rows, now)
    half = rows[:3]
    assert kinds(taken(store, half, now)) == {"gone": 1}
    assert len(people(store)) == 8
    taken(store, half, now, remove_missing=True)
    assert [one.name for one in people(store)] == [one.name for one in (*half, *rows[4:])]


def test_a_plan_changes_nothing(store, roster):
    with store.read() as session:
        assert kinds(plan_roster(session, roster())) == {"new": 12}
    assert people(store) == []


def test_a_list_without_phones_takes_none_away(store, roster, now):
    rows = roster(1, 1)
    taken(store, [replace(rows[0], phone="081200000001"), rows[1]], now)
    taken(store, [replace(rows[0], name=rows[0].name.upper()), rows[1]], now)
    assert people(store)[0].phone == "081200000001"


def test_one_by_hand(store, now):
    one = typed_operator(district="Mayangan", village="Jati", station="7", name=" Budi  Santoso ", role="Utama")
    with store.write() as session:
        person_id = add_person(session, one)
    (found,) = people(store)
    assert (found.id, found.station, found.name, found.role) == (person_id, "007", "Budi Santoso", "utama")
    with pytest.raises(RecordsError, match="sudah mempunyai operator utama: Budi Santoso"), store.write() as session:
        add_person(session, replace(one, name="Rudi"))
    with store.write() as session:
        change_person(session, person_id, replace(one, station="008", name="Budi Santosa"))
    assert [(row.id, row.station, row.name) for row in people(store)] == [(person_id, "008", "Budi Santosa")]
    with store.write() as session:
        remove_person(session, person_id, at=now)
    assert people(store) == []
    with store.read() as session:
        assert session.scalar(select(func.count(Person.id))) == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Nama kosong"),
        ("name", "=1+1", "bukan nama"),
        ("name", "a" * 81, "terlalu panjang"),
        ("station", "12a", "harus tiga angka"),
        ("role", "saksi", "isi utama atau cadangan"),
        ("phone", "rumah", "nomor HP"),
        ("village", "12", "bukan nama"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(field, value, words):
    good = {"district": "Mayangan", "village": "Jati", "station": "001", "name": "Budi", "role": "utama", "phone": ""}
    with pytest.raises(RecordsError, match=f"(?i){words}") as caught:
        typed_operator(**(good | {field: value}))
    assert caught.value.code == f"isian_{field}"


def test_who_did_something_only_leaves(store, roster, now):
    taken(store, roster(1, 1), now)
    first = people(store)[0]
    with store.write() as session:
        session.add(
            Attempt(
                id="x", person_id=first.id, packet="WK-1-001", packet_set="WK-1", form="f", mode="latihan",
                rule="koreksi", sent_at=now, seconds=1.0, document={},
            )
        )  # fmt: skip
    with store.write() as session:
        remove_person(session, first.id, at=now)
    with store.read() as session:
        assert session.get(Person, first.id).left_at == now
    assert [one.role for one in people(store)] == ["cadangan"]


def test_somebody_is_found_by_place_and_role_with_the_name_as_witness(store, roster, now):
    rows = roster(2, 1)
    taken(store, rows, now)
    ids = [one.id for one in people(store)]
    with store.read() as session:
        finder = Finder(session)
    me = {"name": rows[0].name, "village": rows[0].village, "station": "001", "role": "utama"}
    assert finder.find(**me).person_id == ids[0]
    assert finder.find(**(me | {"name": rows[0].name.split()[0].lower() + ", S.Pd."})).person_id == ids[0]
    # The kelurahan may be missing, where name and TPS say enough.
    assert finder.find(**(me | {"village": ""})).person_id == ids[0]
    # Another name, another role, another TPS: a person decides.
    other = finder.find(**(me | {"name": "Zulaikha"}))
    assert (other.person_id, other.suggestions) == (None, (ids[0],))
    assert finder.find(**(me | {"role": "cadangan"})).suggestions[0] == ids[0]
    # The TPS may have had that number: the name is looked for in the whole kelurahan, and nowhere else.
    assert finder.find(**(me | {"station": "009"})) == Match(None, (ids[0],))
    assert finder.find(**(me | {"station": "009", "village": rows[2].village})).suggestions == ()
    assert finder.find(**(me | {"station": "009", "village": ""})).suggestions == ()


def test_what_comes_late_is_of_who_had_the_seat(store, roster, now):
    rows = roster(1, 1)
    taken(store, rows, now)
    before = people(store)[0]
    with store.write() as session:
        session.add(Attempt(id="x", person_id=before.id, packet="p", packet_set="p", form="f", mode="latihan",
                            rule="koreksi", sent_at=now, seconds=1.0, document={}))  # fmt: skip
    taken(store, [replace(rows[0], name="Zulaikha Rahayu"), rows[1]], now)
    after = people(store)[0]
    me = {"name": rows[0].name, "village": rows[0].village, "station": "001", "role": "utama"}
    with store.read() as session:
        finder = Finder(session)
    assert finder.find(**me).person_id == before.id
    assert finder.find(**(me | {"name": "Zulaikha"})).person_id == after.id
    # Nobody's name: whoever has the seat now is asked about first.
    assert finder.find(**(me | {"name": "Wahyu"})).suggestions == (after.id,)


def test_people_are_searched_by_words(store, roster, now):
    rows = roster()
    taken(store, rows, now)
    with store.read() as session:
        assert [one.name for one in find_people(session, rows[3].name.upper())] == [rows[3].name]
        assert {one.station for one in find_people(session, "contoh 002")} == {"002"}
        assert find_people(session, "%") == find_people(session, "")
    who = people(store)[0]
    with store.write() as session:
        session.add(Attempt(id="x", person_id=who.id, packet="p", packet_set="p", form="f", mode="latihan",
                            rule="koreksi", sent_at=now, seconds=1.0, document={}))  # fmt: skip
        session.flush()
        remove_person(session, who.id, at=now)
        assert find_people(session, who.name) == []
        assert find_people(session, who.name, former=True) == [replace(who, left=True)]
