"""What a receipt needs to be proven: what was asked before, and a digest of the answer."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("journal", sa.Column("context", Json, nullable=False, server_default="[]"))
    op.add_column("journal", sa.Column("digest", sa.Text, nullable=False, server_default=""))
