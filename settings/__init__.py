"""What an operator sets, read once and refused whole if anything in it is unsafe or misspelt.

Names that Microsoft's bot template has are Microsoft's. A refusal names the setting and says
what to do about it, for everything that is wrong at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.messages.language import Language, of_locale
from bot.teams.auth.cloud import PUBLIC
from bot.teams.teams_bot import ReplyStyle
from knowledge.index.installed import OwnModels
from knowledge.index.model_folder import OwnModel
from knowledge.index.reranker import SECONDS
from settings.checks import bot_type, day_of, listed, problems
from settings.kinds import (
    FEDERATED_FILE,
    KNOWN,
    MESSAGES_PER_PERSON,
    MESSAGES_PER_TENANT,
    OWN_MODELS,
    AgentAccess,
    BotType,
    LogFormat,
    PolicySource,
    Readers,
    Watch,
)
from settings.misspelt import misspelt
from sources.git import Repository
from sources.sharepoint import DocumentLibrary

__all__ = [
    "KNOWN",
    "AgentAccess",
    "BotType",
    "LogFormat",
    "PolicySource",
    "Readers",
    "Settings",
    "SettingsError",
    "Watch",
]


class SettingsError(Exception):
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
    secret_expires_on: date | None = None
    client_certificate: str = field(default="", repr=False)
    federated_client_id: str = ""
    federated_token_file: str = ""
    allowed_tenants: frozenset[str] = frozenset()
    allowed_service_hosts: tuple[str, ...] = ()
    bot_openid_metadata: str = PUBLIC.metadata
    host: str = "127.0.0.1"
    port: int = 3978
    public_url: str = ""
    sign_in_client_id: str = ""
    sign_in_secret: str = field(default="", repr=False)
    sign_in_secret_expires_on: date | None = None
    policy_readers: Readers = Readers.TENANT
    agent_access: AgentAccess = AgentAccess.OFF
    reply_style: ReplyStyle = ReplyStyle.CARD
    private_in_channels: bool = False
    own_models: OwnModels = field(default_factory=OwnModels)
    policies: Path = Path("policies")
    policies_first: Path | None = None
    watch: Watch = Watch.NOTICES
    policy_source: PolicySource = PolicySource.FOLDER
    source_minutes: int = 5
    sharepoint: DocumentLibrary = field(default_factory=DocumentLibrary)
    git: Repository = field(default_factory=Repository, repr=False)
    data: Path = Path("data")
    database_url: str = field(default="", repr=False)
    state_secrets: tuple[str, ...] = field(default=(), repr=False)
    language: Language | None = None
    per_person: int = 0
    per_tenant: int = 0
    ideas_channel: str = ""
    staff_page: bool = True
    log_format: LogFormat = LogFormat.TEXT
    metrics_port: int = 0
    insights: str = field(default="", repr=False)

    @property
    def database(self) -> str | Path:
        """Where the database is: an address, or the folder of a SQLite file."""
        return self.database_url or self.data

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
        given = {name: names.get(name, "") for name in (*KNOWN, FEDERATED_FILE)}
        found = [*misspelt(environment, dotenv), *problems(given, home)]
        if found:
            raise SettingsError(found)
        certificate = given["CLIENT_CERTIFICATE"]
        by_default = LogFormat.JSON if given["CLIENT_ID"] else LogFormat.TEXT
        return cls(
            client_id=given["CLIENT_ID"],
            tenant_id=given["TENANT_ID"],
            bot_type=bot_type(given["BOT_TYPE"]) or BotType.SINGLE_TENANT,
            client_secret=given["CLIENT_SECRET"],
            secret_expires_on=day_of(given["SECRET_EXPIRES_ON"]),
            client_certificate=(home / certificate).read_text() if certificate else "",
            federated_client_id=given["FEDERATED_CLIENT_ID"],
            federated_token_file=given[FEDERATED_FILE],
            allowed_tenants=frozenset(listed(given["ALLOWED_TENANTS"])),
            allowed_service_hosts=listed(given["ALLOWED_SERVICE_HOSTS"]),
            bot_openid_metadata=given["BOT_OPENID_METADATA"] or PUBLIC.metadata,
            host=given["HOST"] or "127.0.0.1",
            port=int(given["PORT"] or 3978),
            public_url=given["PUBLIC_URL"].rstrip("/"),
            sign_in_client_id=given["SIGN_IN_CLIENT_ID"],
            sign_in_secret=given["SIGN_IN_SECRET"],
            sign_in_secret_expires_on=day_of(given["SIGN_IN_SECRET_EXPIRES_ON"]),
            policy_readers=Readers(given["POLICY_READERS"].lower() or Readers.TENANT),
            agent_access=AgentAccess(given["AGENT_ACCESS"].lower() or AgentAccess.OFF),
            reply_style=ReplyStyle(given["REPLY_STYLE"].lower() or ReplyStyle.CARD),
            private_in_channels=given["PRIVATE_IN_CHANNELS"].lower() == "on",
            own_models=_own_models(given, home),
            policies=home / (given["POLICIES"] or "policies"),
            policies_first=home / given["POLICIES_FIRST"] if given["POLICIES_FIRST"] else None,
            watch=Watch(given["WATCH_POLICIES"].lower() or Watch.NOTICES),
            policy_source=PolicySource(given["POLICY_SOURCE"].lower() or PolicySource.FOLDER),
            source_minutes=int(given["POLICY_SOURCE_MINUTES"] or 5),
            sharepoint=DocumentLibrary(
                given["SHAREPOINT_SITE"].rstrip("/"),
                given["SHAREPOINT_LIBRARY"] or "Documents",
                given["SHAREPOINT_FOLDER"].strip("/"),
            ),
            git=Repository(
                given["GIT_ADDRESS"], given["GIT_BRANCH"] or "main", given["GIT_FOLDER"].strip("/")
            ),
            data=home / (given["DATA_FOLDER"] or "data"),
            database_url=given["DATABASE_URL"],
            state_secrets=_state_secrets(given),
            language=of_locale(given["LANGUAGE"]),
            per_person=_limit(given, "MESSAGES_PER_PERSON", MESSAGES_PER_PERSON),
            per_tenant=_limit(given, "MESSAGES_PER_TENANT", MESSAGES_PER_TENANT),
            ideas_channel=given["IDEAS_CHANNEL"],
            staff_page=given["STAFF_PAGE"].lower() != "off",
            log_format=LogFormat(given["LOG_FORMAT"].lower() or by_default),
            metrics_port=int(given["METRICS_PORT"] or 0),
            insights=given["APPLICATIONINSIGHTS_CONNECTION_STRING"],
        )


def _state_secrets(given: Mapping[str, str]) -> tuple[str, ...]:
    """What was set for it, the one in use first; else the secret that all replicas have anyway."""
    anyway = (given[name] for name in ("CLIENT_SECRET", "SIGN_IN_SECRET") if given[name])
    return listed(given["STATE_SECRET"]) or tuple(anyway)[:1]


def _own_models(given: Mapping[str, str], home: Path) -> OwnModels:
    encoder, reranker = (
        OwnModel(home / given[name], given[f"{name}_DIGEST"]) if given[name] else None
        for name in OWN_MODELS
    )
    milliseconds = given["RERANKER_MILLISECONDS"]
    seconds = int(milliseconds) / 1000 if milliseconds else SECONDS
    return OwnModels(encoder, reranker, seconds)


def _limit(given: Mapping[str, str], name: str, with_a_bot: int) -> int:
    return int(given[name] or (with_a_bot if given["CLIENT_ID"] else 0))
