"""Backups: everything in one file, from either database into either, refused whole where it is damaged."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import zipfile
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from simulated_city import simulate_city
from sqlalchemy import select, text

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.backup import back_up, check, open_damaged, restore
from sirekap_trainer.records.people import add_person, import_roster, list_people
from sirekap_trainer.records.roster_file import Checked, typed_operator, write_roster
from sirekap_trainer.records.store import HEAD, RECORDS_FILE, Store
from sirekap_trainer.records.tables import Base, Setting


def everything(store):
    with store.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def city(store, roster, tmp_path, name="kota.csv"):
    return simulate_city(store, seed=2, attempts=20, classes=2, roster=write_roster(tmp_path / name, roster(3, 2)))


def test_what_is_backed_up_comes_back(store, roster, now, tmp_path):
    city(store, roster, tmp_path)
    before = everything(store)
    made = back_up(store, tmp_path / "satu.cadangan", at=now)
    assert check(made.path) == made
    assert made.rows == {name: len(rows) for name, rows in before.items()}
    with store.write() as session:
        session.execute(text("DELETE FROM attempt"))
        import_roster(session, Checked(tuple(roster(1, 1)), ()), name="a", at=now, remove_missing=True)
        session.add(Setting(key="sesudah", value={}))
    between = everything(store)
    kept = restore(store, made.path, at=now, aside=tmp_path)
    assert everything(store) == before
    # And the other way, by what was put aside.
    restore(store, kept.before.path, at=now + timedelta(seconds=1), aside=tmp_path)
    assert everything(store) == between


def test_what_is_restored_can_be_added_to(store, roster, now, tmp_path):
    city(store, roster, tmp_path)
    made = back_up(store, tmp_path, at=now)
    assert made.path.name.startswith("catatan-2024")
    restore(store, made.path, at=now, aside=tmp_path)
    with store.write() as session:
        people = len(list_people(session))
        new = typed_operator(district="Baru", village="Baru", station="001", name="Orang Baru", role="utama")
        add_person(session, new)
        assert len(list_people(session)) == people + 1


def test_records_move_from_one_database_to_the_other(store, lite, roster, now, tmp_path):
    city(store, roster, tmp_path)
    made = back_up(store, tmp_path / "pindah.cadangan", at=now)
    restore(lite, made.path, at=now, aside=tmp_path)
    assert everything(lite) == everything(store)
    back = back_up(lite, tmp_path / "kembali.cadangan", at=now)
    restore(store, back.path, at=now + timedelta(seconds=1), aside=tmp_path)
    assert everything(lite) == everything(store)


def test_a_backup_overwrites_nothing(lite, now, tmp_path):
    back_up(lite, tmp_path / "a.cadangan", at=now)
    with pytest.raises(RecordsError, match="sudah ada"):
        back_up(lite, tmp_path / "a.cadangan", at=now)
    names = {back_up(lite, tmp_path, at=now).path for _ in range(3)}
    assert len(names) == 3
    made = back_up(lite, tmp_path / "cadangan saya", at=now)
    assert made.path.parent == tmp_path / "cadangan saya", "a folder that is not there yet"
    (tmp_path / "berkas").touch()
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        back_up(lite, tmp_path / "berkas" / "a.cadangan", at=now)
    assert not list(tmp_path.glob("*.tmp"))


def changed(path, out, change):
    """A copy of a backup with one of its parts changed, or left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return out


def of_contents(**values):
    def change(name, data):
        return json.dumps(json.loads(data) | values) if name == "isi.json" else data

    return change


