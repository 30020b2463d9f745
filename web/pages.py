"""The pages of the assistant, put into the server."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.message import Person
from web.chat import ChatPage, Speaks
from web.drawing import Drawing
from web.guard import error_pages, loopback_names_only
from web.visits import Visits

LOCAL_PERSON = Person("local", "local")


def add_pages(
    app: web.Application, *, conversation: Speaks, clock: Callable[[], datetime], local: bool
) -> None:
    """Add the pages. `local`: no sign-in, so they answer to this computer only."""
    draw = Drawing(local=local)
    app.middlewares.append(error_pages(draw))
    if local:
        app.middlewares.append(loopback_names_only())
        chat = ChatPage(draw, conversation, Visits(clock), lambda _: LOCAL_PERSON)
        app.add_routes(chat.routes())
    app.router.add_get("/static/{name}", draw.file)
