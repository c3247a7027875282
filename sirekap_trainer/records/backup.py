"""A copy of all records in one file, and back: the same file for SQLite and PostgreSQL, and from one to the other.

The file is a ZIP with a line of JSON for each row, and a list of contents with the number of rows and the SHA-256 of
each table. It says which revision of the tables it holds; an older one is brought up to date, a newer one refused.
It holds names and phone numbers: keep it like the records themselves.

Restoring replaces everything in one transaction. What was there before is kept in a file of the same kind. What was
erased since the backup does not come back: the list of it outlives restoring (`erased.py`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import JSON, Connection, Date, DateTime, MetaData, Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.files import unfinished
from sirekap_trainer.records.erased import hold_off, remember_rows
from sirekap_trainer.records.privacy import Erased, erase_again
from sirekap_trainer.records.store import (
    HEAD,
    RECORDS_FILE,
    VERSION_TABLE,
    Store,
    hint_of,
    known_revisions,
    migrate_on,
    newer_records,
    told,
)
from sirekap_trainer.records.tables import Base, ErasedPart

#: Ending of a backup's name.
SUFFIX = ".cadangan"
#: Version of the file's layout; a newer one is refused.
FORMAT: Final = 1
_CONTENTS = "isi.json"
#: Primary result codes of SQLite that say that a file is damaged.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
#: Rows written to the database at once.
_BATCH = 500
#: Bytes of a list of contents, and of one row, beyond which nothing is read: an attempt has some 20,000.
_LARGEST_CONTENTS, _LARGEST_ROW = 1 << 20, 16 << 20


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _TableContents(_Plain):
    rows: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Contents(_Plain):
    format: Literal[1] = FORMAT
    revision: str
    made_at: datetime
    tables: dict[Annotated[str, Field(pattern=r"^[a-z_]+$")], _TableContents]


class _Seen(BaseModel):
    """As little as tells a version, whatever else a later layout holds."""

    format: int
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        path: Of the file.
        made_at: When it was written.
        rows: How many rows of each table.
    """

    path: Path
    made_at: datetime
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring did.

    Attributes:
        before: The backup of what was there.
        again: What the backup held although it was erased since; it was erased again.
    """

    before: Backup
    again: Erased

    @property
    def message(self) -> str:
        """What was erased again, for a person; "" where nothing was."""
        people, parts = self.again.people, self.again.attempts + self.again.quizzes + self.again.questions
        if people and parts:
            return f"Penghapusan yang lalu tetap berlaku untuk {people} peserta dan {parts} hasil, tes atau pertanyaan."
        if parts:
            return f"Penghapusan yang lalu tetap berlaku untuk {parts} hasil, tes atau pertanyaan."
        return f"Penghapusan yang lalu tetap berlaku untuk {people} peserta." if people else ""


def back_up(store: Store, path: Path, *, at: datetime) -> Backup:
    """Writes all records into a file, as they are at one moment, also while others write.

    Args:
        store: The records.
        path: Of the new file, or a folder for one named after the moment: a name without an ending is a folder's, made
            where it is missing. No file is overwritten.
        at: Now.

    Raises:
        RecordsError: The file is there already or cannot be written, or the database cannot be read.
    """
    if path.is_dir() or not (path.suffix or path.exists()):
        path = _free(path, "catatan", at)
    if path.exists():
        raise RecordsError(f"Berkas {path.name} sudah ada.", hint="Pilih nama lain.", code="cadangan")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with told(), unfinished(path, private=True) as temporary:
            contents = _write(store, temporary, at)
    except OSError as error:
        raise RecordsError(
            f"Cadangan {path.name} tidak dapat disimpan.",
            hint="Periksa ruang penyimpanan dan izin folder, atau pilih folder lain.",
            code="cadangan",
        ) from error
    return _backup(path, contents)


def check(path: Path) -> Backup:
    """Looks through a whole backup: every row can be read, and nothing was changed.

    Raises:
        RecordsError: It cannot be read, is damaged, changed or none, or a newer version wrote it.
    """
    with _opened(path) as archive:
        contents = _contents(archive, path)
        for name, promised in contents.tables.items():
            count = sum(1 for _ in _rows(archive, name, promised, path))
            if count != promised.rows:
                raise _damaged(path)
    return _backup(path, contents)


def restore(store: Store, path: Path, *, at: datetime, aside: Path) -> Restored:
    """Puts a backup in place of all records, whole or not at all; what was there is backed up before.

    What was erased from these records, or from those that were backed up, is erased from what comes back, in the way it
    was then. A person in a backup of revision 0001 is not known again, only what they did.

    Args:
        store: The records; nobody else should be writing.
        path: Of the backup.
        at: Now.
        aside: Folder for the backup of what was there.

    Returns:
        The backup of what was there, and what was erased again.

    Raises:
        RecordsError: As `check`, then nothing was changed; or what was there cannot be backed up.
    """
    check(path)
    before = back_up(store, _free(aside, "catatan-sebelum", at), at=at)
    try:
        with _opened(path) as archive, store.engine.begin() as connection, Session(connection) as session:
            hold_off(session)
            erased = [dict(row) for row in session.execute(select(*ErasedPart.__table__.columns)).mappings()]
            _replace_all(connection, archive, _contents(archive, path), path)
            remember_rows(session, erased)
            again = erase_again(session, today=at.date())
    except DBAPIError as error:
        raise RecordsError(
            f"Cadangan {path.name} tidak dapat dipulihkan; catatan yang ada tidak berubah.",
            hint=hint_of(error) or "Minta salinan lain dari cadangan itu.",
            code="cadangan_rusak",
        ) from error
    finally:
        store.engine.dispose()  # what connections remember of the old tables
    return Restored(before, again)


def open_damaged(where: Path | str, *, at: datetime) -> Store:
    """Opens records to restore into: where an SQLite file is damaged, it is put aside and a new one begun.

    One that another program holds, or that cannot be written, is not damaged, and stays.

    Raises:
        RecordsError: They cannot be reached or put aside, or a newer version wrote them.
    """
    file = Path(where) / RECORDS_FILE if "://" not in str(where) else None
    try:
        store = Store.open(where)
    except RecordsError as error:
        if file is None or not _says_damaged(error.__cause__):
            raise
    else:
        if file is None or _is_sound(store):
            return store
        store.close()
    _put_aside(file, at)
    return Store.open(where)


def _says_damaged(error: BaseException | None) -> bool:
    said = error.orig if isinstance(error, DBAPIError) else None
    return isinstance(said, sqlite3.Error) and getattr(said, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _is_sound(store: Store) -> bool:
    """Whether all of an SQLite file can be read: some pages may be damaged while others still open."""
    try:
        with store.engine.execution_options(looking=True).connect() as connection:
            return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok")
    except DBAPIError as error:
        return not _says_damaged(error)


def _put_aside(file: Path, at: datetime) -> None:
    """Gives a damaged file another name, with what belongs to it: all of it or none."""
    aside = file.with_name(f"catatan-rusak-{at:%Y%m%d-%H%M%S}.sqlite")
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in ("-wal", "-shm", ""):
            part, there = file.with_name(file.name + ending), aside.with_name(aside.name + ending)
            if part.exists():
                part.replace(there)
                moved.append((part, there))
    except OSError as error:
        for part, there in moved:
            with suppress(OSError):
                there.replace(part)
        raise RecordsError(
            "Berkas catatan yang rusak tidak dapat disisihkan.",
            hint="Program lain sedang memakainya. Tutup jendela Latihan Sirekap yang lain, lalu coba lagi.",
            code="catatan",
        ) from error


# --- writing ----------------------------------------------------------------------------------------------------------


def _write(store: Store, path: Path, at: datetime) -> _Contents:
    looking = store.engine.execution_options(looking=True)
    if store.engine.dialect.name == "postgresql":
        looking = looking.execution_options(isolation_level="REPEATABLE READ")
    tables = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, looking.connect() as connection:
        for table in Base.metadata.sorted_tables:
            count, digest = 0, hashlib.sha256()
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                for line in _lines(connection, table):
                    file.write(line)
                    digest.update(line)
                    count += 1
            tables[table.name] = _TableContents(rows=count, sha256=digest.hexdigest())
        contents = _Contents(revision=HEAD, made_at=at, tables=tables)
        archive.writestr(_CONTENTS, contents.model_dump_json(indent=1))
    return contents


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": _BATCH})
    for row in rows:
        values = {name: _to_json(value) for name, value in row._mapping.items()}  # noqa: SLF001 - SQLAlchemy's own way
        yield f"{json.dumps(values, ensure_ascii=False, sort_keys=True)}\n".encode()


def _to_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _free(folder: Path, name: str, at: datetime) -> Path:
    """A name in a folder that nothing has yet."""
    stem = f"{name}-{at.astimezone():%Y%m%d-%H%M%S}"
    path, count = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}{SUFFIX}"
    return path


def _backup(path: Path, contents: _Contents) -> Backup:
    return Backup(path, contents.made_at, {name: one.rows for name, one in contents.tables.items()})


# --- reading ----------------------------------------------------------------------------------------------------------


#: What reading a damaged ZIP raises.
_BROKEN = (
    OSError,
    KeyError,
    EOFError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise RecordsError(
            f"Cadangan {path.name} tidak ditemukan.", hint="Periksa nama dan foldernya.", code="cadangan"
        ) from error
    except _BROKEN as error:
        raise _damaged(path) from error


def _contents(archive: zipfile.ZipFile, path: Path) -> _Contents:
    try:
        with archive.open(_CONTENTS) as file:
            data = file.read(_LARGEST_CONTENTS)
        seen = _Seen.model_validate_json(data)
        if seen.format > FORMAT or seen.revision > max(known_revisions()):
            raise newer_records()
        contents = _Contents.model_validate_json(data)
    except (*_BROKEN, ValidationError) as error:
        raise _damaged(path) from error
    if contents.revision not in known_revisions():
        raise _damaged(path)
    return contents


def _rows(
    archive: zipfile.ZipFile, name: str, promised: _TableContents, path: Path
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The rows of a table; raises RecordsError at the end, too, where they are not what was written."""
    digest = hashlib.sha256()
    try:
        with archive.open(f"{name}.jsonl") as file:
            while line := file.readline(_LARGEST_ROW):
                digest.update(line)
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise _damaged(path)
                yield row
    except _BROKEN as error:
        raise _damaged(path) from error
    if digest.hexdigest() != promised.sha256:
        raise _damaged(path)


