"""Answering stopped by an officer, all of it or one policy's, until somebody ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import pause

ALL = "all"


@dataclass(frozen=True, slots=True)
class Pause:
    """`what` is ALL or a policy's id; `reason` and `contact` are shown to staff as written; `by`
    is an actor as in the audit trail. `ended_at` is None while it holds."""

    what: str
    reason: str
    contact: str
    at: datetime
    by: str
    ended_at: datetime | None = None


async def begin_pause(unit: UnitOfWork, what: str, reason: str, contact: str, by: str) -> None:
    """Stop answering on `what`, in place of a pause of it that holds already."""
    await _end(unit, what, by)
    made = await unit.connection.execute(
        insert(pause)
        .values(what=what, reason=reason, contact=contact, at=unit.now, by=by)
        .returning(pause.c.id)
    )
    # The trail holds no free text: it names the row that has the reason.
    unit.audit(by, "answering.paused", what, {"pause": made.scalar_one()})


async def end_pause(unit: UnitOfWork, what: str, by: str) -> bool:
    """Answer on `what` again; False if it was not paused."""
    if not await _end(unit, what, by):
        return False
    unit.audit(by, "answering.resumed", what)
    return True


async def pauses(connection: AsyncConnection, *, ended: bool = False) -> Sequence[Pause]:
    """The pauses that hold, the oldest first; with `ended` also those of the past."""
    query = select(pause).order_by(pause.c.id)
    if not ended:
        query = query.where(pause.c.ended_at.is_(None))
    rows = await connection.execute(query)
    return [Pause(r.what, r.reason, r.contact, r.at, r.by, r.ended_at) for r in rows]


async def _end(unit: UnitOfWork, what: str, by: str) -> bool:
    ended = await unit.connection.execute(
        update(pause)
        .where(pause.c.what == what, pause.c.ended_at.is_(None))
        .values(ended_at=unit.now, ended_by=by)
    )
    return bool(ended.rowcount)
