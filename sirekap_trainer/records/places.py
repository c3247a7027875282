"""Which kecamatan, kelurahan and TPS there are, also those without an operator: listed, typed and put right by hand.

What people did is theirs by who they are (`Attempt.person_id`), not by where: a TPS that has another number, or a
kelurahan another name, takes all of it along. The place that somebody wrote of themselves (`tables.Who`) stays as they
wrote it. So a result that comes late with the old number fits nobody by itself; whoever has that number by then has
another name, and a person decides (`people.Finder` suggests who has the name in that kelurahan). A result that waited
because the number was typed wrongly here finds its operator once it is put right.

Places are taken away only while nobody hangs on them, neither an operator of today nor a former one with results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import ColumnElement, case, delete, func, select
from sqlalchemy.orm import Session

from sirekap_trainer.errors import PacketError, RecordsError
from sirekap_trainer.practice.spreadsheet import Kind, write_table
from sirekap_trainer.records.names import place_norm
from sirekap_trainer.records.people import rematch
from sirekap_trainer.records.roster_file import Operator, typed_operator
from sirekap_trainer.records.tables import District, Person, Station, Village

_KIND = Kind("Daftar TPS", "records template", "daftar_tps")
#: Operators named in a message; more are counted.
_NAMED = 2
#: Most TPS that are taken in at once: a kelurahan has fewer, and a slip of the finger makes no hundreds.
MOST_AT_ONCE = 100
_Place = TypeVar("_Place", District, Village, Station)


@dataclass(frozen=True, slots=True)
class StationRow:
    """A TPS.

    Attributes:
        id: In the table.
        village_id: Of its kelurahan.
        district: Kecamatan.
        village: Kelurahan.
        number: Three-digit text.
        roles: Which roles have an operator, `utama` first.
        former: How many were its operators before and are kept with what they did.
    """

    id: int
    village_id: int
    district: str
    village: str
    number: str
    roles: tuple[str, ...]
    former: int

    @property
    def operators(self) -> int:
        """How many operators it has: 0, 1 or 2."""
        return len(self.roles)

    @property
    def missing(self) -> tuple[str, ...]:
        """Roles that nobody has, `utama` first."""
        return tuple(role for role in ("utama", "cadangan") if role not in self.roles)


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A kelurahan.

    Attributes:
        id: In the table.
        district_id: Of its kecamatan.
        district: Kecamatan.
        name: As written.
        stations: How many TPS it has.
        operators: How many operators they have together.
        former: How many were operators there before and are kept with what they did.
    """

    id: int
    district_id: int
    district: str
    name: str
    stations: int
    operators: int
    former: int


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A kecamatan.

    Attributes:
        id: In the table.
        name: As written.
        villages: How many kelurahan it has.
        stations: How many TPS they have together.
        operators: How many operators these have.
        former: How many were operators there before and are kept with what they did.
    """

    id: int
    name: str
    villages: int
    stations: int
    operators: int
    former: int


@dataclass(frozen=True, slots=True)
class Places:
    """All places of the records, each level by name, TPS by number within their kelurahan."""

    districts: tuple[DistrictRow, ...]
    villages: tuple[VillageRow, ...]
    stations: tuple[StationRow, ...]


def list_places(session: Session) -> Places:
    """All places, also empty ones, in three queries."""
    districts = session.execute(select(District.id, District.name).order_by(District.norm)).all()
    villages = session.execute(
        select(Village.id, Village.district_id, District.name, Village.name)
        .join(District, Village.district_id == District.id)
        .order_by(District.norm, Village.norm)
    ).all()
    stations = tuple(_stations(session))
    made = tuple(
        VillageRow(key, outer, district, name, *_sums(one for one in stations if one.village_id == key))
        for key, outer, district, name in villages
    )
    return Places(tuple(_district(key, name, made) for key, name in districts), made, stations)


def _stations(session: Session) -> Iterable[StationRow]:
    here = Person.left_at.is_(None)
    rows = session.execute(
        select(
            Station.id,
            Village.id,
            District.name,
            Village.name,
            Station.number,
            func.count(case((here & (Person.role == "utama"), 1))),
            func.count(case((here & (Person.role == "cadangan"), 1))),
            func.count(Person.left_at),
        )
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .outerjoin(Person, Person.station_id == Station.id)
        .group_by(Station.id, Village.id, District.id)
        .order_by(District.norm, Village.norm, Station.number)
    )
    for key, outer, district, village, number, utama, cadangan, former in rows:
        roles = tuple(role for role, count in (("utama", utama), ("cadangan", cadangan)) if count)
        yield StationRow(key, outer, district, village, number, roles, former)


def _sums(stations: Iterable[StationRow]) -> tuple[int, int, int]:
    these = list(stations)
    return len(these), sum(one.operators for one in these), sum(one.former for one in these)


def _district(key: int, name: str, villages: Sequence[VillageRow]) -> DistrictRow:
    these = [one for one in villages if one.district_id == key]
    return DistrictRow(
        key,
        name,
        len(these),
        sum(one.stations for one in these),
        sum(one.operators for one in these),
        sum(one.former for one in these),
    )


# --- made and put right -----------------------------------------------------------------------------------------------


def add_station(session: Session, *, district: str, village: str, number: str) -> int:
    """Takes in a TPS without operators, its kelurahan and kecamatan too where they are new, and gives its id.

    Args:
        session: For writing.
        district: Kecamatan.
        village: Kelurahan.
        number: One to three digits.

    Raises:
        RecordsError: A field cannot be used (`code` ends with its name, e.g. `isian_station`), or there is that TPS.
    """
    typed = typed_operator(district=district, village=village, station=number, name="Kosong", role="utama")
    village_id = _village_of(session, typed)
    _refuse_number(session, village_id, typed.station)
    return _made(session, Station(village_id=village_id, number=typed.station))


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking in several TPS.

    Attributes:
        ids: Of those that are new, by number; at least one.
        there: Numbers of those that were there before, and stayed as they were.
    """

    ids: tuple[int, ...]
    there: tuple[str, ...]


