"""What the channel needs to know of one bot."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.teams.auth import credentials
from bot.teams.auth.cloud import PUBLIC, Cloud


class ReplyStyle(StrEnum):
    """How replies are shown: as cards, or as plain text for people whose client draws none."""

    CARD = "card"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that the channel needs to know. `credential` None is local mode: no
    authentication, which the settings allow on loopback only. `site` has no slash at its end;
    `alone`: in a channel a person's own matters are shown to that person alone."""

    app_id: str = ""
    tenant: str = ""
    allowed_tenants: frozenset[str] = frozenset()
    service_hosts: tuple[str, ...] = ()
    cloud: Cloud = PUBLIC
    metadata: str = PUBLIC.metadata
    credential: credentials.Credential | None = field(default=None, repr=False)
    site: str = ""
    replies: ReplyStyle = ReplyStyle.CARD
    alone: bool = False
