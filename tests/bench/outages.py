"""Faults to survive: each brought about on whole processes under load, and what it cost.

    python -m tests.bench.outages [NAME ...]        all otherwise; prints a table

Everything is on loopback and thrown away. `lost`: acknowledged, and the person heard nothing;
`doubled`: answered more than once; `told`: heard that they may have to ask again. Recovery is from
the end of the fault until a new question is answered and every earlier one has been settled.
"""

import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.bench.fleet import Fleet, People, Side, Trouble, fleet, microsoft_that_can_fail
from tests.microsoft import Key
from tests.postgres import Postgres, temporary_postgres
from tests.test_app import POLICY

RATE = 8.0


@dataclass
class World:
    """What a fault happens to."""

    side: Side
    fleet: Fleet
    http: aiohttp.ClientSession
    people: People
    server: Postgres
    place: Path

    async def load(self, seconds: float) -> None:
        await self.people.at_a_rate(RATE, seconds)


Fault = Callable[[World], Awaitable[str]]


def connector(trouble: Callable[[Side], Trouble], seconds: float = 6) -> Fault:
    """The connector in trouble for so long, under load."""

    async def act(world: World) -> str:
        world.side.trouble = trouble(world.side)
        await world.load(seconds)
        world.side.trouble = None
        return f"{world.side.posts} posts"

    return act


def says(status: int, text: str = "", **headers: str) -> Callable[[Side], Trouble]:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, text=text, content_type="text/html", headers=headers)

    return lambda _side: answer


def too_large(side: Side) -> Trouble:
    """Refuses cards, as too large, and takes what is short."""

    async def answer(request: web.Request) -> web.Response:
        if len(await request.read()) > 1500:
            return web.Response(status=413, text="<html>", content_type="text/html")
        return await side.take(request)

    return answer


def closes(_side: Side) -> Trouble:
    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    return answer


def hangs(side: Side) -> Trouble:
    """Takes the message, shows it, and says nothing for half a minute."""

    async def answer(request: web.Request) -> web.Response:
        taken = await side.take(request)
        await asyncio.sleep(30)
        return taken

    return answer


async def token_down(world: World) -> str:
    world.side.token_lasts = 1  # every token has ended at once
    await world.load(1)
    await asyncio.sleep(2)
    world.side.identity_down = True
    await world.load(6)
    world.side.identity_down, world.side.token_lasts = False, 3600
    return "an hour's patience: a reply is kept so long"


async def keys_stalled(world: World) -> str:
    world.side.keys_stalled = asyncio.Event()
    other = Key("unheard-of")
    slow = asyncio.create_task(_with_key(world, other))
    times = []
    for _ in range(100):
        begun = time.perf_counter()
        async with world.http.get(f"{world.fleet.replicas[0].url}/healthz") as answer:
            await answer.read()
        times.append(time.perf_counter() - begun)
    await world.load(3)
    world.side.keys_stalled.set()
    status = await slow
    return f"health p95 {1000 * sorted(times)[94]:.0f} ms meanwhile; the unknown key got {status}"


async def keys_rotated(world: World) -> str:
    new = Key("rotated")
    world.side.published = [new.published()]
    world.side.key = new
    world.people = People(world.fleet, world.http)
    await world.load(4)
    return "answered with the new key"


async def _with_key(world: World, key: Key) -> int:
    headers = {"Authorization": f"Bearer {world.side.token(key)}"}
    url = f"{world.fleet.replicas[0].url}/api/messages"
    async with world.http.post(url, json={}, headers=headers) as answer:
        return answer.status


async def duplicates(world: World) -> str:
    numbers = [f"same-{n}" for n in range(100)]
    world.people.asked.numbers += numbers
    for _ in range(100):
        found = await asyncio.gather(*map(world.people.deliver, numbers))
        acknowledged = {n for n, status in zip(numbers, found, strict=True) if status in (200, 202)}
        world.people.asked.acknowledged |= acknowledged
    return "10,000 deliveries of 100 questions"


async def slow_clients(world: World) -> str:
    """A thousand connections that send a byte now and then."""
    port = world.fleet.replicas[0].port
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(1000)]
    begin = b"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n"

    async def drip() -> None:
        for byte in begin:
            for _, writer in opened:
                writer.write(bytes([byte]))
            await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    await world.load(6)
    dripping.cancel()
    for _, writer in opened:
        writer.close()
    cuts = sorted(world.people.asked.times)
    return f"1,000 connections; questions meanwhile: median {1000 * cuts[len(cuts) // 2]:.0f} ms"


