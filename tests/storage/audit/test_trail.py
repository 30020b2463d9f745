"""The audit trail: append-only in the database, and a chain that shows every tampering."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import Store
from storage.audit.trail import Head, Verified, verify


async def _fill(store: Store, entries: int = 6) -> None:
    for number in range(1, entries + 1):
        async with store.writing() as unit:
            unit.audit(f"person:{number}", "idea.submitted", f"AI-2026-{number:04d}", {"£": number})


async def _verify(store: Store, noted: Head | None = None) -> Verified:
    async with store.reading() as connection:
        return await verify(connection, noted)


async def _tamper(store: Store, *statements: str) -> None:
    """As somebody would who owns the database and can take its triggers away."""
    if store.engine.dialect.name == "sqlite":
        off = ["drop trigger audit_no_update", "drop trigger audit_no_delete"]
    else:
        off = ["set local session_replication_role = replica"]
    async with store.writing() as unit:
        for statement in [*off, *statements]:
            await unit.connection.execute(text(statement))


async def test_an_untouched_trail_verifies(store: Store) -> None:
    await _fill(store)

    found = await _verify(store)

    assert found.problems == ()
    assert found.head.seq == 6


async def test_an_empty_trail_verifies(store: Store) -> None:
    assert (await _verify(store)).problems == ()


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set actor = 'person:9' where seq = 2",
        "delete from audit where seq = 2",
        "delete from audit",
    ],
)
async def test_the_database_itself_refuses_changes(store: Store, statement: str) -> None:
    await _fill(store, 3)

    with pytest.raises(DBAPIError, match="append-only"):
        async with store.writing() as unit:
            await unit.connection.execute(text(statement))

    assert (await _verify(store)).problems == ()


async def test_sqlite_refuses_a_replacing_insert(store: Store) -> None:
    await _fill(store, 3)
    if store.engine.dialect.name != "sqlite":
        return  # only SQLite has it

    with pytest.raises(DBAPIError, match="append-only"):
        async with store.writing() as unit:
            await unit.connection.execute(
                text("insert or replace into audit select * from audit where seq = 2")
            )


async def test_postgresql_refuses_to_truncate(store: Store) -> None:
    await _fill(store, 3)
    if store.engine.dialect.name == "sqlite":
        return  # SQLite has no truncate

    with pytest.raises(DBAPIError, match="append-only"):
        async with store.writing() as unit:
            await unit.connection.execute(text("truncate audit"))


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["update audit set actor = 'person:9' where seq = 3"], "entry 3 was altered"),
        (["update audit set at = (select at from audit where seq = 3), detail = '{}' where seq=4"],
         "entry 4 was altered"),
        (["delete from audit where seq = 3"], "entries 3 to 3 are missing"),
        (["delete from audit where seq = 1"], "entries 1 to 1 are missing"),
        (["delete from audit where seq > 4"], "entries after 4 are cut"),
        (["delete from audit"], "entries after 0 are cut"),
        (["update audit set seq = 99 where seq = 3", "update audit set seq = 3 where seq = 4",
          "update audit set seq = 4 where seq = 99"], "entry 3 does not follow"),
    ],
    ids=["altered", "altered detail", "removed", "first removed", "end cut", "emptied", "swapped"],
)  # fmt: skip
async def test_tampering_is_found(store: Store, statements: list[str], problem: str) -> None:
    await _fill(store)
    await _tamper(store, *statements)

    assert problem in (await _verify(store)).problems[0]


async def test_a_chain_made_anew_does_not_hold_the_head_that_was_noted(store: Store) -> None:
    await _fill(store)
    noted = (await _verify(store)).head
    await _tamper(store, "delete from audit", "update audit_head set seq = 0, hash = ''")
    await _fill(store, 5)

    assert (await _verify(store)).problems == ()
    assert "noted earlier" in (await _verify(store, noted)).problems[0]


async def test_a_head_that_was_noted_stays_part_of_a_trail_that_grows(store: Store) -> None:
    await _fill(store, 3)
    noted = Head.parse(str((await _verify(store)).head))
    await _fill(store, 3)

    assert (await _verify(store, noted)).problems == ()


@pytest.mark.parametrize("text", ["", "12", "x:ab", "-1:ab"])
def test_what_is_no_head_is_refused(text: str) -> None:
    parse: Callable[[str], Head] = Head.parse
    with pytest.raises(ValueError, match=f"^{text}$"):
        parse(text)
