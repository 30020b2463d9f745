"""One search over everything that whoever searches may open: ideas, decisions, records, papers,
policies and tools. A reference leads to what it names."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from aiohttp import web

from common.pace import Searching
from common.person import Person
from common.words import STOP_WORDS, plain, stem, words
from triage.listing.idea_rows import ListQuery
from triage.listing.jump import jump
from triage.papers import PAPERS
from triage.papers.formats.links import page_of
from triage.records import RecordRepository
from triage.repository.past_decisions import past_decisions
from web.board.context import BoardContext
from web.board.policy_lookups import address_of
from web.permissions import IDEA_ROLES, Permissions, visitor_of
from web.rendering.set_words import decision_name

LONGEST = 200
_MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: what it is called, what else is said of it, and where it is."""

    name: str
    more: str
    address: str


class SearchPage:
    """Handler of `/search`."""

    def __init__(self, means: BoardContext, searching: Searching) -> None:
        self._means = means
        self._searching = searching

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/search", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """What is found, by kind, or that nothing is."""
        sought = " ".join(request.query.get("q", "").split())
        visitor = visitor_of(request)
        reads = bool(visitor.roles & IDEA_ROLES)
        too_long = len(sought) > LONGEST
        wait = self._searching.wait(Person(visitor.tenant, visitor.id)) if sought else 0
        if reads and sought and (named := await jump(self._means.ideas().store, sought)):
            raise web.HTTPSeeOther(page_of(named.reference))
        found: list[tuple[str, Sequence[Found]]] = []
        if sought and not too_long and not wait:
            found = await self._found(sought, reads=reads)
        page = self._means.draw.page(
            "steering/search.html",
            status=429 if wait else 422 if too_long else 200,
            sought=sought,
            wait=ceil(wait),
            longest=LONGEST if too_long else 0,
            found=[(kind, things) for kind, things in found if things],
        )
        if wait:
            page.headers["Retry-After"] = str(ceil(wait))
        return page

    async def _found(self, sought: str, *, reads: bool) -> list[tuple[str, Sequence[Found]]]:
        kinds: list[tuple[str, Sequence[Found]]] = []
        if reads:
            kinds += [
                ("Ideas", await self._ideas(sought)),
                ("Decisions", await self._decisions(sought)),
                ("Records", await self._records(sought)),
                ("Papers", _papers(sought)),
            ]
        async with self._searching.turns.behind():
            library = self._means.library()
            matches = await asyncio.to_thread(library.search, sought, _MOST)
        # A search by likeness always finds something: what shares no word with it is left out.
        wanted = _stems(sought)
        passages = [
            match.passage
            for match in matches
            if wanted
            & _stems(f"{match.passage.title} {match.passage.heading} {match.passage.text}")
        ]
        kinds.append(
            (
                "Policies and tools",
                [
                    Found(
                        f"{one.clause} {one.heading}".strip() or one.title,
                        one.title,
                        address_of(one.ref),
                    )
                    for one in passages
                ],
            )
        )
        return kinds

    async def _ideas(self, sought: str) -> Sequence[Found]:
        looked = await self._means.front.looked(ListQuery(words=sought))
        return [
            Found(line.title, line.reference, page_of(line.reference))
            for line in looked.found[:_MOST]
        ]

    async def _decisions(self, sought: str) -> Sequence[Found]:
        async with self._means.ideas().store.reading() as connection:
            made = await past_decisions(connection, sought, _MOST)
        return [
            Found(
                f"{one.decision.reference}: {decision_name(one.decision.deciding.kind)}",
                one.title,
                page_of(one.decision.reference),
            )
            for one in made
        ]

    async def _records(self, sought: str) -> Sequence[Found]:
        found = []
        for one in await RecordRepository(self._means.ideas().store).all():
            if _has_all(sought, " ".join(map(str, one.content.values()))):
                more = f"{one.kind.one}, {one.reference}"
                found.append(Found(one.title, more, page_of(one.reference)))
        return found[:_MOST]


def _papers(sought: str) -> Sequence[Found]:
    return [
        Found(paper.title, paper.what_for, f"/papers/{name}")
        for name, paper in PAPERS.items()
        if _has_all(sought, f"{paper.title} {paper.what_for}")
    ]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def _has_all(sought: str, text: str) -> bool:
    held = plain(text)
    wanted = words(sought)
    return bool(wanted) and all(word in held for word in wanted)
