"""Drafts, addresses and notices."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "address",
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("person_id", sa.Integer),
        sa.Column("reference", Json, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_address"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_address_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_address_at", "address", ["at"])
    op.create_index("ix_address_person_id", "address", ["person_id"])
    op.create_table(
        "draft",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "form", name="pk_draft"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_draft_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_draft_at", "draft", ["at"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("person_id", sa.Integer),
        sa.Column("idea_id", sa.Integer),
        sa.Column("content", Json, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("done_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_notice_idea_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_notice_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("key", name="uq_notice_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_idea_id", "notice", ["idea_id"])
    op.create_index("ix_notice_person_id", "notice", ["person_id"])
    op.create_index("ix_notice_state_due_at", "notice", ["state", "due_at"])
