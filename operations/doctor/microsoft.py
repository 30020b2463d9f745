"""What is needed of Microsoft: a token for replies, a credential for signing people in, the keys of
inbound tokens, the same time of day."""

import asyncio
import re
import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from bot.teams import limits
from bot.teams.auth import credentials, entra_errors
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.teams_bot import Bot
from operations.doctor.finding import Finding, fail, ok, warn
from settings import Settings
from settings.site import sign_in_credential

_NOTICEABLE = 60
"""Seconds of difference between two clocks that are worth a word."""


_OF_SIGN_IN = {
    "CLIENT_ID": "SIGN_IN_CLIENT_ID",
    "CLIENT_SECRET": "SIGN_IN_SECRET",
    "SECRET_EXPIRES_ON": "SIGN_IN_SECRET_EXPIRES_ON",
}
"""The settings of the bot that the sign-in has under names of its own."""

_ASSIGNED_ALONE = "AADSTS501051"
"""Only who is assigned to the app gets a token for it: said after the credential was accepted."""


async def token(bot: Bot, credential: credentials.Credential) -> Finding:
    """Entra gives the bot a token for its replies, or says why not."""
    said, minutes = await _asked(bot, credential, bot.app_id)
    if said:
        return fail("token", said)
    return ok("token", f"Entra gives the bot a token, good for {minutes} minutes.")


async def sign_in(settings: Settings, bot: Bot) -> Finding | None:
    """Entra accepts the credential with which people are signed in, or says why not; None if
    there is none but the bot's."""
    app = settings.sign_in_client_id.lower()
    if not app or app == bot.app_id.lower():
        return None
    said, _ = await _asked(bot, sign_in_credential(settings), app, f"{app}/.default")
    if said and not said.startswith(_ASSIGNED_ALONE):
        names = r"\b(" + "|".join(_OF_SIGN_IN) + r")\b"
        return fail("sign-in token", re.sub(names, lambda found: _OF_SIGN_IN[found[0]], said))
    return ok("sign-in token", "Entra accepts the credential with which people are signed in.")


async def _asked(
    bot: Bot, credential: credentials.Credential, app: str, scope: str = ""
) -> tuple[str, int]:
    """What stands between an app and its token, "" for nothing, and its minutes."""

    def ask() -> tuple[str, int]:
        with credentials.TimeoutSession() as http:
            source = credentials.source(
                credential, app_id=app, tenant=bot.tenant, cloud=bot.cloud, http=http, scope=scope
            )
            try:
                grant = source()
            except Exception as error:  # msal and requests raise many kinds
                return entra_errors.failure(error), 0
        if not isinstance(grant.get("access_token"), str):
            return entra_errors.refusal(grant), 0
        return "", int(grant.get("expires_in", 0)) // 60

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
        trouble = keys.problem()
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
