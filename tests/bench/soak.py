"""Whether memory is flat: a policy edited again and again, between requests of every kind.

    python -m tests.bench.soak [EDITS] [REQUESTS]       60 and 10,000 otherwise

One server with a copy of the model set. After each edit it is waited until the new set is served.
Asked: from the tenth of the edits that warms it up to the last, at most 5 % more resident memory.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from itertools import count, cycle
from pathlib import Path

import aiohttp

from knowledge import Library
from tests.bench.fleet import People, fleet, memory, microsoft_that_can_fail, open_files
from tests.bench.load import questions, warmed
from tests.freeze import MODEL_SET

EDITED = "meetings"
PAGES = ("/policies", "/policies/using-ai", "/policies/register", "/policies?q=record+a+meeting")
DAYS = ("on 1 March 2026", "in May 2026", "last year", "today")


class Requests:
    """Questions, questions about a day, pages and searches, in turn."""

    def __init__(self, people: People, http: aiohttp.ClientSession, url: str) -> None:
        self._people, self._http, self._url = people, http, url
        self._texts, self._pages, self._days = cycle(questions()), cycle(PAGES), cycle(DAYS)
        self._number = count()

    async def one(self) -> None:
        kind = next(self._number) % 4
        if kind == 3:
            who = {"X-Forwarded-For": f"10.1.{next(self._number) % 250}.1"}
            async with self._http.get(self._url + next(self._pages), headers=who) as page:
                await page.read()
        else:
            day = f" {next(self._days)}" if kind == 2 else ""
            await self._people.ask(next(self._texts) + day)


async def fingerprint(http: aiohttp.ClientSession, url: str) -> str:
    async with http.get(f"{url}/readyz") as answer:
        return str((await answer.json())["checks"]["policies"]["fingerprint"])


async def edited(file: Path, number: int, http: aiohttp.ClientSession, url: str) -> float:
    """Save one more way of asking; seconds until it is served. (What was served under a version's
    number stays as it is, so an edit of a clause would be refused.)"""
    before, begun = await fingerprint(http, url), time.perf_counter()
    await asyncio.to_thread(add_line, file, f"- may I keep the notes of meeting number {number}\n")
    for _ in range(240):
        if await fingerprint(http, url) != before:
            break
        await asyncio.sleep(0.5)
    return time.perf_counter() - begun


def add_line(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(line)


async def soak(edits: int, requests: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "policies"
        shutil.copytree(MODEL_SET, folder)
        file = folder / EDITED / "asked.md"
        Library.load(folder, cache=Path(place) / "data-0")
        async with (
            microsoft_that_can_fail() as side,
            fleet(side, folder, Path(place), 1, POLICY_READERS="anybody") as one,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            await warmed(one, http)
            people, server = People(one, http), one.replicas[0]
            some, warm = Requests(people, http, server.url), 0.0
            for number in range(1, edits + 1):
                taken = await edited(file, number, http, server.url)
                for _ in range(requests // edits // 4):
                    await asyncio.gather(*(some.one() for _ in range(4)))
                side.shown.clear()
                now = memory(server.pid)
                if number == max(1, edits // 10):
                    warm = now
                if number % max(1, edits // 10) == 0:
                    print(
                        f"{number:3} edits: {now:.0f} MB, {open_files(server.pid)} files open, "
                        f"the last served after {taken:.1f} s",
                        flush=True,
                    )
            grown = 100 * (memory(server.pid) / warm - 1)
            print(f"grown by {grown:.1f} % (asked 5 %); 5xx {people.failed()}")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    asyncio.run(soak(*(given or [60, 10_000])))
