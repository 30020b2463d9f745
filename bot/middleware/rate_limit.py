"""How much one person, one tenant and everybody together may ask of this process at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from math import ceil

from bot.message import Message, Reply, Responder, Text
from bot.messages.say import say
from common.pace import Pace, Turns
from common.person import Person

_AT_ONCE = 16
"""Turns that are worked on at the same time; more would only make each slower."""

_WAITING = 500
"""Turns that may wait for that. Beyond them people are told at once that it is busy."""

_LENIENCE = 2
"""How many minutes' worth of forms and buttons a person may send beyond the limit: what somebody
filled in is refused later than what somebody typed."""


class RateLimited:
    """A speaker that is asked no more than it can answer.

    `per_person` and `per_tenant` are messages a minute, 0 for no limit; `now` is a monotonic
    clock. Whatever takes its turn `behind` waits while somebody is answered. Each process counts
    for itself. Whoever is refused is told when to come back, and nothing on their screen changes.
    """

    def __init__(
        self,
        speaker: Responder,
        now: Callable[[], float],
        *,
        per_person: int = 0,
        per_tenant: int = 0,
        at_once: int = _AT_ONCE,
        waiting: int = _WAITING,
        turns: Turns | None = None,
    ) -> None:
        self._speaker = speaker
        self._per_person = per_person
        self._turns = turns or Turns()
        self._working = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0
        self._people = Pace(per_person, now)
        self._tenants = Pace(per_tenant, now)

    async def welcome(self, message: Message) -> Reply:
        return await self._speaker.welcome(message)

    async def reply_to(self, message: Message) -> Reply:
        """The speaker's reply, or a polite line that asks to wait."""
        overdraft = _LENIENCE * self._per_person if message.action else 0
        async with self.turn(message.person, overdraft) as refusal:
            if refusal:
                return Reply((Text(refusal),), passing=True)
            return await self._speaker.reply_to(message)

    @asynccontextmanager
    async def turn(self, person: Person, overdraft: int = 0) -> AsyncIterator[str]:
        """While something of this person is worked on, whichever way it came: gives the words of a
        refusal, or ""."""
        if wait := self._wait(person, overdraft):
            yield say("failure-too-many", count=ceil(wait))
            return
        if self._inside >= self._most:
            yield say("failure-busy")
            return
        self._inside += 1
        try:
            with self._turns.asking():
                async with self._working:
                    yield ""
        finally:
            self._inside -= 1

    def _wait(self, person: Person, overdraft: int) -> float:
        """Seconds that this person, or everybody of the tenant, should wait."""
        return self._people.take((person.tenant, person.id), overdraft) or self._tenants.take(
            person.tenant
        )
