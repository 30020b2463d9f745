"""The shared catalogue on the pages: views of it, files out, files in."""

from aiohttp import web
from markupsafe import Markup

from common.person import Person
from triage import demo
from triage.catalogue import (
    SCHEMA,
    Case,
    CatalogueRepository,
    Flaw,
    as_csv,
    as_json,
    read_csv,
    read_json,
)
from triage.catalogue.views import VIEWS, view
from triage.export.csv_import import decoded
from triage.papers.formats.as_html import render_part
from web.board.labels import FLASH_MESSAGES
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import read_form_data
from web.permissions import IDEA_ROLES, Permissions, Role, visitor_of
from web.rendering.downloads import file_download
from web.steering.steering_pages import SteeringPages

US = "this council"
"""How our own cases stand among the others before anybody has to know the council's name."""

_MOST_FLAWS = 50


class CataloguePages(SteeringPages):
    """Handlers of `/catalogue`."""

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/catalogue", self.index, *IDEA_ROLES),
            access.get("/catalogue/views/{view}", self.view, *IDEA_ROLES),
            access.get("/catalogue/format.json", self.schema, *IDEA_ROLES),
            access.get("/catalogue/export.{form}", self.export, *IDEA_ROLES),
            access.post("/catalogue/import", self.take_in, Role.OFFICER, files=True),
            access.post("/catalogue/drop", self.drop, Role.OFFICER),
        ]

    @property
    def _catalogue(self) -> CatalogueRepository:
        return CatalogueRepository(self._ideas().store)

    async def index(self, request: web.Request) -> web.Response:
        return await self._shown(request)

    async def _shown(
        self,
        request: web.Request,
        *,
        status: int = 200,
        taken: int | None = None,
        flaws: tuple[Flaw, ...] = (),
        problem: str = "",
    ) -> web.Response:
        others = await self._catalogue.of_others()
        return self._draw.page(
            "steering/catalogue.html",
            status=status,
            own=await self._catalogue.own(US),
            samples=await demo.are_there(self._ideas().store),
            marked=[one for one in await self._catalogue.shared_ideas() if not one.record],
            others=others,
            councils=sorted({case.council for case in others}),
            views=VIEWS,
            taken=taken,
            flaws=flaws[:_MOST_FLAWS],
            more=max(0, len(flaws) - _MOST_FLAWS),
            problem=problem,
            done=FLASH_MESSAGES.get(flash_message(request, self._now)),
            may_write=Role.OFFICER in visitor_of(request).roles,
            may_describe=bool(visitor_of(request).roles & {Role.OFFICER, Role.CHAIR}),
        )

    async def view(self, request: web.Request) -> web.Response:
        name = request.match_info["view"]
        if name not in VIEWS:
            raise web.HTTPNotFound
        cases = await self._all()
        parts = [Markup(render_part(part, f"v{at}")) for at, part in enumerate(view(name, cases))]  # noqa: S704
        return self._draw.page(
            "steering/catalogue_view.html",
            name=name,
            views=VIEWS,
            parts=parts,
            cases=cases,
            samples=await demo.are_there(self._ideas().store),
        )

    async def _all(self) -> tuple[Case, ...]:
        return (*await self._catalogue.own(US), *await self._catalogue.of_others())

    async def schema(self, _: web.Request) -> web.Response:
        return file_download(SCHEMA.encode(), "catalogue.schema.json")

    async def export(self, request: web.Request) -> web.Response:
        form, council = request.match_info["form"], request.query.get("council", "").strip()
        if form not in ("json", "csv"):
            raise web.HTTPNotFound
        if not council:
            raise web.HTTPBadRequest(
                text="Go back and write the name of your council: the others see it."
            )
        cases = await self._catalogue.own(council[:200])
        if form == "csv":
            return file_download(as_csv(cases).encode("utf-8-sig"), "catalogue.csv")
        return file_download(
            as_json(cases, council[:200], self._today()).encode(), "catalogue.json"
        )

    async def take_in(self, request: web.Request) -> web.Response:
        """Keep the sound cases of a file and list what is wrong with the others."""
        posted = await read_form_data(request, files=True)
        file = posted.files.get("file")
        if file is None or not file.content:
            return await self._shown(request, status=422, problem="Choose a file first.")
        text = decoded(file.content)
        is_json = text.lstrip()[:1] in {"{", "["}
        cases, flaws = read_json(text) if is_json else read_csv(text)
        if cases:
            await self._catalogue.replace_cases(cases, by=_person(request))
        return await self._shown(
            request, status=422 if flaws else 200, taken=len(cases), flaws=flaws
        )

    async def drop(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        await self._catalogue.drop(posted["council"], by=_person(request))
        raise redirect_with_flash(request, "/catalogue", "dropped", self._now)


def _person(request: web.Request) -> Person:
    visitor = visitor_of(request)
    return visitor.person
