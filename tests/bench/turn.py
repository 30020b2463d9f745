"""What one turn costs: our channel against a bare aiohttp handler and the SDK's own adapter.

    .venv/bin/python -m pip install --require-hashes --no-deps -r requirements/bench.txt
    .venv/bin/python -m tests.bench.turn

One process is measured at a time; the load and the stand-in for Microsoft share another. Times
depend on the machine: compare the rows of one run only. Nothing here is a test.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.browser.programs import ROOT, free_port, program, python
from tests.microsoft import TENANT, Key, Microsoft, activity, microsoft

WARMING, TURNS, AT_ONCE, TURNS_AT_ONCE = 50, 600, 16, 1_600
KINDS = {
    "bare": "(a) bare aiohttp",
    "ours": "our door",
    "whole": "our door, real policies",
    "stock": "(b) stock adapter",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one server; times in milliseconds, memory in megabytes."""

    name: str
    median: float
    p99: float
    cpu: float
    cpu_at_once: float
    turns_a_second: float
    connections: int
    memory: float


class Load:
    """Asks questions and checks that each is answered in its own conversation."""

    def __init__(self, side: Microsoft, http: aiohttp.ClientSession, port: int) -> None:
        self.side = side
        self.http = http
        self.url = f"http://127.0.0.1:{port}/api/messages"
        self.headers = {"Authorization": f"Bearer {side.token()}"}
        self.asked = 0

    async def turn(self) -> float:
        """One turn; its time in milliseconds."""
        self.asked += 1
        chat = f"a:{self.asked % AT_ONCE}"
        question = activity(
            self.side.service,
            id=str(self.asked),
            text="what do i say before i record a meeting",
            conversation={"id": chat, "conversationType": "personal", "tenantId": TENANT},
        )
        begun = time.perf_counter()
        async with self.http.post(self.url, json=question, headers=self.headers) as answer:
            await answer.read()
            assert answer.status in (200, 201), answer.status
        return 1000 * (time.perf_counter() - begun)

    async def many(self, count: int) -> None:
        """So many turns, sixteen conversations at once."""
        left = iter(range(count))

        async def person() -> None:
            for _ in left:
                await self.turn()

        await asyncio.gather(*(person() for _ in range(AT_ONCE)))


async def measure(kind: str, side: Microsoft) -> Row:
    port = free_port()
    command = python("-m", "tests.bench.turn_servers", kind, str(port), side.metadata)
    environment = {"IDENTITY_ENDPOINT": f"{side.base}/identity", "IDENTITY_HEADER": "made-up"}
    async with (
        program(*command, folder=ROOT, ready="serving", environment=environment) as pid,
        aiohttp.ClientSession() as http,
    ):
        load = Load(side, http, port)
        for _ in range(WARMING):
            await load.turn()
        side.sent.clear()
        side.connections.clear()
        times: list[float] = []

        async def one_by_one() -> None:
            for _ in range(TURNS):
                times.append(await load.turn())

        cpu, _ = await cost(pid, TURNS, one_by_one)
        connections = len(side.connections)
        assert len(side.sent) == TURNS
        cpu_at_once, seconds = await cost(pid, TURNS_AT_ONCE, lambda: load.many(TURNS_AT_ONCE))
        assert len({sent.path.split("/")[4] for sent in side.sent}) == AT_ONCE
        return Row(
            name=KINDS[kind],
            median=statistics.median(times),
            p99=statistics.quantiles(times, n=100)[-1],
            cpu=cpu,
            cpu_at_once=cpu_at_once,
            turns_a_second=TURNS_AT_ONCE / seconds,
            connections=connections,
            memory=memory(pid),
        )


async def cost(pid: int, turns: int, act: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """The server's milliseconds of CPU a turn, and the seconds that all of it took."""
    before, begun = cpu_seconds(pid), time.perf_counter()
    await act()
    seconds = time.perf_counter() - begun
    return 1000 * (cpu_seconds(pid) - before) / turns, seconds


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def show(rows: list[Row]) -> None:
    print(
        f"{'server':26}{'p50 ms':>8}{'p99 ms':>8}{'CPU ms':>8}"
        f"{'CPU x16':>9}{'turns/s':>9}{'connections':>13}{'RSS MB':>8}"
    )
    for row in rows:
        print(
            f"{row.name:26}{row.median:8.2f}{row.p99:8.2f}{row.cpu:8.2f}{row.cpu_at_once:9.2f}"
            f"{row.turns_a_second:9.0f}{row.connections:7} of {TURNS}{row.memory:8.0f}"
        )
    by_name = {row.name: row for row in rows}
    a, b, ours = by_name[KINDS["bare"]], by_name[KINDS["stock"]], by_name[KINDS["ours"]]
    print(f"\nCPU a turn: {ours.cpu / a.cpu:.1f} times (a), to reach: at most 3")
    print(f"CPU a turn: {b.cpu / ours.cpu:.1f} times less than (b), to reach: at least 4")
    print(f"connections for {TURNS} replies: {ours.connections}, to reach: 1")
    print(f"memory: {ours.memory:.0f} MB, to reach: under 150")


async def main() -> None:
    async with microsoft(Key("bench")) as side:
        rows = [await measure(kind, side) for kind in KINDS]
    show(rows)


if __name__ == "__main__":
    asyncio.run(main())
