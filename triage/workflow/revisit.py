"""What was put off until a day that has come: deferred ideas, and decisions with a review day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision, idea
from triage.model.stages import Stage


@dataclass(frozen=True, slots=True)
class DueForReview:
    """An idea, the day that has come, and the decision that set it; empty for a deferred idea."""

    idea: str
    title: str
    on: date
    decision: str = ""


async def due_for_review(connection: AsyncConnection, today: date) -> tuple[DueForReview, ...]:
    """The longest due first. A decision that was corrected since sets no day any more."""
    put_off = select(idea.c.reference, idea.c.title, idea.c.revisit_on).where(
        idea.c.stage == Stage.DEFERRED, idea.c.revisit_on <= today
    )
    corrected = select(decision.c.corrects_id).where(decision.c.corrects_id.is_not(None))
    set_days = (
        select(idea.c.reference, idea.c.title, decision.c.review_on, decision.c.reference)
        .join(idea, idea.c.id == decision.c.idea_id)
        .where(decision.c.review_on <= today, decision.c.id.not_in(corrected))
        .where(decision.c.kind != "defer")
    )
    found = [
        DueForReview(*row)
        for query in (put_off, set_days)
        for row in (await connection.execute(query)).all()
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.idea)))
