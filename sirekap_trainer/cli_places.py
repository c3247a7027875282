"""The commands for kecamatan, kelurahan and TPS of the records: `sirekap-trainer records place ...`."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sirekap_trainer.cli_common import Where, clear_errors, open_records, print_json
from sirekap_trainer.errors import RecordsError

if TYPE_CHECKING:
    from sirekap_trainer.records.places import DistrictRow, Places, StationRow, VillageRow

places_app = typer.Typer(
    no_args_is_help=True, help="Kecamatan, kelurahan dan TPS: lihat, tambah, ubah, hapus.", rich_markup_mode=None
)


class Level(StrEnum):
    """What a place is."""

    TPS = "tps"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"


_Level = Annotated[Level, typer.Argument(metavar="JENIS", help="tps, kelurahan atau kecamatan.")]
_PlaceId = Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor tempat, dari records place list.")]


@places_app.command("list", epilog="Contoh: sirekap-trainer records place list kelurahan")
def place_list(
    level: Annotated[Level, typer.Argument(metavar="JENIS", help="tps, kelurahan atau kecamatan.")] = Level.TPS,
    *,
    where: Where = "",
    as_json: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False,
) -> None:
    """Tampilkan tempat, nomornya, dan berapa operatornya; yang kosong juga."""
    from sirekap_trainer.records.places import list_places

    with clear_errors(), open_records(where) as store, store.read() as session:
        rows = _rows(list_places(session), level)
    if as_json:
        print_json([asdict(one) for one in rows])
        return
    for one in rows:
        typer.echo(f"{one.id:>5}  {_name(one)}: {one.operators} operator")
    if not rows:
        typer.echo("Belum ada tempat.", err=True)


def _rows(places: Places, level: Level) -> tuple[StationRow | VillageRow | DistrictRow, ...]:
    if level is Level.TPS:
        return places.stations
    return places.villages if level is Level.KELURAHAN else places.districts


def _name(one: StationRow | VillageRow | DistrictRow) -> str:
    from sirekap_trainer.records.places import StationRow, VillageRow

    if isinstance(one, StationRow):
        return f"TPS {one.number} {one.village}, {one.district}"
    return f"{one.name}, {one.district}" if isinstance(one, VillageRow) else one.name


@places_app.command(
    "add", epilog="Contoh: sirekap-trainer records place add --kecamatan Mayangan --kelurahan Jati --tps 012"
)
def place_add(
    *,
    district: Annotated[str, typer.Option("--kecamatan", help="Kecamatan; dibuat bila belum ada.")],
    village: Annotated[str, typer.Option("--kelurahan", help="Kelurahan atau desa; dibuat bila belum ada.")],
    number: Annotated[str, typer.Option("--tps", help="Nomor TPS.")],
    last: Annotated[str, typer.Option("--to", help="Nomor terakhir: tambah semua TPS dari --tps sampai ini.")] = "",
    where: Where = "",
) -> None:
    """Tambah TPS tanpa operator, satu atau beberapa sekaligus."""
    from sirekap_trainer.records.places import add_station, add_stations

    with clear_errors(), open_records(where) as store, store.write() as session:
        if last:
            added = add_stations(session, district=district, village=village, first=number, last=last)
            there = f" Sudah ada: {', '.join(added.there)}." if added.there else ""
            words = f"{len(added.ids)} TPS ditambahkan.{there}"
        else:
            words = f"TPS ditambahkan, nomor {add_station(session, district=district, village=village, number=number)}."
    typer.echo(words)


@places_app.command("move", epilog="Contoh: sirekap-trainer records place move 12 --kelurahan Jati")
def place_move(
    station: Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor TPS di catatan, dari records place list.")],
    *,
    village: Annotated[str, typer.Option("--kelurahan", help="Kelurahan atau desa tujuan; dibuat bila belum ada.")],
    district: Annotated[
        str, typer.Option("--kecamatan", help="Kecamatannya; perlu bila kelurahan itu belum dikenal.")
    ] = "",
    number: Annotated[str, typer.Option("--tps", help="Nomor TPS di sana, bila lain.")] = "",
    where: Where = "",
) -> None:
    """Pindahkan sebuah TPS ke kelurahan lain; operator dan hasilnya ikut."""
    from sirekap_trainer.records.places import move_station

    with clear_errors(), open_records(where) as store, store.write() as session:
        move_station(session, station, village=village, district=district, number=number or None)
    typer.echo("Dipindahkan.")


@places_app.command("rename", epilog="Contoh: sirekap-trainer records place rename tps 12 013")
def place_rename(
    level: _Level,
    place: _PlaceId,
    name: Annotated[str, typer.Argument(metavar="NAMA", help="Nama baru; untuk TPS, nomor barunya.")],
    *,
    district: Annotated[
        int | None, typer.Option("--kecamatan", help="Nomor kecamatan tempat kelurahan itu dipindahkan.")
    ] = None,
    where: Where = "",
) -> None:
    """Ubah nama kecamatan atau kelurahan, atau nomor TPS; operator dan hasilnya ikut."""
    from sirekap_trainer.records.places import rename_district, rename_village, renumber_station

    with clear_errors(), open_records(where) as store, store.write() as session:
        if level is Level.KELURAHAN:
            rename_village(session, place, name, district_id=district)
        elif district is not None:
            raise RecordsError("Hanya kelurahan yang dapat dipindahkan.", hint="Hapus --kecamatan.", code="tempat")
        elif level is Level.TPS:
            renumber_station(session, place, name)
        else:
            rename_district(session, place, name)
    typer.echo("Diubah.")


@places_app.command("remove", epilog="Contoh: sirekap-trainer records place remove kelurahan 7")
def place_remove(
    level: _Level,
    place: _PlaceId,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Jangan bertanya dulu.")] = False,
    where: Where = "",
) -> None:
    """Hapus tempat tanpa operator, beserta TPS kosong di dalamnya."""
    from sirekap_trainer.records.places import list_places, remove_district, remove_station, remove_village

    with clear_errors(), open_records(where) as store:
        with store.read() as session:
            found = next((one for one in _rows(list_places(session), level) if one.id == place), None)
        name = _name(found) if found else f"{level.value} {place}"
        if not yes and not typer.confirm(f"Hapus {name}?"):
            raise typer.Exit(1)
        remove = {
            Level.TPS: remove_station,
            Level.KELURAHAN: remove_village,
            Level.KECAMATAN: remove_district,
        }[level]
        with store.write() as session:
            gone = remove(session, place)
    typer.echo(f"{name} dihapus" + (f", dengan {gone} TPS kosong." if gone else "."))
