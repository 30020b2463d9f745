"""Opening a database: made, brought up to date, or refused with a line that says what to do."""

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

import storage
from storage import AddressError, DatabaseErrorKind, Store, StoreError
from storage.engine.engines import FILE, database_url, make_plain_engine, place_of
from storage.migrations import migrate
from storage.tables import METADATA
from tests.databases import SetClock
from triage.model.fields import FIELDS


async def test_the_migrations_lead_to_the_tables_that_the_code_uses(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))

    assert FIELDS, "the triage list has added the columns of what a submitter says"
    async with store.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_folder_that_is_not_there_is_made_for_us_alone(
    tmp_path: Path, clock: SetClock
) -> None:
    store = await storage.open(tmp_path / "new" / "data", clock)
    await store.check()
    await store.close()

    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


async def test_opening_again_keeps_what_is_there(database: str, clock: SetClock) -> None:
    first = await storage.open(database, clock)
    async with first.writing() as unit:
        unit.audit("shell", "tried", "x")
    await first.close()

    again = await storage.open(database, clock)
    async with again.reading() as connection:
        count = await connection.execute(text("select count(*) from audit"))
        assert count.scalar_one() == 1
    await again.close()


def test_several_processes_may_start_at_once_on_a_new_database(
    tmp_path: Path, own_postgres_database: str
) -> None:
    both = [str(tmp_path), own_postgres_database]
    with multiprocessing.get_context("forkserver").Pool(3) as pool:
        pool.map(_migrate, both * 4, chunksize=1)

    for where in both:
        with make_plain_engine(database_url(where)).connect() as connection:
            assert connection.execute(text("select seq from audit_head")).all() == [(0,)]


def _migrate(where: str) -> None:
    migrate(database_url(where))


@pytest.mark.parametrize("kind", ["sqlite_database", "own_postgres_database"])
async def test_a_database_of_a_newer_release_is_left_alone(
    request: pytest.FixtureRequest, kind: str, clock: SetClock
) -> None:
    where = str(request.getfixturevalue(kind))
    migrate(database_url(where))
    with make_plain_engine(database_url(where)).begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(StoreError, match="newer release") as refused:
        await storage.open(where, clock)
    assert refused.value.fault is DatabaseErrorKind.NEWER


async def test_a_file_that_is_no_database_is_named(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "assistant.db").write_bytes(b"This is not a database. " * 100)

    with pytest.raises(StoreError, match=r"assistant\.db") as refused:
        await storage.open(tmp_path, clock)
    assert refused.value.fault is DatabaseErrorKind.DAMAGED


async def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(StoreError, match="data"):
        await storage.open(tmp_path / "data", clock)


async def test_a_server_that_is_not_there_is_said_to_be_gone(clock: SetClock) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as refused:
        await storage.open("postgresql://user:secret@127.0.0.1:1/ideas?sslmode=disable", clock)

    assert refused.value.fault is DatabaseErrorKind.GONE
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("where", ["mysql://x/y", "sqlite://", "://", "sqlite:///:memory:"])
async def test_an_address_that_we_cannot_use_is_refused(where: str, clock: SetClock) -> None:
    with pytest.raises(AddressError, match="DATABASE_URL"):
        await storage.open(where, clock)


def test_a_place_never_shows_a_password() -> None:
    url = database_url("postgres://me:secret@db.example:5432/ideas?password=secret&sslmode=require")

    assert place_of(url) == "db.example/ideas"
    assert url.query["sslmode"] == "require"


_OPEN = """
import asyncio, os, sys
from datetime import UTC, datetime
import storage

async def open(folder):
    store = await storage.open(folder, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    await store.close()

asyncio.run(open(sys.argv[1]))  # everything is imported now, which `nobody` perhaps may not
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    asyncio.run(open(sys.argv[2]))
except storage.StoreError as error:
    print(error.fault, "|", error)
"""


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
@pytest.mark.parametrize("there", [False, True], ids=["new", "with a database"])
def test_a_folder_that_cannot_be_written_is_said_at_the_start(
    tmp_path: Path, migrated_sqlite: Path, there: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if there:
            shutil.copy(migrated_sqlite, folder / FILE)
            (folder / FILE).chmod(0o444)
        folder.chmod(0o555)

        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", _OPEN, str(tmp_path), name],
            cwd=Path(storage.__file__).parents[1],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )

        assert done.stdout.startswith(("gone |", "read_only |"))
        assert name in done.stdout
        folder.chmod(0o755)
