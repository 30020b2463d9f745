"""Kill -9 in the middle of writes, and eight processes on one PostgreSQL: what is left afterwards.

python -m tests.bench.faults [ROUNDS]        50 rounds on each engine otherwise
"""

import asyncio
import random
import sys
import tempfile
import time

from tests.postgres import temporary_postgres
from tests.triage.crashes import look, submit_in_processes, submit_until_killed


async def kill(name: str, database: str, rounds: int) -> None:
    chance, acknowledged = random.Random(1), set[str]()  # noqa: S311
    for number in range(rounds):
        acknowledged |= set(await submit_until_killed(database, f"person-{number}", chance))
    found = await look(database)
    gaps = found.numbers != tuple(range(1, len(found.numbers) + 1))
    print(
        f"{name}: killed {rounds} times; {len(acknowledged)} acknowledged, "
        f"{len(acknowledged - found.references)} of them lost; {len(found.references)} kept, "
        f"{found.halves} halves, gaps {gaps}, trail problems {len(found.problems)}"
    )


async def together(database: str, processes: int, each: int) -> None:
    begun = time.perf_counter()
    acknowledged = await submit_in_processes(database, processes, each)
    taken = time.perf_counter() - begun
    found = await look(database)
    exact = found.numbers == tuple(range(1, processes * each + 1))
    print(
        f"postgresql: {processes} processes x {each}, each delivered twice, in {taken:.1f} s: "
        f"{len(found.references)} ideas, acknowledged {len(acknowledged)}, numbers exact {exact}, "
        f"{found.halves} halves, trail problems {len(found.problems)}"
    )


async def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await kill("sqlite", folder, rounds)
    with temporary_postgres() as server:
        await together(server.url("postgres"), 8, 200)
    with temporary_postgres() as server:
        await kill("postgresql", server.url("postgres"), rounds)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
