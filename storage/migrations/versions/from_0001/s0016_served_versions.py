"""What was served under each version number. The first start on it adopts what is there."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "served_version",
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("of_model_set", sa.Boolean, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("ref", "of_model_set", name="pk_served_version"),
    )
