"""Risks, benefits, pilots, actions and their history; use cases that other councils share."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("idea_id", sa.Integer),
        sa.Column("content", Json, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_record_idea_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("reference", name="uq_record_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_idea_id", "record", ["idea_id"])
    op.create_index("ix_record_kind", "record", ["kind"])
    op.create_table(
        "record_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by_id", sa.Integer),
        sa.Column("before", Json, nullable=False),
        sa.Column("after", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record_change"),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name="fk_record_change_record_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_record_change_by_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_change_by_id", "record_change", ["by_id"])
    op.create_index("ix_record_change_record_id", "record_change", ["record_id"])
    op.create_table(
        "shared_case",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("council", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("updated_on", sa.Date, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shared_case"),
        sa.UniqueConstraint("council", "reference", name="uq_shared_case_council_reference"),
        sqlite_autoincrement=True,
    )