def add_stations(session: Session, *, district: str, village: str, first: str, last: str) -> Added:
    """Takes in all TPS of a kelurahan from one number to another; those that are there already stay as they are.

    Args:
        session: For writing.
        district: Kecamatan.
        village: Kelurahan.
        first: One to three digits.
        last: One to three digits, not below `first`.

    Raises:
        RecordsError: A field cannot be used (of the last number `code` is `isian_last`), these are too many, or all of
            them are there already.
    """
    typed = typed_operator(district=district, village=village, station=first, name="Kosong", role="utama")
    numbers = [f"{number:03d}" for number in range(int(typed.station), _last(typed.station, last) + 1)]
    village_id = _village_of(session, typed)
    kept = session.scalars(select(Station.number).where(Station.village_id == village_id, Station.number.in_(numbers)))
    there = sorted(kept)
    fresh = [number for number in numbers if number not in there]
    if not fresh:
        if not numbers[1:]:
            _refuse_number(session, village_id, numbers[0])
        raise RecordsError(
            f"TPS {numbers[0]} sampai {numbers[-1]} Kelurahan {typed.village} sudah ada.",
            hint="Periksa nomornya dan kelurahannya.",
            code="tps_ada",
        )
    return Added(tuple(_made(session, Station(village_id=village_id, number=number)) for number in fresh), tuple(there))


def _last(first: str, last: str) -> int:
    """The last of several numbers, as an integer."""
    try:
        number = int(_number(last))
    except RecordsError as error:
        raise RecordsError(error.message, hint=error.hint, code="isian_last") from error
    count = number - int(first) + 1
    if count < 1:
        raise RecordsError(
            f"Nomor terakhir {number:03d} di bawah {first}.", hint="Tulis nomor yang lebih besar.", code="isian_last"
        )
    if count > MOST_AT_ONCE:
        raise RecordsError(
            f"{first} sampai {number:03d} adalah {count} TPS.",
            hint=f"Paling banyak {MOST_AT_ONCE} sekaligus. Periksa nomornya.",
            code="isian_last",
        )
    return number


def _number(text: str) -> str:
    """A TPS's number as somebody types it; raises RecordsError where it is none."""
    return typed_operator(district="Kosong", village="Kosong", station=text, name="Kosong", role="utama").station


def _village_of(session: Session, typed: Operator) -> int:
    """The id of a kelurahan that was typed, taken in with its kecamatan where they are new."""
    outer, inner, _ = typed.place
    district_id = session.scalar(select(District.id).where(District.norm == outer))
    if district_id is None:
        district_id = _made(session, District(name=typed.district, norm=outer))
    same = (Village.district_id == district_id) & (Village.norm == inner)
    village_id = session.scalar(select(Village.id).where(same))
    if village_id is None:
        village_id = _made(session, Village(district_id=district_id, name=typed.village, norm=inner))
    return village_id


def _made(session: Session, place: District | Village | Station) -> int:
    session.add(place)
    session.flush()
    return place.id


def renumber_station(session: Session, station_id: int, number: str) -> None:
    """Gives a TPS another number; its operators and what they did stay its own.

    Results that waited with the new number and fitted nobody find their operator now.

    Args:
        session: For writing.
        station_id: Which.
        number: One to three digits.

    Raises:
        RecordsError: The number cannot be used, another TPS of the kelurahan has it, or there is no such TPS.
    """
    station = _found(session, Station, station_id)
    _put(session, station, station.village_id, _number(number))


