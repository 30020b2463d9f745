"""A connection to SQLite with a thread of its own, asked once a statement.

SQLAlchemy's dialect for asyncio takes any connection that has what it asks for. This one brings the
rows of a statement along with it, so that nothing else has to be fetched, and asks SQLite only for
the end of a transaction that was begun: a third of the trips between two threads that each wake the
other.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")
Rows = Sequence[Any]


async def connect(path: str) -> "SqliteConnection":
    """A connection that leaves transactions to whoever uses it. Raises sqlite3.Error."""
    connection = SqliteConnection(path)
    try:
        await connection.ask(connection.open)
    except BaseException:  # cut off too: what the thread opens nevertheless, it closes again
        connection.stop()
        raise
    return connection


class SqliteConnection:
    """What SQLAlchemy asks of a connection, in the words of the driver that it was written for.

    Everything that touches the file runs in the one thread, in the order in which it was asked.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._opened: sqlite3.Connection | None = None
        self._begins = ""
        self._closed: Future[None] | None = None

    def open(self) -> None:
        """Only for the thread."""
        # Used in the one thread alone, except to ask whether a transaction is open.
        self._opened = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)

    @property
    def _connection(self) -> sqlite3.Connection | None:
        """By this name SQLAlchemy's dialect sees whether there is anything to commit or roll
        back."""
        return self._opened

    @property
    def in_transaction(self) -> bool:
        return self._opened is not None and self._opened.in_transaction

    async def ask(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        """What the work gives that is done in the thread. Cut off, it is left to end by itself."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(work, *given, **named))

    def cursor(self) -> "SqliteCursor":
        return SqliteCursor(self)

    def run(self, sql: str, given: Any) -> tuple[sqlite3.Cursor, Rows]:
        """Only for the thread: a statement that has run, and its rows."""
        self._begin()
        cursor = self._in_use().execute(sql, given)
        return cursor, cursor.fetchall()

    def run_many(self, sql: str, given: Iterable[Any]) -> sqlite3.Cursor:
        """Only for the thread: a statement that has run for each of the given."""
        self._begin()
        return self._in_use().executemany(sql, given)

    def begin_with_the_next(self, sql: str) -> None:
        """Begin a transaction by these words in the same trip as the statement that comes next; one
        without a statement is none."""
        self._begins = sql

    def _begin(self) -> None:
        begins, self._begins = self._begins, ""
        if begins:
            self._in_use().execute(begins)

    async def commit(self) -> None:
        self._begins = ""
        if self.in_transaction:
            await self.ask(self._in_use().commit)

    async def rollback(self) -> None:
        self._begins = ""
        if self.in_transaction:
            await self.ask(self._in_use().rollback)

    async def create_function(self, *given: Any, **named: Any) -> None:
        """SQLAlchemy's own functions, such as the one for regular expressions."""
        await self.ask(partial(self._in_use().create_function, *given, **named))

    async def close(self) -> None:
        """Close it after what was asked before; also if nobody waits for that to the end."""
        await asyncio.shield(asyncio.wrap_future(self.stop()))

    def stop(self) -> Future[None]:
        """The same without waiting."""
        if self._closed is None:
            self._closed = self._thread.submit(self._close)
            self._thread.shutdown(wait=False)
        return self._closed

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _in_use(self) -> sqlite3.Connection:
        if self._opened is None:
            raise sqlite3.ProgrammingError("the connection is closed")
        return self._opened


class SqliteCursor:
    """A statement that has run, with all its rows. Nothing is left open in SQLite."""

    def __init__(self, connection: SqliteConnection) -> None:
        self._asked = connection
        self._rows: Iterator[Any] = iter(())
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1
        self.arraysize = 1

    async def __aenter__(self) -> "SqliteCursor":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def execute(self, sql: str, given: Any = ()) -> "SqliteCursor":
        if sql.startswith("BEGIN"):
            self._asked.begin_with_the_next(sql)
            return self
        done, rows = await self._asked.ask(self._asked.run, sql, given)
        self._take(done)
        self._rows = iter(rows)
        return self

    async def executemany(self, sql: str, given: Iterable[Any]) -> "SqliteCursor":
        self._take(await self._asked.ask(self._asked.run_many, sql, given))
        return self

    def _take(self, done: sqlite3.Cursor) -> None:
        self.description, self.lastrowid = done.description, done.lastrowid
        self.rowcount = done.rowcount

    async def fetchone(self) -> Any:
        return next(self._rows, None)

    async def fetchmany(self, size: int | None = None) -> Rows:
        return list(islice(self._rows, size or self.arraysize))

    async def fetchall(self) -> Rows:
        return list(self._rows)

    async def close(self) -> None:
        self._rows = iter(())
