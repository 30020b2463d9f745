"""Who gets in to the pages: this computer alone, or people who sign in."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from storage import Store
from triage.repository.sign_in_sessions import SignInSessions
from web.auth.entra_client import Registration
from web.auth.local_people import LocalPeoplePage
from web.auth.permission_middleware import Remembers, permission_middleware
from web.auth.refusal_audit import RefusalAudit
from web.auth.security_headers import error_pages, this_computer_only
from web.auth.sign_in import SignInPages
from web.auth.sign_in_flow import SignInFlows
from web.forms.same_origin import SITE
from web.permissions import Authenticate, Permissions, Session, local_session
from web.rendering.template_renderer import Renderer


@dataclass(frozen=True, slots=True)
class AuthSetup:
    """Who gets in. In `local` mode the pages answer to this computer alone, whose person may do
    everything; otherwise people sign in with `sign_in`, and without it there is nobody to let in.

    `site` is where browsers reach the pages, with `https://` and without a slash at its end;
    `open_reader` shows the policies to people who are not signed in.
    """

    local: bool
    site: str = ""
    sign_in: Registration | None = None
    open_reader: bool = False


LOCAL_AUTH = AuthSetup(local=True)


def add_auth(
    app: web.Application,
    access: Permissions,
    draw: Renderer,
    entrance: AuthSetup,
    store: Callable[[], Store] | None,
) -> None:
    """Every request passes here on its way to a page."""
    app.middlewares.append(error_pages(draw, tls=entrance.site.startswith("https://")))
    refusals = RefusalAudit(store)
    recognise: Authenticate = _nobody
    remembers: Remembers | None = None
    if entrance.site:
        app[SITE] = entrance.site
    if entrance.local:
        app.middlewares.append(this_computer_only())
        recognise = local_session()
        app.add_routes(LocalPeoplePage(draw).routes(access))
    elif entrance.sign_in is not None and store is not None:
        sign_in = SignInPages(
            draw, SignInSessions(store), SignInFlows(store), refusals, entrance.sign_in
        )
        app.cleanup_ctx.append(sign_in.running)
        app.add_routes(sign_in.routes(access))
        recognise, remembers = sign_in.recognise, sign_in.remembers
    can_sign_in = entrance.sign_in is not None
    app.middlewares.append(
        permission_middleware(
            access, recognise, draw, refusals, can_sign_in=can_sign_in, remembers=remembers
        )
    )


async def _nobody(_: web.Request) -> Session | None:
    return None
