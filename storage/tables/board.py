"""What reviewers add to an idea before it is decided on."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

assessment = Table(
    "assessment",
    METADATA,
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("state", Words, nullable=False, index=True),
    Column("reference", Words, nullable=False),
    Column("signed_by", Words, nullable=False),
    Column("signed_on", Date),
    Column("review_on", Date),
    Column("note", Words, nullable=False),
    Column("outcome", Words, nullable=False, server_default=""),
)
"""How each assessment of an idea stands now; `kind` is the screening's name of it, `outcome`
what a test came to. What it was
before stands in `change`."""

plan = Table(
    "plan",
    METADATA,
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True),
    Column("content", Json, nullable=False),
)
"""What a pilot or a roll-out needs, gathered before the decision: name to text. What it was before
stands in `change`; the decision keeps what it rested on."""

document = Table(
    "document",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("title", Words, nullable=False),
    Column("address", Words, nullable=False),
    sqlite_autoincrement=True,
)
"""A document that belongs to an idea, by its address; it is kept elsewhere."""
