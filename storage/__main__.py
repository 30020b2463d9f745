"""The database in a shell: back it up, restore it, verify it."""

import asyncio
from pathlib import Path

import click

from storage.audit.trail import Head, Verified
from storage.backup.database_copy import (
    BackupError,
    Restored,
    back_up,
    restore,
    settle_in,
    verify_store,
)
from storage.backup.erasure_log import erased_people, read_erasure_log
from storage.engine.engines import AddressError, database_url
from storage.engine.errors import StoreError
from storage.shell import database_option, on_store

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Back up, restore and verify the database."""


@main.command("backup")
@click.argument("file", type=_FILE)
@database_option
def backup_(file: Path, database: str) -> None:
    """Copy the database to FILE while the assistant runs (SQLite)."""
    try:
        back_up(_folder(database, "pg_dump --format=custom --file=FILE"), file)
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{file}: {file.stat().st_size:,} bytes, checked. It holds personal data.")
    _tell(on_store(database, lambda store: verify_store(store, None)))


@main.command("restore")
@click.argument("file", type=_FILE)
@click.option("--erased", type=_FILE, help="A further list of erased people, from `erased`.")
@database_option
def restore_(file: Path, erased: Path | None, database: str) -> None:
    """Put the copy FILE into a place without a database, and settle it in (SQLite)."""
    folder = _folder(database, "pg_restore, then `settle` with the list of who was erased")
    try:
        done = asyncio.run(restore(file, folder, erased))
    except (BackupError, StoreError) as error:
        raise click.ClickException(str(error)) from None
    _tell_restored(done)


@main.command()
@click.option("--erased", type=_FILE, help="Who was erased since the copy was made: `erased`.")
@database_option
def settle(erased: Path | None, database: str) -> None:
    """After PostgreSQL's own tools have restored a copy: erase again who was erased since, end
    sessions, verify the trail."""
    numbers = set(read_erasure_log(erased)) if erased else set()
    _tell_restored(on_store(database, lambda store: settle_in(store, numbers)))


@main.command()
@database_option
def erased(database: str) -> None:
    """Print the numbers of the people who were erased, for `settle --erased`. No names."""
    click.echo("\n".join(map(str, on_store(database, erased_people))))


@main.command()
@click.option("--noted", help="A head noted earlier, which must still be part of the trail.")
@database_option
def verify(noted: str | None, database: str) -> None:
    """Check that the audit trail is whole, and print its head."""
    try:
        head = Head.parse(noted) if noted else None
    except ValueError:
        raise click.ClickException("--noted: give a head as `verify` prints it.") from None
    _tell(on_store(database, lambda store: verify_store(store, head)))


def _folder(database: str, instead: str) -> Path:
    """The folder of a SQLite database; PostgreSQL has its own tools."""
    try:
        url = database_url(database)
    except AddressError as error:
        raise click.ClickException(str(error)) from None
    if url.get_backend_name() != "sqlite":
        raise click.ClickException(f"PostgreSQL has its own tools for this: {instead}.")
    path = Path(str(url.database))
    if path.name != "assistant.db":
        raise click.ClickException("Give the folder that holds assistant.db.")
    return path.parent


def _tell_restored(done: Restored) -> None:
    if done.erased:
        click.echo(f"Erased again: {len(done.erased)} people who were erased since the copy.")
    _tell(done.trail)


def _tell(found: Verified) -> None:
    if found.problems:
        raise click.ClickException("\n".join(("The audit trail is not whole:", *found.problems)))
    click.echo(f"The audit trail is whole. Head: {found.head}")


if __name__ == "__main__":
    main(prog_name="run.py storage")
