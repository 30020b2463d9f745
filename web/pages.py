"""The pages of the assistant, put into the server."""

from collections.abc import Callable
from datetime import date, datetime

from aiohttp import web

from bot.message import Person
from knowledge import Library
from knowledge.clock import today
from web.chat import ChatPage, Speaks
from web.drawing import Drawing
from web.guard import error_pages, loopback_names_only
from web.reader import Changes, Reader
from web.register import Register
from web.visits import Visits

LOCAL_PERSON = Person("local", "local")


def add_pages(
    app: web.Application,
    *,
    conversation: Speaks,
    library: Callable[[], Library],
    clock: Callable[[], datetime],
    local: bool,
    changes: Changes | None = None,
) -> None:
    """Add the pages: the policy reader always; the chat only in `local` mode, where the pages
    answer to this computer alone, because there is no sign-in that could tell who is asking."""
    draw = Drawing(local=local)
    app.middlewares.append(error_pages(draw))
    app.router.add_get("/static/{name}", draw.file)

    def day() -> date:
        return today(clock)

    app.add_routes(Register(draw, library, day).routes())
    app.add_routes(Reader(draw, library, day, changes).routes())
    if local:
        app.middlewares.append(loopback_names_only())
        app.add_routes(ChatPage(draw, conversation, Visits(clock), _local_person).routes())
    else:
        app.router.add_get("/", _to_policies)


def _local_person(_: web.Request) -> Person:
    return LOCAL_PERSON


async def _to_policies(_: web.Request) -> web.Response:
    raise web.HTTPFound("/policies")
