"""Waiting for the database no longer than what is asked of it is worth."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from storage.engine.errors import StoreError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

_LEFT: set[asyncio.Task[Any]] = set()


async def wait_for(work: Coroutine[Any, Any, Result], seconds: float) -> Result | None:
    """What the work gives, or None if the database is gone or does not answer in time.

    The work is left to end by itself, never cancelled in the middle of a unit of work.
    """
    task = asyncio.create_task(_guarded(work))
    _LEFT.add(task)
    task.add_done_callback(_LEFT.discard)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return task.result() if done else None


async def _guarded(work: Coroutine[Any, Any, Result]) -> Result | None:
    try:
        return await work
    except StoreError as error:
        logger.warning("done without the database: %s", error)
        return None
