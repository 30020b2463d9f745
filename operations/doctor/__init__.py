"""Why does it never reply? Examines everything that a bot's silence may come from, and says of
each thing what is wrong and what to do. Changes nothing but the data folder's own existence."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.teams.auth import credentials
from bot.teams.teams_bot import Bot
from common.clock import today
from operations.doctor import machine, report
from operations.doctor.finding import Finding, FindingStatus, fail, ok, skip, warn
from operations.doctor.microsoft import keys_and_clock, sign_in, token
from operations.doctor.public_address import endpoint, package
from operations.health.credential_expiry import Expiry, expiry_in, sign_in_expiry_in
from settings import AgentAccess, Readers, Settings, SettingsError

__all__ = ["Diagnosis", "Finding", "FindingStatus", "diagnose", "report"]

_LOCAL = ("POLICIES", "WATCH_POLICIES", "DATA_FOLDER", "DATABASE_URL", "PORT")
"""What can be examined although other settings are refused."""

_KINDS = {
    credentials.Secret: "a client secret",
    credentials.Certificate: "a certificate",
    credentials.ManagedIdentity: "a user-assigned managed identity",
    credentials.FederatedIdentity: "a federated managed identity",
    credentials.FederatedFile: "a federated token file",
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is examined: settings as they were found, and how the app makes a bot of them.

    `package` is the Teams app package, if there is one. `offline` leaves the network alone.
    """

    environment: Mapping[str, str]
    dotenv: Mapping[str, str]
    home: Path
    clock: Callable[[], datetime]
    bot_of: Callable[[Settings], Bot]
    package: Path | None = None
    offline: bool = False


async def diagnose(patient: Diagnosis) -> Sequence[Finding]:
    """Every finding, in the order in which they should be put right."""
    try:
        settings = Settings.read(patient.environment, patient.dotenv, patient.home)
    except SettingsError as refused:
        return [
            *(fail("settings", problem) for problem in refused.problems),
            skip("Teams", "Not examined before the settings are put right."),
            *await _machine(_harmless(patient), patient),
        ]
    bot = patient.bot_of(settings)
    return [
        _mode(settings, bot),
        *_sign_in(settings, bot),
        _agents(settings),
        *_expiry(settings, patient),
        *await _teams(settings, bot, patient),
        *await _machine(settings, patient),
        *_by_eye(bot),
    ]


def _harmless(patient: Diagnosis) -> Settings:
    """The settings of this machine alone, or their defaults where even they are refused."""
    names = {**patient.dotenv, **patient.environment}
    try:
        return Settings.read(
            {name: names[name] for name in _LOCAL if name in names}, {}, patient.home
        )
    except SettingsError:
        return Settings.read({}, {}, patient.home)


def _mode(settings: Settings, bot: Bot) -> Finding:
    if settings.is_local:
        return ok(
            "settings",
            "Local mode: no CLIENT_ID, so no Teams, and only this computer is answered.",
        )
    kind = _KINDS.get(type(bot.credential), "no credential")
    if settings.tenant_id.lower() not in {one.lower() for one in settings.allowed_tenants}:
        return warn(
            "settings",
            f"ALLOWED_TENANTS does not name {settings.tenant_id}, the tenant of TENANT_ID: "
            "nobody of that one is let in. Compare both with the overview page of Entra.",
        )
    return ok(
        "settings",
        f"Bot {settings.client_id} of tenant {settings.tenant_id}, {settings.bot_type}, by {kind}.",
    )


def _sign_in(settings: Settings, bot: Bot) -> Iterator[Finding]:
    """Who can open the pages that cards link to."""
    if settings.is_local:
        return
    if settings.sign_in_client_id:
        yield ok(
            "sign-in",
            f"People sign in to the pages with {settings.sign_in_client_id}. Its redirect URI in "
            f"Entra must be {bot.site}/sign-in/back.",
        )
    elif settings.policy_readers is Readers.ANYBODY:
        yield ok("sign-in", "Nobody signs in: the policies are open to everybody, nothing else is.")
    else:
        yield warn(
            "sign-in",
            "Nobody can open the pages that replies link to. Set SIGN_IN_CLIENT_ID "
            "(docs/sign-in.md), or POLICY_READERS to anybody.",
        )


