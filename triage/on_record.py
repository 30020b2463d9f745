"""Gathering what the gates ask for: `triage.gates` says what follows from it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision
from triage.assessed import Assessment, assessments
from triage.gates import OnRecord, read_day
from triage.ideas import Decision, DecisionKind, Idea
from triage.risk import Risk, risk_of
from triage.rows import decision_of, decisions

_PILOTS = (DecisionKind.PILOT, DecisionKind.EXTEND)


async def on_record(connection: AsyncConnection, of: Idea, corrects: str = "") -> OnRecord:
    """What is on record of an idea when a decision is taken, which may correct an earlier one."""
    taken = decisions().where(decision.c.idea_id == of.id).order_by(decision.c.id)
    found = tuple(map(decision_of, (await connection.execute(taken)).all()))
    return record_of(of, await assessments(connection, of.id), found, corrects)


def record_of(
    of: Idea, found: Sequence[Assessment], taken: Sequence[Decision], corrects: str = ""
) -> OnRecord:
    """The same from what has been read; `taken` are all of its decisions, the oldest first. Those
    that were corrected since do not count, nor does the one that is being corrected now."""
    gone = {one.deciding.corrects for one in taken} | {corrects}
    stand = [one.deciding for one in taken if one.reference not in gone]
    kinds = [one.kind for one in stand]
    last = max((at for at, kind in enumerate(kinds) if kind is DecisionKind.PILOT), default=0)
    ends = [one.evidence.get("ends_on", "") for one in stand if one.kind in _PILOTS]
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
