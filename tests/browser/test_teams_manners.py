"""Manners in the Agents Playground: a citation pointed at, feedback with a reason, Welsh."""

import pytest

from tests.browser.playground import Chat
from tests.browser.test_teams import ARTEFACTS, address, chat, folder, proxy

__all__ = ["address", "chat", "folder", "proxy"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_citation_opens_with_the_clause_and_its_version(chat: Chat) -> None:
    await chat.ask("can i record a meeting")
    await chat.page.locator("a.fai-Citation").first.hover()
    await chat.page.get_by_text("Version 3.0").last.wait_for(timeout=5_000)
    await chat.screenshot(ARTEFACTS / "teams-citation.png")


async def test_feedback_is_given_with_a_reason_by_teams_own_buttons(chat: Chat) -> None:
    await chat.ask("can i record a meeting")
    await chat.page.get_by_role("button", name="Dislike", exact=True).last.click()
    dialog = chat.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Not what I meant")
    before = await chat.answers.count()
    await dialog.get_by_role("button", name="Submit").click()
    await dialog.get_by_role("button", name="Close").click()
    await chat.screenshot(ARTEFACTS / "teams-feedback.png")
    assert await chat.answers.count() == before, "Teams has thanked by itself"


async def test_whoever_says_cymraeg_is_answered_in_welsh(chat: Chat) -> None:
    await chat.ask("Cymraeg")
    shown = await chat.ask("hello")
    await chat.screenshot(ARTEFACTS / "teams-welsh.png")
    await chat.ask("English")
    assert "ateb cwestiynau ar sail polisïau AI" in shown
