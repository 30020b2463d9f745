"""Sends everything odd to every route, as everybody: prints how many, and what failed.

    python -m tests.bench.mischief [--postgres] [--of-each 40]

Some 30,000 requests in all take a quarter of an hour; `--of-each` takes so many of each kind.
"""

import argparse
import asyncio
import logging
import random
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from tests.databases import IN_MEMORY, SetClock
from tests.knowledge.made_up import undisputed_set
from tests.postgres import temporary_postgres
from tests.web.mischief import mischief, takes_away
from tests.web.whole_site import NOBODY, STARTS, WHO, whole_site


async def sent(database: str, folder: Path, of_each: int) -> None:
    clock = SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))
    async with whole_site(database, clock, undisputed_set(folder), folder) as site:
        found = await site.crawled("officer", *STARTS, most=8)
        begun, count, failed = time.perf_counter(), 0, []
        chance = random.Random(1)  # noqa: S311 - the same choice each time
        kinds = chain.from_iterable(mischief(site, found, who) for who in (NOBODY, *WHO))
        for name, odd in sorted(kinds, key=lambda kind: takes_away(kind[0])):
            chosen = list(odd)
            for one in chance.sample(chosen, min(of_each or len(chosen), len(chosen))):
                count += 1
                if await site.fails_at(one):
                    failed.append(f"{name} by {one.who}: {one.path[:80]} {str(one.data)[:200]}")
        print(f"{count} requests, {len(failed)} failed, {time.perf_counter() - begun:.0f} s")
        print("\n".join(failed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--of-each", type=int, default=0)
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    with ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(dir=IN_MEMORY))
        database = str(Path(folder, "db"))
        if asked.postgres:
            database = held.enter_context(temporary_postgres()).url("postgres")
        asyncio.run(sent(database, Path(folder), asked.of_each))
