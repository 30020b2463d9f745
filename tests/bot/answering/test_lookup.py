"""Looking up at many compose boxes at once."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.answering.lookup import Lookup
from common.pace import OF_A_PERSON, Searching, Turns
from common.person import Person
from knowledge import Library
from storage.answers.pauses import Pause
from tests.bot.chat import clock_at
from tests.knowledge.made_up import SOUND
from tests.searching import Searches

ANN, BEN = Person("t", "ann", "Ann"), Person("t", "ben", "Ben")


async def nothing_paused() -> Sequence[Pause]:
    return ()


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(SOUND, clock=clock_at("2026-10-01"), meaning=False)


async def test_searches_of_many_people_run_one_at_a_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookup = Lookup(lambda: library, nothing_paused, Searching(Turns(), lambda: 0.0))
    searches = Searches(monkeypatch)
    await asyncio.gather(*(lookup.find(f"meeting {n}", 0, 3, ANN) for n in range(12)))
    assert (searches.most, searches.done) == (1, 12)


async def test_a_search_waits_while_somebody_is_answered(library: Library) -> None:
    turns = Turns()
    lookup = Lookup(lambda: library, nothing_paused, Searching(turns, lambda: 0.0))
    with turns.asking():
        search = asyncio.create_task(lookup.find("meeting", 0, 3, ANN))
        await asyncio.sleep(0.2)
        assert not search.done()
    assert (await search).items


async def test_one_person_searches_at_a_pace_and_nobody_else_is_held_up(library: Library) -> None:
    now = [0.0]
    lookup = Lookup(lambda: library, nothing_paused, Searching(Turns(), lambda: now[0]))
    for number in range(OF_A_PERSON):
        assert (await lookup.find(f"meeting {number}", 0, 3, ANN)).items
    refused = await lookup.find("meeting", 0, 3, ANN)
    assert not refused.items
    assert refused.note.startswith("That was a lot in a short time. Please wait")
    assert (await lookup.find("meeting", 0, 3, BEN)).items
    now[0] = 2.0
    assert (await lookup.find("meeting", 0, 3, ANN)).items
