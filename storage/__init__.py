"""Where things are kept: SQLite in a folder, or PostgreSQL when several replicas share it.

    store = await storage.open("data", clock)
    async with store.writing() as unit:
        await unit.connection.execute(...)
        unit.audit("person:7", "idea.submitted", "AI-2026-0042")

`storage.tables` has the tables, `storage.once` keys that act once, `storage.counters` numbers
without gaps, `storage.audit` the trail and its check. A database that is gone, full or read-only
shows as StoreError.
"""

from storage.engine import AddressError
from storage.faults import Fault, StoreError
from storage.migrations import Migrated
from storage.store import Clock, Inserting, Store, Unit, inspect, open, unopened

__all__ = [
    "AddressError",
    "Clock",
    "Fault",
    "Inserting",
    "Migrated",
    "Store",
    "StoreError",
    "Unit",
    "inspect",
    "open",
    "unopened",
]
