"""Lets through to a page only whom its rule admits, and takes only posts of our own forms."""

import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from web.access import Access, Recognise, Role, Rule, Session, begin, form_token
from web.drawing import Drawing
from web.guard import FOR_PROGRAMS
from web.posted import Posted, read_posted

_log = logging.getLogger(__name__)

NAMES = {
    Role.OFFICER: "governance officers",
    Role.MEMBER: "members of the steering group",
    Role.CHAIR: "the chair of the steering group",
    Role.AUDITOR: "auditors",
}


def admission(access: Access, recognise: Recognise, draw: Drawing) -> Middleware:
    """Every page goes through here; an address without a rule is refused, whoever asks."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        begin(request, None)
        if request.path.startswith(FOR_PROGRAMS):
            return await handler(request)
        session = await recognise(request)
        begin(request, session)
        if request.match_info.http_exception is not None:  # nothing at this address
            return await handler(request)
        rule = _rule(access, request)
        if not rule.admits(session.visitor if session else None):
            raise web.HTTPForbidden(text=_refusal(rule, session))
        if request.method == "POST":
            posted = await read_posted(request, files=rule.files)
            if not rule.own_token and not posted.carries(form_token(request)):
                return _once_more(draw, request, posted)
        return await handler(request)

    return answer


def _rule(access: Access, request: web.Request) -> Rule:
    resource = request.match_info.route.resource
    method = "GET" if request.method == "HEAD" else request.method
    rule = access.rules.get((method, resource.canonical if resource else ""))
    if rule is None:
        _log.error("there is no rule for %s %s", method, resource.canonical if resource else "?")
        raise web.HTTPForbidden(text="This page is not open to anybody yet.")
    return rule


def _refusal(rule: Rule, session: Session | None) -> str:
    """What is missing, and who can give it."""
    if session is None:
        return "Sign in to see this page."
    names = [NAMES[role] for role in Role if role in rule.roles]
    wanted = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    roles = " or ".join(role.value for role in Role if role in rule.roles)
    return (
        f"This page is for {wanted}. Your account does not have that role. If you need it, ask "
        f"whoever looks after the assistant to give you the app role {roles} in Entra."
    )


def _once_more(draw: Drawing, request: web.Request, posted: Posted) -> web.Response:
    """A form that was drawn for an earlier session: nothing is done yet, and nothing is lost."""
    return draw.page("once_more.html", status=403, action=request.path_qs, posted=posted)
