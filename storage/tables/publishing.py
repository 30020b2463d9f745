"""What was served under each version number, and changes of the policies on their way."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

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

adopted_file = Table(
    "adopted_file",
    METADATA,
    Column("of_model_set", Boolean, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("text", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""A register entry or list as it lay in the folder when a set was first served, of which the row
without a name tells. Never changed and never removed."""

policy_draft = Table(
    "policy_draft",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("subject", Words, nullable=False, index=True),
    Column("open_for", Words, unique=True),
    Column("state", Words, nullable=False),
    Column("base", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("first", Date),
    Column("changes", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""A change of the policy folder on its way: `subject` is the policy, of which one draft is open at
a time (`open_for`, null once it is over). `base` is the ref of the version that it began from,
`file` where it is to stand, `first` its first day, `changes` the files that its approval makes as
they were and as they become; `revision` grows with each change, `at` is that of the last one. The
subject of a file without versions is its name: until the approval `changes` has it as it was."""

policy_event = Table(
    "policy_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "draft_id", ForeignKey("policy_draft.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("at", UtcDateTime, nullable=False),
    Column("by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("comment", Words, nullable=False),
    sqlite_autoincrement=True,
)
"""What somebody did with a draft, on which words (the digest of its text), and what they said."""
