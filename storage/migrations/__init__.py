"""One history of the tables for both engines: a file a step in `versions/`, oldest first.

A new step is written by hand with alembic's `op`; one that has been released is never edited.
There is no way down: restore a backup instead.
"""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from storage.engine import make_plain_engine, place_of
from storage.faults import Fault, StoreError

_ONE_AT_A_TIME = threading.Lock()
"""Alembic's operations go through a global of the process."""

_LOCK_KEY = 7_240_115
"""PostgreSQL's advisory lock for migrating: several replicas may start at once."""


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
            if not is_known(connection):
                raise StoreError(Fault.NEWER, place_of(url))
            command.upgrade(configuration(connection), "head")
    finally:
        engine.dispose()


def is_known(connection: Connection) -> bool:
    """Whether every step that the database has gone through is in this history."""
    steps = ScriptDirectory.from_config(configuration(connection)).walk_revisions()
    heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) <= {step.revision for step in steps}


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, without a file; `env.py` takes the connection from it."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
