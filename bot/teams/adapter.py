"""The Teams channel, put together: the parts of this package for one bot."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum

import aiohttp
from aiohttp import web

from bot.message import Responder
from bot.teams.activity_handler import InOrder, TeamsHandler
from bot.teams.auth import credentials
from bot.teams.auth.authentication import (
    Authentication,
    ConnectorAuthentication,
    LocalAuthentication,
)
from bot.teams.auth.cloud import PUBLIC, Cloud, ServiceHosts
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.endpoint import Endpoint
from bot.teams.inbound.message_extension import SupportsLookup
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import Connectors
from bot.teams.outbound.proactive_messages import NotificationSource, Sender
from bot.teams.turn_claims import TurnClaims

_GOODBYE = 10
"""Seconds that turns under way get when the process is told to end."""


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


class TeamsChannel:
    """What operators may ask of the channel once the server is up."""

    def __init__(self) -> None:
        self._parts: _Parts | None = None

    def attach(self, parts: "_Parts") -> None:
        self._parts = parts

    def problems(self) -> dict[str, str]:
        """For each thing that the channel needs of Microsoft, why it is missing, or "".

        `token` is for replies, `keys` for letting anybody in; local mode needs nothing.
        Never waits: the answer is as of the last attempt, and one that is due is begun.
        """
        parts = self._parts
        if parts is None or parts.token is None or parts.keys is None:
            return {}
        return {"token": parts.token.problem(), "keys": parts.keys.problem()}


def routes(
    bot: Bot,
    speaker: Responder,
    app: web.Application,
    traces: Sequence[aiohttp.TraceConfig] = (),
    *,
    finder: SupportsLookup | None = None,
    ledger: TurnClaims | None = None,
    post: NotificationSource | None = None,
    in_order: InOrder = lambda _: nullcontext(),
) -> TeamsChannel:
    """Add `POST /api/messages` to `app`, with everything that it opens and closes.

    `traces` are told of every call to Microsoft but those for tokens; without a `finder` there is
    no message extension, without a `post` nobody is told anything unasked. The `ledger` is shared
    with other processes that hear the same; `in_order` keeps what one person says in its order.
    """
    channel = TeamsChannel()
    wires: list[Endpoint] = []

    async def opened(_app: web.Application) -> AsyncIterator[None]:
        connections = aiohttp.TCPConnector(limit=100)
        async with aiohttp.ClientSession(
            connector=connections,
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=list(traces),
        ) as http:
            parts = _Parts(
                bot, speaker, http, finder=finder, ledger=ledger, post=post, in_order=in_order
            )
            wires.append(parts.wire)
            channel.attach(parts)
            async with parts.sending():
                yield
            await parts.close()

    async def take(request: web.Request) -> web.Response:
        return await wires[0].post(request)

    app.cleanup_ctx.append(opened)
    app.router.add_post("/api/messages", take)
    return channel


class _Parts:
    def __init__(
        self,
        bot: Bot,
        speaker: Responder,
        http: aiohttp.ClientSession,
        *,
        finder: SupportsLookup | None,
        ledger: TurnClaims | None,
        post: NotificationSource | None,
        in_order: InOrder,
    ) -> None:
        self.keys: SigningKeys | None = None
        self.token: OutboundToken | None = None
        authentication: Authentication
        if bot.credential is None:
            hosts = ServiceHosts(("localhost", "127.0.0.1", "::1", *bot.service_hosts))
            connectors = Connectors(http, hosts, _no_token)
            authentication = LocalAuthentication(connectors, hosts)
        else:
            hosts = ServiceHosts((*bot.cloud.service_hosts, *bot.service_hosts))
            self.token = OutboundToken(
                credentials.source(
                    bot.credential,
                    app_id=bot.app_id,
                    tenant=bot.tenant,
                    cloud=bot.cloud,
                    http=credentials.TimeoutSession(),
                ),
                time.time,
            )
            connectors = Connectors(http, hosts, self.token)
            self.keys = SigningKeys(http, bot.metadata, time.monotonic)
            authentication = ConnectorAuthentication(
                app_id=bot.app_id,
                tenants=bot.allowed_tenants,
                cloud=bot.cloud,
                keys=self.keys,
                hosts=hosts,
                connectors=connectors,
            )
        as_text = bot.replies is ReplyStyle.TEXT
        handler = TeamsHandler(
            speaker,
            finder=finder,
            post=post,
            in_order=in_order,
            site=bot.site,
            as_text=as_text,
            alone=bot.alone,
        )
        self._sender = Sender(post, connectors, handler.drawn, time.monotonic) if post else None
        self.wire = Endpoint(authentication, handler, time.monotonic, ledger)

    def sending(self) -> AbstractAsyncContextManager[None]:
        """Telling people what they did not ask for, while the block runs."""
        return self._sender.working() if self._sender else nullcontext()

    async def close(self) -> None:
        await self.wire.drain(_GOODBYE)
        for part in (self.keys, self.token):
            if part is not None:
                await part.close()


async def _no_token() -> str:
    return ""
