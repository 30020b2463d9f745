"""What people chose for themselves: their language, and what they want to be told about."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_preference"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_preference_person_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "following",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "subject", name="pk_following"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_following_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_following_subject", "following", ["subject"])
