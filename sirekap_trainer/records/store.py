"""The records' database: SQLite in a folder by default, PostgreSQL by URL. Opening it brings its tables up to date."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.records.whereabouts import is_url

if TYPE_CHECKING:  # Alembic takes long to import, and is needed where tables are made or changed, no more
    from alembic.config import Config

#: The revision of the tables that this version writes: the newest of `migrations`.
HEAD = "0002"
#: Where Alembic notes the revision.
VERSION_TABLE = "alembic_version"
RECORDS_FILE = "catatan.sqlite"
#: Seconds a writer waits for another one.
_PATIENCE = 30
#: Seconds after which a server lets go what a laptop holds that does nothing within a transaction.
_GIVEN_UP = 120
_ONE_MIGRATION = Lock()
#: What PostgreSQL locks while tables are made; any number, the same for all.
_LOCK = 7_472_616
_MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """An open database. Close it when done; use one in one thread, or give each thread its own sessions.

    Args:
        engine: Of the database, its tables up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._make = sessionmaker(engine, expire_on_commit=False)
        self._look = sessionmaker(engine.execution_options(looking=True), expire_on_commit=False)

    @classmethod
    def open(cls, where: Path | str) -> Store:
        """Opens the records, and makes or updates their tables.

        Args:
            where: A folder for SQLite, made where it is missing; or the URL of a database, e.g.
                `postgresql://user:password@host/name`.

        Raises:
            RecordsError: It cannot be opened, or was written by a newer version.
        """
        engine = _engine(where)
        try:
            migrate(engine)
        except DBAPIError as error:
            engine.dispose()
            raise RecordsError(
                "Catatan pelatih tidak dapat dibuka.",
                hint=hint_of(error) or "Periksa apakah berkas atau server catatan itu ada dan boleh dipakai.",
                code="catatan",
            ) from error
        except RecordsError:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are kept together when the block ends, or not at all.

        Raises:
            RecordsError: The database refuses.
        """
        with told(), self._make.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for looking things up.

        Raises:
            RecordsError: The database refuses.
        """
        with told(), self._look() as session:
            yield session

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables of a database up to a revision.

    Raises:
        RecordsError: A newer version of the trainer wrote them.
    """
    if revision == "head" and _is_up_to_date(engine):
        return
    # Alembic's context is one for the whole process; and two processes must not make the same tables at once.
    with _ONE_MIGRATION, engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        migrate_on(connection, revision)


def _is_up_to_date(engine: Engine) -> bool:
    with engine.execution_options(looking=True).connect() as connection:
        return revision_of(connection) == HEAD


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables there are; None where there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return found


def migrate_on(connection: Connection, revision: str = "head") -> None:
    """The same within a transaction that is under way.

    Raises:
        RecordsError: A newer version of the trainer wrote the tables.
    """
    if revision == "head" and revision_of(connection) == HEAD:
        return
    from alembic import command  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise newer_records() from error


def known_revisions() -> tuple[str, ...]:
    """All revisions that this version can read, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return tuple(one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def newer_records() -> RecordsError:
    """What is raised where a newer version of the trainer wrote."""
    return RecordsError(
        "Catatan ini dibuat oleh versi aplikasi yang lebih baru.",
        hint="Perbarui aplikasi ini, lalu buka lagi.",
        code="catatan_baru",
    )


def alembic_config() -> Config:
    """Alembic's, for the migrations that ship."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _engine(where: Path | str) -> Engine:
    if isinstance(where, str) and is_url(where):
        return _of_url(where)
    folder = Path(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsError(
            f"Folder {folder} tidak dapat dibuat.", hint="Pilih folder lain untuk catatan.", code="catatan"
        ) from error
    # Made and not written as one: in a folder's name %20 and ? are what they are.
    url = URL.create("sqlite", database=str(folder / RECORDS_FILE))
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _dress_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _of_url(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise RecordsError(
            "Alamat catatan tidak dikenali.", hint="Tulis misalnya postgresql://pelatih@server/catatan.", code="catatan"
        ) from error
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _dress_postgresql)
    return engine


def _dress_postgresql(connection: Any, _: object) -> None:  # noqa: ANN401 - psycopg's
    """Nobody waits for ever for a laptop that left the network in the midst of writing, nor does it keep its locks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {round(1000 * _PATIENCE)}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {1000 * _GIVEN_UP}")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    """Who means to write stands in line at once: a reader that becomes a writer later may be refused instead."""
    looking = connection.get_execution_options().get("looking", False)
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")


def _dress_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - sqlite3's
    connection.isolation_level = None  # SQLAlchemy begins transactions, not the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # A laptop that handed its results over forgets them: what is kept here must outlast a power cut at once.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


#: What to do, by the primary result code of SQLite (https://www.sqlite.org/rescode.html).
_HINTS = {
    sqlite3.SQLITE_BUSY: "Program lain sedang memakainya. Tutup jendela Latihan Sirekap yang lain, lalu coba lagi.",
    sqlite3.SQLITE_READONLY: "Folder catatan tidak boleh ditulisi. Pilih folder lain di Pengaturan, Tempat catatan.",
    sqlite3.SQLITE_CANTOPEN: "Folder catatan tidak boleh ditulisi. Pilih folder lain di Pengaturan, Tempat catatan.",
    sqlite3.SQLITE_FULL: "Penyimpanan laptop ini penuh. Kosongkan ruang, lalu coba lagi.",
    sqlite3.SQLITE_CORRUPT: "Berkas catatan rusak. Pulihkan dari cadangan di Pengaturan, Cadangan.",
    sqlite3.SQLITE_NOTADB: "Berkas catatan rusak. Pulihkan dari cadangan di Pengaturan, Cadangan.",
}


#: The same by what PostgreSQL or libpq says, which gives no code where there is no connection yet.
_SERVER_HINTS = (
    (
        re.compile("password authentication failed|no password supplied"),
        "Server menolak pengguna atau kata sandi. Ketik keduanya sekali lagi.",
    ),
    (
        re.compile("lock timeout|deadlock detected"),
        "Laptop lain sedang menulis catatan. Tunggu sebentar, lalu coba lagi.",
    ),
    (re.compile("does not exist"), "Basis data atau pengguna itu tidak ada di server. Periksa ejaannya."),
    (
        re.compile("connection refused|timeout|resolve host|no route to host|network is unreachable"),
        "Server catatan tidak menjawab. Periksa apakah menyala, dan alamatnya.",
    ),
)


def hint_of(error: DBAPIError) -> str:
    """What to do about it, where SQLite or the server says what is wrong; else ""."""
    if isinstance(error.orig, sqlite3.Error):
        return _HINTS.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, "")
    said = str(error.orig).casefold()
    return next((hint for words, hint in _SERVER_HINTS if words.search(said)), "")


@contextmanager
def told() -> Iterator[None]:
    """What the database refuses within the block is told in words.

    Raises:
        RecordsError: The database refuses.
    """
    try:
        yield
    except IntegrityError as error:
        raise RecordsError(
            "Data ini baru saja diubah oleh orang lain.",
            hint="Muat ulang, lalu coba lagi; perubahan Anda belum disimpan.",
            code="berubah",
        ) from error
    except DBAPIError as error:
        raise RecordsError(
            "Catatan tidak dapat dibaca atau disimpan.",
            hint=hint_of(error) or "Periksa ruang penyimpanan atau sambungan ke server, lalu coba lagi.",
            code="catatan",
        ) from error
