"""A browser, and the made-up site for it to look at."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.pages import chromium
from tests.microsoft import serving
from tests.web.made_up import MadeUpConversation, made_up_changes, made_up_site


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def site() -> AsyncIterator[str]:
    """The address of the made-up site, whose day is 1 June 2026."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    site = made_up_site(MadeUpConversation(), lambda: noon, changes=made_up_changes)
    async with serving(site) as port:
        yield f"http://127.0.0.1:{port}"
