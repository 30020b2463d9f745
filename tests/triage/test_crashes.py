"""Several processes at once, and processes killed while they write. Longer: tests/bench/faults."""

import random

from tests.triage.crashes import look, submit_in_processes, submit_until_killed


async def test_every_acknowledged_idea_outlives_the_process_that_took_it(database: str) -> None:
    chance = random.Random(7)  # noqa: S311
    acknowledged = [
        reference
        for number in range(2)
        for reference in await submit_until_killed(database, f"person-{number}", chance)
    ]

    found = await look(database)

    assert acknowledged
    assert set(acknowledged) <= found.references
    assert found.numbers == tuple(range(1, len(found.numbers) + 1))
    assert (found.halves, found.problems) == (0, ())


async def test_processes_that_submit_at_once_share_one_row_of_numbers(
    postgres_database: str,
) -> None:
    acknowledged = await submit_in_processes(postgres_database, processes=2, each=25)

    found = await look(postgres_database)

    assert sorted(acknowledged) == sorted(found.references)
    assert found.numbers == tuple(range(1, 51))
    assert (found.halves, found.problems) == (0, ())
