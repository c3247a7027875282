"""Opening records: their tables from every revision on, on both databases, and many writers at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, func, inspect, select, text
from sqlalchemy.exc import OperationalError

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.attempts import insert_new
from sirekap_trainer.records.erased import hold_off, stand_in_line
from sirekap_trainer.records.people import add_person, list_people
from sirekap_trainer.records.roster_file import typed_operator
from sirekap_trainer.records.store import HEAD, RECORDS_FILE, Store, hint_of, known_revisions, migrate
from sirekap_trainer.records.tables import Base, Bundle, Setting

WRITERS = 20


def differences(store):
    with store.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_new_records_have_the_tables_of_today(where):
    with closing(Store.open(where)) as store:
        assert differences(store) == []
    # Opened again they stay as they are.
    with closing(Store.open(where)) as store:
        assert differences(store) == []


def test_every_earlier_revision_is_brought_up_to_date(where):
    """From nothing, and from each revision there ever was, with a row that must not be lost."""
    store = Store.open(where)
    with store.write() as session:
        session.add(Setting(key="dulu", value={"ada": True}))
    for revision in known_revisions():
        downgrade(store, revision)
        migrate(store.engine)
        assert differences(store) == [], revision
        with store.read() as session:
            assert session.get(Setting, "dulu").value == {"ada": True}
    downgrade(store, "base")
    assert set(inspect(store.engine).get_table_names()) <= {"alembic_version"}
    migrate(store.engine)
    assert differences(store) == []
    store.close()


def test_the_newest_revision_is_the_one_this_version_writes():
    """Alembic would say so, but takes long to import."""
    assert known_revisions()[0] == HEAD


def test_records_that_are_up_to_date_open_without_alembic(tmp_path):
    """It takes a tenth of a second to import, in each trainee's window."""
    Store.open(tmp_path).close()
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from sirekap_trainer.records.store import Store; Store.open(sys.argv[1]).close();"
            "print('alembic' in sys.modules)",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def downgrade(store, revision):
    from alembic import command

    from sirekap_trainer.records.store import alembic_config

    config = alembic_config()
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_records_of_a_newer_version_are_refused(where):
    store = Store.open(where)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(RecordsError, match="versi aplikasi yang lebih baru"):
        Store.open(where)


def test_what_is_no_database_is_refused_in_words(tmp_path):
    (tmp_path / RECORDS_FILE).write_bytes(b"kacau" * 1000)
    with pytest.raises(RecordsError, match="tidak dapat dibuka"):
        Store.open(tmp_path)
    for address in ("mysteri://x", "postgresql://:::", "sqlite+nothing:///x"):
        with pytest.raises(RecordsError):
            Store.open(address)
    with pytest.raises(RecordsError, match="tidak dapat dibuka"):
        Store.open(f"postgresql://siapa@/ada?host={tmp_path}")


def test_what_a_server_says_is_told_with_what_to_do(postgres):
    missing = postgres.url("tidak_ada")
    for address, hint in (
        (missing, "tidak ada di server"),
        (missing.replace("latihan@", "orang_lain@"), "tidak ada di server"),
        ("postgresql://a:b@127.0.0.1:1/ada?connect_timeout=5", "tidak menjawab"),
    ):
        with pytest.raises(RecordsError, match="tidak dapat dibuka") as refused:
            Store.open(address)
        assert hint in refused.value.hint


def test_nobody_waits_for_ever_for_a_laptop_that_left_the_network(postgres, monkeypatch):
    """In the midst of erasing, for instance: its locks stayed until the server noticed, hours later."""
    monkeypatch.setattr("sirekap_trainer.records.store._PATIENCE", 0.2)
    url = postgres.make("ditinggal")
    with closing(Store.open(url)) as gone, closing(Store.open(url)) as waiting:
        with gone.write() as session:
            hold_off(session)
            with pytest.raises(RecordsError) as refused, waiting.write() as other:
                stand_in_line(other)
        assert "Laptop lain" in refused.value.hint
        with waiting.read() as session:
            assert session.scalar(text("SHOW idle_in_transaction_session_timeout")) == "2min"


