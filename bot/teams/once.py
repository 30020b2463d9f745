"""Doing a thing once however often it is asked for: Teams sends an activity again after 15 s."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from bot.teams import limits

T = TypeVar("T")
Key = tuple[str, str]


class Once(Generic[T]):
    """Remembers, in this process, what was done for a key and what came of it.

    A repeat while the first is under way waits for the same outcome; a repeat after it gets the
    same outcome again. Tasks outlive the request that began them, so a caller that hangs up does
    not stop a turn half way. `now` is a monotonic clock in seconds, `most` how many keys are kept.
    """

    def __init__(
        self, now: Callable[[], float], most: int = limits.MOST_REPEATS_REMEMBERED
    ) -> None:
        self._most = most
        self._now = now
        self._known: OrderedDict[Key, tuple[float, asyncio.Task[T]]] = OrderedDict()
        self._running: set[asyncio.Task[T]] = set()

    def of(self, key: Key | None, act: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """The task that does `act` for this key, begun now if it is new; None is always new."""
        self._forget_old()
        if key is not None and key in self._known:
            return self._known[key][1]
        task = asyncio.create_task(act())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if key is not None:
            self._known[key] = (self._now(), task)
        return task

    @property
    def running(self) -> int:
        """How many things are being done now."""
        return len(self._running)

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, for at most so many seconds; then stop it."""
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _forget_old(self) -> None:
        oldest_kept = self._now() - limits.REPEATS_REMEMBERED_FOR
        while self._known:
            key, (begun, task) = next(iter(self._known.items()))
            crowded = len(self._known) >= self._most
            if not (crowded or (begun < oldest_kept and task.done())):
                return
            del self._known[key]
