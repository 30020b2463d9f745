"""The queue of one conversation's turns: numbers in order, and nobody waits for the dead."""

import asyncio
from datetime import timedelta

from storage import Store
from storage.coordination.turn_queue import (
    Ticket,
    end_turn,
    forget_turns,
    last_ended,
    take_ticket,
)
from tests.databases import SetClock


async def take(store: Store, key: str = "ann") -> Ticket:
    async with store.writing() as unit:
        return await take_ticket(unit, key)


async def end(store: Store, number: int) -> None:
    async with store.writing() as unit:
        await end_turn(unit, "ann", number)


async def ended(store: Store) -> int:
    async with store.reading() as connection:
        return await last_ended(connection, "ann")


async def test_turns_of_one_key_are_numbered_and_those_of_another_are_not_behind_them(
    store: Store,
) -> None:
    first, second, other = await take(store), await take(store), await take(store, "ben")
    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert (first.is_next, second.is_next, other.is_next) == (True, False, True)
    await end(store, 1)
    assert await ended(store) == 1
    assert (await take(store)).is_next is False
    await end(store, 2)
    await end(store, 3)
    assert (await take(store)).is_next


async def test_of_many_that_come_at_once_each_has_a_number_of_its_own(store: Store) -> None:
    tickets = await asyncio.gather(*(take(store) for _ in range(12)))
    assert sorted(one.number for one in tickets) == list(range(1, 13))


async def test_a_turn_that_ends_takes_those_before_it_along_and_none_back(store: Store) -> None:
    for _ in range(3):
        await take(store)
    await end(store, 3)
    await end(store, 1)
    assert await ended(store) == 3


async def test_what_is_old_is_forgotten_and_begins_again(store: Store, clock: SetClock) -> None:
    await take(store)
    clock.forward(minutes=31)
    async with store.writing() as unit:
        await forget_turns(unit, unit.now - timedelta(minutes=30))
    assert await ended(store) == 0
    assert await take(store) == Ticket(1, 0)
