"""Ideas in Teams, over the wire: the cards that a person fills in, presses and gets back."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.teams import adapter
from common.person import Person
from tests.bot.ideas.idea_chats import Chats
from tests.bot.teams.client import Client, elements
from tests.bot.teams.conftest import Json, Teams
from tests.microsoft import TENANT, Microsoft, serving

SORT = {"title": "Sort the post", "description": "Let it read the letters and sort them"}
ALEX = Person(TENANT, "aaaaaaaa-0000-0000-0000-000000000000")


@pytest.fixture
async def teams(bot: adapter.Bot, side: Microsoft, chats: Chats) -> AsyncIterator[Teams]:
    app = web.Application()
    adapter.routes(bot, chats.conversation, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


@pytest.fixture
def client(teams: Teams) -> Client:
    return Client(teams)


async def test_an_idea_goes_from_the_first_word_to_its_outcome_on_cards(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    assert "Your idea has the reference AI-2026-0001." in await client.fill_in(SORT)
    await client.press("3 quick questions")
    words = await client.fill_in({"people": "yes", "voices": "no", "always-on": "no"})
    assert "Data protection impact assessment (DPIA); Outcome: Required" in words
    words = await client.say("my ideas")
    assert "AI-2026-0001" in words
    dossier = await chats.ideas.idea("AI-2026-0001", reader=ALEX)
    assert dossier is not None
    assert dossier.idea.submitter.name == "Alex Wilber"


async def test_one_form_is_one_idea_whatever_is_delivered_twice(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    card = client.card
    first = await client.fill_in(SORT, card, "same")
    assert await client.fill_in(SORT, card, "same") == first
    assert "reference AI-2026-0001" in await client.fill_in(SORT, card, "another id")
    assert len(await chats.ideas.ideas()) == 1


async def test_what_was_typed_stands_in_the_card_that_comes_back(client: Client) -> None:
    await client.say("I've got an idea")
    words = await client.fill_in({**SORT, "title": "", "data_classes": "personal,internal"})
    assert "Problem: Please fill in: A short name for it" in str(client.card)
    assert SORT["description"] in words
    (boxes,) = [one for one in elements(client.card) if one.get("id") == "data_classes"]
    assert boxes["value"] == "personal,internal"


async def test_everything_can_be_typed_in_place_of_the_card(client: Client) -> None:
    await client.say("I've got an idea")
    for answer in ("skip", "Let it read the letters", "Sort the post"):
        await client.say(answer)
    assert "AI-2026-0001" in await client.say("send")
    await client.say("screen AI-2026-0001")
    assert "listen to people" in await client.say("no")


async def test_a_hint_is_answered_by_a_button(client: Client, chats: Chats) -> None:
    for_ann = chats.of(Person(TENANT, "ann-id", "Ann"))
    await for_ann.say("I have an idea")
    await for_ann.fill_in(SORT)
    await client.say("I've got an idea")
    assert "Is it one of these?" in await client.fill_in({**SORT, "title": "Sorting letters"})
    assert "You support “Sort the post”" in await client.press("Support AI-2026-0001 instead")


async def test_a_box_that_was_emptied_is_empty_and_saved_so(client: Client, chats: Chats) -> None:
    await client.say("I've got an idea")
    await client.fill_in({**SORT, "problem": "The post", "data_classes": "personal,internal"})
    await client.say("add to AI-2026-0001")
    assert "Saved" in await client.fill_in({"problem": "", "data_classes": ""})
    (idea,) = await chats.ideas.ideas()
    assert (idea.proposal.problem, idea.proposal.data_classes) == ("", ())
    assert idea.proposal.description == SORT["description"]


async def test_personal_data_that_is_deleted_after_the_warning_stays_away(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    card = await client.fill_in({**SORT, "problem": "Ring 07700 900123 about it"})
    assert "looks like personal data" in card
    await client.press("Let me change it")
    words = await client.fill_in({"problem": ""})
    assert "AI-2026-0001" in words
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.problem == ""


async def test_what_was_typed_meanwhile_stays_where_the_card_had_no_words(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    card = client.card
    await client.say("The post takes a day")
    await client.fill_in(SORT, card)
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.problem == "The post takes a day"


async def test_what_was_filled_in_is_read_where_a_client_sends_it_as_text(
    client: Client, chats: Chats
) -> None:
    await client.say("I've got an idea")
    (execute,) = [one for one in elements(client.card) if one.get("type") == "Action.Execute"]
    data = json.dumps({**execute["data"], **SORT})
    assert "AI-2026-0001" in await client.invoke({"verb": "idea", "data": data})
    assert len(await chats.ideas.ideas()) == 1


@pytest.mark.parametrize("data", ["{", "[1]", '"x"', "{" * 9_000, '{"values": NaN}'])
async def test_text_that_is_no_form_is_not_said_to_be_kept(client: Client, data: str) -> None:
    await client.say("I've got an idea")
    words = await client.invoke({"verb": "idea", "data": data})
    assert "nothing has been filled in" in words
    assert "still here" not in words


VERBS = (
    *("idea", "idea.send", "idea.mask", "idea.support", "idea.start", "idea.screen"),
    *("idea.screened", "idea.amended", "idea.withdrawn", "idea.nonsense"),
)
ODD: tuple[Json, ...] = (
    {},
    {"key": None, "title": 7, "description": ["x"]},
    {"key": "x" * 10_000, "title": {"a": 1}, "data_classes": {"b": []}},
    {"key": "idea:1:x' or 1=1", "title": "\x00", "description": "\ud800 half"},
    {"key": "AI-2026-0001~x", "values": "no object", "description": "y" * 20_000},
)


@pytest.mark.parametrize("data", ODD)
async def test_odd_values_are_answered_politely_and_store_nothing(
    client: Client, chats: Chats, data: Json
) -> None:
    for verb in VERBS:
        words = await client.invoke({"verb": verb, "data": data})
        assert words, verb
        assert "went wrong" not in words
    assert await chats.ideas.ideas() == ()


async def test_in_a_channel_no_form_is_shown(client: Client) -> None:
    sent = await client.teams.say(
        "I've got an idea",
        conversation={"id": "19:x", "conversationType": "channel", "tenantId": TENANT},
    )
    card = sent["attachments"][0]["content"]
    assert not [one for one in elements(card) if str(one.get("type")).startswith("Input.")]
    assert "personal chat" in card["fallbackText"]
