"""What was written last and is lost is noticed at the start; who was erased is gone at once."""

import logging
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

import storage
from storage import Store
from storage.audit.trail import verify
from storage.backup.erasure_log import empty_person_row
from storage.engine.engines import FILE
from storage.engine.sqlite_connection import SqliteConnection
from storage.tables import audit, person
from tests.databases import SetClock

NAME = "Wilhelmina Quux"


async def actions(store: Store) -> list[str]:
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()
        return list(
            (await connection.execute(select(audit.c.action).order_by(audit.c.seq))).scalars()
        )


async def noted(store: Store, action: str) -> None:
    async with store.writing() as unit:
        unit.audit("shell", action, "x")


async def test_a_log_that_is_lost_after_a_kill_is_said_at_the_next_start(
    sqlite_database: str, tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    store = await storage.open(sqlite_database, clock)
    await noted(store, "kept")
    await store.empty_log()
    await noted(store, "idea.submitted")
    for name in (FILE, "trail.head"):  # as after a kill, without the log
        shutil.copy(Path(sqlite_database) / name, tmp_path / name)
    await store.close()

    caplog.set_level(logging.ERROR)
    again = await storage.open(tmp_path, clock)
    assert "has lost what was written last" in caplog.text
    assert "assistant.db-wal" in caplog.text
    assert await actions(again) == ["kept", "trail.end_missing"]
    await again.close()

    caplog.clear()
    await (await storage.open(tmp_path, clock)).close()
    assert caplog.text == "", "it is said once"


async def test_a_start_after_a_kill_that_lost_nothing_says_nothing(
    sqlite_database: str, tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    store = await storage.open(sqlite_database, clock)
    await noted(store, "idea.submitted")
    shutil.copytree(sqlite_database, tmp_path, dirs_exist_ok=True)
    await store.close()
    again = await storage.open(tmp_path, clock)
    assert await actions(again) == ["idea.submitted"]
    assert caplog.text == ""
    await again.close()


async def test_who_is_erased_is_in_no_file_while_the_process_runs(
    sqlite_database: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where SQLite was not built to write over what is deleted, as Debian's is; and what is
    too long for one page, which is left behind whole where nobody writes over it."""
    opened = SqliteConnection.open

    def as_built_elsewhere(connection: SqliteConnection) -> None:
        opened(connection)
        connection.run("pragma secure_delete=OFF", ())

    monkeypatch.setattr(SqliteConnection, "open", as_built_elsewhere)

    def kept() -> list[str]:
        files = Path(sqlite_database).iterdir()
        return [file.name for file in files if NAME.encode() in file.read_bytes()]

    store = await storage.open(sqlite_database, clock)
    async with store.writing() as unit:
        row = {"tenant": "t", "directory_id": "quux-id", "name": f"{NAME} " * 1_000}
        await unit.connection.execute(person.insert().values(**row))
    assert kept()
    async with store.writing() as unit:
        await empty_person_row(unit, 1, "shell")
    assert kept() == []
    await store.close()
