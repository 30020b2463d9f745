"""Pauses, and what several replicas share: who is there, deliveries, conversations' memories."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("ended_at", UtcDateTime),
        sa.Column("ended_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_pause"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "replica",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("began_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_replica"),
    )
    op.create_table(
        "delivery",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("replica", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_delivery"),
    )
    op.create_index("ix_delivery_at", "delivery", ["at"])
    op.create_table(
        "memory",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("questions", Json, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_memory"),
    )
    op.create_index("ix_memory_at", "memory", ["at"])
