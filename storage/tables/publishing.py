"""What was served under each version number."""

from sqlalchemy import Boolean, Column, Date, Table

from storage.tables.columns import METADATA, UtcDateTime, Words

served_version = Table(
    "served_version",
    METADATA,
    Column("ref", Words, primary_key=True),
    Column("of_model_set", Boolean, primary_key=True),
    Column("digest", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("first", Date, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""A version's file as it was when it was first served in force, from its `first` day; `digest` is
that of its words. Never changed and never removed."""
