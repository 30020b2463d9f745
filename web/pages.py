"""The pages of the assistant, put into the server."""

from collections.abc import Callable
from datetime import date, datetime

from aiohttp import web

from knowledge import Library
from knowledge.clock import today
from triage import TriageList
from web.access import ANYBODY, Access, Session, local_session
from web.admission import admission
from web.board_pages import board_routes
from web.chat import ChatPage, Speaks
from web.desk import DeskPages, Office
from web.drawing import Drawing
from web.group_pages import group_routes
from web.guard import error_pages, loopback_names_only
from web.impact import ImpactPage
from web.reader import Changes, Reader
from web.receipts import Receipts
from web.register import Register
from web.visits import Visits
from web.workshop import WorkshopPage

RULES = web.AppKey("rules", Access)
"""Who may use which page."""


def add_pages(
    app: web.Application,
    *,
    conversation: Speaks,
    library: Callable[[], Library],
    clock: Callable[[], datetime],
    local: bool,
    changes: Changes | None = None,
    ideas: Callable[[], TriageList] | None = None,
    office: Office | None = None,
) -> None:
    """Add the pages: the policy reader always; the chat only in `local` mode, where the pages
    answer to this computer alone, because there is no sign-in that could tell who is asking.

    Without an `office` there is no officers' desk.
    """
    access = app[RULES] = Access()
    draw = Drawing(access, local=local)
    app.middlewares.append(error_pages(draw))
    if local:
        app.middlewares.append(loopback_names_only())
    app.middlewares.append(admission(access, local_session() if local else _nobody, draw))
    app.router.add_routes([access.get("/static/{name}", draw.file, ANYBODY)])

    def day() -> date:
        return today(clock)

    app.add_routes(Register(draw, library, day).routes(access, ANYBODY))
    if ideas is not None:
        app.add_routes(board_routes(access, draw, ideas, library, day))
        app.add_routes(WorkshopPage(draw, ideas, library).routes(access))
        app.add_routes(group_routes(access, draw, ideas, library, day))
    app.add_routes(Reader(draw, library, day, changes).routes(access, ANYBODY))
    if office is not None:
        app.add_routes(DeskPages(draw, office, clock).routes(access))
        app.add_routes(Receipts(draw, office).routes(access))
        app.add_routes(ImpactPage(draw, office).routes(access))
    if local:
        app.add_routes(ChatPage(draw, conversation, Visits(clock)).routes(access))
    else:
        app.add_routes([access.get("/", _to_policies, ANYBODY)])


async def _nobody(_: web.Request) -> Session | None:
    return None


async def _to_policies(_: web.Request) -> web.Response:
    raise web.HTTPFound("/policies")
