"""What an operator sets, read once and refused whole if anything in it is unsafe or misspelt.

Names that Microsoft's bot template has are Microsoft's. A refusal names the setting and says
what to do about it, for everything that is wrong at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.teams.cloud import PUBLIC, is_loopback
from bot.teams.door import ReplyStyle
from bot.teams.keys import may_fetch

KNOWN = {
    "CLIENT_ID": "the bot's app id; empty: local mode, on this machine only",
    "TENANT_ID": "the tenant in which the bot is registered",
    "BOT_TYPE": "SingleTenant (default) or UserAssignedMsi",
    "CLIENT_SECRET": "the bot's secret, if that is its credential",
    "CLIENT_CERTIFICATE": "a PEM file with key and certificate, if that is its credential",
    "FEDERATED_CLIENT_ID": "the managed identity that the app registration trusts, likewise",
    "ALLOWED_TENANTS": "tenants whose people may talk to the bot, with commas",
    "ALLOWED_SERVICE_HOSTS": "hosts that replies may go to besides Microsoft's, with commas",
    "BOT_OPENID_METADATA": "where the keys of inbound tokens are (government clouds)",
    "HOST": "the address to listen on; 127.0.0.1 by default",
    "PORT": "the port to listen on; 3978 by default",
    "PUBLIC_URL": "where people's browsers reach this server, for links in cards",
    "REPLY_STYLE": "card (default), or text for plain-text replies in Teams",
    "POLICIES": "the folder of policies; policies/ by default",
    "WATCH_POLICIES": "notices (default), or polling for a share that sends no notices",
    "DATA_FOLDER": "the folder for what is kept; data/ by default",
    "DATABASE_URL": "where ideas and the journal are kept; SQLite in DATA_FOLDER by default",
}

_FEDERATED_FILE = "AZURE_FEDERATED_TOKEN_FILE"
"""Set by the platform (workload identity), not by an operator."""

_ONLY_WITH_A_BOT = (
    "TENANT_ID",
    "BOT_TYPE",
    "CLIENT_SECRET",
    "CLIENT_CERTIFICATE",
    "FEDERATED_CLIENT_ID",
    "ALLOWED_TENANTS",
    "BOT_OPENID_METADATA",
)

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|\[?[0-9a-f:]*:[0-9a-f:]*\]?", re.IGNORECASE)


class BotType(StrEnum):
    SINGLE_TENANT = "SingleTenant"
    USER_ASSIGNED_IDENTITY = "UserAssignedMsi"


class Watch(StrEnum):
    """How a change in the policy folder is noticed."""

    NOTICES = "notices"
    POLLING = "polling"


class Refused(Exception):  # noqa: N818 - it names the outcome
    """The settings are not safe to start with; `problems` has a sentence for each reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked settings. Without a `client_id` the app is in local mode."""

    client_id: str = ""
    tenant_id: str = ""
    bot_type: BotType = BotType.SINGLE_TENANT
    client_secret: str = field(default="", repr=False)
    client_certificate: str = field(default="", repr=False)
    federated_client_id: str = ""
    federated_token_file: str = ""
    allowed_tenants: frozenset[str] = frozenset()
    allowed_service_hosts: tuple[str, ...] = ()
    bot_openid_metadata: str = PUBLIC.metadata
    host: str = "127.0.0.1"
    port: int = 3978
    public_url: str = ""
    reply_style: ReplyStyle = ReplyStyle.CARD
    policies: Path = Path("policies")
    watch: Watch = Watch.NOTICES
    data: Path = Path("data")
    database_url: str = ""

    @property
    def is_local(self) -> bool:
        return not self.client_id

    @classmethod
    def read(
        cls, environment: Mapping[str, str], dotenv: Mapping[str, str], home: Path
    ) -> "Settings":
        """The settings in the environment and, below it, in the `.env` file.

        Relative paths start at `home`. Raises Refused.
        """
        names = {name: value.strip() for name, value in {**dotenv, **environment}.items()}
        given = {name: names.get(name, "") for name in (*KNOWN, _FEDERATED_FILE)}
        problems = [*_misspelt(environment, dotenv), *_problems(given, home)]
        if problems:
            raise Refused(problems)
        certificate = given["CLIENT_CERTIFICATE"]
        return cls(
            client_id=given["CLIENT_ID"],
            tenant_id=given["TENANT_ID"],
            bot_type=_bot_type(given["BOT_TYPE"]) or BotType.SINGLE_TENANT,
            client_secret=given["CLIENT_SECRET"],
            client_certificate=(home / certificate).read_text() if certificate else "",
            federated_client_id=given["FEDERATED_CLIENT_ID"],
            federated_token_file=given[_FEDERATED_FILE],
            allowed_tenants=frozenset(_listed(given["ALLOWED_TENANTS"])),
            allowed_service_hosts=_listed(given["ALLOWED_SERVICE_HOSTS"]),
            bot_openid_metadata=given["BOT_OPENID_METADATA"] or PUBLIC.metadata,
            host=given["HOST"] or "127.0.0.1",
            port=int(given["PORT"] or 3978),
            public_url=given["PUBLIC_URL"].rstrip("/"),
            reply_style=ReplyStyle(given["REPLY_STYLE"].lower() or ReplyStyle.CARD),
            policies=home / (given["POLICIES"] or "policies"),
            watch=Watch(given["WATCH_POLICIES"].lower() or Watch.NOTICES),
            data=home / (given["DATA_FOLDER"] or "data"),
            database_url=given["DATABASE_URL"],
        )


def _misspelt(environment: Mapping[str, str], dotenv: Mapping[str, str]) -> Iterator[str]:
    """Names that were meant as ours: all of `.env` is ours; the environment is everybody's, so
    there only a name close to one of ours counts."""
    for name in dotenv:
        if name not in KNOWN and name != _FEDERATED_FILE:
            yield f"{name} in .env is not a setting of ours. Did you mean {_nearest(name)}?"
    for name in environment:
        nearest = _nearest(name)
        if name not in KNOWN and _is_slip(name, nearest):
            yield f"{name} is not a setting of ours. Did you mean {nearest}? Rename or unset it."


def _nearest(name: str) -> str:
    return min(KNOWN, key=lambda known: OSA.distance(name.upper(), known))


def _is_slip(name: str, known: str) -> bool:
    """Short names have too many honest neighbours (HOST, HOME); long ones may be two off."""
    distance = OSA.distance(name.upper(), known)
    return distance == 0 or (distance <= 2 and len(known) >= 8 and len(name) >= 8)


def _problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    yield from _bot_problems(given, home) if given["CLIENT_ID"] else _local_problems(given)
    if not given["PORT"].isascii() or not (given["PORT"] or "1").isdigit():
        yield "PORT must be a number, for example 3978."
    elif int(given["PORT"] or 1) > 65535:
        yield "PORT must be at most 65535."
    public = given["PUBLIC_URL"]
    if public and ("?" in public or "#" in public or not may_fetch(public)):
        yield "PUBLIC_URL must begin with https:// (http:// only for this machine)."
    if given["REPLY_STYLE"].lower() not in ("", *ReplyStyle):
        yield "REPLY_STYLE must be card or text."
    if given["WATCH_POLICIES"].lower() not in ("", *Watch):
        yield "WATCH_POLICIES must be notices or polling."
    for host in _listed(given["ALLOWED_SERVICE_HOSTS"]):
        if not _HOST.fullmatch(host) or (host.startswith("*.") and host.count(".") < 2):
            yield (
                f"ALLOWED_SERVICE_HOSTS: {host} is not a host name. "
                "Give names as smba.example.org or *.example.org, without https://."
            )


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
    tenants = _listed(given["ALLOWED_TENANTS"])
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


def _credential_problems(given: Mapping[str, str], home: Path) -> Iterator[str]:
    kind = _bot_type(given["BOT_TYPE"])
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
    elif kind is BotType.SINGLE_TENANT and not named and not given[_FEDERATED_FILE]:
        yield (
            "The bot has no credential. Set CLIENT_SECRET, CLIENT_CERTIFICATE or "
            "FEDERATED_CLIENT_ID, or BOT_TYPE to UserAssignedMsi."
        )
    if given["FEDERATED_CLIENT_ID"] and not _GUID.fullmatch(given["FEDERATED_CLIENT_ID"]):
        yield "FEDERATED_CLIENT_ID must be the client id of a managed identity."
    if given["CLIENT_CERTIFICATE"] and not _is_pem(home / given["CLIENT_CERTIFICATE"]):
        yield (
            "CLIENT_CERTIFICATE must be the path of a readable PEM file "
            "with the private key and the certificate."
        )


def _bot_type(name: str) -> BotType | None:
    if not name:
        return BotType.SINGLE_TENANT
    return next((kind for kind in BotType if kind.lower() == name.lower()), None)


def _is_pem(path: Path) -> bool:
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError):
        return False
    return "PRIVATE KEY-----" in text and "BEGIN CERTIFICATE-----" in text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
