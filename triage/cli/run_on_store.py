"""What the commands in a shell share: one piece of work on the store, and the day of today."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

import storage
from common.clock import system_clock
from storage import AddressError, Store, StoreError

Result = TypeVar("Result")


def run_on_store(context: click.Context, work: Callable[[Store], Awaitable[Result]]) -> Result:
    """What some work on the store gives; a database that cannot be used ends the command."""

    async def on_store() -> Result:
        store = await storage.open(context.obj, system_clock)
        try:
            return await work(store)
        finally:
            await store.close()

    try:
        return asyncio.run(on_store())
    except (StoreError, AddressError) as error:
        raise click.ClickException(str(error)) from error
