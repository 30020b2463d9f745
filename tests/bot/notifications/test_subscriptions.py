"""People are told of what they asked to be told of, and of nothing else."""

from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.intents.intent import IntentKind
from bot.intents.router import route
from bot.intents.state import State
from bot.message import Choices, Message, Scope
from bot.notifications.subscriptions import FOLLOW
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from storage import Store
from tests.bot.chat import Chat
from triage.repository.preferences import Preferences

SOMEBODY = Person("tenant", "somebody")


@pytest.fixture
def chat(store: Store) -> Chat:
    chat = Chat()
    chat.conversation = Conversation(
        lambda: chat.library, chat.clock, wishes=lambda: Preferences(store)
    )
    return chat


@pytest.mark.parametrize(
    ("text", "want", "what"),
    [
        ("tell me when this changes", IntentKind.NOTICES_FOLLOW, ""),
        (
            "Please let me know if the meetings policy changes.",
            IntentKind.NOTICES_FOLLOW,
            "the meetings policy",
        ),
        ("notify me when data changes again", IntentKind.NOTICES_FOLLOW, "data"),
        ("remind me of reviews and audits", IntentKind.NOTICES_UPKEEP, ""),
        ("what do you tell me about?", IntentKind.NOTICES_LIST, ""),
        ("stop", IntentKind.NOTICES_STOP, ""),
        ("stop telling me about the data policy", IntentKind.NOTICES_STOP, "the data policy"),
        ("don't tell me any more", IntentKind.NOTICES_STOP, ""),
        ("unsubscribe", IntentKind.NOTICES_STOP, ""),
    ],
)
def test_a_wish_is_known_by_its_words(text: str, want: IntentKind, what: str) -> None:
    found = route(text, State())
    assert (found.kind, found.text) == (want, what)


@pytest.mark.parametrize(
    "text",
    [
        "tell me when a DPIA is needed",
        "tell me about recordings",
        "when do I have to stop a recording",
        "what changed",
        "can I stop a meeting",
        "who tells me when a tool is approved",
    ],
)
def test_a_question_is_no_wish(text: str) -> None:
    assert route(text, State()).kind is IntentKind.QUESTION


async def test_the_policy_quoted_last_is_followed_and_nothing_of_the_question_is_kept(
    chat: Chat, store: Store
) -> None:
    await chat.ask("can I record our guild meeting")
    said = await chat.ask("tell me when this changes")

    assert "I will tell you here when Meetings and recordings changes" in said
    assert await Preferences(store).followed(SOMEBODY) == ("policy:meetings",)
    assert "Meetings and recordings" in await chat.ask("what do you tell me about")


@pytest.mark.parametrize(
    "said",
    [
        "dywedwch wrthyf pan fydd hyn yn newid",
        "dwed wrtha i os newidith hwn",
        "rho wybod i mi pan fydd y rheol hon yn newid",
        "let me know when that rule changes",
    ],
)
async def test_what_only_points_follows_what_was_quoted_and_nothing_where_nothing_was(
    chat: Chat, store: Store, said: str
) -> None:
    assert "not sure which policy you mean" in await chat.ask(said)
    assert await Preferences(store).followed(SOMEBODY) == ()
    await chat.ask("how long are recordings kept?")
    await chat.ask(said)
    assert await Preferences(store).followed(SOMEBODY) == ("policy:meetings",)


async def test_a_policy_is_followed_by_its_name_and_by_the_button_below_what_changed(
    chat: Chat, store: Store
) -> None:
    await chat.ask("let me know when the data policy changes")
    await chat.ask("can I record our guild meeting")
    await chat.ask("what changed here")
    message = Message("b", "chat", Person("tenant", "somebody"), action=FOLLOW)
    await chat.conversation.reply_to(replace(message, values={"policy": "meetings"}))

    assert await Preferences(store).followed(SOMEBODY) == ("policy:data", "policy:meetings")


@pytest.mark.parametrize("policy", ["", "no-such", 7, None, "x" * 5000])
async def test_a_policy_that_is_made_up_is_not_followed(
    chat: Chat, store: Store, policy: object
) -> None:
    message = Message("b", "chat", Person("tenant", "somebody"), action=FOLLOW)
    reply = await chat.conversation.reply_to(replace(message, values={"policy": policy}))

    assert "I am not sure which policy you mean" in alternative(reply)
    assert await Preferences(store).followed(SOMEBODY) == ()


async def test_stop_ends_everything_and_stop_about_one_ends_that(chat: Chat, store: Store) -> None:
    for text in ("tell me when data changes", "tell me when the meetings policy changes"):
        await chat.ask(text)
    await chat.ask("remind me of reviews")
    assert "any more" in await chat.ask("stop telling me about the data policy")
    assert await Preferences(store).followed(SOMEBODY) == ("policy:meetings", "upkeep")
    assert "I have stopped" in await chat.ask("stop")
    assert await Preferences(store).followed(SOMEBODY) == ()
    assert "Goodbye" in await chat.ask("stop")


async def test_in_a_channel_nothing_is_followed_and_the_way_to_a_chat_is_shown(
    chat: Chat, store: Store
) -> None:
    message = Message("c", "chat", Person("tenant", "somebody"), "tell me when data changes")
    reply = await chat.conversation.reply_to(replace(message, scope=Scope.CHANNEL))

    assert isinstance(reply.blocks[-1], Choices)
    assert reply.blocks[-1].items[0].link == "chat:"
    assert await Preferences(store).followed(SOMEBODY) == ()
