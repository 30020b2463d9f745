"""Every connection is closed, whoever was cut off and whatever still ran."""

import asyncio
import gc
import sqlite3
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

import storage
from storage import Store
from tests.databases import SetClock


class Connections:
    """The connections that a store's drivers have made and, of those, the ones still open."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.made = 0
        self.open = 0
        patch.setattr(
            "storage.engine.sqlite_connection.sqlite3.connect",
            partial(sqlite3.connect, factory=self._kind),
        )

    def _kind(self, *options: Any, **named: Any) -> sqlite3.Connection:
        counted = self

        class Counted(sqlite3.Connection):
            is_open = True

            def close(self) -> None:
                counted.open -= self.is_open
                self.is_open = False
                super().close()

        self.made += 1
        self.open += 1
        return Counted(*options, **named)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Connections:
    return Connections(monkeypatch)


class Unit:
    """Two queries, and a wait between them until `go_on` is set."""

    def __init__(self, store: Store) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(self._run(store))

    async def _run(self, store: Store) -> int:
        async with store.reading() as connection:
            await connection.execute(text("select 1"))
            self.begun.set()
            await self.go_on.wait()
            return int((await connection.execute(text("select 2"))).scalar_one())


@pytest.mark.parametrize("times", [1, 2])
async def test_a_unit_cut_off_at_any_moment_leaves_nothing_open_and_nobody_waiting(
    sqlite_database: str, clock: SetClock, connections: Connections, times: int
) -> None:
    for steps in range(40):
        store = storage.unopened(sqlite_database, clock)
        unit = Unit(store)
        unit.go_on.set()
        for _ in range(steps):
            await asyncio.sleep(0)
        for _ in range(times):
            unit.task.cancel()
            await asyncio.sleep(0)
        with suppress(asyncio.CancelledError):
            await unit.task
        await store.close()
        async with asyncio.timeout(10):
            while len(asyncio.all_tasks()) > 1 or connections.open:  # noqa: ASYNC110 - a thread's
                await asyncio.sleep(0.001)
    assert connections.made > 10


async def test_a_store_that_is_closed_lets_the_units_under_way_end(
    database: str, clock: SetClock
) -> None:
    store = await storage.open(database, clock)
    unit = Unit(store)
    await unit.begun.wait()
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    unit.go_on.set()
    assert await unit.task == 2
    await closing
    del store, unit, closing
    gc.collect()  # what was left open would warn


async def test_a_unit_that_nobody_waited_for_closes_its_own_connection(
    database: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.store._LAST_UNITS", 0.01)
    store = await storage.open(database, clock)
    unit = Unit(store)
    await unit.begun.wait()
    await store.close()
    unit.go_on.set()
    assert await unit.task == 2
    await store.check()
    del store, unit
    gc.collect()  # what was left open would warn
