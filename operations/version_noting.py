"""What this process serves, noted in the database for good, and what others noted before it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from knowledge.drafting.set_files.held_files import held_files
from knowledge.model.policies import Severity
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.served_on_disk import write_served
from knowledge.publishing.served_versions import ServedVersion, ServedVersions
from storage import Store, StoreError
from storage.publishing.adopted_files import adopt_files, adopted_files
from storage.publishing.kept_versions import KeptVersion, keep_version, kept_versions

log = logging.getLogger(__name__)

_LOOK = 1.0  # seconds between looks at whether another set is served
_READ = 30  # looks after which what other replicas noted is read


@asynccontextmanager
async def noting(
    store: Store, served: ServedVersions, serving: LiveSet, data: Path | None = None
) -> AsyncIterator[None]:
    """Note what is served while the block runs, from the start on, and in the `data` folder too.

    A folder that has other words under a number than were served is served with the words of then
    until somebody mends it. Raises StoreError.
    """
    await read(store, served)
    policies = serving.library.policy_set
    wrong = [one for one in served.problems(policies) if one.severity is Severity.ERROR]
    if wrong:
        for problem in wrong:
            log.warning("policies: %s", problem)
        put_back = served.put_back(policies)
        await asyncio.to_thread(serving.serve_instead, put_back, served.problems(policies))
    await note(store, served, serving)
    await adopt(store, serving)
    await _copy(served, data)
    going_on = _go_on(store, served, serving, data)
    task = asyncio.create_task(going_on, name="served versions")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def read(store: Store, served: ServedVersions) -> None:
    """Take up what was noted, by whichever process. Raises StoreError."""
    async with store.reading() as connection:
        rows = await kept_versions(connection)
    served.learn(ServedVersion(row.ref, row.of_model_set, row.text, row.first) for row in rows)


async def note(store: Store, served: ServedVersions, serving: LiveSet) -> int:
    """Note what is in force and not noted yet; how many versions that were. Raises StoreError."""
    new = served.not_known(serving.library.policy_set)
    if not new:
        return 0
    async with store.writing() as unit:
        for one in new:
            row = KeptVersion(one.ref, one.of_model_set, one.digest, one.text, one.first)
            await keep_version(unit, row)
    served.learn(new)
    return len(new)


async def adopt(store: Store, serving: LiveSet) -> bool:
    """Note the register entries and lists of a set that was never served before as they are; False
    for one that was. Raises StoreError."""
    of_model_set = serving.library.policy_set.settings.is_model_set
    async with store.reading() as connection:
        if await adopted_files(connection, of_model_set=of_model_set) is not None:
            return False
    try:
        texts = await asyncio.to_thread(held_files, serving.folder)
    except OSError as error:
        log.warning("the lists are not noted: %s", type(error).__name__)
        return False
    async with store.writing() as unit:
        return await adopt_files(unit, texts, of_model_set=of_model_set)


async def _copy(served: ServedVersions, data: Path | None) -> None:
    if data is not None:
        await asyncio.to_thread(write_served, data, served.known)


async def _go_on(store: Store, served: ServedVersions, serving: LiveSet, data: Path | None) -> None:
    looks = 0
    while True:
        await asyncio.sleep(_LOOK)
        looks += 1
        try:
            if looks % _READ == 0:
                await read(store, served)
                await adopt(store, serving)
            if await note(store, served, serving):
                await _copy(served, data)
        except StoreError as error:
            log.warning("what is served is not noted: %s", error)
            await asyncio.sleep(_LOOK * _READ)
