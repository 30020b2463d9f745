"""People by number: the one place that knows who a number is, so that erasing is emptying it."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import Unit
from storage.tables import person
from triage.checks import tidied
from triage.ideas import Person


async def number_of(unit: Unit, who: Person) -> int:
    """The person's number, given now if there is none yet. The name shown is the latest."""
    insert = unit.insert(person).values(
        tenant=who.tenant, directory_id=who.id, name=tidied(who.name)
    )
    kept = await unit.connection.execute(
        insert.on_conflict_do_update(
            index_elements=["tenant", "directory_id"],
            set_={"name": func.coalesce(func.nullif(insert.excluded.name, ""), person.c.name)},
        ).returning(person.c.id)
    )
    return int(kept.scalar_one())


async def known_number(connection: AsyncConnection, who: Person) -> int | None:
    """The person's number; None if nothing of theirs is kept."""
    found = await connection.execute(select(person.c.id).where(is_person(who)))
    return found.scalar_one_or_none()


def is_person(who: Person) -> ColumnElement[bool]:
    """That a row of people is this one."""
    return and_(person.c.tenant == who.tenant, person.c.directory_id == who.id)


def actor(number: int) -> str:
    """How a person stands in the audit trail."""
    return f"person:{number}"
