"""One thing after the other of each person, whichever replica hears it: what is said in a hurry
leans on what was said just before, and is answered after it."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.message import Message, Reply, Responder
from common.person import Person
from common.timeouts import in_turn, wait_for
from storage import Store, StoreError
from storage.coordination.turn_queue import Ticket, end_turn, last_ended, take_ticket

logger = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a turn waits for those before it, and goes on beside them then: so that one that
hangs, or whose replica has died, does not take the conversation with it."""

_STORE_TIMEOUT = 0.5  # seconds that a turn waits for the store
_LOOKS = (0.02, 0.03, 0.05)  # seconds between looks at the queue; the last goes on
_MOST_WAITING = 8
"""Turns of one person that wait here; who sends more at once is in no conversation."""


class TurnOrder:
    """`store` gives the store that is open, None where nothing is kept. Where it is shared, the
    queue stands in it, under a keyed digest; otherwise this process alone knows."""

    def __init__(self, store: Callable[[], Store | None] = lambda: None) -> None:
        self._store = store
        self._here: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._waiting = Counter[str]()

    @asynccontextmanager
    async def turn(self, person: Person, patience: float = PATIENCE) -> AsyncIterator[None]:
        """While something that this person said is worked on, and what comes of it sent."""
        store = self._store()
        if store is None or not store.is_shared:
            lock = self._here.setdefault((person.tenant, person.id), asyncio.Lock())
            async with in_turn(lock, patience):
                yield
            return
        key = store.secret.digest("turn", f"{person.tenant}|{person.id}")
        ticket = await wait_for(_take(store, key), _STORE_TIMEOUT, StoreError)
        if ticket is not None:
            await self._wait(store, key, ticket, patience)
        try:
            yield
        finally:
            if ticket is not None:
                await wait_for(_end(store, key, ticket.number), _STORE_TIMEOUT, StoreError)

    async def _wait(self, store: Store, key: str, ticket: Ticket, patience: float) -> None:
        if ticket.is_next or self._waiting[key] >= _MOST_WAITING:
            return
        self._waiting[key] += 1
        try:
            async with asyncio.timeout(patience):
                await _until_next(store, key, ticket.number)
        except TimeoutError:
            logger.warning("a turn went on before those before it had ended")
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]


class InOrder:
    """A speaker that hears one thing after the other of each person."""

    def __init__(self, speaker: Responder, order: TurnOrder) -> None:
        self._speaker = speaker
        self._order = order

    async def welcome(self, message: Message) -> Reply:
        return await self._speaker.welcome(message)

    async def reply_to(self, message: Message) -> Reply:
        async with self._order.turn(message.person):
            return await self._speaker.reply_to(message)


async def _until_next(store: Store, key: str, number: int) -> None:
    looks = iter(_LOOKS)
    while True:
        await asyncio.sleep(next(looks, _LOOKS[-1]))
        ended = await wait_for(_ended(store, key), _STORE_TIMEOUT, StoreError)
        if ended is None or ended >= number - 1:
            return


async def _take(store: Store, key: str) -> Ticket:
    async with store.writing() as unit:
        return await take_ticket(unit, key)


async def _ended(store: Store, key: str) -> int:
    async with store.reading() as connection:
        return await last_ended(connection, key)


async def _end(store: Store, key: str, number: int) -> None:
    async with store.writing() as unit:
        await end_turn(unit, key, number)
