"""The words that were served under each version number, kept for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import served_version


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version as it was first served; `digest` is that of its words."""

    ref: str
    of_model_set: bool
    digest: str
    text: str
    first: date
    at: datetime | None = None
    """When it was noted; None for one that is not noted yet."""


async def kept_versions(connection: AsyncConnection) -> Sequence[KeptVersion]:
    """All that were ever served."""
    table = served_version.c
    columns = (table.ref, table.of_model_set, table.digest, table.text, table.first, table.at)
    rows = await connection.execute(select(*columns).order_by(table.ref))
    return [KeptVersion(*row) for row in rows]


async def keep_version(unit: UnitOfWork, version: KeptVersion) -> bool:
    """Note that a version is served; False where that was noted before, which stays as it is."""
    values = {
        "ref": version.ref,
        "of_model_set": version.of_model_set,
        "digest": version.digest,
        "text": version.text,
        "first": version.first,
        "at": unit.now,
    }
    kept = await unit.connection.execute(
        unit.insert(served_version)
        .values(values)
        .on_conflict_do_nothing()
        .returning(served_version.c.ref)
    )
    if kept.scalar_one_or_none() is None:
        return False
    unit.audit("job", "policy.served", version.ref, {"words": version.digest})
    return True
