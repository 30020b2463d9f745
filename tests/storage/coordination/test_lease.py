"""A lease: one holder at a time, and nobody waits for the dead."""

from datetime import timedelta

from storage import Store
from storage.coordination.lease import acquire_lease
from tests.databases import SetClock


async def test_one_replica_holds_a_lease_and_may_keep_it(store: Store, clock: SetClock) -> None:
    async def holds(who: str) -> bool:
        async with store.writing() as unit:
            return await acquire_lease(unit, "notices", who, unit.now + timedelta(seconds=30))

    assert await holds("a")
    assert not await holds("b")
    clock.forward(seconds=20)
    assert await holds("a")
    clock.forward(seconds=20)
    assert not await holds("b"), "its holder had kept it"


async def test_a_lease_that_has_ended_is_taken_by_another(store: Store, clock: SetClock) -> None:
    async with store.writing() as unit:
        assert await acquire_lease(unit, "notices", "a", unit.now + timedelta(seconds=30))
        assert not await acquire_lease(unit, "notices", "c", unit.now + timedelta(seconds=30))
    clock.forward(seconds=30)
    async with store.writing() as unit:
        assert await acquire_lease(unit, "notices", "c", unit.now + timedelta(seconds=30))
