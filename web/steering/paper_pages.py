"""Papers on the pages: chosen, shown, and handed out as files."""

import asyncio
from collections.abc import Callable
from datetime import date

from aiohttp import web
from markupsafe import Markup

from knowledge import Library
from knowledge.cli.formatting import facts_as_json
from triage import TriageList, demo
from triage.papers import (
    PAPERS,
    Paper,
    PaperFormat,
    PaperProblem,
    Snapshot,
    as_file,
    take_snapshot,
    write_paper,
)
from triage.papers.formats.as_html import render_body
from triage.papers.paper_types import formats, period_of, subjects
from triage.papers.policy_facts import PolicyFacts, parse_policy_facts
from web.permissions import IDEA_ROLES, Permissions, Role, visitor_of
from web.rendering.downloads import file_download
from web.rendering.template_renderer import Renderer

_MOST_SUBJECTS = 200


class PaperPages:
    """Handlers of `/papers`."""

    def __init__(
        self,
        draw: Renderer,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        today: Callable[[], date],
        site: str,
    ) -> None:
        self._draw = draw
        self._ideas = ideas
        self._library = library
        self._today = today
        self._site = site
        self._known: tuple[tuple[str, date] | None, PolicyFacts] = (None, PolicyFacts())

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/papers", self.index, *IDEA_ROLES),
            access.get("/papers/{name}", self.show, *IDEA_ROLES),
            access.get("/papers/{name}/file.{form}", self.file, *IDEA_ROLES),
        ]

    async def index(self, _: web.Request) -> web.Response:
        day = self._today()
        return self._draw.page(
            "steering/papers.html",
            samples=await demo.are_there(self._ideas().store),
            papers=[(name, about, period_of(name, day)) for name, about in PAPERS.items()],
        )

    async def show(self, request: web.Request) -> web.Response:
        """The paper, or what it still needs to be told."""
        name = _name(request)
        snapshot = await self._snapshot(name)
        first, last = _day(request, "from"), _day(request, "to")
        paper = await asyncio.to_thread(_written, name, snapshot, request, first, last)
        problem = _WORDS[paper] if isinstance(paper, PaperProblem) else ""
        if paper is PaperProblem.NEEDS_SUBJECT:
            problem = ""  # nobody has chosen yet
        period = period_of(name, snapshot.day, first, last)
        return self._draw.page(
            "steering/paper.html",
            status=422 if problem else 200,
            name=name,
            about=PAPERS[name],
            samples=any(one.sample for one in snapshot.ideas),
            period=period,
            subject=request.query.get("about", ""),
            subjects=subjects(name, snapshot)[:_MOST_SUBJECTS] if PAPERS[name].subject else (),
            problem=problem,
            title=paper.title if isinstance(paper, Paper) else PAPERS[name].title,
            paper=Markup(render_body(paper, "")) if isinstance(paper, Paper) else "",  # noqa: S704 - escaped
            may_write=bool(visitor_of(request).roles & {Role.OFFICER, Role.CHAIR}),
            query=request.query_string,
            forms={form: _FORMS[form] for form in formats()},
            lacking=len(formats()) < len(_FORMS),
        )

    async def file(self, request: web.Request) -> web.Response:
        name = _name(request)
        if request.match_info["form"] not in formats():
            raise web.HTTPNotFound
        form = PaperFormat(request.match_info["form"])
        snapshot = await self._snapshot(name)
        site = self._site or str(request.url.origin())

        def made() -> tuple[str, bytes] | PaperProblem:
            first, last = _day(request, "from"), _day(request, "to")
            paper = _written(name, snapshot, request, first, last)
            if isinstance(paper, PaperProblem):
                return paper
            return paper.name, as_file(paper, form, site)

        done = await asyncio.to_thread(made)
        if isinstance(done, PaperProblem):
            raise web.HTTPUnprocessableEntity(text=_WORDS[done])
        return file_download(done[1], f"{done[0]}-{snapshot.day}.{form}")

    async def _snapshot(self, name: str) -> Snapshot:
        """What the paper of that name is made from."""
        day, policies = self._today(), self._library().policy_set
        key = (policies.fingerprint, day)
        if self._known[0] != key:
            facts = await asyncio.to_thread(facts_as_json, policies, day)
            self._known = (key, parse_policy_facts(facts))
        return await take_snapshot(self._ideas().store, day, self._known[1], PAPERS[name].reads)


_WORDS = {
    PaperProblem.NEEDS_SUBJECT: "Choose what the paper is about.",
    PaperProblem.UNKNOWN_SUBJECT: "Nothing is on record under that reference, or it is still open.",
    PaperProblem.BACKWARDS: "The first day is later than the last.",
}
_FORMS = {
    PaperFormat.WORD: "Word",
    PaperFormat.PDF: "PDF",
    PaperFormat.XLSX: "Excel",
    PaperFormat.CSV: "CSV",
    PaperFormat.HTML: "Web page",
    PaperFormat.MARKDOWN: "Markdown",
}


def _written(
    name: str, snapshot: Snapshot, request: web.Request, first: date | None, last: date | None
) -> Paper | PaperProblem:
    subject = request.query.get("about", "")
    return write_paper(name, snapshot, first=first, last=last, subject=subject)


def _name(request: web.Request) -> str:
    name = request.match_info["name"]
    if name not in PAPERS:
        raise web.HTTPNotFound(text="There is no paper of that name.")
    return name


def _day(request: web.Request, name: str) -> date | None:
    text = request.query.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise web.HTTPBadRequest(
            text="Write the days as year-month-day, for example 2026-11-30."
        ) from None
