"""Fixtures: a clock to set, a database of each kind, a store on it."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

import storage
from storage import Store
from storage.engine.engines import FILE, database_url
from storage.migrations import migrate
from storage.tables import METADATA
from tests.postgres import Postgres, temporary_postgres

_NUMBERS = count(1)

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
"""Where SQLite's waiting for the disk costs nothing; the system's own place elsewhere."""


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with temporary_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """The URL of a database with all tables, emptied for each test that uses it."""
    _administer(postgres, "create database migrated")
    migrate(database_url(postgres.url("migrated")))
    return postgres.url("migrated")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    migrate(database_url(folder))
    return folder / FILE


@pytest.fixture
def postgres_database(migrated_postgres: str) -> str:
    """The URL of a database with all tables and nothing in them, not to be changed in shape."""
    with psycopg.connect(migrated_postgres) as connection:
        connection.execute("set local session_replication_role = replica")  # no triggers
        emptied = (f"delete from {name}" for name in METADATA.tables)  # noqa: S608
        connection.execute("; ".join(emptied).encode())
        connection.execute("insert into audit_head values (1, 0, '')")
    return migrated_postgres


@pytest.fixture
def own_postgres_database(postgres: Postgres) -> Iterator[str]:
    """The URL of an empty database that a test may do anything to; slower than the one above."""
    name = f"own_{next(_NUMBERS)}"
    _administer(postgres, f"create database {name}")
    yield postgres.url(name)
    _administer(postgres, f"drop database {name} with (force)")


@pytest.fixture
def sqlite_database(migrated_sqlite: Path) -> Iterator[str]:
    """The folder of a database with all tables and nothing in them."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        shutil.copy(migrated_sqlite, Path(folder) / FILE)
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Where a database is, once for each engine."""
    kind = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    return str(request.getfixturevalue(kind))


@pytest.fixture
async def store(database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(database, clock)
    yield opened
    await opened.close()


def _administer(server: Postgres, statement: str) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
