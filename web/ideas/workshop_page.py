"""Ideas of a workshop, sent in as one table: sound rows are stored, the others are told row by
row."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from aiohttp import web

from common.person import Person
from knowledge import Library
from knowledge.privacy.masking import mask, names_known
from storage import StoreError
from triage import TriageList
from triage.export.csv_import import TEMPLATE, Row, RowProblem, decoded, new_ideas, read_csv
from triage.export.spreadsheet import as_csv
from triage.model.fields import FIELDS
from web.forms.form_data import read_form_data
from web.ideas.workshop_storing import MOST_A_DAY, Stored, store_rows
from web.permissions import Permissions, visitor_of
from web.rendering.downloads import file_download
from web.rendering.template_renderer import Renderer

logger = logging.getLogger(__name__)

PATH = "/ideas/workshop"
TEMPLATE_PATH = "/ideas/workshop.csv"

_MASKED = tuple(one.name for one in FIELDS if one.masked)
_NO_FILE = "Choose a file first."
_AWAY = (
    "The ideas could not be saved just now. Those listed below are stored; send the same file "
    "again in a minute, and only the others are added."
)
_BUSY = "Your last table is still being stored. Send this one in a minute."
_PATIENCE = 5.0  # seconds that somebody waits for the list of what was stored
_PERSONAL = "looks like personal data; take it out, or choose below what becomes of it"


class Personal(StrEnum):
    """What becomes of rows in which something looks personal."""

    ASK = "ask"
    MASK = "mask"
    KEEP = "keep"


class WorkshopPage:
    """Handlers of `/ideas/workshop`: for whoever is signed in, who is the submitter of them all."""

    def __init__(
        self,
        draw: Renderer,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
    ) -> None:
        self._draw = draw
        self._ideas = ideas
        self._library = library
        self._storing: dict[Person, asyncio.Task[Sequence[RowProblem] | None]] = {}

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get(PATH, self.show),
            access.get(TEMPLATE_PATH, self.template),
            access.post(PATH, self.take, files=True),
        ]

    async def show(self, _: web.Request) -> web.Response:
        return self._page()

    async def template(self, _: web.Request) -> web.Response:
        """An empty table with every heading that is understood."""
        return file_download(as_csv((), TEMPLATE).encode("utf-8-sig"), "ideas.csv")

    async def take(self, request: web.Request) -> web.Response:
        """Store the sound rows, one unit of work each; a file that is sent again adds only what
        is new in it."""
        posted = await read_form_data(request, files=True)
        upload = posted.files.get("file")
        personal = _personal(posted["personal"])
        if upload is None:
            return self._page(_NO_FILE, personal=personal, status=422)
        read, problems = read_csv(decoded(upload.content))
        new, known = new_ideas(read)
        rows, found = self._checked(new, personal)
        problems = (*problems, *known)
        visitor = visitor_of(request)
        by = visitor.person
        if by in self._storing:
            return self._page(_BUSY, personal=personal, status=429)
        stored: list[Stored] = []
        storing = self._storing[by] = asyncio.create_task(self._store(rows, by, stored))
        storing.add_done_callback(lambda _: self._storing.pop(by))
        # It is left to end by itself: whoever closes the page finds the ideas on the list.
        done, _ = await asyncio.wait({storing}, timeout=_PATIENCE)
        if not done:
            return self._page(
                stored=tuple(stored), going_on=len(rows), name=upload.name, status=202
            )
        beyond = storing.result()
        if beyond is None:
            return self._page(_AWAY, stored=stored, problems=problems, status=503)
        return self._page(
            stored=stored,
            problems=sorted([*problems, *found, *beyond], key=lambda one: one.row),
            personal=personal,
            name=upload.name,
            status=200 if stored or not problems else 422,
        )

    async def _store(
        self, rows: Sequence[Row], by: Person, stored: list[Stored]
    ) -> Sequence[RowProblem] | None:
        """The rows beyond a day's; None if the database went away meanwhile."""
        fingerprint = self._library().fingerprint
        try:
            return await store_rows(
                self._ideas(), rows, by=by, fingerprint=fingerprint, stored=stored
            )
        except StoreError as error:
            logger.warning("ideas of a workshop were not all stored: %s", error)
            return None

    def _checked(
        self, rows: Sequence[Row], personal: Personal
    ) -> tuple[list[Row], list[RowProblem]]:
        """The rows that may be stored, and those in which something looks personal."""
        known = names_known(self._library().policy_set)
        kept: list[Row] = []
        problems: list[RowProblem] = []
        for row in rows:
            texts = {name: getattr(row.proposal, name) for name in _MASKED}
            masked: dict[str, Any] = {name: mask(text, known) for name, text in texts.items()}
            odd = [name for name in _MASKED if masked[name] != texts[name]]
            if not odd or personal is Personal.KEEP:
                kept.append(row)
            elif personal is Personal.MASK:
                kept.append(replace(row, proposal=replace(row.proposal, **masked)))
            else:
                problems += [RowProblem(row.row, name, _PERSONAL) for name in odd]
        return kept, problems

    def _page(self, problem: str = "", *, status: int = 200, **values: object) -> web.Response:
        known: dict[str, object] = {
            "stored": (),
            "problems": (),
            "name": "",
            "going_on": 0,
            "personal": Personal.ASK,
            **values,
        }
        return self._draw.page(
            "ideas/workshop.html",
            status=status,
            problem=problem,
            most=MOST_A_DAY,
            headings=TEMPLATE,
            empty_table=TEMPLATE_PATH,
            path=PATH,
            **known,
        )


def _personal(sent: str) -> Personal:
    return Personal(sent) if sent in set(Personal) else Personal.ASK
