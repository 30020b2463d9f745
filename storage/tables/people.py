"""People, and what is kept for each of them: a draft, a way to reach them, notices."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

person = Table(
    "person",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("tenant", Words),
    Column("directory_id", Words),
    Column("name", Words, nullable=False),
    Column("erased_at", UtcDateTime),
    UniqueConstraint("tenant", "directory_id"),
    sqlite_autoincrement=True,
)
"""Everything else points at the number alone, so that erasing a person is emptying this row."""

draft = Table(
    "draft",
    METADATA,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("form", Words, primary_key=True),
    Column("content", Json, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

address = Table(
    "address",
    METADATA,
    Column("place", Words, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("reference", Json, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)
"""Where a person or a channel is reached: the channel's own conversation reference."""

notice = Table(
    "notice",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), index=True),
    Column("content", Json, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", Words, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("problem", Words, nullable=False),
    Column("done_at", UtcDateTime),
    Index(None, "state", "due_at"),
    sqlite_autoincrement=True,
)

preference = Table(
    "preference",
    METADATA,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""How a person chose to be spoken to; nobody who never chose is here."""

board_view = Table(
    "board_view",
    METADATA,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Words, primary_key=True),
    Column("query", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""A view of the board that a person keeps under a name, as the query of its address."""

following = Table(
    "following",
    METADATA,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", Words, primary_key=True),
    Column("told", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "subject"),
)
"""What a person asked to be told about: `policy:<id>` when it changes, `upkeep` before reviews and
audits are due. `told` is the version that they knew of last. Never what they asked."""
