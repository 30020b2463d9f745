"""Telling people unasked, over the wire: stored addresses, the platform's answers, each once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.message import Reply, Text
from bot.notifications.outbox import Outbox
from bot.teams import adapter, limits
from bot.teams.outbound.throttle import Throttle
from common.person import Person
from storage import Store
from tests.bot.teams.conftest import Parrot, Teams
from tests.databases import SetClock
from tests.microsoft import TENANT, Microsoft, serving
from tests.triage.people import OFFICER, proposal
from triage.model.idea import Idea
from triage.model.outcomes import Submitted
from triage.model.stages import Stage
from triage.repository.preferences import Preferences
from triage.triage_list import TriageList

ALEX = Person(TENANT, "aaaaaaaa-0000-0000-0000-000000000000", "Alex Wilber")
CHANNEL = "19:steering@thread.tacv2"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture
async def ideas(store: Store) -> TriageList:
    """Alex has chosen a language: an address is kept only of somebody of whom something is."""
    await Preferences(store).choose_language(ALEX, "en-GB")
    return TriageList(store, f"channel:{CHANNEL}")


def telling(ideas: TriageList) -> Outbox:
    return Outbox(lambda: ideas, lambda: 0.0, look=0.02)


@asynccontextmanager
async def running(bot: adapter.Bot, ideas: TriageList, side: Microsoft) -> AsyncIterator[Teams]:
    """The channel with its sender, as the app puts it together."""
    app = web.Application()
    adapter.routes(bot, Parrot(), app, post=telling(ideas))
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


@pytest.fixture
async def teams(bot: adapter.Bot, ideas: TriageList, side: Microsoft) -> AsyncIterator[Teams]:
    async with running(bot, ideas, side) as opened:
        yield opened


async def stored(ideas: TriageList, key: str = "k") -> Idea:
    done = await ideas.submit(proposal(), by=ALEX, key=key)
    assert isinstance(done, Submitted)
    return done.idea


async def moved(ideas: TriageList) -> str:
    """The reference of an idea of Alex's that an officer has looked at."""
    ref = (await stored(ideas)).reference
    await ideas.transition(ref, Stage.SCREENING, by=OFFICER, reason="Looking at it")
    return ref


async def until_sent(side: Microsoft, how_many: int) -> list[dict[str, Any]]:
    """What has been posted, once there is so much of it."""
    async with asyncio.timeout(20):
        while len(side.sent) < how_many:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return [sent.body for sent in side.sent]


def text_of(body: dict[str, Any]) -> str:
    return str(body["attachments"][0]["content"]["fallbackText"])


