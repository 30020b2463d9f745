"""The pages of the assistant, put into the server."""

from collections.abc import Callable
from datetime import date, datetime

from aiohttp import web

from knowledge import Library
from knowledge.clock import today
from storage import Store
from triage import TriageList
from web.about import About
from web.access import ANYBODY, Access
from web.board_pages import board_routes
from web.chat import ChatPage, Speaks
from web.desk import DeskPages, Office
from web.drawing import Drawing
from web.entrance import LOCAL_ENTRANCE, Entrance, guard
from web.group_pages import group_routes
from web.impact import ImpactPage
from web.pausing import PausePage
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
    entrance: Entrance = LOCAL_ENTRANCE,
    store: Callable[[], Store] | None = None,
    changes: Changes | None = None,
    ideas: Callable[[], TriageList] | None = None,
    office: Office | None = None,
) -> None:
    """Add the pages: chat, policies and register for whoever is let in, the rest by role.

    Without an `office` there is no officers' desk.
    """
    access = app[RULES] = Access()
    draw = Drawing(access, local=entrance.local)
    guard(app, access, draw, entrance, store)
    app.router.add_routes([access.get("/static/{name}", draw.file, ANYBODY)])
    app.add_routes(About(draw).routes(access))

    def day() -> date:
        return today(clock)

    readers = (ANYBODY,) if entrance.open_reader else ()
    app.add_routes(ChatPage(draw, conversation, Visits(clock)).routes(access))
    app.add_routes(Register(draw, library, day).routes(access, *readers))
    if ideas is not None:
        app.add_routes(board_routes(access, draw, ideas, library, day))
        app.add_routes(WorkshopPage(draw, ideas, library).routes(access))
        app.add_routes(group_routes(access, draw, ideas, library, day))
    app.add_routes(Reader(draw, library, day, changes).routes(access, *readers))
    if office is not None:
        app.add_routes(DeskPages(draw, office, clock).routes(access))
        app.add_routes(Receipts(draw, office).routes(access))
        app.add_routes(PausePage(draw, office).routes(access))
        app.add_routes(ImpactPage(draw, office).routes(access))
