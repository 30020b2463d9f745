"""The pages in a real browser: a made-up site, contexts in every theme and size, and axe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

import run

# A browser in a closed network must not look for its makers' hosts.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"forced_colors": "active"},
}

# Where to look, and what to do there first: every kind of block and of page.
EVERYWHERE = (
    "/",
    "/policies",
    "/policies?q=record+a+meeting",
    "/policies/meetings",
    "/policies/meetings/1.0#tell-first",
    "/policies/meetings?on=2020-01-01",
    "/policies/meetings/3.0/since/2.0",
    "/policies/register",
    "/policies/register/scribe",
    "/about",
    "/nothing-here",
)


@asynccontextmanager
async def chromium(*more: str) -> AsyncIterator[Browser]:
    """A browser; `more` are further options of its command line."""
    async with async_playwright() as driver:
        path = run.browser()
        browser = await driver.chromium.launch(executable_path=path, args=[*_QUIET, *more])
        try:
            yield browser
        finally:
            await browser.close()


async def violations_on(page: Page) -> list[str]:
    """What axe finds wrong on a page, each with its place."""
    found = await Axe().run(page)
    return [
        f"{broken['id']}: {node['target']} on {page.url}"
        for broken in found.response["violations"]
        for node in broken["nodes"]
    ]


@dataclass
class Reader:
    """Somebody at a browser, with what the browser complained about."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def sit_down(cls, browser: Browser, site: str, **how: Any) -> Self:
        """At a new browser window; `how` are playwright's options of a context."""
        how.setdefault("viewport", {"width": 1100, "height": 900})
        how.setdefault("reduced_motion", "reduce")  # else axe looks at half-drawn colours
        context = await browser.new_context(locale="en-GB", **how)
        reader = cls(await context.new_page(), site)
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        reader.page.on("console", lambda said: reader.complaints.append(said.text))
        return reader

    async def open(self, path: str) -> None:
        await self.page.goto(self.site + path)

    async def turns(self, count: int) -> None:
        """Wait until the conversation has so many turns."""
        await self.page.locator(".turn").nth(count - 1).wait_for()

    async def show_every_block(self) -> None:
        """Have the conversation draw every kind of block, and a form with a problem."""
        await self.open("/")
        for number, say in enumerate(("sandwich", "folded", "table"), 2):
            await self.page.fill("#text", say)
            await self.page.click("#composer button")
            await self.turns(number)
        await self.page.click("text=Suggest an idea >> nth=-1")
        await self.turns(5)
        await self.page.click("text=Send idea")
        await self.turns(6)

    async def violations(self) -> list[str]:
        """What axe finds wrong, each with its place."""
        return await violations_on(self.page)

    async def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(await self.page.evaluate(script))

    async def focused(self) -> str:
        """What has the focus, as a person would name it."""
        script = """() => { const e = document.activeElement;
            const named = e.getAttribute("aria-label") || e.labels?.[0]?.textContent;
            return (named || e.textContent || e.tagName).trim(); }"""
        return " ".join(str(await self.page.evaluate(script)).split())
