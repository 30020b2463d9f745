"""How people and channels are reached: kept only while there is something to tell them.

An address says that somebody wrote to the assistant. It is kept for those of whom something is kept
anyway, by the day and not by the moment, so that it leads to no question.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Executable, delete, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import Inserting, UnitOfWork
from storage.tables import (
    address,
    draft,
    following,
    idea,
    notice,
    person,
    preference,
    session,
    support,
)
from triage.repository.notice_queue import goes_out
from triage.repository.person_numbers import actor, known_number
from triage.repository.sign_in_sessions import goes_on

_REASONS = (
    idea.c.submitter_id,
    support.c.person_id,
    draft.c.person_id,
    following.c.person_id,
    preference.c.person_id,
)


def has_reason(now: datetime) -> ColumnElement[bool]:
    """That a row of people is somebody who may be told something: with an idea, a support, a draft,
    a policy or reminder that they follow, a language, a running session or a notice to come."""
    conditions: list[tuple[Column[Any], ColumnElement[bool]]]
    conditions = [(column, true()) for column in _REASONS]
    conditions += [(session.c.person_id, goes_on(now)), (notice.c.person_id, goes_out())]
    return or_(*(exists().where(column == person.c.id, also) for column, also in conditions))


async def save_person_address(
    unit: UnitOfWork, number: int, reference: Mapping[str, object]
) -> None:
    """Keep how a person is reached, in place of what was kept before."""
    await _save(unit, actor(number), reference, number)


async def save_channel_address(
    unit: UnitOfWork, place: str, reference: Mapping[str, object]
) -> None:
    """The same for a channel."""
    await _save(unit, place, reference, None)


async def reachable_number(connection: AsyncConnection, who: Person, now: datetime) -> int | None:
    """The number of a person whose address may be kept; None for everybody else."""
    number = await known_number(connection, who)
    if number is None:  # most of those who ask: nine reasons need not be looked for
        return None
    query = select(person.c.id).where(person.c.id == number, has_reason(now))
    return (await connection.execute(query)).scalar_one_or_none()


async def drop_address(unit: UnitOfWork, place: str) -> None:
    await unit.connection.execute(delete(address).where(address.c.place == place))


def without_reason(now: datetime) -> ColumnElement[bool]:
    """That a row of addresses is a person's who has none to be told anything."""
    reached = select(person.c.id).where(has_reason(now))
    return address.c.person_id.is_not(None) & address.c.person_id.not_in(reached)


async def _save(
    unit: UnitOfWork, place: str, reference: Mapping[str, object], number: int | None
) -> None:
    day = unit.now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    values = {"place": place, "person_id": number, "reference": dict(reference), "at": day}
    await unit.connection.execute(unit.compiled(_saved), values)


def _saved(insert: Inserting) -> Executable:
    row = insert(address)
    return row.on_conflict_do_update(
        index_elements=["place"],
        set_={"reference": row.excluded.reference, "at": row.excluded.at},
    )
