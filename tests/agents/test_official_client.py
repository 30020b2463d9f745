"""The official client of the Model Context Protocol, in both eras, with and without sign-in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from storage import Store
from tests.databases import SetClock
from tests.microsoft import serving
from tests.provider import SAM, Provider
from tests.web.agents.conftest import SITE, site_for_agents
from web.auth.entra_client import Registration

KEPT = "How long are recordings kept?"
ERAS = ["auto", "legacy"]
"""The newest revision, found by `server/discover`, and those that begin with `initialize`."""


@asynccontextmanager
async def client(
    store: Store,
    clock: SetClock,
    era: str,
    registration: Registration | None = None,
    token: str = "",
) -> AsyncIterator[Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        serving(site_for_agents(store, clock, registration)) as port,
        httpx2.AsyncClient(headers=headers) as http,
        Client(
            streamable_http_client(f"http://127.0.0.1:{port}/mcp", http_client=http), mode=era
        ) as opened,
    ):
        yield opened


@pytest.mark.parametrize("era", ERAS)
async def test_the_tools_are_listed_and_give_the_exact_clause(
    store: Store, set_clock: SetClock, era: str
) -> None:
    async with client(store, set_clock, era) as asked:
        tools = (await asked.list_tools()).tools
        found = await asked.call_tool("find_clause", {"question": KEPT})
        first = found.structured_content["quotations"][0]
        whole = await asked.call_tool("get_clause", {"reference": first["reference"]})

    assert [tool.name for tool in tools] == ["find_clause", "get_clause", "list_ai_tools"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert found.structured_content["receipt"].startswith("R-")
    assert first["version"] == "2.0"
    assert whole.structured_content["text"] == first["text"]


@pytest.mark.parametrize("era", ERAS)
async def test_what_is_wrong_is_told_in_the_protocols_ways(
    store: Store, set_clock: SetClock, era: str
) -> None:
    async with client(store, set_clock, era) as asked:
        missing = await asked.call_tool("find_clause", {})
        with pytest.raises(MCPError, match="There is no such tool"):
            await asked.call_tool("forget_everything", {})

    assert missing.is_error
    assert missing.content[0].text == "question must be a text and is needed."


@pytest.mark.parametrize("era", ERAS)
async def test_a_signed_token_lets_the_client_in(
    store: Store, set_clock: SetClock, provider: Provider, era: str
) -> None:
    token = provider.token(SAM, scp="policies.read")
    async with client(store, set_clock, era, provider.registration(SITE), token) as asked:
        found = await asked.call_tool("list_ai_tools", {})

    assert found.structured_content["count"] > 0


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("scope", ["", "access_as_user"])
async def test_without_a_token_for_our_scope_the_client_learns_nothing(
    store: Store, set_clock: SetClock, provider: Provider, era: str, scope: str
) -> None:
    token = provider.token(SAM, scp=scope) if scope else ""
    with pytest.raises((MCPError, httpx2.HTTPError, BaseExceptionGroup)):
        async with client(store, set_clock, era, provider.registration(SITE), token) as asked:
            await asked.list_tools()
