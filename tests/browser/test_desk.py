"""The officers' desk as officers see it: in any theme, on a phone, without script."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

import storage
from bot.answering.answer_log import AnswerLog, FeedbackVerdict
from bot.conversation import Conversation
from bot.message import Message
from common.person import Person
from knowledge.publishing.live_set import LiveSet
from knowledge.quality.coverage import staff_topics
from storage.answers.pauses import begin_pause
from tests.browser.pages import THEMES, Reader
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.microsoft import serving
from tests.web.made_up import MadeUpConversation, made_up_site
from web.desk.desk_pages import DeskServices

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTIONS = (
    "may i record in a closed room",
    "may i record in a closed room",
    "who feeds the gizmo",
    "is a gizmo allowed to brew tea for the whole council in the great hall on market day",
    "may i use the scribe",
)
PAGES = (
    "/desk",
    "/desk/work",
    "/desk/teach?question=who+feeds+the+gizmo",
    "/desk/pauses",
    "/desk/questions",
    "/desk/clauses?days=365",
    "/desk/coverage",
    "/desk/import",
    "/desk/tables/never-cited",
    "/desk/receipts?code=x",
    "/desk/impact",
)


@pytest_asyncio.fixture(loop_scope="module")
async def desk(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a site with something of everything on its desk."""
    clock = SetClock(datetime(2027, 9, 15, 12, tzinfo=UTC))
    folder, data = copy_of_the_sound_set(tmp_path), tmp_path / "data"
    set_now = LiveSet.load(folder, clock=clock, meaning=False, kept=data / "sets")
    store = await storage.open(data, clock)
    journal = AnswerLog(lambda: store)
    conversation = Conversation(lambda: set_now.library, clock, journal)
    for number, text in enumerate(QUESTIONS):
        message = Message(str(number), str(number), Person("t", "p"), text)
        receipt = (await conversation.reply_to(message)).receipt
        await journal.feedback(receipt, FeedbackVerdict.NOT_HELPFUL, "It says nothing of lofts.")
    async with store.writing() as unit:
        await begin_pause(unit, "meetings", "It is being corrected.", "the record room", "shell")
    broken = folder / "data" / "1.0.md"
    broken.write_text(broken.read_text().replace("status: approved", "status: perhaps"))
    set_now.reload()
    office = DeskServices(lambda: store, set_now, data, meaning=False)
    site = made_up_site(MadeUpConversation(), clock, office=office)
    async with serving(site) as port:
        yield f"http://127.0.0.1:{port}"
    await store.close()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong_on_the_desk(
    browser: Browser, desk: str, theme: dict[str, Any]
) -> None:
    reader = await Reader.sit_down(browser, desk, **theme)
    found = []
    for path in PAGES:
        await reader.open(path)
        found += await reader.violations()

    assert found == []
    assert [said for said in reader.complaints if "422" not in said] == []


async def test_the_desk_is_no_wider_than_a_phone(browser: Browser, desk: str) -> None:
    reader = await Reader.sit_down(browser, desk, viewport={"width": 320, "height": 640})
    for path in PAGES:
        await reader.open(path)
        assert await reader.overflow() == 0, path
        assert await reader.violations() == []


async def test_an_officer_compares_a_changed_file_without_script(
    browser: Browser, desk: str, tmp_path: Path
) -> None:
    reader = await Reader.sit_down(browser, desk, java_script_enabled=False)
    page = reader.page
    changed = tmp_path / "my draft (2).md"
    text = (tmp_path / "policies" / "meetings" / "3.0.md").read_text()
    changed.write_text(text.replace("Recordings", "Films"))
    await reader.open("/desk")
    await page.click("text=Before publishing")
    await page.set_input_files("text=Policy file", changed)
    await page.click("button:has-text('Compare') >> nth=-1")

    outcome = await page.locator("section[aria-labelledby=outcome]").inner_text()
    assert "my draft (2).md" in outcome
    assert "meetings@3.0#kept" in outcome


async def test_a_chart_says_what_its_table_says(browser: Browser, desk: str) -> None:
    reader = await Reader.sit_down(browser, desk)
    await reader.open("/desk/clauses")
    drawn = await reader.page.locator("figure.chart .value").all_text_contents()
    rows = reader.page.locator("section[aria-labelledby=cited] tbody td:nth-child(2)")

    assert drawn == await rows.all_text_contents()


async def test_the_page_of_coverage_has_a_row_for_every_topic(browser: Browser, desk: str) -> None:
    reader = await Reader.sit_down(browser, desk, viewport={"width": 320, "height": 640})
    await reader.open("/desk/coverage")
    while await (again := reader.page.get_by_role("link", name="Look again")).count():
        await again.click()  # it is still being worked out

    assert await reader.page.locator("tbody tr").count() == len(staff_topics())
    assert await reader.overflow() == 0
    assert await reader.violations() == []
