"""Whose turn it is in a conversation that several replicas hear: tickets, in the order in which
they were taken, and up to which of them all has been said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import turn


@dataclass(frozen=True, slots=True)
class Ticket:
    """The number of a turn, from 1, and the number of the last one that had ended when it began."""

    number: int
    ended: int

    @property
    def is_next(self) -> bool:
        """Whether nobody is before it."""
        return self.ended >= self.number - 1


async def take_ticket(unit: UnitOfWork, key: str) -> Ticket:
    """Queue under the key. Of two that come together, the one whose unit ends first is first."""
    row = unit.insert(turn).values(key=key, taken=1, ended=0, at=unit.now)
    taken = await unit.connection.execute(
        row.on_conflict_do_update(
            index_elements=["key"], set_={"taken": turn.c.taken + 1, "at": row.excluded.at}
        ).returning(turn.c.taken, turn.c.ended)
    )
    found = taken.one()
    return Ticket(found.taken, found.ended)


async def last_ended(connection: AsyncConnection, key: str) -> int:
    """The number of the last turn under the key that has ended, 0 for none."""
    found = await connection.execute(select(turn.c.ended).where(turn.c.key == key))
    return found.scalar_one_or_none() or 0


async def end_turn(unit: UnitOfWork, key: str, number: int) -> None:
    """Say that a turn has ended, and with it those before, whatever became of them."""
    await unit.connection.execute(
        update(turn).where(turn.c.key == key, turn.c.ended < number).values(ended=number)
    )


async def forget_turns(unit: UnitOfWork, before: datetime) -> None:
    await unit.connection.execute(delete(turn).where(turn.c.at < before))
