"""This process among others on one database: seen by them, and answering what they do not."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.teams.turn_claims import SendDecision
from common.timeouts import wait_for
from operations.health.probes import CheckResult, CheckState
from storage import Store, StoreError
from storage.audit.dedupe import Deduplicator
from storage.coordination.conversation_state import forget_states
from storage.coordination.deliveries import (
    ClaimOutcome,
    claim_delivery,
    forget_deliveries,
    mark_delivered,
)
from storage.coordination.presence import (
    PresentReplica,
    forget_replicas,
    heartbeat,
    present,
    sign_off,
)
from storage.coordination.turn_queue import forget_turns

log = logging.getLogger(__name__)

_BEAT = 5.0  # seconds between two signs of life
UNSEEN_FOR = timedelta(seconds=20)
"""Without a sign of life for so long, a replica counts as gone."""
_UNLIKE = 120.0  # seconds for which replicas may serve different policy sets
_PATIENCE = 1.0  # seconds that a reply waits for the ledger
_LOOKS = (0.1, 0.2, 0.3, 0.4, *(1.0,) * 29)  # seconds between looks at another replica
_KEPT = timedelta(hours=2)  # longer than a reply waits to be sent
_REMEMBERED = timedelta(minutes=30)

_UNSHARED = (
    "Replicas have different secrets, so that what one of them answered another does not know. Set "
    "STATE_SECRET to the same value at each of them."
)

_LEAVES = {
    ClaimOutcome.OURS: SendDecision.SEND,
    ClaimOutcome.DONE: SendDecision.ANSWERED,
    ClaimOutcome.CUT_OFF: SendDecision.CUT_OFF,
}


class Replica:
    """`store` gives the store that is open, `fingerprint` the set that is served; `now` is a
    monotonic clock. Is the ledger of the Teams channel (`bot.teams.turn_claims`) and a check."""

    def __init__(
        self,
        store: Callable[[], Store],
        fingerprint: Callable[[], str],
        now: Callable[[], float],
    ) -> None:
        self.name = secrets.token_hex(4)
        self._store = store
        self._fingerprint = fingerprint
        self._now = now
        self._began_at: datetime | None = None
        self._seen_from: float | None = None
        self._unlike_from: float | None = None
        self._repeats = Deduplicator()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Be seen by the others while the block runs."""
        await self.heartbeat()
        beating = asyncio.create_task(self._beat_on(), name="replica")
        try:
            yield
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            await wait_for(self._leave(), _PATIENCE, StoreError)

    async def heartbeat(self) -> None:
        """Give a sign of life, and drop what nobody needs any more."""
        try:
            async with self._store().writing() as unit:
                self._began_at = self._began_at or unit.now
                mark = self._store().secret.mark
                await heartbeat(unit, self.name, self._began_at, self._fingerprint(), mark)
                await forget_replicas(unit, unit.now - _KEPT)
                await forget_deliveries(unit, unit.now - _KEPT)
                await forget_states(unit, unit.now - _REMEMBERED)
                await forget_turns(unit, unit.now - _REMEMBERED)
            if self._seen_from is None:
                self._seen_from = self._now()
        except StoreError as error:
            self._seen_from = None
            log.warning("other replicas cannot see this one: %s", error)

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(_BEAT)
            await self.heartbeat()

    async def _leave(self) -> None:
        async with self._store().writing() as unit:
            await sign_off(unit, self.name)

    async def may_send(self, key: str) -> SendDecision:
        """Whether this process is the one that replies to `key`."""
        digest = self._digest(key)
        for pause in _LOOKS:
            taken = await wait_for(self._take(digest), _PATIENCE, StoreError)
            if taken is None:
                return SendDecision.SEND
            if taken is not ClaimOutcome.UNDER_WAY:
                return _LEAVES[taken]
            await asyncio.sleep(pause)
        return SendDecision.ANSWERED

    async def sent(self, key: str) -> None:
        """The reply to `key` has gone out. A process that is alone knows that by itself; after its
        end, who hears the same again is told to look above."""
        if self._store().is_shared:
            await wait_for(self._settle(self._digest(key)), _PATIENCE, StoreError)

    async def turned_away(self, why: str) -> None:
        """Somebody whose messages Microsoft vouches for, but not of our tenants or hosts."""
        if times := self._repeats.times(why, self._store().clock()):
            await wait_for(self._note(why, times), _PATIENCE, StoreError)

    async def _note(self, why: str, times: int) -> None:
        async with self._store().writing() as unit:
            unit.audit("anybody", "activity.refused", "POST /api/messages",
                       {"why": why, "times": times})  # fmt: skip

    async def _take(self, digest: str) -> ClaimOutcome:
        async with self._store().writing() as unit:
            # After a database's absence the others may not have been able to give a sign either.
            judging = (
                self._seen_from is not None
                and self._now() - self._seen_from > UNSEEN_FOR.total_seconds()
            )
            dead_since = unit.now - UNSEEN_FOR if judging else unit.now - _KEPT
            return await claim_delivery(unit, digest, self.name, dead_since)

    def _digest(self, key: str) -> str:
        return self._store().secret.digest("delivery", key)

    async def _settle(self, digest: str) -> None:
        async with self._store().writing() as unit:
            await mark_delivered(unit, digest)

    async def check(self) -> CheckResult:
        """Who serves, and which policy set each; they should come to the same one soon."""
        try:
            async with self._store().reading() as connection:
                found = await present(connection, self._store().clock() - UNSEEN_FOR)
        except StoreError as error:
            return CheckResult(CheckState.FAIL, str(error))
        facts = {"here": self.name, "serving": {one.name: one.fingerprint for one in found}}
        if len({one.secret for one in found if one.secret}) > 1:
            return CheckResult(CheckState.WARN, _UNSHARED, facts)
        if self._unlike_for(found) < _UNLIKE:
            return CheckResult(CheckState.OK, facts=facts)
        said = (
            "Replicas have served different policy sets for more than two minutes. See that each "
            "can read the same policies: the policies check of each says what is wrong there."
        )
        return CheckResult(CheckState.WARN, said, facts)

    def _unlike_for(self, found: Sequence[PresentReplica]) -> float:
        sets = {one.fingerprint for one in found}
        if len(sets) < 2:
            self._unlike_from = None
            return 0.0
        self._unlike_from = self._now() if self._unlike_from is None else self._unlike_from
        return self._now() - self._unlike_from
