"""One person, one conversation: messages in quick succession, dialogs over a chat, and a form that
was stopped. Nothing that was typed is lost, or taken for something else."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.answering.lookup import Lookup
from bot.messages.say import say
from bot.teams import adapter
from tests.bot.ideas.idea_chats import Chats
from tests.bot.teams.client import Client, elements
from tests.bot.teams.conftest import Json, Teams
from tests.microsoft import Microsoft, activity, serving
from triage.model.stages import Stage

KEPT = "how long are recordings kept?"


class DialogClient(Client):
    """Opens dialogs at messages."""

    async def suggest(self, content: str) -> Json:
        """Choose "Suggest as an idea" at a message: the card of the dialog."""
        payload = {"body": {"contentType": "html", "content": content}}
        return await self._dialog("fetchTask", messagePayload=payload)

    async def send(self, card: Json, **filled: str) -> Json:
        """Send the dialog's form as the renderer does."""
        boxes = {
            one["id"]: one["value"] for one in elements(card) if "value" in one and "id" in one
        }
        (send,) = [
            one["data"]
            for box in card["body"]
            if box["type"] == "ActionSet"
            for one in box["actions"]
            if "values" in one["data"] and "key" in one["data"]["values"] and one["data"]["action"]
            and not one["data"].get("say")
        ]  # fmt: skip
        return await self._dialog("submitAction", data={**send, **boxes, **filled})

    async def _dialog(self, name: str, **value: object) -> Json:
        value = {"commandId": "suggest", **value}
        sent = activity(
            self.teams.side.service, type="invoke", name=f"composeExtension/{name}", value=value,
            text=None, id=self.new_id("i"),
        )  # fmt: skip
        _, body = await self.teams.post(sent)
        card: Json = json.loads(body)["task"]["value"]["card"]["content"]
        return card


def box(card: Json, name: str) -> str:
    (found,) = [one for one in elements(card) if one.get("id") == name]
    return str(found.get("value", ""))


@pytest.fixture
async def client(
    bot: adapter.Bot, side: Microsoft, chats: Chats, finder: Lookup
) -> AsyncIterator[DialogClient]:
    app = web.Application()
    adapter.routes(bot, chats.conversation, app, finder=finder)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        arrived = DialogClient(Teams(side, f"http://127.0.0.1:{port}/api/messages", http))
        await arrived.say("hello")  # the first turn reads files, and an invoke may not wait
        yield arrived


async def test_a_dialog_at_a_second_message_has_that_messages_words(
    client: DialogClient, chats: Chats
) -> None:
    assert box(await client.suggest("<p>Sort the post</p>"), "description") == "Sort the post"
    second = await client.suggest("<p>Ring the bells</p>")
    assert box(second, "description") == "Ring the bells"
    await client.send(second)
    (idea,) = await chats.ideas.ideas()
    assert (idea.title, idea.proposal.description) == ("Ring the bells", "Ring the bells")


async def test_what_was_added_in_a_dialog_is_not_thrown_away_by_the_next(
    client: DialogClient,
) -> None:
    card = await client.suggest("<p>Ring the bells</p>")
    await client.send(card, title="", problem="Nobody hears them")
    again = await client.suggest("<p>Sort the post</p>")
    assert box(again, "problem") == "Nobody hears them"
    assert say("idea-unfinished", title="") in json.dumps(again, ensure_ascii=False)


async def test_a_dialog_leaves_what_is_typed_in_the_chat_alone(
    client: DialogClient, chats: Chats
) -> None:
    await client.suggest("<p>Ring the bells</p>")
    assert "Clause 1.2" in await client.say(KEPT)
    await client.say("yes")
    card = await client.suggest("<p>Ring the bells</p>")
    assert box(card, "description") == "Ring the bells"
    await client.send(card)
    (idea,) = await chats.ideas.ideas()
    assert "yes" not in str(idea.proposal).lower().split("'")


async def test_a_quoted_colleague_is_left_out_of_the_dialog(client: DialogClient) -> None:
    quoting = (
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong '
        'itemprop="mri" itemid="8:orgid:x">Sam Smith</strong><p itemprop="preview">Words of Sam'
        "</p></blockquote><p>I agree, AI could sort the post</p>"
    )
    card = await client.suggest(quoting)
    assert box(card, "description") == "I agree, AI could sort the post"
    assert "Sam" not in json.dumps(card)


async def test_answers_typed_in_quick_succession_are_answers_in_their_order(
    client: DialogClient, chats: Chats
) -> None:
    await client.say("I have an idea")
    first = asyncio.create_task(client.say("The post takes a day"))
    await asyncio.sleep(0)
    await asyncio.gather(first, client.say("Let it read the letters"))
    for answer in ("Sort the post", "send"):
        await client.say(answer)
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.problem == "The post takes a day"
    assert idea.proposal.description == "Let it read the letters"
    assert idea.title == "Sort the post"


async def test_yes_is_never_kept_as_the_words_of_an_idea(
    client: DialogClient, chats: Chats
) -> None:
    await client.say("I have an idea")
    for answer in ("yes", "The post", "yes", "ok", "Let it read the letters", "yes", "Sort", "yes"):
        await client.say(answer)
    await client.say("send")
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.description == "Let it read the letters"
    assert "yes" not in (idea.title, idea.proposal.problem, idea.proposal.description)


async def test_after_stop_the_form_no_longer_listens(client: DialogClient, chats: Chats) -> None:
    await client.say("I have an idea")
    await client.say("The post takes a day")
    assert say("idea-stopped") in await client.say("stop")
    assert "Clause 1.2" in await client.say(KEPT)
    await client.say("Let it read the letters")
    assert "The post takes a day" in await client.say("continue")
    assert await chats.ideas.ideas() == ()


async def test_a_question_typed_in_a_hurry_leans_on_the_one_before(client: Client) -> None:
    first = asyncio.create_task(client.say(KEPT))
    await asyncio.sleep(0)
    _, why = await asyncio.gather(first, client.say("why this answer?"))
    assert "Meetings and recordings, clause 1.2" in why


async def test_a_yes_that_overtakes_nothing_withdraws_only_what_was_asked_about(
    client: Client, chats: Chats
) -> None:
    await client.say("idea: ring the bells")
    await client.say("send")
    texts = ("withdraw AI-2026-0001", "hold on", "yes")
    waiting = [asyncio.create_task(client.say(text)) for text in texts]
    await asyncio.gather(*waiting)
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED
