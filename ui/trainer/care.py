"""What *Pengaturan* does with the records: which city they are of, where they lie, copies, and people's data.

Runs in the lane of the records; touches no widget.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_trainer.errors import RecordsError

from .words import tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Records

    from sirekap_trainer.exercise.sitting import Mode
    from sirekap_trainer.records.backup import Backup, Restored
    from sirekap_trainer.records.city import City
    from sirekap_trainer.records.people import PersonRow
    from sirekap_trainer.records.privacy import Erased
    from sirekap_trainer.records.store import Store

#: Seconds after which a server that says nothing is given up.
PATIENCE = 10
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


@dataclass(frozen=True, slots=True)
class Area:
    """A kecamatan in figures."""

    name: str
    villages: int
    stations: int


@dataclass(frozen=True, slots=True)
class CityState:
    """What is known of the city.

    Attributes:
        city: Its data.
        areas: The kecamatan of the roster.
        limits: Title, reserve as a fraction and voters a TPS may have, of each form.
        counted: Which attempts count, a key of `COUNTED`.
    """

    city: City
    areas: tuple[Area, ...]
    limits: tuple[tuple[str, float, int], ...]
    counted: str


@dataclass(frozen=True, slots=True)
class PrivacyState:
    """Until when people's data is kept.

    Attributes:
        until: None where nobody said.
        due: What would be erased today; None before.
    """

    until: date | None
    due: Erased | None


def today() -> date:
    """The date on the wall."""
    return datetime.now(UTC).astimezone().date()


def day_of(words: str) -> date | None:
    """A day as typed, e.g. `27-11-2024`; None for nothing.

    Raises:
        RecordsError: It is no day.
    """
    if not words.strip():
        return None
    found = _DAY.fullmatch(words.strip())
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise RecordsError(tr("Tanggal ini tidak ada."), hint=tr("Tulis seperti 27-11-2024."), code="tanggal")


def typed(day: date | None) -> str:
    """A day as it is typed; "" for none."""
    return "" if day is None else f"{day:%d-%m-%Y}"


# --- the city ---------------------------------------------------------------------------------------------------------


def city_state(records: Records) -> CityState:
    """What is known of the city."""
    from sirekap_trainer.form.catalog import builtin_catalog  # noqa: PLC0415
    from sirekap_trainer.records.city import city_of, counted_modes  # noqa: PLC0415
    from sirekap_trainer.records.queries import Scope, district_rows, village_rows  # noqa: PLC0415

    from .craft import practice_forms  # noqa: PLC0415

    villages = [one.district for one in village_rows(records, Scope())]
    forms = builtin_catalog()
    return CityState(
        city_of(records),
        tuple(
            Area(one.district, villages.count(one.district), one.stations) for one in district_rows(records, Scope())
        ),
        tuple((one.name, forms.get(one.id).reserve, forms.get(one.id).voter_limit) for one in practice_forms()),
        counted_key(counted_modes(records)),
    )


#: What counts as a pass, by the key of the choice.
COUNTED: dict[str, tuple[Mode, ...]] = {
    "all": ("latihan", "simulasi", "ujian"),
    "alone": ("simulasi", "ujian"),
    "exam": ("ujian",),
}


def counted_key(modes: Sequence[Mode]) -> str:
    """The choice that comes nearest to these modes: another program may have kept others."""
    return next((key for key, these in COUNTED.items() if set(these) == set(modes)), "all")


def save_city(records: Records, name: str, province: str, day: date | None, counted: str = "") -> None:
    """Says what the city is called, when it votes and, by a key of `COUNTED`, which attempts count.

    Its kecamatan stay, but those that ship when it becomes another city: they are none of its own.

    Raises:
        RecordsError: A name is empty or too long.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    from sirekap_trainer.records.city import City, city_of, count_modes, default_city, set_city  # noqa: PLC0415
    from sirekap_trainer.records.names import norm  # noqa: PLC0415

    kept = city_of(records).model_dump()
    shipped = default_city()
    if norm(name) != norm(shipped.city) and kept["kecamatan"] == shipped.kecamatan:
        kept["kecamatan"] = {}
    try:
        city = City.model_validate(kept | {"city": name, "province": province, "polling_day": day})
    except ValidationError as error:
        raise RecordsError(
            tr("Nama kota atau provinsi belum benar."), hint=tr("Isi keduanya, paling panjang 80 huruf."), code="kota"
        ) from error
    set_city(records, city)
    if counted:
        count_modes(records, COUNTED[counted])


