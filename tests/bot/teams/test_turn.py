"""A turn over the wire, authentication on: what a person asks and what the chat gets."""

import asyncio

import pytest

from bot.message import Reply, Scope, Text
from bot.messages.say import say
from tests.bot.teams.conftest import Parrot, Teams
from tests.microsoft import TENANT, Microsoft, activity


async def test_a_question_is_answered_with_one_card_that_quotes_the_clause(teams: Teams) -> None:
    sent = await teams.say("may I bring a sandwich?")
    assert sent["type"] == "message"
    assert (
        sent["text"] == "I am automatic and quote approved policy: clause 4.3 of Lunch at work [1]."
    )
    (attachment,) = sent["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["version"] == "1.5"
    assert "Clause 4.3: Sandwiches" in attachment["content"]["fallbackText"]
    assert "Lunch at work, version 1.10" in attachment["content"]["fallbackText"]
    assert sent["summary"].startswith("Yes, with conditions. Clause 4.3")


async def test_the_reply_goes_to_the_activity_that_asked_with_the_bots_token(
    teams: Teams, side: Microsoft
) -> None:
    await teams.say(
        "hello", conversation={"id": "19:x@thread.tacv2;messageid=1", "tenantId": TENANT}
    )
    (sent,) = side.sent
    assert sent.path == (
        "/connector/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/1732153442875"
    )
    assert sent.authorization == "Bearer outbound-1"
    assert sent.body["replyToId"] == "1732153442875"
    assert sent.body["from"]["id"].startswith("28:")
    assert sent.body["recipient"]["id"] == "29:1abcdef"


async def test_the_conversation_hears_who_asked_what_and_where(
    teams: Teams, parrot: Parrot
) -> None:
    await teams.say(
        "<at>Policy assistant</at>&nbsp; may  I?",
        entities=[
            {
                "type": "mention",
                "text": "<at>Policy assistant</at>",
                "mentioned": {
                    "id": "28:11111111-aaaa-bbbb-cccc-000000000001",
                    "name": "Policy assistant",
                },
            }
        ],
        conversation={"id": "19:x", "conversationType": "channel", "tenantId": TENANT},
    )
    (heard,) = parrot.heard
    assert heard.text == "may I?"
    assert heard.scope is Scope.CHANNEL
    assert heard.person.tenant == TENANT
    assert heard.person.id == "aaaaaaaa-0000-0000-0000-000000000000"
    assert heard.conversation == "19:x|aaaaaaaa-0000-0000-0000-000000000000"
    assert heard.id == "19:x|1732153442875"


async def test_an_activity_sent_again_is_answered_once(teams: Teams, side: Microsoft) -> None:
    for _ in range(3):
        await teams.post(activity(side.service))
    assert len(side.sent) == 1


async def test_an_activity_sent_twice_at_once_is_answered_once(
    teams: Teams, side: Microsoft, parrot: Parrot
) -> None:
    answers = await asyncio.gather(*(teams.post(activity(side.service)) for _ in range(10)))
    assert {status for status, _ in answers} == {200}
    assert len(parrot.heard) == len(side.sent) == 1


async def test_the_same_id_in_another_conversation_is_another_activity(
    teams: Teams, side: Microsoft
) -> None:
    await teams.post(activity(side.service))
    await teams.post(activity(side.service, conversation={"id": "a:2", "tenantId": TENANT}))
    assert len(side.sent) == 2


async def test_a_turn_that_fails_apologises_and_shows_nothing_of_the_error(
    teams: Teams, parrot: Parrot, caplog: pytest.LogCaptureFixture
) -> None:
    parrot.failure = RuntimeError("secret question of Alex")
    sent = await teams.say("may I?")
    assert sent["text"] == say("failure-turn-failed")
    assert sent["textFormat"] == "plain"
    assert "RuntimeError at" in caplog.text
    assert "secret question" not in caplog.text


async def test_a_person_who_adds_the_bot_is_greeted(teams: Teams, side: Microsoft) -> None:
    added = [{"id": "29:1abcdef"}, {"id": "28:11111111-aaaa-bbbb-cccc-000000000001"}]
    status, _ = await teams.post(
        activity(side.service, type="conversationUpdate", membersAdded=added, text=None)
    )
    assert status == 200
    assert "Ask me about lunch" in side.sent[0].body["attachments"][0]["content"]["fallbackText"]


async def test_somebody_else_joining_is_not_greeted(teams: Teams, side: Microsoft) -> None:
    odd: list[dict[str, object]] = [
        {"membersAdded": [{"id": "29:other"}]},
        {"membersAdded": [{}], "recipient": {}, "id": "2"},
    ]
    for changed in odd:
        await teams.post(activity(side.service, type="conversationUpdate", **changed))
    assert side.sent == []


@pytest.mark.parametrize(
    "kind",
    [
        "messageReaction",
        "messageUpdate",
        "messageDelete",
        "typing",
        "event",
        "installationUpdate",
        "endOfConversation",
        "handoff",
        "somethingNew",
        "MESSAGE",
    ],
)
async def test_events_that_say_nothing_to_us_are_taken_and_not_answered(
    teams: Teams, side: Microsoft, kind: str
) -> None:
    status, body = await teams.post(
        activity(
            side.service,
            type=kind,
            channelData={"tenant": {"id": TENANT}, "eventType": "softDeleteMessage", "team": "odd"},
        )
    )
    assert (status, body) == (200, b"")
    assert side.sent == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "🙂", "<b>x</b>", "&lt;script&gt;"])
async def test_odd_texts_get_a_reply(teams: Teams, text: str) -> None:
    assert (await teams.say(text))["type"] == "message"


async def test_a_text_of_a_hundred_thousand_characters_gets_a_reply(teams: Teams) -> None:
    assert (await teams.say("<at>" * 25_000))["type"] == "message"


async def test_a_card_that_a_person_puts_into_the_chat_is_not_a_question(
    teams: Teams, side: Microsoft
) -> None:
    card = [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}]
    await teams.post(activity(side.service, text=None, attachments=card))
    await teams.post(
        activity(
            side.service,
            id="2",
            text=('<span itemid="1" itemtype="http://schema.skype.com/InputExtension">x</span>'),
        )
    )
    assert side.sent == []


async def test_a_reply_of_no_card_size_is_sent_as_text_within_teams_limit(
    teams: Teams, parrot: Parrot
) -> None:
    parrot.reply = Reply([Text("ab" * 50_000)])
    sent = await teams.say("everything?")
    assert "attachments" not in sent
    assert sent["text"].endswith(say("failure-reply-too-long"))


async def test_a_pressed_button_reaches_the_conversation_as_what_it_says(
    teams: Teams, parrot: Parrot, side: Microsoft
) -> None:
    await teams.post(
        activity(
            side.service,
            text=None,
            value={"say": "and in private?", "action": "more", "values": {"ref": "lunch#1"}},
        )
    )
    (heard,) = parrot.heard
    assert (heard.text, heard.action, heard.values) == (
        "and in private?",
        "more",
        {"ref": "lunch#1"},
    )


@pytest.mark.parametrize("value", ["text", 7, [1], {"say": 7, "action": ["x"], "values": "y"}])
async def test_a_button_value_of_another_kind_counts_as_not_pressed(
    teams: Teams, parrot: Parrot, side: Microsoft, value: object
) -> None:
    status, _ = await teams.post(activity(side.service, value=value))
    assert status == 200
    assert parrot.heard[0].action == ""
    assert parrot.heard[0].values == {}
