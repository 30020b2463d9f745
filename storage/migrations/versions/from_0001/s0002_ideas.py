"""People and their ideas, screenings and decisions."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Json, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("tenant", sa.Text),
        sa.Column("directory_id", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("erased_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("tenant", "directory_id", name="uq_person_tenant_directory_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("submitter_id", sa.Integer, nullable=False),
        sa.Column("submitter_name", sa.Text, nullable=False),
        sa.Column("submitted_at", UtcDateTime, nullable=False),
        sa.Column("who_benefits", sa.Text, nullable=False),
        sa.Column("how_done_now", sa.Text, nullable=False),
        sa.Column("volume_per_month", sa.Integer),
        sa.Column("minutes_each", sa.Integer),
        sa.Column("data_classes", Json, nullable=False),
        sa.Column("tool_in_mind", sa.Text, nullable=False),
        sa.Column("public_facing", sa.Boolean),
        sa.Column("affects_decisions", sa.Boolean),
        sa.Column("children_or_vulnerable", sa.Boolean),
        sa.Column("expected_benefit", sa.Text, nullable=False),
        sa.Column("objective", sa.Text, nullable=False),
        sa.Column("likelihood", sa.Integer),
        sa.Column("impact", sa.Integer),
        sa.Column("residual_likelihood", sa.Integer),
        sa.Column("residual_impact", sa.Integer),
        sa.Column("risk", sa.Text, nullable=False),
        sa.Column("benefit", Json, nullable=False),
        sa.Column("ease", sa.Integer),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("stage_since", UtcDateTime, nullable=False),
        sa.Column("lead_id", sa.Integer),
        sa.Column("duplicate_of", sa.Integer),
        sa.Column("revisit_on", sa.Date),
        sa.Column("share", sa.Boolean, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_idea"),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name="fk_idea_lead_id"),
        sa.ForeignKeyConstraint(
            ["duplicate_of"], ["idea.id"], name="fk_idea_duplicate_of", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["submitter_id"], ["person.id"], name="fk_idea_submitter_id"),
        sa.UniqueConstraint("reference", name="uq_idea_reference"),
        sa.UniqueConstraint("year", "number", name="uq_idea_year_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_idea_duplicate_of", "idea", ["duplicate_of"])
    op.create_index("ix_idea_lead_id", "idea", ["lead_id"])
    op.create_index("ix_idea_stage", "idea", ["stage"])
    op.create_index("ix_idea_submitted_at", "idea", ["submitted_at"])
    op.create_index("ix_idea_submitter_id", "idea", ["submitter_id"])
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by_id", sa.Integer),
        sa.Column("before", Json, nullable=False),
        sa.Column("after", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_change_idea_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_change_by_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_by_id", "change", ["by_id"])
    op.create_index("ix_change_idea_id", "change", ["idea_id"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("maker", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("recorded_at", UtcDateTime, nullable=False),
        sa.Column("recorded_by_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("alternatives", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("risk", sa.Text, nullable=False),
        sa.Column("assessments", Json, nullable=False),
        sa.Column("policies", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("review_on", sa.Date),
        sa.Column("duplicate_of", sa.Text, nullable=False),
        sa.Column("published", sa.Boolean, nullable=False),
        sa.Column("exempt_reason", sa.Text, nullable=False),
        sa.Column("corrects_id", sa.Integer),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["decision.id"], name="fk_decision_corrects_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name="fk_decision_recorded_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_decision_idea_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("reference", name="uq_decision_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_corrects_id", "decision", ["corrects_id"])
    op.create_index("ix_decision_idea_id", "decision", ["idea_id"])
    op.create_index("ix_decision_recorded_by_id", "decision", ["recorded_by_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("for_submitter", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_note_idea_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_note_by_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_note_by_id", "note", ["by_id"])
    op.create_index("ix_note_idea_id", "note", ["idea_id"])
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("idea_id", sa.Integer),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("outcomes", Json, nullable=False),
        sa.Column("triggers", Json, nullable=False),
        sa.Column("likelihood", sa.Integer, nullable=False),
        sa.Column("impact", sa.Integer, nullable=False),
        sa.Column("risk", sa.Text, nullable=False),
        sa.Column("dpo_view", sa.Text, nullable=False),
        sa.Column("dpo_on", sa.Date),
        sa.Column("review_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_screening"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_screening_by_id"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_screening_idea_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_screening_at", "screening", ["at"])
    op.create_index("ix_screening_by_id", "screening", ["by_id"])
    op.create_index("ix_screening_idea_id", "screening", ["idea_id"])
    op.create_table(
        "support",
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("idea_id", "person_id", name="pk_support"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_support_person_id"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_support_idea_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_support_person_id", "support", ["person_id"])
    op.create_table(
        "move",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("idea_id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by_id", sa.Integer),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decision_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_move"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name="fk_move_idea_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_move_by_id"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name="fk_move_decision_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_move_by_id", "move", ["by_id"])
    op.create_index("ix_move_decision_id", "move", ["decision_id"])
    op.create_index("ix_move_idea_id", "move", ["idea_id"])
    for statement in _NEVER_EDITED[op.get_bind().dialect.name]:
        op.execute(statement)


_NEVER_EDITED = {
    "sqlite": (
        "create trigger decision_no_update before update on decision "
        "begin select raise(abort, 'a decision is corrected by a later one'); end",
        "create trigger decision_no_replace before insert on decision "
        "when exists (select 1 from decision where id = new.id or reference = new.reference) "
        "begin select raise(abort, 'a decision is corrected by a later one'); end",
    ),
    "postgresql": (
        "create function decision_never_edited() returns trigger language plpgsql as "
        "$$ begin raise exception 'a decision is corrected by a later one'; end $$",
        "create trigger decision_never_edited before update on decision "
        "for each statement execute function decision_never_edited()",
    ),
}
