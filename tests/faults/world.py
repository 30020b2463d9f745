"""What a fault happens to, and what became of everybody who asked meanwhile."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.fleet import Fleet, People, Side, fleet, microsoft_that_can_fail
from tests.microsoft import TENANT, activity
from tests.postgres import Postgres
from tests.test_app import POLICY

RATE = 8.0
"""Questions a second while something is wrong."""

TOKENS_LAST = 3
"""Seconds; so that an outage of the server that gives them is felt."""

_KEYS = count(1)


@dataclass
class World:
    """Processes of the assistant behind a balancer, Microsoft's side, and people who ask."""

    side: Side
    fleet: Fleet
    http: aiohttp.ClientSession
    place: Path
    people: People
    server: Postgres | None = None
    references: list[str] = field(default_factory=list)
    """Of ideas, as their authors were told; each was sent twice."""
    ended: float = 0.0

    def over(self) -> None:
        """The fault ends now; otherwise it does with its scenario."""
        self.ended = time.perf_counter()

    @property
    def url(self) -> str:
        return self.fleet.replicas[0].url

    async def load(self, seconds: float) -> None:
        await self.people.at_a_rate(RATE, seconds)

    async def ideas(self, how_many: int) -> None:
        """People who each send the same idea twice, until they are told its reference."""
        for _ in range(how_many):
            key = f"idea-{next(_KEYS)}"
            told = await asyncio.gather(self._idea(key, f"{key}-a"), self._idea(key, f"{key}-b"))
            assert told[0] == told[1], "one idea has two references"
            self.references.append(told[0])
            await asyncio.sleep(0.2)

    async def _idea(self, key: str, number: str) -> str:
        """The reference that an idea got; it is sent again, as by a person, until there is one."""
        form: dict[str, str] = {
            "key": key,
            "title": key,
            "description": sha256(key.encode()).hexdigest(),
        }
        pressed, other = ("idea", form), ("idea.send", {"key": key})
        for again in range(60):
            status, said = await self.people.post(self._press(*pressed, key, f"{number}-{again}"))
            reference = re.search(r"has the reference (AI-\d+-\d+)", said)
            if status == 200 and reference:
                return reference[1]
            if "idea.send" in said and pressed != other:
                pressed = other  # others are like it, and the author says that it is another
            else:
                pressed = ("idea", form)
                await asyncio.sleep(0.5)
        raise AssertionError(f"{key} was never taken: {said[:300]}")

    def _press(self, verb: str, data: dict[str, str], who: str, number: str) -> dict[str, Any]:
        return activity(
            self.side.service,
            id=number,
            type="invoke",
            name="adaptiveCard/action",
            value={"action": {"verb": verb, "data": data}},
            conversation={"id": f"a:{who}", "conversationType": "personal", "tenantId": TENANT},
            **{"from": {"id": f"29:{who}", "aadObjectId": who, "name": "Somebody"}},
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault came to. `lost`: acknowledged, and nobody heard anything; `doubled`: answered
    more than once; `told`: heard that they may have to ask again; `refused`: never acknowledged;
    `failed`: deliveries answered 5xx; `recovery`: seconds from the end of the fault until a new
    question is answered and every earlier one is settled."""

    fault: str
    asked: int
    lost: int
    doubled: int
    told: int
    refused: int
    failed: int
    recovery: float
    note: str

    def row(self) -> str:
        return (
            f"{self.fault:32}{self.asked:7}{self.lost:6}{self.doubled:9}{self.told:6}"
            f"{self.failed:5}{self.recovery:10.1f} s  {self.note}"
        )


HEADINGS = f"{'fault':32}{'asked':>7}{'lost':>6}{'doubled':>9}{'told':>6}{'5xx':>5}{'recovery':>12}"

Fault = Callable[[World], Awaitable[str]]


@asynccontextmanager
async def world(place: Path, server: Postgres | None = None) -> AsyncIterator[World]:
    """One process with SQLite, or two that share a server; `place` is for what they keep."""
    policies = place / "policies"
    (policies / "lunch").mkdir(parents=True)
    (policies / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    async with AsyncExitStack() as stack:
        side = await stack.enter_async_context(microsoft_that_can_fail())
        side.token_lasts = TOKENS_LAST
        many, database = (2, server.url("postgres")) if server else (1, "")
        made = await stack.enter_async_context(
            fleet(side, policies, place, many, database=database)
        )
        connections = aiohttp.TCPConnector(limit=0)
        http = await stack.enter_async_context(aiohttp.ClientSession(connector=connections))
        yield World(side, made, http, place, People(made, http), server)


async def bring_about(name: str, fault: Fault, world: World) -> Outcome:
    """Let people ask, make it happen, and reckon once all that was acknowledged is settled."""
    world.people, world.references, world.ended = People(world.fleet, world.http), [], 0.0
    await world.load(1)
    note = await fault(world)
    ended, after = world.ended or time.perf_counter(), People(world.fleet, world.http)
    assert await after.ask(), "after the fault nobody is answered"
    people = world.people
    await people.settled(60)
    await after.settled(60)
    asked = people.asked
    return Outcome(
        fault=name,
        asked=len(asked.numbers),
        lost=people.lost() + after.lost(),
        doubled=people.doubled(),
        told=people.told_to_ask_again(),
        refused=len(set(asked.numbers) - asked.acknowledged),
        failed=people.failed(),
        recovery=time.perf_counter() - ended,
        note=note,
    )


async def readiness(world: World) -> dict[str, str]:
    """The state of each check at /readyz."""
    async with world.http.get(f"{world.url}/readyz") as answer:
        told = json.loads(await answer.read())
    return {name: check["state"] for name, check in told["checks"].items()}