@pytest.mark.parametrize("name", ["a%20b", "100% data", "a#b", "a?b=c", "ünï 東京", "a;b&c"])
def test_a_folder_may_be_called_what_it_likes(tmp_path, name):
    if sys.platform == "win32" and "?" in name:
        pytest.skip("no name on Windows")
    Store.open(tmp_path / name).close()
    assert (tmp_path / name / RECORDS_FILE).is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("words", ['FATAL:  password authentication failed for user "pelatih"', "no password supplied"])
def test_a_refused_password_is_told(words):
    assert "kata sandi" in hint_of(OperationalError("", None, Exception(words)))


@pytest.mark.parametrize(
    ("pragma", "hint"), [("query_only = ON", "Pilih folder lain"), ("max_page_count = 1", "Kosongkan ruang")]
)
def test_what_keeps_a_file_from_being_written_is_told_with_what_to_do(lite, pragma, hint):
    event.listen(lite.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    lite.engine.dispose()
    with pytest.raises(RecordsError) as refused, lite.write() as session:
        session.add(Setting(key="a", value={"x": "y" * 100_000}))
    assert hint in refused.value.hint


def test_records_that_another_program_holds_are_told_and_free_again_later(tmp_path, monkeypatch):
    monkeypatch.setattr("sirekap_trainer.records.store._PATIENCE", 0.1)
    store = Store.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / RECORDS_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError) as refused, store.write() as session:
            session.add(Setting(key="a", value={}))
        assert "Tutup jendela" in refused.value.hint
        other.execute("ROLLBACK")
    with store.write() as session:
        session.add(Setting(key="a", value={}))
    store.close()


def test_a_damaged_file_says_how_to_get_the_records_back(tmp_path):
    (tmp_path / RECORDS_FILE).write_bytes(b"kacau" * 1000)
    with pytest.raises(RecordsError) as refused:
        Store.open(tmp_path)
    assert "Pulihkan dari cadangan" in refused.value.hint


def test_a_block_that_fails_leaves_nothing(store):
    def work():
        with store.write() as session:
            session.add(Setting(key="a", value={}))
            session.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    with store.read() as session:
        assert session.get(Setting, "a") is None


def test_sqlite_waits_for_others_and_minds_its_references(lite, tmp_path):
    with closing(sqlite3.connect(tmp_path / "ringan" / RECORDS_FILE)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with lite.read() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA synchronous")) == 2


# --- many at once -----------------------------------------------------------------------------------------------------


def at_once(work):
    """Twenty threads, each with its own records opened, as twenty laptops would have them."""
    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(work, range(WRITERS)))


def test_twenty_writers_lose_nothing(address):
    Store.open(address).close()

    def write(writer):
        with closing(Store.open(address)) as store:
            for nth in range(5):
                with store.write() as session:
                    session.add(Setting(key=f"{writer}-{nth}", value={"writer": writer}))

    at_once(write)
    with closing(Store.open(address)) as store, store.read() as session:
        assert session.scalar(select(func.count(Setting.key))) == 5 * WRITERS


def test_twenty_writers_of_the_same_double_nothing(address, now):
    rows = [
        {"id": f"{nth:064d}", "laptop": "a", "version": 1, "made_at": now, "taken_at": now} for nth in range(30)
    ]  # fmt: skip
    Store.open(address).close()

    def write(writer):
        with closing(Store.open(address)) as store, store.write() as session:
            return len(insert_new(session, Bundle, rows[writer % 3 :]))

    counts = at_once(write)
    with closing(Store.open(address)) as store, store.read() as session:
        assert session.scalar(select(func.count(Bundle.id))) == 30
    assert sum(counts) == 30


def test_twenty_who_type_the_same_operator_make_one(address):
    """One wins; the others are told, and nothing of theirs stays."""
    Store.open(address).close()

    def write(writer):
        one = typed_operator(district="A", village="B", station="001", name=f"Nama {chr(65 + writer)}", role="utama")
        try:
            with closing(Store.open(address)) as store, store.write() as session:
                add_person(session, one)
        except RecordsError as error:
            return error.code
        return "in"

    told = at_once(write)
    with closing(Store.open(address)) as store, store.read() as session:
        assert len(list_people(session)) == 1
    assert told.count("in") == 1
    assert set(told) <= {"in", "peserta_ganda", "berubah"}


def test_twenty_open_new_records_at_once(where):
    def work(_):
        with closing(Store.open(where)) as store:
            return differences(store)

    assert at_once(work) == [[]] * WRITERS
