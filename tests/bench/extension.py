"""How long a search of the message extension takes, from the invoke's value to the answer's JSON,
on the council's own policies: finding, drawing 25 cards and writing them down.

    .venv/bin/python -m tests.bench.extension

The target is 300 ms at the 95th percentile (issue of the Teams app, point 2).
"""

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from bot.answering.lookup import Lookup
from bot.teams.inbound.message_extension import MessageExtension
from common.pace import Searching, Turns
from common.person import Person
from knowledge import Library
from storage.answers.pauses import Pause
from tests.freeze import MODEL_SET

ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    *("", "r", "re", "record", "record a meeting", "copilot", "dpia", "chatgpt", "personal data"),
    *("can i put a residents address in chatgpt", "transparency record", "pilot", "zzyzx"),
)
ROUNDS = 20


async def nothing_paused() -> Sequence[Pause]:
    return ()


async def measure() -> None:
    library, hours = Library.load(MODEL_SET), count()  # an hour between any two: no pace
    extension = MessageExtension(
        Lookup(lambda: library, nothing_paused, Searching(Turns(), lambda: 3600.0 * next(hours))),
        "https://policies.example",
    )
    wall, cpu, largest = [], [], 0
    for _ in range(ROUNDS):
        for words in WORDS:
            value = {
                "commandId": "search",
                "parameters": [{"name": "question", "value": words}],
                "queryOptions": {"skip": 0, "count": 25},
            }
            begun, used = time.perf_counter(), time.process_time()
            answer = json.dumps(await extension.search(value, Person("t", "p", "")))
            wall.append((time.perf_counter() - begun) * 1000)
            cpu.append((time.process_time() - used) * 1000)
            largest = max(largest, len(answer))
    for name, times in (("wall", wall), ("CPU", cpu)):
        cuts = statistics.quantiles(times, n=100)
        print(f"{name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")
    print(f"{len(wall)} searches; the largest answer has {largest:,} bytes")


if __name__ == "__main__":
    asyncio.run(measure())
