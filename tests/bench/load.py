"""A council of 10,000 staff at a policy announcement: half an hour's questions in a minute.

    python -m tests.bench.load [SECONDS]        60 otherwise: bursts of 50 questions a second
    python -m tests.bench.load flat [TURNS]     20,000 turns: memory and open files stay as they are

One process with SQLite and the real policies, on loopback; each turn is timed as Teams sees it,
from the post to its acknowledgement, the reply delivered in between. Also prints the processor's
share, for on a machine with other work the times say less.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable
from itertools import cycle
from pathlib import Path

import aiohttp

from knowledge import Library
from knowledge.quality.golden import read_questions
from tests.bench.fleet import (
    Fleet,
    People,
    cpu_seconds,
    fleet,
    memory,
    microsoft_that_can_fail,
    open_files,
)
from tests.freeze import MODEL_SET

STAFF = 10_000
BURST, EVERY = 50, 1.0
IDEAS = 0.01


def questions() -> list[str]:
    """Questions as people typed them, in an order that is the same each time."""
    found = [question.text for question in read_questions(MODEL_SET / "questions.jsonl")]
    random.Random(1).shuffle(found)  # noqa: S311 - an order
    return found


async def announcement(one: Fleet, http: aiohttp.ClientSession, seconds: float) -> None:
    """Fifty people at any moment of each second, while somebody looks at a page."""
    people, texts, chance = People(one, http, of=STAFF), cycle(questions()), random.Random(2)  # noqa: S311
    pid, stop = one.replicas[0].pid, asyncio.Event()
    pages: list[float] = []

    async def look_at_pages() -> None:
        while not stop.is_set():
            begun = time.perf_counter()
            async with http.get(f"{one.replicas[0].url}/healthz") as page:
                await page.read()
            pages.append(time.perf_counter() - begun)
            await asyncio.sleep(0.2)

    looking = asyncio.create_task(look_at_pages())
    before, begun = cpu_seconds(pid), time.perf_counter()
    turns = []
    for burst in range(int(seconds)):
        wait = begun + burst * EVERY - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        for _ in range(BURST):
            text = "I have an idea" if chance.random() < IDEAS else next(texts)
            turns.append(asyncio.create_task(after(chance.random() * EVERY, people.ask(text))))
    await asyncio.gather(*turns)
    await people.settled(20)
    stop.set()
    await looking
    taken, cpu = time.perf_counter() - begun, cpu_seconds(pid) - before
    asked, cuts = people.asked, statistics.quantiles(people.asked.times, n=100)
    print(
        f"{len(asked.numbers)} turns in {taken:.0f} s: p50 {1000 * cuts[49]:.0f} ms, "
        f"p99 {1000 * cuts[98]:.0f} ms, longest {1000 * max(asked.times):.0f} ms; "
        f"CPU {1000 * cpu / len(asked.numbers):.1f} ms a turn, {100 * cpu / taken:.0f} % of a core"
    )
    print(
        f"errors: 5xx {people.failed()}, lost {people.lost()}, doubled {people.doubled()}; "
        f"health meanwhile: p99 {1000 * statistics.quantiles(pages, n=100)[98]:.0f} ms; "
        f"memory {memory(pid):.0f} MB"
    )


async def after(seconds: float, turn: Awaitable[object]) -> None:
    await asyncio.sleep(seconds)
    await turn


async def flat(one: Fleet, http: aiohttp.ClientSession, turns: int) -> None:
    """Sixteen people who ask without a pause."""
    pid, texts = one.replicas[0].pid, cycle(questions())
    for part in range(11):
        people = People(one, http)
        left = iter(range(turns // 10))

        async def person(people: People = people, left: object = left) -> None:
            for _ in left:  # type: ignore[attr-defined]
                await people.ask(next(texts))

        begun = time.perf_counter()
        await asyncio.gather(*(person() for _ in range(16)))
        people.side.shown.clear()
        name = "warm" if part == 0 else f"{part * turns // 10:,} turns"
        print(
            f"{name:>14}: memory {memory(pid):.0f} MB, open files {open_files(pid)}, "
            f"{turns / 10 / (time.perf_counter() - begun):.0f} turns a second, "
            f"5xx {people.failed()}",
            flush=True,
        )


async def main(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # A new folder's texts are encoded in the first minute; a council does that long before.
        Library.load(MODEL_SET, cache=Path(folder) / "data-0")
        async with (
            microsoft_that_can_fail() as side,
            fleet(side, MODEL_SET, Path(folder), 1) as one,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            await warmed(one, http)
            if words[:1] == ["flat"]:
                await flat(one, http, int(words[1]) if len(words) > 1 else 20_000)
            else:
                await announcement(one, http, float(words[0]) if words else 60)


async def warmed(one: Fleet, http: aiohttp.ClientSession) -> None:
    """Ask a few, so that what is made at the first question is made."""
    people = People(one, http)
    for text in questions()[:50]:
        await people.ask(text)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
