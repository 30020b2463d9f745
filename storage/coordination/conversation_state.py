"""What was asked last in a conversation, for whichever replica hears the next question, and for
this one after a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import memory


@dataclass(frozen=True, slots=True)
class ConversationState:
    """The last questions, masked, the receipt of the last answer, and the form that waits for what
    is typed next: its name and what it asks, none of its texts."""

    questions: Sequence[str]
    receipt: str
    form: Mapping[str, Any] | None
    at: datetime


async def store_state(
    unit: UnitOfWork,
    key: str,
    questions: Sequence[str],
    receipt: str,
    form: Mapping[str, Any] | None,
) -> datetime:
    """Keep this in place of what was kept under the key. Returns the moment, by which it is known
    again."""
    row = unit.insert(memory).values(
        key=key, questions=list(questions), receipt=receipt, form=form, at=unit.now
    )
    excluded = row.excluded
    await unit.connection.execute(
        row.on_conflict_do_update(
            index_elements=["key"],
            set_={name: excluded[name] for name in ("questions", "receipt", "form", "at")},
        )
    )
    return unit.now


_LATEST = select(memory).where(
    memory.c.key == bindparam("state_of"), memory.c.at > bindparam("since")
)


async def load_state(
    connection: AsyncConnection, key: str, since: datetime
) -> ConversationState | None:
    """What is kept under the key, unless it is older."""
    found = await connection.execute(_LATEST, {"state_of": key, "since": since})
    row = found.one_or_none()
    return ConversationState(row.questions, row.receipt, row.form, row.at) if row else None


async def forget_states(unit: UnitOfWork, before: datetime) -> None:
    await unit.connection.execute(delete(memory).where(memory.c.at < before))
