"""The store: a database that is ready for use, and units of work on it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Union

from sqlalchemy import Executable, Table, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.audit.head_file import is_part, note_head, noted_head
from storage.audit.trail import AuditEntry, Head, append
from storage.engine.engines import database_url, make_engine, place_of
from storage.engine.errors import StoreError, error_kind
from storage.migrations import MigrationState, inspect_migrations, migrate, migration_state
from storage.state_secret import StateSecret, kept_secret, make_folder, random_secret

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Insert = Union["postgresql.Insert", sqlite.Insert]
Inserting = Callable[[Table], Insert]

ERASURES = "erased.txt"
"""The list of erased people beside a SQLite file, by number: see `storage.backup.erasure_log`."""


@dataclass(slots=True)
class UnitOfWork:
    """A writing unit of work: all of it is kept, or nothing. `now` is one moment for all of it."""

    connection: AsyncConnection
    now: datetime
    entries: list[AuditEntry] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)
    wipes: bool = False
    """Whether what it deletes is to be gone from SQLite's log too, when it has ended."""

    def audit(
        self,
        actor: str,
        action: str,
        subject: str,
        detail: Mapping[str, object] | None = None,
        fingerprint: str = "",
    ) -> None:
        """Have this written to the audit trail when the unit ends; see `audit.trail.AuditEntry`."""
        self.entries.append(AuditEntry(actor, action, subject, detail or {}, fingerprint))

    def insert(self, table: Table) -> Insert:
        """An insert that knows `on_conflict_...`, in this engine's own dialect."""
        return _insert(self.connection.dialect.name, table)

    def compiled(self, make: Callable[[Inserting], Executable]) -> Executable:
        """A statement made once for each engine, not at each use: making one takes longer than
        running it. `make` gets what `insert` is here; what differs is given when it is run."""
        return _compiled(self.connection.dialect.name, make)


def _insert(dialect: str, table: Table) -> Insert:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - heavy: only where it is used

    return insert(table)


@cache
def _compiled(dialect: str, make: Callable[[Inserting], Executable]) -> Executable:
    return make(partial(_insert, dialect))


_LOOKS = (0.05, 0.1, 0.2, 0.5)  # seconds between tries to empty SQLite's log

_LAST_UNITS = 10
"""Seconds that units under way get to end when the store is closed."""


