"""A rule changed in a real browser: by keyboard, on a phone, by two officers, without a network."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

import storage
from bot.answering.changes.clause_changes import changes
from knowledge.publishing.live_set import LiveSet
from tests.browser.pages import THEMES, Reader
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.microsoft import serving
from tests.web.made_up import MadeUpConversation, made_up_site
from web.desk.desk_pages import DeskServices

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLAUSE = "/desk/rules/meetings/clause/kept"
RULE = "Recordings are kept for 30 days and are then deleted."
SAVED = "Saved as a draft."


@dataclass
class Council:
    """The address of a site, its folder and what it serves."""

    site: str
    folder: Path
    live: LiveSet


@pytest_asyncio.fixture(loop_scope="module")
async def council(tmp_path: Path) -> AsyncIterator[Council]:
    """A council on one computer, whose two made-up people write and approve."""
    clock = SetClock(datetime(2026, 12, 1, 12, tzinfo=UTC))
    folder, data = undisputed_set(tmp_path), tmp_path / "data"
    live = LiveSet.load(folder, clock=clock, meaning=False, kept=data / "sets")
    store = await storage.open(data, clock)
    office = DeskServices(lambda: store, live, data, meaning=False)
    site = made_up_site(
        MadeUpConversation(), clock, store=lambda: store, changes=changes, office=office
    )
    async with serving(site) as port:
        yield Council(f"http://127.0.0.1:{port}", folder, live)
    await store.close()


async def as_the_other(reader: Reader) -> None:
    await reader.open("/me")
    await reader.page.get_by_role("button", name="Go on as").click()


async def looks_right(reader: Reader) -> None:
    assert await reader.violations() == []
    assert await reader.overflow() == 0


async def press(page: Page, name: str, role: Any = "button") -> None:
    await page.get_by_role(role, name=name).first.focus()
    await page.keyboard.press("Enter")


async def test_the_whole_way_by_keyboard_on_a_phone(browser: Browser, council: Council) -> None:
    reader = await Reader.sit_down(browser, council.site, viewport={"width": 390, "height": 844})
    page = reader.page

    await reader.open("/policies/meetings")
    await page.locator("#kept").get_by_role("link", name="Change this rule").focus()
    await page.keyboard.press("Enter")
    await page.get_by_label("What the rule says").focus()
    await looks_right(reader)
    await page.keyboard.press("Control+A")
    await page.keyboard.type(RULE)
    await expect(page.locator("#saved")).to_have_text(SAVED)
    await expect(page.locator("#preview .prose")).to_have_text(RULE)
    await looks_right(reader)
    await press(page, "Save and look at the change")
    await page.get_by_label("What changes, for people").focus()
    await looks_right(reader)
    await page.keyboard.type("Recordings are kept longer.")
    await press(page, "Send in for approval")
    await expect(page.get_by_text("somebody else approves it")).to_be_visible()
    draft = page.url.removeprefix(council.site)
    await as_the_other(reader)
    await looks_right(reader)
    await reader.open(draft)
    await page.get_by_label("First day").focus()
    await page.get_by_label("First day").fill("2026-12-01")
    await looks_right(reader)
    await press(page, "Approve")
    await expect(page.locator(".badge", has_text="published")).to_be_visible()
    await looks_right(reader)

    answer = council.live.library.answer("how long are recordings kept")
    assert answer.passages[0].text == RULE, "what staff are told in the chat"
    assert reader.complaints == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong_on_any_page_of_a_change(
    browser: Browser, council: Council, theme: dict[str, Any]
) -> None:
    reader = await Reader.sit_down(browser, council.site, **theme)
    await reader.open(CLAUSE)
    await reader.page.fill("#text", RULE)
    await reader.page.get_by_role("button", name="Save and look").click()
    draft = reader.page.url.removeprefix(council.site).partition("#")[0]
    found = []
    for path in (
        "/me", "/desk/drafts", "/desk/rules/trials", draft, CLAUSE,
        "/desk/rules/meetings/add", "/desk/rules/meetings/facts",
    ):  # fmt: skip
        await reader.open(path)
        found += await reader.violations()

    assert found == []


async def test_what_is_typed_without_a_network_is_kept_and_sent_once_there_is_one(
    browser: Browser, council: Council
) -> None:
    reader = await Reader.sit_down(browser, council.site)
    page = reader.page
    await reader.open(CLAUSE)
    await page.context.set_offline(True)
    await page.fill("#text", RULE)
    await expect(page.locator("#saved")).to_contain_text("kept in this browser")
    await page.context.set_offline(False)
    await page.reload()

    assert await page.input_value("#text") == RULE
    await expect(page.locator("#saved")).to_have_text(SAVED)
    await page.reload()
    assert await page.input_value("#text") == RULE, "the draft has it"


async def test_two_officers_at_once_see_both_texts(browser: Browser, council: Council) -> None:
    first = await Reader.sit_down(browser, council.site)
    second = await Reader.sit_down(browser, council.site)
    await as_the_other(second)
    for reader in (first, second):
        await reader.open(CLAUSE)
    await first.page.fill("#text", RULE)
    await expect(first.page.locator("#saved")).to_have_text(SAVED)
    await second.page.fill("#text", "Recordings are kept for 60 days.")
    await expect(second.page.locator("#saved")).to_contain_text("Somebody else has changed")
    await second.page.get_by_role("button", name="Save and look").click()

    await expect(second.page.locator(".typed")).to_have_text(RULE)
    assert await second.page.input_value("#text") == "Recordings are kept for 60 days."
    assert await second.violations() == []


async def test_the_tools_above_the_box_write_what_the_format_needs(
    browser: Browser, council: Council
) -> None:
    reader = await Reader.sit_down(browser, council.site)
    page = reader.page
    await reader.open(CLAUSE)
    await page.fill("#text", "one")
    await page.get_by_role("button", name="Bold").click()
    await page.get_by_label("What the sentence answers").select_option("Not allowed")

    assert "**" in await page.input_value("#text")
    await expect(page.locator("#preview strong").first).to_be_visible()
    await expect(page.locator("#preview")).not_to_contain_text("{Not allowed}")


async def test_it_works_without_script(browser: Browser, council: Council) -> None:
    reader = await Reader.sit_down(browser, council.site, java_script_enabled=False)
    await reader.open(CLAUSE)
    await reader.page.fill("#text", RULE)
    await reader.page.get_by_role("button", name="Save and look").click()

    assert "30" in await reader.page.locator("section[aria-labelledby=changed]").inner_text()


async def test_a_tools_status_changes_by_keyboard_on_a_phone(
    browser: Browser, council: Council
) -> None:
    reader = await Reader.sit_down(browser, council.site, viewport={"width": 390, "height": 844})
    page = reader.page

    await reader.open("/desk/set")
    await looks_right(reader)
    await press(page, "The Scribe", "link")
    await page.get_by_label("pilot", exact=True).focus()
    await page.keyboard.press("Space")
    await press(page, "Save and look at the change")
    await expect(page.get_by_role("alert")).to_contain_text("Reason: Give the reason")
    await looks_right(reader)
    assert await page.get_by_label("pilot", exact=True).is_checked(), "nothing typed is lost"
    await page.get_by_label("Reason").focus()
    await page.keyboard.type("Tried once more")
    await looks_right(reader)
    await press(page, "Save and look at the change")
    await expect(page.locator("#changed ~ article")).to_contain_text("Tried once more")
    await page.get_by_label("What changes, for people").focus()
    await page.keyboard.type("The Scribe is tried once more.")
    await looks_right(reader)
    await press(page, "Send in for approval")
    await expect(page.get_by_text("somebody else approves it")).to_be_visible()
    draft = page.url.removeprefix(council.site)
    await as_the_other(reader)
    await reader.open(draft)
    await looks_right(reader)
    await press(page, "Approve")
    await expect(page.locator(".badge", has_text="published")).to_be_visible()
    await looks_right(reader)

    tool = council.live.library.policy_set.tool("scribe")
    assert tool is not None
    assert tool.status == "pilot"
    assert not [one for one in reader.complaints if "422" not in one], "but for the refusal"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong_on_any_page_of_the_register_and_lists(
    browser: Browser, council: Council, theme: dict[str, Any]
) -> None:
    reader = await Reader.sit_down(browser, council.site, **theme)
    found = []
    for path in (
        "", "/lexicon.md?q=tape", "/lexicon.md/part/acronyms.agm", "/not-covered.md/part/feasts",
        "/meetings~asked.md/part/kept", "/data~asked.md/add/questions", "/screening",
        "/screening/part/people", "/screening/add/question", "/scoring/part/floors",
        "/scoring/part/details", "/questions.jsonl/add/question", "/register~scribe.md/part/entry",
    ):  # fmt: skip
        await reader.open(f"/desk/set{path}")
        found += [(path, *await reader.violations())]
        assert await reader.overflow() == 0, path

    assert [one for one in found if len(one) > 1] == []
    assert reader.complaints == []


async def test_a_question_is_taught_by_keyboard_on_a_phone_and_taken_out_again(
    browser: Browser, council: Council
) -> None:
    (council.folder / "questions.jsonl").write_text(
        '{"text": "how do i keep it", "refs": ["meetings#tell-first"]}\n'
    )
    reader = await Reader.sit_down(browser, council.site, viewport={"width": 390, "height": 844})
    page = reader.page
    asked = council.folder / "meetings" / "asked.md"
    before = asked.read_bytes()

    async def press(name: str) -> None:
        await page.get_by_role("button", name=name).focus()
        await page.keyboard.press("Enter")

    await reader.open("/desk/teach?question=where+does+the+wax+drum+go&place=meetings%23kept")
    assert await reader.violations() == []
    await press("See what would change")
    await expect(page.locator("#outcome")).to_have_text("“where does the wax drum go”")
    await expect(page.get_by_text("known question")).to_be_visible()
    assert await reader.violations() == []
    assert await reader.overflow() == 0
    assert asked.read_bytes() == before, "shown before anything is written"
    await press("Teach it")
    await expect(page.locator(".badge", has_text="taught")).to_be_visible()
    assert b"- where does the wax drum go\n" in asked.read_bytes()
    answer = council.live.library.answer("where does the wax drum go")
    assert answer.passages[0].place == "meetings#kept"
    await press("Take it out again")
    await expect(page.get_by_role("button", name="Teach it")).to_be_visible()

    assert asked.read_bytes() == before
    assert await reader.violations() == []
    assert reader.complaints == []


async def test_what_makes_nothing_before_its_button_is_there_again_in_another_browser(
    browser: Browser, council: Council
) -> None:
    reader = await Reader.sit_down(browser, council.site)
    await reader.open("/desk/rules/meetings/add")
    await reader.page.fill("#text", RULE)
    await expect(reader.page.locator("#saved")).to_contain_text("Kept for you")
    other = await Reader.sit_down(browser, council.site)
    await other.open("/desk/drafts")
    await other.page.get_by_role("link", name="New clause").click()

    await expect(other.page.locator("#text")).to_have_value(RULE)
    assert [*reader.complaints, *other.complaints] == []


async def test_a_status_is_kept_over_a_lost_connection_and_a_reload(
    browser: Browser, council: Council
) -> None:
    reader = await Reader.sit_down(browser, council.site)
    page = reader.page
    await reader.open("/desk/set/register~scribe.md/part/entry")
    status = page.locator("[name='v.status'][value='suspended']")
    await status.check()
    await expect(page.locator("#saved")).to_contain_text("Kept for you")
    await page.context.set_offline(True)
    await page.fill("[name='v.reason']", "Its maker was sold.")
    await expect(page.locator("#saved")).to_contain_text("cannot be reached")
    await page.context.set_offline(False)
    await expect(page.locator("#saved")).to_contain_text("Kept for you", timeout=10_000)
    await page.evaluate("localStorage.clear()")
    await page.reload()

    await expect(status).to_be_checked()
    await expect(page.locator("[name='v.reason']")).to_have_value("Its maker was sold.")
    await page.get_by_role("button", name="Save and look").click()
    await page.wait_for_url("**/desk/drafts/*")
    await reader.open("/desk/drafts")
    assert await page.get_by_text("You began to write").count() == 0


async def test_what_was_kept_does_not_write_over_what_somebody_else_wrote_meanwhile(
    browser: Browser, council: Council
) -> None:
    entry = "/desk/set/register~scribe.md/part/entry"
    first = await Reader.sit_down(browser, council.site)
    second = await Reader.sit_down(browser, council.site)
    await as_the_other(second)
    await first.open(entry)
    await first.page.locator("[name='v.status'][value='suspended']").check()
    await first.page.fill("[name='v.reason']", "Its maker was sold.")
    await expect(first.page.locator("#saved")).to_contain_text("Kept for you")
    await second.open(entry)
    await second.page.fill("[name='v.conditions']", "Never at night")
    await expect(second.page.locator("#saved")).to_have_text(SAVED)
    await first.page.evaluate("localStorage.clear()")
    await first.page.reload()
    await expect(first.page.locator("[name='v.reason']")).to_have_value("Its maker was sold.")
    await first.page.get_by_role("button", name="Save and look").click()

    await expect(first.page.locator(".summary")).to_contain_text("Never at night")
    assert await first.page.input_value("[name='v.reason']") == "Its maker was sold."
