"""Where things are kept: SQLite in a folder, or PostgreSQL when several replicas share it.

    store = await storage.open("data", clock)
    async with store.writing() as unit:
        await unit.connection.execute(...)
        unit.audit("person:7", "idea.submitted", "AI-2026-0042")

`tables` has the tables, `coordination.idempotency` keys that act once, `coordination.counters`
numbers without gaps, `audit.trail` the trail and its check. A database that is gone, full or
read-only shows as StoreError.
"""

from storage.engine.engines import AddressError
from storage.engine.errors import DatabaseErrorKind, StoreError
from storage.migrations import MigrationState
from storage.store import Clock, Inserting, Store, UnitOfWork, inspect, open, unopened

__all__ = [
    "AddressError",
    "Clock",
    "DatabaseErrorKind",
    "Inserting",
    "MigrationState",
    "Store",
    "StoreError",
    "UnitOfWork",
    "inspect",
    "open",
    "unopened",
]
