"""Whose turn it is in one process: questions at once, pages and searches when none is under way."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

PATIENCE = 2.0
"""Seconds that a page waits for questions to end; it goes on beside them then, so that a question
that hangs does not take the pages with it."""


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
