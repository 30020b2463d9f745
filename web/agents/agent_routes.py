"""The endpoint for agents, put into the server."""

from collections.abc import AsyncIterator, Callable

import aiohttp
from aiohttp import web

from web.agents.agent_tokens import AgentTokens
from web.agents.mcp_endpoint import METADATA, PATH, McpEndpoint, Turn
from web.agents.policy_tools import Source
from web.auth.entra_client import Registration
from web.auth.id_tokens import IdTokens, Key, Keys


def add_agents(
    app: web.Application, source: Source, turn: Turn, registration: Registration | None
) -> None:
    """Without a `registration` no token is asked for: in local mode, on this computer alone."""
    if registration is None:
        app.add_routes(McpEndpoint(source, turn).routes())
        return
    keys = _FetchedKeys(registration.keys)
    app.cleanup_ctx.append(keys.running)
    tokens = IdTokens(registration.issuer, registration.tenant, registration.client_id, keys)
    site = registration.site
    guard = AgentTokens(tokens, f"{site}{PATH}", f"{site}{METADATA}{PATH}")
    app.add_routes(McpEndpoint(source, turn, guard).routes())


class _FetchedKeys:
    """The tenant's keys while the server runs; before and after, nobody is known."""

    def __init__(self, keys: Callable[[aiohttp.ClientSession], Keys]) -> None:
        self._make = keys
        self._keys: Keys | None = None

    async def find(self, key_id: str) -> Key | None:
        return await self._keys.find(key_id) if self._keys else None

    async def running(self, _: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            self._keys = self._make(http)
            yield
            await self.close()

    async def close(self) -> None:
        if self._keys is not None:
            await self._keys.close()
        self._keys = None
