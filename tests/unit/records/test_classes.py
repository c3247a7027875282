"""Classes, who is in them, and dealing: the same difficulty for everyone, blind to names and candidates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from simulated_city import cards, packets

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.scoring import load_rubric, score
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import save_packet
from sirekap_trainer.records.classes import (
    ClassDraft,
    PacketCard,
    add_members,
    add_villages,
    change_class,
    class_with_code,
    deal,
    list_classes,
    new_class,
    read_cards,
    refuse_unequal,
    remove_class,
    remove_members,
    set_present,
)
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.roster_file import Checked
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Member, Village

DRAFT = ClassDraft("Bimtek Jati 1", "formal", date(2024, 11, 9), place="Balai", trainer="PPS")


def with_people(store, rows, now):
    with store.write() as session:
        import_roster(session, Checked(tuple(rows), ()), name="a", at=now)
        return list_people(session)


def held(store, people, code="TESUJI", **options):
    with store.write() as session:
        class_id = new_class(session, replace(DRAFT, **options), code=code)
        add_members(session, class_id, [one.id for one in people])
    return class_id


def dealt(store, class_id, given=None, **options):
    with store.write() as session:
        return deal(session, class_id, given or cards(), **options)


def test_a_class_is_kept_changed_and_taken_away(store, roster, now):
    people = with_people(store, roster(2, 2), now)
    class_id = held(store, people[:4])
    with store.write() as session:
        assert add_members(session, class_id, [people[0].id, people[4].id]) == 1
        set_present(session, class_id, [people[0].id, people[1].id], present=True)
        change_class(session, class_id, replace(DRAFT, title="  Bimtek   Jati 2 ", kind="nonformal"))
    with store.read() as session:
        (row,) = list_classes(session)
        assert class_with_code(session, " tesuji ") == class_id
    assert (row.draft.title, row.draft.kind, row.members, row.present, row.attempts) == (
        "Bimtek Jati 2", "nonformal", 5, 2, 0,
    )  # fmt: skip
    with store.write() as session:
        remove_members(session, class_id, [people[0].id])
        village = session.query(Village).filter_by(name=people[7].village).one()
        assert add_villages(session, class_id, [village.id]) == 3
        remove_class(session, class_id)
    with store.read() as session:
        assert list_classes(session) == []
        assert session.query(Member).count() == 0
        assert len(list_people(session)) == len(people)


def test_codes_are_drawn_and_differ(store):
    with store.write() as session:
        ids = [new_class(session, DRAFT) for _ in range(20)]
        codes = {row.code for row in list_classes(session)}
    assert len(codes) == len(ids)
    assert all(len(code) == 6 and not set(code) & set("0O1I") for code in codes)


@pytest.mark.parametrize(
    ("field", "value"), [("title", " "), ("title", "x" * 121), ("place", "x" * 121), ("kind", "lain")]
)
def test_what_cannot_be_said_of_a_class_is_named(lite, field, value):
    with pytest.raises(RecordsError) as caught, lite.write() as session:
        new_class(session, replace(DRAFT, **{field: value}))
    assert caught.value.code == f"isian_{field}"


# --- dealing ----------------------------------------------------------------------------------------------------------


def test_both_operators_of_a_tps_get_the_same_and_packets_are_used_evenly(store, roster, now):
    people = with_people(store, roster(3, 8), now)
    given = dealt(store, held(store, people))
    assert given.keys() == {one.id for one in people}
    assert {len(one) for one in given.values()} == {2}
    by_station = {}
    for one in people:
        by_station.setdefault((one.village, one.station), set()).add(given[one.id])
    assert all(len(packets_of) == 1 for packets_of in by_station.values())
    counts = {}
    for (packet,) in ({one[0] for one in packs} for packs in by_station.values()):
        counts[packet] = counts.get(packet, 0) + 1
    # 24 TPS, 12 packets of the form: two each.
    assert set(counts.values()) == {2}


def test_dealing_again_is_the_same_and_another_seed_another_order(store, roster, now):
    people = with_people(store, roster(2, 6), now)
    class_id = held(store, people)
    first = dealt(store, class_id, seed=1)
    assert dealt(store, class_id, seed=1) == first
    assert dealt(store, class_id, seed=2) != first
    with store.read() as session:
        assert {one.person_id: tuple(one.dealt) for one in session.query(Member)} == dealt(store, class_id, seed=2)


def test_who_comes_late_changes_no_packet_of_the_others(store, roster, now):
    people = with_people(store, roster(2, 6), now)
    late = [
        one for one in people if (one.station, one.role) in {("001", "utama"), ("002", "utama"), ("002", "cadangan")}
    ]
    class_id = held(store, [one for one in people if one not in late])
    first = dealt(store, class_id)
    with store.write() as session:
        add_members(session, class_id, [one.id for one in late])
    assert any(first[person] != packets for person, packets in dealt(store, class_id).items() if person in first)
    dealt(store, held(store, people, code="LAINNY"))  # what another class was dealt does not matter either
    with store.write() as session:
        for person, packets in first.items():
            session.query(Member).filter_by(class_id=class_id, person_id=person).update({"dealt": list(packets)})
        for one in late:
            session.query(Member).filter_by(class_id=class_id, person_id=one.id).update({"dealt": []})
    again = dealt(store, class_id, keep=True)
    assert {person: again[person] for person in first} == first
    of_place = {(one.village, one.station): again[one.id] for one in people}
    assert all(again[one.id] == of_place[one.village, one.station] for one in people)
    assert all(len(packets) == 2 for packets in again.values())


def test_both_forms_of_a_tps_are_of_one_tps_where_packets_allow_it(store, roster, now):
    people = with_people(store, roster(2, 6), now)
    made = [
        PacketCard(f"{form}-5-{nth:03d}", form, f"{form}-5", ("lain", "lain", f"{nth:03d}"), ())
        for form in ("g", "w") for nth in range(1, 5)
    ]  # fmt: skip
    given = dealt(store, held(store, people), made)
    assert all(first[-3:] == second[-3:] for first, second in given.values())
    counts = Counter(first for first, _ in given.values())
    assert set(counts.values()) == {6}, "12 TPS, 4 packets of each form, two operators each"
    mixed = held(store, people, code="CAMPUR", mode="simulasi")
    with store.write() as session:
        session.query(Member).filter_by(class_id=mixed).update({"dealt": ["g-5-001", "w-5-002"]})
    again = dealt(store, mixed, made, keep=True)
    assert all(first[-3:] == second[-3:] for first, second in again.values()), "what cannot be done is not kept"


def test_a_packet_made_for_a_tps_goes_there(store, roster, now):
    people = with_people(store, roster(1, 3), now)
    own = PacketCard("G-5-001", "g", "G-5", ("mayangan", "contoh a", "002"), ())
    others = [PacketCard(f"G-5-{nth:03d}", "g", "G-5", ("lain", "lain", "001"), ()) for nth in range(2, 5)]
    given = dealt(store, held(store, people), [*others, own])
    assert {one.station for one in people if given[one.id] == ("G-5-001",)} == {"002"}


def test_a_kelurahan_of_the_same_name_in_another_kecamatan_is_another(store, roster, now):
    people = roster(1, 2)
    people = with_people(store, [*people, *(replace(one, district="Kanigaran") for one in people)], now)
    packets = [
        PacketCard(f"G-5-{nth}", "g", "G-5", (kecamatan, "contoh a", number), ())
        for nth, (kecamatan, number) in enumerate(product(("kanigaran", "mayangan"), ("001", "002")))
    ]
    given = dealt(store, held(store, people), packets)
    wanted = {(card.place[0], card.place[2]): (card.id,) for card in packets}
    assert given == {one.id: wanted[one.district.casefold(), one.station] for one in people}


def test_nobody_gets_again_what_their_tps_had(store, roster, now):
    people = with_people(store, roster(1, 4), now)
    given = [PacketCard(f"G-5-{nth:03d}", "g", "G-5", ("lain", "lain", "001"), ()) for nth in range(1, 6)]
    seen = {one.id: set() for one in people}
    for nth in range(5):
        class_id = held(store, people, code=f"KELAS{nth}")
        for person, (packet,) in dealt(store, class_id, given).items():
            assert packet not in seen[person]
            seen[person].add(packet)
    # All seen: then one of them once more, rather than none.
    assert all(dealt(store, held(store, people, code="KELAS9"), given).values())


def test_nothing_to_deal_is_said(store, roster, now):
    with pytest.raises(RecordsError, match="peserta atau paket"):
        dealt(store, held(store, []))


def test_packets_that_are_not_equally_hard_are_refused(store, roster, now, tmp_path):
    form = builtin_catalog().get("latihan_kwk_gubernur")
    same = [make_packet(form, seed=3, index=index) for index in (1, 2, 3)]
    for packet in same:
        save_packet(packet, tmp_path / "rata" / packet.id)
    refuse_unequal(read_cards(tmp_path / "rata"))
    harder = make_packet(form, seed=3, index=4, slips=("arithmetic",))
    save_packet(harder, tmp_path / "rata" / harder.id)
    with pytest.raises(RecordsError, match="tidak sama sulit") as caught:
        refuse_unequal(read_cards(tmp_path / "rata"))
    assert harder.id in caught.value.message
    sealed = [
        PacketCard("G-U-A", "g", "G-U-1", ("", "", ""), None),
        PacketCard("G-U-B", "g", "G-U-2", ("", "", ""), None),
    ]
    with pytest.raises(RecordsError, match="tidak sama sulit"):
        refuse_unequal(sealed)
    with pytest.raises(RecordsError, match="tidak berisi paket"):
        read_cards(tmp_path / "kosong")


def test_every_packet_of_a_set_is_equally_hard_and_none_favours_a_candidate(tmp_path):
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    for index in range(1, 13):
        packet = make_packet(form, seed=8, index=index, slips=("arithmetic",))
        save_packet(packet, tmp_path / packet.id)
    found = read_cards(tmp_path)
    assert len({card.difficulty for card in found}) == 1
    assert "2 pada suara calon" in found[0].difficulty


# --- blind to names and candidates ------------------------------------------------------------------------------------


def test_dealing_is_blind_to_names(tmp_path, roster, now):
    """Any other names on the same seats, in any order of the list: every seat is dealt the same."""

    def by_seat(folder, rows):
        store = Store.open(tmp_path / folder)
        people = with_people(store, rows, now)
        given = dealt(store, held(store, people), seed=4)
        store.close()
        return {(one.village, one.station, one.role): given[one.id] for one in people}

    rows = roster(2, 5)
    turned = [replace(one, name=other.name) for one, other in zip(rows, rows[7:] + rows[:7], strict=True)]
    renamed = [replace(one, name=f"Zz {one.name[::-1].replace(' ', 'a')}") for one in rows]
    first = by_seat("a", rows)
    assert by_seat("b", turned) == first
    assert by_seat("c", renamed[::-1]) == first
    assert len(set(first.values())) > 5


def test_dealing_knows_no_candidate(tmp_path, roster, now):
    """With the candidates' names and numbers changed round, every packet is the same card."""
    for packet in packets().values():
        save_packet(packet, tmp_path / "satu" / packet.id)
        names = [(one.first, one.second) for one in packet.candidates]
        turned = tuple(
            one.model_copy(update={"first": first, "second": second})
            for one, (first, second) in zip(packet.candidates, names[1:] + names[:1], strict=True)
        )
        save_packet(packet.model_copy(update={"candidates": turned}), tmp_path / "dua" / packet.id)
        save_packet(renumbered(packet), tmp_path / "tiga" / packet.id)
    assert read_cards(tmp_path / "satu") == read_cards(tmp_path / "dua") == read_cards(tmp_path / "tiga")


