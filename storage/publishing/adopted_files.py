"""Register entries and lists as they were when a set was first served, taken as they are."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import adopted_file

_DONE = ""  # the name of the row that tells that a set was adopted, whatever it holds


async def adopted_files(
    connection: AsyncConnection, *, of_model_set: bool
) -> Mapping[str, str] | None:
    """The texts by their names inside the folder; None before the set was adopted."""
    table = adopted_file.c
    query = select(table.name, table.text).where(table.of_model_set.is_(of_model_set))
    found = {row.name: row.text for row in await connection.execute(query)}
    return {name: text for name, text in found.items() if name} if found else None


async def adopt_files(unit: UnitOfWork, texts: Mapping[str, str], *, of_model_set: bool) -> bool:
    """Note the files of a set as they are; False where that was done before."""
    row = unit.insert(adopted_file).values(
        of_model_set=of_model_set, name=_DONE, text="", at=unit.now
    )
    done = await unit.connection.execute(row.on_conflict_do_nothing().returning(row.table.c.name))
    if done.scalar_one_or_none() is None:
        return False
    if texts:
        rows = [
            {"of_model_set": of_model_set, "name": name, "text": text, "at": unit.now}
            for name, text in texts.items()
        ]
        await unit.connection.execute(unit.insert(adopted_file).values(rows))
    unit.audit("job", "policy.adopted", "", {"files": len(texts)})
    return True
