"""What reading and searching cost those who ask.

    python -m tests.bench.readers [ROUNDS]      5 otherwise

One server with the model set. One person asks, one question after the other, alternately alone
and beside 24 who read one policy page, 24 who search at the page and 24 who search in the compose
box of Teams, none of whom stops to think. These run in a process of their own at the lowest
priority, since real readers do not share the server's processor. Asked: at the median at most 2
times, at the 99th percentile at most 3 times what it takes alone.
"""

import asyncio
import contextlib
import json
import statistics
import sys
import tempfile
from collections import Counter
from itertools import count, cycle
from pathlib import Path
from typing import Any

import aiohttp

from knowledge import Library
from tests.bench.fleet import Fleet, People, fleet, microsoft_that_can_fail
from tests.bench.load import questions, warmed
from tests.freeze import MODEL_SET, ROOT
from tests.microsoft import TENANT, activity

EACH = 24
A_ROUND = 60  # questions alone, and as many beside the readers
PAGE = "/policies/using-ai"
WORDS = (
    "record a meeting",
    "personal data",
    "dpia",
    "copilot",
    "transparency",
    "supplier",
    "pilot",
)


async def beside(url: str, service: str, authorization: str) -> None:
    """Read and search without an end; says how often on the way out."""
    done, numbers, words = Counter[str](), count(), cycle(WORDS)

    async def read(http: aiohttp.ClientSession, name: str, path: str, who: int) -> None:
        headers = {"X-Forwarded-For": f"10.0.0.{who}"}
        while True:
            at = path + (f"?q={next(words)} {next(numbers)}" if name == "search" else "")
            async with http.get(url + at, headers=headers) as answer:
                await answer.read()
                done[f"{name} {answer.status}"] += 1

    async def compose(http: aiohttp.ClientSession, who: int) -> None:
        while True:
            value: dict[str, Any] = {
                "commandId": "search",
                "parameters": [{"name": "question", "value": f"{next(words)} {next(numbers)}"}],
                "queryOptions": {"skip": 0, "count": 25},
            }
            body = activity(
                service, type="invoke", name="composeExtension/query", value=value, text=None,
                id=f"e{next(numbers)}",
                conversation={
                    "id": f"a:e{who}",
                    "conversationType": "personal",
                    "tenantId": TENANT,
                },
            )  # fmt: skip
            body["from"] = {"id": f"29:e{who}", "aadObjectId": f"e{who}", "name": "Somebody"}
            headers = {"Authorization": authorization}
            async with http.post(f"{url}/api/messages", json=body, headers=headers) as answer:
                await answer.read()
                done[f"compose {answer.status}"] += 1

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        work = [
            *(read(http, "page", PAGE, who) for who in range(EACH)),
            *(read(http, "search", "/policies", who) for who in range(EACH)),
            *(compose(http, who) for who in range(EACH)),
        ]
        running = [asyncio.create_task(one) for one in work]
        await asyncio.to_thread(sys.stdin.readline)
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        sys.stdout.write(json.dumps(done) + "\n")


async def asked(people: People, texts: "cycle[str]") -> list[float]:
    """Seconds of one round's questions."""
    people.asked.times.clear()
    for _ in range(A_ROUND):
        await people.ask(next(texts))
    return list(people.asked.times)


async def measure(one: Fleet, http: aiohttp.ClientSession, rounds: int) -> None:
    people, texts = People(one, http), cycle(questions())
    alone, loaded, done = list[float](), list[float](), Counter[str]()
    given = (one.replicas[0].url, one.side.service, f"Bearer {one.side.token()}")
    for _ in range(rounds):
        alone += await asked(people, texts)
        others = await asyncio.create_subprocess_exec(
            "nice", "-n", "19", sys.executable, "-m", "tests.bench.readers", "beside", *given,
            cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        await asyncio.sleep(3)
        loaded += await asked(people, texts)
        said, _ = await others.communicate(b"\n")
        with contextlib.suppress(ValueError):
            done.update(json.loads(said))
    for name, times in (("alone", alone), ("beside", loaded)):
        cuts = statistics.quantiles(times, n=100)
        print(f"{name:>7}: p50 {1000 * cuts[49]:.0f} ms, p99 {1000 * cuts[98]:.0f} ms")
    a, b = (statistics.quantiles(times, n=100) for times in (alone, loaded))
    print(f"  times: p50 {b[49] / a[49]:.2f} (asked 2), p99 {b[98] / a[98]:.2f} (asked 3)")
    print("  meanwhile:", ", ".join(f"{what} {many:,}" for what, many in sorted(done.items())))
    print(f"  5xx {people.failed()}, lost {people.lost()}")


async def main(words: list[str]) -> None:
    if words[:1] == ["beside"]:
        await beside(*words[1:])
        return
    with tempfile.TemporaryDirectory() as folder:
        Library.load(MODEL_SET, cache=Path(folder) / "data-0")
        async with (
            microsoft_that_can_fail() as side,
            fleet(side, MODEL_SET, Path(folder), 1, POLICY_READERS="anybody") as one,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            await warmed(one, http)
            await measure(one, http, int(words[0]) if words else 5)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
