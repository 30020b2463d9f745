"""Where the cards of ideas are that were posted in a channel, so that they can be brought up to
date."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import UtcDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("activity", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("idea_id", "place", name="pk_card"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_card_idea_id", ondelete="CASCADE"
        ),
    )
