"""Sessions of the pages, and sign-ins under way."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "session",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("roles", Json, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("ends_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_session_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_session"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_index("ix_session_at", "session", ["at"])
    op.create_table(
        "sign_in",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("flow", Json, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_at", "sign_in", ["at"])
