"""How often somebody may ask for something, a bucket that fills up steadily for each of a bounded
number of people, and whose turn it is in one process: questions at once, pages and searches when
none is under way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from cachetools import LRUCache

from common.person import Person

OF_A_PERSON = 60
"""Searches a minute: the compose box sends one for every pause in typing."""

OF_AN_ADDRESS = 300
"""Searches a minute of those who are not signed in: a whole council may share one address."""

_REMEMBERED = 20_000
"""Those whose pace is remembered; the longest silent is forgotten first."""

PATIENCE = 2.0
"""Seconds that a page waits for questions to end; it goes on beside them then, so that a question
that hangs does not take the pages with it."""


@dataclass(slots=True)
class _Bucket:
    """What is left of a minute's worth."""

    left: float
    at: float


class Pace:
    """At most so many a minute for each key, a minute's worth at once; 0 is no limit. `now` is a
    monotonic clock in seconds."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._most = a_minute
        self._now = now
        self._buckets = LRUCache[Hashable, _Bucket](_REMEMBERED)

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._buckets)

    def take(self, key: Hashable, overdraft: float = 0) -> float:
        """Take one; 0, or the seconds until one can be taken. `overdraft` may be taken beyond what
        is there."""
        if not self._most:
            return 0.0
        now = self._now()
        bucket = self._buckets.setdefault(key, _Bucket(self._most, now))
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._most / 60)
        bucket.at = now
        if bucket.left - 1 < -overdraft:
            return (1 - overdraft - bucket.left) * 60 / self._most
        bucket.left -= 1
        return 0.0


class Turns:
    """Drawing and searching take the interpreter from those who ask, and from each other: so they
    go one at a time, behind every question that is being answered."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._questions = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._behind = asyncio.Lock()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a question is answered."""
        self._questions += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._questions -= 1
            if not self._questions:
                self._quiet.set()

    @asynccontextmanager
    async def behind(self) -> AsyncIterator[None]:
        """While something is drawn or searched, in the order in which it was wanted."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        async with self._behind:
            if not self._quiet.is_set():
                try:
                    async with asyncio.timeout_at(until):
                        await self._quiet.wait()
                except TimeoutError:
                    pass
            yield


class Searching:
    """How often each may search, and when it is their turn. `now` is a monotonic clock; each
    process counts for itself."""

    def __init__(self, turns: Turns, now: Callable[[], float]) -> None:
        self.turns = turns
        self._people = Pace(OF_A_PERSON, now)
        self._addresses = Pace(OF_AN_ADDRESS, now)

    def wait(self, who: Person | None, address: str = "") -> float:
        """Seconds that a search should wait, 0 for none; nobody signed in counts by address."""
        if who is None:
            return self._addresses.take(address)
        return self._people.take((who.tenant, who.id))
