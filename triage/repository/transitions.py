"""Moving an idea along an arrow: the one place where a stage changes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from storage import UnitOfWork
from storage.tables import idea, move, support
from triage.model.idea import Idea
from triage.model.stages import ARROWS, Stage
from triage.repository.channel_cards import refresh_cards
from triage.repository.notice_queue import NOW, NoticeKind, notify
from triage.repository.person_numbers import actor


def may_move(of: Idea, to: Stage) -> bool:
    return to in ARROWS[of.stage]


async def transition(
    unit: UnitOfWork,
    of: Idea,
    to: Stage,
    *,
    by: int,
    reason: str = "",
    decision_id: int | None = None,
    fingerprint: str = "",
    also: dict[str, Any] | None = None,
    told: Mapping[str, object] | None = None,
    hold: timedelta = NOW,
) -> None:
    """Move an idea that is locked by this unit, with its history, the trail and a notice to its
    submitter, unless the submitter did it. `also` are further columns that change with it, `told`
    what the notice says besides, `hold` how long it waits.

    Raises ValueError where no arrow leads there: ask `may_move` first.
    """
    if not may_move(of, to):
        raise ValueError(f"no arrow leads from {of.stage} to {to}")
    await bump_version(unit, of, stage=to, stage_since=unit.now, **also or {})
    kept = await unit.connection.execute(
        insert(move).values(
            idea_id=of.id,
            at=unit.now,
            by_id=by,
            before=of.stage,
            after=to,
            reason=reason,
            decision_id=decision_id,
        )
    )
    unit.audit(actor(by), "idea.moved", of.reference, {"from": of.stage, "to": to}, fingerprint)
    await refresh_cards(unit, of)
    (number,) = kept.inserted_primary_key or (0,)
    content = {"reference": of.reference, "title": of.title, "before": of.stage, "after": to}
    await notify_submitters(
        unit,
        of,
        key=f"move:{number}",
        kind=NoticeKind.DECIDED if decision_id else NoticeKind.MOVED,
        content=content | {"reason": reason} | dict(told or {}),
        but=by,
        hold=hold,
    )


async def move_back(
    unit: UnitOfWork,
    of: Idea,
    to: Stage,
    *,
    since: datetime,
    by: int,
    decision_id: int | None,
    fingerprint: str,
    also: Mapping[str, object],
) -> None:
    """Put an idea that is locked by this unit back to where it stood since that moment, against the
    arrows: for a move that was taken back before anybody was told of it."""
    await bump_version(unit, of, stage=to, stage_since=since, **also)
    await unit.connection.execute(
        insert(move).values(
            idea_id=of.id,
            at=unit.now,
            by_id=by,
            before=of.stage,
            after=to,
            reason="Taken back within a minute.",
            decision_id=decision_id,
        )
    )
    detail = {"from": of.stage, "to": to}
    unit.audit(actor(by), "idea.moved_back", of.reference, detail, fingerprint)
    await refresh_cards(unit, of)


async def notify_submitters(
    unit: UnitOfWork,
    of: Idea,
    *,
    key: str,
    kind: NoticeKind,
    content: Mapping[str, object],
    but: int = 0,
    hold: timedelta = NOW,
) -> None:
    """Have the submitter told, and those whose own idea was joined to this one; of a decision also
    those who support it. Not the person who did it (`but`)."""
    joined = select(idea.c.submitter_id).where(idea.c.duplicate_of == of.id).distinct()
    own = {of.submitter.number, *(await unit.connection.execute(joined)).scalars()}
    theirs = select(support.c.person_id).where(support.c.idea_id == of.id)
    others: set[int] = set()
    if kind is NoticeKind.DECIDED:
        others = {*(await unit.connection.execute(theirs)).scalars()} - own
    for person in sorted(own | others):
        if person != but:
            await notify(
                unit,
                key=key if person == of.submitter.number else f"{key}:{person}",
                kind=kind,
                place=actor(person),
                person_number=person,
                idea_id=of.id,
                content=_for_supporter(content) if person in others else content,
                hold=hold,
            )


def _for_supporter(content: Mapping[str, object]) -> Mapping[str, object]:
    """What somebody hears of an idea that is not theirs: what became of it, and not the reason,
    which is written for its submitter."""
    return {name: value for name, value in content.items() if name != "reason"} | {
        "supported": True
    }


async def bump_version(unit: UnitOfWork, of: Idea, **columns: object) -> None:
    """Change columns of an idea that is locked by this unit, and its version with them."""
    values = {"version": of.version + 1, "changed_at": unit.now} | columns
    await unit.connection.execute(update(idea).where(idea.c.id == of.id).values(**values))
