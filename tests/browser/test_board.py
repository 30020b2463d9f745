"""The board in a real browser: a walk from an idea to its decision, in any theme, by keyboard,
without script, on a phone."""

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

import storage
from tests.browser.pages import THEMES, Reader
from tests.databases import SetClock
from tests.microsoft import serving
from tests.triage.people import ANN, BEN, EVIDENCE
from tests.triage.weighting import WEIGHTED
from tests.web.board_site import board_site, sent_in
from triage import TriageList
from triage.assessment.scoring import Floors
from triage.listing.board_service import Board
from triage.model.idea import Authority, DecisionInput, DecisionKind, Scores
from triage.model.screening_rules import ScreeningReply
from triage.model.stages import Stage

# Seventeen pages in one test take their time where the machine has other work.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]

CLEO = {"As": "Cleo Chair", "Roles": "SteeringGroup.Chair Governance.Officer"}


@dataclass
class Site:
    """The board on a server, with ideas in several states."""

    address: str
    ideas: TriageList
    clock: SetClock

    async def ready(self, key: str, reply: ScreeningReply = ScreeningReply.NO) -> str:
        """Another idea that can be decided on."""
        idea = await sent_in(self.ideas.store, self.clock, reply, key, title=f"Idea {key}")
        await self.ideas.transition(idea.reference, Stage.READY, by=BEN)
        return idea.reference


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def board() -> AsyncIterator[Site]:
    clock = SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        store = await storage.open(folder, clock)
        async with serving(board_site(store, clock)) as port:
            site = Site(f"http://127.0.0.1:{port}", TriageList(store), clock)
            await _fill(site)
            yield site
        await store.close()


async def _fill(site: Site) -> None:
    """One idea with everything, one that is forbidden, one that is new, and a page more."""
    full = await site.ready("one", ScreeningReply.YES)
    board = Board(site.ideas.store)
    benefit = dict.fromkeys((part.key for part in WEIGHTED.parts), 4)
    await board.score(full, Scores(3, 4, 2, 3, 2, benefit), "", Floors(), by=BEN)
    await board.link(full, "Plan", "https://intranet.example/plan", by=BEN)
    await site.ideas.comment(full, "Check with legal", by=BEN)
    await site.ideas.support(full, by=BEN, comment="Us too")
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.STEERING_GROUP, site.clock.now.date(), "No",
        policies=("meetings@1.0#kept",), review_on=site.clock.now.date(),
    )  # fmt: skip
    declined = await site.ready("two")
    await site.ideas.decide(declined, no, by=BEN)
    barred = await site.ready("three")
    scores = Scores(1, 4, ease=5, benefit=benefit)
    await board.score(barred, scores, "meetings@2.0#closed-rooms", Floors(), by=BEN)
    for number in range(30):
        await sent_in(site.ideas.store, site.clock, None, f"more-{number}", title=f"More {number}")


EVERYWHERE = (
    "/board?sort=value",
    "/board?q=nothing+like+it",
    "/board/matrix",
    "/board/again",
    "/board/AI-2026-0001",
    "/board/AI-2026-0002/decisions/D-2026-0001",
    "/board/AI-2026-0003",
    "/board/AI-2026-0004",
    *(
        f"/board/AI-2026-0001/{form}"
        for form in ("scores", "plan", "note", "document", "care", "screening",
                     "assessments/dpia", "decide/pilot", "decide/duplicate")
    ),
)  # fmt: skip


async def sit(browser: Browser, board: Site, **how: Any) -> Reader:
    return await Reader.sit_down(browser, board.address, extra_http_headers=CLEO, **how)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_axe_finds_nothing_wrong_on_the_board(
    browser: Browser, board: Site, theme: dict[str, Any]
) -> None:
    reader = await sit(browser, board, **theme)
    found = []
    for path in EVERYWHERE:
        await reader.open(path)
        for folded in await reader.page.locator("details").all():
            await folded.evaluate("one => { one.open = true }")
        found += await reader.violations()
    await reader.open("/board/AI-2026-0001/decide/pilot")
    await reader.page.click("text=Look it over")
    assert await reader.page.locator(".summary").count() == 1
    found += await reader.violations()

    assert found == []
    assert [said for said in reader.complaints if "422" not in said] == []


@pytest.mark.parametrize("height", [640, 256], ids=["phone", "enlarged to 400%"])
async def test_the_board_fits_a_narrow_window(browser: Browser, board: Site, height: int) -> None:
    reader = await sit(browser, board, viewport={"width": 320, "height": height})
    for path in EVERYWHERE:
        await reader.open(path)
        assert await reader.overflow() == 0, path


async def _fill_in(page: Page, names: dict[str, str]) -> None:
    for name, text in names.items():
        await page.fill(f"#f-{name}", text)


POLICY, CLAUSE = "What may be written down", "clause 1.2: Checking before you start"


