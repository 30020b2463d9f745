"""Looking after several ideas at once, and taking that back within a minute: it tells nobody."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from storage import UnitOfWork
from storage.coordination.idempotency import find_result, store_result
from triage.repository.edits import Reviewer
from triage.repository.queries import find, get
from triage.workflow.preparation import assign_lead

UNDO_WITHIN = timedelta(minutes=1)


async def look_after(unit: UnitOfWork, refs: Sequence[str], by: Reviewer) -> str:
    """Have the reviewer look after the ideas; gives the key by which it can be taken back. What is
    kept for that are numbers of people, not names."""
    before = []
    for ref in dict.fromkeys(refs):
        found = await find(unit.connection, ref, lock=True)
        if found is None or (found.lead and found.lead.number == by.number):
            continue
        await assign_lead(unit, found, by.number, found.share, by)
        now = await get(unit.connection, ref)
        before.append([ref, now.version, found.lead.number if found.lead else None])
    key = secrets.token_urlsafe(12)
    once = f"undo:{by.number}:{key}"
    await find_result(unit, once)
    await store_result(unit, once, json.dumps([unit.now.isoformat(), before]))
    return key


async def give_back(unit: UnitOfWork, key: str, by: Reviewer) -> bool:
    """Take it back where nobody has changed the idea since; False if something, or all of it, was
    too late or is not this reviewer's."""
    kept = await find_result(unit, f"undo:{by.number}:{key}")
    if not kept:
        return False
    moment, before = json.loads(kept)
    if unit.now - datetime.fromisoformat(moment) > UNDO_WITHIN:
        return False
    undone = bool(before)
    for ref, version, lead in before:
        found = await find(unit.connection, ref, lock=True)
        if found is None or found.version != version:
            undone = False
            continue
        await assign_lead(unit, found, lead, found.share, by)
    return undone
