"""Units of work: whole or not at all, on both engines."""

import asyncio

import pytest
from sqlalchemy import func, insert, select

import storage
from storage import Store
from storage.coordination.counters import next_number
from storage.coordination.idempotency import find_result, store_result
from storage.tables import counter, gap
from tests.databases import SetClock


async def _gaps(store: Store) -> int:
    async with store.reading() as connection:
        return (await connection.execute(select(func.count()).select_from(gap))).scalar_one()


async def _add_gap(store: Store) -> None:
    async with store.writing() as unit:
        row = insert(gap).values(at=unit.now, kind="silent", question_masked="?")
        await unit.connection.execute(row)


class ChangedMindError(Exception):
    pass


async def test_what_a_unit_wrote_is_there_afterwards(store: Store) -> None:
    await _add_gap(store)

    assert await _gaps(store) == 1


async def test_a_unit_that_fails_leaves_nothing_behind(store: Store) -> None:
    async def fail() -> None:
        async with store.writing() as unit:
            row = insert(gap).values(at=unit.now, kind="silent", question_masked="?")
            await unit.connection.execute(row)
            unit.audit("person:1", "gap.added", "gap:1")
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        await fail()

    assert await _gaps(store) == 0


async def test_moments_come_back_in_utc_as_they_went_in(store: Store, clock: SetClock) -> None:
    clock.forward(microseconds=17)
    await _add_gap(store)

    async with store.reading() as connection:
        at = (await connection.execute(select(gap.c.at))).scalar_one()
    assert at == clock.now
    assert at.utcoffset() is not None


async def test_a_moment_without_a_time_zone_is_refused(store: Store, clock: SetClock) -> None:
    clock.now = clock.now.replace(tzinfo=None)

    with pytest.raises(Exception, match="needs a time zone"):
        await _add_gap(store)


async def test_many_writers_and_readers_at_once_all_get_through(store: Store) -> None:
    await asyncio.gather(*(_add_gap(store) for _ in range(60)), *(_gaps(store) for _ in range(30)))

    assert await _gaps(store) == 60


async def test_a_unit_that_read_first_can_still_write_beside_other_processes(
    store: Store, database: str, clock: SetClock
) -> None:
    other = await storage.open(database, clock)

    async def read_then_write(one: Store) -> None:
        async with one.writing() as unit:
            await unit.connection.execute(select(func.count()).select_from(gap))
            await asyncio.sleep(0.001)
            await unit.connection.execute(
                insert(gap).values(at=unit.now, kind="silent", question_masked="?")
            )

    await asyncio.gather(*(read_then_write(one) for one in (store, other) * 10))

    assert await _gaps(store) == 20
    await other.close()


async def test_a_key_acts_once_and_remembers_what_it_led_to(store: Store) -> None:
    async def act() -> str:
        async with store.writing() as unit:
            before = await find_result(unit, "form:7")
            if before is None:
                await store_result(unit, "form:7", "AI-2026-0001")
            return "acted" if before is None else before

    results = await asyncio.gather(*(act() for _ in range(8)))

    assert sorted(results) == ["AI-2026-0001"] * 7 + ["acted"]


async def test_a_key_is_free_again_when_its_unit_failed(store: Store) -> None:
    async def fail() -> None:
        async with store.writing() as unit:
            await find_result(unit, "form:7")
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        await fail()

    async with store.writing() as unit:
        assert await find_result(unit, "form:7") is None


async def test_numbers_have_no_gaps_even_when_units_fail(store: Store) -> None:
    async def take(fail: bool) -> int:
        async with store.writing() as unit:
            number = await next_number(unit, "idea:2026")
            if fail:
                raise ChangedMindError
        return number

    taken = await asyncio.gather(
        *(take(fail=at % 3 == 0) for at in range(30)), return_exceptions=True
    )

    assert sorted(n for n in taken if isinstance(n, int)) == list(range(1, 21))
    async with store.reading() as connection:
        assert (await connection.execute(select(counter.c.last))).scalar_one() == 20


async def test_a_snapshot_sees_one_moment_through_all_its_queries(store: Store) -> None:
    count = select(func.count()).select_from(gap)
    async with store.snapshot() as connection:
        before = (await connection.execute(count)).scalar_one()
        await _add_gap(store)
        after = (await connection.execute(count)).scalar_one()

    assert (before, after) == (0, 0)
    assert await _gaps(store) == 1
