"""Who looks after a question without an answer, and what became of it."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import UtcDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "gap_follow_up",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("question_masked", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap_follow_up"),
        sa.UniqueConstraint("question_masked", name="uq_gap_follow_up_question_masked"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_follow_up_at", "gap_follow_up", ["at"])
