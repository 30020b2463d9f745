"""What was answered, what could not be, and what people thought of it: never who asked."""

from sqlalchemy import Column, Date, Float, Integer, Table, Text

from storage.columns import METADATA, UtcDateTime, json

journal = Table(
    "journal",
    METADATA,
    Column("receipt", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("on_date", Date, nullable=False),
    Column("question_masked", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("refs", json(), nullable=False),
    Column("tools", json(), nullable=False),
    Column("unlisted", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("fingerprint", Text, nullable=False),
)
"""One answer. `refs` are the quoted passages, best first; `tools` the register entries named,
`unlisted` a tool that is not on the register; `on_date` the day that the answer is true for."""

gap = Table(
    "gap",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("question_masked", Text, nullable=False),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("receipt", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("reason_masked", Text, nullable=False),
    Column("refs", json(), nullable=False),
    sqlite_autoincrement=True,
)
"""No foreign key to the journal: the two are kept for different times."""
