"""Ideas and what happens to them (governance facts, section 6)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    false,
)

from storage.tables.columns import METADATA, Json, UtcDateTime, Words

idea = Table(
    "idea",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("reference", Words, nullable=False, unique=True),
    Column("submitter_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("submitter_name", Words, nullable=False),
    Column("submitted_at", UtcDateTime, nullable=False, index=True),
    Column("likelihood", Integer),
    Column("impact", Integer),
    Column("residual_likelihood", Integer),
    Column("residual_impact", Integer),
    Column("risk", Words, nullable=False),
    Column("benefit", Json, nullable=False),
    Column("ease", Integer),
    Column("stage", Words, nullable=False, index=True),
    Column("stage_since", UtcDateTime, nullable=False),
    Column("lead_id", ForeignKey("person.id"), index=True),
    Column("duplicate_of", ForeignKey("idea.id", ondelete="SET NULL"), index=True),
    Column("revisit_on", Date),
    Column("share", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("barred_by", Words, nullable=False, server_default=""),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("year", "number"),
    sqlite_autoincrement=True,
)
"""`reference` is AI-<year>-<number>. A null yes/no or score has not been given. `version` rises
with every change, so that of two people who change the same idea one is told. `barred_by` is the
ref of a clause that forbids the idea, whatever its scores; `hidden` keeps it off the page for all
staff. What its submitter says stands in
columns beside these, one for each field that `triage/model/fields.py` declares."""

change = Table(
    "change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by_id", ForeignKey("person.id"), index=True),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    sqlite_autoincrement=True,
)
"""What was edited: field to value, before and after."""

move = Table(
    "move",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by_id", ForeignKey("person.id"), index=True),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("decision_id", ForeignKey("decision.id", ondelete="CASCADE"), index=True),
    sqlite_autoincrement=True,
)

screening = Table(
    "screening",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), index=True),
    Column("by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("questions", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("answers", Json, nullable=False),
    Column("outcomes", Json, nullable=False),
    Column("triggers", Json, nullable=False),
    Column("likelihood", Integer, nullable=False),
    Column("impact", Integer, nullable=False),
    Column("risk", Words, nullable=False),
    Column("dpo_view", Words, nullable=False),
    Column("dpo_on", Date),
    Column("review_on", Date),
    sqlite_autoincrement=True,
)
"""One completed screening with the wording that was answered, so that later questions do not
rewrite it; `questions` is the ref of their version. Without an idea it stands alone."""

decision = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reference", Words, nullable=False, unique=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("maker", Words, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("recorded_by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("reason", Words, nullable=False),
    Column("alternatives", Words, nullable=False),
    Column("conflicts", Words, nullable=False),
    Column("conditions", Words, nullable=False),
    Column("risk", Words, nullable=False),
    Column("assessments", Json, nullable=False),
    Column("policies", Json, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("review_on", Date),
    Column("duplicate_of", Words, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("exempt_reason", Words, nullable=False),
    Column("corrects_id", ForeignKey("decision.id", ondelete="CASCADE"), index=True),
    Column("fingerprint", Words, nullable=False),
    Column("portfolio", Words, nullable=False, server_default=""),
    Column("author", Words, nullable=False, server_default=""),
    Column("other_matters", Words, nullable=False, server_default=""),
    Column("certified_by", Words, nullable=False, server_default=""),
    Column("call_in_until", Date),
    Column("in_force_on", Date),
    Column("meeting", Words, nullable=False, server_default="", index=True),
    sqlite_autoincrement=True,
)
"""Never edited (the database refuses it): corrected by a later record that points back. `meeting`
is the reference of the record of the meeting at which it was taken."""

support = Table(
    "support",
    METADATA,
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("comment", Words, nullable=False),
)

note = Table(
    "note",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Words, nullable=False),
    Column("for_submitter", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

card = Table(
    "card",
    METADATA,
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Words, primary_key=True),
    Column("activity", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""The card by which an idea was told in a channel, by the channel's name of that message."""
