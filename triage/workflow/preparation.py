"""What reviewers add to an idea before the decision: scores, the plan, who looks after it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import UnitOfWork
from storage.tables import plan
from triage.assessment.scoring import Floors, score_columns, score_errors
from triage.days import read_day
from triage.model.fields import LIMIT
from triage.model.idea import Idea, Scores
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.validation import ErrorCode, FieldError
from triage.repository.edits import Reviewer, edit
from triage.workflow.gates import PILOT, SCALE

ADVICE = ("advice", "advice_reason")
"""What the officer advises: a kind of decision, and the reason for the submitter to read."""

PLANNED = (*PILOT, *SCALE, *ADVICE)
"""The names of everything that is gathered before a decision."""


async def score(
    unit: UnitOfWork, found: Idea, scores: Scores, *, barred_by: str, floors: Floors, by: Reviewer
) -> Rejected | None:
    """Keep what reviewers think of an idea, and the clause that forbids it, if one does."""
    wrong = score_errors(scores, floors)
    if wrong:
        return Rejected(RejectionReason.INCOMPLETE, found, wrong)
    will = score_columns(scores) | {"barred_by": barred_by}
    was = score_columns(found.scores) | {"barred_by": found.barred_by}
    await edit(unit, found, was, will, by=by, action="idea.scored", columns=True)
    return None


async def update_plan(
    unit: UnitOfWork, found: Idea, content: Mapping[str, str], by: Reviewer
) -> Rejected | None:
    """Keep what a pilot or a roll-out will need, by the names of `PLANNED`; names that are not
    given stay as they are."""
    wrong = tuple(_plan_errors(content))
    if wrong:
        return Rejected(RejectionReason.INCOMPLETE, found, wrong)
    was = await planned(unit.connection, found.id)
    will = {**was, **content}
    row = unit.insert(plan).values(idea_id=found.id, content=will)
    await unit.connection.execute(
        row.on_conflict_do_update(index_elements=["idea_id"], set_={"content": will})
    )
    before = {name: was.get(name, "") for name in content}
    await edit(unit, found, before, dict(content), by=by, action="idea.planned")
    return None


def _plan_errors(content: Mapping[str, str]) -> Iterator[FieldError]:
    for name, text in content.items():
        if name not in PLANNED:
            yield FieldError(name, ErrorCode.UNKNOWN_CHOICE)
        elif len(text) > LIMIT:
            yield FieldError(name, ErrorCode.TOO_LONG, LIMIT)
        elif name == "ends_on" and text and read_day(text) is None:
            yield FieldError(name, ErrorCode.UNREADABLE)


async def planned(connection: AsyncConnection, idea_id: int) -> dict[str, str]:
    """What has been gathered for a pilot or a roll-out so far."""
    query = select(plan.c.content).where(plan.c.idea_id == idea_id)
    return dict((await connection.execute(query)).scalar_one_or_none() or {})


async def assign_lead(
    unit: UnitOfWork,
    found: Idea,
    lead: int | None,
    share: bool,
    by: Reviewer,
    *,
    hidden: bool | None = None,
) -> None:
    """Who looks after the idea, by number, whether other councils may hear of it, and whether it is
    hidden from colleagues (None: as it was)."""
    was = {
        "lead_id": found.lead.number if found.lead else None,
        "share": found.share,
        "hidden": found.hidden,
    }
    will = {
        "lead_id": lead,
        "share": share,
        "hidden": found.hidden if hidden is None else hidden,
    }
    await edit(unit, found, was, will, by=by, action="idea.looked_after", columns=True)
