"""Signing in as people do it: at a real provider's page, and inside a tab of Teams."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, FrameLocator, Page, expect

import storage
from storage import Store
from tests.browser.council import TEAMS_JS, Council, council
from tests.browser.pages import THEMES, chromium, violations_on
from tests.provider import MO, SAM
from triage.repository.sign_in_sessions import SignInSessions
from web.rendering import teams_js

_ANYWHERE = {"Access-Control-Allow-Origin": "*"}

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Store]:
    opened = await storage.open(tmp_path_factory.mktemp("kept"), lambda: datetime.now(UTC))
    yield opened
    await opened.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def at(tmp_path_factory: pytest.TempPathFactory, store: Store) -> AsyncIterator[Council]:
    async with council(tmp_path_factory.mktemp("council"), store) as serving:
        yield serving


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(at: Council) -> AsyncIterator[Browser]:
    async with chromium(f"--host-resolver-rules={at.rules}") as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(ignore_https_errors=True, locale="en-GB")
    library = {"path": TEAMS_JS, "headers": _ANYWHERE}
    await context.route(teams_js.ADDRESS, lambda route: route.fulfill(**library))
    yield context
    await context.close()


async def sign_in(page: Page, name: str) -> None:
    """At the provider's page."""
    await page.locator("input[name=login]").fill(name)
    await page.locator("input[name=password]").fill("x")
    await page.locator("button[type=submit]").click()
    await page.locator("button[type=submit]").click()  # consent, once


async def test_who_follows_a_link_to_a_clause_signs_in_and_is_at_that_clause(
    context: BrowserContext, at: Council
) -> None:
    page = await context.new_page()
    await page.goto(f"{at.site}/policies/meetings/1.0#tell-first")
    await sign_in(page, "sam")
    await page.wait_for_url(f"{at.site}/policies/meetings/1.0#tell-first")

    account = page.get_by_role("link", name="Your account")
    await expect(account).to_contain_text("Sam Staff")
    cookies = {c["name"]: c for c in await context.cookies(at.site)}
    assert set(cookies) == {"__Host-session"}
    assert cookies["__Host-session"]["httpOnly"]
    await account.click()
    await page.get_by_role("button", name="Sign out here").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert not await context.cookies(at.site)

    await page.goto(f"{at.site}/me")  # the provider knows Sam still, as Entra would
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


async def test_signing_in_works_without_javascript(browser: Browser, at: Council) -> None:
    context = await browser.new_context(ignore_https_errors=True, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{at.site}/policies")
    await page.get_by_role("link", name="Sign in", exact=True).last.click()
    await sign_in(page, "olu")
    await page.get_by_role("button").click()  # the provider's own form, which a script sends else
    await expect(page.get_by_role("heading", level=1)).to_have_text("Policies")
    await context.close()


@pytest.mark.parametrize("theme", THEMES)
async def test_the_pages_of_signing_in_are_accessible(
    browser: Browser, at: Council, theme: str
) -> None:
    context = await browser.new_context(
        ignore_https_errors=True, viewport={"width": 320, "height": 700}, **THEMES[theme]
    )
    page = await context.new_page()
    await page.goto(f"{at.site}/me")
    await sign_in(page, "olu")
    await page.wait_for_url(f"{at.site}/me")
    found = await violations_on(page)
    await page.get_by_role("button", name="Sign out everywhere").click()
    found += await violations_on(page)
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert found == []
    assert await page.evaluate(width) <= 0
    await context.close()


async def tab(context: BrowserContext, at: Council) -> tuple[Page, FrameLocator]:
    page = await context.new_page()
    await page.goto(at.teams)
    return page, page.frame_locator("#tab")


async def test_in_a_tab_of_teams_people_are_signed_in_without_a_page_of_entras(
    context: BrowserContext, at: Council
) -> None:
    at.token = at.provider.tab_token(MO)
    _, frame = await tab(context, at)
    await expect(frame.get_by_role("heading", level=1)).to_have_text("Policies")
    await expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    await frame.get_by_role("link", name="Your account").click()
    await expect(frame.locator("main")).to_contain_text("member of the")
    cookies = {c["name"]: c for c in await context.cookies()}
    assert cookies["__Host-session-in-teams"].get("partitionKey")
    await frame.get_by_role("button", name="Sign out here").click()
    await expect(frame.get_by_role("heading", level=1)).to_have_text("You are signed out")


async def test_a_form_in_a_tab_is_taken_after_the_session_has_ended_too(
    context: BrowserContext, at: Council, store: Store
) -> None:
    at.token, at.tab = at.provider.tab_token(SAM), "/"
    _, frame = await tab(context, at)
    box = frame.get_by_label("Your question")
    await box.wait_for()
    assert await SignInSessions(lambda: store).revoke(SAM.oid, by="test"), "this one, and others"
    await frame.locator("html").evaluate("() => document.querySelector('#composer').submit()")
    at.tab = "/policies"
    await expect(frame.get_by_role("heading", level=1)).to_have_text("You were signed out")
    await expect(frame.get_by_role("status")).to_contain_text("You are signed in again")
    await frame.get_by_role("button", name="Send it again").click()
    await expect(frame.get_by_role("heading", level=1)).not_to_have_text("You were signed out")


async def test_what_teams_does_not_vouch_for_is_explained_in_the_tab(
    context: BrowserContext, at: Council
) -> None:
    other = at.provider.tab_token(MO, scp="User.Read")
    for token, said in (("", "Teams did not sign you in"), (other, "Signing in did not work")):
        at.token = token
        page, frame = await tab(context, at)
        await expect(frame.locator("#signing-in")).to_contain_text(said)
        await page.close()


async def test_a_library_that_is_not_microsofts_is_not_run(
    context: BrowserContext, at: Council
) -> None:
    await context.unroute(teams_js.ADDRESS)
    script = {"body": "document.title = 'taken over'", "headers": _ANYWHERE}
    await context.route(teams_js.ADDRESS, lambda route: route.fulfill(**script))
    at.token = at.provider.tab_token(MO)
    _, frame = await tab(context, at)
    await expect(frame.locator("#signing-in")).to_contain_text("Teams did not sign you in")
    assert await frame.locator("html").evaluate("() => document.title") != "taken over"


async def test_no_other_site_can_frame_the_pages(context: BrowserContext, at: Council) -> None:
    at.token = at.provider.tab_token(MO)
    page = await context.new_page()
    async with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        await page.goto(at.elsewhere)
    assert not await page.frame_locator("#tab").get_by_role("heading").count()
