"""Keeping completed screenings, of an idea or on their own."""

from dataclasses import asdict

from sqlalchemy import insert

from storage import UnitOfWork
from storage.tables import screening
from triage.model.assessments import update_from_screening
from triage.model.idea import Idea
from triage.model.screening_rules import Screening
from triage.model.stages import Stage
from triage.repository.person_numbers import actor
from triage.repository.transitions import bump_version, transition


async def screen_idea(unit: UnitOfWork, of: Idea, done: Screening, *, by: int) -> None:
    """Keep a screening of an idea that is locked by this unit. The first moves the idea on to
    screening, where an officer looks at it; its risk is the idea's until reviewers judge it."""
    await save_screening(unit, done, by=by, of=of)
    await update_from_screening(unit, of.id, done)
    columns = {"likelihood": done.likelihood, "impact": done.impact, "risk": done.risk}
    if of.stage is Stage.SUBMITTED:
        await transition(
            unit, of, Stage.SCREENING, by=by, fingerprint=done.fingerprint, also=dict(columns)
        )
    else:
        await bump_version(unit, of, **columns)


async def save_screening(
    unit: UnitOfWork, done: Screening, *, by: int, of: Idea | None = None
) -> None:
    """Keep a screening with the wording that was answered; without an idea it stands alone."""
    await unit.connection.execute(
        insert(screening).values(
            idea_id=of.id if of else None,
            by_id=by,
            at=unit.now,
            questions=done.questions,
            fingerprint=done.fingerprint,
            answers=[asdict(one) for one in done.answers],
            outcomes=dict(done.outcomes),
            triggers=[asdict(one) for one in done.triggers],
            likelihood=done.likelihood,
            impact=done.impact,
            risk=done.risk,
            dpo_view="",
        )
    )
    detail = {"questions": done.questions, "outcomes": dict(done.outcomes)}
    subject = of.reference if of else "screening"
    unit.audit(actor(by), "screening.completed", subject, detail, done.fingerprint)
