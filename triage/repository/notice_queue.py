"""Notices: what people are to be told, each once, kept until they have seen it.

A notice is taken by one replica, for a few minutes, before it goes out. If that replica dies in
between, nobody knows whether it went: it is not sent again but shown at the person's next chat.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import UnitOfWork
from storage.tables import address, card, notice

_LEASE = timedelta(minutes=5)
_FEW = 50
NOW = timedelta(0)


class NoticeKind(StrEnum):
    NEW_IDEA = "new_idea"
    WORKSHOP = "workshop"
    MOVED = "moved"
    DECIDED = "decided"
    ASKED = "asked"
    DUPLICATE_JOINED = "duplicate_joined"
    POLICY_CHANGED = "policy_changed"
    UPKEEP_DUE = "upkeep_due"
    WEEK = "week"
    CARD = "card"


class _State(StrEnum):
    HELD = "held"
    DUE = "due"
    TAKEN = "taken"
    DONE = "done"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. `place` is `person:<number>` or a channel, `address` what the channel kept
    to reach it (empty: shown at the next chat only). `content` has plain values by name. One of
    kind `CARD` takes the place of the message `replaces`, as the channel names it."""

    id: int
    kind: NoticeKind
    place: str
    content: Mapping[str, Any]
    at: datetime
    address: Mapping[str, Any]
    replaces: str = ""


async def notify(
    unit: UnitOfWork,
    *,
    key: str,
    kind: NoticeKind,
    place: str,
    content: Mapping[str, object],
    idea_id: int | None = None,
    person_number: int | None = None,
    hold: timedelta = NOW,
) -> None:
    """Have somebody told, at once or after being held; a second notice with the same key is
    dropped."""
    row = unit.insert(notice).values(
        key=key,
        kind=kind,
        place=place,
        person_id=person_number,
        idea_id=idea_id,
        content=dict(content),
        at=unit.now,
        state=_State.HELD if hold else _State.DUE,
        due_at=unit.now + hold,
        attempts=0,
        problem="",
    )
    await unit.connection.execute(row.on_conflict_do_nothing())


async def drop_held(unit: UnitOfWork, ideas: Collection[int], at: datetime) -> None:
    """Tell nobody what was to be told of these ideas, by number, since that moment, and is held."""
    held = (notice.c.state == _State.HELD) & notice.c.idea_id.in_(ideas) & (notice.c.at == at)
    await unit.connection.execute(delete(notice).where(held))


async def are_due(connection: AsyncConnection, now: datetime) -> bool:
    """Whether there is a notice that can be sent now."""
    query = select(notice.c.id).join(address, address.c.place == notice.c.place).where(_due(now))
    return (await connection.execute(query.limit(1))).first() is not None


async def take_due(unit: UnitOfWork) -> tuple[Notice, ...]:
    """Take notices that can be sent now; each is taken once, also among several replicas."""
    return await _take(unit, and_(_due(unit.now), address.c.place.is_not(None)))


def goes_out() -> ColumnElement[bool]:
    """That a notice is still to be sent, or was taken to be."""
    return notice.c.state.in_([_State.HELD, _State.DUE, _State.TAKEN])


def _due(now: datetime) -> ColumnElement[bool]:
    """To be sent now. What changes a card may be sent twice, so it is sent again if whoever took it
    never said what came of it."""
    left = and_(notice.c.kind == NoticeKind.CARD, notice.c.state == _State.TAKEN)
    waits = notice.c.state.in_([_State.HELD, _State.DUE])
    return and_(or_(waits, left), notice.c.due_at <= now)


async def take_unseen(unit: UnitOfWork, person_number: int) -> tuple[Notice, ...]:
    """Take what a person is to be shown in a chat: whatever was not, or perhaps not, sent."""
    return await _take(unit, _unseen(person_number, unit.now))


async def are_unseen(connection: AsyncConnection, person_number: int, now: datetime) -> bool:
    """Whether there is anything to show a person in a chat."""
    query = select(notice.c.id).where(_unseen(person_number, now)).limit(1)
    return (await connection.execute(query)).first() is not None


def _unseen(person_number: int, now: datetime) -> ColumnElement[bool]:
    waiting = or_(
        notice.c.state.in_([_State.DUE, _State.UNDELIVERED]),
        and_(notice.c.state.in_([_State.HELD, _State.TAKEN]), notice.c.due_at <= now),
    )
    return and_(notice.c.person_id == person_number, waiting)


async def _take(unit: UnitOfWork, wanted: ColumnElement[bool]) -> tuple[Notice, ...]:
    query = (
        select(notice, address.c.reference, card.c.activity)
        .outerjoin(address, address.c.place == notice.c.place)
        .outerjoin(card, and_(card.c.idea_id == notice.c.idea_id, card.c.place == notice.c.place))
        .where(wanted)
        .order_by(notice.c.id)
        .limit(_FEW)
        .with_for_update(of=notice, skip_locked=True)
    )
    rows = (await unit.connection.execute(query)).all()
    await _set(
        unit,
        [row.id for row in rows],
        state=_State.TAKEN,
        due_at=unit.now + _LEASE,
        attempts=notice.c.attempts + 1,
    )
    return tuple(map(_notice, rows))


async def mark_done(unit: UnitOfWork, ids: Iterable[int]) -> None:
    """These were sent, or shown: in a turn, so that its moment is not kept, but the day."""
    day = unit.now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    await _set(unit, list(ids), state=_State.DONE, done_at=day, due_at=notice.c.at, problem="")


async def postpone(unit: UnitOfWork, notice_id: int, until: datetime, problem: str) -> None:
    """It could not go now (the platform's rate limit, say) and is due again later."""
    await _set(unit, [notice_id], state=_State.DUE, due_at=until, problem=problem)


async def give_up(unit: UnitOfWork, notice_id: int, problem: str) -> None:
    """It cannot be sent (blocked, not installed); it is kept and shown at the next chat."""
    await _set(unit, [notice_id], state=_State.UNDELIVERED, problem=problem)


async def _set(unit: UnitOfWork, ids: Sequence[int], **values: object) -> None:
    if ids:
        await unit.connection.execute(update(notice).where(notice.c.id.in_(ids)).values(**values))


def _notice(row: Row[Any]) -> Notice:
    kind = NoticeKind(row.kind)
    return Notice(
        id=row.id,
        kind=kind,
        place=row.place,
        content=row.content,
        at=row.at,
        address=row.reference or {},
        replaces=(row.activity or "") if kind is NoticeKind.CARD else "",
    )
