"""A document brought in on the desk: the draft that it becomes, and where every word of it is."""

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from common.clock import today
from knowledge.importing.source_document import ImportRefusedError
from web.desk.desk_pages import READERS, DeskServices
from web.forms.form_data import Upload, read_form_data
from web.permissions import Permissions, Role
from web.rendering.template_renderer import Renderer

if TYPE_CHECKING:
    from knowledge.importing.import_document import ImportedPolicy

_NO_FILE = "Choose a document first."
_FACTS = ("owner", "contact")


class ImportPage:
    """Handlers of `/desk/import`. Nothing that is sent here is kept or published."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._reading = asyncio.Semaphore(1)  # a document takes a second of one processor

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/import", self.show, *READERS),
            access.post("/desk/import", self.bring_in, Role.OFFICER, files=True),
        ]

    async def show(self, _: web.Request) -> web.Response:
        return self._page()

    async def bring_in(self, request: web.Request) -> web.Response:
        """The draft and the report, or in words why the document cannot be read."""
        posted = await read_form_data(request, files=True)
        typed = {key: posted[key] for key in _FACTS}
        upload = posted.files.get("file")
        if upload is None:
            return self._page(_NO_FILE, typed=typed, status=422)
        try:
            async with self._reading:
                found = await asyncio.to_thread(self._imported, upload, typed)
        except ImportRefusedError as refused:
            return self._page(str(refused), typed=typed, status=422)
        return self._page(found=found, typed=typed)

    def _imported(self, upload: Upload, typed: dict[str, str]) -> "ImportedPolicy":
        from knowledge.importing.import_document import import_document  # noqa: PLC0415  forty files

        serving = self._office.serving
        given = {key: value for key, value in typed.items() if value}
        return import_document(
            upload.name, upload.content, given=given, into=serving.folder, on=today(serving.now)
        )

    def _page(
        self,
        problem: str = "",
        *,
        found: "ImportedPolicy | None" = None,
        typed: dict[str, str] | None = None,
        status: int = 200,
    ) -> web.Response:
        return self._draw.page(
            "desk/import.html",
            status=status,
            problem=problem,
            found=found,
            typed=typed or dict.fromkeys(_FACTS, ""),
            officer=Role.OFFICER,
        )