def _damaged(path: Path) -> RecordsError:
    return RecordsError(
        f"Cadangan {path.name} rusak, berubah, atau bukan cadangan catatan.",
        hint="Pilih berkas lain, atau salin lagi dari tempat asalnya. Catatan yang ada tidak berubah.",
        code="cadangan_rusak",
    )


def _replace_all(connection: Connection, archive: zipfile.ZipFile, contents: _Contents, path: Path) -> None:
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
    migrate_on(connection, contents.revision)
    made = MetaData()
    made.reflect(connection)
    tables = [one for one in made.sorted_tables if one.name != VERSION_TABLE]
    if {one.name for one in tables} != set(contents.tables):
        raise _damaged(path)
    for table in tables:
        _fill(connection, table, _rows(archive, table.name, contents.tables[table.name], path), path)
    migrate_on(connection)


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]], path: Path) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        try:
            batch.append({column.name: _from_json(column.type, row[column.name]) for column in table.columns})
        except (KeyError, ValueError, TypeError) as error:
            raise _damaged(path) from error
        if len(batch) == _BATCH:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)
    _count_on(connection, table)


def _from_json(kind: object, value: Any) -> Any:  # noqa: ANN401 - what a cell holds
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value)
        return moment if kind.timezone else moment.astimezone(UTC).replace(tzinfo=None)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL go on counting after the ids that were filled in; SQLite does so by itself."""
    key = table.columns.get("id")
    if connection.dialect.name != "postgresql" or key is None or key.type.python_type is not int:
        return
    last = connection.scalar(select(func.max(key)))
    if last is not None:
        statement = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
        connection.execute(statement, {"name": table.name, "last": last})
