"""The board: the list of ideas, its counts, and the same as a table to take away."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from aiohttp import web

from knowledge import Library
from triage import TriageList
from triage.assessment.scoring import Weighting
from triage.export.spreadsheet import Cell, as_csv, idea_rows
from triage.export.workbook import make_workbook
from triage.listing.board_service import Board
from triage.listing.idea_rows import ListQuery, Sort
from triage.listing.jump import Named, jump
from triage.listing.list_view import AGES, OPEN, Page
from triage.model.stages import Stage
from triage.papers.formats.links import page_of
from triage.repository.board_views import LONGEST_NAME
from web.board import labels as words
from web.board.list_filters import ListFilters
from web.board.list_rows import ListRows
from web.board.policy_lookups import weighting
from web.board.view_address import (
    STANDING,
    ViewAddresses,
    address_of,
    list_query_of,
    waits_for,
)
from web.forms.flash import flash_message, undo_key
from web.permissions import IDEA_ROLES, Permissions, Role, visitor_of
from web.rendering.template_renderer import Renderer

_FIRST = 5
"""How many are shown of what waits; the rest is behind a link."""

_STANDING = tuple((name, address_of(one)) for name, one in STANDING.items())

_CSV = "text/csv"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListPage:
    """Handlers of `/board` itself."""

    def __init__(
        self,
        draw: Renderer,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        today: Callable[[], date],
    ) -> None:
        self._draw = draw
        self._ideas = ideas
        self._library = library
        self._today = today
        self._board: Board | None = None
        self._rows = ListRows(draw)
        self._filters = ListFilters(draw)

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/board", self.index, *IDEA_ROLES),
            access.get("/board/ideas.csv", self.csv, *IDEA_ROLES),
            access.get("/board/ideas.xlsx", self.xlsx, *IDEA_ROLES),
        ]

    @property
    def board(self) -> Board:
        """The board on the store that is open now."""
        store = self._ideas().store
        if self._board is None or self._board.store is not store:
            self._board = Board(store)
        return self._board

    async def looked(self, view: ListQuery) -> Page:
        """What a view shows today."""
        return await self.board.query(view, self._weighting(), self._today())

    def _weighting(self) -> Weighting:
        return weighting(self._library().policy_set, self._today())

    async def index(self, request: web.Request) -> web.Response:
        """One page of the ideas that the view lets through; a reference leads to what it names."""
        view, today = list_query_of(request), self._today()
        if named := await jump(self._ideas().store, view.words):
            raise web.HTTPSeeOther(_page_of(named))
        types = self._library().policy_set.assessment_types(today)
        said = flash_message(request, self._ideas().store.clock())
        visitor = visitor_of(request)
        may_act = bool(visitor.roles & {Role.OFFICER, Role.MEMBER, Role.CHAIR})
        to = ViewAddresses(view)
        narrowed = to.at_stage(None) != "/board"
        opens = not narrowed and not view.stages and view.page == 1
        waiting = waits_for(visitor.roles) if opens else ()
        (looked, *waits), kept = await self.board.front(
            [view, *(one for _, one in waiting)], self._weighting(), today, who=visitor.person
        )
        return self._draw.page(
            "board/list.html",
            waits=[
                (name, page.total, self._rows.drawn(page.lines[:_FIRST], today, types,
                                                    may_act=may_act), address_of(one))
                for (name, one), page in zip(waiting, waits, strict=True)
            ],
            may_act=may_act,
            by=lambda sort: to.of(sort=Sort(sort)),
            view=view,
            looked=looked,
            today=today,
            narrowed=narrowed,
            tabs=[
                (stage, looked.counts[stage], to.at_stage(stage))
                for stage in Stage
                if looked.counts.get(stage)
            ],
            all=(sum(looked.counts.values()), to.at_stage(None)),
            ages=_ages(looked, to),
            standing=_STANDING,
            pages=_pages(looked, to),
            exports=[(name, to.of(f"/board/ideas.{kind}"))
                     for name, kind in (("CSV", "csv"), ("Excel", "xlsx"))],
            matrix=to.of("/board/matrix"),
            rows=self._rows.drawn(looked.lines, today, types, may_act=may_act),
            filters=self._filters.drawn(looked.shelf, view, types),
            words=words,
            AGES=AGES,
            done=words.FLASH_MESSAGES.get(said),
            undo=undo_key(request, said),
            may_decide=bool(visitor.roles & {Role.OFFICER, Role.CHAIR}),
            kept=[(name, f"/board?{query}") for name, query in kept],
            shown=to.of("").removeprefix("?"),
            LONGEST_NAME=LONGEST_NAME,
        )  # fmt: skip

    async def csv(self, request: web.Request) -> web.StreamResponse:
        table = await self._table(await self.looked(list_query_of(request)))
        body = (await asyncio.to_thread(as_csv, table)).encode("utf-8-sig")
        return _download(body, _CSV, "ideas.csv")

    async def xlsx(self, request: web.Request) -> web.StreamResponse:
        looked = await self.looked(list_query_of(request))
        made = await make_workbook(len(looked.found), partial(self._table, looked))
        return _download(made, _XLSX, "ideas.xlsx")

    async def _table(self, looked: Page) -> list[Sequence[Cell]]:
        """The ideas of the view, all pages, without the names of people."""
        table: list[Sequence[Cell]] = []
        async for some in self.board.all_ideas([line.id for line in looked.found]):
            table += idea_rows(some, names=False)
        return table


def _page_of(named: Named) -> str:
    if named.idea:
        return f"/board/{named.idea}/decisions/{named.reference}"
    return page_of(named.reference)


def _ages(looked: Page, to: ViewAddresses) -> Sequence[tuple[Stage, Mapping[int, tuple[int, str]]]]:
    """By open stage, how many have been there for over so many days, each with its address."""
    return [
        (
            stage,
            {over: (count, to.at_stage(stage, over)) for over, count in looked.ages[stage].items()},
        )
        for stage in OPEN
        if stage in looked.ages
    ]


def _pages(looked: Page, to: ViewAddresses) -> Sequence[tuple[int, str]]:
    """The pages that are linked: the first, the last and those around this one; 0 is a gap."""
    near = range(looked.page - 2, looked.page + 3)
    shown = sorted({1, looked.pages, *(n for n in near if 1 <= n <= looked.pages)})
    linked: list[tuple[int, str]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            linked.append((0, ""))
        linked.append((number, to.of(page=number)))
    return linked


def _download(body: bytes, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return web.Response(body=body, content_type=kind, headers=headers)
