"""How the bot behaves in a chat: feedback by Teams' buttons, edits, typing, channels, refusals."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from bot.message import Field, Form, Message, Reply
from bot.teams.activity_handler import TeamsHandler
from bot.teams.auth.authentication import LocalAuthentication
from bot.teams.auth.cloud import ServiceHosts
from bot.teams.endpoint import Endpoint
from bot.teams.outbound.connector import Connectors
from tests.bot.teams.conftest import QUOTED, Parrot, Teams
from tests.microsoft import TENANT, Json, Microsoft, activity, serving

ANSWER = Reply([QUOTED], receipt="R-7K2M-9QF3")


async def thumb(teams: Teams, given: Json, **changed: object) -> tuple[int, bytes]:
    body = activity(
        teams.side.service,
        type="invoke",
        name="message/submitAction",
        id="f1",
        text=None,
        value=given,
        **changed,
    )
    return await teams.post(body)


@pytest.mark.parametrize(
    "feedback",
    ["Not my case", '{"feedbackText": "Not my case"}', {"feedbackText": "Not my case"}],
    ids=["plain text", "JSON in a text", "an object"],
)
async def test_teams_own_feedback_reaches_the_answer_it_was_given_to(
    teams: Teams, parrot: Parrot, feedback: object
) -> None:
    parrot.reply = ANSWER
    sent = await teams.say("may I?")
    assert sent["channelData"] == {"feedbackLoop": {"type": "default"}}

    parrot.reply = Reply(())
    value = {
        "actionName": "feedback",
        "actionValue": {"reaction": "dislike", "feedback": feedback},
    }
    assert await thumb(teams, value, replyToId="1:1") == (200, b"")

    heard = parrot.heard[-1]
    assert (heard.action, heard.text) == ("feedback", "")
    assert heard.values == {
        "verdict": "not_helpful",
        "reason": "Not my case",
        "quiet": True,
        "receipt": "R-7K2M-9QF3",
    }
    assert len(teams.side.sent) == 1, "Teams has thanked by itself"


async def test_feedback_that_names_no_message_is_about_the_last_answer(
    teams: Teams, parrot: Parrot
) -> None:
    parrot.reply = Reply(())
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": ""}}
    await thumb(teams, value)

    assert "receipt" not in parrot.heard[-1].values


async def test_feedback_on_a_message_that_is_not_known_is_said_to_be_lost(
    teams: Teams, parrot: Parrot
) -> None:
    value = {"actionName": "feedback", "actionValue": {"reaction": "like"}}
    await thumb(teams, value, replyToId="somebody else's")

    assert parrot.heard[-1].values["receipt"] == ""
    assert len(teams.side.sent) == 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        [],
        {"actionName": "feedback"},
        {"actionName": "feedback", "actionValue": "like"},
        {"actionName": "feedback", "actionValue": {"reaction": ["like"]}},
        {"actionName": "other", "actionValue": {"reaction": "like"}},
    ],
)
async def test_feedback_of_another_shape_is_taken_and_does_nothing(
    teams: Teams, parrot: Parrot, value: Json
) -> None:
    assert await thumb(teams, value) == (200, b"")
    assert parrot.heard == []


@pytest.mark.parametrize("reason", ["{" * 3000, '{"other": 1}', "{not json", 7, None, [1]])
async def test_an_odd_reason_does_not_keep_the_verdict_from_being_taken(
    teams: Teams, parrot: Parrot, reason: object
) -> None:
    parrot.reply = Reply(())
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": reason}}
    status, _ = await thumb(teams, value)

    assert status == 200
    assert parrot.heard[-1].values["verdict"] == "helpful"


def edited(side: Microsoft, text: str, **changed: object) -> Json:
    data = {"tenant": {"id": TENANT}, "eventType": "editMessage"}
    return activity(side.service, type="messageUpdate", text=text, channelData=data, **changed)


async def test_an_edited_message_is_answered_anew_once(teams: Teams, parrot: Parrot) -> None:
    await teams.say("may I?")
    for _ in range(3):
        await teams.post(edited(teams.side, "may I, really?"))

    assert [message.text for message in parrot.heard] == ["may I?", "may I, really?"]
    assert len(teams.side.sent) == 2


async def test_a_message_sent_again_with_the_same_words_is_not_answered_again(
    teams: Teams, parrot: Parrot
) -> None:
    await teams.say("see https://policies.example")
    await teams.post(edited(teams.side, "see https://policies.example"))

    assert len(parrot.heard) == 1, "Teams only looked the link up"


async def test_a_deleted_message_and_one_that_comes_back_are_not_answered(
    teams: Teams, parrot: Parrot
) -> None:
    for kind, event in (
        ("messageDelete", "softDeleteMessage"),
        ("messageUpdate", "undeleteMessage"),
    ):
        data = {"tenant": {"id": TENANT}, "eventType": event}
        body = activity(teams.side.service, type=kind, id=event, channelData=data)
        assert (await teams.post(body))[0] == 200

    assert parrot.heard == []
    assert teams.side.sent == []


async def test_a_person_is_greeted_where_nothing_but_the_installation_is_told(
    teams: Teams, side: Microsoft
) -> None:
    told = {"type": "installationUpdate", "text": None}
    assert await teams.post(activity(side.service, action="remove", id="1", **told)) == (200, b"")
    assert side.sent == []
    assert await teams.post(activity(side.service, action="add", id="2", **told)) == (200, b"")
    assert "Ask me about lunch" in side.sent[0].body["attachments"][0]["content"]["fallbackText"]


async def test_whoever_has_blocked_the_bot_makes_no_noise(
    teams: Teams, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = {"error": {"code": "MessageWritesBlocked", "message": "blocked"}}
    teams.side.next_answers = [lambda: web.json_response(blocked, status=403)] * 2
    status, body = await teams.post(activity(teams.side.service))

    assert (status, body) == (200, b"")
    assert "Traceback" not in caplog.text
    assert "may I record" not in caplog.text


async def test_in_a_channel_a_form_is_replaced_by_the_way_to_a_personal_chat(
    teams: Teams, parrot: Parrot
) -> None:
    form = Form("send", "key", "Suggest an idea", [Field("title", "Name")], "Send")
    parrot.reply = Reply([form])
    where = {"id": "19:x;messageid=1", "conversationType": "channel", "tenantId": TENANT}
    sent = await teams.say("suggest", conversation=where)

    card = json.dumps(sent["attachments"][0]["content"])
    assert "Input." not in card
    assert "https://teams.microsoft.com/l/chat/0/0?users=28:" in card


class Pondering(Parrot):
    """Answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = asyncio.Event()

    async def reply_to(self, message: Message) -> Reply:
        await self.ready.wait()
        return await super().reply_to(message)


