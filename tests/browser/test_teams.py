"""A member of staff asks in Teams: the whole app with authentication on, the Agents Playground and
a browser. What is checked is what the person sees."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot import wording
from knowledge import Library
from knowledge.model import Passage
from tests.browser.playground import (
    Chat,
    SigningProxy,
    bot_settings,
    chromium,
    playground,
    signing_proxy,
)
from tests.browser.programs import ROOT, free_port, program, python

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
    known = Library.load(ROOT / "policies", meaning=False).policy_set
    today = datetime.now(UTC).date()
    return next(passage for passage in known.passages_on(today) if passage.place == place)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("teams")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def proxy(folder: Path) -> AsyncIterator[SigningProxy]:
    """The app, started as an operator starts it, behind the signing proxy.

    Not its first start on this machine: until the texts are encoded it answers by words alone.
    """
    await asyncio.to_thread(Library.load, ROOT / "policies")
    port = free_port()
    async with (
        signing_proxy(port) as signing,
        program(
            *python(str(ROOT / "app.py")),
            folder=folder,
            ready="Teams reaches the assistant",
            environment=bot_settings(signing, port),
        ),
    ):
        yield signing


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(proxy: SigningProxy, folder: Path) -> AsyncIterator[str]:
    async with playground(f"{proxy.side.base}/api/messages", folder) as serving:
        yield serving


@pytest_asyncio.fixture(loop_scope="module")
async def chat(address: str, tmp_path: Path) -> AsyncIterator[Chat]:
    async with chromium(tmp_path) as page:
        opened = Chat(page)
        greeting = await opened.open(address)
        assert "I answer questions about the council's AI policies" in greeting
        yield opened


async def test_staff_see_the_clause_with_its_policy_version_and_date(
    chat: Chat, proxy: SigningProxy
) -> None:
    for number, (question, place) in enumerate(ANSWERED.items(), 1):
        expected = clause(place)
        shown = await chat.ask(question)
        await chat.screenshot(ARTEFACTS / f"teams-answer-{number}.png")
        assert wording.clause(expected.clause, expected.heading) in shown
        assert wording.source(expected.title, expected.version, expected.effective_from) in shown
        assert " ".join(expected.text.split()[:5]) in " ".join(shown.split())
        link = chat.page.get_by_role("link", name=wording.read_in_policy(expected.clause)).last
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
    shown = await chat.press("What do I say before I record a meeting?")
    assert clause("meetings#meeting-recording").heading in shown


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


async def test_who_is_not_microsoft_is_not_answered(proxy: SigningProxy) -> None:
    hello = {"type": "message", "text": "hello"}
    async with aiohttp.ClientSession() as http, http.post(proxy.bot, json=hello) as answer:
        assert (answer.status, await answer.read()) == (401, b"")
