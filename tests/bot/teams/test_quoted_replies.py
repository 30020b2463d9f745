"""Replies that quote, forwards, edits and files over the wire, with the conversation behind it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from bot.messages.say import say
from bot.teams import adapter
from storage import Store
from tests.bot.ideas.idea_chats import Chats
from tests.bot.teams.client import Client
from tests.bot.teams.conftest import Json, Teams
from tests.databases import SetClock
from tests.microsoft import APP_ID, TENANT, Microsoft, activity, serving

KEPT, PRIVATE = "how long are recordings kept?", "may I put private data into a tool?"


@pytest.fixture
async def client(
    bot: adapter.Bot, side: Microsoft, chats: Chats, clock: SetClock, store: Store
) -> AsyncIterator[Client]:
    journal = AnswerLog(lambda: store)
    conversation = Conversation(
        lambda: chats.library, clock, journal, lambda: chats.ideas, store=lambda: store
    )
    app = web.Application()
    adapter.routes(bot, conversation, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Client(Teams(side, f"http://127.0.0.1:{port}/api/messages", http))


@pytest.mark.parametrize("text", ["help", "my ideas", "privacy", KEPT])
async def test_a_quoting_message_is_answered_as_if_it_were_typed_alone(
    client: Client, text: str
) -> None:
    alone = await client.say(text)
    assert (await client.say(text, quoting="1772050244572")).split("Receipt")[0] == (
        alone.split("Receipt")[0]
    )


async def test_every_step_of_a_form_may_be_answered_by_quoting_its_question(
    client: Client, chats: Chats
) -> None:
    await client.say("I have an idea")
    for answer in ("The post takes a day", "Let it sort the letters", "Sort the post"):
        await client.say(answer, quoting=client.last)
    for _ in range(3):
        words = await client.say("skip", quoting=client.last)
    assert "AI-2026-0001" in words
    (kept,) = await chats.ideas.ideas()
    assert kept.title == "Sort the post"
    assert "quoted" not in str(kept)
    assert "messageId" not in str(kept)


async def test_a_form_is_stopped_by_a_quoting_message(client: Client) -> None:
    await client.say("I have an idea")
    assert say("idea-stopped") in await client.say("stop", quoting=client.last)


async def test_a_quoted_answer_is_the_turn_that_why_and_changed_lean_on(
    client: Client,
) -> None:
    first = await client.say(KEPT)
    quoted = client.last
    assert "Clause 1.2" in first
    await client.say(PRIVATE)
    assert "clause 1.2" in (await client.say("why", quoting=quoted)).lower()
    await client.say(PRIVATE)
    assert "Clause 1.2" in await client.say("show the whole clause", quoting=quoted)


async def test_a_follow_up_on_a_quoted_answer_is_understood_as_one_on_that_answer(
    client: Client,
) -> None:
    await client.say(KEPT)
    quoted = client.last
    expected = await client.say("and before that?")
    await client.say(PRIVATE)
    again = await client.say("and before that?", quoting=quoted)
    assert again.split("Receipt")[0] == expected.split("Receipt")[0]
    assert "Clause 1.2" in again


async def test_a_forwarded_question_is_answered(client: Client) -> None:
    shown = f'<blockquote itemtype="http://schema.skype.com/Forward"><p>{KEPT}</p></blockquote>'
    beside = [{"contentType": "text/html", "content": shown}]
    assert "Clause 1.2" in await client.say(KEPT, attachments=beside)


async def test_a_reply_in_a_thread_of_a_channel_is_answered_there(client: Client) -> None:
    names = {"id": f"28:{APP_ID}", "name": "Policy assistant"}
    mention = {"type": "mention", "text": "<at>Policy assistant</at>", "mentioned": names}
    where = {
        "id": "19:c@thread.tacv2;messageid=1772050244000",
        "conversationType": "channel",
        "tenantId": TENANT,
    }
    words = await client.say(
        f"<at>Policy assistant</at> {KEPT}", entities=[mention], conversation=where
    )
    assert "Clause 1.2" in words
    assert "messageid%3D1772050244000" in client.teams.side.sent[-1].path


def edit(text: str, number: str) -> Json:
    data = {"tenant": {"id": TENANT}, "eventType": "editMessage"}
    return {"type": "messageUpdate", "id": number, "text": text, "channelData": data}


async def test_an_edit_answers_a_question_anew_but_no_question_of_a_form(
    client: Client, chats: Chats
) -> None:
    await client.say("how long are recordngs")
    await client.teams.post(activity(client.teams.side.service, **edit(KEPT, "m1"), attachments=[]))
    assert "Clause 1.2" in str(client.teams.side.sent[-1].body)

    await client.say("I have an idea")
    await client.say("The post taks a day")
    for text in ("The post takes a day", "stop", "yes"):
        await client.teams.post(
            activity(client.teams.side.service, **edit(text, "m3"), attachments=[])
        )
        assert say("idea-edit-not-read") in str(client.teams.side.sent[-1].body)
    assert say("idea-stopped") in await client.say("stop")


FILE = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "draft.docx"}


async def test_a_file_beside_a_question_is_said_to_be_unread_before_the_answer(
    client: Client,
) -> None:
    words = await client.say(KEPT, attachments=[FILE])
    assert words.startswith(say("chat-files-not-read", asks="yes"))
    assert "Clause 1.2" in words


async def test_a_file_alone_gets_one_line_and_a_form_goes_on_listening(
    client: Client,
) -> None:
    await client.say("I have an idea")
    assert await client.say("", attachments=[FILE]) == say("chat-files-not-read", asks="")
    assert say("idea-stopped") in await client.say("stop")
