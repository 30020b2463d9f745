"""Numbers without gaps or repeats: one that is taken in a unit that fails is taken again."""

from storage.store import UnitOfWork
from storage.tables import counter


async def next_number(unit: UnitOfWork, name: str) -> int:
    """The next number, from 1. Others who want one of that name wait until this unit has ended."""
    taken = await unit.connection.execute(
        unit.insert(counter)
        .values(name=name, last=1)
        .on_conflict_do_update(index_elements=["name"], set_={"last": counter.c.last + 1})
        .returning(counter.c.last)
    )
    return int(taken.scalar_one())
