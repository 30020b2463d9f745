"""Ideas and what happens to them (governance facts, section 6)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import METADATA, UtcDateTime, json

idea = Table(
    "idea",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("reference", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("submitter_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("submitter_name", Text, nullable=False),
    Column("submitted_at", UtcDateTime, nullable=False, index=True),
    Column("who_benefits", Text, nullable=False),
    Column("how_done_now", Text, nullable=False),
    Column("volume_per_month", Integer),
    Column("minutes_each", Integer),
    Column("data_classes", json(), nullable=False),
    Column("tool_in_mind", Text, nullable=False),
    Column("public_facing", Boolean),
    Column("affects_decisions", Boolean),
    Column("children_or_vulnerable", Boolean),
    Column("expected_benefit", Text, nullable=False),
    Column("objective", Text, nullable=False),
    Column("likelihood", Integer),
    Column("impact", Integer),
    Column("residual_likelihood", Integer),
    Column("residual_impact", Integer),
    Column("risk", Text, nullable=False),
    Column("benefit", json(), nullable=False),
    Column("ease", Integer),
    Column("stage", Text, nullable=False, index=True),
    Column("stage_since", UtcDateTime, nullable=False),
    Column("lead_id", ForeignKey("person.id"), index=True),
    Column("duplicate_of", ForeignKey("idea.id", ondelete="SET NULL"), index=True),
    Column("revisit_on", Date),
    Column("share", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    UniqueConstraint("year", "number"),
    sqlite_autoincrement=True,
)
"""`reference` is AI-<year>-<number>. A null yes/no or score has not been given. `version` rises
with every change, so that of two people who change the same idea one is told."""

change = Table(
    "change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by_id", ForeignKey("person.id"), index=True),
    Column("before", json(), nullable=False),
    Column("after", json(), nullable=False),
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
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
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
    Column("questions", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("answers", json(), nullable=False),
    Column("outcomes", json(), nullable=False),
    Column("triggers", json(), nullable=False),
    Column("likelihood", Integer, nullable=False),
    Column("impact", Integer, nullable=False),
    Column("risk", Text, nullable=False),
    Column("dpo_view", Text, nullable=False),
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
    Column("reference", Text, nullable=False, unique=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("recorded_by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("alternatives", Text, nullable=False),
    Column("conflicts", Text, nullable=False),
    Column("conditions", Text, nullable=False),
    Column("risk", Text, nullable=False),
    Column("assessments", json(), nullable=False),
    Column("policies", json(), nullable=False),
    Column("evidence", json(), nullable=False),
    Column("review_on", Date),
    Column("published", Boolean, nullable=False),
    Column("exempt_reason", Text, nullable=False),
    Column("corrects_id", ForeignKey("decision.id", ondelete="CASCADE"), index=True),
    Column("fingerprint", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Never edited (the database refuses it): corrected by a later record that points back."""

support = Table(
    "support",
    METADATA,
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("comment", Text, nullable=False),
)

note = Table(
    "note",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Column("for_submitter", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