class Store:
    """Units of work on one database. Made by `open`, one a process."""

    def __init__(
        self, engine: AsyncEngine, clock: Clock, place: str, secret: StateSecret | None = None
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.place = place
        self.secret = secret or random_secret()
        self.folder: Path | None = None
        """Where SQLite's file is, and what goes with it."""
        self._writing_engine = engine.execution_options(writes=True)
        self._snapshot_engine = engine.execution_options(one_moment=True)
        if engine.dialect.name == "postgresql":
            self._snapshot_engine = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False
        event.listen(engine.sync_engine, "checkin", self._given_back)
        # SQLite takes one writer at a time; in our own queue the first to come is the first served.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @property
    def is_shared(self) -> bool:
        """Whether several processes may serve on it."""
        return self.engine.dialect.name != "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A unit of work that only reads. Raises StoreError."""
        async with self._unit(self.engine) as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A unit of work that reads everything as it was at one moment, however many queries it
        takes. Raises StoreError."""
        async with self._unit(self._snapshot_engine) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work that may write; kept when the block ends without an exception.

        Raises StoreError. Between its beginning and its end nothing else should be waited for.
        """
        head: Head | None = None
        async with self._turn:
            async with self._unit(self._writing_engine) as connection:
                unit = UnitOfWork(connection, self.clock())
                yield unit
                if unit.entries:
                    head = await append(connection, unit.now, unit.entries)
                if unit.erased and self.folder is not None:
                    _note(self.folder / ERASURES, unit)
            if head is not None and self.folder is not None:
                note_head(self.folder, head)
            if (unit.wipes or unit.erased) and self.folder is not None:
                await self.empty_log()

    async def empty_log(self) -> None:
        """Have nothing left in SQLite's log, where what was deleted still stands. Raises
        StoreError."""
        for pause in _LOOKS:
            async with self._unit(self.engine) as connection:
                busy = (await connection.execute(text("pragma wal_checkpoint(truncate)"))).first()
            if busy is None or not busy[0]:
                return
            await asyncio.sleep(pause)
        logger.warning("SQLite's log could not be emptied: somebody reads. The next time it is.")

    @asynccontextmanager
    async def _unit(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """A transaction that `close` waits for."""
        self._under_way += 1
        self._idle.clear()
        try:
            with _translated_errors(self.place):
                async with engine.begin() as connection:
                    yield connection
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def check(self) -> None:
        """For readiness: raises StoreError if the database does not answer."""
        async with self.reading() as connection:
            await connection.execute(text("select 1"))

    async def migration_state(self) -> MigrationState:
        """Where the database stands, which a newer replica may have changed. Raises StoreError."""
        async with self.reading() as connection:
            return await connection.run_sync(migration_state)

    async def close(self) -> None:
        """Close every connection, after the units under way have ended; they get ten seconds. One
        that ends or begins later, because nobody waited for it, closes its own."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), _LAST_UNITS)
        self._closed = True
        await self.engine.dispose()

    def _given_back(self, connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        # A pool that was disposed of keeps what comes back, and nobody closes it any more.
        if self._closed and connection is not None:
            entry.invalidate()


async def open(where: str | Path, clock: Clock, secret: StateSecret | None = None) -> Store:
    """The database at a URL or in a folder, made or brought up to date, ready for units of work.

    `secret` makes the keyed digests of what is kept for a while; without one a SQLite file has its
    own beside it, and PostgreSQL one of this process. Call it once a process, before serving, and
    `close` the store at the end. Raises AddressError for what is no address, StoreError for a
    database that cannot be used.
    """
    url, store = database_url(where), unopened(where, clock)
    if url.get_backend_name() == "sqlite":
        folder = Path(str(url.database)).parent
        store.folder = folder
        make_folder(folder)
        store.secret = secret or kept_secret((), folder)
    elif secret is not None:
        store.secret = secret
    with _translated_errors(store.place):
        await asyncio.to_thread(migrate, url)
    if store.folder is not None and (noted := noted_head(store.folder)):
        await _look_for_the_end(store, noted)
    return store


async def _look_for_the_end(store: Store, noted: Head) -> None:
    """Say, and write down for good, where acknowledged entries are missing."""
    async with store.reading() as connection:
        if await is_part(connection, noted):
            return
    logger.error(
        "the database in %s has lost what was written last: the trail was noted to end at %s, and "
        "that entry is not there. Was the file assistant.db-wal removed? Restore the newest "
        "backup, or go on without what is gone.",
        store.place,
        noted,
    )
    async with store.writing() as unit:
        unit.audit("start", "trail.end_missing", "all", {"noted": str(noted)})


def unopened(where: str | Path, clock: Clock) -> Store:
    """A database as it is, nothing made or changed: to look into one whose tables are current.

    Raises AddressError.
    """
    url = database_url(where)
    return Store(make_engine(url), clock, place_of(url))


async def inspect(where: str | Path) -> tuple[str, MigrationState]:
    """Where a database is and how it stands, without making or changing anything: for a doctor.

    Raises AddressError for what is no address, StoreError for a database that cannot be used.
    """
    url = database_url(where)
    with _translated_errors(place_of(url)):
        return place_of(url), await asyncio.to_thread(inspect_migrations, url)


def _note(file: Path, unit: UnitOfWork) -> None:
    """Before the unit is kept: somebody who asked to be erased may well be noted too early."""
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(f"{number} {unit.now.isoformat()}\n" for number in unit.erased)


@contextmanager
def _translated_errors(place: str) -> Iterator[None]:
    """Tells a database that cannot be used from a mistake in a program, which stays as it is."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        fault = error_kind(error)
        if fault is None:
            raise
        raise StoreError(fault, place) from error
