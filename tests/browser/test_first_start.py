"""Somebody starts the app with no settings at all, and asks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.pages import Reader
from tests.browser.programs import ROOT, free_port, program, python
from tests.freeze import MODEL_SET

ARTEFACTS = ROOT / "artefacts"

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(loop_scope="module")
async def app(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the app, serving the model set."""
    port = free_port()
    async with program(
        *python(str(ROOT / "app.py")),
        folder=tmp_path,
        ready="Chat with the assistant",
        environment={"PORT": str(port), "POLICIES": str(MODEL_SET)},
    ):
        yield f"http://127.0.0.1:{port}"


async def test_a_question_shows_a_clause_and_its_link_opens_the_policy_there(
    browser: Browser, app: str
) -> None:
    reader = await Reader.sit_down(browser, app)
    page = reader.page
    await reader.open("/")
    await page.fill("#text", "can i put a residents address in chatgpt")
    await page.keyboard.press("Enter")
    await reader.turns(2)
    quoted = page.locator("section.quoted").first
    words = await quoted.locator("blockquote.answers").inner_text()
    cited = await quoted.locator(".source").inner_text()
    assert ", version " in cited
    assert ", in force from " in cited
    assert await reader.violations() == []
    ARTEFACTS.mkdir(exist_ok=True)
    await page.screenshot(path=ARTEFACTS / "chat-answer.png")

    await quoted.locator(".source a").click()
    clause = page.locator(".clause:target")
    await clause.wait_for()
    prose = await clause.locator(".prose").inner_text()
    assert words.strip()
    assert [line for line in words.splitlines() if line.strip() not in prose] == []
    assert await page.locator("h1").inner_text() in cited
    await page.screenshot(path=ARTEFACTS / "policy-clause.png")


async def test_axe_finds_nothing_wrong_with_the_councils_own_pages(
    browser: Browser, app: str
) -> None:
    reader = await Reader.sit_down(browser, app)
    await reader.open("/policies")
    found = await reader.violations()
    paths = {"/policies/register"}
    for link in await reader.page.locator(".cards h3 a").all():
        paths.add(str(await link.get_attribute("href")))
    for path in sorted(paths):
        await reader.open(path)
        found += await reader.violations()

    assert len(paths) > 3
    assert found == []
