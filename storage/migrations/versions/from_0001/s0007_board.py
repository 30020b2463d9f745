"""What reviewers add to an idea: assessments, the plan, documents, a clause that forbids it."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("idea", sa.Column("barred_by", sa.Text, nullable=False, server_default=""))
    assessment = op.create_table(
        "assessment",
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("signed_by", sa.Text, nullable=False),
        sa.Column("signed_on", sa.Date),
        sa.Column("review_on", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        _of_idea("assessment"),
        sa.PrimaryKeyConstraint("idea_id", "kind", name="pk_assessment"),
    )
    op.create_index("ix_assessment_state", "assessment", ["state"])
    op.create_table(
        "plan",
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("content", Json, nullable=False),
        _of_idea("plan"),
        sa.PrimaryKeyConstraint("idea_id", name="pk_plan"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        _of_idea("document"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_document_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_idea_id", "document", ["idea_id"])
    op.create_index("ix_document_by_id", "document", ["by_id"])
    stand = _as_screened()
    if stand:
        op.bulk_insert(assessment, stand)


def _of_idea(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_idea_id"
    return sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=name, ondelete="CASCADE")


def _as_screened() -> list[dict[str, Any]]:
    """How assessments stand after the screenings that there are, the latest last."""
    found = op.get_bind().execute(
        sa.text("select idea_id, outcomes from screening where idea_id is not null order by id")
    )
    stand: dict[tuple[int, str], dict[str, Any]] = {}
    for idea_id, outcomes in found:
        read = json.loads(outcomes) if isinstance(outcomes, str) else outcomes
        for kind, outcome in read.items():
            stand[idea_id, kind] = {
                "idea_id": idea_id,
                "kind": kind,
                "state": "not needed" if outcome == "none" else "due",
                "reference": "",
                "signed_by": "",
                "signed_on": None,
                "review_on": None,
                "note": "",
            }
    return list(stand.values())
