"""Several replicas on one database: what one of them does, the others know."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select

import storage
from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from bot.message import Message, Reply
from bot.messages.say import say
from bot.teams import activity_json as wire_format
from bot.teams import adapter
from bot.teams.endpoint import _delivery
from bot.teams.turn_claims import SendDecision
from operations.health.probes import CheckState
from operations.replica import Replica
from storage import Store
from storage.engine.engines import database_url, make_engine
from storage.state_secret import StateSecret
from storage.tables import audit, memory, replica
from tests.bot.chat import Chat
from tests.bot.teams.conftest import Parrot
from tests.databases import SetClock
from tests.microsoft import activity, any_key, microsoft, serving


class Monotonic:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def database(postgres_database: str) -> str:
    """Several processes share PostgreSQL; SQLite is for one."""
    return postgres_database


@pytest.fixture
def now() -> Monotonic:
    return Monotonic()


@pytest.fixture
def two(store: Store, now: Monotonic) -> tuple[Replica, Replica]:
    return tuple(Replica(lambda: store, lambda: "set-1", now) for _ in range(2))  # type: ignore[return-value]


async def test_of_two_that_hear_the_same_one_replies(two: tuple[Replica, Replica]) -> None:
    one, other = two
    async with one.serving(), other.serving():
        assert await one.may_send("chat|1") is SendDecision.SEND
        assert await one.may_send("chat|1") is SendDecision.SEND, (
            "who asks again never heard the answer"
        )
        await one.sent("chat|1")
        assert await other.may_send("chat|1") is SendDecision.ANSWERED
        assert await one.may_send("chat|1") is SendDecision.ANSWERED
        assert await other.may_send("chat|2") is SendDecision.SEND


async def test_who_hears_it_again_waits_until_the_other_has_replied(
    two: tuple[Replica, Replica],
) -> None:
    one, other = two
    async with one.serving(), other.serving():
        assert await one.may_send("chat|1") is SendDecision.SEND
        waiting = asyncio.create_task(other.may_send("chat|1"))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await one.sent("chat|1")
        assert await waiting is SendDecision.ANSWERED


async def test_a_reply_that_was_cut_off_is_not_given_twice_but_the_person_hears_of_it(
    two: tuple[Replica, Replica], now: Monotonic, clock: SetClock
) -> None:
    dies, lives = two
    await dies.heartbeat()
    async with lives.serving():
        assert await dies.may_send("chat|1") is SendDecision.SEND
        clock.forward(seconds=30)
        now.seconds += 30
        await lives.heartbeat()
        assert await lives.may_send("chat|1") is SendDecision.CUT_OFF
        assert await lives.may_send("chat|1") is SendDecision.ANSWERED


async def test_a_process_that_was_killed_alone_does_not_answer_twice_after_its_restart(
    sqlite_database: str, clock: SetClock, now: Monotonic
) -> None:
    store = await storage.open(sqlite_database, clock)
    first = Replica(lambda: store, lambda: "set-1", now)
    await first.heartbeat()
    assert await first.may_send("chat|1") is SendDecision.SEND
    await first.sent("chat|1")
    again = Replica(lambda: store, lambda: "set-1", now)
    async with again.serving():
        clock.forward(seconds=30)
        now.seconds += 30
        assert await again.may_send("chat|1") is SendDecision.CUT_OFF
    await store.close()


async def test_after_the_databases_absence_nobody_is_taken_for_dead_at_once(
    two: tuple[Replica, Replica], now: Monotonic, clock: SetClock
) -> None:
    one, other = two
    await one.heartbeat()
    assert await one.may_send("chat|1") is SendDecision.SEND
    clock.forward(seconds=30)
    now.seconds += 30
    await other.heartbeat()
    asked = asyncio.create_task(other.may_send("chat|1"))
    await asyncio.sleep(0.1)
    assert not asked.done(), "the other could not have been seen yet either"
    await one.sent("chat|1")
    assert await asked is SendDecision.ANSWERED


async def test_without_the_database_replies_are_sent(
    tmp_path: Path, clock: SetClock, now: Monotonic
) -> None:
    nowhere = Store(
        make_engine(database_url(f"postgresql://x@/x?host={tmp_path}")), clock, "nowhere"
    )
    alone = Replica(lambda: nowhere, lambda: "set-1", now)
    async with alone.serving():
        assert await alone.may_send("chat|1") is SendDecision.SEND
        await alone.sent("chat|1")
        assert (await alone.check()).state is CheckState.FAIL
    await nowhere.close()


async def test_everybody_shows_which_set_each_serves_and_warns_if_they_stay_apart(
    store: Store, now: Monotonic, clock: SetClock
) -> None:
    sets = ["set-1", "set-1"]
    one = Replica(lambda: store, lambda: sets[0], now)
    other = Replica(lambda: store, lambda: sets[1], now)
    async with one.serving(), other.serving():
        found = await one.check()
        assert found.state is CheckState.OK
        assert found.facts["serving"] == {one.name: "set-1", other.name: "set-1"}
        sets[0] = "set-2"
        await one.heartbeat()
        assert (await other.check()).state is CheckState.OK, "they may take two minutes"
        now.seconds += 121
        warned = await other.check()
        assert warned.state is CheckState.WARN
        assert warned.facts["serving"] == {one.name: "set-2", other.name: "set-1"}
        sets[1] = "set-2"
        await other.heartbeat()
        assert (await other.check()).state is CheckState.OK
    async with store.reading() as connection:
        assert (await connection.execute(select(replica))).all() == [], "both took leave"


class TwoChats:
    """One person's chat that reaches two processes in turn."""

    def __init__(self, store: Store) -> None:
        self.chats = (Chat(), Chat())
        for chat in self.chats:
            chat.conversation = Conversation(
                lambda library=chat.library: library,  # type: ignore[misc]
                store.clock,
                AnswerLog(lambda: store),
                store=lambda: store,
            )


