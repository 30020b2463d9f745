"""What the bot needs of Microsoft: a token for its replies, the keys of inbound tokens, the same
time of day."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from bot.teams import credentials, entra, limits
from bot.teams.door import Bot
from bot.teams.keys import SigningKeys
from operations.doctor.finding import Finding, fail, ok, warn

_NOTICEABLE = 60
"""Seconds of difference between two clocks that are worth a word."""


async def token(bot: Bot, credential: credentials.Credential) -> Finding:
    """Entra gives the bot a token for its replies, or says why not."""

    def ask() -> Finding:
        with credentials.Session() as http:
            source = credentials.source(
                credential, app_id=bot.app_id, tenant=bot.tenant, cloud=bot.cloud, http=http
            )
            try:
                grant = source()
            except Exception as error:  # msal and requests raise many kinds
                return fail("token", entra.failure(error))
        if not isinstance(grant.get("access_token"), str):
            return fail("token", entra.refusal(grant))
        minutes = int(grant.get("expires_in", 0)) // 60
        return ok("token", f"Entra gives the bot a token, good for {minutes} minutes.")

    return await asyncio.to_thread(ask)


async def keys_and_clock(
    metadata: str, clock: Callable[[], datetime]
) -> tuple[Finding, Finding | None]:
    """The keys by which inbound tokens are verified can be had; and how far this machine's clock
    is from that server's, None if it does not say."""
    dates: list[float] = []
    async with aiohttp.ClientSession(trace_configs=[_dates(dates, clock)]) as http:
        keys = SigningKeys(http, metadata, time.monotonic)
        await keys.find("")
        trouble = keys.trouble()
        await keys.close()
    found = (
        fail("signing keys", trouble)
        if trouble
        else ok("signing keys", f"The keys of inbound tokens can be fetched from {metadata}.")
    )
    return found, _clock(dates[0]) if dates else None


def _dates(differences: list[float], clock: Callable[[], datetime]) -> aiohttp.TraceConfig:
    async def ended(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        try:
            theirs = parsedate_to_datetime(params.response.headers.get("Date", ""))
        except ValueError:
            return
        if theirs.tzinfo is not None:
            differences.append((clock() - theirs).total_seconds())

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


def _clock(seconds: float) -> Finding:
    """`seconds` by which this machine is ahead; a server's date has whole seconds."""
    off = abs(round(seconds))
    if off <= _NOTICEABLE:
        return ok("clock", f"This machine's clock agrees with Microsoft's to {off} seconds.")
    said = (
        f"This machine's clock is {off} seconds {'ahead of' if seconds > 0 else 'behind'} "
        f"Microsoft's: tokens are refused from {limits.TOKEN_CLOCK_SKEW} on. Have it set by NTP."
    )
    return fail("clock", said) if off >= limits.TOKEN_CLOCK_SKEW else warn("clock", said)
