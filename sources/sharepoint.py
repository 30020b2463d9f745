"""Policies in a SharePoint document library, kept up with by what changed since the last look."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from knowledge.publishing.write_files import ChangedMeanwhileError, FileChange
from sources.graph import Expired, Graph, Moved
from sources.source import (
    LARGEST_FILE,
    MOST_FILES,
    Pulled,
    SourceError,
    is_document_path,
    is_policy_path,
)

_AT_ONCE = 4  # files downloaded at the same time
_DEEPEST = 20  # folders inside folders

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentLibrary:
    """Where the policies are: the site's address, the library's name, a folder in it or ""."""

    site: str = ""
    name: str = "Documents"
    folder: str = ""


class SharePoint:
    """A source (`sources.source`). Its state: the drive, the link for the next look, and every
    item known, by id, with its name, its parent and what says that its content changed."""

    def __init__(
        self, connect: Callable[[aiohttp.ClientSession], Graph], library: DocumentLibrary
    ) -> None:
        self._connect = connect
        self._library = library

    @property
    def name(self) -> str:
        return f"SharePoint: {self._library.site}, library “{self._library.name}”"

    async def pull(self, last: Pulled | None) -> Pulled | None:
        """See `Source`. A link that is too old begins anew; nothing is taken away before the new
        list is whole."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            return await self._pull(self._connect(http), last)

    async def write(self, last: Pulled | None, changes: Sequence[FileChange]) -> None:
        """See `WritableSource`: each file by the tag with which it was read just now. A change
        that takes a file away is made by hand. What is there already goes first: it alone can be
        refused, and nothing is written then."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            graph = self._connect(http)
            now = await self._pull(graph, last) or last or Pulled({})
            waiting = [one for one in changes if now.files.get(one.name) != one.after]
            for one in waiting:
                if now.files.get(one.name) != one.before:
                    raise ChangedMeanwhileError(one.name)
            for one in sorted(waiting, key=lambda one: one.before is None):
                try:
                    await self._put(graph, now.state, one)
                except Moved:
                    raise ChangedMeanwhileError(one.name) from None

    async def _put(self, graph: Graph, state: Mapping[str, Any], change: FileChange) -> None:
        if change.after is None:
            raise SourceError(f"Take {change.name} away in SharePoint: that is not done from here.")
        items: Mapping[str, Item] = state["items"]
        places = {_path(number, items): number for number in items}
        folder = self._library.folder.strip("/")
        path = f"{folder}/{change.name}" if folder else change.name
        drive = str(state["drive"])
        if path in places:
            item = places[path]
            await graph.replace(drive, item, str(items[item]["tag"]), change.after)
            return
        parent, _, name = path.rpartition("/")
        if parent not in places:
            raise SourceError(f"The library has no folder {parent}. Make it there first.")
        await graph.add(drive, places[parent], name, change.after)

    async def _pull(self, graph: Graph, last: Pulled | None) -> Pulled | None:
        known = dict(last.state) if last else {}
        where = [self._library.site, self._library.name, self._library.folder]
        if known.get("where") != where:
            known = {}
        drive = known.get("drive") or await graph.drive(self._library.site, self._library.name)
        items: dict[str, Item] = dict(known.get("items", {}))
        link = str(known.get("link", ""))
        try:
            items, link = await _changed(graph, drive, items, link)
        except Expired as expired:
            items, link = await _anew(graph, drive, expired.begin_at)
        held = last.files if last and known else {}
        files = await self._files(graph, drive, items, known.get("items", {}), held)
        paths = (_path(number, items) for number, item in items.items() if item.get("file"))
        inside = (self._inside(path) for path in paths if path)
        documents = sorted(path for path in inside if path and is_document_path(path))
        state = {
            "where": where, "drive": drive, "link": link, "items": items, "not_read": documents,
        }  # fmt: skip
        if last is not None and files == last.files and state == last.state:
            return None
        return Pulled(files, state)

    async def _files(
        self,
        graph: Graph,
        drive: str,
        items: Mapping[str, Item],
        before: Mapping[str, Item],
        held: Mapping[str, bytes],
    ) -> Mapping[str, bytes]:
        """Every policy file by its path; only what changed is downloaded."""
        old_paths = {number: _path(number, before) for number in before}
        turn = asyncio.Semaphore(_AT_ONCE)

        async def content(number: str, item: Item) -> bytes:
            old = old_paths.get(number)
            same = number in before and before[number].get("tag") == item.get("tag")
            inside = self._inside(old) if old else None
            if same and item.get("tag") and inside is not None and inside in held:
                return held[inside]
            if int(item.get("size") or 0) > LARGEST_FILE:
                raise SourceError(f"A file is larger than {LARGEST_FILE // 1024**2} MB.")
            async with turn:
                return await graph.content(drive, number)

        wanted: dict[str, tuple[str, Item]] = {}
        for number, item in items.items():
            path = _path(number, items) if item.get("file") else None
            inside = self._inside(path) if path else None
            if inside is not None and is_policy_path(inside):
                wanted[inside] = (number, item)
        contents = await asyncio.gather(*(content(*one) for one in wanted.values()))
        return dict(sorted(zip(wanted, contents, strict=True)))

    def _inside(self, path: str) -> str | None:
        """The path inside the folder of policies, or None outside it."""
        folder = self._library.folder.strip("/")
        if not folder:
            return path
        inside = path.removeprefix(f"{folder}/")
        return inside if inside != path else None


async def _anew(graph: Graph, drive: str, begin_at: str) -> tuple[dict[str, Item], str]:
    try:
        return await _changed(graph, drive, {}, begin_at)
    except Expired:
        raise SourceError("Graph has lost its list of changes twice; trying later.") from None


async def _changed(
    graph: Graph, drive: str, items: Mapping[str, Item], link: str
) -> tuple[dict[str, Item], str]:
    """The items after all changes since the link. Of an item listed twice the last counts."""
    found, end = dict(items), ""
    async for page, end in graph.changes(drive, link):  # noqa: B007 - the last one's
        for item in page:
            number = str(item.get("id", ""))
            if "deleted" in item:
                found.pop(number, None)
            elif number:
                found[number] = _slim(item)
        if len(found) > MOST_FILES:
            raise SourceError(f"The library has more than {MOST_FILES:,} items.")
    return found, end


def _slim(item: Item) -> Item:
    """What is remembered of an item."""
    parent = item.get("parentReference")
    return {
        "name": str(item.get("name", "")),
        "parent": "" if "root" in item else str((parent or {}).get("id", "")),
        "root": "root" in item,
        "file": "file" in item,
        "tag": str(item.get("cTag", "")),
        "size": item.get("size") or 0,
    }


def _path(number: str, items: Mapping[str, Item]) -> str | None:
    """The path from the library's root; None for what hangs on nothing (its folder is gone)."""
    parts: list[str] = []
    for _ in range(_DEEPEST):
        item = items.get(number)
        if item is None:
            return None
        if item.get("root"):
            return "/".join(reversed(parts))
        parts.append(str(item.get("name")))
        number = str(item.get("parent"))
    return None
