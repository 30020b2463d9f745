"""What was answered, what could not be, and what people thought of it: never who asked."""

from sqlalchemy import Column, Date, Float, Integer, Table

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

journal = Table(
    "journal",
    METADATA,
    Column("receipt", Words, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("on_date", Date, nullable=False),
    Column("question_masked", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("refs", Json, nullable=False),
    Column("tools", Json, nullable=False),
    Column("unlisted", Words, nullable=False),
    Column("lead", Words, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("context", Json, nullable=False, server_default="[]"),
    Column("digest", Words, nullable=False, server_default=""),
    Column("shown", Json, nullable=False, server_default="[]"),
)
"""One answer. `refs` are the quoted passages, best first, or where nothing is quoted those that are
named, and the subject that is not covered; `tools` the register entries named, `unlisted` a tool
that is not on the register; `on_date` the day that the answer is true for; `context` what was asked
before, masked; `digest` proves the answer's very bytes (`knowledge.answering.digest`); `shown` is
what was said and shown around the passages (`bot.answering.shown_blocks`), empty before 0019."""

gap = Table(
    "gap",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("question_masked", Words, nullable=False),
    sqlite_autoincrement=True,
)

gap_follow_up = Table(
    "gap_follow_up",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("question_masked", Words, nullable=False, unique=True),
    Column("owner", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    sqlite_autoincrement=True,
)
"""What an officer said of a question without an answer: `owner` is the role that looks after it, ""
for none, `outcome` what became of it (`storage.answers.gap_follow_ups`). No foreign key: a question
that is asked again is the same question, whichever row holds it."""

feedback = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("receipt", Words, nullable=False, index=True),
    Column("verdict", Words, nullable=False),
    Column("reason_masked", Words, nullable=False),
    Column("refs", Json, nullable=False),
    sqlite_autoincrement=True,
)
"""No foreign key to the journal: the two are kept for different times."""
