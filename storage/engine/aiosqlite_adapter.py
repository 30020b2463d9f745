"""SQLite's own thread asked once a statement.

aiosqlite has a thread a connection, and goes there and back for a cursor, a statement, its rows and
the cursor's end, and for the end of a transaction that was never begun. Each trip wakes two threads
that then wait for each other; a question takes some forty. Here a statement brings its rows along,
and only what has to be asked of SQLite is asked: a third of the trips.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

import aiosqlite
from aiosqlite.context import contextmanager

Rows = Sequence[Any]


async def connect(path: str) -> aiosqlite.Connection:
    """A connection that leaves transactions to whoever uses it."""
    # Its thread is the only one that works with it; cursors, though, are made in the loop's.
    opened = partial(sqlite3.connect, path, isolation_level=None, check_same_thread=False)
    connection = _Connection(opened)
    connection._thread.daemon = True  # as SQLAlchemy has it with connections that it opens itself
    try:
        return await connection
    except asyncio.CancelledError:
        await asyncio.shield(connection.stop())
        raise


class _Connection(aiosqlite.Connection):
    """Closes what its thread opened, also where nobody waited for that to the end; ends once."""

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened: sqlite3.Connection | None = None
        self._end: asyncio.Future[None] | None = None

        def connector() -> sqlite3.Connection:
            self._opened = opened()
            return self._opened

        super().__init__(connector, iter_chunk_size=64)

    def stop(self) -> Any:
        # A second order to end would never be read, and whoever gave it would wait for good.
        if self._end is None:
            self._tx.put_nowait((None, self._close_opened))
            self._end = super().stop()
        return self._end

    def _close_opened(self) -> None:
        if self._opened is not None:
            self._opened.close()

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        return _Cursor(self, self._conn.cursor())

    async def commit(self) -> None:
        if self._conn.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        if self._conn.in_transaction:
            await super().rollback()


class _Cursor(aiosqlite.Cursor):
    """Has the rows of its statement. Nothing is left open in SQLite that `close` would end."""

    _rows: Iterator[Any] = iter(())

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> aiosqlite.Cursor:
        going: Awaitable[Rows] = self._execute(_rows_of, self._cursor, sql, parameters or ())  # type: ignore[no-untyped-call]
        self._rows = iter(await going)
        return self

    async def fetchone(self) -> Any:
        return next(self._rows, None)

    async def fetchmany(self, size: int | None = None) -> Rows:
        return list(islice(self._rows, size or self._cursor.arraysize))

    async def fetchall(self) -> Rows:
        return list(self._rows)

    async def close(self) -> None:
        self._rows = iter(())


def _rows_of(cursor: sqlite3.Cursor, sql: str, parameters: Any) -> Rows:
    return cursor.execute(sql, parameters).fetchall()
