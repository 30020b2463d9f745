"""The processes that serve on this database, each known by a name of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import replica


@dataclass(frozen=True, slots=True)
class PresentReplica:
    """A replica that was seen lately, the policy set that it serves, and the mark of its secret
    ("" for a release before there were any)."""

    name: str
    began_at: datetime
    fingerprint: str
    secret: str


async def heartbeat(
    unit: UnitOfWork, name: str, began_at: datetime, fingerprint: str, secret: str
) -> None:
    """Say that the replica of that name serves, which policy set, and with which secret's mark."""
    row = unit.insert(replica).values(
        name=name, began_at=began_at, seen_at=unit.now, fingerprint=fingerprint, secret=secret
    )
    await unit.connection.execute(
        row.on_conflict_do_update(
            index_elements=["name"],
            set_={"seen_at": row.excluded.seen_at, "fingerprint": row.excluded.fingerprint},
        )
    )


async def sign_off(unit: UnitOfWork, name: str) -> None:
    """Say that it serves no more, so that nobody waits for it."""
    await unit.connection.execute(delete(replica).where(replica.c.name == name))


async def forget_replicas(unit: UnitOfWork, unseen_since: datetime) -> None:
    await unit.connection.execute(delete(replica).where(replica.c.seen_at < unseen_since))


async def present(connection: AsyncConnection, seen_since: datetime) -> Sequence[PresentReplica]:
    """Replicas seen since then, by name."""
    query = select(replica).where(replica.c.seen_at > seen_since).order_by(replica.c.name)
    rows = await connection.execute(query)
    return [PresentReplica(row.name, row.began_at, row.fingerprint, row.secret) for row in rows]
