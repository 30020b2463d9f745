"""An hour without Entra's tokens, and a server of keys that stalls: what is done meanwhile.

Time is simulated; the connector and the channel are real servers on loopback.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from bot.teams.activity_handler import TeamsHandler
from bot.teams.auth.authentication import ConnectorAuthentication
from bot.teams.auth.cloud import PUBLIC, ServiceHosts
from bot.teams.auth.credentials import Grant
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.endpoint import Endpoint
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import Connectors
from tests.bot.teams.conftest import Parrot
from tests.microsoft import APP_ID, TENANT, Key, Microsoft, activity, serving

HOUR = 3600.0


@dataclass
class Time:
    """A clock that is moved, and sleeps that end when it reaches their time."""

    now: float = 0.0
    sleeping: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    begun: int = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.begun += 1
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self.sleeping, (self.now + seconds, self.begun, over))
        await over

    async def settled(self, turns: set[asyncio.Task[int]]) -> None:
        """Wait until every turn has ended or sleeps."""
        async with asyncio.timeout(10):
            while sum(not turn.done() for turn in turns) > len(self.sleeping):  # noqa: ASYNC110
                await asyncio.sleep(0.001)

    async def forward(self, to: float, turns: set[asyncio.Task[int]]) -> None:
        """Move on by a few seconds at a time, ending the sleeps that are due."""
        await self.settled(turns)
        while self.now < to:
            self.now = min(self.now + 5, to)
            due = 0
            while self.sleeping and self.sleeping[0][0] <= self.now:
                heapq.heappop(self.sleeping)[2].set_result(None)
                due += 1
            if due:
                await self.settled(turns)


@dataclass
class Door:
    """The channel with its own parts, on simulated time; for an hour there are no tokens."""

    side: Microsoft
    time: Time
    http: aiohttp.ClientSession
    url: str
    token: OutboundToken
    turns: set[asyncio.Task[int]] = field(default_factory=set)

    def ask(self) -> None:
        self.turns.add(asyncio.create_task(self.post(f"q{len(self.turns)}")))

    async def post(self, number: str, key: Key | None = None) -> int:
        headers = {"Authorization": f"Bearer {self.side.token(key)}"}
        body = activity(self.side.service, id=number)
        async with self.http.post(f"{self.url}/api/messages", json=body, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def door(side: Microsoft) -> AsyncIterator[Door]:
    time = Time()

    def source() -> Grant:
        if time.now < HOUR:
            raise TimeoutError
        return {"access_token": "made-up", "expires_in": 3600}

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    token = OutboundToken(source, time)
    async with aiohttp.ClientSession() as http:
        hosts, keys = ServiceHosts(["127.0.0.1"]), SigningKeys(http, side.metadata, time)
        connectors = Connectors(http, hosts, token, time.sleep, time)
        authentication = ConnectorAuthentication(
            app_id=APP_ID,
            tenants=frozenset({TENANT}),
            cloud=PUBLIC,
            keys=keys,
            hosts=hosts,
            connectors=connectors,
        )
        wire, app = Endpoint(authentication, TeamsHandler(Parrot()), time), web.Application()
        app.router.add_post("/api/messages", wire.post)
        app.router.add_get("/healthz", healthz)
        async with serving(app) as port:
            yield Door(side, time, http, f"http://127.0.0.1:{port}", token)
        await keys.close()
        await token.close()


async def test_an_hour_without_tokens_loses_no_reply_and_needs_no_restart(door: Door) -> None:
    for minute in range(0, 60, 5):
        await door.time.forward(60.0 * minute, door.turns)
        door.ask()
    await door.time.forward(HOUR - 1, door.turns)
    assert door.side.sent == []
    assert door.token.problem() != ""
    await door.time.forward(HOUR + 60, door.turns)
    assert {await turn for turn in door.turns} == {200}
    answered = [sent.body["replyToId"] for sent in door.side.sent]
    assert sorted(answered) == sorted(f"q{number}" for number in range(12)), "each once"
    assert door.token.problem() == ""


async def test_while_the_server_of_keys_stalls_others_are_answered(door: Door) -> None:
    door.time.now = HOUR
    assert await door.post("first") == 200
    door.time.now += 60
    door.side.keys_stalled = asyncio.Event()
    waiting = asyncio.create_task(door.post("other", Key("unheard-of")))
    await asyncio.sleep(0.05)
    async with door.http.get(f"{door.url}/healthz") as answer:
        assert await answer.text() == "ok"
    assert await door.post("second") == 200
    assert not waiting.done()
    door.side.keys_stalled.set()
    assert await waiting == 401
