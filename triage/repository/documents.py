"""Documents that belong to an idea, by their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import UnitOfWork
from storage.tables import document
from triage.model.fields import LIMIT
from triage.model.idea import Idea
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.validation import ErrorCode, FieldError
from triage.repository.edits import Reviewer, edit

LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document that is kept elsewhere."""

    id: int
    title: str
    address: str
    at: datetime


async def documents(connection: AsyncConnection, idea_id: int) -> tuple[LinkedDocument, ...]:
    """Those of an idea, the oldest first."""
    query = select(document).where(document.c.idea_id == idea_id).order_by(document.c.id)
    rows = (await connection.execute(query)).all()
    return tuple(LinkedDocument(row.id, row.title, row.address, row.at) for row in rows)


async def link(
    unit: UnitOfWork, found: Idea, title: str, address: str, by: Reviewer
) -> Rejected | None:
    """Add a document by its address."""
    wrong = tuple(_link_errors(title, address))
    if wrong:
        return Rejected(RejectionReason.INCOMPLETE, found, wrong)
    values = {"title": title or address, "address": address, "by_id": by.number, "at": unit.now}
    await unit.connection.execute(insert(document).values(idea_id=found.id, **values))
    await edit(
        unit, found, {"document": ""}, {"document": f"{title} {address}".strip()},
        by=by, action="idea.linked",
    )  # fmt: skip
    return None


async def unlink(unit: UnitOfWork, found: Idea, number: int, by: Reviewer) -> Rejected | None:
    """Take a document off the list; the document itself stays where it is."""
    gone = await unit.connection.execute(
        delete(document)
        .where(document.c.id == number, document.c.idea_id == found.id)
        .returning(document.c.address)
    )
    row = gone.first()
    if row is None:
        return Rejected(RejectionReason.UNKNOWN, found)
    await edit(
        unit, found, {"document": row.address}, {"document": ""}, by=by, action="idea.unlinked"
    )
    return None


def _link_errors(title: str, address: str) -> Iterator[FieldError]:
    """Only addresses that a browser opens as a page of the host that they name: never a script, and
    nothing before the host or behind a backslash that looks like another."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or "@" in parts.netloc or any(char.isspace() or char == "\\" for char in address):
        yield FieldError("address", ErrorCode.UNREADABLE if address else ErrorCode.MISSING)
    if len(address) > LIMIT:
        yield FieldError("address", ErrorCode.TOO_LONG, LIMIT)
    if len(title) > LONGEST_TITLE:
        yield FieldError("title", ErrorCode.TOO_LONG, LONGEST_TITLE)
