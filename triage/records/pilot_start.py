"""A pilot runs from its first day on, and not before the decision on it is in force."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from common.clock import local_day
from storage import UnitOfWork
from storage.tables import decision
from triage.days import day, read_day
from triage.model.idea import DecisionKind
from triage.records.record import RecordFieldError
from triage.records.schemas import PILOT, RecordSchema


async def too_early(
    unit: UnitOfWork, kind: RecordSchema, content: Mapping[str, Any], idea_number: int | None
) -> tuple[RecordFieldError, ...]:
    """What is wrong with a pilot that is said to run today; nothing about other records."""
    if kind is not PILOT or content.get("state") != "running":
        return ()
    latest = (
        select(decision.c.in_force_on)
        .where(decision.c.idea_id == idea_number, decision.c.kind == DecisionKind.PILOT)
        .order_by(decision.c.id.desc())
        .limit(1)
    )
    in_force = (await unit.connection.execute(latest)).scalar_one_or_none()
    first = max(filter(None, (read_day(content["starts_on"]), in_force)))
    if first <= local_day(unit.now):
        return ()
    message = f"It runs from {day(first)} on: the decision on it is not in force before."
    return (RecordFieldError("state", message if first == in_force else "It has not started yet."),)
