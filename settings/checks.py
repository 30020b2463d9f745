"""What is refused before the app starts, and why: a sentence each that names the setting and says
what to do about it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from bot.messages.language import Language, of_locale
from bot.teams.auth.cloud import PUBLIC, is_loopback
from bot.teams.auth.signing_keys import may_fetch
from bot.teams.teams_bot import ReplyStyle
from settings.kinds import (
    FEDERATED_FILE,
    KNOWN,
    OWN_MODELS,
    AgentAccess,
    BotType,
    LogFormat,
    PolicySource,
    Readers,
    Watch,
)

_ONLY_WITH_A_BOT = (
    "TENANT_ID",
    "BOT_TYPE",
    "CLIENT_SECRET",
    "SECRET_EXPIRES_ON",
    "CLIENT_CERTIFICATE",
    "FEDERATED_CLIENT_ID",
    "ALLOWED_TENANTS",
    "BOT_OPENID_METADATA",
    "SIGN_IN_SECRET",
    "SIGN_IN_SECRET_EXPIRES_ON",
    "POLICY_READERS",
)

SHORTEST_SECRET = 12
"""Characters of STATE_SECRET at least."""

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_CHANNEL = re.compile(r"19:[A-Za-z0-9_.+/=-]+@[A-Za-z0-9.]+")
_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|\[?[0-9a-f:]*:[0-9a-f:]*\]?", re.IGNORECASE)


_CHOICES: Mapping[str, type[StrEnum]] = {
    "REPLY_STYLE": ReplyStyle,
    "POLICY_READERS": Readers,
    "AGENT_ACCESS": AgentAccess,
    "LOG_FORMAT": LogFormat,
    "WATCH_POLICIES": Watch,
}


def problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    yield from _bot_problems(given, home) if given["CLIENT_ID"] else _local_problems(given)
    for name in ("PORT", "METRICS_PORT"):
        yield from _port_problems(name, given[name])
    yield from _source_problems(given)
    yield from _agent_problems(given)
    for name in ("MESSAGES_PER_PERSON", "MESSAGES_PER_TENANT"):
        if given[name] and not (given[name].isascii() and given[name].isdigit()):
            yield f"{name} must be a number of messages a minute, or 0 for any number."
    if any(len(secret) < SHORTEST_SECRET for secret in listed(given["STATE_SECRET"])):
        yield (
            f"STATE_SECRET is shorter than {SHORTEST_SECRET} characters. Make one that nobody can "
            "guess, for example with: openssl rand -hex 32."
        )
    if given["METRICS_PORT"] and given["METRICS_PORT"] == (given["PORT"] or "3978"):
        yield "METRICS_PORT is the same as PORT. Give the figures a port of their own, or unset it."
    public = given["PUBLIC_URL"]
    if public and ("?" in public or "#" in public or not may_fetch(public)):
        yield "PUBLIC_URL must begin with https:// (http:// only for this machine)."
    yield from _switch_problems(given)
    yield from _model_problems(given, home)
    if given["LANGUAGE"] and of_locale(given["LANGUAGE"]) is None:
        yield f"LANGUAGE must be {' or '.join(Language)}."
    for name, choices in _CHOICES.items():
        if given[name].lower() not in ("", *choices):
            yield f"{name} must be {' or '.join(choices)}."
    if given["IDEAS_CHANNEL"] and not _CHANNEL.fullmatch(given["IDEAS_CHANNEL"]):
        yield (
            "IDEAS_CHANNEL must be a channel's id such as 19:abc@thread.tacv2. Mention the bot in "
            "the channel with “post new ideas here”: it answers with the id."
        )
    for host in listed(given["ALLOWED_SERVICE_HOSTS"]):
        if not _HOST.fullmatch(host) or (host.startswith("*.") and host.count(".") < 2):
            yield (
                f"ALLOWED_SERVICE_HOSTS: {host} is not a host name. "
                "Give names as smba.example.org or *.example.org, without https://."
            )


def _switch_problems(given: Mapping[str, str]) -> Iterator[str]:
    for name in ("STAFF_PAGE", "PRIVATE_IN_CHANNELS"):
        if given[name].lower() not in {"", "on", "off"}:
            yield f"{name} must be on or off."


def _model_problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    for name in OWN_MODELS:
        folder, digest = given[name], given[f"{name}_DIGEST"]
        if folder and not (home / folder).is_dir():
            yield f"{name} is {folder}, which is no folder. Name the one that holds the model."
        elif folder and not _SHA256.fullmatch(digest):
            yield (
                f"{name} needs its digest, 64 hex digits, in {name}_DIGEST. Where the model comes "
                f"from whom you trust: python3 run.py knowledge evaluate --{name.lower()} {folder} "
                "prints it."
            )
        elif digest and not folder:
            yield f"{name}_DIGEST is set, but {name} is empty. Set that, or unset {name}_DIGEST."
    milliseconds = given["RERANKER_MILLISECONDS"]
    if milliseconds and not (milliseconds.isascii() and milliseconds.isdigit()):
        yield "RERANKER_MILLISECONDS must be a number of milliseconds."


def _source_problems(given: Mapping[str, str]) -> Iterator[str]:
    source, minutes = given["POLICY_SOURCE"].lower(), given["POLICY_SOURCE_MINUTES"]
    if source not in ("", *PolicySource):
        yield "POLICY_SOURCE must be folder, sharepoint or git."
    for kind, prefix in ((PolicySource.SHAREPOINT, "SHAREPOINT_"), (PolicySource.GIT, "GIT_")):
        for name in (name for name in KNOWN if name.startswith(prefix)):
            if given[name] and source != kind and source in ("", *PolicySource):
                yield f"{name} is set, but POLICY_SOURCE is not {kind}. Set that, or unset {name}."
    if source == PolicySource.SHAREPOINT:
        if not given["CLIENT_ID"]:
            yield "POLICY_SOURCE is sharepoint, which needs the bot's CLIENT_ID and credential."
        site = urlsplit(given["SHAREPOINT_SITE"])
        if site.scheme != "https" or not site.hostname or site.query or site.fragment:
            yield "SHAREPOINT_SITE must be the site's address: https://<name>.sharepoint.com/sites/..."
    if source == PolicySource.GIT and not given["GIT_ADDRESS"]:
        yield "POLICY_SOURCE is git, but GIT_ADDRESS is empty. Set it to the repository's address."
    if given["GIT_ADDRESS"].startswith("-"):
        yield "GIT_ADDRESS must be an address or a path."
    if not minutes.isascii() or not (minutes or "5").isdigit() or int(minutes or 5) < 1:
        yield "POLICY_SOURCE_MINUTES must be a number of minutes, 1 or more."


def _port_problems(name: str, port: str) -> Iterator[str]:
    if not port.isascii() or not (port or "1").isdigit():
        yield f"{name} must be a number, for example 3978."
    elif not 0 < int(port or 1) <= 65535:
        yield f"{name} must be between 1 and 65535."


def _local_problems(given: Mapping[str, str]) -> Iterator[str]:
    for name in _ONLY_WITH_A_BOT:
        if given[name]:
            yield (
                f"CLIENT_ID is empty although {name} is set. "
                f"Set CLIENT_ID to the bot's app id, or unset {name} for local mode."
            )
    if not is_loopback(given["HOST"] or "127.0.0.1"):
        yield (
            f"HOST is {given['HOST']} but CLIENT_ID is empty: without authentication the app "
            "listens on this machine only. Set CLIENT_ID, or HOST to 127.0.0.1."
        )


def _bot_problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    for name in ("CLIENT_ID", "TENANT_ID"):
        if not _GUID.fullmatch(given[name]):
            yield f"{name} must be an id such as 00000000-0000-0000-0000-000000000000."
    tenants = listed(given["ALLOWED_TENANTS"])
    if not tenants:
        yield (
            "ALLOWED_TENANTS is empty: nobody could be let in. "
            "Set it to the council's tenant id (usually the same as TENANT_ID)."
        )
    for tenant in tenants:
        if not _GUID.fullmatch(tenant):
            yield f"ALLOWED_TENANTS: {tenant} is not a tenant id."
    if not may_fetch(given["BOT_OPENID_METADATA"] or PUBLIC.metadata):
        yield "BOT_OPENID_METADATA must begin with https:// (http:// only for this machine)."
    yield from _credential_problems(given, home)
    yield from _sign_in_problems(given)


def _credential_problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    kind = bot_type(given["BOT_TYPE"])
    named = [
        name
        for name in ("CLIENT_SECRET", "CLIENT_CERTIFICATE", "FEDERATED_CLIENT_ID")
        if given[name]
    ]
    if kind is None:
        yield (
            f"BOT_TYPE is {given['BOT_TYPE']}. Set it to SingleTenant or UserAssignedMsi; "
            "Microsoft ended the creation of other bots in July 2025."
        )
    elif kind is BotType.USER_ASSIGNED_IDENTITY and named:
        yield f"BOT_TYPE is UserAssignedMsi and needs no credential. Unset {' and '.join(named)}."
    elif kind is BotType.SINGLE_TENANT and len(named) > 1:
        yield f"{' and '.join(named)} are both set. Keep one of them: a bot has one credential."
    elif kind is BotType.SINGLE_TENANT and not named and not given[FEDERATED_FILE]:
        yield (
            "The bot has no credential. Set CLIENT_SECRET, CLIENT_CERTIFICATE or "
            "FEDERATED_CLIENT_ID, or BOT_TYPE to UserAssignedMsi."
        )
    if _GUID.fullmatch(given["CLIENT_SECRET"]):
        yield (
            "CLIENT_SECRET looks like a secret's id, not its value. Entra shows the value only "
            "once, in the column Value: make a new secret and copy that."
        )
    for name in ("SECRET_EXPIRES_ON", "SIGN_IN_SECRET_EXPIRES_ON"):
        if given[name] and day_of(given[name]) is None:
            yield f"{name} must be a date such as 2027-11-30."
    if given["FEDERATED_CLIENT_ID"] and not _GUID.fullmatch(given["FEDERATED_CLIENT_ID"]):
        yield "FEDERATED_CLIENT_ID must be the client id of a managed identity."
    if given["CLIENT_CERTIFICATE"] and not _is_pem(home / given["CLIENT_CERTIFICATE"]):
        yield (
            "CLIENT_CERTIFICATE must be the path of a readable PEM file "
            "with the private key and the certificate."
        )


def _sign_in_problems(given: Mapping[str, str]) -> Iterator[str]:
    app, secret = given["SIGN_IN_CLIENT_ID"], given["SIGN_IN_SECRET"]
    is_identity = bot_type(given["BOT_TYPE"]) is BotType.USER_ASSIGNED_IDENTITY
    trusts = is_identity or given["FEDERATED_CLIENT_ID"] or given[FEDERATED_FILE]
    is_the_bots = app.lower() == given["CLIENT_ID"].lower()
    if not app and secret:
        yield "SIGN_IN_SECRET is set but SIGN_IN_CLIENT_ID is not. Set both, or neither."
    if not app:
        return
    if not _GUID.fullmatch(app):
        yield "SIGN_IN_CLIENT_ID must be an id such as 00000000-0000-0000-0000-000000000000."
    if not given["PUBLIC_URL"]:
        yield (
            "PUBLIC_URL is empty although SIGN_IN_CLIENT_ID is set. Set it to the address that "
            "people's browsers use: Entra sends them back there."
        )
    if is_the_bots and is_identity:
        yield (
            "SIGN_IN_CLIENT_ID is the bot's managed identity, with which nobody can sign in. Make "
            "an app registration and set SIGN_IN_CLIENT_ID to its application (client) id."
        )
    elif is_the_bots and secret:
        yield "SIGN_IN_SECRET is not needed: it is the bot's own registration. Unset it."
    elif not is_the_bots and not secret and not trusts:
        yield (
            "The registration in SIGN_IN_CLIENT_ID has no credential. Set SIGN_IN_SECRET, or let "
            "it trust a managed identity and set FEDERATED_CLIENT_ID."
        )
    if _GUID.fullmatch(secret):
        yield (
            "SIGN_IN_SECRET looks like a secret's id, not its value. Make a new secret and copy "
            "its Value."
        )


def _agent_problems(given: Mapping[str, str]) -> Iterator[str]:
    is_on = given["AGENT_ACCESS"].lower() == AgentAccess.ON
    if is_on and given["CLIENT_ID"] and not given["SIGN_IN_CLIENT_ID"]:
        yield (
            "AGENT_ACCESS is on, but SIGN_IN_CLIENT_ID is empty, so no token of an agent could be "
            "checked. Set it (docs/agents.md), or leave AGENT_ACCESS off."
        )


def bot_type(name: str) -> BotType | None:
    if not name:
        return BotType.SINGLE_TENANT
    return next((kind for kind in BotType if kind.lower() == name.lower()), None)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_pem(path: Path) -> bool:
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError):
        return False
    return "PRIVATE KEY-----" in text and "BEGIN CERTIFICATE-----" in text


def listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
