"""What a turn costs, beside a former build: two whole servers, asked by turns in one run.

    python -m tests.bench.former CHECKOUT [ROUNDS]      15 otherwise

CHECKOUT is a folder with the other build (`git worktree add FOLDER COMMIT`); each serves its own
`policies/`. A round asks each server the same twenty questions one after the other, and as
many rounds as there are questions go before, so that each clause has been drawn once. Printed: the
processor time of a turn (the process's, all threads), how long Teams waited, and the memory at the
end. Compare the two rows of one run only; the questions are ours, so the former build knows fewer.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import aiohttp

from tests.bench.fleet import Fleet, People, cpu_seconds, fleet, memory, microsoft_that_can_fail
from tests.bench.load import questions
from tests.browser.programs import ROOT

A_ROUND = 20
_WARMING = 14
_QUIET = 0.05  # seconds of processor in a second: less is a server that has learnt all it will
_LONGEST = 240


@dataclass
class Measured:
    """One build: processor seconds a turn of each round, and what each turn took."""

    name: str
    server: Fleet
    people: People
    ready: float = 0.0
    """Processor seconds until it had learnt everything, from nothing kept."""
    cost: list[float] = field(default_factory=list)

    @property
    def pid(self) -> int:
        return self.server.replicas[0].pid

    async def learnt(self) -> None:
        """Wait until it is busy with nothing of its own."""
        await self.people.ask()
        for _ in range(_LONGEST):
            before = cpu_seconds(self.pid)
            await asyncio.sleep(1)
            if cpu_seconds(self.pid) - before < _QUIET:
                break
        self.ready = cpu_seconds(self.pid)

    async def round(self, texts: Sequence[str]) -> None:
        before = cpu_seconds(self.pid)
        for text in texts:
            await self.people.ask(text)
        self.cost.append((cpu_seconds(self.pid) - before) / len(texts))


async def main(other: Path, rounds: int) -> None:
    async with AsyncExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        builds = []
        for name, checkout in (("former", other), ("now", ROOT)):
            side = await stack.enter_async_context(microsoft_that_can_fail())
            server = await stack.enter_async_context(
                fleet(side, checkout / "policies", place / name, checkout=checkout)
            )
            builds.append(Measured(name, server, People(server, http)))
            await builds[-1].learnt()
        texts = cycle(questions())
        for number in range(_WARMING + rounds):
            some = [next(texts) for _ in range(A_ROUND)]
            for build in builds[:: 1 if number % 2 else -1]:
                await build.round(some)
        report(builds)


def report(builds: Sequence[Measured]) -> None:
    """A row a build, without the rounds that warmed it up; then the ratios, now to former."""
    print(f"load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d')}")
    print(f"{'':8}{'ready, s':>10}{'turn, ms':>10}{'median':>8}{'p99 waited':>12}{'memory':>8}")
    rows = []
    for build in builds:
        waited = sorted(build.people.asked.times[1 + _WARMING * A_ROUND :])
        cost = [1000 * one for one in build.cost[_WARMING:]]
        p99 = 1000 * waited[int(0.99 * (len(waited) - 1))]
        row = (build.ready, statistics.mean(cost), statistics.median(cost), p99, memory(build.pid))
        rows.append(row)
        print(
            f"{build.name:8}{row[0]:>10.1f}{row[1]:>10.1f}{row[2]:>8.1f}{row[3]:>12.0f}{row[4]:>8.0f}"
        )
    ratios = [now / former for former, now in zip(*rows, strict=True)]
    print(
        f"{'ratio':8}"
        + "".join(f"{r:>{w}.2f}" for r, w in zip(ratios, (10, 10, 8, 12, 8), strict=True))
    )


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 15))