CHANGES = {
    "a row changed": lambda name, data: data.replace(b"Andika", b"Bndika") if name == "person.jsonl" else data,
    "a row gone": lambda name, data: data.partition(b"\n")[2] if name == "person.jsonl" else data,
    "a table gone": lambda name, data: None if name == "person.jsonl" else data,
    "no contents": lambda name, data: None if name == "isi.json" else data,
    "other contents": lambda name, data: b"[]" if name == "isi.json" else data,
    "a table more": of_contents(tables={"lain": {"rows": 0, "sha256": "0" * 64}}),
    "unknown revision": of_contents(revision="0000"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_backup_is_refused_and_nothing_changes(lite, roster, now, tmp_path, change):
    with lite.write() as session:
        import_roster(session, Checked(tuple(roster(1, 2)), ()), name="a", at=now)
    made = back_up(lite, tmp_path / "a.cadangan", at=now)
    before = everything(lite)
    bad = changed(made.path, tmp_path / "b.cadangan", change)
    with pytest.raises(RecordsError, match="cadangan rusak, berubah"):
        restore(lite, bad, at=now, aside=tmp_path)
    assert everything(lite) == before


@pytest.mark.parametrize("values", [{"revision": "9999"}, {"format": 2}, {"format": 7, "whatever": 1}])
def test_a_newer_backup_is_refused_as_newer(lite, now, tmp_path, values):
    made = back_up(lite, tmp_path / "a.cadangan", at=now)
    with pytest.raises(RecordsError, match="versi aplikasi yang lebih baru"):
        check(changed(made.path, tmp_path / "b.cadangan", of_contents(**values)))


def test_a_damaged_backup_is_refused(lite, roster, now, tmp_path):
    """Cut off anywhere, or with bytes changed anywhere that matters."""
    with lite.write() as session:
        import_roster(session, Checked(tuple(roster(1, 2)), ()), name="a", at=now)
    data = back_up(lite, tmp_path / "a.cadangan", at=now).path.read_bytes()
    bad = tmp_path / "b.cadangan"
    dice = random.Random(5)
    for _ in range(60):
        bad.write_bytes(data[: dice.randrange(len(data))])
        with pytest.raises(RecordsError, match="rusak"):
            check(bad)
        flipped = bytearray(data)
        for at in dice.sample(range(len(data)), 12):
            flipped[at] ^= 255
        bad.write_bytes(bytes(flipped))
        with suppress(RecordsError):  # bytes that say nothing (a time, an attribute) may change
            check(bad)
    with pytest.raises(RecordsError, match="tidak ditemukan"):
        check(tmp_path / "tidak-ada.cadangan")


def test_a_backup_that_says_what_the_tables_refuse_changes_nothing(store, roster, now, tmp_path):
    """Whoever rewrites a backup may promise the right sums; the database still has a say."""
    with store.write() as session:
        import_roster(session, Checked(tuple(roster(1, 2)), ()), name="a", at=now)
    made = back_up(store, tmp_path / "a.cadangan", at=now)
    before = everything(store)
    with zipfile.ZipFile(made.path) as archive:
        rows = archive.read("person.jsonl").replace(b'"utama"', b'"ketua"')
        contents = json.loads(archive.read("isi.json"))
    contents["tables"]["person"]["sha256"] = hashlib.sha256(rows).hexdigest()
    parts = {"person.jsonl": rows, "isi.json": json.dumps(contents)}
    bad = changed(made.path, tmp_path / "b.cadangan", parts.get)
    with pytest.raises(RecordsError, match="catatan yang ada tidak berubah"):
        restore(store, bad, at=now, aside=tmp_path)
    assert everything(store) == before


def test_a_damaged_database_is_put_aside(roster, now, tmp_path):
    with closing(Store.open(tmp_path / "c")) as store:
        with store.write() as session:
            import_roster(session, Checked(tuple(roster(1, 2)), ()), name="a", at=now)
        made = back_up(store, tmp_path / "a.cadangan", at=now)
        before = everything(store)
    file = tmp_path / "c" / RECORDS_FILE
    file.write_bytes(b"kacau" * 5000)
    with closing(open_damaged(tmp_path / "c", at=now)) as store:
        restore(store, made.path, at=now, aside=tmp_path)
        assert everything(store) == before
    assert (tmp_path / "c" / "catatan-rusak-20241120-080000.sqlite").read_bytes().startswith(b"kacau")


def test_one_that_is_damaged_somewhere_inside_is_put_aside_too(roster, now, tmp_path):
    """The records opened, but could be neither backed up nor restored."""
    with closing(Store.open(tmp_path / "c")) as store:
        with store.write() as session:
            import_roster(session, Checked(tuple(roster(1, 38)), ()), name="a", at=now)
        made = back_up(store, tmp_path / "a.cadangan", at=now)
        before = everything(store)
    file = tmp_path / "c" / RECORDS_FILE
    spoil(file, "person")
    with closing(Store.open(tmp_path / "c")) as store, pytest.raises(RecordsError, match="tidak dapat dibaca"):
        back_up(store, tmp_path / "b.cadangan", at=now)
    assert [path.name for path in tmp_path.glob("b*")] == []
    with closing(open_damaged(tmp_path / "c", at=now)) as store:
        restore(store, made.path, at=now, aside=tmp_path)
        assert everything(store) == before
    assert (tmp_path / "c" / "catatan-rusak-20241120-080000.sqlite").exists()


def spoil(file, table):
    """Writes nonsense over the first page of a table."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        ((page,),) = connection.execute(query, (table,)).fetchall()
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : (page - 1) * size + 200] = b"\xff" * 200
    file.write_bytes(data)


def test_one_that_another_program_holds_is_not_damaged(now, tmp_path, monkeypatch):
    """It was put aside, and what the other window wrote from then on was lost."""
    folder = tmp_path / "c"
    Store.open(folder).close()
    monkeypatch.setattr("sirekap_trainer.records.store._PATIENCE", 0.05)
    with closing(sqlite3.connect(folder / RECORDS_FILE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordsError) as refused:
            open_damaged(folder, at=now)
    assert "Program lain" in refused.value.hint
    assert not list(folder.glob("catatan-rusak*"))


def test_a_damaged_one_that_cannot_be_moved_is_told_and_stays_whole(now, tmp_path, monkeypatch):
    """On Windows no file goes that a program has open."""
    folder = tmp_path / "c"
    Store.open(folder).close()
    (folder / RECORDS_FILE).write_bytes(b"kacau" * 5000)
    real = Path.replace

    def held(path, target):
        if path.name == RECORDS_FILE:
            raise PermissionError(13, "in use")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(RecordsError, match="tidak dapat disisihkan"):
        open_damaged(folder, at=now)
    assert (folder / RECORDS_FILE).read_bytes().startswith(b"kacau")
    assert not list(folder.glob("catatan-rusak*"))


def test_a_backup_says_its_revision(lite, now, tmp_path):
    made = back_up(lite, tmp_path / "a.cadangan", at=now)
    with zipfile.ZipFile(made.path) as archive:
        assert json.loads(archive.read("isi.json"))["revision"] == HEAD