async def _rely(page: Page) -> None:
    """Tick a clause among all that are in force."""
    await page.click(f"summary:has-text('{POLICY}')")
    await page.get_by_label(f"{POLICY}, {CLAUSE}").check()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
async def test_from_an_idea_to_a_pilot_and_the_submitter_is_told(
    browser: Browser, board: Site, script: bool
) -> None:
    idea = await sent_in(board.ideas.store, board.clock, None, f"walk-{script}", title="Walk")
    reader = await sit(browser, board, java_script_enabled=script)
    page = reader.page
    await reader.open("/board?state=submitted&q=walk")
    await page.click("text=Walk >> nth=0")
    await page.click("text=Screen it")
    for name in ("people", "voices", "always-on", "heat"):
        await page.locator(f"[name='v.{name}'][value='no']").check()
    await page.click("text=Keep the screening")
    await page.click("button:has-text('Mark as ready to decide')")
    await page.click("text=Prepare a pilot or a roll-out")
    plan = {k: v for k, v in EVIDENCE.items() if k not in ("ends_on", "register_entry")}
    await _fill_in(page, plan | {"ends_on": "2026-10-01"})
    await page.click("button:has-text('Keep')")
    assert "is kept" in await page.inner_text("#done[role=status]:focus")
    assert "Nothing is missing" in await page.inner_text("section[aria-labelledby=gate-pilot]")
    await page.click("ul.acts >> text=Pilot")
    await _fill_in(page, {"reason": "Worth a try"})
    await _rely(page)
    await page.click("text=Look it over")
    assert "Conflicts of interest declared" in await page.inner_text(".summary")
    assert await page.input_value("#f-reason") == "Worth a try"
    await _fill_in(page, {"conflicts": "None declared"})
    await page.click("text=Look it over")
    await page.click("text=Record the decision")
    assert "Decision record" in await page.inner_text("h1")

    told = await board.ideas.notices.take_unseen(ANN)
    mine = [one for one in told if one.content["reference"] == idea.reference]
    assert mine[-1].content["reason"] == "Worth a try"
    if script:
        await reader.open("/board")
        async with page.expect_download() as downloading:
            await page.click("text=Excel")
        assert (await (await downloading.value).path()).stat().st_size > 5_000


async def test_deciding_by_keyboard_alone(browser: Browser, board: Site) -> None:
    ref = await board.ready("keys")
    reader = await sit(browser, board)
    page, press = reader.page, reader.page.keyboard.press

    async def go_to(named: str) -> None:
        for _ in range(80):
            if (await reader.focused()).startswith(named):
                return
            await press("Tab")
        raise AssertionError(f"{named} cannot be reached, the focus is on {await reader.focused()}")

    await reader.open(f"/board/{ref}")
    await press("Tab")
    assert await reader.focused() == "Skip to main content"
    await press("Enter")
    await go_to("Decline")
    await press("Enter")
    await page.wait_for_url("**/decide/decline")
    await go_to("Reasons")
    await page.keyboard.type("Another tool does it")
    await go_to("Conflicts")
    await page.keyboard.type("None declared")
    await go_to(POLICY)
    await press("Enter")
    await go_to(f"{POLICY}, {CLAUSE}")
    await press("Space")
    await go_to("Look it over")
    await press("Enter")
    await page.wait_for_selector("text=Nothing is recorded yet")
    await go_to("Record the decision")
    await press("Enter")
    await page.wait_for_url("**/decisions/*")

    assert "Another tool does it" in await page.inner_text("main")


async def test_the_second_of_two_reviewers_sees_what_changed(browser: Browser, board: Site) -> None:
    ref = await board.ready("two-at-once")
    first, second = await sit(browser, board), await sit(browser, board)
    for reader, kind in ((first, "decline"), (second, "scan")):
        await reader.open(f"/board/{ref}/decide/{kind}")
        await _fill_in(reader.page, {"reason": f"To {kind}", "conflicts": "None"})
        await _rely(reader.page)
    board.clock.forward(minutes=1)
    await first.page.click("text=Look it over")
    await first.page.click("text=Record the decision")
    await second.page.click("text=Look it over")

    assert "Declined" in await second.page.inner_text("section[aria-labelledby=changed]")
    assert await second.page.input_value("#f-reason") == "To scan"
    assert "decided on" in await second.page.inner_text("h1")
    assert await second.violations() == []


async def test_the_record_prints_without_what_is_for_the_screen(
    browser: Browser, board: Site
) -> None:
    reader = await sit(browser, board)
    await reader.open("/board/AI-2026-0002/decisions/D-2026-0001")
    await reader.page.emulate_media(media="print")

    assert not await reader.page.is_visible("text=A record is never edited")
    assert await reader.page.is_visible("text=Alternatives considered and rejected")
