"""Documents that belong to an idea, by their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import Unit
from storage.tables import document
from triage.checks import LIMIT, Why, Wrong
from triage.editing import Reviewer, edit
from triage.ideas import Idea
from triage.outcomes import Because, Refused

LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is kept elsewhere."""

    id: int
    title: str
    address: str
    at: datetime


async def documents(connection: AsyncConnection, idea_id: int) -> tuple[Document, ...]:
    """Those of an idea, the oldest first."""
    query = select(document).where(document.c.idea_id == idea_id).order_by(document.c.id)
    rows = (await connection.execute(query)).all()
    return tuple(Document(row.id, row.title, row.address, row.at) for row in rows)


async def link(unit: Unit, found: Idea, title: str, address: str, by: Reviewer) -> Refused | None:
    """Add a document by its address."""
    wrong = tuple(_wrong_link(title, address))
    if wrong:
        return Refused(Because.INCOMPLETE, found, wrong)
    values = {"title": title or address, "address": address, "by_id": by.number, "at": unit.now}
    await unit.connection.execute(insert(document).values(idea_id=found.id, **values))
    await edit(
        unit, found, {"document": ""}, {"document": f"{title} {address}".strip()},
        by=by, action="idea.linked",
    )  # fmt: skip
    return None


async def unlink(unit: Unit, found: Idea, number: int, by: Reviewer) -> Refused | None:
    """Take a document off the list; the document itself stays where it is."""
    gone = await unit.connection.execute(
        delete(document)
        .where(document.c.id == number, document.c.idea_id == found.id)
        .returning(document.c.address)
    )
    row = gone.first()
    if row is None:
        return Refused(Because.UNKNOWN, found)
    await edit(
        unit, found, {"document": row.address}, {"document": ""}, by=by, action="idea.unlinked"
    )
    return None


def _wrong_link(title: str, address: str) -> Iterator[Wrong]:
    """Only addresses that a browser opens as a page of the host that they name: never a script, and
    nothing before the host or behind a backslash that looks like another."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or "@" in parts.netloc or any(char.isspace() or char == "\\" for char in address):
        yield Wrong("address", Why.UNREADABLE if address else Why.MISSING)
    if len(address) > LIMIT:
        yield Wrong("address", Why.TOO_LONG, LIMIT)
    if len(title) > LONGEST_TITLE:
        yield Wrong("title", Why.TOO_LONG, LONGEST_TITLE)
