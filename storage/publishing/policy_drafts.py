"""Changes of the policies on their way: the drafts, and what was done with each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import person, policy_draft, policy_event

Plain = Sequence[Mapping[str, str | None]]
"""Changes of files as plain values: `name`, `before` and `after`."""


class DraftState(StrEnum):
    """Where a draft is on its way."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    """Approved, and not in the policy folder yet."""
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    """Approved and in the folder, and taken out again before its first day."""
    DISCARDED = "discarded"


class DraftAct(StrEnum):
    """What somebody does with a draft."""

    BEGUN = "begun"
    WRITTEN = "written"
    SUBMITTED = "submitted"
    COMMENTED = "commented"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn in an emergency"
    """The version before was put back at once, by one person, with a reason."""


_OVER = frozenset({DraftState.PUBLISHED, DraftState.CANCELLED, DraftState.DISCARDED})


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """One draft as it stands; `table` of the same name says what its parts are."""

    id: int
    subject: str
    state: DraftState
    base: str
    file: str
    text: str
    note: str
    first: date | None
    changes: Plain
    revision: int
    at: datetime

    @property
    def digest(self) -> str:
        """SHA-256 of its text, in hex digits."""
        return text_digest(self.text)

    @property
    def is_over(self) -> bool:
        return self.state in _OVER


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """What somebody did with a draft; `by` is their number, `name` how they are called."""

    at: datetime
    by: int
    name: str
    act: DraftAct
    digest: str
    comment: str


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


async def open_draft(connection: AsyncConnection, subject: str) -> PolicyDraft | None:
    """The draft of a policy that is under way."""
    return await _one(connection, policy_draft.c.open_for == subject)


async def draft_by_id(connection: AsyncConnection, number: int) -> PolicyDraft | None:
    return await _one(connection, policy_draft.c.id == number)


async def drafts(
    connection: AsyncConnection, *states: DraftState, most: int = 200
) -> Sequence[PolicyDraft]:
    """Drafts in these states, the one changed last first."""
    query = select(policy_draft).where(policy_draft.c.state.in_([str(one) for one in states]))
    rows = await connection.execute(query.order_by(policy_draft.c.at.desc()).limit(most))
    return [_draft(row) for row in rows.mappings()]


async def events_of(connection: AsyncConnection, number: int) -> Sequence[DraftEvent]:
    """Everything that was done with a draft, the first first."""
    query = (
        select(policy_event, person.c.name)
        .join(person, person.c.id == policy_event.c.by_id)
        .where(policy_event.c.draft_id == number)
        .order_by(policy_event.c.id)
    )
    rows = await connection.execute(query)
    return [DraftEvent(r.at, r.by_id, r.name, DraftAct(r.kind), r.digest, r.comment) for r in rows]


async def _one(connection: AsyncConnection, which: ColumnElement[bool]) -> PolicyDraft | None:
    rows = await connection.execute(select(policy_draft).where(which))
    row = rows.mappings().one_or_none()
    return _draft(row) if row else None


def _draft(row: RowMapping) -> PolicyDraft:
    return PolicyDraft(
        id=row["id"], subject=row["subject"], state=DraftState(row["state"]), base=row["base"],
        file=row["file"], text=row["text"], note=row["note"], first=row["first"],
        changes=row["changes"], revision=row["revision"], at=row["at"],
    )  # fmt: skip