async def killed(world: World) -> str:
    load = asyncio.create_task(world.load(8))
    await asyncio.sleep(3)
    victim = world.fleet.replicas.pop(0)
    victim.kill()
    await world.fleet.start()
    await load
    return "one of two, and another started"


async def database_restarted(world: World) -> str:
    load = asyncio.create_task(world.load(8))
    await asyncio.sleep(2)
    await asyncio.to_thread(world.server.stop)
    await asyncio.sleep(3)
    await asyncio.to_thread(world.server.start)
    await load
    return "away for 3 s and more; answers went on, without receipts"


async def disk_full(world: World) -> str:
    """Something else fills the small disk that the database is on."""
    filler = world.place / "data-0" / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    await world.load(5)
    async with world.http.get(f"{world.fleet.replicas[0].url}/readyz") as answer:
        told = (await answer.json())["checks"]["disk"]["state"]
    filler.unlink()
    return f"answers went on; /readyz says disk: {told}"


@contextlib.asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[None]:
    """A disk of 24 MB at a folder, which only root can have; raises OSError for others."""
    await asyncio.to_thread(folder.mkdir)
    mount = ("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder))
    done = await asyncio.create_subprocess_exec(*mount, stderr=asyncio.subprocess.DEVNULL)
    if await done.wait():
        raise OSError("a small disk cannot be mounted here")
    try:
        yield
    finally:
        await (await asyncio.create_subprocess_exec("umount", str(folder))).wait()


FAULTS: dict[str, tuple[Fault, str]] = {
    "connector answers 429": (connector(says(429, **{"Retry-After": "1"})), "sqlite"),
    "connector answers 500": (connector(says(500)), "sqlite"),
    "connector answers 502 with HTML": (connector(says(502, "<html>Bad gateway")), "sqlite"),
    "connector answers 413": (connector(too_large), "sqlite"),
    "connector closes": (connector(closes), "sqlite"),
    "connector hangs 30 s": (connector(hangs, 3), "sqlite"),
    "token endpoint down": (token_down, "sqlite"),
    "key endpoint stalled": (keys_stalled, "sqlite"),
    "keys rotated": (keys_rotated, "sqlite"),
    "10,000 duplicate deliveries": (duplicates, "sqlite"),
    "1,000 slow clients": (slow_clients, "sqlite"),
    "database restarted": (database_restarted, "postgresql"),
    "disk full": (disk_full, "small disk"),
    "kill -9 of a replica": (killed, "postgresql"),
}


async def bring_about(name: str, policies: Path, place: Path) -> str:
    fault, kind = FAULTS[name]
    shared = kind == "postgresql"
    async with AsyncExitStack() as stack:
        server = stack.enter_context(temporary_postgres())
        if kind == "small disk":
            await stack.enter_async_context(small_disk(place / "data-0"))
        side = await stack.enter_async_context(microsoft_that_can_fail())
        database = server.url("postgres") if shared else ""
        made = await stack.enter_async_context(
            fleet(side, policies, place, 2 if shared else 1, database)
        )
        connections = aiohttp.TCPConnector(limit=0)
        http = await stack.enter_async_context(aiohttp.ClientSession(connector=connections))
        world = World(side, made, http, People(made, http), server, place)
        await world.load(1)
        return await reckon(name, await fault(world), world)


async def reckon(name: str, note: str, world: World) -> str:
    """How it went, once everything that was acknowledged has been settled."""
    begun = time.perf_counter()
    await People(world.fleet, world.http).ask()
    await world.people.settled(60)
    recovery, people = time.perf_counter() - begun, world.people
    return (
        f"{name:32}{len(people.asked.numbers):7}{people.lost():6}{people.doubled():9}"
        f"{people.told_to_ask_again():6}{people.failed():5}{recovery:10.1f} s  {note}"
    )


async def main(names: list[str]) -> None:
    print(f"{'fault':32}{'asked':>7}{'lost':>6}{'doubled':>9}{'told':>6}{'5xx':>5}{'recovery':>12}")
    for name in names or [*FAULTS]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            policies = place / "policies"
            (policies / "lunch").mkdir(parents=True)
            (policies / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
            try:
                print(await bring_about(name, policies, place), flush=True)
            except OSError as error:
                print(f"{name:32} not tried: {error}", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
