"""What several replicas need to know of each other, and what all of them must heed."""

from sqlalchemy import Column, Integer, Table

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

pause = Table(
    "pause",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("what", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("contact", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Words, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("ended_by", Words),
    sqlite_autoincrement=True,
)
"""Answering stopped by an officer: `what` is `all` or a policy's id. It holds until `ended_at`."""

replica = Table(
    "replica",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("began_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("secret", Words, nullable=False, server_default=""),
)
"""Every process that serves, when it last said so, and the policy set that it serves; `secret` is
the mark of its secret (`storage.state_secret`)."""

delivery = Table(
    "delivery",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("replica", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)
"""One thing that a person said in Teams, by a keyed digest of its ids, and who answers it:
`sending` from just before the reply is posted, `done` once it was taken."""

turn = Table(
    "turn",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("ended", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)
"""How many turns one person has taken, by a keyed digest, and the last that has ended: for half an
hour."""

memory = Table(
    "memory",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("questions", Json, nullable=False),
    Column("receipt", Words, nullable=False),
    Column("form", Json, nullable=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)
"""The last questions of a conversation, masked, and the form that it fills in, by a keyed digest of
its ids: for half an hour."""
