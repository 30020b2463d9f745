"""Changes of the policies on their way from a draft to the folder."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "policy_draft",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("open_for", sa.Text, nullable=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("first", sa.Date, nullable=True),
        sa.Column("changes", Json, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy_draft"),
        sa.UniqueConstraint("open_for", name="uq_policy_draft_open_for"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_policy_draft_subject", "policy_draft", ["subject"])
    op.create_table(
        "policy_event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["policy_draft.id"],
            name="fk_policy_event_draft_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_policy_event_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_policy_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_policy_event_draft_id", "policy_event", ["draft_id"])
    op.create_index("ix_policy_event_by_id", "policy_event", ["by_id"])
