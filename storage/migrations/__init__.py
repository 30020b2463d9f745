"""One history of the tables for both engines: a file a step in `versions/`, oldest first, at most
twenty a folder.

A new step is written by hand with alembic's `op`; one that has been released is never edited.
There is no way down: restore a backup instead.
"""

import threading
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from storage.engine.engines import make_plain_engine, place_of
from storage.engine.errors import DatabaseErrorKind, StoreError

_ONE_AT_A_TIME = threading.Lock()
"""Alembic's operations go through a global of the process."""

_LOCK_KEY = 7_240_115
"""PostgreSQL's advisory lock for migrating: several replicas may start at once."""


class MigrationState(StrEnum):
    """Where a database stands in this history."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


def migrate(url: URL) -> None:
    """Bring the database to today's shape in one transaction, or leave it as it was.

    Blocks: call it in a thread, before serving. Raises StoreError for a database that a newer
    release has written, and the engine's own errors.
    """
    engine = make_plain_engine(url)
    try:
        with _ONE_AT_A_TIME, engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            stands = migration_state(connection)
            if stands is MigrationState.AHEAD:
                raise StoreError(DatabaseErrorKind.NEWER, place_of(url))
            if stands is not MigrationState.CURRENT:
                from storage.migrations import steps  # noqa: PLC0415  heavy: only when needed

                steps.upgrade(connection)
    finally:
        engine.dispose()


def migration_state(connection: Connection) -> MigrationState:
    """Where the database stands; AHEAD if it went through a step that is not in this history."""
    if not inspect(connection).has_table("alembic_version"):
        return MigrationState.EMPTY
    taken = set(connection.scalars(text("select version_num from alembic_version")))
    if not taken:
        return MigrationState.EMPTY
    steps = _steps()
    if not taken <= steps:
        return MigrationState.AHEAD
    return MigrationState.CURRENT if taken == {max(steps)} else MigrationState.BEHIND


def inspect_migrations(url: URL) -> MigrationState:
    """Where a database stands, without making or changing it. Blocks. Raises the engine's own
    errors."""
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return MigrationState.EMPTY  # connecting would make the file
    engine = make_plain_engine(url)
    try:
        with engine.begin() as connection:
            return migration_state(connection)
    finally:
        engine.dispose()


@lru_cache(maxsize=1)
def _steps() -> frozenset[str]:
    """Every step by its number, which its file's name begins with."""
    files = (Path(__file__).parent / "versions").glob("*/s[0-9]*.py")
    return frozenset(file.name[1:5] for file in files)
