"""Three replicas on one PostgreSQL: once only, one memory, one set; and what a kill -9 costs.

    python -m tests.bench.replicas [QUESTIONS A SECOND]        20 otherwise

Starts everything on loopback and throws it away. Times depend on the machine.
"""

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from tests.bench.fleet import Fleet, People, cpu_seconds, fleet, memory, microsoft_that_can_fail
from tests.postgres import temporary_postgres
from tests.test_app import POLICY

SECONDS = 15


async def main(rate: float) -> None:
    with temporary_postgres() as server, tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        policies = place / "policies"
        (policies / "lunch").mkdir(parents=True)
        (policies / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
        async with (
            microsoft_that_can_fail() as side,
            fleet(side, policies, place, 3, database=server.url("postgres")) as three,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            rows = [
                await steady(three, http, rate),
                await duplicates(three, http),
                await follow_up(three, http),
                await converge(three, http, policies),
                await killed(three, http, rate),
                await replaced(three, http, rate),
            ]
    width = max(len(name) for name, _ in rows)
    for name, said in rows:
        print(f"{name:<{width}}  {said}")


async def steady(three: Fleet, http: aiohttp.ClientSession, rate: float) -> tuple[str, str]:
    people = People(three, http)
    await people.at_a_rate(rate, 2)  # warm
    people = People(three, http)
    before = [cpu_seconds(replica.pid) for replica in three.replicas]
    await people.at_a_rate(rate, SECONDS)
    cpu = [cpu_seconds(r.pid) - was for r, was in zip(three.replicas, before, strict=True)]
    cuts = statistics.quantiles(people.asked.times, n=100)
    asked = len(people.asked.numbers)
    sizes = ", ".join(f"{memory(replica.pid):.0f}" for replica in three.replicas)
    return (
        f"{rate:.0f} questions a second for {SECONDS} s",
        f"{asked} asked, lost {people.lost()}, doubled {people.doubled()}, 5xx {people.failed()}; "
        f"p50 {1000 * cuts[49]:.0f} ms, p99 {1000 * cuts[98]:.0f} ms, "
        f"CPU {1000 * sum(cpu) / asked:.1f} ms a turn; memory {sizes} MB",
    )


async def duplicates(three: Fleet, http: aiohttp.ClientSession) -> tuple[str, str]:
    people = People(three, http)
    numbers = [f"dup{n}" for n in range(100)]
    begun = time.perf_counter()
    for number in numbers:
        people.asked.numbers.append(number)
        statuses = await asyncio.gather(*(people.deliver(number) for _ in range(30)))
        if any(status in (200, 202) for status in statuses):
            people.asked.acknowledged.add(number)
    return (
        "100 questions, each delivered 30 times to all three",
        f"3000 deliveries in {time.perf_counter() - begun:.1f} s, lost {people.lost()}, "
        f"doubled {people.doubled()}, 5xx {people.failed()}",
    )


async def follow_up(three: Fleet, http: aiohttp.ClientSession) -> tuple[str, str]:
    """Every question reaches another replica than the one before: "why" knows the last one."""
    people, known = People(three, http), 0
    for chat in range(10):
        person = f"curious-{chat}"
        await people.deliver(f"first-{chat}", person=person)
        await people.deliver(f"then-{chat}", "why", person)
        known += "Chosen: " in " ".join(people.side.shown.get(f"then-{chat}", ()))
    return "`why` through another replica", f"{known} of 10 heard the reason"


async def converge(three: Fleet, http: aiohttp.ClientSession, policies: Path) -> tuple[str, str]:
    async def sets() -> set[str]:
        found = set()
        for replica in three.replicas:
            async with http.get(f"{replica.url}/readyz") as answer:
                told = await answer.json()
                found.add(told["checks"]["policies"]["fingerprint"])
        return found

    (before,) = await sets()
    file = policies / "lunch" / "1.10.md"
    part = file.with_suffix(".part")
    part.write_text(file.read_text("utf-8").replace("What may be eaten", "What is eaten"), "utf-8")
    begun = time.perf_counter()
    shutil.move(part, file)
    for _ in range(300):
        now = await sets()
        if len(now) == 1 and before not in now:
            break
        await asyncio.sleep(0.2)
    taken = time.perf_counter() - begun
    async with http.get(f"{three.replicas[0].url}/readyz") as answer:
        seen = (await answer.json())["checks"]["replicas"]["serving"]
    return (
        "an edit reaches all three",
        f"after {taken:.1f} s (seen by /readyz: {len(seen)} replicas)",
    )


async def killed(three: Fleet, http: aiohttp.ClientSession, rate: float) -> tuple[str, str]:
    people = People(three, http)
    load = asyncio.create_task(people.at_a_rate(rate, SECONDS))
    await asyncio.sleep(SECONDS / 3)
    victim = three.replicas.pop(0)
    victim.kill()
    await load
    await people.settled(40)
    await victim.stack.aclose()
    return (
        "kill -9 of one under load",
        f"{len(people.asked.numbers)} asked, lost {people.lost()}, doubled {people.doubled()}, "
        f"told to ask again {people.told_to_ask_again()}, 5xx {people.failed()}, "
        f"not acknowledged {len(people.asked.numbers) - len(people.asked.acknowledged)}",
    )


async def replaced(three: Fleet, http: aiohttp.ClientSession, rate: float) -> tuple[str, str]:
    people = People(three, http)
    load = asyncio.create_task(people.at_a_rate(rate, SECONDS))
    await asyncio.sleep(1)
    await three.start()
    leaving = three.replicas.pop(0)
    leaving.end()
    await load
    await people.settled(40)
    await leaving.stack.aclose()
    return (
        "one started and one ended (SIGTERM) under load",
        f"{len(people.asked.numbers)} asked, lost {people.lost()}, doubled {people.doubled()}, "
        f"told to ask again {people.told_to_ask_again()}, 5xx {people.failed()}, "
        f"not acknowledged {len(people.asked.numbers) - len(people.asked.acknowledged)}",
    )


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 20))
