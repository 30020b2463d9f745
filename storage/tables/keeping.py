"""What keeps the rest honest: the audit trail, once-only keys and counters without gaps."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.columns import METADATA, UtcDateTime

audit = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Append-only, by triggers of the database; see `storage.audit` for the chain."""

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
    Column("key", Text, primary_key=True),
    Column("result", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

counter = Table(
    "counter",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
