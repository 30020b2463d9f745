"""Waiting for a reply as long as a person would, and saying so in between."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.message import Reply


async def wait_for(
    speaking: Coroutine[Any, Any, Reply],
    *,
    wonder: float,
    most: float,
    meanwhile: Callable[[], Awaitable[None]],
) -> Reply | None:
    """The reply, or None if it takes more than `most` seconds; then it is stopped.

    After `wonder` seconds `meanwhile` is done once: to say that it is still being worked on.
    """
    task = asyncio.create_task(speaking)
    try:
        done, _ = await asyncio.wait({task}, timeout=min(wonder, most))
        if not done and most > wonder:
            await meanwhile()
            done, _ = await asyncio.wait({task}, timeout=most - wonder)
        return task.result() if done else None
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
