"""The commands for the trainer's records: `sirekap-trainer records ...`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sirekap_trainer.cli_common import (
    SIGNS,
    SecretFile,
    Where,
    clear_errors,
    keyring_of,
    open_records,
    print_json,
    records_at,
)
from sirekap_trainer.errors import RecordsError, UsageError
from sirekap_trainer.figures import percent

if TYPE_CHECKING:
    from sirekap_trainer.records.people import Change, PersonRow, RosterPlan
    from sirekap_trainer.records.privacy import Erased
    from sirekap_trainer.records.roster_file import Meaning, Sheet

records_app = typer.Typer(
    no_args_is_help=True,
    help="Catatan pelatih: peserta, kelas, hasil, cadangan.",
    rich_markup_mode=None,
)
#: Changes of a list told one by one; more are counted.
_TOLD = 20

_PersonId = Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor peserta, dari records people.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Jangan bertanya dulu.")]


def _now() -> datetime:
    return datetime.now(UTC)


# --- the roster -------------------------------------------------------------------------------------------------------


@records_app.command("template", epilog="Contoh: sirekap-trainer records template operator.xlsx")
def records_template(
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas baru, berakhiran .xlsx atau .csv.")],
) -> None:
    """Tulis contoh daftar operator untuk diisi."""
    from sirekap_trainer.records.roster_file import write_template

    with clear_errors():
        typer.echo(f"Contoh ditulis: {write_template(path)}", err=True)


@records_app.command(
    "import-roster", epilog="Contoh: sirekap-trainer records import-roster sample_roster/operator.csv --preview"
)
def records_import_roster(
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help="Daftar operator: XLSX atau CSV.")],
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="ISIAN=JUDUL", help="Kolom yang dimaksud, misalnya name='Nama Petugas'."),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Tampilkan saja; jangan simpan.")] = False,
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="Yang tidak ada pada daftar bukan operator lagi.")
    ] = False,
    where: Where = "",
    as_json: _AsJson = False,
) -> None:
    """Impor daftar operator: seluruhnya, atau tidak sama sekali."""
    from sirekap_trainer.records.people import import_roster, plan_roster
    from sirekap_trainer.records.roster_file import check_rows, open_sheet, refuse_problems

    with clear_errors():
        sheet = open_sheet(path)
        checked = check_rows(sheet, _matching(sheet, columns or []))
        refuse_problems(checked, path.name)
        with open_records(where) as store:
            if preview:
                with store.read() as session:
                    plan = plan_roster(session, checked.operators)
            else:
                with store.write() as session:
                    plan = import_roster(
                        session, checked, name=path.name, at=_now(), remove_missing=remove_missing
                    )  # fmt: skip
    if as_json:
        print_json(_plan_json(plan, saved=not preview))
    else:
        _print_plan(plan, saved=not preview)


def _matching(sheet: Sheet, columns: list[str]) -> Mapping[Meaning, int]:
    from sirekap_trainer.records.roster_file import MEANINGS

    places = {column.title.casefold(): column.place for column in sheet.columns}
    matching = dict(sheet.matching)
    for words in columns:
        name, _, title = words.partition("=")
        meaning = next((one for one in MEANINGS if name.strip() in (one, MEANINGS[one].casefold())), None)
        if meaning is None or title.strip().casefold() not in places:
            raise UsageError(
                f"Kolom '{words}' tidak dikenal.",
                hint=f"Tulis salah satu dari {', '.join(MEANINGS)}, lalu judul kolomnya.",
                code="kolom",
            )
        place = places[title.strip().casefold()]
        matching = {one: at for one, at in matching.items() if at != place} | {meaning: place}
    return matching


_CHANGE_WORDS = {
    "new": "baru",
    "changed": "diubah",
    "moved": "pindah",
    "replaced": "diganti",
    "gone": "tidak ada pada daftar",
}


def _plan_json(plan: RosterPlan, *, saved: bool) -> dict[str, Any]:
    return {
        "saved": saved,
        "same": plan.same,
        **{kind: plan.count(kind) for kind in ("new", "changed", "moved", "replaced", "gone")},
        "new_districts": list(plan.new_districts),
        "new_villages": [" / ".join(place) for place in plan.new_villages],
        "new_stations": plan.new_stations,
    }


def _print_plan(plan: RosterPlan, *, saved: bool) -> None:
    for village in plan.new_villages:
        typer.echo(f"  {SIGNS['info']} Kelurahan baru: {village[1]}, Kecamatan {village[0]}")
    told = [change for change in plan.changes if change.kind != "new"]
    for change in told[:_TOLD]:
        typer.echo(f"  {SIGNS['info']} {_change_words(change)}")
    if len(told) > _TOLD:
        typer.echo(f"  {SIGNS['info']} dan {len(told) - _TOLD} lagi")
    counts = [f"{plan.count(kind)} {words}" for kind, words in _CHANGE_WORDS.items() if plan.count(kind)]  # type: ignore[arg-type]
    done = "Disimpan" if saved else "Belum disimpan"
    typer.echo(f"{done}: {', '.join([*counts, f'{plan.same} tetap'])}; {plan.new_stations} TPS baru.")
    if plan.other_city:
        words = f"Kecamatan di daftar ini bukan dari {plan.other_city}, kota di catatan ini."
        typer.echo(f"{SIGNS['warning']} {words} Ganti kotanya dengan: records city KOTA.toml")


def _change_words(change: Change) -> str:
    before, after = change.before, change.after
    where = after or before
    assert where is not None
    names = " -> ".join(one.name for one in (before, after) if one is not None)
    return f"TPS {where.station} {where.village}, operator {where.role}: {names} ({_CHANGE_WORDS[change.kind]})"


@records_app.command("people", epilog="Contoh: sirekap-trainer records people 'triwung lor 012'")
def records_people(
    words: Annotated[str, typer.Argument(metavar="KATA", help="Bagian nama, kelurahan atau nomor TPS.")] = "",
    *,
    former: Annotated[bool, typer.Option("--former", help="Cari juga yang tidak bertugas lagi.")] = False,
    where: Where = "",
    as_json: _AsJson = False,
) -> None:
    """Cari peserta dan nomornya."""
    from sirekap_trainer.records.people import find_people, list_people

    with clear_errors(), open_records(where) as store, store.read() as session:
        rows = find_people(session, words, former=former) if words or former else list_people(session)
    if as_json:
        print_json([_person_json(one) for one in rows])
        return
    for one in rows:
        left = " (tidak bertugas lagi)" if one.left else ""
        typer.echo(f"{one.id:>5}  {one.name:<30} {one.role:<8}  TPS {one.station} {one.village}, {one.district}{left}")
    if not rows:
        typer.echo("Tidak ada peserta yang cocok.", err=True)


def _person_json(one: PersonRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "tps": one.station,
        "kelurahan": one.village,
        "kecamatan": one.district,
        "phone": one.phone,
        "left": one.left,
    }


@records_app.command(
    "add-person",
    epilog="Contoh: sirekap-trainer records add-person 'Sari Melati' --kecamatan Mayangan --kelurahan Jati --tps 012",
)
def records_add_person(
    name: Annotated[str, typer.Argument(metavar="NAMA", help="Nama lengkap.")],
    *,
    district: Annotated[str, typer.Option("--kecamatan", help="Kecamatan; dibuat bila belum ada.")],
    village: Annotated[str, typer.Option("--kelurahan", help="Kelurahan atau desa; dibuat bila belum ada.")],
    station: Annotated[str, typer.Option("--tps", help="Nomor TPS; dibuat bila belum ada.")],
    role: Annotated[str, typer.Option("--role", help="utama atau cadangan.")] = "utama",
    phone: Annotated[str, typer.Option("--phone", help="Nomor HP; boleh kosong.")] = "",
    where: Where = "",
) -> None:
    """Tambah satu peserta tanpa daftar."""
    from sirekap_trainer.records.people import add_person
    from sirekap_trainer.records.roster_file import typed_operator

    with clear_errors():
        one = typed_operator(district=district, village=village, station=station, name=name, role=role, phone=phone)
        with open_records(where) as store, store.write() as session:
            made = add_person(session, one)
    typer.echo(f"{one.name} ditambahkan, nomor {made}: operator {one.role} TPS {one.station} {one.village}.")


@records_app.command("city", epilog="Contoh: sirekap-trainer records city kota.toml")
def records_city(
    path: Annotated[Path | None, typer.Argument(metavar="BERKAS", help="Berkas TOML kota; kosong: tampilkan.")] = None,
    *,
    where: Where = "",
    as_json: _AsJson = False,
) -> None:
    """Tampilkan kota dan hari pemungutan suara, atau ambil dari berkas."""
    from sirekap_trainer.records.city import city_of, load_city, set_city

    with clear_errors(), open_records(where) as store:
        if path is not None:
            with store.write() as session:
                set_city(session, load_city(path))
        with store.read() as session:
            city = city_of(session)
    if as_json:
        print_json(city.model_dump(mode="json"))
        return
    day = city.polling_day.isoformat() if city.polling_day else "belum diisi"
    typer.echo(f"{city.city}, {city.province}. Hari pemungutan suara: {day}.")


@records_app.command("tps", epilog="Contoh: sirekap-trainer records tps daftar-tps.xlsx")
def records_tps(
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas baru, berakhiran .xlsx atau .csv.")],
    *,
    where: Where = "",
) -> None:
    """Tulis daftar TPS dari catatan, untuk practice make --roster."""
    from sirekap_trainer.practice.roster import write_roster
    from sirekap_trainer.records.city import city_stations

    with clear_errors():
        with open_records(where) as store, store.read() as session:
            places = city_stations(session)
        typer.echo(f"{len(places)} TPS ditulis: {write_roster(path, places)}", err=True)


# --- results ----------------------------------------------------------------------------------------------------------


@records_app.command("take", epilog="Contoh: sirekap-trainer records take hasil/ujian-*.json --packets ujian")
def records_take(
    attempts: Annotated[list[Path], typer.Argument(metavar="HASIL...", help="Berkas hasil ujian dari peserta.")],
    *,
    packets: Annotated[Path, typer.Option(help="Folder paket yang disegel.")],
    code: Annotated[
        str, typer.Option("--class", metavar="KODE", help="Kelas untuk hasil yang tidak menyebutnya.")
    ] = "",
    where: Where = "",
) -> None:
    """Ambil berkas hasil ujian ke dalam catatan; nilainya kemudian dengan records score."""
    from sirekap_trainer.exercise.saved import attempted_packet
    from sirekap_trainer.form.catalog import builtin_catalog
    from sirekap_trainer.practice.seal import packets_in
    from sirekap_trainer.practice.sealed import load_any
    from sirekap_trainer.records.classes import class_id_of
    from sirekap_trainer.records.exchange import take_files
    from sirekap_trainer.records.plain_attempt import read_attempt

    with clear_errors():
        known = {packet.id: packet for packet in (load_any(folder) for folder, _ in packets_in(packets))}
        brought = []
        for path in attempts:
            name = attempted_packet(path)
            if name not in known:
                raise RecordsError(
                    f"Paket {name} untuk {path.name} tidak ditemukan.", hint="Sebutkan folder paketnya.", code="paket"
                )
            brought.append(read_attempt(path, known[name], catalog=builtin_catalog()))
        with open_records(where) as store, store.write() as session:
            taken = take_files(session, brought, class_id=class_id_of(session, code) if code else None)
    done = taken.attempts
    gone = f" {len(done.erased)} dihapus sebelumnya: tidak diterima lagi." if done.erased else ""
    gone += f" {taken.no_class} menyebut kelas yang tidak ada di catatan ini." if taken.no_class else ""
    typer.echo(f"{len(done.new)} hasil baru, {len(done.known)} sudah ada, {len(done.unmatched)} belum cocok.{gone}")


@records_app.command("unmatched", epilog="Contoh: sirekap-trainer records unmatched")
def records_unmatched(*, where: Where = "", as_json: _AsJson = False) -> None:
    """Tampilkan hasil yang belum cocok dengan seorang peserta pun."""
    from dataclasses import asdict

    from sirekap_trainer.records.attempts import list_unmatched
    from sirekap_trainer.records.people import people_at

    with clear_errors(), open_records(where) as store, store.read() as session:
        found = list_unmatched(session)
        people = people_at(session, {key for one in found for key in one.suggestions})
    if as_json:
        print_json([asdict(one) | {"sent_at": one.sent_at.isoformat()} for one in found])
        return
    for one in found:
        typer.echo(f"{one.id}  {one.name}, {one.role}, TPS {one.station} {one.village}, paket {one.packet}")
        for person in (people[key] for key in one.suggestions if key in people):
            typer.echo(f"  mungkin {person.id}: {person.name}, {person.role}, TPS {person.station} {person.village}")
    if not found:
        typer.echo("Semua hasil sudah cocok.", err=True)


@records_app.command("settle", epilog="Contoh: sirekap-trainer records settle 3f0c... 12")
def records_settle(
    attempt: Annotated[str, typer.Argument(metavar="HASIL", help="Nomor hasil, dari records unmatched.")],
    person: _PersonId,
    *,
    where: Where = "",
) -> None:
    """Tetapkan milik siapa sebuah hasil yang belum cocok."""
    from sirekap_trainer.records.attempts import settle
    from sirekap_trainer.records.people import person_at

    with clear_errors(), open_records(where) as store, store.write() as session:
        settle(session, attempt, person)
        found = person_at(session, person)
    typer.echo(f"Hasil itu milik {found.name}, TPS {found.station} {found.village}.")


@records_app.command("score", epilog="Contoh: sirekap-trainer records score --packets ujian")
def records_score(
    *,
    packets: Annotated[Path, typer.Option(help="Folder paket yang disegel.")],
    passphrase_file: SecretFile = None,
    where: Where = "",
) -> None:
    """Nilai hasil ujian yang masih tersegel."""
    from sirekap_trainer.exercise.scoring import load_rubric
    from sirekap_trainer.form.catalog import builtin_catalog
    from sirekap_trainer.practice.seal import open_sealed, packets_in
    from sirekap_trainer.practice.sealed import load_any
    from sirekap_trainer.records.attempts import score_waiting, unscored_packets

    with clear_errors(), open_records(where) as store:
        with store.read() as session:
            waiting = unscored_packets(session)
        folders = {load_any(folder).id: folder for folder, _ in packets_in(packets)}
        wanted = sorted(waiting.keys() & folders.keys())
        keyring = keyring_of(passphrase_file) if wanted else None
        opened = {name: open_sealed(folders[name], keyring) for name in wanted if keyring is not None}
        with store.write() as session:
            done = score_waiting(session, opened, load_rubric(), catalog=builtin_catalog())
    for key, reason in done.refused:
        typer.echo(f"  {SIGNS['error']} {key}: {reason}")
    left = sum(waiting.values()) - len(done.scored)
    typer.echo(f"{len(done.scored)} hasil dinilai, {left} belum.")


@records_app.command("summary", epilog="Contoh: sirekap-trainer records summary --json")
def records_summary(*, where: Where = "", as_json: _AsJson = False) -> None:
    """Tampilkan keadaan kota: TPS yang operatornya sudah lulus, per kecamatan."""
    from sirekap_trainer.records.queries import city_overview

    with clear_errors(), open_records(where) as store, store.read() as session:
        found = city_overview(session)
    rows = [*found.parts, found.total]
    if as_json:
        names = ("district", "stations", "both", "one", "none", "operators", "trained", "passed", "mean")
        print_json([{name: getattr(row, name) for name in names} for row in rows])
        return
    typer.echo(f"{'Kecamatan':<24}{'TPS':>6}{'dua':>6}{'satu':>6}{'belum':>7}{'operator':>10}{'ikut':>6}{'lulus':>7}")
    for row in rows:
        counts = f"{row.stations:>6}{row.both:>6}{row.one:>6}{row.none:>7}{row.operators:>10}"
        typer.echo(f"{row.district or 'Seluruhnya':<24}{counts}{row.trained:>6}{row.passed:>7}")


@records_app.command("fairness", epilog="Contoh: sirekap-trainer records fairness --json")
def records_fairness(*, where: Where = "", as_json: _AsJson = False) -> None:
    """Periksa apakah ada paket yang lebih sulit daripada yang lain."""
    from dataclasses import asdict

    from sirekap_trainer.records.fairness import packet_difficulties

    with clear_errors(), open_records(where) as store, store.read() as session:
        found = packet_difficulties(session)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        sign = f"{SIGNS['warning']} lebih sulit" if one.harder else "wajar"
        others = "-" if one.others is None else percent(one.others)
        typer.echo(f"{one.packet:<24}{one.attempts:>5} hasil  benar {percent(one.share)}, lainnya {others}  {sign}")
    if not found:
        typer.echo("Belum ada hasil yang dinilai.", err=True)


# --- one person -------------------------------------------------------------------------------------------------------


@records_app.command("export-person", epilog="Contoh: sirekap-trainer records export-person 12 --out data-peserta")
def records_export_person(
    person: _PersonId,
    *,
    out: Annotated[Path, typer.Option(help="Folder untuk kedua berkas.")],
    where: Where = "",
) -> None:
    """Tulis semua data tentang satu peserta: JSON, dan teks untuk dibaca."""
    from sirekap_trainer.records.person_files import write_export
    from sirekap_trainer.records.privacy import export_person

    with clear_errors():
        with open_records(where) as store, store.read() as session:
            found = export_person(session, person)
        files = write_export(found, person, out)
    for path in files:
        typer.echo(f"Ditulis: {path}", err=True)


@records_app.command("erase-person", epilog="Contoh: sirekap-trainer records erase-person 12")
def records_erase_person(
    person: _PersonId,
    *,
    results_too: Annotated[bool, typer.Option("--results-too", help="Hapus juga hasilnya.")] = False,
    yes: _Yes = False,
    where: Where = "",
) -> None:
    """Hapus satu peserta. Hasilnya tetap dihitung tanpa nama, kecuali dengan --results-too."""
    from sirekap_trainer.records.people import people_at
    from sirekap_trainer.records.privacy import erase_person

    with clear_errors(), open_records(where) as store:
        with store.read() as session:
            found = people_at(session, [person]).get(person)
        name = f"{found.name}, TPS {found.station} {found.village}" if found else f"peserta {person}"
        _sure(f"Hapus {name}? Ini tidak dapat dibatalkan.", yes=yes)
        with store.write() as session:
            today = date.today()  # noqa: DTZ011 - the date on the wall
            erased = erase_person(session, person, today=today, keep_results=not results_too)
    _print_erased(erased, results_too=results_too)


def _sure(question: str, *, yes: bool) -> None:
    if not yes and not typer.confirm(question):
        raise typer.Exit(1)


def _print_erased(erased: Erased, *, results_too: bool) -> None:
    what = "dihapus" if results_too else "tanpa nama sekarang"
    typer.echo(
        f"{erased.people} peserta dihapus; {erased.attempts} hasil, {erased.quizzes} tes dan "
        f"{erased.questions} pertanyaan {what}. Cadangan lama masih memuatnya: hapus juga."
    )


@records_app.command("retention", epilog="Contoh: sirekap-trainer records retention --until 2025-06-30")
def records_retention(
    *,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Sampai kapan data peserta disimpan.")
    ] = None,
    erase: Annotated[bool, typer.Option("--erase", help="Hapus yang sudah lewat tanggalnya.")] = False,
    results_too: Annotated[bool, typer.Option("--results-too", help="Hapus juga hasilnya.")] = False,
    yes: _Yes = False,
    where: Where = "",
) -> None:
    """Tampilkan atau tetapkan sampai kapan data peserta disimpan, dan hapus bila sudah lewat."""
    from sirekap_trainer.records.privacy import due, erase_due, retention_date, set_retention_date

    today = date.today()  # noqa: DTZ011 - the date on the wall
    with clear_errors(), open_records(where) as store:
        if until is not None:
            with store.write() as session:
                set_retention_date(session, until.date())
        with store.read() as session:
            kept, what = retention_date(session), due(session, today)
        if what is None:
            typer.echo(f"Data peserta disimpan sampai {kept or 'tanggal yang belum ditetapkan'}.")
            return
        typer.echo(f"Sudah lewat {kept}: {what.people} peserta, {what.attempts} hasil.")
        if not erase:
            return
        _sure("Hapus semua data peserta? Ini tidak dapat dibatalkan.", yes=yes)
        with store.write() as session:
            erased = erase_due(session, today, keep_results=not results_too)
    if erased is not None:
        _print_erased(erased, results_too=results_too)


# --- backup -----------------------------------------------------------------------------------------------------------


@records_app.command("backup", epilog="Contoh: sirekap-trainer records backup D:/cadangan")
def records_backup(
    path: Annotated[Path, typer.Argument(metavar="TUJUAN", help="Folder, atau nama berkas baru.")],
    *,
    where: Where = "",
) -> None:
    """Simpan cadangan seluruh catatan dalam satu berkas."""
    from sirekap_trainer.records.backup import back_up

    with clear_errors(), open_records(where) as store:
        made = back_up(store, path, at=_now())
    typer.echo(f"Cadangan disimpan: {made.path}", err=True)


@records_app.command("forget-passphrase", epilog="Contoh: sirekap-trainer records forget-passphrase")
def records_forget_passphrase(*, yes: _Yes = False) -> None:
    """Hapus kata sandi pelatih di laptop ini, bila lupa; catatan dan hasil tetap."""
    from sirekap_trainer.records.door import LOCK_FILE, Door
    from sirekap_trainer.records.whereabouts import usual_place

    with clear_errors():
        _sure("Hapus kata sandi pelatih di laptop ini? Catatan dan hasil tetap.", yes=yes)
        there = Door(usual_place().parent / LOCK_FILE).take_away()
    words = "Kata sandi pelatih dihapus. Catatan dan hasil tetap." if there else "Di laptop ini tidak ada kata sandi."
    typer.echo(words, err=True)


@records_app.command("restore", epilog="Contoh: sirekap-trainer records restore catatan-20241120-080000.cadangan")
def records_restore(
    path: Annotated[Path, typer.Argument(metavar="CADANGAN", help="Berkas dari records backup.")],
    *,
    aside: Annotated[
        Path | None, typer.Option(help="Folder untuk cadangan catatan yang sekarang.", show_default="folder CADANGAN")
    ] = None,
    yes: _Yes = False,
    where: Where = "",
) -> None:
    """Ganti seluruh catatan dengan isi cadangan; yang sekarang dicadangkan dulu."""
    from sirekap_trainer.records.backup import check, open_damaged, restore

    with clear_errors():
        found = check(path)
        place = records_at(where)
        _sure(f"Ganti seluruh catatan dengan cadangan {found.made_at.astimezone():%Y-%m-%d %H:%M}?", yes=yes)
        store = open_damaged(place, at=_now())
        try:
            done = restore(store, path, at=_now(), aside=aside or path.resolve().parent)
        finally:
            store.close()
    typer.echo(f"Catatan dipulihkan. Catatan sebelumnya: {done.before.path}", err=True)
    if done.message:
        typer.echo(done.message, err=True)
