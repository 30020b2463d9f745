"""Engines for the two databases, with the ways of working that each needs."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.engine.sqlite_connection import connect

FILE = "assistant.db"

_WAIT = 5  # seconds: for SQLite's lock, for a new connection
_PATIENCE = 10  # seconds: for PostgreSQL's locks, for one of our connections to be free

_PRAGMAS = (
    "journal_mode=WAL",  # readers and a writer at the same time
    "synchronous=FULL",  # an acknowledged record outlives a power cut; costs 0.2 ms a write here
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is written over, and cannot be read from the file
    f"busy_timeout={_WAIT * 1000}",
)


class AddressError(ValueError):
    """The text is not the address of a database that we can use."""


def database_url(where: str | Path) -> URL:
    """A folder (SQLite in its own file there) or a URL, with the driver that we use.

    `postgresql://` and `postgres://` take libpq's parameters as written. Raises AddressError.
    """
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite+aiosqlite", database=str(Path(where) / FILE))
    try:
        url = make_url(where)
    except ArgumentError:
        raise AddressError("DATABASE_URL cannot be read as an address") from None
    kind = url.drivername.partition("+")[0]
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url.set(drivername="sqlite+aiosqlite")
    raise AddressError("DATABASE_URL must begin with postgresql:// or name a file: sqlite:///...")


def place_of(url: URL) -> str:
    """Where that is, for operators: never with a user, a password or a parameter."""
    host = url.host or url.query.get("host") or "this machine"
    return str(url.database) if url.get_backend_name() == "sqlite" else f"{host}/{url.database}"


def make_engine(url: URL) -> AsyncEngine:
    """An engine; the option `writes=True` marks connections for writing units of work, and
    `one_moment=True` those whose queries all see the same."""
    if url.get_backend_name() == "sqlite":
        creator = partial(connect, str(url.database))
        engine = create_async_engine(
            url, hide_parameters=True, async_creator=creator, json_deserializer=_read_json
        )
        _prepare_sqlite(engine.sync_engine)
        return engine
    engine = create_async_engine(
        url,
        hide_parameters=True,  # what people wrote stays out of errors, and so out of logs
        pool_pre_ping=True,  # a server that came back is found without a failed unit of work
        pool_timeout=_PATIENCE,
        connect_args=_POSTGRES,
    )
    event.listen(engine.sync_engine, "begin", _limit_waiting)
    return engine


def _read_json(text: str) -> Any:
    """What most columns hold in most rows is empty, and is made without being parsed."""
    return [] if text == "[]" else {} if text == "{}" else json.loads(text)


def _limit_waiting(connection: Connection) -> None:
    """A replica that hangs in the middle of a unit holds the others up for seconds, not for good.

    Set in each unit, because poolers share connections and refuse it as a start parameter.
    """
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(
            f"select set_config('lock_timeout', '{_PATIENCE}s', true),"
            f" set_config('idle_in_transaction_session_timeout', '{3 * _PATIENCE}s', true)"
        )


_SQLITE: dict[str, Any] = {"isolation_level": None}  # see _prepare_sqlite

_POSTGRES: dict[str, Any] = {
    "connect_timeout": _WAIT,
    "tcp_user_timeout": 10_000,  # milliseconds until a silent server counts as gone
    "prepare_threshold": None,  # poolers in transaction mode lose prepared statements
}


def make_plain_engine(url: URL) -> Engine:
    """The same without asyncio, for migrations alone: one connection, not kept."""
    if url.get_backend_name() == "sqlite":
        plain = url.set(drivername="sqlite+pysqlite")
        engine = create_engine(plain, poolclass=NullPool, connect_args=_SQLITE)
        _prepare_sqlite(engine)
        return engine
    return create_engine(url, poolclass=NullPool, connect_args=_POSTGRES)


def _prepare_sqlite(engine: Engine) -> None:
    """Take transactions away from the driver: a unit that will write takes the write lock at its
    start. One that read first could not have it any more after another's commit. What only reads
    begins none, as in PostgreSQL each query sees what is there; unless one moment is wanted."""

    def connected(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif options.get("one_moment"):
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
