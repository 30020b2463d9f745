"""A member of staff asks in Teams: the whole app with authentication on, the Agents Playground and
a browser. What is checked is what the person sees."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.messages.citation import source
from bot.messages.say import say
from knowledge import Library
from knowledge.model.policies import Passage
from knowledge.model.sentences import sentences
from tests.browser.playground import (
    Chat,
    SigningProxy,
    assistant,
    chromium,
    playground,
)
from tests.browser.programs import ROOT
from tests.freeze import MODEL_SET

ARTEFACTS = ROOT / "artefacts"

# Questions of staff, typed as they wrote them, with the clause that answers.
ANSWERED = {
    "can i recrod my 1-2-1 with my manger wihtout telling them just so i have a note": (
        "meetings#meeting-recording"
    ),
    "Do I need one of those privacy assessments "
    "just to try a thing that sorts emails by subject?": "assessments#dpia-when",
}
# Two clauses lie close here, so the second is shown folded.
WITH_SECOND_RANK = "Can someone with ADHD get the meeting summaries switched on for them?"
NOT_COVERED = "How many Copilot licences has Housing got left?"

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


def clause(place: str) -> Passage:
    """The clause in force today, as the policy file has it."""
    known = Library.load(MODEL_SET, meaning=False).policy_set
    today = datetime.now(UTC).date()
    return next(passage for passage in known.passages_on(today) if passage.place == place)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("teams")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def proxy(folder: Path) -> AsyncIterator[SigningProxy]:
    async with assistant(folder) as signing:
        yield signing


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(proxy: SigningProxy, folder: Path) -> AsyncIterator[str]:
    async with playground(f"{proxy.side.base}/api/messages", folder) as serving:
        yield serving


@pytest_asyncio.fixture(loop_scope="module")
async def chat(address: str, tmp_path: Path) -> AsyncIterator[Chat]:
    async with chromium(tmp_path) as page:
        opened = Chat(page)
        await opened.open(address)
        yield opened


async def test_who_comes_for_the_first_time_is_greeted_and_nobody_twice(
    address: str, tmp_path: Path
) -> None:
    async with chromium(tmp_path) as page:
        chat = Chat(page)
        assert "I answer questions about the council's AI policies" in await chat.open(address)
        await chat.screenshot(ARTEFACTS / "teams-greeting.png")
        assert await chat.open(address) == ""


async def test_staff_see_the_clause_with_its_policy_version_and_date(
    chat: Chat, proxy: SigningProxy
) -> None:
    for number, (question, place) in enumerate(ANSWERED.items(), 1):
        expected = clause(place)
        shown = await chat.ask(question)
        await chat.screenshot(ARTEFACTS / f"teams-answer-{number}.png")
        assert say("answer-clause", number=expected.clause, heading=expected.heading) in shown
        assert source(expected.title, expected.version, expected.effective_from) in shown
        # The sentence that answers stands first; the clause whole is one press away.
        without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", expected.text)
        quoted = [" ".join(one.text.split()) for one in sentences(without_links)]
        assert [one for one in quoted if one in " ".join(shown.split())]
        link = chat.page.get_by_role(
            "link", name=say("reply-read-in-policy", number=expected.clause)
        ).last
        assert await link.get_attribute("href") == (
            f"{proxy.bot.removesuffix('/api/messages')}/policies/"
            f"{expected.policy_id}/{expected.version}#{expected.anchor}"
        )
    assert set(proxy.statuses) == {200}


async def test_staff_are_told_when_the_policies_do_not_cover_it(chat: Chat) -> None:
    shown = await chat.ask(NOT_COVERED)
    await chat.screenshot(ARTEFACTS / "teams-not-covered.png")
    assert "Clause" not in shown
    assert "in force from" not in shown


async def test_a_button_of_the_greeting_asks_its_question(chat: Chat) -> None:
    await chat.ask("hello")
    shown = await chat.press("What do I say before I record a meeting?")
    assert clause("meetings#meeting-recording").heading in shown


async def test_a_follow_up_is_understood_from_the_question_before(chat: Chat) -> None:
    await chat.ask("Can I record a meeting?")
    shown = await chat.ask("and how long may I keep it?")
    assert "Clause" in shown
    assert "delete" in shown.lower()


async def test_a_clause_of_second_rank_opens_by_keyboard(chat: Chat) -> None:
    await chat.ask(WITH_SECOND_RANK)
    opener = chat.page.get_by_role("button", name="Show or hide clause").last
    shut = await chat.answers.last.inner_text()
    await opener.press("Enter")
    assert len(await chat.answers.last.inner_text()) > len(shut) + 100
    await chat.screenshot(ARTEFACTS / "teams-opened.png")


async def test_in_a_group_chat_the_bot_answers_when_it_is_mentioned(
    chat: Chat, proxy: SigningProxy
) -> None:
    shown = await chat.ask_in("Housing team", "AI policy assistant", "help")
    await chat.screenshot(ARTEFACTS / "teams-group.png")
    assert "Ask in your own words" in shown


async def test_a_thumb_with_its_reason_is_taken(chat: Chat, proxy: SigningProxy) -> None:
    await chat.ask("What do I say before I record a meeting?")
    said = await chat.answers.count()
    await chat.page.get_by_role("button", name="Dislike", exact=True).last.click()
    dialog = chat.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("It does not say for how long")
    taken = len(proxy.statuses)
    await dialog.get_by_role("button", name="Submit").click()
    await dialog.get_by_role("button", name="Close").first.click()
    await chat.screenshot(ARTEFACTS / "teams-feedback.png")
    assert proxy.statuses[taken:] == [200]
    assert await chat.answers.count() == said, "Teams has thanked; the assistant need not"


async def test_a_question_in_a_channel_is_answered_in_its_thread(
    chat: Chat, proxy: SigningProxy
) -> None:
    shown = await chat.ask_in_channel(
        "AI pilots", "AI policy assistant", "what do I say before I record a meeting?"
    )
    await chat.screenshot(ARTEFACTS / "teams-channel.png")
    assert clause("meetings#meeting-recording").heading in shown
    sent = proxy.side.sent
    assert all(status == 200 for status in proxy.statuses), sent


async def test_a_clause_is_looked_up_and_put_into_a_message(chat: Chat) -> None:
    expected = clause("meetings#meeting-recording")
    offered = await chat.look_up("record a meeting")
    await chat.screenshot(ARTEFACTS / "teams-search.png")
    assert say("answer-clause", number=expected.clause, heading=expected.heading) in offered[:3]
    await chat.page.get_by_text(expected.heading).last.click()
    before = await chat.cards.count()
    await chat.page.get_by_role("button", name="Send Message").click()
    await chat.page.wait_for_timeout(1_500)
    shown = await chat.cards.last.inner_text()
    await chat.screenshot(ARTEFACTS / "teams-inserted.png")
    assert source(expected.title, expected.version, expected.effective_from) in shown
    assert await chat.cards.count() == before, "the draft became a message; nobody answered it"


async def test_a_link_to_a_clause_is_shown_as_the_clause(chat: Chat, proxy: SigningProxy) -> None:
    expected = clause("meetings#meeting-recording")
    site = proxy.bot.removesuffix("/api/messages")
    shown = await chat.unfurl(f"{site}/policies/meetings#meeting-recording")
    await chat.screenshot(ARTEFACTS / "teams-unfurled.png")
    assert say("answer-clause", number=expected.clause, heading=expected.heading) in shown
    assert " ".join(expected.text.split()[:5]) in " ".join(shown.split())


async def test_an_idea_is_suggested_in_a_dialog(chat: Chat) -> None:
    form = await chat.begin_command("suggest")
    idea = "Let a machine sort the letters that come in by post"
    await form.get_by_label("What is your idea?").fill(idea)
    send = form.get_by_role("button", name="Send the idea")
    await send.click()
    await form.get_by_text("Please fill in: A short name for it").wait_for()
    await chat.screenshot(ARTEFACTS / "teams-dialog-wrong.png")
    assert await form.get_by_label("What is your idea?").input_value() == idea
    await form.get_by_label("A short name for it").fill("Sort the post")
    await send.click()
    await form.get_by_text("Your idea has the reference").wait_for(timeout=20_000)
    await chat.screenshot(ARTEFACTS / "teams-dialog-done.png")


async def test_an_idea_form_in_the_chat_says_what_is_wrong_and_loses_nothing(chat: Chat) -> None:
    await chat.ask("I want to suggest an idea")
    card = chat.cards.last
    idea = "Let a machine suggest routes for the bin lorries"
    await card.get_by_label("What is your idea?").fill(idea)
    await card.get_by_role("button", name="Send the idea").click()
    await card.get_by_text("Please fill in: A short name for it").wait_for()
    assert await card.get_by_label("What is your idea?").input_value() == idea
    await card.get_by_label("A short name for it").fill("Routes")
    await card.get_by_role("button", name="Send the idea").click()
    await chat.page.get_by_text("Your idea has the reference").last.wait_for(timeout=20_000)
    await chat.screenshot(ARTEFACTS / "teams-idea.png")


async def test_who_is_not_microsoft_is_not_answered(proxy: SigningProxy) -> None:
    hello = {"type": "message", "text": "hello"}
    async with aiohttp.ClientSession() as http, http.post(proxy.bot, json=hello) as answer:
        assert (answer.status, await answer.read()) == (401, b"")
