"""Doing a thing once however often it is asked for: Teams sends an activity again after 15 s."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Generic, TypeVar

from bot.teams import limits
from common.timeouts import BackgroundTasks

T = TypeVar("T")
Key = tuple[str, str]


class IdempotencyCache(Generic[T]):
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
        self._known: OrderedDict[Key, tuple[float, asyncio.Future[T]]] = OrderedDict()
        self._running = BackgroundTasks[T]()

    def of(self, key: Key | None, act: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Future[T]:
        """What comes of `act` for this key, begun now if it is new; None is always new."""
        self._forget_old()
        if key is not None and key in self._known:
            return self._known[key][1]
        task = self._running.start(act())
        if key is not None:
            self._known[key] = (self._now(), task)
            task.add_done_callback(partial(self._keep_outcome, key))
        return task

    def _keep_outcome(self, key: Key, task: asyncio.Task[T]) -> None:
        """In the task's place, which keeps all that it ran in: 4 kB of a trace a turn."""
        begun, known = self._known.get(key, (0.0, None))
        if known is task:
            outcome: asyncio.Future[T] = task.get_loop().create_future()
            if task.cancelled():
                outcome.cancel()
            elif (error := task.exception()) is not None:
                outcome.set_exception(error)
                outcome.exception()  # whoever asked first has been given it
            else:
                outcome.set_result(task.result())
            self._known[key] = (begun, outcome)

    @property
    def running(self) -> int:
        """How many things are being done now."""
        return len(self._running)

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, for at most so many seconds; then stop it."""
        await self._running.drain(seconds)

    def _forget_old(self) -> None:
        oldest_kept = self._now() - limits.REPEATS_REMEMBERED_FOR
        while self._known:
            key, (begun, task) = next(iter(self._known.items()))
            crowded = len(self._known) >= self._most
            if not (crowded or (begun < oldest_kept and task.done())):
                return
            del self._known[key]
