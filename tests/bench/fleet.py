"""Whole processes of the assistant, a Microsoft that can fail, and people who ask in Teams.

What is asked is asked as Teams does it: again after a while if it was not acknowledged, through a
balancer that knows nothing of who answered before.
"""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from tests.browser.programs import ROOT, free_port, program, python
from tests.microsoft import APP_ID, TENANT, Key, Microsoft, activity, serving

QUESTION = "may i eat a sandwich at my desk"
REPEAT_AFTER = 15.0
"""Seconds after which Teams sends again what was not acknowledged."""

_NUMBERS = count(1)
_START = 240.0  # seconds; a bench may run where others are at work

Trouble = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Side(Microsoft):
    """Microsoft's side, which can be made to fail; `shown` has what people see, by the activity
    that it answers."""

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.trouble: Trouble | None = None
        self.identity_down = False
        self.shown: dict[str, list[str]] = {}
        self.posts = 0

    async def _identity(self, request: web.Request) -> web.Response:
        if self.identity_down:
            return web.Response(status=503)
        return await super()._identity(request)

    async def _connector(self, request: web.Request) -> web.StreamResponse:  # type: ignore[override]
        self.posts += 1
        if self.trouble is not None:
            return await self.trouble(request)
        return await self.take(request)

    async def take(self, request: web.Request) -> web.Response:
        """Show a message to the person."""
        body = json.loads(await request.read())
        if body.get("type") == "message":
            asked = unquote(request.raw_path.rpartition("/")[2])
            card = (body.get("attachments") or [{}])[0].get("content") or {}
            words = str(body.get("text") or "") + json.dumps(card)
            self.shown.setdefault(asked, []).append(words)
        return web.json_response({"id": "1"}, status=201)

    def answers(self, number: str) -> int:
        """How often a question was answered with a clause."""
        return sum("Clause " in words for words in self.shown.get(number, ()))

    def is_told(self, number: str) -> bool:
        """Whether the person saw anything at all in answer to a question."""
        return bool(self.shown.get(number))


@asynccontextmanager
async def microsoft_that_can_fail() -> AsyncIterator[Side]:
    side = Side(Key("bench"))
    async with serving(side.app()) as port:
        side.port = port
        yield side


@dataclass
class Replica:
    """One process of the assistant."""

    port: int
    pid: int
    stack: AsyncExitStack

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As when the machine is gone: kill -9."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """As a platform ends it: SIGTERM."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)


@dataclass
class Fleet:
    """Replicas behind a balancer that asks each in turn."""

    side: Side
    policies: Path
    place: Path
    database: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    replicas: list[Replica] = field(default_factory=list)
    checkout: Path = ROOT
    """Whose program runs: ours, or one to compare it with."""

    async def start(self, *wrapped: str) -> Replica:
        """One more process, ready to answer. `wrapped` is a command that it is run by."""
        port = free_port()
        environment = {
            "CLIENT_ID": APP_ID,
            "TENANT_ID": TENANT,
            "ALLOWED_TENANTS": TENANT,
            "BOT_TYPE": "UserAssignedMsi",
            "IDENTITY_ENDPOINT": f"{self.side.base}/identity",
            "IDENTITY_HEADER": "made-up",
            "BOT_OPENID_METADATA": self.side.metadata,
            "ALLOWED_SERVICE_HOSTS": "127.0.0.1",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "POLICIES": str(self.policies),
            "DATA_FOLDER": str(self.place / f"data-{len(self.replicas) if self.database else 0}"),
            "DATABASE_URL": self.database,
            "MESSAGES_PER_PERSON": "0",
            "MESSAGES_PER_TENANT": "0",
            **self.settings,
        }
        stack = AsyncExitStack()
        command = (*wrapped, *python("app.py"))
        pid = await stack.enter_async_context(
            program(
                *command,
                folder=self.checkout,
                ready="Teams reaches",
                environment=environment,
                within=_START,
            )
        )
        replica = Replica(port, pid, stack)
        self.replicas.append(replica)
        return replica

    async def close(self) -> None:
        for replica in self.replicas:
            await replica.stack.aclose()


