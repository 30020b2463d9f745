"""Records, papers and the catalogue in a real browser, on the samples of a newcomer."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from playwright.async_api import Browser

import storage
from common.person import Person
from tests.browser.pages import THEMES, Reader
from tests.microsoft import serving
from tests.triage.demo.test_fill import QUESTIONS
from tests.triage.weighting import PARTS
from tests.web.made_up import MadeUpConversation, made_up_site
from triage import TriageList, demo
from triage.records import SCHEMAS, RecordRepository

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PLACES = (
    "/records",
    "/records/risk",
    "/records/risk/new",
    "/records/R-0000-0001",
    "/records/P-0000-0001/edit",
    "/papers",
    "/papers/agenda",
    "/papers/quarterly",
    "/papers/yearly",
    "/papers/foi",
    "/papers/foi?from=2026-05-01&to=2026-04-01",
    "/papers/notice",
    "/papers/notice?about=D-0000-0002",
    "/papers/case-study?about=P-0000-0001",
    "/papers/transparency?about=AI-0000-0001",
    "/papers/dpia?about=AI-0000-0001",
    "/papers/minutes?about=M-2026-0001",
    "/meetings",
    "/meetings/M-2026-0001",
    "/meetings/M-2026-0001/ideas/AI-0000-0009",
    "/search?q=letters",
    "/ideas",
    "/catalogue",
    "/catalogue/views/exists",
    "/catalogue/views/together",
)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def filled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a made-up site whose list holds the samples."""
    store = await storage.open(tmp_path_factory.mktemp("data"), lambda: NOON)
    await demo.fill(store, QUESTIONS, "screening@1.0", parts=PARTS)
    ideas = TriageList(store)
    met = {"title": "June meeting", "held_on": "2026-06-01", "state": "planned"}
    await RecordRepository(store).add(SCHEMAS["meeting"], met, by=Person("t", "olga"))
    async with serving(
        made_up_site(MadeUpConversation(), lambda: NOON, ideas=lambda: ideas)
    ) as port:
        yield f"http://127.0.0.1:{port}"
    await store.close()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong(
    browser: Browser, filled: str, theme: dict[str, Any]
) -> None:
    reader = await Reader.sit_down(browser, filled, **theme)
    found = []
    for path in PLACES:
        await reader.open(path)
        found += await reader.violations()

    assert found == []


@pytest.mark.parametrize("height", [640, 256], ids=["phone", "enlarged to 400%"])
async def test_nothing_is_wider_than_a_narrow_window(
    browser: Browser, filled: str, height: int
) -> None:
    reader = await Reader.sit_down(browser, filled, viewport={"width": 320, "height": height})
    for path in PLACES:
        await reader.open(path)
        assert await reader.overflow() == 0, path


async def test_a_record_is_written_by_keyboard_alone_without_script(
    browser: Browser, filled: str
) -> None:
    reader = await Reader.sit_down(browser, filled, java_script_enabled=False)
    page, press = reader.page, reader.page.keyboard.press
    await reader.open("/records/action/new")

    async def at(label: str) -> None:
        for _ in range(60):
            if await page.get_by_label(label, exact=True).evaluate("e => e.matches(':focus')"):
                return
            await press("Tab")
        raise AssertionError(f"{label} is not reached")

    await at("Action")
    await page.keyboard.type("Write to all schools")
    await press("Enter")
    await page.get_by_role("heading", name="There is a problem").wait_for()
    assert await page.input_value("#f-title") == "Write to all schools"
    await page.click("text=Owner: Fill this in.")
    await at("Owner")
    await page.keyboard.type("Head of Schools")
    await page.fill("#f-due_on", "2026-07-01")  # how its parts are typed is the browser's affair
    await at("Open")
    await press("Space")
    await press("Enter")

    await page.get_by_role("heading", name="Write to all schools", level=1).wait_for()
    assert "1 July 2026" in await page.inner_text("main")


async def test_a_paper_is_chosen_read_and_kept_as_a_spreadsheet(
    browser: Browser, filled: str, tmp_path: Path
) -> None:
    reader = await Reader.sit_down(browser, filled)
    page = reader.page
    await reader.open("/papers")
    await page.click("text=Agenda pack")
    await page.fill("#from", "2026-01-01")
    await page.click("text=Show")
    assert "1 January 2026 to 1 June 2026" in await page.inner_text("main")

    async with page.expect_download() as waiting:
        await page.click(".doing >> text=Excel")
    download = await waiting.value
    assert download.suggested_filename == "agenda-2026-06-01.xlsx"
    await download.save_as(tmp_path / "agenda.xlsx")
    book = openpyxl.load_workbook(tmp_path / "agenda.xlsx")
    assert book.sheetnames[:2] == ["1 About this paper", "2 Ideas that are ready"]
    assert not reader.complaints


async def test_a_paper_is_printed_without_what_is_around_it(browser: Browser, filled: str) -> None:
    reader = await Reader.sit_down(browser, filled)
    await reader.open("/papers/quarterly")
    await reader.page.emulate_media(media="print")

    for selector in (".top nav", ".foot", ".asking", ".doing"):
        assert not await reader.page.locator(selector).first.is_visible(), selector
    assert await reader.page.locator(".chart svg").first.is_visible()


OF_SAMPLES = (*PLACES, "/board", "/board/AI-0000-0002", "/decisions/D-0000-0002")
A_SHEET = {"width": 680, "height": 960}
"""A4 between margins of 15 mm, in CSS pixels."""

_BEYOND = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 60))"""


async def test_nothing_that_is_printed_is_wider_than_the_sheet(
    browser: Browser, filled: str
) -> None:
    reader = await Reader.sit_down(browser, filled, viewport=A_SHEET)
    for path in (*OF_SAMPLES, "/about", "/policies/meetings/1.0", "/policies/register"):
        await reader.open(path)
        await reader.page.emulate_media(media="print")
        assert await reader.page.evaluate(_BEYOND) == [], path


async def test_samples_are_marked_as_such_in_print(browser: Browser, filled: str) -> None:
    reader = await Reader.sit_down(browser, filled)
    for path in ("/decisions/D-0000-0002", "/board", "/records/R-0000-0001", "/papers/quarterly"):
        await reader.open(path)
        await reader.page.emulate_media(media="print")
        assert await reader.page.get_by_text("made-up").locator("visible=true").count(), path


async def test_a_catalogue_goes_out_and_comes_in(
    browser: Browser, filled: str, tmp_path: Path
) -> None:
    reader = await Reader.sit_down(browser, filled)
    page = reader.page
    await reader.open("/catalogue")
    await page.fill("#council", "Guildshire")
    async with page.expect_download() as waiting:
        await page.click("text=Export as JSON")
    file = tmp_path / "theirs.json"
    await (await waiting.value).save_as(file)

    await page.set_input_files("#file", file)
    await page.click("button:has-text('Import')")
    assert "1 use case taken in." in await page.inner_text("main")
    await page.click("text=Remove everything of Guildshire")
    assert "Guildshire" not in await page.inner_text("main")
