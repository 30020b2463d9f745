"""Microsoft Graph, as far as a document library needs it: a drive, its changes, its files.

https://learn.microsoft.com/graph/api/driveitem-delta and
https://learn.microsoft.com/graph/throttling for what is heeded here.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
from yarl import URL

from sources.source import LARGEST_FILE, SourceError

Json = Mapping[str, Any]
Token = Callable[[], Awaitable[str]]
Sleep = Callable[[float], Awaitable[None]]

PUBLIC_GRAPH = "https://graph.microsoft.com"

_FIELDS = "id,name,file,folder,root,deleted,parentReference,cTag,size"
_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=10)
_ATTEMPTS = 5
_LONGEST_PAUSE = 120.0  # seconds; the next pull tries again anyway
_LATER = frozenset({429, 500, 502, 503, 504, 509})

_MEANT = {
    401: "The token is not accepted: is the app registered in this tenant?",
    403: "The app may not read this site. Give it Sites.Selected, and read on this one site.",
    404: "There is no such site or library. Check SHAREPOINT_SITE and SHAREPOINT_LIBRARY.",
}


_MEANT_WRITING = {
    403: "The app may read this site and not write it. Give it write on this one site.",
    423: "Somebody has the file open. It is tried again.",
}
_MOVED = frozenset({409, 412})


class Moved(Exception):  # noqa: N818 - it names the outcome
    """What was to be written is not as it was read, or there already. Nothing was written."""


class Expired(Exception):  # noqa: N818 - it names the outcome
    """The changes since the last pull are not known any more: begin anew, at `begin_at` if any."""

    def __init__(self, begin_at: str) -> None:
        super().__init__(begin_at)
        self.begin_at = begin_at


class Graph:
    """Reads, and writes files that are as they were read. `token` gives a bearer token for Graph,
    and is never sent elsewhere."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        token: Token,
        base: str = PUBLIC_GRAPH,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._http = http
        self._token = token
        self._base = base.rstrip("/")
        self._sleep = sleep

    async def drive(self, site: str, library: str) -> str:
        """The id of a site's document library. Raises SourceError."""
        parts = urlsplit(site)
        path = quote(parts.path.rstrip("/"))
        found = await self._json(f"/v1.0/sites/{parts.hostname}:{path or '/'}?$select=id")
        drives = await self._json(f"/v1.0/sites/{found.get('id')}/drives?$select=id,name")
        named = {str(one.get("name")): str(one.get("id")) for one in drives.get("value", [])}
        if library not in named:
            known = ", ".join(sorted(named)) or "none"
            raise SourceError(
                f"The site has no library “{library}”. It has: {known}. Set SHAREPOINT_LIBRARY."
            )
        return named[library]

    async def changes(self, drive: str, since: str) -> AsyncIterator[tuple[list[Json], str]]:
        """Pages of items that changed since a link, or of all of them; with the last page the link
        for next time, else "". Raises Expired, SourceError."""
        page = since or f"/v1.0/drives/{drive}/root/delta?$select={_FIELDS}"
        while True:
            answer = await self._json(page, may_expire=True)
            items: list[Json] = [item for item in answer.get("value", []) if isinstance(item, dict)]
            follows, ends = answer.get("@odata.nextLink"), answer.get("@odata.deltaLink")
            if isinstance(ends, str):
                yield items, ends
                return
            if not isinstance(follows, str) or follows == page:
                raise SourceError("Graph gave neither a further page nor an end.")
            yield items, ""
            page = follows

    async def content(self, drive: str, item: str) -> bytes:
        """The bytes of a file. Graph leads to another host, which is asked without the token.
        Raises SourceError."""
        answer = await self._ask(f"/v1.0/drives/{drive}/items/{item}/content")
        async with answer:
            if answer.status in (301, 302, 307, 308):
                return await self._download(answer.headers.get("Location", ""))
            return await _bounded(answer)

    async def replace(self, drive: str, item: str, tag: str, content: bytes) -> None:
        """Another content for a file that is still as its tag says. Raises Moved where somebody was
        quicker, SourceError."""
        page = f"/v1.0/drives/{drive}/items/{item}/content"
        await self._put(page, content, {"If-Match": tag})

    async def add(self, drive: str, parent: str, name: str, content: bytes) -> None:
        """A further file in a folder. Raises Moved where there is one of that name, SourceError."""
        page = f"/v1.0/drives/{drive}/items/{parent}:/{quote(name)}:/content"
        await self._put(f"{page}?@microsoft.graph.conflictBehavior=fail", content, {})

    async def _put(self, page: str, content: bytes, headers: Mapping[str, str]) -> None:
        sent = {"Content-Type": "text/markdown", **headers}
        (await self._ask(page, content=content, headers=sent)).release()

    async def _download(self, address: str) -> bytes:
        url = URL(address, encoded=True)
        if url.scheme != "https" and url.host not in ("127.0.0.1", "localhost"):
            raise SourceError("Graph led to a download that is not over https.")
        try:
            async with self._http.get(url, timeout=_TIMEOUT, allow_redirects=False) as answer:
                if answer.status != HTTPStatus.OK:
                    raise SourceError(f"A file could not be downloaded: {answer.status}.")
                return await _bounded(answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SourceError(f"A file could not be downloaded: {type(error).__name__}.") from None

    async def _json(self, page: str, *, may_expire: bool = False) -> Json:
        async with await self._ask(page, may_expire=may_expire) as answer:
            try:
                found = await answer.json(content_type=None)
            except (ValueError, aiohttp.ClientError, TimeoutError):
                found = None
        if not isinstance(found, dict):
            raise SourceError("Graph answered with something else than JSON.")
        return found

    async def _ask(
        self,
        page: str,
        *,
        may_expire: bool = False,
        content: bytes | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> aiohttp.ClientResponse:
        """An answer below 400, asked for again while Graph says that it should be later; with a
        `content` that is put there."""
        url = self._url(page)
        method, meant = ("GET", _MEANT) if content is None else ("PUT", _MEANT | _MEANT_WRITING)
        status = 0
        for attempt in range(_ATTEMPTS):
            sent = {**headers, "Authorization": f"Bearer {await self._bearer()}"}
            retry_after = ""
            try:
                answer = await self._http.request(
                    method, url, data=content, headers=sent, timeout=_TIMEOUT,
                    allow_redirects=False,
                )  # fmt: skip
            except (aiohttp.ClientError, TimeoutError):
                status = 0
            else:
                status = answer.status
                if status < HTTPStatus.BAD_REQUEST:
                    return answer
                retry_after = answer.headers.get("Retry-After", "")
                location = answer.headers.get("Location", "")
                answer.release()
                if status == HTTPStatus.GONE and may_expire:
                    raise Expired(location)
                if content is not None and status in _MOVED:
                    raise Moved
                if status not in _LATER:
                    break
            pause = _pause(attempt, retry_after)
            if pause > _LONGEST_PAUSE:
                break
            if attempt + 1 < _ATTEMPTS:
                await self._sleep(pause)
        raise SourceError(meant.get(status, f"Graph does not answer as it should ({status})."))

    async def _bearer(self) -> str:
        try:
            return await self._token()
        except Exception as error:  # whatever kept the token away is in its own log line
            raise SourceError(f"There is no token for Graph ({type(error).__name__}).") from None

    def _url(self, page: str) -> URL:
        """An address at Graph itself: links that lead elsewhere would carry the token there."""
        url = URL(page if "://" in page else self._base + page, encoded=True)
        if url.origin() != URL(self._base).origin():
            raise SourceError("Graph gave a link that leads to another host.")
        return url


def _pause(attempt: int, retry_after: str) -> float:
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    return 2.0**attempt * random.uniform(0.5, 1.0)  # noqa: S311 - not a secret


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    try:
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > LARGEST_FILE:
                raise SourceError(f"A file is larger than {LARGEST_FILE // 1024**2} MB.")
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SourceError(f"A file came only in part: {type(error).__name__}.") from None
    return bytes(body)
