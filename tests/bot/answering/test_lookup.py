"""Looking up at many compose boxes at once."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.answering.lookup import Lookup
from knowledge import Library
from storage.answers.pauses import Pause
from tests.bot.chat import clock_at
from tests.knowledge.made_up import SOUND
from tests.searching import Searches


async def test_searches_of_many_people_run_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing_paused() -> Sequence[Pause]:
        return ()

    library = Library.load(SOUND, clock=clock_at("2026-10-01"), meaning=False)
    lookup = Lookup(lambda: library, nothing_paused)
    searches = Searches(monkeypatch)
    await asyncio.gather(*(lookup.find(f"meeting {n}", 0, 3) for n in range(12)))
    assert (searches.most, searches.done) == (1, 12)
