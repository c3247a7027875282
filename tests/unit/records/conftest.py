"""Records to write into: on SQLite, and on a PostgreSQL server that these tests start themselves."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from sirekap_trainer.records.roster_file import Operator
from sirekap_trainer.records.store import Store
from sirekap_trainer.records.tables import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The day of the founding article, in the morning.
NOW = datetime(2024, 11, 20, 8, 0, tzinfo=UTC)


def _server_programs() -> Path | None:
    """Where `initdb` and `pg_ctl` lie: on the path, or where Debian keeps them, the newest version."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    return kept[-1].parent if kept else None


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own, reached by a socket in its folder."""

    folder: Path
    programs: Path
    as_other: tuple[str, ...]

    def run(self, program: str, *arguments: str) -> None:
        command = [*self.as_other, str(self.programs / program), *arguments]
        # Into a file: the server keeps what it was given as standard output open.
        with (self.folder / "program.log").open("ab") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd=self.folder, timeout=60, check=False)
        if done.returncode:
            pytest.fail(f"{program}: {(self.folder / 'program.log').read_text(errors='replace')[-2000:]}")

    def url(self, database: str) -> str:
        return f"postgresql://latihan@/{database}?host={self.folder}"

    def make(self, database: str) -> str:
        with psycopg.connect(f"host={self.folder} user=latihan dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE template0')
        return self.url(database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real server, started for these tests and stopped after them; it listens on no port."""
    programs = _server_programs()
    if programs is None or sys.platform == "win32":
        pytest.skip("PostgreSQL's server (initdb, pg_ctl) is not installed")
    other: tuple[str, ...] = ()
    # Short: the name of a socket has at most some 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        if not shutil.which("runuser"):
            pytest.skip("PostgreSQL does not run as root, and runuser is not installed")
        other = ("runuser", "-u", "nobody", "--")
        shutil.chown(folder, "nobody")
    server = Server(folder, programs, other)
    try:
        data = folder / "data"
        server.run("initdb", "-D", str(data), "-U", "latihan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        # What waits for a lock that nobody lets go is to fail, not to hang.
        limits = "-c lock_timeout=60s -c idle_in_transaction_session_timeout=60s"
        options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=60 {limits}"
        server.run("pg_ctl", "-D", str(data), "-l", str(folder / "server.log"), "-o", options, "-w", "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_COUNT = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An address of records that nobody has opened yet: of each kind of database in turn."""
    if request.param == "sqlite":
        return tmp_path / "catatan"
    return request.getfixturevalue("postgres").make(f"kosong_{next(_COUNT)}")


@pytest.fixture(scope="session")
def postgres_records(postgres: Server) -> str:
    """One database with the tables, emptied for each test: making one for each takes a second."""
    url = postgres.make("catatan")
    Store.open(url).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An address of empty records: of each kind of database in turn."""
    if request.param == "sqlite":
        return tmp_path / "catatan"
    url: str = request.getfixturevalue("postgres_records")
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return url


@pytest.fixture
def store(address: Path | str) -> Iterator[Store]:
    """Empty records, on each kind of database in turn."""
    opened = Store.open(address)
    yield opened
    opened.close()


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """Empty records on SQLite alone, for what no database has a say in."""
    opened = Store.open(tmp_path / "ringan")
    yield opened
    opened.close()


def operators(villages: int = 2, stations: int = 3) -> list[Operator]:
    """Both operators of some TPS, named so that no two are alike."""
    first = ("Andika", "Bunga", "Cahya", "Dewanti", "Eko", "Fitri", "Gilang", "Hesti", "Indra", "Jumiati", "Kirana")
    last = ("Pratama", "Lestari", "Nugroho", "Wulandari", "Saputra", "Maharani", "Hidayat")
    names = (f"{one} {two}" for two in last for one in first)
    return [
        Operator("Mayangan", f"Kelurahan Contoh {chr(64 + village)}", f"{number:03d}", next(names), role)
        for village in range(1, villages + 1)
        for number in range(1, stations + 1)
        for role in ("utama", "cadangan")
    ]


@pytest.fixture(scope="session")
def roster() -> Callable[..., list[Operator]]:
    """Makes lists of operators: `roster(villages=2, stations=3)`."""
    return operators


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW
