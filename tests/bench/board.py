"""The board with 10,000 ideas, on a server in a process of its own: how long pages take with 20
requests at once while ideas go on being changed, how long the workbook takes, and how long a
question waits meanwhile. Server times are from a request's arrival to its answer; the client's own,
which take part in the same processors, are printed beside them. The meaning of ideas is left out:
the server learns it in its first minutes.

    python -m tests.bench.board [--ideas N] [--requests N] [--only sqlite|postgresql]
"""

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy import insert

import storage
from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from common.clock import system_clock
from common.person import Person
from knowledge import Library
from storage.tables import assessment, idea, support
from tests.bench.hints import PAIRS
from tests.freeze import MODEL_SET
from tests.postgres import temporary_postgres
from tests.triage.weighting import WEIGHTED
from triage import TriageList
from triage.model.stages import Stage
from triage.repository.person_numbers import number_of
from web.pages import add_pages

ROOT = Path(__file__).parent.parent.parent
AT_ONCE = 20
WORDS = (
    "inbox letters repairs planning objections minutes meeting pothole lorry translate leaflet "
    "council tax benefit meter photograph school care library parking permit licence noise waste "
    "budget forecast interview rota training complaint survey website phone visit report"
).split()
SENTENCES = [
    part
    for line in PAIRS.read_text("utf-8").splitlines()
    for part in json.loads(line)["text"].split(". ")
    if len(part) > 20
]
QUESTIONS = (
    "can i put a resident's address into copilot",
    "may i record a team meeting",
    "do i need a dpia for a chatbot",
    "who approves a new ai tool",
    "can i use chatgpt for a letter",
    "how long is a transcript kept",
)


def made_up(number: int, chance: random.Random) -> dict[str, object]:
    """The columns of an idea, as a council may have it after years."""
    sentences = chance.sample(SENTENCES, 3)
    stages = [stage for stage in Stage if stage is not Stage.DUPLICATE]
    scored = chance.random() < 0.6
    sent = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=number)
    return {
        "id": number,
        "year": 2020,
        "number": number,
        "reference": f"AI-2020-{number:04d}",
        "title": f"{sentences[0][:60]} {number}",
        "problem": sentences[1],
        "description": " ".join(sentences),
        "service": f"Service {chance.randrange(40)}",
        "submitted_at": sent,
        "stage": chance.choice(stages),
        "stage_since": sent + timedelta(days=chance.randrange(90)),
        "likelihood": (likelihood := chance.randint(1, 5)),
        "impact": (impact := chance.randint(1, 5)),
        "risk": _level(likelihood * impact),
        "benefit": {part.key: chance.randint(1, 5) for part in WEIGHTED.parts} if scored else {},
        "ease": chance.randint(1, 5) if scored else None,
        "objective": chance.choice(["", "Skills", "Savings", "Better services"]),
        "public_facing": chance.choice([True, False, None]),
    }


def _level(score: int) -> str:
    return (
        "very high" if score >= 20 else "high" if score >= 10 else "medium" if score >= 5 else "low"
    )


_SAME: dict[str, object] = {
    "who_benefits": "", "how_done_now": "", "tool_in_mind": "", "expected_benefit": "",
    "data_classes": [], "submitter_name": "Somebody", "share": False, "sample": False,
    "version": 1, "barred_by": "",
}  # fmt: skip


async def fill(database: str, how_many: int) -> None:
    """Store so many ideas, some with assessments outstanding and supports."""
    chance = random.Random(7)  # noqa: S311
    store = await storage.open(database, system_clock)
    async with store.writing() as unit:
        who = await number_of(unit, Person("local", "bench", "Somebody"))
        rows = [
            made_up(number, chance) | _SAME | {"submitter_id": who, "changed_at": unit.now}
            for number in range(1, how_many + 1)
        ]
        for first in range(0, how_many, 1000):
            await unit.connection.execute(insert(idea), rows[first : first + 1000])
        plain = {"reference": "", "signed_by": "", "note": ""}
        due = [
            {"idea_id": n, "kind": kind, "state": chance.choice(["due", "signed"]), **plain}
            for n in range(1, how_many + 1)
            for kind in ("dpia", "eqia", "environmental")
        ]
        await unit.connection.execute(insert(assessment), due)
        backed = [{"idea_id": n, "person_id": who, "at": unit.now, "comment": ""}
                  for n in range(1, how_many + 1, 3)]  # fmt: skip
        await unit.connection.execute(insert(support), backed)
        unit.audit("bench", "ideas.filled", "all")
    await store.close()


_TIMES = web.AppKey("times", dict[str, list[float]])


async def serve(database: str) -> None:
    """The pages and the conversation on a free port, which is printed; a line on the input has the
    server's times printed as JSON, and begins new ones."""
    store = await storage.open(database, system_clock)
    library = Library.load(MODEL_SET, clock=system_clock)
    ideas = TriageList(store)
    conversation = Conversation(lambda: library, system_clock, AnswerLog(lambda: store))

    @web.middleware
    async def timed(request: web.Request, handler: Handler) -> web.StreamResponse:
        begun = time.perf_counter()
        try:
            return await handler(request)
        finally:
            kind = "list" if request.path == "/board" else request.path.split("/")[1]
            taken = (time.perf_counter() - begun) * 1000
            request.app[_TIMES].setdefault(kind, []).append(taken)

    app = web.Application(middlewares=[timed])
    app[_TIMES] = {}
    add_pages(
        app,
        conversation=conversation,
        library=lambda: library,
        clock=system_clock,
        ideas=lambda: ideas,
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(app[_TIMES]), flush=True)
        app[_TIMES].clear()
    await runner.cleanup()
    await store.close()


@dataclass
class Server:
    """A server in a process of its own."""

    process: asyncio.subprocess.Process
    site: str

    async def times(self) -> dict[str, list[float]]:
        """Milliseconds of each request since the last call, by kind."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"\n")
        found: dict[str, list[float]] = json.loads(await self.process.stdout.readline())
        return found

    def cpu(self) -> float:
        """Seconds of processor time that it has taken."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def serving(database: str) -> AsyncIterator[Server]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.board", "--serve", database,
        cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    port = int(await process.stdout.readline())
    try:
        yield Server(process, f"http://127.0.0.1:{port}")
    finally:
        process.stdin.close()
        await process.wait()


Address = Callable[[], str]


def an_idea(chance: random.Random, how_many: int) -> str:
    return f"/board/AI-2020-{chance.randint(1, how_many):04d}"


def the_opening(_: random.Random, __: int) -> str:
    """What whoever comes to the board sees first: what waits for them, and the list."""
    return "/board"


def a_view(chance: random.Random, _: int) -> str:
    """What a steering group looks at: the list in many views."""
    parts = []
    if chance.random() < 0.5:
        parts.append(f"state={chance.choice(list(Stage))}")
    if chance.random() < 0.4:
        parts.append(f"service=Service+{chance.randrange(40)}")
    if chance.random() < 0.3:
        parts.append(f"q={'+'.join(chance.sample(WORDS, chance.randint(1, 2)))}")
    if chance.random() < 0.2:
        parts.append("due=any")
    if chance.random() < 0.2:
        parts.append(f"over={chance.choice([30, 60, 90])}")
    parts.append(f"sort={chance.choice(['newest', 'waiting', 'value', 'risk', 'title'])}")
    if chance.random() < 0.4:
        parts.append(f"page={chance.randint(1, 30)}")
    return f"/board?{'&'.join(parts)}"


async def pages(
    site: str, address: Address, requests: int, change: Callable[[], Awaitable[None]]
) -> list[float]:
    """Milliseconds of each request, with twenty at once and a change after every hundredth."""
    taken: list[float] = []
    left = iter(range(requests))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:

        async def visit() -> None:
            for number in left:
                path = address()
                begun = time.perf_counter()
                async with client.get(site + path) as response:
                    await response.read()
                    assert response.status == 200, (path, response.status)
                taken.append((time.perf_counter() - begun) * 1000)
                if number % 100 == 99:
                    await change()

        await asyncio.gather(*(visit() for _ in range(AT_ONCE)))
    return taken


async def workbook(site: str) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of a workbook of everything, of questions alone and of questions meanwhile."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        async with client.get(f"{site}/") as page:
            token = re.search(r'name="token" value="([^"]+)"', await page.text())
            assert token is not None
        number = iter(range(10_000))

        async def ask() -> float:
            n = next(number)
            sent = {"token": token[1], "text": f"{QUESTIONS[n % 6]}", "once": f"o{n}", "part": "1"}
            begun = time.perf_counter()
            headers = {"Sec-Fetch-Site": "same-origin"}
            async with client.post(f"{site}/chat", data=sent, headers=headers) as response:
                await response.read()
                assert response.status == 200, response.status
            await asyncio.sleep(0.01)
            return (time.perf_counter() - begun) * 1000 - 10

        async def download() -> float:
            begun = time.perf_counter()
            async with client.get(f"{site}/board/ideas.xlsx") as response:
                assert len(await response.read()) > 100_000
            return (time.perf_counter() - begun) * 1000

        for _ in range(20):
            await ask()
        alone = [await ask() for _ in range(100)]
        books, meanwhile = [], []
        for _ in range(6):
            fetching = asyncio.create_task(download())
            while not fetching.done():
                meanwhile.append(await ask())
            books.append(await fetching)
        return books, alone, meanwhile


def spread(taken: Sequence[float]) -> str:
    cut = statistics.quantiles(taken, n=100)
    return (
        f"median {statistics.median(taken):6.1f}   p95 {cut[94]:6.1f}   p99 {cut[98]:6.1f}   "
        f"most {max(taken):6.1f} ms of {len(taken)}"
    )


async def measure(name: str, database: str, how_many: int, requests: int) -> None:
    await fill(database, how_many)
    store = await storage.open(database, system_clock)
    triage = TriageList(store)
    chance = random.Random(5)  # noqa: S311

    async def change() -> None:
        ref = f"AI-2020-{chance.randint(1, how_many):04d}"
        await triage.comment(ref, "Seen", by=Person("local", "bench", "Somebody"))

    async with serving(database) as server:
        async with (
            aiohttp.ClientSession() as client,
            client.get(f"{server.site}/board") as first,
        ):
            await first.read()
            (reading,) = (await server.times())["list"]
            async with client.get(f"{server.site}/board/AI-2020-0001") as page:
                await page.read()  # the texts are read for what is similar
        await server.times()
        print(f"{name}, {how_many} ideas, {AT_ONCE} at once")
        print(f"  all ideas read at the first request in {reading:.0f} ms")
        for kind, count, where in (
            ("board", requests, a_view),
            ("opening", requests // 3, the_opening),
            ("idea", requests // 3, an_idea),
        ):
            before = server.cpu()
            taken = await pages(server.site, partial(where, chance, how_many), count, change)
            used = (server.cpu() - before) * 1000 / count
            (found,) = (await server.times()).values()
            load = os.getloadavg()[0]
            print(f"  {kind}: {used:.1f} ms of processor a request, load of the machine {load:.1f}")
            print(f"    {'server':20} {spread(found)}")
            print(f"    {'client':20} {spread(taken)}", flush=True)
        books, alone, meanwhile = await workbook(server.site)
        print(f"  {'workbook':22} median {statistics.median(books):.0f}, most {max(books):.0f} ms")
        print(f"  {'question alone':22} {spread(alone)}")
        print(f"  {'question meanwhile':22} {spread(meanwhile)}", flush=True)
    await store.close()


async def main(how_many: int, requests: int, only: str) -> None:
    if only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            await measure("sqlite", folder, how_many, requests)
    if only != "sqlite":
        with temporary_postgres() as server:
            await measure("postgresql", server.url("postgres"), how_many, requests)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--ideas", type=int, default=10_000)
    options.add_argument("--requests", type=int, default=1_500)
    options.add_argument("--only", choices=["sqlite", "postgresql"], default="")
    options.add_argument("--serve", default="", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.serve:
        asyncio.run(serve(asked.serve))
    else:
        asyncio.run(main(asked.ideas, asked.requests, asked.only))
