"""Once-only keys: whatever is delivered twice acts once."""

from sqlalchemy import select, update

from storage.store import UnitOfWork
from storage.tables import once


async def find_result(unit: UnitOfWork, key: str) -> str | None:
    """Take a key for this unit of work: None if it is new, else what was settled with it before.

    Of two units at the same time with the same key, one waits until the other has ended.
    """
    taken = await unit.connection.execute(
        unit.insert(once)
        .values(key=key, result="", at=unit.now)
        .on_conflict_do_nothing()
        .returning(once.c.key)
    )
    if taken.first() is not None:
        return None
    found = await unit.connection.execute(select(once.c.result).where(once.c.key == key))
    return str(found.scalar_one())


async def store_result(unit: UnitOfWork, key: str, result: str) -> None:
    """Remember what the key led to, for whoever comes with it again."""
    await unit.connection.execute(update(once).where(once.c.key == key).values(result=result))
