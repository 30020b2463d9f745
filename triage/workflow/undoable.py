"""Acts on one idea or several that can be taken back within a minute: assign, move on, join.

Whoever would be told of them is told once the minute is over. What is kept for taking one back are
references and numbers, not names.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from common.clock import local_day
from common.person import Person
from storage import UnitOfWork
from storage.coordination.idempotency import find_result, store_result
from storage.tables import idea, support
from triage.model.idea import Authority, DecisionInput, DecisionKind, Idea
from triage.model.outcomes import Rejected
from triage.model.stages import Stage
from triage.repository.edits import Reviewer
from triage.repository.notice_queue import drop_held
from triage.repository.queries import find, get
from triage.repository.transitions import move_back
from triage.workflow.decisions import decide, record_decision
from triage.workflow.preparation import assign_lead
from triage.workflow.review import transition_idea

UNDO_WITHIN = timedelta(minutes=1)

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Acted:
    """The `key` by which an act can be taken back, empty if nothing was done, and why what could
    not be done was not, by reference."""

    key: str
    refused: Mapping[str, Rejected]


async def look_after(unit: UnitOfWork, refs: Sequence[str], by: Reviewer) -> Acted:
    """Have the reviewer look after the ideas."""
    done: list[Item] = []
    for ref in dict.fromkeys(refs):
        found = await find(unit.connection, ref, lock=True)
        if found is None or (found.lead and found.lead.number == by.number):
            continue
        await assign_lead(unit, found, by.number, found.share, by)
        lead = found.lead.number if found.lead else None
        done.append(await _item(unit, found, act="assign", lead=lead))
    return await _kept(unit, done, {}, by)


async def move_on(
    unit: UnitOfWork,
    refs: Sequence[str],
    to: Stage,
    *,
    who: Person,
    by: Reviewer,
    version: int = 0,
) -> Acted:
    """Move the ideas on towards a decision. `version` is that of the one idea which the person had
    before them (0: whatever it is now)."""
    done: list[Item] = []
    refused: dict[str, Rejected] = {}
    for ref in dict.fromkeys(refs):
        before = await find(unit.connection, ref, lock=True)
        moved = await transition_idea(
            unit,
            ref,
            to,
            by=who,
            reason="",
            version=version,
            fingerprint=by.fingerprint,
            hold=UNDO_WITHIN,
        )
        if isinstance(moved, Rejected):
            refused[ref] = moved
        elif before:
            done.append(await _item(unit, before, act="move"))
    return await _kept(unit, done, refused, by)


async def join(
    unit: UnitOfWork, decisions: Mapping[str, DecisionInput], *, who: Person, by: Reviewer
) -> Acted:
    """Record of each idea, by reference, that it repeats another."""
    done: list[Item] = []
    refused: dict[str, Rejected] = {}
    for ref, deciding in decisions.items():
        before = await find(unit.connection, ref, lock=True)
        original = await find(unit.connection, deciding.duplicate_of)
        theirs = await _supporters(unit, original)
        repeats = await _repeats(unit, before)
        made = await decide(
            unit,
            ref,
            deciding,
            by=who,
            version=0,
            fingerprint=by.fingerprint,
            hold=UNDO_WITHIN,
        )
        if isinstance(made, Rejected):
            refused[ref] = made
        elif before and original:
            done.append(
                await _item(
                    unit,
                    before,
                    act="join",
                    decision=made.reference,
                    original=original.id,
                    supports=sorted(await _supporters(unit, original) - theirs),
                    repeats=repeats,
                )
            )
    return await _kept(unit, done, refused, by)


async def take_back(unit: UnitOfWork, key: str, by: Reviewer) -> bool:
    """Take an act back where nobody has changed the idea since; False if something, or all of it,
    was too late or is not this reviewer's."""
    kept = await find_result(unit, f"undo:{by.number}:{key}")
    if not kept:
        return False
    moment, items = json.loads(kept)
    at = datetime.fromisoformat(moment)
    if unit.now - at > UNDO_WITHIN:
        return False
    undone = bool(items)
    for item in reversed(items):
        found = await find(unit.connection, item["idea"], lock=True)
        if found is None or found.version != item["version"]:
            undone = False
        elif item["act"] == "assign":
            await assign_lead(unit, found, item["lead"], found.share, by)
        else:
            await _return(unit, found, item, at, by)
    await store_result(unit, f"undo:{by.number}:{key}", "")
    return undone


async def _return(
    unit: UnitOfWork, found: Idea, item: Mapping[str, Any], at: datetime, by: Reviewer
) -> None:
    """Put an idea back to where it stood; nobody hears of it."""
    told, corrected = [found.id], None
    if item["act"] == "join":
        told.append(item["original"])
        corrected = await _unjoined(unit, found, item, by)
    await drop_held(unit, told, at)
    await move_back(
        unit,
        found,
        Stage(item["stage"]),
        since=datetime.fromisoformat(item["since"]),
        by=by.number,
        decision_id=corrected,
        fingerprint=by.fingerprint,
        also={"duplicate_of": None},
    )


async def _unjoined(
    unit: UnitOfWork, found: Idea, item: Mapping[str, Any], by: Reviewer
) -> int | None:
    """Take back what joining carried over. A record is never edited: a later one corrects it."""
    gone = (support.c.idea_id == item["original"]) & support.c.person_id.in_(item["supports"])
    await unit.connection.execute(delete(support).where(gone))
    await unit.connection.execute(
        update(idea).where(idea.c.id.in_(item["repeats"])).values(duplicate_of=found.id)
    )
    putting_right = DecisionInput(
        DecisionKind.REOPEN,
        Authority.OFFICER,
        local_day(unit.now),
        "Joined by mistake, and taken back within a minute: nobody had been told.",
        corrects=item["decision"],
    )
    return await record_decision(unit, found, putting_right, by.number, fingerprint=by.fingerprint)


async def _item(unit: UnitOfWork, before: Idea, **more: object) -> Item:
    """How an idea stood before, and its version now."""
    now = await get(unit.connection, before.reference)
    return {
        "idea": before.reference,
        "version": now.version,
        "stage": before.stage,
        "since": before.stage_since.isoformat(),
        **more,
    }


async def _kept(
    unit: UnitOfWork, done: Sequence[Item], refused: Mapping[str, Rejected], by: Reviewer
) -> Acted:
    if not done:
        return Acted("", refused)
    key = secrets.token_urlsafe(12)
    once = f"undo:{by.number}:{key}"
    await find_result(unit, once)
    await store_result(unit, once, json.dumps([unit.now.isoformat(), done]))
    return Acted(key, refused)


async def _supporters(unit: UnitOfWork, of: Idea | None) -> set[int]:
    query = select(support.c.person_id).where(support.c.idea_id == (of.id if of else 0))
    return set((await unit.connection.execute(query)).scalars())


async def _repeats(unit: UnitOfWork, of: Idea | None) -> list[int]:
    query = select(idea.c.id).where(idea.c.duplicate_of == (of.id if of else 0))
    return list((await unit.connection.execute(query)).scalars())
