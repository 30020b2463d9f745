"""What could tell who asked is removed: digests that anybody can compute again, and the moments at
which people were reached or told. Replicas say by a mark whether they share a secret."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_UNKEYED = (
    "delete from delivery",
    "delete from memory",
    "delete from once where key like 'greeted:%'",
    "update notice set due_at = at where state = 'done'",
)

_DAY = {
    "sqlite": "substr({0}, 1, 10) || ' 00:00:00.000000'",
    "postgresql": "date_trunc('day', {0} at time zone 'utc') at time zone 'utc'",
}


def upgrade() -> None:
    op.add_column("replica", sa.Column("secret", sa.Text, nullable=False, server_default=""))
    for statement in _UNKEYED:
        op.execute(statement)
    day = _DAY[op.get_bind().dialect.name]
    op.execute(f"update address set at = {day.format('at')}")  # noqa: S608 - no value in it
    done = day.format("done_at")
    op.execute(f"update notice set done_at = {done} where done_at is not null")  # noqa: S608
