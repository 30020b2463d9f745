"""What goes wrong while serving: said clearly, nothing half kept, and working again afterwards."""

import asyncio

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.engine.interfaces import DBAPIConnection

import storage
from storage import DatabaseErrorKind, Store, StoreError
from storage.audit.trail import verify
from storage.coordination.counters import next_number
from storage.tables import gap
from tests.databases import SetClock
from tests.postgres import temporary_postgres


async def _write(store: Store, words: str = "?") -> None:
    async with store.writing() as unit:
        row = insert(gap).values(at=unit.now, kind="silent", question_masked=words)
        await unit.connection.execute(row)
        unit.audit("person:1", "gap.added", "gap")


async def _count(store: Store) -> tuple[int, int]:
    async with store.reading() as connection:
        found = await connection.execute(
            text("select (select count(*) from gap), (select count(*) from audit)")
        )
        gaps, entries = found.one()
    return gaps, entries


async def test_a_full_disk_is_named_and_leaves_no_half_of_a_unit(
    sqlite_database: str, clock: SetClock
) -> None:
    store = await storage.open(sqlite_database, clock)
    await _write(store)

    def nearly_full(connection: DBAPIConnection, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute("pragma page_count")
        (pages,) = cursor.fetchone() or (0,)
        cursor.execute(f"pragma max_page_count = {pages + 2}")
        cursor.close()

    event.listen(store.engine.sync_engine, "checkout", nearly_full)
    with pytest.raises(StoreError, match="disk") as refused:
        await _write(store, "x" * 100_000)
    assert refused.value.fault is DatabaseErrorKind.FULL
    assert await _count(store) == (1, 1)

    event.remove(store.engine.sync_engine, "checkout", nearly_full)
    store2 = await storage.open(sqlite_database, clock)  # the limit is the connection's
    await _write(store2, "x" * 100_000)
    async with store2.reading() as connection:
        assert (await verify(connection)).problems == ()
    await store.close()
    await store2.close()


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("53100", DatabaseErrorKind.FULL),
        ("25006", DatabaseErrorKind.READ_ONLY),
        ("40P01", DatabaseErrorKind.BUSY),
        ("57P03", DatabaseErrorKind.GONE),
    ],
)
async def test_postgresqls_own_words_are_understood(
    own_postgres_database: str, clock: SetClock, state: str, fault: DatabaseErrorKind
) -> None:
    store = await storage.open(own_postgres_database, clock)
    async with store.writing() as unit:
        await unit.connection.execute(
            text(
                "create function fail() returns trigger language plpgsql as "
                f"$$ begin raise exception 'as if' using errcode = '{state}'; end $$"
            )
        )
        await unit.connection.execute(
            text("create trigger t before insert on gap for each row execute function fail()")
        )

    with pytest.raises(StoreError) as refused:
        await _write(store)

    assert refused.value.fault is fault
    assert await _count(store) == (0, 0)
    await store.close()


async def test_a_database_that_goes_and_comes_back_needs_no_restart(clock: SetClock) -> None:
    with temporary_postgres() as server:
        store = await storage.open(server.url("postgres"), clock)
        await asyncio.gather(*(_write(store) for _ in range(5)))

        await asyncio.to_thread(server.stop)
        for _ in range(3):
            with pytest.raises(StoreError) as refused:
                await _write(store)
            assert refused.value.fault is DatabaseErrorKind.GONE

        await asyncio.to_thread(server.start)
        await asyncio.gather(*(_write(store) for _ in range(5)))
        assert await _count(store) == (10, 10)

        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
        await _write(store)  # nobody had noticed that it was away
        await store.close()


async def test_a_connection_cut_in_the_middle_of_a_unit_is_a_store_error(
    postgres_database: str, clock: SetClock
) -> None:
    store = await storage.open(postgres_database, clock)

    async def cut() -> None:
        async with store.writing() as unit, store.reading() as other:
            pid = await unit.connection.scalar(text("select pg_backend_pid()"))
            await other.execute(text("select pg_terminate_backend(:pid)"), {"pid": pid})
            await unit.connection.execute(text("select 1"))

    with pytest.raises(StoreError) as refused:
        await cut()

    assert refused.value.fault is DatabaseErrorKind.GONE
    await _write(store)
    await store.close()


async def test_a_lock_is_not_waited_for_for_ever(postgres_database: str, clock: SetClock) -> None:
    store = await storage.open(postgres_database, clock)
    hung = await storage.open(postgres_database, clock)

    async def take_the_same_number() -> None:
        async with store.writing() as unit:
            await unit.connection.execute(text("set local lock_timeout = '50ms'"))
            await next_number(unit, "idea:2026")

    async with hung.writing() as unit:
        assert await unit.connection.scalar(text("show lock_timeout")) == "10s"
        await next_number(unit, "idea:2026")
        with pytest.raises(StoreError) as refused:
            await take_the_same_number()

    assert refused.value.fault is DatabaseErrorKind.BUSY
    await store.close()
    await hung.close()


async def test_what_people_wrote_is_in_no_error(store: Store) -> None:
    async def fail() -> None:
        async with store.writing() as unit:
            row = insert(gap).values(id=1, at=unit.now, kind="x", question_masked="a secret")
            await unit.connection.execute(row)
            await unit.connection.execute(row)

    with pytest.raises(Exception, match="gap") as raised:
        await fail()

    assert "a secret" not in str(raised.value)


async def test_a_mistake_in_a_program_is_not_dressed_up_as_a_fault(store: Store) -> None:
    with pytest.raises(Exception, match="no_such_table") as raised:
        async with store.reading() as connection:
            await connection.execute(text("select * from no_such_table"))

    assert not isinstance(raised.value, StoreError)
