"""A copy made while others write, and its return: the trail whole, erased people still erased."""

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

import storage
from common.clock import system_clock
from storage import Store
from storage.__main__ import main
from storage.backup.database_copy import BackupError, back_up, restore
from storage.backup.erasure_log import empty_person_row
from storage.engine.engines import FILE
from storage.tables import person
from tests.databases import SetClock
from tests.postgres import Postgres
from tests.storage.migrations.test_rolling import note_a_gap

T = TypeVar("T")

NAMES = ("Ann Archer", "Ben Baker")


def shell(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


async def fill(store: Store) -> None:
    async with store.writing() as unit:
        for name in NAMES:
            row = unit.insert(person).values(tenant="t", directory_id=name.lower(), name=name)
            await unit.connection.execute(row)
        unit.audit("shell", "people.added", "all")


async def erase(store: Store, number: int) -> None:
    async with store.writing() as unit:
        await empty_person_row(unit, number, "shell")


async def names(store: Store) -> list[str]:
    async with store.reading() as connection:
        found = await connection.execute(select(person.c.name).order_by(person.c.id))
        return list(found.scalars())


async def test_a_copy_is_whole_although_others_write_meanwhile(
    sqlite_database: str, clock: SetClock, tmp_path: Path
) -> None:
    store = await storage.open(sqlite_database, clock)
    stop = asyncio.Event()

    async def write() -> None:
        while not stop.is_set():
            await note_a_gap(store)

    writing = asyncio.create_task(write())
    for number in range(5):
        await asyncio.to_thread(back_up, Path(sqlite_database), tmp_path / f"{number}.db")
    stop.set()
    await writing
    await store.close()
    for number in range(5):
        restored = await restore(tmp_path / f"{number}.db", tmp_path / str(number))
        assert restored.trail.problems == ()
        assert (tmp_path / f"{number}.db").stat().st_mode & 0o077 == 0


async def test_who_was_erased_after_the_copy_stays_erased_after_the_restore(
    sqlite_database: str, clock: SetClock, tmp_path: Path
) -> None:
    folder, copy = Path(sqlite_database), tmp_path / "copy.db"
    store = await storage.open(folder, clock)
    await fill(store)
    await asyncio.to_thread(back_up, folder, copy)
    await erase(store, 1)
    await store.close()
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        (folder / name).unlink(missing_ok=True)

    restored = await restore(copy, folder)

    assert restored.erased == (1,)
    store = await storage.open(folder, clock)
    assert await names(store) == ["", "Ben Baker"]
    await store.close()


async def test_a_list_is_used_once_because_numbers_may_be_given_anew(
    sqlite_database: str, clock: SetClock, tmp_path: Path
) -> None:
    folder, early, later = Path(sqlite_database), tmp_path / "early.db", tmp_path / "later.db"
    store = await storage.open(folder, clock)
    await asyncio.to_thread(back_up, folder, early)
    await fill(store)
    await erase(store, 1)
    await store.close()

    (folder / FILE).unlink()
    assert (await restore(early, folder)).erased == ()
    store = await storage.open(folder, clock)
    await fill(store)  # another person with the number 1
    await store.close()
    await asyncio.to_thread(back_up, folder, later)
    (folder / FILE).unlink()
    assert (await restore(later, folder)).erased == ()


def test_it_works_in_a_shell(sqlite_database: str, tmp_path: Path) -> None:
    copy, place = str(tmp_path / "copy.db"), str(tmp_path / "place")
    made = shell("backup", copy, "--database", sqlite_database)
    assert made.exit_code == 0, made.output
    assert "The audit trail is whole. Head: 0:" in made.output
    assert "is there already" in shell("backup", copy, "--database", sqlite_database).output
    assert "whole" in shell("restore", copy, "--database", place).output
    again = shell("restore", copy, "--database", place)
    assert "has a database already" in again.output
    assert again.exit_code == 1
    head = shell("verify", "--database", place).output.split()[-1]
    assert shell("verify", "--database", place, "--noted", head).exit_code == 0
    assert (
        "not part of this trail"
        in shell("verify", "--database", place, "--noted", f"1:{'0' * 64}").output
    )


def test_what_is_no_copy_of_ours_is_refused(sqlite_database: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table x (y)")
    torn = tmp_path / "torn.db"
    shutil.copy(Path(sqlite_database) / FILE, torn)
    torn.write_bytes(torn.read_bytes()[:40_000])
    (tmp_path / "text.db").write_text("no database at all, just words" * 100)
    for file in (other, torn, tmp_path / "text.db", tmp_path / "none.db"):
        with pytest.raises(BackupError, match=file.name):
            asyncio.run(restore(file, tmp_path / "place"))
        assert not (tmp_path / "place" / FILE).exists()


def test_a_database_on_postgresql_is_settled_in_after_its_own_tools(
    postgres_database: str, tmp_path: Path, clock: SetClock
) -> None:
    assert "pg_dump" in shell("backup", "x.db", "--database", postgres_database).output

    async def fill_it() -> None:
        store = await storage.open(postgres_database, clock)
        await fill(store)
        await store.close()

    asyncio.run(fill_it())
    with_ann = tmp_path / "erased.txt"
    number = shell("erased", "--database", postgres_database).output.strip()
    assert number == ""
    first = _first_person(postgres_database, clock)
    with_ann.write_text(f"{first}\nnot a number\n\n")
    done = shell("settle", "--erased", str(with_ann), "--database", postgres_database)
    assert "Erased again: 1" in done.output
    assert "The audit trail is whole" in done.output
    assert shell("erased", "--database", postgres_database).output.split() == [str(first)]


def test_a_database_on_postgresql_comes_back_from_its_own_dump(
    postgres: Postgres, postgres_database: str, own_postgres_database: str, tmp_path: Path
) -> None:
    """The commands are those of docs/ideas.md; the clock is the system's, as in a shell."""
    dump, empty = tmp_path / "assistant.dump", own_postgres_database
    _run(postgres_database, fill)
    postgres.call("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", postgres_database)
    head = shell("verify", "--database", postgres_database).output.split()[-1]
    number = _first_person(postgres_database, system_clock)
    _run(postgres_database, lambda store: erase(store, number))
    (tmp_path / "erased.txt").write_text(shell("erased", "--database", postgres_database).output)

    options = ("--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={empty}")
    postgres.call("pg_restore", *options, str(dump))
    settled = shell("settle", "--erased", str(tmp_path / "erased.txt"), "--database", empty)

    assert settled.exit_code == 0, settled.output
    assert "Erased again: 1" in settled.output
    assert shell("verify", "--noted", head, "--database", empty).exit_code == 0
    assert _run(empty, names) == ["", "Ben Baker"]
    _run(empty, note_a_gap)  # numbers go on where they were
    with pytest.raises(ProgrammingError, match="append-only"):
        _run(empty, _rewrite_the_trail)
    assert shell("verify", "--noted", head, "--database", empty).exit_code == 0


async def _rewrite_the_trail(store: Store) -> None:
    async with store.writing() as unit:
        await unit.connection.execute(text("update audit set actor = 'nobody'"))


def _run(where: str, act: Callable[[Store], Awaitable[T]]) -> T:
    """Do something with the database, as a command would."""

    async def opened() -> T:
        store = await storage.open(where, system_clock)
        try:
            return await act(store)
        finally:
            await store.close()

    return asyncio.run(opened())


def _first_person(where: str, clock: Callable[[], datetime]) -> int:
    async def look() -> int:
        store = await storage.open(where, clock)
        async with store.reading() as connection:
            found = await connection.execute(select(person.c.id).order_by(person.c.id))
            number = int(found.scalars().all()[0])
        await store.close()
        return number

    return asyncio.run(look())
