"""How long what is kept, and the job that holds to it."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select

from storage import Store, StoreError, UnitOfWork
from storage.tables import (
    address,
    draft,
    feedback,
    gap,
    gap_follow_up,
    idea,
    journal,
    notice,
    once,
    pause,
    record,
    screening,
    session,
    sign_in,
)
from triage.model.stages import ENDED
from triage.privacy.subject_access import erase_unused_people
from triage.records.schemas import SCHEMAS
from triage.repository.addresses import without_reason

logger = logging.getLogger(__name__)

DEFAULTS: Mapping[str, int] = {
    "drafts": 14,
    "answers": 365,
    "gaps": 365,
    "gaps followed up": 365,
    "feedback": 365,
    "notices": 180,
    "form keys": 90,
    "sessions": 14,
    "sign-ins begun": 14,
    "screenings": 2192,
    "ideas": 2192,
    "records": 2192,
    "pauses": 2192,
    "addresses": 400,
}
"""Days by kind. Answers, gaps and feedback never say who asked. Screenings are those without an
idea; ideas are those that have ended, with everything that belongs to them, counted from their
last change. Records are those without an idea that are closed, pauses those that have ended. Six
years for all four, as for other decisions. Addresses, the last to be looked at, go before that
when nothing is kept any more of which the person could be told. The audit trail holds neither names
nor texts, and stays."""

_TABLES: Mapping[str, Table] = {
    "drafts": draft,
    "answers": journal,
    "gaps": gap,
    "gaps followed up": gap_follow_up,
    "feedback": feedback,
    "notices": notice,
    "addresses": address,
    "form keys": once,
    "sessions": session,
    "sign-ins begun": sign_in,
    "screenings": screening,
    "ideas": idea,
    "records": record,
    "pauses": pause,
}

_CLOSED = sorted({state for kind in SCHEMAS.values() for state in kind.closed})


def periods(days: Mapping[str, int] | None = None) -> Mapping[str, timedelta]:
    """How long each kind is kept; `days` replaces defaults. Raises ValueError for what is no kind
    or no number of days."""
    for kind, kept in (days or {}).items():
        if kind not in DEFAULTS or kept < 1:
            raise ValueError(f"{kind}: give days, 1 or more, for one of {', '.join(DEFAULTS)}")
    return {kind: timedelta(days=kept) for kind, kept in {**DEFAULTS, **(days or {})}.items()}


async def due(store: Store, kept: Mapping[str, timedelta]) -> Mapping[str, int]:
    """How many of each kind have been kept long enough."""
    counts = {}
    async with store.reading() as connection:
        for kind, period in kept.items():
            old = _old(kind, store.clock(), period)
            query = select(func.count()).select_from(_TABLES[kind]).where(old)
            counts[kind] = (await connection.execute(query)).scalar_one()
    return counts


async def apply_retention(
    store: Store, kept: Mapping[str, timedelta], by: str
) -> Mapping[str, int]:
    """Delete what has been kept long enough, and people of whom nothing is left; returns how many
    of each. `by` is the actor, as in the trail."""
    async with store.writing() as unit:
        removed = {kind: await _remove(unit, kind, period, by) for kind, period in kept.items()}
        removed["people"] = await erase_unused_people(unit)
        unit.wipes = any(removed.values())
        if any(removed.values()):
            unit.audit(by, "retention.held", "all", removed)
    return removed


async def daily(store: Store, kept: Mapping[str, timedelta]) -> None:
    """Hold to the periods once a day until cancelled; after a fault, again in an hour."""
    while True:
        pause = timedelta(days=1)
        try:
            removed = await apply_retention(store, kept, by="job")
            logger.info("retention: %s removed", sum(removed.values()))
        except StoreError as error:
            logger.warning("retention could not be held to: %s", error)
            pause = timedelta(hours=1)
        await asyncio.sleep(pause.total_seconds())


async def _remove(unit: UnitOfWork, kind: str, period: timedelta, by: str) -> int:
    old = _old(kind, unit.now, period)
    if kind == "ideas":
        refs = (await unit.connection.execute(select(idea.c.reference).where(old))).scalars()
        for ref in refs:
            unit.audit(by, "idea.removed", ref)
    gone = await unit.connection.execute(delete(_TABLES[kind]).where(old))
    return int(gone.rowcount)


def _old(kind: str, now: datetime, period: timedelta) -> ColumnElement[bool]:
    before = now - period
    if kind == "ideas":
        return (idea.c.changed_at < before) & idea.c.stage.in_(ENDED)
    if kind == "records":
        closed: ColumnElement[bool] = record.c.content["state"].as_string().in_(_CLOSED)
        return (record.c.changed_at < before) & record.c.idea_id.is_(None) & closed
    if kind == "pauses":
        return pause.c.ended_at < before
    if kind == "addresses":
        return (address.c.at < before) | without_reason(now)
    old: ColumnElement[bool] = _TABLES[kind].c.at < before
    return old & screening.c.idea_id.is_(None) if kind == "screenings" else old
