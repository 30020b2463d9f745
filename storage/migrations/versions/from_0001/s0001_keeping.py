"""The audit trail with its triggers, once-only keys and counters."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": ""}])
    op.create_table(
        "once",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_once"),
    )
    op.create_index("ix_once_at", "once", ["at"])
    op.create_table(
        "counter",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


_APPEND_ONLY = {
    "sqlite": (
        "create trigger audit_no_update before update on audit "
        "begin select raise(abort, 'the audit trail is append-only'); end",
        "create trigger audit_no_delete before delete on audit "
        "begin select raise(abort, 'the audit trail is append-only'); end",
        # "insert or replace" would delete a row without waking the trigger above
        "create trigger audit_no_replace before insert on audit "
        "when exists (select 1 from audit where seq = new.seq) "
        "begin select raise(abort, 'the audit trail is append-only'); end",
    ),
    "postgresql": (
        "create function audit_append_only() returns trigger language plpgsql as "
        "$$ begin raise exception 'the audit trail is append-only'; end $$",
        "create trigger audit_append_only before update or delete or truncate on audit "
        "for each statement execute function audit_append_only()",
    ),
}
