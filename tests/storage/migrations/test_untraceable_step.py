"""The step that removes what could tell who asked, on a database that an older release wrote."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import insert, select, update

import storage
from storage.engine.engines import database_url, make_plain_engine
from storage.migrations.steps import configuration
from storage.tables import address, delivery, memory, notice, once
from tests.databases import SetClock

AT = datetime(2026, 11, 20, 14, 31, 5, 123456, tzinfo=UTC)
DAY = AT.replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize("kind", ["sqlite_database", "own_postgres_database"])
async def test_unkeyed_digests_go_and_moments_become_days(
    request: pytest.FixtureRequest, kind: str, tmp_path: str, clock: SetClock
) -> None:
    where = str(tmp_path) if kind == "sqlite_database" else request.getfixturevalue(kind)
    engine = make_plain_engine(database_url(where))
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(configuration(connection), "0012")
        for table, row in (
            (delivery, {"key": "d", "replica": "r", "state": "done", "at": AT}),
            (memory, {"key": "m", "questions": ["?"], "receipt": "", "at": AT}),
            (once, {"key": "greeted:abc", "result": "", "at": AT}),
            (once, {"key": "idea:1:abc", "result": "AI-2026-0001", "at": AT}),
            (address, {"place": "channel:1", "reference": {}, "at": AT}),
        ):
            connection.execute(insert(table).values(**row))
        told = {"key": "n", "kind": "week", "place": "channel:1", "content": {}, "problem": ""}
        connection.execute(
            insert(notice).values(**told, at=AT, state="done", due_at=AT, attempts=1, done_at=AT)
        )
        connection.execute(update(notice).values(due_at=AT.replace(minute=36)))
    engine.dispose()

    store = await storage.open(where, clock)
    async with store.reading() as connection:
        kept = {
            table.name: (await connection.execute(select(table))).all()
            for table in (delivery, memory, once, address, notice)
        }
    await store.close()
    assert kept["delivery"] == kept["memory"] == []
    assert [row.key for row in kept["once"]] == ["idea:1:abc"]
    assert [row.at for row in kept["address"]] == [DAY]
    assert [(row.due_at, row.done_at) for row in kept["notice"]] == [(AT, DAY)]
