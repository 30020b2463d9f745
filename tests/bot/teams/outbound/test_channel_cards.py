"""The card of an idea in the steering group's channel, over the wire: whatever is decided wherever,
the card changes by itself."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import and_, func, or_, select

from storage import Store
from storage.tables import notice
from tests.bot.teams.conftest import Teams
from tests.bot.teams.outbound import test_proactive_messages as notices
from tests.bot.teams.outbound.test_proactive_messages import (
    ALEX,
    CHANNEL,
    address_of_alex,
    running,
    stored,
    text_of,
    until_sent,
)
from tests.databases import SetClock
from tests.microsoft import Microsoft, Sent
from tests.triage.people import OFFICER, proposal
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.outcomes import Submitted
from triage.model.stages import Stage
from triage.triage_list import TriageList

clock, ideas, teams = notices.clock, notices.ideas, notices.teams

Post = Callable[[], web.Response]


async def posted(ideas: TriageList, side: Microsoft) -> str:
    """The reference of an idea that can be decided on and whose card is in the channel."""
    there = address_of_alex(side) | {"conversation": CHANNEL, "type": "channel"}
    await ideas.notices.save_channel_address(f"channel:{CHANNEL}", there)
    sent = await ideas.submit(replace(proposal(), problem="Letters pile up"), by=ALEX, key="k")
    assert isinstance(sent, Submitted)
    ref = sent.idea.reference
    await until_sent(side, 1)
    await settled(ideas)
    await make_ready(ideas, ref)
    await settled(ideas)
    assert "State: Ready to decide" in text_of(side.sent[-1].body)
    return ref


async def make_ready(ideas: TriageList, ref: str) -> None:
    for stage in (Stage.SCREENING, Stage.READY):
        await ideas.transition(ref, stage, by=OFFICER)


async def settled(ideas: TriageList) -> None:
    """Nothing is to be sent now, and it is noted what came of what was."""
    async with asyncio.timeout(20):
        while await under_way(ideas.store):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def under_way(store: Store) -> int:
    waits = and_(notice.c.state == "due", notice.c.due_at <= store.clock())
    told_here = notice.c.place == f"channel:{CHANNEL}"
    open_ones = select(func.count()).where(told_here, or_(waits, notice.c.state == "taken"))
    async with store.reading() as connection:
        return int((await connection.execute(open_ones)).scalar_one())


async def decide(ideas: TriageList, ref: str, clock: SetClock) -> None:
    """As on the board."""
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.STEERING_GROUP, clock.now.date(), "A tool does it"
    )
    assert isinstance(await ideas.decide(ref, no, by=OFFICER), Decision)


def labels(body: Mapping[str, Any]) -> list[str]:
    (content,) = [one["content"] for one in body["attachments"]]
    sets = [part["actions"] for part in content["body"] if part["type"] == "ActionSet"]
    return [action["title"] for actions in sets for action in actions]


def changes(side: Microsoft) -> list[Sent]:
    return [sent for sent in side.sent if sent.method == "PUT"]


async def test_the_card_says_who_decided_and_when_and_offers_no_more_to_decide(
    teams: Teams, side: Microsoft, ideas: TriageList, clock: SetClock
) -> None:
    ref = await posted(ideas, side)
    await decide(ideas, ref, clock)
    await settled(ideas)

    last = changes(side)[-1]
    assert last.path.endswith(f"/conversations/{CHANNEL.replace(':', '%3A').replace('@', '%40')}"
                              "/activities/1%3A1")  # fmt: skip
    said = text_of(last.body)
    assert "State: Declined" in said
    assert "The problem: Letters pile up" in said, "it goes on saying what the idea is about"
    assert "Decline. Decided by: Steering group, 23 November 2026. Recorded by" in said
    assert "Reason: A tool does it" in said
    offered = ["Note", "Ask the submitter", "Record D-2026-0001", "Open on the board"]
    assert labels(last.body) == offered
    assert all(sent.method == "PUT" for sent in side.sent[1:]), "nothing new is posted"


@pytest.mark.parametrize("status", [429, 503])
async def test_a_change_that_is_not_taken_is_tried_again_and_the_decision_holds(
    teams: Teams, side: Microsoft, ideas: TriageList, clock: SetClock, status: int
) -> None:
    ref = await posted(ideas, side)
    side.next_answers += [lambda: web.Response(status=status, headers={"Retry-After": "999"})]
    await decide(ideas, ref, clock)
    found = await ideas.idea(ref, reader=OFFICER, for_reviewer=True)
    assert found is not None
    assert found.idea.stage is Stage.DECLINED
    await settled(ideas)
    before = len(side.sent)
    clock.forward(minutes=20)
    await until_sent(side, before + 1)
    await settled(ideas)

    assert "State: Declined" in text_of(changes(side)[-1].body)


@pytest.mark.parametrize("status", [403, 404])
async def test_a_card_that_was_taken_down_is_let_be_and_the_channel_is_still_told(
    teams: Teams, side: Microsoft, ideas: TriageList, clock: SetClock, status: int
) -> None:
    ref = await posted(ideas, side)
    before = len(side.sent)
    side.next_answers += [lambda: web.Response(status=status)]
    await decide(ideas, ref, clock)
    await settled(ideas)
    clock.forward(minutes=20)
    await settled(ideas)
    assert len(side.sent) == before + 1, "it is not tried again"
    await stored(ideas, "another")
    await settled(ideas)

    assert side.sent[-1].method == "POST"
    assert "New idea" in text_of(side.sent[-1].body)


async def test_a_card_that_is_posted_late_is_brought_up_to_date_at_once(
    bot: Any, side: Microsoft, ideas: TriageList, store: Store, clock: SetClock
) -> None:
    """Nothing was sent while the idea was decided on: the service was down, say."""
    there = address_of_alex(side) | {"conversation": CHANNEL, "type": "channel"}
    await ideas.notices.save_channel_address(f"channel:{CHANNEL}", there)
    ref = (await stored(ideas)).reference
    clock.forward(minutes=1)
    await make_ready(ideas, ref)
    await decide(ideas, ref, clock)
    async with running(bot, ideas, side):
        await until_sent(side, 2)
        await settled(ideas)

    assert [sent.method for sent in side.sent] == ["POST", "PUT"]
    assert "State: Declined" in text_of(side.sent[-1].body)


async def test_a_card_that_was_posted_late_shows_what_is_decided_next_too(
    bot: Any, side: Microsoft, ideas: TriageList, store: Store, clock: SetClock
) -> None:
    there = address_of_alex(side) | {"conversation": CHANNEL, "type": "channel"}
    await ideas.notices.save_channel_address(f"channel:{CHANNEL}", there)
    ref = (await stored(ideas)).reference
    clock.forward(minutes=1)
    await make_ready(ideas, ref)
    async with running(bot, ideas, side):
        await until_sent(side, 2)
        await settled(ideas)
        await decide(ideas, ref, clock)
        await until_sent(side, 3)
        await settled(ideas)

    assert [sent.method for sent in side.sent] == ["POST", "PUT", "PUT"]
    assert "State: Declined" in text_of(side.sent[-1].body)


async def test_a_channel_is_not_told_who_takes_an_idea_back_nor_why(
    teams: Teams, side: Microsoft, ideas: TriageList
) -> None:
    ref = await posted(ideas, side)
    await ideas.withdraw(ref, by=ALEX, reason="My team has moved")
    await settled(ideas)

    said = text_of(side.sent[-1].body)
    assert "State: Withdrawn" in said
    assert "Withdrawn since 23 November 2026." in said
    assert "Alex" not in said
    assert "My team" not in said
