"""One person, two replicas: what is said in quick succession is answered in its order, wherever
each message arrives."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest
from aiohttp import web

import storage
from bot.conversation import Conversation
from bot.message import Message, Reply, Responder
from bot.messages.say import say
from bot.middleware.turn_order import TurnOrder
from bot.teams import adapter
from storage import Store
from storage.state_secret import StateSecret
from tests.bot.ideas.idea_chats import library
from tests.bot.teams.conftest import Json
from tests.databases import SetClock
from tests.microsoft import Microsoft, activity, any_key, serving
from triage.triage_list import TriageList

SLOW = 0.4  # seconds: longer than anything else here takes


class Slowly:
    """A speaker that takes its time over what begins with one word, and dies of another."""

    def __init__(self, speaker: Responder) -> None:
        self._speaker = speaker

    async def reply_to(self, message: Message) -> Reply:
        if message.text.startswith("The post"):
            await asyncio.sleep(SLOW)
        if message.text == "hang":
            await asyncio.Event().wait()
        return await self._speaker.reply_to(message)

    async def welcome(self, message: Message) -> Reply:
        return await self._speaker.welcome(message)


class SlowConnector(Microsoft):
    """Takes its time over the first post once it `is_slow`."""

    is_slow = False

    async def _connector(self, request: web.Request) -> web.Response:
        was_slow, self.is_slow = self.is_slow, False
        await asyncio.sleep(SLOW if was_slow else 0)
        return await super()._connector(request)


class Person:
    """Types into one chat whose messages reach the replicas in turn."""

    def __init__(self, side: SlowConnector, doors: list[str], http: aiohttp.ClientSession) -> None:
        self.side = side
        self._doors = doors
        self._http = http
        self._said = 0

    async def say(self, text: str, door: int | None = None) -> None:
        number, self._said = self._said, self._said + 1
        door = number % len(self._doors) if door is None else door
        body = activity(self.side.service, id=f"m{number}", text=text, attachments=[])
        async with self._http.post(self._doors[door], json=body) as answer:
            assert answer.status in (200, 202)

    async def say_at_once(self, *texts: str) -> list[str]:
        """Say things a moment after each other without waiting; what comes, in its order."""
        before = len(self.side.sent)
        saying = []
        for text in texts:
            saying.append(asyncio.create_task(self.say(text)))
            await asyncio.sleep(0.06)
        await asyncio.gather(*saying)
        return [shown(sent.body) for sent in self.side.sent[before:]]


def shown(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)


@pytest.fixture
async def stores(postgres_database: str, clock: SetClock) -> AsyncIterator[list[Store]]:
    secret = StateSecret(b"shared")
    opened = [await storage.open(postgres_database, clock, secret) for _ in range(2)]
    yield opened
    for store in opened:
        await store.close()


def channel(store: Store, clock: SetClock) -> web.Application:
    """One replica: a conversation, its memory and its queue on the database."""
    ideas = TriageList(store)
    conversation = Conversation(library, clock, None, lambda: ideas, store=lambda: store)
    app = web.Application()
    order = TurnOrder(lambda: store)
    adapter.routes(adapter.Bot(), Slowly(conversation), app, in_order=order.turn)
    return app


@pytest.fixture
async def person(stores: list[Store], clock: SetClock) -> AsyncIterator[Person]:
    async with AsyncExitStack() as stack:
        side = SlowConnector(any_key())
        side.port = await stack.enter_async_context(serving(side.app()))
        ports = [
            await stack.enter_async_context(serving(channel(store, clock))) for store in stores
        ]
        http = await stack.enter_async_context(aiohttp.ClientSession())
        doors = [f"http://127.0.0.1:{port}/api/messages" for port in ports]
        someone = Person(side, doors, http)
        for door in (0, 1):
            await someone.say("hello", door)  # the first turn of each reads files
        yield someone


async def test_a_form_filled_in_through_two_replicas_keeps_each_answer_in_its_place(
    person: Person, stores: list[Store]
) -> None:
    await person.say("I have an idea")
    await person.say_at_once("The post takes a day", "Let it read the letters", "Sort the post")
    await person.say("send")
    (idea,) = await TriageList(stores[0]).ideas()
    assert idea.proposal.problem == "The post takes a day"
    assert idea.proposal.description == "Let it read the letters"
    assert idea.title == "Sort the post"


async def test_the_second_answer_waits_until_the_first_has_been_sent(person: Person) -> None:
    person.side.is_slow = True
    asked = ("how long are recordings kept?", "help", "how long are recordings kept?", "help")
    answers = await person.say_at_once(*asked)
    assert ["Clause 1.2" in one for one in answers] == [True, False, True, False]


async def test_a_turn_that_hangs_or_died_holds_nobody_up_for_long(person: Person) -> None:
    hanging = asyncio.create_task(person.say("hang"))
    await asyncio.sleep(0.1)
    begun = asyncio.get_running_loop().time()
    await person.say("help")
    assert asyncio.get_running_loop().time() - begun < 4.5
    assert say("chat-help")[:20] in shown(person.side.sent[-1].body)
    begun = asyncio.get_running_loop().time()
    await person.say("help")
    assert asyncio.get_running_loop().time() - begun < 1.0, "only the next one waits"
    hanging.cancel()
