"""Who gets in to the pages: this computer alone, or people who sign in."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from storage import Store
from triage.repository.sign_in_sessions import SignInSessions
from web.access import Access, Recognise, Session, local_session
from web.admission import admission
from web.drawing import Drawing
from web.entra import Registration
from web.guard import SITE, error_pages, loopback_names_only
from web.refusals import Refusals
from web.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who gets in. In `local` mode the pages answer to this computer alone, whose person may do
    everything; otherwise people sign in with `sign_in`, and without it there is nobody to let in.

    `site` is where browsers reach the pages, with `https://` and without a slash at its end;
    `open_reader` shows the policies to people who are not signed in.
    """

    local: bool
    site: str = ""
    sign_in: Registration | None = None
    open_reader: bool = False


LOCAL_ENTRANCE = Entrance(local=True)


def guard(
    app: web.Application,
    access: Access,
    draw: Drawing,
    entrance: Entrance,
    store: Callable[[], Store] | None,
) -> None:
    """Every request passes here on its way to a page."""
    app.middlewares.append(error_pages(draw, tls=entrance.site.startswith("https://")))
    refusals = Refusals(store)
    recognise: Recognise = _nobody
    if entrance.site:
        app[SITE] = entrance.site
    if entrance.local:
        app.middlewares.append(loopback_names_only())
        recognise = local_session()
    elif entrance.sign_in is not None and store is not None:
        sign_in = SignIn(draw, SignInSessions(store), refusals, entrance.sign_in)
        app.cleanup_ctx.append(sign_in.running)
        app.add_routes(sign_in.routes(access))
        recognise = sign_in.recognise
    can_sign_in = entrance.sign_in is not None
    app.middlewares.append(admission(access, recognise, draw, refusals, can_sign_in=can_sign_in))


async def _nobody(_: web.Request) -> Session | None:
    return None