async def test_a_follow_up_and_why_reach_any_replica(store: Store) -> None:
    here, there = TwoChats(store).chats
    await here.ask("what do i say before i record a meeting")
    receipt = here.reply.receipt
    assert "Chosen: Meetings and recordings" in await there.ask("why")
    await there.ask("and how long is it kept")
    assert there.quoted
    assert receipt
    assert "There is no answer" not in await here.ask("why")


async def test_what_a_conversation_shares_is_masked_and_gone_after_half_an_hour(
    store: Store, clock: SetClock, now: Monotonic
) -> None:
    here, there = TwoChats(store).chats
    await here.ask("may i record the meeting with ann.smith@example.org about QQ123456C")
    async with store.reading() as connection:
        (row,) = (await connection.execute(select(memory))).all()
    assert "chat" not in row.key
    assert "ann.smith" not in str(row.questions)
    assert "QQ123456C" not in str(row.questions)
    clock.forward(minutes=31)
    assert "There is no answer in this chat yet" in await there.ask("why")
    alone = Replica(lambda: store, lambda: "set-1", now)
    await alone.heartbeat()
    async with store.reading() as connection:
        assert (await connection.execute(select(memory))).all() == []


@pytest.fixture
async def doors(two: tuple[Replica, Replica]) -> AsyncIterator[list[str]]:
    """Two processes' channels to Teams that share a ledger, in local mode."""
    async with (
        two[0].serving(),
        two[1].serving(),
        serving(_app(two[0])) as first,
        serving(_app(two[1])) as second,
    ):
        yield [f"http://127.0.0.1:{port}/api/messages" for port in (first, second)]


def _app(ledger: Replica) -> web.Application:
    app = web.Application()
    adapter.routes(adapter.Bot(), Parrot(), app, ledger=ledger)
    return app


async def test_a_hundred_deliveries_of_one_activity_to_two_doors_are_answered_once(
    doors: list[str],
) -> None:
    async with microsoft(any_key()) as side, aiohttp.ClientSession() as http:
        body = activity(side.service)

        async def deliver(number: int) -> int:
            async with http.post(doors[number % 2], json=body) as answer:
                return answer.status

        statuses = await asyncio.gather(*map(deliver, range(100)))
        assert set(statuses) <= {200, 202}
        assert len(side.sent) == 1


async def test_a_slow_turn_that_shows_typing_first_is_answered(
    two: tuple[Replica, Replica],
) -> None:
    class Slow(Parrot):
        async def reply_to(self, message: Message) -> Reply:
            await asyncio.sleep(0.8)
            return await super().reply_to(message)

    app = web.Application()
    adapter.routes(adapter.Bot(), Slow(), app, ledger=two[0])
    async with (
        two[0].serving(),
        serving(app) as port,
        microsoft(any_key()) as side,
        aiohttp.ClientSession() as http,
    ):
        url = f"http://127.0.0.1:{port}/api/messages"
        async with http.post(url, json=activity(side.service)) as answer:
            assert answer.status == 200
        assert len(side.signs) == len(side.sent) == 1


async def test_who_was_cut_off_is_told_so_through_another_door(
    doors: list[str], two: tuple[Replica, Replica], store: Store, now: Monotonic, clock: SetClock
) -> None:
    dead = Replica(lambda: store, lambda: "set-1", now)
    async with microsoft(any_key()) as side, aiohttp.ClientSession() as http:
        body = activity(side.service)
        key = f"{body['conversation']['id']}|{_delivery(wire_format.read(body))}"
        await dead.heartbeat()
        assert await dead.may_send(key) is SendDecision.SEND
        clock.now += timedelta(seconds=60)
        now.seconds += 60
        async with http.post(doors[0], json=body) as answer:
            assert answer.status == 200
        assert [sent.body["text"] for sent in side.sent] == [say("failure-cut-off")]


async def test_who_is_turned_away_at_the_door_is_in_the_trail_once_a_minute(
    doors: list[str], store: Store, clock: SetClock
) -> None:
    async with aiohttp.ClientSession() as http:
        for minutes in (0, 0, 0, 2):
            clock.forward(minutes=minutes)
            async with http.post(doors[0], json=activity("https://evil.example/")) as answer:
                assert answer.status == 403

    async with store.reading() as connection:
        rows = (await connection.execute(select(audit).order_by(audit.c.seq))).all()
    why = "the service host is not on the allow list"
    assert [(row.actor, row.action, json.loads(row.detail)) for row in rows] == [
        ("anybody", "activity.refused", {"why": why, "times": 1}),
        ("anybody", "activity.refused", {"why": why, "times": 3}),
    ]


async def test_replicas_with_different_secrets_are_told_apart_and_said(
    store: Store, database: str, clock: SetClock, now: Monotonic
) -> None:
    other = await storage.open(database, clock, StateSecret(b"another"))
    one, two = (Replica(lambda at=at: at, lambda: "set-1", now) for at in (store, other))  # type: ignore[misc]
    async with one.serving():
        assert (await one.check()).state is CheckState.OK
        async with two.serving():
            found = await one.check()
    assert found.state is CheckState.WARN
    assert "STATE_SECRET" in found.said
    await other.close()
