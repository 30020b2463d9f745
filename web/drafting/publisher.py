"""What was approved put into the policy folder, again and again until it lies there."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from enum import StrEnum

from knowledge.publishing.write_files import (
    ChangedMeanwhileError,
    FileChange,
    are_written,
    from_plain,
    undone,
    write_files,
)
from storage import StoreError
from storage.publishing.draft_acts import DraftMovedError, publish_draft
from storage.publishing.policy_drafts import DraftState, PolicyDraft, drafts
from web.drafting.workshop import Workshop

log = logging.getLogger(__name__)

_AGAIN = 20.0  # seconds until what could not be written is tried once more


class Written(StrEnum):
    """What became of files that were to be put into the folder."""

    DONE = "done"
    READ_ONLY = "read only"
    """This server does not write where the policies are kept; somebody puts the files there."""
    CHANGED = "changed"
    """A file is not as it was when this was approved."""


class Publisher:
    """Writes to the folder of `shop`. Several processes may do the same at once."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def publish(self, draft: PolicyDraft) -> Written:
        """Put an approved change into the folder and have it taken up. Raises StoreError."""
        outcome = await self.put(from_plain(draft.changes), draft.id)
        if outcome is Written.DONE:
            with suppress(DraftMovedError):  # another process noted it
                async with self._shop.store().writing() as unit:
                    await publish_draft(unit, draft)
        return outcome

    async def take_out(self, draft: PolicyDraft) -> Written:
        """Take a change that has not begun out of the folder again."""
        changes = from_plain(draft.changes)
        if draft.state is DraftState.APPROVED and not await asyncio.to_thread(
            are_written, self._shop.serving.folder, changes
        ):
            return Written.DONE
        return await self.put(undone(changes))

    async def put(self, files: Sequence[FileChange], draft: int = 0) -> Written:
        """Put files, of a draft or of none, where the policies are kept, and have them taken up."""
        serving = self._shop.serving
        self._shop.moved.pop(draft, None)
        try:
            if await asyncio.to_thread(are_written, serving.folder, files):
                return Written.DONE
            if self._shop.source:
                send = self._shop.send
                return Written.DONE if send and await send(files) else Written.READ_ONLY
            await asyncio.to_thread(write_files, serving.folder, files)
        except ChangedMeanwhileError as changed:
            log.warning("policies: not published: %s", changed)
            self._shop.moved[draft] = changed.name
            return Written.CHANGED
        except OSError as refused:
            log.warning("policies: the folder cannot be written: %s", refused.strerror)
            return Written.READ_ONLY
        await asyncio.to_thread(serving.reload)
        return Written.DONE

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Go on with what was approved and is not in the folder, while the block runs: a process
        may have died between the two."""
        task = asyncio.create_task(self._go_on(), name="publisher")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _go_on(self) -> None:
        while True:
            try:
                await self.catch_up()
            except StoreError as error:
                log.warning("policies: what is approved cannot be read: %s", error)
            await asyncio.sleep(_AGAIN)

    async def catch_up(self) -> None:
        """Publish everything that is approved and not in the folder. Raises StoreError."""
        async with self._shop.store().reading() as connection:
            waiting = await drafts(connection, DraftState.APPROVED)
        for draft in waiting:
            await self.publish(draft)
