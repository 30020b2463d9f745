"""The pages of the assistant, put into the server."""

import time
from collections.abc import Callable
from datetime import date, datetime

from aiohttp import web

from bot.message import Responder
from common.clock import today
from common.pace import Searching, Turns
from knowledge import Library
from knowledge.quality.clustering import cached_encoder
from storage import Store
from triage import TriageList
from web.auth.setup import LOCAL_AUTH, AuthSetup, add_auth
from web.board.board_routes import board_context, board_routes
from web.board.context import BoardContext
from web.chat.about_page import AboutPage
from web.chat.chat_page import ChatPage
from web.chat.chat_sessions import ChatSessions
from web.desk.coverage_page import CoveragePage
from web.desk.desk_pages import DeskPages, DeskServices
from web.desk.impact_page import ImpactPage
from web.desk.import_page import ImportPage
from web.desk.pause_page import PausePage
from web.desk.receipt_page import ReceiptPage
from web.desk.teach_page import TeachPage
from web.desk.work_page import WorkPage
from web.drafting.clause_page import ClausePage
from web.drafting.draft_page import DraftPages
from web.drafting.facts_page import FactsPage
from web.drafting.part_pages import PartPages
from web.drafting.publisher import Publisher
from web.drafting.review_page import ReviewPages
from web.drafting.rewritten_page import RewrittenPage
from web.drafting.set_index import SetIndexPage
from web.drafting.typed_forms import TypedForms
from web.drafting.withdraw_page import WithdrawPage
from web.drafting.workshop import Workshop
from web.ideas.staff_page import StaffPage
from web.ideas.workshop_page import WorkshopPage
from web.meetings.meeting_routes import meeting_routes
from web.permissions import ANYBODY, Permissions
from web.policies.policy_reader import Changes, PolicyReaderPage
from web.policies.tools_register import ToolsRegisterPage
from web.rendering.set_words import in_the_words_of
from web.rendering.template_renderer import Renderer
from web.steering.routes import group_routes
from web.steering.search_page import SearchPage

RULES = web.AppKey("rules", Permissions)
"""Who may use which page."""

PUBLISHER = web.AppKey("publisher", Publisher)
"""What puts approved changes into the policy folder."""


def add_pages(
    app: web.Application,
    *,
    conversation: Responder,
    library: Callable[[], Library],
    clock: Callable[[], datetime],
    entrance: AuthSetup = LOCAL_AUTH,
    store: Callable[[], Store] | None = None,
    changes: Changes | None = None,
    ideas: Callable[[], TriageList] | None = None,
    office: DeskServices | None = None,
    searching: Searching | None = None,
    staff_page: bool = True,
) -> None:
    """Add the pages: chat, policies and register for whoever is let in, the rest by role.

    Without an `office` there is no officers' desk, without `staff_page` none of colleagues' ideas.
    `searching` is shared with what else searches.
    """
    access = app[RULES] = Permissions()
    app.middlewares.append(in_the_words_of(library))
    draw = Renderer(access, local=entrance.local)
    add_auth(app, access, draw, entrance, store)
    app.router.add_routes([access.get("/static/{name}", draw.file, ANYBODY)])
    app.add_routes(AboutPage(draw).routes(access))

    def day() -> date:
        return today(clock)

    readers = (ANYBODY,) if entrance.open_reader else ()
    app.add_routes(ChatPage(draw, conversation, ChatSessions(clock)).routes(access))
    searching = searching or Searching(Turns(), time.monotonic)
    app.add_routes(ToolsRegisterPage(draw, library, day, searching.turns).routes(access, *readers))
    if ideas is not None:
        means = board_context(draw, ideas, library, day)
        if staff_page:
            app.add_routes(StaffPage(means).routes(access))
        app.add_routes(SearchPage(means, searching).routes(access))
        app.add_routes(group_routes(access, draw, ideas, library, day, site=entrance.site))
        _add_board(app, access, means)
    app.add_routes(
        PolicyReaderPage(draw, library, day, searching, changes).routes(access, *readers)
    )
    if office is not None:
        _add_desk(app, access, draw, office, clock)
    if office is not None and changes is not None:
        encode = cached_encoder() if office.meaning else None
        shop = Workshop(draw, office.store, office.serving, day, office.source, encode, office.send)
        _add_drafting(app, access, shop, changes)


def _add_board(app: web.Application, access: Permissions, means: BoardContext) -> None:
    """The steering group's pages."""
    app.add_routes(board_routes(access, means))
    app.add_routes(meeting_routes(access, means))
    app.add_routes(WorkshopPage(means.draw, means.ideas, means.library).routes(access))


def _add_desk(
    app: web.Application,
    access: Permissions,
    draw: Renderer,
    office: DeskServices,
    clock: Callable[[], datetime],
) -> None:
    """What officers look at, and the acts that change no rule."""
    desk = DeskPages(draw, office, clock)
    app.add_routes(desk.routes(access))
    app.add_routes(WorkPage(draw, office, desk, clock).routes(access))
    for page in (CoveragePage, ReceiptPage, PausePage, TeachPage, ImpactPage, ImportPage):
        app.add_routes(page(draw, office).routes(access))


def _add_drafting(
    app: web.Application, access: Permissions, shop: Workshop, changes: Changes
) -> None:
    """Where officers change rules, and a second one approves."""
    publisher, pages = Publisher(shop), DraftPages(shop, changes)
    app.add_routes(pages.routes(access))
    for page in (ClausePage, FactsPage, TypedForms, SetIndexPage):
        app.add_routes(page(shop).routes(access))
    app.add_routes(RewrittenPage(shop, publisher).routes(access))
    app.add_routes(PartPages(shop, pages).routes(access))
    app.add_routes(ReviewPages(shop, pages, publisher).routes(access))
    app.add_routes(WithdrawPage(shop, pages, publisher).routes(access))
    app[PUBLISHER] = publisher
    app.cleanup_ctx.append(lambda _: publisher.running())
