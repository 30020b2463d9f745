"""The rest of the council's form of a decision: whose portfolio, who wrote and certified it, what
else mattered, when its call-in ends and when it takes effect."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    for name in ("portfolio", "author", "other_matters", "certified_by"):
        op.add_column("decision", sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name in ("call_in_until", "in_force_on"):
        op.add_column("decision", sa.Column(name, sa.Date))