async def no_token() -> str:
    return ""


@pytest.fixture
async def pondering(side: Microsoft) -> AsyncIterator[tuple[Teams, Pondering]]:
    async with aiohttp.ClientSession() as http:
        hosts = ServiceHosts(["127.0.0.1"])
        local = LocalAuthentication(Connectors(http, hosts, no_token), hosts)
        speaker = Pondering()
        app = web.Application()
        wire = Endpoint(local, TeamsHandler(speaker, typing=0.02), lambda: 0.0)
        app.router.add_post("/api/messages", wire.post)
        async with serving(app) as port:
            yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http), speaker


async def test_typing_is_shown_once_while_an_answer_takes_time(
    pondering: tuple[Teams, Pondering],
) -> None:
    teams, speaker = pondering
    asked = asyncio.create_task(teams.say("may I?"))
    for _ in range(1000):
        if teams.side.signs:
            break
        await asyncio.sleep(0.005)
    assert not teams.side.sent
    speaker.ready.set()
    await asked

    assert len(teams.side.signs) == len(teams.side.sent) == 1


async def test_an_answer_that_is_there_at_once_shows_no_typing(
    pondering: tuple[Teams, Pondering],
) -> None:
    teams, speaker = pondering
    speaker.ready.set()
    speaker.reply = replace(ANSWER, receipt="")
    await teams.say("may I?")
    await asyncio.sleep(0.05)

    assert len(teams.side.sent) == 1
    assert teams.side.signs == []
