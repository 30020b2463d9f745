"""What a test came to."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("assessment", sa.Column("outcome", sa.Text, nullable=False, server_default=""))
