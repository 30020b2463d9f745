"""The faults: each is brought about on whole processes under load, on loopback, and undone.

Each gives a note for the table, and asserts what is its own; what holds for all of them is asserted
by the test.
"""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Callable
from itertools import pairwise
from pathlib import Path

from aiohttp import web

from tests.bench.fleet import People, Side, Trouble
from tests.faults.world import TOKENS_LAST, Fault, World, readiness
from tests.microsoft import Key
from tests.triage.crashes import look


def connector(trouble: Callable[[Side], Trouble], seconds: float = 5) -> Fault:
    """The connector in trouble for so long, under load."""

    async def act(world: World) -> str:
        before = world.side.posts
        world.side.trouble = trouble(world.side)
        asking = asyncio.create_task(world.load(seconds))
        await asyncio.sleep(seconds)
        world.side.trouble = None
        world.over()
        await asking
        return f"{world.side.posts - before} posts meanwhile"

    return act


def says(status: int, text: str = "") -> Callable[[Side], Trouble]:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, text=text, content_type="text/html")

    return lambda _side: answer


async def busy(world: World) -> str:
    """429 with a time after which to ask again, which nobody comes before."""
    asked: dict[str, list[float]] = {}

    async def answer(request: web.Request) -> web.Response:
        if (await request.json())["type"] == "message":
            asked.setdefault(request.path, []).append(time.monotonic())
        return web.Response(status=429, headers={"Retry-After": "2"})

    note = await connector(lambda _side: answer)(world)
    waited = [later - sooner for times in asked.values() for sooner, later in pairwise(times)]
    assert waited, "nobody asked again"
    assert min(waited) >= 2, "Retry-After is not heeded"
    return note


def too_large(side: Side) -> Trouble:
    """Refuses cards, as too large, and takes text."""

    async def answer(request: web.Request) -> web.Response:
        if b'"attachments"' in await request.read():
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
    world.side.identity_down = True
    asking = asyncio.create_task(world.load(7))
    await asyncio.sleep(TOKENS_LAST + 1)
    before = world.side.posts
    await asyncio.sleep(3)
    assert world.side.posts == before, "replies went out without a token"
    world.side.identity_down = False
    world.over()
    await asking
    return "7 s here; an hour of it is a test in the default suite"


async def keys_stalled(world: World) -> str:
    """Somebody whose key is unknown waits for a server that says nothing; nobody else does."""
    world.side.keys_stalled = asyncio.Event()
    key = Key("unheard-of")
    for _ in range(30):  # keys are asked for every ten seconds at most
        waiting = asyncio.create_task(_with_key(world, key))
        done, _ = await asyncio.wait({waiting}, timeout=0.5)
        if not done:
            break
    times = []
    for _ in range(100):
        begun = time.perf_counter()
        async with world.http.get(f"{world.url}/healthz") as answer:
            assert answer.status == 200
        times.append(time.perf_counter() - begun)
    assert await world.people.ask()
    assert not waiting.done(), "the server of keys did not stall"
    await world.load(3)
    world.side.keys_stalled.set()
    world.side.keys_stalled = None
    world.over()
    assert await waiting == 401
    return (
        f"health answered 100 times meanwhile, 95 of them within {1000 * sorted(times)[94]:.1f} ms"
    )


async def keys_rotated(world: World) -> str:
    new = Key("rotated")
    world.side.published = [new.published()]
    world.side.key = new
    world.people = People(world.fleet, world.http, repeat=4)  # keys are asked for every 10 s
    await world.load(4)
    return "answered with the new key"


async def _with_key(world: World, key: Key) -> int:
    headers = {"Authorization": f"Bearer {world.side.token(key)}"}
    url = f"{world.fleet.replicas[0].url}/api/messages"
    async with world.http.post(url, json={}, headers=headers) as answer:
        return answer.status


async def duplicates(world: World) -> str:
    people = world.people
    numbers = [f"same-{n}" for n in range(100)]
    people.asked.numbers += numbers
    for _ in range(100):
        found = await asyncio.gather(*map(people.deliver, numbers))
        taken = {n for n, status in zip(numbers, found, strict=True) if status in (200, 202)}
        people.asked.acknowledged |= taken
    return "100 questions, each delivered 100 times"


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
    await world.load(4)
    dripping.cancel()
    for _, writer in opened:
        writer.close()
    return (
        f"questions meanwhile: median {1000 * statistics.median(world.people.asked.times):.0f} ms"
    )


async def killed(world: World) -> str:
    load = asyncio.gather(world.load(8), world.ideas(20))
    await asyncio.sleep(3)
    victim = world.fleet.replicas.pop(0)
    victim.kill()
    await world.fleet.start()
    world.over()
    await load
    await victim.stack.aclose()
    return f"one of two, another started; {await _ideas_kept(world)}"


async def database_restarted(world: World) -> str:
    assert world.server is not None
    load = asyncio.gather(world.load(8), world.ideas(20))
    await asyncio.sleep(2)
    await asyncio.to_thread(world.server.stop)
    await asyncio.sleep(3)
    await asyncio.to_thread(world.server.start)
    world.over()
    await load
    return f"away for 3 s, answers went on; {await _ideas_kept(world)}"


async def _ideas_kept(world: World) -> str:
    """Every idea that its author was told of is there, whole and once; numbers have no gap."""
    assert world.server is not None
    found = await look(world.server.url("postgres"))
    assert len(set(world.references)) == len(world.references)
    assert set(world.references) <= found.references
    assert found.numbers == tuple(range(1, len(found.numbers) + 1))
    assert found.halves == 0
    assert found.problems == ()
    return f"{len(world.references)} ideas, each sent twice, each there once"


async def disk_full(world: World) -> str:
    """Something else fills the small disk that the database is on."""
    filler = world.place / "data-0" / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    await world.load(3)
    assert (await readiness(world))["disk"] == "fail"
    filler.unlink()
    return "answers went on, without receipts; /readyz said so"


@contextlib.asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[bool]:
    """A disk of 24 MB at a folder; False if it cannot be had, as only root may mount one."""
    await asyncio.to_thread(folder.mkdir)
    mount = ("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder))
    done = await asyncio.create_subprocess_exec(*mount, stderr=asyncio.subprocess.DEVNULL)
    mounted = await done.wait() == 0
    try:
        yield mounted
    finally:
        if mounted:
            await (await asyncio.create_subprocess_exec("umount", str(folder))).wait()


CONNECTOR: dict[str, Fault] = {
    "connector answers 429": busy,
    "connector answers 500": connector(says(500)),
    "connector answers 502 with HTML": connector(says(502, "<html>Bad gateway")),
    "connector answers 413 to cards": connector(too_large),
    "connector closes": connector(closes),
    "connector hangs for 30 s": connector(hangs, 3),
}

CALLERS: dict[str, Fault] = {
    "token endpoint down": token_down,
    "key endpoint stalled": keys_stalled,
    "keys rotated": keys_rotated,
    "10,000 duplicate deliveries": duplicates,
    "1,000 slow clients": slow_clients,
}
TOGETHER: dict[str, Fault] = {
    "database restarted": database_restarted,
    "kill -9 of a replica": killed,
}
