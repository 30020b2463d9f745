"""How much one person, one tenant and everybody together may ask of this process at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from cachetools import LRUCache

from bot.message import Message, Reply, Responder, Text
from bot.messages.say import say

_AT_ONCE = 16
"""Turns that are worked on at the same time; more would only make each slower."""

_WAITING = 500
"""Turns that may wait for that. Beyond them people are told at once that it is busy."""

_PEOPLE = 20_000
"""People whose pace is remembered; the longest silent is forgotten first."""

_LENIENCE = 2
"""How many minutes' worth of forms and buttons a person may send beyond the limit: what somebody
filled in is refused later than what somebody typed."""


@dataclass(slots=True)
class _Bucket:
    """What is left of a minute's worth; it fills up steadily."""

    left: float
    at: float

    def take(self, most: int, now: float, overdraft: float = 0) -> float:
        """Take one; 0, or the seconds until one can be taken."""
        self.left = min(most, self.left + (now - self.at) * most / 60)
        self.at = now
        if self.left - 1 < -overdraft:
            return (1 - overdraft - self.left) * 60 / most
        self.left -= 1
        return 0.0


class RateLimited:
    """A speaker that is asked no more than it can answer.

    `per_person` and `per_tenant` are messages a minute, 0 for no limit; `now` is a monotonic
    clock. Each process counts for itself. Whoever is refused is told when to come back, and
    nothing on their screen changes.
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
    ) -> None:
        self._speaker = speaker
        self._now = now
        self._per_person = per_person
        self._per_tenant = per_tenant
        self._working = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0
        self._people = LRUCache[tuple[str, str], _Bucket](_PEOPLE)
        self._tenants: dict[str, _Bucket] = {}

    async def welcome(self, message: Message) -> Reply:
        return await self._speaker.welcome(message)

    async def reply_to(self, message: Message) -> Reply:
        """The speaker's reply, or a polite line that asks to wait."""
        wait = self._wait(message)
        if wait:
            return Reply((Text(say("failure-too-many", count=ceil(wait))),), passing=True)
        if self._inside >= self._most:
            return Reply((Text(say("failure-busy")),), passing=True)
        self._inside += 1
        try:
            async with self._working:
                return await self._speaker.reply_to(message)
        finally:
            self._inside -= 1

    def _wait(self, message: Message) -> float:
        """Seconds that this person, or everybody of the tenant, should wait."""
        now, person = self._now(), message.person
        if self._per_person:
            key = (person.tenant, person.id)
            bucket = self._people.setdefault(key, _Bucket(self._per_person, now))
            overdraft = _LENIENCE * self._per_person if message.action else 0
            wait = bucket.take(self._per_person, now, overdraft)
            if wait:
                return wait
        if self._per_tenant:
            tenant = self._tenants.setdefault(person.tenant, _Bucket(self._per_tenant, now))
            return tenant.take(self._per_tenant, now)
        return 0.0
