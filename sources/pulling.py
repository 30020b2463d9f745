"""Keeps what is served up to date with a source, for as long as the assistant runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.write_files import FileChange
from sources.mirror import Mirror
from sources.source import Source, SourceError, WritableSource

logger = logging.getLogger(__name__)


class Pulling:
    """Pulls a source into a mirror and has the set served if it is whole. `clock` gives the time
    that operators are told."""

    def __init__(self, source: Source, mirror: Mirror, clock: Callable[[], datetime]) -> None:
        self._source = source
        self._mirror = mirror
        self._clock = clock
        self.pulled_at: datetime | None = None
        self.trouble = ""
        self.not_read: tuple[str, ...] = ()
        """Documents at the source that are no Markdown: people may think that they are served."""

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def folder(self) -> Path | None:
        """The folder to start with: of the last set that could be served, else of the newest."""
        return self._mirror.good or self._mirror.newest

    async def first(self) -> None:
        """Pull if there is nothing to start with. Raises SourceError, OSError."""
        if self.folder is None:
            await self._pull()

    async def look(self) -> int:
        """How many files the source has now, without taking them up. Raises SourceError."""
        last = await asyncio.to_thread(self._mirror.last)
        pulled = await self._source.pull(last) or last
        return len(pulled.files) if pulled else 0

    async def once(self, serving: LiveSet) -> bool:
        """Pull, and have what came taken up; True if another set is served from here on."""
        try:
            await self._pull()
        except (SourceError, OSError) as error:
            if str(error) != self.trouble:
                logger.warning("policies: %s: %s", self.name, error)
            self.trouble = str(error)
            return False
        self.trouble = ""
        newest = self._mirror.newest
        if newest is None:
            return False
        changed = newest != serving.folder and await asyncio.to_thread(
            serving.switch_folder, newest
        )
        if serving.is_current and self._mirror.good != newest:
            await asyncio.to_thread(self._mirror.note_good, newest)
        return changed

    @property
    def writes(self) -> bool:
        """Whether changes can be made at the source."""
        return isinstance(self._source, WritableSource)

    async def send(self, changes: Sequence[FileChange], serving: LiveSet) -> bool:
        """Make changes at the source and take them up; False where it only is read, or cannot be
        written just now. Raises ChangedMeanwhileError."""
        if not isinstance(self._source, WritableSource):
            return False
        last = await asyncio.to_thread(self._mirror.last)
        try:
            await self._source.write(last, changes)
        except SourceError as error:
            logger.warning("policies: not written to %s: %s", self.name, error)
            return False
        await self.once(serving)
        return True

    @asynccontextmanager
    async def following(self, serving: LiveSet, every: float) -> AsyncIterator[None]:
        """Pull now and then again and again, every so many seconds, while the block runs."""
        task = asyncio.create_task(self._follow(serving, every), name="policy source")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self, serving: LiveSet, every: float) -> None:
        while True:
            try:
                await self.once(serving)
            except Exception as error:
                # Whatever is wrong with a source, the set that is served goes on being served.
                logger.error("policies: not pulled: %s", type(error).__name__)  # noqa: TRY400
                self.trouble = f"It could not be pulled ({type(error).__name__})."
            await asyncio.sleep(every)

    async def _pull(self) -> Path | None:
        last = await asyncio.to_thread(self._mirror.last)
        pulled = await self._source.pull(last)
        place = None if pulled is None else await asyncio.to_thread(self._mirror.put, pulled)
        self.pulled_at = self._clock()
        held = pulled or last
        self.not_read = tuple(map(str, held.state.get("not_read", ()))) if held else ()
        return place
