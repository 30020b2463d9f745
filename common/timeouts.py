"""Waiting no longer than an answer is worth, and what becomes of the work that is left.

What is waited for here goes on by itself unless it says otherwise: a unit of work is never
cancelled in the middle. Work that may be cancelled is bounded by `asyncio.timeout`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeVar

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


class BackgroundTasks(Generic[Result]):
    """Tasks that outlive whoever began them; they are held here, so that none is lost half way."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Result]] = set()

    def start(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def __len__(self) -> int:
        """How many are under way."""
        return len(self._running)

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, for at most so many seconds; then stop it."""
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


_LEFT = BackgroundTasks[Any]()


async def ends_within(task: asyncio.Future[Any], seconds: float) -> bool:
    """Whether it ends in so many seconds. It goes on if not; what it raises stays in it."""
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)


async def wait_for(
    work: Coroutine[Any, Any, Result], seconds: float, *failures: type[Exception]
) -> Result | None:
    """What the work gives; None if that takes longer, when it is left to end by itself, and for
    one of the `failures`, which is logged whenever it comes."""
    task = _LEFT.start(_guarded(work, failures) if failures else work)
    return task.result() if await ends_within(task, seconds) else None


async def _guarded(
    work: Coroutine[Any, Any, Result], failures: tuple[type[Exception], ...]
) -> Result | None:
    try:
        return await work
    except failures as error:
        logger.warning("done without it: %s", error)
        return None


async def wait_with_notice(
    work: Coroutine[Any, Any, Result],
    *,
    first_notice: float,
    give_up: float,
    notify: Callable[[], Awaitable[None]],
) -> Result | None:
    """What the work gives, or None if it takes more than `give_up` seconds; then it is stopped.

    After `first_notice` seconds `notify` is done once: to say that it is still being worked on.
    """
    task = asyncio.create_task(work)
    try:
        is_done = await ends_within(task, min(first_notice, give_up))
        if not is_done and give_up > first_notice:
            await notify()
            is_done = await ends_within(task, give_up - first_notice)
        return task.result() if is_done else None
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def in_turn(lock: asyncio.Lock, patience: float) -> AsyncIterator[None]:
    """While the lock is held; after `patience` seconds of waiting for it, all the same without."""
    try:
        async with asyncio.timeout(patience):
            await lock.acquire()
    except TimeoutError:
        yield
        return
    try:
        yield
    finally:
        lock.release()
