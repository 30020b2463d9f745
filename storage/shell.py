"""What commands in a shell share: which database, and a sentence when it cannot be used."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import click
from dotenv import dotenv_values

from common.clock import system_clock
from storage.engine.engines import AddressError
from storage.engine.errors import StoreError
from storage.store import Store, open

Result = TypeVar("Result")

_NAMES = ("DATABASE_URL", "DATA_FOLDER")


def _by_default() -> str:
    """As the app has it: the `.env` file below the environment, and data/ below both."""
    told = dotenv_values(".env")
    return next((value for name in _NAMES if (value := told.get(name))), "data")


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--database`, handed to the command as `database`."""
    return click.option(
        "--database",
        envvar=list(_NAMES),
        default=_by_default,
        help="A folder, or an address as in DATABASE_URL; the assistant's own otherwise.",
    )(command)


def on_store(database: str, work: Callable[[Store], Awaitable[Result]]) -> Result:
    """What some work on the database gives; one that cannot be used ends the command."""

    async def opened() -> Result:
        store = await open(database, system_clock)
        try:
            return await work(store)
        finally:
            await store.close()

    try:
        return asyncio.run(opened())
    except (StoreError, AddressError) as error:
        raise click.ClickException(str(error)) from error
