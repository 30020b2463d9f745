"""The endpoint for agents on a real server, with a store, a rate limit and a directory that
signs."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.answering.answer_log import AnswerLog
from bot.answering.kill_switch import KillSwitch
from bot.answering.quoting import Quoting
from bot.middleware.rate_limit import RateLimited
from storage import Store
from tests.bot.ideas.idea_chats import library
from tests.databases import SetClock
from tests.provider import SAM, Provider
from tests.web.made_up import MadeUpConversation, made_up_site
from web.agents.agent_routes import add_agents
from web.auth.entra_client import Registration
from web.auth.setup import AuthSetup

SITE = "https://assistant.council.example"
PER_PERSON = 20

Json = dict[str, Any]


@pytest.fixture
def set_clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, set_clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, set_clock)
    yield opened
    await opened.close()


def site_for_agents(
    store: Store, clock: SetClock, registration: Registration | None
) -> web.Application:
    """The pages of a made-up council, which agents may read."""
    entrance = AuthSetup(local=registration is None, site=SITE, sign_in=registration)
    guild = library()
    app = made_up_site(
        MadeUpConversation(), clock, entrance=entrance, store=lambda: store, library=lambda: guild
    )
    pauses = KillSwitch(lambda: store, lambda: clock().timestamp())
    paced = RateLimited(
        MadeUpConversation(), lambda: clock().timestamp(), per_person=PER_PERSON, per_tenant=500
    )
    quoting = Quoting(lambda: guild, pauses, AnswerLog(lambda: store), SITE)
    add_agents(app, quoting, paced.turn, registration)
    return app


@dataclass
class Agent:
    """A program that asks, by hand; `token` is what it brings."""

    client: TestClient[Any, Any]
    token: str = ""

    async def post(self, body: object, **headers: str) -> ClientResponse:
        held = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        return await self.client.post("/mcp", data=data, headers={**kind, **held, **headers})

    async def ask(self, method: str, **params: object) -> Json:
        sent = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        found: Json = await (await self.post(sent)).json()
        return found

    async def call(self, tool: str, **arguments: object) -> Json:
        found: Json = (await self.ask("tools/call", name=tool, arguments=arguments))["result"]
        return found


NewAgent = Callable[[Registration | None], Awaitable[Agent]]


@pytest.fixture
def new_agent(store: Store, set_clock: SetClock, aiohttp_client: AiohttpClient) -> NewAgent:
    async def arrive(registration: Registration | None) -> Agent:
        return Agent(await aiohttp_client(site_for_agents(store, set_clock, registration)))

    return arrive


@pytest.fixture
async def agent(new_agent: NewAgent) -> Agent:
    """One on this computer, in local mode."""
    return await new_agent(None)


@pytest.fixture
async def signed(new_agent: NewAgent, provider: Provider) -> Agent:
    """One with a good token."""
    found = await new_agent(provider.registration(SITE))
    found.token = provider.token(SAM, scp="policies.read")
    return found
