"""Boxes that somebody empties on a card: what Microsoft's own renderer then sends is what the
assistant takes, with everything between them the product's own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

import storage
from bot.message import Reply
from bot.messages.say import say
from bot.teams import activity_json
from bot.teams.inbound.dialog import submitting
from bot.teams.inbound.message_from_activity import message_of
from bot.teams.outbound import adaptive_cards
from tests.bot.ideas.idea_chats import Chats
from tests.browser.renderer import THEMES, Renderer
from tests.databases import SetClock
from tests.microsoft import activity
from triage import Idea

Json = dict[str, Any]

TITLE, PROBLEM = "Sort the post", "The post takes a day"
IDEA = {"title": TITLE, "description": "Let it read the letters", "problem": PROBLEM}

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@dataclass
class Person:
    """Somebody with a card before them, drawn by the renderer."""

    chats: Chats
    renderer: Renderer
    dialog: bool = False

    async def show(self, reply: Reply) -> None:
        card = adaptive_cards.draw(reply, "https://policies.example")
        assert card is not None
        await self.renderer.draw(submitting(card) if self.dialog else card, THEMES["light"])

    async def say(self, text: str) -> None:
        await self._hear(activity("https://x", text=text, attachments=[]))

    async def send(self, button: str) -> None:
        """Press the form's button and send what the renderer gathers, as Teams does."""
        await self.renderer.page.get_by_role("button", name=button).click()
        sent = await self.renderer.sent()
        if self.dialog:
            name, value = "composeExtension/submitAction", {"commandId": "suggest", **sent}
        else:
            name, value = "adaptiveCard/action", {"action": sent}
        await self._hear(activity("https://x", type="invoke", name=name, value=value, text=None))

    async def _hear(self, body: Json) -> None:
        message = message_of(activity_json.read(body))
        await self.show(await self.chats.conversation.reply_to(message))

    async def idea(self) -> Idea:
        (kept,) = await self.chats.ideas.ideas()
        return kept

    async def fill(self, label: str, text: str) -> None:
        await self.renderer.page.get_by_role("textbox", name=label).fill(text)


@pytest_asyncio.fixture(loop_scope="module", params=[False, True], ids=["card", "dialog"])
async def person(
    request: pytest.FixtureRequest, browser: Browser, tmp_path: Path
) -> AsyncIterator[Person]:
    clock = SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))
    store = await storage.open(tmp_path / "data", clock)
    renderer = await Renderer.open(browser)
    yield Person(Chats(store, clock), renderer, dialog=request.param)
    await renderer.page.close()
    await store.close()


async def test_the_renderer_leaves_an_emptied_box_out_and_the_old_words_go(person: Person) -> None:
    await person.say("I have an idea")
    await person.fill("What is your idea?", IDEA["description"])
    await person.fill("A short name for it", TITLE)
    await person.fill("What is the problem", PROBLEM)
    await person.renderer.page.get_by_role("checkbox", name="Personal").check()
    await person.send("Send the idea")
    assert (await person.idea()).proposal.problem == PROBLEM

    await person.say("add to AI-2026-0001")
    await person.fill("What is the problem", "")
    await person.renderer.page.get_by_role("checkbox", name="Personal").uncheck()
    await person.send(say("status-save"))
    sent = await person.renderer.page.locator("#card").inner_text()
    assert "Saved" in sent
    kept = (await person.idea()).proposal
    assert (kept.problem, kept.data_classes) == ("", ())
    assert kept.description == IDEA["description"]


async def test_personal_data_that_somebody_deletes_is_gone(person: Person) -> None:
    await person.say("I have an idea")
    await person.fill("What is your idea?", IDEA["description"])
    await person.fill("A short name for it", TITLE)
    await person.fill("What is the problem", "Ring 07700 900123")
    await person.send("Send the idea")
    await person.say("change it")
    await person.fill("What is the problem", "")
    await person.send("Send the idea")
    assert (await person.idea()).proposal.problem == ""


async def test_the_renderer_sends_no_box_that_is_empty(person: Person) -> None:
    """What the mend rests on; a renderer that sent them would need none."""
    await person.say("I have an idea")
    await person.fill("What is your idea?", IDEA["description"])
    await person.fill("A short name for it", TITLE)
    await person.renderer.page.get_by_role("button", name="Send the idea").click()
    data = (await person.renderer.sent())["data"]
    assert "problem" not in data
    assert "data_classes" not in data
