"""How often SQLite's own thread is asked."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

import storage
from storage import Store
from storage.engine.sqlite_connection import SqliteConnection, connect
from storage.tables import gap
from tests.databases import SetClock


@pytest.fixture
async def on_sqlite(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    await opened.check()
    yield opened
    await opened.close()


class Trips:
    """How often the thread was asked since this was looked at last."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._count = 0
        ask = SqliteConnection.ask

        async def counted(connection: SqliteConnection, *asked: Any, **named: Any) -> Any:
            self._count += 1
            return await ask(connection, *asked, **named)

        patch.setattr(SqliteConnection, "ask", counted)

    def since(self) -> int:
        count, self._count = self._count, 0
        return count


async def test_a_statement_takes_one_trip_and_a_unit_that_writes_one_more(
    on_sqlite: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    trips = Trips(monkeypatch)
    async with on_sqlite.reading() as connection:
        await connection.execute(select(gap))
    assert trips.since() == 1

    async with on_sqlite.writing() as unit:
        await unit.connection.execute(
            insert(gap).values(at=unit.now, kind="silent", question_masked="?")
        )
    assert trips.since() == 2


async def test_rows_come_in_order_whole_or_a_few_at_a_time(on_sqlite: Store) -> None:
    numbers = """
        with recursive n(x) as (values(0) union all select x + 1 from n where x < 999)
        select x from n
    """
    async with on_sqlite.reading() as connection:
        whole = (await connection.execute(text(numbers))).all()
        async with connection.stream(text(numbers)) as streamed:
            parts = [part async for part in streamed.partitions(300)]
    assert [row.x for row in whole] == list(range(1_000))
    assert [row.x for part in parts for row in part] == list(range(1_000))
    assert [len(part) for part in parts] == [300, 300, 300, 100]


async def test_a_unit_that_was_cut_off_leaves_no_transaction_open(on_sqlite: Store) -> None:
    async def cut_off() -> None:
        async with on_sqlite.writing() as unit:
            row = insert(gap).values(at=unit.now, kind="silent", question_masked="?")
            await unit.connection.execute(row)
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await cut_off()
    async with on_sqlite.reading() as connection:
        assert (await connection.execute(select(gap))).all() == []
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        assert not raw.driver_connection.in_transaction


def threads() -> int:
    return sum(thread.name.startswith("sqlite") for thread in threading.enumerate())


async def test_an_opening_that_is_cut_off_at_any_moment_closes_what_it_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []
    may_open = threading.Event()
    plain = sqlite3.connect

    def slowly(*given: Any, **named: Any) -> sqlite3.Connection:
        may_open.wait(10)
        opened.append(plain(*given, **named))
        return opened[-1]

    monkeypatch.setattr("storage.engine.sqlite_connection.sqlite3.connect", slowly)
    before = threads()
    for steps in range(4):
        opening = asyncio.create_task(connect(str(tmp_path / "x.db")))
        for _ in range(steps):
            await asyncio.sleep(0)
        opening.cancel()
        with suppress(asyncio.CancelledError):
            await opening
    may_open.set()
    async with asyncio.timeout(10):
        while threads() > before:  # noqa: ASYNC110 - a thread's
            await asyncio.sleep(0.001)
    assert opened
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("select 1")


async def test_closing_waits_for_what_was_asked_before_and_may_be_asked_twice(
    tmp_path: Path,
) -> None:
    connection = await connect(str(tmp_path / "x.db"))
    cursor = connection.cursor()
    running = asyncio.create_task(cursor.execute("select 1"))
    await asyncio.sleep(0)
    await connection.close()
    await connection.close()
    assert await (await running).fetchall() == [(1,)]
    with pytest.raises(RuntimeError, match="shutdown"):
        await cursor.execute("select 1")
