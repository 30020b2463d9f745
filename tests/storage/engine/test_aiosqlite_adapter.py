"""How often SQLite's own thread is asked."""

import logging
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select, text

import storage
from storage import Store
from storage.tables import gap
from tests.databases import SetClock


@pytest.fixture
async def on_sqlite(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    await opened.check()
    yield opened
    await opened.close()


def trips(caplog: pytest.LogCaptureFixture) -> int:
    found = sum(record.getMessage().startswith("executing") for record in caplog.records)
    caplog.clear()
    return found


async def test_a_statement_takes_one_trip_and_a_unit_that_writes_two_more(
    on_sqlite: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "aiosqlite")
    async with on_sqlite.reading() as connection:
        await connection.execute(select(gap))
    assert trips(caplog) == 1

    async with on_sqlite.writing() as unit:
        await unit.connection.execute(
            insert(gap).values(at=unit.now, kind="silent", question_masked="?")
        )
    assert trips(caplog) == 3


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
