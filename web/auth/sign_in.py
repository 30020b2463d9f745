"""Signing in and out: at Entra's page in a browser, quietly inside Teams."""

import hashlib
import logging
from collections.abc import AsyncIterator
from urllib.parse import quote, urlsplit

import aiohttp
from aiohttp import web

from common.person import Person
from triage.repository.sign_in_sessions import SignInSessions
from web.auth import cookies
from web.auth.entra_client import EntraClient, Registration
from web.auth.id_tokens import NotSignedIn
from web.auth.refusal_audit import RefusalAudit
from web.auth.sign_in_flow import SignInFlows
from web.forms.form_data import read_form_data
from web.permissions import ANYBODY, Permissions, Session, Visitor, session_of, visitor_of
from web.rendering.template_renderer import Renderer

_log = logging.getLogger(__name__)

_TOO_LATE = "This sign-in was used already or took more than ten minutes. Please sign in again."
_UNREACHED = "Microsoft's sign-in cannot be reached at the moment. Try again in a minute."
_NOT_ASSIGNED = (
    "Your account may not use these pages yet. Ask whoever looks after the assistant to add you, "
    "or a group that you are in, to its enterprise application in Entra."
)
_STOPPED = "You did not finish signing in."
_FAILED = (
    "Signing in did not work. Try again; if it happens again, tell whoever looks after the "
    "assistant."
)


