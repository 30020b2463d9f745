"""Ideas on the chat page, as people send them in: by mouse and keyboard, on a phone, without
script, in any theme; and the page that takes a workshop's table."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

import storage
from bot.conversation import Conversation
from tests.bot.ideas.idea_chats import library
from tests.browser.pages import THEMES, Reader
from tests.browser.programs import ROOT
from tests.databases import SetClock
from tests.microsoft import serving
from tests.web.made_up import made_up_site
from triage import TriageList

ARTEFACTS = ROOT / "artefacts"
NOW = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def ideas(tmp_path: Path) -> AsyncIterator[TriageList]:
    store = await storage.open(tmp_path, SetClock(NOW))
    yield TriageList(store)
    await store.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site(ideas: TriageList) -> AsyncIterator[str]:
    """The whole conversation on the made-up policies."""
    clock = SetClock(NOW)
    conversation = Conversation(library, clock, None, lambda: ideas)
    async with serving(made_up_site(conversation, clock, ideas=lambda: ideas)) as port:
        yield f"http://127.0.0.1:{port}"


class Submitter(Reader):
    """Somebody with an idea."""

    async def say(self, text: str) -> None:
        await self.open_turns(lambda: self.page.fill("#text", text), "#composer button")

    async def open_turns(self, fill: Any, button: str) -> None:
        before = await self.page.locator(".turn").count()
        await fill()
        await self.page.locator(button).last.click()
        await self.turns(before + 1)

    async def send(self, title: str, description: str) -> None:
        async def fill() -> None:
            form = self.page.locator("section.form").last
            await form.get_by_label("A short name for it").fill(title)
            await form.get_by_label("What is your idea?").fill(description)

        await self.open_turns(fill, "text=Send the idea")

    async def press(self, label: str) -> None:
        async def nothing() -> None:
            return

        await self.open_turns(nothing, f"button:has-text('{label}')")

    async def answer_no(self) -> None:
        """Answer every open question of the screening with "no"."""

        async def fill() -> None:
            form = self.page.locator("section.form").last
            for question in await form.locator("fieldset").all():
                none = question.get_by_label("None of these", exact=True)
                await (
                    none if await none.count() else question.get_by_label("No", exact=True)
                ).check()

        await self.open_turns(fill, "text=See the outcome")

    async def said(self) -> str:
        return await self.page.locator(".turn").last.inner_text()


async def walk(reader: Submitter) -> list[str]:
    """From the first word to the outcome, with every step on the way; what axe finds wrong."""
    found: list[str] = []
    await reader.open("/")
    await reader.say("I've got an idea")
    found += await reader.violations()
    await reader.send("", "Ask Susan Archer to let it read the letters")
    found += await reader.violations()
    assert "Please fill in: A short name for it" in await reader.said()
    await reader.send("Sort the post", "Ask Susan Archer to let it read the letters")
    found += await reader.violations()
    assert "looks like personal data" in await reader.said()
    await reader.press("Mask it")
    assert "AI-2026-000" in await reader.said()
    found += await reader.violations()
    await reader.press("quick question")
    found += await reader.violations()
    await reader.answer_no()
    found += await reader.violations()
    assert "This is a screening, not the assessment itself." in await reader.said()
    return found


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_an_idea_is_sent_in_and_screened_in_any_theme(
    browser: Browser, site: str, theme: dict[str, Any]
) -> None:
    reader = await Submitter.sit_down(browser, site, **theme)
    assert await walk(reader) == []
    await reader.page.screenshot(path=ARTEFACTS / "idea-outcome.png", full_page=True)


async def test_a_similar_idea_can_be_supported(browser: Browser, site: str) -> None:
    reader = await Submitter.sit_down(browser, site)
    await walk(reader)
    await reader.press("Suggest another idea")
    await reader.send("Sort the letters", "Let it read the letters")
    assert "You have sent this one yourself." in await reader.said()
    assert await reader.violations() == []


async def test_it_can_be_done_on_a_phone(browser: Browser, site: str) -> None:
    viewport = {"width": 320, "height": 640}
    reader = await Submitter.sit_down(browser, site, viewport=viewport)
    assert await walk(reader) == []
    assert await reader.overflow() == 0
    await reader.say("my ideas")
    assert await reader.overflow() == 0
    await reader.page.screenshot(path=ARTEFACTS / "idea-phone.png", full_page=True)


async def test_it_can_be_done_without_script(browser: Browser, site: str) -> None:
    reader = await Submitter.sit_down(browser, site, java_script_enabled=False)
    await reader.open("/")
    await reader.say("I've got an idea")
    await reader.send("Sort the post", "Let it read the letters")
    assert "AI-2026-0001" in await reader.said()


async def test_it_can_be_done_by_keyboard_alone(browser: Browser, site: str) -> None:
    reader = await Submitter.sit_down(browser, site)
    press, write = reader.page.keyboard.press, reader.page.keyboard.type
    await reader.open("/")
    await reader.page.locator("#text").focus()
    await write("I have an idea")
    await press("Enter")
    await reader.turns(2)
    for label, words in (
        ("What is your idea?", "Let it read the letters"),
        ("A short name for it", "Sort the post"),
    ):
        while await reader.focused() != label:
            await press("Shift+Tab" if label == "What is your idea?" else "Tab")
        await write(words)
    while await reader.focused() != "Send the idea":
        await press("Tab")
    await press("Enter")
    await reader.turns(3)
    assert "AI-2026-0001" in await reader.said()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_a_workshops_table_is_taken(
    browser: Browser, site: str, theme: dict[str, Any], tmp_path: Path
) -> None:
    table = tmp_path / "workshop.csv"
    table.write_text("title,description\nRing the bells,A clock could ring them\n,Nobody\n")
    reader = await Submitter.sit_down(
        browser, site, viewport={"width": 320, "height": 640}, **theme
    )
    await reader.open("/ideas/workshop")
    assert await reader.violations() == []
    await reader.page.set_input_files("#file", table)
    await reader.page.get_by_role("button", name="Send").click()
    await reader.page.get_by_text("AI-2026-0001").wait_for()
    assert await reader.violations() == []
    assert await reader.overflow() == 0
    await reader.page.screenshot(path=ARTEFACTS / "workshop.png", full_page=True)
