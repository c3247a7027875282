"""Which city this is and when it votes: data, kept in the records; the one that ships until somebody says another.

A city is a TOML file of the shape of `practice/data/places.toml`. Its TPS are not in it: they come with the roster.
What a ballot paper's reserve is and how many voters a TPS may have is the election's law and stands with each form
(`form/definitions/*.toml`: `reserve`, `voter_limit`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.sitting import Mode
from sirekap_trainer.practice.packet import Tps
from sirekap_trainer.practice.places import Home
from sirekap_trainer.records.names import place_norm
from sirekap_trainer.records.tables import District, Setting, Station, Village

_KEY = "city"
_COUNTED_KEY = "counted"
#: All modes, in their order.
_ALL: tuple[Mode, ...] = get_args(Mode)
#: Bytes beyond which a file is no city's: the one that ships has 1,000.
_LARGEST = 1 << 18
_Name = Annotated[str, Field(min_length=1, max_length=80)]


class City(BaseModel):
    """A city.

    Attributes:
        province: Its province.
        city: Its name, with Kota or Kabupaten.
        polling_day: When it votes; None where that is not known.
        kecamatan: Its kelurahan by kecamatan; may be empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    province: _Name
    city: _Name
    polling_day: date | None = None
    kecamatan: dict[_Name, tuple[_Name, ...]] = {}

    @property
    def home(self) -> Home:
        """As packets are made for it."""
        return Home(city=self.city, province=self.province, kecamatan=self.kecamatan)

    def days_left(self, today: date) -> int | None:
        """Days until it votes, 0 on the day, negative after; None where the day is not known."""
        return None if self.polling_day is None else (self.polling_day - today).days


def default_city() -> City:
    """The city that ships."""
    text = (files("sirekap_trainer.practice") / "data" / "places.toml").read_text(encoding="utf-8")
    return City.model_validate(tomllib.loads(text))


def load_city(path: Path) -> City:
    """The city of a TOML file.

    Raises:
        RecordsError: It cannot be read, or an entry is wrong; the message names it.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise _wrong(f"Berkas kota {path.name} terlalu besar.")
        return City.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"Berkas kota {path.name} tidak dapat dibaca.") from error
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"Berkas kota {path.name} bukan TOML yang benar ({error}).") from error
    except ValidationError as error:
        entry = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise _wrong(f"Berkas kota {path.name} salah pada '{entry}'.") from error


def _wrong(message: str) -> RecordsError:
    return RecordsError(
        message,
        hint="Isi province, city, polling_day dan [kecamatan] seperti pada contoh.",
        code="kota",
    )


def city_of(session: Session) -> City:
    """The city of these records; the one that ships where nobody said."""
    found = session.get(Setting, _KEY)
    return default_city() if found is None else City.model_validate(found.value)


def counted_modes(session: Session) -> tuple[Mode, ...]:
    """Attempts in which modes say that somebody can do it, in reports of areas and for certificates; all at first."""
    found = session.get(Setting, _COUNTED_KEY)
    kept = found.value.get("modes", ()) if found is not None else _ALL
    return tuple(one for one in _ALL if one in kept) or _ALL


def count_modes(session: Session, modes: Iterable[Mode]) -> None:
    """Says which modes count; a coach tells in Latihan what is wrong, so that one may want it to be practice alone."""
    session.merge(Setting(key=_COUNTED_KEY, value={"modes": [one for one in _ALL if one in set(modes)]}))
    session.flush()


def not_in(session: Session, districts: Iterable[str]) -> str:
    """The city of these records where not one of these kecamatan is in it; "" else, or where its kecamatan are unknown.

    A list of operators of another city would else be reported under the name of the one that ships.
    """
    city = city_of(session)
    known, named = {place_norm(one) for one in city.kecamatan}, {place_norm(one) for one in districts}
    return city.city if known and named and known.isdisjoint(named) else ""


def home_of(session: Session) -> Home:
    """The city of these records as packets are made for it; it has the kelurahan of the roster where it names none."""
    city = city_of(session)
    if city.home.known:
        return city.home
    found: dict[str, tuple[str, ...]] = {}
    rows = session.execute(
        select(District.name, Village.name)
        .join(Village, Village.district_id == District.id)
        .order_by(District.norm, Village.norm)
    )
    for district, village in rows:
        found[district] = (*found.get(district, ()), village)
    return Home(city=city.city, province=city.province, kecamatan=found)


def city_stations(session: Session) -> tuple[Tps, ...]:
    """The TPS of the records as packets are made for them, by place: of this city, whichever it is."""
    city = city_of(session)
    rows = session.execute(
        select(District.name, Village.name, Station.number)
        .join(Village, Village.district_id == District.id)
        .join(Station, Station.village_id == Village.id)
        .order_by(District.norm, Village.norm, Station.number)
    )
    return tuple(
        Tps(province=city.province, city=city.city, kecamatan=district, kelurahan=village, number=number)
        for district, village, number in rows
    )


def set_city(session: Session, city: City) -> None:
    """Says which city these records are of."""
    session.merge(Setting(key=_KEY, value=city.model_dump(mode="json")))
    session.flush()
