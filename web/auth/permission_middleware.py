"""Lets through to a page only whom its rule admits, and takes only posts of our own forms."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from web.auth.cookies import session_cookie
from web.auth.refusal_audit import RefusalAudit
from web.auth.security_headers import FOR_PROGRAMS
from web.forms.form_data import read_form_data
from web.permissions import (
    Authenticate,
    Permission,
    Permissions,
    Role,
    Session,
    Visitor,
    bind_session,
    form_token,
)
from web.rendering.set_words import role_holders
from web.rendering.template_renderer import Renderer

_log = logging.getLogger(__name__)

_NO_SIGN_IN = (
    "Signing in is not set up yet, so this page cannot be shown. Whoever looks after the "
    "assistant sets SIGN_IN_CLIENT_ID."
)
_SIGN_IN = (
    "You are not signed in, so nothing was sent. Sign in in another tab, then go back here and "
    "send it again: what you typed is still there."
)
_FILES = "/static/"

Remembers = Callable[[web.Request], Awaitable[bool]]


def permission_middleware(
    access: Permissions,
    recognise: Authenticate,
    draw: Renderer,
    refusals: RefusalAudit | None = None,
    *,
    can_sign_in: bool = False,
    remembers: Remembers | None = None,
) -> Middleware:
    """Every page goes through here; an address without a rule is refused, whoever asks.

    `can_sign_in` tells whether there is a sign-in to send people to, `remembers` whether a request
    is of a session that is over.
    """
    return _PermissionMiddleware(
        access, recognise, draw, refusals or RefusalAudit(None), can_sign_in, remembers
    ).middleware()


@dataclass(frozen=True, slots=True)
class _PermissionMiddleware:
    access: Permissions
    recognise: Authenticate
    draw: Renderer
    refusals: RefusalAudit
    can_sign_in: bool
    remembers: Remembers | None

    def middleware(self) -> Middleware:
        @web.middleware
        async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
            bind_session(request, None)
            if request.path.startswith(FOR_PROGRAMS):
                return await handler(request)
            session = None if request.path.startswith(_FILES) else await self.recognise(request)
            bind_session(request, session)
            if request.match_info.http_exception is not None:  # nothing at this address
                return await handler(request)
            rule = self._rule(request)
            refused = await self._refused(request, rule, session)
            if refused is not None:
                return refused
            response = await self._handled(request, handler, session)
            if not rule.anybody:
                response.headers.setdefault("Cache-Control", "no-store")
            return response

        return answer

    def _rule(self, request: web.Request) -> Permission:
        resource = request.match_info.route.resource
        method = "GET" if request.method == "HEAD" else request.method
        rule = self.access.rules.get((method, resource.canonical if resource else ""))
        if rule is None:
            _log.error("there is no rule for %s %s", method, resource)
            raise web.HTTPForbidden(text="This page is not open to anybody yet.")
        return rule

    async def _refused(
        self, request: web.Request, rule: Permission, session: Session | None
    ) -> web.Response | None:
        """What to answer in place of the page; None if the request may go on."""
        visitor = session.visitor if session else None
        if session is None and not rule.anybody:
            return await self._signed_out(request, rule)
        if not rule.allows(visitor):
            await self.refusals.note(request, "a role is missing", visitor)
            raise web.HTTPForbidden(text=_missing(rule))
        if request.method != "POST":
            return None
        if not await self._is_ours(request, rule, visitor):
            return await self._once_more(request, rule, signed_out=False)
        return None

    async def _is_ours(
        self, request: web.Request, rule: Permission, visitor: Visitor | None
    ) -> bool:
        """Whether a post carries the token of this session. Raises what `read_posted` does."""
        try:
            posted = await read_form_data(request, files=rule.files, from_entra=rule.from_entra)
        except web.HTTPForbidden:
            await self.refusals.note(request, "sent from another site", visitor)
            raise
        if rule.own_token or rule.from_entra or posted.has_token(form_token(request)):
            return True
        await self.refusals.note(request, "a form of another session", visitor)
        return False

    async def _signed_out(self, request: web.Request, rule: Permission) -> web.Response:
        if not self.can_sign_in:
            raise web.HTTPForbidden(text=_NO_SIGN_IN)
        over = any(session_cookie(request))
        if over or request.method == "POST":
            await self.refusals.note(request, "a session that is over" if over else "not signed in")
        if request.method != "POST":
            raise web.HTTPFound(f"/sign-in?to={quote(request.path_qs)}")
        if self.remembers is None or not await self.remembers(request):
            # A stranger's post is not even read; a person's browser still has what they typed.
            return self.draw.page(
                "auth/sign_in.html", status=403, to="/", problem=_SIGN_IN, code=""
            )
        return await self._once_more(request, rule, signed_out=True)

    async def _once_more(
        self, request: web.Request, rule: Permission, *, signed_out: bool
    ) -> web.Response:
        """A form that was drawn for an earlier session: nothing is done, and nothing is lost."""
        posted = await read_form_data(request, files=rule.files)
        values = {"action": request.path_qs, "posted": posted, "signed_out": signed_out}
        return self.draw.page("auth/once_more.html", status=403, **values)

    async def _handled(
        self, request: web.Request, handler: Handler, session: Session | None
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if session is not None and request.match_info:  # a reference that somebody guessed?
                await self.refusals.note(request, "no such record", session.visitor)
            raise


def _missing(rule: Permission) -> str:
    """Which role is missing, and who can give it."""
    names = [role_holders(role) for role in Role if role in rule.roles]
    wanted = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    roles = " or ".join(role.value for role in Role if role in rule.roles)
    return (
        f"This page is for {wanted}. Your account does not have that role. If you need it, ask "
        f"whoever looks after the assistant to give you the app role {roles} in Entra, then sign "
        "out and in again."
    )
