"""The parts of the Teams channel for one bot, and with them Microsoft's SDK.

A file of its own, because the SDK is four hundred modules: the server answers at its pages while a
thread reads them.
"""

import time
from contextlib import AbstractAsyncContextManager, nullcontext

import aiohttp

from bot.message import Responder
from bot.teams.activity_handler import InOrder, TeamsHandler
from bot.teams.auth import credentials
from bot.teams.auth.authentication import (
    Authentication,
    ConnectorAuthentication,
    LocalAuthentication,
)
from bot.teams.auth.cloud import ServiceHosts
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.endpoint import Endpoint
from bot.teams.inbound.message_extension import SupportsLookup
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import Connectors
from bot.teams.outbound.proactive_messages import NotificationSource, Sender
from bot.teams.teams_bot import Bot, ReplyStyle
from bot.teams.turn_claims import TurnClaims

_GOODBYE = 10
"""Seconds that turns under way get when the process is told to end."""


class ChannelParts:
    """Everything that takes, answers and sends for one bot."""

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
        self._sender = (
            Sender(post, connectors, handler.sender.drawn, time.monotonic) if post else None
        )
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
