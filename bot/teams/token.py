"""The bearer token of replies: kept, renewed before its end, never fetched on the event loop."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.teams import limits
from bot.teams.connector import NotSent
from bot.teams.credentials import Grant, Source

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
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
        self._held: _Held | None = None
        self._tried_at = 0.0
        self._renewal: asyncio.Task[None] | None = None

    async def __call__(self) -> str:
        """A token that is good now. Raises NotSent if none can be had."""
        held = self._held
        if held is None or self._now() >= held.ends_at:
            await asyncio.shield(self._renew())
            held = self._held
            if held is None or self._now() >= held.ends_at:
                raise NotSent("no token")
        elif self._now() >= max(held.renew_at, self._tried_at + limits.TOKEN_RETRY_PAUSE):
            self._renew()
        return held.value

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
            self._held = self._read(grant) or self._held
        except Exception as error:  # msal and requests raise many kinds; none may end a turn
            log.error(  # noqa: TRY400 - the error's own text may hold what must stay secret
                "no token for replies: %s. Check the bot's credential and the way to Entra",
                type(error).__name__,
            )
        finally:
            self._renewal = None

    def _read(self, grant: Grant) -> _Held | None:
        value, lasts = grant.get("access_token"), grant.get("expires_in")
        if not isinstance(value, str) or not isinstance(lasts, int):
            # Entra's codes say what to repair; its description may be long but holds no secret.
            log.error(
                "no token for replies: %s. %s",
                grant.get("error", "no access_token"),
                str(
                    grant.get("error_description", "Check CLIENT_ID, TENANT_ID and the credential")
                )[:300],
            )
            return None
        ends_at = self._now() + lasts
        ahead = min(limits.TOKEN_REFRESH_AHEAD, lasts / 2)
        early = grant.get("refresh_on")
        renew_at = float(early) if isinstance(early, int) else ends_at - ahead
        return _Held(value, renew_at=renew_at, ends_at=ends_at)
