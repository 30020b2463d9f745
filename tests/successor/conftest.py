"""The product's own tests at the wire, with the successor's channel adapter in the middle."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.teams.teams_bot import Bot
from tests.bot.teams.conftest import Parrot, Teams, bot, key, parrot, side
from tests.microsoft import Microsoft, serving
from tests.successor import successor_adapter

__all__ = ["bot", "key", "parrot", "side"]


@pytest.fixture
async def teams(bot: Bot, side: Microsoft, parrot: Parrot) -> AsyncIterator[Teams]:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    successor_adapter.routes(bot, parrot, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)
