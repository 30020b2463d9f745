"""Half-filled forms, kept for the person for a fortnight."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
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
    """Every form that a person has begun in the last fortnight, by its name."""
    query = select(draft.c.form, draft.c.content).where(
        draft.c.person_id == number, draft.c.at > now - KEPT_FOR
    )
    return {row.form: row.content for row in await connection.execute(query)}


async def drop_draft(unit: UnitOfWork, number: int, form: str) -> None:
    await unit.connection.execute(
        delete(draft).where(draft.c.person_id == number, draft.c.form == form)
    )
