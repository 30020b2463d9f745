"""The Teams channel with authentication on, between a stand-in for Microsoft and a made-up
speaker; everything in between is the product's own."""

import time
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.answering.lookup import Lookup
from bot.message import Message, Quotation, Reply, Text
from bot.teams import adapter
from bot.teams.auth.credentials import ManagedIdentity
from common.pace import Searching, Turns
from knowledge import Library
from storage.answers.pauses import Pause
from tests.bot.chat import clock_at
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.microsoft import APP_ID, TENANT, Key, Microsoft, activity, microsoft, serving

Json = dict[str, Any]

QUOTED = Quotation(
    ref="lunch@1.10#sandwiches",
    title="Lunch at work",
    version="1.10",
    clause="4.3",
    heading="Sandwiches",
    text="Staff **may** bring a sandwich.\n\n- cheese\n- ham",
    effective_from=date(2026, 10, 1),
    link="/policies/lunch/1.10#sandwiches",
)


class Parrot:
    """Quotes the same clause whatever is asked, and remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.reply = Reply([Text("Yes, with conditions.", strong=True), QUOTED])
        self.failure: Exception | None = None

    async def reply_to(self, message: Message) -> Reply:
        self.heard.append(message)
        if self.failure is not None:
            raise self.failure
        return self.reply

    async def welcome(self, message: Message) -> Reply:
        self.heard.append(message)
        return Reply([Text("Hello. Ask me about lunch.")])


class Teams:
    """The product's end of the wire, as Teams sees it."""

    def __init__(self, side: Microsoft, url: str, http: aiohttp.ClientSession) -> None:
        self.side = side
        self.url = url
        self._http = http

    async def post(self, body: Json, token: str | None = None, **options: Any) -> tuple[int, bytes]:
        """Post an activity with a good token, or the one given; "" for none."""
        token = self.side.token() if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._http.post(self.url, json=body, headers=headers, **options) as response:
            return response.status, await response.read()

    async def post_raw(self, data: Any, **headers: str) -> tuple[int, bytes]:
        """Post any bytes as JSON with a good token."""
        good = {
            "Authorization": f"Bearer {self.side.token()}",
            "Content-Type": "application/json",
        }
        async with self._http.post(self.url, data=data, headers=good | headers) as response:
            return response.status, await response.read()

    async def say(self, text: str, **changed: object) -> Json:
        """Say something and give what came back to the chat."""
        status, body = await self.post(activity(self.side.service, text=text, **changed))
        assert (status, body) == (200, b"")
        return self.side.sent[-1].body


@pytest.fixture(scope="session")
def key() -> Key:
    return Key("k1")


@pytest.fixture
async def side(key: Key, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Microsoft]:
    async with microsoft(key) as running:
        # As Azure sets them for a program that has a managed identity.
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{running.base}/identity")
        monkeypatch.setenv("IDENTITY_HEADER", "made-up")
        yield running


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def bot(side: Microsoft) -> adapter.Bot:
    return adapter.Bot(
        app_id=APP_ID,
        tenant=TENANT,
        allowed_tenants=frozenset({TENANT}),
        service_hosts=("127.0.0.1",),
        metadata=side.metadata,
        credential=ManagedIdentity(),
        site="https://policies.example",
    )


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The made-up set, as of 1 October 2026."""
    folder = copy_of_the_sound_set(tmp_path_factory.mktemp("sound"))
    return Library.load(folder, clock=clock_at("2026-10-01"), meaning=False)


@pytest.fixture
def pauses() -> list[Pause]:
    """What officers have paused; a test may add to it."""
    return []


@pytest.fixture
def finder(library: Library, pauses: list[Pause]) -> Lookup:
    async def held() -> list[Pause]:
        return pauses

    return Lookup(lambda: library, held, Searching(Turns(), time.monotonic))


@pytest.fixture
async def teams(
    bot: adapter.Bot, side: Microsoft, parrot: Parrot, finder: Lookup
) -> AsyncIterator[Teams]:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    adapter.routes(bot, parrot, app, finder=finder)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)
