"""Who is signed in to the pages."""

from sqlalchemy import Column, ForeignKey, String, Table

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

session = Table(
    "session",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("roles", Json, nullable=False),
    Column("place", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
)
"""One sign-in. `key` is the digest of the cookie, which is kept nowhere; `roles` are those that
Entra gave at that moment; `place` is `browser` or `teams`. A session that is ended has an `ends_at`
in the past, and stays until its roles are too old to count."""

sign_in = Table(
    "sign_in",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("flow", Json, nullable=False),
    Column("to", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)
"""Sign-ins under way, of releases before the browser kept them; a later release drops it."""