def turned_number(name, count):
    """The next candidate's number; other numbers stay."""
    place = name.removeprefix("suara_")
    return f"suara_{int(place) % count + 1}" if name.startswith("suara_") and place.isdecimal() else name


def renumbered(packet):
    """The same votes, misreads and slips, but every candidate under the next number."""
    count = len(packet.candidates)
    return packet.model_copy(
        update={
            "numbers": {turned_number(name, count): value for name, value in packet.numbers.items()},
            "corrections": {turned_number(name, count): value for name, value in packet.corrections.items()},
            "misreads": tuple(
                one.model_copy(update={"number": turned_number(one.number, count)}) for one in packet.misreads
            ),
            "slips": tuple(
                one.model_copy(update={"numbers": tuple(turned_number(name, count) for name in one.numbers)})
                for one in packet.slips
            ),
        }
    )


@pytest.mark.parametrize("wrong", [0, 1, 4, 9])
def test_points_are_blind_to_names_and_candidates(wrong):
    """The same answers to the same boxes earn the same, whoever gives them and whosever votes they are."""
    from simulated_city import _exercise

    from sirekap_trainer.practice.dice import Dice
    from sirekap_trainer.records.people import PersonRow

    for packet in list(packets().values())[::5]:
        form = builtin_catalog().get(packet.form)
        count = len(packet.candidates)
        person = PersonRow(1, "A", "B", "001", "Nama Satu", "utama", "")
        when = datetime(2024, 11, 20, tzinfo=UTC)
        exercise = _exercise(person, packet, when, "koreksi", skill=1 - wrong / 10, dice=Dice("sama", wrong))
        first = score(exercise, packet, load_rubric())
        other = PersonRow(9, "A", "B", "001", "Zulaikha Zz", "cadangan", "")
        same = _exercise(other, packet, when, "koreksi", skill=1 - wrong / 10, dice=Dice("sama", wrong))
        assert score(same, packet, load_rubric()) == first
        # Every answer goes with its votes to the next candidate.
        by_id = {item.id: item for item in exercise.review.items}
        back = {turned_number(name, count): name for name in by_id}
        items = tuple(replace(by_id[back[one.id]], number=one) for one in form.numbers)
        moved = replace(exercise, packet=renumbered(packet), review=replace(exercise.review, items=items))
        turned = score(moved, renumbered(packet), load_rubric())
        assert (turned.total, turned.passed, turned.votes_at_stake) == (first.total, first.passed, first.votes_at_stake)
        assert turned.parts == first.parts
