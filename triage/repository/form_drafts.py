"""Half-filled forms, kept for the person for a fortnight.

A form of the chat has a name, one of a page its path.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import UnitOfWork
from storage.tables import draft

KEPT_FOR = timedelta(days=14)


async def save_draft(
    unit: UnitOfWork, number: int, form: str, content: Mapping[str, object]
) -> None:
    """Keep what has been typed into a form so far, in place of what was kept before."""
    row = unit.insert(draft).values(person_id=number, form=form, content=dict(content), at=unit.now)
    await unit.connection.execute(
        row.on_conflict_do_update(
            index_elements=["person_id", "form"],
            set_={"content": row.excluded.content, "at": row.excluded.at},
        )
    )


async def find_draft(
    connection: AsyncConnection, number: int, form: str, now: datetime
) -> Mapping[str, Any] | None:
    """What was typed, if that is at most a fortnight ago."""
    query = select(draft.c.content).where(
        draft.c.person_id == number, draft.c.form == form, draft.c.at > now - KEPT_FOR
    )
    return (await connection.execute(query)).scalar_one_or_none()


async def find_drafts(
    connection: AsyncConnection, number: int, now: datetime
) -> Mapping[str, Mapping[str, Any]]:
    """Every form of the chat that a person has begun in the last fortnight, by its name."""
    return await _begun(connection, number, now, ~_ON_A_PAGE)


async def find_page_drafts(
    connection: AsyncConnection, number: int, now: datetime
) -> Mapping[str, Mapping[str, Any]]:
    """Every form of a page that a person has begun in the last fortnight, by its path."""
    return await _begun(connection, number, now, _ON_A_PAGE)


_ON_A_PAGE = draft.c.form.startswith("/")


async def _begun(
    connection: AsyncConnection, number: int, now: datetime, which: ColumnElement[bool]
) -> Mapping[str, Mapping[str, Any]]:
    query = select(draft.c.form, draft.c.content).where(
        draft.c.person_id == number, draft.c.at > now - KEPT_FOR, which
    )
    return {row.form: row.content for row in await connection.execute(query.order_by(draft.c.at))}


async def drop_draft(unit: UnitOfWork, number: int, form: str) -> None:
    await unit.connection.execute(
        delete(draft).where(draft.c.person_id == number, draft.c.form == form)
    )
