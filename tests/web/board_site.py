"""The board on a real store, for visitors who say in a header who they are."""

import time
from collections.abc import Mapping

from aiohttp import web

from common.clock import today
from common.pace import Searching, Turns
from knowledge import Library
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import SOUND
from tests.triage.people import ANN
from triage import TriageList
from triage.model.fields import Proposal
from triage.model.idea import Idea
from triage.model.outcomes import Submitted
from triage.model.screening_rules import ScreeningReply, screen
from web.auth.permission_middleware import permission_middleware
from web.auth.security_headers import error_pages
from web.board.board_routes import board_context, board_routes
from web.board.policy_lookups import questions
from web.ideas.staff_page import StaffPage
from web.meetings.meeting_routes import meeting_routes
from web.permissions import ANYBODY, Permissions, Role, Session, Visitor
from web.rendering.set_words import in_the_words_of
from web.rendering.template_renderer import Renderer
from web.steering.routes import group_routes
from web.steering.search_page import SearchPage

CHAIR: Mapping[str, str] = {"As": "Cleo Chair", "Roles": Role.CHAIR}
OFFICER: Mapping[str, str] = {"As": "Olga Officer", "Roles": Role.OFFICER}
MEMBER: Mapping[str, str] = {"As": "Max Member", "Roles": Role.MEMBER}
AUDITOR: Mapping[str, str] = {"As": "Ada Auditor", "Roles": Role.AUDITOR}
STAFF: Mapping[str, str] = {"As": "Sam Staff", "Roles": ""}


def library(clock: SetClock) -> Library:
    """The guild's policies, searched by words alone."""
    return Library.load(SOUND, clock=clock, meaning=False)


def board_site(store: Store, clock: SetClock, policies: Library | None = None) -> web.Application:
    """The board's pages and those beside it, and nothing else."""
    held, ideas = policies or library(clock), TriageList(store)
    access = Permissions()
    draw = Renderer(access, local=False)

    async def recognise(request: web.Request) -> Session | None:
        name = request.headers.get("As", "")
        roles = frozenset(Role(role) for role in request.headers.get("Roles", "").split())
        return Session(Visitor("guild", name, name, roles), f"token {name}") if name else None

    app = web.Application(
        middlewares=[
            in_the_words_of(lambda: held),
            error_pages(draw),
            permission_middleware(access, recognise, draw),
        ]
    )
    app.add_routes([access.get("/static/{name}", draw.file, ANYBODY)])
    told = (draw, lambda: ideas, lambda: held, lambda: today(clock))
    means = board_context(*told)
    app.add_routes(board_routes(access, means))
    app.add_routes(meeting_routes(access, means))
    app.add_routes(StaffPage(means).routes(access))
    app.add_routes(SearchPage(means, Searching(Turns(), time.monotonic)).routes(access))
    app.add_routes(group_routes(access, *told, site=""))
    return app


async def sent_in(
    store: Store,
    clock: SetClock,
    reply: ScreeningReply | None = ScreeningReply.NO,
    key: str = "k",
    **said: object,
) -> Idea:
    """An idea of Ann's; screened with the same reply to every question, unless it is None."""
    proposal = Proposal(**{"title": "Sort the post", "description": "Read it."} | said)  # type: ignore[arg-type]
    found = questions(library(clock).policy_set, today(clock))
    assert found is not None
    version, asked = found
    done = await TriageList(store).submit(
        proposal,
        by=ANN,
        key=key,
        screened=screen(asked, {q.key: reply for q in asked}, version=version) if reply else None,
    )
    assert isinstance(done, Submitted)
    return done.idea
