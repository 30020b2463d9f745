"""The Teams channel of one bot, put into a server."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext, suppress
from importlib import import_module
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from bot.message import Responder
from bot.teams.teams_bot import Bot, ReplyStyle
from bot.teams.turn_claims import TurnClaims

if TYPE_CHECKING:  # they bring Microsoft's SDK: four hundred modules, read once the server is up
    from bot.teams.activity_handler import InOrder
    from bot.teams.channel_parts import ChannelParts
    from bot.teams.endpoint import Endpoint
    from bot.teams.inbound.message_extension import SupportsLookup
    from bot.teams.outbound.proactive_messages import NotificationSource

_PARTS = "bot.teams.channel_parts"

_LATER = 1
"""Seconds until the SDK is read where nobody has written: the pages' first answers come before."""

__all__ = ["Bot", "ReplyStyle", "TeamsChannel", "routes"]


class TeamsChannel:
    """What operators may ask of the channel once the server is up."""

    def __init__(self) -> None:
        self._parts: ChannelParts | None = None

    def attach(self, parts: "ChannelParts") -> None:
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
    finder: "SupportsLookup | None" = None,
    ledger: TurnClaims | None = None,
    post: "NotificationSource | None" = None,
    in_order: "InOrder" = lambda _: nullcontext(),
) -> TeamsChannel:
    """Add `POST /api/messages` to `app`, with everything that it opens and closes.

    `traces` are told of every call to Microsoft but those for tokens; without a `finder` there is
    no message extension, without a `post` nobody is told anything unasked. The `ledger` is shared
    with other processes that hear the same; `in_order` keeps what one person says in its order.
    """
    channel = TeamsChannel()
    wires: list[asyncio.Future[Endpoint]] = []
    wanted, ending = asyncio.Event(), asyncio.Event()

    async def serve(http: aiohttp.ClientSession) -> None:
        try:
            if bot.credential is None and _PARTS not in sys.modules:
                with suppress(TimeoutError):
                    await asyncio.wait_for(wanted.wait(), _LATER)
            made = await asyncio.to_thread(import_module, _PARTS)
            parts: ChannelParts = made.ChannelParts(
                bot, speaker, http, finder=finder, ledger=ledger, post=post, in_order=in_order
            )
        except Exception as error:
            wires[0].set_exception(error)
            raise
        channel.attach(parts)
        async with parts.sending():
            wires[0].set_result(parts.wire)
            await ending.wait()
        await parts.close()

    async def opened(_app: web.Application) -> AsyncIterator[None]:
        connections = aiohttp.TCPConnector(limit=100)
        async with aiohttp.ClientSession(
            connector=connections,
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=list(traces),
        ) as http:
            wires.append(asyncio.get_running_loop().create_future())
            serving = asyncio.create_task(serve(http), name="teams")
            if bot.credential is not None:  # readiness tells of its token and keys
                await asyncio.shield(wires[0])
            yield
            wanted.set()
            ending.set()
            await serving

    async def take(request: web.Request) -> web.Response:
        wanted.set()
        return await (await asyncio.shield(wires[0])).post(request)

    app.cleanup_ctx.append(opened)
    app.router.add_post("/api/messages", take)
    return channel
