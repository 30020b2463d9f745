"""A person's own data: handing it out, and removing the person from what stays."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, Table, cast, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import UnitOfWork
from storage.backup.erasure_log import empty_person_row
from storage.backup.written_names import written_names
from storage.tables import (
    address,
    board_view,
    change,
    decision,
    document,
    draft,
    following,
    idea,
    move,
    note,
    notice,
    pause,
    person,
    policy_event,
    preference,
    record_change,
    screening,
    session,
    support,
)
from triage.repository.mapping import person_of
from triage.repository.person_numbers import actor

THEIRS = {
    "ideas": (idea, "submitter_id"),
    "ideas_led": (idea, "lead_id"),
    "screenings": (screening, "by_id"),
    "supports": (support, "person_id"),
    "notes": (note, "by_id"),
    "changes": (change, "by_id"),
    "moves": (move, "by_id"),
    "decisions_recorded": (decision, "recorded_by_id"),
    "documents_linked": (document, "by_id"),
    "record_changes": (record_change, "by_id"),
    "policy_changes": (policy_event, "by_id"),
    "drafts": (draft, "person_id"),
    "notices": (notice, "person_id"),
    "addresses": (address, "person_id"),
    "sessions": (session, "person_id"),
    "preferences": (preference, "person_id"),
    "followed": (following, "person_id"),
    "board_views": (board_view, "person_id"),
}
"""Every table that has something of a person, by the name under which it is handed out."""


async def people_with_id(
    connection: AsyncConnection, directory_id: str, tenant: str
) -> list[Person]:
    """People with that directory id; several only if it occurs in several tenants."""
    query = select(person).where(person.c.directory_id == directory_id)
    if tenant:
        query = query.where(person.c.tenant == tenant)
    return [person_of(row) for row in (await connection.execute(query)).mappings()]


async def export_person(connection: AsyncConnection, who: Person) -> Mapping[str, Any]:
    """Everything that is kept of a person, as plain values, table by table."""
    handed: dict[str, Any] = {
        "person": {"tenant": who.tenant, "directory_id": who.id, "name": who.name}
    }
    for name, (table, column) in THEIRS.items():
        handed[name] = await _rows(connection, table, column, who.number)
    paused = select(pause).where(_paused_by(literal(actor(who.number))))
    handed["pauses"] = [dict(row) for row in (await connection.execute(paused)).mappings()]
    return handed | await written_names(connection, who.name)


async def _rows(
    connection: AsyncConnection, table: Table, column: str, number: int
) -> list[dict[str, Any]]:
    found = await connection.execute(select(table).where(table.c[column] == number))
    return [dict(row) for row in found.mappings()]


async def erase_person(unit: UnitOfWork, who: Person, by: str) -> None:
    """Remove a person; what they gave to the council stays, without them, and so do texts in which
    others wrote their name.

    Ideas, supports, notes and the trail point at the person by number, and the number now leads
    to nobody. `by` is the actor, as in the trail.
    """
    await empty_person_row(unit, who.number, by)


async def erase_unused_people(unit: UnitOfWork) -> int:
    """Empty the rows of people of whom nothing is kept any more; returns how many."""
    used = [select(table.c[column]).where(table.c[column].is_not(None))
            for table, column in THEIRS.values()]  # fmt: skip
    as_actor = literal("person:") + cast(person.c.id, String)
    paused = select(pause.c.id).where(_paused_by(as_actor)).exists()
    used_at_all = or_(*(person.c.id.in_(query) for query in used), paused)
    unused = person.c.erased_at.is_(None) & ~used_at_all
    emptied = await unit.connection.execute(
        update(person)
        .where(unused)
        .values(tenant=None, directory_id=None, name="", erased_at=unit.now)
    )
    return int(emptied.rowcount)


def _paused_by(who: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(pause.c.by == who, pause.c.ended_by == who)
