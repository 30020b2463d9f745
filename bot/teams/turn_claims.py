"""Answering once among several replicas: who may reply to what somebody said.

A repeat that reaches the same process is known to `once`; one that reaches another process, after
a restart or through a balancer, is known by the ledger that all of them share.
"""

import asyncio
from enum import StrEnum
from typing import Protocol


class SendDecision(StrEnum):
    """Whether a reply may be sent. CUT_OFF: somebody was cut off while replying, and nobody knows
    whether the reply arrived; only that may be said."""

    SEND = "send"
    ANSWERED = "answered"
    CUT_OFF = "cut off"


class TurnClaims(Protocol):
    """Shared by the replicas. No call raises: without the ledger replies are sent."""

    async def may_send(self, key: str) -> SendDecision: ...

    async def sent(self, key: str) -> None: ...

    async def turned_away(self, why: str) -> None:
        """An activity with a good token was not let in."""


class UnsharedClaims:
    """The ledger of a process that shares with nobody."""

    async def may_send(self, _key: str) -> SendDecision:
        return SendDecision.SEND

    async def sent(self, _key: str) -> None:
        return

    async def turned_away(self, _why: str) -> None:
        return


class Claim:
    """The way out of one turn: asks the ledger before the first reply, and notes the end."""

    def __init__(self, ledger: TurnClaims, key: str) -> None:
        self._ledger = ledger
        self._key = key
        self._leave: SendDecision | None = None
        self._asking = asyncio.Lock()
        self._closed = not key

    async def acquire(self) -> SendDecision:
        """Whether the next reply may go. CUT_OFF is given once, then it counts as answered."""
        if self._closed:
            return SendDecision.SEND
        async with self._asking:
            if self._leave is None:
                self._leave = await self._ledger.may_send(self._key)
                if self._leave is SendDecision.CUT_OFF:
                    self._leave = SendDecision.ANSWERED
                    return SendDecision.CUT_OFF
            return self._leave

    async def close(self) -> None:
        """The turn has ended, and so has what it had to say."""
        if not self._closed and self._leave is not None:
            await self._ledger.sent(self._key)
        self._closed = True
