"""A copy of a SQLite database while it is in use, and its return into an empty place.

PostgreSQL has its own tools for both; what follows a restore is the same (`settle_in`).
"""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete

from common.clock import system_clock
from storage.audit.head_file import forget_head
from storage.audit.trail import Head, Verified, verify
from storage.backup.erasure_log import erase_again, read_erasure_log
from storage.engine.engines import FILE
from storage.store import ERASURES, Store, open
from storage.tables import delivery, lease, memory, replica, session, sign_in, turn

_OF_THE_MOMENT = (delivery, lease, memory, replica, session, sign_in, turn)
"""What was true when the copy was made: nobody is signed in on the word of an old copy."""


class BackupError(Exception):
    """Nothing was copied; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: the trail as verified, and who was erased again."""

    trail: Verified
    erased: tuple[int, ...]


def back_up(folder: Path, to: Path) -> None:
    """Copy the database in a folder to a file, whole and as of one moment, while others write.

    The file is ours alone and complete by itself. Blocks. Raises BackupError.
    """
    source = folder / FILE
    if not source.is_file():
        raise BackupError(f"There is no database in {folder}.")
    if to.exists():
        raise BackupError(f"{to} is there already. Give another name; backups are not replaced.")
    part = to.with_name(f"{to.name}.part")
    try:
        part.touch(mode=0o600, exist_ok=False)
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as database,
            closing(sqlite3.connect(part)) as copy,
        ):
            database.backup(copy)
            copy.execute("pragma journal_mode = delete")
            _check(copy, part)
        part.replace(to)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{to} could not be written: {error}. Is there room?") from None
    finally:
        part.unlink(missing_ok=True)


async def restore(file: Path, folder: Path, erasures: Path | None = None) -> Restored:
    """Put a copy into a folder that has no database, bring it up to date, and settle it in.

    People on the list of `erasures`, and on the folder's own, are erased again. Raises BackupError,
    StoreError.
    """
    numbers = await asyncio.to_thread(_put_in_place, file, folder, erasures)
    store = await open(folder, system_clock)
    try:
        return await settle_in(store, numbers)
    finally:
        await store.close()


def _put_in_place(file: Path, folder: Path, erasures: Path | None) -> set[int]:
    """Copy the file into the folder; gives the numbers of those who were erased since."""
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    if (folder / FILE).exists():
        raise BackupError(
            f"{folder} has a database already. Stop the assistant and move {FILE}, {FILE}-wal and "
            f"{FILE}-shm elsewhere first, but leave {ERASURES}."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with (
            closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy,
            closing(sqlite3.connect(part)) as database,
        ):
            copy.backup(database)
            _check(database, file)
        part.replace(folder / FILE)
    except sqlite3.Error as error:
        raise BackupError(f"{file} is not a sound copy of a database: {error}.") from None
    finally:
        part.unlink(missing_ok=True)
    forget_head(folder)
    own = folder / ERASURES
    lists = [path for path in (erasures, own) if path is not None and path.exists()]
    numbers = {number for path in lists for number in read_erasure_log(path)}
    if own.exists():  # done with: from here on its numbers may be given to others
        own.replace(folder / f"{ERASURES}.done")
    return numbers


async def settle_in(store: Store, numbers: set[int]) -> Restored:
    """What every restored database needs, of either kind: erase again who was erased since, drop
    what was of the moment, verify the trail. Raises StoreError."""
    erased = await erase_again(store, numbers, "restore")
    async with store.writing() as unit:
        for table in _OF_THE_MOMENT:
            await unit.connection.execute(delete(table))
        unit.wipes = True
        unit.audit("restore", "database.restored", "all", {"erased_again": len(erased)})
    async with store.snapshot() as connection:
        return Restored(await verify(connection), erased)


async def verify_store(store: Store, noted: Head | None) -> Verified:
    """Whether the audit trail is whole. Raises StoreError."""
    async with store.snapshot() as connection:
        return await verify(connection, noted)


def _check(connection: sqlite3.Connection, file: Path) -> None:
    found = connection.execute("pragma integrity_check").fetchone()[0]
    loose = connection.execute("pragma foreign_key_check").fetchone()
    if found != "ok" or loose:
        raise BackupError(f"{file} is damaged: {found if found != 'ok' else 'loose references'}.")
    if not connection.execute("select 1 from sqlite_master where name = 'audit_head'").fetchone():
        raise BackupError(f"{file} is not a database of the assistant.")