def move_station(
    session: Session, station_id: int, *, village: str, district: str = "", number: str | None = None
) -> None:
    """Puts a TPS into another kelurahan, with its operators and what they did; the one it leaves stays, empty or not.

    Results that waited with the new place and fitted nobody find their operator now.

    Args:
        session: For writing.
        station_id: Which.
        village: Kelurahan, taken in where it is new.
        district: Its kecamatan, taken in where it is new; "" where one kelurahan of that name is known.
        number: Another number, one to three digits; None where it stays.

    Raises:
        RecordsError: A field cannot be used, the kecamatan is not known, that kelurahan has a TPS of this number, or
            there is no such TPS.
    """
    station = _found(session, Station, station_id)
    district = district.strip() or _district_of(session, village)
    wanted = station.number if number is None else number
    typed = typed_operator(district=district, village=village, station=wanted, name="Kosong", role="utama")
    _put(session, station, _village_of(session, typed), typed.station)


def _put(session: Session, station: Station, village_id: int, number: str) -> None:
    """A TPS at another place, where none stands."""
    if (village_id, number) == (station.village_id, station.number):
        return
    _refuse_number(session, village_id, number)
    station.village_id, station.number = village_id, number
    session.flush()
    rematch(session)


def _district_of(session: Session, village: str) -> str:
    """The kecamatan of the one kelurahan that has this name."""
    same = Village.norm == place_norm(village)
    names = session.scalars(select(District.name).join(Village, Village.district_id == District.id).where(same)).all()
    if len(names) != 1:
        raise RecordsError(
            f"Kecamatan untuk Kelurahan {village} belum jelas.", hint="Sebutkan kecamatannya.", code="isian_district"
        )
    return names[0]


def _refuse_number(session: Session, village_id: int, number: str) -> None:
    there = session.scalar(
        select(func.count(Station.id)).where(Station.village_id == village_id, Station.number == number)
    )
    if there:
        village = _found(session, Village, village_id)
        raise RecordsError(
            f"TPS {number} Kelurahan {village.name} sudah ada.",
            hint="Pakai nomor lain, atau ubah nomor TPS itu dulu.",
            code="tps_ada",
        )


def rename_district(session: Session, district_id: int, name: str) -> None:
    """Writes a kecamatan's name differently, for all that stands in it.

    Raises:
        RecordsError: The name cannot be used, another kecamatan has it, or there is no such kecamatan.
    """
    district = _found(session, District, district_id)
    name = typed_operator(district=name, village="Kosong", station="001", name="Kosong", role="utama").district
    _refuse_name(session, District, district_id, name, District.norm == place_norm(name))
    district.name, district.norm = name, place_norm(name)
    session.flush()


def rename_village(session: Session, village_id: int, name: str, *, district_id: int | None = None) -> None:
    """Writes a kelurahan's name differently, for all that stands in it, and may put it into another kecamatan.

    Results that waited with the new name and fitted nobody find their operator now.

    Args:
        session: For writing.
        village_id: Which.
        name: Of the kelurahan.
        district_id: Of its kecamatan; None where that stays.

    Raises:
        RecordsError: The name cannot be used, another kelurahan of the kecamatan has it, or one of both is not there.
    """
    village = _found(session, Village, village_id)
    outer = village.district_id if district_id is None else _found(session, District, district_id).id
    name = typed_operator(district="Kosong", village=name, station="001", name="Kosong", role="utama").village
    _refuse_name(
        session, Village, village_id, name, (Village.norm == place_norm(name)) & (Village.district_id == outer)
    )
    changed = village.norm != place_norm(name)
    village.name, village.norm, village.district_id = name, place_norm(name), outer
    session.flush()
    if changed:
        rematch(session)


def _refuse_name(
    session: Session, table: type[District | Village], place_id: int, name: str, same: ColumnElement[bool]
) -> None:
    if session.scalar(select(func.count(table.id)).where(same, table.id != place_id)):
        raise RecordsError(
            f"Nama {name} sudah ada.",
            hint="Pakai nama lain, atau pindahkan pesertanya ke sana dan hapus yang ini.",
            code="nama_tempat",
        )


def _found(session: Session, table: type[_Place], place_id: int) -> _Place:
    place = session.get(table, place_id)
    if place is None:
        raise RecordsError("Tempat ini tidak ada lagi.", hint="Muat ulang daftar TPS.", code="tempat")
    return place


# --- taken away -------------------------------------------------------------------------------------------------------


