"""Notices what officers save and has it served, for as long as the assistant runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from watchfiles import awatch

from knowledge.publishing.live_set import LiveSet

logger = logging.getLogger(__name__)

_QUIET = 200
"""Milliseconds without a further change: a file that is being written is not read half."""

_WAKE = 1_000
"""Milliseconds after which the watcher comes back without a change, the first time as a sign that
it watches: a file that was saved between the first look and that moment made no notice."""

_LOOK = 30_000
"""Milliseconds after which the folder is read unasked: some network shares send no notice, and
at midnight another version may begin."""


@asynccontextmanager
async def watching(
    serving: LiveSet, *, polling: bool = False, quiet: int = _QUIET, look: int = _LOOK
) -> AsyncIterator[None]:
    """Keep what is served up to date with its folder while the block runs.

    `polling` compares files all the time instead of asking the system for notices.
    """
    stop, news = asyncio.Event(), asyncio.Event()
    tasks = (
        asyncio.create_task(_follow(serving, stop, news, polling=polling, quiet=quiet, look=look)),
        asyncio.create_task(_embed(serving, stop, news)),
    )
    try:
        yield
    finally:
        stop.set()
        news.set()
        serving.close()
        await asyncio.gather(*tasks)


async def _follow(
    serving: LiveSet,
    stop: asyncio.Event,
    news: asyncio.Event,
    *,
    polling: bool,
    quiet: int,
    look: int,
) -> None:
    while not stop.is_set():
        await _look(serving, news)
        try:
            changes = awatch(
                serving.folder,
                watch_filter=_is_ours,
                debounce=max(1600, 2 * quiet),
                step=quiet,
                stop_event=stop,
                rust_timeout=min(_WAKE, look),
                yield_on_timeout=True,
                force_polling=polling,
                ignore_permission_denied=True,
            )
            looked: float | None = None
            async for changed in changes:
                now = asyncio.get_running_loop().time()
                if changed or looked is None or now - looked >= look / 1000:
                    looked = now
                    await _look(serving, news)
        except (OSError, RuntimeError) as error:
            # No folder, or no more notices to be had: go on by looking now and then.
            logger.warning("policies: changes are not noticed at once: %s", error)
            await _pause(stop, look / 1000)


async def _look(serving: LiveSet, news: asyncio.Event) -> None:
    try:
        await asyncio.to_thread(serving.reload)
        await asyncio.to_thread(serving.prepare)
        await asyncio.to_thread(serving.inspect)
    except Exception as error:
        # Whatever is wrong with a folder, the set that is served goes on being served.
        logger.exception("policies: the folder could not be taken up")
        serving.note_failure(error)
    news.set()


async def _embed(serving: LiveSet, stop: asyncio.Event, news: asyncio.Event) -> None:
    """Encode in the background, again after every look at the folder."""
    while not stop.is_set():
        await news.wait()
        news.clear()
        try:
            await asyncio.to_thread(serving.build_embeddings)
        except Exception:
            logger.exception("policies: meaning could not be learnt; answering by words")


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


def _is_ours(_: object, path: str) -> bool:
    return not Path(path).name.startswith(".")
