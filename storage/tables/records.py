"""What the steering group keeps beside ideas: risks, benefits, pilots, actions and the like; and
the use cases that other councils have shared."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, UniqueConstraint

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

record = Table(
    "record",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reference", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False, index=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), index=True),
    Column("content", Json, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""One entry of one kind; `content` has the fields of that kind by name. `version` rises with
every change."""

record_change = Table(
    "record_change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by_id", ForeignKey("person.id"), index=True),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    sqlite_autoincrement=True,
)
"""What was edited: field to value, before and after. The first of a record has no `before`."""

shared_case = Table(
    "shared_case",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("council", Words, nullable=False),
    Column("reference", Words, nullable=False),
    Column("content", Json, nullable=False),
    Column("updated_on", Date, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("council", "reference"),
    sqlite_autoincrement=True,
)
"""A use case of another council, as it stands in their catalogue; `reference` is theirs."""