def take_city(records: Records, path: Path) -> None:
    """Takes the city of a TOML file.

    Raises:
        RecordsError: It cannot be read, or an entry is wrong.
    """
    from sirekap_trainer.records.city import load_city, set_city  # noqa: PLC0415

    set_city(records, load_city(path))


# --- where the records lie --------------------------------------------------------------------------------------------


def server_url(host: str, name: str, user: str, password: str) -> str:
    """The URL of a PostgreSQL database, out of what was typed.

    Raises:
        RecordsError: Something is missing, or the port is none.
    """
    from sqlalchemy import URL  # noqa: PLC0415

    place, _, port = host.partition(":")
    if not (place and name and user):
        raise RecordsError(
            tr("Alamat server belum lengkap."), hint=tr("Isi server, basis data dan pengguna."), code="catatan"
        )
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise RecordsError(tr("Nomor port belum benar."), hint=tr("Tulis misalnya 192.168.1.5:5432."), code="catatan")
    made = URL.create(
        "postgresql",
        username=user,
        password=password or None,
        host=place,
        port=int(port) if port else None,
        database=name,
        query={"connect_timeout": str(PATIENCE)},
    )
    return made.render_as_string(hide_password=False)


def shown_place(where: Path | str) -> str:
    """Where the records lie, without a password."""
    if isinstance(where, Path) or "://" not in where:
        return str(where)
    from sqlalchemy import make_url  # noqa: PLC0415

    url = make_url(where)
    port = f":{url.port}" if url.port else ""
    return tr("server {host}, basis data {name}, pengguna {user}").format(
        host=f"{url.host}{port}", name=url.database, user=url.username
    )


# --- copies -----------------------------------------------------------------------------------------------------------


def back_up(store: Store, path: Path) -> Backup:
    """Writes all records into a file.

    Raises:
        RecordsError: It is there already, or cannot be written.
    """
    from sirekap_trainer.records import backup  # noqa: PLC0415

    whole = path if path.suffix == backup.SUFFIX or path.is_dir() else path.with_name(path.name + backup.SUFFIX)
    return backup.back_up(store, whole, at=datetime.now(UTC))


def check(path: Path) -> Backup:
    """Looks a backup through.

    Raises:
        RecordsError: It is damaged, or none.
    """
    from sirekap_trainer.records import backup  # noqa: PLC0415

    return backup.check(path)


def restore(where: Path | str, path: Path, aside: Path) -> Restored:
    """Puts a backup in the place of all records, damaged ones too; what was erased stays erased.

    Raises:
        RecordsError: Then nothing was changed.
    """
    from sirekap_trainer.records import backup  # noqa: PLC0415

    now = datetime.now(UTC)
    store = backup.open_damaged(where, at=now)
    try:
        return backup.restore(store, path, at=now, aside=aside)
    finally:
        store.close()


# --- people's data ----------------------------------------------------------------------------------------------------


def find(records: Records, words: str) -> list[PersonRow]:
    """Operators, also former ones, whose name, kelurahan or TPS hold these words."""
    from sirekap_trainer.records.people import find_people  # noqa: PLC0415

    return find_people(records, words, former=True) if words.strip() else []


def write_person(records: Records, person_id: int, folder: Path) -> tuple[Path, Path]:
    """Writes all that is kept of a person into a folder, to be read and as JSON; gives both files.

    Raises:
        RecordsError: The person is gone, a file is there already, or it cannot be written.
    """
    from sirekap_trainer.records.person_files import write_export  # noqa: PLC0415
    from sirekap_trainer.records.privacy import export_person  # noqa: PLC0415

    return write_export(export_person(records, person_id), person_id, folder)


def erase_person(records: Records, person_id: int, *, keep_results: bool) -> Erased:
    """Erases a person.

    Raises:
        RecordsError: The person is gone.
    """
    from sirekap_trainer.records import privacy  # noqa: PLC0415

    return privacy.erase_person(records, person_id, today=today(), keep_results=keep_results)


def privacy_state(records: Records) -> PrivacyState:
    """Until when people's data is kept, and what is due."""
    from sirekap_trainer.records import privacy  # noqa: PLC0415

    return PrivacyState(privacy.retention_date(records), privacy.due(records, today()))


def keep_until(records: Records, until: date | None) -> None:
    """Says until when people's data is kept."""
    from sirekap_trainer.records import privacy  # noqa: PLC0415

    privacy.set_retention_date(records, until)


def erase_due(records: Records, *, keep_results: bool) -> Erased | None:
    """Erases everybody, once the day has passed."""
    from sirekap_trainer.records import privacy  # noqa: PLC0415

    return privacy.erase_due(records, today(), keep_results=keep_results)
