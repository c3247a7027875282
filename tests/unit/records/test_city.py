"""Which city the records are of: data, and the one that ships until somebody says another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.practice.places import Home, home
from sirekap_trainer.records.city import City, city_of, default_city, home_of, load_city, set_city
from sirekap_trainer.records.names import alike, norm, place_norm
from sirekap_trainer.records.people import import_roster, plan_roster
from sirekap_trainer.records.roster_file import Checked, Operator


def test_the_city_that_ships_is_whole():
    city = default_city()
    assert (len(city.kecamatan), sum(map(len, city.kecamatan.values()))) == (5, 29)
    assert city.polling_day == date(2024, 11, 27)
    assert (city.days_left(date(2024, 11, 20)), city.days_left(date(2024, 11, 28))) == (7, -1)


def test_another_city_is_a_file(store, tmp_path):
    path = tmp_path / "kota.toml"
    path.write_text('province = "Jawa"\ncity = "Kota Lain"\n[kecamatan]\nSatu = ["A", "B"]\n', encoding="utf-8")
    with store.write() as session:
        assert city_of(session) == default_city()
        set_city(session, load_city(path))
    with store.read() as session:
        found = city_of(session)
    assert found == City(province="Jawa", city="Kota Lain", kecamatan={"Satu": ("A", "B")})
    assert found.days_left(date(2024, 11, 20)) is None


def test_a_list_of_another_city_is_told(store):
    """Its reports would stand under the name of the city that ships."""
    mine, theirs = (
        Operator("Kec. Mayangan", "Jati", "001", "Budi", "utama"),
        Operator("Sukun", "Bandulan", "001", "Adi", "utama"),
    )
    with store.write() as session:
        assert plan_roster(session, [theirs]).other_city == default_city().city
        assert plan_roster(session, [mine]).other_city == ""
        assert plan_roster(session, [mine, theirs]).other_city == "", "a village may be spelt otherwise"
        assert plan_roster(session, []).other_city == ""
        done = import_roster(session, Checked((theirs,), ()), name="uji", at=datetime.now(UTC))
        assert done.other_city == default_city().city
        set_city(session, City(province="Jawa Timur", city="Kota Malang"))
        assert plan_roster(session, [theirs]).other_city == "", "its kecamatan are not known"


def test_sheets_of_a_city_have_its_kelurahan_or_those_of_the_roster(store):
    rows = [Operator("Tanjung", village, "001", "Budi", "utama") for village in ("Muara Dua", "Batu Putih")]
    with store.write() as session:
        import_roster(session, Checked(tuple(rows), ()), name="uji", at=datetime.now(UTC))
        assert home_of(session) == home(), "nobody said another city"
        set_city(session, City(province="Papua", city="Kota Karang", kecamatan={"Laut": ()}))
        assert home_of(session) == Home("Kota Karang", "Papua", {"Tanjung": ("Batu Putih", "Muara Dua")})
        set_city(session, City(province="Papua", city="Kota Karang", kecamatan={"Laut": ("Pasir",)}))
        assert home_of(session) == Home("Kota Karang", "Papua", {"Laut": ("Pasir",)})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "salah pada 'province'"),
        ('province = "a"\ncity = ""', "salah pada 'city'"),
        ('province = "a"\ncity = "b"\npolling_day = "kapan"', "salah pada 'polling_day'"),
        ('province = "a"\ncity = "b"\nlain = 1', "salah pada 'lain'"),
        ("province =", "bukan TOML yang benar"),
        ("x" * 300_000, "terlalu besar"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(tmp_path, text, words):
    path = tmp_path / "kota.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordsError, match=words):
        load_city(path)
    with pytest.raises(RecordsError, match="tidak dapat dibaca"):
        load_city(tmp_path / "tidak-ada.toml")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Budi Santoso", "BUDI  SANTOSO", True),
        ("Budi Santoso", "Budi Santoso, S.Pd.", True),
        ("Budi Santoso", "H. Budi Santoso", True),
        ("Budi Santoso", "Budi S.", True),
        ("Budi Santoso", "Budi", True),
        ("Budi Santoso", "Budi Santosa", True),
        ("Budi Santoso", "Budi Hartono", False),
        ("Bunga Pratama", "Andika Pratama", False),
        ("Andi Pratama", "Anto Pratama", False),
        ("Moh. Ali", "Moh. Basri", False),
        ("Budi", "", False),
    ],
)
def test_names_that_may_be_one(one, other, same):
    assert alike(one, other) is alike(other, one) is same


def test_places_are_compared_without_what_they_are_called():
    assert (
        place_norm("Kel. Triwung-Lor") == place_norm("KELURAHAN TRIWUNG LOR") == norm("triwung  lor") == "triwung lor"
    )
    assert place_norm("Kel.Jati") == place_norm("ds.jati") == "jati"
    assert place_norm("Desa") == "desa"
    assert place_norm("Kelapa Dua") == "kelapa dua"
