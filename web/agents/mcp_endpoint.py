"""`POST /mcp`: the Model Context Protocol over HTTP, without sessions, for reading alone.

Both eras are spoken: the revision of 2026-07-28, in which each request tells its version, and the
four before it, which begin with `initialize`. https://modelcontextprotocol.io/specification
Written by hand: the official server of `mcp` brings 18 packages and 40 MB, and passed the same
clients; they are the test (`tests/agents`). No caller gets a 5xx for a fault of their own, and
nobody the text of an exception.
"""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.answering.quoting import Refused
from common.person import Person
from web.agents.agent_tokens import AgentTokens, Forbidden, Unauthorised
from web.agents.policy_tools import INSTRUCTIONS, TOOLS, Source, WrongArgumentError

log = logging.getLogger(__name__)

PATH = "/mcp"
METADATA = "/.well-known/oauth-protected-resource"

NEW = "2026-07-28"
OLD = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
_OURS = "io.modelcontextprotocol/"
_INFO = {"name": "ai-policy-assistant", "title": "AI policy assistant", "version": "1"}
_CAN = {"tools": {"listChanged": False}}
_FRESH = {"ttlMs": 0, "cacheScope": "private"}

_LARGEST = 64 * 1024  # bytes of a request: a question is at most 2,000 characters

PARSE, INVALID, NO_METHOD, BAD_PARAMS = -32700, -32600, -32601, -32602
MISMATCH, NO_VERSION = -32020, -32022

Turn = Callable[[Person], AbstractAsyncContextManager[str]]
"""While one person's request is worked on: gives the words of a refusal, or ""."""


class _Fault(Exception):  # noqa: N818 - it names the outcome
    """What is wrong with a request, as JSON-RPC tells it."""

    def __init__(self, code: int, message: str, status: int = 400, **data: object) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.data = code, message, status, data


class McpEndpoint:
    """Without `tokens` whoever reaches the address is let in: for this computer alone."""

    def __init__(self, source: Source, turn: Turn, tokens: AgentTokens | None = None) -> None:
        self._source = source
        self._turn = turn
        self._tokens = tokens

    def routes(self) -> list[web.RouteDef]:
        """GET is left out: without sessions it would open a stream on which nothing ever comes."""
        found = [web.post(PATH, self.post)]
        if self._tokens is not None:
            found += [web.get(f"{METADATA}{PATH}", self.metadata), web.get(METADATA, self.metadata)]
        return found

    async def metadata(self, _: web.Request) -> web.Response:
        """Whose tokens are taken, and for what (RFC 9728)."""
        return web.json_response(self._tokens.metadata() if self._tokens else {})

    async def post(self, request: web.Request) -> web.Response:
        if "Origin" in request.headers:  # agents are no pages; a page here would be somebody else's
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            who = await self._who(request)
        except Unauthorised as refused:
            is_known = isinstance(refused, Forbidden)
            status = HTTPStatus.FORBIDDEN if is_known else HTTPStatus.UNAUTHORIZED
            return web.Response(status=status, headers={"WWW-Authenticate": refused.challenge})
        asked: Mapping[str, Any] = {}
        try:
            asked = await _read(request)
            return await self._answer(request, asked, who)
        except _Fault as fault:
            error = {"code": fault.code, "message": fault.message}
            if fault.data:
                error["data"] = fault.data
            body = {"jsonrpc": "2.0", "id": asked.get("id"), "error": error}
            return web.json_response(body, status=fault.status)

    async def _who(self, request: web.Request) -> Person:
        if self._tokens is None:
            return Person("local", "local")
        return await self._tokens.person(request.headers.get("Authorization", ""))

    async def _answer(
        self, request: web.Request, asked: Mapping[str, Any], who: Person
    ) -> web.Response:
        if "id" not in asked:  # a notification
            return web.Response(status=HTTPStatus.ACCEPTED)
        is_new = _is_new(request, asked)
        result = await self._result(asked, who, is_new=is_new)
        if is_new:
            result = {**result, "resultType": "complete", "_meta": {f"{_OURS}serverInfo": _INFO}}
        return web.json_response({"jsonrpc": "2.0", "id": asked["id"], "result": result})

    async def _result(
        self, asked: Mapping[str, Any], who: Person, *, is_new: bool
    ) -> Mapping[str, Any]:
        params = asked["params"]
        match asked["method"]:
            case "server/discover" if is_new:
                return {"supportedVersions": [NEW], "capabilities": _CAN,
                        "instructions": INSTRUCTIONS, **_FRESH}  # fmt: skip
            case "initialize" if not is_new:
                version = params.get("protocolVersion")
                return {"protocolVersion": version if version in OLD else OLD[-1],
                        "capabilities": _CAN, "serverInfo": _INFO,
                        "instructions": INSTRUCTIONS}  # fmt: skip
            case "ping" if not is_new:
                return {}
            case "tools/list":
                listed = {"tools": [tool.listed() for tool in TOOLS.values()]}
                return {**listed, **(_FRESH if is_new else {})}
            case "tools/call":
                return await self._call(params, who, is_new=is_new)
        status = HTTPStatus.NOT_FOUND if is_new else HTTPStatus.OK
        raise _Fault(NO_METHOD, "There is no such method.", status)

    async def _call(
        self, params: Mapping[str, Any], who: Person, *, is_new: bool
    ) -> Mapping[str, Any]:
        name, given = params.get("name"), params.get("arguments") or {}
        tool = TOOLS.get(name) if isinstance(name, str) else None
        if tool is None:
            raise _Fault(BAD_PARAMS, "There is no such tool.", 400 if is_new else 200)
        if not isinstance(given, dict):
            raise _Fault(BAD_PARAMS, "`arguments` must be an object.", 400 if is_new else 200)
        try:
            async with self._turn(who) as refusal:
                if refusal:
                    return _said(refusal)
                found = await tool.run(self._source, given)
        except (Refused, WrongArgumentError) as refused:
            return _said(str(refused))
        except Exception as error:  # whatever failed, its text is nobody's outside
            log.error("a tool for agents failed: %s", type(error).__name__)  # noqa: TRY400
            return _said("This could not be looked up at the moment. Please try again.")
        text = json.dumps(found, ensure_ascii=False)
        return {"content": [{"type": "text", "text": text}], "structuredContent": found,
                "isError": False}  # fmt: skip


