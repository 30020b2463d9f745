"""Heeding an officer's pause: what must not be quoted now, and what is said in its place.

Pauses stand in the store, so that every replica heeds them within seconds; one that cannot reach
the store goes on heeding what it knew last.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.message import Block, Diff, Quotation, Text
from bot.messages.say import say
from common.timeouts import ends_within
from storage import Store, StoreError
from storage.answers.pauses import ALL, Pause, pauses

logger = logging.getLogger(__name__)

_FRESH = 2.0  # seconds for which what was read counts as so
_TIMEOUT = 1.0  # seconds that a turn waits for the store


class KillSwitch:
    """The pauses that hold. `store` gives the store that is open, `now` is a monotonic clock."""

    def __init__(self, store: Callable[[], Store], now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._known: Sequence[Pause] = ()
        self._read_at: float | None = None
        self._reading: asyncio.Task[None] | None = None

    async def __call__(self) -> Sequence[Pause]:
        """The pauses that hold, as of two seconds ago at most while the store answers."""
        if self._read_at is None or self._now() - self._read_at >= _FRESH:
            if self._reading is None:
                self._read_at = self._now()
                self._reading = asyncio.create_task(self._read(), name="pauses")
            # Never cancelled in the middle of a unit of work: it ends by itself.
            await ends_within(self._reading, _TIMEOUT)
        return self._known

    async def _read(self) -> None:
        try:
            async with self._store().reading() as connection:
                self._known = await pauses(connection)
        except StoreError as error:
            logger.warning("pauses could not be read, the last known ones hold: %s", error)
        finally:
            self._reading = None


def all_paused(held: Sequence[Pause]) -> Text | None:
    """What is said to any question while all answering is paused."""
    found = next((pause for pause in held if pause.what == ALL), None)
    return (
        Text(say("failure-paused", reason=_sentence(found.reason), contact=found.contact))
        if found
        else None
    )


def withhold_paused(blocks: Sequence[Block], held: Sequence[Pause]) -> Sequence[Block] | None:
    """What may be shown of a reply while these pauses hold; None for all of it.

    Where the first passage is of a paused policy, the words around it rest on it too: then the
    reason is said in place of everything. Elsewhere only what is paused is left out.
    """
    by_policy = {pause.what: pause for pause in held}
    of_paused = [by_policy.get(_policy_of(block)) for block in blocks]
    if not any(of_paused):
        return None
    first = next(at for at, block in enumerate(blocks) if _policy_of(block))
    reasons = {pause.what: _reason(pause, blocks) for pause in of_paused if pause}
    if of_paused[first]:
        return list(reasons.values())
    kept = [block for block, pause in zip(blocks, of_paused, strict=True) if not pause]
    return [*kept, *reasons.values()]


def _reason(pause: Pause, blocks: Sequence[Block]) -> Text:
    titles = (b.title for b in blocks if isinstance(b, Quotation) and _policy_of(b) == pause.what)
    return Text(
        say(
            "failure-policy-paused",
            title=next(titles, pause.what),
            reason=_sentence(pause.reason),
            contact=pause.contact,
        )
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _policy_of(block: Block) -> str:
    """The id of the policy that a block shows words of, or ""."""
    if isinstance(block, Quotation):
        return block.ref.partition("@")[0].partition("#")[0]
    if isinstance(block, Diff):
        return block.link.removeprefix("/policies/").partition("/")[0].partition("#")[0]
    return ""