def _agents(settings: Settings) -> Finding:
    """Whether agents can read the policies."""
    if settings.agent_access is AgentAccess.OFF:
        return ok("agents", "Agents cannot read the policies (AGENT_ACCESS is off).")
    if settings.is_local:
        return ok(
            "agents", "Agents on this computer can read the policies at /mcp, without a token."
        )
    return ok(
        "agents",
        f"Agents can read the policies at {settings.public_url}/mcp with tokens of Entra's for "
        f"api://{settings.sign_in_client_id.lower()}/policies.read.",
    )


def _expiry(settings: Settings, patient: Diagnosis) -> Iterator[Finding]:
    day = today(patient.clock)
    if expiry := expiry_in(settings):
        if expiry.on is None and settings.client_certificate:
            yield fail("credential", "The certificate in CLIENT_CERTIFICATE cannot be read.")
        else:
            yield _end("credential", expiry, "SECRET_EXPIRES_ON", day)
    if expiry := sign_in_expiry_in(settings):
        yield _end("sign-in credential", expiry, "SIGN_IN_SECRET_EXPIRES_ON", day)


def _end(about: str, expiry: Expiry, setting: str, day: date) -> Finding:
    left, warning = expiry.days_left(day), expiry.warning(day)
    if left is None:
        return warn(
            about,
            f"Nobody has said when the {expiry.what} ends. Set {setting} to its day in Entra, or "
            "use a managed identity, which never ends.",
        )
    if left < 0:
        return fail(about, warning)
    good = f"The {expiry.what} is good until {expiry.on}."
    return warn(about, warning) if warning else ok(about, good)


async def _teams(settings: Settings, bot: Bot, patient: Diagnosis) -> Sequence[Finding]:
    if bot.credential is None:
        local = "Not compared: in local mode there is no bot. Give the bot's settings, too."
        return [skip("app package", local)] if patient.package else ()
    if patient.offline:
        return [
            skip("token, signing keys, clock, endpoint", "Not examined: --offline."),
            package(patient.package, bot),
        ]
    asked, of_sign_in, (keys, clock), way_in = await asyncio.gather(
        token(bot, bot.credential),
        sign_in(settings, bot),
        keys_and_clock(bot.metadata, patient.clock),
        endpoint(bot.site),
    )
    found = [asked, of_sign_in, keys, clock, way_in, package(patient.package, bot)]
    return [finding for finding in found if finding is not None]


async def _machine(settings: Settings, patient: Diagnosis) -> Sequence[Finding]:
    source = None if patient.offline else await machine.source(settings)
    return [
        *([source] if source else []),
        await machine.policies(settings, today(patient.clock)),
        await machine.meaning(settings),
        *await machine.database(settings, patient.clock),
        machine.folder(settings),
        machine.port(settings),
    ]


def _by_eye(bot: Bot) -> Iterator[Finding]:
    """What no program of ours may read: the Azure Bot and the Teams admin centre."""
    if bot.credential is None:
        return
    endpoint = f"{bot.site or 'https://<host>'}/api/messages"
    yield Finding(
        "Azure Bot",
        FindingStatus.LOOK,
        f"Under Configuration: messaging endpoint {endpoint}, app id {bot.app_id}, tenant "
        f"{bot.tenant}, and the app type of the first line. Under Channels: Microsoft Teams.",
    )
    yield Finding(
        "Teams",
        FindingStatus.LOOK,
        "In the Teams admin centre under Manage apps: the app is there, allowed, and its "
        "permission and setup policies reach the people who ask.",
    )