@asynccontextmanager
async def fleet(
    side: Side,
    policies: Path,
    place: Path,
    many: int = 1,
    *,
    database: str = "",
    checkout: Path = ROOT,
    **settings: str,
) -> AsyncIterator[Fleet]:
    """So many processes, ended at the end."""
    made = Fleet(side, policies, place, database, settings, checkout=checkout)
    try:
        for _ in range(many):
            await made.start()
        yield made
    finally:
        await made.close()


@dataclass
class Asked:
    """What became of the questions so far; times in seconds, of whole turns as Teams sees them."""

    numbers: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)


class People:
    """Asks through the balancer, `of` so many people, and keeps account."""

    def __init__(
        self, fleet: Fleet, http: aiohttp.ClientSession, repeat: float = 3.0, of: int = 500
    ) -> None:
        self.fleet = fleet
        self.side = fleet.side
        self.http = http
        self.asked = Asked()
        self._repeat = repeat
        self._of = of
        self._headers = {"Authorization": f"Bearer {self.side.token()}"}
        self._turn = count()

    async def ask(self, text: str = QUESTION, *, tries: int = 4, number: str = "") -> bool:
        """Ask once, again if it is not acknowledged; whether it was in the end."""
        number = number or f"q{next(_NUMBERS)}"
        self.asked.numbers.append(number)
        begun = time.perf_counter()
        for _ in range(tries):
            status = await self.deliver(number, text)
            if status in (200, 202):
                self.asked.acknowledged.add(number)
                self.asked.times.append(time.perf_counter() - begun)
                return True
            await asyncio.sleep(self._repeat)
        return False

    async def deliver(self, number: str, text: str = QUESTION, person: str = "") -> int:
        """One delivery of a question; its status, 0 for none."""
        person = person or f"p{hash(number) % self._of}"
        body: dict[str, Any] = activity(
            self.side.service,
            id=number,
            text=text,
            conversation={"id": f"a:{person}", "conversationType": "personal", "tenantId": TENANT},
        )
        body["from"] = {"id": f"29:{person}", "aadObjectId": person, "name": "Somebody"}
        return (await self.post(body))[0]

    async def post(self, body: Mapping[str, Any]) -> tuple[int, str]:
        """One delivery of any activity: its status, 0 for none, and what was answered."""
        replicas = self.fleet.replicas
        url = f"{replicas[next(self._turn) % len(replicas)].url}/api/messages"
        try:
            async with asyncio.timeout(REPEAT_AFTER):
                async with self.http.post(url, json=body, headers=self._headers) as answer:
                    status, said = answer.status, await answer.text()
        except (aiohttp.ClientError, TimeoutError):
            status, said = 0, ""
        self.asked.statuses[status] += 1
        return status, said

    async def at_a_rate(self, per_second: float, seconds: float) -> None:
        """Questions at a steady rate; returns when all have been acknowledged or given up."""
        turns = []
        begun = time.perf_counter()
        for number in range(int(per_second * seconds)):
            wait = begun + number / per_second - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            turns.append(asyncio.create_task(self.ask()))
        await asyncio.gather(*turns)

    async def settled(self, seconds: float) -> float:
        """Wait until every acknowledged question has been answered or its asker told; gives the
        seconds that it took."""
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            if all(map(self.side.is_told, self.asked.acknowledged)):
                break
            await asyncio.sleep(0.05)
        return time.perf_counter() - begun

    def lost(self) -> int:
        """Acknowledged questions to which nobody heard anything."""
        return sum(not self.side.is_told(number) for number in self.asked.acknowledged)

    def doubled(self) -> int:
        """Questions that were answered more than once."""
        return sum(self.side.answers(number) > 1 for number in set(self.asked.numbers))

    def told_to_ask_again(self) -> int:
        """Questions whose askers saw no clause, but words that say to ask again."""
        seen = (number for number in self.asked.acknowledged if self.side.is_told(number))
        return sum(self.side.answers(number) == 0 for number in seen)

    def failed(self) -> int:
        """Deliveries that were answered with a 5xx."""
        return sum(n for status, n in self.asked.statuses.items() if status >= 500)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes that a process has in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def open_files(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
