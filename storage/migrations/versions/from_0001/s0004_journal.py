"""Answers given, gaps met and feedback received."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason_masked", sa.Text, nullable=False),
        sa.Column("refs", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])
    op.create_index("ix_feedback_receipt", "feedback", ["receipt"])
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("question_masked", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_at", "gap", ["at"])
    op.create_table(
        "journal",
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("question_masked", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("refs", Json, nullable=False),
        sa.Column("tools", Json, nullable=False),
        sa.Column("unlisted", sa.Text, nullable=False),
        sa.Column("lead", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("receipt", name="pk_journal"),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
