"""The meeting at which a decision was taken, by the reference of its record."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("decision", sa.Column("meeting", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_decision_meeting", "decision", ["meeting"])