def remove_station(session: Session, station_id: int) -> None:
    """Takes away a TPS that has, and had, no operator; its kelurahan and kecamatan stay.

    Raises:
        RecordsError: Somebody is its operator, or was and is kept with what they did; or there is no such TPS.
    """
    station = _found(session, Station, station_id)
    village = _found(session, Village, station.village_id)
    _refuse_people(session, Station.id == station_id, f"TPS {station.number} Kelurahan {village.name}")
    session.execute(delete(Station).where(Station.id == station_id))
    session.expire_all()


def remove_village(session: Session, village_id: int) -> int:
    """Takes away a kelurahan whose TPS have, and had, no operator, and those TPS too; tells how many these were.

    Raises:
        RecordsError: As `remove_station`, for any of its TPS.
    """
    village = _found(session, Village, village_id)
    _refuse_people(session, Station.village_id == village_id, f"Kelurahan {village.name}")
    return _clear_villages(session, Village.id == village_id)


def remove_district(session: Session, district_id: int) -> int:
    """Takes away a kecamatan whose TPS have, and had, no operator, with its kelurahan and TPS; tells how many TPS.

    Raises:
        RecordsError: As `remove_station`, for any of its TPS.
    """
    district = _found(session, District, district_id)
    villages = select(Village.id).where(Village.district_id == district_id)
    _refuse_people(session, Station.village_id.in_(villages), f"Kecamatan {district.name}")
    gone = _clear_villages(session, Village.district_id == district_id)
    session.execute(delete(District).where(District.id == district_id))
    session.expire_all()
    return gone


def _clear_villages(session: Session, these: ColumnElement[bool]) -> int:
    inside = Station.village_id.in_(select(Village.id).where(these))
    gone = session.scalar(select(func.count(Station.id)).where(inside)) or 0
    session.execute(delete(Station).where(inside))
    session.execute(delete(Village).where(these))
    session.expire_all()
    return gone


def _refuse_people(session: Session, these: ColumnElement[bool], place: str) -> None:
    """Raises RecordsError where somebody is, or was, an operator of some TPS."""
    people = select(Person.name, Person.left_at).join(Station, Person.station_id == Station.id).where(these)
    rows = session.execute(people.order_by(Station.number, Person.role.desc(), Person.id)).all()
    names = [name for name, left_at in rows if left_at is None]
    if names:
        told = " dan ".join(names) if len(names) <= _NAMED else f"{len(names)} orang"
        raise RecordsError(
            f"{place} masih mempunyai operator: {told}.",
            hint="Pindahkan ke TPS lain atau hapus datanya dulu, di layar Peserta.",
            code="tempat_dipakai",
        )
    if rows:
        raise RecordsError(
            f"{place} pernah mempunyai operator yang hasilnya masih tercatat.",
            hint="Biarkan tempat ini, atau hapus data operator lamanya dulu, di Pengaturan.",
            code="tempat_dipakai",
        )


# --- given away -------------------------------------------------------------------------------------------------------


def write_places(path: Path, rows: Sequence[StationRow | VillageRow | DistrictRow]) -> Path:
    """Writes places, all of one level, as a spreadsheet; an existing file is not overwritten.

    Args:
        path: Ends in `.xlsx` or `.csv`.
        rows: In the order in which they are to stand; at least one.

    Raises:
        RecordsError: There is no row, the file is there already, has another ending, or cannot be written.
    """
    if not rows:
        raise RecordsError("Tidak ada yang dapat disimpan.", hint="Tampilkan dulu yang dicari.", code="daftar_tps")
    lines = [_line(one) for one in rows]
    heads = tuple(lines[0])
    widths = [28 if head in ("Kecamatan", "Kelurahan") else 18 for head in heads]
    # A name begins with a letter (`roster_file`), so no cell is a formula to any spreadsheet.
    try:
        return write_table(path, _KIND, [heads, *(tuple(line.values()) for line in lines)], widths=widths)
    except PacketError as error:
        raise RecordsError(error.message, hint=error.hint, code=error.code) from error


def _line(one: StationRow | VillageRow | DistrictRow) -> dict[str, str]:
    """A row by the names of its columns."""
    if isinstance(one, StationRow):
        return {
            "Kecamatan": one.district,
            "Kelurahan": one.village,
            "TPS": one.number,
            "Operator": str(one.operators),
            "Belum ada": ", ".join(one.missing),
        }
    counts = {"Jumlah TPS": str(one.stations), "Operator": str(one.operators)}
    if isinstance(one, VillageRow):
        return {"Kecamatan": one.district, "Kelurahan": one.name} | counts
    return {"Kecamatan": one.name, "Jumlah kelurahan": str(one.villages)} | counts