class SignInPages:
    """The sessions of a site with sign-in, and the pages by which they begin and end."""

    def __init__(
        self,
        draw: Renderer,
        sessions: SignInSessions,
        flows: SignInFlows,
        refusals: RefusalAudit,
        registration: Registration,
    ) -> None:
        self._draw = draw
        self._sessions = sessions
        self._flows = flows
        self._refusals = refusals
        self._registration = registration
        self._asking: list[EntraClient] = []

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/sign-in", self.show, ANYBODY),
            access.get("/sign-in/start", self.start, ANYBODY),
            access.post("/sign-in/back", self.back, ANYBODY, from_entra=True),
            access.post("/sign-in/teams", self.from_teams, ANYBODY, own_token=True),
            access.get("/sign-in/teams", self.is_kept, ANYBODY),
            access.get("/signed-out", self.signed_out, ANYBODY),
            access.get("/me", self.account),
            access.post("/sign-out", self.sign_out),
            access.post("/sign-out/everywhere", self.sign_out_everywhere),
        ]

    async def running(self, _: web.Application) -> AsyncIterator[None]:
        """Open for as long as the server runs."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            self._asking.append(EntraClient(self._registration, http))
            yield
            await self._asking.pop().close()

    async def recognise(self, request: web.Request) -> Session | None:
        _, cookie = cookies.session_cookie(request)
        found = await self._sessions.find(cookie) if cookie else None
        if found is None:
            return None
        who = found.person
        visitor = Visitor(who.tenant, who.id, who.name, found.roles)
        token = hashlib.sha256(f"form {cookie}".encode()).hexdigest()
        return Session(visitor, token, found.in_teams)

    async def remembers(self, request: web.Request) -> bool:
        """Whether a request is of a session that there was, and that is over."""
        _, cookie = cookies.session_cookie(request)
        return bool(cookie) and await self._sessions.is_over(cookie)

    async def show(self, request: web.Request) -> web.Response:
        """The way to sign in; our script takes it at once, as Teams or the browser needs it."""
        to = _own_path(request.query.get("to", ""))
        if session_of(request) is not None:
            raise web.HTTPFound(to)
        return self._draw.page("auth/sign_in.html", to=to, problem="", code="")

    async def start(self, request: web.Request) -> web.Response:
        """Send the browser to Entra's page."""
        to = _own_path(request.query.get("to", ""))
        flow = await self._asking[0].begin()
        if isinstance(flow, NotSignedIn):
            return await self._not_signed_in(request, flow, to)
        away = web.HTTPFound(flow["auth_uri"])
        self._flows.keep(request, away, flow, to)
        raise away

    async def back(self, request: web.Request) -> web.Response:
        """Entra's answer, which the person's browser posts here; Entra takes its code once."""
        posted = await read_form_data(request)
        begun = self._flows.find(request, posted["state"])
        if begun is None:
            return await self._not_signed_in(request, NotSignedIn("no sign-in under way"), "/")
        flow, to = begun
        found = await self._asking[0].finish(flow, posted.fields)
        if isinstance(found, NotSignedIn):
            return await self._not_signed_in(request, found, to)
        response = web.HTTPSeeOther(to)
        self._flows.drop(response, posted["state"])
        await self._begin(request, response, found, cookies.SESSION)
        raise response

    async def from_teams(self, request: web.Request) -> web.Response:
        """A token that Teams gave to our page in a tab, for a session; answered to our script."""
        posted = await read_form_data(request)
        found = await self._asking[0].of_teams(posted["teams"])
        if isinstance(found, NotSignedIn):
            await self._refusals.note(request, found.why, None, "sign_in.refused")
            return web.Response(status=403, text=_FAILED)
        response = web.Response(status=204)
        await self._begin(request, response, found, cookies.IN_TEAMS)
        return response

    async def is_kept(self, request: web.Request) -> web.Response:
        """Whether the browser kept the cookie that our script got; some keep none in a frame."""
        return web.Response(status=204 if session_of(request) else 403)

    async def account(self, request: web.Request) -> web.Response:
        """Who is signed in, with which roles, and where."""
        _, cookie = cookies.session_cookie(request)
        sign_ins = await self._sessions.of(_person(visitor_of(request)), cookie)
        return self._draw.page("auth/account.html", sign_ins=sign_ins)

    async def sign_out(self, request: web.Request) -> web.Response:
        name, cookie = cookies.session_cookie(request)
        await self._sessions.end(cookie)
        raise _gone(name)

    async def sign_out_everywhere(self, request: web.Request) -> web.Response:
        name, _ = cookies.session_cookie(request)
        await self._sessions.end_all(_person(visitor_of(request)))
        raise _gone(name)

    async def signed_out(self, _: web.Request) -> web.Response:
        return self._draw.page("auth/signed_out.html", entra=self._registration.sign_out)

    async def _begin(
        self, request: web.Request, response: web.StreamResponse, visitor: Visitor, name: str
    ) -> None:
        """A new session in place of the one that the browser had, if any."""
        _, before = cookies.session_cookie(request)
        if before:
            await self._sessions.end(before)
        place = "teams" if name == cookies.IN_TEAMS else "browser"
        cookie = await self._sessions.begin(_person(visitor), visitor.roles, place)
        cookies.keep(response, name, cookie)

    async def _not_signed_in(
        self, request: web.Request, found: NotSignedIn, to: str
    ) -> web.Response:
        await self._refusals.note(request, found.why, None, "sign_in.refused")
        if found.code:
            _log.warning("sign-in: Entra says %s", found.code)
        status, words = _words(found)
        values = {"to": to, "problem": words, "code": found.code}
        return self._draw.page("auth/sign_in.html", status=status, **values)


def _person(visitor: Visitor) -> Person:
    return visitor.person


def _words(found: NotSignedIn) -> tuple[int, str]:
    if found.why.startswith("entra not reached"):
        return 503, _UNREACHED
    if found.code == "AADSTS50105":
        return 403, _NOT_ASSIGNED
    said = {
        "no sign-in under way": _TOO_LATE,
        "refused by entra: invalid_grant": _TOO_LATE,  # its code was used, or is too old
        "refused by entra: access_denied": _STOPPED,
    }
    return 403, said.get(found.why, _FAILED)


def _own_path(to: str) -> str:
    """Where to go after signing in: a page of ours, whatever a link said."""
    try:
        parts = urlsplit(to)
    except ValueError:
        return "/"
    strange = parts.scheme or parts.netloc or "\\" in to or not to.isprintable()
    if strange or not to.startswith("/") or to.startswith(("//", "/sign-", "/signed-")):
        return "/"
    return quote(to, safe="/?#&=%+:@,;!*'()~-._[]")


def _gone(name: str) -> web.HTTPSeeOther:
    response = web.HTTPSeeOther("/signed-out")
    cookies.drop(response, name)
    return response