async def test_a_submitter_who_has_written_to_us_is_told_in_that_chat(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    await teams.say("hello")
    ref = await moved(ideas)
    _, told = await until_sent(side, 2)
    assert f"Your idea {ref}, “Sort the post”: in screening." in text_of(told)
    assert "Reason: Looking at it" in text_of(told)
    assert told["conversation"]["id"] == "a:1abc"
    assert "replyToId" not in told
    assert side.sent[1].authorization == "Bearer outbound-1"
    assert side.sent[1].path == "/connector/v3/conversations/a%3A1abc/activities"


async def test_a_notice_goes_once_although_two_replicas_look_for_it(
    bot: adapter.Bot, side: Microsoft, ideas: TriageList, store: Store
) -> None:
    other = TriageList(store)
    async with running(bot, ideas, side) as teams, running(bot, other, side):
        await teams.say("hello")
        await moved(ideas)
        await until_sent(side, 2)
        await asyncio.sleep(0.3)
    assert len(side.sent) == 2


@pytest.mark.parametrize("status", [403, 404])
async def test_where_nobody_can_be_reached_any_more_it_waits_for_the_next_chat(
    teams: Teams, side: Microsoft, ideas: TriageList, status: int
) -> None:
    await teams.say("hello")
    side.next_answers.append(lambda: web.Response(status=status))
    ref = await moved(ideas)
    await until_sent(side, 2)
    (waiting,) = await unseen(ideas)
    assert waiting.content["reference"] == ref
    assert waiting.address == {}, "the address is dead"
    await ideas.transition(ref, Stage.READY, by=OFFICER)
    assert not await ideas.notices.are_due()
    await teams.say("hello again", id="2")

    async def reached() -> bool:
        """Whether they are to be told, or have been: between two looks it may have gone."""
        told = [sent.body for sent in side.sent[2:] if ref in str(sent.body)]
        return bool(told) or await ideas.notices.are_due()

    async with asyncio.timeout(30):  # a reply waits for a moment only until that is noted
        while not await reached():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def unseen(ideas: TriageList) -> Any:
    """What waits for the next chat, once the sender has had its turn."""
    async with asyncio.timeout(10):
        while await ideas.notices.are_due():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        while not (found := await ideas.notices.take_unseen(ALEX)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


async def test_a_platform_that_is_busy_is_asked_again_later(
    teams: Teams, side: Microsoft, ideas: TriageList, clock: SetClock
) -> None:
    await teams.say("hello")
    side.next_answers.append(
        lambda: web.Response(status=429, headers={"Retry-After": "60"}),
    )
    await moved(ideas)
    await until_sent(side, 2)
    async with asyncio.timeout(10):
        while await ideas.notices.are_due():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)  # for the sender to note what came of it
    clock.forward(minutes=6)
    await until_sent(side, 3)


async def test_what_may_have_arrived_is_not_sent_again(
    teams: Teams, side: Microsoft, ideas: TriageList, clock: SetClock
) -> None:
    await teams.say("hello")
    side.next_answers.append(lambda: web.Response(status=502))
    await moved(ideas)
    await until_sent(side, 2)
    assert len(await unseen(ideas)) == 1
    clock.forward(hours=1)
    await asyncio.sleep(0.1)
    assert len(side.sent) == 2


async def test_a_stored_address_on_a_foreign_host_gets_neither_notice_nor_token(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    await ideas.notices.save_address(
        ALEX,
        {"service": "https://evil.example/", "conversation": "a:1", "bot": "28:x", "type": "x"},
    )
    await moved(ideas)
    assert len(await unseen(ideas)) == 1
    assert side.sent == []


@pytest.mark.parametrize("address", [{}, {"service": 1}, {"service": "https://x", "bot": ""}])
async def test_an_address_that_cannot_be_read_is_forgotten(
    teams: Teams, ideas: TriageList, address: dict[str, Any]
) -> None:
    await ideas.notices.save_address(ALEX, address)
    await moved(ideas)
    (waiting,) = await unseen(ideas)
    assert waiting.address == {}


async def test_new_ideas_are_told_in_the_channel_that_is_set(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    thread = {
        "id": f"{CHANNEL};messageid=1",
        "conversationType": "channel",
        "tenantId": TENANT,
    }
    await teams.say("post new ideas here", conversation=thread)
    ref = (await stored(ideas)).reference
    _, told = await until_sent(side, 2)
    assert told["conversation"]["id"] == CHANNEL, "a post of its own, not an answer in a thread"
    assert f"New idea {ref}: Sort the post" in text_of(told)
    assert "Alex" not in text_of(told)


async def test_another_channel_is_not_told(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    other = {"id": "19:other@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}
    await teams.say("post new ideas here", conversation=other)
    await stored(ideas)
    assert not await ideas.notices.are_due()
    assert len(side.sent) == 1


async def test_a_notice_that_cannot_be_drawn_does_not_keep_the_others_from_going(
    bot: adapter.Bot, side: Microsoft, ideas: TriageList
) -> None:
    app = web.Application()
    words = iter([None, Reply([Text("A second one.")])])
    post = Outbox(lambda: ideas, lambda: 0.0, lambda _: next(words, None), look=0.02)
    adapter.routes(bot, Parrot(), app, post=post)
    await ideas.notices.save_address(ALEX, address_of_alex(side))
    ref = await moved(ideas)
    await ideas.transition(ref, Stage.READY, by=OFFICER)
    async with serving(app):
        (told,) = await until_sent(side, 1)
    assert text_of(told) == "A second one."


def address_of_alex(side: Microsoft) -> dict[str, Any]:
    return {"service": side.service, "conversation": "a:1abc", "bot": "28:x", "type": "personal"}


async def test_a_person_in_a_channel_is_not_reached_there(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    thread = {"id": "19:x@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}
    await teams.say("hello", conversation=thread)
    await moved(ideas)
    assert not await ideas.notices.are_due()


async def test_a_busy_conversation_does_not_keep_the_others_waiting(
    teams: Teams, side: Microsoft, ideas: TriageList, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = 3  # than the platform's pace, in which this takes fourteen seconds
    for name in ("THROTTLE_PER_CONVERSATION", "THROTTLE_TOTAL"):
        windows = tuple((seconds / quicker, most) for seconds, most in getattr(limits, name))
        monkeypatch.setattr(limits, name, windows)
    monkeypatch.setattr(limits, "THROTTLE_LONGEST_WAIT", limits.THROTTLE_LONGEST_WAIT / quicker)
    await teams.say("hello")
    busy = {"service": side.service, "conversation": CHANNEL, "bot": "28:x", "type": "channel"}
    await ideas.notices.save_channel_address(f"channel:{CHANNEL}", busy)
    for number in range(60):
        await stored(ideas, f"k{number}")
    await ideas.transition("AI-2026-0060", Stage.SCREENING, by=OFFICER)
    async with asyncio.timeout(30):
        while "a:1abc" not in [sent.body["conversation"]["id"] for sent in side.sent[1:]]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert len(side.sent) < 60


def test_the_pace_keeps_within_every_window() -> None:
    now = [0.0]
    pace = Throttle(lambda: now[0])
    sent: list[float] = []
    while len(sent) < 100:
        wait = pace.take("a")
        if not wait:
            sent.append(now[0])
        now[0] += wait
    for seconds, most in ((1.0, 7), (2.0, 8), (30.0, 60)):
        for begin in sent:
            assert sum(begin <= at < begin + seconds for at in sent) <= most


def test_all_conversations_together_keep_within_the_tenants_limit() -> None:
    now = [0.0]
    pace = Throttle(lambda: now[0])
    sent: list[float] = []
    for number in range(200):
        while wait := pace.take(f"conversation {number}"):
            now[0] += wait
        sent.append(now[0])
    for begin in sent:
        assert sum(begin <= at < begin + 1.0 for at in sent) <= 30
