"""Gathering what the gates ask for: `triage.workflow.gates` says what follows from it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision
from triage.days import read_day
from triage.model.assessments import NOT_PASSED, Assessment, assessments, with_demanded
from triage.model.idea import Decision, DecisionKind, Idea
from triage.model.risk import Risk, risk_of
from triage.repository.mapping import decision_of, decisions
from triage.workflow.gates import GateFacts

_PILOTS = (DecisionKind.PILOT, DecisionKind.EXTEND)
_LETS_ON = (DecisionKind.SCAN, DecisionKind.PILOT, DecisionKind.SCALE)


async def gather_gate_facts(
    connection: AsyncConnection, of: Idea, corrects: str = "", demanded: Sequence[str] = ()
) -> GateFacts:
    """What is on record of an idea when a decision is taken, which may correct an earlier one.
    `demanded` are tests that are asked for whatever a screening said."""
    taken = decisions().where(decision.c.idea_id == of.id).order_by(decision.c.id)
    found = tuple(map(decision_of, (await connection.execute(taken)).all()))
    stand = with_demanded(await assessments(connection, of.id), demanded)
    return gate_facts_of(of, stand, found, corrects)


def gate_facts_of(
    of: Idea, found: Sequence[Assessment], taken: Sequence[Decision], corrects: str = ""
) -> GateFacts:
    """The same from what has been read; `taken` are all of its decisions, the oldest first. Those
    that were corrected since do not count, nor does the one that is being corrected now."""
    gone = {one.deciding.corrects for one in taken} | {corrects}
    stand = [one.deciding for one in taken if one.reference not in gone]
    kinds = [one.kind for one in stand]
    last = max((at for at, kind in enumerate(kinds) if kind is DecisionKind.PILOT), default=0)
    in_force = [one.takes_effect_on for one in stand if one.kind in _LETS_ON]
    ends = [one.evidence.get("ends_on", "") for one in stand if one.kind in _PILOTS]
    return GateFacts(
        risk=of.risk,
        residual=residual(of),
        assessments={one.kind: one.state for one in found},
        failed=frozenset(one.kind for one in found if one.outcome == NOT_PASSED),
        barred_by=of.barred_by,
        escalated=DecisionKind.ESCALATE in kinds,
        pilot_ends=read_day(ends[-1]) if ends else None,
        extended=DecisionKind.EXTEND in kinds[last:],
        in_force_on=in_force[-1] if in_force else None,
    )


def residual(of: Idea) -> Risk | None:
    """The risk that is left after all measures, once somebody has judged it."""
    likelihood, impact = of.scores.residual_likelihood, of.scores.residual_impact
    return risk_of(likelihood, impact) if likelihood and impact else None
