"""A strict stand-in for Microsoft Graph on loopback: one site, one library, its changes.

As documented: pages, a link for next time, tombstones, an item more than once, 410 with a new
link, 429 with Retry-After, files behind a redirect to another host. What is not documented is
refused: unknown addresses, queries and headers, a missing token, a token at the download host.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.microsoft import serving

SITE, DRIVE, TOKEN = "council.example,site,web", "b!drive", "graph-token"
PAGE = 3
SELECT = "id,name,file,folder,root,deleted,parentReference,cTag,size"

Json = dict[str, Any]


@dataclass
class Graph:
    """The library. Every change gets a number; a link for next time holds the last one."""

    items: dict[str, Json] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    forgotten_before: int = 0
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    permitted: bool = True
    writable: bool = True
    refuse_writing: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    just_before_writing: Callable[[], None] = field(default=lambda: None)
    asked: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    port: int = 0
    downloads_port: int = 0
    elsewhere: str = ""

    def __post_init__(self) -> None:
        self.items["root"] = {"id": "root", "name": "root", "root": {}, "folder": {}}
        self.log.append("root")

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def save(self, path: str, content: str) -> None:
        """Save a file, with the folders that it needs."""
        *folders, name = path.split("/")
        parent = "root"
        for folder in folders:
            parent = self._put(folder, parent, {"folder": {}})
        body = content.encode()
        number = self._put(name, parent, {"file": {"mimeType": "text/markdown"}})
        self.contents[number] = body
        self.items[number] |= {"cTag": f'"c:{number},{len(self.log)}"', "size": len(body)}

    def rename(self, old: str, new: str) -> None:
        """Give the file or folder of that name another."""
        number = next(n for n, item in self.items.items() if item["name"] == old)
        self.items[number]["name"] = new
        self.log.append(number)

    def delete(self, name: str) -> None:
        """Delete a file, or a folder: of what is inside no word is said."""
        number = next(n for n, item in self.items.items() if item["name"] == name)
        self.items[number] = {"id": number, "name": name, "deleted": {"state": "deleted"}}
        self.log.append(number)

    def _put(self, name: str, parent: str, facets: Json) -> str:
        found = [
            number
            for number, item in self.items.items()
            if item["name"] == name and item.get("parentReference", {}).get("id") == parent
        ]
        number = found[0] if found else f"01ITEM{len(self.items)}"
        within = {"driveId": DRIVE, "id": parent}
        self.items[number] = {"id": number, "name": name, "parentReference": within, **facets}
        self.log.append(number)
        return number

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._strict])
        app.router.add_get("/v1.0/sites/{where}:/sites/policies", self._site)
        app.router.add_get(f"/v1.0/sites/{SITE}/drives", self._drives)
        app.router.add_get(f"/v1.0/drives/{DRIVE}/root/delta", self._delta)
        app.router.add_get(f"/v1.0/drives/{DRIVE}/items/{{item}}/content", self._content)
        app.router.add_put(f"/v1.0/drives/{DRIVE}/items/{{item}}/content", self._replace)
        further = f"/v1.0/drives/{DRIVE}/items/{{parent}}:/{{name}}:/content"
        app.router.add_put(further, self._add)
        return app

    def download_app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/files/{item}", self._download)
        return app

    @web.middleware
    async def _strict(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(401, "InvalidAuthenticationToken")
        if not self.permitted:
            return _error(403, "accessDenied")
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return _error(status, "refused", **headers)
        if request.method == "PUT":
            if self.refuse_writing:
                status, headers = self.refuse_writing.pop(0)
                return _error(status, "refused", **headers)
            self.just_before_writing()
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _site(self, request: web.Request) -> web.Response:
        assert dict(request.query) == {"$select": "id"}
        if request.match_info["where"] != "council.example":
            return _error(404, "itemNotFound")
        return web.json_response({"id": SITE})

    async def _drives(self, request: web.Request) -> web.Response:
        assert dict(request.query) == {"$select": "id,name"}
        return web.json_response({"value": [{"id": DRIVE, "name": "Policies"}]})

    async def _delta(self, request: web.Request) -> web.Response:
        assert request.query.get("$select", SELECT) == SELECT
        assert set(request.query) <= {"$select", "since", "at"}
        since, at = int(request.query.get("since", 0)), int(request.query.get("at", 0))
        if since and since < self.forgotten_before:
            again = f"{self.base}/v1.0/drives/{DRIVE}/root/delta?$select={SELECT}"
            return _error(410, "resyncChangesApplyDifferences", Location=again)
        changed = self.log[since:]
        page = [self.items[number] for number in changed[at : at + PAGE]]
        link = f"{self.elsewhere or self.base}/v1.0/drives/{DRIVE}/root/delta?"
        if at + PAGE < len(changed):
            follows = {"@odata.nextLink": f"{link}since={since}&at={at + PAGE}"}
            return web.json_response({"value": page, **follows})
        return web.json_response(
            {"value": page, "@odata.deltaLink": f"{link}since={len(self.log)}"}
        )

    async def _content(self, request: web.Request) -> web.Response:
        item = request.match_info["item"]
        if item not in self.contents:
            return _error(404, "itemNotFound")
        to = f"http://127.0.0.1:{self.downloads_port}/files/{item}?tempauth=x%2By"
        return web.Response(status=302, headers={"Location": to})

    async def _replace(self, request: web.Request) -> web.Response:
        """https://learn.microsoft.com/graph/api/driveitem-put-content: 412 for another tag."""
        item = request.match_info["item"]
        if not self.writable:
            return _error(403, "accessDenied")
        if item not in self.contents:
            return _error(404, "itemNotFound")
        if request.headers["If-Match"] != self.items[item]["cTag"]:
            return _error(412, "resourceModified")
        return self._written(item, await request.read())

    async def _add(self, request: web.Request) -> web.Response:
        assert dict(request.query) == {"@microsoft.graph.conflictBehavior": "fail"}
        parent, name = request.match_info["parent"], request.match_info["name"]
        if not self.writable:
            return _error(403, "accessDenied")
        if "folder" not in self.items[parent]:
            return _error(404, "itemNotFound")
        if any(
            item["name"] == name and item.get("parentReference", {}).get("id") == parent
            for item in self.items.values()
        ):
            return _error(409, "nameAlreadyExists")
        number = self._put(name, parent, {"file": {"mimeType": "text/markdown"}})
        return self._written(number, await request.read(), status=201)

    def _written(self, number: str, body: bytes, status: int = 200) -> web.Response:
        self.log.append(number)
        self.contents[number] = body
        self.items[number] |= {"cTag": f'"c:{number},{len(self.log)}"', "size": len(body)}
        return web.json_response(self.items[number], status=status)

    async def _download(self, request: web.Request) -> web.Response:
        assert "Authorization" not in request.headers, "the token went to another host"
        assert request.raw_path.endswith("?tempauth=x%2By"), "the address was changed on the way"
        self.downloads.append(request.match_info["item"])
        return web.Response(body=self.contents[request.match_info["item"]])


def _error(status: int, code: str, **headers: str) -> web.Response:
    return web.json_response({"error": {"code": code}}, status=status, headers=headers)


@asynccontextmanager
async def graph() -> AsyncIterator[Graph]:
    """The stand-in, serving."""
    library = Graph()
    async with serving(library.app()) as port, serving(library.download_app()) as downloads:
        library.port, library.downloads_port = port, downloads
        yield library
