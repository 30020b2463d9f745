"""Every kind of card as people see it: drawn by Microsoft's renderer in each theme, examined by
axe, used by keyboard, on a narrow phone."""

import copy
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.answering.blocks import quoted
from bot.conversation import Conversation
from bot.message import Message, Reply
from bot.teams.outbound import adaptive_cards
from common.person import Person
from knowledge import Library
from tests.bot.teams.outbound.card_rules import faults
from tests.bot.teams.outbound.test_adaptive_cards import EVERYTHING, SITE
from tests.browser.programs import ROOT
from tests.browser.renderer import THEMES, Renderer, Theme
from tests.freeze import MODEL_SET

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]

ASKED = {
    "welcome": "hello",
    "help": "help",
    "privacy": "privacy",
    "answer": "Can I record a meeting with the notes tool?",
    "tools": "Which AI tools are approved?",
    "one tool": "Is ChatGPT allowed?",
    "nearest": "Can I use AI to choose the curtains?",
    "not covered": "How many Copilot licences has Housing got left?",
    "as it was": "What did the rule on recording meetings say in March 2026?",
    "what changed": "What changed in the policies since 1 September 2026?",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(library: Library) -> dict[str, Reply]:
    """What the assistant says to these questions, by the name of the picture."""
    conversation = Conversation(lambda: library, lambda: datetime.now(UTC))
    person = Person("tenant", "somebody")
    shown = {"everything": EVERYTHING} | {
        name: await conversation.reply_to(Message(name, name, person, text))
        for name, text in ASKED.items()
    }
    for name, reply in shown.items():
        assert adaptive_cards.draw(reply, SITE) is not None, f"{name} is too large for a card"
    return shown


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer(browser: Browser) -> AsyncIterator[Renderer]:
    opened = await Renderer.open(browser)
    yield opened
    await opened.page.close()


@pytest.mark.parametrize("theme", THEMES.items(), ids=THEMES)
async def test_every_card_is_drawn_without_barriers_in_every_theme(
    renderer: Renderer, shown: dict[str, Reply], theme: tuple[str, Theme]
) -> None:
    folder = ROOT / "artefacts" / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    for name, reply in shown.items():
        card = adaptive_cards.draw(reply, SITE)
        assert card is not None, name
        assert await renderer.draw(card, theme[1]) == [], name
        picture = folder / f"{name.replace(' ', '-')}-{theme[0]}.png"
        await renderer.page.locator("main").screenshot(path=picture)
        assert await renderer.barriers() == [], name


async def test_nothing_of_a_card_is_wider_than_a_phone(
    browser: Browser, shown: dict[str, Reply]
) -> None:
    phone = await Renderer.open(browser, width=320)
    for name, reply in shown.items():
        card = adaptive_cards.draw(reply, SITE)
        assert card is not None
        await phone.draw(card, THEMES["light"])
        assert await phone.overflow() <= 0, name
    await phone.page.close()


async def test_every_button_and_box_is_reached_by_keyboard_and_works(renderer: Renderer) -> None:
    card = adaptive_cards.draw(EVERYTHING, SITE)
    assert card is not None
    await renderer.draw(card, THEMES["light"])
    page, reached = renderer.page, set()
    for _ in range(40):
        await page.keyboard.press("Tab")
        reached.add(
            await page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement"
                ".labels?.[0]?.textContent || document.activeElement.textContent).trim()"
            )
        )
    for words in ("A short title", "Send the idea", "And in private?", "Read"):
        assert any(words in one for one in reached), (words, reached)
    await page.get_by_role("button", name="And in private?").press("Enter")
    chosen = await page.evaluate("window.chosen")
    assert [action["data"]["say"] for action in chosen] == ["and in private"]


async def test_a_folded_clause_opens_by_keyboard(renderer: Renderer, library: Library) -> None:
    passage = library.policy_set.passages_on(library.today())[0]
    card = adaptive_cards.draw(Reply([quoted(passage, folded=True)]), SITE)
    assert card is not None
    await renderer.draw(card, THEMES["light"])
    before = await renderer.page.locator("#card").inner_text()
    await renderer.page.get_by_role("button").first.press("Enter")
    assert len(await renderer.page.locator("#card").inner_text()) > len(before)
    assert await renderer.barriers() == []


async def test_headings_and_labels_reach_a_screen_reader(renderer: Renderer) -> None:
    card = adaptive_cards.draw(EVERYTHING, SITE)
    assert card is not None
    await renderer.draw(card, THEMES["light"])
    page = renderer.page
    assert await page.get_by_role("heading", name="Clause 4.3: Sandwiches").count() == 2
    assert await page.get_by_role("textbox", name="A short title").count() == 1
    assert await page.get_by_role("checkbox", name="Personal").count() == 1
    assert await page.get_by_role("table").count() >= 1


async def test_axe_would_find_a_box_without_a_label_and_faint_words(renderer: Renderer) -> None:
    card = copy.deepcopy(adaptive_cards.draw(EVERYTHING, SITE))
    assert card is not None
    box = next(e for e in card["body"] if e["type"] == "Input.Text")
    del box["label"]
    await renderer.draw(card, THEMES["light"])
    assert any("label" in found for found in await renderer.barriers())


async def test_every_clause_and_tool_of_the_council_makes_a_sound_card(library: Library) -> None:
    for passage in library.policy_set.passages_on(library.today()):
        card = adaptive_cards.draw(Reply([quoted(passage)]), SITE)
        assert card is not None, passage.ref
        assert faults(card) == [], passage.ref
