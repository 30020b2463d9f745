"""A person's own matters among others: Teams' targeted messages, in the shapes that its page gives.

https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
"""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from bot.teams import adapter
from tests.bot.ideas.idea_chats import Chats
from tests.bot.teams.client import Client, elements
from tests.bot.teams.conftest import Json, Teams
from tests.microsoft import APP_ID, TENANT, Microsoft, serving

CHANNEL = {"id": "19:x;messageid=1", "conversationType": "channel", "tenantId": TENANT}
SORT = {"title": "Sort the post", "description": "Let it read the letters and sort them"}
ALONE = "isTargetedActivity=true"


@pytest.fixture(params=[True])
async def teams(
    bot: adapter.Bot, side: Microsoft, chats: Chats, request: pytest.FixtureRequest
) -> AsyncIterator[Teams]:
    app = web.Application()
    adapter.routes(replace(bot, alone=request.param), chats.conversation, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


@pytest.fixture
async def client(teams: Teams) -> Client:
    """Somebody with an idea that was sent in from their own chat."""
    client = Client(teams)
    await client.say("I've got an idea")
    await client.fill_in(SORT)
    return client


def links(card: Json) -> list[str]:
    return [one["url"] for one in elements(card) if one.get("type") == "Action.OpenUrl"]


@pytest.mark.parametrize("asked", ["my ideas", "status AI-2026-0001"])
async def test_own_ideas_are_shown_in_a_channel_to_whoever_asked_alone(
    client: Client, asked: str
) -> None:
    words = await client.say(asked, conversation=CHANNEL)
    sent = client.teams.side.sent[-1]
    assert sent.path.endswith(f"?{ALONE}")
    assert "AI-2026-0001" in words
    assert sent.body["recipient"]["id"] == "29:1abcdef"
    pressed = [one for one in elements(client.card) if one.get("type") == "Action.Execute"]
    assert not pressed, "what a button leads to would be shown to all"
    assert [link for link in links(client.card) if "/l/chat/" in link]


@pytest.mark.parametrize("asked", ["I've got an idea", "withdraw AI-2026-0001", "screen my idea"])
async def test_what_must_last_is_never_sent_for_a_day_only(client: Client, asked: str) -> None:
    words = await client.say(asked, conversation=CHANNEL)
    assert client.teams.side.sent[-1].path.endswith(f"?{ALONE}")
    assert "personal chat" in words
    assert not [one for one in elements(client.card) if str(one.get("type")).startswith("Input.")]


async def test_an_answer_to_everybody_stays_one(client: Client) -> None:
    await client.say("May I bring a sandwich?", conversation=CHANNEL)
    assert ALONE not in client.teams.side.sent[-1].path


async def test_where_teams_takes_no_such_message_nobody_else_reads_it(client: Client) -> None:
    refused = {"error": {"code": "BotNotInConversationRoster"}}
    client.teams.side.next_answers.append(lambda: web.json_response(refused, status=403))
    before = len(client.teams.side.sent)
    words = await client.say("my ideas", conversation=CHANNEL)
    refused_post, *others = client.teams.side.sent[before:]
    assert refused_post.path.endswith(ALONE)
    assert others
    assert not any(ALONE in one.path or "AI-2026" in json.dumps(one.body) for one in others)
    assert "Open a chat with me" in words


@pytest.mark.parametrize("teams", [False], indirect=True)
async def test_it_is_off_until_an_operator_turns_it_on(client: Client) -> None:
    words = await client.say("my ideas", conversation=CHANNEL)
    assert ALONE not in client.teams.side.sent[-1].path
    assert "AI-2026" not in words


@pytest.mark.parametrize("teams", [False], indirect=True)
@pytest.mark.parametrize("asked", ["my ideas", "May I bring a sandwich?"])
async def test_what_is_said_to_us_alone_is_answered_alone(client: Client, asked: str) -> None:
    ours = {"id": f"28:{APP_ID}", "name": "Assistant", "isTargeted": True}
    await client.say(asked, conversation=CHANNEL, recipient=ours, id="1772129782775")
    sent = client.teams.side.sent[-1]
    assert sent.path.endswith(f"?{ALONE}")
    preview = {"type": "targetedMessageInfo", "messageId": "1772129782775"}
    assert preview in sent.body["entities"]
