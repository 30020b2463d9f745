"""Processes that submit at the same time, and processes that are killed while they do."""

import asyncio
import random
import sys
from dataclasses import dataclass

from sqlalchemy import text

import storage
from common.clock import system_clock
from storage.audit.trail import verify

ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a database holds after the fact."""

    references: frozenset[str]
    numbers: tuple[int, ...]
    halves: int
    problems: tuple[str, ...]


async def start(database: str, name: str, how_many: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.triage.submitting", database, name, str(how_many),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def submit_in_processes(database: str, processes: int, each: int) -> list[str]:
    """References acknowledged by several processes, each idea delivered twice."""
    running = [await start(database, f"person-{n}", each) for n in range(processes)]
    said = await asyncio.gather(*(one.communicate() for one in running))
    assert [one.returncode for one in running] == [0] * processes
    return [ref for out, _ in said for ref in out.decode().split()]


async def submit_until_killed(database: str, name: str, chance: random.Random) -> list[str]:
    """References acknowledged by a process before it was killed, at some moment while writing."""
    process = await start(database, name, ENDLESS)
    assert process.stdout is not None
    first = await process.stdout.readline()
    await asyncio.sleep(chance.uniform(0, 0.12))
    process.kill()
    rest, _ = await process.communicate()
    complete = (first + rest).rpartition(b"\n")[0]
    return complete.decode().split()


async def look(database: str) -> Found:
    """Open the database as after a restart, and look for what should not be there."""
    store = await storage.open(database, system_clock)
    async with store.reading() as connection:
        ideas = (await connection.execute(text("select reference, number from idea"))).all()
        halves = (await connection.execute(text(_HALVES))).scalar_one()
        trail = await verify(connection)
    await store.close()
    return Found(
        frozenset(row.reference for row in ideas),
        tuple(sorted(row.number for row in ideas)),
        halves,
        trail.problems,
    )


_HALVES = """
select count(*) from idea where not
  (select count(*) from move where move.idea_id = idea.id) = 1
  or not (select count(*) from audit where audit.subject = idea.reference) = 1
  or not (select count(*) from once where once.result = idea.reference) = 1
"""
