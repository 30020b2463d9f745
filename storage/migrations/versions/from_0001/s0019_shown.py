"""What was shown with an answer, besides the passages' own text."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("journal", sa.Column("shown", Json, nullable=False, server_default="[]"))
