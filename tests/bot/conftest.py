"""People who chat on a store of the engine that needs no server, on a day that stands still."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

import storage
from tests.bot.ideas.idea_chats import Chats
from tests.databases import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def chats(sqlite_database: str, clock: SetClock) -> AsyncIterator[Chats]:
    opened = await storage.open(sqlite_database, clock)
    yield Chats(opened, clock)
    await opened.close()
