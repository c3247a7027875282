"""Kecamatan, kelurahan and TPS by hand: listed, typed, put right, taken away while nobody hangs on them."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from sqlalchemy import func, select

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.attempts import list_unmatched
from sirekap_trainer.records.people import (
    add_person,
    change_person,
    import_roster,
    list_people,
    plan_roster,
    remove_person,
)
from sirekap_trainer.records.places import (
    add_station,
    add_stations,
    list_places,
    move_station,
    remove_district,
    remove_station,
    remove_village,
    rename_district,
    rename_village,
    renumber_station,
    write_places,
)
from sirekap_trainer.records.privacy import erase_person
from sirekap_trainer.records.roster_file import Checked, typed_operator
from sirekap_trainer.records.tables import Attempt, Person, Question, Station, Village


@pytest.fixture
def city(store, roster, now):
    """Two kelurahan with two TPS each, all with both operators."""
    with store.write() as session:
        import_roster(session, Checked(tuple(roster(2, 2)), ()), name="daftar.xlsx", at=now)
    return store


def places(store):
    with store.read() as session:
        return list_places(session)


def people(store):
    with store.read() as session:
        return list_people(session)


def did(session, now, key, person, *, station="001", village="Kelurahan Contoh A"):
    """Keeps a turn of somebody, as they wrote who and where they are; theirs by id where the records know them."""
    session.add(
        Attempt(
            id=key, person_id=getattr(person, "id", None), packet="p", packet_set="p", form="f", mode="latihan",
            rule="koreksi", sent_at=now, seconds=1.0, document={}, name=person.name, village=village,
            station=station, role=person.role,
        )
    )  # fmt: skip


def whose(store, key):
    with store.read() as session:
        return session.get(Attempt, key).person_id


# --- listed


def test_every_level_is_counted(city, now):
    first, *_, last = people(city)
    with city.write() as session:
        did(session, now, "x", first)
        session.flush()
        remove_person(session, first.id, at=now)
        remove_person(session, last.id, at=now)
        add_station(session, district="Kedopok", village="Kareng Lor", number="7")
    found = places(city)
    assert [(one.name, one.villages, one.stations, one.operators, one.former) for one in found.districts] == [
        ("Kedopok", 1, 1, 0, 0), ("Mayangan", 2, 4, 6, 1),
    ]  # fmt: skip
    assert [(one.district, one.name, one.stations, one.operators, one.former) for one in found.villages] == [
        ("Kedopok", "Kareng Lor", 1, 0, 0),
        ("Mayangan", "Kelurahan Contoh A", 2, 3, 1),
        ("Mayangan", "Kelurahan Contoh B", 2, 3, 0),
    ]
    assert [(one.village[-1], one.number, one.roles, one.missing, one.former) for one in found.stations] == [
        ("r", "007", (), ("utama", "cadangan"), 0),
        ("A", "001", ("cadangan",), ("utama",), 1),
        ("A", "002", ("utama", "cadangan"), (), 0),
        ("B", "001", ("utama", "cadangan"), (), 0),
        ("B", "002", ("utama",), ("cadangan",), 0),
    ]


def test_what_is_empty_is_listed_too(city):
    with city.write() as session:
        station = add_station(session, district="Kedopok", village="Kareng Lor", number="7")
        remove_station(session, station)
    found = places(city)
    assert next((one.name, one.stations) for one in found.villages) == ("Kareng Lor", 0)
    assert len(found.stations) == 4


# --- typed


def test_a_station_is_typed_once(store):
    with store.write() as session:
        add_station(session, district="Mayangan", village="Jati", number="9")
    for fields in (
        {"district": "MAYANGAN", "village": "kel. jati", "number": "009"},
        {"district": "Kec. Mayangan", "village": "Jati", "number": "TPS 9"},
    ):
        with pytest.raises(RecordsError, match=r"TPS 009 Kelurahan Jati sudah ada"), store.write() as session:
            add_station(session, **fields)
    with store.write() as session:
        add_station(session, district="mayangan", village="jati", number="901")
    found = places(store)
    assert [(one.district, one.village, one.number) for one in found.stations] == [
        ("Mayangan", "Jati", "009"), ("Mayangan", "Jati", "901"),
    ]  # fmt: skip
    assert (len(found.districts), len(found.villages)) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"number": "1234"}, "station"), ({"number": ""}, "station"), ({"village": "12"}, "village"),
     ({"district": "=1+1"}, "district"), ({"village": "J" * 81}, "village")],
)  # fmt: skip
def test_what_cannot_be_used_changes_nothing(store, wrong, field):
    with pytest.raises(RecordsError) as caught, store.write() as session:
        add_station(session, **({"district": "Mayangan", "village": "Jati", "number": "001"} | wrong))
    assert caught.value.code == f"isian_{field}"
    assert places(store).districts == ()


def test_several_stations_are_typed_at_once_and_those_there_stay(store):
    with store.write() as session:
        kept = add_station(session, district="Mayangan", village="Jati", number="2")
        added = add_stations(session, district="mayangan", village="Kel. Jati", first="1", last="TPS 012")
    found = places(store)
    assert [one.number for one in found.stations] == [f"{number:03d}" for number in range(1, 13)]
    assert added.there == ("002",)
    assert list(added.ids) == [one.id for one in found.stations if one.number != "002"]
    assert kept not in added.ids
    assert (len(found.districts), len(found.villages)) == (1, 1)
    for first, last, words in (("1", "12", "TPS 001 sampai 012 Kelurahan Jati"), ("2", "2", "TPS 002 Kelurahan Jati")):
        with pytest.raises(RecordsError, match=f"{words} sudah ada"), store.write() as session:
            add_stations(session, district="Mayangan", village="Jati", first=first, last=last)


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        ("5", "4", "last", "Nomor terakhir 004 di bawah 005"),
        ("1", "901", "last", "001 sampai 901 adalah 901 TPS"),
        ("1", "12x", "last", "12x"),
        ("1", "", "last", "kosong"),
        ("", "5", "station", "kosong"),
    ],
)
def test_numbers_that_cannot_be_used_change_nothing(store, first, last, field, words):
    with pytest.raises(RecordsError, match=words) as caught, store.write() as session:
        add_stations(session, district="Mayangan", village="Jati", first=first, last=last)
    assert caught.value.code == f"isian_{field}"
    assert places(store).districts == ()


# --- put right


def test_a_station_in_the_wrong_kelurahan_is_moved_with_all_that_is_its(city, now):
    person = next(one for one in people(city) if (one.village[-1], one.station) == ("A", "002"))
    with city.write() as session:
        did(session, now, "x", person, station="002")
        did(session, now, "y", replace(person, id=None), station="007", village="Kelurahan Contoh B")
        station = session.get(Person, person.id).station_id
    there = "TPS 002 Kelurahan Kelurahan Contoh B sudah ada"
    with pytest.raises(RecordsError, match=there) as caught, city.write() as session:
        move_station(session, station, village="contoh b")
    assert caught.value.code == "tps_ada"
    with city.write() as session:
        move_station(session, station, village="kelurahan contoh b", district="", number="7")
    moved = next(one for one in people(city) if one.id == person.id)
    assert (moved.village, moved.station, moved.name) == ("Kelurahan Contoh B", "007", person.name)
    assert [one.number for one in places(city).stations] == ["001", "001", "002", "007"]
    assert whose(city, "x") == person.id
    assert whose(city, "y") == person.id, "what waited with the right place found its operator"


def test_a_station_is_moved_to_a_place_that_is_new_only_where_it_is_said_which(city):
    station = places(city).stations[0].id
    with pytest.raises(RecordsError, match="belum jelas") as caught, city.write() as session:
        move_station(session, station, village="Sukabumi")
    assert caught.value.code == "isian_district"
    with city.write() as session:
        move_station(session, station, village="Sukabumi", district="Kedopok")
        move_station(session, station, village="Sukabumi", district="Kedopok")
    found = places(city)
    assert next((one.district, one.village, one.number) for one in found.stations) == ("Kedopok", "Sukabumi", "001")
    assert len(found.villages) == 3, "the one it left stays"
    with city.write() as session:
        add_station(session, district="Mayangan", village="Sukabumi", number="9")
    with pytest.raises(RecordsError, match="belum jelas"), city.write() as session:
        move_station(session, places(city).stations[-1].id, village="Sukabumi")


def test_another_number_takes_along_what_was_done(city, now):
    person = people(city)[0]
    with city.write() as session:
        did(session, now, "x", person)
        station = session.get(Person, person.id).station_id
        renumber_station(session, station, "13")
    assert whose(city, "x") == person.id
    assert people(city)[2].station == "013"  # the others of the kelurahan come first now
    assert people(city)[2].name == person.name
    with city.read() as session:
        assert session.get(Attempt, "x").station == "001"  # as it was written: a witness is not rewritten


def test_a_late_result_with_the_old_number_waits_for_a_person(city, roster, now):
    """Even where another TPS has that number by then, nobody else gets it; whose it may be is suggested."""
    person, _, other, *_ = people(city)
    with city.write() as session:
        ids = dict(session.execute(select(Person.id, Person.station_id)).all())
        renumber_station(session, ids[person.id], "013")
        renumber_station(session, ids[other.id], "001")
        did(session, now, "late", replace_id(person))
        session.flush()
        import_roster(session, Checked((), ()), name="kosong.xlsx", at=now)  # looks again whose it is
        found = list_unmatched(session)
    assert [one.id for one in found] == ["late"]
    assert found[0].suggestions[0] == person.id
    assert whose(city, "late") is None


def replace_id(person):
    """The same person, unknown to the records."""
    return typed_operator(
        district=person.district, village=person.village, station=person.station, name=person.name, role=person.role
    )


@pytest.mark.parametrize("table", [Attempt, Question])
def test_what_waited_finds_its_operator_once_the_number_is_right(city, now, table):
    person = people(city)[0]
    values = {"id": "x", "name": person.name, "village": person.village, "station": "013", "role": person.role}
    extra = (
        {"packet": "p", "packet_set": "p", "form": "f", "mode": "latihan", "rule": "koreksi", "sent_at": now,
         "seconds": 1.0}
        if table is Attempt
        else {"about": "Suara", "asked_at": now}
    )  # fmt: skip
    with city.write() as session:
        session.add(table(**values, **extra, document={}))
        session.flush()
        station = session.get(Person, person.id).station_id
        renumber_station(session, station, "12")
        assert session.get(table, "x").person_id is None
        renumber_station(session, station, "13")
    with city.read() as session:
        assert session.get(table, "x").person_id == person.id


def test_what_waited_finds_its_operator_once_the_kelurahan_is_right(city, now):
    person = people(city)[0]
    with city.write() as session:
        did(session, now, "x", replace_id(person), village="Wiroborang")
        session.flush()
        village = session.scalar(
            select(Station.village_id).where(Station.id == session.get(Person, person.id).station_id)
        )
        rename_village(session, village, "Wiroborang")
    assert whose(city, "x") == person.id


def test_what_waited_finds_who_is_typed_or_put_right(city, now):
    person = people(city)[0]
    newcomer = typed_operator(
        district=person.district, village=person.village, station="009", name="Zulaikha Rahayu", role="utama"
    )
    with city.write() as session:
        did(session, now, "typed", newcomer, station="009")
        did(session, now, "right", replace(newcomer, name="Wahyu Wicaksono"), station="001")
        session.flush()
        made = add_person(session, newcomer)
        change_person(session, person.id, replace(newcomer, station="001", name="Wahyu Wicaksono"))
    assert (whose(city, "typed"), whose(city, "right")) == (made, person.id)


def test_a_number_that_is_there_is_refused(city):
    station, other = places(city).stations[:2]
    for number, words in (
        ("002", "TPS 002 .*Contoh A sudah ada"),
        ("0", "tiga angka"),
    ):
        with pytest.raises(RecordsError, match=words), city.write() as session:
            renumber_station(session, station.id, number)
    with city.write() as session:  # the same as before is no clash, and two can change places by a third number
        renumber_station(session, station.id, "1")
        renumber_station(session, station.id, "999")
        renumber_station(session, other.id, "001")
        renumber_station(session, station.id, "002")
    assert [(one.id, one.number) for one in places(city).stations[:2]] == [(other.id, "001"), (station.id, "002")]


def test_a_place_is_written_differently(city):
    first, second = places(city).villages
    with city.write() as session:
        rename_village(session, first.id, "Kel.  Jati Baru")
        rename_district(session, first.district_id, "Mayangan Utara")
    for change, words in (
        (lambda session: rename_village(session, second.id, "JATI BARU"), "sudah ada"),
        (lambda session: rename_district(session, first.district_id, "12"), "bukan nama"),
        (lambda session: rename_village(session, 99, "Jati"), "tidak ada lagi"),
    ):
        with pytest.raises(RecordsError, match=words), city.write() as session:
            change(session)
    assert {(one.district, one.village) for one in people(city)} == {
        ("Mayangan Utara", "Jati Baru"), ("Mayangan Utara", "Kelurahan Contoh B"),
    }  # fmt: skip


def test_a_kelurahan_goes_to_another_kecamatan(city, roster, now):
    first, second = places(city).villages
    with city.write() as session:
        add_station(session, district="Kedopok", village=second.name, number="001")
    kedopok = places(city).districts[0].id
    with city.write() as session:
        rename_village(session, first.id, first.name, district_id=kedopok)
    with pytest.raises(RecordsError, match="sudah ada"), city.write() as session:
        rename_village(session, second.id, second.name, district_id=kedopok)
    assert [(one.name, one.stations) for one in places(city).districts] == [("Kedopok", 3), ("Mayangan", 2)]
    with city.read() as session:  # a list that says so finds everybody where they are
        again = [replace(one, district="Kedopok") for one in roster(2, 2) if one.village == first.name]
        assert plan_roster(session, again).changes == ()


# --- taken away


def test_who_is_there_keeps_a_place(city, now):
    station, village = places(city).stations[0], places(city).villages[0]
    for remove, key, words in (
        (remove_station, station.id, "TPS 001 .* masih mempunyai operator: Andika Pratama dan Bunga Pratama"),
        (remove_village, village.id, "masih mempunyai operator: 4 orang"),
        (remove_district, village.district_id, "Kecamatan Mayangan masih mempunyai operator: 8 orang"),
    ):
        with pytest.raises(RecordsError, match=words) as caught, city.write() as session:
            remove(session, key)
        assert "Pindahkan" in caught.value.hint
    assert len(places(city).stations) == 4


def test_who_was_there_keeps_a_place_as_long_as_results_are_kept(city, now):
    one, two, *_ = people(city)
    with city.write() as session:
        did(session, now, "x", one)
        session.flush()
        remove_person(session, one.id, at=now)
        remove_person(session, two.id, at=now)  # did nothing, and is gone altogether
    station = places(city).stations[0]
    with pytest.raises(RecordsError, match="pernah mempunyai operator"), city.write() as session:
        remove_station(session, station.id)
    assert whose(city, "x") == one.id
    with city.write() as session:  # erased, they hang on nothing any more; the result stays without a name
        erase_person(session, one.id, today=now.date(), keep_results=True)
        remove_station(session, station.id)
    assert len(places(city).stations) == 3


def test_what_is_empty_goes_with_all_in_it(city, now):
    for one in people(city):
        with city.write() as session:
            if one.village.endswith("B"):
                remove_person(session, one.id, at=now)
    village = places(city).villages[1]
    with city.write() as session:
        assert remove_village(session, village.id) == 2
    assert [one.name for one in places(city).villages] == ["Kelurahan Contoh A"]
    with city.write() as session:
        add_station(session, district="Kedopok", village="Kareng Lor", number="001")
        add_station(session, district="Kedopok", village="Sumber Wetan", number="001")
    with city.write() as session:
        assert remove_district(session, places(city).districts[0].id) == 2
        assert session.scalar(select(func.count(Village.id))) == 1
    assert [one.name for one in places(city).districts] == ["Mayangan"]
    with pytest.raises(RecordsError, match="tidak ada lagi"), city.write() as session:
        remove_village(session, village.id)


# --- given away


def test_each_level_is_written_and_nothing_is_overwritten(city, tmp_path, now):
    with city.write() as session:
        remove_person(session, people(city)[0].id, at=now)
    found = places(city)
    path = write_places(tmp_path / "tps.xlsx", found.stations)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows[:2] == [
        ("Kecamatan", "Kelurahan", "TPS", "Operator", "Belum ada"),
        ("Mayangan", "Kelurahan Contoh A", "001", "1", "utama"),
    ]
    assert len(rows) == 5
    with pytest.raises(RecordsError, match="sudah ada"):
        write_places(path, found.villages)
    text = write_places(tmp_path / "kelurahan.csv", found.villages).read_text(encoding="utf-8-sig")
    assert text.splitlines() == [
        "Kecamatan;Kelurahan;Jumlah TPS;Operator", "Mayangan;Kelurahan Contoh A;2;3",
        "Mayangan;Kelurahan Contoh B;2;4",
    ]  # fmt: skip
    text = write_places(tmp_path / "kecamatan.csv", found.districts).read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["Kecamatan;Jumlah kelurahan;Jumlah TPS;Operator", "Mayangan;2;4;7"]
    with pytest.raises(RecordsError, match="Tidak ada"):
        write_places(tmp_path / "nothing.csv", ())