def _said(words: str) -> Mapping[str, Any]:
    return {"content": [{"type": "text", "text": words}], "isError": True}


async def _read(request: web.Request) -> Mapping[str, Any]:
    """One request or notification, of the right shape. Raises _Fault."""
    if request.content_type != "application/json":
        raise _Fault(PARSE, "Send application/json.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > _LARGEST:
            raise _Fault(INVALID, "That is too large.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise _Fault(PARSE, "That is not JSON.") from None
    if not isinstance(asked, dict) or asked.get("jsonrpc") != "2.0":
        raise _Fault(INVALID, "Send one JSON-RPC 2.0 request.")
    if "id" in asked and (isinstance(asked["id"], bool) or not isinstance(asked["id"], int | str)):
        raise _Fault(INVALID, "`id` must be a number or a text.")
    if not isinstance(asked.get("method"), str):
        raise _Fault(INVALID, "`method` is missing.")
    params = asked.get("params") or {}
    if not isinstance(params, dict):
        raise _Fault(BAD_PARAMS, "`params` must be an object.")
    return {**asked, "params": params}


def _is_new(request: web.Request, asked: Mapping[str, Any]) -> bool:
    """Whether a request is of the newest revision. Raises _Fault where its headers and its body
    differ, or for a version that is not spoken."""
    header = request.headers.get("MCP-Protocol-Version", OLD[-1])
    if header in OLD:
        return False
    meta = asked["params"].get("_meta")
    named = meta.get(f"{_OURS}protocolVersion") if isinstance(meta, dict) else None
    if named is None:
        raise _Fault(BAD_PARAMS, "The version is missing in `_meta`.")
    told = {"Mcp-Method": asked["method"], "Mcp-Name": asked["params"].get("name")}
    differs = any(request.headers.get(name, value) != value for name, value in told.items())
    if named != header or differs:
        raise _Fault(MISMATCH, "The headers and the body differ.")
    if named != NEW:
        raise _Fault(NO_VERSION, "This version is not spoken.", supported=[NEW], requested=named)
    return True
