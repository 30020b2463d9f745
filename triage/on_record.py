"""Reading what the gates ask for: `triage.gates` says what follows from it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision
from triage.assessed import assessments
from triage.gates import OnRecord, read_day
from triage.ideas import DecisionKind, Idea
from triage.risk import Risk, risk_of

_PILOTS = (DecisionKind.PILOT, DecisionKind.EXTEND)


async def on_record(connection: AsyncConnection, of: Idea, corrects: str = "") -> OnRecord:
    """What is on record of an idea, without decisions that were corrected since and without the
    one that is being corrected now."""
    corrected = select(decision.c.corrects_id).where(decision.c.corrects_id.is_not(None))
    query = (
        select(decision.c.kind, decision.c.evidence)
        .where(decision.c.idea_id == of.id, decision.c.reference != corrects)
        .where(decision.c.id.not_in(corrected))
        .order_by(decision.c.id)
    )
    taken = (await connection.execute(query)).all()
    kinds = [DecisionKind(row.kind) for row in taken]
    last = max((at for at, kind in enumerate(kinds) if kind is DecisionKind.PILOT), default=0)
    ends = [row.evidence.get("ends_on", "") for row in taken if row.kind in _PILOTS]
    found = await assessments(connection, of.id)
    return OnRecord(
        risk=of.risk,
        residual=residual(of),
        assessments={one.kind: one.state for one in found},
        barred_by=of.barred_by,
        escalated=DecisionKind.ESCALATE in kinds,
        pilot_ends=read_day(ends[-1]) if ends else None,
        extended=DecisionKind.EXTEND in kinds[last:],
    )


def residual(of: Idea) -> Risk | None:
    """The risk that is left after all measures, once somebody has judged it."""
    likelihood, impact = of.scores.residual_likelihood, of.scores.residual_impact
    return risk_of(likelihood, impact) if likelihood and impact else None
