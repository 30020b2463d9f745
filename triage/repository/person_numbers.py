"""People by number: the one place that knows who a number is, so that erasing is emptying it."""

from sqlalchemy import Executable, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import Inserting, UnitOfWork
from storage.tables import person


async def number_of(unit: UnitOfWork, who: Person) -> int:
    """The person's number, given now if there is none yet. The name shown is the latest."""
    values = {"tenant": who.tenant, "directory_id": who.id, "name": who.name}
    kept = await unit.connection.execute(unit.compiled(_kept), values)
    return int(kept.scalar_one())


def _kept(insert: Inserting) -> Executable:
    row = insert(person)
    latest = func.coalesce(func.nullif(row.excluded.name, ""), person.c.name)
    kept = row.on_conflict_do_update(
        index_elements=["tenant", "directory_id"], set_={"name": latest}
    )
    return kept.returning(person.c.id)


async def known_number(connection: AsyncConnection, who: Person) -> int | None:
    """The person's number; None if nothing of theirs is kept."""
    found = await connection.execute(_NUMBER, given(who))
    return found.scalar_one_or_none()


HAS_NUMBER = and_(
    person.c.tenant == bindparam("given_tenant"), person.c.directory_id == bindparam("given_id")
)
"""That a row of people is the person whom `given` gives when the query is run."""

_NUMBER = select(person.c.id).where(HAS_NUMBER)


def given(who: Person) -> dict[str, str]:
    """What `IS_GIVEN` asks for."""
    return {"given_tenant": who.tenant, "given_id": who.id}


def actor(number: int) -> str:
    """How a person stands in the audit trail."""
    return f"person:{number}"
