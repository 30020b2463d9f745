"""What the handler does by itself: time limits, plain-text replies, local mode."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.message import Message, Reply, Text
from bot.messages.say import say
from bot.teams import adapter
from bot.teams.activity_handler import TeamsHandler
from bot.teams.auth.authentication import LocalAuthentication
from bot.teams.auth.cloud import ServiceHosts
from bot.teams.endpoint import Endpoint
from bot.teams.outbound.connector import Connectors
from tests.bot.teams.conftest import Parrot, Teams
from tests.microsoft import TENANT, Microsoft, activity, serving


class Slow(Parrot):
    async def reply_to(self, message: Message) -> Reply:
        await asyncio.Event().wait()
        return await super().reply_to(message)


async def no_token() -> str:
    return ""


@pytest.fixture
async def slow(side: Microsoft) -> AsyncIterator[Teams]:
    """A bot that never has an answer, whose patience is short."""
    async with aiohttp.ClientSession() as http:
        hosts = ServiceHosts(["127.0.0.1"])
        local = LocalAuthentication(Connectors(http, hosts, no_token), hosts)
        handler = TeamsHandler(Slow(), wonder=0.01, budget=0.02, invoke_budget=0.01)
        app = web.Application()
        app.router.add_post("/api/messages", Endpoint(local, handler, lambda: 0.0).post)
        async with serving(app) as port:
            yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


async def test_an_answer_that_takes_too_long_is_given_up_politely(slow: Teams) -> None:
    sent = await slow.say("may I?")
    assert say("failure-took-too-long") in sent["attachments"][0]["content"]["fallbackText"]
    assert slow.side.sent[0].body["text"] == say("failure-still-working")


async def test_a_form_whose_answer_takes_long_stays_as_it_was_and_the_answer_follows(
    slow: Teams,
) -> None:
    value = {"action": {"verb": "send_idea", "data": {}}}
    _, body = await slow.post(
        activity(slow.side.service, type="invoke", name="adaptiveCard/action", value=value)
    )
    answer = json.loads(body)
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    assert answer["value"] == say("failure-still-working")
    for _ in range(500):
        if slow.side.sent:
            break
        await asyncio.sleep(0.01)
    assert say("failure-took-too-long") in str(slow.side.sent[0].body)


async def test_a_card_that_teams_takes_for_too_large_is_sent_as_text(
    teams: Teams, side: Microsoft
) -> None:
    side.next_answers = [lambda: web.Response(status=413, text="<html>")]
    sent = await teams.say("may I bring a sandwich?")
    assert "attachments" not in sent
    assert "Staff may bring a sandwich." in sent["text"]
    assert len(side.sent) == 2


async def test_a_passing_remark_leaves_the_form_as_it_was(teams: Teams, parrot: Parrot) -> None:
    parrot.reply = Reply([Text("Please wait.")], passing=True)
    value = {"action": {"verb": "send_idea", "data": {}}}
    _, body = await teams.post(
        activity(teams.side.service, type="invoke", name="adaptiveCard/action", value=value)
    )
    assert json.loads(body)["type"] == "application/vnd.microsoft.activity.message"


@pytest.fixture
async def local(side: Microsoft, parrot: Parrot) -> AsyncIterator[Teams]:
    """The whole channel in local mode, replying in plain text."""
    app = web.Application()
    adapter.routes(adapter.Bot(replies=adapter.ReplyStyle.TEXT), parrot, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


async def test_in_local_mode_no_token_is_asked_for_and_none_is_sent(
    local: Teams, side: Microsoft
) -> None:
    assert await local.post(activity(side.service), token="") == (200, b"")
    assert side.sent[0].authorization == ""
    assert side.token_requests == []


async def test_in_local_mode_replies_stay_on_this_machine(local: Teams, side: Microsoft) -> None:
    for address in ("https://smba.trafficmanager.net/emea/", "http://10.0.0.1/"):
        status, _ = await local.post(activity(address), token="")
        assert status == 403


async def test_in_local_mode_other_channels_are_refused(local: Teams, side: Microsoft) -> None:
    status, _ = await local.post(activity(side.service, channelId="emulator"), token="")
    assert status == 403


async def test_plain_text_replies_are_the_twin_and_are_not_read_as_markup(
    local: Teams, side: Microsoft
) -> None:
    await local.post(activity(side.service), token="")
    sent = side.sent[0].body
    assert "attachments" not in sent
    assert sent["textFormat"] == "plain"
    assert sent["text"].startswith("Yes, with conditions.\n\nClause 4.3: Sandwiches")


async def test_somebody_without_a_directory_id_is_known_by_their_teams_id(
    local: Teams, side: Microsoft, parrot: Parrot
) -> None:
    await local.post(activity(side.service, **{"from": {"id": "29:guest"}}, locale="<x>"), token="")
    assert (parrot.heard[0].person.id, parrot.heard[0].person.tenant) == ("29:guest", TENANT)
    assert parrot.heard[0].locale == "en-GB"


async def test_a_reply_that_cannot_be_delivered_is_no_fault_of_the_caller(
    local: Teams, side: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    side.next_answers = [lambda: web.Response(status=500)]
    assert await local.post(activity(side.service), token="") == (200, b"")
    assert "NotSent" in caplog.text
    assert [sent.body["text"] for sent in side.sent[1:]] == [say("failure-cut-off")]


async def test_a_reply_that_teams_refuses_is_followed_by_an_apology(
    local: Teams, side: Microsoft
) -> None:
    side.next_answers = [lambda: web.Response(status=400)]
    await local.post(activity(side.service), token="")
    assert side.sent[1].body["text"] == say("failure-turn-failed")


async def test_nothing_can_be_said_where_teams_refuses_everything(
    local: Teams, side: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    side.next_answers = [lambda: web.Response(status=403)] * 2
    assert await local.post(activity(side.service), token="") == (200, b"")
    assert "not delivered" in caplog.text
