"""What keeps the rest honest: the audit trail, once-only keys, counters without gaps
and leases."""

from sqlalchemy import Column, Integer, String, Table

from storage.tables.columns import METADATA, UtcDateTime, Words

audit = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("subject", Words, nullable=False, index=True),
    Column("detail", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Append-only, by triggers of the database; see `storage.audit.trail` for the chain."""

audit_head = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row: the last entry of the trail. Without it, cutting the end off would go unseen."""

once = Table(
    "once",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("result", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

counter = Table(
    "counter",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("last", Integer, nullable=False),
)

lease = Table(
    "lease",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("holder", Words, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
"""What one replica does for all, for as long as it holds the lease."""
