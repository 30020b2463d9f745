"""The bearer token of replies: kept, renewed before its end, never fetched on the event loop."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.teams import limits
from bot.teams.auth import entra_errors
from bot.teams.auth.credentials import Grant, Source
from bot.teams.outbound.connector import NotSent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _CachedToken:
    value: str = field(repr=False)
    renew_at: float
    ends_at: float


class OutboundToken:
    """Calls `source` in a thread, one call at a time; `now` is a clock in Unix seconds.

    Calling the object gives a token that is good now. While one that is near its end is renewed,
    the old one goes on serving; only without any does a caller wait.
    """

    def __init__(self, source: Source, now: Callable[[], float]) -> None:
        self._source = source
        self._now = now
        self._held: _CachedToken | None = None
        self._tried_at = 0.0
        self._renewal: asyncio.Task[None] | None = None
        self._trouble = ""

    async def __call__(self) -> str:
        """A token that is good now. Raises NotSent if none can be had."""
        held = self._held
        if held is None or self._now() >= held.ends_at:
            failed = bool(self._trouble) and self._renewal is None
            if failed and self._now() < self._tried_at + limits.TOKEN_FAILED_PAUSE:
                raise NotSent("no token")
            await asyncio.shield(self._renew())
            held = self._held
            if held is None or self._now() >= held.ends_at:
                raise NotSent("no token")
        elif self._now() >= max(held.renew_at, self._tried_at + limits.TOKEN_RETRY_PAUSE):
            self._renew()
        return held.value

    def problem(self) -> str:
        """Why there is no token that is good now, for operators; "" while there is one, and
        before the first attempt has ended. Never waits; begins an attempt that is due."""
        held = self._held
        if held is not None and self._now() < min(held.renew_at, held.ends_at):
            return ""
        if self._now() >= self._tried_at + limits.TOKEN_RETRY_PAUSE:
            self._renew()
        return "" if held is not None and self._now() < held.ends_at else self._trouble

    async def close(self) -> None:
        """Wait for a renewal that is under way: a thread cannot be stopped."""
        if self._renewal is not None:
            await asyncio.gather(self._renewal, return_exceptions=True)

    def _renew(self) -> asyncio.Task[None]:
        if self._renewal is None:
            self._tried_at = self._now()
            self._renewal = asyncio.create_task(self._fetch(), name="outbound token")
        return self._renewal

    async def _fetch(self) -> None:
        try:
            grant = await asyncio.to_thread(self._source)
            self._held, self._trouble = self._read(grant), ""
        except _Refused as refused:
            self._trouble = str(refused)
        except Exception as error:  # msal and requests raise many kinds; none may end a turn
            self._trouble = entra_errors.failure(error)
        finally:
            self._renewal = None
        if self._trouble:
            log.error("no token for replies: %s", self._trouble)

    def _read(self, grant: Grant) -> _CachedToken:
        value, lasts = grant.get("access_token"), grant.get("expires_in")
        if isinstance(lasts, str) and lasts.isascii() and lasts.isdigit():
            lasts = int(lasts)  # as an identity endpoint may write it
        if not isinstance(value, str) or not isinstance(lasts, int):
            raise _Refused(entra_errors.refusal(grant))
        ends_at = self._now() + lasts
        ahead = min(limits.TOKEN_REFRESH_AHEAD, lasts / 2)
        early = grant.get("refresh_on")
        renew_at = float(early) if isinstance(early, int) else ends_at - ahead
        return _CachedToken(value, renew_at=renew_at, ends_at=ends_at)


class _Refused(Exception):  # noqa: N818 - it names the outcome
    """An answer without a token; the message says what it means."""
