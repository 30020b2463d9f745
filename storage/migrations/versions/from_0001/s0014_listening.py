"""The form for which the next typed text of a conversation is meant."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("memory", sa.Column("form", Json, nullable=True))
