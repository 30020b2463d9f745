"""The board: the list of ideas, its counts, and the same as a table to take away."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from aiohttp import web

from common.assessments import AssessmentTypes
from knowledge import Library
from triage import TriageList, names
from triage.assessment.scoring import Weighting
from triage.export.spreadsheet import Cell, as_csv, idea_rows
from triage.export.workbook import make_workbook
from triage.listing.board_service import Board
from triage.listing.jump import Named, jump
from triage.listing.list_view import AGES, OPEN, ListQuery, Page, Sort
from triage.model.fields import Place, shown_in
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.papers.formats.links import page_of
from triage.repository.board_views import LONGEST_NAME, kept_by
from web.board import labels as words
from web.board.list_rows import ListRows
from web.board.policy_lookups import weighting
from web.board.view_address import (
    STANDING,
    address_of,
    at_page,
    at_stage,
    list_query_of,
    waits_for,
)
from web.forms.flash import flash_message, undo_key
from web.permissions import IDEA_ROLES, Permissions, Role, visitor_of
from web.rendering.template_renderer import Renderer

_FIRST = 5
"""How many are shown of what waits; the rest is behind a link."""

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
        narrowed = address_of(at_page(at_stage(view, None), 1)) != "/board"
        opens = not narrowed and not view.stages and view.page == 1
        waiting = waits_for(visitor.roles) if opens else ()
        async with self._ideas().store.reading() as connection:
            kept = await kept_by(connection, visitor.person)
            looked, *waits = await self.board.query_all(
                connection, [view, *(one for _, one in waiting)], self._weighting(), today
            )
        return self._draw.page(
            "board/list.html",
            waits=[
                (name, page.total, self._rows.drawn(page.lines[:_FIRST], today, types,
                                                    may_act=may_act), address_of(one))
                for (name, one), page in zip(waiting, waits, strict=True)
            ],
            may_act=may_act,
            by=lambda sort: address_of(replace(at_page(view, 1), sort=Sort(sort))),
            view=view,
            looked=looked,
            today=today,
            narrowed=narrowed,
            tabs=[
                (stage, looked.counts[stage], address_of(at_stage(view, stage)))
                for stage in Stage
                if looked.counts.get(stage)
            ],
            all=(sum(looked.counts.values()), address_of(at_stage(view, None))),
            ages=_ages(looked, view),
            standing=[(name, address_of(one)) for name, one in STANDING.items()],
            pages=_pages(looked, view),
            exports=[(name, address_of(at_page(view, 1), f"/board/ideas.{kind}"))
                     for name, kind in (("CSV", "csv"), ("Excel", "xlsx"))],
            matrix=address_of(at_page(view, 1), "/board/matrix"),
            options=_options(types),
            rows=self._rows.drawn(looked.lines, today, types, may_act=may_act),
            filters=_filters(looked, view),
            words=words,
            AGES=AGES,
            done=words.FLASH_MESSAGES.get(said),
            undo=undo_key(request, said),
            may_decide=bool(visitor.roles & {Role.OFFICER, Role.CHAIR}),
            kept=[(name, f"/board?{query}") for name, query in kept],
            shown=address_of(at_page(view, 1), "").removeprefix("?"),
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


Options = Sequence[tuple[str, str]]


def _page_of(named: Named) -> str:
    if named.idea:
        return f"/board/{named.idea}/decisions/{named.reference}"
    return page_of(named.reference)


def _options(types: AssessmentTypes) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What can be chosen in each filter: value and words."""
    return {
        "risk": [("", "Any risk"), *((risk, names.RISKS[risk]) for risk in Risk)],
        "over": [("", "For any time"), *((str(over), f"Over {over} days") for over in AGES)],
        "due": [
            ("", "Whether or not"),
            ("any", "Any assessment"),
            *((kind.key, kind.name) for kind in types),
        ],
        "sort": [(sort, words.SORTS[sort]) for sort in Sort],
    }


def _filters(looked: Page, view: ListQuery) -> Sequence[tuple[str, str, Options, str]]:
    """The fields by which the list can be filtered: name, label, what can be chosen, and what is
    chosen now."""
    return [
        (
            one.name,
            one.label,
            [("", "All"), *((value, value) for value in looked.shelf.values(one.name))],
            dict(view.chosen).get(one.name, ""),
        )
        for one in shown_in(Place.FILTER)
    ]


def _ages(looked: Page, view: ListQuery) -> Sequence[tuple[Stage, Mapping[int, tuple[int, str]]]]:
    """By open stage, how many have been there for over so many days, each with its address."""
    return [
        (
            stage,
            {
                over: (count, address_of(at_stage(view, stage, over)))
                for over, count in looked.ages[stage].items()
            },
        )
        for stage in OPEN
        if stage in looked.ages
    ]


def _pages(looked: Page, view: ListQuery) -> Sequence[tuple[int, str]]:
    """The pages that are linked: the first, the last and those around this one; 0 is a gap."""
    near = range(looked.page - 2, looked.page + 3)
    shown = sorted({1, looked.pages, *(n for n in near if 1 <= n <= looked.pages)})
    linked: list[tuple[int, str]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            linked.append((0, ""))
        linked.append((number, address_of(at_page(view, number))))
    return linked


def _download(body: bytes, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return web.Response(body=body, content_type=kind, headers=headers)
