"""Invokes that go wrong, over the wire and with the whole conversation: whatever their name and
their value, each is answered in the shape of its name, with words, and nothing is done twice."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.answering.lookup import Lookup
from bot.teams import adapter
from tests.bot.ideas.idea_chats import Chats
from tests.bot.teams.client import Client
from tests.bot.teams.conftest import Json, Teams
from tests.bot.teams.test_ideas import SORT
from tests.microsoft import Microsoft, activity, serving
from triage.model.stages import Stage

DEEP: Any = "x"
for _ in range(40):
    DEEP = [DEEP]

VALUES: Mapping[str, object] = {
    "nothing": None,
    "words": "search",
    "a number": 7,
    "a list": [],
    "an empty object": {},
    "wrong kinds": {
        "commandId": 7,
        "parameters": "x",
        "queryOptions": [],
        "url": {},
        "data": [],
        "action": "x",
        "actionName": 3,
        "actionValue": [],
    },
    "nobody's command": {"commandId": "delete", "data": {"action": "delete"}},
    "huge": {
        "commandId": "search",
        "parameters": [{"name": "question", "value": "y" * 100_000}],
        "data": {"action": "idea", "values": {"key": "k" * 50_000}},
    },
    "deep": {"commandId": "suggest", "data": DEEP, "action": {"data": DEEP, "verb": "idea"}},
    "half characters": {
        "commandId": "suggest",
        "url": "https://policies.example/\ud800",
        "data": {"say": "\ud800\x00"},
        "action": {"verb": "idea", "data": {"values": {"key": "\ud800"}, "title": "\x00"}},
    },
}
SHAPES = {
    "adaptiveCard/action": {"statusCode", "type", "value"},
    "composeExtension/query": {"composeExtension"},
    "composeExtension/queryLink": {"composeExtension"},
    "composeExtension/fetchTask": {"task"},
    "composeExtension/submitAction": {"task"},
}
EMPTY = (
    "message/submitAction",
    "composeExtension/selectItem",
    "composeExtension/anonymousQueryLink",
    "composeExtension/querySettingUrl",
    "task/fetch",
    "task/submit",
    "tab/fetch",
    "signin/verifyState",
    "fileConsent/invoke",
    "actionableMessage/executeAction",
    "nothing/known",
    "x" * 5_000,
    "adaptivecard/ACTION",
)
"""Of features that the manifest does not offer, or that need no words in their answer."""


@pytest.fixture
async def teams(
    bot: adapter.Bot, side: Microsoft, chats: Chats, finder: Lookup
) -> AsyncIterator[Teams]:
    app = web.Application()
    adapter.routes(bot, chats.conversation, app, finder=finder)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


async def answer(teams: Teams, name: str, value: object) -> Json:
    raw = json.dumps(
        activity(teams.side.service, type="invoke", name=name, value=value, id=None, text=None)
    )
    status, body = await teams.post_raw(raw.encode())
    assert status == 200, (name, status)
    found: Json = json.loads(body or b"{}")
    return found


def words(body: Json) -> str:
    """What the person reads of it."""
    text = json.dumps(body, ensure_ascii=False)
    assert "Traceback" not in text
    assert "Error:" not in text
    return text


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
async def test_every_invoke_is_answered_in_its_own_shape_whatever_it_holds(
    teams: Teams, chats: Chats, caplog: pytest.LogCaptureFixture, value: object
) -> None:
    for name, shape in SHAPES.items():
        body = await answer(teams, name, value)
        assert set(body) == shape, name
        assert words(body)
    for name in EMPTY:
        assert await answer(teams, name, value) == {}, name
    assert await chats.ideas.ideas() == ()
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == []


@pytest.fixture
def client(teams: Teams) -> Client:
    return Client(teams)


async def test_thirty_rapid_clicks_on_one_button_send_one_idea(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    form = client.card
    said = await asyncio.gather(*(client.fill_in(SORT, form, f"click-{n}") for n in range(30)))
    assert any("AI-2026-0001" in one for one in said)
    assert not any("went wrong" in one for one in said)
    assert len(await chats.ideas.ideas()) == 1


async def test_thirty_repeats_of_one_click_get_one_answer(client: Client, chats: Chats) -> None:
    await client.say("I've got an idea")
    form = client.card
    said = await asyncio.gather(*(client.fill_in(SORT, form, "same") for _ in range(30)))
    assert len(set(said)) == 1
    assert len(await chats.ideas.ideas()) == 1


async def test_thirty_dialogs_sent_at_once_send_one_idea(teams: Teams, chats: Chats) -> None:
    opened = await answer(teams, "composeExtension/fetchTask", {"commandId": "suggest"})
    card = opened["task"]["value"]["card"]["content"]
    (send,) = [a for box in card["body"] if box["type"] == "ActionSet" for a in box["actions"]]
    sent = {"commandId": "suggest", "data": {**send["data"], **SORT}}
    bodies = await asyncio.gather(
        *(answer(teams, "composeExtension/submitAction", sent) for _ in range(30))
    )
    assert any("AI-2026-0001" in words(body) for body in bodies)
    assert not any("went wrong" in words(body) for body in bodies)
    assert len(await chats.ideas.ideas()) == 1


async def test_an_old_form_of_an_idea_that_is_closed_changes_nothing_and_says_so(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    await client.fill_in(SORT)
    await client.say("withdraw AI-2026-0001")
    withdraw = client.card
    await client.fill_in({"reason": "Done elsewhere"}, withdraw)
    await client.say("amend AI-2026-0001")
    before = await chats.ideas.ideas()
    said = await client.fill_in({"reason": "Once more"}, withdraw, "late")
    assert said
    assert await chats.ideas.ideas() == before
    assert [one.stage for one in before] == [Stage.WITHDRAWN]


async def test_a_button_of_a_superseded_answer_is_answered_from_what_holds_now(
    teams: Teams,
) -> None:
    pressed = {"say": "show the whole clause meetings@1.0#kept", "action": "", "values": {}}
    sent = await teams.say("", id="old", value=pressed)
    assert sent["attachments"][0]["content"]["fallbackText"]
