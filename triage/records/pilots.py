"""Pilots begin and are extended by decisions: the record follows what was decided."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from storage import UnitOfWork
from storage.tables import record
from triage.model.evidence import EVIDENCE, KEPT
from triage.model.idea import DecisionInput, DecisionKind, Idea
from triage.records.repository import insert_record, update_record
from triage.records.schemas import PILOT


async def update_pilot(
    unit: UnitOfWork, of: Idea, deciding: DecisionInput, *, by: int, fingerprint: str
) -> None:
    """Open the record of a pilot that was decided on, planned until its decision is in force; or
    have the one there is say what a correction, an extension or the decision to roll out says;
    `by` is a person's number."""
    before = DecisionKind.SCALE if deciding.kind is DecisionKind.SCALE else DecisionKind.PILOT
    kept = (name for name in KEPT if EVIDENCE[name].before is before)
    said = {name: text for name in kept if (text := deciding.evidence.get(name))}
    query = select(record).where(record.c.idea_id == of.id, record.c.kind == PILOT.name)
    last = (await unit.connection.execute(query.order_by(record.c.id.desc()))).first()
    is_open = last is not None and last.content.get("state") not in PILOT.closed
    if deciding.kind is DecisionKind.PILOT:
        if last is not None and is_open and deciding.corrects:
            await update_record(
                unit, last, {**last.content, **said}, by=by, fingerprint=fingerprint
            )
        else:
            content = _begun(of, deciding, said)
            await insert_record(unit, PILOT, content, about=of, by=by, fingerprint=fingerprint)
    elif deciding.kind is DecisionKind.EXTEND and last is not None and is_open:
        content = {**last.content, "extended_to": said["ends_on"]}
        await update_record(unit, last, content, by=by, fingerprint=fingerprint)
    elif deciding.kind is DecisionKind.SCALE and last is not None:
        # What the evaluation says was found, typed once: the record of the pilot has it as well.
        content = {**said, **last.content}
        if content != last.content:
            await update_record(unit, last, content, by=by, fingerprint=fingerprint)


def _begun(of: Idea, deciding: DecisionInput, said: Mapping[str, str]) -> Mapping[str, Any]:
    content = {
        "title": of.title,
        **said,
        "starts_on": deciding.takes_effect_on.isoformat(),
        "assessments": "\n".join(deciding.assessments),
        "state": "planned" if deciding.takes_effect_on > deciding.decided_on else "running",
    }
    return {name: value for name, value in content.items() if value}
