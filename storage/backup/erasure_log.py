"""Emptying what is kept of a person, so that they stay erased also after a restore.

A backup from before an erasure still holds the person. So every erasure is also noted outside the
database, by the person's number alone, and done again on what is restored.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import delete, select, update

from storage.backup.written_names import erase_written_names
from storage.store import Store, UnitOfWork
from storage.tables import (
    address,
    board_view,
    draft,
    following,
    idea,
    notice,
    person,
    preference,
    session,
)


async def empty_person_row(unit: UnitOfWork, number: int, by: str) -> None:
    """Remove everything that is a person's own; what they gave to the council stays, without
    them. `by` is the actor, as in the trail."""
    named = await unit.connection.execute(select(person.c.name).where(person.c.id == number))
    if name := named.scalar_one_or_none():
        await erase_written_names(unit.connection, name)
    await unit.connection.execute(
        update(person)
        .where(person.c.id == number)
        .values(tenant=None, directory_id=None, name="", erased_at=unit.now)
    )
    await unit.connection.execute(
        update(idea).where(idea.c.submitter_id == number).values(submitter_name="")
    )
    for table in (draft, address, notice, preference, following, board_view, session):
        await unit.connection.execute(delete(table).where(table.c.person_id == number))
    unit.audit(by, "person.erased", f"person:{number}")
    unit.erased.append(number)


async def erase_again(store: Store, numbers: Iterable[int], by: str) -> tuple[int, ...]:
    """Empty those of these people who are there again; returns their numbers."""
    wanted = tuple(numbers)
    async with store.writing() as unit:
        query = select(person.c.id).where(person.c.id.in_(wanted), person.c.erased_at.is_(None))
        found = tuple((await unit.connection.execute(query.order_by(person.c.id))).scalars())
        for number in found:
            await empty_person_row(unit, number, by)
    return found


async def erased_people(store: Store) -> tuple[int, ...]:
    """The numbers of everybody who was erased."""
    async with store.reading() as connection:
        query = select(person.c.id).where(person.c.erased_at.is_not(None)).order_by(person.c.id)
        return tuple((await connection.execute(query)).scalars())


def read_erasure_log(file: Path) -> tuple[int, ...]:
    """The numbers on a list; of a line that cannot be read, nothing. Raises OSError."""
    firsts = (line.split(maxsplit=1)[:1] for line in file.read_text("utf-8").splitlines())
    return tuple(int(first[0]) for first in firsts if first and first[0].isdigit())
